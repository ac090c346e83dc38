//! What a cell chooses, and what it says when there is nothing to choose.

use super::{
    sample::{Make, caseload, coverage, figure, money, placed, posts, records, world},
    *,
};
use crate::{
    document::Outcome,
    figure::{IndicatorCode, Statistic, Status, Unit},
    reference::Headline,
};

fn table<'a>(records: &'a [Record], query: &Query) -> Comparison<'a> {
    compare(records, query, &Coverage::default(), Reference::in_use())
}

fn of(indicator: &'static str) -> Query {
    Query { indicators: Indicators::These(vec![IndicatorCode(indicator.into())]), ..Query::default() }
}

/// Every cell of the one row as `role value`, columns parted by a bar.
fn line(made: Vec<Record>, query: &Query) -> String {
    let table = table(&made, query);
    let cell = |cell: &Cell| match cell.empty {
        Some(reason) => format!("{reason:?}"),
        None => {
            let one = |one: &Observation| format!("{:?} {}", one.role, one.value);
            cell.observations.iter().map(one).collect::<Vec<_>>().join(", ")
        }
    };
    table.rows.iter().flat_map(|row| &row.cells).map(cell).collect::<Vec<_>>().join(" | ")
}

fn chosen<const N: usize>(made: [Make; N], query: &Query) -> String {
    line(records(made), query)
}

#[test]
fn target_and_observation_are_two_columns() {
    let made = || [caseload("265", "41", Status::Actual), caseload("265", "22..25", Status::Target)];
    assert_eq!(chosen(made(), &Query::default()), "Value 41 | Value 22–25");
    let titles = table(records(made()).leak(), &Query::default()).columns.into_iter().map(|column| column.phase);
    assert_eq!(titles.collect::<Vec<_>>(), [Phase::Observed, Phase::Planned]);
}

#[test]
fn totals_before_parts_and_the_combined_scenario_before_single_ones() {
    let amount = |value: &str, scenario: &str, item: &str| {
        money("265", "investment", value, Status::Target).period("2019").dim("scenario", scenario).dim("item", item)
    };
    let made = [
        amount("300", "children", "I alt").confidence(0.99),
        amount("560", "combined", "Løn").confidence(0.99),
        amount("638", "combined", "Investering i alt").confidence(0.6),
    ];
    assert_eq!(chosen(made, &of("investment")), "Value 638, Other 560, Other 300");
}

#[test]
fn the_catalogue_says_which_year() {
    let years = |indicator: &str| {
        ["2019", "2020", "2021"]
            .map(|year| money("265", indicator, &year[2..], Status::Forecast).period(year).dim("item", "I alt"))
    };
    assert_eq!(chosen(years("investment"), &of("investment")), "Value 19, Other 20, Other 21");
    assert_eq!(chosen(years("saving"), &of("saving")), "Value 21, Other 19, Other 20");
    let placed = ["2015", "2016"].map(|year| placed("265", &year[2..], Status::Actual).period(year));
    assert_eq!(chosen(placed, &of("placements")), "Value 16, Other 15");
}

#[test]
fn dated_before_undated_then_surer_then_earlier() {
    let one = |value: &str| caseload("265", value, Status::Actual);
    assert_eq!(chosen([one("40"), one("41").period("2018")], &of("caseload")), "Value 41, Other 40");
    let one = |value: &str| one(value).quote(&format!("Sagstallet er nu {value}."), value);
    let surer = [one("40").confidence(0.6), one("41").confidence(0.8)];
    assert_eq!(chosen(surer, &of("caseload")), "Value 41, Contradicting 40");
    let earlier = [one("40"), one("41")];
    assert_eq!(chosen(earlier, &of("caseload")), "Value 40, Contradicting 41");
    let named = [one("40"), one("41").quote("Roskilde har et sagstal på 41.", "41")];
    assert_eq!(chosen(named, &of("caseload")), "Value 41, Contradicting 40");
}

#[test]
fn a_contradiction_takes_the_same_time_status_and_part() {
    let one =
        |value: &str| caseload("265", value, Status::Actual).quote(&format!("Sagstallet er {value} sager."), value);
    for (other, role) in [
        (one("41").period("2018"), "Contradicting 41"),
        (one("41").period("2017"), "Other 41"),
        (one("41").period("2018").dim("age_group", "0-5"), "Other 41"),
    ] {
        assert_eq!(chosen([one("40").period("2018"), other], &of("caseload")), format!("Value 40, {role}"));
    }
    // A sentence says two things on purpose; the last is the latest.
    let quote = "Antallet steg fra 87 til 131.";
    let steps = ["87", "131"].map(|value| placed("320", value, Status::Actual).quote(quote, value));
    assert_eq!(chosen(steps, &of("placements")), "Value 131, SameSentence 87");
    // Two unnamed groups need not be the same.
    let groups = ["30", "20..25"].map(|value| caseload("DK-group", value, Status::Actual).quote(value, value));
    assert_eq!(chosen(groups, &of("caseload")), "Value 30, OtherGroup 20–25");
}

