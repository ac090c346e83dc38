//! The tables of a web page, nested or not.
//!
//! Takes rows and cells as they open and close, gives each table as rows of cells, spanned places empty. Refuses to
//! take for a table what only lays out the page: a table with a table in it, or with cells as long as articles.

use super::tree::Element;
use crate::document::builder::Builder;

/// A cell longer than this holds an article and no figure.
const LONG: usize = 1500;
/// The widest and the tallest that a cell may claim to be.
const SPAN: usize = 64;

/// The widest that a row may grow: cells that span both ways push each other on without end.
const WIDEST: usize = 256;

/// The tables that are open, outermost first.
#[derive(Default)]
pub(super) struct Tables {
    open: Vec<Table>,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    in_cell: bool,
    layout: bool,
    paused: bool,
}

#[derive(Default)]
struct Cell {
    text: String,
    columns: usize,
    rows: usize,
}

impl Tables {
    /// The text of the cell that is open, where its table is one of data.
    pub(super) fn cell(&mut self) -> Option<&mut String> {
        let table = self.open.last_mut().filter(|table| table.in_cell && !table.layout && !table.paused)?;
        Some(&mut table.rows.last_mut()?.last_mut()?.text)
    }

    pub(super) fn open(&mut self, element: &Element, out: &mut Builder) {
        // Once: what has been laid out keeps no text in its cells.
        if let Some(outer) = self.open.last_mut()
            && !std::mem::replace(&mut outer.layout, true)
        {
            outer.spill(out);
        }
        let layout = matches!(element.attr("role"), Some("presentation" | "none"));
        self.open.push(Table { layout, ..Table::default() });
    }

    pub(super) fn row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    pub(super) fn open_cell(&mut self, element: &Element) {
        let Some(table) = self.open.last_mut() else { return };
        let span = |name| element.attr(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, SPAN);
        table.in_cell = true;
        if let Some(row) = table.rows.last_mut() {
            row.push(Cell { text: String::new(), columns: span("colspan"), rows: span("rowspan") });
        }
    }

    pub(super) fn close_cell(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.in_cell = false;
        }
    }

    /// A caption is text above the table and in no cell.
    pub(super) fn pause(&mut self, paused: bool) {
        if let Some(table) = self.open.last_mut() {
            table.paused = paused;
        }
    }

    pub(super) fn close(&mut self, out: &mut Builder) {
        let Some(mut table) = self.open.pop() else { return };
        if table.layout || table.rows.iter().flatten().any(|cell| cell.text.len() > LONG) {
            table.spill(out);
        } else {
            out.table(&table.grid());
        }
    }
}

impl Table {
    /// Gives what the cells hold as paragraphs.
    fn spill(&mut self, out: &mut Builder) {
        for cell in self.rows.iter_mut().flatten() {
            std::mem::take(&mut cell.text).split('\n').for_each(|line| out.paragraph(line));
        }
    }

    /// Every cell at its column, with empty ones where a cell spans.
    fn grid(self) -> Vec<Vec<String>> {
        // For each column, how many rows a cell from above still covers.
        let mut covered: Vec<usize> = Vec::new();
        let mut grid = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let mut cells: Vec<String> = Vec::new();
            let mut below: Vec<(usize, usize)> = Vec::new();
            for cell in row {
                while covered.get(cells.len()).is_some_and(|rows| *rows > 0) {
                    cells.push(String::new());
                }
                let columns = cell.columns.min(WIDEST.saturating_sub(cells.len())).max(1);
                below.extend((0..columns).map(|column| (cells.len() + column, cell.rows - 1)));
                cells.push(cell.text);
                cells.extend(std::iter::repeat_n(String::new(), columns - 1));
            }
            covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            covered.resize(covered.len().max(cells.len()), 0);
            for (column, rows) in below {
                covered[column] = covered[column].max(rows);
            }
            grid.push(cells);
        }
        grid
    }
}
