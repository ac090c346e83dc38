//! Columns that a spec describes one by one, `[[column]]` in its file: indicator, measure, status, part, title.
//!
//! Takes what is written and the records, gives one [`Column`] each, also where no figure fits it: who describes a column
//! wants to see that it is empty. Refuses an indicator and a part that nobody knows.

use serde::{Deserialize, Serialize};

use super::{
    Names, Part, breakdown,
    column::{Column, Measure, Phase},
};
use crate::{
    Error, ErrorKind, Result,
    figure::{IndicatorCode, Record, Status},
    reference::{Catalogue, Reference},
};

/// A column as a spec describes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// The code or the name of an indicator.
    pub indicator: String,
    /// How it is measured; the first measure that has figures where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// The one status of its figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The part of a breakdown: `placement_type=foster_family`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// What it is called.
    #[serde(default, with = "super::spec::name", skip_serializing_if = "Option::is_none")]
    pub title: Option<Names>,
}

/// The same with everything in it known.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    indicator: IndicatorCode,
    measure: Option<Measure>,
    status: Option<Status>,
    part: Option<Part>,
    title: Option<Names>,
}

impl Wanted {
    /// What a spec means by a column.
    pub(super) fn of(spec: &ColumnSpec, reference: &Reference) -> Result<Self> {
        let ColumnSpec { indicator, measure, status, only, title } = spec;
        Ok(Wanted {
            indicator: reference.catalogue.find(indicator)?.code.clone(),
            measure: *measure,
            status: *status,
            part: only.as_deref().map(breakdown::part).transpose()?,
            title: title.clone(),
        })
    }

    /// Its column: of those that the indicator's figures need the first that fits and has figures, else that fits.
    pub(super) fn column(&self, records: &[Record], catalogue: &Catalogue) -> Option<Column> {
        let indicator = catalogue.get(self.indicator.as_str())?;
        let column = |base: Column| Column {
            status: self.status,
            part: self.part.clone(),
            title: self.title.clone(),
            wanted: true,
            ..base
        };
        let fits = |base: &Column| {
            self.measure.is_none_or(|measure| measure == base.measure)
                && self.status.is_none_or(|status| base.phase.rank(status).is_some())
        };
        let needed = super::column::wanted(indicator, records);
        let mut fitting: Vec<Column> = needed.into_iter().filter(fits).map(column).collect();
        let filled = fitting.iter().position(|one| records.iter().any(|record| one.takes(record)));
        if fitting.is_empty() {
            let phase = match self.status {
                Some(Status::Actual) => Phase::Observed,
                Some(Status::Norm) => Phase::Prescribed,
                Some(_) => Phase::Planned,
                None => Phase::PlannedFirst,
            };
            let measure = self.measure.unwrap_or(Measure::Amount);
            return Some(column(Column::new(indicator, measure, phase, Some(measure.unit(indicator.unit)))));
        }
        Some(fitting.swap_remove(filled.unwrap_or(0)))
    }
}

/// The columns that a spec describes; an indicator beside them would be a second way to say it.
pub(super) fn columns(specs: &[ColumnSpec], indicators: &[String], reference: &Reference) -> Result<Vec<Wanted>> {
    if !specs.is_empty() && !indicators.is_empty() {
        return Err(Error::new(ErrorKind::Usage, "columns are named twice, by indicator and one by one")
            .hint("leave out either indicator or every [[column]]"));
    }
    specs.iter().map(|spec| Wanted::of(spec, reference)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::{
        Coverage, Query, Spec, compare,
        sample::{caseload, money, placed, records},
    };

    fn spec(indicator: &str) -> ColumnSpec {
        ColumnSpec { indicator: indicator.to_owned(), measure: None, status: None, only: None, title: None }
    }

    #[test]
    fn each_column_as_it_is_described_and_also_when_it_is_empty() {
        let made = records([
            caseload("265", "41", Status::Actual),
            money("265", "investment", "7", Status::Budget),
            placed("265", "66", Status::Actual).dim("placement_type", "foster_family"),
        ]);
        let column = vec![
            ColumnSpec { only: Some("placement_type=foster_family".to_owned()), ..spec("placements") },
            ColumnSpec { status: Some(Status::Budget), ..spec("investment") },
            ColumnSpec { status: Some(Status::Target), ..spec("caseload") },
            ColumnSpec { measure: Some(Measure::Share), ..spec("caseload") },
        ];
        let reference = Reference::in_use();
        let query = Query::of(&Spec { column, ..Spec::default() }, reference).expect("a query");
        let table = compare(&made, &query, &Coverage::default(), reference);
        let shown = |at: usize| table.rows[0].cells[at].shown().map(|one| one.value.to_string()).collect::<Vec<_>>();
        assert_eq!(
            [shown(0), shown(1), shown(2), shown(3)],
            [vec!["66".to_owned()], vec!["7".to_owned()], vec![], vec![]]
        );
        assert_eq!(table.columns[3].unit, Some(crate::figure::Unit::Percent));
    }

    #[test]
    fn what_nobody_knows_is_refused() {
        let refused = |column, indicator: &[&str]| {
            let indicator = indicator.iter().map(|one| (*one).to_owned()).collect();
            let spec = Spec { column: vec![column], indicator, ..Spec::default() };
            Query::of(&spec, Reference::in_use()).expect_err("refused").to_string()
        };
        assert!(refused(spec("kage"), &[]).contains("“kage”"));
        assert!(refused(ColumnSpec { only: Some("kage".to_owned()), ..spec("placements") }, &[]).contains("“kage”"));
        assert!(refused(spec("caseload"), &["saving"]).contains("named twice"));
    }
}