#[test]
fn a_figure_said_twice_is_one_value_with_two_sources() {
    let twice = [caseload("265", "41", Status::Actual), caseload("265", "41", Status::Actual).approx().doc("b.txt", 2)];
    let table = table(records(twice).leak(), &of("caseload"));
    let one = &table.rows[0].cells[0].observations[0];
    // The hedge of either is the hedge of both.
    assert_eq!((one.sources.as_slice(), one.approx), ([1, 2].as_slice(), true));
}

#[test]
fn parts_stand_for_a_total_that_nobody_gives() {
    let part =
        |value: &str, kind: &str| placed("265", value, Status::Actual).period("2017-09").dim("placement_type", kind);
    let parts = || [part("7", "network_foster"), part("66", "foster_family"), part("30", "institution")];
    assert_eq!(chosen(parts(), &of("placements")), "Part 7, Part 66, Part 30");
    let [a, b, c] = parts();
    assert_eq!(chosen([a, b, c, part("103", "total")], &of("placements")), "Value 103, Other 7, Other 66, Other 30");
}

#[test]
fn posts_are_listed_not_added() {
    let made = [
        posts("320", "21", Unit::Persons, "caseworker"),
        posts("320", "22", Unit::Persons, "social_worker"),
        posts("320", "3", Unit::Persons, "social_worker"),
        posts("320", "2", Unit::Fte, "psychologist"),
    ];
    // Persons and full-time equivalents never stand in one cell.
    assert_eq!(chosen(made, &Query::default()), "Part 22, Part 21, Part 3, Other 2");
}

#[test]
fn two_amounts_for_one_named_thing_contradict() {
    let amount = |value: &str| {
        let quote = format!("Der investeres {value} kr. i kompetenceudvikling.");
        money("320", "investment", value, Status::Target).dim("item", "Tre rådgivere").quote(&quote, value)
    };
    assert_eq!(chosen([amount("18"), amount("15")], &of("investment")), "Part 18, Contradicting 15");
    let unnamed = |value: &str| money("320", "investment", value, Status::Target);
    assert_eq!(chosen([unnamed("18"), unnamed("15")], &of("investment")), "Part 18, Part 15");
}

#[test]
fn percentages_and_units_have_columns_of_their_own() {
    let share = figure("657", "placements", Statistic::Share, "63", Unit::Percent, Status::Actual);
    let fall = figure("657", "placements", Statistic::Change, "-5", Unit::Percent, Status::Forecast);
    assert_eq!(
        chosen([placed("657", "131", Status::Actual), share, fall], &of("placements")),
        "Value 131 | Value 63 | Value -5"
    );
    let every = |value: &str, unit| figure("657", "follow_up_interval", Statistic::Level, value, unit, Status::Actual);
    let made = [every("2", Unit::Months), every("6", Unit::Weeks)];
    assert_eq!(chosen(made, &of("follow_up_interval")), "Value 6 | Value 2");
}

#[test]
fn bounds_stand_beside_the_mean_and_what_follows_beside_what_is() {
    let survey = [
        caseload("DK", "32", Status::Actual).period("2019"),
        caseload("DK", "50", Status::Actual).statistic(Statistic::Max).period("2019"),
        caseload("DK", "23", Status::Actual).statistic(Statistic::Min).period("2019"),
    ];
    assert_eq!(chosen(survey, &of("caseload")), "Value 32, Lowest 23, Highest 50");
    let plan = [("2016", Status::Actual), ("2018", Status::Forecast), ("2017", Status::Forecast)]
        .map(|(year, status)| placed("851", &year[2..], status).period(year));
    assert_eq!(chosen(plan, &Query::default()), "Value 16, Outlook 17, Outlook 18");
    let twice = [("16", "2016", Status::Actual), ("17", "2017", Status::Forecast), ("71", "2017", Status::Forecast)]
        .map(|(value, year, status)| placed("851", value, status).period(year));
    assert_eq!(chosen(twice, &Query::default()), "Value 16, Outlook 17, Other 71");
}

