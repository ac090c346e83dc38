//! What a table is asked to show.
//!
//! Takes what a person said ([`Spec`]), gives a [`Query`]. Refuses codes and names that the reference data does not
//! know, years and statuses that are none, each with the choices in the hint.

use std::{ops::RangeInclusive, str::FromStr};

use super::{Names, Part, Reckoning, Rows, Spec, Wanted, breakdown, confidence, wanted};
use crate::{
    Error, ErrorKind, Result,
    figure::{IndicatorCode, Record, Statistic, Status},
    reference::{Headline, Reference},
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
    /// What was planned for a year, what the year became, and the difference.
    Realised,
}

/// What a table is asked to show; the default is the main table over everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The columns.
    pub indicators: Indicators,
    /// The columns where each is described; they go before `indicators`.
    pub columns: Vec<Wanted>,
    /// The rows.
    pub rows: Rows,
    /// Only figures for these years.
    pub years: Option<RangeInclusive<u16>>,
    /// Only figures of these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// Only these statistics; empty for all.
    pub statistics: Vec<Statistic>,
    /// Only figures of these parts of breakdowns: of each breakdown that is named one of its parts; empty for all.
    pub only: Vec<Part>,
    /// The breakdown whose parts stand side by side.
    pub breakdown: Option<String>,
    /// Which of several times a cell shows, in place of the catalogue's rule.
    pub recency: Option<Headline>,
    /// Only figures at least this sure.
    pub min_confidence: f64,
    /// Whether a cell whose sources contradict each other is left empty.
    pub drop_contradicted: bool,
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
    Breakdown,
    Confidence,
}

