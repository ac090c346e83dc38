//! Times that a text tells by another: `året før`, `i samme periode`, `de to følgende år`, `i aftaleperioden`, `i år`.
//!
//! Takes a text with its dates and the times that it may count from, gives all of them as [`DateMention`]s in order. One
//! whose anchor is missing has no period: the text means a time there, and does not say which. Refuses what a figure is
//! only compared with: `flere end året før` says nothing of when there were more.

use std::sync::LazyLock;

use rust_decimal::prelude::ToPrimitive;

use super::{
    dates::{DateMention, MONTHS, find_dates, last_day},
    period::{Date, Period},
    words, yearless,
};
use crate::{
    pattern::{Captures, Regex},
    span::Span,
};

/// What relative times count from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Anchors {
    /// The time that the sentences before spoke of.
    pub before: Option<Period>,
    /// The year that the document reports on.
    pub report: Option<Period>,
    /// When the document was written, at least the year.
    pub written: Option<Date>,
    /// The years that the document itself is for: an agreement's, a strategy's.
    pub term: Option<Period>,
}

static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
    let count = r"(?:to|tre|fire|fem|seks|[2-6])";
    let months = MONTHS.join("|");
    Regex::new(&format!(
        r"(?xi)\b(?:
            (?P<compared>(?:end|i\s+forhold\s+til|sammenlignet\s+med|set\s+i\s+forhold\s+til|fra)\s+
                (?:(?:i|på)\s+)?(?:(?:de\s+)?samme\s+(?:{count}\s+)?(?:periode|tidspunkt|tid|måned|måneder|kvartal|halvår)\s+)?(?:i\s+)?(?:året\s+(?:før|forinden)|sidste\s+år|det\s+foregående\s+år))
          | (?P<before>(?:(?:(?:i\s+)?(?:de\s+)?samme\s+(?:{count}\s+)?(?:periode|tidspunkt|tid|måneder)\s+)?året\s+(?:før|forinden)|det\s+foregående\s+år|det\s+forudgående\s+år))
          | (?P<after>året\s+efter|det\s+(?:efter)?følgende\s+år|det\s+påfølgende\s+år)
          | (?P<ago>for\s+(?P<years>et|{count})\s+år\s+siden)
          | (?P<later>(?P<on>et|{count})\s+år\s+(?:senere|efter))
          | (?P<sooner>(?P<back>et|{count})\s+år\s+(?:tidligere|forinden|før))
          | (?P<vague>et\s+halvt\s+år\s+(?:senere|tidligere|efter|før|forinden)|siden\s+(?:{months})|sidste\s+(?:forår|sommer|efterår|vinter)|(?:ved|siden)\s+(?:den\s+)?(?:sidste|forrige|seneste)\s+(?:status|opgørelse|måling|rapport|opfølgning)
                |efter\s+(?:et|{count})\s+år|før\s+vi|(?:ved|fra)\s+(?:\p{{L}}+s\s+)?(?:starten|start|begyndelsen|opstarten))
          | (?P<first_months>årets\s+første\s+(?P<months>[2-9]|1[01]|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve)\s+måneder)
          | (?P<half>(?:efter|ved)\s+halvåret|(?:første|1\.)\s*halvår)
          | (?P<second_half>(?:andet|2\.)\s*halvår)
          | (?P<span_end>(?:kvartalets|halvårets)\s+(?:udgang|slutning|afslutning))
          | (?P<span>i\s+(?:kvartalet|halvåret))
          | (?P<same>(?:i\s+)?(?:(?:de\s+)?samme\s+(?:{count}\s+)?(?:periode|kvartal|halvår|måneder|måned)\s+(?P<same_year>i\s+år|sidste\s+år)|samme\s+periode|de\s+samme\s+år|den\s+periode|(?P<these>de\s+(?P<n3>{count})\s+år)|samme\s+tidsrum|dengang|på\s+(?:det|daværende)\s+tidspunkt))
          | (?P<quarter>[1-4])\.\s*kvartal
          | (?P<year>samme\s+år|det\s+år)
          | (?P<next>de\s+(?:(?P<n1>{count})\s+)?(?:efter|på)?følgende\s+(?:(?P<n2>{count})\s+)?(?:budget|overslags)?år|overslagsårene)
          | (?P<term>(?:hele\s+)?(?:aftale|budget|strategi|plan|projekt|investerings|handleplans)perioden)
          | (?P<this>i\s+år|i\s+indeværende\s+år|indeværende\s+år|i\s+dette\s+år|året\s+(?:ender|slutter))
          | (?P<last>sidste\s+år|i\s+fjor|(?:i\s+)?(?:det|de)\s+(?:forgangne|forløbne|forrige)\s+år)
          | (?P<coming>(?:til\s+)?næste\s+år|det\s+kommende\s+år)
          | (?P<end>ultimo\s+året|(?:ved\s+)?årets\s+(?:udgang|slutning|afslutning)|(?:ved\s+)?udgangen\s+af\s+året)
          | (?P<start>primo\s+året|(?:ved\s+)?årets\s+(?:begyndelse|start)|(?:ved\s+)?begyndelsen\s+af\s+året)
        )\b"
    ))
    .expect("a pattern")
});

