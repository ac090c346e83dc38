//! What the values of an OpenDocument spreadsheet do not tell: which cells are percentages, and how far it reaches.
//!
//! Takes the markup of its content, gives the places of percentages by sheet (`12,5 %` is stored as `0,125`), and how
//! many places lie before the last cell with content: cells are claimed to repeat, and the library makes room for all.
//! Refuses nothing: markup that breaks off tells what came before.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::document::package::attribute;

/// Rows and columns of cells, by sheet.
pub(super) type Shares = BTreeMap<String, BTreeSet<(u32, u32)>>;

/// How far the cells with content of a sheet reach.
#[derive(Default)]
struct Reach {
    rows: u64,
    columns: u64,
}

impl Reach {
    fn places(&self) -> u64 {
        self.rows.saturating_mul(self.columns)
    }
}

/// The most places that are kept; cells repeat in blocks.
const MOST: usize = 1 << 20;

/// The cells that hold a percentage, and how many places all sheets have together.
pub(super) fn shares(xml: &str) -> (Shares, u64) {
    let mut found = Shares::new();
    let (mut reach, mut places) = (Reach::default(), 0u64);
    let (mut sheet, mut kept) = (String::new(), 0);
    let (mut row, mut rows, mut column) = (0u32, 1u32, 0u32);
    let mut reader = Reader::from_str(xml);
    loop {
        let (element, empty) = match reader.read_event() {
            Ok(Event::Start(element)) => (element, false),
            Ok(Event::Empty(element)) => (element, true),
            Ok(Event::End(element)) if element.local_name().as_ref() == "table-row" => {
                row = row.saturating_add(rows);
                continue;
            }
            Ok(Event::Eof) | Err(_) => return (found, places.saturating_add(reach.places())),
            Ok(_) => continue,
        };
        match element.local_name().as_ref() {
            "table" => {
                (sheet, row) = (attribute(&element, "name").unwrap_or_default(), 0);
                places = places.saturating_add(std::mem::take(&mut reach).places());
            }
            "table-row" => {
                (rows, column) = (repeats(&element, "number-rows-repeated"), 0);
                row = if empty { row.saturating_add(rows) } else { row };
            }
            "table-cell" | "covered-table-cell" => {
                let columns = repeats(&element, "number-columns-repeated");
                let block = rows as usize * columns as usize;
                let kind = attribute(&element, "value-type");
                if kind.is_some() || attribute(&element, "formula").is_some() {
                    reach.rows = reach.rows.max(u64::from(row) + u64::from(rows));
                    reach.columns = reach.columns.max(u64::from(column) + u64::from(columns));
                }
                if kind.as_deref() == Some("percentage") && kept + block <= MOST {
                    kept += block;
                    let places = (row..row.saturating_add(rows))
                        .flat_map(|row| (column..column.saturating_add(columns)).map(move |column| (row, column)));
                    found.entry(sheet.clone()).or_default().extend(places);
                }
                column = column.saturating_add(columns);
            }
            _ => {}
        }
    }
}

fn repeats(element: &BytesStart, name: &str) -> u32 {
    attribute(element, name).and_then(|value| value.parse().ok()).unwrap_or(1).clamp(1, 1 << 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_rows_and_cells_count() {
        let xml = "<office:spreadsheet><table:table table:name='Ark1'><table:table-row table:number-rows-repeated='2'>\
            <table:table-cell table:number-columns-repeated='3'/></table:table-row>\
            <table:table-row><table:table-cell office:value-type='float'/>\
            <table:table-cell office:value-type='percentage' table:number-columns-repeated='2'><text:p>5 %</text:p></table:table-cell>\
            </table:table-row></table:table><table:table table:name='Ark2'><table:table-row>\
            <table:table-cell office:value-type='percentage'/></table:table-row></table:table></office:spreadsheet>";
        let (found, places) = shares(xml);
        assert_eq!(places, 3 * 3 + 1);
        assert_eq!(found["Ark1"], BTreeSet::from([(2, 1), (2, 2)]));
        assert_eq!(found["Ark2"], BTreeSet::from([(0, 0)]));
    }
}
