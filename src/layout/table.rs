//! Tables: rows of cells, each a span of the text.
//!
//! Takes lines whose cells are parted by tabs (every reader writes tables so), gives a [`Table`]. Refuses contents lists:
//! a label, dots and a page number.

use std::collections::BTreeSet;

use super::{
    heads::{self, Heads},
    tabs,
};
use crate::span::Span;

/// A cell: its place in the text, empty where nothing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text, trimmed.
    pub span: Span,
}

/// How a table was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Its cells are parted by tabs: the reader saw the table.
    Tabs,
    /// Its cells are parted by runs of spaces.
    Spaces,
    /// Its cells are parted by upright bars.
    Bars,
    /// Each line is a label, a count and its share.
    Shares,
    /// Each line is a label and an amount, whose unit stands above them.
    Listed,
    /// Its cells stand one to a line.
    Stacked,
    /// It stands in running text, its lines lost.
    Flattened,
}

/// A table in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// All of it.
    pub span: Span,
    /// Its rows, the header among them; every row has the same number of cells.
    pub rows: Vec<Vec<Cell>>,
    /// How it was found.
    pub origin: Origin,
}

impl Table {
    /// The span of a row, from its first cell with text to its last.
    pub fn row_span(&self, row: usize) -> Span {
        let full = self.rows[row].iter().map(|cell| cell.span).filter(|span| !span.is_empty());
        full.reduce(Span::cover).unwrap_or(self.rows[row][0].span)
    }

    /// What stands above and beside each cell, row by row.
    pub fn heads<'a>(&self, text: &'a str) -> Vec<Vec<Heads<'a>>> {
        heads::heads(self, text)
    }

    /// The text of a cell.
    pub fn text<'a>(&self, text: &'a str, row: usize, column: usize) -> &'a str {
        self.rows[row][column].span.of(text)
    }
}

/// Whether a line can be a row whose cells are parted by tabs.
pub(super) fn is_tabbed(line: &str) -> bool {
    line.contains('\t') && line.split('\t').filter(|cell| !cell.trim().is_empty()).count() >= 1 && !is_contents(line)
}

/// A line of a contents list: its cells are a label that ends with dots, and a page number.
fn is_contents(line: &str) -> bool {
    let mut cells = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
    let (first, last) = (cells.next().unwrap_or_default(), cells.next_back().unwrap_or_default());
    let page = last.len() <= 3 && !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    first.ends_with("..") || first.ends_with('…') || page && line.matches('\t').count() == 1 && first.ends_with('.')
}

/// Whether a cell holds a number, a year or a dash, perhaps with a sign, a percent sign or a footnote mark.
pub(super) fn is_number_like(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches(['*', '%']).trim();
    matches!(cell, "-" | "–" | "−")
        || cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '−' | '('))
            && cell.chars().all(|c| {
                c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '−' | ' ' | '\u{a0}' | '(' | ')' | '/' | '%')
            })
            && cell.contains(|c: char| c.is_ascii_digit())
}

/// The tables of consecutive tabbed lines: one, unless a page break parts two. A table that goes on over the break is
/// one table, and the head that it repeats there is none of its rows.
pub(super) fn tabbed(text: &str, lines: &[Span]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let breaks = |a: &Span, b: &Span| !text[a.end..b.start].contains('\u{c}');
    for page in lines.chunk_by(breaks) {
        let part = on_page(text, page);
        match tables.last_mut() {
            Some(table) if let Some(repeated) = goes_on(text, table, &part) => {
                table.span = table.span.cover(part.span);
                table.rows.extend(part.rows.into_iter().skip(repeated));
            }
            _ => tables.push(part),
        }
    }
    tables
}

/// How many rows of head a table repeats on the next page; nothing where another table begins there.
fn goes_on(text: &str, table: &Table, next: &Table) -> Option<usize> {
    if table.rows[0].len() != next.rows[0].len() {
        return None;
    }
    let texts = |row: &[Cell]| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>();
    let same = table.rows.iter().zip(&next.rows).take_while(|(a, b)| texts(a) == texts(b)).count();
    (same > 0 || !is_head(&texts(&next.rows[0]))).then_some(same)
}

/// Whether a row can be a table's head: words or years in its columns, and no other numbers.
pub(super) fn is_head(cells: &[&str]) -> bool {
    let columns = || cells.iter().skip(1).filter(|cell| !cell.is_empty());
    let year = |cell: &str| cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20"));
    columns().count() > 0 && columns().all(|cell| !is_number_like(cell) || year(cell))
}

fn on_page(text: &str, lines: &[Span]) -> Table {
    let row = |line: &Span| {
        let mut start = line.start;
        let mut cells = Vec::new();
        for part in line.of(text).split('\t') {
            cells.push(Cell { span: Span::new(start, start + part.len()).trimmed(text) });
            start += part.len() + 1;
        }
        cells
    };
    let rows: Vec<Vec<Cell>> = lines.iter().map(row).collect();
    let rows = stops(text, lines, &rows).or_else(|| tabs::by_eye(text, &rows)).unwrap_or_else(|| unpadded(rows));
    even(rows, Origin::Tabs, cover(lines))
}

/// Rows whose heads stand behind more tabs than the one that their labels take: as many heads as there are numbers.
fn unpadded(mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let full = |row: &Vec<Cell>| row.iter().all(|cell| !cell.span.is_empty());
    let Some((heads, data)) = rows.split_first_mut() else { return rows };
    let padding = heads.iter().take_while(|cell| cell.span.is_empty()).count();
    let width = data.first().map_or(0, Vec::len);
    let even = data.len() >= 2 && data.iter().all(|row| row.len() == width && full(row));
    if even && padding > 1 && heads.len() - padding + 1 == width {
        heads.drain(1..padding);
    }
    rows
}

