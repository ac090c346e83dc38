//! `De tilsvarende tal for Ringe er 84, 49 og 12`: as many numbers as the sentence before had, in its order.
//!
//! Takes the readings of a sentence whose numbers are a row, gives each the subject that the topic has. Refuses a row of
//! another length, and numbers that nothing says to be those told before.

use super::IN_ORDER;
use crate::{
    figure::prose::{Reader, Reading, foreign_noun},
    pattern::Pattern,
    quantity::Measure,
};

/// `De tilsvarende tal er …`, `tallene var …`: as many numbers as were told before.
static NUMBERS: Pattern = Pattern::new(r"(?i)\b(?:tilsvarende|samme)\s+tal\b|\b\p{L}*tallene\b");
/// What may stand between the numbers of a row.
static ROW: Pattern = Pattern::new(r"^(?:,\s*|\s+(?:og|samt)\s+|,?\s+hhv\.\s+)$");

impl Reader<'_> {
    /// `De tilsvarende tal for Ringe er 84, 49 og 12`: as many as the sentence before had, in its order.
    pub(in crate::figure::prose) fn in_order(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let Some(subject) = self.sentence.topic.subject else { return };
        let row = quantities.len() >= 2
            && quantities.len() == self.sentence.topic.row.len()
            && quantities.iter().all(|one| one.measure == Measure::Bare && !foreign_noun(&text[one.span.end..]))
            && quantities.windows(2).all(|pair| ROW.is_match(&text[pair[0].span.end..pair[1].span.start]));
        if !row || !NUMBERS.is_match(&text[..quantities[0].span.start]) {
            return;
        }
        for (quantity, reading) in quantities.iter().zip(readings) {
            let own = reading.filter(|own| own.indicator != subject.indicator);
            if own.is_none() && self.can_be(quantity, subject) {
                *reading = Some(self.counting(subject, quantity, 0.6, IN_ORDER));
            }
        }
    }
}
