//! The floor: scores that a change must not fall below, in `scores.tsv`.
//!
//! Takes the scores of now, gives what has fallen. `NOGLETAL_UPDATE=1` writes the scores of now instead, and says what
//! was there before; the rows of sets that are not beside the project stay as they are.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use super::score::Score;

/// What the fourth decimal may lose by rounding.
const SLACK: f64 = 0.0005;
const HEAD: &str = "set\tmeasure\tscore";

/// Set and measure, and its score.
pub type Scores = BTreeMap<(String, String), f64>;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold/scores.tsv")
}

/// The measures of a set that are kept: all better when higher, but for `traps_sprung`.
pub fn measures(set: &str, score: &Score) -> Scores {
    let mut scores = Scores::new();
    let mut put = |measure: &str, value: f64| {
        scores.insert((set.to_owned(), measure.to_owned()), (value * 10_000.0).round() / 10_000.0);
    };
    put("typed_p", score.typed.precision);
    put("typed_r", score.typed.recall);
    put("typed_f1", score.typed.f1);
    put("full_f1", score.full.f1);
    put("traps_sprung", score.sprung as f64);
    for (indicator, (right, of)) in &score.indicators {
        put(&format!("typed_r:{indicator}"), *right as f64 / *of as f64);
    }
    scores
}

/// The floor as it is committed.
pub fn read() -> Scores {
    let text = fs::read_to_string(path()).unwrap_or_default();
    let rows = text.lines().filter(|line| !line.starts_with('#') && *line != HEAD);
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let key = (cells.next()?.to_owned(), cells.next()?.to_owned());
        Some((key, cells.next()?.parse().ok()?))
    };
    rows.filter_map(row).collect()
}

/// What fell below the floor, a line each; nothing where all is well.
pub fn fallen(floor: &Scores, now: &Scores) -> Vec<String> {
    let mut fallen = Vec::new();
    for ((set, measure), score) in now {
        let Some(least) = floor.get(&(set.clone(), measure.clone())) else { continue };
        let worse = if measure == "traps_sprung" { score > least } else { *score < least - SLACK };
        if worse {
            fallen.push(format!("{set} {measure}: {least} before, {score} now"));
        }
    }
    fallen
}

/// Writes the scores of now over those of before; gives what changed, a line each.
pub fn write(floor: &Scores, now: &Scores) -> Vec<String> {
    let sets: Vec<&String> = now.keys().map(|(set, _)| set).collect();
    let mut all: Scores =
        floor.iter().filter(|((set, _), _)| !sets.contains(&set)).map(|(k, v)| (k.clone(), *v)).collect();
    all.extend(now.iter().map(|(key, score)| (key.clone(), *score)));
    let mut text = String::from(
        "# Scores that no change may fall below; `NOGLETAL_UPDATE=1 cargo test --test gold` writes them anew.\n\
         # typed: place, value, indicator and unit; full: every field. p precision, r recall, typed_r:X recall of indicator X.\n",
    );
    text.push_str(HEAD);
    for ((set, measure), score) in &all {
        let _ = write!(text, "\n{set}\t{measure}\t{score}");
    }
    text.push('\n');
    fs::write(path(), text).expect("the floor can be written");
    let mut changed = Vec::new();
    for (key, score) in now {
        match floor.get(key) {
            Some(before) if before == score => {}
            Some(before) => changed.push(format!("{} {}: {before} before, {score} now", key.0, key.1)),
            None => changed.push(format!("{} {}: new, {score}", key.0, key.1)),
        }
    }
    changed
}
