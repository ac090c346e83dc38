//! How often words stand in what the index holds now.
//!
//! Takes a state and a term, gives counts. The engine's own count entries that were replaced or removed until it tidies
//! its files up, which it does when it sees fit: the same documents would be scored otherwise after other runs, and a
//! word of a document that is gone would still be known.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use tantivy::{
    InvertedIndexReader, Searcher, SegmentReader, Term,
    fieldnorm::FieldNormReader,
    postings::TermInfo,
    schema::{Field, IndexRecordOption},
};

/// In how many entries a term stands.
pub(super) fn frequency(searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
    let mut all = 0;
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(term.field())?;
        if let Some(info) = index.get_term_info(term)? {
            all += frequency_in(segment, &index, &info)?;
        }
    }
    Ok(all)
}

/// In how many of a segment's entries a term stands.
pub(super) fn frequency_in(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    term: &TermInfo,
) -> tantivy::Result<u64> {
    let Some(alive) = segment.alive_bitset() else { return Ok(term.doc_freq.into()) };
    let postings = index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    Ok(postings.doc_freq_given_deletes(alive).into())
}

/// What was counted in a state, since the same is asked for every segment of it.
#[derive(Default)]
pub(super) struct Counts {
    lengths: Mutex<HashMap<Field, u64>>,
    frequencies: Mutex<HashMap<Term, u64>>,
}

impl Counts {
    /// How long a field is in all entries together, as exactly as the engine keeps the length of each.
    pub fn length(&self, searcher: &Searcher, field: Field) -> tantivy::Result<u64> {
        known(&self.lengths, &field, || {
            let lengths = searcher.segment_readers().iter();
            lengths.map(|segment| Ok(length(segment, &segment.get_fieldnorms_reader(field)?))).sum()
        })
    }

    /// In how many entries a term stands.
    pub fn frequency(&self, searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
        known(&self.frequencies, term, || frequency(searcher, term))
    }
}

fn known<K: Clone + Eq + Hash>(
    known: &Mutex<HashMap<K, u64>>,
    key: &K,
    count: impl FnOnce() -> tantivy::Result<u64>,
) -> tantivy::Result<u64> {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(count) = known.get(key) {
        return Ok(*count);
    }
    let count = count()?;
    known.insert(key.clone(), count);
    Ok(count)
}

fn length(segment: &SegmentReader, norms: &FieldNormReader) -> u64 {
    let mut entries = [0_u64; 256];
    for entry in segment.doc_ids_alive() {
        entries[usize::from(norms.fieldnorm_id(entry))] += 1;
    }
    (0..=u8::MAX).zip(entries).map(|(id, count)| u64::from(FieldNormReader::id_to_fieldnorm(id)) * count).sum()
}
