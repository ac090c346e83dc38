//! What is drawn, what leads where, and what is rather not drawn.

use super::{Chart, all};
use crate::{
    comparison::{
        Across, Comparison, Coverage, Query, compare,
        sample::{Make, caseload, money, placed, records},
    },
    figure::{IndicatorCode, Status},
    present::Lang,
    reference::Reference,
};

fn table<const N: usize>(made: [Make; N]) -> Comparison<'static> {
    compare(records(made).leak(), &Query::default(), &Coverage::default(), Reference::in_use())
}

fn by_year<const N: usize>(code: &'static str, made: [Make; N]) -> Vec<Chart> {
    let across = Across::Years(IndicatorCode(code.into()));
    let query = Query { across, ..Query::default() };
    all(1, &compare(&records(made), &query, &Coverage::default(), Reference::in_use()), Lang::Da)
}

fn titles(table: &Comparison) -> Vec<String> {
    all(0, table, Lang::Da).into_iter().map(|chart| chart.title).collect()
}

#[test]
fn rates_are_on_a_map_and_totals_are_not() {
    let rates = table(["265", "657", "851"].map(|owner| caseload(owner, "41", Status::Actual)));
    assert_eq!(titles(&rates), ["Sagstal pr. rådgiver, nu", "Kort: Sagstal pr. rådgiver, nu"]);
    let totals = table(["265", "657", "851"].map(|owner| placed(owner, "41", Status::Actual)));
    assert_eq!(titles(&totals), ["Anbringelser"]);
    let few = table(["265", "657"].map(|owner| caseload(owner, "41", Status::Actual)));
    assert_eq!(titles(&few), ["Sagstal pr. rådgiver, nu"]);
}

#[test]
fn a_map_has_every_municipality_and_says_why_one_has_no_number() {
    let made = [
        caseload("265", "20..61", Status::Actual),
        caseload("657", "50", Status::Actual),
        caseload("851", "33", Status::Actual).approx(),
        placed("741", "26", Status::Actual),
    ];
    let charts = all(0, &table(made), Lang::Da);
    let map = &charts.iter().find(|chart| chart.wide).expect("a map").svg;
    assert_eq!(map.matches("class=\"short").count(), 98);
    for part in ["aria-label=\"Aalborg: ca.\u{a0}33\"", "Samsø: ikke nævnt", "94 kommuner: intet dokument læst"] {
        assert!(map.contains(part), "{part}: {map}");
    }
    // The range is shaded at both its ends.
    let range = map.split("aria-label=\"Roskilde").nth(1).and_then(|rest| rest.split("</a>").next()).expect("a tile");
    assert!(range.matches("<rect").count() >= 2, "{range}");
}

#[test]
fn every_number_in_a_chart_leads_to_its_source() {
    let made = [
        caseload("265", "41", Status::Actual).period("2018"),
        caseload("265", "20..25", Status::Target),
        money("265", "investment", "1000000..2000000", Status::Budget).period("2019"),
        money("657", "saving", "3000000", Status::Forecast),
    ];
    for chart in all(3, &table(made), Lang::En) {
        let values = chart.svg.matches("class=\"value").count();
        assert_eq!(chart.svg.matches("<a href=\"#source-3-").count(), values, "{}", chart.title);
        assert_eq!((values, chart.sources.len()), (2, 2), "{}", chart.title);
    }
}

#[test]
fn totals_of_the_country_are_not_beside_those_of_municipalities() {
    let charts = by_year(
        "placements",
        [
            placed("265", "40", Status::Actual).period("2018"),
            placed("265", "45", Status::Forecast).period("2019"),
            placed("DK", "13000", Status::Actual).period("2018"),
            placed("DK", "14000", Status::Actual).period("2019"),
        ],
    );
    assert_eq!(charts.len(), 1);
    assert!(charts[0].svg.contains("Roskilde") && !charts[0].svg.contains("Danmark"), "{}", charts[0].svg);
    assert!(charts[0].svg.contains("trend expected"));
}

#[test]
fn a_line_joins_only_what_is_counted_alike() {
    let like = |dims: [&str; 2]| {
        let year = |year: &str, scope: &str| {
            money("265", "budget", "5000000", Status::Budget).period(year).dim("basis", scope)
        };
        by_year("budget", [year("2018", dims[0]), year("2019", dims[1])])
    };
    assert!(like(["net", "net"])[0].svg.contains("class=\"trend"));
    assert!(!like(["net", "gross"])[0].svg.contains("class=\"trend"));
}
