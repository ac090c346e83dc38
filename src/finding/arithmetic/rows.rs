//! Rows that multiply: a change in the number of placements, times the price of one, is what it costs or saves.

use super::{Outcome, Said};
use crate::figure::Statistic;

pub(super) const NAME: &str = "change times price";

/// The effect of a row, where it has one change, one price and one effect.
pub(super) fn outcomes(said: &Said<'_>) -> Vec<Outcome> {
    let only = |wanted: &dyn Fn(usize) -> bool| {
        let mut found = (0..said.records.len()).filter(|at| wanted(*at));
        found.next().filter(|_| found.next().is_none())
    };
    let is = |at: usize, indicator: &str| said.records[at].indicator.as_str() == indicator;
    let change = only(&|at| is(at, "placements") && said.records[at].statistic == Statistic::Change);
    let (price, effect) = (only(&|at| is(at, "unit_cost")), only(&|at| is(at, "net_change")));
    let (Some(change), Some(price), Some(effect)) = (change, price, effect) else { return Vec::new() };
    let (Some(a), Some(b), Some(c)) = (said.firm(change), said.firm(price), said.firm(effect)) else {
        return Vec::new();
    };
    let Some(expected) = a.checked_mul(b) else { return Vec::new() };
    vec![said.outcome(NAME, effect, &[change, price], expected, expected == c)]
}
