//! What time a figure is for: the date nearest to it in its sentence, a “now” with the document's date, its heading.
//!
//! Takes a sentence's numbers and times and a quantity's place among them, gives a [`Period`] with the rule that chose it,
//! or nothing: a date from elsewhere in the document is no evidence, unless the document says that it holds for all.

mod change;
mod heading;
mod left;
mod taken_up;

use std::borrow::Cow;

use super::{RuleName, trace};
use crate::{
    pattern::Pattern,
    quantity::{Date, DateMention, Measure, Period, Scan},
    span::Span,
};

/// The farthest that a date may stand behind its number, in bytes.
const AFTER: usize = 70;

/// The farthest that the time leading a sentence holds, in bytes.
const HELD: usize = 240;

static BREAK: Pattern = Pattern::new(
    r"(?i)[;:]|\.\s+(?-i:\p{Lu})|,\s+(?:og\s+)?(?:hvor|som|der|mens|men|at|så|altså)\b|\b(?:mens|mod|end)\b|\b(?:og\s+)?målet\s+(?:for|er)\b|,\s+(?:færrest|flest|højest|lavest|mest|mindst)\b",
);
/// Where another clause begins that may have a time of its own.
static CLAUSE: Pattern =
    Pattern::new(r"(?i)[;:]|\.\s+(?-i:\p{Lu})|,\s+(?:og|men|mens|hvor|der|som)\s+(?:at\s+)?\p{L}|\bmens\b|\bmen\b");
/// Where a main clause begins that is about something else.
static ANEW: Pattern = Pattern::new(
    r"(?i);|\.\s+(?-i:\p{Lu})|,\s+(?:og|men)\s+(?:at\s+)?(?:der|det|den|de|vi|målet|resten)\b|,\s+(?:og|men|mens)\s+[^,;]{0,60}\b(?:er|har|ligger|sidder|bor)\b",
);
/// What ties a time to a difference: the one that it is counted from.
static SINCE: Pattern = Pattern::new(r"(?i)\bsiden\s+(?:ultimo\s+)?$");
/// `for første gang siden`: how long it had not been so.
static FIRST_SINCE: Pattern = Pattern::new(r"(?i)\bførste\s+gang\s+(?:i\s+\p{L}+\s+)?siden\s+$");
/// A time that opens a clause: what stands before it, and the verb behind it.
static OPENS: Pattern = Pattern::new(
    r"(?i)(?:,|\bog|\bmens|\bmen|[;:])\s+(?:allerede\s+)?(?:(?:i|pr\.|fra|siden|ved|til|inden|for)\s+)?(?:(?:begyndelsen|starten|slutningen|udgangen|løbet)\s+af\s+)?(?:den\s+)?$",
);
static VERB: Pattern = Pattern::new(
    r"(?i)^\s+(?:er|var|bliver|blev|har|havde|skal|vil|kan|steg|stiger|faldt|falder|udgør|lå|ligger|kom|modtog|fik|får|gik|går|ender|viser|viste|afsatte|ansatte|koster|brugte|bruger|stod|når|regner|ser|indgår|vedtog|forventer|venter|\p{L}+(?:es|ede))\b|^\s+(?:på\s+)?(?:ca\.?\s+|knap\s+|godt\s+|omkring\s+)?\d",
);
/// A clause right behind a number that says which of them: `de 128, der var anbragt ultimo 2016`.
static NARROWED: Pattern = Pattern::new(r"(?i)^,\s+(?:der|som)\s+(?:der\s+)?(?:var|blev|boede)\b[^,;.]*$");
/// Behind a year that labels the number after it: `2019: 44  2020: 47`.
static NEXT_LABEL: Pattern = Pattern::new(r"^\s*(?:\([^)\n]{1,20}\))?:\s");
static NOW: Pattern = Pattern::new(
    r"(?i)\b(?:nuværende|aktuelle?t?|i\s+dag|nu|på\s+nuværende\s+tidspunkt|p\.t\.|pt\.|for\s+øjeblikket|lige\s+nu|for\s+tiden)\b",
);
static BOTH: Pattern = Pattern::new(r"(?i)\bbåde\s+(?:i\s+)?$");
static FROM: Pattern = Pattern::new(
    r"(?i)\b(?:fra|mellem|siden|perioden|årene)\s+(?:den\s+|(?:udgangen|begyndelsen|slutningen|starten)\s+af\s+)?$",
);
static TO: Pattern = Pattern::new(
    r"(?i)^\s+(?:til(?:\s+og\s+med)?|og)\s+(?:den\s+|(?:udgangen|begyndelsen|slutningen|starten)\s+af\s+)?$",
);
static LIST: Pattern = Pattern::new(r"(?i)^(?:,\s*|\s+og\s+|,?\s+samt\s+)$");
static AND: Pattern = Pattern::new(r"(?i)^\s+og\s+(?:i\s+)?$");

