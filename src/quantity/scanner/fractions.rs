//! Rhythms and fractions: `hver 6. uge`, `hver fjerde`, `to tredjedele`, `tre ud af ti`, `75/25`.
//!
//! Takes what the scanner's pattern found, gives a duration or a percentage. Refuses `24/7` and every nth of a time.

use super::{Captures, Decimal, Measure, NO_FRACTION, Scanner, Span, Value, parse_digits, words};
use crate::pattern::Pattern;

/// Where a clause ends.
static CLOSED: Pattern = Pattern::new(r"^\s*(?:[.,;:)]|$)");

impl Scanner<'_> {
    /// `hver måned`, `én gang i kvartalet`, `kvartalsvist`: the time between two of them.
    pub(super) fn rhythm(&mut self, span: Span) -> usize {
        let words = span.of(self.text).to_lowercase();
        let yearly = words.ends_with("om året")
            || words.ends_with("årligt") && words.contains("gang")
            || words.ends_with("pr. år");
        let (value, measure) = if yearly {
            (1, Measure::PerYear)
        } else if words.contains("uge") {
            (1, Measure::Weeks)
        } else if words.contains("kvartal") {
            (3, Measure::Months)
        } else if words.contains("halv") {
            (6, Measure::Months)
        } else if words.contains("måned") {
            (1, Measure::Months)
        } else {
            (12, Measure::Months)
        };
        self.push(span, value.into(), measure, &["number: how often, in words"]);
        span.end
    }

    /// `hver 6. uge`, `hver 8.-10. uge`, `hver anden til tredje måned`: from each to the next; `hver 14. dag` is two weeks.
    pub(super) fn every(&mut self, span: Span, or: Option<Span>, step: Measure) {
        let read = |span: Span| {
            let word = span.of(self.text).to_lowercase();
            words::ordinal(&word).or_else(|| parse_digits(word.trim_end_matches('.')))
        };
        let Some(value) = read(span) else { return };
        let weeks = value / Decimal::from(7);
        let (value, step) = match step {
            Measure::Days if or.is_none() && weeks.fract().is_zero() => (weeks, Measure::Weeks),
            step => (value, step),
        };
        let whole = or.map_or(span, |or| span.cover(or));
        self.push(whole, value, step, &["number: every nth week or month"]);
        if let (Some(high), Some(last)) = (or.and_then(read), self.out.quantities.last_mut()) {
            last.value = Value::range(value, high);
        }
    }

    /// `hver fjerde` is a quarter of them, unless a time follows, or it ends what a time began: `hver anden måned; i dag
    /// reelt hver fjerde`.
    pub(super) fn every_nth(&mut self, span: Span, nth: &str) -> usize {
        let nth = nth.to_lowercase();
        let step = self.out.quantities.last().map(|one| one.measure).filter(|step| step.is_duration());
        let step = step.filter(|step| *step != Measure::PerYear && CLOSED.is_match(&self.text[span.end..]));
        let number = Span::new(span.end - nth.len(), span.end);
        if let (Some(step), true) = (step, number.of(self.text).to_lowercase() == nth) {
            self.every(number, None, step);
            return span.end;
        }
        let digits = nth.strip_suffix('.').and_then(parse_digits).filter(|nth| *nth > Decimal::ONE);
        let value = words::ordinal(&nth).or(digits).and_then(|nth| words::percent_of(Decimal::ONE, nth));
        match value {
            Some(value) if !NO_FRACTION.is_match(&self.text[span.end..]) => {
                self.push(span, value, Measure::Percent, &["number: every nth of them"]);
            }
            _ => {
                self.reject(span, "reject: every nth time");
            }
        }
        span.end
    }

    /// `en tredjedel`, `halvdelen`, `to tredjedele`.
    pub(super) fn part(&mut self, span: Span, found: &Captures<'_>) -> usize {
        let times = match found.name("times").map(|times| times.as_str().to_lowercase()) {
            None => Some(Decimal::ONE),
            Some(word) if word == "en" || word == "et" => Some(Decimal::ONE),
            Some(word) => words::cardinal(&word),
        };
        let denominator = words::part(&found["partword"].to_lowercase());
        if let Some(value) =
            times.zip(denominator).and_then(|(times, denominator)| words::percent_of(times, denominator))
        {
            self.push(span, value, Measure::Percent, &["number: fraction in words"]);
        }
        span.end
    }

    /// `tre ud af ti`, `9 ud af 10` are fractions; `18 ud af 60` are two counts, of which only the first is read here.
    pub(super) fn out_of(&mut self, whole: Span, some: Span, all: Span) -> usize {
        let read = |span: Span| {
            let word = span.of(self.text).to_lowercase();
            parse_digits(&word).or_else(|| words::cardinal(&word))
        };
        let (Some(a), Some(b)) = (read(some), read(all)) else { return whole.end };
        let words = [some, all].iter().all(|span| !span.of(self.text).starts_with(|c: char| c.is_ascii_digit()));
        let round = b == Decimal::TEN || b == Decimal::ONE_HUNDRED;
        if a < b
            && (round || words && b < Decimal::TEN)
            && let Some(value) = words::percent_of(a, b)
        {
            self.push(whole, value, Measure::Percent, &["number: so many out of"]);
            return whole.end;
        }
        self.finish(some, a, &["number: digits"], false)
    }

    /// `75/25` is a pair, `2/3` a fraction, `24/7` neither.
    pub(super) fn slash(&mut self, span: Span) -> usize {
        if self.in_date(span).is_some() {
            return self.reject(span, "reject: date");
        }
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let Some((first, second)) = span.of(self.text).split_once('/') else { return span.end };
        let (Some(a), Some(b)) = (parse_digits(first), parse_digits(second)) else { return span.end };
        let glued = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.'))
            || after.starts_with(|c: char| c.is_alphanumeric() || c == '/');
        if glued {
            return self.reject(span, "reject: glued to a word");
        }
        if a + b == Decimal::ONE_HUNDRED {
            let border = span.start + first.len();
            for (which, part, value) in [(0, Span::new(span.start, border), a), (1, Span::new(border + 1, span.end), b)]
            {
                self.push(part, value, Measure::Percent, &["number: pair"]);
                if let Some(last) = self.out.quantities.last_mut() {
                    last.pair = Some(which);
                }
            }
            return span.end;
        }
        match words::percent_of(a, b) {
            Some(value) if a < b && b <= Decimal::TEN && a >= Decimal::ONE => {
                self.push(span, value, Measure::Percent, &["number: fraction"]);
                span.end
            }
            _ => self.reject(span, "reject: neither pair nor fraction"),
        }
    }
}
