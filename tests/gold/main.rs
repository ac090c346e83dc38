//! The gold ratchet: how well the figures agree with annotated documents, and that it never gets worse unseen.
//!
//! Scores the sample corpus and the documents beside this file always, and further annotated documents where they lie
//! beside the project, in `../shared/gold` or under `NOGLETAL_SHARED`; says so where they do not. [`score`] says what
//! agreement is, [`place`]
//! how an annotated number is located, [`floor`] what a change must keep. A document that cannot be read counts as one
//! in which nothing was found: its figures are misses, so a new reader raises the scores and nothing here changes.
//!
//! - `NOGLETAL_UPDATE=1 cargo test --test gold` writes the floor anew; the diff is the review.
//! - `NOGLETAL_DUMP=folder` writes the predictions, one file a set, for a look at each of them.

// Scores are there to be read, and a set that is skipped must be named.
#![allow(clippy::print_stderr)]

#[path = "../fixtures/floor.rs"]
mod floor;
mod place;
mod score;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use floor::{Floor, Scores, rounded};
use nogletal::{
    document::{Document, Kind, Limits, Source},
    index::Wanted,
    pipeline,
    reference::Reference,
};
use score::{Annotation, Place};
use serde_json::Value;

/// Annotated documents.
struct Set {
    name: &'static str,
    docs: PathBuf,
    annotations: PathBuf,
    /// What the annotation's `doc` leaves out of the file's name.
    extension: &'static str,
}

fn sets() -> Vec<Set> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = env::var_os("NOGLETAL_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let set = |name, docs: PathBuf, annotations: PathBuf, extension| Set { name, docs, annotations, extension };
    let gold = shared.join("gold");
    let own =
        |name| set(name, here.join("tests/gold").join(name).join("docs"), here.join("tests/gold").join(name), ".txt");
    vec![
        own("made"),
        own("unseen"),
        set("corpus", here.join("corpus"), here.join("corpus"), ""),
        set("seeds", shared.join("seeds"), gold.clone(), ".txt"),
        set("composed", gold.join("composed/docs"), gold.join("composed"), ".txt"),
        set("greve", gold.join("greve/docs"), gold.join("greve"), ".txt"),
    ]
}

/// A document as it was read, its own bytes where offsets count in them, and its predictions.
struct Read {
    document: Document,
    on_disk: Option<String>,
    predictions: Vec<Value>,
}

impl Set {
    fn lines(&self, file: &str) -> Option<Vec<Value>> {
        let text = fs::read_to_string(self.annotations.join(file)).ok()?;
        Some(text.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect())
    }

    /// Reads one document; names it where that fails.
    fn read(&self, doc: &str) -> Option<Read> {
        let name = format!("{doc}{}", self.extension);
        let source = Source::file(self.docs.join(&name), name);
        match pipeline::read(&source, &Limits::default(), Reference::builtin()) {
            Ok(reading) => {
                // What is printed when nothing else is asked for: no lost digits, no further indicators.
                let wanted = Wanted::default();
                let mut records: Vec<_> = reading.records.into_iter().filter(|one| wanted.takes(one)).collect();
                records.sort_by_key(|record| record.start);
                let mut predictions: Vec<Value> =
                    records.iter().map(|record| serde_json::to_value(record).expect("a record is JSON")).collect();
                predictions.iter_mut().for_each(|one| one["doc"] = doc.into());
                let text = reading.document.kind == Kind::Text;
                let on_disk = text.then(|| fs::read_to_string(&source.path).ok()).flatten();
                Some(Read { document: reading.document, on_disk, predictions })
            }
            Err(error) => {
                eprintln!("{}: not read: {}", self.name, error.one_line());
                None
            }
        }
    }

