//! What each thing that a figure carries says for or against it.
//!
//! Takes the name of a term, gives its log-odds by the rows of `confidence.tsv`, which `tests/calibration` writes from
//! annotated documents as they were first seen. Refuses, at load, a row of the wrong shape; of a term without a row it
//! knows nothing.

use std::{collections::HashMap, sync::LazyLock};

use super::lexicon::lines;

/// The term that every figure has.
pub const ALL: &str = "every figure";
/// The term that counts as often as the log-odds of what the deciding rule says.
pub const SAID: &str = "what its rule says";

static LOG_ODDS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let mut fields = line.split('\t');
        let row = (|| Some((fields.next()?, fields.next()?.parse().ok()?)))();
        row.unwrap_or_else(|| panic!("not term and log-odds in reference line “{line}”"))
    };
    lines(include_str!("confidence.tsv")).skip(1).map(row).collect()
});

/// What a term says; `None` where no annotated document had it.
pub fn log_odds(term: &str) -> Option<f64> {
    LOG_ODDS.get(term).copied()
}

/// The names of all terms that are known.
pub fn terms() -> impl Iterator<Item = &'static str> {
    LOG_ODDS.keys().copied()
}
