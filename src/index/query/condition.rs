//! What one figure must be: of an indicator, with a value, of a status.
//!
//! Takes an indicator and what stands behind its colon, gives a [`Condition`] that a record meets or not:
//!
//! - of a **range**, `20-25`, some value must meet it: it meets `<=20` and `>=25`, not `<20`;
//! - a **hedge** changes nothing: “ca. 20” is 20;
//! - a number that **lost its digits** meets no comparison, but is a figure of its indicator;
//! - a number **without a unit** is in any unit of the indicator's but percent, unless percent is its own;
//! - a **change** (“3 flere”) is asked for with a sign, `medarbejdere:>=+2`, and is none of the levels otherwise.

use std::fmt;

use super::{amount::Amounts, broken::Broken, lexer::Value};
use crate::{
    figure::{IndicatorCode, Record, Statistic, Status, Unit},
    quantity::Measure,
    reference::{Indicator, Reference},
};

/// What one figure must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Condition {
    pub indicator: IndicatorCode,
    /// Its value; any, even none, without it.
    pub value: Option<Amounts>,
    /// Its status; any of these, or any at all where it is empty.
    pub statuses: Vec<Status>,
}

impl Condition {
    pub(super) fn parse(indicator: &Indicator, value: Value<'_>) -> Result<Self, Broken> {
        let any = value.sign.is_empty() && matches!(value.text.trim(), "" | "*");
        let value = if any { None } else { Some(Amounts::parse(value)?) };
        Ok(Condition { indicator: indicator.code.clone(), value, statuses: Vec::new() })
    }

    /// Whether a figure meets it.
    pub fn takes(&self, record: &Record) -> bool {
        record.indicator == self.indicator
            && (self.statuses.is_empty() || self.statuses.contains(&record.status))
            && self.value.is_none_or(|asked| {
                record.value.is_some_and(|value| asked.bounds.meet(value.low(), value.high()))
                    && self.units().contains(&record.unit)
                    && (asked.signed || record.statistic != Statistic::Change)
            })
    }

    /// The units that a value may be in.
    pub fn units(&self) -> Vec<Unit> {
        let measure = self.value.map_or(Measure::Bare, |value| value.measure);
        let own = || Reference::in_use().catalogue.get(self.indicator.as_str()).map(|one| one.unit);
        let takes = |unit: Unit| match measure {
            Measure::Money => unit.is_money(),
            Measure::Percent | Measure::PercentPoint => unit == Unit::Percent,
            Measure::Days => unit == Unit::Days,
            Measure::Weeks => unit == Unit::Weeks,
            Measure::Months => unit == Unit::Months,
            Measure::PerYear => unit == Unit::PerYear,
            Measure::Bare => unit != Unit::Percent || own() == Some(Unit::Percent),
        };
        Unit::ALL.iter().copied().filter(|&unit| takes(unit)).collect()
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.map(|value| value.to_string()).unwrap_or_default();
        let condition = format!("{}:{value}", self.indicator);
        if self.statuses.is_empty() {
            return f.write_str(&condition);
        }
        let statuses: Vec<&str> = self.statuses.iter().map(|one| one.name()).collect();
        write!(f, "({condition} status:{})", statuses.join(","))
    }
}
