//! What a query finds and what each find is worth, apart from each other.
//!
//! Takes what a compiled query asks for as a tree of [`Worth`], gives the engine's query that finds its entries without
//! scoring any ([`Worth::finds`]), and the best of them ([`best`]). The engine's own union scores every entry that one of
//! its words has, whether another part of the query wants it or not; a word that may stand in twenty ways costs most of a
//! search that way. Here entries are found first, by sets of bits, and only those that may be among the best are scored,
//! as the engine would score them.

mod one;
mod rank;
mod rated;
mod stretch;
#[cfg(test)]
mod tests;
mod weights;

use std::sync::Arc;

use tantivy::{
    Score, Term,
    query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::excluded::Excluded;
pub(super) use rank::{Ranked, best};

/// Entries with all of some words stand before those with fewer.
pub(super) const ALL: Score = 1000.0;

/// What stands in an entry, and what that is worth.
#[derive(Clone, Debug)]
pub(super) enum Worth {
    /// A term, the more the oftener it stands there.
    Term(Term),
    /// A term, however often it stands there.
    Once(Term),
    /// Terms in a row, with at most so many other words between them.
    Row(Vec<Term>, u32),
    /// What the engine knows to score by itself: beginnings, likeness.
    Engine(Arc<dyn Query>),
    /// A term that must stand there and is worth nothing.
    Is(Term),
    /// What must be so and is worth nothing.
    Filter(Arc<dyn Query>),
    /// Something, worth so many times as much.
    Times(Score, Box<Worth>),
    /// One of several, worth as much as the best of them and this share of the others.
    Best(Score, Vec<Worth>),
    /// One of several, worth as much as those that are there together.
    Any(Vec<Worth>),
    /// Several together.
    All(All),
    /// All but so many of several; where some may be missing, with all of them [`ALL`] more.
    Most(Vec<Worth>, usize),
}

/// What must, may and must not be there.
#[derive(Clone, Debug, Default)]
pub(super) struct All {
    pub must: Vec<Worth>,
    /// Terms and rows that add to the worth, but find nothing.
    pub should: Vec<Worth>,
    pub without: Vec<Excluded>,
}

impl Worth {
    /// Something, worth so many times as much.
    pub fn times(self, by: Score) -> Self {
        Worth::Times(by, Box::new(self))
    }

    /// All of several.
    pub fn all(must: Vec<Worth>) -> Self {
        Worth::All(All { must, ..All::default() })
    }

    /// Lets so many of several words side by side be missing; one of them must stand there.
    pub fn relax(&mut self, missing: usize) {
        match self {
            Worth::Most(words, may) => *may = missing.min(words.len().saturating_sub(1)),
            Worth::Times(_, one) => one.relax(missing),
            Worth::Best(_, each) | Worth::Any(each) => each.iter_mut().for_each(|one| one.relax(missing)),
            Worth::All(All { must, .. }) => must.iter_mut().for_each(|one| one.relax(missing)),
            _ => {}
        }
    }

    /// Whether every entry that it finds has something in one of some fields.
    pub fn stands_in(&self, fields: &[Field]) -> bool {
        let stands = |term: &Term| fields.contains(&term.field());
        match self {
            Worth::Term(term) | Worth::Once(term) | Worth::Is(term) => stands(term),
            Worth::Row(terms, _) => terms.iter().any(stands),
            Worth::Engine(_) | Worth::Filter(_) => false,
            Worth::Times(_, one) => one.stands_in(fields),
            Worth::Best(_, each) | Worth::Any(each) | Worth::Most(each, _) => {
                each.iter().all(|one| one.stands_in(fields))
            }
            Worth::All(All { must, .. }) => must.iter().any(|one| one.stands_in(fields)),
        }
    }

    /// What finds the entries, scoring none.
    pub fn finds(&self) -> Box<dyn Query> {
        let mut ways = Vec::new();
        self.ways(&mut ways);
        if ways.len() == 1 { ways.remove(0) } else { Box::new(BooleanQuery::union(ways)) }
    }

    /// The ways in which an entry may be found, of which one is enough. A flat list of terms is what the engine is
    /// quickest with.
    fn ways(&self, ways: &mut Vec<Box<dyn Query>>) {
        match self {
            Worth::Term(term) | Worth::Once(term) | Worth::Is(term) => {
                ways.push(Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic)));
            }
            Worth::Row(terms, between) => ways.push(Box::new(phrase(terms, *between))),
            Worth::Engine(query) | Worth::Filter(query) => ways.push(query.box_clone()),
            Worth::Times(_, one) => one.ways(ways),
            Worth::Best(_, several) | Worth::Any(several) => several.iter().for_each(|one| one.ways(ways)),
            Worth::All(All { must, without, .. }) => match must.as_slice() {
                [one] if without.is_empty() => one.ways(ways),
                _ => {
                    let must = must.iter().map(|one| (Occur::Must, one.finds()));
                    let without = without.iter().map(|one| (Occur::MustNot, Box::new(one.clone()) as Box<dyn Query>));
                    ways.push(Box::new(BooleanQuery::new(must.chain(without).collect())));
                }
            },
            Worth::Most(words, 0) => {
                ways.push(Box::new(BooleanQuery::intersection(words.iter().map(Worth::finds).collect())));
            }
            Worth::Most(words, missing) => {
                let each = words.iter().map(Worth::finds).collect();
                let least = words.len().saturating_sub(*missing).max(1);
                ways.push(Box::new(BooleanQuery::union_with_minimum_required_clauses(each, least)));
            }
        }
    }
}

fn phrase(terms: &[Term], between: u32) -> PhraseQuery {
    let mut phrase = PhraseQuery::new(terms.to_vec());
    phrase.set_slop(between);
    phrase
}
