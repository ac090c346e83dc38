//! Whether a figure is about the whole of a thing or a part of it, and which part.
//!
//! Takes a record's dimensions, gives its [`Scope`] and its breakdown. A missing dimension means the whole, as do the
//! total over all types, the combined scenario, and a row whose label says “i alt”.

use std::borrow::Cow;

use crate::figure::{Dimensions, Record};

/// From the widest to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// All of it.
    Whole,
    /// One type, profession, age group or row of it.
    Part,
    /// One of several scenarios, of which only one will happen.
    Scenario,
}

/// The breakdowns, the most telling first: parts of one cell come from one of them.
pub(super) const AXES: [&str; 6] = ["placement_type", "profession", "age_group", "scenario", "item", "question"];

/// Kinds of money, which are no parts: what is said without a kind may be of any.
const KINDS: [&str; 3] = ["recurrence", "basis", "price_level"];

/// Whether two figures may be about the same: the same breakdown, and no kind of money in which they differ.
pub(super) fn same(a: &Dimensions, b: &Dimensions) -> bool {
    let is_part = |(key, _): &(&Cow<'static, str>, &Cow<'static, str>)| !KINDS.contains(&key.as_ref());
    same_kind(a, b) && a.iter().filter(is_part).eq(b.iter().filter(is_part))
}

/// Whether two amounts are of no different kinds: 2022's prices and 2023's are, a year's amount and one without a word
/// are not.
pub(super) fn same_kind(a: &Dimensions, b: &Dimensions) -> bool {
    KINDS.iter().all(|kind| a.get(*kind).zip(b.get(*kind)).is_none_or(|(one, other)| one == other))
}

/// The place of a kind of money among those that could stand in a cell: a year's amount before one that is spent once,
/// and that before what adds up over years, so that no two of them stand side by side. A forecast that its document has
/// overtaken comes last.
pub(super) fn kind(dims: &Dimensions) -> usize {
    if dims.contains_key("forecast") {
        return 3;
    }
    match dims.get("recurrence").map(AsRef::as_ref) {
        Some("once") => 1,
        Some("accumulated") => 2,
        _ => 0,
    }
}

pub(super) fn of(parts: &Dimensions) -> Scope {
    if parts.contains_key("scenario") {
        Scope::Scenario
    } else if axis(parts).is_some() {
        Scope::Part
    } else {
        Scope::Whole
    }
}

/// The dimensions without those that say the whole: the total over all types, the combined scenario, a row “i alt”.
pub fn parts(dims: &Dimensions) -> Cow<'_, Dimensions> {
    if !dims.iter().any(|(key, value)| says_whole(key, value)) {
        return Cow::Borrowed(dims);
    }
    let parts = dims.iter().filter(|(key, value)| !says_whole(key, value));
    Cow::Owned(parts.map(|(key, value)| (key.clone(), value.clone())).collect())
}

/// What a figure is about a part of, whatever the kind of money and whichever of its document's forecasts.
pub(super) fn breakdown(dims: &Dimensions) -> Dimensions {
    let mut breakdown = parts(dims).into_owned();
    breakdown.retain(|key, _| key != "forecast" && !KINDS.contains(&key.as_ref()));
    breakdown
}

/// Whether the value of a breakdown is its whole.
pub(crate) fn says_whole(key: &str, value: &str) -> bool {
    match key {
        "placement_type" => value == "total",
        "scenario" => value == "combined",
        "item" => is_total(value),
        _ => false,
    }
}

/// The part of a breakdown that a figure is about; `None` for the whole.
pub(super) fn part<'a>(dims: &'a Dimensions, breakdown: &str) -> Option<&'a str> {
    dims.get(breakdown).map(AsRef::as_ref).filter(|value| !says_whole(breakdown, value))
}

/// The place of the breakdown that a figure belongs to; the whole comes first.
pub(super) fn axis(parts: &Dimensions) -> Option<usize> {
    AXES.iter().position(|axis| parts.contains_key(*axis))
}

/// The part that a figure is about, in the breakdown that it belongs to.
pub(super) fn axis_value(parts: &Dimensions) -> Option<&Cow<'static, str>> {
    AXES.iter().find_map(|axis| parts.get(*axis))
}

/// Whether a row or the figure itself says that it is a total.
pub(super) fn is_named_total(record: &Record) -> bool {
    record.dims.get("item").is_some_and(|item| is_total(item))
        || record.dims.get("placement_type").is_some_and(|one| one == "total")
}

fn is_total(label: &str) -> bool {
    let label = label.to_lowercase();
    let words: Vec<&str> =
        label.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| pair == ["i", "alt"])
        || words.iter().any(|word| matches!(*word, "ialt" | "total" | "totalt" | "samlet" | "samlede" | "sum"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_by_their_label() {
        for label in ["Investering i alt", "I alt", "Samlet investering", "Total"] {
            assert!(is_total(label), "{label}");
        }
        for label in ["Rådgivere", "Altid åben rådgivning", "i altanen", "Samlevær"] {
            assert!(!is_total(label), "{label}");
        }
    }
}
