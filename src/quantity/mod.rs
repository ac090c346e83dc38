//! Room 4, numbers: what in a stretch of text is a quantity, and what only looks like one.
//!
//! Takes a text and a span of it (a sentence, a cell), gives every number in it as a [`Quantity`] or as a [`Rejected`]
//! with the reason, in order. Refuses to guess: a number whose surroundings make it a date, a paragraph of law, a
//! telephone number or a label is rejected by a named rule, which `explain` shows.
//!
//! ```
//! use nogletal::quantity::scan;
//! let found = scan("Der afsættes 3,4 mio. kr. i 2019, jf. § 11.");
//! assert_eq!(found.quantities.len(), 1);
//! assert_eq!(found.quantities[0].value.to_string(), "3400000");
//! assert_eq!(found.rejected.len(), 2); // the year and the paragraph
//! ```

mod coordination;
mod dates;
mod elided;
mod number;
mod period;
mod reject;
mod relative;
mod scanner;
mod typed;
mod unit;
mod value;
mod words;
mod yearless;

use rust_decimal::Decimal;

use crate::{figure::RuleName, span::Span};

pub(crate) use dates::MONTHS;
pub use dates::{DateMention, find_dates};
pub(crate) use elided::under_heading;
pub use number::parse_digits;
pub use period::{Date, NotAPeriod, Period};
pub(crate) use relative::{Anchors, find_times};
pub use scanner::{scan, scan_within};
pub(crate) use typed::{Typed, is_unit, typed};
pub use unit::{Scale, stated_scale};
pub(crate) use value::LARGEST;
pub use value::Value;

/// The rule by which a number has the scale of the amount before it.
pub(crate) const SCALE_BEFORE: RuleName = "unit: that of the amount before it";

/// What a number measures by its own signs, before any context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Nothing stands with it: a count, or a number whose unit stands elsewhere.
    Bare,
    /// Kroner, scale applied.
    Money,
    /// Percent, or a fraction in words turned into one.
    Percent,
    /// Percentage points.
    PercentPoint,
    /// A length of time in days.
    Days,
    /// A length of time in weeks.
    Weeks,
    /// A length of time in months.
    Months,
    /// Times a year.
    PerYear,
}

impl Measure {
    /// Whether it is a length of time or a frequency.
    pub fn is_duration(self) -> bool {
        matches!(self, Measure::Days | Measure::Weeks | Measure::Months | Measure::PerYear)
    }

    /// Whether it is percent or percentage points.
    pub fn is_percent(self) -> bool {
        matches!(self, Measure::Percent | Measure::PercentPoint)
    }
}

/// A number that means an amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number with its scale word, currency, percent sign or range; hedges stay outside.
    pub span: Span,
    /// Its value, scale applied.
    pub value: Value,
    /// What its own signs say that it measures.
    pub measure: Measure,
    /// Whether a hedge stands before it.
    pub approx: bool,
    /// Whether it is one of a pair such as `75/25`: 0 for the first, 1 for the second.
    pub pair: Option<u8>,
    /// The rules that read it.
    pub rules: Vec<RuleName>,
}

impl Quantity {
    /// Whether it is “én”, “en enkelt”, “ét” in words, which mostly counts nothing.
    pub(crate) fn is_one_in_words(&self) -> bool {
        self.rules.contains(&"number: in words") && self.value == Value::Exact(Decimal::ONE)
    }

    /// What the scale that it is written with multiplies by.
    pub(crate) fn factor(&self, text: &str) -> Option<Decimal> {
        let written = self.span.of(text);
        // “4-5 mio. kr.”: a range has the scale of its second number.
        let last = match self.value {
            Value::Range { .. } => written.rfind(['-', '–', ' ']).map_or(written, |_| last_number(written)),
            Value::Exact(_) => written,
        };
        coordination::written_factor(last, Value::Exact(self.value.high()))
    }

    /// Makes an amount of a number whose scale another amount says.
    pub(crate) fn rescale(&mut self, factor: Decimal) {
        coordination::scale(self, factor, SCALE_BEFORE);
    }
}

/// From the second number of a range to its end.
fn last_number(written: &str) -> &str {
    let dash = written.find(['-', '–']).or_else(|| written.find(" og ")).unwrap_or(0);
    written[dash..].trim_start_matches(|c: char| !c.is_ascii_digit())
}

/// A number that means no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Where it stands.
    pub span: Span,
    /// The rule that rejected it.
    pub rule: RuleName,
}

/// What a stretch of text holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// The quantities, in order.
    pub quantities: Vec<Quantity>,
    /// The dates and years, in order.
    pub dates: Vec<DateMention>,
    /// Numbers that are neither, in order.
    pub rejected: Vec<Rejected>,
}
