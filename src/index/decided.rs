//! What people decided, applied where the index is read: a decision holds at once, without indexing again.
//!
//! Takes the ledger that the index is [`ruled_by`](Index::ruled_by); gives the figures and the passages of the documents
//! that something was decided about, as they are after the decisions. All other documents are searched as they were
//! indexed.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{
    Opstamp, Searcher, Term,
    index::SegmentId,
    query::{BooleanQuery, Occur, Query, RangeQuery},
};

use super::{
    Entry, Filter, Index,
    compile::{any, exactly},
    schema::{Class, Fields, StoredPassage},
};
use crate::{
    Result,
    decision::{Ledger, Present, Settlement, Standing},
    figure::Record,
};

/// The documents that something was decided about, by key.
pub(super) type Settled = BTreeMap<String, Settlement>;

/// What was settled under a ledger, for the state of the index that it was read from.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<Option<(State, Arc<Settled>)>>);

/// The engine's segments, and what was deleted in them.
type State = BTreeMap<SegmentId, Option<Opstamp>>;

impl Index {
    /// The same index under a ledger's decisions.
    #[must_use]
    pub fn ruled_by(self, ledger: Ledger) -> Self {
        Index { ledger, known: Known::default(), ..self }
    }

    /// Where every decision of the ledger stands.
    pub fn standing(&self) -> Result<Standing> {
        if self.ledger.decisions().is_empty() {
            return Ok(Standing::default());
        }
        let searcher = self.searcher()?;
        let entries = self.entries_of(&searcher)?;
        let present = |entry: &'_ Entry| Some((entry.document_id()?.to_owned(), names(entry)));
        let known: Vec<(String, Vec<String>)> = entries.iter().filter_map(present).collect();
        let documents: Vec<Present<'_>> =
            known.iter().map(|(id, names)| Present { id, names: names.iter().map(String::as_str).collect() }).collect();
        Standing::of(&self.ledger, &documents, |id| self.figures_of(&searcher, id))
    }

    /// How many decisions are not applied, because their documents have changed.
    pub fn stale(&self) -> Result<usize> {
        let settled = self.settled(&self.searcher()?)?;
        if self.ledger.by_document().keys().all(|id| settled.contains_key(*id)) {
            return Ok(settled.values().flat_map(Settlement::open).count());
        }
        // Whether a document that is not there has become another one is for the names of all to say.
        Ok(self.standing()?.tally().stale)
    }

    /// The documents of the index that something was decided about, after the decisions; worked out once.
    pub(super) fn settled(&self, searcher: &Searcher) -> Result<Arc<Settled>> {
        let mut known = self.known.0.lock().unwrap_or_else(PoisonError::into_inner);
        let state = searcher.generation().segments();
        if let Some((of, settled)) = &*known
            && of == state
        {
            return Ok(settled.clone());
        }
        let settled = Arc::new(self.settle(searcher)?);
        *known = Some((state.clone(), settled.clone()));
        Ok(settled)
    }

    fn settle(&self, searcher: &Searcher) -> Result<Settled> {
        let mut settled = Settled::new();
        for (id, decisions) in self.ledger.by_document() {
            let found = self.in_order(searcher, &*exactly(self.fields.entry, id))?;
            if let Some(at) = found.first() {
                let entry: Entry = self.stored(searcher, *at)?;
                let figures = self.figures_of(searcher, id)?;
                settled.insert(id.to_owned(), Settlement::of(figures, &decisions, entry.name()));
            }
        }
        Ok(settled)
    }

    /// The figures that the rules read in a document.
    pub(super) fn figures_of(&self, searcher: &Searcher, id: &str) -> Result<Vec<Record>> {
        self.of_document(searcher, Class::Figure, id)
    }

    /// What the index stores of a class of a document's entries, by place.
    pub(super) fn of_document<T: serde::de::DeserializeOwned>(
        &self,
        searcher: &Searcher,
        class: Class,
        id: &str,
    ) -> Result<Vec<T>> {
        let both = [exactly(self.fields.class, class.name()), exactly(self.fields.document, id)];
        let found = self.in_order(searcher, &BooleanQuery::intersection(both.into()))?;
        found.into_iter().map(|at| self.stored(searcher, at)).collect()
    }

    /// The decided documents' figures that a filter takes, by name and place.
    pub(super) fn decided_figures(
        &self,
        searcher: &Searcher,
        settled: &Settled,
        filter: &Filter,
    ) -> Result<Vec<Record>> {
        // A document can be asked for by a name that its records do not use.
        let mut named = BTreeSet::new();
        if !settled.is_empty() {
            for name in &filter.documents {
                named.extend(self.keys(searcher, name)?);
            }
        }
        let filter = Filter { documents: Vec::new(), ..filter.clone() };
        let wanted = settled.iter().filter(|(key, _)| named.is_empty() || named.contains(*key));
        let figures = wanted.flat_map(|(_, settlement)| &settlement.figures).filter(|figure| filter.takes(figure));
        let mut figures: Vec<Record> = figures.cloned().collect();
        figures.sort_by(|a, b| (&a.doc, a.start).cmp(&(&b.doc, b.start)));
        Ok(figures)
    }

    /// What finds the passages with figures of some kind: as they were indexed, but for decided documents as they are
    /// after the decisions.
    pub(super) fn with_figures(
        &self,
        searcher: &Searcher,
        settled: &Settled,
        indexed: Box<dyn Query>,
        takes: impl Fn(&Record) -> bool,
    ) -> Result<Box<dyn Query>> {
        let fields = self.fields;
        if settled.is_empty() {
            return Ok(indexed);
        }
        let mut parts = vec![(Occur::Must, indexed)];
        parts.extend(settled.keys().map(|key| (Occur::MustNot, exactly(fields.document, key))));
        let mut ways: Vec<Box<dyn Query>> = vec![Box::new(BooleanQuery::new(parts))];
        for (key, settlement) in settled {
            for passage in self.of_document::<StoredPassage>(searcher, Class::Passage, key)? {
                if passage.holds(&settlement.figures).any(&takes) {
                    ways.push(Box::new(at_place(fields, key, passage.start)));
                }
            }
        }
        Ok(any(ways))
    }
}

/// What finds a document's entries that begin at a byte.
pub(super) fn at_place(fields: Fields, key: &str, start: usize) -> BooleanQuery {
    let start = Bound::Included(Term::from_field_u64(fields.start, start as u64));
    BooleanQuery::intersection(vec![exactly(fields.document, key), Box::new(RangeQuery::new(start.clone(), start))])
}

fn names(entry: &Entry) -> Vec<String> {
    entry.files.iter().map(|file| file.name.clone()).collect()
}

impl StoredPassage {
    /// Those of a document's figures that stand in the passage.
    pub(super) fn holds<'a>(&self, figures: &'a [Record]) -> impl Iterator<Item = &'a Record> {
        let span = self.start..self.end;
        figures.iter().filter(move |figure| span.contains(&figure.start))
    }
}
