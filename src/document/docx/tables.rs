//! The tables of a Word document as they open and close.
//!
//! Takes rows and cells in order, gives each table as rows of cells. Merged cells have their text once; rows and cells
//! that were deleted with tracked changes are left out. A table inside a cell is text of that cell.

use crate::document::builder::Builder;

/// The widest that a cell may claim to be.
const SPAN: usize = 64;

/// The tables that are open, outermost first.
#[derive(Default)]
pub(super) struct Tables {
    open: Vec<Table>,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    row_deleted: bool,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    text: String,
    columns: usize,
    /// Whether it only goes on from the cell above or before.
    merged: bool,
    deleted: bool,
}

/// What properties say of a cell or a row.
pub(super) enum Property {
    /// How many columns it covers.
    Columns(usize),
    /// It goes on from the cell above or before.
    Merged,
    CellDeleted,
    RowDeleted,
    /// How many columns the row leaves out before its first cell.
    Before(usize),
}

impl Tables {
    /// Whether no table is open.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn open(&mut self) {
        self.open.push(Table::default());
    }

    pub(super) fn open_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.rows.push(Vec::new());
            table.row_deleted = false;
        }
    }

    pub(super) fn open_cell(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.cell = Some(Cell { columns: 1, ..Cell::default() });
        }
    }

    pub(super) fn set(&mut self, property: Property) {
        let Some(table) = self.open.last_mut() else { return };
        match (property, &mut table.cell, table.rows.last_mut()) {
            (Property::Columns(columns), Some(cell), _) => cell.columns = columns.clamp(1, SPAN),
            (Property::Merged, Some(cell), _) => cell.merged = true,
            (Property::CellDeleted, Some(cell), _) => cell.deleted = true,
            (Property::RowDeleted, ..) => table.row_deleted = true,
            (Property::Before(columns), _, Some(row)) => {
                row.extend(std::iter::repeat_n(String::new(), columns.min(SPAN)));
            }
            _ => {}
        }
    }

    /// Adds a line to the cell that is open; gives it back where none is.
    pub(super) fn line(&mut self, text: String) -> Option<String> {
        let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) else { return Some(text) };
        cell.text.push_str(&text);
        cell.text.push('\n');
        None
    }

    pub(super) fn close_cell(&mut self) {
        let Some(table) = self.open.last_mut() else { return };
        if let (Some(cell), Some(row)) = (table.cell.take(), table.rows.last_mut())
            && !cell.deleted
        {
            row.push(if cell.merged { String::new() } else { cell.text });
            row.extend(std::iter::repeat_n(String::new(), cell.columns - 1));
        }
    }

    pub(super) fn close_row(&mut self) {
        if let Some(table) = self.open.last_mut().filter(|table| table.row_deleted) {
            table.rows.pop();
        }
    }

    pub(super) fn close(&mut self, out: &mut Builder) {
        self.close_cell();
        let Some(table) = self.open.pop() else { return };
        if self.open.last().is_some_and(|outer| outer.cell.is_some()) {
            table.rows.into_iter().flatten().for_each(|text| drop(self.line(text)));
        } else {
            out.table(&table.rows);
        }
    }
}
