//! Writing the index: whole documents in, one commit for everything.
//!
//! Takes documents with their entries. Refuses to be the second writer.

use tantivy::{
    IndexWriter, TantivyDocument, Term,
    indexer::{IndexWriterOptions, UserOperation},
    tokenizer::TextAnalyzer,
};

use super::{
    Index, damaged, home,
    manifest::{Entry, Header},
    past::Memory,
    schema::{self, Class},
    shared, unwritable,
};
use crate::{Result, pipeline::Reading};

/// The one writer of an index.
pub(super) struct Writer<'a> {
    index: &'a Index,
    engine: IndexWriter<TantivyDocument>,
    memory: Memory<'a>,
    /// Whether something waits for a commit.
    pub dirty: bool,
}

impl Index {
    /// A document's passages and figures as the engine takes them.
    pub(super) fn documents(&self, reading: &Reading, key: &str) -> Result<Vec<TantivyDocument>> {
        let entries = self.analyzers()?.lend(|analyzer| self.fields.entries(reading, key, analyzer));
        entries.map_err(|cause| damaged(&self.path, cause))
    }
}

impl<'a> Writer<'a> {
    /// One thread writes, so that the same documents always give the same index; it collects so many bytes before it
    /// writes a segment.
    pub fn new(index: &'a Index, buffer: usize) -> Result<Self> {
        let analyzer = TextAnalyzer::from(index.analyzers()?.analyzer());
        index.engine.tokenizers().register(schema::ANALYZER, analyzer);
        let options = IndexWriterOptions::builder().num_worker_threads(1).memory_budget_per_thread(buffer).build();
        let engine = index.engine.writer_with_options(options).map_err(|cause| unwritable(index, cause))?;
        // What a run that was killed had written before its next commit is in the way, and takes room.
        engine.garbage_collect_files().wait().map_err(|cause| unwritable(index, cause))?;
        shared::sweep(&home(&index.path));
        // Only who holds the lock knows what the last run was.
        Ok(Writer { index, engine, memory: Memory::of(index)?, dirty: false })
    }

    /// Puts a document with its passages and figures in the place of what was there under its key; all of them in one
    /// segment, where passages and figures find one another.
    pub fn put(&mut self, entry: &Entry, entries: Vec<TantivyDocument>) -> Result<()> {
        self.remove(&entry.key)?;
        let added = self.engine.run(entries.into_iter().map(UserOperation::Add));
        added.map_err(|cause| unwritable(self.index, cause))?;
        self.put_entry(entry)
    }

    /// Puts what is remembered of a document in the place of what was, and leaves its passages and figures.
    pub fn put_entry(&mut self, entry: &Entry) -> Result<()> {
        self.memory.keep(&entry.key)?;
        let fields = self.index.fields;
        self.engine.delete_term(Term::from_field_text(fields.entry, &entry.key));
        let mut stored = fields
            .common(Class::Document, &entry.key, entry.name(), entry)
            .map_err(|cause| damaged(&self.index.path, cause))?;
        stored.add_text(fields.entry, &entry.key);
        stored.add_u64(fields.start, 0);
        if let Some(title) = &entry.metadata.title {
            stored.add_text(fields.title, &title.value);
        }
        self.add(stored)
    }

    fn add(&mut self, entry: TantivyDocument) -> Result<()> {
        self.dirty = true;
        self.engine.add_document(entry).map(drop).map_err(|cause| unwritable(self.index, cause))
    }

    pub fn remove(&mut self, key: &str) -> Result<()> {
        self.memory.keep(key)?;
        self.dirty = true;
        self.engine.delete_term(Term::from_field_text(self.index.fields.document, key));
        Ok(())
    }

    /// Makes everything since the last commit visible at once, by a run that has more to do or is at its end; the run's
    /// number, and the documents it has touched.
    pub fn commit(&mut self, unfinished: bool) -> Result<(u32, usize)> {
        let failed = |cause| unwritable(self.index, cause);
        let runs = self.memory.runs()?;
        let header = serde_json::to_string(&Header::now(runs.clone(), unfinished))
            .map_err(|cause| damaged(&self.index.path, cause))?;
        let mut commit = self.engine.prepare_commit().map_err(failed)?;
        commit.set_payload(&header);
        commit.commit().map_err(failed)?;
        self.memory.tidy(&runs);
        self.dirty = false;
        Ok(runs.last().map_or((0, 0), |run| (run.number, run.documents)))
    }

    /// Waits for what the engine still does in the background.
    pub fn close(self) -> Result<()> {
        self.engine.wait_merging_threads().map_err(|cause| unwritable(self.index, cause))
    }
}
