//! Tables whose cells stand one to a line, as the text of a web page gives them.
//!
//! Takes lines, gives the [`Table`] that begins at the first: a run of years, then labels with as many numbers as there
//! are years; or labels with one amount each. Refuses what has neither years above its columns nor a unit in its cells:
//! nothing would say what its numbers are.

use std::sync::LazyLock;

use super::table::{Cell, Origin, Table, is_number_like};
use crate::{pattern::Regex, span::Span};

static YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:(?:19|20)\d\d|[RB]-?(?:19|20)\d\d)$").expect("a pattern"));
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[-–−]?\s?\d[\d.]*(?:,\d+)?\s?(?:%|pct\.?|procent|(?:mio|mia)\.?(?:\s?kr\.?)?|t\.?kr\.?|kr\.?)$")
        .expect("a pattern")
});

/// The longest label of a row, in bytes, and the most lines that it takes.
const LABEL: (usize, usize) = (90, 3);
/// The most years above the columns: a bound, so that a long run of years is not read again from each of its lines.
const YEARS: usize = 40;

/// The table that begins at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, lines: &[Span]) -> Option<(Table, usize)> {
    let line = |at: usize| lines.get(at).map(|span| span.trimmed(text));
    let is_year = |at: &usize| line(*at).is_some_and(|span| YEAR.is_match(span.of(text)));
    let years = (0..=YEARS).take_while(is_year).count();
    let columns = match years {
        0 => 1,
        2..=YEARS => years,
        _ => return None,
    };
    let is_cell = |span: Span| AMOUNT.is_match(span.of(text)) || years > 0 && is_number_like(span.of(text));
    let mut rows = Vec::new();
    if years > 0 {
        let stub = Cell { span: Span::new(lines[0].start, lines[0].start) };
        rows.push(std::iter::once(stub).chain((0..years).filter_map(line).map(|span| Cell { span })).collect());
    }
    let header = rows.len();
    let mut at = years;
    while let Some((row, taken)) = row(text, &lines[at..], columns, is_cell) {
        rows.push(row);
        at += taken;
    }
    let enough = rows.len() - header >= if years > 0 { 1 } else { 2 };
    let span = lines[..at].iter().copied().reduce(Span::cover)?;
    enough.then_some((Table { span, rows, origin: Origin::Stacked }, at))
}

/// A label and exactly as many cells as there are columns.
fn row(text: &str, lines: &[Span], columns: usize, is_cell: impl Fn(Span) -> bool) -> Option<(Vec<Cell>, usize)> {
    let trimmed = |span: &Span| span.trimmed(text);
    // No further than a label may reach: the search must not run through the whole text from every line.
    let label = lines.iter().take(LABEL.1 + 1).map(trimmed).take_while(|span| !is_cell(*span)).count();
    let words = lines.get(..label)?.iter().map(trimmed).reduce(Span::cover)?;
    let closed = words.of(text).trim_end().ends_with(['.', '!', '?', ';', ':']);
    let cells = lines[label..].iter().take(columns + 1).map(trimmed).take_while(|span| is_cell(*span)).count();
    if label > LABEL.1 || words.len() > LABEL.0 || words.is_empty() || closed || cells != columns {
        return None;
    }
    let cells = lines[label..label + columns].iter().map(|span| Cell { span: span.trimmed(text) });
    Some((std::iter::once(Cell { span: words }).chain(cells).collect(), label + columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(Vec<Vec<String>>, usize)> {
        let mut start = 0;
        let mut lines = Vec::new();
        for line in text.split('\n') {
            lines.push(Span::new(start, start + line.len()));
            start += line.len() + 1;
        }
        let (table, taken) = table(text, &lines)?;
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| cell.span.of(text).to_owned()).collect());
        Some((rows.collect(), taken))
    }

    #[test]
    fn years_then_labels_with_as_many_numbers() {
        let (rows, taken) =
            found("2024\n2025\n2026\nPuljen\n2 mio.\n5 mio.\n- 1 mio.\nDet er et forslag.").expect("a table");
        assert_eq!(rows, [vec!["", "2024", "2025", "2026"], vec!["Puljen", "2 mio.", "5 mio.", "- 1 mio."]]);
        assert_eq!(taken, 7);
    }

    #[test]
    fn labels_with_one_amount_each() {
        let (rows, _) =
            found("Familiehus\n0,2 mio.\nTidlig opsporing\ni dagtilbud\n1 mio. kr.\nResten følger.").expect("a table");
        assert_eq!(rows, [["Familiehus", "0,2 mio."], ["Tidlig opsporing\ni dagtilbud", "1 mio. kr."]]);
    }

    #[test]
    fn a_run_of_years_without_end_is_no_table() {
        assert_eq!(found(&"2024\n".repeat(100)), None);
    }

    #[test]
    fn numbers_without_years_or_units_are_no_table() {
        assert_eq!(found("Sager\n12\nMøder\n4\nSlut."), None);
        assert_eq!(found("Der er afsat midler.\n2 mio.\nDet er nok.\n3 mio."), None);
    }
}
