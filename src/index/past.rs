//! What the index remembers of earlier runs: for each of the last ones, what it takes to go back behind it.
//!
//! Takes the documents that a run replaces or removes, as they were; gives the [`State`] after an earlier run. Each piece
//! is a file of its own, which counts from the commit on that names it: a run that is broken off leaves the memory as it
//! was. Refuses a run that is not remembered, and a file that is not whole.

use std::{
    collections::{BTreeMap, HashSet},
    fs::{self, File},
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tantivy::{Searcher, query::TermQuery, schema::IndexRecordOption};

use super::{Entry, Header, Index, compile::exactly, damaged, home, schema::Class, unwritten};
use crate::{
    Error, ErrorKind, Result,
    decision::{Decision, Ledger, Moment, Settlement},
    figure::Record,
};

/// How many runs can be gone back behind.
const KEPT: usize = 30;
/// Documents that are kept in memory before they are written.
const PIECE: usize = 1024;
/// How the files begin and end.
const NAME: [&str; 2] = ["run-", ".jsonl.zst"];

/// A run that changed something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its number, from 1.
    pub number: u32,
    /// When it last wrote.
    pub when: Moment,
    /// The version of the program.
    pub version: String,
    /// How many documents it added, read anew, renamed or removed.
    pub documents: usize,
    /// The files with what it replaced; none for the earliest that is remembered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pieces: Vec<String>,
}

/// What the index held at some time, under the decisions that had been made by then.
pub struct State {
    /// The time.
    pub when: Moment,
    /// The documents, by name.
    pub entries: Vec<Entry>,
    /// The figures, by document and place, those whose digits were lost among them.
    pub records: Vec<Record>,
    /// The decisions.
    pub decisions: Vec<Decision>,
}

/// A document as it was before a run.
#[derive(Serialize, Deserialize)]
pub(super) struct Before {
    pub key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Entry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Record>,
}

/// The memory while a run writes.
pub(super) struct Memory<'a> {
    index: &'a Index,
    /// The state before the run; `None` where there was nothing, which nobody has to go back to.
    before: Option<Searcher>,
    runs: Vec<Run>,
    current: Run,
    seen: HashSet<String>,
    waiting: Vec<Before>,
}

