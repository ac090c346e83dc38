//! Tables that a conversion turned into one running line: years, then labels and numbers.
//!
//! Takes a paragraph, gives the tables in it. A run of years is the header; what follows is rows of a label and
//! numbers, glued signs and lone dashes among them. Cells are believed only where every column is filled, or where the
//! table's own sums place them ; a row that neither fits nor adds up is left
//! out. Refuses runs of years without at least two full rows.

pub(super) mod arithmetic;
mod columns;
pub(super) mod identities;
pub(super) mod tokens;
mod worded;

use rust_decimal::Decimal;

pub(super) use self::worded::lined;
use self::{identities::Promises, tokens::Token};
use super::{
    shares,
    table::{Cell, Origin, Table},
};
use crate::{pattern::Pattern, span::Span};

static YEARS: Pattern = Pattern::new(r"\b(?:19|20)\d\d(?:\*?\s+(?:19|20)\d\d)+\b");

static DATE_COLUMN: Pattern = Pattern::new(
    r"(?i)(?:\p{Lu}[\p{L}-]*\s+)?\(?(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\s+(?:19|20)\d\d\)?\s*$",
);

/// Column heads that may follow the years.
static EXTRA_HEAD: Pattern = Pattern::new(
    r"(?i)^\s*(?:Δ|\+/-|samlet\s+(?:til/?-?afgang|ændring|effekt)|til/?-?afgang|tilgang|afgang|sum\b|ændring(?:\s+i\s+(?:%|pct\.?|procent))?|udvikling|forskel|difference|afvigelse|i\s+alt|total|gennemsnit|udgift\s+pr\.\s+(?:sag|år|plads|anbringelse)|pris\s+pr\.\s+(?:sag|år|plads|anbringelse)|(?:gennemsnits|enheds)(?:pris|udgift)|økonomisk\s+effekt|effekt|virkning|besparelse|pris\b|takst\b|pct\.?|%)",
);

/// How far before the years a head may begin, in bytes.
const BEFORE: usize = 400;
/// The words that a row's label may have before it is running text.
const LABEL_WORDS: usize = 16;

/// A row as read: its label and its numbers, not yet placed in columns.
pub(super) struct Row {
    pub(super) label: Span,
    pub(super) tokens: Vec<Token>,
}

/// The flattened tables of a paragraph, in order.
pub(super) fn tables(text: &str, span: Span) -> Vec<Table> {
    let found = YEARS.find_iter(span.of(text)).map(|run| Span::new(run.start(), run.end()).shifted(span.start));
    let runs: Vec<Span> = found.map(|run| last_line(text, run)).collect();
    let mut out: Vec<Table> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let from = out.last().map_or(span.start, |table| table.span.end);
        let limit = runs.get(index + 1).map_or(span.end, |next| next.start);
        if run.start >= from
            && ascending(run.of(text))
            && let Some(table) = table(text, *run, from, limit)
        {
            out.push(table);
        }
    }
    if out.is_empty() {
        out = worded::run_on(text, span);
    }
    if out.is_empty() { shares::run_on(text, span) } else { out }
}

/// A run of years without those at the end of the line above, where it begins anew: `1.000 kr., 2023⏎2023 2024 2025`.
fn last_line(text: &str, run: Span) -> Span {
    let line = run.of(text).rfind('\n').map(|at| Span::new(run.start + at, run.end).trimmed(text));
    line.filter(|line| !ascending(run.of(text)) && line.of(text).contains(' ')).unwrap_or(run)
}

fn ascending(run: &str) -> bool {
    let years: Vec<u16> = run.split_whitespace().filter_map(|year| year.trim_end_matches('*').parse().ok()).collect();
    years.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] <= 5)
}

/// The table whose header is a run of years, between what is taken already and the next run.
fn table(text: &str, run: Span, from: usize, limit: usize) -> Option<Table> {
    let mut header = head(text, run, from);
    let known = header.len() - 1;
    let mut rows = rows(text, Span::new(run.end, limit));
    let width = width(&rows, known)?;
    if width > known {
        extra_heads(text, &mut header, rows.first_mut()?, width - known);
    }
    if header.len() != width + 1 {
        return None;
    }
    let placed = arithmetic::place(text, &rows, known, width, &Promises::of(text, &header, known));
    if placed
        .iter()
        .filter(|cells| {
            cells.as_ref().is_some_and(|cells| cells.iter().filter(|cell| !cell.is_empty()).count() >= known)
        })
        .count()
        < 2
    {
        return None;
    }
    let start = header.iter().map(|cell| cell.span).filter(|span| !span.is_empty()).map(|span| span.start).min()?;
    let mut table = vec![header];
    let mut end = run.end;
    for (row, cells) in rows.iter().zip(placed) {
        let Some(cells) = cells else {
            // A row of numbers that nothing placed is no sentence either.
            end = row.tokens[1..].last().map_or(end, |last| end.max(last.span.end));
            continue;
        };
        end = end.max(cells.iter().map(|cell| cell.end).max().unwrap_or(end)).max(row.label.end);
        let cells = cells.into_iter().map(|span| Cell { span });
        table.push(std::iter::once(Cell { span: row.label }).chain(cells).collect());
    }
    Some(Table { span: Span::new(start, end), rows: table, origin: Origin::Flattened })
}

