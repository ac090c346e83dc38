//! The index's own words as parts of compounds.
//!
//! Takes the words of a large index with how often they occur, and keeps the frequent ones beside it, so that a word of
//! the field that no list of ours has is found inside compounds too. They are counted when a run ends and used from then
//! on: the documents of later runs and all queries know them. A small index says too little about which words are words,
//! and has none.

use std::{collections::BTreeMap, io::Write as _, path::Path};

use tantivy::Searcher;

use super::{Index, damaged, home};
use crate::{Error, ErrorKind, Result};

/// How many entries an index must have before its words count.
const LARGE: u64 = 20_000;
/// How often a word must occur.
const OFTEN: u64 = 20;
/// Where they are kept.
const FILE: &str = "words.txt";

impl Index {
    /// Counts the words of the last commit and keeps the frequent ones.
    pub(super) fn remember_words(&self) -> Result<()> {
        let searcher = self.searcher()?;
        if searcher.num_docs() < LARGE {
            return Ok(());
        }
        let words = frequent(&searcher, self.fields.text).map_err(|cause| damaged(&self.path, cause))?;
        let folder = home(&self.path);
        let written = tempfile::NamedTempFile::new_in(&folder).and_then(|mut file| {
            words.iter().try_for_each(|word| writeln!(file, "{word}"))?;
            file.persist(folder.join(FILE)).map_err(|error| error.error)
        });
        written.map(drop).map_err(|cause| {
            Error::new(ErrorKind::Output, format!("the index in {} cannot be written", self.path.display()))
                .caused_by(cause)
        })
    }
}

/// The frequent words that an index keeps; none where it is small.
pub(super) fn remembered(path: &Path) -> Result<Vec<String>> {
    match std::fs::read_to_string(home(path).join(FILE)) {
        Ok(words) => Ok(words.lines().map(str::to_owned).collect()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(damaged(path, cause)),
    }
}

/// The forms that occur often, in order.
fn frequent(searcher: &Searcher, field: tantivy::schema::Field) -> tantivy::Result<Vec<String>> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge("=").lt(">").into_stream()?;
        while let Some((term, entries)) = terms.next() {
            if let Ok(form) = std::str::from_utf8(&term[1..]) {
                *counts.entry(form.to_owned()).or_default() += u64::from(entries.doc_freq);
            }
        }
    }
    Ok(counts.into_iter().filter(|(_, count)| *count >= OFTEN).map(|(form, _)| form).collect())
}
