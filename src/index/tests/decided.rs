//! Figures and passages under a ledger.

use super::Bench;
use crate::{
    decision::{Draft, Ledger, Verdict},
    figure::{IndicatorCode, MunicipalityCode, Record},
    index::{Filter, Index, Search, Wanted},
};

const GREVE: &str =
    "Greve Kommune\n\nEn rådgiver har i gennemsnit 31 sager i 2018.\n\nDer er 24 anbragte børn i 2018.\n";
const FAXE: &str = "Faxe Kommune\n\nEn rådgiver har i gennemsnit 55 sager i 2018.\n";

fn bench() -> Bench {
    let bench = Bench::with(&[("d/a.txt", FAXE), ("d/b.txt", GREVE), ("d/c.txt", FAXE), ("d/d.txt", "Kun tekst.\n")]);
    bench.index(&["d"]);
    bench
}

/// The index after a decision about the figure with a number.
fn decided(bench: &Bench, number: &str, verdict: Verdict, change: impl Fn(&mut Record)) -> Index {
    let all: Vec<Record> = records(&bench.open(), &Wanted::default());
    let mut figure = all.into_iter().find(|one| one.number == number).expect("a figure");
    change(&mut figure);
    let mut ledger = Ledger::empty(&bench.path("decisions.jsonl"));
    ledger.append("Anne", vec![Draft { verdict, figure, reason: "Slået op".to_owned() }]).expect("appended");
    bench.open().ruled_by(ledger)
}

fn records(index: &Index, wanted: &Wanted) -> Vec<Record> {
    index.records(wanted).expect("figures").map(|record| record.expect("a figure")).collect()
}

fn numbers(index: &Index, filter: Filter) -> Vec<String> {
    records(index, &Wanted { filter, ..Wanted::default() }).into_iter().map(|one| one.number).collect()
}

#[test]
fn decided_figures_stand_in_their_order() {
    let bench = bench();
    let before = numbers(&bench.open(), Filter::default());
    assert_eq!(before, ["55", "31", "24"]);
    for number in &before {
        assert_eq!(numbers(&decided(&bench, number, Verdict::Accept, |_| ()), Filter::default()), before, "{number}");
    }
    assert_eq!(numbers(&decided(&bench, "31", Verdict::Reject, |_| ()), Filter::default()), ["55", "24"]);
}

#[test]
fn filters_take_what_was_decided() {
    let bench = bench();
    let index =
        decided(&bench, "55", Verdict::Correct, |figure| figure.municipality = Some(MunicipalityCode("329".into())));
    let of =
        |code: &str| Filter { municipalities: vec![MunicipalityCode(code.to_owned().into())], ..Filter::default() };
    assert_eq!((numbers(&index, of("329")), numbers(&index, of("320"))), (vec!["55".to_owned()], Vec::new()));
    // The content is in two files, and has the name of the first.
    let named = |name: &str| Filter { documents: vec![name.to_owned()], ..Filter::default() };
    assert_eq!(numbers(&index, named("c.txt")), ["55"]);
    assert_eq!(numbers(&index, named("b.txt")), ["31", "24"]);
    assert!(index.records(&Wanted { filter: named("z.txt"), ..Wanted::default() }).is_err());
}

#[test]
fn a_limit_counts_the_passages_that_are_left() {
    let bench = bench();
    let search = |index: &Index| {
        let filter = Filter { indicators: vec![IndicatorCode("caseload".into())], ..Filter::default() };
        let search = Search { query: "rådgiver".to_owned(), filter, limit: Some(1), ..Search::default() };
        index.search(&search).expect("hits").into_iter().map(|hit| hit.place.doc).collect::<Vec<_>>()
    };
    let first = search(&bench.open()).remove(0);
    let (number, other) = if first == "a.txt" { ("55", "b.txt") } else { ("31", "a.txt") };
    assert_eq!(search(&decided(&bench, number, Verdict::Reject, |_| ())), [other]);
}
