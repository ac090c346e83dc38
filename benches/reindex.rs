//! How long the sample corpus takes to index: from nothing, and when nothing has changed.

use std::{
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use nogletal::{
    document::Limits,
    index::{Options, Summary, reindex},
    isolation::Isolation,
    progress::Silent,
    reference::Reference,
};
use tempfile::TempDir;

fn main() {
    divan::main();
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn index(folder: &TempDir) -> Summary {
    let options = Options {
        limits: Limits::default(),
        reference: Reference::builtin(),
        progress: &Silent,
        isolation: &Isolation::InProcess,
        interrupted: &AtomicBool::new(false),
    };
    reindex(&[corpus()], folder.path(), &options).expect("the corpus can be indexed")
}

/// Every document is read.
#[divan::bench(sample_count = 10)]
fn from_nothing(bencher: divan::Bencher<'_, '_>) {
    bencher.with_inputs(|| tempfile::tempdir().expect("a folder")).bench_refs(|folder| index(folder));
}

/// No document is read.
#[divan::bench]
fn nothing_changed(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    index(&folder);
    bencher.bench_local(|| index(&folder));
}
