//! What does not agree: the same thing said twice with other values, sums that do not come out, percentages and changes
//! that do not follow from their counts.
//!
//! Takes [`Record`]s, of one document or of many, gives [`Finding`]s, each with all its sources. Refuses to call two
//! things one without evidence: what differs in any word that tells things apart stays silent, and so does what rounds to
//! the other. A pure function; each step sorts and groups, so that it stays fast however many figures there are.

mod arithmetic;
mod contradiction;
mod posts;
mod rounding;
#[cfg(test)]
mod tests;
mod topic;
mod wording;

pub use wording::danish_check;

use std::{
    borrow::Cow,
    cell::LazyCell,
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::Hash,
};

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    comparison::Names,
    document::PageNumber,
    figure::{Check, IndicatorCode, MunicipalityCode, Record, Status},
    quantity::{LARGEST, Value},
    reference::Reference,
};

/// What does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The same thing has another value elsewhere.
    Contradiction,
    /// A total is not what its parts come to.
    Sum,
    /// A share is not what its counts come to.
    Percentage,
    /// A change is not what lies between its first and its last number.
    Change,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Kind; 4] = [Kind::Contradiction, Kind::Sum, Kind::Percentage, Kind::Change];

    /// The name that programs use.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Contradiction => "contradiction",
            Kind::Sum => "sum",
            Kind::Percentage => "percentage",
            Kind::Change => "change",
        }
    }
}

/// One number that takes part in a finding, with its source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// The figure's `id`.
    pub id: String,
    /// The file's name.
    pub doc: String,
    /// The hash of its content.
    pub document_id: String,
    /// The page, where there are pages.
    pub page: Option<PageNumber>,
    /// First byte of the number.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The number as written.
    pub number: String,
    /// What it says.
    pub value: Option<Value>,
    /// The sentence or table row, verbatim.
    pub quote: String,
}

impl Claim {
    fn of(record: &Record) -> Self {
        Claim {
            id: record.id.clone(),
            doc: record.doc.clone(),
            document_id: record.document_id.clone(),
            page: record.page,
            start: record.start,
            end: record.end,
            number: record.number.clone(),
            value: record.value,
            quote: record.quote.clone(),
        }
    }
}

/// Something that does not agree.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What kind of thing.
    pub kind: Kind,
    /// Whom it is about, where the documents say.
    pub municipality: Option<MunicipalityCode>,
    /// The indicator.
    pub indicator: IndicatorCode,
    /// Whether it lies between documents, and not inside one.
    pub between_documents: bool,
    /// What it says.
    pub says: Names,
    /// Why the numbers are held against each other.
    pub reason: Names,
    /// The numbers, all of them; where they should add up, the total, share or change first.
    pub claims: Vec<Claim>,
    /// What the others come to, where they should come to the first.
    pub expected: Option<Value>,
}

/// The name of the check of a figure that its document states otherwise elsewhere.
const STATED_TWICE: &str = "stated twice";

/// Everything that does not agree in records, by the place where it first shows.
pub fn findings(records: &[Record], reference: &Reference) -> Vec<Finding> {
    findings_of(records, &|_| true, reference)
}

/// The same, where a table needs no more than what concerns some indicators; further ones may be among them.
pub(crate) fn findings_of(
    records: &[Record],
    concerns: &(dyn Fn(&IndicatorCode) -> bool + Sync),
    reference: &Reference,
) -> Vec<Finding> {
    let documents = once_each(records);
    let each: Vec<Vec<Finding>> = documents.par_iter().map(|own| inside(own, concerns, reference)).collect();
    let mut found: Vec<Finding> = each.into_iter().flatten().collect();
    let all = || documents.iter().flatten().copied();
    // Plans change, and what has no time may be of another.
    let became = all().filter(|record| record.status == Status::Actual && record.period.is_some());
    found.extend(contradiction::between(became.filter(|record| concerns(&record.indicator)), reference));
    found.extend(failed(all(), reference));
    let place = |one: &Finding| one.claims.first().map(|claim| (claim.doc.clone(), claim.start));
    found.sort_by_cached_key(|one| (place(one), one.kind, one.indicator.clone()));
    found
}

