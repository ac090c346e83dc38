//! Numbers as words of the index: one spelling for every way of writing a value.
//!
//! Takes the text from a digit on, gives how far the number goes and what it is found by: the digits without the points
//! or blanks between thousands, a comma before decimals, no zeros that say nothing. Where a scale stands with it
//! (`1,25 mio.`, `1.250 t.kr.`), the value in full is found too. Dates and section numbers are no numbers; their parts
//! are. Refuses number words (`fire`): those from two to twelve are synonyms of their figures (`synonyms.tsv`), and `en` is
//! too often no number.

use std::{str::FromStr as _, sync::LazyLock};

use rust_decimal::Decimal;

use crate::reference::lexicon::UNITS;

/// A number where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// How many bytes it takes, without its scale.
    pub length: usize,
    /// As it is written, in the one spelling.
    pub written: String,
    /// What else it is found by: its value with the scale, and its groups where they could be numbers of their own.
    pub also: Vec<String>,
    /// How many bytes it takes with its scale; the same as `length` where it has none.
    pub scaled: usize,
}

const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// Words that multiply, with what they multiply by, longest first.
static SCALES: LazyLock<Vec<(&'static str, Decimal)>> = LazyLock::new(|| {
    let units = UNITS.iter().filter(|unit| matches!(unit.kind, "scale" | "thousand"));
    let mut scales: Vec<_> = units.map(|unit| (unit.word, unit.value)).collect();
    scales.extend(["tusind", "tusinde"].map(|word| (word, Decimal::ONE_THOUSAND)));
    scales.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    scales
});

/// The number that a text begins with; its first letter is a digit.
pub(super) fn number(text: &str) -> Option<Number> {
    let run = run(text);
    let mut written = canonical(&text[..run])?;
    let (mut length, mut also) = (run, Vec::new());
    if let Some(groups) = blank_groups(text, run) {
        length = groups;
        also = text[..groups].split(SPACES).map(str::to_owned).collect();
        written = canonical(&text[..groups].replace(SPACES, ""))?;
    }
    let mut scaled = length;
    if let Some((factor, end)) = scale(&text[length..]) {
        also.extend(multiplied(&written, factor));
        scaled = length + end;
    } else if let Some(factor) = scale_of_range(&text[length..]) {
        also.extend(multiplied(&written, factor));
    }
    Some(Number { length, written, also, scaled })
}

/// How far digits go on with points and commas between them.
pub(super) fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || matches!(bytes.get(end), Some(b'.' | b',')) && digit(end + 1) {
        end += 1;
    }
    end
}

/// Where groups of three digits go on behind blanks, their end.
fn blank_groups(text: &str, first: usize) -> Option<usize> {
    let plain = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    if first > 3 || !plain(&text[..first]) {
        return None;
    }
    let mut end = first;
    loop {
        let rest = &text[end..];
        let Some(after) = rest.strip_prefix(SPACES) else { break };
        let length = run(after);
        let whole = after[..length].find(',').unwrap_or(length);
        if whole != 3 || !plain(&after[..whole]) {
            break;
        }
        end = text.len() - after.len() + length;
        if whole != length {
            break;
        }
    }
    (end > first).then_some(end)
}

/// Digits with points between thousands or before decimals, and a comma: in the one spelling.
fn canonical(run: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = run.split_once(',').map_or((run, None), |(whole, fraction)| (whole, Some(fraction)));
    let groups: Vec<&str> = whole.split('.').collect();
    if !groups.iter().all(|group| digits(group)) || !fraction.is_none_or(digits) {
        return None;
    }
    match groups.as_slice() {
        [whole] => Some(joined(whole, fraction.unwrap_or_default())),
        // “23.5” is how other languages write 23,5.
        [whole, decimals] if fraction.is_none() && decimals.len() < 3 => Some(joined(whole, decimals)),
        [first, rest @ ..] if first.len() <= 3 && rest.iter().all(|group| group.len() == 3) => {
            Some(joined(&groups.concat(), fraction.unwrap_or_default()))
        }
        _ => None,
    }
}

fn joined(whole: &str, decimals: &str) -> String {
    match decimals.trim_end_matches('0') {
        "" => whole.to_owned(),
        decimals => format!("{whole},{decimals}"),
    }
}

fn multiplied(written: &str, factor: Decimal) -> Option<String> {
    let value = Decimal::from_str(&written.replace(',', ".")).ok()?.checked_mul(factor)?;
    Some(value.normalize().to_string().replace('.', ","))
}

/// The factor of the scale that a text begins with, and where the scale ends.
fn scale(text: &str) -> Option<(Decimal, usize)> {
    let word = text.trim_start_matches(SPACES);
    if text.len() - word.len() > 2 * ' '.len_utf8() + 1 || !word.starts_with(['m', 'M', 't', 'T', 'k', 'K']) {
        return None;
    }
    SCALES.iter().find_map(|(scale, factor)| {
        let there = word.get(..scale.len())?.eq_ignore_ascii_case(scale);
        let ends = || scale.ends_with('.') || !word[scale.len()..].starts_with(char::is_alphanumeric);
        (there && ends()).then(|| (*factor, text.len() - word.len() + scale.len()))
    })
}

/// In “5-10 mio. kr.” the scale is the first number's too.
fn scale_of_range(text: &str) -> Option<Decimal> {
    let second = ["-", "–", " - ", " – ", " til "].iter().find_map(|between| text.strip_prefix(between))?;
    let run = run(second);
    (run > 0).then(|| scale(&second[run..])).flatten().map(|(factor, _)| factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_by(text: &str) -> Vec<String> {
        number(text).map_or(Vec::new(), |number| [vec![number.written], number.also].concat())
    }

    #[test]
    fn a_million_and_a_quarter() {
        for text in [
            "1.250.000",
            "1250000",
            "1 250 000",
            "1\u{a0}250\u{a0}000 kr.",
            "1,25 mio.",
            "1,25 millioner",
            "1.250 t.kr.",
            "1250 tkr.",
            "1,250 mio kr.",
            "1.250.000,00",
        ] {
            assert!(found_by(text).contains(&"1250000".to_owned()), "{text}: {:?}", found_by(text));
        }
    }

    #[test]
    fn as_written_too() {
        assert_eq!(found_by("1,25 mio. kr."), ["1,25", "1250000"]);
        assert_eq!(found_by("5-10 mio. kr."), ["5", "5000000"]);
        assert_eq!(found_by("23.5 pct."), ["23,5"]);
        assert_eq!(found_by("23,50"), ["23,5"]);
        assert_eq!(found_by("12 345 678"), ["12345678", "12", "345", "678"]);
        assert_eq!(found_by("2016 750"), ["2016"]);
        assert_eq!(number("1,25 mio. kr.").map(|number| (number.length, number.scaled)), Some((4, 9)));
    }

    #[test]
    fn what_is_no_scale_and_no_number() {
        assert_eq!(found_by("5 medarbejdere"), ["5"]);
        assert_eq!(found_by("5 møder"), ["5"]);
        assert_eq!(found_by("3 til 5 børn"), ["3"]);
        assert!(found_by("31.10.2012").is_empty() && found_by("2.1.3").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[0-9][0-9., \u{a0}–a-zæ-]{0,30}|[0-9]\\PC{0,20}") {
            if let Some(number) = number(&text) {
                proptest::prop_assert!(text.is_char_boundary(number.length) && text.is_char_boundary(number.scaled));
            }
        }
    }
}
