//! Sentences and what must be found in them: the rules' twin, in plain text.
//!
//! Each file beside this one holds cases of a theme: a `--- name ---` line, Danish input of our own, and one `>` line for
//! every figure that a careful reader finds, also one whose digits are lost (`-`). A case without `>` lines says that nothing may be found, and weighs as much
//! as any other. [`text`] reads and writes the files; [`catalogue`] runs the examples beside each indicator.
//!
//! `NOGLETAL_UPDATE=1 cargo test --test cases` writes the `>` lines as the program has them; the diff is the review.
//! `open.txt` holds what the rules do not manage yet, with the right answer, which is never overwritten: its cases may
//! fail, and one that begins to pass is named, to be moved to its theme.

// Known gaps that close must be named.
#![allow(clippy::print_stderr)]

mod catalogue;
mod text;

use std::{
    collections::HashSet,
    env, fs,
    path::{Path, PathBuf},
};

use nogletal::{
    document::{Limits, Source},
    figure::Record,
    pipeline,
    reference::Reference,
};
use text::Case;

/// The file of known gaps.
const OPEN: &str = "open.txt";

/// The figures of a text, read from a file as any other document is.
fn figures(input: &str) -> Vec<Record> {
    let folder = tempfile::tempdir().expect("a folder");
    let source = Source::file(folder.path().join("case.txt"), "case.txt");
    fs::write(&source.path, input).expect("a file");
    let reading = pipeline::read(&source, &Limits::default(), Reference::in_use()).expect("text is read");
    let mut records = reading.records;
    records.sort_by_key(|record| record.start);
    records
}

fn found(case: &Case, shown: &[&str]) -> Vec<String> {
    figures(&case.input).iter().map(|record| text::line(record, shown)).collect()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(folder).expect("the folder of cases").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    files
}

fn is_open(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == OPEN)
}

#[test]
fn every_case_gives_what_stands_under_it() {
    let update = env::var_os("NOGLETAL_UPDATE").is_some();
    let mut wrong = String::new();
    for path in files().into_iter().filter(|path| !is_open(path)) {
        let mut file = text::read(&path);
        let mut changed = false;
        let head = file.head.clone();
        let shown = text::shown(&head);
        for case in &mut file.cases {
            let now = found(case, &shown);
            if now != case.expected {
                wrong.push_str(&text::difference(&path, case, &now));
                case.expected = now;
                changed = true;
            }
        }
        if update && changed {
            text::write(&path, &file);
        }
    }
    if update {
        eprint!("{wrong}");
    } else {
        assert!(wrong.is_empty(), "cases failed; where that is right, NOGLETAL_UPDATE=1 writes them anew\n{wrong}");
    }
}

#[test]
fn known_gaps_are_counted() {
    let mut passing = Vec::new();
    let mut all = 0;
    for path in files().into_iter().filter(|path| is_open(path)) {
        for case in text::read(&path).cases {
            all += 1;
            let now = found(&case, &text::shown(""));
            if now == case.expected {
                passing.push(case.name);
            } else if env::var_os("NOGLETAL_OPEN").is_some() {
                eprint!("{}", text::difference(&path, &case, &now));
            }
        }
    }
    eprintln!("known gaps: {all}, of which {} pass by now", passing.len());
    passing.iter().for_each(|name| eprintln!("  passes, move it to its theme: {name}"));
}

#[test]
fn names_are_given_once() {
    let mut seen = HashSet::new();
    for path in files() {
        for case in text::read(&path).cases {
            assert!(seen.insert(case.name.clone()), "{}: “{}” is there twice", path.display(), case.name);
        }
    }
}
