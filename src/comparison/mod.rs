//! Room 7, side by side: figures of many documents become a [`Comparison`].
//!
//! Takes the [`Record`]s, a [`Query`] and the [`Coverage`]; gives a table whose every value has its sources and whose
//! every empty cell has its reason. Refuses to guess: no midpoint, no average, no sum of parts, no value without a
//! source. A pure function; which value a cell shows is decided in `choose`.

mod breakdown;
mod choose;
mod column;
mod conflict;
mod coverage;
mod derived;
mod discord;
mod empty;
mod order;
mod query;
mod realised;
mod rows;
#[cfg(test)]
pub(crate) mod sample;
mod scope;
mod series;
mod source;
mod spec;
mod table;
#[cfg(test)]
mod tests;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub use crate::reference::Ages;
pub use breakdown::Part;
pub use choose::Role;
pub use column::{Column, Measure, Phase, Years};
pub use coverage::{Coverage, Covered, Imprint};
pub use derived::{Aggregate, Change, Derived, PerCapita, Prices, Ratio, Reckoning, Summary, Summed, rounded};
pub use empty::Empty;
pub use order::danish_key;
pub use query::{Across, Indicators, Query, years};
pub use rows::Rows;
pub use scope::parts;
pub(crate) use scope::says_whole;
pub use series::Break;
pub use source::{Source, SourceNumber};
pub use spec::{Spec, confidence};
pub use table::{Cell, Comparison, Discord, Names, Observation, Row};
pub use wanted::{ColumnSpec, Wanted};

use crate::{
    figure::{IndicatorCode, MunicipalityCode, Record},
    finding::{Finding, alike, findings, findings_of},
    reference::Reference,
};
use choose::Group;
use conflict::Contradictions;
use coverage::Read;
use source::Numbering;

/// The table that a query asks for.
pub fn compare<'a>(records: &'a [Record], query: &Query, coverage: &Coverage, reference: &Reference) -> Comparison<'a> {
    let columns = column::columns(records, query, reference);
    let mut indicators: Vec<&IndicatorCode> = columns.iter().map(|column| &column.indicator).collect();
    indicators.dedup();
    let found = findings_of(records, &|indicator| indicators.contains(&indicator), reference);
    compare_knowing(records, &found, columns, query, coverage, reference)
}

/// The same, where its columns are known, and what does not agree among the records.
fn compare_knowing<'a>(
    records: &'a [Record],
    found: &[Finding],
    mut columns: Vec<Column>,
    query: &Query,
    coverage: &Coverage,
    reference: &Reference,
) -> Comparison<'a> {
    let contradictions = Contradictions::of(found);
    let owned = by_owner(records);
    let read = coverage.read_of();
    let mut rows: Vec<ChosenRow<'_>> = owners(&owned, query, coverage)
        .into_par_iter()
        .map(|code| {
            let own = owned.get(code).map(Vec::as_slice).unwrap_or_default();
            let read = read.get(code);
            chosen_row(code, &columns, own, &read, query, reference, &contradictions)
        })
        .collect();
    drop_empty(&mut columns, &mut rows, query);
    rows.sort_by_cached_key(|row| (query.rows.place(&row.code), order::row_key(&row.code, &row.names.da)));
    let mut numbering = numbered(&rows);
    let discords = discord::discords(found, records, &rows, &columns, query, &mut numbering);
    let mut rows: Vec<Row> = rows.into_iter().map(|row| row.finish(&query.rows, &mut numbering)).collect();
    discord::name(&mut rows, &discords);
    let mut table = Comparison {
        by_year: match &query.across {
            Across::Indicators | Across::Realised => None,
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
        rows,
        columns,
        findings: discords,
        sources: numbering.sources,
        summaries: Vec::new(),
        notes: query.rows.note.clone().into_iter().collect(),
        title: query.title.clone(),
        command: None,
        date: None,
        coverage: coverage.clone(),
        version: env!("CARGO_PKG_VERSION"),
    };
    series::mark(&mut table);
    if query.across == Across::Realised {
        realised::finish(&mut table);
    }
    derived::reckon(&mut table, &query.reckoning, reference);
    column::tell_by_unit(&mut table.columns, &reference.catalogue);
    table
}

