//! A table checked by its own arithmetic: whether a total is the sum of the rows above it, or of the columns before it.
//!
//! Takes a table's figures in the order of its rows, gives each total and its parts a check, and with it more or less
//! confidence. A total's parts stand in its column, below the total before it, and are about the same indicator; a dash
//! is nothing. Refuses to call a sum wrong that lacks a part (a cell that was not read, or a dash), or that is far from
//! its total where no other sum of the table comes out: then its rows are no parts.

use std::{collections::BTreeMap, ops::Range};

use rust_decimal::Decimal;

use super::{Read, Reader, meaning::TOTAL};
use crate::{
    figure::{Check, Statistic, Unit},
    quantity::Value,
    span::Span,
};

/// How far a sum may be from its total, as a part of it, to be called wrong where no other sum of the table comes out.
const SLIP: i64 = 10;

/// The label of the total that adds each row up: the rows since the total before it, in every column that it fills.
pub(super) fn totals<'a>(reader: &Reader<'a>) -> Vec<Option<&'a str>> {
    let rows = reader.table.rows.len();
    let mut totals = vec![None; rows];
    let mut parts: Vec<usize> = Vec::new();
    let mut sums: BTreeMap<usize, Decimal> = BTreeMap::new();
    for row in 0..rows {
        let cells = reader.amounts(row);
        if cells.is_empty() {
            continue;
        }
        if !TOTAL.is_match(reader.label(row)) {
            parts.push(row);
            cells.into_iter().for_each(|(column, value)| *sums.entry(column).or_default() += value);
            continue;
        }
        if parts.len() >= 2 && cells.iter().all(|(column, value)| sums.get(column) == Some(value)) {
            parts.iter().for_each(|&part| totals[part] = Some(reader.label(row)));
        }
        parts.clear();
        sums.clear();
    }
    totals
}

/// A total with what stands for its parts.
struct Sum {
    name: &'static str,
    total: usize,
    parts: Vec<usize>,
    sum: Decimal,
    /// Whether every cell between them was read, and none is a dash.
    whole: bool,
}

/// Marks totals that are the sum of the cells above or before them, those that are not, and their parts.
pub(super) fn check(found: &mut [Read], reader: &Reader<'_>) {
    let places = found.iter().enumerate().map(|(at, (number, ..))| ((number.column, number.row), at)).collect();
    let table = Sums { found, reader, places };
    let mut sums = table.columns();
    sums.extend(table.rows());
    sums.extend(table.adjusted());
    let outcomes: Vec<(bool, bool)> = sums.iter().map(|sum| (table.holds(sum), table.is_slip(sum))).collect();
    let understood = |name: &str| sums.iter().zip(&outcomes).any(|(sum, (holds, _))| *holds && sum.name == name);
    let told: Vec<bool> = sums
        .iter()
        .zip(&outcomes)
        .map(|(sum, (holds, slip))| *holds || sum.whole && (*slip || understood(sum.name)))
        .collect();
    for ((sum, (holds, _)), _) in sums.iter().zip(outcomes).zip(told).filter(|(_, told)| *told) {
        mark(found, sum.name, sum.total, &sum.parts, sum.sum, holds);
        for &at in sum.parts.iter().chain([&sum.total]) {
            let confidence = &mut found[at].2.confidence;
            *confidence = (*confidence + if holds { 0.06 } else { -0.1 }).clamp(0.05, 0.99);
        }
    }
}

/// Says of a total and its parts whether the parts come to it; `sum` is what they come to, as the table writes it.
pub(super) fn mark(found: &mut [Read], name: &str, total: usize, parts: &[usize], sum: Decimal, holds: bool) {
    let (number, _, figure) = &found[total];
    let scale = match figure.value {
        Some(Value::Exact(value)) => value.checked_div(number.value),
        _ => None,
    };
    let expected = scale.and_then(|scale| scale.checked_mul(sum)).map(|sum| Value::Exact(sum.normalize()));
    let members = || parts.iter().copied().chain([total]);
    let spans: Vec<Span> = members().map(|at| found[at].2.span).collect();
    for at in members() {
        let figure = &mut found[at].2;
        let others = spans.iter().copied().filter(|span| *span != figure.span);
        let check = Check::new(name, holds).with(others);
        figure.checks.push(match expected.filter(|_| at == total) {
            Some(expected) => check.expecting(expected),
            None => check,
        });
    }
}

/// A table's figures by their places.
struct Sums<'f, 'a> {
    found: &'f [Read],
    reader: &'f Reader<'a>,
    places: BTreeMap<(usize, usize), usize>,
}

