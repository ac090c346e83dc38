//! Numbers that belong together: ranges, and lists whose unit stands only with the last.
//!
//! Takes a [`Scan`] with single numbers, joins `20-25`, `45 – 65`, `mellem 24 og 28 mio. kr.` into ranges, and gives
//! `4,1, 7,0 og 7,0 mio. kr.` the unit that all of them share. `fra 20 til 25` stays two numbers: it is a change.

use crate::pattern::Regex;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Measure, Scan, scanner::tail, value::Value, words};

static DASH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s?[-–—]\s?$").expect("a pattern"));
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:,\s*|\s+og\s+|,?\s+(?:eller|samt|henholdsvis|hhv\.)\s+)$").expect("a pattern")
});
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\bmellem\s+(?:ca\.\s+)?$").expect("a pattern"));
static AND: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+og\s+$").expect("a pattern"));
static UP_TO: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+til\s+$").expect("a pattern"));
static FROM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\bfra\s+(?:[\p{L}.]+\s+){0,2}$").expect("a pattern"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^(?:\d|(?:{})(?:$|[^\p{{L}}]))", words::cardinal_pattern())).expect("a pattern")
});

/// Whether a text begins with a number, in digits or in words.
pub(super) fn starts_with_number(text: &str) -> bool {
    NUMBER.is_match(text)
}

/// Joins what belongs together.
pub(super) fn join(text: &str, scan: &mut Scan) {
    share_units(text, scan);
    ranges(text, scan);
}

/// Gives a bare number the unit of the next one in a list: from the back, so that it travels to the front.
fn share_units(text: &str, scan: &mut Scan) {
    let quantities = &mut scan.quantities;
    for index in (1..quantities.len()).rev() {
        let (left, right) = quantities.split_at_mut(index);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        let shares = matches!(b.measure, Measure::Money | Measure::Percent | Measure::PercentPoint);
        if a.measure != Measure::Bare || !shares || b.pair.is_some() || a.span.end > b.span.start {
            continue;
        }
        let gap = &text[a.span.end..b.span.start];
        if !LIST.is_match(gap) && !DASH.is_match(gap) && !UP_TO.is_match(gap) {
            continue;
        }
        // The factor is what the written number was multiplied by: read it off the number word or digits again.
        let Some(factor) = written_factor(b.span.of(text), b.value) else { continue };
        let Some(value) = a.value.times(factor) else { continue };
        a.value = value;
        a.measure = b.measure;
        a.rules.push("unit: shared with the next");
    }
}

/// What the scale word in a written amount multiplies by.
fn written_factor(written: &str, value: Value) -> Option<Decimal> {
    let end =
        written.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '−' | ' ' | '\u{a0}')));
    let digits = written[..end.unwrap_or(written.len())].trim_end_matches([' ', '\u{a0}', '.', ',', '-']);
    let base = super::parse_digits(digits)
        .or_else(|| super::parse_digits(&digits.replacen('.', ",", 1)))
        .or_else(|| words::cardinal(&written.split_whitespace().next()?.to_lowercase()))?;
    match value {
        Value::Exact(value) if base.is_zero() => Some(value.is_zero()).filter(|zero| *zero).map(|_| Decimal::ONE),
        Value::Exact(value) => value.checked_div(base),
        Value::Range { .. } => None,
    }
}

fn ranges(text: &str, scan: &mut Scan) {
    let mut index = 1;
    while index < scan.quantities.len() {
        let (a, b) = (&scan.quantities[index - 1], &scan.quantities[index]);
        if a.pair.is_none() && b.pair.is_none() && a.span.end <= b.span.start && is_range(text, scan, index) {
            let b = scan.quantities.remove(index);
            let a = &mut scan.quantities[index - 1];
            a.value = Value::range(a.value.low(), b.value.high());
            a.span = a.span.cover(b.span);
            a.measure = b.measure;
            a.rules.push("number: range");
        } else {
            index += 1;
        }
    }
}

fn is_range(text: &str, scan: &Scan, index: usize) -> bool {
    let (a, b) = (&scan.quantities[index - 1], &scan.quantities[index]);
    let (Value::Exact(low), Value::Exact(high)) = (a.value, b.value) else { return false };
    // “5 til 6 uger” has its unit once; two numbers with units of their own are two numbers.
    let shared = a.rules.contains(&"unit: shared with the next");
    let unit_once = a.measure == b.measure && (shared || matches!(a.measure, Measure::Bare))
        || a.measure == Measure::Bare && b.measure.is_duration();
    if low >= high || !unit_once {
        return false;
    }
    let (before, gap) = (tail(&text[..a.span.start]), &text[a.span.end..b.span.start]);
    let dash = DASH.is_match(gap) && (gap.trim().len() == gap.len() || gap.starts_with(' ') && gap.ends_with(' '));
    dash || AND.is_match(gap) && BETWEEN.is_match(before)
        || UP_TO.is_match(gap) && !FROM.is_match(before) && b.measure != Measure::Bare
}

#[cfg(test)]
mod tests {
    use super::super::scan;

    fn values(text: &str) -> Vec<String> {
        scan(text).quantities.iter().map(|one| format!("{:?} {}", one.measure, one.value)).collect()
    }

    #[test]
    fn ranges_stay_ranges() {
        for (text, wanted) in [
            ("har 20-25 sager", "Bare 20–25"),
            ("har 45 – 65 børn", "Bare 45–65"),
            ("mellem 20 og 25 sager", "Bare 20–25"),
            ("mellem 24 og 28 mio. kr.", "Money 24000000–28000000"),
            ("fem-seks mio. kr.", "Money 5000000–6000000"),
            ("20-22 mio. kr. mere", "Money 20000000–22000000"),
            ("5-6 procent", "Percent 5–6"),
            ("i 4 til 6 uger", "Weeks 4–6"),
        ] {
            assert_eq!(values(text), [wanted], "{text}");
        }
    }

    #[test]
    fn changes_and_lists_stay_several() {
        for (text, wanted) in [
            ("fra 45 til 25 sager", vec!["Bare 45", "Bare 25"]),
            ("hhv. 4,1, 7,0 og 7,0 mio. kr.", vec!["Money 4100000", "Money 7000000", "Money 7000000"]),
            ("91, 86 og 80", vec!["Bare 91", "Bare 86", "Bare 80"]),
            ("1 mio. kr. i 2013, 2 mio. kr. i 2014", vec!["Money 1000000", "Money 2000000"]),
            ("fordelingen er 75/25", vec!["Percent 75", "Percent 25"]),
        ] {
            assert_eq!(values(text), wanted, "{text}");
        }
    }
}