#[test]
fn an_empty_cell_has_its_reason() {
    let made = || {
        [
            caseload("265", "41", Status::Actual).period("2018").confidence(0.6),
            caseload("265", "", Status::Target),
            caseload("657", "50", Status::Actual).period("2019"),
        ]
    };
    let roskilde = |query: Query| {
        let rows = Rows { codes: vec![MunicipalityCode("265".into())], ..Rows::default() };
        let query = Query { rows, ..query };
        chosen(made(), &query)
    };
    assert_eq!(roskilde(of("caseload")), "Value 41 | DigitsLost");
    let observed = |query: Query| roskilde(query).split(" | ").next().map(str::to_owned).unwrap_or_default();
    assert_eq!(observed(Query { years: Some(2019..=2020), ..of("caseload") }), "OutsidePeriod");
    // A column that cannot hold the status asked for does not stand at all.
    assert_eq!(roskilde(Query { statuses: vec![Status::Actual], ..of("caseload") }), "Value 41");
    let saving = || [money("265", "saving", "4", Status::Forecast)];
    assert_eq!(chosen(saving(), &Query { statuses: vec![Status::Target], ..of("saving") }), "OutsideStatus");
    assert_eq!(observed(Query { statistics: vec![Statistic::Max], ..of("caseload") }), "OutsideStatistic");
    assert_eq!(observed(Query { min_confidence: 0.7, ..of("caseload") }), "TooUncertain");
    assert_eq!(roskilde(of("saving")), "NotMentioned");
}

#[test]
fn rows_in_danish_order_with_the_others_below() {
    let made = ["SE-1490", "DK", "851", "101", "DK-group", "751", "492", "SE", "265"];
    let made = records(made.map(|code| caseload(code, "30", Status::Actual)));
    let table = table(&made, &Query::default());
    let names: Vec<&str> = table.rows.iter().map(|row| row.names.da.as_str()).collect();
    assert_eq!(
        names,
        [
            "København",
            "Roskilde",
            "Ærø",
            "Aalborg",
            "Aarhus",
            "Danmark",
            "en gruppe kommuner",
            "Sverige",
            "Borås, Sverige"
        ]
    );
}

#[test]
fn years_across() {
    let year = |value: &str, period: &str, status| placed("851", value, status).period(period);
    let made = records([
        year("601", "2016", Status::Actual),
        year("570", "2017", Status::Forecast),
        year("574", "2017-12-31", Status::Actual),
        year("55", "2013/2015", Status::Actual),
        placed("851", "9", Status::Actual),
        placed("265", "103", Status::Actual).period("2017"),
    ]);
    let query = Query { across: Across::Years(IndicatorCode("placements".into())), ..Query::default() };
    let table = table(&made, &query);
    let years: Vec<_> =
        table.columns.iter().filter_map(|column| column.time).map(|time| (time.first, time.last)).collect();
    assert_eq!((years, table.without_year), (vec![(2016, 2016), (2017, 2017), (2013, 2015)], 1));
    assert_eq!(
        line(made, &query),
        "NotMentioned | Value 103 | NotMentioned | Value 601 | Value 574, Other 570 | Value 55"
    );
}

#[test]
fn a_figure_without_an_owner_is_counted_not_placed() {
    let mut made = records([caseload("265", "41", Status::Actual), caseload("265", "30", Status::Actual)]);
    made[1].municipality = None;
    let table = table(&made, &Query::default());
    assert_eq!((table.without_owner, table.rows.len()), (1, 1));
    assert_eq!(table.rows[0].cells[0].observations.len(), 1);
}

#[test]
fn every_value_has_a_source_and_what_shows_is_numbered_first() {
    let tables = tables(
        world().leak(),
        &Query { indicators: Indicators::All, ..Query::default() },
        &coverage(),
        Reference::in_use(),
    );
    for table in &tables {
        for one in table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.observations) {
            assert!(!one.sources.is_empty());
            assert!(
                one.sources.iter().all(|number| table.source(*number).is_some_and(|source| source.number == *number))
            );
        }
        let cited: Vec<_> = table.cited().iter().map(|source| source.number).collect();
        assert_eq!(cited, (1..=cited.len()).collect::<Vec<_>>());
    }
}

mod any_records {
    use proptest::prelude::*;

    use super::*;