impl<'a> Memory<'a> {
    /// The memory of an index that is about to be written.
    pub fn of(index: &'a Index) -> Result<Self> {
        let header = index.header()?;
        let before = if header.is_some() { Some(index.searcher()?) } else { None };
        let runs = header.map(|header| known(index, header)).transpose()?.unwrap_or_default();
        let current = Run {
            number: runs.last().map_or(1, |last| last.number + 1),
            when: Moment::now(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            documents: 0,
            pieces: Vec::new(),
        };
        Ok(Memory { index, before, runs, current, seen: HashSet::new(), waiting: Vec::new() })
    }

    /// Keeps a document that is about to be replaced or removed, the first time that the run comes upon it.
    pub fn keep(&mut self, key: &str) -> Result<()> {
        if !self.seen.insert(key.to_owned()) {
            return Ok(());
        }
        self.current.documents += 1;
        let Some(before) = &self.before else { return Ok(()) };
        let at = self.index.in_order(before, &*exactly(self.index.fields.entry, key))?;
        let entry: Option<Entry> = at.first().map(|at| self.index.stored(before, *at)).transpose()?;
        let figures = if entry.is_some() { self.index.figures_of(before, key)? } else { Vec::new() };
        self.waiting.push(Before { key: key.to_owned(), entry, figures });
        if self.waiting.len() >= PIECE { self.write() } else { Ok(()) }
    }

    /// The runs as the next commit is to know them, all that they need on disk.
    pub fn runs(&mut self) -> Result<Vec<Run>> {
        self.write()?;
        self.current.when = Moment::now();
        let mut runs: Vec<Run> = self.runs.iter().chain([&self.current]).cloned().collect();
        runs.drain(..runs.len().saturating_sub(KEPT + 1));
        runs[0].pieces.clear();
        Ok(runs)
    }

    /// Deletes the files that no run names: of runs that are forgotten, and of one that was broken off.
    pub fn tidy(&self, runs: &[Run]) {
        let named: HashSet<&str> = runs.iter().flat_map(|run| &run.pieces).map(String::as_str).collect();
        for file in fs::read_dir(home(&self.index.path)).into_iter().flatten().flatten() {
            let name = file.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(NAME[0]) && name.ends_with(NAME[1]) && !named.contains(name.as_ref()) {
                // What cannot be deleted now goes with the next run.
                let _ = fs::remove_file(file.path());
            }
        }
    }

    fn write(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let [begin, end] = NAME;
        let name = format!("{begin}{}-{}{end}", self.current.number, self.current.pieces.len() + 1);
        let path = home(&self.index.path).join(&name);
        let written = File::create(&path).and_then(|file| {
            let mut packed = zstd::Encoder::new(file, 0)?;
            // A file that was cut short or changed must not be taken for the past.
            packed.include_checksum(true)?;
            for before in &self.waiting {
                serde_json::to_writer(&mut packed, before)?;
                packed.write_all(b"\n")?;
            }
            packed.finish()?.sync_all()
        });
        written.map_err(|cause| unwritten(&self.index.path, cause))?;
        self.waiting.clear();
        self.current.pieces.push(name);
        Ok(())
    }
}

/// The runs that a header knows; an index that remembers none has at least been written once.
fn known(index: &Index, header: Header) -> Result<Vec<Run>> {
    if !header.runs.is_empty() {
        return Ok(header.runs);
    }
    let when = header.moment().map_err(|cause| damaged(&index.path, cause))?;
    Ok(vec![Run { number: 1, when, version: header.version, documents: 0, pieces: Vec::new() }])
}

impl Index {
    /// The runs that can be gone back to, the earliest first; the last made the index what it is. Empty for an index that
    /// an older version wrote.
    pub fn runs(&self) -> Result<Vec<Run>> {
        Ok(self.header()?.map(|header| header.runs).unwrap_or_default())
    }

    /// What it holds now, under the decisions that were made by a time, or under all.
    pub fn state(&self, until: Option<Moment>) -> Result<State> {
        let raw: Vec<Record> = self.raw(&self.searcher()?)?;
        Ok(settled(self.entries()?, raw, &self.ledger, until))
    }

    /// When it was last written.
    pub fn written(&self) -> Result<Option<Moment>> {
        let header = self.header()?;
        header.map(|header| header.moment()).transpose().map_err(|cause| damaged(&self.path, cause))
    }

    /// What it held after a run, under the decisions that had been made by then.
    pub fn state_after(&self, number: u32) -> Result<State> {
        // A run that ends meanwhile moves what is remembered; then it is read again.
        for _ in 0..5 {
            let runs = self.runs()?;
            let state = self.gone_back(&runs, number);
            if self.runs()? == runs {
                return state;
            }
        }
        Err(Error::new(ErrorKind::Locked, format!("the index in {} changes while it is read", self.path.display()))
            .hint("try again when `nogletal index` is done"))
    }

    fn gone_back(&self, runs: &[Run], number: u32) -> Result<State> {
        let Some(at) = runs.iter().position(|run| run.number == number) else {
            return Err(forgotten(runs, number));
        };
        let searcher = self.searcher()?;
        let now = self.entries_of(&searcher)?;
        let mut entries: BTreeMap<String, Entry> = now.into_iter().map(|entry| (entry.key.clone(), entry)).collect();
        let mut figures: BTreeMap<String, Vec<Record>> = BTreeMap::new();
        for run in runs[at + 1..].iter().rev() {
            for before in self.replaced::<Before>(run) {
                let before = before?;
                match before.entry {
                    Some(entry) => drop(entries.insert(before.key.clone(), entry)),
                    None => drop(entries.remove(&before.key)),
                }
                figures.insert(before.key, before.figures);
            }
        }
        let mut raw = self.raw(&searcher)?;
        raw.retain(|record| !figures.contains_key(&record.document_id));
        raw.extend(figures.into_values().flatten());
        Ok(settled(entries.into_values().collect(), raw, &self.ledger, Some(runs[at].when)))
    }

