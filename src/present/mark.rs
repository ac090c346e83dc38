//! The mark that an empty cell shows for its reason, and what the marks of a table mean.
//!
//! Takes a cell, gives its mark: `– (3)` where three documents do not mention it. Takes a table, gives the legend of the
//! marks that occur in it, and of no others.

use std::collections::BTreeSet;

use super::{Lang, words};
use crate::comparison::{Cell, Column, Comparison, Empty};

/// The mark of a reason.
fn sign(reason: Empty) -> &'static str {
    match reason {
        Empty::NotMentioned => "–",
        Empty::WithoutDigits => "…",
        // What a page shows for a character that was lost.
        Empty::DigitsLost => "□",
        Empty::Contradicted => "≠",
        Empty::OutsidePeriod => "†",
        Empty::OutsideStatus => "‡",
        Empty::OutsideStatistic => "¤",
        Empty::OutsideBreakdown => "¶",
        Empty::TooUncertain => "?",
        Empty::NotRead => "∅",
        Empty::ValueMissing => "·",
        Empty::Incomparable => "≁",
        Empty::OnlyParts => "÷",
        Empty::Undated => "◊",
        Empty::OtherAges => "¬",
        Empty::NoPopulation => "×",
        Empty::NoPriceIndex => "§",
        Empty::TypesMissing => "∑",
        Empty::NoNorm => "¦",
        Empty::NotReckoned => "∞",
    }
}

/// What an empty cell shows; `None` where it has values.
pub(super) fn of(cell: &Cell, column: &Column) -> Option<String> {
    let sign = sign(cell.empty?);
    // A year that nobody writes about is the rule, not a finding.
    Some(match cell.read.filter(|_| column.time.is_none()) {
        Some(documents) => format!("{sign}\u{a0}({documents})"),
        None => sign.to_owned(),
    })
}

/// Why a cell is empty, in full: where nothing is mentioned, also in how many documents that is.
pub(super) fn reason(cell: &Cell, lang: Lang) -> Option<String> {
    let reason = words::empty(cell.empty?, lang);
    Some(match (cell.empty, cell.read) {
        (Some(Empty::NotMentioned), Some(1)) => {
            format!("{reason} ({})", lang.pick("1 dokument læst", "1 document read"))
        }
        (Some(Empty::NotMentioned), Some(count)) => {
            format!("{reason} ({count} {})", lang.pick("dokumenter læst", "documents read"))
        }
        _ => reason.to_owned(),
    })
}

/// The marks of a table and what each means, in the order of [`Empty`].
pub(super) fn legend(comparison: &Comparison, lang: Lang) -> Vec<(String, String)> {
    let cells = || comparison.rows.iter().flat_map(|row| &row.cells);
    let reasons: BTreeSet<Empty> = cells().filter_map(|cell| cell.empty).collect();
    let counted = comparison.columns.iter().any(|column| column.time.is_none());
    let explain = |reason: Empty| match reason {
        Empty::NotMentioned if counted => {
            let text = lang.pick("ikke nævnt i de n dokumenter, der er læst", "not mentioned in the n documents read");
            (format!("{}\u{a0}(n)", sign(reason)), text.to_owned())
        }
        Empty::NotMentioned => {
            let read: BTreeSet<usize> = cells().filter_map(|cell| cell.read).collect();
            let count = match (read.first(), read.last()) {
                (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
                (first, _) => first.copied().unwrap_or_default().to_string(),
            };
            let text =
                lang.pick("ikke nævnt i de dokumenter, der er læst om kommunen", "not mentioned in the documents read");
            (sign(reason).to_owned(), format!("{text} ({count})"))
        }
        reason => (sign(reason).to_owned(), words::empty(reason, lang).to_owned()),
    };
    reasons.into_iter().map(explain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comparison::{
            Query, compare,
            sample::{coverage, world},
        },
        reference::Reference,
    };

    #[test]
    fn only_the_marks_that_occur_are_explained() {
        let table = compare(world().leak(), &Query::default(), &coverage(), Reference::in_use());
        let signs: Vec<String> = legend(&table, Lang::Da).into_iter().map(|(sign, _)| sign).collect();
        assert_eq!(signs, ["–\u{a0}(n)", "□"]);
    }

    #[test]
    fn every_reason_has_a_mark_of_its_own() {
        let all = [
            Empty::NotMentioned,
            Empty::WithoutDigits,
            Empty::DigitsLost,
            Empty::Contradicted,
            Empty::OutsidePeriod,
            Empty::OutsideStatus,
            Empty::OutsideStatistic,
            Empty::OutsideBreakdown,
            Empty::TooUncertain,
            Empty::NotRead,
            Empty::ValueMissing,
            Empty::Incomparable,
            Empty::OnlyParts,
            Empty::Undated,
            Empty::OtherAges,
            Empty::NoPopulation,
            Empty::NoPriceIndex,
            Empty::TypesMissing,
            Empty::NoNorm,
            Empty::NotReckoned,
        ];
        let signs: BTreeSet<&str> = all.into_iter().map(sign).collect();
        assert_eq!(signs.len(), all.len());
    }
}
