//! Room 7, side by side: figures of many documents become a [`Comparison`].
//!
//! Takes the [`Record`]s, a [`Query`] and the [`Coverage`]; gives a table whose every value has its sources and whose
//! every empty cell has its reason. Refuses to guess: no midpoint, no average, no sum of parts, no value without a
//! source. A pure function; which value a cell shows is decided in [`choose`].

mod choose;
mod column;
mod conflict;
mod coverage;
mod order;
mod query;
mod scope;
mod source;
#[cfg(test)]
pub(crate) mod tests;

use serde::Serialize;

pub use choose::Role;
pub use column::{Column, Measure, Phase, Years};
pub use coverage::{Coverage, Covered};
pub use order::danish_key;
pub use query::{Across, Asked, Indicators, Query};
pub use scope::parts;
pub use source::{Source, SourceNumber};

use crate::{
    figure::{Dimensions, IndicatorCode, MunicipalityCode, Record, Statistic, Status, Unit},
    quantity::{Period, Value},
    reference::Reference,
};
use choose::Group;
use query::LeftOut;
use source::Numbering;

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Names {
    /// In Danish.
    pub da: String,
    /// In English.
    pub en: String,
}

/// A table: municipalities down, indicators or years across.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The indicator, where its years stand across.
    pub by_year: Option<IndicatorCode>,
    /// What stands across.
    pub columns: Vec<Column>,
    /// What stands down, with one cell a column.
    pub rows: Vec<Row>,
    /// The sources of all cells: those of values that show first.
    pub sources: Vec<Source>,
    /// What was read.
    pub coverage: Coverage,
    /// Figures of these columns that no document gives an owner; they stand in no row.
    pub without_owner: usize,
    /// Figures of the indicator that no document gives a year; they stand in no column where years do.
    pub without_year: usize,
    /// The version of this program.
    pub version: &'static str,
}

/// One municipality, or something that municipalities are compared with (SDMX: reference area).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its code.
    pub municipality: MunicipalityCode,
    /// Its name.
    pub names: Names,
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
    /// Where it stands, best first; never empty.
    pub sources: Vec<SourceNumber>,
}

/// Why a cell is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Empty {
    /// No document says anything.
    NotMentioned,
    /// A document says it, but its digits were lost.
    DigitsLost,
    /// There are figures, for other years than those asked for.
    OutsidePeriod,
    /// There are figures, of other statuses than those asked for.
    OutsideStatus,
    /// There are figures, of other statistics than those asked for.
    OutsideStatistic,
    /// There are figures, less sure than asked for.
    TooUncertain,
}

impl From<LeftOut> for Empty {
    fn from(reason: LeftOut) -> Self {
        match reason {
            LeftOut::Period => Empty::OutsidePeriod,
            LeftOut::Status => Empty::OutsideStatus,
            LeftOut::Statistic => Empty::OutsideStatistic,
            LeftOut::Confidence => Empty::TooUncertain,
        }
    }
}

impl Cell {
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
        self.empty == Some(Empty::NotMentioned)
    }
}

impl Comparison {
    /// The sources that a reader needs beside the table: of values that show, that contradict, that were lost.
    pub fn cited(&self) -> Vec<&Source> {
        let mut numbers: Vec<SourceNumber> = self.rows.iter().flat_map(|row| &row.cells).flat_map(cited_by).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.iter().filter_map(|number| self.source(*number)).collect()
    }

    /// The source with a number.
    pub fn source(&self, number: SourceNumber) -> Option<&Source> {
        self.sources.get(number.checked_sub(1)?)
    }
}

fn cited_by(cell: &Cell) -> Vec<SourceNumber> {
    let values = cell.shown().chain(cell.contradicting()).flat_map(|one| &one.sources);
    values.chain(&cell.lost).copied().collect()
}

/// The table that a query asks for.
pub fn compare(records: &[Record], query: &Query, coverage: &Coverage, reference: &Reference) -> Comparison {
    let mut columns = column::columns(records, query, reference);
    let mut rows: Vec<ChosenRow<'_>> = owners(records, query, coverage)
        .into_iter()
        .map(|code| chosen_row(code, &columns, records, query, reference))
        .collect();
    drop_empty(&mut columns, &mut rows, query);
    rows.sort_by_cached_key(|row| order::row_key(&row.code, &row.names.da));
    let mut numbering = Numbering::default();
    number_sources(&rows, &mut numbering);
    Comparison {
        by_year: match &query.across {
            Across::Indicators => None,
            Across::Years(code) => Some(code.clone()),
        },
        without_owner: records
            .iter()
            .filter(|record| record.municipality.is_none() && columns.iter().any(|column| column.takes(record)))
            .count(),
        without_year: match columns.first() {
            Some(first) if first.time.is_some() => {
                let any_time = Column { time: None, ..first.clone() };
                let undated = |record: &&Record| record.period.is_none() && record.value.is_some();
                records.iter().filter(undated).filter(|record| any_time.takes(record)).count()
            }
            _ => 0,
        },
        rows: rows.into_iter().map(|row| row.finish(&mut numbering)).collect(),
        columns,
        sources: numbering.sources,
        coverage: coverage.clone(),
        version: env!("CARGO_PKG_VERSION"),
    }
}

