//! Tables that set what is spent against what is saved: what each row is, by its sign and by the table's arithmetic.
//!
//! Takes a table, says of each row whether its amounts are a saving, an investment or the net of both. Two tables are
//! such: rows of less (`Færre vikarer -600`) below zero beside others above it, and measures under a title that says that
//! they save (`Tiltag til balance`). Refuses tables with a budget or accounts among their heads or rows.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Reader, meaning::TOTAL};
use crate::{pattern::Regex, reference::account};

/// A row that names something there is to be less of.
static LESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(?:(?:heraf|forventet|forventede|afledt|afledte)\s+)?(?:færre|lavere|mindre|reducere[dt]e?|reduktion|sparede?|\p{L}*besparelse\p{L}*|gevinst\p{L}*|fald|faldende|sænke[dt]e?|nedbragte?|nedlæg\p{L}*|hjemtag\p{L}*|undgåede?|bortfald\p{L}*|omlægning\p{L}*|effektivisering\p{L}*|effekt|kortere|billigere|ophør\p{L}*)\b|\bi\s+stedet\s+for\b",
    )
    .expect("a pattern")
});
static NET: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\W*netto").expect("a pattern"));
/// A title under which measures stand with what they save.
static SAVES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:økonomisk\s+balance|balanceplan\p{L}*|(?:plan|tiltag|handleplan|handlinger|veje)\s+(?:for|til|mod)\s+(?:økonomisk\s+|bedre\s+)?balance|\p{L}*besparelse\p{L}*|spare(?:plan|forslag|katalog|krav)\p{L}*|(?:økonomisk\s+)?(?:effekt|virkning)(?:en|er)?\s+af\s+(?:\p{L}+\s+)?(?:tiltag|handleplan|initiativ|indsats)\p{L}*)",
    )
    .expect("a pattern")
});
/// What the labels of such a table are called.
static MEASURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\W*(?:\p{L}*tiltag|\p{L}*initiativ(?:er)?|forslag|\p{L}*indsats(?:er)?|greb|handlinger|område)(?:et)?\b",
    )
    .expect("a pattern")
});

/// What the amounts of each row are.
pub(super) fn rows(reader: &Reader<'_>) -> Vec<Option<&'static str>> {
    let all = reader.table.rows.len();
    let heads = reader.table.rows.iter().take(2).flatten().map(|cell| cell.span.of(reader.text()));
    if heads.chain(reader.labels.iter().copied()).any(|text| account(text).is_some()) {
        return vec![None; all];
    }
    let amounts: Vec<Vec<(usize, Decimal)>> = (0..all).map(|row| reader.amounts(row)).collect();
    if saves(reader, &amounts) {
        return amounts.iter().map(|row| (!row.is_empty()).then_some("saving")).collect();
    }
    let less = |row: usize| LESS.is_match(reader.label(row)) && !ends(reader, row) && lies(&amounts[row], false);
    if !(0..all).any(less) {
        return vec![None; all];
    }
    let mut open: Vec<usize> = Vec::new();
    let named = (0..all).map(|row| {
        if ends(reader, row) {
            let parts = std::mem::take(&mut open);
            let lower = parts.iter().filter(|&&part| less(part)).count();
            let both = if lower == parts.len() { "saving" } else { "net_change" };
            return (lower > 0 && sum(&amounts, &parts, row)).then_some(both);
        }
        open.push(row);
        match (less(row), lies(&amounts[row], true)) {
            (true, _) => Some("saving"),
            (_, true) => Some("investment"),
            _ => None,
        }
    });
    named.collect()
}

/// Whether a row adds up the rows above it.
fn ends(reader: &Reader<'_>, row: usize) -> bool {
    TOTAL.is_match(reader.label(row)) || NET.is_match(reader.label(row))
}

/// Whether all amounts of a row lie on one side of zero, and some not on it.
fn lies(amounts: &[(usize, Decimal)], above: bool) -> bool {
    let side = |value: &Decimal| value.is_zero() || value.is_sign_positive() == above;
    amounts.iter().all(|(_, value)| side(value)) && amounts.iter().any(|(_, value)| !value.is_zero())
}

/// Whether a row is the sum of some rows in every column that it fills.
fn sum(amounts: &[Vec<(usize, Decimal)>], parts: &[usize], total: usize) -> bool {
    let of = |column: usize| {
        let cells = parts.iter().flat_map(|&part| &amounts[part]).filter(|(at, _)| *at == column);
        cells.map(|(_, value)| *value).sum::<Decimal>()
    };
    parts.len() >= 2 && !amounts[total].is_empty() && amounts[total].iter().all(|(column, value)| of(*column) == *value)
}

/// Whether a table lists measures with what each saves: its title says so, and no two rows lie on either side of zero.
fn saves(reader: &Reader<'_>, amounts: &[Vec<(usize, Decimal)>]) -> bool {
    let measures = std::iter::once(reader.cell(0, 0)).chain(reader.labels.last().copied());
    let titled = reader.titles.first().is_some_and(|title| SAVES.is_match(title));
    let side = |above: bool| {
        amounts.iter().all(|row| row.iter().all(|(_, value)| value.is_zero() || value.is_sign_positive() == above))
    };
    titled && measures.into_iter().any(|label| MEASURES.is_match(label)) && (side(true) || side(false))
}
