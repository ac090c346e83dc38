//! Searching: the passages that a query finds, best first.
//!
//! Takes a [`Search`], gives [`Hit`]s with the fields of the contract, one by one, so that all of an index can be had.
//! Hits of the same score stand by document and place, so the same index always answers the same. Refuses a query that
//! cannot be meant and a document that the index does not hold.

use std::{
    collections::{HashSet, VecDeque},
    sync::Arc,
};

use rayon::prelude::*;
use tantivy::{DocAddress, Searcher, Term};

use super::{
    Index,
    compile::{Compiled, any, exactly},
    damaged,
    decided::Settled,
    hit::Hit,
    met::Met,
    query::{self, Condition},
    schema::{Class, StoredPassage},
    sought::{Breadth, Counted, Frequencies, Sought},
    worth::{All, Ranked, Worth, best},
};
use crate::{
    Error, ErrorKind, Result,
    figure::{IndicatorCode, MunicipalityCode, Record},
    span::Span,
};

/// How many hits are made at a time.
const CHUNK: usize = 64;

/// With so many passages that have all the words, those with fewer are not looked for.
const ENOUGH: usize = 50;

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The query as typed; empty for everything.
    pub query: String,
    /// A document of the index, or a place in one, that hits must be like: `notat.pdf`, `notat.pdf:1234`.
    pub like: Option<String>,
    /// What hits must have besides.
    pub filter: Filter,
    /// The most hits; all of them without it.
    pub limit: Option<usize>,
    /// Whether passages that say the same are hits of their own.
    pub unfolded: bool,
    /// Whether words count only as they were typed: no other forms, no parts of compounds, no synonyms.
    pub exact: bool,
}

/// What hits or figures must have: one of each list that is not empty.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The owner of the document, or of the figure.
    pub municipalities: Vec<MunicipalityCode>,
    /// The year of the document, or one that the figure's period touches.
    pub years: Vec<u16>,
    /// The indicator of a figure in the passage, or of the figure.
    pub indicators: Vec<IndicatorCode>,
    /// Names or content hashes of documents.
    pub documents: Vec<String>,
}

/// What a search found: its hits, best first, each read when it is asked for.
pub struct Found<'a> {
    pub(super) index: &'a Index,
    pub(super) searcher: Searcher,
    /// What its passages are, and what each of them is worth.
    pub(super) worth: Worth,
    sought: Vec<Sought>,
    frequencies: Frequencies,
    /// The conditions of the query's figures, with the figures that meet them.
    met: Vec<(Condition, Met)>,
    /// The documents that something was decided about.
    pub(super) settled: Arc<Settled>,
    total: usize,
    unfolded: bool,
    /// How many hits may still be given.
    left: usize,
    /// The best so many places are known, and those of them that were not looked at yet.
    known: usize,
    places: VecDeque<(f32, DocAddress)>,
    /// Places of passages that say what an earlier hit says.
    pub(super) folded: HashSet<DocAddress>,
    ready: VecDeque<Hit>,
}

impl Index {
    /// The passages that a search finds, best first.
    pub fn search(&self, search: &Search) -> Result<Vec<Hit>> {
        self.find(search)?.collect()
    }