impl Query {
    /// The query for what a person said.
    pub fn of(spec: &Spec, reference: &Reference) -> Result<Self> {
        let indicators = spec.at("indicator", indicators(&spec.indicator, reference))?;
        let (years, recency) = spec.at("year", times(&spec.year))?;
        Ok(Query {
            across: across(&indicators, spec)?,
            indicators,
            columns: spec.at("column", wanted::columns(&spec.column, &spec.indicator, reference))?,
            rows: Rows::of(spec, &reference.municipalities)?,
            years,
            recency,
            only: spec.at("only", each(&spec.only, breakdown::part))?,
            breakdown: spec.at("breakdown", broken_down(spec))?,
            statuses: spec.at("status", each(&spec.status, named))?,
            statistics: spec.at("statistic", each(&spec.statistic, named))?,
            min_confidence: spec
                .at("min-confidence", spec.min_confidence.map(|least| sure(&least.to_string())).transpose())?
                .unwrap_or(0.0),
            drop_contradicted: spec.drop_contradicted,
            reckoning: Reckoning::of(spec, reference)?,
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
        } else if !self.has_part(record) {
            Err(LeftOut::Breakdown)
        } else if record.confidence < self.min_confidence {
            Err(LeftOut::Confidence)
        } else {
            Ok(())
        }
    }

    /// Whether it is of a part asked for, of every breakdown that parts are named of.
    fn has_part(&self, record: &Record) -> bool {
        let same = |part: &Part, one: &Part| one.breakdown == part.breakdown && one.takes(record);
        self.only.iter().all(|part| self.only.iter().any(|one| same(part, one)))
    }
}

/// Years and `first` or `latest`, each at most once.
fn times(typed: &[String]) -> Result<(Option<RangeInclusive<u16>>, Option<Headline>)> {
    let (mut span, mut recency) = (None, None);
    for one in typed.iter().map(|one| one.trim()).filter(|one| !one.is_empty()) {
        let is_second = match one {
            "latest" => recency.replace(Headline::Last).is_some(),
            "first" => recency.replace(Headline::First).is_some(),
            one => span.replace(years(one)?).is_some(),
        };
        if is_second {
            return Err(Error::new(ErrorKind::Usage, format!("“{one}” is one time too many"))
                .hint("write one year or span, and first or latest with a comma between: 2013..2016,latest"));
        }
    }
    Ok((span, recency))
}

fn broken_down(spec: &Spec) -> Result<Option<String>> {
    if spec.by_year && spec.breakdown.is_some() {
        return Err(Error::new(ErrorKind::Usage, "years and parts cannot both stand across")
            .hint("leave out --breakdown, and pick a part: --by-year --only placement_type=foster_family"));
    }
    spec.breakdown.as_deref().map(breakdown::named).transpose()
}

fn indicators(typed: &[String], reference: &Reference) -> Result<Indicators> {
    match typed {
        [] => Ok(Indicators::Headline),
        [all] if all.trim() == "all" => Ok(Indicators::All),
        codes => each(codes, |one| Ok(reference.catalogue.find(one)?.code.clone())).map(Indicators::These),
    }
}

fn across(indicators: &Indicators, spec: &Spec) -> Result<Across> {
    let wrong = |message: &str, hint: &str| spec.at("by-year", Err(Error::new(ErrorKind::Usage, message).hint(hint)));
    match indicators {
        _ if spec.planned_realised && spec.by_year => {
            wrong("planned and realised have their years already", "leave out --by-year")
        }
        _ if spec.planned_realised => Ok(Across::Realised),
        _ if !spec.by_year => Ok(Across::Indicators),
        Indicators::These(codes) if codes.len() == 1 => Ok(Across::Years(codes[0].clone())),
        _ => wrong("years across take exactly one indicator", "name it: --indicator placements --by-year"),
    }
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
    const ALL: RangeInclusive<u16> = 1900..=2199;
    let year = |text: &str| text.trim().parse::<u16>().ok().filter(|year| ALL.contains(year));
    let (first, last) = typed.split_once("..").or_else(|| typed.split_once('-')).unwrap_or((typed, typed));
    // A span may be open at one end.
    let end = |text: &str, open| if text.trim().is_empty() { Some(open) } else { year(text) };
    let (first, last) = if first.trim() == last.trim() {
        (year(first), year(last))
    } else {
        (end(first, *ALL.start()), end(last, *ALL.end()))
    };
    match (first, last) {
        (Some(first), Some(last)) if first <= last => Ok(first..=last),
        _ => Err(Error::new(ErrorKind::Usage, format!("“{typed}” is no year and no span of years"))
            .hint("write 2018, 2013..2016, 2013.. or ..2016")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::MunicipalityCode;

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
        assert_eq!(query.rows.codes.iter().map(MunicipalityCode::as_str).collect::<Vec<_>>(), ["657", "265"]);
        assert_eq!(query.years, Some(2013..=2016));
        assert_eq!(query.statuses, [Status::Target]);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let refused = |spec: Spec| Query::of(&spec, Reference::in_use()).expect_err("refused").one_line();
        for (spec, about) in [
            (Spec { municipality: list("Atlantis"), ..Spec::default() }, "Atlantis"),
            (Spec { year: list("2016..2013"), ..Spec::default() }, "2016..2013"),
            (Spec { year: list("2016,latest,2018"), ..Spec::default() }, "2018"),
            (Spec { only: list("placement_type=baker"), ..Spec::default() }, "baker"),
            (
                Spec {
                    by_year: true,
                    indicator: list("saving"),
                    breakdown: Some("item".to_owned()),
                    ..Spec::default()
                },
                "across",
            ),
            (Spec { status: list("wish"), ..Spec::default() }, "wish"),
            (Spec { by_year: true, ..Spec::default() }, "exactly one indicator"),
        ] {
            assert!(refused(spec).contains(about), "{about}");
        }
    }

    #[test]
    fn years_spans_and_which_of_them() {
        let (all, latest) = (1900, 2199);
        for (typed, span, recency) in [
            ("2018", Some(2018..=2018), None),
            ("2013..2016,latest", Some(2013..=2016), Some(Headline::Last)),
            ("2013..", Some(2013..=latest), None),
            ("..2016", Some(all..=2016), None),
            ("first", None, Some(Headline::First)),
        ] {
            assert_eq!(times(&list(typed)).expect("a time"), (span, recency), "{typed}");
        }
        assert!(times(&list("..")).is_err() && times(&list("-")).is_err(), "a span has an end");
    }
}
