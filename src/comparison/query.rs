//! What a table is asked to show.
//!
//! Takes what a person typed ([`Asked`]), gives a [`Query`]. Refuses codes and names that the reference data does not
//! know, years and statuses that are none, each with the choices in the hint.

use std::{ops::RangeInclusive, str::FromStr};

use super::Reckoning;
use crate::{
    Error, ErrorKind, Result,
    figure::{IndicatorCode, MunicipalityCode, Record, Statistic, Status},
    reference::Reference,
};

/// Which indicators become columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Indicators {
    /// The columns of the main table: caseloads now and wanted, staff to be added, money in, money saved, placements.
    #[default]
    Headline,
    /// Every indicator that has figures, in the catalogue's order: the further ones last.
    All,
    /// These, in this order, with or without figures.
    These(Vec<IndicatorCode>),
}

/// What stands across.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Across {
    /// Indicators.
    #[default]
    Indicators,
    /// The years of one indicator.
    Years(IndicatorCode),
}

/// What a table is asked to show; the default is the main table over everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The columns.
    pub indicators: Indicators,
    /// The rows; empty for all that have figures.
    pub municipalities: Vec<MunicipalityCode>,
    /// Only figures for these years.
    pub years: Option<RangeInclusive<u16>>,
    /// Only figures of these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Only these statistics; empty for all.
    pub statistics: Vec<Statistic>,
    /// Only figures at least this sure.
    pub min_confidence: f64,
    /// Indicators or years across.
    pub across: Across,
    /// What is made of the documents' values.
    pub reckoning: Reckoning,
}

/// The same as a person types it: lists parted by commas, `2018` or `2013..2016`.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// Codes or names of indicators; `all` for every one with figures.
    pub indicator: Option<&'a str>,
    /// Codes or names of municipalities.
    pub municipality: Option<&'a str>,
    /// A year, or two with `..` between.
    pub year: Option<&'a str>,
    /// Statuses.
    pub status: Option<&'a str>,
    /// Statistics.
    pub statistic: Option<&'a str>,
    /// 0 to 1.
    pub min_confidence: f64,
    /// Years across instead of indicators; takes exactly one indicator.
    pub by_year: bool,
}

/// Why a figure is left out of what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LeftOut {
    Period,
    Status,
    Statistic,
    Confidence,
}

impl Query {
    /// The query for what a person typed.
    pub fn parse(asked: &Asked<'_>, reference: &Reference) -> Result<Self> {
        let indicators = match asked.indicator.map(str::trim) {
            None => Indicators::Headline,
            Some("all") => Indicators::All,
            Some(typed) => Indicators::These(list(typed, |one| Ok(reference.catalogue.find(one)?.code.clone()))?),
        };
        let across = match (&indicators, asked.by_year) {
            (_, false) => Across::Indicators,
            (Indicators::These(codes), true) if codes.len() == 1 => Across::Years(codes[0].clone()),
            _ => {
                return Err(Error::new(ErrorKind::Usage, "years across take exactly one indicator")
                    .hint("name it: --indicator placements --by-year"));
            }
        };
        Ok(Query {
            indicators,
            across,
            municipalities: list(asked.municipality.unwrap_or_default(), |one| reference.municipalities.named(one))?,
            years: asked.year.map(years).transpose()?,
            statuses: list(asked.status.unwrap_or_default(), named)?,
            statistics: list(asked.statistic.unwrap_or_default(), named)?,
            min_confidence: asked.min_confidence,
            reckoning: Reckoning::default(),
        })
    }

    /// Whether a figure is asked for, or what leaves it out.
    pub(super) fn takes(&self, record: &Record) -> Result<(), LeftOut> {
        let in_years = |years: &RangeInclusive<u16>| {
            record.period.is_some_and(|period| {
                let (first, last) = period.years();
                first <= *years.end() && *years.start() <= last
            })
        };
        if !self.years.as_ref().is_none_or(in_years) {
            Err(LeftOut::Period)
        } else if !self.statuses.is_empty() && !self.statuses.contains(&record.status) {
            Err(LeftOut::Status)
        } else if !self.statistics.is_empty() && !self.statistics.contains(&record.statistic) {
            Err(LeftOut::Statistic)
        } else if record.confidence < self.min_confidence {
            Err(LeftOut::Confidence)
        } else {
            Ok(())
        }
    }
}

fn list<T>(typed: &str, one: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    typed.split(',').map(str::trim).filter(|part| !part.is_empty()).map(one).collect()
}

fn named<T: FromStr<Err = String>>(typed: &str) -> Result<T> {
    typed.parse().map_err(|message: String| Error::new(ErrorKind::Usage, message))
}

/// A year or a span of them: `2018`, `2013..2016`, `2013-2016`.
pub fn years(typed: &str) -> Result<RangeInclusive<u16>> {
    let year = |text: &str| text.trim().parse::<u16>().ok().filter(|year| (1900..2200).contains(year));
    let (first, last) = typed.split_once("..").or_else(|| typed.split_once('-')).unwrap_or((typed, typed));
    match (year(first), year(last)) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err(Error::new(ErrorKind::Usage, format!("“{typed}” is no year and no span of years"))
            .hint("write 2018 or 2013..2016")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_queries() {
        let asked = Asked {
            indicator: Some("caseload, besparelse"),
            municipality: Some("Herning,265"),
            year: Some("2013..2016"),
            status: Some("target"),
            ..Asked::default()
        };
        let query = Query::parse(&asked, Reference::in_use()).expect("a query");
        let Indicators::These(codes) = &query.indicators else { panic!("named indicators") };
        assert_eq!(codes.iter().map(IndicatorCode::as_str).collect::<Vec<_>>(), ["caseload", "saving"]);
        assert_eq!(query.municipalities.iter().map(MunicipalityCode::as_str).collect::<Vec<_>>(), ["657", "265"]);
        assert_eq!(query.years, Some(2013..=2016));
        assert_eq!(query.statuses, [Status::Target]);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = |asked: Asked<'_>| Query::parse(&asked, Reference::in_use()).expect_err("refused").one_line();
        for (asked, about) in [
            (Asked { municipality: Some("Atlantis"), ..Asked::default() }, "Atlantis"),
            (Asked { year: Some("2016..2013"), ..Asked::default() }, "2016..2013"),
            (Asked { status: Some("wish"), ..Asked::default() }, "wish"),
            (Asked { by_year: true, ..Asked::default() }, "exactly one indicator"),
        ] {
            assert!(refused(asked).contains(about), "{about}");
        }
    }
}
