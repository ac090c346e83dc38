//! The index's own words as parts of compounds.
//!
//! Takes the words of a large index with how often they occur, and keeps the frequent ones beside it, so that a word of
//! the field that no list of ours has is found inside compounds too. They are counted when a run ends and used from then
//! on: the documents of later runs and all queries know them. A run that was killed ends with the one that follows, so
//! that the words are those of an undisturbed one. They are read when the first text is analysed, and counted anew when
//! the index has grown or shrunk so much that other words may be frequent. A small index says too little about which
//! words are words, and has none.

use std::{collections::BTreeMap, path::Path};

use tantivy::Searcher;

use super::{Index, damaged, home, shared, standing::frequency_in, unwritten};
use crate::Result;

/// How many entries an index must have before its words count.
const LARGE: u64 = 20_000;
/// How often a word must occur.
const OFTEN: u64 = 20;
/// By what share of its entries, one in so many, an index must have changed before its words are counted anew. A word
/// that is missed until then occurs nearly often enough and no oftener; and every list but the first makes old documents'
/// compounds come apart otherwise than new ones', so that fewer lists are better.
const CHANGED: u64 = 10;
/// Where they are kept, below a line with how many entries were counted.
const FILE: &str = "words.txt";

impl Index {
    /// Counts the words of the last commit and keeps the frequent ones.
    pub(super) fn remember_words(&self) -> Result<()> {
        let searcher = self.searcher()?;
        let entries = searcher.num_docs();
        if !is_due(entries, kept(&self.path)?.and_then(|kept| counted(&kept))) {
            return Ok(());
        }
        let words = frequent(&searcher, self.fields.text).map_err(|cause| damaged(&self.path, cause))?;
        let kept = format!("{COUNTED}{entries}\n{}\n", words.join("\n"));
        shared::replace(&home(&self.path).join(FILE), kept.as_bytes()).map_err(|cause| unwritten(&self.path, cause))
    }
}

/// What the first line begins with; no word does.
const COUNTED: &str = "# ";

/// The frequent words that an index keeps; none where it is small.
pub(super) fn remembered(path: &Path) -> Result<Vec<String>> {
    let kept = kept(path)?.unwrap_or_default();
    Ok(kept.lines().filter(|line| !line.starts_with(COUNTED)).map(str::to_owned).collect())
}

/// The file as it is, where there is one.
fn kept(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(home(path).join(FILE)) {
        Ok(kept) => Ok(Some(kept)),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(damaged(path, cause)),
    }
}

/// Whether the words of so many entries are to be counted, given how many there were the last time.
fn is_due(entries: u64, counted: Option<u64>) -> bool {
    entries >= LARGE && counted.is_none_or(|counted| entries.abs_diff(counted) >= counted / CHANGED)
}

/// How many entries there were when the words were counted.
fn counted(kept: &str) -> Option<u64> {
    kept.lines().next()?.strip_prefix(COUNTED)?.parse().ok()
}

/// The forms that occur often, in order.
fn frequent(searcher: &Searcher, field: tantivy::schema::Field) -> tantivy::Result<Vec<String>> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge("=").lt(">").into_stream()?;
        while let Some((term, entries)) = terms.next() {
            if let Ok(form) = std::str::from_utf8(&term[1..]) {
                *counts.entry(form.to_owned()).or_default() += frequency_in(segment, &index, entries)?;
            }
        }
    }
    Ok(counts.into_iter().filter(|(_, count)| *count >= OFTEN).map(|(form, _)| form).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_once_there_are_many_and_again_when_there_are_others() {
        assert!(!is_due(LARGE - 1, None) && is_due(LARGE, None));
        assert!(!is_due(109_000, Some(100_000)) && is_due(110_000, Some(100_000)) && is_due(90_000, Some(100_000)));
        assert_eq!((counted("# 21000\nkvalbik\n"), counted("kvalbik\n")), (Some(21_000), None));
    }
}
