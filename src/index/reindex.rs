//! Bringing the index up to date with folders.
//!
//! Takes folders and an index, reads what changed on all cores, writes it in a fixed order, and gives a [`Summary`]. A
//! document that cannot be read never stops the run: it is kept with its reason. Refuses to work beside another writer.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use rayon::prelude::*;
use tantivy::{IndexWriter, TantivyDocument, Term, indexer::IndexWriterOptions};

use super::{
    Index, damaged,
    manifest::{Entry, File, Header, Stamp, now},
    others,
    plan::{Job, Placed, Plan, Survey, plan, unopened},
    schema::Class,
    unwritable,
    walk::sources,
};
use crate::{
    Result,
    document::{Limits, Outcome, Source},
    notice::{Notice, Weight},
    pipeline::{self, Reading},
    progress::Progress,
    reference::Reference,
};

/// Documents that are read before their entries are written: what bounds the memory.
const CHUNK: usize = 32;
/// Chunks between commits, so that a long run that is broken off keeps most of what it did.
const CHUNKS_A_COMMIT: usize = 32;
/// What the engine may collect before it writes a segment.
const BUFFER: usize = 64 << 20;

/// How to go about it.
pub struct Options<'a> {
    /// The bounds for each document.
    pub limits: Limits,
    /// What is looked up.
    pub reference: &'a Reference,
    /// Who wants to know how far it has come.
    pub progress: &'a dyn Progress,
    /// Set from outside to break off after the documents in hand.
    pub interrupted: &'a AtomicBool,
}

/// A document that was not read, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Failure {
    /// The document's name.
    pub doc: String,
    /// Why.
    pub reason: String,
}

/// What a run did. Each document of the folders is in one of the first four.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Read whole, now.
    pub read: usize,
    /// Read with something missing, now.
    pub partly: Vec<Failure>,
    /// Could not be read, now or in an earlier run since when nothing changed.
    pub failed: Vec<Failure>,
    /// As they were.
    pub unchanged: usize,
    /// Gone from the folders.
    pub removed: usize,
    /// Whether the run was broken off.
    pub interrupted: bool,
}

impl Summary {
    fn count(&mut self, entry: &Entry) {
        let failure = || Failure { doc: entry.name().to_owned(), reason: entry.reason() };
        match entry.outcome {
            Outcome::Read => self.read += 1,
            Outcome::Partly => self.partly.push(failure()),
            Outcome::Failed => self.failed.push(failure()),
        }
    }
}

/// Brings the index in `path` up to date with the folders, and makes it where there is none.
pub fn reindex(folders: &[PathBuf], path: &Path, options: &Options<'_>) -> Result<Summary> {
    let mut summary = Summary::default();
    // Before anything is made: a folder that is not there must leave nothing behind.
    let survey = survey(folders, path, &mut summary)?;
    let index = Index::open_or_create(path)?;
    let mut writer = Writer::new(&index)?;
    let plan = plan(&survey, index.entries()?);
    carry_out(plan, &mut writer, options, &mut summary)?;
    summary.failed.sort_by(|a, b| a.doc.cmp(&b.doc));
    if writer.dirty || index.header()?.is_none() {
        writer.commit()?;
    }
    writer.close()?;
    // What another version left behind is of no use once this one has a commit.
    for other in others(path) {
        let _ = std::fs::remove_dir_all(other);
    }
    Ok(summary)
}

/// The files of the folders, without those of the index itself.
fn survey(folders: &[PathBuf], path: &Path, summary: &mut Summary) -> Result<Survey> {
    let own = path.canonicalize().ok();
    let found = sources(folders)?;
    // Paths without links and dots, so that a folder is the same however it was typed.
    let roots: Vec<(&PathBuf, PathBuf)> =
        folders.iter().filter_map(|one| Some((one, one.canonicalize().ok()?))).collect();
    let mut survey =
        Survey { roots: roots.iter().map(|(_, root)| root.clone()).collect(), files: Vec::new(), complete: true };
    for one in found {
        match one {
            Ok(source) => {
                let (root, path) = placed(&source, &roots);
                if own.as_ref().is_none_or(|own| !path.starts_with(own)) {
                    survey.files.push(Placed { source, root, path });
                }
            }
            Err((doc, error)) => {
                survey.complete = false;
                summary.failed.push(Failure { doc, reason: error.one_line() });
            }
        }
    }
    Ok(survey)
}

/// The folder that led to a file, and the file's path from there.
fn placed(source: &Source, roots: &[(&PathBuf, PathBuf)]) -> (PathBuf, PathBuf) {
    let below = |(typed, root): &(&PathBuf, PathBuf)| {
        let below = source.path.strip_prefix(typed).ok()?;
        // Joining nothing would leave a slash behind the name of a file that was named itself.
        Some((root.clone(), if below.as_os_str().is_empty() { root.clone() } else { root.join(below) }))
    };
    roots.iter().find_map(below).unwrap_or_else(|| (source.path.clone(), source.path.clone()))
}

fn carry_out(plan: Plan, writer: &mut Writer<'_>, options: &Options<'_>, summary: &mut Summary) -> Result<()> {
    for entry in &plan.unchanged {
        match entry.outcome {
            Outcome::Failed => summary.count(entry),
            Outcome::Read | Outcome::Partly => summary.unchanged += 1,
        }
    }
    read(&plan.read, writer, options, summary)?;
    if summary.interrupted {
        return Ok(());
    }
    for (file, reason) in plan.hidden {
        let entry = Entry::failed(unopened(&file), vec![file], reason);
        summary.count(&entry);
        writer.put(&entry, Vec::new())?;
    }
    for entry in &plan.moved {
        writer.put_entry(entry)?;
    }
    for key in &plan.gone {
        writer.remove(key);
    }
    summary.removed = plan.removed;
    Ok(())
}

