//! Conditions, limits and folding against an index of documents made for it.

use super::{
    super::query::{Condition, Query, Restriction, parse},
    *,
};

#[test]
fn the_index_finds_the_figures_that_a_condition_takes() {
    let bench = Bench::with(&[("d/a.txt", "Tekst.")]);
    bench.index(&["d"]);
    let (mut reading, entry) = reading(&bench);
    let sample = reading.records[0].clone();
    let exact = |value: &str| Some(Value::Exact(value.parse().expect("a number")));
    let values = [exact("20"), exact("23.5"), exact("-5"), Some(Value::range(18.into(), 22.into())), None];
    reading.records.clear();
    for value in values {
        for (statistic, unit, status) in [
            (Statistic::Mean, Unit::CasesPerCaseworker, Observed::Actual),
            (Statistic::Change, Unit::Cases, Observed::Target),
            (Statistic::Share, Unit::Percent, Observed::Actual),
        ] {
            let id = format!("figure-{}", reading.records.len());
            reading.records.push(Record { id, value, statistic, unit, status, ..sample.clone() });
        }
    }
    let index = bench.open();
    let mut writer = Writer::new(&index, 16 << 20).expect("a writer");
    let entries = index.documents(&reading, &entry.key).expect("entries");
    writer.put(&entry, entries).expect("put");
    writer.commit(false).expect("committed");
    let searcher = index.searcher().expect("a searcher");
    let mut some = 0;
    for value in
        ["", "20", "<20", "<=20", ">20", ">=20", "23,5", "18..20", "22..", "20%", "-5", "<+1", ">=18%", "21..23"]
    {
        for status in ["", " status:mål", " status:faktisk,mål"] {
            let query = parse(&format!("sagstal:{value}{status}")).expect("a query");
            let Query::Field(Restriction::Figure(condition)) = &query else { panic!("{query}") };
            let condition: &Condition = condition;
            let wanted: Vec<&str> =
                reading.records.iter().filter(|one| condition.takes(one)).map(|one| one.id.as_str()).collect();
            let found = index.meeting(condition);
            let mut found: Vec<String> = index
                .in_order(&searcher, &*found)
                .expect("figures")
                .into_iter()
                .map(|at| index.stored::<Record>(&searcher, at).expect("a record").id)
                .collect();
            found.sort_by_key(|id| reading.records.iter().position(|one| one.id == *id));
            assert_eq!(found, wanted, "{query}");
            some += usize::from(!wanted.is_empty());
        }
    }
    assert!(some > 20, "{some}");
}

#[test]
fn a_limit_takes_the_first_of_all_whatever_is_folded() {
    let texts: Vec<(String, String)> = (0..30)
        .map(|n| {
            let note = format!(
                "Notatet om sager for gruppe {} siger det samme i hver dagsorden, som udvalget har set i år.",
                n % 7
            );
            (format!("d/{n}.txt"), format!("{note}\n\nBilag {n}."))
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let bench = Bench::with(&files);
    bench.index(&["d"]);
    let found = |limit: Option<usize>, unfolded: bool| {
        let search = Search { query: "sager".to_owned(), limit, unfolded, ..Search::default() };
        let hits = bench.open().search(&search).expect("hits");
        hits.into_iter().map(|hit| (hit.place.doc, hit.also.len())).collect::<Vec<_>>()
    };
    let all = found(None, false);
    assert_eq!((all.len(), all.iter().map(|(_, also)| also + 1).sum::<usize>()), (7, 30));
    for limit in 0..9 {
        assert_eq!(found(Some(limit), false), all[..limit.min(7)]);
    }
    assert_eq!(found(None, true).len(), 30);
}

#[test]
fn any_understood_query_can_be_carried_out() {
    let texts: Vec<(String, String)> = (0..12)
        .map(|n| {
            let words = ["børn", "sager", "uden for hjemmet", "rådgiver", "færre sager"];
            let text = |k: usize| format!("Notat {n} om {} og {}.", words[(n + k) % 5], words[(n * k) % 5]);
            (format!("d/{n}.txt"), (0..6).map(text).collect::<Vec<_>>().join("\n\n"))
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let bench = Bench::with(&files);
    bench.index(&["d"]);
    let index = bench.open();
    let pieces =
        ["børn", "\"uden for\"", "\"sager færre\"~4", "råd*", "sagr~1", "(sager OR børn)", "side:1", "sagstal:<5"];
    let found = |query: &str| {
        let search = Search { query: query.to_owned(), unfolded: true, ..Search::default() };
        index.search(&search).unwrap_or_else(|error| panic!("{query}: {error}")).len()
    };
    let all = found("notat");
    assert_eq!(all, 72);
    for one in pieces {
        let with = found(&format!("notat AND {one}"));
        for other in pieces {
            let (both, without) =
                (found(&format!("notat AND {one} AND {other}")), found(&format!("notat AND {one} -{other}")));
            assert_eq!(both + without, with, "{one} {other}");
            let either = found(&format!("notat AND ({one} OR {other})"));
            assert_eq!(either, with + found(&format!("notat AND {other} -{one}")), "{one} {other}");
        }
    }
}

#[test]
fn what_is_alike_is_the_same_every_time() {
    // More words of equal weight than are looked for, so that some of them must be left out.
    let words: Vec<String> =
        (0..60).map(|n| format!("{}grebet", ["kva", "spro", "tvi", "mjø"][n % 4].repeat(1 + n / 4))).collect();
    let mut files = vec![("d/alle.txt".to_owned(), words.join(" "))];
    files.extend(words.iter().enumerate().map(|(n, word)| (format!("d/{n}.txt"), format!("Notatet nævner {word}."))));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let bench = Bench::with(&files);
    bench.index(&["d"]);
    let alike = || {
        let hits = bench.open().search(&Search { like: Some("alle.txt".to_owned()), ..Search::default() });
        hits.expect("hits").into_iter().map(|hit| (hit.place.doc, hit.score)).collect::<Vec<_>>()
    };
    let first = alike();
    assert_eq!(first.len(), 25);
    assert!((0..3).all(|_| alike() == first));
}

#[test]
fn words_that_hold_sentences_together_make_nothing_alike() {
    let bench = Bench::with(&[
        ("d/a.txt", "Det er for alle i kommunen, at plejefamilien får støtte."),
        ("d/b.txt", "Det er for dem, der er i tvivl om det."),
        ("d/c.txt", "Plejefamilier har ret til vejledning."),
    ]);
    bench.index(&["d"]);
    let hits = bench.open().search(&Search { like: Some("a.txt".to_owned()), ..Search::default() }).expect("hits");
    assert_eq!(hits.iter().map(|hit| hit.place.doc.as_str()).collect::<Vec<_>>(), ["c.txt"]);
}

#[test]
fn the_indexs_own_words_are_read_by_who_needs_them() {
    let bench = Bench::with(&[("d/a.txt", "Hver hverdagskvalbik kostede det samme.")]);
    bench.index(&["d"]);
    let words = super::super::home(&bench.path("index")).join("words.txt");
    fs::write(&words, "# 30000\nkvalbik\nhverdag\n").expect("written");
    let search = |query: &str| bench.open().search(&Search { query: query.to_owned(), ..Search::default() });
    assert_eq!(search("hverdagskvalbik").expect("hits").len(), 1);
    fs::write(&words, b"\xff\xfe").expect("written");
    assert!(bench.open().status().is_ok() && bench.open().records(&Wanted::default()).is_ok());
    assert!(search("hverdagskvalbik").expect_err("no words").to_string().contains("cannot be read"));
}