/// The main table, then a table by years for every indicator that some municipality has two years of.
pub fn tables(records: &[Record], query: &Query, coverage: &Coverage, reference: &Reference) -> Vec<Comparison> {
    let by_year = reference.catalogue.all().iter().filter_map(|indicator| {
        let query = Query { across: Across::Years(indicator.code.clone()), ..query.clone() };
        let table = compare(records, &query, coverage, reference);
        let years = |row: &Row| {
            let dated =
                |(cell, column): &(&Cell, &Column)| cell.empty.is_none() && column.time.is_some_and(Years::is_single);
            row.cells.iter().zip(&table.columns).filter(dated).count()
        };
        table.rows.iter().any(|row| years(row) >= 2).then_some(table)
    });
    std::iter::once(compare(records, query, coverage, reference)).chain(by_year).collect()
}

/// Whom the rows are about: those asked for, else the covered municipalities and all that own a figure.
fn owners(records: &[Record], query: &Query, coverage: &Coverage) -> Vec<MunicipalityCode> {
    let mut codes: Vec<MunicipalityCode> = if query.municipalities.is_empty() {
        let of_records = records.iter().filter_map(|record| record.municipality.as_ref());
        of_records.chain(coverage.municipalities()).cloned().collect()
    } else {
        query.municipalities.clone()
    };
    codes.sort();
    codes.dedup();
    codes
}

/// A row whose sources have no numbers yet.
struct ChosenRow<'a> {
    code: MunicipalityCode,
    names: Names,
    cells: Vec<ChosenCell<'a>>,
}

struct ChosenCell<'a> {
    values: Vec<(Role, Group<'a>)>,
    empty: Option<Empty>,
    lost: Vec<&'a Record>,
}

fn chosen_row<'a>(
    code: MunicipalityCode,
    columns: &[Column],
    records: &'a [Record],
    query: &Query,
    reference: &Reference,
) -> ChosenRow<'a> {
    let own: Vec<&Record> = records.iter().filter(|record| record.municipality.as_ref() == Some(&code)).collect();
    let names =
        Names { da: reference.municipalities.label(&code, true), en: reference.municipalities.label(&code, false) };
    let cells = columns.iter().map(|column| chosen_cell(&own, column, &code, &names, query)).collect();
    ChosenRow { code, names, cells }
}

fn chosen_cell<'a>(
    own: &[&'a Record],
    column: &Column,
    code: &MunicipalityCode,
    names: &Names,
    query: &Query,
) -> ChosenCell<'a> {
    let fitting: Vec<&Record> = own.iter().filter(|record| column.takes(record)).copied().collect();
    let asked: Vec<&Record> = fitting.iter().filter(|record| query.takes(record).is_ok()).copied().collect();
    let lost: Vec<&Record> = asked.iter().filter(|record| record.value.is_none()).copied().collect();
    let name = names.da.to_lowercase();
    let groups = choose::group(asked, |record| record.quote.to_lowercase().contains(&name));
    let values = choose::choose(groups, column, *code == MunicipalityCode::GROUP);
    let empty = values.is_empty().then(|| {
        let left_out = fitting.iter().filter_map(|record| query.takes(record).err()).min();
        match left_out {
            _ if !lost.is_empty() => Empty::DigitsLost,
            Some(reason) => reason.into(),
            None => Empty::NotMentioned,
        }
    });
    ChosenCell { values, empty, lost }
}

/// Takes out columns about which nobody says anything, and rows of countries and groups that none of the columns is
/// about. Municipalities stay: that nothing was found for them is a finding.
fn drop_empty(columns: &mut Vec<Column>, rows: &mut Vec<ChosenRow<'_>>, query: &Query) {
    let silent = |cell: &ChosenCell<'_>| cell.empty == Some(Empty::NotMentioned);
    let stays: Vec<bool> = (0..columns.len())
        .map(|index| columns[index].wanted || rows.iter().any(|row| !silent(&row.cells[index])))
        .collect();
    let mut stay = stays.iter();
    columns.retain(|_| stay.next().copied().unwrap_or(true));
    for row in rows.iter_mut() {
        let mut stay = stays.iter();
        row.cells.retain(|_| stay.next().copied().unwrap_or(true));
    }
    if query.municipalities.is_empty() {
        let asks_for_years = query.across != Across::Indicators;
        rows.retain(|row| (row.code.is_municipality() && !asks_for_years) || !row.cells.iter().all(silent));
    }
}

/// Numbers the sources of what shows before those of what does not.
fn number_sources<'a>(rows: &[ChosenRow<'a>], numbering: &mut Numbering<'a>) {
    for cell in rows.iter().flat_map(|row| &row.cells) {
        let shown = cell.values.iter().filter(|(role, _)| *role != Role::Other).flat_map(|(_, group)| &group.records);
        for record in shown.chain(&cell.lost) {
            numbering.number(record);
        }
    }
}

impl<'a> ChosenRow<'a> {
    fn finish(self, numbering: &mut Numbering<'a>) -> Row {
        let cells = self.cells.into_iter().map(|cell| cell.finish(numbering)).collect();
        Row { municipality: self.code, names: self.names, cells }
    }
}

impl<'a> ChosenCell<'a> {
    fn finish(self, numbering: &mut Numbering<'a>) -> Cell {
        Cell {
            observations: self.values.iter().map(|(role, group)| observation(*role, group, numbering)).collect(),
            empty: self.empty,
            lost: self.lost.into_iter().map(|record| numbering.number(record)).collect(),
        }
    }
}

fn observation<'a>(role: Role, group: &Group<'a>, numbering: &mut Numbering<'a>) -> Observation {
    let first = group.first();
    Observation {
        role,
        statistic: first.statistic,
        value: group.value,
        approx: group.records.iter().any(|record| record.approx),
        unit: first.unit,
        period: first.period,
        status: first.status,
        dims: first.dims.clone(),
        confidence: first.confidence,
        sources: group.records.iter().map(|record| numbering.number(record)).collect(),
    }
}
