//! Changes that follow from two numbers: “fra 524 til 1023, en stigning på 95,2 %”, “steg med 40 fra 120 til 160”.

use rust_decimal::Decimal;

use super::{Outcome, Said};
use crate::{
    figure::{Record, Statistic, Unit},
    finding::rounding,
    pattern::Pattern,
};

pub(super) const NAME: &str = "change between";

/// What stands ahead of the first number.
static FROM: Pattern = Pattern::new(r"(?i)\bfra\s+$");
/// What stands between a change and the first number.
static RIGHT_AHEAD: Pattern = Pattern::new(r"(?i)^[^\d,.;:]{0,30}\bfra\s+$");
/// What stands between the first number and the last: words and the year of the first.
static TO: Pattern = Pattern::new(r"(?i)^[^\d.;:]{0,60}(?:\b(?:19|20)\d\d\b)?[^\d.;:]{0,30}\btil\s+$");
/// What stands between the last number and the change.
static BY: Pattern = Pattern::new(
    r"(?i)^[^\d.;]{0,40}(?:\b(?:19|20)\d\d\b)?[^\d;]{0,30}(?:stigning|vækst|fald|nedgang|reduktion|forøgelse|ændring|svarer|svarende|dvs)[^\d;]{0,30}$",
);
/// A change of each year is none between the two.
static YEARLY: Pattern = Pattern::new(r"(?i)\b(?:årlig\p{L}*|om\s+året|pr\.\s+år|hvert\s+år|gennemsnit\p{L}*)\b");

/// The changes of a sentence that follow from two of its numbers.
pub(super) fn outcomes(said: &Said<'_>) -> Vec<Outcome> {
    (0..said.records.len().saturating_sub(2)).filter_map(|at| behind(said, at).or_else(|| ahead(said, at))).collect()
}

/// “fra 524 til 1023, en stigning på 95,2 %”.
fn behind(said: &Said<'_>, at: usize) -> Option<Outcome> {
    let (first, last, change) = (at, at + 1, at + 2);
    let by = said.between(last, change);
    let goes = FROM.is_match(said.ahead(first)) && TO.is_match(said.between(first, last)) && BY.is_match(by);
    (goes && !YEARLY.is_match(by)).then(|| outcome(said, first, last, change)).flatten()
}

/// “steg med 40 fra 120 til 160”.
fn ahead(said: &Said<'_>, at: usize) -> Option<Outcome> {
    let (change, first, last) = (at, at + 1, at + 2);
    let by = said.between(change, first);
    let goes = RIGHT_AHEAD.is_match(by) && TO.is_match(said.between(first, last));
    (goes && !YEARLY.is_match(by)).then(|| outcome(said, first, last, change)).flatten()
}

fn outcome(said: &Said<'_>, first: usize, last: usize, change: usize) -> Option<Outcome> {
    let one = &said.records[change];
    let level = said.records[first].statistic != Statistic::Change;
    if !level
        || !said.alike(first, last)
        || one.indicator != said.records[first].indicator
        || one.municipality != said.records[first].municipality
    {
        return None;
    }
    let (a, b) = (said.firm(first)?, said.firm(last)?);
    let difference = (b - a).abs();
    let relative = (difference * Decimal::ONE_HUNDRED).checked_div(a)?;
    let unit = said.records[first].unit;
    // Between two shares a change in percent may be points, or a part of the first.
    let expected = match (one.unit, unit) {
        (Unit::Percent, Unit::Percent) if is_near(one, relative) => relative,
        (Unit::Percent, Unit::Percent) => difference,
        (Unit::Percent, _) => relative,
        (changed, unit) if changed == unit => difference,
        _ => return None,
    };
    let holds = is_near(one, expected);
    Some(said.outcome(NAME, change, &[first, last], expected.round_dp(1).normalize(), holds))
}

/// Whether a change is what it should be, rounded or cut off at its last digit.
fn is_near(change: &Record, expected: Decimal) -> bool {
    let Some(value) = change.value.map(crate::quantity::Value::abs) else { return false };
    let apart = (value.low() - expected).max(expected - value.high());
    let step = rounding::step(change, value);
    let rounded = apart * Decimal::TWO <= step && step > Decimal::ONE;
    apart <= Decimal::ZERO || rounded || change.unit == Unit::Percent && apart < step
}
