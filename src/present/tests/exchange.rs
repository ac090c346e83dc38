//! The forms that offices of statistics exchange, read back: every number of a table is found at its place, and no other.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value as Json;

use super::{table, text};
use crate::{
    comparison::{
        Across, Comparison, Coverage, Observation, Query, Role, compare,
        sample::{caseload, money, placed, records, world},
    },
    figure::{IndicatorCode, Status},
    present::Lang,
    quantity::Value,
    reference::Reference,
};

fn by_year() -> Comparison<'static> {
    let years = Across::Years(IndicatorCode("placements".into()));
    compare(world().leak(), &Query { across: years, ..Query::default() }, &Coverage::default(), Reference::in_use())
}

fn cube(table: &Comparison, lang: Lang) -> Json {
    serde_json::from_str(&text("json-stat", table, lang, 80)).expect("an object")
}

/// What a table says: its values as they should come out, by row and column.
fn said<'a>(table: &'a Comparison<'_>) -> Vec<(usize, usize, &'a Observation)> {
    let cells = table
        .rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| row.cells.iter().enumerate().map(move |(c, cell)| (at, c, cell)));
    cells
        .flat_map(|(row, column, cell)| cell.shown().chain(cell.contradicting()).map(move |one| (row, column, one)))
        .collect()
}

fn ids(cube: &Json, dimension: &str) -> Vec<String> {
    let index = cube["dimension"][dimension]["category"]["index"].as_array().expect("categories");
    index.iter().map(|id| id.as_str().expect("a code").to_owned()).collect()
}

#[test]
fn a_cube_has_a_place_for_every_number_and_a_label_for_every_place() {
    for table in [table(), by_year()] {
        let cube = cube(&table, Lang::Da);
        let dimensions: Vec<&str> = cube["id"].as_array().expect("names").iter().filter_map(Json::as_str).collect();
        let mut places = 1;
        for (dimension, size) in dimensions.iter().zip(cube["size"].as_array().expect("sizes")) {
            let ids = ids(&cube, dimension);
            assert_eq!(Some(ids.len() as u64), size.as_u64(), "{dimension}");
            let labels = &cube["dimension"][dimension]["category"]["label"];
            assert!(ids.iter().all(|id| labels[id].as_str().is_some_and(|label| !label.is_empty())), "{dimension}");
            places *= ids.len();
        }
        let exact = said(&table).iter().filter(|(_, _, one)| matches!(one.value, Value::Exact(_))).count();
        let values = cube["value"].as_object().expect("numbers");
        assert_eq!(values.len(), exact + 2 * said(&table).len());
        assert!(values.keys().all(|at| at.parse::<usize>().expect("a place") < places));
    }
}

#[test]
fn a_cubes_numbers_are_those_of_the_cells() {
    for (table, by_year) in [(table(), false), (by_year(), true)] {
        let cube = cube(&table, Lang::En);
        let kinds = ids(&cube, "observation");
        let times = if by_year { ids(&cube, "time_period").len() } else { 1 };
        let columns = ids(&cube, "indicator").len();
        for (row, column, one) in said(&table) {
            // Where years stand across there is one indicator, and the columns are its years.
            let (column, time) = if by_year { (0, column) } else { (column, 0) };
            let cell = ((row * columns + column) * times + time) * kinds.len() * 3;
            let number = |at: usize| cube["value"][at.to_string()].as_f64().map(|number| number.to_string());
            let found = (0..kinds.len()).map(|kind| cell + kind * 3).any(|at| {
                let exact = matches!(one.value, Value::Exact(_)).then(|| one.value.low().to_string());
                let ends = [one.value.low(), one.value.high()].map(|end| Some(end.to_string()));
                number(at) == exact && [number(at + 1), number(at + 2)] == ends
            });
            assert!(found, "{} in row {row}", one.value);
        }
    }
}

#[test]
fn no_number_of_a_cube_lies_between_the_ends_of_a_range() {
    let made =
        records([caseload("265", "22..25", Status::Target).approx(), money("265", "saving", "", Status::Forecast)]);
    let table = compare(&made, &Query::default(), &Coverage::default(), Reference::in_use());
    let cube = cube(&table, Lang::Da);
    let numbers: BTreeSet<String> = cube["value"].as_object().expect("numbers").values().map(Json::to_string).collect();
    assert_eq!(numbers, BTreeSet::from(["22".to_owned(), "25".to_owned()]));
    let statuses: Vec<&str> = cube["status"].as_object().expect("statuses").values().filter_map(Json::as_str).collect();
    assert!(statuses.contains(&"approximate_range") && statuses.contains(&"digits_lost"), "{statuses:?}");
    let labels = &cube["extension"]["status"]["label"];
    assert!(statuses.iter().all(|status| labels[status].is_string()));
}

