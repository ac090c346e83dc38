//! Tables whose cells are parted by upright bars, as Markdown and e-mails write them, by semicolons or by strokes.
//!
//! Takes consecutive lines, gives the [`Table`] that they are: `| År | Børn |` with or without the outer bars, a rule
//! (`|---|---|`, `+----+----+`) among the rows or none; `År;Børn` with a number in each row. Refuses a lone line with bars
//! (a menu, the top of an agenda) and lines without outer bars, a rule or a number: a bar between words is no table.

use super::table::{Cell, Origin, Table, cover, even, is_number_like};
use crate::span::Span;

/// How many of some lines are the rows of a table; none where no table begins.
pub(super) fn run(text: &str, lines: &[Span]) -> usize {
    let Some(bar) = bar(text, lines).filter(|bar| begins(text, lines, bar)) else { return 0 };
    lines.iter().take_while(|line| is_row(line.of(text), bar) || is_rule(line.of(text))).count()
}

/// What may part cells: bars, semicolons, strokes with a blank on either side.
const BARS: [&str; 3] = ["|", ";", " / "];

/// What parts the cells of the first row.
fn bar(text: &str, lines: &[Span]) -> Option<&'static str> {
    let rows = lines.iter().take(2).map(|line| line.of(text));
    rows.into_iter().find_map(|line| BARS.into_iter().find(|bar| line.contains(bar)))
}

/// The table of some rows.
pub(super) fn table(text: &str, lines: &[Span]) -> Table {
    let bar = bar(text, lines).unwrap_or("|");
    let rows = lines.iter().filter(|line| !is_rule(line.of(text))).map(|line| cells(text, *line, bar)).collect();
    even(rows, Origin::Bars, cover(lines))
}

/// Whether a table begins: two rows, and its first lines show that the bars part cells.
fn begins(text: &str, lines: &[Span], bar: &str) -> bool {
    let first: Vec<&str> = lines.iter().take(4).map(|line| line.of(text)).collect();
    if !first.first().is_some_and(|line| line.contains(bar) || is_rule(line)) {
        return false;
    }
    let shown = first.iter().take_while(|line| is_row(line, bar) || is_rule(line));
    let (rules, rows): (Vec<&str>, Vec<&str>) = shown.copied().partition(|line| is_rule(line));
    let width = |line: &&str| parts(line.trim(), bar).count();
    let outer = |line: &&str| bar == "|" && line.trim().starts_with(bar) && line.trim().ends_with(bar);
    let counts = |line: &&str| parts(line.trim(), bar).skip(1).any(is_number_like);
    // A sentence may have semicolons and strokes too: three rows alike are none.
    rows.len() >= if bar == "|" { 2 } else { 3 }
        && rows.windows(2).all(|pair| width(&pair[0]) == width(&pair[1]))
        && (!rules.is_empty() || rows.iter().all(outer) || rows.iter().skip(1).all(counts))
}

/// Whether a line has bars between cells, and is no rule.
fn is_row(line: &str, bar: &str) -> bool {
    line.contains(bar) && parts(line.trim(), bar).count() >= 2 && !is_rule(line)
}

/// Whether a line rules rows off: dashes, and the bars, crosses or colons between them.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['|', '+', '-', ':'])
        && line.contains("--")
        && line.contains(['|', '+'])
        && line.chars().all(|c| matches!(c, '-' | '=' | '|' | '+' | ':' | ' '))
}

/// What stands between the bars of a trimmed line, the outer bars aside.
fn parts<'l>(line: &'l str, bar: &'l str) -> impl Iterator<Item = &'l str> {
    // Only a bar may stand around a row; a semicolon at an end parts an empty cell.
    let outer = |c: char| c == '|' && bar == "|";
    let line = line.strip_prefix(outer).unwrap_or(line);
    line.strip_suffix(outer).unwrap_or(line).split(bar)
}

/// The cells of a row.
fn cells(text: &str, line: Span, bar: &str) -> Vec<Cell> {
    let line = line.trimmed(text);
    let mut start = line.start + usize::from(bar == "|" && line.of(text).starts_with(bar));
    let mut cells = Vec::new();
    for part in parts(line.of(text), bar) {
        cells.push(Cell { span: Span::new(start, start + part.len()).trimmed(text) });
        start += part.len() + bar.len();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    /// The rows of the table that a text begins with, cells parted by semicolons.
    fn rows(text: &str) -> Vec<String> {
        let lines = lines(text);
        let taken = run(text, &lines);
        if taken == 0 {
            return Vec::new();
        }
        let table = table(text, &lines[..taken]);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join(";");
        table.rows.iter().map(row).collect()
    }

    #[test]
    fn bars_part_cells() {
        assert_eq!(
            rows("| | 2020 | 2021 |\n|:--|---:|---|\n| Børn | 7 | 9 |\nDet er to flere."),
            [";2020;2021", "Børn;7;9"]
        );
        assert_eq!(rows("År | Børn\n2020 | 7\n2021 | 9"), ["År;Børn", "2020;7", "2021;9"]);
        assert_eq!(rows("+----+----+\n| År | Børn |\n+----+----+\n| 2020 | 7 |\n+----+----+"), ["År;Børn", "2020;7"]);
        assert_eq!(rows("| Tilbud | Pris |\n| Eget værelse | |"), ["Tilbud;Pris", "Eget værelse;"]);
    }

    #[test]
    fn semicolons_part_cells() {
        assert_eq!(rows("Type;2020;2021\nBørn;7;9\nUnge;;4"), ["Type;2020;2021", "Børn;7;9", "Unge;;4"]);
        assert!(rows("Vi hjælper; det gør en forskel\nDe kommer; og går\nTre; fire").is_empty());
        assert!(rows("Børn;7\nUnge;9").is_empty());
    }

    #[test]
    fn a_bar_between_words_parts_no_cells() {
        assert!(rows("| Børneudvalget | 4. maj 2020 |").is_empty());
        assert!(rows("Forside | Nyheder\nBorger | Kontakt").is_empty());
        assert!(rows("Hun får hjælp a|b\nog mere 7").is_empty());
        assert!(rows("---\nEn tekst").is_empty());
    }
}