    /// The figures as the rules read them.
    fn raw(&self, searcher: &Searcher) -> Result<Vec<Record>> {
        let class = tantivy::Term::from_field_text(self.fields.class, Class::Figure.name());
        let found = self.in_order(searcher, &TermQuery::new(class, IndexRecordOption::Basic))?;
        found.into_iter().map(|at| self.stored(searcher, at)).collect()
    }

    /// The documents that a run replaced or removed, as they were, or as much of each as is wanted; one at a time.
    pub(super) fn replaced<T: DeserializeOwned>(&self, run: &Run) -> impl Iterator<Item = Result<T>> {
        run.pieces.iter().flat_map(move |name| {
            let path = home(&self.path).join(name);
            let opened = File::open(&path).and_then(zstd::Decoder::new);
            let (lines, refused) = match opened {
                Ok(piece) => (Some(BufReader::new(piece).lines()), None),
                Err(cause) => (None, Some(Err(cause))),
            };
            let lines = lines.into_iter().flatten().chain(refused);
            lines.map(move |line| {
                let read = line.and_then(|line| Ok(serde_json::from_str(&line)?));
                read.map_err(|cause| unremembered(run.number, &path, cause))
            })
        })
    }
}

fn unremembered(number: u32, piece: &Path, cause: std::io::Error) -> Error {
    let message = format!("what the index remembers of run {number} cannot be read: {}", piece.display());
    Error::new(ErrorKind::Damaged, message)
        .caused_by(cause)
        .hint("the index itself is whole; later runs can still be named")
}

fn forgotten(runs: &[Run], number: u32) -> Error {
    match (runs.first(), runs.last()) {
        (Some(first), Some(last)) => {
            Error::new(ErrorKind::Missing, format!("the index does not remember a run {number}"))
                .hint(format!("it remembers {} to {}: see `nogletal status`", first.number, last.number))
        }
        _ => Error::new(ErrorKind::Missing, "the index remembers no earlier runs")
            .hint("it was written by an older version; it remembers from the next run on that changes something"),
    }
}

/// Documents and figures under the decisions that had been made by a time, or under all.
fn settled(mut entries: Vec<Entry>, raw: Vec<Record>, ledger: &Ledger, until: Option<Moment>) -> State {
    entries.sort_by(|a, b| a.name().cmp(b.name()));
    let made: Vec<&Decision> =
        ledger.decisions().iter().filter(|one| until.is_none_or(|until| one.time <= until)).collect();
    let mut decided: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for one in &made {
        decided.entry(&one.figure.document_id).or_default().push(one);
    }
    let mut read: BTreeMap<&str, Vec<Record>> = BTreeMap::new();
    let mut records = Vec::new();
    for record in raw {
        match decided.get_key_value(record.document_id.as_str()) {
            Some((id, _)) => read.entry(id).or_default().push(record),
            None => records.push(record),
        }
    }
    for entry in &entries {
        if let Some(decisions) = decided.get(entry.key.as_str()) {
            let figures = read.remove(entry.key.as_str()).unwrap_or_default();
            records.extend(Settlement::of(figures, decisions, entry.name()).figures);
        }
    }
    records.sort_by(|a, b| (&a.doc, a.start).cmp(&(&b.doc, b.start)));
    let decisions = made.into_iter().cloned().collect();
    State { when: until.unwrap_or_else(Moment::now), entries, records, decisions }
}
