//! A table checked by its own arithmetic: whether a total is the sum of the rows above it.
//!
//! Takes a table's figures in the order of its rows, gives each total and its parts a check, and with it more or less
//! confidence. A total's parts stand in its column, below the total before it, and are about the same indicator.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Read, Reader, meaning::TOTAL};
use crate::figure::Check;

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

/// Marks totals that are the sum of the rows above them in their column, and those rows.
pub(super) fn check(found: &mut [Read]) {
    let totals: Vec<usize> = (0..found.len()).filter(|&at| found[at].1.total).collect();
    // Both in the order of rows, so that what lies between two totals is found without reading the whole table again.
    let total_rows: Vec<usize> = totals.iter().map(|&at| found[at].0.row).collect();
    let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, (number, ..)) in found.iter().enumerate() {
        columns.entry(number.column).or_default().push(at);
    }
    for &total in &totals {
        let (row, column, value) = (found[total].0.row, found[total].0.column, found[total].0.value);
        let before = total_rows.partition_point(|&other| other < row);
        let above = before.checked_sub(1).map_or(0, |last| total_rows[last] + 1);
        let cells = &columns[&column];
        let from = cells.partition_point(|&at| found[at].0.row < above);
        let to = cells.partition_point(|&at| found[at].0.row < row);
        let same = |&at: &usize| found[at].1.indicator == found[total].1.indicator;
        let parts: Vec<usize> = cells[from..to].iter().copied().filter(same).collect();
        if parts.len() < 2 {
            continue;
        }
        let sum: Decimal = parts.iter().map(|&at| found[at].0.value).sum();
        let holds = sum == value;
        for at in parts.into_iter().chain([total]) {
            let figure = &mut found[at].2;
            figure.checks.push(Check::new("column sum", holds));
            figure.confidence = (figure.confidence + if holds { 0.06 } else { -0.1 }).clamp(0.05, 0.99);
        }
    }
}