    /// The set's score; `None` where it does not lie there.
    fn score(&self) -> Option<score::Score> {
        let Some(gold) = self.lines("figures.jsonl") else {
            eprintln!("{}: skipped, there is no {}", self.name, self.annotations.join("figures.jsonl").display());
            return None;
        };
        let traps = self.lines("traps.jsonl").unwrap_or_default();
        let doc = |one: &Value| one["doc"].as_str().expect("an annotation names its document").to_owned();
        let mut read: BTreeMap<String, Option<Read>> = BTreeMap::new();
        for one in gold.iter().chain(&traps) {
            read.entry(doc(one)).or_insert_with_key(|name| self.read(name));
        }
        let annotation = |json: Value| {
            let read = read.get(&doc(&json)).and_then(Option::as_ref);
            let place = place::place(&json, read.map(|one| &one.document), read.and_then(|one| one.on_disk.as_deref()));
            Annotation { json, place }
        };
        let predictions: Vec<Value> = read.values().flatten().flat_map(|one| one.predictions.iter().cloned()).collect();
        self.dump(&predictions);
        let annotate = |lines: Vec<Value>| lines.into_iter().map(annotation).collect::<Vec<_>>();
        let (gold, traps) = (annotate(gold), annotate(traps));
        let elsewhere = gold.iter().filter(|one| matches!(one.place, Place::Page(..))).count();
        if elsewhere > 0 {
            eprintln!("{}: {elsewhere} sentences were read otherwise than they were annotated", self.name);
        }
        Some(score::score(&gold, &traps, &predictions))
    }

    fn dump(&self, predictions: &[Value]) {
        let Some(folder) = env::var_os("NOGLETAL_DUMP") else { return };
        let lines: String = predictions.iter().map(|one| format!("{one}\n")).collect();
        fs::create_dir_all(&folder).expect("a folder for the predictions");
        fs::write(Path::new(&folder).join(format!("{}.jsonl", self.name)), lines).expect("a file of predictions");
    }
}

const FLOOR: Floor = Floor {
    path: "tests/gold/scores.tsv",
    preface: "# Scores that no change may fall below; `NOGLETAL_UPDATE=1 cargo test --test gold` writes them anew.\n\
              # typed: place, value, indicator and unit; full: every field. p precision, r recall; measure:X is that of indicator X.",
    lower: &["traps_sprung"],
};

/// The measures of a set that are kept.
fn measures(set: &str, score: &score::Score) -> Scores {
    let mut scores = Scores::new();
    let mut put = |measure: &str, value: f64| {
        scores.insert((set.to_owned(), measure.to_owned()), rounded(value));
    };
    put("typed_p", score.typed.precision);
    put("typed_r", score.typed.recall);
    put("typed_f1", score.typed.f1);
    put("full_f1", score.full.f1);
    put("traps_sprung", score.sprung as f64);
    for (indicator, tally) in &score.indicators {
        let mut part = |measure: &str, whole: usize| {
            if whole > 0 {
                put(&format!("{measure}:{indicator}"), tally.right as f64 / whole as f64);
            }
        };
        part("typed_p", tally.predictions);
        part("typed_r", tally.gold);
        put(&format!("traps_sprung:{indicator}"), tally.sprung as f64);
    }
    scores
}

#[test]
fn no_score_falls_below_its_floor() {
    let mut now = Scores::new();
    for set in sets() {
        let Some(score) = set.score() else { continue };
        eprintln!(
            "{}: gold {}  predictions {}  traps sprung {}/{}",
            set.name, score.gold, score.predictions, score.sprung, score.traps
        );
        for (level, rates) in [("found", score.found), ("typed", score.typed), ("full", score.full)] {
            eprintln!("  {level:5}  precision {:.4}  recall {:.4}  F1 {:.4}", rates.precision, rates.recall, rates.f1);
        }
        now.extend(measures(set.name, &score));
    }
    if env::var_os("NOGLETAL_UPDATE").is_some() {
        FLOOR.write(&now).iter().for_each(|line| eprintln!("{line}"));
        return;
    }
    let fallen: Vec<String> = FLOOR.fallen(&now).into_iter().map(|(_, fall)| fall).collect();
    assert!(
        fallen.is_empty(),
        "scores fell; where that is right, write the floor anew (NOGLETAL_UPDATE=1):\n{}",
        fallen.join("\n")
    );
}
