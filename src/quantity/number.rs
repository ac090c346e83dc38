//! Digits as Danes write them: `3.386.794`, `3 386 794`, `3,4`, `3½`.
//!
//! Takes the digits, gives a decimal. Refuses what no Dane writes: `1.2.3`, `12.34` without a scale word.

use rust_decimal::Decimal;

/// White space that may part groups of three digits: plain, no-break, narrow no-break, thin.
const GROUP_SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// Fractions of one sign, in hundredths.
const GLYPHS: [(char, i64); 3] = [('½', 50), ('¼', 25), ('¾', 75)];

/// The value of digits with a sign, dots or spaces between groups of three, and a decimal comma.
///
/// ```
/// use nogletal::quantity::parse_digits;
/// assert_eq!(parse_digits("3.386.794").unwrap().to_string(), "3386794");
/// assert_eq!(parse_digits("\u{2212}7,5").unwrap().to_string(), "-7.5");
/// assert_eq!(parse_digits("52.3.3"), None);
/// ```
pub fn parse_digits(written: &str) -> Option<Decimal> {
    let (negative, digits) = match written.strip_prefix(['-', '–', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, written),
    };
    // “3½” is 3,5; a fraction has no second half.
    if let Some((glyph, part)) = GLYPHS.iter().find(|(glyph, _)| digits.ends_with(*glyph)) {
        let whole = digits.strip_suffix(*glyph).filter(|whole| !whole.contains(','))?;
        let part = Decimal::new(*part, 2);
        let value = if whole.is_empty() { part } else { parse_digits(whole)? + part };
        return Some(if negative { -value } else { value });
    }
    let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split(|c| c == '.' || GROUP_SPACES.contains(&c)).collect();
    let grouped = groups.len() > 1;
    let fits = |(index, group): (usize, &&str)| {
        group.bytes().all(|byte| byte.is_ascii_digit())
            && if grouped && index > 0 { group.len() == 3 } else { !group.is_empty() && (!grouped || group.len() <= 3) }
    };
    if !groups.iter().enumerate().all(fits) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let plain = if fraction.is_empty() { groups.concat() } else { format!("{}.{fraction}", groups.concat()) };
    let value = Decimal::from_str_exact(&plain).ok()?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(value: i64, separator: char) -> String {
        let digits = value.unsigned_abs().to_string();
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        if value < 0 { format!("-{out}") } else { out }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in -999_999_999_999_i64..999_999_999_999, separator in prop::sample::select(vec!['.', ' ', '\u{a0}'])) {
            prop_assert_eq!(parse_digits(&written(value, separator)), Some(Decimal::from(value)));
        }

        #[test]
        fn never_panics(text in "\\PC{0,30}") {
            let _ = parse_digits(&text);
        }
    }

    #[test]
    fn refuses_what_no_dane_writes() {
        for text in ["", "-", "52.3.3", "11.3", "1.2345", "1,2,3", "12a", "1234.567"] {
            assert_eq!(parse_digits(text), None, "{text}");
        }
    }
}