    /// The same one by one.
    pub fn find(&self, search: &Search) -> Result<Found<'_>> {
        let searcher = self.searcher()?;
        let settled = self.settled(&searcher)?;
        // Which figures a passage has is for the decisions to say.
        let filter = Filter { indicators: Vec::new(), ..search.filter.clone() };
        let mut rest = All { must: self.filters(&searcher, &filter)?, ..All::default() };
        if !search.filter.indicators.is_empty() {
            let codes = &search.filter.indicators;
            let indexed = any(codes.iter().map(|code| exactly(self.fields.indicator, code.as_str())).collect());
            let with = self.with_figures(&searcher, &settled, indexed, |figure| codes.contains(&figure.indicator))?;
            rest.must.push(Worth::Filter(with.into()));
        }
        if let Some(named) = &search.like {
            let (alike, itself) = self.like(&searcher, named)?;
            rest.must.push(alike);
            rest.without.extend(itself);
        }
        self.enough(searcher, settled, search, rest)
    }

    /// The passages of a search: those with all of its words if there are enough, those with most of them otherwise.
    fn enough(&self, searcher: Searcher, settled: Arc<Settled>, search: &Search, mut rest: All) -> Result<Found<'_>> {
        let everything = search.query.is_empty() && search.like.is_some();
        let asked = if everything { None } else { Some(query::parse(&search.query)?) };
        let breadth = if search.exact { Breadth::Exact } else { Breadth::Broad };
        let Compiled { worth, sought, met, frequencies, relaxable } = match &asked {
            Some(asked) => self.compile(&searcher, &settled, asked, breadth)?,
            None => Compiled::everything(),
        };
        rest.must.push(worth);
        // Only passages have a text or headings; to look through all of them would cost more than many a word.
        if !rest.must.iter().any(|one| one.stands_in(&[self.fields.text, self.fields.heading])) {
            rest.must.push(self.of_class(Class::Passage));
        }
        let mut worth = Worth::All(rest);
        let counted = Counted { searcher: &searcher, frequencies: &frequencies, counts: &self.counts(&searcher) };
        // Whoever wants all of them is told how many they are before any is ranked.
        let first = search.limit.map_or(0, places);
        let ranked = relaxed(&counted, &mut worth, relaxable, first);
        let Ranked { total, best } = ranked.map_err(|cause| damaged(&self.path, cause))?;
        Ok(Found {
            index: self,
            searcher,
            worth,
            sought,
            frequencies,
            met,
            settled,
            total,
            unfolded: search.unfolded,
            left: search.limit.unwrap_or(total),
            known: best.len(),
            places: best.into(),
            folded: HashSet::new(),
            ready: VecDeque::new(),
        })
    }

    /// What finds a class's entries.
    pub(super) fn of_class(&self, class: Class) -> Worth {
        Worth::Is(Term::from_field_text(self.fields.class, class.name()))
    }

    /// What finds the entries that a filter takes.
    pub(super) fn filters(&self, searcher: &Searcher, filter: &Filter) -> Result<Vec<Worth>> {
        let fields = self.fields;
        let term = |field, text: &str| Worth::Is(Term::from_field_text(field, text));
        let mut documents = Vec::new();
        for named in &filter.documents {
            documents.extend(self.keys(searcher, named)?);
        }
        let lists: [Vec<Worth>; 4] = [
            filter.municipalities.iter().map(|code| term(fields.municipality, code.as_str())).collect(),
            filter.indicators.iter().map(|code| term(fields.indicator, code.as_str())).collect(),
            documents.iter().map(|key| term(fields.document, key)).collect(),
            filter.years.iter().map(|&year| Worth::Is(Term::from_field_u64(fields.year, u64::from(year)))).collect(),
        ];
        Ok(lists.into_iter().filter(|list| !list.is_empty()).map(Worth::Any).collect())
    }

    /// The keys of the documents with a name or a content hash.
    pub(super) fn keys(&self, searcher: &Searcher, named: &str) -> Result<Vec<String>> {
        let entries = self.entries_of(searcher)?;
        let is = |key: &str, name: &str| key == named || name == named;
        let keys: Vec<String> = entries
            .into_iter()
            .filter(|entry| entry.files.iter().any(|file| is(&entry.key, &file.name)))
            .map(|entry| entry.key)
            .collect();
        if keys.is_empty() {
            return Err(Error::new(ErrorKind::Missing, format!("the index holds no document “{named}”"))
                .hint("a document is named by its path in the folder that was indexed, or by its content's hash"));
        }
        Ok(keys)
    }
}