/// A year in which every day is a date.
const LEAP_YEAR: u16 = 2020;

/// The dates of a text and the times it tells by another, in order.
pub(crate) fn find_times(text: &str, dates: &[DateMention], anchors: Anchors) -> Vec<DateMention> {
    let mut times: Vec<DateMention> = dates.to_vec();
    let mut year = anchors.before.map(|before| before.last().year);
    for time in &mut times {
        // “1. maj” is in the year that the text spoke of last.
        time.period = time.period.or_else(|| {
            let in_year = |year: u16| find_dates(&format!("{} {year}", time.span.of(text))).first()?.period;
            let month = in_year(LEAP_YEAR)?.start.month?;
            let before = year.map(Period::year);
            let ahead = text[..time.span.start].trim_end().to_lowercase();
            let coming = ["fra", "til", "inden", "fra den", "til den"].iter().any(|word| ahead.ends_with(word));
            in_year(Anchors { before, ..anchors }.year_of(month, false, coming)?)
        });
        year = time.period.map(|period| period.last().year).or(year);
    }
    times.extend(yearless::find(text, dates, anchors));
    times.sort_by_key(|time| time.span);
    for found in RELATIVE.captures_iter(text) {
        let Some(whole) = found.get(0).filter(|_| found.name("compared").is_none()) else { continue };
        let span = Span::new(whole.start(), whole.end());
        // “det sidste år” is a year that ends now, “de sidste år” are some.
        let word = text[..span.start].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let adjective = found.name("last").is_some() && matches!(word.as_str(), "det" | "de" | "par");
        // “i perioden 2018-2020” and “i år 2020” are told by the date itself.
        let dated = dates.iter().any(|date| date.span.start >= span.end && date.span.start - span.end <= " den ".len());
        if adjective || dated || times.iter().any(|time| time.span.overlaps(span)) {
            continue;
        }
        let known = times.iter().filter(|time| time.span.end <= span.start && time.period.is_some());
        let ahead = known.max_by_key(|time| time.span.end).and_then(|time| time.period);
        let anchors = Anchors { before: ahead.or(anchors.before).or(anchors.report), ..anchors };
        times.push(DateMention { span, period: resolved(&found, anchors), bare_year: false });
    }
    times.sort_by_key(|time| time.span);
    times
}

fn resolved(found: &Captures<'_>, anchors: Anchors) -> Option<Period> {
    let has = |name: &str| found.name(name).is_some();
    let (first, last) = (anchors.before.map(|period| period.start), anchors.before.map(Period::last));
    let in_year = |date: Option<Date>, step: i16| {
        let date = date?;
        Some(Period::at(Date { year: date.year.checked_add_signed(step)?, ..date }))
    };
    let written = anchors.written.map(|written| written.year);
    let of_year = |step: i16| Some(Period::year(written?.checked_add_signed(step)?));
    let count = |name: &str| {
        let word = found.name(name)?.as_str().to_lowercase();
        if word == "et" { Some(1) } else { word.parse().ok().or_else(|| words::cardinal(&word)?.to_i16()) }
    };
    let within = |edge: fn(u16) -> Date| {
        let year = last.map(|date| date.year).or(written)?;
        Some(Period::at(edge(year)))
    };
    match () {
        // The period a year earlier, as long as it is: half a year before half a year.
        () if has("before") => earlier(anchors.before?),
        () if has("after") => in_year(last, 1),
        () if has("quarter") => {
            let (quarter, year) = (found["quarter"].parse::<u8>().ok()?, last?.year);
            Some(Period::span(Date::month(year, quarter * 3 - 2), Date::month(year, quarter * 3)))
        }
        () if has("ago") => of_year(-count("years")?),
        () if has("later") => in_year(last, count("on")?),
        () if has("sooner") => in_year(last, -count("back")?),
        () if has("vague") => None,
        () if has("first_months") => {
            let (year, months) = (last.map(|date| date.year).or(written)?, u8::try_from(count("months")?).ok()?);
            Some(Period::span(Date::month(year, 1), Date::month(year, months)))
        }
        () if has("half") => {
            let year = anchors.report.or(anchors.before).map(|told| told.last().year).or(written)?;
            Some(Period::span(Date::month(year, 1), Date::month(year, 6)))
        }
        () if has("second_half") => {
            let year = anchors.before.or(anchors.report).map(|told| told.last().year)?;
            Some(Period::span(Date::month(year, 7), Date::month(year, 12)))
        }
        () if has("span") => anchors.report.filter(|report| report.end.is_some()),
        () if has("span_end") => {
            let end = anchors.report.filter(|report| report.end.is_some())?.last();
            let month = end.month?;
            Some(Period::at(Date::day(end.year, month, last_day(month))))
        }
        () if has("same_year") => {
            let this = found["same_year"].to_lowercase().starts_with('i');
            let year = if this { written? } else { written?.checked_sub(1)? };
            let at = |date: Date| Date { year, ..date };
            anchors.before.map(|period| Period { start: at(period.start), end: period.end.map(at) })
        }
        () if has("these") => {
            let (from, to) = anchors.before?.years();
            anchors.before.filter(|_| i32::from(to) - i32::from(from) + 1 >= i32::from(count("n3").unwrap_or(2)))
        }
        () if has("same") => anchors.before,
        () if has("year") => last.map(|date| Period::year(date.year)),
        () if has("next") => following(found, anchors),
        () if has("term") => anchors.term,
        () if has("this") => of_year(0),
        () if has("last") => of_year(-1),
        () if has("coming") => of_year(1),
        () if has("end") => within(|year| Date::day(year, 12, 31)),
        () if has("start") => within(|year| Date::day(year, 1, 1)),
        () => first.map(Period::at),
    }
}