/// The header: a stub of the words right before the years, a column for a date among them, and the years.
fn head(text: &str, run: Span, from: usize) -> Vec<Cell> {
    let mut stub_end = run.start;
    let mut columns = Vec::new();
    // No further back than a date and its word reach: the text before may be long.
    let from = from.max(text.floor_char_boundary(run.start.saturating_sub(BEFORE)));
    let before = &text[from..run.start];
    if let Some(date) = DATE_COLUMN.find(before) {
        stub_end = from + date.start();
        columns.push(Span::new(stub_end, from + date.end()).trimmed(text));
    }
    let stub = stub(text, Span::new(from, stub_end));
    let mut at = run.start;
    for year in run.of(text).split_whitespace() {
        let start = at + text[at..run.end].find(year).unwrap_or_default();
        at = start + year.len();
        columns.push(Span::new(start, at));
    }
    std::iter::once(stub).chain(columns).map(|span| Cell { span }).collect()
}

/// The words since the end of the sentence, the colon or the number before a header, if they are few.
fn clause_before(text: &str, span: Span) -> Option<Span> {
    let mut start = span.end;
    for (count, word) in span.of(text).split_whitespace().rev().enumerate() {
        let title = count <= 1 && word.ends_with(':') && word.starts_with(char::is_uppercase);
        if !title && (word.ends_with(['.', ':', ';']) || word.contains(|c: char| c.is_ascii_digit())) {
            return Some(Span::new(start, span.end).trimmed(text));
        }
        if count >= 7 {
            return None;
        }
        start = word.as_ptr() as usize - text.as_ptr() as usize;
    }
    Some(Span::new(start, span.end).trimmed(text))
}

/// The words before a header that name what the table is about: capitalised words, with “og” between them, back to a
/// number or the end of a sentence.
fn stub(text: &str, span: Span) -> Span {
    if let Some(whole) = clause_before(text, span) {
        return whole;
    }
    let mut start = span.end;
    for (words, word) in span.of(text).split_whitespace().rev().enumerate() {
        let offset = word.as_ptr() as usize - text.as_ptr() as usize;
        let capital = word.starts_with(char::is_uppercase);
        let joins = matches!(word, "og" | "/" | "-" | "i" | "kr.") || word.starts_with('(');
        let closed = word.ends_with(['.', ':', ';']) && words > 0 && !joins && !(words == 1 && word.ends_with(':'));
        if words >= 6 || closed || !(capital || joins) || word.contains(|c: char| c.is_ascii_digit()) {
            break;
        }
        start = offset;
    }
    Span::new(start, span.end).trimmed(text)
}

/// Labels and numbers, up to where running text begins.
fn rows(text: &str, span: Span) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut label: Option<Span> = None;
    let mut words = 0;
    for token in tokens::tokens(text, span) {
        if token.is_word() {
            // “- heraf pleje”: the dash leads the label in, and fills no cell of the row before it.
            if label.is_none() && is_part(token.span.of(text)) {
                rows.last_mut().and_then(|row| row.tokens.pop_if(|last| last.sort == tokens::Sort::Dash));
            }
            let closed = token.closes(text) && words > 0;
            words += 1;
            label = Some(label.map_or(token.span, |open| open.cover(token.span)));
            if words > LABEL_WORDS + if rows.is_empty() { LABEL_WORDS } else { 0 } || closed {
                break;
            }
            continue;
        }
        // “efter 52”, “i form af 11”: a number that a preposition calls for belongs to the label.
        if let Some(open) = label.filter(|open| tokens::calls_for_number(open.of(text))) {
            label = Some(open.cover(token.span));
            continue;
        }
        match label.take() {
            Some(open) => rows.push(Row { label: open, tokens: vec![token] }),
            None => match rows.last_mut() {
                Some(row) => row.tokens.push(token),
                None => return rows,
            },
        }
        words = 0;
    }
    rows
}

