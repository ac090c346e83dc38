//! Addresses of cells: which cell of a workbook a place in the text came from.
//!
//! Takes the spans of cells as they are written, gives the address of a place, such as `Budget!C14`. Refuses nothing: a
//! place in no cell has no address.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// The cells of a workbook, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellMap {
    /// Each sheet's name, with the number of the first of its cells.
    sheets: Vec<(String, usize)>,
    cells: Vec<(Span, CellPlace)>,
}

/// A cell's row and column, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellPlace {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl CellMap {
    /// Begins a sheet: the cells that follow are its.
    pub(super) fn sheet(&mut self, name: &str) {
        self.sheets.push((name.to_owned(), self.cells.len()));
    }

    /// A cell that stands behind all that came before.
    pub(super) fn put(&mut self, span: Span, place: CellPlace) {
        self.cells.push((span, place));
    }

    /// The address of the cell that holds a span.
    pub fn address(&self, span: Span) -> Option<String> {
        let after = self.cells.partition_point(|(cell, _)| cell.start <= span.start);
        let at = after.checked_sub(1)?;
        let (cell, place) = self.cells[at];
        let sheet = self.sheets.partition_point(|(_, first)| *first <= at).checked_sub(1)?;
        cell.contains(span).then(|| format!("{}!{}{}", self.sheets[sheet].0, letters(place.column), place.row + 1))
    }
}

/// A column as workbooks call it: A to Z, then AA.
fn letters(column: u32) -> String {
    let (mut left, mut letters) = (column + 1, Vec::new());
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_place_is_looked_up_in_its_own_sheet() {
        let mut map = CellMap::default();
        map.sheet("Tom");
        map.sheet("Budget");
        map.put(Span::new(0, 4), CellPlace { row: 0, column: 0 });
        map.put(Span::new(10, 14), CellPlace { row: 13, column: 2 });
        map.sheet("Noter");
        map.put(Span::new(20, 22), CellPlace { row: 1, column: 1 });
        assert_eq!(map.address(Span::new(11, 13)).as_deref(), Some("Budget!C14"));
        assert_eq!(map.address(Span::new(20, 22)).as_deref(), Some("Noter!B2"));
        assert_eq!(map.address(Span::new(5, 6)), None);
        assert_eq!(map.address(Span::new(12, 16)), None);
    }
}
