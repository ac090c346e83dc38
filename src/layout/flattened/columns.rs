//! The heads of a run-on table, and where they end and the first row's label begins.
//!
//! Takes a line of heads, or words of which the last are a label, gives the heads. A head begins with a capital, a day, a
//! quarter's number or an age. Refuses words that do not come out even with the numbers below them.

use rust_decimal::Decimal;

use super::{
    arithmetic,
    tokens::{self, Sort, Token},
    value,
    worded::{Group, WORDS, is_year},
};
use crate::{pattern::Pattern, quantity::find_dates, reference::account, span::Span};

/// Heads whose years and codes belong to the word before them: `Primo 2020`, `Antal B16`.
pub(super) fn joined(text: &str, heads: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for &head in heads {
        let own = head.of(text);
        let year = own.len() == 4 && own.bytes().all(|byte| byte.is_ascii_digit());
        let code = own.len() <= 6 && own.starts_with(char::is_uppercase) && own.ends_with(|c: char| c.is_ascii_digit());
        match out.last_mut() {
            Some(last) if (year || code) && !last.of(text).ends_with(|c: char| c.is_ascii_digit()) => {
                *last = last.cover(head)
            }
            _ => out.push(head),
        }
    }
    out
}

/// Whether a head is one of numbers, and none above the labels: `Antal`, `Primo`, `Budget 2020`.
fn heads_numbers(head: &str) -> bool {
    static NUMBERS: Pattern = Pattern::new(
        r"(?i)^(?:antal|pris|takst|andel|pct|primo|ultimo|start|slut|ind|tilgang|afgang|i\s+alt|ialt|sum|måltal|norm|status|før|nu)\b",
    );
    NUMBERS.is_match(head) || account(head).is_some()
}

/// Whether heads that are as many as the numbers head them all: years do, and so do those whose first is one of numbers,
/// and those whose last is a total that adds up. Else the first may stand above the labels, and a head is lost.
pub(super) fn complete(text: &str, heads: &[Span], rows: &[Group]) -> bool {
    if heads.first().is_some_and(|first| heads_numbers(first.of(text))) {
        return true;
    }
    let is_date = |head: &Span| head.of(text).starts_with(|c: char| c.is_ascii_digit());
    let total = heads.last().is_some_and(|last| arithmetic::is_total(last.of(text)));
    heads.iter().all(is_date) || total && sums_across(text, rows, heads.len())
}

/// The heads in a line: capitalised words with what follows them in lower case, and years.
pub(super) fn heads(text: &str, line: Span) -> Option<Vec<Span>> {
    let mut heads: Vec<Span> = Vec::new();
    for token in tokens::tokens(text, line) {
        let year = is_year(text, token);
        if !token.is_word() && !year {
            return None;
        }
        let begins = year || begins(token.span.of(text));
        let years = |head: &str| head.ends_with(|c: char| c.is_ascii_digit()) && !head.contains('-');
        let after_year = heads.last().is_some_and(|last| years(last.of(text)));
        match heads.last_mut() {
            Some(last) if !begins && !after_year => *last = last.cover(token.span),
            _ => heads.push(token.span),
        }
    }
    let closed = line.of(text).trim_end().ends_with(['.', ':', ';', '!', '?']);
    let words = line.of(text).split_whitespace().count();
    (!closed && heads.len() >= 2 && words <= 3 * WORDS).then_some(heads)
}

/// Words put together to heads: each begins with a capital.
pub(super) fn segments(text: &str, words: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for &word in words {
        match out.last_mut() {
            Some(last) if !begins(word.of(text)) => *last = last.cover(word),
            _ => out.push(word),
        }
    }
    out
}

/// Whether a word begins a head: a capital, a quarter's number or an age.
fn begins(word: &str) -> bool {
    let digit = word.starts_with(|c: char| c.is_ascii_digit());
    let ordinal = word.len() == 2 && word.ends_with('.') && digit;
    let ages = word.contains('-') && word.chars().all(|c| c.is_ascii_digit() || c == '-');
    ordinal || digit && (word.ends_with(" år") || ages || is_date(word)) || word.starts_with(char::is_uppercase)
}

/// Whether a word is a day: `31.03.18`.
fn is_date(word: &str) -> bool {
    word.matches(['.', '/']).count() == 2 && find_dates(word).first().is_some_and(|date| date.span.len() == word.len())
}

/// The heads among words of which the last are the first row's label.
pub(super) fn border(text: &str, words: &[Span], rows: &[Group], width: usize) -> Option<Vec<Span>> {
    let parts = segments(text, words);
    let is_total = |at: usize| parts.get(at).is_some_and(|part| arithmetic::is_total(part.of(text)));
    if sums_across(text, rows, width) {
        // The last column adds up the others, so the heads end with the total's.
        if is_total(width) && parts.len() > width + 1 {
            return Some(parts[..=width].to_vec());
        }
        if is_total(width - 1) && parts.len() > width {
            return Some(parts[..width].to_vec());
        }
        return None;
    }
    // Days are heads, and accounts are; the first words behind them are a label, whatever capitals it has.
    let known = |part: &Span| is_date(part.of(text)) || account(part.of(text)).is_some();
    if parts.len() > width + 1 && parts[1..=width].iter().all(known) {
        return Some(parts[..=width].to_vec());
    }
    // Nothing stands above the labels where the heads and one label come out even.
    if parts.len() == width + 1 && width >= 3 && rows.len() >= 3 {
        return Some(parts[..width].to_vec());
    }
    // Without a total to find it, the border is where a stub, the heads and one label come out even.
    (parts.len() == width + 2).then(|| parts[..=width].to_vec())
}

/// Whether the last number of each full row is the sum of those before it; a row of shares comes out nearly.
fn sums_across(text: &str, rows: &[Group], width: usize) -> bool {
    let full = rows.iter().filter(|row| row.numbers.len() >= width && width >= 3);
    let mut seen = 0;
    let holds = full.into_iter().all(|row| {
        seen += 1;
        let cells = &row.numbers[row.numbers.len() - width..];
        let value = |token: &Token| {
            if token.sort == Sort::Dash { Decimal::ZERO } else { value(text, token.span).unwrap_or_default() }
        };
        let (parts, total) = cells.split_at(width - 1);
        let sum: Decimal = parts.iter().map(value).sum();
        (sum - value(&total[0])).abs() <= Decimal::ONE
    });
    holds && seen >= 2
}