/// The main table, then a table by years for every main indicator that some municipality has two years of.
pub fn tables<'a>(
    records: &'a [Record],
    query: &Query,
    coverage: &Coverage,
    reference: &Reference,
) -> Vec<Comparison<'a>> {
    let found = findings(records, reference);
    let make = |query: &Query| {
        compare_knowing(records, &found, column::columns(records, query, reference), query, coverage, reference)
    };
    let main = reference.catalogue.all().iter().filter(|indicator| !indicator.further);
    let by_year = main.filter_map(|indicator| {
        let query = Query { across: Across::Years(indicator.code.clone()), ..query.clone() };
        let table = make(&query);
        let years = |row: &Row| {
            let dated =
                |(cell, column): &(&Cell, &Column)| cell.empty.is_none() && column.time.is_some_and(Years::is_single);
            row.cells.iter().zip(&table.columns).filter(dated).count()
        };
        table.rows.iter().any(|row| years(row) >= 2).then_some(table)
    });
    std::iter::once(make(query)).chain(by_year).collect()
}

/// The figures by whom they are about, so that no row has to look through all of them.
fn by_owner(records: &[Record]) -> BTreeMap<&MunicipalityCode, Vec<&Record>> {
    let owned = alike(records.iter().filter(|record| record.municipality.is_some()), |record| &record.municipality);
    owned.into_iter().filter_map(|own| Some((own[0].municipality.as_ref()?, own))).collect()
}

/// Whom the rows are about: those asked for, else the covered municipalities and all that own a figure.
fn owners<'a>(
    owned: &BTreeMap<&'a MunicipalityCode, Vec<&Record>>,
    query: &'a Query,
    coverage: &'a Coverage,
) -> Vec<&'a MunicipalityCode> {
    let codes: BTreeSet<&MunicipalityCode> = if query.rows.codes.is_empty() {
        owned.keys().copied().chain(coverage.municipalities()).collect()
    } else {
        query.rows.codes.iter().collect()
    };
    codes.into_iter().collect()
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
    read: Option<usize>,
    lost: Vec<&'a Record>,
}

fn chosen_row<'a>(
    code: &MunicipalityCode,
    columns: &[Column],
    own: &[&'a Record],
    read: &Read<'_>,
    query: &Query,
    reference: &Reference,
    contradictions: &Contradictions<'_>,
) -> ChosenRow<'a> {
    let names =
        Names { da: reference.municipalities.label(code, true), en: reference.municipalities.label(code, false) };
    let name = names.da.to_lowercase();
    let mut by_indicator: BTreeMap<&IndicatorCode, Vec<&Record>> = BTreeMap::new();
    let all = alike(own.iter().copied(), |record| &record.indicator);
    by_indicator.extend(all.into_iter().map(|of_one| (&of_one[0].indicator, of_one)));
    let cell = |column: &Column| {
        let own = by_indicator.get(&column.indicator).map(Vec::as_slice).unwrap_or_default();
        chosen_cell(own, column, read, code, &name, query, contradictions)
    };
    let cells = columns.iter().map(cell).collect();
    ChosenRow { code: code.clone(), names, cells }
}