/// What stands around a quantity, for its period.
pub(crate) struct Context<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Its numbers.
    pub scan: &'a Scan,
    /// Its dates and the times it tells by another.
    pub times: &'a [DateMention],
    /// The headings above it, innermost last.
    pub headings: &'a [&'a str],
    /// When the document was written.
    pub written: Option<Period>,
    /// The time of every figure that says no other, where the document says so.
    pub basis: Option<Period>,
    /// Which of several follow-ups the paragraph so far named last, where the document is one of them.
    pub issue: Option<u8>,
    /// The time that the sentences before spoke of.
    pub before: Option<Period>,
    /// The time that was spoken of last under the heading, in whichever paragraph.
    pub above: Option<Period>,
    /// The one time that the sentence right before opened with.
    pub led: Option<Period>,
    /// The number's part of the sentence.
    pub part: &'a str,
    /// Where that ends, when the sentence goes on.
    pub part_end: Option<usize>,
    /// Whether the figure is a difference, which runs from a date to a date.
    pub change: bool,
    /// Whether the figure is money budgeted or expected, which is so for a whole year.
    pub yearly: bool,
    /// Whether the figure is a plan: the document's date is no date for it.
    pub planned: bool,
}

/// Ahead of the day up to which a budget was followed: what it shows is the year's.
static FOLLOWED: Pattern = Pattern::new(
    r"(?i)\b(?:\p{L}*opfølgning|økonomirapport|budgetrevision|økonomivurdering|prognose)\p{L}*\s+(?:pr\.|ultimo|efter)\s+(?:den\s+)?$",
);

/// The times of a sentence as they are a figure's own: `i oktober` is when a budget was raised, not which month's it is,
/// and `budgetopfølgningen pr. 30. april` is of the year.
pub(crate) fn of_the_year<'t>(text: &str, times: &'t [DateMention], yearly: bool) -> Cow<'t, [DateMention]> {
    let yearless = |time: &DateMention| {
        time.period.is_some_and(|period| period.end.is_none() && period.start.month.is_some())
            && (!time.span.of(text).contains(|c: char| c.is_ascii_digit())
                || FOLLOWED.is_match(&text[..time.span.start]))
    };
    if !yearly || !times.iter().any(yearless) {
        return Cow::Borrowed(times);
    }
    let year = |period: Period| Period::year(period.start.year);
    let own = |time: &DateMention| DateMention { period: time.period.map(year), ..*time };
    times.iter().map(|time| if yearless(time) { own(time) } else { *time }).collect()
}

/// The period of the quantity at a place in the scan.
pub(crate) fn period(context: &Context<'_>, index: usize) -> Option<(Period, RuleName)> {
    let quantities = &context.scan.quantities;
    let span = quantities[index].span;
    let next = quantities.get(index + 1).map_or(context.text.len(), |next| next.span.start);
    let previous = index.checked_sub(1).map_or(0, |before| quantities[before].span.end);
    let percent = quantities[index].measure.is_percent();
    let by = |rule: RuleName, found: Option<Period>| trace::told(rule, found).map(|period| (period, rule));
    let run = || by("period: from one to the other", context.run(span));
    by("period: in the order of the years", context.respectively(index))
        .or_else(|| by("period: from its beginning to its end", context.ends(index)))
        .or_else(|| by("period: the time that it is compared with", context.compared(span, previous)))
        .or_else(|| Some(()).filter(|()| percent).and_then(|()| run()))
        .or_else(|| by("period: behind the number", context.behind(index, next)))
        .or_else(|| by("period: ahead of the number", context.ahead(span, previous)))
        .or_else(|| by("period: now, when the document was written", context.now(span, previous, next)))
        .or_else(run)
        .or_else(|| by("period: of the sentence", context.whole_sentence(index)))
        .or_else(|| by("period: of the heading", context.heading()))
        .or_else(|| trace::told("period: of the sentence before", context.taken_up()))
        .or_else(|| by("period: of the document's figures", context.basis.filter(|_| !context.timed(span, next))))
}

