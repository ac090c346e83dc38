//! Rows whose cells were set below each other by eye, with as many tabs as it took.
//!
//! Takes the rows that a split at every tab gives, gives them without the empty cells that are none: rows of unlike
//! lengths that all hold as many filled cells, under heads that come out even. Refuses rows that are as long as each
//! other: an empty cell among them is one.

use super::table::{Cell, is_head};
use crate::span::Span;

/// The rows, each with the same number of cells; nothing where the tabs part columns, or do not come out even.
pub(super) fn by_eye(text: &str, rows: &[Vec<Cell>]) -> Option<Vec<Vec<Cell>>> {
    let even = rows.windows(2).all(|pair| pair[0].len() == pair[1].len());
    if even || rows.len() < 3 {
        return None;
    }
    let filled: Vec<Vec<Cell>> =
        rows.iter().map(|row| row.iter().copied().filter(|cell| !cell.span.is_empty()).collect()).collect();
    let texts: Vec<&str> = filled[0].iter().map(|cell| cell.span.of(text)).collect();
    // The words above the labels may be missing.
    let bare = rows[0][0].span.is_empty();
    let width = texts.len() + usize::from(bare);
    let heads: Vec<&str> = if bare { std::iter::once("").chain(texts).collect() } else { texts };
    // A group's label stands alone.
    let fits = |row: &Vec<Cell>| row.len() == width || row.len() == 1;
    let rows_fit = filled[1..].iter().all(fits) && filled[1..].iter().any(|row| row.len() > 1);
    if width < 2 || !is_head(&heads) || !rows_fit {
        return None;
    }
    let padded = |(at, row): (usize, Vec<Cell>)| {
        let missing = width.saturating_sub(row.len());
        let edge = if at == 0 { row[0].span.start } else { row[row.len() - 1].span.end };
        let empty = std::iter::repeat_n(Cell { span: Span::new(edge, edge) }, missing);
        if at == 0 { empty.chain(row).collect() } else { row.into_iter().chain(empty).collect() }
    };
    Some(filled.into_iter().enumerate().map(padded).collect())
}

#[cfg(test)]
mod tests {
    use crate::layout::{blocks::lines, table::tabbed};

    fn rows(text: &str) -> Vec<String> {
        let tables = tabbed(text, &lines(text));
        let row = |table: &crate::layout::Table, at: usize| {
            (0..table.rows[at].len())
                .map(|column| table.text(text, at, column).to_owned())
                .collect::<Vec<_>>()
                .join("|")
        };
        tables.iter().flat_map(|table| (0..table.rows.len()).map(|at| row(table, at)).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn more_tabs_than_columns() {
        let text = "\t\t\t1. kv.\t2. kv.\n2018\t12\t13\n2019\t\t11\t15\nÆndring i pct.\t-8,3\t15,4";
        assert_eq!(rows(text), ["|1. kv.|2. kv.", "2018|12|13", "2019|11|15", "Ændring i pct.|-8,3|15,4"]);
        let text = "Type\t\t\tBørn\nPleje\t\t\t12\nDøgn\n heraf egne tilbud\t4";
        assert_eq!(rows(text), ["Type|Børn", "Pleje|12", "Døgn|", "heraf egne tilbud|4"]);
    }

    #[test]
    fn empty_cells_stay_where_the_tabs_part_columns() {
        let text = "År\t2018\t2019\nPleje\t61\t\nNetværk\t\t9";
        assert_eq!(rows(text), ["År|2018|2019", "Pleje|61|", "Netværk||9"]);
        let text = "År\t2018\t2019\nPleje\t61\nNetværk\t\t9";
        assert_eq!(rows(text), ["År|2018|2019", "Pleje|61|", "Netværk||9"]);
    }
}