/// The cell of a column, out of its owner's figures of its indicator.
fn chosen_cell<'a>(
    own: &[&'a Record],
    column: &Column,
    read: &Read<'_>,
    code: &MunicipalityCode,
    name: &str,
    query: &Query,
    contradictions: &Contradictions<'_>,
) -> ChosenCell<'a> {
    let fitting: Vec<&Record> = own.iter().filter(|record| column.takes(record)).copied().collect();
    let asked: Vec<&Record> = fitting.iter().filter(|record| query.takes(record).is_ok()).copied().collect();
    let lost: Vec<&Record> = asked.iter().filter(|record| record.value.is_none()).copied().collect();
    let groups = choose::group(asked, column, |record| choose::has_name(&record.quote, name));
    let mut values = choose::choose(groups, column, *code == MunicipalityCode::GROUP, contradictions);
    let empty = if values.is_empty() {
        let left_out = fitting.iter().filter_map(|record| query.takes(record).err());
        // Of an indicator with a figure somewhere it is not known whether the words alone speak of this column.
        let is_mentioned = read.mentioned.contains(&column.indicator) && own.is_empty();
        Some(Empty::of(!lost.is_empty(), left_out, is_mentioned, read))
    } else if query.drop_contradicted && choose::give_up(&mut values) {
        Some(Empty::Contradicted)
    } else {
        None
    };
    let read = (empty == Some(Empty::NotMentioned)).then_some(read.read);
    ChosenCell { values, empty, read, lost }
}

/// Takes out columns about which nobody says anything, and rows of countries and groups that none of the columns is
/// about. Municipalities stay: that nothing was found for them is a finding.
fn drop_empty(columns: &mut Vec<Column>, rows: &mut Vec<ChosenRow<'_>>, query: &Query) {
    let silent = |cell: &ChosenCell<'_>| cell.empty.is_some_and(Empty::is_silent);
    let stays: Vec<bool> = (0..columns.len())
        .map(|index| columns[index].wanted || rows.iter().any(|row| !silent(&row.cells[index])))
        .collect();
    retain(columns, &stays);
    rows.iter_mut().for_each(|row| retain(&mut row.cells, &stays));
    if query.rows.codes.is_empty() {
        let asks_for_years = query.across != Across::Indicators;
        rows.retain(|row| (row.code.is_municipality() && !asks_for_years) || !row.cells.iter().all(silent));
    }
}

/// Keeps of columns, or of a row's cells, those that stay.
fn retain<T>(each: &mut Vec<T>, stays: &[bool]) {
    let mut stay = stays.iter();
    each.retain(|_| stay.next().copied().unwrap_or(true));
}

/// Numbers the sources of what shows, before those of what does not.
fn numbered<'a>(rows: &[ChosenRow<'a>]) -> Numbering<'a> {
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let mut numbering =
        Numbering::of(cells().flat_map(|cell| &cell.values).map(|(_, group)| group.records.len()).sum());
    for cell in cells() {
        let shown = cell.values.iter().filter(|(role, _)| *role != Role::Other).flat_map(|(_, group)| &group.records);
        for record in shown.chain(&cell.lost) {
            numbering.number(record);
        }
    }
    numbering
}

impl<'a> ChosenRow<'a> {
    fn finish(self, asked: &Rows, numbering: &mut Numbering<'a>) -> Row {
        let cells = self.cells.into_iter().map(|cell| cell.finish(numbering)).collect();
        let group = asked.groups.get(&self.code).cloned();
        Row { municipality: self.code, names: self.names, group, cells }
    }
}

impl<'a> ChosenCell<'a> {
    fn finish(self, numbering: &mut Numbering<'a>) -> Cell {
        Cell {
            observations: self.values.into_iter().map(|(role, group)| observation(role, group, numbering)).collect(),
            empty: self.empty,
            read: self.read,
            lost: self.lost.into_iter().map(|record| numbering.number(record)).collect(),
        }
    }
}

fn observation<'a>(role: Role, group: Group<'a>, numbering: &mut Numbering<'a>) -> Observation {
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
        verified: group.is_verified(),
        sources: group.records.iter().map(|record| numbering.number(record)).collect(),
        findings: Vec::new(),
        computed: None,
        ratio: None,
        breaks: Vec::new(),
        said: None,
    }
}
