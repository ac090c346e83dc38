//! What changed between two states of an index: the cells of a table that appeared, changed or went, and why; and the
//! figures of a document.
//!
//! Takes the same table of both states and what each rests on; gives [`Changes`], each with both cells, their sources and
//! its reasons. Refuses to call it a change that the same is said in another place, or by another source.

mod figures;
mod reason;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

pub use figures::{FigureChange, figures};
pub use reason::{Cause, Reason};

use crate::{
    comparison::{Cell, Column, Comparison, Names, Observation, Role, Row, Source, SourceNumber},
    decision::{Decision, Moment},
    figure::MunicipalityCode,
    index::Entry,
};

/// What a table rests on.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The documents.
    pub entries: &'a [Entry],
    /// The decisions.
    pub decisions: &'a [Decision],
}

/// What changed in a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes<'a> {
    /// From when.
    pub since: Stand,
    /// To when.
    pub until: Stand,
    /// The cells, by row and column.
    pub cells: Vec<CellChange>,
    /// The sources of all of them, before and after.
    pub sources: Vec<Source<'a>>,
    /// The command that makes it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// The version of this program.
    pub version: &'static str,
}

/// One of the two states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// The folder of the index.
    pub index: String,
    /// The run, where one was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<u32>,
    /// When it was so.
    pub when: Moment,
}

/// What happened to a cell, or to a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It said nothing and says something.
    Appeared,
    /// It says something else.
    Changed,
    /// It said something and says nothing.
    Gone,
}

/// A cell that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CellChange {
    /// What happened to it.
    pub kind: Kind,
    /// Whom it is about.
    pub municipality: MunicipalityCode,
    /// Their name.
    pub names: Names,
    /// What it is about.
    pub column: Column,
    /// What it said.
    pub before: Cell,
    /// What it says.
    pub after: Cell,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What changed from one table to the same table of another state.
pub fn changes<'a>(
    before: (&Comparison<'a>, Basis<'_>),
    after: (&Comparison<'a>, Basis<'_>),
    [since, until]: [Stand; 2],
) -> Changes<'a> {
    let (old, new) = (before.0, after.0);
    let reasons = reason::Reasons::of(before.1, after.1);
    let mut sources = Sources::default();
    let mut cells = Vec::new();
    for (code, names) in rows(new, old) {
        for column in columns(new, old) {
            let [was, is] = [old, new].map(|table| cell(table, code, column));
            let Some(kind) = kind(&was, &is) else { continue };
            let reasons = reasons.of_cell((old, &was), (new, &is));
            let (before, after) = (sources.take(old, was), sources.take(new, is));
            let (municipality, names, column) = (code.clone(), names.clone(), column.clone());
            cells.push(CellChange { kind, municipality, names, column, before, after, reasons });
        }
    }
    Changes { since, until, cells, sources: sources.list, command: None, version: env!("CARGO_PKG_VERSION") }
}

/// The rows of both tables: those of the new one, then those that only the old one has.
fn rows<'a>(new: &'a Comparison, old: &'a Comparison) -> Vec<(&'a MunicipalityCode, &'a Names)> {
    let mut seen = BTreeSet::new();
    let both = new.rows.iter().chain(&old.rows).filter(|row| seen.insert(&row.municipality));
    both.map(|row| (&row.municipality, &row.names)).collect()
}

fn columns<'a>(new: &'a Comparison, old: &'a Comparison) -> Vec<&'a Column> {
    let gone = old.columns.iter().filter(|column| !new.columns.iter().any(|other| other.is_same(column)));
    new.columns.iter().chain(gone).collect()
}

/// A table's cell; an empty one where the table has no such row or column.
fn cell(table: &Comparison, code: &MunicipalityCode, column: &Column) -> Cell {
    let row: Option<&Row> = table.rows.iter().find(|row| row.municipality == *code);
    let at = table.columns.iter().position(|other| other.is_same(column));
    row.zip(at).map_or_else(Cell::silent, |(row, at)| row.cells[at].clone())
}

/// What a cell says: the values that show and those that contradict them.
fn said(cell: &Cell) -> impl Iterator<Item = &Observation> {
    cell.observations.iter().filter(|one| one.role != Role::Other)
}

/// Whether two values say the same, whoever says it.
fn same(a: &Observation, b: &Observation) -> bool {
    (a.role, a.value, a.approx, a.unit, a.period) == (b.role, b.value, b.approx, b.unit, b.period)
        && (a.status, a.statistic, &a.dims) == (b.status, b.statistic, &b.dims)
}

/// What one cell says that the other does not.
fn only<'a>(one: &'a Cell, other: &'a Cell) -> impl Iterator<Item = &'a Observation> {
    said(one).filter(|a| !said(other).any(|b| same(a, b)))
}

fn kind(was: &Cell, is: &Cell) -> Option<Kind> {
    match (said(was).next().is_some(), said(is).next().is_some()) {
        (false, true) => Some(Kind::Appeared),
        (true, false) => Some(Kind::Gone),
        (true, true) => (only(was, is).chain(only(is, was)).next().is_some()).then_some(Kind::Changed),
        // That the digits are lost is all that a document says of some figures.
        (false, false) => (was.lost.is_empty() != is.lost.is_empty()).then_some(Kind::Changed),
    }
}

/// The sources of both tables in one list.
#[derive(Default)]
struct Sources<'a> {
    list: Vec<Source<'a>>,
    numbers: BTreeMap<(String, String, usize, usize), SourceNumber>,
}

impl<'a> Sources<'a> {
    /// A cell's values that show, with their sources among these.
    fn take(&mut self, table: &Comparison<'a>, mut cell: Cell) -> Cell {
        cell.observations.retain(|one| one.role != Role::Other);
        for numbers in cell.observations.iter_mut().map(|one| &mut one.sources).chain([&mut cell.lost]) {
            *numbers = numbers.iter().filter_map(|number| table.source(*number)).map(|one| self.number(one)).collect();
        }
        cell
    }

    fn number(&mut self, source: Source<'a>) -> SourceNumber {
        let place =
            (source.figure.document_id.clone(), source.figure.doc.clone(), source.figure.start, source.figure.end);
        let next = self.list.len() + 1;
        let number = *self.numbers.entry(place).or_insert(next);
        if number == next {
            self.list.push(Source { number, ..source });
        }
        number
    }
}
