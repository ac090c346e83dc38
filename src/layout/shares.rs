//! Lists that break a number down: a label, a count and its share (`Skoler 605 26 %`), a line to each part or all in one.
//!
//! Takes consecutive lines or running text, gives the [`Table`] that they are: no heads, a column of counts, a column of
//! shares. The shares must be those of the counts, which shows what the two numbers are. Refuses lists of fewer than
//! three parts.

use rust_decimal::Decimal;

use super::table::{Cell, Origin, Table, cover};
use crate::{pattern::Pattern, quantity::parse_digits, span::Span};

/// The most lines of a list, a bound on what is read again where it is none.
const LINES: usize = 60;
/// The fewest lines whose shares can bear out their counts.
const FEWEST: usize = 3;

static LINE: Pattern = Pattern::new(
    r"^\s*(?:[-–•*]\s+)?(?P<label>(?:\p{L}|\d{1,2}\s?[-–+])[^%:]{1,60}?)[:,]?\s+(?P<count>\d[\d.]*)[,;]?\s*(?:[-–/]\s*)?(?P<share>\(?\d{1,3}(?:,\d+)?\s?(?:%|pct\.?|procent)\)?)[.,;]?\s*$",
);

/// A count and its share in running text.
static PAIR: Pattern =
    Pattern::new(r"(?P<count>\d[\d.]*)\s+\(?(?P<share>\d{1,3}(?:,\d+)?\s?(?:%|pct\.?|procent))\)?[,;.]?");
/// Where a title ends and the first label begins.
static BORDER: Pattern = Pattern::new(r"(?:\b(?:19|20)\d\d|[:)])\s+");
/// The longest label, in bytes.
const LABEL: usize = 40;

/// The lists in running text: counts with their shares, labels between them.
pub(super) fn run_on(text: &str, span: Span) -> Vec<Table> {
    let words = span.of(text);
    if words.matches(['%', '(']).count() < FEWEST && words.matches("pct").count() < FEWEST {
        return Vec::new();
    }
    let mut runs: Vec<Vec<Part>> = vec![Vec::new()];
    let mut at = span.start;
    for found in PAIR.captures_iter(words) {
        let (whole, open) = (found.get(0).map_or(0..0, |one| one.range()), runs.last_mut());
        let between = Span::new(at, span.start + whole.start);
        at = span.start + whole.end;
        let part = |label: Span| {
            let of = |name: &str| found.name(name).map(|one| Span::new(one.start(), one.end()).shifted(span.start));
            measured(text, label, of("count")?, of("share")?)
        };
        match open {
            Some(open) if open.first().is_some_and(|first| is_label(between.of(text), led(text, first))) => {
                open.extend(part(between.trimmed(text)));
            }
            _ => runs.push(part(first_label(text, between)).into_iter().collect()),
        }
    }
    runs.retain(|run| run.len() >= FEWEST && borne_out(run));
    runs.into_iter().map(|run| built(&run)).collect()
}

/// Whether a colon leads a list in.
fn led(text: &str, first: &Part) -> bool {
    text[..first.spans[0].start].trim_end().ends_with(':')
}

/// Whether the words between two parts are the label of the second, and no sentence's: `12 (10 %) i pleje, 14 (20 %)`.
fn is_label(words: &str, led: bool) -> bool {
    let words = words.trim();
    let first = words.split_whitespace().next().unwrap_or_default();
    let tells = matches!(
        first,
        "fra" | "i" | "på" | "hos" | "til" | "ved" | "af" | "med" | "som" | "der" | "er" | "har" | "blev"
    );
    let begins = words.starts_with(char::is_uppercase) || words.starts_with(|c: char| c.is_ascii_digit());
    (begins || led && !tells)
        && (2..=LABEL).contains(&words.len())
        && !words.ends_with(['.', ':', '!', '?'])
        && !words.contains(". ")
}

/// The first part's label, of the words before its count: what follows the title's year or colon, else its last words.
fn first_label(text: &str, before: Span) -> Span {
    let words = before.of(text).trim_end();
    let start = BORDER.find_iter(words).last().map_or(0, |found| found.end());
    let start = if words.len() - start <= LABEL && start > 0 {
        start
    } else {
        let capital = |(_, word): &(usize, &str)| word.starts_with(char::is_uppercase);
        let starts = words.split(' ').scan(0, |at, word| {
            let own = *at;
            *at += word.len() + 1;
            Some((own, word))
        });
        starts.filter(capital).last().map_or(words.len(), |(at, _)| at)
    };
    Span::new(before.start + start, before.start + words.len())
}

/// A line's label, count and share.
struct Part {
    spans: [Span; 3],
    count: Decimal,
    share: Decimal,
}

