//! Sums in a sentence: “131 børn: 40 på institution, 70 i familiepleje og 21 i netværk”.

use rust_decimal::Decimal;

use super::{Outcome, Said};
use crate::{figure::Statistic, finding::rounding, pattern::Pattern};

pub(super) const NAME: &str = "sum of parts";

/// What says that all parts follow.
static ALL: Pattern = Pattern::new(
    r"(?i)^[^\d.;(]{0,80}(?:\b(?:19|20)\d\d\b[^\d.;(]{0,30})?(?::|\bfordelt\s+(?:på|med|sådan)|\bfordeler\s+sig\s+(?:på|med)|\bnemlig|\bbestående\s+af|\bbestår\s+af)[^\d.;]{0,40}$",
);
/// What says that some do: a sum of them that comes out is one, one that does not need not be.
static SOME: Pattern =
    Pattern::new(r"(?i)^[^\d.;]{0,80}(?:\b(?:19|20)\d\d\b[^\d.;]{0,30})?\b(?:heraf|deraf|hvoraf)\b[^\d.;]{0,40}$");

/// The sums of a sentence.
pub(super) fn outcomes(said: &Said<'_>) -> Vec<Outcome> {
    (0..said.records.len()).filter_map(|total| outcome(said, total)).collect()
}

fn outcome(said: &Said<'_>, total: usize) -> Option<Outcome> {
    let parts: Vec<usize> = (total + 1..said.records.len()).take_while(|part| said.alike(total, *part)).collect();
    let (first, last) = (*parts.first()?, *parts.last()?);
    let cue = said.between(total, first);
    let all = ALL.is_match(cue);
    if parts.len() < 2 || said.records[total].statistic != Statistic::Level || !all && !SOME.is_match(cue) {
        return None;
    }
    let whole = said.firm(total)?;
    let values: Vec<Decimal> = parts.iter().map(|part| said.firm(*part)).collect::<Option<_>>()?;
    if values.iter().any(|value| *value >= whole) {
        return None;
    }
    let sum: Decimal = values.iter().sum();
    let holds = (sum - whole).abs() <= tolerance(said, total, &parts);
    // A number among the parts that is none of them may be a part that was not read.
    let listed = said.quote.get(said.places[first].0..)?;
    let complete = numbers(listed) == parts.len() && last + 1 == said.records.len();
    (holds || all && complete).then(|| said.outcome(NAME, total, &parts, sum, holds))
}

/// Counts add up exactly; rounded amounts to half of what the last digit counts, each.
fn tolerance(said: &Said<'_>, total: usize, parts: &[usize]) -> Decimal {
    let steps = parts.iter().chain([&total]).map(|at| {
        let record = &said.records[*at];
        record.value.map_or(Decimal::ZERO, |value| rounding::step(record, value))
    });
    let step = steps.max().unwrap_or_default();
    let rounded = step != Decimal::ONE || said.records[total].unit.is_money();
    if rounded { step * Decimal::from(parts.len()) / Decimal::TWO } else { Decimal::ZERO }
}

/// How many numbers a text has.
fn numbers(text: &str) -> usize {
    let digit = |c: char| c.is_ascii_digit();
    text.split(|c: char| !digit(c) && c != '.' && c != ',').filter(|word| word.contains(digit)).count()
}
