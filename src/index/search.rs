//! Searching: the passages in which a query's words occur, best first.
//!
//! Takes a [`Search`], gives [`Hit`]s with the fields of the contract. Hits of the same score stand by document and
//! place, so the same index always answers the same. Refuses a query that cannot be meant and a document that the
//! index does not hold.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;
use serde::{Serialize, Serializer};
use tantivy::{
    Order, Searcher, Term,
    collector::{
        Count, TopDocs,
        sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString},
    },
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    Index, damaged, danish, query,
    schema::{Class, Fields, StoredPassage},
    snippet::Snippet,
};
use crate::{
    Error, ErrorKind, Result,
    document::PageNumber,
    figure::{IndicatorCode, MunicipalityCode},
};

/// A word in a heading above a passage counts for less than one in the passage.
const HEADING: f32 = 0.5;

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The query as typed.
    pub query: String,
    /// What hits must have besides.
    pub filter: Filter,
    /// The most hits; all of them without it.
    pub limit: Option<usize>,
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

/// How a hit came to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// A word stands there as it was typed.
    Exact,
    /// Another form of a word stands there.
    Inflected,
}

/// A passage that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// The document's name.
    pub doc: String,
    /// The hash of its content.
    pub document_id: String,
    /// The page, or null.
    pub page: Option<PageNumber>,
    /// The passage's first byte, counted as for figures.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The passage.
    pub text: String,
    /// The piece that shows why it was found.
    #[serde(serialize_with = "html")]
    pub snippet: Snippet,
    /// How good it is; comparable within one search only.
    pub score: f32,
    /// The headings above it, outermost first.
    pub heading: Vec<String>,
    /// Whose document it is.
    pub municipality: Option<MunicipalityCode>,
    /// The year the document is from.
    pub year: Option<u16>,
    /// How its words were found.
    pub matched: Vec<Matched>,
    /// The figures that stand in it.
    pub figures: Vec<String>,
}

fn html<S: Serializer>(snippet: &Snippet, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&snippet.html())
}

impl Index {
    /// The passages that a search finds, best first.
    pub fn search(&self, search: &Search) -> Result<Vec<Hit>> {
        let clauses = query::parse(&search.query)?;
        let searcher = self.searcher()?;
        let settled = self.settled(&searcher)?;
        // Which figures a passage has is for the decisions to say.
        let filter = Filter { indicators: Vec::new(), ..search.filter.clone() };
        let mut parts = self.filters(&searcher, Class::Passage, &filter)?;
        if !search.filter.indicators.is_empty() {
            let with = self.with_indicators(&searcher, &settled, &search.filter.indicators)?;
            parts.push((Occur::Must, Box::new(ConstScoreQuery::new(with, 0.0))));
        }
        parts.extend(clauses.iter().map(|clause| {
            let occur = if clause.excluded { Occur::MustNot } else { Occur::Must };
            (occur, any(clause.alternatives.iter().map(|term| occurs(self.fields, term)).collect()))
        }));
        let found =
            best(&searcher, &BooleanQuery::new(parts), search.limit).map_err(|cause| damaged(&self.path, cause))?;
        let wanted: Vec<&query::Term> =
            clauses.iter().filter(|clause| !clause.excluded).flat_map(|clause| &clause.alternatives).collect();
        let set = |(score, at)| {
            let mut passage: StoredPassage = self.stored(&searcher, at)?;
            if let Some(settlement) = settled.get(&passage.document_id) {
                passage.figures = passage.holds(&settlement.figures).map(|figure| figure.id.clone()).collect();
            }
            Ok(hit(passage, score, &wanted))
        };
        found.into_par_iter().map(set).collect()
    }

    /// A class's entries with what a filter asks for; none of it adds to a score.
    pub(super) fn filters(
        &self,
        searcher: &Searcher,
        class: Class,
        filter: &Filter,
    ) -> Result<Vec<(Occur, Box<dyn Query>)>> {
        let fields = self.fields;
        let texts = |field, texts: Vec<&str>| texts.into_iter().map(|text| exactly(field, text)).collect::<Vec<_>>();
        let mut documents = Vec::new();
        for named in &filter.documents {
            documents.extend(self.keys(searcher, named)?);
        }
        let lists = [
            texts(fields.class, vec![class.name()]),
            texts(fields.municipality, filter.municipalities.iter().map(MunicipalityCode::as_str).collect()),
            texts(fields.indicator, filter.indicators.iter().map(IndicatorCode::as_str).collect()),
            texts(fields.document, documents.iter().map(String::as_str).collect()),
            filter.years.iter().map(|&year| number(fields.year, u64::from(year))).collect(),
        ];
        let lists = lists.into_iter().filter(|list| !list.is_empty());
        Ok(lists.map(|list| (Occur::Must, Box::new(ConstScoreQuery::new(any(list), 0.0)) as Box<dyn Query>)).collect())
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

/// The best entries that a query finds, equals by document and place.
fn best(
    searcher: &Searcher,
    query: &dyn Query,
    limit: Option<usize>,
) -> tantivy::Result<Vec<(f32, tantivy::DocAddress)>> {
    let count = searcher.search(query, &Count)?;
    // The collector makes room for as many as it may keep.
    let most = limit.map_or(count, |limit| limit.min(count));
    if most == 0 {
        return Ok(Vec::new());
    }
    let order = (
        (SortBySimilarityScore, Order::Desc),
        (SortByString::for_field("doc"), Order::Asc),
        (SortByStaticFastValue::<u64>::for_field("start"), Order::Asc),
    );
    let found = searcher.search(query, &TopDocs::with_limit(most).order_by(order))?;
    Ok(found.into_iter().map(|((score, _, _), at)| (score, at)).collect())
}

pub(super) fn any(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(queries))
}

pub(super) fn exactly(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

fn number(field: Field, number: u64) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_u64(field, number), IndexRecordOption::Basic))
}

/// A word or phrase in the passage, or in a heading above it.
fn occurs(fields: Fields, term: &query::Term) -> Box<dyn Query> {
    let heading = Box::new(BoostQuery::new(stands(fields.heading, term), HEADING));
    any(vec![stands(fields.text, term), heading])
}

fn stands(field: Field, term: &query::Term) -> Box<dyn Query> {
    let terms: Vec<Term> = term.stems.iter().map(|stem| Term::from_field_text(field, stem)).collect();
    match terms.as_slice() {
        [one] => Box::new(TermQuery::new(one.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

fn hit(passage: StoredPassage, score: f32, wanted: &[&query::Term]) -> Hit {
    let words = danish::stemmed(&passage.text);
    let headings = danish::stemmed(&passage.heading.join("\n"));
    let mut matched = BTreeSet::new();
    for (word, stem) in wanted.iter().flat_map(|term| term.words.iter().zip(&term.stems)) {
        let there = || words.iter().chain(&headings);
        if there().any(|(other, _)| other.folded == *word) {
            matched.insert(Matched::Exact);
        } else if there().any(|(_, other)| other == stem) {
            matched.insert(Matched::Inflected);
        }
    }
    let stems: HashSet<&str> = wanted.iter().flat_map(|term| &term.stems).map(String::as_str).collect();
    Hit {
        snippet: Snippet::of(&passage.text, &words, &stems),
        doc: passage.doc,
        document_id: passage.document_id,
        page: passage.page,
        start: passage.start,
        end: passage.end,
        text: passage.text,
        score,
        heading: passage.heading,
        municipality: passage.municipality,
        year: passage.year,
        matched: matched.into_iter().collect(),
        figures: passage.figures,
    }
}
