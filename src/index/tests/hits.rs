//! What hits say of themselves, and how figures and passages find one another.

use super::*;

#[test]
fn hits_say_how_they_matched_and_a_limit_takes_the_best() {
    let bench = Bench::with(&[("d/a.txt", "Anbringelserne faldt.\n\nEn anbringelse og endnu en anbringelse.")]);
    bench.index(&["d"]);
    let hits = bench.hits("anbringelse");
    assert_eq!(
        hits.iter().map(|hit| hit.matched.clone()).collect::<Vec<_>>(),
        [[Matched::Exact], [Matched::Inflected]]
    );
    let search = Search { query: "anbringelse".to_owned(), limit: Some(1), ..Search::default() };
    assert_eq!(bench.open().search(&search).expect("hits").len(), 1);
    assert_eq!(hits[0].place.document_id.len(), 64);
    assert_eq!(
        &fs::read_to_string(bench.path("d/a.txt")).expect("text")[hits[0].place.start..hits[0].place.end],
        hits[0].text
    );
}

#[test]
fn figures_and_passages_find_one_another() {
    let bench = Bench::with(&[("d/a.txt", "Tekst.")]);
    bench.index(&["d"]);
    let (reading, entry) = reading(&bench);
    let index = bench.open();
    let mut writer = Writer::new(&index, 16 << 20).expect("a writer");
    let entries = index.documents(&reading, &entry.key).expect("entries");
    writer.put(&entry, entries).expect("put");
    writer.commit(false).expect("committed");

    let hit = bench.hits("sagstal rådgivere").remove(0);
    assert_eq!(
        (hit.heading, hit.figures.as_slice()),
        (vec!["Sagstal".to_owned()], &["figure-16".to_owned(), "figure-30".to_owned()][..])
    );
    let filter = |years: &[u16], code: &str| Filter {
        years: years.to_vec(),
        municipalities: vec![MunicipalityCode(code.to_owned().into())],
        indicators: vec![IndicatorCode("caseload".into())],
        documents: vec!["a.txt".to_owned()],
    };
    let found = |filter: Filter| {
        let search = Search { query: "rådgiver".to_owned(), filter, ..Search::default() };
        bench.open().search(&search).expect("hits").len()
    };
    assert_eq!(
        (found(filter(&[2018], "657")), found(filter(&[2018], "265")), found(filter(&[2011], "657"))),
        (1, 0, 0)
    );
    let takes = |years: &[u16], code| filter(years, code).takes(&reading.records[0]);
    assert!(takes(&[2018], "657") && !takes(&[2018], "265") && !takes(&[2016], "657"));
    let records = |lost, years: &[u16]| {
        let wanted = Wanted { filter: filter(years, "657"), confidence: 0.5, lost, further: false };
        let index = bench.open();
        let starts: Vec<usize> =
            index.records(&wanted).expect("records").map(|record| record.expect("a record").start).collect();
        starts
    };
    assert_eq!(
        (records(false, &[2017]), records(true, &[2017]), records(true, &[2016])),
        (vec![16], vec![16, 30], vec![])
    );
}

#[test]
fn a_document_that_is_not_there_cannot_be_searched() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal.")]);
    bench.index(&["d"]);
    let filter = Filter { documents: vec!["b.txt".to_owned()], ..Filter::default() };
    let search = Search { query: "sagstal".to_owned(), filter, ..Search::default() };
    assert_eq!(bench.open().search(&search).expect_err("no such document").kind(), ErrorKind::Missing);
    assert_eq!(Index::open(Path::new("/no/such/index")).err().map(|error| error.kind()), Some(ErrorKind::Missing));
}
