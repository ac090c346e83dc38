//! Tables: rows of cells, each a span of the text.
//!
//! Takes lines whose cells are parted by tabs (every reader writes tables so), or by runs of spaces, gives a [`Table`].
//! Refuses contents lists: a label, dots and a page number.

use super::heads::{self, Heads};
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

/// Whether a line can be a row whose cells are parted by runs of spaces: a label, then at least two aligned numbers.
pub(super) fn is_spaced(line: &str) -> bool {
    if !line.contains("  ") {
        return false;
    }
    let cells = spaced_cells(line, 0);
    cells.len() >= 3 && cells.iter().skip(1).filter(|span| is_number_like(span.of(line))).count() >= 2
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

/// How many lines are rows parted by runs of spaces: heads, perhaps a line with the unit between rules, then numbers.
pub(super) fn spaced_run(text: &str, lines: &[Span]) -> usize {
    let is_row = |line: &&Span| is_spaced(line.of(text));
    let rows = |from: usize| lines[from..].iter().take_while(is_row).count();
    let direct = rows(0);
    if direct > 0 {
        return if direct >= 2 { direct } else { 0 };
    }
    let headed = lines.len() > 2 && is_heads(lines[0].of(text));
    let ruled = headed && is_ruled(lines[1].of(text));
    let from = if ruled { 2 } else { 1 };
    let below = &lines[from.min(lines.len())..];
    let pairs = || below.iter().take_while(|line| is_pair(line.of(text))).count();
    match rows(from.min(lines.len())) {
        count if headed && count >= 2 => from + count,
        0 if headed && is_pair_of_heads(lines[0].of(text)) => match pairs() {
            count if count >= PAIRS => from + count,
            _ => 0,
        },
        _ => 0,
    }
}

/// The fewest rows of a label and one number that are a table: two could be lines of a letter's top.
const PAIRS: usize = 3;

/// Whether a line is a label and one number, a run of spaces between them.
fn is_pair(line: &str) -> bool {
    if !line.contains("  ") {
        return false;
    }
    let cells = spaced_cells(line, 0);
    matches!(cells.as_slice(), [label, number]
        if label.of(line).starts_with(char::is_alphabetic) && is_number_like(number.of(line)))
}

/// Whether a line is two heads, a run of spaces between them.
fn is_pair_of_heads(line: &str) -> bool {
    spaced_cells(line, 0).len() == 2
}

/// Whether a line may be heads parted by runs of spaces: short ones, and no sentence.
fn is_heads(line: &str) -> bool {
    if !line.contains("  ") {
        return false;
    }
    let cells = spaced_cells(line, 0);
    cells.len() >= 2 && cells.iter().all(|cell| cell.len() <= 30) && !line.trim_end().ends_with(['.', ':', ';', ','])
}

/// Whether a line has nothing but rules, and words between them: `---- mio. kr. ----`.
fn is_ruled(line: &str) -> bool {
    let line = line.trim();
    line.len() > 3 && ["--", "==", "__", "––"].iter().any(|rule| line.starts_with(rule) && line.ends_with(rule))
}

/// The cells of a line parted by at least two spaces or by a row of dots, counted from `base`.
fn spaced_cells(line: &str, base: usize) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut start = None;
    let mut blanks = 0;
    let mut end = 0;
    let dotted = |at: usize| {
        line[at..].starts_with("...")
            || line[..=at].ends_with("...")
            || line[at..].starts_with("..") && line[..at].ends_with('.')
    };
    for (at, c) in line.char_indices() {
        if c == '.' && dotted(at) {
            blanks += 2;
            continue;
        }
        if c == ' ' || c == '\u{a0}' {
            blanks += 1;
            continue;
        }
        if blanks >= 2
            && let Some(begun) = start.take()
        {
            cells.push(Span::new(base + begun, base + end));
        }
        start.get_or_insert(at);
        blanks = 0;
        end = at + c.len_utf8();
    }
    if let Some(begun) = start {
        cells.push(Span::new(base + begun, base + end));
    }
    cells
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
    even(lines.iter().map(row).collect(), Origin::Tabs, cover(lines))
}

/// The table of consecutive lines whose cells are parted by spaces.
pub(super) fn spaced(text: &str, all: &[Span]) -> Table {
    let row = |line: &Span| spaced_cells(line.of(text), line.start).into_iter().map(|span| Cell { span }).collect();
    let lines: Vec<Span> = all.iter().copied().filter(|line| !is_ruled(line.of(text))).collect();
    let mut rows: Vec<Vec<Cell>> = lines.iter().map(row).collect();
    unstick(text, &lines, &mut rows);
    let mut table = even(rows, Origin::Spaces, cover(all));
    // What stands between the rules is said of all columns, and stands above the labels.
    let ruled = all.iter().find(|line| is_ruled(line.of(text)));
    if let Some(stub) = table.rows[0].first_mut().filter(|stub| stub.span.is_empty())
        && let Some(words) = ruled.map(|line| line.trimmed(text))
    {
        stub.span = words;
    }
    table
}

/// Parts a number from the long label that it stands only one blank behind, where it ends below the column's others.
fn unstick(text: &str, lines: &[Span], rows: &mut [Vec<Cell>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let end = |line: Span, cell: Span| text[line.start..cell.end].chars().count();
    let full = lines.iter().zip(rows.iter()).filter(|(_, cells)| cells.len() == width);
    let ends: Vec<usize> = full.take(ALIGNED).map(|(line, cells)| end(*line, cells[1].span)).collect();
    for (line, cells) in lines.iter().zip(rows).filter(|(_, cells)| cells.len() + 1 == width) {
        let label = cells[0].span;
        let Some(at) = label.of(text).rfind(' ') else { continue };
        let number = Span::new(label.start + at + 1, label.end);
        if is_number_like(number.of(text)) && ends.contains(&end(*line, number)) {
            cells[0].span = Span::new(label.start, number.start).trimmed(text);
            cells.insert(1, Cell { span: number });
        }
    }
}

/// How many rows show where a column ends.
const ALIGNED: usize = 8;

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
    fn spaces_part_cells_where_numbers_align() {
        assert!(is_spaced("Plejefamilier      61    58    55"));
        assert!(!is_spaced("Et notat  med dobbelte  mellemrum"));
        let text = "           2016   2017\nI alt        61     58";
        let lines = [Span::new(0, 22), Span::new(23, text.len())];
        let table = spaced(text, &lines);
        assert_eq!(table.rows[0].len(), 3);
        assert_eq!(table.text(text, 0, 1), "2016");
        assert_eq!(table.text(text, 1, 2), "58");
    }
}
