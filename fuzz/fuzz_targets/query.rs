//! Any text at all, as a query: it is answered, or refused with advice.
#![no_main]

use std::sync::{LazyLock, atomic::AtomicBool};

use libfuzzer_sys::fuzz_target;
use nogletal::{
    index::{Index, Options, Search, reindex},
    isolation::Isolation,
    progress::Silent,
};
use nogletal_fuzz::{is_helpful, limits};

/// What there is to be found: a few words, figures and municipalities.
const NOTE: &str = "Herning Kommune\n\nNotat fra 2019\n\nHver rådgiver har 45 sager, og målet er 20-25 sager.\n\n\
    Anbragte børn\n\nDer afsættes 3,4 mio. kr. til forebyggelse i 2020.\n";

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder").keep();
    let (docs, index) = (folder.join("docs"), folder.join("index"));
    std::fs::create_dir(&docs).expect("a folder");
    std::fs::write(docs.join("notat.txt"), NOTE).expect("a file");
    let interrupted = AtomicBool::new(false);
    let options = Options { limits: limits(), ..Options::new(&Isolation::InProcess, &Silent, &interrupted) };
    reindex(&[docs], &index, &options).expect("an index");
    Index::open(&index).expect("the index")
});

fuzz_target!(|query: &str| {
    let search = Search { query: query.to_owned(), limit: Some(5), ..Search::default() };
    match INDEX.search(&search) {
        Ok(hits) => assert!(hits.iter().all(|hit| hit.score.is_finite())),
        Err(error) => is_helpful(&error),
    }
});
