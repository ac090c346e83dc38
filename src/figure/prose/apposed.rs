//! Percentages that only say otherwise what a number before them said: a rise in percent, a part of the whole.
//!
//! Takes the readings of a sentence, gives a percentage behind a number the indicator of that number. Refuses one that
//! stands too far off, in another clause, or behind money, which a percentage may be of anything.

use super::{Reader, Reading};
use crate::{
    figure::{
        RuleName, Unit,
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::{Measure, Quantity},
    reference::Takes,
};

/// The farthest that it may stand behind its number, in bytes.
const REACH: usize = 90;

/// The rule of a percentage that only says otherwise what the number before it said.
pub(super) const SAME: RuleName = "indicator: the same in percent";
/// `en stigning på hele `: the percentage by which the number before it moved.
static MOVED: Pattern = Pattern::new(
    r"(?i)\b(?:en?|et)\s+(?:\p{L}+\s+)?(?:stigning|fald|nedgang|vækst|fremgang|forøgelse|reduktion|tilbagegang|ændring)\s+på\s+(?:\p{L}+\.?\s+){0,2}$",
);
/// `, svarende til `, ` eller kun `, ` (`: the same in percent.
static SAME_AS: Pattern = Pattern::new(
    r"(?i)(?:\b(?:eller|svarende\s+til|hvilket\s+(?:er|svarer\s+til)|det\s+(?:samme\s+som|vil\s+sige|svarer\s+til)|altså|dvs\.)\s+(?:\p{L}+\.?\s+){0,2}|\()$",
);
/// What begins something else.
static OTHER_CLAUSE: Pattern = Pattern::new(r"(?i)[;:]|\.\s|\b(?:mens|hvorimod|men|samtidig)\b");
/// `hvilket er under landsgennemsnittet på `: a percentage that leaves out its sign beside the one it is held against.
static HELD_AGAINST: Pattern = Pattern::new(
    r"(?i)\b(?:(?:lands|kommune|regions)?gennemsnittet|landstallet|landsresultatet|niveauet)\s+(?:\p{L}+\s+){0,3}(?:på|er|var)\s+$",
);
/// `52 pct. til anbringelser`: where another part of the money goes.
static ELSEWHERE: Pattern =
    Pattern::new(r"(?i)^\s+(?:af\s+\p{L}+\s+)?(?:(?:går|gik|bruges|bliver\s+brugt|blev\s+brugt)\s+)?(?:til|på)\s");

/// Where a number ends that has its percent sign, or its unit, from the one before it.
static ENDS: Pattern =
    Pattern::new(r"^(?:\s*(?:[,;)]|[-–]\s)|\.(?:\s|$)|\s*$|\s+(?:og|samt|mod|til|i\s+(?:19|20)\d\d|i\s+\p{Lu}|på)\b)");
/// What says that a number counts.
static CUE_OF_COUNT: Pattern = Pattern::new(r"(?i)\b(?:antal|tallet|sager|kroner|kr\.)");
/// From a percentage to what it is a share of.
static WHOLE: Pattern = Pattern::new(r"(?i)^\s+af\s+(?:(?:de|alle|samtlige|kommunens|årets)\s+)*$");
static GOES_ON: Pattern = Pattern::new(r"(?i)^(?:\s+i\s+[^\s,;]+)?(?:[,;]|\s+(?:og|mod|men|til|mens)\b)");

impl Reader<'_> {
    /// Percentages beside a number of theirs.
    pub(super) fn apposed(&self, readings: &mut [Option<Reading>]) {
        self.spent_elsewhere(readings);
        for index in 1..readings.len() {
            let (a, b) = (&self.sentence.scan.quantities[index - 1], &self.sentence.scan.quantities[index]);
            let Some(left) = readings[index - 1].filter(|_| a.span.end <= b.span.start) else { continue };
            if self.same_in_percent(readings[index], left, a, b) {
                let confidence = left.confidence - 0.1;
                readings[index] = Some(Reading { unit: Unit::Percent, confidence, rule: SAME, ..left });
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
                MOVED.is_match(gap) || counted && SAME_AS.is_match(gap)
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
            let moved_on = reading.is_some_and(|reading| {
                let behind = reading.evidence.start < quantity.span.end;
                behind && reading.indicator == prevention && self.goes_elsewhere(quantity)
            });
            if moved_on || other && ELSEWHERE.is_match(&self.sentence.text[quantity.span.end..]) {
                *reading = None;
            }
        }
    }

    /// `de 0-6-årige udgør 31 pct., de 7-13-årige 42`, `i Ringe 5,1 og i Nyborg 7,2 pct.`: a percentage whose sign was
    /// said with the one before it, or will be with the next.
    pub(super) fn elided(&self, readings: &mut [Option<Reading>]) {
        for index in 1..readings.len() {
            // A count named before is none where its sign is left out.
            let free =
                |left: Reading, one: Reading| one.rule == "indicator: named before" && one.indicator == left.indicator;
            if let Some(left) = readings[index - 1]
                && readings[index].is_none_or(|one| free(left, one))
                && self.shares_sign(left, index - 1, index)
            {
                let confidence = left.confidence - 0.1;
                readings[index] = Some(Reading { rule: "indicator: percent said before", confidence, ..left });
            }
        }
        for index in (1..readings.len()).rev() {
            if let (None, Some(right)) = (readings[index - 1], readings[index])
                && self.shares_sign(right, index, index - 1)
            {
                let confidence = right.confidence - 0.1;
                readings[index - 1] = Some(Reading { rule: "indicator: percent said behind", confidence, ..right });
            }
        }
    }

    /// Whether a bare number goes on a list of percentages: nothing between the two says that it counts something.
    fn shares_sign(&self, reading: Reading, known: usize, bare: usize) -> bool {
        let (text, quantities) = (self.sentence.text, &self.sentence.scan.quantities);
        let (one, other) = (&quantities[known.min(bare)], &quantities[known.max(bare)]);
        let number = &quantities[bare];
        let fits = reading.unit == Unit::Percent && number.measure == Measure::Bare && one.span.end <= other.span.start;
        if !fits || number.value.high() > rust_decimal::Decimal::ONE_HUNDRED {
            return false;
        }
        // “41 pct. af underretningerne mod 36”: what the first is a share of counts nothing behind it.
        let word = reading.evidence;
        let whole = word.start >= one.span.end
            && word.end <= other.span.start
            && WHOLE.is_match(&text[one.span.end..word.start]);
        let from = if whole { word.end } else { one.span.end };
        let gap = &text[from..other.span.start];
        let counts = |hit: &Hit| {
            hit.span.start >= from
                && hit.span.end <= other.span.start
                && matches!(hit.role, Role::Trigger | Role::Counted)
        };
        gap.len() <= 70
            && GOES_ON.is_match(gap)
            && ENDS.is_match(&text[number.span.end..])
            && !CUE_OF_COUNT.is_match(gap)
            && !self.sentence.hits.iter().any(counts)
    }
}
