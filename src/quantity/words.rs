//! Number words, and fractions in words.
//!
//! Takes a lower-case word, gives its value. `et par`, `flere`, `få` have none: they say no number. The article `en` is
//! no number either, except before `ekstra` or `yderligere`; the scanner sees to that.

use rust_decimal::{Decimal, prelude::ToPrimitive};

use crate::reference::lexicon::{NUMERALS, alternation, of_kind, value_of};

fn look_up(kind: &str, word: &str) -> Option<Decimal> {
    value_of(&NUMERALS, kind, word)
}

/// The value of a cardinal: `tre`, `femogtyve`, `halvanden`.
pub(super) fn cardinal(word: &str) -> Option<Decimal> {
    if let Some(value) = look_up("cardinal", word).or_else(|| look_up("tens", word)) {
        return Some(value);
    }
    if let Some((hundreds, rest)) = word.split_once("hundrede og ") {
        let hundreds = look_up("cardinal", format!("{hundreds}hundrede").trim())?;
        return cardinal(rest).filter(|rest| *rest < Decimal::ONE_HUNDRED).map(|rest| hundreds + rest);
    }
    let (ones, tens) = word.split_once("og")?;
    let ones = if matches!(ones, "en" | "et") { Some(Decimal::ONE) } else { look_up("cardinal", ones) }?;
    (ones < Decimal::TEN).then_some(ones + look_up("tens", tens)?)
}

/// The value of an ordinal: `sjette` is 6.
pub(super) fn ordinal(word: &str) -> Option<Decimal> {
    look_up("ordinal", word)
}

/// The denominator of a part: `tredjedele` is 3, `halvdelen` is 2.
pub(super) fn part(word: &str) -> Option<Decimal> {
    let stem = word.strip_suffix("en").or_else(|| word.strip_suffix('e')).unwrap_or(word);
    look_up("part", stem).or_else(|| look_up("part", word))
}

/// A fraction as percent with one decimal: 1 of 3 is 33.3.
pub(super) fn percent_of(numerator: Decimal, denominator: Decimal) -> Option<Decimal> {
    let percent = numerator.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(denominator)?;
    percent.to_f64().map(|_| percent.round_dp(1).normalize())
}

/// All cardinals as an alternation for the scanner's pattern, longest first.
pub(super) fn cardinal_pattern() -> String {
    let tens = alternation(of_kind(&NUMERALS, &["tens"]));
    let all = alternation(of_kind(&NUMERALS, &["cardinal", "tens"]));
    let below = format!("(?:en|et|to|tre|fire|fem|seks|syv|otte|ni)og(?:{tens})|{all}");
    let hundreds = r"(?:(?:et|to|tre|fire|fem|seks|syv|otte|ni)\s+)?hundrede\s+og";
    format!(r"{hundreds}\s+(?:{below})\b|{below}")
}

/// All ordinals as an alternation.
pub(super) fn ordinal_pattern() -> String {
    alternation(of_kind(&NUMERALS, &["ordinal"]))
}

/// All parts as an alternation with their endings.
pub(super) fn part_pattern() -> String {
    let parts: Vec<&str> = of_kind(&NUMERALS, &["part"]).collect();
    format!("(?:{})(?:en|e)?", parts.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cardinals() {
        for (word, value) in [
            ("tre", "3"),
            ("femogtyve", "25"),
            ("enogfyrre", "41"),
            ("halvanden", "1.5"),
            ("nul", "0"),
            ("seks hundrede og fireogtyve", "624"),
        ] {
            assert_eq!(cardinal(word).map(|value| value.to_string()).as_deref(), Some(value), "{word}");
        }
        for word in ["en", "par", "og", "tyveogto", "flere"] {
            assert_eq!(cardinal(word), None, "{word}");
        }
    }

    #[test]
    fn parts() {
        assert_eq!(part("tredjedele"), Some(Decimal::from(3)));
        assert_eq!(part("halvdelen"), Some(Decimal::from(2)));
        assert_eq!(part("andel"), None);
        assert_eq!(percent_of(Decimal::TWO, Decimal::from(3)).map(|value| value.to_string()).as_deref(), Some("66.7"));
    }
}
