//! The rows of a sheet as paragraphs and tables.
//!
//! Takes the cells that have content, gives them in the order of reading: blocks that blank rows part, in each the
//! lines of one cell above and below as paragraphs, and what is between as a table without its empty columns.

use crate::document::{
    builder::Builder,
    cells::{CellMap, CellPlace},
};

/// A cell with content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub place: CellPlace,
    pub text: String,
}

/// Writes a sheet under its name.
pub(super) fn write(name: &str, mut cells: Vec<Cell>, out: &mut Builder, map: &mut CellMap) {
    cells.sort_by_key(|cell| (cell.place.row, cell.place.column));
    cells.dedup_by_key(|cell| cell.place);
    out.heading(name, 1);
    map.sheet(name);
    let rows: Vec<&[Cell]> = cells.chunk_by(|a, b| a.place.row == b.place.row).collect();
    for block in rows.chunk_by(|a, b| b[0].place.row - a[0].place.row == 1) {
        self::block(block, out, map);
    }
}

fn block(rows: &[&[Cell]], out: &mut Builder, map: &mut CellMap) {
    let is_line = |row: &&[Cell]| row.len() == 1 && row[0].text.chars().any(char::is_alphabetic);
    let above = rows.iter().take_while(|row| is_line(row)).count();
    let (titles, rest) = rows.split_at(above);
    let mut columns: Vec<u32> = rest.iter().copied().flatten().map(|cell| cell.place.column).collect();
    columns.sort_unstable();
    columns.dedup();
    // A label without numbers at the foot is a note; alone in a later column it belongs to its row.
    let at_edge = |row: &&&[Cell]| is_line(row) && columns.first() == Some(&row[0].place.column);
    let below = rest.iter().rev().take_while(at_edge).count();
    let (table, notes) = rest.split_at(rest.len() - below);
    let line = |row: &&[Cell], out: &mut Builder, map: &mut CellMap| {
        if let Some(span) = out.placed(&row[0].text) {
            map.put(span, row[0].place);
        }
    };
    titles.iter().for_each(|row| line(row, out, map));
    self::table(table, &columns, out, map);
    notes.iter().for_each(|row| line(row, out, map));
}

fn table(rows: &[&[Cell]], columns: &[u32], out: &mut Builder, map: &mut CellMap) {
    out.begin_table();
    for row in rows {
        if out.cut {
            break;
        }
        let mut texts = vec![""; columns.len()];
        for cell in *row {
            if let Ok(at) = columns.binary_search(&cell.place.column) {
                texts[at] = &cell.text;
            }
        }
        let spans = out.row(&texts);
        for cell in *row {
            let span = columns.binary_search(&cell.place.column).ok().and_then(|at| spans.get(at));
            if let Some(span) = span {
                map.put(*span, cell.place);
            }
        }
    }
    out.end_table();
}