    fn any_record() -> impl Strategy<Value = Record> {
        let pick = |names: &'static [&'static str]| proptest::sample::select(names);
        (
            pick(&["265", "657", "DK", "DK-group"]),
            pick(&["caseload", "placements", "investment", "staff"]),
            proptest::sample::select(Statistic::ALL),
            proptest::sample::select(Status::ALL),
            pick(&["", "7", "7..9", "12"]),
            pick(&["", "2017", "2018-05", "2017/2019"]),
            pick(&["total", "institution", "foster_family"]),
            0..6_usize,
        )
            .prop_map(|(owner, indicator, statistic, status, value, period, kind, start)| {
                let mut made = figure(owner, indicator, statistic, value, Unit::Placements, status);
                made = made.dim("placement_type", kind);
                made = if period.is_empty() { made } else { made.period(period) };
                Record { start, ..made.0 }
            })
    }

    proptest! {
        /// Whatever the records, no value is lost from its row and none comes without its source.
        #[test]
        fn nothing_lost_nothing_made_up(records in proptest::collection::vec(any_record(), 0..24)) {
            let query = Query { indicators: Indicators::All, ..Query::default() };
            let table = table(&records, &query);
            let cells = || table.rows.iter().flat_map(|row| &row.cells);
            for cell in cells() {
                prop_assert_eq!(cell.empty.is_some(), cell.observations.is_empty());
                prop_assert!(cell.empty.is_some() || cell.shown().count() > 0);
            }
            let sources: usize = cells().flat_map(|cell| &cell.observations).map(|one| one.sources.len()).sum();
            prop_assert_eq!(sources, records.iter().filter(|record| record.value.is_some()).count());
        }
    }
}

#[test]
fn a_years_amount_before_what_is_spent_once_or_over_years() {
    let amount = |value: &str, kind: &str| {
        money("265", "saving", value, Status::Forecast).period("2024").dim("recurrence", kind).confidence(0.8)
    };
    let made = [amount("12", "accumulated").confidence(0.99), amount("3", "yearly"), amount("1", "once")];
    assert_eq!(chosen(made, &of("saving")), "Value 3, Other 12, Other 1");
}

#[test]
fn an_amount_said_with_and_without_its_kind_is_one() {
    let said = || money("265", "saving", "3", Status::Forecast).period("2024");
    assert_eq!(chosen([said(), said().dim("recurrence", "yearly")], &of("saving")), "Value 3");
    let differ = [said().dim("price_level", "2022"), said().dim("price_level", "2023")];
    assert_eq!(chosen(differ, &of("saving")), "Value 3, Other 3");
}

#[test]
fn the_current_forecast_before_the_one_it_has_overtaken() {
    let forecast = |value: &str| money("265", "deficit", value, Status::Forecast).period("2024");
    let made = [forecast("31").dim("forecast", "earlier").confidence(0.99), forecast("42")];
    assert_eq!(chosen(made, &of("deficit")), "Value 42, Other 31");
}

#[test]
fn the_main_table_and_its_years_leave_the_further_indicators_out() {
    let rate = |value: &str, year: &str| {
        figure("265", "daily_rate", Statistic::Mean, value, Unit::DkkPerDay, Status::Actual).period(year)
    };
    let made = records([rate("2100", "2021"), rate("2250", "2022"), caseload("265", "31", Status::Actual)]);
    let all = tables(&made, &Query::default(), &Coverage::default(), Reference::in_use());
    assert!(all.iter().flat_map(|table| &table.columns).all(|column| column.indicator.as_str() == "caseload"));
    assert_eq!(line(made, &of("daily_rate")), "Value 2250, Other 2100");
}

#[test]
fn what_a_person_stands_behind_goes_before_its_equals_and_no_further() {
    let undated = |value: &str, number: &str| {
        caseload("265", value, Status::Actual).quote("Der er talt 41 og siden 43 sager.", number)
    };
    assert_eq!(chosen([undated("41", "41"), undated("43", "43")], &of("caseload")), "Value 43, SameSentence 41");
    assert_eq!(
        chosen([undated("41", "41").verified(), undated("43", "43")], &of("caseload")),
        "Value 41, SameSentence 43"
    );
    let said = |value: &str| {
        caseload("265", value, Status::Actual).period("2018").quote(&format!("Sagstallet er {value}."), value)
    };
    let made = [said("41").confidence(1.0).doc("a.txt", 1), said("38").confidence(0.9).verified().doc("b.txt", 1)];
    assert_eq!(chosen(made, &of("caseload")), "Value 38, Contradicting 41");
    let made = [
        caseload("265", "41", Status::Actual).period("2019"),
        caseload("265", "38", Status::Actual).period("2018").verified(),
    ];
    assert_eq!(chosen(made, &of("caseload")), "Value 41, Other 38", "a later year stays the later");
}

