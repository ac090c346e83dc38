//! Lists of labels with one bare amount each below a line that says what the amounts are in: `Udgifter, mio. kr.`, then
//! `Plejefamilier: 31,2`.
//!
//! Takes consecutive lines and the one above them, gives the [`Table`] that they are, without heads. A budget and what it
//! came to (`Korrigeret budget: 14.300.000`, `Afvigelse: 400.000 i merudgift`) need no line above them. Refuses other lists
//! of fewer than three lines, numbers with a unit of their own, and lists below a line that states no unit: a sentence
//! is read better as one. Shares must be those of everything.

use rust_decimal::Decimal;

use super::table::{Cell, Origin, Table, cover};
use crate::{
    pattern::{Pattern, Regex},
    quantity::{Measure, parse_digits, stated_scale},
    reference::{Account, account},
    span::Span,
};

/// The fewest lines, and the most that are read.
const FEWEST: usize = 3;
const LINES: usize = 60;

static LINE: Pattern = Pattern::new(
    r"^\s*(?:[-–•*▪]\s+|[a-zæøå\d]{1,2}[.)]\s+)?(?P<label>(?:\p{L}|\d{1,2}\s?[-–+])[^:\n]{1,60}?)\s*:\s+(?P<number>[-–−+]?\d[\d.]*(?:,\d+)?)\s*$",
);

/// A line of a budget's follow-up; what is over or under may be said behind the number.
static BUDGET: Pattern = Pattern::new(
    r"(?i)^\s*(?:[-–•*▪]\s+)?(?P<label>\p{L}[^:\n]{1,60}?)\s*:\s+(?P<number>[-–−+]?\d[\d.]*(?:,\d+)?(?:\s*(?:i\s+)?(?:mer|mindre)(?:udgift|forbrug)(?:er)?)?)[.;]?\s*$",
);

/// The lines of a budget and what it came to that begin with the first of some lines, and how many they are.
pub(super) fn budget(text: &str, lines: &[Span]) -> Option<(Table, usize)> {
    account(lines.first()?.of(text).split_once(':')?.0)?;
    let of_one = |row: &Vec<Cell>| {
        account(row[0].span.of(text)).is_some() || row[1].span.of(text).ends_with(|c: char| c.is_alphabetic())
    };
    let row = |line: &Span| row(text, *line, &BUDGET).filter(of_one);
    let rows: Vec<Vec<Cell>> = lines.iter().take(LINES).map_while(row).collect();
    let has = |wanted: fn(Account) -> bool| rows.iter().any(|row| account(row[0].span.of(text)).is_some_and(wanted));
    let both = has(|account| account == Account::Budget)
        && has(|account| matches!(account, Account::Spent | Account::Expected));
    let taken = rows.len();
    both.then(|| (Table { span: cover(&lines[..taken]).trimmed(text), rows, origin: Origin::Listed }, taken))
}

/// The list that begins at the first of some lines, and how many lines it takes.
pub(super) fn table(text: &str, above: Span, lines: &[Span]) -> Option<(Table, usize)> {
    let first = lines.first()?.of(text);
    if !first.contains(':') || !first.trim_end().ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let scale = stated_scale(above.of(text))?;
    let rows: Vec<Vec<Cell>> = lines.iter().take(LINES).map_while(|line| row(text, *line, &LINE)).collect();
    let taken = rows.len();
    let fits = scale.measure == Measure::Money || scale.measure.is_percent() && is_all(text, &rows);
    (taken >= FEWEST && fits)
        .then(|| (Table { span: cover(&lines[..taken]).trimmed(text), rows, origin: Origin::Listed }, taken))
}

/// Whether shares are those of everything.
fn is_all(text: &str, rows: &[Vec<Cell>]) -> bool {
    let sum: Option<Decimal> = rows.iter().map(|row| parse_digits(row[1].span.of(text))).sum();
    sum.is_some_and(|sum| (sum - Decimal::ONE_HUNDRED).abs() <= Decimal::ONE)
}

fn row(text: &str, line: Span, pattern: &Regex) -> Option<Vec<Cell>> {
    let found = pattern.captures(line.of(text))?;
    let cell = |name: &str| {
        let one = found.name(name)?;
        Some(Cell { span: Span::new(one.start(), one.end()).shifted(line.start) })
    };
    Some(vec![cell("label")?, cell("number")?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blocks::lines;

    fn of(text: &str) -> Vec<String> {
        let lines = lines(text);
        let row = |row: &Vec<Cell>| row.iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>().join(";");
        table(text, lines[0], &lines[1..]).map_or_else(Vec::new, |(table, _)| table.rows.iter().map(row).collect())
    }

    #[test]
    fn amounts_below_their_unit() {
        assert_eq!(
            of("Udgifter (mio. kr.):\n- Pleje: 31,2\n- Skole: 12,4\n- Andet: -0,8\nDet er alt."),
            ["Pleje;31,2", "Skole;12,4", "Andet;-0,8"]
        );
    }

    #[test]
    fn a_budget_and_what_it_came_to() {
        let of = |text: &str| budget(text, &lines(text)).map(|(table, taken)| (table.rows.len(), taken));
        assert_eq!(
            of("Budget: 1.200.000\nForventet regnskab: 1.100.000\nAfvigelse: 100.000 i mindreudgift\nÅrsag: Ferie."),
            Some((3, 3))
        );
        assert_eq!(of("Budget: 1.200.000\nMøde: 14"), None);
        assert_eq!(of("Budget: 1.200.000 kr.\nRegnskab: 1.100.000 kr."), None);
    }

    #[test]
    fn counts_sentences_and_short_lists_are_none() {
        assert!(of("Børn efter type\nPleje: 31\nSkole: 12\nAndet: 8").is_empty());
        assert!(of("Udgifter (mio. kr.)\nPleje: 31,2\nSkole: 12,4").is_empty());
        assert!(of("Udgifter (mio. kr.)\nPleje: 31,2 mio. kr.\nSkole: 12,4\nAndet: 8").is_empty());
    }
}
