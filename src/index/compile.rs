//! A query as the search engine takes it.
//!
//! Takes a [`Query`], gives what finds its passages and what to show of them. Words count towards a passage's score;
//! what its document, page or figures must be does not. Figures are looked up first, and passages by them. Refuses a
//! document that the index does not hold.

use std::{ops::Bound, sync::Arc};

use rust_decimal::prelude::ToPrimitive as _;
use tantivy::{
    DocAddress, Searcher, Term,
    collector::DocSetCollector,
    query::{AllQuery, BooleanQuery, Occur, Query as Engine, RangeQuery, TermQuery, TermSetQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    Index, damaged,
    decided::Settled,
    excluded::Excluded,
    group::keys_of,
    met::Met,
    query::{Bounds, Condition, Query, Restriction, Text},
    schema::Class,
    sought::{Breadth, Frequencies, Sought, Terms},
    worth::{All, Worth},
};
use crate::{
    Result,
    figure::{Record, Statistic},
    reference::Reference,
};

/// A word in a heading above a passage counts for less than one in the passage.
const HEADING: f32 = 0.5;

/// What finds passages, and what to show of them.
pub(super) struct Compiled {
    pub worth: Worth,
    /// The words that may stand in them.
    pub sought: Vec<Sought>,
    /// The conditions of its figures, with those that meet them.
    pub met: Vec<(Condition, Met)>,
    /// How often these are to count as occurring.
    pub frequencies: Frequencies,
    /// The most words that stand side by side, where some of them could be missing.
    pub relaxable: usize,
}

impl Compiled {
    /// What finds everything.
    pub fn everything() -> Self {
        Compiled {
            worth: Worth::Filter(Arc::new(AllQuery)),
            sought: Vec::new(),
            met: Vec::new(),
            frequencies: Frequencies::new(),
            relaxable: 0,
        }
    }
}

impl Index {
    fn sought(&self, text: &Text, breadth: Breadth) -> Result<Vec<Sought>> {
        Ok(self.analyzers()?.lend(|analyzer| Sought::of(text, breadth, analyzer)))
    }

    /// What finds a query's passages, words taken in some breadth.
    pub(super) fn compile(
        &self,
        searcher: &Searcher,
        settled: &Settled,
        query: &Query,
        breadth: Breadth,
    ) -> Result<Compiled> {
        let (sought, met, terms) = (Vec::new(), Vec::new(), Terms::new(searcher, self.counts(searcher)));
        let mut compiler = Compiler { index: self, searcher, sought, met, settled, terms, breadth, relaxable: 0 };
        let worth = compiler.query(query)?;
        let Compiler { sought, met, terms, relaxable, .. } = compiler;
        Ok(Compiled { worth, sought, met, frequencies: terms.frequencies, relaxable })
    }

    /// What finds the figures that meet a condition, as they were indexed: those that it takes.
    pub(super) fn meeting(&self, condition: &Condition) -> Box<dyn Engine> {
        let fields = self.fields;
        let mut parts = vec![
            (Occur::Must, exactly(fields.class, Class::Figure.name())),
            (Occur::Must, exactly(fields.indicator, condition.indicator.as_str())),
        ];
        if !condition.statuses.is_empty() {
            let statuses = condition.statuses.iter().map(|one| exactly(fields.status, one.name()));
            parts.push((Occur::Must, any(statuses.collect())));
        }
        if let Some(value) = condition.value {
            let end = |field, end: Bound<_>| {
                end.map(|end: rust_decimal::Decimal| Term::from_field_f64(field, end.to_f64().unwrap_or(f64::NAN)))
            };
            // A range meets it by any value in it, so its upper end is held against the lower one that is asked for.
            let high = RangeQuery::new(end(fields.high, value.bounds.low), Bound::Unbounded);
            let low = RangeQuery::new(Bound::Unbounded, end(fields.low, value.bounds.high));
            parts.push((
                Occur::Must,
                if value.bounds.low == Bound::Unbounded { Box::new(low.clone()) } else { Box::new(high) },
            ));
            if value.bounds.low != Bound::Unbounded && value.bounds.high != Bound::Unbounded {
                parts.push((Occur::Must, Box::new(low)));
            }
            let units = condition.units().into_iter().map(|unit| exactly(fields.unit, unit.name()));
            parts.push((Occur::Must, any(units.collect())));
            if !value.signed {
                parts.push((Occur::MustNot, exactly(fields.statistic, Statistic::Change.name())));
            }
        }
        Box::new(BooleanQuery::new(parts))
    }
}

struct Compiler<'a> {
    index: &'a Index,
    searcher: &'a Searcher,
    sought: Vec<Sought>,
    met: Vec<(Condition, Met)>,
    settled: &'a Settled,
    terms: Terms<'a>,
    breadth: Breadth,
    relaxable: usize,
}

