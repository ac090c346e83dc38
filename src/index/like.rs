//! Passages like a given one, or like a given document.
//!
//! Takes a document of the index by its name or content hash, with a place in it or without, gives what finds passages
//! with the same characteristic words, itself left out. Refuses a document that the index does not hold, and a place
//! where no passage is.

use std::{ops::Bound, sync::Arc};

use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, MoreLikeThisQuery, Occur, Query, RangeQuery},
    schema::OwnedValue,
};

use super::{
    Index,
    compile::exactly,
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
            let of_document = BooleanQuery::intersection(vec![
                exactly(self.fields.class, Class::Passage.name()),
                exactly(self.fields.document, key),
            ]);
            for at in self.in_order(searcher, &of_document)? {
                let passage: StoredPassage = self.stored(searcher, at)?;
                if offset.is_none_or(|offset| (passage.start..passage.end).contains(&offset)) {
                    if offset.is_some() {
                        let start = Bound::Included(Term::from_field_u64(self.fields.start, passage.start as u64));
                        let start = Box::new(RangeQuery::new(start.clone(), start));
                        let own = BooleanQuery::intersection(vec![exactly(self.fields.document, key), start]);
                        let own = Excluded(Arc::new(own));
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
