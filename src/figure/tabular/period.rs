//! The time of a cell.
//!
//! Takes a cell's row and column, gives the period that its label, its head, its group or the title names; a quarter beside
//! a year is one of that year's. Refuses a text that names several dates.

use std::sync::LazyLock;

use super::{
    Reader,
    columns::{Column, Header},
    meaning::Meaning,
};
use crate::{
    figure::{Statistic, trace::told},
    pattern::{Pattern, Regex},
    quantity::{Date, MONTHS, Period, find_dates},
    reference::Account,
};

impl Reader<'_> {
    /// The time of a cell: its row's, its column's, what a difference or a sum of the columns runs over, the title's.
    pub(super) fn period(
        &self,
        row: usize,
        head: Option<&Column>,
        header: &Header,
        meaning: &Meaning,
    ) -> Option<Period> {
        let summed = head.is_some_and(|head| SUM.is_match(&head.text) && !self.is_year(row));
        let run = || header.run().filter(|_| meaning.statistic == Statistic::Change || summed);
        // A budget is a whole year's, whenever it is followed up on.
        let whole = |period: Period| match meaning.account {
            Some(Account::Spent) | None => period,
            Some(_) => Period { start: Date::year(period.start.year), end: period.end },
        };
        let above = || {
            // The block right above says more than one further up, also with another sentence than its last.
            let nearest = self.titles.iter().take(1).chain(self.introductions.iter().take(1));
            let further =
                self.titles.iter().skip(1).chain(self.headings.last()).chain(self.introductions.iter().skip(1));
            nearest.chain(further).find_map(|text| dated_above(text)).map(whole)
        };
        let partial = || head.and_then(|head| part_of_year(self.label(row), &head.text));
        // “3. kvt.” below a title with the year.
        let quarter = || {
            let year = above()
                .filter(|period| period.start == period.last() && period.start == Date::year(period.start.year))?;
            let year = year.start.year.to_string();
            let column = head.map_or("", |head| head.text.as_str());
            [self.label(row), column].into_iter().find_map(|part| part_of_year(part, &year))
        };
        told("period: a part of the column's year", partial())
            .or_else(|| told("period: the row's label", dated(self.label(row))))
            .or_else(|| told("period: the column's head", head.and_then(|head| head.period)))
            .or_else(|| told("period: from the first column to the last", run()))
            .or_else(|| {
                let years = self.years_above(row).filter(|_| meaning.statistic == Statistic::Change);
                told("period: from one row above to the other", years)
            })
            .or_else(|| told("period: the group of rows", self.groups[row].and_then(dated)))
            .or_else(|| told("period: the head above the row labels", dated(&header.stub)))
            .or_else(|| {
                let quarter = quarter().filter(|_| meaning.statistic != Statistic::Change);
                told("period: a part of the title's year", quarter)
            })
            .or_else(|| told("period: what stands above the table", above()))
    }

    /// From the one to the other of the two times whose rows stand above a row: what a difference below them runs over.
    fn years_above(&self, row: usize) -> Option<Period> {
        let dates: Vec<Period> = self.labels[..row].iter().rev().take(3).filter_map(|label| dated(label)).collect();
        let [last, first] = dates.as_slice() else { return None };
        Some(Period::span(first.start, last.last()))
    }

    /// Whether a row is a year's.
    fn is_year(&self, row: usize) -> bool {
        dated(self.label(row)).is_some()
    }
}

/// A column that adds up the columns before it.
static SUM: Pattern = Pattern::new(r"(?i)^(?:sum|i\s+alt|ialt|total|samlet)\b");

/// A quarter, a half or a month beside a year: `2. kvt.` above `2023`, or the other way round.
fn part_of_year(label: &str, column: &str) -> Option<Period> {
    let of = |part: &str, year: &str| {
        let part = PART.captures(part.trim())?;
        year.trim().trim_end_matches('*').parse::<u16>().ok()?;
        let word = if part[0].contains('v') && !part[0].contains("halv") && part.name("nth").is_some() {
            "kvartal"
        } else {
            "halvår"
        };
        let named = part.name("nth").map_or_else(|| part[0].to_lowercase(), |nth| format!("{}. {word}", nth.as_str()));
        dated(&format!("{named} {}", year.trim().trim_end_matches('*')))
    };
    of(label, column).or_else(|| of(column, label))
}

static PART: LazyLock<Regex> = LazyLock::new(|| {
    let months = MONTHS.join("|");
    Regex::new(&format!(r"(?i)^(?:(?P<nth>[1-4])\.?\s*(?:kvt\.?|kv\.?|kvartal|halvår)|(?:{months}))$"))
        .expect("a pattern")
});

/// The one date of a text above a table. Not one that something is counted from, nor what stands in brackets in the
/// cells: `det første overskud siden 2016`, `i parentes tallet fra 1. maj 2020`.
fn dated_above(text: &str) -> Option<Period> {
    static COUNTED_FROM: Pattern = Pattern::new(r"(?i)\bsiden\s+(?:ultimo\s+)?(?:19|20)\d\d\b");
    static BRACKETS: Pattern = Pattern::new(r"(?i)\bparentes");
    if COUNTED_FROM.is_match(text) {
        return None;
    }
    let end = BRACKETS.find(text).map_or(text.len(), |found| found.start());
    let end = text[..end].rfind(['.', ';', ',', '(']).filter(|_| end < text.len()).unwrap_or(end);
    dated(&text[..end])
}

/// The one date of a text.
pub(super) fn dated(text: &str) -> Option<Period> {
    let mut dates = find_dates(text).into_iter().filter_map(|date| date.period);
    let only = dates.next()?;
    dates.all(|other| other == only).then_some(only)
}
