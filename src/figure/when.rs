//! What time a figure is for: the date nearest to it in its sentence, a “now” with the document's date, its heading.
//!
//! Takes a sentence's numbers and times and a quantity's place among them, gives a [`Period`] with the rule that chose it,
//! or nothing: a date from elsewhere in the document is no evidence, unless the document says that it holds for all.

use std::{cmp::Ordering, sync::LazyLock};

use super::RuleName;
use crate::{
    pattern::Regex,
    quantity::{Date, DateMention, Measure, Period, Scan},
    span::Span,
};

/// The farthest that a date may stand behind its number, in bytes.
const AFTER: usize = 70;

/// The farthest that the time leading a sentence holds, in bytes.
const HELD: usize = 240;

static BREAK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)[;:]|\.\s+(?-i:\p{Lu})|,\s+(?:og\s+)?(?:hvor|som|der|mens|men|at|så|altså)\b|\b(?:mens|mod|end)\b|\b(?:og\s+)?målet\s+(?:for|er)\b",
    )
    .expect("a pattern")
});
/// Where another clause begins that may have a time of its own.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;:]|\.\s+(?-i:\p{Lu})|,\s+(?:og|men|mens|hvor|der|som)\s+(?:at\s+)?\p{L}|\bmens\b|\bmen\b")
        .expect("a pattern")
});
/// Where a main clause begins that is about something else.
static ANEW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i);|\.\s+(?-i:\p{Lu})|,\s+(?:og|men)\s+(?:at\s+)?(?:der|det|den|de|vi|målet|resten)\b")
        .expect("a pattern")
});
/// What ties a time to a difference: the one that it is counted from.
static SINCE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\bsiden\s+(?:ultimo\s+)?$").expect("a pattern"));
static THAN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[^.;:,]{0,60}\b(?:end|i\s+forhold\s+til|sammenlignet\s+med)\s+(?:i\s+)?$").expect("a pattern")
});
static YEAR_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[^.;:,]{0,60}\b(?:end|i\s+forhold\s+til|sammenlignet\s+med)\s+(?:i\s+)?(?:året\s+(?:før|forinden)|det\s+foregående\s+år)\b")
        .expect("a pattern")
});
/// A beginning that takes apart what the sentence before counted.
static PARTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:heraf|deraf|af\s+(?:dem|disse|de\s+(?P<count>\d+)))\b").expect("a pattern"));
/// A day up to which a report counts.
static CUTOFF: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:pr\.|ultimo)\s*(?:den\s+)?$").expect("a pattern"));
/// A heading under which what is planned has the heading's time.
static PLANS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)mål|forvent|budget|økonomi|prognose|plan|indsats|investering|forslag|besparelse|effektiviser")
        .expect("a pattern")
});
/// A time that opens a clause: what stands before it, and the verb behind it.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:,|\bog|\bmens|\bmen|[;:])\s+(?:allerede\s+)?(?:(?:i|pr\.|fra|siden|ved|til)\s+)?(?:(?:begyndelsen|starten|slutningen|udgangen|løbet)\s+af\s+)?(?:den\s+)?$")
        .expect("a pattern")
});
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s+(?:er|var|bliver|blev|har|havde|skal|vil|kan|steg|stiger|faldt|falder|udgør|lå|ligger|kom|modtog|fik|får|gik|går|ender|viser|viste|afsatte|ansatte|koster|brugte|bruger|stod|når|regner|indgår|vedtog|forventer|venter|\p{L}+(?:es|ede))\b|^\s+(?:på\s+)?(?:ca\.?\s+|knap\s+|godt\s+|omkring\s+)?\d",
    )
    .expect("a pattern")
});
static ENDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^[^.;:]{0,40}?\btil\s+(?:\p{L}+\.?\s+){0,2}$").expect("a pattern"));
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
    /// The time that the sentences before spoke of.
    pub before: Option<Period>,
    /// Whether the figure is a difference, which runs from a date to a date.
    pub change: bool,
    /// Whether the figure is money budgeted or expected, which is so for a whole year.
    pub yearly: bool,
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
    if let Some(period) = context.ends(index) {
        return Some((period, "period: from its beginning to its end"));
    }
    let run = || context.run(span).map(rule("period: from one to the other"));
    if let Some(period) = context.compared(span, previous) {
        return Some((period, "period: compared with another"));
    }
    run()
        .filter(|_| percent)
        .or_else(|| context.behind(index, next).map(rule("period: behind the number")))
        .or_else(|| context.ahead(span, previous).map(rule("period: ahead of the number")))
        .or_else(|| context.now(span, previous, next).map(rule("period: now")))
        .or_else(run)
        .or_else(|| context.whole_sentence(index).map(rule("period: of the sentence")))
        .or_else(|| context.heading().map(rule("period: of the heading")))
        .or_else(|| context.taken_up().map(rule("period: of the sentence before")))
        .or_else(|| context.basis.filter(|_| !context.timed(span, next)).map(rule("period: of the document's figures")))
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

    /// `fra 38 til 31 i samme periode`: a time that runs, whose beginning is the first number's and whose end the second's.
    /// Of a single date behind the second the first has no part: it was so before.
    fn ends(&self, index: usize) -> Option<Period> {
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
        let run = runs.into_iter().find(|period| period.end.is_some()).filter(|_| !own)?;
        Some(Period::at(if first == index { run.start } else { run.last() }))
    }

    /// Whether a number is the first of a change: `fra 38 … til 31`.
    fn opens_change(&self, index: usize) -> bool {
        let quantities = &self.scan.quantities;
        let (span, Some(next)) = (quantities[index].span, quantities.get(index + 1)) else { return false };
        let mut words = self.text[..span.start].split_whitespace().rev().take(4);
        words.any(|word| word.eq_ignore_ascii_case("fra")) && ENDS.is_match(&self.text[span.end..next.span.start])
    }

    /// A time right behind the number, before the next one: `1 mio. kr. i 2013`; not one that opens the next clause.
    fn behind(&self, index: usize, next: usize) -> Option<Period> {
        let span = self.scan.quantities[index].span;
        let date = self.times.iter().find(|date| date.span.start >= span.end && date.span.start < next)?;
        // With the date's own first letter: “131. Året efter” is another sentence.
        let gap = &self.text[span.end..self.text.ceil_char_boundary(date.span.start + 1)];
        let opens = OPENS.is_match(&self.text[..date.span.start]) && VERB.is_match(&self.text[date.span.end..]);
        // “flest i marts (164), færrest i juli (58)”: what stands in brackets has its time ahead of them.
        let near = gap.len() <= AFTER && !BREAK.is_match(gap) && !opens && !gap.starts_with(')');
        near.then(|| date.period.map(|period| self.widened(date, period))).flatten()
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
        let date = self.times.iter().rev().find(|date| date.span.end <= span.start)?;
        let gap = &self.text[date.span.end..span.start];
        let near = date.span.start >= previous
            && gap.len() <= 160
            && !gap.contains(';')
            && (self.planned || !NOW.is_match(gap));
        let between = self.text.get(previous..date.span.start);
        // “hvor modellen har været i drift siden 2013, har rådgiverne 18 sager”: a beginning is no time of what is now.
        let began = gap.starts_with(',') && SINCE.is_match(&self.text[..date.span.start]);
        let taken = began || previous > 0 && ANEW.is_match(gap) && between.is_some_and(|text| !CLAUSE.is_match(text));
        (near && !taken).then(|| date.period.map(|period| self.widened(date, period))).flatten()
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
        let year = self.written.map(|written| Period::year(written.start.year));
        year.filter(|_| close && !self.planned)
    }

    /// A difference from a time named behind it: `12 flere end i 2018`, `8 pct. lavere end året før`; or from one that it
    /// is told since: `Siden 2011 er antallet faldet 8 pct.` It runs to the time that the text speaks of.
    fn compared(&self, span: Span, previous: usize) -> Option<Period> {
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
    fn run(&self, span: Span) -> Option<Period> {
        if !self.change {
            return None;
        }
        let ahead = || self.dated().filter(|(date, _)| date.span.end <= span.start).map(|(_, period)| period);
        let (first, last) = (ahead().map(|one| one.start).min()?, ahead().map(Period::last).max()?);
        (first.year < last.year).then(|| Period::span(first, last))
    }

    /// The time of a sentence: the one that leads it, up to the next; or its only one, which closes a list.
    fn whole_sentence(&self, index: usize) -> Option<Period> {
        let span = self.scan.quantities[index].span;
        let first = self.scan.quantities.first()?.span;
        let leading = self.times.iter().rev().find(|time| time.span.end <= span.start);
        if let Some((date, period)) = leading.and_then(|date| Some((date, date.period?))) {
            let gap = &self.text[date.span.end..span.start];
            let began = gap.starts_with(',') && SINCE.is_match(&self.text[..date.span.start]);
            let held =
                !began && date.span.end <= first.start && gap.len() <= HELD && !(self.planned && CLAUSE.is_match(gap));
            return held.then(|| self.widened(date, period));
        }
        let [date] = self.times else { return None };
        let gap = self.text.get(span.end..date.span.start)?;
        let list = gap.len() <= 140 && !BREAK.is_match(gap) && !CLAUSE.is_match(gap);
        let list = list && !gap.contains('(') && !self.opens_change(index);
        list.then(|| date.period.map(|period| self.widened(date, period))).flatten()
    }

    /// `Heraf boede 33 i plejefamilie`: parts of what the sentence before counted, at the same time.
    fn taken_up(&self) -> Option<Period> {
        let before = self.before.filter(|_| !self.planned && self.times.is_empty())?;
        let (first, last) = before.years();
        match PARTS.captures(self.text)?.name("count") {
            Some(_) => Some(Period::at(before.last())),
            None => (first == last).then_some(before),
        }
    }

    /// The one date of the innermost heading that has any. A goal is of no report's year, and the day of a letterhead is
    /// of no figure.
    fn heading(&self) -> Option<Period> {
        self.headings.iter().rev().find_map(|heading| {
            let dates = crate::quantity::find_dates(heading);
            let mut dated = dates.iter().filter_map(|date| Some((date, date.period?)));
            let ((date, period), None) = (dated.next()?, dated.next()) else { return None };
            let cutoff = CUTOFF.is_match(&heading[..date.span.start]);
            let letterhead = self.written == Some(period) && period.start.month.is_some() && !cutoff;
            // A title's span of years (“2018-2020”) is a programme's, not a figure's.
            if letterhead
                || period.end.is_some_and(|end| end.month.is_none())
                || self.planned && !PLANS.is_match(heading)
            {
                return None;
            }
            // What is expected of a budget is expected of its year, wherever the count was made up.
            Some(if self.yearly && cutoff { Period::year(period.start.year) } else { period })
        })
    }
}
