//! How long the sample corpus takes to index: from nothing, and when nothing has changed.

use std::{
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use nogletal::{
    index::{Options, Summary, reindex},
    isolation::{CHILD, Isolation, Pool},
    progress::Silent,
};
use tempfile::TempDir;

fn main() {
    divan::main();
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn index(folder: &TempDir, isolation: &Isolation) -> Summary {
    let interrupted = AtomicBool::new(false);
    let options = Options::new(isolation, &Silent, &interrupted);
    reindex(&[corpus()], folder.path(), &options).expect("the corpus can be indexed")
}

/// Every document is read, in this process.
#[divan::bench(sample_count = 10)]
fn from_nothing(bencher: divan::Bencher<'_, '_>) {
    let folder = || tempfile::tempdir().expect("a folder");
    bencher.with_inputs(folder).bench_refs(|folder| index(folder, &Isolation::InProcess));
}

/// Every document is read, in child processes that are started for it.
#[divan::bench(sample_count = 10)]
fn from_nothing_in_children(bencher: divan::Bencher<'_, '_>) {
    let children = || Isolation::Children(Pool::new(env!("CARGO_BIN_EXE_nogletal"), [CHILD]));
    bencher.with_inputs(|| tempfile::tempdir().expect("a folder")).bench_refs(|folder| index(folder, &children()));
}

/// No document is read.
#[divan::bench]
fn nothing_changed(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    index(&folder, &Isolation::InProcess);
    bencher.bench_local(|| index(&folder, &Isolation::InProcess));
}
