//! Money in the prices of one year.
//!
//! Takes columns of money; an amount is multiplied by the index of the year asked for and divided by that of its own: the
//! year whose prices the document says it is in, else the year that it is for. Refuses an amount of fixed prices that does
//! not say of which year, one without a year or over several, and a year that the index lacks.

use super::{Derived, Prices, beside::Rule, mapped, quotient};
use crate::{
    comparison::{Column, Empty, Measure, Names, Observation, Row},
    figure::Unit,
    present::{self, Lang},
    quantity::Value,
};

/// The dimension that says in whose year's prices an amount is.
const PRICE_LEVEL: &str = "price_level";

impl Rule for Prices {
    fn column(&self, from: &Column) -> Option<Column> {
        let is_money = from.unit.is_some_and(Unit::is_money) && from.measure != Measure::ChangePercent;
        let derived = Some(Derived::Prices { year: self.year });
        (is_money && from.derived.is_none()).then(|| Column { derived, ..from.clone() })
    }

    fn value(&self, from: &Observation, _: &Column, _: &Row) -> Result<Observation, Empty> {
        let base = base(from).ok_or(Empty::Undated)?;
        let level = self.index.at(base).ok_or(Empty::NoPriceIndex)?;
        let value = mapped(from.value, |amount| quotient(amount.checked_mul(self.level)?, level))?;
        let computed = |lang| {
            let written = |value, unit| present::written(value, unit, false, lang);
            let index = |level| written(Value::Exact(level), Unit::Count);
            let amount = written(from.value, from.unit);
            format!("{amount} × {} ({}) / {} ({base})", index(self.level), self.year, index(level))
        };
        let computed = Names { da: computed(Lang::Da), en: computed(Lang::En) };
        let mut dims = from.dims.clone();
        dims.insert(PRICE_LEVEL.into(), self.year.to_string().into());
        Ok(Observation { value, dims, computed: Some(computed), ..from.clone() })
    }
}

/// The year whose prices an amount is in.
fn base(from: &Observation) -> Option<u16> {
    let own = from.period.map(|period| period.years()).filter(|(first, last)| first == last).map(|(year, _)| year);
    match from.dims.get(PRICE_LEVEL).map(AsRef::as_ref) {
        None | Some("current") => own,
        // “fixed” without a year, and whatever else is no year, says that it is in another's.
        Some(level) => level.parse().ok(),
    }
}