#[test]
fn an_empty_cube_has_no_places() {
    let none = compare(&[], &Query::default(), &Coverage::default(), Reference::in_use());
    let cube = cube(&none, Lang::Da);
    assert_eq!(cube["value"], serde_json::json!({}));
    assert_eq!(cube["size"][0], 0);
}

/// The rows of SDMX-CSV by the names of their columns.
fn rows(table: &Comparison) -> Vec<HashMap<String, String>> {
    let text = text("sdmx-csv", table, Lang::Da, 80);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn sdmx_has_every_value_once_and_every_empty_cell() {
    for table in [table(), by_year()] {
        let rows = rows(&table);
        let written: Vec<_> = rows.iter().filter(|row| row["EMPTY_REASON"].is_empty()).collect();
        let expected = said(&table);
        assert_eq!(written.len(), expected.len());
        for (row, (at, _, one)) in written.into_iter().zip(expected) {
            let exact = matches!(one.value, Value::Exact(_)).then(|| one.value.to_string());
            assert_eq!(row["REF_AREA"], table.rows[at].municipality.to_string());
            assert_eq!(row["OBS_VALUE"], exact.unwrap_or_default());
            assert_eq!(
                (&row["OBS_LOW"], &row["OBS_HIGH"]),
                (&one.value.low().to_string(), &one.value.high().to_string())
            );
            assert!(["A", "B", "F", "U"].contains(&row["OBS_STATUS"].as_str()) && !row["SOURCE_QUOTE"].is_empty());
        }
        let empty = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.empty.is_some()).count();
        let missing = rows.iter().filter(|row| ["L", "O"].contains(&row["OBS_STATUS"].as_str()));
        assert_eq!(missing.filter(|row| row["OBS_VALUE"].is_empty()).count(), empty);
    }
}

#[test]
fn no_two_observations_of_sdmx_have_the_same_key() {
    let said_twice = records([
        money("265", "investment", "400000", Status::Target),
        money("265", "investment", "300000", Status::Target),
        placed("657", "7", Status::Actual).period("2017-09"),
    ]);
    let dimensions = [
        "REF_AREA",
        "INDICATOR",
        "MEASURE",
        "PHASE",
        "TRANSFORMATION",
        "STATISTIC",
        "BREAKDOWN",
        "UNIT_MEASURE",
        "TIME_PERIOD",
        "CLAIM",
    ];
    for table in
        [table(), by_year(), compare(&said_twice, &Query::default(), &Coverage::default(), Reference::in_use())]
    {
        let mut keys = BTreeSet::new();
        for row in rows(&table) {
            let key = dimensions.map(|name| row[name].clone());
            assert!(key.iter().all(|part| !part.is_empty()), "a dimension is never empty: {key:?}");
            assert!(keys.insert(key.clone()), "{key:?}");
        }
    }
}

#[test]
fn sdmx_says_of_what_quality_a_value_is() {
    let made = records([
        caseload("265", "41", Status::Actual),
        caseload("657", "35", Status::Actual).confidence(0.4),
        money("265", "saving", "400000", Status::Forecast).period("2021"),
        caseload("851", "", Status::Actual).quote("Hver rådgiver har sager.\nDet er for mange.", ""),
    ]);
    let table = compare(&made, &Query::default(), &Coverage::default(), Reference::in_use());
    let rows = rows(&table);
    let status = |area: &str, indicator: &str| {
        let row = rows.iter().find(|row| row["REF_AREA"] == area && row["INDICATOR"] == indicator).expect("a row");
        (row["OBS_STATUS"].clone(), row["SOURCE_QUOTE"].clone())
    };
    assert_eq!(status("265", "caseload").0, "A");
    assert_eq!(status("657", "caseload").0, "U");
    assert_eq!(status("265", "saving").0, "F");
    assert_eq!(status("851", "caseload"), ("L".to_owned(), "Hver rådgiver har sager. Det er for mange.".to_owned()));
    assert!(table.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.shown().all(|one| one.role != Role::Other)));
}
