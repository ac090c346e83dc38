//! What does not agree, under a table: what it says, why, and each number with its source.
//!
//! Takes a table's findings, gives lines that every form sets in its own way.

use super::{Lang, excerpt, foot, words};
use crate::{
    comparison::{Comparison, Discord, Source, SourceNumber},
    finding::Kind,
};

/// The mark of a value that takes part in something that does not agree.
pub(super) const MARK: &str = "≠";
/// The characters of a quote that show.
const QUOTE: usize = 160;

/// The heading above them.
pub(super) fn title(lang: Lang) -> &'static str {
    lang.pick("Stemmer ikke", "Does not agree")
}

/// What a kind of finding is called, in a list of how many there are.
pub fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Contradiction => lang.pick("modsigelser", "contradictions"),
        Kind::Sum => lang.pick("summer", "sums"),
        Kind::Percentage => lang.pick("procenter", "percentages"),
        Kind::Change => lang.pick("ændringer", "changes"),
    }
}

/// A sentence or row of a finding, with those of its numbers that stand there.
pub(super) struct Said {
    pub numbers: String,
    pub sources: Vec<SourceNumber>,
    pub place: String,
    pub quote: String,
}

/// What a finding says: whose, what, and why its numbers are held against each other.
pub(super) fn says(comparison: &Comparison, one: &Discord, lang: Lang) -> String {
    let row = comparison.rows.iter().find(|row| one.finding.municipality.as_ref() == Some(&row.municipality));
    let owner = row.map(|row| format!("{}: ", words::capital(words::named(&row.names, lang)))).unwrap_or_default();
    format!("{owner}{} ({})", words::named(&one.finding.says, lang), words::named(&one.finding.reason, lang))
}

/// Its sentences and rows, in the order of its numbers.
pub(super) fn said(comparison: &Comparison, one: &Discord, lang: Lang) -> Vec<Said> {
    let sources: Vec<Source<'_>> = one.sources.iter().filter_map(|number| comparison.source(*number)).collect();
    let same = sources.chunk_by(|a, b| {
        (&a.figure.doc, a.figure.page, &a.figure.quote) == (&b.figure.doc, b.figure.page, &b.figure.quote)
    });
    let said = same.map(|same| Said {
        numbers: same.iter().map(|source| source.figure.number.as_str()).collect::<Vec<_>>().join(", "),
        sources: same.iter().map(|source| source.number).collect(),
        place: foot::place(&same[0].figure.doc, same[0].figure.page, lang),
        quote: excerpt::short(same[0], QUOTE),
    });
    said.collect()
}
