//! One figure in one phrase: `ca. 33 sager pr. rådgiver`, `4 rådgivere`, `mindst 2 mio. kr. ✓`.
//!
//! Takes a [`Record`], gives what a list of figures shows of its value. A table's cell leaves out what its column says;
//! a phrase stands alone and says it all, also that the digits were lost.

use super::{
    Lang, cell, danish,
    words::{self, words},
};
use crate::{
    comparison::Empty,
    figure::{Record, Statistic, Unit},
    quantity::{Measure, Value},
};

/// What a figure says, without whom and when.
pub fn value(record: &Record, lang: Lang) -> String {
    let Some(value) = record.value else { return words::empty(Empty::DigitsLost, lang).to_owned() };
    let signed = record.statistic == Statistic::Change;
    let number = hedged(value, record.statistic, record.approx, record.unit, signed, lang);
    let label = cell::label(value, &record.dims, lang);
    let counted = record.dims.contains_key("profession") && record.unit == Unit::Persons;
    let unit = if says_unit(record.unit) || counted { None } else { Some(words::unit(record.unit, lang)) };
    let unit = unit.map_or(number.clone(), |unit| format!("{number}\u{a0}{unit}"));
    let phrase = match label {
        Some(label) if counted => format!("{unit} {label}"),
        Some(label) => format!("{unit}, {label}"),
        None => unit,
    };
    if record.decision.as_ref().is_some_and(|mark| mark.verdict.verifies()) {
        format!("{phrase} {}", cell::VERIFIED)
    } else {
        phrase
    }
}

/// A number by its own signs alone, before any indicator: `12 %, en procentdel`.
pub fn amount(value: Value, measure: Measure, lang: Lang) -> String {
    let unit = match measure {
        Measure::Money => Unit::Dkk,
        Measure::Percent | Measure::PercentPoint => Unit::Percent,
        // Units that are no sign stand in the words.
        _ => Unit::Persons,
    };
    format!("{}, {}", danish::value(value, unit, false, lang), words::measure(measure, lang))
}

/// A number with the bound and the hedge that the text gives it.
pub(super) fn hedged(value: Value, statistic: Statistic, approx: bool, unit: Unit, signed: bool, lang: Lang) -> String {
    let words = words(lang);
    let bound = match statistic {
        Statistic::Min => Some(words.min),
        Statistic::Max => Some(words.max),
        _ => None,
    };
    let hedge = approx.then_some(words.about);
    let number = danish::value(value, unit, signed, lang);
    let parts = [bound, hedge, Some(number.as_str())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\u{a0}")
}

/// Whether a number of the unit is never written without it.
pub(super) fn says_unit(unit: Unit) -> bool {
    unit.is_money() || unit == Unit::Percent
}