impl Compiler<'_> {
    fn query(&mut self, query: &Query) -> Result<Worth> {
        Ok(match query {
            Query::All(parts) => {
                let mut all = All::default();
                for part in parts {
                    match part {
                        Query::Not(part) => all.without.push(self.excluded(part)?),
                        part => all.must.push(self.query(part)?),
                    }
                }
                Worth::All(all)
            }
            Query::Any(parts) => Worth::Any(parts.iter().map(|part| self.query(part)).collect::<Result<_>>()?),
            // The parser lets no query through that is nothing but this.
            Query::Not(part) => {
                let class = self.index.of_class(Class::Passage);
                Worth::All(All { must: vec![class], without: vec![self.excluded(part)?], ..All::default() })
            }
            Query::Text(text) => self.text(text)?,
            Query::Field(restriction) => Worth::Filter(self.restriction(restriction)?.into()),
        })
    }

    /// What must not be there: a word in its forms, not what may stand for it, and of several words all.
    fn excluded(&mut self, query: &Query) -> Result<Excluded> {
        let narrow = if self.breadth == Breadth::Exact { Breadth::Exact } else { Breadth::Forms };
        let breadth = std::mem::replace(&mut self.breadth, narrow);
        let (relaxable, wanted) = (self.relaxable, self.sought.len());
        let worth = self.query(query);
        (self.breadth, self.relaxable) = (breadth, relaxable);
        self.sought.truncate(wanted);
        Ok(Excluded(worth?.finds().into()))
    }

    /// Text in the passage, or in a heading above it; of several words those with all of them first, and better where
    /// words that were typed side by side stand near each other.
    fn text(&mut self, text: &Text) -> Result<Worth> {
        let mut sought = self.index.sought(text, self.breadth)?;
        let analyzers = self.index.analyzers()?;
        let field = self.index.fields.text;
        let (searcher, counts) = (self.searcher, &*self.terms.counts);
        let respell = |one: &mut Sought| analyzers.lend(|analyzer| one.respell(searcher, counts, field, analyzer));
        sought.iter_mut().try_for_each(respell).map_err(|cause| damaged(&self.index.path, cause))?;
        let worth = self.occur(&sought)?;
        self.sought.extend(sought);
        Ok(worth)
    }

    /// Things that are asked for side by side.
    fn occur(&mut self, sought: &[Sought]) -> Result<Worth> {
        let mut each = sought.iter().map(|one| self.occurs(one)).collect::<Result<Vec<_>>>()?;
        if each.len() == 1 {
            return Ok(each.remove(0));
        }
        self.relaxable = self.relaxable.max(each.len());
        let field = self.index.fields.text;
        let should = sought.windows(2).filter_map(|pair| self.terms.near(field, &pair[0], &pair[1])).collect();
        Ok(Worth::All(All { must: vec![Worth::Most(each, 0)], should, ..All::default() }))
    }

    fn occurs(&mut self, sought: &Sought) -> Result<Worth> {
        let fields = self.index.fields;
        let mut stands = |field| self.terms.worth(field, sought).map_err(|cause| damaged(&self.index.path, cause));
        Ok(Worth::Any(vec![stands(fields.text)?, stands(fields.heading)?.times(HEADING)]))
    }

    fn restriction(&mut self, restriction: &Restriction) -> Result<Box<dyn Engine>> {
        let fields = self.index.fields;
        Ok(match restriction {
            Restriction::Municipality(code) => exactly(fields.municipality, code.as_str()),
            Restriction::Region(region) => {
                let all = Reference::in_use().municipalities.all().iter().filter(|one| one.region == *region);
                any(all.map(|one| exactly(fields.municipality, one.code.as_str())).collect())
            }
            Restriction::Year(years) => whole(fields.year, *years),
            Restriction::Page(pages) => whole(fields.page, *pages),
            Restriction::Kind(kind) => exactly(fields.kind, kind.name()),
            Restriction::Type(sort) => exactly(fields.sort, sort.name()),
            Restriction::Title(text) => {
                let sought = self.index.sought(text, Breadth::Forms)?;
                let ways = sought.iter().map(|one| self.terms.worth(fields.title, one)).collect::<Result<_, _>>();
                let ways = ways.map_err(|cause| damaged(&self.index.path, cause))?;
                let found = documents(self.searcher, &*Worth::all(ways).finds());
                set(fields.document, found.map_err(|cause| damaged(&self.index.path, cause))?)
            }
            Restriction::Document(name) => set(fields.document, self.index.keys(self.searcher, name)?),
            Restriction::Status(status) => {
                let indexed = exactly(fields.status, status.name());
                self.index.with_figures(self.searcher, self.settled, indexed, |figure| figure.status == *status)?
            }
            Restriction::Figure(condition) => {
                let damaged = |cause| damaged(&self.index.path, cause);
                let met = Met::of(self.searcher, &*self.index.meeting(condition)).map_err(damaged)?;
                let entries = met.entries(self.searcher).map_err(damaged)?;
                self.met.push((condition.clone(), met));
                let takes = |figure: &Record| condition.takes(figure);
                self.index.with_figures(self.searcher, self.settled, Box::new(entries), takes)?
            }
        })
    }
}

/// The documents of the entries that a query finds.
fn documents(searcher: &Searcher, query: &dyn Engine) -> tantivy::Result<Vec<String>> {
    let mut found: Vec<DocAddress> = searcher.search(query, &DocSetCollector)?.into_iter().collect();
    found.sort_unstable();
    keys_of(searcher, &found)
}

pub(super) fn any(queries: Vec<Box<dyn Engine>>) -> Box<dyn Engine> {
    Box::new(BooleanQuery::union(queries))
}

pub(super) fn exactly(field: Field, text: &str) -> Box<dyn Engine> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

pub(super) fn number(field: Field, number: u64) -> Box<dyn Engine> {
    Box::new(TermQuery::new(Term::from_field_u64(field, number), IndexRecordOption::Basic))
}

fn set(field: Field, texts: Vec<String>) -> Box<dyn Engine> {
    Box::new(TermSetQuery::new(texts.iter().map(|text| Term::from_field_text(field, text))))
}

/// Whole numbers between two ends.
fn whole(field: Field, bounds: Bounds) -> Box<dyn Engine> {
    let term = |end: rust_decimal::Decimal| Term::from_field_u64(field, end.to_u64().unwrap_or_default());
    Box::new(RangeQuery::new(bounds.low.map(term), bounds.high.map(term)))
}