#[test]
fn a_cell_whose_sources_contradict_each_other_can_be_left_empty() {
    let said = |value: &str| {
        caseload("265", value, Status::Actual).period("2018").quote(&format!("Sagstallet er {value} sager."), value)
    };
    let query = || Query { drop_contradicted: true, ..of("caseload") };
    let made = records([said("40"), said("41")]);
    let table = table(&made, &query());
    let cell = &table.rows[0].cells[0];
    assert_eq!((cell.empty, cell.shown().count(), cell.contradicting().count()), (Some(Empty::Contradicted), 0, 2));
    assert_eq!(table.cited().len(), 2, "both claims can be looked up");
    assert_eq!(chosen([said("40"), said("40").doc("b.txt", 1)], &query()), "Value 40", "who agrees stays");
}

#[test]
fn what_was_never_read_is_not_called_silence() {
    let document = |name: &str, code: &'static str, outcome| Covered {
        document: name.to_owned(),
        outcome,
        reasons: Vec::new(),
        municipality: Some(MunicipalityCode(code.into())),
        mentioned: Default::default(),
        imprint: Imprint::default(),
    };
    let documents = vec![
        document("a.pdf", "265", Outcome::Failed),
        document("b.pdf", "657", Outcome::Failed),
        document("c.pdf", "657", Outcome::Partly),
    ];
    let coverage = Coverage { documents, ..Coverage::default() };
    let made = records([caseload("851", "40", Status::Actual)]);
    let table = compare(&made, &of("caseload"), &coverage, Reference::in_use());
    let empty: Vec<_> = table.rows.iter().map(|row| (row.cells[0].empty, row.cells[0].read)).collect();
    assert_eq!(empty, [(Some(Empty::NotMentioned), Some(1)), (Some(Empty::NotRead), None), (None, None)]);
}

#[test]
fn a_sentence_that_names_the_owner_goes_before_a_surer_one_that_does_not() {
    let one = |value: &str, quote: &str| caseload("265", value, Status::Actual).quote(quote, value);
    let direct = one("41", "Roskilde har et sagstal på 41.").confidence(0.7);
    assert_eq!(chosen([one("40", "Sagstallet er 40."), direct], &of("caseload")), "Value 41, Contradicting 40");
}

#[test]
fn every_status_asked_for_has_columns_of_its_own() {
    let amount = |value: &str, status| money("265", "investment", value, status).period("2020");
    let made = || [amount("9", Status::Target), amount("8", Status::Budget), amount("7", Status::Actual)];
    let query = |statuses: &[Status]| Query { statuses: statuses.to_vec(), ..of("investment") };
    assert_eq!(chosen(made(), &query(&[Status::Actual, Status::Target])), "Value 7 | Value 9");
    assert_eq!(chosen(made(), &query(&[Status::Budget])), "Value 8", "one status is a filter");
    assert_eq!(chosen(made(), &query(&[Status::Forecast, Status::Norm])), "OutsideStatus");
}

#[test]
fn a_column_for_the_whole_and_for_every_part() {
    let count =
        |value: &str, kind: &str| placed("265", value, Status::Actual).period("2017").dim("placement_type", kind);
    let part = |value: &str, kind: &str| count(value, kind).dim("item", "Rækkens egne ord");
    let made = || {
        let total = count("103", "total");
        [part("7", "network_foster"), part("30", "institution"), part("66", "foster_family"), total]
    };
    let query = || Query { breakdown: Some("placement_type".to_owned()), ..of("placements") };
    assert_eq!(chosen(made(), &query()), "Value 103 | Value 7 | Value 66 | Value 30");
    let [_, _, family, _] = made();
    let table = table(records([family]).leak(), &query());
    assert_eq!(table.columns[0].part.as_ref().and_then(|part| part.value.as_deref()), Some("foster_family"));
    let only = |typed: &str| Query { only: vec![breakdown::part(typed).expect("a part")], ..of("placements") };
    assert_eq!(chosen(made(), &only("placement_type=institution")), "Part 30");
    assert_eq!(chosen(made(), &only("placement_type=total")), "Value 103");
    assert_eq!(chosen(made(), &only("placement_type=own_room")), "OutsideBreakdown");
}

#[test]
fn the_query_can_say_which_of_several_years() {
    let amount = |year: &str| money("265", "investment", &year[2..], Status::Target).period(year);
    let made = || [amount("2019"), amount("2021")];
    let query = |recency| Query { recency, ..of("investment") };
    assert_eq!(chosen(made(), &query(None)), "Value 19, Other 21", "the catalogue says the first");
    assert_eq!(chosen(made(), &query(Some(Headline::Last))), "Value 21, Other 19");
}
