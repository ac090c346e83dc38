//! Documents as they get when disks and networks fail: damaged by dice that fall the same way every time.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use nogletal::{document::Limits, index, progress::Silent};

use crate::{
    children,
    damage::{Dice, mutated},
    hostile::{endless, spoilt, too_deep, too_large},
};

/// The PDFs of the corpus, and some that are hostile to begin with.
fn originals() -> Vec<Vec<u8>> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(corpus).expect("the corpus").map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    paths.sort();
    let mut originals: Vec<_> = paths.iter().map(|path| fs::read(path).expect("a document")).collect();
    originals.push(spoilt(3, &[2], too_large));
    originals.push(spoilt(3, &[2], |document| endless(document, "")));
    originals.push(spoilt(4, &[3], too_deep));
    originals
}

#[test]
#[ignore = "half a minute; `cargo test --test isolation -- --ignored --nocapture`"]
#[expect(clippy::print_stdout, reason = "a measurement says what it found")]
fn six_hundred_damaged_documents_do_not_stop_a_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let docs = folder.path().join("docs");
    fs::create_dir(&docs).expect("a folder");
    let (originals, mut dice) = (originals(), Dice(20_261_121));
    for number in 0..600 {
        let bytes = mutated(&originals[number % originals.len()], &mut dice);
        fs::write(docs.join(format!("{number:03}.pdf")), bytes).expect("a file");
    }
    let interrupted = AtomicBool::new(false);
    let isolation = children();
    let options = index::Options {
        limits: Limits { time: Duration::from_secs(10), page_time: Duration::from_secs(1), ..Limits::default() },
        ..index::Options::new(&isolation, &Silent, &interrupted)
    };
    let begun = Instant::now();
    let summary = index::reindex(&[docs], &folder.path().join("index"), &options).expect("an index");
    let (read, partly, failed) = (summary.read, summary.partly.len(), summary.failed.len());
    println!("read {read}, partly {partly}, failed {failed}, in {:?}", begun.elapsed());
    for failure in summary.partly.iter().chain(&summary.failed) {
        if failure.reason.contains("reading it ") {
            println!("{}: {}", failure.doc, failure.reason);
        }
    }
    assert!(read + partly + failed >= 590, "only identical documents may share an outcome");
    assert_eq!(options.isolation.trouble(), None);
}
