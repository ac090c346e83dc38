//! What must not be there, as the search engine can ask for it.
//!
//! The engine asks what is excluded about one passage after another, also about such that lie before the one it is at. A
//! phrase does not allow that in some of the engine's ways of asking (tantivy 0.27, `seek_danger`); here only those are
//! used that every query allows.

use std::sync::Arc;

use tantivy::{
    DocId, DocSet, Score, SegmentReader,
    query::{EnableScoring, Explanation, Query, Scorer, Weight},
};

/// A query whose entries are to be left out.
#[derive(Clone, Debug)]
pub(super) struct Excluded(pub Arc<dyn Query>);

struct Weighed(Box<dyn Weight>);

struct Scored(Box<dyn Scorer>);

impl Query for Excluded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(Weighed(self.0.weight(scoring)?)))
    }
}

impl Weight for Weighed {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(Scored(self.0.scorer(segment, boost)?)))
    }

    fn explain(&self, segment: &SegmentReader, entry: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(segment, entry)
    }
}

impl DocSet for Scored {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.0.seek(target)
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }
}

impl Scorer for Scored {
    fn score(&mut self) -> Score {
        self.0.score()
    }
}