/// Reads documents on all cores, a chunk at a time, and writes them in the order of their names.
fn read(jobs: &[Job], writer: &mut Writer<'_>, options: &Options<'_>, summary: &mut Summary) -> Result<()> {
    options.progress.begin(jobs.len());
    for (number, chunk) in jobs.chunks(CHUNK).enumerate() {
        if options.interrupted.load(Ordering::Relaxed) {
            summary.interrupted = true;
            break;
        }
        let readings: Vec<_> = chunk
            .par_iter()
            .map(|job| {
                let reading = pipeline::read(&job.source, &options.limits, options.reference);
                options.progress.advance(&job.source.name);
                reading
            })
            .collect();
        for (job, reading) in chunk.iter().zip(readings) {
            let (entry, entries) = match reading {
                Ok(reading) => (Entry::of(job, &reading), writer.entries(&reading, &job.key)?),
                Err(error) => (Entry::failed(job.key.clone(), job.files.clone(), error.one_line()), Vec::new()),
            };
            summary.count(&entry);
            writer.put(&entry, entries)?;
        }
        if number % CHUNKS_A_COMMIT == CHUNKS_A_COMMIT - 1 {
            writer.commit()?;
        }
    }
    options.progress.end();
    Ok(())
}

impl Entry {
    fn of(job: &Job, reading: &Reading) -> Self {
        let document = &reading.document;
        let mut figures = BTreeMap::new();
        for record in &reading.records {
            *figures.entry(record.indicator.clone()).or_default() += 1;
        }
        Entry {
            outcome: document.outcome(),
            reasons: document.notices.iter().filter(|one| one.weight == Weight::Partial).map(reason).collect(),
            kind: Some(document.kind),
            title: document.title.clone(),
            municipality: reading.municipality.clone(),
            year: reading.year,
            pages: document.pages.len(),
            passages: reading.passages.len(),
            figures,
            ..Entry::failed(job.key.clone(), job.files.clone(), String::new())
        }
    }

    fn failed(key: String, files: Vec<File>, reason: String) -> Self {
        Entry {
            key,
            files,
            stamp: Stamp::current(),
            outcome: Outcome::Failed,
            reasons: vec![reason],
            kind: None,
            title: None,
            municipality: None,
            year: None,
            pages: 0,
            passages: 0,
            figures: BTreeMap::new(),
            when: now(),
        }
    }
}

fn reason(notice: &Notice) -> String {
    match notice.page {
        Some(page) => format!("page {page}: {}", notice.message),
        None => notice.message.clone(),
    }
}

/// The one writer of an index.
struct Writer<'a> {
    index: &'a Index,
    engine: IndexWriter<TantivyDocument>,
    /// Whether something waits for a commit.
    dirty: bool,
}

impl<'a> Writer<'a> {
    /// One thread writes, so that the same documents always give the same index.
    fn new(index: &'a Index) -> Result<Self> {
        let options = IndexWriterOptions::builder().num_worker_threads(1).memory_budget_per_thread(BUFFER).build();
        let engine = index.engine.writer_with_options(options).map_err(|cause| unwritable(&index.path, cause))?;
        Ok(Writer { index, engine, dirty: false })
    }

    fn entries(&self, reading: &Reading, key: &str) -> Result<Vec<TantivyDocument>> {
        self.index.fields.entries(reading, key).map_err(|cause| damaged(&self.index.path, cause))
    }

    /// Puts a document with its passages and figures in the place of what was there under its key.
    fn put(&mut self, entry: &Entry, entries: Vec<TantivyDocument>) -> Result<()> {
        self.remove(&entry.key);
        for entry in entries {
            self.add(entry)?;
        }
        self.put_entry(entry)
    }

    /// Puts what is remembered of a document in the place of what was, and leaves its passages and figures.
    fn put_entry(&mut self, entry: &Entry) -> Result<()> {
        let fields = self.index.fields;
        self.engine.delete_term(Term::from_field_text(fields.entry, &entry.key));
        let mut stored = fields
            .common(Class::Document, &entry.key, entry.name(), entry)
            .map_err(|cause| damaged(&self.index.path, cause))?;
        stored.add_text(fields.entry, &entry.key);
        stored.add_u64(fields.start, 0);
        self.add(stored)
    }

    fn add(&mut self, entry: TantivyDocument) -> Result<()> {
        self.dirty = true;
        self.engine.add_document(entry).map(drop).map_err(|cause| unwritable(&self.index.path, cause))
    }

    fn remove(&mut self, key: &str) {
        self.dirty = true;
        self.engine.delete_term(Term::from_field_text(self.index.fields.document, key));
    }

    /// Makes everything since the last commit visible at once.
    fn commit(&mut self) -> Result<()> {
        let failed = |cause| unwritable(&self.index.path, cause);
        let header = serde_json::to_string(&Header::now()).map_err(|cause| damaged(&self.index.path, cause))?;
        let mut commit = self.engine.prepare_commit().map_err(failed)?;
        commit.set_payload(&header);
        commit.commit().map_err(failed)?;
        self.dirty = false;
        Ok(())
    }

    /// Waits for what the engine still does in the background.
    fn close(self) -> Result<()> {
        self.engine.wait_merging_threads().map_err(|cause| unwritable(&self.index.path, cause))
    }
}