impl Context<'_> {
    fn dated(&self) -> impl DoubleEndedIterator<Item = (&DateMention, Period)> {
        self.times.iter().filter_map(|date| Some((date, date.period?)))
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

    /// A time right behind the number, before the next one: `1 mio. kr. i 2013`; not one that opens the next clause.
    fn behind(&self, index: usize, next: usize) -> Option<Period> {
        let span = self.scan.quantities[index].span;
        let date = self.times.iter().find(|date| date.span.start >= span.end && date.span.start < next)?;
        // With the date's own first letter: “131. Året efter” is another sentence.
        let gap = &self.text[span.end..self.text.ceil_char_boundary(date.span.start + 1)];
        let opens = self.opens_clause(date, next);
        // “de 128, der var anbragt i 2016”: what narrows the number down has its time.
        let narrowed = NARROWED.is_match(gap);
        // “flest i marts (164), færrest i juli (58)”: what stands in brackets has its time ahead of them.
        let here = self.part_end.is_none_or(|end| date.span.start < end);
        let here = here && (self.planned || !self.is_deadline(date));
        let label = NEXT_LABEL.is_match(&self.text[date.span.end..]);
        let near = gap.len() <= AFTER
            && (narrowed || !BREAK.is_match(gap))
            && !opens
            && !label
            && here
            && !gap.starts_with(')');
        near.then(|| date.period.map(|period| self.widened(date, period))).flatten()
    }

    /// Whether a time opens the next clause: its verb stands behind it, or at once the next number: `, i 2018 på 4 mio.`
    fn opens_clause(&self, date: &DateMention, next: usize) -> bool {
        let at_once = next > date.span.end && next - date.span.end <= " på ca. ".len() && next < self.text.len();
        OPENS.is_match(&self.text[..date.span.start]) && (at_once || VERB.is_match(&self.text[date.span.end..]))
    }

    /// Whether a time stands beside the number, even one that the text does not let us know.
    fn timed(&self, span: Span, next: usize) -> bool {
        self.times.iter().any(|time| {
            time.span.start >= span.end && time.span.end <= next && time.span.start - span.end <= AFTER
                || time.span.end <= span.start && span.start - time.span.end <= AFTER
        })
    }

    /// The nearest time ahead of the number and behind the number before it: `I 2018 var 36 %`; not one that the number
    /// before it has, in a clause of its own.
    fn ahead(&self, span: Span, previous: usize) -> Option<Period> {
        let date = self.led_by(span)?;
        let gap = &self.text[date.span.end..span.start];
        let near = date.span.end >= previous
            && (self.planned || !self.is_deadline(date))
            && gap.len() <= 160
            && !gap.contains(';')
            && (self.planned || !NOW.is_match(gap));
        let between = self.text.get(previous..date.span.start);
        let taken = self.is_left(date, span)
            || self.is_of_number_before(gap, previous)
            || previous > 0 && ANEW.is_match(gap) && between.is_some_and(|text| !CLAUSE.is_match(text));
        (near && !taken).then(|| date.period.map(|period| self.widened(date, period))).flatten()
    }

    /// `inden 1. oktober`: when something has to be done is no time of what there is.
    fn is_deadline(&self, date: &DateMention) -> bool {
        static WITHIN: Pattern = Pattern::new(r"(?i)\binden\s+(?:den\s+|udgangen\s+af\s+)?$");
        WITHIN.is_match(&self.text[..date.span.start]) || date.span.of(self.text).starts_with("inden ")
    }

    /// A date that runs on: `fra 2020 til 2021`, `i både 2017 og 2018`.
    fn widened(&self, date: &DateMention, period: Period) -> Period {
        let neighbours = |first: &DateMention, second: &DateMention| &self.text[first.span.end..second.span.start];
        let at = self.times.iter().position(|one| one == date).unwrap_or_default();
        let before = &self.text[..date.span.start];
        if let Some(next) = self.times.get(at + 1)
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
        if let Some(earlier) = at.checked_sub(1).map(|at| &self.times[at])
            && let Some(start) = earlier.period
            && start.start <= period.start
            && (self.runs(date)
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

    /// Whether a time told from its beginning to its end is a figure's own: a difference's, or an amount's behind it; a
    /// count has been brought to its number at the end.
    fn runs(&self, date: &DateMention) -> bool {
        let next = self.scan.quantities.iter().find(|one| one.span.start >= date.span.end);
        self.change || next.is_some_and(|next| next.measure == Measure::Money)
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
        let year = self.written.map(|written| Period::year(written.start.year));
        year.filter(|_| close && !self.planned)
    }

    /// The time of a sentence: the one that leads it, up to the next; or its only one, which closes a list.
    fn whole_sentence(&self, index: usize) -> Option<Period> {
        let span = self.scan.quantities[index].span;
        let first = self.scan.quantities.first()?.span;
        let leading = self.led_by(span);
        if let Some((date, period)) = leading.and_then(|date| Some((date, date.period?))) {
            let gap = &self.text[date.span.end..span.start];
            let clause = self.planned && CLAUSE.is_match(gap);
            let leads = date.span.end <= first.start && gap.len() <= HELD;
            let held = leads && !clause && !self.is_left(date, span);
            return held.then(|| self.widened(date, period));
        }
        let [date] = self.times else { return None };
        let gap = self.text.get(span.end..date.span.start)?;
        let list = gap.len() <= 140 && !BREAK.is_match(gap) && !CLAUSE.is_match(gap);
        let list = list
            && !gap.contains('(')
            && !self.opens_clause(date, date.span.end)
            && !self.opens_change(index)
            && (self.planned || !self.is_deadline(date));
        list.then(|| date.period.map(|period| self.widened(date, period))).flatten()
    }
}
