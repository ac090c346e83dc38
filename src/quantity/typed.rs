//! An amount as a person types it into a query or an option: `5mio`, `5 mio. kr.`, `1.250.000`, `23,5`, `40 %`, `8 uger`.
//!
//! Takes the text, gives the number with what stands behind it. Refuses everything beside them, and a decimal point:
//! `1.250` is a thousand and more to a Dane.

use rust_decimal::Decimal;

use super::{Measure, number::parse_digits};
use crate::reference::lexicon::{Entry, UNITS};

/// A number with what its unit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Typed {
    /// The number as it stands there.
    pub number: Decimal,
    /// What its scale word multiplies it by.
    pub factor: Decimal,
    /// Whether its sign was typed.
    pub signed: bool,
    /// What its unit makes it, [`Measure::Bare`] without one.
    pub measure: Measure,
}

impl Typed {
    /// The number with its scale applied; `None` where the product does not fit.
    pub fn value(self) -> Option<Decimal> {
        self.number.checked_mul(self.factor).map(|value| value.normalize())
    }
}

/// The amount in a text that is nothing else.
pub(crate) fn typed(text: &str) -> Option<Typed> {
    let (currency, text) = without_currency(text.trim());
    let signed = text.starts_with(['+', '-', '–', '−']);
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let end = unsigned.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(unsigned.len());
    let (digits, unit) = unsigned.split_at(end);
    let number = parse_digits(digits.trim().trim_end_matches(",-"))?;
    let bare = if currency { Measure::Money } else { Measure::Bare };
    let (factor, measure) = if unit.is_empty() { (Decimal::ONE, bare) } else { of_unit(unit)? };
    Some(Typed { number, factor, signed, measure })
}

/// Whether a word can only be the unit of a number.
pub(crate) fn is_unit(word: &str) -> bool {
    of_unit(word).is_some_and(|(_, measure)| matches!(measure, Measure::Money | Measure::Percent))
}

/// `kr. 500.000` is `500.000` and money.
fn without_currency(text: &str) -> (bool, &str) {
    let word = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    match entry(&text[..word].to_lowercase()) {
        Some(entry) if entry.kind == "currency" => (true, text[word..].trim_start_matches('.').trim_start()),
        _ => (false, text),
    }
}

/// What a unit multiplies by, and what it makes of a number.
fn of_unit(unit: &str) -> Option<(Decimal, Measure)> {
    let squeezed: String = unit.to_lowercase().split_whitespace().collect();
    let squeezed = squeezed.trim_end_matches(",-");
    let found = entry(squeezed).or_else(|| {
        let mut currencies = UNITS.iter().filter(|one| one.kind == "currency");
        let scale = currencies.find_map(|currency| entry(squeezed.strip_suffix(currency.word)?));
        scale.filter(|scale| scale.kind == "scale")
    })?;
    let measure = match found.kind {
        "scale" | "thousand" | "currency" => Measure::Money,
        "percent" | "points" => Measure::Percent,
        "days" => Measure::Days,
        "weeks" => Measure::Weeks,
        "months" => Measure::Months,
        _ => return None,
    };
    Some((found.value, measure))
}

/// A unit by its name in small letters and without blanks.
fn entry(squeezed: &str) -> Option<&'static Entry> {
    UNITS.iter().find(|one| one.word.replace(' ', "") == squeezed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Measure)> {
        typed(text).and_then(|one| Some((one.value()?.to_string(), one.measure)))
    }

    #[test]
    fn amounts_in_every_danish_spelling() {
        use Measure::{Bare, Days, Money, Months, Percent, Weeks};
        for (text, value, measure) in [
            ("20", "20", Bare),
            ("5mio", "5000000", Money),
            ("5 mio. kr.", "5000000", Money),
            ("5mio.kr", "5000000", Money),
            ("1,25 mia", "1250000000", Money),
            ("450 t.kr.", "450000", Money),
            ("450tkr", "450000", Money),
            ("1.250.000", "1250000", Bare),
            ("1 250 000 kroner", "1250000", Money),
            ("kr. 500.000,-", "500000", Money),
            ("23,5", "23.5", Bare),
            ("-7,5 %", "-7.5", Percent),
            ("+2", "2", Bare),
            ("40 pct.", "40", Percent),
            ("14 dage", "14", Days),
            ("8uger", "8", Weeks),
            ("3 mdr.", "3", Months),
            ("2½ mio", "2500000", Money),
        ] {
            assert_eq!(read(text), Some((value.to_owned(), measure)), "{text}");
        }
        assert!(typed("-5").is_some_and(|one| one.signed) && typed("5").is_some_and(|one| !one.signed));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "mio", "23.5", "5 sager", "5 mio 3", "x5", "5 kr kr", "1.2.3", "--5", "9".repeat(40).as_str()]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
