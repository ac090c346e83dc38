//! Readings that are taken away again once those of the whole sentence are known.
//!
//! Takes the readings of a sentence, drops amounts that can be no price of one placement, rates that look like counts,
//! and rows of bare numbers. Refuses to put another reading in their places.

use super::{Reader, Reading};
use crate::quantity::{Measure, Quantity};

/// The fewest bare numbers in a row that no sentence has.
const ROW: usize = 3;

impl Reader<'_> {
    /// Drops what can be no price of one: `en udflugt koster 300 kr. pr. barn`.
    pub(super) fn drop_unpriced(&self, readings: &mut [Option<Reading>]) {
        self.keep(readings, |reading, quantity| self.is_price(reading, quantity));
    }

    /// Drops what counts for so many: `54 pr. 1.000 børn`.
    pub(super) fn drop_rates(&self, readings: &mut [Option<Reading>]) {
        self.keep(readings, |reading, quantity| !self.is_for_so_many(reading, quantity));
    }

    fn keep(&self, readings: &mut [Option<Reading>], stays: impl Fn(Reading, &Quantity) -> bool) {
        for (reading, quantity) in readings.iter_mut().zip(&self.sentence.scan.quantities) {
            *reading = reading.filter(|reading| stays(*reading, quantity));
        }
    }

    /// Drops what was read of numbers that stand in a row without a word between them: a table's whose heads no rule
    /// found, and nothing tells which of them is what.
    pub(super) fn silence_rows(&self, readings: &mut [Option<Reading>]) {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let beside = |pair: &[Quantity]| {
            let bare = pair.iter().all(|one| one.measure == Measure::Bare);
            bare && pair[0].span.end < pair[1].span.start
                && text[pair[0].span.end..pair[1].span.start].bytes().all(|byte| byte == b' ')
        };
        let mut from = 0;
        for at in 1..=quantities.len() {
            if at < quantities.len() && beside(&quantities[at - 1..=at]) {
                continue;
            }
            if at - from >= ROW {
                readings[from..at].fill(None);
            }
            from = at;
        }
    }
}
