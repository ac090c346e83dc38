//! What was recommended at the time of each value, beside it.
//!
//! Takes columns of indicators that have [`norms`]; gives each cell the norm that held in all of its value's time. Refuses
//! an undated value where there is more than one norm, a time in which the norm changed, and one before the first.

use super::{Derived, beside::Rule};
use crate::{
    comparison::{Column, Empty, Measure, Names, Observation, Phase, Row},
    figure::{IndicatorCode, Statistic, Status},
    present::{self, Lang},
    quantity::Period,
    reference::norms::{self, Norm},
};

/// The rule; what it knows is data.
pub(super) struct Recommended;

impl Rule for Recommended {
    fn column(&self, from: &Column) -> Option<Column> {
        let comparable = from.measure == Measure::Amount && from.phase != Phase::Prescribed && from.derived.is_none();
        let has_norms = norms::of(&from.indicator).any(|norm| from.unit == Some(norm.unit));
        (comparable && has_norms).then(|| Column { derived: Some(Derived::Norm), ..from.clone() })
    }

    fn stands_empty(&self) -> bool {
        // Goals are mostly of no time; a column that says so in every line says nothing.
        false
    }

    fn value(&self, from: &Observation, column: &Column, _: &Row) -> Result<Observation, Empty> {
        // One norm a cell: that of its leading value.
        if !from.is_lead() {
            return Err(Empty::Undated);
        }
        let norm = held(&column.indicator, from.period)?;
        let time = Period { start: norm.from, end: norm.until };
        let computed = |lang: Lang| {
            let from = present::period(time, lang);
            match norm.until {
                Some(_) => format!("{}, {from}: {}", norm.body, norm.source),
                None => format!("{}, {} {from}: {}", norm.body, lang.pick("fra", "from"), norm.source),
            }
        };
        Ok(Observation {
            value: norm.value,
            approx: false,
            verified: false,
            findings: Vec::new(),
            statistic: Statistic::Mean,
            status: Status::Norm,
            dims: Default::default(),
            computed: Some(Names { da: computed(Lang::Da), en: computed(Lang::En) }),
            ratio: None,
            ..from.clone()
        })
    }
}

/// The norm that held in all of a time; without a time, the only one that there is.
fn held(indicator: &IndicatorCode, time: Option<Period>) -> Result<&'static Norm, Empty> {
    match time {
        Some(time) if norms::any_at(indicator, time) => norms::at(indicator, time).ok_or(Empty::Undated),
        Some(_) => Err(Empty::NoNorm),
        None => {
            let mut all = norms::of(indicator);
            all.next().filter(|_| all.next().is_none()).ok_or(Empty::Undated)
        }
    }
}
