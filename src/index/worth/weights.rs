//! How much terms weigh in a search.
//!
//! Takes what a query asks for, gives the weight of each term that is scored. It is reckoned once, since it is the same in
//! all segments.

use std::collections::HashMap;

use tantivy::{
    Score, Term,
    query::{Bm25StatisticsProvider as _, Bm25Weight},
};

use super::{All, Worth};
use crate::index::sought::Counted;

/// The weights of terms.
pub(super) struct Weights<'a>(HashMap<&'a Term, Bm25Weight>);

impl<'a> Weights<'a> {
    pub fn of(counted: &Counted<'_>, worth: &'a Worth) -> tantivy::Result<Self> {
        let mut terms = Vec::new();
        scored(worth, &mut terms);
        let entries = counted.total_num_docs()?;
        let weight = |term: &'a Term| {
            let length = counted.total_num_tokens(term.field())? as Score / entries as Score;
            Ok((term, Bm25Weight::for_one_term_without_explain(counted.doc_freq(term)?, entries, length)))
        };
        terms.into_iter().map(weight).collect::<tantivy::Result<_>>().map(Weights)
    }

    /// The weight of one of the terms.
    pub fn get(&self, term: &Term) -> Option<&Bm25Weight> {
        self.0.get(term)
    }
}

/// The terms that are scored by themselves.
fn scored<'a>(worth: &'a Worth, terms: &mut Vec<&'a Term>) {
    let each = match worth {
        Worth::Term(term) | Worth::Once(term) => return terms.push(term),
        Worth::Row(..) | Worth::Engine(_) | Worth::Is(_) | Worth::Filter(_) => return,
        Worth::Times(_, one) => return scored(one, terms),
        Worth::Best(_, each) | Worth::Any(each) | Worth::Most(each, _) => each,
        Worth::All(All { must, should, .. }) => {
            should.iter().for_each(|one| scored(one, terms));
            must
        }
    };
    each.iter().for_each(|one| scored(one, terms));
}
