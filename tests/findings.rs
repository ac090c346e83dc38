//! What does not agree in the sample corpus: exactly what was planted there, and nothing else.

use std::{fs, path::Path};

use nogletal::{
    document::{Limits, sources},
    figure::Record,
    finding::{Finding, findings},
    pipeline,
    reference::Reference,
};

fn records() -> Vec<Record> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let reference = Reference::in_use();
    let found = sources(&[corpus]).expect("the corpus").into_iter().map(|source| source.expect("a document"));
    let readings = found.map(|source| pipeline::read(&source, &Limits::default(), reference).expect("a reading"));
    readings.flat_map(|reading| reading.records).collect()
}

#[test]
fn what_was_planted_in_the_corpus_is_found_and_nothing_else() {
    let planted = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/planted.tsv");
    let planted = fs::read_to_string(planted).expect("what was planted");
    let mut planted: Vec<String> = planted
        .lines()
        .skip(1)
        .map(|line| line.rsplit_once('\t').expect("document, kind, numbers, what").0.to_owned())
        .collect();
    let told = |one: &Finding| {
        let numbers: Vec<&str> = one.claims.iter().map(|claim| claim.number.as_str()).collect();
        format!("{}\t{}\t{}", one.claims[0].doc, one.kind.name(), numbers.join(" | "))
    };
    let mut found: Vec<String> = findings(&records(), Reference::in_use()).iter().map(told).collect();
    planted.sort();
    found.sort();
    assert_eq!(found, planted);
}

#[test]
fn the_order_of_the_records_makes_no_difference() {
    let mut records = records();
    let forward = findings(&records, Reference::in_use());
    records.reverse();
    assert_eq!(findings(&records, Reference::in_use()), forward);
}
