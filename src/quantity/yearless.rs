//! Times that leave their year to the reader: `i august`, `ultimo april`, `den 1. marts`, `ved årsskiftet`.
//!
//! Takes a text and what its times may count from, gives them as [`DateMention`]s. The year is that of the times told
//! before, of the report, or the one that brings the time nearest to the day of writing. Refuses months inside a date that
//! has its year.

use std::sync::LazyLock;

use super::{
    dates::{DateMention, MONTHS, last_day},
    period::{Date, Period},
    relative::Anchors,
};
use crate::{
    pattern::{Captures, Pattern, Regex},
    span::Span,
};

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let month = MONTHS.join("|");
    Regex::new(&format!(
        r"(?xi)\b(?:
            (?P<edge>(?:ultimo|(?:ved|inden|pr\.|til)\s+udgangen\s+af|udgangen\s+af|slutningen\s+af)\s+(?P<last>{month}))
          | (?:i|(?P<coming>til|fra|inden)|primo|medio|først\s+i|sidst\s+i|midt\s+i|til\s+og\s+med|løbet\s+af)\s+
                (?P<whole>(?P<month>{month})(?:\s*(?:[-–]|og|til)\s*(?P<until>{month}))?(?:\s+måned)?)
          | (?P<turn>ved\s+årsskiftet)
          )\b(?P<year>\s+(?:i\s+år|sidste\s+år|i\s+fjor|året\s+før|næste\s+år))?"
    ))
    .expect("a pattern")
});

/// Where a change runs to: `til 598 `.
static TO: Pattern = Pattern::new(r"(?i)\btil\s+[^,;.]{1,30}$");

/// The months and edges in a text that no date overlaps.
pub(super) fn find(text: &str, dates: &[DateMention], anchors: Anchors) -> Vec<DateMention> {
    let free = |span: Span| !dates.iter().any(|date| date.span.overlaps(span));
    let mut last: Option<DateMention> = None;
    PATTERN
        .captures_iter(text)
        .filter_map(|found| {
            let part = found.name("edge").or(found.name("whole")).or(found.name("turn"))?;
            let end = found.name("year").map_or(part.end(), |year| year.end());
            let span = Span::new(part.start(), end);
            let dated = dates.iter().filter(|date| date.span.end <= span.start).chain(&last);
            let ahead = dated.max_by_key(|date| date.span).and_then(|date| date.period);
            let dated = text[span.end..].trim_start().starts_with(|c: char| c.is_ascii_digit())
                && dates.iter().any(|date| date.span.start >= span.end && date.span.start - span.end <= 2);
            let mut period = resolved(&found, Anchors { before: ahead.or(anchors.before), ..anchors }, ahead.is_some());
            // “561 ultimo 2018 til 598 ultimo august”: what a change runs to comes later than what it runs from.
            if let (Some(from), Some(to)) = (ahead, period)
                && to.start < from.start
                && TO.is_match(&text[..span.start])
            {
                period = Some(Period::at(Date { year: to.start.year + 1, ..to.start }));
            }
            let mention = (free(span) && !dated).then_some(DateMention { span, period, bare_year: false });
            last = mention.or(last);
            mention
        })
        .collect()
}

fn resolved(found: &Captures<'_>, anchors: Anchors, told_here: bool) -> Option<Period> {
    if found.name("turn").is_some() {
        let written = anchors.written?;
        let next = u16::from(written.month.is_some_and(|month| month > 6));
        return Some(Period::at(Date::day(written.year + next, 1, 1)));
    }
    let name = found.name("last").or(found.name("month"))?.as_str().to_lowercase();
    let month = MONTHS.iter().position(|month| *month == name).and_then(|at| u8::try_from(at + 1).ok())?;
    let said = found.name("year").map(|year| year.as_str().trim().to_lowercase());
    let year = match said.as_deref() {
        Some("i år") => anchors.written?.year,
        Some("næste år") => anchors.written?.year + 1,
        Some(_) => anchors.written?.year.checked_sub(1)?,
        // “fra januar til august” is as likely behind us as before us.
        None => anchors.year_of(month, told_here, found.name("coming").is_some() && found.name("until").is_none())?,
    };
    let until = found.name("until").map(|until| until.as_str().to_lowercase());
    let until = until.and_then(|until| u8::try_from(MONTHS.iter().position(|month| *month == until)? + 1).ok());
    if let Some(until) = until.filter(|until| *until > month) {
        return Some(Period::span(Date::month(year, month), Date::month(year, until)));
    }
    let edge = found.name("edge").is_some();
    Some(Period::at(if edge { Date::day(year, month, last_day(month)) } else { Date::month(year, month) }))
}

impl Anchors {
    /// The year of a month that the text names without one: of what the sentence told before; of the sentences before,
    /// unless they went back to old times or it is still to come; of the report; or the one near the day of writing.
    pub(super) fn year_of(self, month: u8, told_here: bool, coming: bool) -> Option<u16> {
        let written = self.written;
        let old = |period: &Period| {
            let year = period.last().year + u16::from(!coming);
            written.is_some_and(|written| year < written.year)
        };
        let told = self.before.filter(|period| told_here || !old(period)).map(|period| period.last().year);
        let reported = || self.report.filter(|_| !coming).map(|report| report.last().year);
        told.or_else(reported).or_else(|| {
            let written = written?;
            let Some(now) = written.month else { return Some(written.year) };
            Some(match i16::from(month) - i16::from(now) {
                3.. if !coming => written.year - 1,
                ..-6 if coming => written.year + 1,
                _ => written.year,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::find_dates;

    #[test]
    fn the_year_is_the_nearest() {
        let anchors = Anchors { written: Some(Date::day(2021, 2, 14)), ..Anchors::default() };
        for (text, wanted) in [
            ("I november var der 40", vec!["2020-11"]),
            ("fra 1 til 3 i marts", vec!["2021-03"]),
            ("ved udgangen af januar", vec!["2021-01-31"]),
            ("i maj sidste år", vec!["2020-05"]),
            ("ved årsskiftet", vec!["2021-01-01"]),
            ("i maj 2018 og den 4. juni", vec![]),
            ("maj måned er travl", vec![]),
        ] {
            let found = find(text, &find_dates(text), anchors);
            let found: Vec<String> = found.iter().filter_map(|time| Some(time.period?.to_string())).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
