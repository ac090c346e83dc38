//! The gold ratchet: how well the figures agree with annotated documents, and that it never gets worse unseen.
//!
//! Scores the sample corpus and the documents beside this file always, and further annotated documents where they lie
//! beside the project, in `../shared/gold` or under `NOGLETAL_SHARED`; says so where they do not.
//! [`nogletal::evaluation`] says what agreement is, [`floor`] what a change must keep. A document that cannot be read
//! counts as one in which nothing was found: its figures are misses, so a new reader raises the scores and nothing here changes.
//!
//! - `NOGLETAL_UPDATE=1 cargo test --test gold` writes the floor anew; the diff is the review.
//! - `NOGLETAL_DUMP=folder` writes the predictions, one file a set, for a look at each of them.

// Scores are there to be read, and a set that is skipped must be named.
#![allow(clippy::print_stderr)]

#[path = "../fixtures/floor.rs"]
mod floor;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use floor::{Floor, Scores, rounded};
use nogletal::{
    document::{Document, Limits, Source},
    evaluation::{Score, Scorer, annotated_figures, annotated_traps},
    figure::Record,
    index::Wanted,
    pipeline,
    reference::Reference,
};

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

impl Set {
    /// The records of one document, what is printed when nothing else is asked for: no lost digits, no further indicators.
    fn read(&self, doc: &str) -> Option<(Document, Vec<Record>)> {
        let name = format!("{doc}{}", self.extension);
        let source = Source::file(self.docs.join(&name), name);
        match pipeline::read(&source, &Limits::default(), Reference::in_use()) {
            Ok(reading) => {
                let mut records = reading.records;
                records.retain(|one| Wanted::default().takes(one));
                records.sort_by_key(|record| record.start);
                Some((reading.document, records))
            }
            Err(error) => {
                eprintln!("{}: not read: {}", self.name, error.one_line());
                None
            }
        }
    }

    /// The set's score; `None` where it does not lie there.
    fn score(&self) -> Option<Score> {
        let file = self.annotations.join("figures.jsonl");
        if !file.exists() {
            eprintln!("{}: skipped, there is no {}", self.name, file.display());
            return None;
        }
        let gold = annotated_figures(&file).expect("annotated figures");
        let traps = annotated_traps(&self.annotations.join("traps.jsonl")).expect("annotated traps");
        let mut scorer = Scorer::new(&gold, &traps);
        let mut dump = String::new();
        for doc in scorer.documents() {
            let read = self.read(doc);
            let (document, records) = read.as_ref().map_or((None, &[][..]), |(text, found)| (Some(text), &found[..]));
            let judged = scorer.add(doc, document, records).unwrap_or_else(|error| panic!("{}: {error}", self.name));
            for (record, right) in records.iter().zip(judged) {
                let mut line = serde_json::to_value(record).expect("a record is JSON");
                line["doc"] = doc.into();
                line["right"] = right.into();
                dump += &format!("{line}\n");
            }
        }
        self.dump(&dump);
        Some(scorer.finish())
    }

    fn dump(&self, lines: &str) {
        let Some(folder) = env::var_os("NOGLETAL_DUMP") else { return };
        fs::create_dir_all(&folder).expect("a folder for the predictions");
        fs::write(Path::new(&folder).join(format!("{}.jsonl", self.name)), lines).expect("a file of predictions");
    }
}

const FLOOR: Floor = Floor {
    path: "tests/gold/scores.tsv",
    preface: "# Scores that no change may fall below; `NOGLETAL_UPDATE=1 cargo test --test gold` writes them anew.\n\
              # typed: place, value, indicator and unit; full: every field. p precision, r recall; measure:X is that of indicator X.\n\
              # calibration_error: mean distance of confidence and accuracy; overconfidence: the part of it that promises too much.",
    // A rule that makes more figures right moves what is promised away from what is true, if only a little.
    lower: &[("traps_sprung", 0.0), ("calibration_error", 0.02), ("overconfidence", 0.01)],
};

/// The measures of a set that are kept.
fn measures(set: &str, score: &Score) -> Scores {
    let mut scores = Scores::new();
    let mut put = |measure: &str, value: f64| {
        scores.insert((set.to_owned(), measure.to_owned()), rounded(value));
    };
    put("typed_p", score.typed.precision);
    put("typed_r", score.typed.recall);
    put("typed_f1", score.typed.f1);
    put("full_f1", score.full.f1);
    put("traps_sprung", score.sprung as f64);
    put("calibration_error", score.calibration.expected_error);
    put("overconfidence", score.calibration.overconfidence);
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
