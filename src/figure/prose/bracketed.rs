//! Counts in brackets behind a count: `familiebehandling 74 (66), aflastning 41 (45)`, the year before in brackets.
//!
//! Takes the readings of a sentence, gives a lone number in brackets that of the number right ahead of it, where two of
//! them do so or the sentence says what its brackets hold. Refuses a footnote's mark, and one pair alone.

use rust_decimal::Decimal;

use super::{Reader, Reading};
use crate::{
    pattern::Pattern,
    quantity::{Measure, Quantity},
};

/// What says that brackets hold the numbers of another time.
static SAYS_SO: Pattern = Pattern::new(r"(?i)\b(?:19|20)\d\d\s*\((?:19|20)\d\d\)|\bi\s+parentes");
/// How many times as many a number may be as the one in brackets beside it.
const MUCH: u32 = 5;

/// `En tredjedel (26)`: whether the second number stands in brackets right behind the first.
pub(super) fn is_bracketed(text: &str, a: &Quantity, b: &Quantity) -> bool {
    a.span.end <= b.span.start && text[a.span.end..b.span.start].trim() == "(" && text[b.span.end..].starts_with(')')
}

impl Reader<'_> {
    /// Numbers in brackets that are the same count at another time.
    pub(super) fn in_pairs(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let pairs: Vec<usize> = (1..quantities.len())
            .filter(|index| self.is_pair(&quantities[index - 1], &quantities[*index]))
            .filter(|index| readings[index - 1].is_some_and(|left| self.is_counted(left)))
            .collect();
        if pairs.len() < 2 && !SAYS_SO.is_match(text) {
            return;
        }
        for index in pairs {
            if let (Some(left), None) = (readings[index - 1], readings[index]) {
                let confidence = left.confidence - 0.1;
                readings[index] = Some(Reading { rule: "indicator: in brackets behind its like", confidence, ..left });
            }
        }
    }

    /// Whether a bare number stands alone in brackets right behind another of its size.
    fn is_pair(&self, a: &Quantity, b: &Quantity) -> bool {
        let text = self.sentence.text;
        let bare = a.measure == Measure::Bare && b.measure == Measure::Bare;
        let like =
            |one: Decimal, other: Decimal| one.checked_mul(Decimal::from(MUCH)).is_some_and(|most| most >= other);
        bare && is_bracketed(text, a, b) && like(a.value.low(), b.value.low()) && like(b.value.low(), a.value.low())
    }

    fn is_counted(&self, reading: Reading) -> bool {
        let code = self.catalogue.all()[reading.indicator].code.as_str();
        matches!(code, "placements" | "preventive_measures" | "notifications" | "staff" | "caseload")
    }
}
