//! The layout ratchet: how well documents of our own making are read, and that it never gets worse unseen.
//!
//! `documents/` holds what `make.py` made, each document with what is expected of it. Every kind of demand that a document
//! has is scored by the share that holds; no share may fall below `scores.tsv`. What differs is said line by line.
//!
//! - `NOGLETAL_UPDATE=1 cargo test --test layout` writes the floor anew; the diff is the review.
//! - `NOGLETAL_OPEN=1 cargo test --test layout -- --nocapture` tells every demand that does not hold yet.

// What differs is there to be read, and a document that is skipped must be named.
#![allow(clippy::print_stderr)]

mod agreement;
mod demands;
#[path = "../fixtures/floor.rs"]
mod floor;
mod reading;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use demands::{Expected, Held, check};
use floor::{Floor, Scores, rounded};
use reading::Reading;

const FLOOR: Floor = Floor {
    path: "tests/layout/scores.tsv",
    preface: "# The shares of demands that hold; no change may let one fall. `NOGLETAL_UPDATE=1 cargo test --test layout`\n\
              # writes them anew, `NOGLETAL_OPEN=1 cargo test --test layout -- --nocapture` tells what does not hold yet.",
    lower: &[],
};

/// The documents with what is expected of them.
fn documents() -> Vec<(PathBuf, Expected)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layout/documents");
    let entries = fs::read_dir(folder).expect("the documents");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let expected = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("an expectation");
        (path.with_extension(""), serde_json::from_str(&text).expect("an expectation as demands.rs has it"))
    };
    paths.into_iter().map(expected).collect()
}

fn recognises_letters() -> bool {
    Command::new("tesseract").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// The demands of every document that can be read here, by its name.
fn held() -> BTreeMap<String, BTreeMap<&'static str, Held>> {
    let mut all = BTreeMap::new();
    for (path, expected) in documents() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if expected.ocr && !recognises_letters() {
            eprintln!("{name}: skipped, tesseract is not installed");
            continue;
        }
        all.insert(name, check(&expected, &Reading::of(&path)));
    }
    all
}

#[test]
fn no_document_is_read_worse_than_before() {
    let held = held();
    let mut now = Scores::new();
    for (name, kinds) in &held {
        for (kind, held) in kinds {
            let share = (held.demands - held.broken.len()) as f64 / held.demands as f64;
            now.insert((name.clone(), (*kind).to_owned()), rounded(share));
        }
    }
    let broken = |name: &str, kind: &str| held[name][kind].broken.join("\n  ");
    if env::var_os("NOGLETAL_OPEN").is_some() {
        for (name, kind) in now.iter().filter(|(_, share)| **share < 1.0).map(|(key, _)| key) {
            eprintln!("{name} {kind}:\n  {}", broken(name, kind));
        }
    }
    if env::var_os("NOGLETAL_UPDATE").is_some() {
        FLOOR.write(&now).iter().for_each(|line| eprintln!("{line}"));
        return;
    }
    let fallen = FLOOR.fallen(&now);
    let told: Vec<String> =
        fallen.iter().map(|((name, kind), fall)| format!("{fall}\n  {}", broken(name, kind))).collect();
    assert!(
        told.is_empty(),
        "documents are read worse; where that is right, write the floor anew (NOGLETAL_UPDATE=1):\n{}",
        told.join("\n")
    );
}

#[test]
fn every_document_has_its_scores() {
    let scored = FLOOR.read();
    for (path, _) in documents() {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(path.is_file(), "{name} is expected and not there");
        assert!(scored.keys().any(|(set, _)| *set == name), "{name} has no scores: NOGLETAL_UPDATE=1");
    }
}
