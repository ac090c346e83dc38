//! Cells whose digits the document lost: `kr.` or `%` alone in a column of numbers.
//!
//! Takes a table and the figures found in it, gives a figure without a value for each such cell. Refuses a cell in a
//! column or a row without numbers: there the unit is a head, or what the row is counted in.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{
    Read, Reader,
    cells::Number,
    columns::Header,
    meaning::{Cell, Meaning},
};
use crate::{
    figure::{Figure, lost},
    quantity::{Measure, Scale},
};

/// The figures of the cells that hold a unit and no number.
pub(super) fn figures(reader: &Reader<'_>, found: &[Read]) -> Vec<Figure> {
    let rows: BTreeSet<usize> = found.iter().map(|(number, _, _)| number.row).collect();
    let columns: BTreeSet<usize> = found.iter().map(|(number, _, _)| number.column).collect();
    let candidates: Vec<Number> = rows.iter().flat_map(|row| numbers(reader, *row, &columns)).collect();
    let Some(last) = candidates.last().map(|number| number.row) else { return Vec::new() };
    let mut read = found.iter().peekable();
    let mut candidates = candidates.into_iter().peekable();
    let mut above: BTreeMap<usize, &Meaning> = BTreeMap::new();
    let mut header = Header::default();
    let mut out = Vec::new();
    for row in 0..=last {
        if reader.is_header(row) {
            header = header.extended(reader, row);
            above.clear();
            continue;
        }
        header.close();
        while let Some(number) = candidates.next_if(|number| number.row == row) {
            let head = header.column(number.column);
            let above = above.get(&number.column).copied();
            let cell = Cell { reader, number: &number, head, header: &header, above, before: None };
            if let Some(meaning) = cell.meaning() {
                out.push(lost::blank(reader.figure(&number, head, &header, &meaning), reader.text()));
            }
        }
        while let Some((number, meaning, _)) = read.next_if(|(number, _, _)| number.row == row) {
            above.insert(number.column, meaning);
        }
    }
    out
}

/// The cells of a row that lost their number, in columns that have numbers elsewhere.
fn numbers(reader: &Reader<'_>, row: usize, columns: &BTreeSet<usize>) -> Vec<Number> {
    let gap = |&column: &usize| {
        let span = reader.table.rows[row].get(column)?.span;
        let measure = lost::cell(span.of(reader.text()))?;
        let unit = (measure != Measure::Bare).then_some(Scale { factor: Decimal::ONE, measure });
        Some(Number { row, column, span, value: Decimal::ZERO, unit, approx: false })
    };
    columns.iter().filter_map(gap).collect()
}
