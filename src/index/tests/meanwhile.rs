//! What happens to files and to the index while a run goes on, and what an index was before.

use std::{num::NonZeroUsize, sync::Mutex};

use super::*;
use crate::progress::{Event, Progress};

/// Someone who does something when a document is about to be read, or when something was committed.
struct Meddler<F: Fn(&Bench, Option<&str>) + Sync> {
    bench: Bench,
    does: F,
}

impl<F: Fn(&Bench, Option<&str>) + Sync> Progress for Meddler<F> {
    fn begin(&self, _total: usize) {}

    fn open(&self, doc: &str) {
        (self.does)(&self.bench, Some(doc));
    }

    fn advance(&self, _doc: &str) {}

    fn end(&self) {}

    fn tell(&self, event: &Event<'_>) {
        if let Event::Committed { .. } = event {
            (self.does)(&self.bench, None);
        }
    }
}

/// A run, one document a commit, with somebody in it.
fn index_with(bench: Bench, does: impl Fn(&Bench, Option<&str>) + Sync) -> (Bench, Summary) {
    let meddler = Meddler { bench, does };
    let interrupted = AtomicBool::new(false);
    let options =
        Options { commit_every: NonZeroUsize::MIN, ..Options::new(&Isolation::InProcess, &meddler, &interrupted) };
    let summary = reindex(&[meddler.bench.path("d")], &meddler.bench.path("index"), &options).expect("an index");
    (meddler.bench, summary)
}

#[test]
fn a_file_that_changes_before_it_is_read_is_known_by_what_was_read() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33."), ("d/b.txt", "Plejefamilier.")]);
    let (bench, summary) = index_with(bench, |bench, doc| {
        if doc == Some("a.txt") {
            bench.write("d/a.txt", "Sagstallet er 25.".as_bytes());
        }
    });
    assert_eq!((summary.read, summary.failed.len()), (2, 0));
    let fresh = Bench::with(&[("d/a.txt", "Sagstallet er 25.")]);
    fresh.index(&["d"]);
    let id = |bench: &Bench| bench.hits("25").remove(0).place.document_id;
    assert_eq!(id(&bench), id(&fresh), "no text is known by the hash of another");
    assert_eq!(bench.index(&["d"]), [0, 2, 0, 0]);
    assert_eq!(bench.docs("sagstal"), ["a.txt"]);
}

#[test]
fn a_file_that_is_out_of_sight_for_a_moment_is_tried_again_though_nothing_changed() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33.")]);
    let (bench, summary) = index_with(bench, |bench, doc| {
        if doc.is_some() {
            fs::rename(bench.path("d/a.txt"), bench.path("away.txt")).expect("moved");
        }
    });
    assert_eq!((summary.read, summary.failed.len()), (0, 1));
    fs::rename(bench.path("away.txt"), bench.path("d/a.txt")).expect("moved back");
    assert_eq!(bench.index(&["d"]), [1, 0, 0, 0]);
    assert_eq!(bench.index(&["d"]), [0, 1, 0, 0]);
}

#[test]
fn no_commit_shows_a_file_as_it_was_and_as_it_is_and_the_last_says_that_it_is() {
    let bench = Bench::with(&[("d/a.txt", "Et."), ("d/b.txt", "To."), ("d/c.txt", "Tre.")]);
    bench.index(&["d"]);
    bench.write("d/a.txt", "Et, og lidt til.".as_bytes());
    bench.write("d/b.txt", "To, og lidt til.".as_bytes());
    let commits = Mutex::new(Vec::new());
    index_with(bench, |bench, doc| {
        if doc.is_none() {
            let index = bench.open();
            let entries = index.entries().expect("entries");
            let names: Vec<_> = entries.iter().map(|entry| entry.name().to_owned()).collect();
            let header = index.header().expect("a header").expect("a commit");
            commits.lock().expect("a list").push((names, header.unfinished));
        }
    });
    let (commits, unfinished): (Vec<_>, Vec<_>) = commits.into_inner().expect("a list").into_iter().unzip();
    let (last, earlier) = unfinished.split_last().expect("commits");
    assert!(!last && earlier.iter().all(|unfinished| *unfinished), "{unfinished:?}");
    assert!(commits.len() >= 2, "{commits:?}");
    assert!(commits.iter().all(|names| names == &["a.txt", "b.txt", "c.txt"]), "{commits:?}");
}

#[test]
fn scores_and_spelling_know_nothing_of_what_was_there_before() {
    let texts = [("d/a.txt", "Sagstallet faldt i Herning."), ("d/b.txt", "Sagstallet er 33 nu, og det er nok.")];
    let lived = Bench::with(&texts);
    for (name, text) in [("d/c.txt", "Sagstallet og sagstallet."), ("d/d.txt", "En underretninger og sagstallet.")] {
        lived.write(name, text.as_bytes());
        lived.index(&["d"]);
        fs::remove_file(lived.path(name)).expect("removed");
        lived.write("d/b.txt", b"Sagstallet var et andet.");
        lived.index(&["d"]);
        lived.write("d/b.txt", texts[1].1.as_bytes());
        lived.index(&["d"]);
    }
    let fresh = Bench::with(&texts);
    fresh.index(&["d"]);
    let scores = |bench: &Bench| -> Vec<(String, f32)> {
        bench.hits("sagstal").into_iter().map(|hit| (hit.place.doc, hit.score)).collect()
    };
    assert_eq!(scores(&lived), scores(&fresh));
    assert_eq!(scores(&fresh).len(), 2);
    assert!(lived.docs("underretning").is_empty());
}
