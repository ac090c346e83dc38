//! What the index holds: documents by outcome, figures by indicator, when, from which folders, by which version.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde::Serialize;
use tantivy::{DocAddress, Searcher, Term, query::TermQuery, schema::IndexRecordOption};

use super::{Entry, Failure, Header, Index, compile::exactly, damaged, schema::Class};
use crate::{Result, document::Outcome, figure::IndicatorCode, reference::OwnCatalogue};

/// What the index holds.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// The version of the program that last wrote it, and when; null before anything was written.
    pub written: Option<Header>,
    /// The folders that its documents came from.
    pub folders: BTreeSet<String>,
    /// How many documents ended how.
    pub documents: BTreeMap<Outcome, usize>,
    /// How many of them were read under versions that are not this program's.
    pub stale: usize,
    /// How many of them have parts in other languages than Danish whose figures were left out.
    pub foreign: usize,
    /// How many passages can be searched.
    pub passages: usize,
    /// How many figures of each indicator there are.
    pub figures: BTreeMap<IndicatorCode, usize>,
    /// The documents that were not read whole, and why.
    pub failures: BTreeMap<Outcome, Vec<Failure>>,
    /// What it takes on its disk, in bytes.
    pub bytes: u64,
    /// Documents with the same content in several files: all their names.
    pub duplicates: Vec<Vec<String>>,
}

impl Index {
    /// What the index holds.
    pub fn status(&self) -> Result<Status> {
        let mut status = Status {
            written: self.header()?,
            folders: BTreeSet::new(),
            documents: [Outcome::Read, Outcome::Partly, Outcome::Failed].map(|outcome| (outcome, 0)).into(),
            stale: 0,
            foreign: 0,
            passages: 0,
            figures: BTreeMap::new(),
            failures: BTreeMap::new(),
            bytes: bytes(&self.path),
            duplicates: Vec::new(),
        };
        for entry in self.entries()? {
            *status.documents.entry(entry.outcome).or_default() += 1;
            status.stale += usize::from(entry.is_stale(entry.all_languages));
            status.foreign += usize::from(!entry.languages.is_empty() && !entry.all_languages);
            status.passages += entry.passages;
            for (indicator, count) in &entry.figures {
                *status.figures.entry(indicator.clone()).or_default() += count;
            }
            if entry.outcome != Outcome::Read {
                let failure = Failure { doc: entry.name().to_owned(), reason: entry.reason() };
                status.failures.entry(entry.outcome).or_default().push(failure);
            }
            if entry.files.len() > 1 {
                status.duplicates.push(entry.files.iter().map(|file| file.name.clone()).collect());
            }
            status.folders.extend(entry.files.into_iter().map(|file| file.root));
        }
        Ok(status)
    }

    /// What is remembered of every document, by name.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        self.entries_of(&self.searcher()?)
    }

    pub(super) fn entries_of(&self, searcher: &Searcher) -> Result<Vec<Entry>> {
        self.documents_of(searcher)?.into_iter().map(|at| self.stored(searcher, at)).collect()
    }

    /// The documents, by name.
    pub(super) fn documents_of(&self, searcher: &Searcher) -> Result<Vec<DocAddress>> {
        let class = Term::from_field_text(self.fields.class, Class::Document.name());
        self.in_order(searcher, &TermQuery::new(class, IndexRecordOption::Basic))
    }

    /// What is remembered of one document.
    pub(super) fn entry(&self, key: &str) -> Result<Option<Entry>> {
        self.entry_of(&self.searcher()?, key)
    }

    /// What was remembered of one document at a commit.
    pub(super) fn entry_of(&self, searcher: &Searcher, key: &str) -> Result<Option<Entry>> {
        let at = self.in_order(searcher, &*exactly(self.fields.entry, key))?;
        at.first().map(|at| self.stored(searcher, *at)).transpose()
    }

    /// The user's own catalogue that its figures are of.
    pub fn catalogue(&self) -> Result<Option<OwnCatalogue>> {
        Ok(self.header()?.and_then(|header| header.catalogue))
    }

    /// What the last commit says about the whole index.
    pub(super) fn header(&self) -> Result<Option<Header>> {
        let metas = self.engine.load_metas().map_err(|cause| damaged(&self.path, cause))?;
        metas.payload.map(|json| serde_json::from_str(&json)).transpose().map_err(|cause| damaged(&self.path, cause))
    }
}

/// What the files in and under a folder take; one that goes meanwhile takes nothing.
fn bytes(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = files.map(|file| match file.metadata() {
        Ok(metadata) if metadata.is_dir() => bytes(&file.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    });
    sizes.sum()
}
