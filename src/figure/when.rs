//! What time a figure is for: the date nearest to it in its sentence, a “now” with the document's date, its heading.
//!
//! Takes a sentence's scan and a quantity's place in it, gives a [`Period`] with the rule that chose it, or nothing:
//! a date from elsewhere in the document is no evidence.

use std::sync::LazyLock;

use super::RuleName;
use crate::{
    pattern::Regex,
    quantity::{Date, DateMention, Measure, Period, Scan},
    span::Span,
};

/// The farthest that a date may stand behind its number, in bytes.
const AFTER: usize = 70;

static BREAK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;:]|\.\s+(?-i:\p{Lu})|,\s+(?:hvor|som|der|mens|at|så)\b|\bmens\b|\bmålet\s+for\b")
        .expect("a pattern")
});
static NOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:nuværende|aktuelle?t?|i\s+dag|nu|på\s+nuværende\s+tidspunkt|p\.t\.|pt\.|for\s+øjeblikket|lige\s+nu|for\s+tiden)\b").expect("a pattern")
});
static BOTH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\bbåde\s+(?:i\s+)?$").expect("a pattern"));
static FROM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:fra|mellem|siden)\s+(?:den\s+)?$").expect("a pattern"));
static TO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s+(?:til(?:\s+og\s+med)?|og)\s+(?:den\s+)?$").expect("a pattern"));
static LIST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:,\s*|\s+og\s+|,?\s+samt\s+)$").expect("a pattern"));
static AND: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+og\s+(?:i\s+)?$").expect("a pattern"));

/// What stands around a quantity, for its period.
pub(crate) struct Context<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Its numbers and dates.
    pub scan: &'a Scan,
    /// The headings above it, innermost last.
    pub headings: &'a [&'a str],
    /// When the document was written.
    pub written: Option<Period>,
    /// Whether the figure is a difference, which runs from a date to a date.
    pub change: bool,
    /// Whether the figure is a plan: the document's date is no date for it.
    pub planned: bool,
}

/// The period of the quantity at a place in the scan.
pub(crate) fn period(context: &Context<'_>, index: usize) -> Option<(Period, RuleName)> {
    let quantities = &context.scan.quantities;
    let span = quantities[index].span;
    let next = quantities.get(index + 1).map_or(context.text.len(), |next| next.span.start);
    let previous = index.checked_sub(1).map_or(0, |before| quantities[before].span.end);
    let percent = quantities[index].measure.is_percent();
    let rule = |rule: RuleName| move |period: Period| (period, rule);
    if let Some(period) = context.respectively(index) {
        return Some((period, "period: respectively"));
    }
    let run = || context.run(span).map(rule("period: from one to the other"));
    run()
        .filter(|_| percent)
        .or_else(|| context.behind(span, next).map(rule("period: behind the number")))
        .or_else(|| context.ahead(span, previous).map(rule("period: ahead of the number")))
        .or_else(|| context.now(span, previous, next).map(rule("period: now")))
        .or_else(run)
        .or_else(|| context.whole_sentence(index).map(rule("period: of the sentence")))
        .or_else(|| context.heading().map(rule("period: of the heading")))
}

