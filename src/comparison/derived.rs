//! What is made of the documents' own values: columns that are reckoned, and statistics over municipalities.
//!
//! Takes the table as the documents give it and what is [asked for](Reckoning); puts reckoned columns beside their own and
//! statistics below. A [`Column`] says in `derived` what was done to its values, every
//! [`Observation`](super::Observation) of it in `computed` how it was reckoned, and a note under the table names the
//! rule. Refuses to reckon what was not asked for, and what lacks its year, its denominator or its unit.

mod asked;
mod beside;
mod change;
mod norm;
mod notes;
mod per_capita;
mod prices;
mod shares;
mod summary;
#[cfg(test)]
mod tests;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

pub use change::Change;
pub(super) use change::between;

use super::{Column, Comparison, Empty, Measure, retain};
use crate::{
    figure::Unit,
    quantity::{Period, Value},
    reference::{Ages, Population, PriceIndex, Reference},
};
use norm::Recommended;
use per_capita::PerChild;

/// What is to be reckoned; nothing by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reckoning {
    /// The statistics over municipalities.
    pub summary: Vec<Aggregate>,
    /// What changed between the years across.
    pub change: Option<Change>,
    /// Counts per 1,000 children and money for each.
    pub per_capita: Option<PerCapita>,
    /// Money in the prices of a year.
    pub prices: Option<Prices>,
    /// Types as parts of all, from counts.
    pub shares: bool,
    /// What was recommended at the time.
    pub norm: bool,
    /// Whether what something was reckoned from is left out.
    pub only: bool,
}

/// By whom counts and amounts are divided.
#[derive(Clone, Debug, PartialEq)]
pub struct PerCapita {
    /// Their age.
    pub ages: Ages,
    /// How many there are.
    pub population: Population,
}

/// In whose prices money is put.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// The year.
    pub year: u16,
    /// What things cost in it.
    level: Decimal,
    /// What they cost in others.
    index: PriceIndex,
}

/// What was done to the documents' values before they stand in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Derived {
    /// By the number of inhabitants of an age: counts per 1,000 of them, money for each.
    PerCapita {
        /// The age.
        ages: Ages,
        /// How many of them: 1,000 or 1.
        per: u16,
        /// The year whose prices the money was put into before.
        #[serde(skip_serializing_if = "Option::is_none")]
        prices: Option<u16>,
        /// When they were counted: the first and the last day among the column's cells; `None` where all are empty.
        #[serde(skip_serializing_if = "Option::is_none")]
        counted: Option<Period>,
    },
    /// Money in the prices of a year.
    Prices {
        /// The year.
        year: u16,
    },
    /// A type's part of all types, in percent, from counts.
    ShareOfTypes,
    /// The later value less the earlier.
    Difference,
    /// The same in percent of the earlier.
    DifferencePercent,
    /// What came to be less what was planned.
    RealisedLessPlanned,
    /// What the law or the profession prescribes at the time of the value beside it.
    Norm,
}

/// A value as a fraction, for who puts several of them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// What is divided.
    pub numerator: Value,
    /// What it is divided by.
    pub denominator: Value,
    /// What the quotient is multiplied by.
    pub factor: u16,
}

/// A statistic over the municipalities of a table, a value a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Which.
    pub aggregate: Aggregate,
    /// Its value for every column; `None` where the column's values cannot be put together.
    pub cells: Vec<Option<Summed>>,
}

/// The value of a statistic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Summed {
    /// The value, a range where any of its values is one.
    pub value: Value,
    /// Whether any of its values is hedged.
    pub approx: bool,
    /// What it counts.
    pub unit: Unit,
}

/// How many municipalities' values are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// How many there are.
    Count,
    /// The lowest.
    Minimum,
    /// A quarter of them are lower.
    LowerQuartile,
    /// Half of them are lower.
    Median,
    /// Three quarters of them are lower.
    UpperQuartile,
    /// The highest.
    Maximum,
    /// Their sum by their number: every municipality counts alike.
    Mean,
    /// The sum of the numerators by the sum of the denominators: every child counts alike.
    RatioOfSums,
}