/// The list that begins at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, lines: &[Span]) -> Option<(Table, usize)> {
    let parts: Vec<Part> = lines.iter().take(LINES).map_while(|line| part(text, *line)).collect();
    if parts.len() < FEWEST || !borne_out(&parts) {
        return None;
    }
    let taken = parts.len();
    let table = built(&parts);
    Some((Table { span: cover(&lines[..taken]).trimmed(text), ..table }, taken))
}

fn built(parts: &[Part]) -> Table {
    let rows: Vec<Vec<Cell>> =
        parts.iter().map(|part| part.spans.iter().map(|&span| Cell { span }).collect()).collect();
    let span = rows.iter().flatten().map(|cell| cell.span).reduce(Span::cover).unwrap_or_default();
    Table { span, rows, origin: Origin::Shares }
}

fn part(text: &str, line: Span) -> Option<Part> {
    let words = line.of(text);
    if !words.contains('%') && !words.contains("pct") && !words.contains("procent") {
        return None;
    }
    let found = LINE.captures(words)?;
    let span = |name: &str| {
        let one = found.name(name)?;
        Some(Span::new(one.start(), one.end()).shifted(line.start))
    };
    measured(text, span("label")?, span("count")?, span("share")?)
}

/// A part by its label, its count and its share, which may stand in brackets.
fn measured(text: &str, label: Span, count: Span, share: Span) -> Option<Part> {
    let bare = share.of(text).trim_matches(['(', ')']);
    let start = share.start + usize::from(share.of(text).starts_with('('));
    let share = Span::new(start, start + bare.len());
    let digits = bare.trim_end_matches(|c: char| !c.is_ascii_digit());
    let (number, percent) = (parse_digits(count.of(text))?, parse_digits(digits)?);
    Some(Part { spans: [label, count, share], count: number, share: percent })
}

/// Whether the shares are those of the counts, as far as they are rounded; the whole may stand among its parts.
fn borne_out(parts: &[Part]) -> bool {
    let whole = parts.iter().filter(|part| part.share == Decimal::ONE_HUNDRED).map(|part| part.count).max();
    let sum = parts.iter().filter(|part| part.share != Decimal::ONE_HUNDRED).map(|part| part.count).sum();
    let whole = whole.unwrap_or(sum);
    let near = |part: &Part| (part.count * Decimal::ONE_HUNDRED - part.share * whole).abs() <= whole + Decimal::ONE;
    !whole.is_zero() && parts.iter().all(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    fn rows(text: &str) -> Vec<String> {
        let lines = lines(text);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join(";");
        table(text, &lines).map_or_else(Vec::new, |(table, _)| table.rows.iter().map(row).collect())
    }

    #[test]
    fn counts_with_their_shares() {
        assert_eq!(
            rows("Skoler 50 50 %\nPoliti 30 30 %\nAndre 20 20 %\nSlut."),
            ["Skoler;50;50 %", "Politi;30;30 %", "Andre;20;20 %"]
        );
        assert_eq!(rows("- Skoler: 21 (40 pct.)\n- Andre: 31 (60 pct.)\n- I alt: 52 (100 pct.)").len(), 3);
    }

    #[test]
    fn counts_with_their_shares_in_running_text() {
        let found = |text: &str| -> Vec<String> {
            let tables = run_on(text, Span::new(0, text.len()));
            let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join(";");
            tables.iter().flat_map(|table| table.rows.iter().map(row)).collect()
        };
        assert_eq!(
            found("Tabel 4 Henvendelser efter alder i 2021 0-2 år 20 (20 %) 3-6 år 30 (30 %) 7-17 år 50 (50 %)"),
            ["0-2 år;20;20 %", "3-6 år;30;30 %", "7-17 år;50;50 %"]
        );
        assert_eq!(
            found("Fordelingen er: Skoler 50 (50 %), politi 30 (30 %) og andre 20 (20 %)."),
            ["Skoler;50;50 %", "politi;30;30 %", "og andre;20;20 %"]
        );
        assert!(found("Vi så 50 (50 %) i pleje, 30 (30 %) i skole og 20 (20 %) hos politiet.").is_empty());
        assert!(found("Af de 50 (5 %) kom 30 (30 %) og senere 20 (20 %) igen.").is_empty());
    }

    #[test]
    fn shares_of_something_else_make_no_list() {
        assert!(rows("Skoler 50 5 %\nPoliti 30 30 %\nAndre 20 20 %").is_empty());
        assert!(rows("Skoler 50 50 %\nPoliti 50 50 %").is_empty());
        assert!(rows("Skoler 50\nPoliti 30\nAndre 20").is_empty());
    }
}
