//! Percentages that only say otherwise what a number before them said: a rise in percent, a part of the whole.
//!
//! Takes the readings of a sentence, gives a percentage behind a number the indicator of that number. Refuses one that
//! stands too far off, in another clause, or behind money, which a percentage may be of anything.

use std::sync::LazyLock;

use super::{Reader, Reading};
use crate::{
    figure::Unit,
    pattern::Regex,
    quantity::{Measure, Quantity},
    reference::Takes,
};

/// The farthest that it may stand behind its number, in bytes.
const REACH: usize = 90;

/// `en stigning på hele `: the percentage by which the number before it moved.
static MOVED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:en?|et)\s+(?:\p{L}+\s+)?(?:stigning|fald|nedgang|vækst|fremgang|forøgelse|reduktion|tilbagegang|ændring)\s+på\s+(?:\p{L}+\.?\s+){0,2}$").expect("a pattern")
});
/// `, svarende til `, ` eller kun `, ` (`: the same in percent.
static SAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\b(?:eller|svarende\s+til|hvilket\s+(?:er|svarer\s+til)|det\s+(?:samme\s+som|vil\s+sige|svarer\s+til)|altså|dvs\.)\s+(?:\p{L}+\.?\s+){0,2}|\()$").expect("a pattern")
});
/// What begins something else.
static OTHER_CLAUSE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)[;:]|\.\s|\b(?:mens|hvorimod|men|samtidig)\b").expect("a pattern"));
/// `hvilket er under landsgennemsnittet på `: a percentage that leaves out its sign beside the one it is held against.
static HELD_AGAINST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:(?:lands|kommune|regions)?gennemsnittet|landstallet|landsresultatet|niveauet)\s+(?:\p{L}+\s+){0,3}(?:på|er|var)\s+$").expect("a pattern")
});
/// `52 pct. til anbringelser`: where another part of the money goes.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:af\s+\p{L}+\s+)?(?:(?:går|gik|bruges|bliver\s+brugt|blev\s+brugt)\s+)?(?:til|på)\s")
        .expect("a pattern")
});

impl Reader<'_> {
    /// Percentages beside a number of theirs.
    pub(super) fn apposed(&self, readings: &mut [Option<Reading>]) {
        self.spent_elsewhere(readings);
        for index in 1..readings.len() {
            let (a, b) = (&self.sentence.scan.quantities[index - 1], &self.sentence.scan.quantities[index]);
            let Some(left) = readings[index - 1].filter(|_| a.span.end <= b.span.start) else { continue };
            if self.same_in_percent(readings[index], left, a, b) {
                let confidence = left.confidence - 0.1;
                readings[index] =
                    Some(Reading { unit: Unit::Percent, confidence, rule: "indicator: the same in percent", ..left });
            }
        }
    }

    fn same_in_percent(&self, own: Option<Reading>, left: Reading, a: &Quantity, b: &Quantity) -> bool {
        let gap = &self.sentence.text[a.span.end..b.span.start];
        let takes = self.catalogue.all()[left.indicator].takes(Takes::Percent);
        if gap.len() > REACH || !takes || OTHER_CLAUSE.is_match(gap) {
            return false;
        }
        match b.measure {
            Measure::Percent if own.is_none() => {
                let counted = a.measure == Measure::Bare && left.unit != Unit::Percent;
                MOVED.is_match(gap) || counted && SAME.is_match(gap)
            }
            // A bare number there has at most been named by a word that the percentage before it is of.
            Measure::Bare if own.is_none_or(|own| own.rule == "indicator: named before") => {
                left.unit == Unit::Percent && HELD_AGAINST.is_match(gap)
            }
            _ => false,
        }
    }

    /// `43 pct. til forebyggelse og 52 pct. til anbringelser`: where one share is of the money, so is the other, and the
    /// catalogue has no indicator for it.
    fn spent_elsewhere(&self, readings: &mut [Option<Reading>]) {
        let Some(prevention) = self.index("prevention_share") else { return };
        if !readings.iter().flatten().any(|reading| reading.indicator == prevention) {
            return;
        }
        for (quantity, reading) in self.sentence.scan.quantities.iter().zip(readings) {
            let other = reading.is_some_and(|reading| reading.indicator != prevention && reading.unit == Unit::Percent);
            if other && ELSEWHERE.is_match(&self.sentence.text[quantity.span.end..]) {
                *reading = None;
            }
        }
    }
}
