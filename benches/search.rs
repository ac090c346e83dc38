//! How long a search takes, the opening of the index included: what a person at a terminal waits for.

use std::{path::Path, sync::atomic::AtomicBool};

use nogletal::{
    index::{Hit, Index, Options, Search, reindex},
    isolation::Isolation,
    progress::Silent,
};

fn main() {
    divan::main();
}

/// A word, two words, a phrase, and a choice with an exclusion.
#[divan::bench(args = ["sagstal", "anbragte børn", "\"børn og unge\"", "rådgiver OR socialrådgiver -budget"])]
fn open_and_search(bencher: divan::Bencher<'_, '_>, query: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let interrupted = AtomicBool::new(false);
    let options = Options::new(&Isolation::InProcess, &Silent, &interrupted);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    reindex(&[corpus], folder.path(), &options).expect("the corpus can be indexed");
    bencher.bench_local(|| -> Vec<Hit> {
        let search = Search { query: query.to_owned(), limit: Some(20), ..Search::default() };
        let index = Index::open(folder.path()).expect("an index");
        index.search(&search).expect("a query")
    });
}
