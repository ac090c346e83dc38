//! The sign of what lies between budget and accounts: which way round a table counts an overspend.
//!
//! Takes a table's figures, settles the sign of its deviations: from the budget and the outcome in the same row, from a
//! note (“Et negativt tal er et merforbrug”). Refuses deviations whose sign nothing explains: half of the tables count an
//! overspend as a plus, half as a minus.

use rust_decimal::Decimal;

use super::{Read, Reader, cells::Number};
use crate::{
    figure::Check,
    pattern::Pattern,
    reference::{Account, account},
};

/// How many cells around a deviation are looked through for its budget and its outcome.
const NEAR: usize = 120;

/// Words that a minus is an overspend, or a plus an underspend.
static MINUS_IS_OVER: Pattern = Pattern::new(
    r"(?i)(?:\bminus|\bnegativ\w*|[-–−])\s*(?:tal|fortegn|beløb|værdi)?\w*\s*(?:=|:|er|angiver|betyder|udtrykker|viser)\s*(?:altså\s+|dermed\s+)?(?:et\s+)?mer(?:forbrug|udgift)|(?:\bplus|\bpositiv\w*|\+)\s*(?:tal|fortegn|beløb)?\w*\s*(?:=|:|er|angiver|betyder|viser)\s*(?:altså\s+)?(?:et\s+)?mindre(?:forbrug|udgift)",
);
static PLUS_IS_OVER: Pattern = Pattern::new(
    r"(?i)(?:\bplus|\bpositiv\w*|\+)\s*(?:tal|fortegn|beløb|værdi)?\w*\s*(?:=|:|er|angiver|betyder|udtrykker|viser)\s*(?:altså\s+|dermed\s+)?(?:et\s+)?mer(?:forbrug|udgift)|(?:\bminus|\bnegativ\w*|[-–−])\s*(?:tal|fortegn|beløb)?\w*\s*(?:=|:|er|angiver|betyder|viser)\s*(?:altså\s+)?(?:et\s+)?mindre(?:forbrug|udgift)",
);

/// Settles the signs of a table's deviations, so that an overspend is positive.
pub(super) fn settle(found: &mut Vec<Read>, reader: &Reader<'_>) {
    let deviations: Vec<usize> =
        (0..found.len()).filter(|&at| found[at].1.account == Some(Account::Deviation)).collect();
    if deviations.is_empty() {
        return;
    }
    let signs: Vec<Option<bool>> = deviations.iter().map(|&at| overspends(found, at)).collect();
    let votes = |over: bool| signs.iter().filter(|sign| **sign == Some(over)).count();
    let counted = match (votes(true), votes(false)) {
        (0, 0) => None,
        (plus, minus) => Some(plus >= minus),
    };
    let Some(plus) = counted.or_else(|| stated(reader)) else {
        found.retain(|(_, meaning, _)| meaning.account != Some(Account::Deviation));
        return;
    };
    for (&at, own) in deviations.iter().zip(&signs) {
        let figure = &mut found[at].2;
        if !plus {
            figure.value = figure.value.map(|value| -value);
        }
        let holds = own.is_some() && *own == counted;
        if counted.is_some() {
            figure.checks.push(Check::new("budget and outcome", holds));
            figure.confidence = (figure.confidence + if holds { 0.06 } else { -0.1 }).clamp(0.05, 0.99);
        }
        figure.rules.push("sign: an overspend is positive");
    }
}

/// Whether a plus is an overspend, by the budget and the outcome in the deviation's row, or above it in its column.
fn overspends(found: &[Read], at: usize) -> Option<bool> {
    let (row, column, value) = (found[at].0.row, found[at].0.column, found[at].0.value);
    let first = found[..at].partition_point(|(number, ..)| number.row < row);
    let same_row = &found[first..(at + NEAR).min(found.len())];
    let above = &found[at.saturating_sub(NEAR)..at];
    let difference = difference(same_row, |number| number.row == row)
        .or_else(|| difference(above, |number| number.column == column && number.row < row))?;
    let tolerance = Decimal::new(15, 1 + value.scale());
    match ((difference - value).abs() <= tolerance, (difference + value).abs() <= tolerance) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The last outcome less the last budget among some cells.
fn difference(cells: &[Read], among: impl Fn(&Number) -> bool) -> Option<Decimal> {
    let last = |wanted: fn(Account) -> bool| {
        let mut cells = cells.iter().rev().filter(|(number, ..)| among(number));
        let found = cells.find(|(_, meaning, _)| meaning.account.is_some_and(wanted));
        found.map(|(number, ..)| number.value)
    };
    let outcome = last(|account| matches!(account, Account::Spent | Account::Expected))?;
    Some(outcome - last(|account| account == Account::Budget)?)
}

/// Whether all that a table holds is over or under a budget: its amounts have signs, what stands around it says what the
/// signs are, and nothing in it is called a budget or accounts.
pub(super) fn all(reader: &Reader<'_>) -> bool {
    let cells = || reader.table.rows.iter().flat_map(|row| row.iter().skip(1)).map(|cell| cell.span.of(reader.text()));
    let signed = |cell: &str| cell.starts_with(['+', '-', '–', '−']) && cell.ends_with(|c: char| c.is_ascii_digit());
    let heads = reader.table.rows.iter().take(2).flatten().map(|cell| cell.span.of(reader.text()));
    let heads = heads.filter(|head| !head.contains("parentes"));
    let named = || heads.chain(reader.labels.iter().copied()).any(|text| account(text).is_some());
    cells().any(signed) && stated(reader).is_some() && !named()
}

/// Which way round the note, the titles or the heads say that the table counts.
fn stated(reader: &Reader<'_>) -> Option<bool> {
    let above = reader.titles.iter().chain(&reader.introductions).copied();
    let mut said = std::iter::once(reader.note).chain(above).chain(reader.labels.iter().copied());
    said.find_map(|text| match (MINUS_IS_OVER.is_match(text), PLUS_IS_OVER.is_match(text)) {
        (true, _) => Some(false),
        (false, true) => Some(true),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_say_which_way_a_sign_counts() {
        for note in ["Et negativt tal er altså et merforbrug.", "(- = merforbrug)", "+ = mindreforbrug"] {
            assert!(MINUS_IS_OVER.is_match(note), "{note}");
        }
        for note in ["Plus er merforbrug, minus er mindreforbrug.", "+ = merforbrug", "positive tal angiver merforbrug"]
        {
            assert!(PLUS_IS_OVER.is_match(note) && !MINUS_IS_OVER.is_match(note), "{note}");
        }
        assert!(!MINUS_IS_OVER.is_match("Området har et mer- eller mindreforbrug."));
    }
}
