//! Columns whose cells hold two numbers, the second in brackets: `472 (465)`.
//!
//! Takes a table and what stands above it, gives the table with such columns parted in two. The second has the head of the
//! first and below it what is said of brackets: in the head (`2021 (2020)`), or in the text above (`i parentes prisen i
//! 2020`). Refuses columns of which a cell has no brackets, and brackets of which nothing tells what they are.

use super::table::{Cell, Table};
use crate::{
    pattern::{Pattern, Regex},
    span::Span,
};

/// The fewest cells that show that a column holds two numbers each.
const FEWEST: usize = 2;

static TWO: Pattern =
    Pattern::new(r"^(?P<first>[-–−+]?\d[\d.]*(?:,\d+)?)[¹²³*]*\s*\((?P<second>[-–−+]?\d[\d.]*(?:,\d+)?\s?%?)\)$");
/// A head that says what stands in brackets: `2021 (2020)`, `Antal (andel)`.
static HEAD: Pattern = Pattern::new(
    r"(?i)^(?P<first>[^()]{2,40}?)\s*\((?P<second>(?:(?:19|20)\d\d|andel|pct|procent|%|pr\.\s|antal|året\s+før|sidste|forrige|budget|regnskab)[^()]{0,40})\)$",
);

/// A title that says what stands in brackets: `Henvendelser, antal (pct.)`.
static SHARES: Pattern = Pattern::new(r"(?i)\bantal\s+(?P<shares>\((?:pct|procent|%|andel)[^()]{0,30}\))");

/// The table with its columns of two numbers parted; `above` is what stands above it, nearest first.
pub(super) fn parted(text: &str, table: Table, above: &[Span]) -> Table {
    let width = table.rows[0].len();
    let Some(column) = (1..width).rfind(|&column| is_double(text, &table, column)) else { return table };
    let head = table.rows[0][column].span;
    let own = pair(text, head, &HEAD);
    let told = above.iter().find_map(|span| told(text, *span));
    let shares =
        table.rows.iter().all(|row| second(text, row[column].span).is_none_or(|cell| cell.of(text).ends_with('%')));
    let Some(second_head) = own.map(|(_, second)| second).or(told).or(shares.then(|| Span::new(head.end, head.end)))
    else {
        return table;
    };
    // Another column may have a row of such heads already.
    let told_row = table.rows.get(1).is_some_and(|row| row.iter().any(|cell| cell.span == second_head));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let cell = row[column].span;
        let (first, second) = match (at, own) {
            (0, Some((first, second))) => (first, second),
            (0, None) => (head, head),
            (1, None) if told_row => (cell, second_head),
            _ => pair(text, cell, &TWO).unwrap_or((cell, Span::new(cell.end, cell.end))),
        };
        let mut parted = row.clone();
        parted[column].span = first;
        parted.insert(column + 1, Cell { span: second });
        rows.push(parted);
        if at == 0 && own.is_none() && !second_head.is_empty() && !told_row {
            let mut below: Vec<Cell> =
                rows[0].iter().map(|cell| Cell { span: Span::new(cell.span.end, cell.span.end) }).collect();
            below[column + 1].span = second_head;
            rows.push(below);
        }
    }
    parted(text, Table { rows, ..table }, above)
}

/// Whether a column's numbers have others in brackets behind them, all but one or two of many.
fn is_double(text: &str, table: &Table, column: usize) -> bool {
    let filled = table.rows[1..]
        .iter()
        .map(|row| row[column].span)
        .filter(|span| span.of(text).contains(|c: char| c.is_ascii_digit()));
    let (double, single): (Vec<Span>, Vec<Span>) = filled.partition(|span| is_double_cell(text, *span));
    double.len() >= FEWEST && single.len() * 3 <= double.len()
}

fn is_double_cell(text: &str, cell: Span) -> bool {
    cell.of(text).ends_with(')') && TWO.is_match(cell.of(text))
}

fn second(text: &str, cell: Span) -> Option<Span> {
    pair(text, cell, &TWO).map(|(_, second)| second)
}

fn pair(text: &str, cell: Span, pattern: &Regex) -> Option<(Span, Span)> {
    let found = pattern.captures(cell.of(text))?;
    let part = |name: &str| found.name(name).map(|one| Span::new(one.start(), one.end()).shifted(cell.start));
    Some((part("first")?, part("second")?))
}

/// The words that say what stands in brackets: the clause with “parentes”.
pub(super) fn told(text: &str, above: Span) -> Option<Span> {
    let words = above.of(text);
    if let Some(found) = SHARES.captures(words) {
        return found.name("shares").map(|one| Span::new(one.start(), one.end()).shifted(above.start));
    }
    let at = words.find("parentes")?;
    let ends = |(at, c): (usize, char)| match c {
        ';' | ':' | '\n' => true,
        '.' => {
            let next = words[at + 1..].trim_start();
            next.is_empty() || next.starts_with(|c: char| c.is_uppercase() || c == ')')
        }
        _ => false,
    };
    let start =
        words[..at].char_indices().rev().find(|one| ends(*one) || one.1 == '(').map_or(0, |(at, c)| at + c.len_utf8());
    // “År 2021, i parentes 2020”: the brackets begin with the word.
    let start = words[start..at].rfind(", ").map_or(start, |comma| start + comma + 2);
    let end = words[at..]
        .char_indices()
        .map(|(from, c)| (at + from, c))
        .find(|one| ends(*one))
        .map_or(words.len(), |(end, _)| end);
    Some(Span::new(above.start + start, above.start + end).trimmed(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{blocks::lines, table::tabbed};

    fn of(above: &str, rows: &str) -> Vec<String> {
        let text = format!("{above}\n{rows}");
        let lines = lines(&text);
        let table = tabbed(&text, &lines[1..]).remove(0);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(&text)).collect::<Vec<_>>().join("|");
        parted(&text, table, &[lines[0]]).rows.iter().map(row).collect()
    }

    #[test]
    fn brackets_have_a_column_of_their_own() {
        assert_eq!(
            of("Priser 2021; tallet i parentes er prisen i 2020.", "Type\tPris\nPleje\t472 (465)\nDøgn\t1.512 (1.466)"),
            ["Type|Pris|Pris", "||tallet i parentes er prisen i 2020", "Pleje|472|465", "Døgn|1.512|1.466"]
        );
        assert_eq!(
            of("Børn", "Type\t2021 (2020)\nPleje\t31 (28)\nDøgn\t12 (14)"),
            ["Type|2021|2020", "Pleje|31|28", "Døgn|12|14"]
        );
        assert_eq!(
            of("Børn", "Kilde\t2021\nSkole\t31 (72 %)\nPoliti\t12 (28 %)"),
            ["Kilde|2021|2021", "Skole|31|72 %", "Politi|12|28 %"]
        );
    }

    #[test]
    fn brackets_of_which_nothing_is_said_stay() {
        assert_eq!(of("Børn", "Type\t2021\nPleje\t31 (28)\nDøgn\t12 (14)")[1], "Pleje|31 (28)");
        assert_eq!(of("Børn, i parentes unge", "Type\t2021\nPleje\t31\nDøgn\t12 (14)")[1], "Pleje|31");
    }
}
