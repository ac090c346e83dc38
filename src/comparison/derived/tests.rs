//! What is reckoned and what is refused, over figures made up for it.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{super::sample::*, *};
use crate::{
    comparison::{Coverage, Indicators, Query, Spec, compare},
    figure::{IndicatorCode, Record, Statistic, Status},
    present::{self, Lang},
};

fn of(code: &str) -> Indicators {
    Indicators::These(vec![IndicatorCode(code.to_owned().into())])
}

fn asked(code: &str, summary: &[Aggregate]) -> Query {
    let reckoning = Reckoning { summary: summary.to_vec(), ..Reckoning::default() };
    Query { indicators: of(code), reckoning, ..Query::default() }
}

fn table<'a>(records: &'a [Record], query: &Query) -> Comparison<'a> {
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
    let table = table(&made, &asked("caseload", &[Aggregate::Mean, Aggregate::Minimum, Aggregate::Maximum]));
    assert_eq!(statistics(&table), "Minimum 20–24, Maximum ca. 30, Mean ca. 25–27");
    assert!(says(&table, "spænd") && says(&table, "2018–2020"));
}

#[test]
fn what_differs_is_not_put_together() {
    let plan = |value, status| money("265", "investment", value, status).period("2020");
    let other = |value, status| money("657", "investment", value, status).period("2020");
    let median = |made: [Make; 2]| {
        let table = table(records(made).leak(), &asked("investment", &[Aggregate::Median]));
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
fn changes_over_different_times_are_not_put_together() {
    let rise = |owner, period: &str| {
        figure(owner, "notifications", Statistic::Change, "40", Unit::Notifications, Status::Actual).period(period)
    };
    let median = |made| table(records(made).leak(), &asked("notifications", &[Aggregate::Median]));
    assert_eq!(statistics(&median([rise("265", "2017/2018"), rise("657", "2017/2018")])), "Median 40");
    let mixed = median([rise("265", "2017/2018"), rise("657", "2013/2018")]);
    assert!(mixed.summaries.is_empty() && says(&mixed, "af forskellig tid"), "{:?}", mixed.notes);
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
    assert!(says(&table, "intet samlet tal: 1 af kommunerne"), "{:?}", table.notes);
}

#[test]
fn values_that_decimals_cannot_hold_have_no_mean() {
    let largest = Decimal::MAX.to_string();
    let made = ["265", "657", "851"].map(|owner| money(owner, "budget", &largest, Status::Budget).period("2020"));
    let table = table(records(made).leak(), &asked("budget", &[Aggregate::Mean, Aggregate::Maximum]));
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

/// A population of 10,000 children and 12,500 with the young in the first two municipalities.
fn population() -> Population {
    let text = "code,period,pop_0_17,pop_0_22\n265,2018K1,10000,12500\n265,2019K1,8000,12500\n657,2018K1,10000,12500\n";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("folketal.csv");
    std::fs::write(&path, text).expect("written");
    Population::read(&path, &Reference::in_use().municipalities).expect("a population")
}

fn prices(year: u16) -> Prices {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pris.csv");
    std::fs::write(&path, "year,index\n2018,100\n2019,104\n2023,125\n").expect("written");
    let index = PriceIndex::read(&path).expect("an index");
    Prices { year, level: index.asked(year).expect("a level"), index }
}

fn per_capita(code: &str) -> Query {
    let per_capita = Some(PerCapita { ages: Ages::To17, population: population() });
    Query { indicators: of(code), reckoning: Reckoning { per_capita, ..Reckoning::default() }, ..Query::default() }
}

/// The cells of the columns that are reckoned, a row a line: `16.5, 17 | Undated`.
fn reckoned(table: &Comparison) -> String {
    let cell = |cell: &crate::comparison::Cell| match cell.empty {
        Some(reason) => format!("{reason:?}"),
        None => cell.shown().map(|one| one.value.to_string()).collect::<Vec<_>>().join(", "),
    };
    let row = |row: &crate::comparison::Row| {
        let beside = row.cells.iter().zip(&table.columns).filter(|(_, column)| column.derived.is_some());
        beside.map(|(one, _)| cell(one)).collect::<Vec<_>>().join(" | ")
    };
    table.rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// How the first reckoned value came about, in Danish.
fn computed(table: &Comparison) -> String {
    let values = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.observations);
    let mut computed = values.filter_map(|one| one.computed.as_ref());
    computed.next().map(|names| names.da.replace('\u{a0}', " ")).unwrap_or_default()
}

#[test]
fn counts_per_thousand_by_the_figures_own_year() {
    let made = records([
        placed("265", "131", Status::Actual).period("2018"),
        placed("657", "160..170", Status::Actual).period("2018-09").approx(),
        placed("851", "90", Status::Actual).period("2018"),
    ]);
    let table = table(&made, &per_capita("placements"));
    // Roskilde, Herning, Aalborg by name.
    assert_eq!(reckoned(&table), "16–17\n13.1\nNoPopulation");
    assert_eq!(computed(&table), "160–170 / 10.000 (0–17-årige 1. jan. 2018) × 1.000");
    let column = &table.columns[1];
    assert!(present::column_title(column, Lang::Da).ends_with("pr. 1.000 0–17-årige, folketal 1. jan. 2018"));
    assert!(table.rows[0].cells[1].observations[0].approx, "a hedge stays");
    assert!(says(&table, "folketal: folketal.csv"));
}

#[test]
fn what_has_no_denominator_is_empty_with_its_reason() {
    for (one, reason) in [
        (placed("265", "131", Status::Actual), "Undated"),
        (placed("265", "131", Status::Actual).period("2018/2019"), "Undated"),
        (placed("265", "131", Status::Actual).period("2016"), "NoPopulation"),
        (placed("265", "131", Status::Actual).period("2018").dim("age_group", "13-17"), "OtherAges"),
        (placed("265", "", Status::Actual).period("2018"), "DigitsLost"),
    ] {
        assert_eq!(reckoned(&table(records([one]).leak(), &per_capita("placements"))), reason);
    }
    for one in [
        caseload("265", "31", Status::Actual).period("2018"),
        figure("265", "placements", Statistic::Share, "63", Unit::Percent, Status::Actual).period("2018"),
        figure("265", "daily_rate", Statistic::Mean, "2100", Unit::DkkPerDay, Status::Actual).period("2018"),
        figure("265", "notifications", Statistic::Change, "40", Unit::Notifications, Status::Actual).period("2018"),
    ] {
        let code = one.0.indicator.to_string();
        let table = table(records([one]).leak(), &per_capita(&code));
        assert!(table.columns.iter().all(|column| column.derived.is_none()), "{code}");
        assert!(says(&table, "--per-1000: ingen kolonne"), "nothing goes unsaid");
    }
}

#[test]
fn money_for_each_child_and_in_one_years_prices() {
    let amount = |period: &str| money("265", "expenditure", "80000000", Status::Actual).period(period);
    let mut query = per_capita("expenditure");
    assert_eq!(reckoned(&table(records([amount("2019")]).leak(), &query)), "10000");
    query.reckoning.prices = Some(prices(2023));
    for (one, wanted) in [
        (amount("2018"), "100000000 | 10000"),
        (amount("2019").dim("price_level", "2018"), "100000000 | 12500"),
        (amount("2018").dim("price_level", "current"), "100000000 | 10000"),
        (amount("2018").dim("price_level", "fixed"), "Undated | Undated"),
        (amount("2016"), "NoPriceIndex | NoPriceIndex"),
        (amount("2018/2019"), "Undated | Undated"),
        (amount("2018/2019").dim("price_level", "2018"), "100000000 | Undated"),
    ] {
        assert_eq!(reckoned(&table(records([one]).leak(), &query)), wanted);
    }
    let table = table(records([amount("2019").dim("price_level", "2018")]).leak(), &query);
    assert_eq!(computed(&table), "80 mio. kr. × 125 (2023) / 100 (2018)");
    let last = &table.rows[0].cells[2].observations[0];
    assert_eq!(last.dims.get("price_level").map(AsRef::as_ref), Some("2023"));
    let said = last.computed.as_ref().map(|names| names.da.replace('\u{a0}', " ")).unwrap_or_default();
    assert_eq!(said, "(80 mio. kr. × 125 (2023) / 100 (2018)) / 8.000 (0–17-årige 1. jan. 2019)");
}

#[test]
fn what_was_reckoned_from_can_be_left_out() {
    let made = records([placed("265", "131", Status::Actual).period("2018"), caseload("265", "31", Status::Actual)]);
    let mut query = per_capita("placements");
    query.reckoning.only = true;
    query.indicators = Indicators::All;
    let table = table(&made, &query);
    let derived: Vec<bool> = table.columns.iter().map(|column| column.derived.is_some()).collect();
    assert_eq!(derived, [false, true], "caseloads stay, placements do not");
}

#[test]
fn the_norm_of_the_time() {
    let now = |owner, period: &str| caseload(owner, "31", Status::Actual).period(period);
    let made = records([
        now("265", "2018"),
        now("320", "2020"),
        now("657", "2021-03"),
        now("751", "2009"),
        caseload("851", "31", Status::Actual),
    ]);
    let reckoning = Reckoning { norm: true, ..Reckoning::default() };
    let mut query = Query { indicators: of("caseload"), reckoning, ..Query::default() };
    let table = table(&made, &query);
    // Faxe, Herning, Roskilde, Aalborg, Aarhus by name.
    assert_eq!(reckoned(&table), "Undated\n20–30\n25–35\nUndated\nNoNorm");
    assert!(says(&table, "20–30 fra feb. 2020"));
    query.reckoning.summary = vec![Aggregate::Median];
    let table = super::tests::table(&made, &query);
    assert_eq!(table.summaries[0].cells[1], None, "a norm is no municipality's");
    query.indicators = of("placements");
    let none = super::tests::table(records([placed("265", "9", Status::Actual).period("2018")]).leak(), &query);
    assert!(says(&none, "--norm: ingen kolonne"));
}

fn of_type(value: &str, kind: &str) -> Make {
    let made = placed("265", value, Status::Actual).period("2018");
    if kind.is_empty() { made } else { made.dim("placement_type", kind) }
}

fn shares<const N: usize>(made: [Make; N]) -> Comparison<'static> {
    let reckoning = Reckoning { shares: true, ..Reckoning::default() };
    table(records(made).leak(), &Query { indicators: of("placements"), reckoning, ..Query::default() })
}

#[test]
fn shares_of_types_that_are_the_total() {
    let table = shares([of_type("200", "total"), of_type("150", "foster_family"), of_type("50", "institution")]);
    assert_eq!(reckoned(&table), "75 | 25");
    assert_eq!(computed(&table), "150 / 200 × 100");
    assert_eq!(table.columns[1].unit, Some(Unit::Percent));
    let types = breakdown_types().map(|kind| of_type("10", kind));
    let table = shares(types);
    assert!(reckoned(&table).starts_with("14.285714 | "), "all types and no total: {}", reckoned(&table));
    assert!(computed(&table).contains("(summen af typerne)"));
}

fn breakdown_types() -> [&'static str; 7] {
    crate::figure::dimension_values("placement_type").try_into().expect("seven types")
}

#[test]
fn types_that_are_not_all_make_no_shares() {
    let foster = || of_type("150", "foster_family");
    for (made, why) in [
        ([foster(), of_type("50", "institution"), of_type("210", "total")], "the total is another"),
        ([foster(), of_type("50", "institution"), of_type("9", "own_room")], "no total, and not all types"),
        ([foster(), of_type("45..50", "institution"), of_type("200", "total")], "a range"),
        ([foster(), of_type("50", "institution"), of_type("200", "total").doc("b.txt", 1)], "another document"),
        ([foster(), of_type("50", "institution"), of_type("200", "total").period("2017")], "another year"),
        ([foster(), of_type("151", "foster_family"), of_type("301", "total")], "two counts of one type"),
    ] {
        let table = shares(made);
        assert!(table.columns.iter().all(|column| column.derived.is_none()), "{why}");
        assert!(says(&table, "--shares: ingen kolonne"), "{why}");
    }
}

#[test]
fn an_age_needs_a_population_and_a_year_an_index() {
    let refused = |spec: Spec| Reckoning::of(&spec, Reference::in_use()).expect_err("refused").one_line();
    let file = || Some("folk1a.csv".into());
    for (spec, said) in [
        (Spec { per_1000: Some("0-17".to_owned()), ..Spec::default() }, "--per-1000 says nothing without --population"),
        (Spec { population: file(), ..Spec::default() }, "--population says nothing without --per-1000"),
        (Spec { prices: Some(2023), ..Spec::default() }, "--prices says nothing without --price-index"),
        (Spec { per_1000: Some("0-18".to_owned()), population: file(), ..Spec::default() }, "“0-18” is no age"),
        (Spec { summary: vec!["modus".to_owned()], ..Spec::default() }, "there is no statistic “modus”"),
        (Spec { only_reckoned: true, ..Spec::default() }, "there is nothing reckoned"),
    ] {
        assert!(refused(spec).starts_with(said), "{said}");
    }
    let spec = Spec { summary: vec!["quartiles".to_owned(), " n".to_owned()], norm: true, ..Spec::default() };
    let reckoning = Reckoning::of(&spec, Reference::in_use()).expect("a reckoning");
    assert_eq!(reckoning.summary, [Aggregate::LowerQuartile, Aggregate::UpperQuartile, Aggregate::Count]);
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

    /// Where all denominators are the same, the ratio of sums is the mean of the ratios but for what each was rounded by.
    #[test]
    fn ratio_of_sums_is_the_mean_of_equal_denominators(counts in proptest::collection::vec(1_u32..500, 2)) {
        let one = |owner, count: u32| placed(owner, &count.to_string(), Status::Actual).period("2018");
        let made = records([one("265", counts[0]), one("657", counts[1])]);
        let mut query = per_capita("placements");
        query.reckoning.summary = vec![Aggregate::Mean, Aggregate::RatioOfSums];
        let table = table(&made, &query);
        let value = |at: usize| table.summaries[at].cells[1].expect("a statistic").value.low();
        prop_assert!((value(0) - value(1)).abs() <= Decimal::new(1, 6), "{} {}", value(0), value(1));
    }
}
