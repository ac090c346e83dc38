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

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    comparison::Names,
    document::PageNumber,
    figure::{Check, IndicatorCode, MunicipalityCode, Record},
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
    let records = once_each(records);
    let mut found = inside(&records, reference);
    found.extend(contradiction::between(&records, reference));
    found.extend(failed(&records, reference));
    let place = |one: &Finding| one.claims.first().map(|claim| (claim.doc.clone(), claim.start));
    found.sort_by_cached_key(|one| (place(one), one.kind, one.indicator.clone()));
    found
}

/// Holds the records of one document against each other, and says of each what came out.
pub fn check(records: &mut [Record], reference: &Reference) {
    arithmetic::check(records);
    let all: Vec<&Record> = records.iter().collect();
    let mut others: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in inside(&all, reference) {
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

/// Contradictions inside the documents.
fn inside(records: &[&Record], reference: &Reference) -> Vec<Finding> {
    let mut documents: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.value.is_some_and(is_believed)) {
        documents.entry(&record.document_id).or_default().push(record);
    }
    let of_one = |mut own: Vec<&Record>| {
        own.sort_by_key(|record| (record.start, record.end));
        let mut found = contradiction::inside(&own, reference);
        found.extend(posts::contradictions(&own, reference));
        found
    };
    let each: Vec<Vec<Finding>> = documents.into_values().collect::<Vec<_>>().into_par_iter().map(of_one).collect();
    each.into_iter().flatten().collect()
}

/// Arithmetic that did not come out, as the records' own checks have it. Where one of the figures is no longer among
/// the records (someone rejected it), there is nothing left to hold against the others.
fn failed(records: &[&Record], reference: &Reference) -> Vec<Finding> {
    let by_id: HashMap<&str, &Record> = records.iter().map(|record| (record.id.as_str(), *record)).collect();
    let mut found = Vec::new();
    for record in records {
        for check in record.checks.iter().filter(|check| !check.holds) {
            let Some((expected, kind)) = check.expected.zip(arithmetic::kind(&check.name)) else { continue };
            let others: Option<Vec<&Record>> = check.with.iter().map(|id| by_id.get(id.as_str()).copied()).collect();
            if let Some(others) = others {
                let claims = std::iter::once(*record).chain(others).collect::<Vec<_>>();
                found.push(wording::arithmetic(kind, &check.name, expected, &claims, reference));
            }
        }
    }
    found
}

/// The records without those of further copies of a document, in the order of their places.
fn once_each(records: &[Record]) -> Vec<&Record> {
    let mut first: HashMap<&str, &str> = HashMap::new();
    for record in records {
        let doc = first.entry(&record.document_id).or_insert(&record.doc);
        *doc = (*doc).min(&record.doc);
    }
    let mut once: Vec<&Record> =
        records.iter().filter(|record| first[record.document_id.as_str()] == record.doc).collect();
    once.sort_by_key(|record| (&record.doc, record.start, record.end));
    once
}
