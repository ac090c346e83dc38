//! Comparisons: `<=20`, `>5mio`, `1mio..3mio`, `20`.
//!
//! Takes what stands behind a colon, gives [`Bounds`] with the unit that was typed. Refuses what is no number, an empty
//! span, and ends in different units.

use std::{fmt, ops::Bound};

use rust_decimal::Decimal;

use super::{broken::Broken, lexer::Value};
use crate::quantity::{Measure, Typed, typed};

/// From where to where a number may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) struct Bounds {
    pub low: Bound<Decimal>,
    pub high: Bound<Decimal>,
}

/// Bounds with what was typed beside their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) struct Amounts {
    pub bounds: Bounds,
    pub measure: Measure,
    /// Whether a number has a sign, which asks for changes.
    pub signed: bool,
}

impl Bounds {
    /// Whether a number, or one within a range, lies between the ends.
    pub fn meet(self, low: Decimal, high: Decimal) -> bool {
        let above = match self.low {
            Bound::Included(end) => high >= end,
            Bound::Excluded(end) => high > end,
            Bound::Unbounded => true,
        };
        let below = match self.high {
            Bound::Included(end) => low <= end,
            Bound::Excluded(end) => low < end,
            Bound::Unbounded => true,
        };
        above && below
    }

    /// The numbers of its ends.
    pub fn ends(self) -> impl Iterator<Item = Decimal> {
        [self.low, self.high].into_iter().filter_map(|end| match end {
            Bound::Included(end) | Bound::Excluded(end) => Some(end),
            Bound::Unbounded => None,
        })
    }
}

impl Amounts {
    pub(super) fn parse(value: Value<'_>) -> Result<Self, Broken> {
        let at = value.at + value.sign.len();
        let text = value.text.trim();
        let (one, sign) = if value.sign.is_empty() { split_sign(text) } else { (text, value.sign) };
        if !sign.is_empty() {
            let end = number(one, at)?;
            let limit = end.value().ok_or_else(|| too_large(at))?;
            let (low, high) = match sign {
                "<" => (Bound::Unbounded, Bound::Excluded(limit)),
                ">" => (Bound::Excluded(limit), Bound::Unbounded),
                "<=" | "=<" | "≤" => (Bound::Unbounded, Bound::Included(limit)),
                ">=" | "=>" | "≥" => (Bound::Included(limit), Bound::Unbounded),
                _ => (Bound::Included(limit), Bound::Included(limit)),
            };
            return Ok(Amounts { bounds: Bounds { low, high }, measure: end.measure, signed: end.signed });
        }
        match span(text) {
            Some((low, high)) => Amounts::between(low, high, at),
            None => Amounts::between(text, text, at),
        }
    }

    /// From one end to the other; an empty one is open.
    fn between(low: &str, high: &str, at: usize) -> Result<Self, Broken> {
        let read = |text: &str| if text.trim().is_empty() { Ok(None) } else { number(text, at).map(Some) };
        let (mut low, high) = (read(low)?, read(high)?);
        if let (Some(low), Some(high)) = (&mut low, &high) {
            // “1..3mio” means what “1-3 mio.” does in Danish, “500000..1mio” what it says.
            let scaled = Typed { factor: high.factor, ..*low };
            if low.measure == Measure::Bare {
                *low = if scaled.value() <= high.value() && scaled.value().is_some() { scaled } else { *low };
                low.measure = high.measure;
            }
            if low.measure != high.measure && high.measure != Measure::Bare {
                return Err(Broken::new(at, "the two ends have different units"));
            }
        }
        let end = |end: Option<Typed>| match end {
            None => Ok(Bound::Unbounded),
            Some(end) => end.value().map(Bound::Included).ok_or_else(|| too_large(at)),
        };
        let bounds = Bounds { low: end(low)?, high: end(high)? };
        match (bounds.low, bounds.high) {
            (Bound::Unbounded, Bound::Unbounded) => {
                return Err(Broken::new(at, "a span needs an end: 20..25, 20.. or ..25"));
            }
            (Bound::Included(low), Bound::Included(high)) if low > high => {
                return Err(Broken::new(at, "the span ends before it begins"));
            }
            _ => {}
        }
        let ends = || low.iter().chain(&high);
        let measure = ends().map(|end| end.measure).find(|&measure| measure != Measure::Bare);
        Ok(Amounts { bounds, measure: measure.unwrap_or(Measure::Bare), signed: ends().any(|end| end.signed) })
    }
}

/// The sign of a comparison inside quotes.
fn split_sign(text: &str) -> (&str, &str) {
    let end = text.find(|c| !matches!(c, '<' | '>' | '=' | '≤' | '≥')).unwrap_or(text.len());
    (&text[end..], &text[..end])
}

/// The two ends of `20..25`, and of `20-25` where the stroke is no sign.
fn span(text: &str) -> Option<(&str, &str)> {
    text.split_once("..").or_else(|| {
        let stroke = |(at, c): &(usize, char)| {
            matches!(c, '-' | '–') && text[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '.'))
        };
        let (at, stroke) = text.char_indices().find(stroke)?;
        let after = &text[at + stroke.len_utf8()..];
        after.starts_with(|c: char| c.is_ascii_digit()).then_some((&text[..at], after))
    })
}

fn number(text: &str, at: usize) -> Result<Typed, Broken> {
    typed(text).ok_or_else(|| {
        let broken = match text.trim() {
            "" => Broken::new(at, "a number is missing here"),
            text => Broken::new(at, format!("“{text}” is no number")),
        };
        broken.hint("numbers are written 20, 23,5, 1.250.000, 5mio, 40% or, with blanks, \"5 mio. kr.\"")
    })
}

fn too_large(at: usize) -> Broken {
    Broken::new(at, "the number is too large")
}

impl fmt::Display for Amounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.measure {
            Measure::Money => "kr",
            Measure::Percent | Measure::PercentPoint => "%",
            Measure::Days => "dage",
            Measure::Weeks => "uger",
            Measure::Months => "måneder",
            Measure::Bare | Measure::PerYear => "",
        };
        let number = |end: Decimal| {
            let plus = if self.signed && !end.is_sign_negative() { "+" } else { "" };
            format!("{plus}{}{unit}", end.normalize().to_string().replace('.', ","))
        };
        match (self.bounds.low, self.bounds.high) {
            (Bound::Included(low), Bound::Included(high)) if low == high => f.write_str(&number(low)),
            (Bound::Included(low), Bound::Unbounded) => write!(f, ">={}", number(low)),
            (Bound::Excluded(low), Bound::Unbounded) => write!(f, ">{}", number(low)),
            (Bound::Unbounded, Bound::Included(high)) => write!(f, "<={}", number(high)),
            (Bound::Unbounded, Bound::Excluded(high)) => write!(f, "<{}", number(high)),
            (Bound::Included(low) | Bound::Excluded(low), Bound::Included(high) | Bound::Excluded(high)) => {
                write!(f, "{}..{}", number(low), number(high))
            }
            (Bound::Unbounded, Bound::Unbounded) => Ok(()),
        }
    }
}
