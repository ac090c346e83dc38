//! Civil registration numbers, made unreadable before anything else sees the text.
//!
//! Takes a text, gives it with the digits of each number replaced by `X`, byte for byte, so that no offset moves. A
//! number is six digits that make a date and four more, parted by a hyphen, an en dash or a space; ten digits in one
//! go only after the word that says so. Refuses to touch dates, case numbers and telephone numbers.

use std::{ops::Range, sync::LazyLock};

use crate::pattern::Regex;

/// Six and four digits with one separator between them.
static PARTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\d{6}(?:[-\x{2010}\x{2011}–\x{2212} \x{a0}]|\s?[-–]\s?)\d{4}"));
/// Ten digits right after the word.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:cpr|personnummer|personnr)(?:[-. \x{a0}]?(?:nr|nummer|numre|no))?[.:]?\s{0,3}(?:er\s)?(\d{10})\b")
});
/// Words before a number that is another kind of number.
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:sags?|sagsnr|journal|j|dok|dokument|brev|tlf|telefon|mobil|konto|faktura|ean|cvr)[-. ]{0,2}(?:nr|nummer|id)?[.:]{0,2}\s{0,2}$",
    )
});
/// The word before a number that says that it is one.
static CALLED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:cpr|personn)[\w.: -]{0,12}$"));

fn pattern(source: &str) -> Regex {
    #[expect(clippy::expect_used, reason = "a constant, compiled by every test")]
    Regex::new(source).expect("the pattern is a constant")
}

/// The text with its civil registration numbers masked; as many bytes as before.
pub(super) fn masked(text: String) -> String {
    let mut found: Vec<Range<usize>> = PARTED.find_iter(&text).map(|hit| hit.range()).collect();
    found.retain(|range| is_number(&text, range.clone()));
    found.extend(NAMED.captures_iter(&text).filter_map(|hit| hit.get(1)).map(|digits| digits.range()));
    if found.is_empty() {
        return text;
    }
    found.sort_by_key(|range| range.start);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in found {
        let start = range.start.max(done);
        out.push_str(&text[done..start]);
        out.extend(text[start..range.end.max(start)].chars().map(|c| if c.is_ascii_digit() { 'X' } else { c }));
        done = range.end.max(start);
    }
    out.push_str(&text[done..]);
    out
}

fn is_number(text: &str, range: Range<usize>) -> bool {
    let number = &text[range.clone()];
    let before = tail(&text[..range.start]);
    let mut after = text[range.end..].chars();
    let next = after.next();
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let goes_on = matches!(next, Some('-' | '–' | '/' | '.' | ',')) && after.next().is_some_and(|c| c.is_ascii_digit());
    let last = before.chars().next_back();
    if joined(last) || joined(next) || goes_on || matches!(last, Some('-' | '–' | '/' | '.' | ',' | '+')) {
        return false;
    }
    if !is_date(number) || OTHERWISE.is_match(before) {
        return false;
    }
    number.contains(|c: char| !c.is_ascii_digit() && !c.is_whitespace())
        || CALLED.is_match(before)
        || stands_alone(text, before, range.end, number)
}

/// Six digits, a space and four digits may as well be two numbers of a row: they are one only when no other number
/// stands beside them and the four are not a year.
fn stands_alone(text: &str, before: &str, end: usize, number: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let year = number[number.len() - 4..].parse().is_ok_and(|year: u16| (1900..2100).contains(&year));
    !year && !digit(before.trim_end().chars().next_back()) && !digit(text[end..].trim_start().chars().next())
}

fn is_date(number: &str) -> bool {
    let part = |range: Range<usize>| number.get(range).and_then(|digits| digits.parse::<u8>().ok()).unwrap_or(0);
    (1..=31).contains(&part(0..2)) && (1..=12).contains(&part(2..4))
}

/// The last few characters, enough for a word before a number.
fn tail(text: &str) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(32))..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mask(text: &str) -> String {
        masked(text.to_owned())
    }

    #[test]
    fn numbers_are_masked_in_every_spelling() {
        for number in ["010203-1234", "311299–4321", "010203 1234", "150609 -1234"] {
            let text = format!("Barnet ({number}) er anbragt.");
            let masked = mask(&text);
            assert_eq!(masked.len(), text.len());
            assert!(!masked.contains(|c: char| c.is_ascii_digit()), "{masked}");
        }
        assert_eq!(
            mask("cpr-nr. 0102031234 og personnummer: 0102031234"),
            "cpr-nr. XXXXXXXXXX og personnummer: XXXXXXXXXX"
        );
        assert_eq!(mask("CPR 010203 2019"), "CPR XXXXXX XXXX");
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "den 31-12-2019 og 01.02.2003",
            "Sagsnr. 010203-1234",
            "Sagsnr. 27.00.00-A00-1-19, dok.nr. 2016-012345",
            "Tlf. 46 31 52 62, telefon 010203 1234",
            "i alt 120115 2019",
            "120115 1800 2300",
            "2.861.794 010101 2500",
            "450199-1234 har ingen dag 45",
            "011399-1234 har ingen måned 13",
            "0102031234 uden ordet",
            "perioden 2010-2014",
            "-010203-1234-5",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    proptest! {
        #[test]
        fn masking_changes_no_length_and_only_digits(text in "([0-9]{4,6}[- –]?|cpr |[a-zæøå ]{0,4}){0,12}") {
            let masked = mask(&text);
            prop_assert_eq!(masked.len(), text.len());
            for (was, is) in text.chars().zip(masked.chars()) {
                prop_assert!(was == is || (was.is_ascii_digit() && is == 'X'));
            }
        }

        #[test]
        fn dates_and_telephones_stay(day in 1u8..=31, month in 1u8..=12, year in 1990u16..2030, phone in 10_000_000u32..99_999_999) {
            let text = format!("Den {day:02}-{month:02}-{year}, {day}.{month}.{year}, tlf. {phone}");
            prop_assert_eq!(mask(&text), text);
        }
    }
}
