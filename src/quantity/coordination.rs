//! Numbers that belong together: ranges, and lists whose unit stands only with the last.
//!
//! Takes a [`Scan`] with single numbers, joins `20-25`, `45 – 65`, `mellem 24 og 28 mio. kr.` into ranges, and gives
//! `4,1, 7,0 og 7,0 mio. kr.` the unit that all of them share, `Udgifter (mio. kr.): pleje 4,1, tilsyn 0,7` the one that
//! their lead-in states, and `6,2 mio. kr. i 2020 og 5,9 i 2021` the one said before. `fra 20 til 25` stays two numbers:
//! it is a change.

use crate::pattern::{Pattern, Regex};
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Measure, Quantity, Scan, elided, scanner::tail, unit::stated_scale, value::Value, words};
use crate::{figure::RuleName, span::Span};

static DASH: Pattern = Pattern::new(r"^\s?[-–—]\s?$");
static LIST: Pattern = Pattern::new(r"(?i)^(?:,\s*|\s+og\s+|,?\s+(?:eller|samt|henholdsvis|hhv\.)\s+)$");
static BETWEEN: Pattern = Pattern::new(r"(?i)\bmellem\s+(?:ca\.\s+)?$");
static AND: Pattern = Pattern::new(r"(?i)^\s+og\s+$");
static UP_TO: Pattern = Pattern::new(r"(?i)^\s+til\s+$");
static FROM: Pattern = Pattern::new(r"(?i)\bfra\s+(?:(?:\d[\d.,]*\s+(?:\p{L}+\.?\s+)?over\s+)|(?:[\p{L}.]+\s+){0,2})$");
/// Ahead of a bare number, what makes the “til” behind it a way to somewhere: `flyttede 4 til 6 nye steder`.
static MOVES: Pattern = Pattern::new(
    r"(?i)\b(?:flytte|overflytte|overgå|overgik|visitere|overføre|henvise|sendte?|steg|stige|ændre|hæve|øge|udvide|fra)\p{L}*\s[^.;:]{0,40}$",
);
static NOUN: Pattern = Pattern::new(r"^\s+\p{Ll}{2}");
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^(?:\d|(?:{})(?:$|[^\p{{L}}]))", words::cardinal_pattern())).expect("a pattern")
});

/// Whether a text begins with a number, in digits or in words.
pub(super) fn starts_with_number(text: &str) -> bool {
    NUMBER.is_match(text)
}

/// Joins what belongs together.
pub(super) fn join(text: &str, scan: &mut Scan) {
    halves(text, scan);
    share_units(text, scan);
    said_before(text, scan);
    stated(text, scan);
    elided::share(text, scan);
    ranges(text, scan);
}

/// `tre en halv stilling`: three and a half, not three and then a half.
fn halves(text: &str, scan: &mut Scan) {
    let half = Decimal::new(5, 1);
    for index in (1..scan.quantities.len()).rev() {
        let (whole, part) = (&scan.quantities[index - 1], &scan.quantities[index]);
        let Value::Exact(number) = whole.value else { continue };
        let joined = part.value == Value::Exact(half)
            && part.span.of(text).to_lowercase().contains("halv")
            && whole.span.end < part.span.start
            && matches!(text[whole.span.end..part.span.start].trim(), "" | "og")
            && number.fract().is_zero()
            && whole.measure == Measure::Bare;
        if joined {
            let part = scan.quantities.remove(index);
            let whole = &mut scan.quantities[index - 1];
            (whole.span, whole.measure) = (whole.span.cover(part.span), part.measure);
            whole.value = Value::Exact(number + half);
        }
    }
}

static ENDS: Pattern =
    Pattern::new(r"^(?:\s*(?:[,;)(*]|[-–]\s)|\.(?:\s|$)|\s*$|\s+\p{Lu}|\s+(?:og|samt|mod|til|i\s+(?:19|20)\d\d)\b)");
/// From an amount to one that leaves out its scale: ` i 2016, `, ` til `, ` (`.
static SAID_GAP: LazyLock<Regex> = LazyLock::new(|| {
    let when = r"(?:(?:i|for)\s+(?:19|20)\d\d|i\s+år|sidste\s+år|året\s+før)";
    let link = r"(?:og|til|mod|samt|derefter|herefter|(?:stig|fald|voks|øg)\p{L}*\s+til)";
    let more = r"(?:ca\.|knap|godt|hele|kun|blot|yderligere|igen)";
    Regex::new(&format!(r"(?i)^(?:\s+{when},?\s*(?:{link}\s+)?|,?\s+{link}\s+(?:{when}\s+)?|\s*\()(?:{more}\s+)*$"))
        .expect("a pattern")
});

/// Gives a bare number the scale of the amount before it: `fra 6,2 mio. kr. i 2020 til 5,9 i 2021`. It must end as an
/// amount does, and have the size of one: a count would have its noun.
fn said_before(text: &str, scan: &mut Scan) {
    let quantities = &mut scan.quantities;
    for index in 1..quantities.len() {
        let (left, right) = quantities.split_at_mut(index);
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        if a.measure != Measure::Money || b.measure != Measure::Bare || a.span.end > b.span.start {
            continue;
        }
        let behind = &text[b.span.end..];
        let amount = ENDS.is_match(behind) && !behind.trim_start().starts_with(|c: char| c.is_uppercase() || c == '(');
        let Some(factor) = written_factor(a.span.of(text), a.value).filter(|factor| *factor > Decimal::ONE) else {
            continue;
        };
        let decimal = b.span.of(text).contains(',');
        if amount && decimal && SAID_GAP.is_match(&text[a.span.end..b.span.start]) {
            scale(b, factor, "unit: said before");
        }
    }
}

