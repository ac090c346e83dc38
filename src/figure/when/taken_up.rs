//! The time of a sentence that goes on with what the one before told.
//!
//! Takes a number's part of a sentence without a time of its own, gives the time that the sentences before spoke of. Refuses
//! plans, and sentences in the present: that there were 40 in 2019 says nothing of when there are 45.

use super::Context;
use crate::{
    figure::{RuleName, tense},
    pattern::Pattern,
    quantity::Period,
};

/// A beginning that takes apart what the sentence before counted.
static PARTS: Pattern = Pattern::new(r"(?i)^(?:heraf|deraf|af\s+(?:dem|disse|de\s+(?P<count>\d+)))\b");
/// What says what the number before amounts to.
static AMOUNTS_TO: Pattern = Pattern::new(r"(?i)^(?:det|dette)\s+(?:er|var|svarer)\b");
/// What goes back to a time before.
static EARLIER: Pattern = Pattern::new(r"(?i)^(?:før|forud|tidligere|oprindelig\p{L}*|dengang)\b");

impl Context<'_> {
    /// `Heraf boede 33 i plejefamilie`: parts of what the sentence before counted, at the same time; what goes on to tell of
    /// that time, its own verb in the past.
    pub(super) fn taken_up(&self) -> Option<(Period, RuleName)> {
        let before = self.before.filter(|_| !self.planned && self.times.is_empty())?;
        let (first, last) = before.years();
        let parts = PARTS.captures(self.text);
        let led = |period: Period| (period, "period: of the sentence before");
        match parts.as_ref().map(|found| found.name("count")) {
            Some(Some(_)) => Some(led(Period::at(before.last()))),
            Some(None) => (first == last).then_some(led(before)),
            None => {
                let goes_on = tense::is_past(self.part) || AMOUNTS_TO.is_match(self.part);
                self.led.filter(|_| goes_on && !EARLIER.is_match(self.text)).map(led)
            }
        }
    }
}