impl Found<'_> {
    /// How many passages there are, those beyond the limit and those that say the same as others included.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The words that occur nowhere, each with the one that was looked for in its place.
    pub fn respelled(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sought.iter().filter_map(Sought::respelled)
    }

    /// The places of the best passages, those of all of them without a limit.
    pub(super) fn best(&self, limit: Option<usize>) -> Result<Vec<(f32, DocAddress)>> {
        let counted = Counted {
            searcher: &self.searcher,
            frequencies: &self.frequencies,
            counts: &self.index.counts(&self.searcher),
        };
        let most = limit.map_or(self.total, |limit| limit.min(self.total));
        let ranked = best(&counted, &self.worth, most);
        Ok(ranked.map_err(|cause| damaged(&self.index.path, cause))?.best)
    }

    /// The hits at some places.
    pub(super) fn hits(&self, places: Vec<(f32, DocAddress)>) -> Result<Vec<Hit>> {
        places.into_par_iter().map(|(score, at)| self.hit(score, at)).collect()
    }

    fn hit(&self, score: f32, at: DocAddress) -> Result<Hit> {
        let mut passage: StoredPassage = self.index.stored(&self.searcher, at)?;
        let known: Vec<(String, Span)> =
            std::mem::take(&mut passage.figures).into_iter().zip(passage.numbers.iter().copied()).collect();
        let (figures, asked) = match self.settled.get(&passage.document_id) {
            None => (known.iter().map(|(id, _)| id.clone()).collect(), self.met(at)?),
            Some(settlement) => {
                let here: Vec<&Record> = passage.holds(&settlement.figures).collect();
                let asked = here.iter().filter(|figure| self.met.iter().any(|(condition, _)| condition.takes(figure)));
                let asked = asked.map(|figure| figure.id.clone()).collect();
                (here.iter().map(|figure| figure.id.clone()).collect(), asked)
            }
        };
        passage.figures = figures;
        let numbers: Vec<Span> = known.into_iter().filter(|(id, _)| asked.contains(id)).map(|(_, span)| span).collect();
        Ok(self.index.analyzers()?.lend(|analyzer| Hit::new(passage, score, &self.sought, &numbers, analyzer)))
    }

    /// The figures of a passage that meet a condition, as they were indexed.
    fn met(&self, at: DocAddress) -> Result<Vec<String>> {
        let mut ids = Vec::new();
        for (_, met) in &self.met {
            ids.extend(met.within(&self.searcher, at).map_err(|cause| damaged(&self.index.path, cause))?);
        }
        Ok(ids)
    }

    /// Makes the next hits.
    fn advance(&mut self) -> Result<()> {
        if self.places.is_empty() && self.known < self.total {
            let more = (self.known * 2).max(places(self.left)).min(self.total);
            self.places = self.best(Some(more))?.into_iter().skip(self.known).collect();
            self.known = more;
        }
        let take = self.places.len().min(CHUNK).min(self.left.max(8));
        let chunk: Vec<_> = self.places.drain(..take).filter(|(_, at)| !self.folded.contains(at)).collect();
        let hits = self.hits(chunk.clone())?;
        for ((_, at), mut hit) in chunk.into_iter().zip(hits) {
            if self.left == 0 || self.folded.contains(&at) {
                continue;
            }
            if !self.unfolded {
                hit.also = self.fold(&hit, at)?;
            }
            self.left -= 1;
            self.ready.push_back(hit);
        }
        Ok(())
    }
}

impl Iterator for Found<'_> {
    type Item = Result<Hit>;

    fn next(&mut self) -> Option<Result<Hit>> {
        while self.ready.is_empty() && self.left > 0 && (!self.places.is_empty() || self.known < self.total) {
            if let Err(error) = self.advance() {
                self.left = 0;
                return Some(Err(error));
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

/// The best entries with all of some words side by side, or with fewer of the words where there are not enough of those.
fn relaxed(counted: &Counted<'_>, worth: &mut Worth, words: usize, most: usize) -> tantivy::Result<Ranked> {
    let mut missing = 0;
    loop {
        let ranked = best(counted, worth, most)?;
        // Half of the words are better than too few passages, and one of them better than none.
        let few = missing < words / 2 && ranked.total < ENOUGH || ranked.total == 0;
        if !few || missing + 1 >= words {
            return Ok(ranked);
        }
        missing += 1;
        worth.relax(missing);
    }
}

/// How many places are needed for so many hits: some may be folded into others.
fn places(hits: usize) -> usize {
    hits.saturating_mul(2).max(16)
}
