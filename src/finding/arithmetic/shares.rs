//! Shares that follow from two counts: “63 af 65 kommuner (97 %)”, “97 % (63 af 65)”, and the counts of answers behind a
//! share of them.

use rust_decimal::Decimal;

use super::{Outcome, Said};
use crate::{
    figure::{Record, Statistic, Unit},
    finding::rounding,
    pattern::Pattern,
    quantity::{LARGEST, Value},
};

pub(super) const NAME: &str = "share of counts";

/// What stands between a part and its whole.
static OF: Pattern = Pattern::new(r"(?i)^[^\d.;:(]{0,30}\b(?:ud\s+)?af\s+(?:de\s+|i\s+alt\s+|kommunens\s+)*$");
/// What stands between two counts and their share.
static AMOUNTS_TO: Pattern = Pattern::new(
    r"(?i)^[^\d.;:(]{0,60}(?:\(\s*|\b(?:svarende\s+til|svarer\s+til|dvs\.?|det\s+er|altså)\s+)(?:ca\.?\s*|cirka\s+)?$",
);
/// What stands between a share and its counts.
static IS: Pattern = Pattern::new(r"(?i)^[^\d.;:()]{0,30}\((?:svarende\s+til\s+)?$");

/// How many counts behind a share may be its own, and how many bytes away.
const BEHIND: usize = 4;
const NEAR: usize = 600;

/// The shares of a sentence that follow from two of its counts.
pub(super) fn outcomes(said: &Said<'_>) -> Vec<Outcome> {
    let share = |at: usize| said.records[at].unit == Unit::Percent && said.records[at].statistic == Statistic::Share;
    let mut found = Vec::new();
    for at in 1..said.records.len() {
        let (part, whole) = (at - 1, at);
        if share(part) || share(whole) || !OF.is_match(said.between(part, whole)) {
            continue;
        }
        let behind = (at + 1 < said.records.len() && share(at + 1)).then_some(at + 1);
        let behind = behind.filter(|share| AMOUNTS_TO.is_match(said.between(whole, *share)));
        let ahead = part.checked_sub(1).filter(|before| share(*before) && IS.is_match(said.between(*before, part)));
        let (Some(share), Some(a), Some(b)) = (behind.or(ahead), said.firm(part), said.firm(whole)) else { continue };
        if let Some(percent) = percent(a, b) {
            let holds = is_near(&said.records[share], percent);
            found.push(said.outcome(NAME, share, &[part, whole], percent.round_dp(1).normalize(), holds));
        }
    }
    found
}

/// Shares of answers whose counts stand in the sentences behind: “95 % har et tilbud. 60 svarer ja, 3 svarer nej.” Only
/// those that come out: two of several counts that do not are most often others.
pub(super) fn answered(records: &[Record]) -> Vec<Outcome> {
    let answer = |record: &Record| record.indicator.as_str() == "survey_response" && record.cell.is_none();
    let mut found = Vec::new();
    for (at, share) in records.iter().enumerate().filter(|(_, one)| answer(one) && one.unit == Unit::Percent) {
        let behind = records.iter().enumerate().skip(at + 1).take(BEHIND);
        let counts: Vec<(usize, Decimal)> = behind
            .take_while(|(_, one)| answer(one) && one.unit != Unit::Percent && one.start < share.end + NEAR)
            .filter_map(|(at, one)| match one.value {
                Some(Value::Exact(value)) if value <= LARGEST.into() => Some((at, value)),
                _ => None,
            })
            .collect();
        let pairs = counts.iter().flat_map(|a| counts.iter().map(move |b| (a, b))).filter(|(a, b)| a.0 != b.0);
        // All who answered, or those who said yes and those who said no.
        let of = |((a, part), (b, other)): (&(usize, Decimal), &(usize, Decimal))| {
            let whole = [*other, *part + *other].into_iter();
            let shares = whole.filter_map(|whole| percent(*part, whole));
            shares.map(|percent| (*a, *b, percent)).find(|(.., percent)| is_near(share, *percent))
        };
        if let Some((a, b, expected)) = pairs.filter_map(of).next() {
            let expected = expected.round_dp(1).normalize();
            found.push(Outcome { name: NAME, whole: at, others: vec![a, b], expected, holds: true });
        }
    }
    found
}

/// A part of a whole in percent.
fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let valid = part <= whole && !part.is_sign_negative();
    (part * Decimal::ONE_HUNDRED).checked_div(whole).filter(|_| valid)
}

/// Whether a share is what it should be, rounded or cut off at its last digit.
fn is_near(share: &Record, percent: Decimal) -> bool {
    let Some(value) = share.value else { return false };
    let apart = (value.low() - percent).max(percent - value.high());
    apart < rounding::step(share, value)
}
