//! How long tables take to make from 100,000 figures of 98 municipalities and 20 years, and how much memory: the main
//! table, the years of one indicator, all tables of a report. The figures are in memory; the reading of them from an
//! index is no part of it.
//!
//! The figures are made up, as many to a document and as alike as councils' papers are: most repeat what others say, one in
//! twenty says otherwise, one in ten has no year.

use std::borrow::Cow;

use nogletal::{
    comparison::{Across, Comparison, Coverage, Query, compare, tables},
    figure::{IndicatorCode, Record},
    reference::Reference,
};
use serde_json::{Value, json};

#[global_allocator]
static MEMORY: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

/// How many figures there are; a tenth of them shows how the time grows.
const FIGURES: [usize; 2] = [10_000, 100_000];
/// How many a document has.
const A_DOCUMENT: usize = 20;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a, T: ?Sized>(&mut self, among: &[&'a T]) -> &'a T {
        among[self.below(among.len())]
    }
}

const AREAS: [&str; 8] =
    ["familieafdelingen", "ungeteamet", "modtagelsen", "handicapgruppen", "centret", "området", "nord", "syd"];
const REASONS: [&str; 8] = [
    "fordi flere familier får støtte i hjemmet",
    "når de nye rådgivere er ansat",
    "som udvalget besluttede i foråret",
    "efter at sagerne er gennemgået",
    "hvis udviklingen fortsætter",
    "ifølge den seneste opgørelse",
    "og det svarer til de foregående år",
    "uden at serviceniveauet er ændret",
];

/// What is told of.
struct Kind {
    indicator: &'static str,
    statistic: &'static str,
    unit: &'static str,
    status: &'static str,
    part: Option<(&'static str, &'static str)>,
    /// The highest number.
    most: usize,
    /// The words around the number.
    words: &'static str,
}

const fn kind(
    what: [&'static str; 4],
    part: Option<(&'static str, &'static str)>,
    most: usize,
    words: &'static str,
) -> Kind {
    let [indicator, statistic, unit, status] = what;
    Kind { indicator, statistic, unit, status, part, most, words }
}

const KINDS: [Kind; 10] = [
    kind(["caseload", "mean", "cases/caseworker", "actual"], None, 70, "har en rådgiver i gennemsnit # sager"),
    kind(["caseload", "mean", "cases/caseworker", "target"], None, 40, "er målet # sager pr. rådgiver"),
    kind(["placements", "level", "placements", "actual"], TOTAL, 900, "er der # anbragte børn og unge"),
    kind(["placements", "level", "placements", "actual"], FOSTER, 500, "bor # børn i plejefamilie"),
    kind(["placements", "level", "placements", "forecast"], TOTAL, 900, "ventes # anbringelser"),
    kind(
        ["investment", "level", "DKK", "target"],
        Some(("item", "Rådgivere")),
        9_000_000,
        "investeres # kr. i rådgivere",
    ),
    kind(["saving", "level", "DKK", "forecast"], None, 9_000_000, "spares # kr. på anbringelser"),
    kind(["expenditure", "level", "DKK", "actual"], None, 90_000_000, "bruges # kr. på anbringelser"),
    kind(["notifications", "level", "notifications", "actual"], None, 3_000, "er der kommet # underretninger"),
    kind(["staff", "change", "FTE", "target"], Some(("profession", "caseworker")), 30, "ansættes # rådgivere"),
];
const TOTAL: Option<(&str, &str)> = Some(("placement_type", "total"));
const FOSTER: Option<(&str, &str)> = Some(("placement_type", "foster_family"));

/// Figures of all municipalities over twenty years.
fn figures(count: usize) -> Vec<Record> {
    let municipalities = Reference::in_use().municipalities.all();
    let mut dice = Dice(7);
    let one = |at: usize| {
        let document = at / A_DOCUMENT;
        let municipality = &municipalities[document % municipalities.len()];
        let year = 2005 + dice.below(20);
        let record = figure(&mut dice, at, document, year, municipality.code.as_str(), municipality.name);
        serde_json::from_value(record).expect("a record")
    };
    (0..count).map(one).collect()
}

fn figure(dice: &mut Dice, at: usize, document: usize, year: usize, code: &str, name: &str) -> Value {
    let Kind { indicator, statistic, unit, status, part, most, words } = KINDS[dice.below(KINDS.len())];
    // Documents repeat what others say; one in twenty says otherwise.
    let what = format!("{code} {indicator} {status} {part:?} {year}");
    let said =
        Dice(what.bytes().fold(7, |hash: u64, byte| hash.wrapping_mul(31).wrapping_add(byte.into()))).below(most);
    let value = 1 + if dice.below(20) == 0 { dice.below(most) } else { said };
    let number = value.to_string();
    let words = words.replace('#', &number);
    let (area, reason) = (dice.pick(&AREAS), dice.pick(&REASONS));
    let quote = match dice.below(3) {
        0 => format!("I {name} Kommune {words} i {year}, {reason}."),
        1 => format!("I {year} {words} i {area}, {reason}."),
        _ => format!("For hele kommunen {words} i {year}."),
    };
    let start = (at % A_DOCUMENT) * 400;
    let dims = part.map_or_else(|| json!({}), |(dimension, part)| json!({ dimension: part }));
    json!({
        "id": format!("{at:016x}"), "doc": format!("{name}/{document}.pdf"), "document_id": format!("{document:064x}"),
        "page": 1 + at % 9, "start": start, "end": start + number.len(), "number": number, "quote": quote,
        "heading": "Børn og unge › Udvikling", "indicator": indicator, "statistic": statistic, "municipality": code,
        "value": value, "approx": dice.below(5) == 0, "unit": unit,
        "period": if dice.below(10) == 0 { Value::Null } else { json!(year.to_string()) },
        "status": status, "dims": dims, "confidence": 0.5 + dice.below(50) as f64 / 100.0, "rules": ["noun after number"],
        "checks": [],
    })
}

#[divan::bench(args = FIGURES)]
fn main_table(bencher: divan::Bencher<'_, '_>, count: usize) {
    let figures = figures(count);
    let make = || -> Comparison { compare(&figures, &Query::default(), &Coverage::default(), Reference::in_use()) };
    bencher.bench_local(make);
}

#[divan::bench(args = FIGURES)]
fn years_across(bencher: divan::Bencher<'_, '_>, count: usize) {
    let figures = figures(count);
    let query = Query { across: Across::Years(IndicatorCode(Cow::Borrowed("placements"))), ..Query::default() };
    bencher.bench_local(|| compare(&figures, &query, &Coverage::default(), Reference::in_use()));
}

#[divan::bench(args = FIGURES)]
fn all_tables(bencher: divan::Bencher<'_, '_>, count: usize) {
    let figures = figures(count);
    bencher.bench_local(|| tables(&figures, &Query::default(), &Coverage::default(), Reference::in_use()));
}