/// Gives the bare numbers behind a lead-in the unit that it states: `Udgifter 2021 (mio. kr.): tilsyn 0,7, pleje 4,1`.
fn stated(text: &str, scan: &mut Scan) {
    let Some(first) = scan.quantities.iter().position(|one| one.measure == Measure::Bare) else { return };
    let Some(colon) = text[..scan.quantities[first].span.start].rfind(':') else { return };
    let Some(unit) = stated_scale(&text[..colon]).filter(|unit| unit.measure == Measure::Money) else { return };
    let listed = scan.quantities.iter_mut().filter(|one| one.span.start > colon && one.measure == Measure::Bare);
    for one in listed.filter(|one| ENDS.is_match(&text[one.span.end..])) {
        scale(one, unit.factor, "unit: stated before the list");
    }
}

pub(super) fn scale(one: &mut Quantity, factor: Decimal, rule: RuleName) {
    if let Some(value) = one.value.times(factor) {
        one.value = value;
        one.measure = Measure::Money;
        one.rules.push(rule);
    }
}

/// Gives a bare number the unit of the next one in a list: from the back, so that it travels to the front.
fn share_units(text: &str, scan: &mut Scan) {
    let quantities = &mut scan.quantities;
    for index in (1..quantities.len()).rev() {
        let (left, right) = quantities.split_at_mut(index);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        let shares = matches!(b.measure, Measure::Money | Measure::Percent | Measure::PercentPoint)
            || b.measure.is_duration() && UP_TO.is_match(&text[a.span.end.min(b.span.start)..b.span.start]);
        if a.measure != Measure::Bare || !shares || b.pair.is_some() || a.span.end > b.span.start {
            continue;
        }
        let gap = &text[a.span.end..b.span.start];
        if !LIST.is_match(gap) && !DASH.is_match(gap) && !UP_TO.is_match(gap) {
            continue;
        }
        // “Skoler: 141 – 36 %”: a count, and its share of all; no range falls, no share is above a hundred.
        let counted = b.measure == Measure::Percent
            && (a.value.low() > Decimal::ONE_HUNDRED || DASH.is_match(gap) && a.value.low() > b.value.high());
        if counted {
            continue;
        }
        // The factor is what the written number was multiplied by: read it off the number word or digits again.
        let Some(factor) = written_factor(b.span.of(text), b.value) else { continue };
        // “mellem 800.000 og to millioner”: what is written out in full has its scale.
        let factor = if a.value.low() >= Decimal::ONE_THOUSAND { Decimal::ONE } else { factor };
        let Some(value) = a.value.times(factor) else { continue };
        a.value = value;
        a.measure = b.measure;
        a.rules.push("unit: shared with the next");
    }
}

/// What the scale word in a written amount multiplies by.
pub(super) fn written_factor(written: &str, value: Value) -> Option<Decimal> {
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
        || UP_TO.is_match(gap) && !FROM.is_match(before) && (b.measure != Measure::Bare || counts(text, before, b.span))
}

/// Whether two bare numbers with “til” between them count one thing: a noun behind them, and nothing that moves.
fn counts(text: &str, before: &str, last: Span) -> bool {
    NOUN.is_match(&text[last.end..]) && !MOVES.is_match(before)
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
            ("anbefaler 18 til 22 sager", "Bare 18–22"),
        ] {
            assert_eq!(values(text), [wanted], "{text}");
        }
    }

    #[test]
    fn changes_and_lists_stay_several() {
        for (text, wanted) in [
            ("fra 45 til 25 sager", vec!["Bare 45", "Bare 25"]),
            ("antallet steg 18 til 22 sager", vec!["Bare 18", "Bare 22"]),
            ("fra i juni 18 til 22 sager", vec!["Bare 18", "Bare 22"]),
            ("hhv. 4,1, 7,0 og 7,0 mio. kr.", vec!["Money 4100000", "Money 7000000", "Money 7000000"]),
            ("91, 86 og 80", vec!["Bare 91", "Bare 86", "Bare 80"]),
            ("1 mio. kr. i 2013, 2 mio. kr. i 2014", vec!["Money 1000000", "Money 2000000"]),
            ("fra 6,2 mio. kr. i 2020 til 5,9 i 2021.", vec!["Money 6200000", "Money 5900000"]),
            ("6,2 mio. kr. i 2020 og 5 rådgivere", vec!["Money 6200000", "Bare 5"]),
            ("Udgifter (mio. kr.): Tilsyn 0,7 Pleje 4,1", vec!["Money 700000", "Money 4100000"]),
            ("Udgifter i 1.000 kr.: tilsyn 700, pleje 4.100", vec!["Money 700000", "Money 4100000"]),
            ("Udgiften er 3 mio. kr.: 4 rådgivere", vec!["Money 3000000", "Bare 4"]),
            ("fordelingen er 75/25", vec!["Percent 75", "Percent 25"]),
        ] {
            assert_eq!(values(text), wanted, "{text}");
        }
    }
}
