//! The index as a whole: folders in, hits and figures out, run after run.

mod danish;
mod decided;
mod search;
mod speed;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
    time::{Duration, SystemTime},
};

use tempfile::TempDir;

use super::{
    Budget, Entry, Filter, Hit, Index, Matched, Missing, Options, Search, Summary, Wanted, lock::Lock, reindex,
    writer::Writer,
};
use crate::{
    ErrorKind, Result,
    document::{Document, DocumentId, Kind, Source},
    figure::{IndicatorCode, MunicipalityCode, Record, Statistic, Status as Observed, Unit},
    isolation::Isolation,
    layout::Passage,
    pipeline::Reading,
    progress::Silent,
    quantity::{Period, Value},
    span::Span,
};

/// A file that no reader takes, whatever it is called.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff";

pub(super) struct Bench {
    dir: TempDir,
}

impl Bench {
    pub(super) fn with(files: &[(&str, &str)]) -> Self {
        let bench = Bench { dir: tempfile::tempdir().expect("a folder") };
        files.iter().for_each(|(name, text)| bench.write(name, text.as_bytes()));
        bench
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    pub(super) fn try_index(&self, folders: &[&str]) -> Result<Summary> {
        self.index_with(folders, |options| options)
    }

    pub(super) fn index_with(
        &self,
        folders: &[&str],
        wish: impl FnOnce(Options<'_>) -> Options<'_>,
    ) -> Result<Summary> {
        let folders: Vec<PathBuf> = folders.iter().map(|name| self.path(name)).collect();
        let interrupted = AtomicBool::new(false);
        let options = wish(Options::new(&Isolation::InProcess, &Silent, &interrupted));
        reindex(&folders, &self.path("index"), &options)
    }

    /// Read, unchanged, failed, removed.
    pub(super) fn index(&self, folders: &[&str]) -> [usize; 4] {
        let summary = self.try_index(folders).expect("an index");
        [summary.read, summary.unchanged, summary.failed.len(), summary.removed]
    }

    pub(super) fn open(&self) -> Index {
        Index::open(&self.path("index")).expect("an index")
    }

    fn hits(&self, query: &str) -> Vec<Hit> {
        let search = Search { query: query.to_owned(), ..Search::default() };
        self.open().search(&search).expect("hits")
    }

    pub(super) fn docs(&self, query: &str) -> Vec<String> {
        self.hits(query).into_iter().map(|hit| hit.place.doc).collect()
    }

    /// What moves with every commit.
    pub(super) fn commit(&self) -> u64 {
        self.open().engine.load_metas().expect("metas").opstamp
    }
}

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
        writer.commit().expect("committed");
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

/// A document whose figures are known, put into the index by hand.
fn reading(bench: &Bench) -> (Reading, Entry) {
    let text = "Sagstal\n\nDer er 20-25 sager pr. rådgiver.".to_owned();
    let (start, end) = (16, 21);
    let record = |start: usize, value| Record {
        id: format!("figure-{start}"),
        doc: "a.txt".to_owned(),
        document_id: "ab".repeat(32),
        page: None,
        cell: None,
        start,
        end,
        bbox: None,
        number: "20-25".to_owned(),
        quote: "Der er 20-25 sager pr. rådgiver.".to_owned(),
        indicator: IndicatorCode("caseload".into()),
        statistic: Statistic::Level,
        municipality: Some(MunicipalityCode("657".into())),
        value,
        approx: false,
        unit: Unit::CasesPerCaseworker,
        period: Some("2017/2018".parse::<Period>().expect("a period")),
        status: Observed::Actual,
        dims: BTreeMap::new(),
        confidence: 0.9,
        rules: vec!["range".to_owned()],
        heading: None,
        before: None,
        checks: Vec::new(),
        decision: None,
    };
    let reading = Reading {
        source: Source::file(bench.path("d/a.txt"), "a.txt"),
        document: Document::new(DocumentId([0xab; 32]), Kind::Text, text.clone()),
        passages: vec![Passage { span: Span::new(9, text.len()), headings: vec![Span::new(0, 7)] }],
        records: vec![record(start, Some(Value::range(20.into(), 25.into()))), record(30, None)],
        mentioned: Default::default(),
        municipality: Some(MunicipalityCode("657".into())),
        year: Some(2018),
    };
    let mut entry = bench.open().entries().expect("entries").remove(0);
    entry.key = "ab".repeat(32);
    (reading, entry)
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
    writer.commit().expect("committed");

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

pub(super) fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        writer.write_all(text.as_bytes()).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn members_of_an_archive_come_stay_and_go_with_it() {
    let bench = Bench::with(&[("d/z.txt", "Sagstallet er 33.")]);
    bench.write("d/a.zip", &zipped(&[("b/en.txt", "Plejefamilier."), ("to.txt", "Sagstallet er 33.")]));
    assert_eq!(bench.index(&["d"]), [2, 0, 0, 0]);
    assert_eq!(bench.docs("plejefamilie"), ["a.zip!/b/en.txt"]);
    assert_eq!(bench.open().status().expect("a status").duplicates, [["a.zip!/to.txt", "z.txt"]]);
    let before = bench.commit();
    assert_eq!(bench.index(&["d"]), [0, 2, 0, 0]);
    assert_eq!(bench.commit(), before, "nothing was committed");
    bench.write("d/a.zip", &zipped(&[("b/tre.txt", "Plejefamilier og budget.")]));
    assert_eq!(bench.index(&["d"]), [2, 0, 0, 1]);
    assert_eq!(
        (bench.docs("plejefamilie"), bench.docs("sagstal")),
        (vec!["a.zip!/b/tre.txt".to_owned()], vec!["z.txt".to_owned()])
    );
    fs::remove_file(bench.path("d/a.zip")).expect("removed");
    assert_eq!(bench.index(&["d"]), [0, 1, 0, 1]);
    assert!(bench.docs("plejefamilie").is_empty());
}

#[test]
fn an_archive_that_breaks_is_one_failure_and_its_members_go() {
    let bench = Bench::with(&[("d/z.txt", "Budget.")]);
    let archive = zipped(&[("en.txt", "Plejefamilier."), ("to.txt", "Sagstallet er 33.")]);
    bench.write("d/a.zip", &archive);
    assert_eq!(bench.index(&["d"]), [3, 0, 0, 0]);
    bench.write("d/a.zip", &archive[..20]);
    assert_eq!(bench.index(&["d"]), [0, 1, 1, 2]);
    assert_eq!(bench.index(&["d"]), [0, 1, 1, 0]);
    assert!(bench.docs("plejefamilie").is_empty());
}
