//! What a table is asked to show.
//!
//! Takes what a person said ([`Spec`]), gives a [`Query`]. Refuses codes and names that the reference data does not
//! know, years and statuses that are none, each with the choices in the hint.

use std::{ops::RangeInclusive, str::FromStr};

use super::{Change, Names, Reckoning, Spec, confidence};
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
    /// What the table is called; `None` for the program's own words.
    pub title: Option<Names>,
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
    /// The query for what a person said.
    pub fn of(spec: &Spec, reference: &Reference) -> Result<Self> {
        let indicators = spec.at("indicator", indicators(&spec.indicator, reference))?;
        Ok(Query {
            across: spec.at("by-year", across(&indicators, spec.by_year))?,
            indicators,
            municipalities: spec
                .at("municipality", each(&spec.municipality, |one| reference.municipalities.named(one)))?,
            years: spec.at("year", spec.year.first().map(|one| years(one)).transpose())?,
            statuses: spec.at("status", each(&spec.status, named))?,
            statistics: spec.at("statistic", each(&spec.statistic, named))?,
            min_confidence: spec
                .at("min-confidence", spec.min_confidence.map(|least| sure(&least.to_string())).transpose())?
                .unwrap_or(0.0),
            reckoning: Reckoning { change: spec.at("change", change(spec))?, ..Reckoning::default() },
            title: spec.title.clone(),
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

fn indicators(typed: &[String], reference: &Reference) -> Result<Indicators> {
    match typed {
        [] => Ok(Indicators::Headline),
        [all] if all.trim() == "all" => Ok(Indicators::All),
        codes => each(codes, |one| Ok(reference.catalogue.find(one)?.code.clone())).map(Indicators::These),
    }
}

fn across(indicators: &Indicators, by_year: bool) -> Result<Across> {
    match indicators {
        _ if !by_year => Ok(Across::Indicators),
        Indicators::These(codes) if codes.len() == 1 => Ok(Across::Years(codes[0].clone())),
        _ => Err(Error::new(ErrorKind::Usage, "years across take exactly one indicator")
            .hint("name it: --indicator placements --by-year")),
    }
}

fn change(spec: &Spec) -> Result<Option<Change>> {
    if spec.change.is_some() && !spec.by_year {
        return Err(Error::new(ErrorKind::Usage, "a change is between years, and none stand across")
            .hint("add --by-year: --indicator placements --by-year --change"));
    }
    Ok(spec.change)
}

fn sure(typed: &str) -> Result<f64> {
    confidence(typed).map_err(|message| Error::new(ErrorKind::Usage, message))
}

/// What each thing in a list means.
fn each<T>(typed: &[String], one: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    typed.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).map(one).collect()
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

    fn list(typed: &str) -> Vec<String> {
        typed.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn typed_queries() {
        let spec = Spec {
            indicator: list("caseload, besparelse"),
            municipality: list("Herning,265"),
            year: list("2013..2016"),
            status: list("target"),
            ..Spec::default()
        };
        let query = Query::of(&spec, Reference::in_use()).expect("a query");
        let Indicators::These(codes) = &query.indicators else { panic!("named indicators") };
        assert_eq!(codes.iter().map(IndicatorCode::as_str).collect::<Vec<_>>(), ["caseload", "saving"]);
        assert_eq!(query.municipalities.iter().map(MunicipalityCode::as_str).collect::<Vec<_>>(), ["657", "265"]);
        assert_eq!(query.years, Some(2013..=2016));
        assert_eq!(query.statuses, [Status::Target]);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = |spec: Spec| Query::of(&spec, Reference::in_use()).expect_err("refused").one_line();
        for (spec, about) in [
            (Spec { municipality: list("Atlantis"), ..Spec::default() }, "Atlantis"),
            (Spec { year: list("2016..2013"), ..Spec::default() }, "2016..2013"),
            (Spec { status: list("wish"), ..Spec::default() }, "wish"),
            (Spec { by_year: true, ..Spec::default() }, "exactly one indicator"),
        ] {
            assert!(refused(spec).contains(about), "{about}");
        }
    }
}
