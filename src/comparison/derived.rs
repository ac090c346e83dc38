//! What is made of the documents' own values: columns that are reckoned, and statistics over municipalities.
//!
//! Plain data: a [`Column`](super::Column) says in `derived` what was done to its values, every
//! [`Observation`](super::Observation) of it in `computed` how it was reckoned, and a note under the table names the
//! rule. Nothing is reckoned that was not asked for.

use serde::Serialize;

use crate::quantity::Value;

/// What was done to the documents' values before they stand in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Derived {
    /// Per 1,000 inhabitants of an age.
    PerThousand {
        /// The age.
        ages: Ages,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Ages {
    /// 0 to 17 years: children.
    #[serde(rename = "0-17")]
    To17,
    /// 0 to 22 years: with those whom support may follow beyond 18.
    #[serde(rename = "0-22")]
    To22,
}

/// A statistic over the municipalities of a table, a value a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Which.
    pub aggregate: Aggregate,
    /// Its value for every column; `None` where the column's values cannot be put together.
    pub cells: Vec<Option<Value>>,
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