impl Aggregate {
    /// All of them, in the order of their rows.
    pub const ALL: [Aggregate; 8] = [
        Aggregate::Count,
        Aggregate::Minimum,
        Aggregate::LowerQuartile,
        Aggregate::Median,
        Aggregate::UpperQuartile,
        Aggregate::Maximum,
        Aggregate::Mean,
        Aggregate::RatioOfSums,
    ];
}

/// Puts what is asked for into the table.
pub(super) fn reckon(table: &mut Comparison, asked: &Reckoning, reference: &Reference) {
    if let Some(prices) = &asked.prices {
        beside::add(table, prices);
    }
    if let Some(per_capita) = &asked.per_capita {
        let prices = asked.prices.as_ref().map(|prices| prices.year);
        beside::add(table, &PerChild { asked: per_capita, reference, prices });
    }
    if asked.shares {
        shares::add(table);
    }
    if let Some(change) = asked.change {
        change::add(table, change);
    }
    if asked.norm {
        beside::add(table, &Recommended);
    }
    if asked.only {
        only_reckoned(table);
    }
    summary::add(table, &asked.summary);
    notes::add(table, asked);
}

/// Takes out the columns that another was reckoned from.
fn only_reckoned(table: &mut Comparison) {
    let stays: Vec<bool> =
        table.columns.iter().map(|one| !table.columns.iter().any(|other| comes_from(other, one))).collect();
    retain(&mut table.columns, &stays);
    table.rows.iter_mut().for_each(|row| retain(&mut row.cells, &stays));
}

/// Whether a column was reckoned from another.
fn comes_from(reckoned: &Column, from: &Column) -> bool {
    let same = reckoned.is_of(from) && from.derived.is_none();
    same && match reckoned.derived {
        Some(Derived::PerCapita { .. } | Derived::Prices { .. }) => {
            (reckoned.measure, reckoned.unit, &reckoned.part) == (from.measure, from.unit, &from.part)
        }
        Some(Derived::ShareOfTypes) => from.measure == Measure::Amount,
        _ => false,
    }
}

/// Both ends of a value, or the reason that they cannot be reckoned.
fn mapped(value: Value, end: impl Fn(Decimal) -> Option<Decimal>) -> Result<Value, Empty> {
    let end = |number| end(number).ok_or(Empty::NotReckoned);
    Ok(match value {
        Value::Exact(number) => Value::Exact(end(number)?),
        Value::Range { low, high } => Value::range(end(low)?, end(high)?),
    })
}

/// A reckoned value as people are shown it: kroner whole, everything else with one decimal, or with two digits where
/// there is nothing before the decimal point. Rounded for the eye only: what programs read has all decimals.
pub fn rounded(value: Value, unit: Unit) -> Value {
    let up = RoundingStrategy::MidpointAwayFromZero;
    let one = |number: Decimal| match number {
        money if unit.is_money() => money.round_dp_with_strategy(0, up),
        small if small.abs() < Decimal::ONE => small.round_sf_with_strategy(2, up).unwrap_or(small),
        number => number.round_dp_with_strategy(1, up),
    };
    match value {
        Value::Exact(number) => Value::Exact(one(number)),
        Value::Range { low, high } => match (one(low), one(high)) {
            (low, high) if low == high => Value::Exact(low),
            (low, high) => Value::range(low, high),
        },
    }
}

/// How many decimals a quotient keeps: more than any form shows, and few enough that every program reads the same.
const DECIMALS: u32 = 6;

/// One number by another; `None` by zero, and where decimals end.
fn quotient(dividend: Decimal, divisor: Decimal) -> Option<Decimal> {
    let exact = dividend.checked_div(divisor)?;
    Some(exact.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero).normalize())
}
