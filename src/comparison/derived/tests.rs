//! What is reckoned and what is refused, over figures made up for it.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{super::sample::*, *};
use crate::{
    comparison::{Coverage, Indicators, Query, compare},
    figure::{IndicatorCode, Record, Statistic, Status},
    reference::Reference,
};

fn of(code: &str) -> Indicators {
    Indicators::These(vec![IndicatorCode(code.to_owned().into())])
}

fn asked(code: &str, summary: &[Aggregate]) -> Query {
    let reckoning = Reckoning { summary: summary.to_vec(), ..Reckoning::default() };
    Query { indicators: of(code), reckoning, ..Query::default() }
}

fn table(records: &[Record], query: &Query) -> Comparison {
    compare(records, query, &Coverage::default(), Reference::in_use())
}

/// The statistics of the first column: `Median 30, Mean ca. 31`.
fn statistics(table: &Comparison) -> String {
    let one = |summary: &Summary| {
        let value = summary.cells[0].map(|one| format!("{}{}", if one.approx { "ca. " } else { "" }, one.value));
        format!("{:?} {}", summary.aggregate, value.unwrap_or_else(|| "–".to_owned()))
    };
    table.summaries.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn says(table: &Comparison, part: &str) -> bool {
    table.notes.iter().any(|note| note.da.contains(part))
}

#[test]
fn statistics_of_municipalities_only() {
    let now = |owner, value| caseload(owner, value, Status::Actual).period("2018");
    let made = records([now("265", "20"), now("657", "30"), now("851", "50"), now("320", "31"), now("DK", "900")]);
    let table = table(&made, &asked("caseload", &Aggregate::ALL));
    assert_eq!(
        statistics(&table),
        "Count 4, Minimum 20, LowerQuartile 27.5, Median 30.5, UpperQuartile 35.75, Maximum 50, Mean 32.75"
    );
    assert!(says(&table, "Hyndman og Fans definition 7") && says(&table, "uvægtet"));
    assert!(says(&table, "tæller og nævner") && !says(&table, "spænd") && !says(&table, "2018"));
}

#[test]
fn ranges_and_hedges_stay() {
    let made = records([
        caseload("265", "20..24", Status::Actual).period("2018"),
        caseload("657", "30", Status::Actual).approx().period("2020"),
    ]);
    let table = table(&made, &asked("caseload", &[Aggregate::Mean, Aggregate::Maximum]));
    assert_eq!(statistics(&table), "Maximum ca. 30, Mean ca. 25–27");
    assert!(says(&table, "spænd") && says(&table, "2018–2020"));
}

#[test]
fn what_differs_is_not_put_together() {
    let plan = |value, status| money("265", "investment", value, status).period("2020");
    let other = |value, status| money("657", "investment", value, status).period("2020");
    let median = |made: [Make; 2]| {
        let table = table(&records(made), &asked("investment", &[Aggregate::Median]));
        (statistics(&table), table.notes.iter().map(|note| note.en.clone()).collect::<Vec<_>>().join("\n"))
    };
    let (same, _) = median([plan("4", Status::Target), other("8", Status::Target)]);
    assert_eq!(same, "Median 6");
    for (made, reason) in [
        ([plan("4", Status::Target), other("8", Status::Budget)], "differ in status"),
        ([plan("4", Status::Target), other("8", Status::Target).dim("recurrence", "once")], "differ in scope"),
        ([plan("4", Status::Target), other("8", Status::Target).statistic(Statistic::Max)], "differ in statistic"),
    ] {
        let (none, notes) = median(made);
        assert!(none.is_empty() && notes.contains(reason), "{reason}: {none} {notes}");
    }
}

#[test]
fn a_cell_of_parts_has_no_value_of_the_whole() {
    let part = |value, kind| placed("657", value, Status::Actual).period("2017").dim("placement_type", kind);
    let made = records([
        part("7", "network_foster"),
        part("66", "foster_family"),
        placed("265", "103", Status::Actual).period("2017"),
    ]);
    let table = table(&made, &asked("placements", &[Aggregate::Count, Aggregate::Median]));
    assert_eq!(statistics(&table), "Count 1, Median 103");
    assert!(says(&table, "1 kommuner er ikke med"), "{:?}", table.notes);
}

#[test]
fn values_that_decimals_cannot_hold_have_no_mean() {
    let largest = Decimal::MAX.to_string();
    let made = ["265", "657", "851"].map(|owner| money(owner, "budget", &largest, Status::Budget).period("2020"));
    let table = table(&records(made), &asked("budget", &[Aggregate::Mean, Aggregate::Maximum]));
    assert_eq!(statistics(&table), format!("Maximum {largest}"));
}

#[test]
fn rounded_for_the_eye() {
    let one = |text: &str, unit| rounded(Value::Exact(text.parse().expect("a decimal")), unit).to_string();
    assert_eq!(one("17.119707", Unit::Placements), "17.1");
    assert_eq!(one("0.0349", Unit::Placements), "0.035");
    assert_eq!(one("-2.25", Unit::Percent), "-2.3");
    assert_eq!(one("0", Unit::Percent), "0");
    assert_eq!(one("41250.5", Unit::Dkk), "41251");
    let close = Value::range("3.01".parse().expect("a decimal"), "3.04".parse().expect("a decimal"));
    assert_eq!(rounded(close, Unit::Placements).to_string(), "3");
}

proptest! {
    /// At least as many values are on either side of a quartile as its name says, and it lies between two neighbours.
    #[test]
    fn quartiles_part_the_values(values in proptest::collection::vec(0_i64..1000, 1..40), quarters in 1_usize..4) {
        let mut sorted: Vec<Decimal> = values.iter().map(|value| Decimal::from(*value)).collect();
        sorted.sort_unstable();
        let place = summary::quantile(&sorted, quarters).expect("a quartile");
        let count = |on_side: &dyn Fn(&Decimal) -> bool| sorted.iter().filter(|value| on_side(value)).count();
        let places = sorted.len() - 1;
        prop_assert!(count(&|value| *value <= place) > places * quarters / 4);
        prop_assert!(count(&|value| *value >= place) > places * (4 - quarters) / 4);
        // The plain definition: the place on the way from the first to the last, and what lies between by proportion.
        let way = Decimal::from(places * quarters) / Decimal::from(4);
        let at = |index: Decimal| sorted[usize::try_from(index.mantissa()).expect("a place")];
        let (below, above) = (at(way.floor()), at(way.ceil()));
        prop_assert_eq!(place, below + (above - below) * (way - way.floor()));
    }
}
