//! What was planned for a year beside what the year became.
//!
//! Takes the records and the query; gives, for every indicator and year that some municipality tells both of, a column of
//! what was planned and one of what came to be; then, in the finished table, the year in which each plan was made, the
//! earliest plan first, and what the year became less what was planned. Refuses to take one from the other where they are
//! not of the same statistic, unit, part and kind of money.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Break, Cell, Column, Comparison, Derived, Empty, Indicators, Measure, Names, Observation, Phase, Query, Role,
    Years, column, derived::between, scope,
};
use crate::{
    figure::{MunicipalityCode, Record},
    reference::{Indicator, Reference},
};

/// A column of plans and one of what became of them, for each indicator and year.
pub(super) fn columns(records: &[Record], query: &Query, reference: &Reference) -> Vec<Column> {
    let catalogue = &reference.catalogue;
    let indicators: Vec<&Indicator> = match &query.indicators {
        Indicators::Headline => catalogue.all().iter().filter(|one| !one.further).collect(),
        Indicators::All => catalogue.all().iter().collect(),
        Indicators::These(codes) => codes.iter().filter_map(|code| catalogue.get(code.as_str())).collect(),
    };
    indicators.into_iter().flat_map(|one| of_indicator(one, records, query)).collect()
}

fn of_indicator(indicator: &Indicator, records: &[Record], query: &Query) -> Vec<Column> {
    let own: Vec<&Record> = records
        .iter()
        .filter(|record| record.indicator == indicator.code && record.value.is_some() && query.takes(record).is_ok())
        .collect();
    let mut found = Vec::new();
    for measure in Measure::ALL {
        for unit in column::units(indicator, measure, records) {
            let both = [Phase::Planned, Phase::Observed].map(|phase| Column::new(indicator, measure, phase, unit));
            for time in times(&own, &both, query) {
                found.extend(both.clone().map(|column| Column { time: Some(time), ..column }));
            }
        }
    }
    found
}

/// The times that some municipality tells both of, years before spans; those asked for with either.
fn times(own: &[&Record], both: &[Column; 2], query: &Query) -> Vec<Years> {
    let [planned, observed] = both.each_ref().map(|column| {
        let fitting = own.iter().filter(|record| column.takes(record));
        let told = fitting.filter_map(|record| Some((Years::of(record)?, record.municipality.as_ref()?)));
        told.collect::<BTreeSet<(Years, &MunicipalityCode)>>()
    });
    let told: BTreeSet<Years> = if query.years.is_some() {
        planned.union(&observed).map(|(time, _)| *time).collect()
    } else {
        planned.intersection(&observed).map(|(time, _)| *time).collect()
    };
    let mut times: Vec<Years> = told.into_iter().collect();
    times.sort_by_key(|time| (!time.is_single(), *time));
    times
}

/// Says when each plan was made, puts the earliest first, and adds what came of it.
pub(super) fn finish(table: &mut Comparison) {
    let written: BTreeMap<String, u16> =
        table.coverage.documents.iter().filter_map(|one| Some((one.document.clone(), one.imprint.year?))).collect();
    let of_source: Vec<Option<u16>> =
        table.sources.iter().map(|source| written.get(&source.figure.doc).copied()).collect();
    let said =
        |one: &Observation| one.sources.iter().filter_map(|number| *of_source.get(number.checked_sub(1)?)?).min();
    for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.phase == Phase::Planned) {
        let Some(time) = column.time else { continue };
        for cell in table.rows.iter_mut().map(|row| &mut row.cells[at]) {
            cell.observations.iter_mut().for_each(|one| one.said = said(one));
            earliest_first(cell, time);
        }
    }
    add_differences(table);
    table.title.get_or_insert_with(|| Names::new("Planlagt og realiseret", "Planned and realised"));
    table.notes.push(Names::new(
        "Planlagt: det, som det tidligste dokument vedtog, forventede eller ønskede for året; ved tallet står, hvilket år \
         det er fra. Forskel: det realiserede minus det planlagte, kun mellem tal med samme opgørelse, enhed, afgrænsning \
         og slags beløb",
        "Planned: what the earliest document adopted, expected or wanted for the year; beside the number stands the year \
         it is from. Difference: what came to be less what was planned, only between figures of the same statistic, unit, \
         scope and kind of amount",
    ));
}

