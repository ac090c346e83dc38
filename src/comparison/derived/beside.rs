//! Reckoned columns beside the columns that they are reckoned from.
//!
//! Takes a rule that makes a column of a column and a value of a value; puts what it makes right behind its source. A cell
//! whose leading value cannot be reckoned is empty with the reason; of the others, only those that can be reckoned stay.

use crate::comparison::{Cell, Column, Comparison, Empty, Observation, Row};

/// How a column comes from another.
pub(super) trait Rule {
    /// The column; `None` where there is nothing to reckon from.
    fn column(&self, from: &Column) -> Option<Column>;

    /// A value of a row, or why it cannot be reckoned.
    fn value(&self, from: &Observation, column: &Column, row: &Row) -> Result<Observation, Empty>;

    /// What is known of the column when its cells are.
    fn finish(&self, _column: &mut Column, _rows: &[Row], _index: usize) {}

    /// Whether a column without a single value says something: that what was asked for could not be reckoned.
    fn stands_empty(&self) -> bool {
        true
    }
}

/// Adds a column for every one that a rule has something to make of.
pub(super) fn add(table: &mut Comparison, rule: &impl Rule) {
    let mut index = 0;
    while index < table.columns.len() {
        if let Some(column) = rule.column(&table.columns[index]) {
            let cells: Vec<Cell> =
                table.rows.iter().map(|row| reckoned(&row.cells[index], &column, row, rule)).collect();
            if rule.stands_empty() || cells.iter().any(|cell| cell.empty.is_none()) {
                index += 1;
                table.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.cells.insert(index, cell));
                table.columns.insert(index, column);
                rule.finish(&mut table.columns[index], &table.rows, index);
            }
        }
        index += 1;
    }
}

fn reckoned(cell: &Cell, column: &Column, row: &Row, rule: &impl Rule) -> Cell {
    let mut values = cell.observations.iter().map(|one| rule.value(one, column, row));
    match values.next() {
        None => cell.clone(),
        Some(Err(reason)) => Cell::without(reason),
        Some(Ok(first)) => {
            let rest = values.filter_map(Result::ok);
            Cell { observations: std::iter::once(first).chain(rest).collect(), empty: None, ..cell.clone() }
        }
    }
}