/// The same time a year earlier; of several years, the year before the first.
fn earlier(period: Period) -> Option<Period> {
    let back = |date: Date| Some(Date { year: date.year.checked_sub(1)?, ..date });
    // Two years beside each other are a school year: the one before it is one too.
    let school = |end: &Date| end.month.is_none() && end.year == period.start.year + 1;
    let end = period.end.filter(|end| end.year == period.start.year || school(end));
    Some(Period { start: back(period.start)?, end: end.and_then(back) })
}

/// The years after the last one named: as many as said, or to the end of the document's own years, or open.
fn following(found: &Captures<'_>, anchors: Anchors) -> Option<Period> {
    let overslag = found["next"].to_lowercase().starts_with("overslag");
    let from = match anchors.before.filter(|_| !overslag) {
        Some(period) => period.last().year + 1,
        None => anchors.term?.start.year + 1,
    };
    let said = found.name("n1").or_else(|| found.name("n2")).and_then(|count| {
        let word = count.as_str().to_lowercase();
        word.parse::<u16>().ok().or_else(|| words::cardinal(&word)?.to_u16())
    });
    let term = anchors.term.map(|term| term.last().year).filter(|last| *last >= from);
    let last = said.map(|count| from + count - 1).or(term).unwrap_or(from);
    Some(Period::span(Date::year(from), Date::year(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(text: &str, before: Option<u16>) -> Vec<String> {
        let anchors = Anchors {
            before: before.map(Period::year),
            report: None,
            written: Some(Date::year(2021)),
            term: Some(Period::span(Date::year(2022), Date::year(2025))),
        };
        let found = find_times(text, &find_dates(text), anchors);
        found.iter().map(|time| time.period.map_or_else(|| "?".to_owned(), |period| period.to_string())).collect()
    }

    #[test]
    fn counted_from_another_time() {
        for (text, wanted) in [
            ("Året før var der 40.", vec!["2018"]),
            ("I skoleåret 2020/21 gik 6 %, året før 5 %", vec!["2020/2021", "2019/2020"]),
            ("I 2015 var der 40, året efter 38.", vec!["2015", "2016"]),
            ("I samme periode faldt", vec!["2019"]),
            ("3 mio. kr. i 2022 og 2 mio. kr. i hvert af de to følgende år", vec!["2022", "2023/2024"]),
            ("3 mio. kr. i 2022 og 2 mio. kr. i hvert af de følgende år", vec!["2022", "2023/2025"]),
            ("2 mio. kr. i overslagsårene", vec!["2023/2025"]),
            ("der er i aftaleperioden afsat", vec!["2022/2025"]),
            ("Sidste år kom der 80, i år 90", vec!["2020", "2021"]),
            ("1. halvår 2020 mod 80 året før", vec!["2020-01/2020-06", "2019-01/2019-06"]),
            ("Anbragte ultimo året:", vec!["2019-12-31"]),
            ("For to år siden var der 40", vec!["2019"]),
            ("40 i 2016 og 38 et år senere", vec!["2016", "2017"]),
            (
                "612 i de første fem måneder af 2020 og 598 i samme periode i år",
                vec!["2020-01/2020-05", "2021-01/2021-05"],
            ),
            ("I årets første ni måneder kom der 40", vec!["2019-01/2019-09"]),
            ("I første halvår kom der 40", vec!["2019-01/2019-06"]),
            ("I 2018 var der 40, et halvt år senere 31", vec!["2018", "?"]),
            ("41 ved projektets start", vec!["?"]),
        ] {
            assert_eq!(times(text, Some(2019)), wanted, "{text}");
        }
        assert_eq!(times("Året før var der 40.", None), ["?"]);
    }

    #[test]
    fn no_time_of_its_own() {
        for text in
            ["12 flere end året før", "i forhold til samme periode året før", "det sidste år", "sidste års aftale"]
        {
            assert_eq!(times(text, Some(2019)), [] as [&str; 0], "{text}");
        }
        assert_eq!(times("i samme periode 2020", Some(2019)), ["2020"]);
    }
}
