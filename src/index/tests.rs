//! The index as a whole: folders in, hits and figures out, run after run.

mod archives;
mod danish;
mod decided;
mod hits;
mod meanwhile;
mod runs;
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

pub(super) fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a member");
        writer.write_all(text.as_bytes()).expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}
