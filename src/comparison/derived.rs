//! What is made of the documents' own values: columns that are reckoned, and statistics over municipalities.
//!
//! Takes the table as the documents give it and what is [asked for](Reckoning); puts reckoned columns beside their own and
//! statistics below. A [`Column`](super::Column) says in `derived` what was done to its values, every
//! [`Observation`](super::Observation) of it in `computed` how it was reckoned, and a note under the table names the
//! rule. Refuses to reckon what was not asked for, and what lacks its year, its denominator or its unit.

mod change;
mod summary;
#[cfg(test)]
mod tests;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

pub use change::Change;

use super::{Comparison, Names};
use crate::{
    figure::Unit,
    quantity::{Period, Value},
};

/// What is to be reckoned; nothing by default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reckoning {
    /// The statistics over municipalities.
    pub summary: Vec<Aggregate>,
    /// What changed between the years across.
    pub change: Option<Change>,
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
        prices: Option<u16>,
        /// When they were counted: the first and the last day among the column's cells; `None` where all are empty.
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
    /// What the law or the profession prescribes at the time of the value beside it.
    Norm,
}

/// An age group of children and young people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Ages {
    /// 0 to 17 years: children.
    #[serde(rename = "0-17")]
    To17,
    /// 0 to 22 years: with those whom support may follow beyond 18.
    #[serde(rename = "0-22")]
    To22,
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
pub(super) fn reckon(table: &mut Comparison, asked: &Reckoning) {
    if let Some(change) = asked.change {
        change::add(table, change);
    }
    summary::add(table, &asked.summary);
    if !table.summaries.is_empty() || table.columns.iter().any(|column| column.derived.is_some()) {
        table.notes.push(Names::new(
            "Beregnede tal er vist med én decimal, under 1 med to cifre, og i hele kroner; de er afrundet til nærmeste, det \
             halve væk fra nul, og kun i visningen",
            "Reckoned figures are shown with one decimal, below 1 with two digits, and in whole kroner; they are rounded \
             to the nearest, halves away from zero, and only for display",
        ));
    }
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