/// How many columns of letters a tab reaches to.
const STOP: usize = 8;

/// The rows whose cells were set below each other with as many tabs as it took: they begin at fewer places on the page
/// than they have cells.
fn stops(text: &str, lines: &[Span], rows: &[Vec<Cell>]) -> Option<Vec<Vec<Cell>>> {
    let wide = rows.iter().map(Vec::len).max()?;
    let even = rows.iter().all(|row| row.len() == wide);
    let padded =
        rows.iter().flat_map(|row| row.windows(2)).any(|pair| pair[0].span.is_empty() && pair[1].span.is_empty());
    if even && !padded {
        return None;
    }
    let placed: Vec<Vec<(usize, Cell)>> = lines.iter().map(|line| places(text, *line)).collect();
    let all: BTreeSet<usize> = placed.iter().flatten().map(|(at, _)| *at).collect();
    let filled = placed.iter().map(Vec::len).max()?;
    if all.len() > filled || all.len() >= wide || filled < 2 || rows.len() < 3 {
        return None;
    }
    let full = |(line, cells): (&Span, &Vec<(usize, Cell)>)| {
        let mut end = line.start;
        let cell = |at: &usize| {
            let own = cells.iter().find(|(place, _)| place == at).map(|(_, cell)| *cell);
            let cell = own.unwrap_or(Cell { span: Span::new(end, end) });
            end = cell.span.end;
            cell
        };
        all.iter().map(cell).collect()
    };
    Some(lines.iter().zip(&placed).map(full).collect())
}

/// The filled cells of a line, each with the column of letters where it begins.
fn places(text: &str, line: Span) -> Vec<(usize, Cell)> {
    let (mut column, mut start) = (0, line.start);
    let mut cells = Vec::new();
    for part in line.of(text).split('\t') {
        let span = Span::new(start, start + part.len()).trimmed(text);
        if !span.is_empty() {
            cells.push((column, Cell { span }));
        }
        column = (column + part.chars().count()) / STOP * STOP + STOP;
        start += part.len() + 1;
    }
    cells
}

/// What some lines cover, from the first to the last.
pub(super) fn cover(lines: &[Span]) -> Span {
    lines.iter().copied().reduce(Span::cover).unwrap_or_default()
}

/// Rows filled up with empty cells to the same number: at the end, or before a lone header whose label cell is missing.
pub(super) fn even(mut rows: Vec<Vec<Cell>>, origin: Origin, span: Span) -> Table {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut rows {
        let missing = width - row.len();
        let end = Cell {
            span: row.last().map_or(Span::new(span.start, span.start), |cell| Span::new(cell.span.end, cell.span.end)),
        };
        if origin == Origin::Spaces && missing == 1 && row.len() > 1 {
            let start = row[0].span.start;
            row.insert(0, Cell { span: Span::new(start, start) });
        } else {
            row.extend(std::iter::repeat_n(end, missing));
        }
    }
    Table { span, rows, origin }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    #[test]
    fn contents_are_no_table() {
        assert!(!is_tabbed("Formål.....\t5"));
        assert!(is_tabbed("Anbringelser\t54\t51"));
        assert!(is_tabbed("\t2016\t2017"));
    }

    /// The rows of each table, cells parted by bars.
    fn tables(text: &str) -> Vec<Vec<String>> {
        let lines = lines(text);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join("|");
        tabbed(text, &lines).iter().map(|table| table.rows.iter().map(row).collect()).collect()
    }

    #[test]
    fn a_table_goes_on_over_the_page_without_the_head_that_it_repeats() {
        assert_eq!(tables("År\t2019\nBørn\t12\u{c}År\t2019\nUnge\t7"), [["År|2019", "Børn|12", "Unge|7"]]);
        assert_eq!(tables("År\t2019\nBørn\t12\u{c}Unge\t7"), [["År|2019", "Børn|12", "Unge|7"]]);
    }

    #[test]
    fn a_table_with_a_head_of_its_own_is_another_one() {
        let two = [vec!["År|2019", "Børn|12"], vec!["Tilbud|Pris", "Døgn|900"]];
        assert_eq!(tables("År\t2019\nBørn\t12\u{c}Tilbud\tPris\nDøgn\t900"), two);
        assert_eq!(tables("År\t2019\nBørn\t12\u{c}Unge\t7\t8").len(), 2);
    }

    #[test]
    fn heads_behind_too_many_tabs_are_the_numbers() {
        assert_eq!(
            tables("\t\t\t1. kv.\t2. kv.\n2016\t7\t9\n2017\t8\t4"),
            [["|1. kv.|2. kv.", "2016|7|9", "2017|8|4"]]
        );
    }

    #[test]
    fn tabs_that_set_cells_below_each_other_part_no_columns() {
        let text = "\t\t\t\t2019\t\t2020\nPlejefamilier\t\t\t61\t\t58\nNetværk\t\t\t\t9\t\t12\nEfterskole og kostskole\t\t3\t\t4";
        assert_eq!(
            tables(text),
            [["|2019|2020", "Plejefamilier|61|58", "Netværk|9|12", "Efterskole og kostskole|3|4"]]
        );
        // Empty cells are empty cells where the rows do not line up.
        let text = "År\t2018\t2019\t2020\nPlejefamilier\t61\t\t58\nNetværk\t\t9\t12";
        assert_eq!(tables(text), [["År|2018|2019|2020", "Plejefamilier|61||58", "Netværk||9|12"]]);
    }
}