impl Context<'_> {
    fn dated(&self) -> impl DoubleEndedIterator<Item = (&DateMention, Period)> {
        self.scan.dates.iter().filter_map(|date| Some((date, date.period?)))
    }

    /// `ultimo 2017, 2018 og 2019: 91, 86 og 80`; `4,1, 7,0 og 7,0 mio. kr. i 2023-2025`: as many numbers in a row as
    /// there are years in a row, or in the one span.
    fn respectively(&self, index: usize) -> Option<Period> {
        let quantities = &self.scan.quantities;
        let listed = |a: usize, b: usize| {
            quantities[a].measure == quantities[b].measure
                && LIST.is_match(&self.text[quantities[a].span.end..quantities[b].span.start])
        };
        let first = (0..index).rev().take_while(|at| listed(*at, at + 1)).last().unwrap_or(index);
        let last = (index + 1..quantities.len()).take_while(|at| listed(at - 1, *at)).last().unwrap_or(index);
        let count = last - first + 1;
        let (from, to) = (quantities[first].span.start, quantities[last].span.end);
        if count < 2 {
            return None;
        }
        let near = |date: &DateMention| {
            date.span.end <= from && from - date.span.end <= 60 || date.span.start >= to && date.span.start - to <= 30
        };
        let dates: Vec<(&DateMention, Period)> = self.dated().filter(|(date, _)| near(date)).collect();
        if let [(_, span)] = dates.as_slice()
            && let Some(end) = span.end
            && usize::from(end.year - span.start.year) + 1 == count
        {
            let year = span.start.year + u16::try_from(index - first).ok()?;
            return Some(Period::year(year));
        }
        let in_row = dates.windows(2).all(|pair| LIST.is_match(&self.text[pair[0].0.span.end..pair[1].0.span.start]));
        if !in_row || dates.len() != count {
            return None;
        }
        // “ultimo 2017, 2018 og 2019” says of each what it says of the first.
        let (lead, own) = (dates[0].1, dates[index - first].1);
        let same =
            |date: Date| Date { month: date.month.or(lead.start.month), day: date.day.or(lead.start.day), ..date };
        Some(Period { start: same(own.start), end: own.end })
    }

    /// A date right behind the number, before the next one: `1 mio. kr. i 2013`.
    fn behind(&self, span: Span, next: usize) -> Option<Period> {
        let (date, period) = self.dated().find(|(date, _)| date.span.start >= span.end && date.span.start < next)?;
        let gap = &self.text[span.end..date.span.start];
        (gap.len() <= AFTER && !BREAK.is_match(gap)).then(|| self.widened(date, period))
    }

    /// The nearest date ahead of the number and behind the number before it: `I 2018 var 36 %`.
    fn ahead(&self, span: Span, previous: usize) -> Option<Period> {
        let (date, period) = self.dated().rev().find(|(date, _)| date.span.end <= span.start)?;
        let gap = &self.text[date.span.end..span.start];
        (date.span.start >= previous && gap.len() <= 160 && !gap.contains(';')).then(|| self.widened(date, period))
    }

    /// A date that runs on: `fra 2020 til 2021`, `i både 2017 og 2018`.
    fn widened(&self, date: &DateMention, period: Period) -> Period {
        let neighbours = |first: &DateMention, second: &DateMention| &self.text[first.span.end..second.span.start];
        let at = self.scan.dates.iter().position(|one| one == date).unwrap_or_default();
        let before = &self.text[..date.span.start];
        if let Some(next) = self.scan.dates.get(at + 1)
            && let Some(end) = next.period
            && end.start >= period.start
        {
            let gap = neighbours(date, next);
            let next_year = end.start.year == period.start.year + 1 && period.end.is_none() && end.end.is_none();
            let plain = date.bare_year && next.bare_year && next_year && self.alone(next.span.end);
            if (BOTH.is_match(before) || plain) && AND.is_match(gap) || FROM.is_match(before) && TO.is_match(gap) {
                return Period::span(period.start, end.last());
            }
        }
        if let Some(earlier) = at.checked_sub(1).map(|at| &self.scan.dates[at])
            && let Some(start) = earlier.period
            && start.start <= period.start
            && (self.change
                && FROM.is_match(&self.text[..earlier.span.start])
                && TO.is_match(neighbours(earlier, date))
                || (BOTH.is_match(&self.text[..earlier.span.start])
                    || earlier.bare_year
                        && date.bare_year
                        && start.start.year + 1 == period.start.year
                        && self.alone(date.span.end))
                    && AND.is_match(neighbours(earlier, date)))
        {
            return Period::span(start.start, period.last());
        }
        period
    }

    /// Whether no number of its own stands right behind a date: `2,5 mio. kr. i 2025 og 2026`, not `i 2025 og 2026 3 mio.`
    fn alone(&self, from: usize) -> bool {
        let money = self.scan.quantities.iter().filter(|one| one.measure == Measure::Money);
        money.map(|one| one.span.start).all(|start| start < from || start - from > 12)
    }

    /// `det nuværende sagstal er 33`: the document's own date, unless another number stands between.
    fn now(&self, span: Span, previous: usize, next: usize) -> Option<Period> {
        let ahead = &self.text[previous..span.start];
        let behind = &self.text[span.end..next];
        let since =
            |found: &crate::pattern::Match<'_>| !ahead[..found.start()].trim_end().to_lowercase().ends_with("indtil");
        let close = NOW.find_iter(ahead).filter(since).last().is_some_and(|found| ahead.len() - found.end() <= 110)
            || NOW.find(behind).is_some_and(|found| found.start() <= 30 && !BREAK.is_match(&behind[..found.start()]));
        self.written.filter(|_| close && !self.planned)
    }

    /// A difference between two dated numbers ahead of it: `fra 524 i 2014 til 1023 i 2017 – en stigning på 95,2 %`.
    fn run(&self, span: Span) -> Option<Period> {
        if !self.change {
            return None;
        }
        let ahead: Vec<Period> =
            self.dated().filter(|(date, _)| date.span.end <= span.start).map(|(_, period)| period).collect();
        let (first, last) = (ahead.first()?, ahead.last()?);
        (ahead.len() >= 2 && first.start < last.start).then(|| Period::span(first.start, last.last()))
    }

    /// The one date of a sentence, when no other number claims it: it leads the sentence, or closes a list.
    fn whole_sentence(&self, index: usize) -> Option<Period> {
        let mut dates = self.dated();
        let (date, period) = dates.next()?;
        let leads = self.scan.quantities.first().is_some_and(|first| date.span.end <= first.span.start);
        let alone = dates.next().is_none();
        let from = self.scan.quantities[index].span.end.min(date.span.start);
        let close = &self.text[from..date.span.start];
        let list =
            date.span.start >= self.scan.quantities[index].span.end && close.len() <= 140 && !BREAK.is_match(close);
        (alone && (leads || list)).then(|| self.widened(date, period))
    }

    /// The one date of the innermost heading that has any.
    fn heading(&self) -> Option<Period> {
        self.headings.iter().rev().find_map(|heading| {
            let dates: Vec<Period> =
                crate::quantity::find_dates(heading).into_iter().filter_map(|date| date.period).collect();
            match dates.as_slice() {
                // A title's span of years (“2018-2020”) is a programme's, not a figure's.
                [only] if only.end.is_none() => Some(*only),
                _ => None,
            }
        })
    }
}