/// Makes the earliest plan of the same thing the cell's value; what was said once the year was over comes last.
fn earliest_first(cell: &mut Cell, time: Years) {
    let Some(lead) = cell.observations.iter().position(|one| one.role == Role::Value) else { return };
    let rank = |one: &Observation| match one.said {
        Some(year) if year <= time.last => (0, year),
        None => (1, 0),
        Some(year) => (2, year),
    };
    let same = |one: &Observation| {
        let value = &cell.observations[lead];
        (one.unit, one.statistic) == (value.unit, value.statistic)
            && scope::breakdown(&one.dims) == scope::breakdown(&value.dims)
            && scope::same_kind(&one.dims, &value.dims)
    };
    let others = cell.observations.iter().enumerate();
    let others = others.filter(|(_, one)| matches!(one.role, Role::Other | Role::Contradicting) && same(one));
    let earlier = others.filter(|(_, one)| rank(one) < rank(&cell.observations[lead]));
    let Some(first) = earlier.min_by_key(|(_, one)| rank(one)).map(|(at, _)| at) else { return };
    cell.observations[lead].role = Role::Other;
    cell.observations[first].role = Role::Value;
    // Plans of other years say nothing against each other.
    let value = rank(&cell.observations[first]);
    cell.observations
        .iter_mut()
        .filter(|one| one.role == Role::Contradicting && rank(one) != value)
        .for_each(|one| one.role = Role::Other);
    cell.observations.sort_by_key(|one| one.role);
}

