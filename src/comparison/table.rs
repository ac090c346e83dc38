//! What a comparison is: columns, rows, cells, and in each cell observations with their sources.
//!
//! Takes what [`compare`](super::compare) decides; gives questions that every form of output asks. Plain data, which
//! serialises as it stands.

use serde::{Deserialize, Serialize};

use super::{Break, Column, Coverage, Empty, Ratio, Role, Source, SourceNumber, Summary};
use crate::{
    figure::{Dimensions, IndicatorCode, MunicipalityCode, Statistic, Status, Unit},
    finding::Finding,
    quantity::{Date, Period, Value},
};

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// In Danish.
    pub da: String,
    /// In English.
    pub en: String,
}

impl Names {
    /// The two.
    pub fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Names { da: da.into(), en: en.into() }
    }
}

/// A table: municipalities down, indicators or years across.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison<'a> {
    /// What it is called; the program finds words where nobody gave it a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Names>,
    /// The command that makes it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// The indicator, where its years stand across.
    pub by_year: Option<IndicatorCode>,
    /// What stands across.
    pub columns: Vec<Column>,
    /// What stands down, with one cell a column.
    pub rows: Vec<Row>,
    /// The sources of all cells: those of values that show first.
    pub sources: Vec<Source<'a>>,
    /// What does not agree among the figures of these rows and columns.
    pub findings: Vec<Discord>,
    /// Statistics over its municipalities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub summaries: Vec<Summary>,
    /// What has to be said under it: rules by which something was reckoned, breaks in series.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Names>,
    /// What was read.
    pub coverage: Coverage,
    /// Figures of these columns that no document gives an owner; they stand in no row.
    pub without_owner: usize,
    /// Figures of the indicator that no document gives a year; they stand in no column where years do.
    pub without_year: usize,
    /// The day it was made, where whoever made it wants that said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The version of this program.
    pub version: &'static str,
}

/// A finding in its table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Discord {
    /// What does not agree.
    #[serde(flatten)]
    pub finding: Finding,
    /// The sources of its claims, in their order.
    pub sources: Vec<SourceNumber>,
}

/// One municipality, or something that municipalities are compared with (SDMX: reference area).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its code.
    pub municipality: MunicipalityCode,
    /// Its name.
    pub names: Names,
    /// The group that it was asked for in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// What documents give for one municipality in one column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// The values, in the order of their roles: those that show, those that contradict them, the others.
    pub observations: Vec<Observation>,
    /// Why there are none.
    pub empty: Option<Empty>,
    /// How many documents were read that do not mention it: its owner's, or all for whom has no documents of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<usize>,
    /// The places whose digits the document lost.
    pub lost: Vec<SourceNumber>,
}

/// One value with everything that says what it means (SDMX: observation).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Observation {
    /// What it does in its cell.
    pub role: Role,
    /// Level, mean and so on.
    pub statistic: Statistic,
    /// The value, a range where the text gives one.
    pub value: Value,
    /// Whether any source hedges.
    pub approx: bool,
    /// What it counts.
    pub unit: Unit,
    /// The time it is for.
    pub period: Option<Period>,
    /// Observed, adopted, expected, wanted or prescribed.
    pub status: Status,
    /// The breakdown.
    pub dims: Dimensions,
    /// The highest confidence of its sources.
    pub confidence: f64,
    /// Whether a person has accepted or corrected it in one of its sources.
    pub verified: bool,
    /// Where it stands, best first; never empty.
    pub sources: Vec<SourceNumber>,
    /// The findings that it takes part in, by their place in the table's list, from 1.
    pub findings: Vec<usize>,
    /// How it was reckoned from what the sources say; `None` where it is what they say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<Names>,
    /// The fraction that it is, where it was reckoned as one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<Ratio>,
    /// How it differs in kind from the year before, where years stand across.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Break>,
    /// The year of the earliest document that says it, where plans stand beside what became of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<u16>,
}

impl Observation {
    /// Whether it is what its cell says, not something that stands beside it.
    pub fn is_lead(&self) -> bool {
        matches!(self.role, Role::Value | Role::Part)
    }
}

impl Row {
    /// Whether its figures are about one place, not about groups that need not be the same.
    pub fn is_one_place(&self) -> bool {
        self.municipality != MunicipalityCode::GROUP
    }
}

impl Cell {
    /// A cell without a value, and why.
    pub(super) fn without(reason: Empty) -> Self {
        Cell { empty: Some(reason), ..Cell::default() }
    }

    /// A cell about which nothing is said.
    pub(crate) fn silent() -> Self {
        Cell::without(Empty::NotMentioned)
    }

    /// What it says: its value, or the parts that stand for it.
    pub fn leads(&self) -> impl Iterator<Item = &Observation> {
        self.observations.iter().filter(|one| one.is_lead())
    }

    /// The values that show.
    pub fn shown(&self) -> impl Iterator<Item = &Observation> {
        self.observations.iter().filter(|one| one.role < Role::Contradicting)
    }

    /// The values that contradict them.
    pub fn contradicting(&self) -> impl Iterator<Item = &Observation> {
        self.observations.iter().filter(|one| one.role == Role::Contradicting)
    }

    /// How many further values there are.
    pub fn others(&self) -> usize {
        self.observations.iter().filter(|one| one.role == Role::Other).count()
    }

    /// Whether there is nothing to tell: no value, and none lost or left out.
    pub fn is_silent(&self) -> bool {
        self.empty.is_some_and(Empty::is_silent)
    }
}

impl<'a> Comparison<'a> {
    /// The sources that a reader needs beside the table: of values that show, that contradict, that were lost, and of what
    /// does not agree.
    pub fn cited(&self) -> Vec<Source<'a>> {
        let mut numbers: Vec<SourceNumber> = self.rows.iter().flat_map(|row| &row.cells).flat_map(cited_by).collect();
        numbers.extend(self.findings.iter().flat_map(|one| &one.sources));
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().filter_map(|number| self.source(*number)).collect()
    }

    /// The source with a number.
    pub fn source(&self, number: SourceNumber) -> Option<Source<'a>> {
        self.sources.get(number.checked_sub(1)?).copied()
    }
}

fn cited_by(cell: &Cell) -> Vec<SourceNumber> {
    let values = cell.shown().chain(cell.contradicting()).flat_map(|one| &one.sources);
    values.chain(&cell.lost).copied().collect()
}
