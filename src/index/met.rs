//! From figures to the passages that they stand in.
//!
//! Takes what finds figures, gives what finds their passages, and which of a passage's figures were found. A document's
//! entries lie in one segment, where a figure and its passage name the figure by the same ordinal; so the way from one to
//! the other is a set of bits, however many figures there are.

use std::{collections::HashMap, sync::Arc};

use tantivy::{
    BitSet, DocAddress, DocId, Searcher, SegmentReader,
    columnar::StrColumn,
    index::SegmentId,
    query::{
        EnableScoring, Query,
        doc_predicate_query::{DocPredicateQuery, FunctionPredicate},
    },
};

/// The column with a figure's own id, or those of a passage's figures.
const COLUMN: &str = "figure";

/// The figures that were found, by segment.
pub(super) struct Met(HashMap<SegmentId, BitSet>);

impl Met {
    /// The figures that a query finds.
    pub fn of(searcher: &Searcher, query: &dyn Query) -> tantivy::Result<Self> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut met = HashMap::new();
        for segment in searcher.segment_readers() {
            let Some(column) = segment.fast_fields().str(COLUMN)? else { continue };
            let mut ordinals = BitSet::with_max_value(ordinals(&column));
            let alive = |entry: DocId| segment.alive_bitset().is_none_or(|alive| alive.is_alive(entry));
            weight.for_each_no_score(segment, &mut |entries: &[DocId]| {
                for &entry in entries.iter().filter(|&&entry| alive(entry)) {
                    for ordinal in column.term_ords(entry) {
                        ordinals.insert(ordinal as u32);
                    }
                }
            })?;
            met.insert(segment.segment_id(), ordinals);
        }
        Ok(Met(met))
    }

    /// What finds the entries that name one of the figures.
    pub fn entries(&self, searcher: &Searcher) -> tantivy::Result<DocPredicateQuery> {
        let mut entries = HashMap::new();
        for segment in searcher.segment_readers() {
            let mut named = BitSet::with_max_value(segment.max_doc());
            if let (Some(met), Some(column)) = (self.0.get(&segment.segment_id()), segment.fast_fields().str(COLUMN)?)
                && met.len() > 0
            {
                let names = |entry| column.term_ords(entry).any(|ordinal| met.contains(ordinal as u32));
                for entry in (0..segment.max_doc()).filter(|&entry| names(entry)) {
                    named.insert(entry);
                }
            }
            entries.insert(segment.segment_id(), Arc::new(named));
        }
        let within = move |segment: &SegmentReader| {
            let named = entries.get(&segment.segment_id()).cloned();
            Ok(move |entry: DocId| named.as_ref().is_some_and(|named| named.contains(entry)))
        };
        Ok(FunctionPredicate::from(within).into())
    }

    /// The ids of a passage's figures that were found.
    pub fn within(&self, searcher: &Searcher, passage: DocAddress) -> tantivy::Result<Vec<String>> {
        let segment = searcher.segment_reader(passage.segment_ord);
        let (Some(met), Some(column)) = (self.0.get(&segment.segment_id()), segment.fast_fields().str(COLUMN)?) else {
            return Ok(Vec::new());
        };
        let mut ids = Vec::new();
        for ordinal in column.term_ords(passage.doc_id).filter(|&ordinal| met.contains(ordinal as u32)) {
            let mut id = String::new();
            column.ord_to_str(ordinal, &mut id)?;
            ids.push(id);
        }
        Ok(ids)
    }
}

/// How many ids a segment knows; an index of four milliard figures is none of ours.
fn ordinals(column: &StrColumn) -> u32 {
    u32::try_from(column.num_terms()).unwrap_or(u32::MAX)
}