/// Whether a label that begins with a word is a part of the row before it.
fn is_part(word: &str) -> bool {
    matches!(word.to_lowercase().trim_end_matches(':'), "heraf" | "deraf" | "hvoraf" | "herunder")
}

/// How many columns the rows have: those known from the header, or more when several rows agree on more.
fn width(rows: &[Row], known: usize) -> Option<usize> {
    let counts: Vec<usize> = rows.iter().map(|row| row.tokens.len()).collect();
    let full = counts.iter().filter(|count| **count == known).count();
    let most = counts.iter().copied().max()?;
    let wide = counts.iter().filter(|count| **count == most).count();
    match (full >= 2, most > known && wide >= 2) {
        (true, _) if most == known || full > wide => Some(known),
        (_, true) => Some(most),
        (true, _) => Some(known),
        (false, _) if full == 1 && most == known => Some(known),
        _ => None,
    }
}

/// Splits column heads that follow the years off the first row's label.
fn extra_heads(text: &str, header: &mut Vec<Cell>, first: &mut Row, missing: usize) {
    for _ in 0..missing {
        let Some(found) = EXTRA_HEAD.find(first.label.of(text)) else { return };
        let span = Span::new(first.label.start, first.label.start + found.end()).trimmed(text);
        header.push(Cell { span });
        first.label = Span::new(span.end, first.label.end).trimmed(text);
    }
}

/// The value of a cell in a flattened table, whatever unit stands with it.
pub(super) fn value(text: &str, span: Span) -> Option<Decimal> {
    let digits = span.of(text).trim_end_matches(|c: char| !c.is_ascii_digit());
    crate::quantity::parse_digits(digits.trim_start_matches('+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Vec<String>> {
        let tables = tables(text, Span::new(0, text.len()));
        tables
            .iter()
            .flat_map(|table| {
                (0..table.rows.len()).map(|row| {
                    (0..table.rows[row].len()).map(|column| table.text(text, row, column).to_owned()).collect()
                })
            })
            .collect()
    }

    #[test]
    fn glued_signs_and_dashes() {
        let text = "Overblik: Unge År 2019 2020 2021 Løn 1.000.000 1.000.000 1.000.000 Kurser 50.000 50.000 50.000 Udgift i alt \
                    1.050.000 1.050.000 1.050.000 Mindre forbrug - 500.000 1.200.000 Samlet ændring 1.050.000 550.000-150.000";
        assert_eq!(
            found(text),
            [
                vec!["Unge År", "2019", "2020", "2021"],
                vec!["Løn", "1.000.000", "1.000.000", "1.000.000"],
                vec!["Kurser", "50.000", "50.000", "50.000"],
                vec!["Udgift i alt", "1.050.000", "1.050.000", "1.050.000"],
                vec!["Mindre forbrug", "", "500.000", "1.200.000"],
                vec!["Samlet ændring", "1.050.000", "550.000", "-150.000"],
            ]
        );
    }

    #[test]
    fn heads_after_the_years_and_law_paragraphs_in_labels() {
        let text = "Aktivitet (maj 2016) 2017 2018 Samlet ændring Udgift pr. sag Økonomisk effekt Støtte efter 52 40 40 40 - \
                    Plejefamilie 60 61 62 2 400.000 800.000 Institution 20 19 17-3 900.000-2.700.000 I alt -1-1.900.000";
        assert_eq!(
            found(text),
            [
                vec![
                    "",
                    "Aktivitet (maj 2016)",
                    "2017",
                    "2018",
                    "Samlet ændring",
                    "Udgift pr. sag",
                    "Økonomisk effekt"
                ],
                vec!["Støtte efter 52", "40", "40", "40", "", "", ""],
                vec!["Plejefamilie", "60", "61", "62", "2", "400.000", "800.000"],
                vec!["Institution", "20", "19", "17", "-3", "900.000", "-2.700.000"],
                vec!["I alt", "", "", "", "-1", "", "-1.900.000"],
            ]
        );
    }

    #[test]
    fn short_rows_are_placed_by_the_sums() {
        let text = "2015 2016 2017 Løn 200.000 200.000 200.000 Kurser 30.000 30.000 Udgift i alt 230.000 230.000 200.000 \
                    Færre døgn-100.000-250.000 Samlet ændring 230.000 130.000-50.000";
        let rows = found(text);
        assert_eq!(rows[2], ["Kurser", "30.000", "30.000", ""]);
        assert_eq!(rows[4], ["Færre døgn", "", "-100.000", "-250.000"]);
    }

    #[test]
    fn years_in_prose_are_no_header() {
        assert!(found("Strategien gælder 2018 2019 og evalueres. Der var 12 sager og 14 møder i perioden.").is_empty());
    }
}
