//! Run after run: what is read, what stays, what goes, and what is refused.

use super::*;

#[test]
fn a_second_run_does_nothing() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33."), ("d/b.txt", "Antal anbringelser.")]);
    assert_eq!(bench.index(&["d"]), [2, 0, 0, 0]);
    let before = bench.commit();
    assert_eq!(bench.index(&["d"]), [0, 2, 0, 0]);
    assert_eq!(bench.commit(), before, "nothing was committed");
}

#[test]
fn the_content_decides_where_only_the_time_moved() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33.")]);
    bench.index(&["d"]);
    let file = fs::File::options().write(true).open(bench.path("d/a.txt")).expect("a file");
    file.set_modified(SystemTime::now() + Duration::from_secs(60)).expect("a time");
    assert_eq!(bench.index(&["d"]), [0, 1, 0, 0]);
    assert_eq!(bench.docs("sagstal"), ["a.txt"]);
}

#[test]
fn changed_renamed_and_removed_files() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33."), ("d/b.txt", "Plejefamilier."), ("d/c.txt", "Budget.")]);
    bench.index(&["d"]);
    bench.write("d/a.txt", "Sagstallet er 25 nu.".as_bytes());
    fs::rename(bench.path("d/b.txt"), bench.path("d/x.txt")).expect("renamed");
    fs::remove_file(bench.path("d/c.txt")).expect("removed");
    assert_eq!(bench.index(&["d"]), [2, 0, 0, 1]);
    assert_eq!((bench.docs("33"), bench.docs("25")), (vec![], vec!["a.txt".to_owned()]));
    assert_eq!(bench.docs("plejefamilie"), ["x.txt"]);
    assert!(bench.docs("budget").is_empty());
    assert_eq!(bench.open().entries().expect("entries").len(), 2);
}

#[test]
fn one_content_in_two_files_is_one_document() {
    let bench = Bench::with(&[("d/a.txt", "Sagstallet er 33."), ("d/b.txt", "Sagstallet er 33.")]);
    assert_eq!(bench.index(&["d"])[0], 1);
    assert_eq!(bench.docs("sagstal"), ["a.txt"]);
    let status = bench.open().status().expect("a status");
    assert_eq!(status.duplicates, [["a.txt", "b.txt"]]);
    fs::remove_file(bench.path("d/a.txt")).expect("removed");
    assert_eq!(bench.index(&["d"]), [1, 0, 0, 0]);
    assert_eq!(bench.docs("sagstal"), ["b.txt"]);
}

#[test]
fn a_run_leaves_other_folders_alone() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal."), ("e/b.txt", "Sagstal i Herning.")]);
    bench.index(&["d"]);
    assert_eq!(bench.index(&["e"]), [1, 0, 0, 0]);
    assert_eq!(bench.docs("sagstal").len(), 2);
    fs::remove_file(bench.path("d/a.txt")).expect("removed");
    assert_eq!(bench.index(&["e"]), [0, 1, 0, 0]);
    let summary = bench.index_with(&["d"], |options| Options { missing: Missing::Remove, ..options });
    assert_eq!(summary.expect("an index").removed, 1);
    assert_eq!(bench.docs("sagstal"), ["b.txt"]);
}

#[test]
fn a_folder_that_is_gone_does_not_empty_the_index() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal.")]);
    bench.index(&["d"]);
    fs::rename(bench.path("d"), bench.path("e")).expect("renamed");
    assert_eq!(bench.try_index(&["d"]).expect_err("no folder").kind(), ErrorKind::Missing);
    assert_eq!(bench.docs("sagstal"), ["a.txt"]);
}

#[test]
fn a_document_that_cannot_be_read_is_kept_with_its_reason_and_retried_when_it_changes() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal.")]);
    bench.write("d/b.txt", PICTURE);
    assert_eq!(bench.index(&["d"]), [1, 0, 1, 0]);
    let before = bench.commit();
    assert_eq!(bench.index(&["d"]), [0, 1, 1, 0]);
    assert_eq!(bench.commit(), before, "an unchanged failure is not tried again");
    let failures = bench.open().status().expect("a status").failures;
    assert_eq!(failures[&crate::document::Outcome::Failed][0].doc, "b.txt");
    bench.write("d/b.txt", "Sagstal.\n\nNu som tekst.".as_bytes());
    assert_eq!(bench.index(&["d"]), [1, 1, 0, 0]);
}

#[test]
fn a_second_writer_is_refused_and_searching_goes_on() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal.")]);
    bench.index(&["d"]);
    let _lock = Lock::take(&bench.path("index")).expect("the lock");
    let error = bench.try_index(&["d"]).expect_err("locked");
    assert_eq!(error.kind(), ErrorKind::Locked);
    assert_eq!(bench.docs("sagstal"), ["a.txt"]);
}

#[test]
fn an_interrupted_run_keeps_what_was_there() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal.")]);
    bench.index(&["d"]);
    bench.write("d/a.txt", "Noget andet.".as_bytes());
    let interrupted = AtomicBool::new(true);
    let options = Options::new(&Isolation::InProcess, &Silent, &interrupted);
    let summary = reindex(&[bench.path("d")], &bench.path("index"), &options).expect("an index");
    assert!(summary.interrupted);
    assert_eq!(bench.docs("sagstal"), ["a.txt"]);
}

#[test]
fn an_index_of_another_format_is_refused_and_rebuilt() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal."), ("index/v0/meta.json", "{}")]);
    let error = Index::open(&bench.path("index")).err().expect("another format");
    assert_eq!(error.kind(), ErrorKind::Index);
    assert!(error.advice().is_some_and(|hint| hint.contains("nogletal index DIR --index")));
    assert_eq!(bench.index(&["d"])[0], 1);
    assert!(!bench.path("index/v0").exists());
}

#[test]
fn documents_read_under_another_version_are_stale() {
    let bench = Bench::with(&[("d/a.txt", "Sagstal.")]);
    bench.index(&["d"]);
    {
        let index = bench.open();
        let mut entry = index.entries().expect("entries").remove(0);
        entry.stamp.rules += 1;
        let mut writer = Writer::new(&index, 16 << 20).expect("a writer");
        writer.put_entry(&entry).expect("put");
        writer.commit(false).expect("committed");
    }
    assert_eq!(bench.open().status().expect("a status").stale, 1);
    assert_eq!(bench.index(&["d"]), [1, 0, 0, 0]);
}

#[test]
fn the_index_inside_the_folder_is_no_document() {
    let bench = Bench::with(&[("a.txt", "Sagstal.")]);
    assert_eq!(bench.index(&[""]), [1, 0, 0, 0]);
    assert_eq!(bench.index(&[""]), [0, 1, 0, 0]);
}

#[test]
fn any_number_of_threads_gives_the_same_hits() {
    let texts: Vec<(String, String)> = (0..40)
        .map(|n| {
            (
                format!("d/{n}.txt"),
                format!("Sagstallet i nr. {n}.\n\nDer er sagstal {}til sidst.", "ord ".repeat(n % 5)),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let run = |threads| {
        let bench = Bench::with(&files);
        let budget = Budget::of(Some(4 << 30), Some(threads));
        let summary = bench.index_with(&["d"], |options| Options { budget, ..options });
        assert_eq!(summary.expect("an index").read, 40);
        let hits = bench.hits("sagstal");
        hits.into_iter().map(|hit| (hit.place.doc, hit.place.start, hit.score.to_bits())).collect::<Vec<_>>()
    };
    let (one, four) = (run(1), run(4));
    assert!(one.len() >= 40);
    assert_eq!(one, four);
}
