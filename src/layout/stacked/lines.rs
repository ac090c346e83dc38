//! What each line of a table with a cell to a line is, and which lines are one cell.
//!
//! Takes lines, gives their [`Sort`], and words broken over lines as one span. Refuses running text: a long line, or one
//! that ends a sentence, is no cell.

use std::sync::LazyLock;

use crate::{
    pattern::{Pattern, Regex},
    reference::{
        account,
        lexicon::{ABBREVIATIONS, HEADS, alternation},
    },
    span::Span,
};

/// What a line is, taken as a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words: a head or a label.
    Words,
    /// A year or a date alone: a head or a label.
    Time,
    /// A number, with its unit where it has one.
    Number,
    /// A dash, for an empty cell.
    Dash,
    /// Anything else: running text.
    Text,
}

static TIME: Pattern = Pattern::new(
    r"^(?:(?:[RBF]|BO|OB|KB|VB)[- ]?)?(?:19|20)\d\d(?:\s?[-/–]\s?(?:(?:19|20)\d\d|\d\d))?\*{0,2}$|^\d{1,2}[./-]\d{1,2}[./-](?:\d\d|\d{4})$|^(?:pr\.\s)?\d{1,2}[./]\d{1,2}\.?(?:\s(?:19|20)\d\d)?\*?$",
);
static NUMBER: Pattern = Pattern::new(
    r"(?i)^(?:ca\.?\s?)?(?:kr\.?\s?)?\(?[-–−+]?\s?\d[\d.]*(?:[ \u{a0}]\d{3})*(?:,\d+)?[-–−]?\)?\s?(?:%|pct\.?|procent|(?:mio|mia)\.?(?:\s?kr\.?)?|t\.?\s?kr\.?|kr\.?|,-)?\)?\s?\*{0,3}$",
);
/// A number whose unit stands with it.
static AMOUNT: Pattern = Pattern::new(r"(?i)(?:%|pct\.?|procent|mio|mia|kr\.?)");
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    let words = alternation(HEADS.iter().copied());
    Regex::new(&format!(r"(?i)^(?:{words})|\b(?:19|20)\d\d\b|%|\bkr\b|\bpct\b")).expect("a pattern")
});

/// The longest cell of words, in bytes, and the longest number.
const WORDS: usize = 90;
const DIGITS: usize = 24;

pub(super) fn sort(line: &str) -> Sort {
    let digits = line.len() <= DIGITS && line.bytes().any(|byte| byte.is_ascii_digit());
    if digits && TIME.is_match(line) {
        return Sort::Time;
    }
    if digits && NUMBER.is_match(line) {
        return Sort::Number;
    }
    match line {
        "-" | "–" | "−" | "—" => Sort::Dash,
        _ if line.len() > WORDS || closes(line) => Sort::Text,
        _ if line.contains(char::is_alphabetic) || line == "%" => Sort::Words,
        _ => Sort::Text,
    }
}

/// Whether a number has its unit with it.
pub(super) fn is_amount(line: &str) -> bool {
    AMOUNT.is_match(line)
}

/// Whether a line ends a sentence or leads something in: no cell does. “i 1.000 kr.” ends none.
fn closes(line: &str) -> bool {
    if line.ends_with(['!', '?', ';', ':']) {
        return true;
    }
    let last = line.rsplit([' ', '\u{a0}', '/', '(']).next().unwrap_or_default().to_lowercase();
    // “Forbrug pr. 31.3.” ends with a date.
    let dated = last.starts_with(|c: char| c.is_ascii_digit());
    line.ends_with('.')
        && !dated
        && !matches!(last.as_str(), "kr." | "mv." | "m.v." | "m.m.")
        && !ABBREVIATIONS.contains(&&*last)
}

/// Whether a cell is a year, perhaps with what it is in brackets: `2021`, `2022 (skøn)`.
pub(super) fn is_dated(cell: &str) -> bool {
    let year = cell.split_once(" (").filter(|(_, rest)| rest.ends_with(')')).map_or(cell, |(year, _)| year);
    sort(year) == Sort::Time
}

/// Whether a cell is the head of a column by its own words: a year, a unit, a word of a budget's table.
pub(super) fn is_head(cell: &str) -> bool {
    HEAD.is_match(cell) || account(cell).is_some()
}

/// Words of several lines put together where one goes on in the next: `Sager⏎i alt`, `Botilbud i alt,⏎udgift i⏎mio. kr.`
pub(super) fn cells(text: &str, lines: &[Span]) -> Vec<Span> {
    let mut cells: Vec<Span> = Vec::new();
    for &line in lines {
        match cells.last_mut() {
            Some(last) if goes_on(last.of(text), line.of(text)) => *last = last.cover(line),
            _ => cells.push(line),
        }
    }
    cells
}

fn goes_on(cell: &str, line: &str) -> bool {
    let last = cell.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let open = cell.ends_with([',', '-', '/', '–', '&'])
        || matches!(last.as_str(), "og" | "i" | "af" | "til" | "for" | "pr." | "på" | "med" | "ved" | "samt" | "eller");
    let part = ["heraf", "deraf", "hvoraf", "herunder"].iter().any(|word| line.starts_with(word));
    let rest = line.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '%')) && !part;
    sort(cell) == Sort::Words && (open || rest)
}

/// Heads whose year stands on the next line: `BO 2⏎2025`. A year that follows a year is a head of its own, and then all
/// are: the word before the first spans them.
pub(super) fn dated(text: &str, cells: Vec<Span>) -> Vec<Span> {
    let is_year = |cell: &Span| cell.len() <= 6 && cell.of(text).trim_end_matches('*').parse::<u16>().is_ok();
    if cells.windows(2).any(|pair| is_year(&pair[0]) && is_year(&pair[1])) {
        return cells;
    }
    let mut dated: Vec<Span> = Vec::new();
    for cell in cells {
        match dated.last_mut() {
            Some(last) if is_year(&cell) && account(last.of(text)).is_some() && !is_head_of_year(last.of(text)) => {
                *last = last.cover(cell);
            }
            _ => dated.push(cell),
        }
    }
    dated
}

fn is_head_of_year(cell: &str) -> bool {
    static YEAR: Pattern = Pattern::new(r"\b(?:19|20)\d\d\b");
    YEAR.is_match(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_is() {
        for (line, wanted) in [
            ("Sager pr.", Sort::Words),
            ("Gennemsnitspris i 1.000 kr.", Sort::Words),
            ("2024", Sort::Time),
            ("R-2022", Sort::Time),
            ("2024*", Sort::Time),
            ("08-06-2022", Sort::Time),
            ("2019/20", Sort::Time),
            ("58%", Sort::Number),
            ("-1 %", Sort::Number),
            ("(1.250)", Sort::Number),
            ("1,2-", Sort::Number),
            ("+0,4", Sort::Number),
            ("4,5 mio. kr.", Sort::Number),
            ("12 500", Sort::Number),
            ("–", Sort::Dash),
            ("Det er varigt.", Sort::Text),
            ("Fordelingen er:", Sort::Text),
        ] {
            assert_eq!(sort(line), wanted, "{line}");
        }
    }
}