/// Puts what came to be less what was planned behind every two columns that have both.
fn add_differences(table: &mut Comparison) {
    let pair = |columns: &[Column], at: usize| {
        let (one, next) = (columns.get(at)?, columns.get(at + 1)?);
        let alike =
            (&one.indicator, one.measure, one.unit, one.time) == (&next.indicator, next.measure, next.unit, next.time);
        (alike && one.phase == Phase::Planned && next.phase == Phase::Observed).then(|| next.clone())
    };
    let mut at = 0;
    while at < table.columns.len() {
        if let Some(realised) = pair(&table.columns, at) {
            let derived = Derived::RealisedLessPlanned;
            let column = Column { derived: Some(derived), measure: Measure::Change, ..realised };
            table.columns.insert(at + 2, column);
            for row in &mut table.rows {
                let recounted = row.cells[at + 1].leads().any(|one| one.breaks.contains(&Break::Method));
                let cell = if recounted {
                    Cell::without(Empty::Incomparable)
                } else {
                    between(row, at, at + 1, derived, &[Break::Status])
                };
                row.cells.insert(at + 2, cell);
            }
            at += 2;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comparison::{
            Across, Coverage, Covered, Imprint, compare,
            sample::{Make, money, placed, records},
        },
        document::Outcome,
        figure::{
            Statistic,
            Status::{Actual, Budget, Forecast, Target},
        },
    };

    /// The table of some figures, out of documents that are called by the year they are from.
    fn table<const N: usize>(query: Query, made: [Make; N]) -> Comparison<'static> {
        let made = records(made);
        let covered = |record: &Record| Covered {
            document: record.doc.clone(),
            outcome: Outcome::Read,
            reasons: Vec::new(),
            municipality: record.municipality.clone(),
            mentioned: Default::default(),
            imprint: Imprint { year: record.doc.trim_end_matches(".txt").parse().ok(), ..Imprint::default() },
        };
        let coverage = Coverage { documents: made.iter().map(covered).collect(), ..Coverage::default() };
        compare(made.leak(), &Query { across: Across::Realised, ..query }, &coverage, Reference::in_use())
    }

    /// What the first row says: year, values with the year they are from, or the reason that there are none.
    fn row(table: &Comparison) -> Vec<String> {
        let said = table.columns.iter().zip(&table.rows[0].cells).map(|(column, cell)| {
            let year = column.time.expect("a time").first;
            let from = |one: &Observation| one.said.map(|year| format!(" from {year}")).unwrap_or_default();
            match cell.leads().next() {
                Some(one) => format!("{year}: {}{}", one.value, from(one)),
                None => format!("{year}: {:?}", cell.empty.expect("a reason")),
            }
        });
        said.collect()
    }

    fn plan(value: &str, year: &str, from: &str) -> Make {
        placed("265", value, Forecast).period(year).doc(&format!("{from}.txt"), 1)
    }

    fn became(value: &str, year: &str) -> Make {
        placed("265", value, Actual).period(year).doc("2020.txt", 1)
    }

    #[test]
    fn the_earliest_plan_beside_what_the_year_became() {
        let made = [plan("574", "2018", "2017"), plan("545", "2018", "2016"), became("560", "2018")];
        let table = table(Query::default(), made);
        assert_eq!(row(&table), ["2018: 545 from 2016", "2018: 560", "2018: 15"]);
        let difference = &table.rows[0].cells[2].observations[0];
        assert_eq!(difference.sources.len(), 2, "of the plan and of what became of it");
        assert_eq!(difference.computed.as_ref().map(|how| how.da.as_str()), Some("560 − 545"));
        assert_eq!(table.title.as_ref().map(|title| title.da.as_str()), Some("Planlagt og realiseret"));
    }

    #[test]
    fn a_plan_told_of_afterwards_comes_after_one_made_before() {
        let made = [plan("500", "2018", "2019"), plan("510", "2018", "2018"), became("560", "2018")];
        assert_eq!(row(&table(Query::default(), made))[0], "2018: 510 from 2018");
        let late = [plan("500", "2018", "2019"), became("560", "2018")];
        assert_eq!(row(&table(Query::default(), late))[0], "2018: 500 from 2019");
    }

    #[test]
    fn years_with_only_one_side_stand_where_they_are_asked_for() {
        let made = || [plan("574", "2018", "2017"), became("560", "2018"), plan("545", "2019", "2017")];
        assert_eq!(table(Query::default(), made()).columns.len(), 3);
        let asked = Query { years: Some(2018..=2019), ..Query::default() };
        assert_eq!(
            row(&table(asked, made())),
            ["2018: 574 from 2017", "2018: 560", "2018: -14", "2019: 545 from 2017"]
        );
        let other = placed("657", "9", Actual).period("2019").doc("2020.txt", 1);
        let apart = [plan("574", "2019", "2017"), other];
        assert!(table(Query::default(), apart).columns.is_empty(), "of two municipalities");
    }

    #[test]
    fn what_is_not_of_the_same_kind_has_no_difference() {
        let spent =
            |value: &str, status, doc: &str| money("265", "expenditure", value, status).period("2018").doc(doc, 1);
        let made = [
            spent("5000000", Budget, "2017.txt").dim("price_level", "2017"),
            spent("6000000", Actual, "2019.txt").dim("price_level", "2018"),
        ];
        assert_eq!(row(&table(Query::default(), made))[2], "2018: Incomparable");
        let unsaid =
            [spent("5000000", Budget, "2017.txt"), spent("6000000", Actual, "2019.txt").dim("price_level", "2018")];
        assert_eq!(row(&table(Query::default(), unsaid))[2], "2018: 1000000");
        let most = [
            placed("265", "20", Target).statistic(Statistic::Max).period("2018").doc("2017.txt", 1),
            became("22", "2018"),
        ];
        assert_eq!(
            row(&table(Query::default(), most))[2],
            "2018: Incomparable",
            "“at most 20” is no number to take off"
        );
    }
}