/// Holds the records of one document against each other, and says of each what came out.
pub fn check(records: &mut [Record], reference: &Reference) {
    arithmetic::check(records);
    let mut all: Vec<&Record> = records.iter().collect();
    all.sort_by_key(|record| (record.start, record.end));
    let mut others: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in inside(&all, &|_| true, reference) {
        let ids = || finding.claims.iter().map(|claim| &claim.id);
        for id in ids() {
            others.entry(id.clone()).or_default().extend(ids().filter(|other| *other != id).cloned());
        }
    }
    for record in records {
        if let Some(with) = others.remove(&record.id) {
            record.checks.push(Check::new(STATED_TWICE, false).with(with));
        }
    }
}

/// Whether a value is small enough to be calculated with.
fn is_believed(value: Value) -> bool {
    value.abs().high() <= LARGEST.into()
}

/// Contradictions inside a document, whose records come in their order.
fn inside(own: &[&Record], concerns: &(dyn Fn(&IndicatorCode) -> bool + Sync), reference: &Reference) -> Vec<Finding> {
    let own: Vec<&Record> = own.iter().copied().filter(|record| record.value.is_some_and(is_believed)).collect();
    let mut found = contradiction::inside(own.iter().copied().filter(|one| concerns(&one.indicator)), reference);
    if posts::INDICATORS.iter().any(|code| concerns(&IndicatorCode(Cow::Borrowed(code)))) {
        found.extend(posts::contradictions(&own, reference));
    }
    found
}

/// Arithmetic that did not come out, as the records' own checks have it. Where one of the figures is no longer among
/// the records (someone rejected it), there is nothing left to hold against the others.
fn failed<'a>(records: impl Iterator<Item = &'a Record> + Clone, reference: &Reference) -> Vec<Finding> {
    let by_id = LazyCell::new(|| -> HashMap<&str, &Record> {
        records.clone().map(|record| (record.id.as_str(), record)).collect()
    });
    let mut found = Vec::new();
    for record in records.clone() {
        for check in record.checks.iter().filter(|check| !check.holds) {
            let Some((expected, kind)) = check.expected.zip(arithmetic::kind(&check.name)) else { continue };
            let others: Option<Vec<&Record>> = check.with.iter().map(|id| by_id.get(id.as_str()).copied()).collect();
            if let Some(others) = others {
                let claims = std::iter::once(record).chain(others).collect::<Vec<_>>();
                found.push(wording::arithmetic(kind, &check.name, expected, &claims, reference));
            }
        }
    }
    found
}

/// The records of each document under one name, documents by that name, records by their places. Neighbours are
/// nearly always of one document, so that few names have to be looked up.
fn once_each(records: &[Record]) -> Vec<Vec<&Record>> {
    let runs = || records.chunk_by(|a, b| a.document_id == b.document_id && a.doc == b.doc);
    let mut first: HashMap<&str, &str> = HashMap::new();
    for run in runs() {
        let doc = first.entry(&run[0].document_id).or_insert(&run[0].doc);
        *doc = (*doc).min(&run[0].doc);
    }
    let mut documents: BTreeMap<(&str, &str), Vec<&Record>> = BTreeMap::new();
    for run in runs().filter(|run| first[run[0].document_id.as_str()] == run[0].doc) {
        documents.entry((&run[0].doc, &run[0].document_id)).or_default().extend(run);
    }
    let mut documents: Vec<Vec<&Record>> = documents.into_values().collect();
    documents.iter_mut().for_each(|own| own.sort_by_key(|record| (record.start, record.end)));
    documents
}

/// Records that have the same of something together, in the order in which they first come. Neighbours often have it,
/// and are not looked up.
pub(crate) fn alike<'a, K: Eq + Hash>(
    records: impl IntoIterator<Item = &'a Record>,
    what: impl Fn(&'a Record) -> K,
) -> Vec<Vec<&'a Record>> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut alike: Vec<Vec<&Record>> = Vec::new();
    let mut last: Option<(K, usize)> = None;
    for record in records {
        let place = match &last {
            Some((same, place)) if *same == what(record) => *place,
            _ => *places.entry(what(record)).or_insert(alike.len()),
        };
        last = Some((what(record), place));
        match alike.get_mut(place) {
            Some(group) => group.push(record),
            None => alike.push(vec![record]),
        }
    }
    alike
}
