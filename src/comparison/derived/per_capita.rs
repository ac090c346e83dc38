//! Counts per 1,000 children, and money for each child.
//!
//! Takes columns of what the catalogue says can be divided so (`per_capita`), in counts or whole kroner; a count or an
//! amount is divided by those who lived in the municipality in the figure's own time. Refuses a figure without a year or
//! over several, a year that the population file lacks, and a figure of an age group of its own.

use rust_decimal::Decimal;

use super::{Derived, PerCapita, Ratio, beside::Rule, mapped, quotient};
use crate::{
    comparison::{Column, Empty, Measure, Names, Observation, Row},
    figure::Unit,
    present::{self, Lang},
    quantity::{Date, Period, Value},
    reference::Reference,
};

/// The rule, with what it is asked and looks up.
pub(super) struct PerChild<'a> {
    pub asked: &'a PerCapita,
    pub reference: &'a Reference,
    /// The year whose prices money must be put into first.
    pub prices: Option<u16>,
}

impl Rule for PerChild<'_> {
    fn column(&self, from: &Column) -> Option<Column> {
        let prices = match from.derived {
            None => None,
            Some(Derived::Prices { year }) => Some(year),
            Some(_) => return None,
        };
        let unit = from.unit.filter(|unit| *unit == Unit::Dkk || is_count(*unit))?;
        // Money in the prices of its own year stands beside that of one year for all; only the latter is divided.
        let waits = unit == Unit::Dkk && prices != self.prices;
        let divisible = self.reference.catalogue.get(from.indicator.as_str())?.per_capita;
        if waits || !divisible || from.measure != Measure::Amount {
            return None;
        }
        let per = if unit == Unit::Dkk { 1 } else { 1000 };
        let derived = Derived::PerCapita { ages: self.asked.ages, per, prices, counted: None };
        Some(Column { derived: Some(derived), ..from.clone() })
    }

    fn value(&self, from: &Observation, column: &Column, row: &Row) -> Result<Observation, Empty> {
        let Some(Derived::PerCapita { ages, per, .. }) = column.derived else { return Err(Empty::NotReckoned) };
        if from.dims.contains_key("age_group") {
            return Err(Empty::OtherAges);
        }
        let period = from.period.filter(|period| period.years().0 == period.years().1).ok_or(Empty::Undated)?;
        let (day, count) = self.asked.population.at(&row.municipality, ages, period).ok_or(Empty::NoPopulation)?;
        let (factor, divisor) = (Decimal::from(per), Decimal::from(count));
        let value = mapped(from.value, |amount| quotient(amount.checked_mul(factor)?, divisor))?;
        let denominator = Value::Exact(divisor);
        let computed = Names {
            da: computed(from, denominator, day, per, ages.name(), Lang::Da),
            en: computed(from, denominator, day, per, ages.name(), Lang::En),
        };
        let ratio = Ratio { numerator: from.value, denominator, factor: per };
        Ok(Observation { value, computed: Some(computed), ratio: Some(ratio), ..from.clone() })
    }

    fn finish(&self, column: &mut Column, rows: &[Row], index: usize) {
        let days = || {
            let shown = rows.iter().flat_map(|row| row.cells[index].shown().map(move |one| (row, one)));
            shown.filter_map(|(row, one)| self.asked.population.at(&row.municipality, self.asked.ages, one.period?))
        };
        let days = || days().map(|(day, _)| day);
        if let Some(Derived::PerCapita { counted, .. }) = &mut column.derived {
            *counted = days().min().zip(days().max()).map(|(first, last)| Period::span(first, last));
        }
    }
}

/// Whether a unit says how many of something there are, and so how many of it there are for each.
fn is_count(unit: Unit) -> bool {
    let rate = unit == Unit::Percent || unit == Unit::CasesPerCaseworker;
    !rate && !unit.is_money() && !unit.is_duration()
}

/// `131 / 7.652 (0–17-årige 1. jan. 2019) × 1.000`.
fn computed(from: &Observation, denominator: Value, day: Date, per: u16, ages: &str, lang: Lang) -> String {
    let written = |value, unit| present::written(value, unit, false, lang);
    let amount = written(from.value, from.unit);
    // What was reckoned before stands in brackets.
    let amount = match &from.computed {
        Some(before) => format!("({})", lang.pick(&before.da, &before.en)),
        None => amount,
    };
    let ages = ages.replace('-', "–");
    let people = match lang {
        Lang::Da => format!("{ages}-årige"),
        Lang::En => format!("aged {ages}"),
    };
    let day = present::period(Period::at(day), lang);
    let divided = format!("{amount} / {} ({people} {day})", written(denominator, Unit::Count));
    match per {
        1 => divided,
        _ => format!("{divided} × {}", written(Value::Exact(per.into()), Unit::Count)),
    }
}
