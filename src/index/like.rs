//! Passages like a given one, or like a given document.
//!
//! Takes a document of the index by its name or content hash, with a place in it or without, gives what finds passages
//! with the same characteristic words, itself left out. Refuses a document that the index does not hold, and a place
//! where no passage is.

use std::sync::Arc;

use tantivy::{
    Searcher,
    query::{MoreLikeThisQuery, Occur, Query},
    schema::OwnedValue,
};

use super::{
    Index,
    compile::exactly,
    decided::at_place,
    excluded::Excluded,
    schema::{Class, StoredPassage},
};
use crate::{Error, ErrorKind, Result};

/// How many characteristic words are looked for.
const WORDS: usize = 25;

impl Index {
    /// What finds passages like a document or a place in one, and what leaves that one out.
    pub(super) fn like(&self, searcher: &Searcher, named: &str) -> Result<Vec<(Occur, Box<dyn Query>)>> {
        // A document's own name may end like a place.
        let place = named.rsplit_once(':').and_then(|(name, offset)| Some((name, offset.parse::<usize>().ok()?)));
        let (keys, offset) = match (self.keys(searcher, named), place) {
            (Ok(keys), _) => (keys, None),
            (Err(_), Some((name, offset))) => (self.keys(searcher, name)?, Some(offset)),
            (Err(error), None) => return Err(error),
        };
        let mut texts = Vec::new();
        let mut leave = Vec::new();
        for key in &keys {
            for passage in self.of_document::<StoredPassage>(searcher, Class::Passage, key)? {
                if offset.is_none_or(|offset| (passage.start..passage.end).contains(&offset)) {
                    if offset.is_some() {
                        let own = Excluded(Arc::new(at_place(self.fields, key, passage.start)));
                        leave.push((Occur::MustNot, Box::new(own) as Box<dyn Query>));
                    }
                    texts.push(OwnedValue::Str(passage.text));
                }
            }
            if offset.is_none() {
                leave.push((Occur::MustNot, exactly(self.fields.document, key)));
            }
        }
        if texts.is_empty() {
            return Err(Error::new(ErrorKind::Missing, format!("the index has no passage at {named}"))
                .hint("places are bytes, as the start and end of hits and figures give them"));
        }
        let builder = MoreLikeThisQuery::builder().with_min_doc_frequency(1).with_min_term_frequency(1);
        let query = builder.with_max_query_terms(WORDS).with_document_fields(vec![(self.fields.text, texts)]);
        leave.push((Occur::Must, Box::new(query)));
        Ok(leave)
    }
}
