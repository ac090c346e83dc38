//! What time a figure is for: a year, a month, a day, or a span from one to another.
//!
//! Written as ISO 8601 does: `2018`, `2018-05`, `2018-05-31`, `2013/2016` (both ends included).

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A date known to the year, the month or the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year, four digits.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// A whole year.
    pub fn year(year: u16) -> Self {
        Date { year, month: None, day: None }
    }

    /// A whole month.
    pub fn month(year: u16, month: u8) -> Self {
        Date { year, month: Some(month), day: None }
    }

    /// One day.
    pub fn day(year: u16, month: u8, day: u8) -> Self {
        Date { year, month: Some(month), day: Some(day) }
    }

    /// The first day that it can mean; `None` where there is no such day.
    pub fn first_day(self) -> Option<time::Date> {
        let month = time::Month::try_from(self.month.unwrap_or(1)).ok()?;
        time::Date::from_calendar_date(self.year.into(), month, self.day.unwrap_or(1)).ok()
    }

    /// The last day that it can mean; `None` where there is no such day.
    pub fn last_day(self) -> Option<time::Date> {
        let month = time::Month::try_from(self.month.unwrap_or(12)).ok()?;
        let day = self.day.unwrap_or_else(|| month.length(self.year.into()));
        time::Date::from_calendar_date(self.year.into(), month, day).ok()
    }

    /// The last day that it can mean, for putting dates in order.
    fn last(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.last()
            .cmp(&other.last())
            .then(self.day.is_some().cmp(&other.day.is_some()))
            .then(self.month.is_some().cmp(&other.month.is_some()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// A date, or a span with both ends included (SDMX: time period).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first date.
    pub start: Date,
    /// The last, where it is a span.
    pub end: Option<Date>,
}

impl Period {
    /// One date.
    pub fn at(date: Date) -> Self {
        Period { start: date, end: None }
    }

    /// A whole year.
    pub fn year(year: u16) -> Self {
        Period::at(Date::year(year))
    }

    /// A span; one date where both ends are the same.
    pub fn span(start: Date, end: Date) -> Self {
        Period { start, end: (end != start).then_some(end) }
    }

    /// The last date of it.
    pub fn last(self) -> Date {
        self.end.unwrap_or(self.start)
    }

    /// The years that it touches, first and last.
    pub fn years(self) -> (u16, u16) {
        (self.start.year, self.last().year)
    }

    /// Whether a year lies in it.
    pub fn touches(self, year: u16) -> bool {
        (self.start.year..=self.last().year).contains(&year)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(f)?;
        match self.end {
            Some(end) => write!(f, "/{end}"),
            None => Ok(()),
        }
    }
}

/// Why a text is no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a period is written 2018, 2018-05, 2018-05-31 or 2013/2016")
    }
}

impl std::error::Error for NotAPeriod {}

impl FromStr for Date {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|year| year.len() == 4).ok_or(NotAPeriod)?;
        let year = year.parse().map_err(|_| NotAPeriod)?;
        let mut small = |limit: u8| match parts.next() {
            None => Ok(None),
            Some(part) if part.len() == 2 => match part.parse() {
                Ok(number) if (1..=limit).contains(&number) => Ok(Some(number)),
                _ => Err(NotAPeriod),
            },
            Some(_) => Err(NotAPeriod),
        };
        let (month, day) = (small(12)?, small(31)?);
        if parts.next().is_some() { Err(NotAPeriod) } else { Ok(Date { year, month, day }) }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        Ok(match text.split_once('/') {
            Some((start, end)) => Period::span(start.parse()?, end.parse()?),
            None => Period::at(text.parse()?),
        })
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        for text in ["2018", "2018-05", "2018-05-31", "2013/2016", "2017-09/2023"] {
            assert_eq!(text.parse::<Period>().expect(text).to_string(), text);
        }
        for text in ["18", "2018-13", "2018-5", "2018-05-31-01", "2013/", ""] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn later_dates_come_after() {
        let order =
            ["2017", "2018-05", "2018-05-31", "2018-11-01", "2018"].map(|text| text.parse::<Date>().expect(text));
        assert!(order.is_sorted());
    }
}
