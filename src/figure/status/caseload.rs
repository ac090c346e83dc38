//! Caseloads that are, that are wanted, and that a measure is to bring about.
//!
//! Takes what stands around a number of cases per caseworker, gives its [`Status`]. Refuses to want a number that the
//! sentence tells of as it was: a limit is told with its verb or its noun.

use super::{
    Around, RuleName, Status,
    words::{
        ASSUMES, BROUGHT_TO, CASELOAD_HAD, CASELOAD_NOW, CASELOAD_WAS, DOWN, FORECAST, IS, LIMIT, LIMIT_BEHIND, MOVES,
        PAST, TARGET,
    },
};
use crate::pattern::{Pattern, Regex};

/// Between two clauses.
static JOINS: Pattern = Pattern::new(r"(?i)\b(?:og|men|mens|hvor|som)\b");

impl Around<'_> {
    /// A caseload that is brought down *to* a number is wanted; one brought down *from* it was there.
    pub(super) fn caseload(&self) -> (Status, RuleName) {
        let before = self.before();
        let here = self.part_ahead();
        // “Målet er højst 22 sager, og i juni var det gennemsnitlige sagstal 25”.
        let last = |pattern: &Regex| pattern.find_iter(self.ahead()).last().map(|found| (found.start(), found.end()));
        let wanted_to = last(&TARGET).max(last(&FORECAST)).map(|(_, end)| end);
        // “Målet fra strategien var 30” has one clause.
        let anew = |words: &str| words.contains([',', ';', ':']) || JOINS.is_match(words);
        let told = wanted_to.zip(last(&IS)).is_some_and(|(end, (is, _))| end + 1 < is && anew(&self.ahead()[end..is]));
        let was = (CASELOAD_WAS.is_match(self.part.of(self.text)) || PAST.is_match(here))
            && !TARGET.is_match(self.part.of(self.text));
        if !self.other && (LIMIT.is_match(before) || LIMIT_BEHIND.is_match(&self.text[self.span.end..])) {
            return (Status::Target, "status: a limit that was set");
        }
        if self.other
            || told
            || CASELOAD_HAD.is_match(before)
            || was
            || CASELOAD_NOW.is_match(before) && !BROUGHT_TO.is_match(before)
        {
            return (Status::Actual, "status: observed");
        }
        if self.says(&TARGET) || ASSUMES.is_match(here) {
            return (Status::Target, "status: wanted");
        }
        if self.says(&FORECAST) || self.depends() || MOVES.is_match(here) {
            return (Status::Forecast, "status: expected");
        }
        let brought = DOWN.is_match(self.ahead()) && BROUGHT_TO.is_match(before);
        if brought { (Status::Target, "status: wanted") } else { (Status::Actual, "status: the indicator's own") }
    }
}
