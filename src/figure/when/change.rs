//! The times of a change: where it began, where it ended, how long it ran.
//!
//! Takes a number of a change in its sentence, gives the time of the one that it was counted from and of the one that it
//! came to, or the span of the difference between them. Refuses to give a first number the single date of the second.

use std::cmp::Ordering;

use super::{Context, FIRST_SINCE, SINCE};
use crate::{
    pattern::Pattern,
    quantity::{Date, DateMention, Period},
    span::Span,
};

static THAN: Pattern = Pattern::new(r"(?i)^[^.;:,]{0,60}\b(?:end|i\s+forhold\s+til|sammenlignet\s+med)\s+(?:i\s+)?$");
static YEAR_BEFORE: Pattern = Pattern::new(
    r"(?i)^[^.;:,]{0,60}\b(?:end|i\s+forhold\s+til|sammenlignet\s+med)\s+(?:i\s+)?(?:året\s+(?:før|forinden)|det\s+foregående\s+år)\b",
);
/// A year that opens a change: `I 2022 faldt antallet`.
static MOVED_IN: Pattern = Pattern::new(r"(?i)\bi\s+$");
static MOVED: Pattern = Pattern::new(
    r"(?i)\b(?:steg|faldt|voksede|er\s+(?:[^\s,.]+\s+){0,4}(?:steget|faldet|vokset)|gik|bragte\p{L}*|sænke\p{L}*|blev\s+(?:[^\s,.]+\s+){0,4}(?:nedbragt|hævet|sænket|reduceret))\b[^.;]*$",
);
static ENDS: Pattern = Pattern::new(r"(?i)^(?:[^.;:]|\d\.\s){0,40}?\btil\s+(?:\p{L}+\.?\s+){0,2}$");

impl Context<'_> {
    /// `fra 38 til 31 i samme periode`: a time that runs, whose beginning is the first number's and whose end the second's.
    /// Of a single date behind the second the first has no part: it was so before.
    pub(super) fn ends(&self, index: usize) -> Option<Period> {
        let first = if self.opens_change(index) { index } else { index.checked_sub(1)? };
        if first != index && !self.opens_change(first) {
            return None;
        }
        let (from, to) = (self.scan.quantities[first].span, self.scan.quantities[first + 1].span);
        let own = self.times.iter().any(|time| time.span.start >= from.end && time.span.end <= to.start);
        let next = self.scan.quantities.get(first + 2).map_or(self.text.len(), |next| next.span.start);
        let near =
            |time: &DateMention| time.span.end <= from.start || time.span.start >= to.end && time.span.end <= next;
        let runs = self.dated().filter(|(time, _)| near(time)).map(|(time, period)| self.widened(time, period));
        let run = runs.into_iter().find(|period| period.end.is_some()).filter(|_| !own);
        if let Some(run) = run {
            return Some(Period::at(if first == index { run.start } else { run.last() }));
        }
        if own || self.dated().any(|(time, _)| near(time) && time.span.start >= to.end) {
            return None;
        }
        if let Some((start, end)) = self.ran_before(first) {
            return Some(if first == index { start } else { end });
        }
        let (opening, year) = self.dated().rfind(|(time, _)| time.span.end <= from.start)?;
        let moved = opening.bare_year
            && MOVED_IN.is_match(&self.text[..opening.span.start])
            && !FIRST_SINCE.is_match(&self.text[..opening.span.start])
            && MOVED.is_match(&self.text[opening.span.end..from.start]);
        // “I 2022 faldt antallet fra 31 til 24”: it was 31 when the year began.
        let start = Period::year(year.start.year.checked_sub(1)?);
        (moved && first == index).then_some(start)
    }

    /// `faldt fra 81 i 2016 til 76 i 2017, mens de andre steg fra 29 til 32`: the times of the change told before.
    fn ran_before(&self, first: usize) -> Option<(Period, Period)> {
        let earlier = (0..first.checked_sub(1)?).rev().find(|at| self.opens_change(*at))?;
        let (from, to) = (self.scan.quantities[earlier].span, self.scan.quantities[earlier + 1].span);
        let here = self.scan.quantities[first].span.start;
        let between = |start: usize, end: usize| {
            let mut times = self.dated().filter(|(time, _)| time.span.start >= start && time.span.end <= end);
            times.next().map(|(_, period)| period)
        };
        Some((between(from.end, to.start)?, between(to.end, here)?))
    }

    /// Whether a number is the first of a change: `fra 38 … til 31`.
    pub(super) fn opens_change(&self, index: usize) -> bool {
        let quantities = &self.scan.quantities;
        let (span, Some(next)) = (quantities[index].span, quantities.get(index + 1)) else { return false };
        let mut words = self.text[..span.start].split_whitespace().rev().take(4);
        words.any(|word| word.eq_ignore_ascii_case("fra")) && ENDS.is_match(&self.text[span.end..next.span.start])
    }

    /// A difference from a time named behind it: `12 flere end i 2018`, `8 pct. lavere end året før`; or from one that it
    /// is told since: `Siden 2011 er antallet faldet 8 pct.` It runs to the time that the text speaks of.
    pub(super) fn compared(&self, span: Span, previous: usize) -> Option<Period> {
        if !self.change {
            return None;
        }
        let since = |time: &DateMention| time.span.end <= span.start && SINCE.is_match(&self.text[..time.span.start]);
        let than =
            |time: &DateMention| time.span.start >= span.end && THAN.is_match(&self.text[span.end..time.span.start]);
        let base = self.dated().find(|(time, _)| since(time) && previous <= time.span.start || than(time));
        let others = self.dated().filter(|(time, _)| base.is_none_or(|(base, _)| base.span != time.span));
        let current =
            others.rev().map(|(_, period)| period).find(|period| period.end.is_none_or(|end| end.month.is_none()));
        let current = current.or(self.before).or(self.basis).or(self.written)?.last().year;
        let from = match base {
            Some((_, period)) => period.start,
            None => Date::year(YEAR_BEFORE.is_match(&self.text[span.end..]).then_some(current.checked_sub(1)?)?),
        };
        match from.year.cmp(&current) {
            Ordering::Less => Some(Period::span(from, Date::year(current))),
            // “flere end ved årets begyndelse”: over that year.
            Ordering::Equal if base.is_some() => Some(Period::year(current)),
            _ => None,
        }
    }

    /// A difference between two dated numbers ahead of it: `fra 524 i 2014 til 1023 i 2017 – en stigning på 95,2 %`.
    pub(super) fn run(&self, span: Span) -> Option<Period> {
        if !self.change {
            return None;
        }
        let ahead = || self.dated().filter(|(date, _)| date.span.end <= span.start).map(|(_, period)| period);
        let (first, last) = (ahead().map(|one| one.start).min()?, ahead().map(Period::last).max()?);
        (first.year < last.year).then(|| Period::span(first, last))
    }
}
