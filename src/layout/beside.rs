//! Two tables set side by side, which their lines make look like one.
//!
//! Takes a [`Table`], gives the two that it is: the labels of the left one come again in a column further right, years
//! beside years or heads beside the same heads. Refuses a table whose columns of words only tell more of each row.

use super::table::{Cell, Table, is_number_like};
use crate::span::Span;

/// The fewest rows that show that labels come again.
const FEWEST: usize = 2;

/// The tables that a table is, from left to right.
pub(super) fn parted(text: &str, table: Table) -> Vec<Table> {
    let width = table.rows[0].len();
    let Some(border) = (2..width.saturating_sub(1)).find(|&column| begins_anew(text, &table, column)) else {
        return vec![table];
    };
    let part = |cells: fn(&[Cell], usize) -> &[Cell]| {
        let rows: Vec<Vec<Cell>> = table.rows.iter().map(|row| cells(row, border).to_vec()).collect();
        let rows: Vec<Vec<Cell>> =
            rows.into_iter().filter(|row| row.iter().any(|cell| !cell.span.is_empty())).collect();
        let filled = rows.iter().flatten().map(|cell| cell.span).filter(|span| !span.is_empty());
        let span = filled.reduce(Span::cover).unwrap_or(table.span);
        Table { span, rows, origin: table.origin }
    };
    vec![part(|row, at| &row[..at]), part(|row, at| &row[at..])]
}

/// Whether the labels of another table stand in a column: in each row with numbers a year beside the first one, or the
/// same head above both, and numbers behind them.
fn begins_anew(text: &str, table: &Table, column: usize) -> bool {
    let cell = |row: &[Cell], at: usize| row[at].span.of(text);
    let numbers = |row: &&Vec<Cell>| is_number_like(cell(row, 1)) && is_number_like(cell(row, column + 1));
    let data: Vec<&Vec<Cell>> = table.rows.iter().filter(|row| !cell(row, 0).is_empty()).filter(numbers).collect();
    let heads = &table.rows[0];
    let years = || data.iter().all(|row| is_year(cell(row, 0)) && is_year(cell(row, column)));
    let words = |at: usize| data.iter().all(|row| cell(row, at).contains(char::is_alphabetic));
    let again = || !cell(heads, 0).is_empty() && cell(heads, 0) == cell(heads, column) && words(0) && words(column);
    data.len() >= FEWEST && (years() || again())
}

fn is_year(cell: &str) -> bool {
    cell.len() == 4 && cell.parse::<u16>().is_ok_and(|year| (1990..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{blocks::lines, table::tabbed};

    fn of(text: &str) -> Vec<Vec<String>> {
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join("|");
        let tables = tabbed(text, &lines(text)).into_iter().flat_map(|table| parted(text, table));
        tables.map(|table| table.rows.iter().map(row).collect()).collect()
    }

    #[test]
    fn years_and_heads_that_come_again_begin_another_table() {
        assert_eq!(
            of("Børn\t\tUnge\t\n2019\t7\t2019\t4\n2020\t9\t2020\t5"),
            [["Børn|", "2019|7", "2020|9"], ["Unge|", "2019|4", "2020|5"]]
        );
        assert_eq!(
            of("Type\t2020\tType\t2020\nPleje\t7\tSkole\t4\nNetværk\t9\tPoliti\t5"),
            [["Type|2020", "Pleje|7", "Netværk|9"], ["Type|2020", "Skole|4", "Politi|5"]]
        );
    }

    #[test]
    fn columns_of_words_and_years_are_one_tables() {
        assert_eq!(of("Type\tAntal\tLeder\tPris\nPleje\t7\tBo\t4\nNetværk\t9\tIda\t5").len(), 1);
        assert_eq!(of("Tilbud\tPladser\tOprettet\tPris\nNord\t7\t2004\t4\nSyd\t9\t2012\t5").len(), 1);
    }
}
