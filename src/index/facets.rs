//! How a search's passages spread over municipalities, regions, years, kinds of documents, indicators and statuses.
//!
//! Takes what a search found, gives [`Facets`] of all of it, whatever the limit. A passage counts once for each value
//! that it has; one without a value counts for none.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tantivy::{
    TantivyError,
    aggregation::{
        AggregationCollector, Key,
        agg_req::Aggregations,
        agg_result::{AggregationResult, AggregationResults, BucketResult},
    },
    query::{BooleanQuery, Occur, Query},
};

use super::{compile::exactly, damaged, schema::StoredPassage, search::Found};
use crate::{Result, figure::MunicipalityCode, reference::Reference};

/// A value and how many passages have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The value, as records give it.
    pub value: String,
    /// How many passages have it.
    pub passages: usize,
}

type Counts = Vec<Counted>;

/// Passages by what they have, the most frequent first; years in order.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facets {
    /// How many passages there are.
    pub passages: usize,
    /// By whose document it is: codes.
    pub municipality: Counts,
    /// By its region.
    pub region: Counts,
    /// By the year the document is from.
    pub year: Counts,
    /// By the format of the document's file.
    pub format: Counts,
    /// By what sort of document it is.
    #[serde(rename = "type")]
    pub sort: Counts,
    /// By the indicators of the figures in them: codes.
    pub indicator: Counts,
    /// By the status of the figures in them.
    pub status: Counts,
}

/// More values than any of the fields has.
const MOST: usize = 10_000;

impl Found<'_> {
    /// How its passages spread.
    pub fn facets(&self) -> Result<Facets> {
        let all = ["municipality", "year", "kind", "sort"];
        let found = self.worth.finds();
        let mut counted = self.counted(&*found, &all)?;
        // What figures a decided document has is for the decisions to say.
        let decided = self.settled.keys().map(|key| (Occur::MustNot, exactly(self.index.fields.document, key)));
        let undecided = BooleanQuery::new(decided.chain([(Occur::Must, found.box_clone())]).collect());
        let mut of_figures = self.counted(&undecided, &["indicator", "status"])?;
        let (indicators, statuses) = self.decided(&*found)?;
        let mut facets = Facets {
            passages: self.total(),
            municipality: counts(&mut counted, "municipality"),
            region: Vec::new(),
            year: counts(&mut counted, "year"),
            format: counts(&mut counted, "kind"),
            sort: counts(&mut counted, "sort"),
            indicator: together(counts(&mut of_figures, "indicator"), indicators),
            status: together(counts(&mut of_figures, "status"), statuses),
        };
        facets.year.sort_by(|one, other| one.value.cmp(&other.value));
        facets.region = regions(&facets.municipality);
        Ok(facets)
    }

    /// How many of a query's passages have each value of some fields.
    fn counted(&self, query: &dyn Query, fields: &[&str]) -> Result<AggregationResults> {
        let damaged = |cause: TantivyError| damaged(&self.index.path, cause);
        let terms = |field: &&str| ((*field).to_owned(), serde_json::json!({"terms": {"field": field, "size": MOST}}));
        let asked: serde_json::Map<_, _> = fields.iter().map(terms).collect();
        let asked = serde_json::from_value::<Aggregations>(asked.into())
            .map_err(|cause| damaged(TantivyError::InvalidArgument(cause.to_string())))?;
        self.searcher.search(query, &AggregationCollector::from_aggs(asked, Default::default())).map_err(damaged)
    }

    /// The indicators and the statuses in the passages of the documents that something was decided about, each once a
    /// passage.
    fn decided(&self, found: &dyn Query) -> Result<(Vec<String>, Vec<String>)> {
        let (mut indicators, mut statuses) = (Vec::new(), Vec::new());
        for (key, settlement) in &*self.settled {
            let own = exactly(self.index.fields.document, key);
            let query = BooleanQuery::intersection(vec![found.box_clone(), own]);
            for at in self.index.in_order(&self.searcher, &query)? {
                let passage: StoredPassage = self.index.stored(&self.searcher, at)?;
                let here = || passage.holds(&settlement.figures);
                indicators.extend(here().map(|figure| figure.indicator.to_string()).collect::<BTreeSet<_>>());
                statuses.extend(here().map(|figure| figure.status.to_string()).collect::<BTreeSet<_>>());
            }
        }
        Ok((indicators, statuses))
    }
}

/// Counts with one more for each of some values.
fn together(counts: Counts, values: Vec<String>) -> Counts {
    let mut all: BTreeMap<String, usize> = counts.into_iter().map(|one| (one.value, one.passages)).collect();
    values.into_iter().for_each(|value| *all.entry(value).or_default() += 1);
    by_number(all.into_iter().map(|(value, passages)| Counted { value, passages }))
}

/// The values of a field, the most frequent first, equals by name.
fn counts(counted: &mut AggregationResults, field: &str) -> Counts {
    let Some(AggregationResult::BucketResult(BucketResult::Terms { buckets, .. })) = counted.0.remove(field) else {
        return Vec::new();
    };
    by_number(buckets.into_iter().map(|bucket| {
        let value = match bucket.key {
            Key::Str(name) => name,
            Key::U64(number) => number.to_string(),
            Key::I64(number) => number.to_string(),
            Key::F64(number) => number.to_string(),
        };
        Counted { value, passages: usize::try_from(bucket.doc_count).unwrap_or(usize::MAX) }
    }))
}

fn by_number(counts: impl Iterator<Item = Counted>) -> Counts {
    let mut counts: Counts = counts.collect();
    counts.sort_by(|one, other| other.passages.cmp(&one.passages).then_with(|| one.value.cmp(&other.value)));
    counts
}

/// The regions of municipalities; a place that has none counts for none.
fn regions(municipalities: &Counts) -> Counts {
    let known = &Reference::in_use().municipalities;
    let mut regions = BTreeMap::<&str, usize>::new();
    for Counted { value, passages } in municipalities {
        if let Some(municipality) = known.get(&MunicipalityCode(value.clone().into())) {
            *regions.entry(municipality.region).or_default() += passages;
        }
    }
    by_number(regions.into_iter().map(|(name, passages)| Counted { value: name.to_owned(), passages }))
}

impl Facets {
    /// Each facet with the name that records use.
    pub fn named(&self) -> [(&'static str, &Counts); 7] {
        [
            ("municipality", &self.municipality),
            ("region", &self.region),
            ("year", &self.year),
            ("format", &self.format),
            ("type", &self.sort),
            ("indicator", &self.indicator),
            ("status", &self.status),
        ]
    }
}