impl Sums<'_, '_> {
    /// The totals of columns: of the rows since the total before, or of the totals before.
    fn columns(&self) -> Vec<Sum> {
        let totals = || (0..self.found.len()).filter(|&at| self.found[at].1.total);
        // In the order of rows, so that what lies between two totals is found without reading the whole table again.
        let rows: Vec<usize> = totals().map(|at| self.found[at].0.row).collect();
        let mut before: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut sums = Vec::new();
        for total in totals().filter(|&at| self.adds_up(at)) {
            let (row, column) = (self.found[total].0.row, self.found[total].0.column);
            let last = rows[..rows.partition_point(|&other| other < row)].last();
            let cells = last.map_or(0, |last| last + 1)..row;
            let sum = self.sum("column sum", total, cells.map(|row| (column, row)));
            let earlier = before.entry(column).or_default();
            if sum.parts.len() >= 2 {
                sums.push(sum);
            } else if earlier.len() >= 2 {
                let subtotals = earlier.iter().map(|&at| (column, self.found[at].0.row)).collect::<Vec<_>>();
                let sum = self.sum("column sum", total, subtotals.into_iter());
                sums.extend(Some(sum).filter(|sum| sum.parts.len() >= 2 && self.holds(sum)));
            }
            earlier.push(total);
        }
        sums
    }

    /// The totals of rows: columns that are headed so, of the columns since the one before.
    fn rows(&self) -> Vec<Sum> {
        let mut sums = Vec::new();
        let mut totals: Vec<usize> = Vec::new();
        for row in 0..self.reader.table.rows.len() {
            let columns = 1..self.reader.table.rows[row].len();
            if self.reader.is_header(row) {
                totals = columns.filter(|&column| TOTAL.is_match(self.reader.cell(row, column))).collect();
                continue;
            }
            for (at, &column) in totals.iter().enumerate() {
                let Some(&total) = self.places.get(&(column, row)).filter(|at| self.adds_up(**at)) else { continue };
                let cells: Range<usize> = at.checked_sub(1).map_or(1, |last| totals[last] + 1)..column;
                let sum = self.sum("row sum", total, cells.map(|column| (column, row)));
                sums.extend(Some(sum).filter(|sum| sum.parts.len() >= 2));
            }
        }
        sums
    }

    /// Totals that are corrected below: `I alt 550`, `Underskud -22`, `Rest 528`. Only those that come out.
    fn adjusted(&self) -> Vec<Sum> {
        let mut sums = Vec::new();
        let mut open: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, (number, meaning, figure)) in self.found.iter().enumerate() {
            let since = open.entry(number.column).or_default();
            if meaning.total {
                *since = vec![at];
                continue;
            }
            let Some(&total) = since.first() else { continue };
            if since.len() > 1 && figure.indicator == self.found[total].2.indicator {
                let sum: Decimal = since.iter().map(|&part| self.found[part].0.value).sum();
                let sum =
                    Sum { name: "total and correction", total: at, parts: std::mem::take(since), sum, whole: false };
                sums.extend(Some(sum).filter(|sum| self.holds(sum)));
            } else if number.value.is_sign_negative() {
                since.push(at);
            } else {
                since.clear();
            }
        }
        sums
    }

    /// Whether a figure is an amount or a count, which adds up where averages do not.
    fn adds_up(&self, at: usize) -> bool {
        let figure = &self.found[at].2;
        matches!(figure.statistic, Statistic::Level | Statistic::Change) && figure.unit != Unit::CasesPerCaseworker
    }

    /// What some cells of a total come to, each as column and row.
    fn sum(&self, name: &'static str, total: usize, cells: impl Iterator<Item = (usize, usize)>) -> Sum {
        let mut sum = Sum { name, total, parts: Vec::new(), sum: Decimal::ZERO, whole: true };
        let (_, _, whole) = &self.found[total];
        for (column, row) in cells.filter(|(_, row)| self.reader.wholes[*row] == *row) {
            match self.places.get(&(column, row)) {
                Some(&at) if self.found[at].2.indicator == whole.indicator && self.found[at].2.unit == whole.unit => {
                    sum.parts.push(at);
                    sum.sum += self.found[at].0.value;
                }
                // A row without numbers is a heading.
                None if self.reader.amounts(row).is_empty() => {}
                _ => sum.whole = false,
            }
        }
        sum
    }

    fn holds(&self, sum: &Sum) -> bool {
        (sum.sum - self.found[sum.total].0.value).abs() <= self.tolerance(sum)
    }

    /// Amounts may be rounded, each by half of what its last digit counts; counts may not.
    fn tolerance(&self, sum: &Sum) -> Decimal {
        let members = || sum.parts.iter().chain([&sum.total]);
        let scale = members().map(|&at| self.found[at].0.value.scale()).max().unwrap_or_default();
        if scale == 0 && !self.found[sum.total].2.unit.is_money() {
            return Decimal::ZERO;
        }
        Decimal::new(5, scale + 1) * Decimal::from(sum.parts.len())
    }

    fn is_slip(&self, sum: &Sum) -> bool {
        let total = self.found[sum.total].0.value;
        (sum.sum - total).abs() * Decimal::from(SLIP) <= total.abs()
    }
}
