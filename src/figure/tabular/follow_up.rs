//! Cells that say how often cases are followed up on: `Opfølgning, måneder`.
//!
//! Takes a number with its row and column, gives its [`Meaning`] where they name follow-ups and a length of time or a year
//! is said. Refuses shares of them that are in time, and numbers without either.

use super::{Reader, cells::Number, columns::Column, further, meaning::Meaning};
use crate::{
    figure::{Statistic, Unit, vocabulary::Role},
    pattern::Pattern,
    quantity::{Measure, Scale, Value},
};

pub(super) static YEARLY: Pattern = Pattern::new(r"(?i)\bpr\.?\s*år\b|\bom\s+året\b|\bårlig(?:e|t)?\b");
/// What is followed up on beside cases.
static OTHER: Pattern = Pattern::new(r"(?i)budget|økonomi|regnskab|projekt|strategi");

/// What a cell is of follow-ups.
pub(super) fn of(reader: &Reader<'_>, head: Option<&Column>, number: &Number, scale: Option<Scale>) -> Option<Meaning> {
    let said = [reader.label(number.row), head.map_or("", |head| head.text.as_str())];
    let indicator = reader.reference.catalogue.position("follow_up_interval")?;
    let hits = said.iter().flat_map(|text| reader.reference.vocabulary().hits(text));
    let roles: Vec<Role> = hits.filter(|hit| hit.indicator == Some(indicator)).map(|hit| hit.role).collect();
    if !roles.contains(&Role::Trigger) || roles.contains(&Role::Counter) || said.iter().any(|text| OTHER.is_match(text))
    {
        return None;
    }
    let unit = match scale.map(|scale| scale.measure) {
        Some(Measure::Weeks) => Unit::Weeks,
        Some(Measure::Months) => Unit::Months,
        Some(Measure::PerYear) => Unit::PerYear,
        Some(measure) if measure.is_percent() => return None,
        _ if said.iter().any(|text| YEARLY.is_match(text)) => Unit::PerYear,
        _ => said.iter().chain(reader.titles.first()).find_map(|text| further::time(text))?,
    };
    let value = number.value.normalize();
    let fits = value.is_sign_positive() && reader.reference.catalogue.all()[indicator].plausible(Value::Exact(value));
    (fits && unit != Unit::Days).then_some(Meaning {
        indicator,
        unit,
        statistic: Statistic::Level,
        value,
        total: false,
        account: None,
        confidence: 0.86,
        rule: "indicator: follow-up in a table",
        unit_rule: "unit: stated for the table",
    })
}
