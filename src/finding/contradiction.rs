//! The same thing said twice with other values, inside a document and between documents.
//!
//! Takes records, gives a finding for each thing that has two values which cannot both be right. Two records are about
//! the same thing where owner, indicator, statistic, unit, status, time, breakdown and all words that tell figures apart
//! are the same. Refuses two values of one sentence, two cells of one table, and between documents all but what came to
//! be at one named time: plans change, and dates within a year are not one date.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::{Hash, Hasher},
};

use rayon::prelude::*;

use super::{Finding, alike, is_believed, rounding, topic, wording};
use crate::{
    comparison::says_whole,
    figure::{Record, Statistic},
    reference::Reference,
};

/// More values than these for what looks like one thing are values of many things.
const MOST: usize = 6;

/// Contradictions in the records of one document, which come in their order.
pub(super) fn inside<'a>(records: impl Iterator<Item = &'a Record>, reference: &Reference) -> Vec<Finding> {
    let mut found = Vec::new();
    for group in groups(records.filter(|record| is_claim(record)), false, reference) {
        if let Some(claims) = apart(&group).filter(|claims| !differs_in_cells(claims)) {
            found.push(wording::contradiction(&claims, false, reference));
        }
    }
    found
}

/// Contradictions between documents, in what came to be at some time; no two owners have one.
pub(super) fn between<'a>(records: impl Iterator<Item = &'a Record>, reference: &Reference) -> Vec<Finding> {
    let is_candidate = |record: &&Record| record.municipality.is_some() && is_claim(record);
    let mut owners = alike(records.filter(is_candidate), |record| &record.municipality);
    owners.sort_by_key(|own| &own[0].municipality);
    let of_one = |own: Vec<&Record>| {
        let mut found = Vec::new();
        for group in groups(own.into_iter(), true, reference) {
            let Some(claims) = apart(&group) else { continue };
            if !one_document(&claims) && !within_one(&claims) {
                found.push(wording::contradiction(&claims, true, reference));
            }
        }
        found
    };
    let each: Vec<Vec<Finding>> = owners.into_par_iter().map(of_one).collect();
    each.into_iter().flatten().collect()
}

/// Whether a record says a value of something as a whole: answers to a questionnaire are told apart by their question,
/// posts by their purpose, intervals by what is followed up.
fn is_claim(record: &Record) -> bool {
    let other = ["survey_response", "staff", "follow_up_interval"].contains(&record.indicator.as_str());
    let bound = matches!(record.statistic, Statistic::Min | Statistic::Max);
    record.value.is_some_and(is_believed) && !other && !bound
}

/// Records that are about the same thing.
fn groups<'a>(records: impl Iterator<Item = &'a Record>, dated: bool, reference: &Reference) -> Vec<Vec<&'a Record>> {
    let mut same = alike(records, What);
    let several = |group: &Vec<&Record>| group.iter().any(|record| record.value != group[0].value);
    // What a record is about takes time to tell, and most stand alone.
    same.retain(several);
    same.sort_by_cached_key(|group| What(group[0]).order());
    let mut found = Vec::new();
    for group in same {
        // What is copied from document to document is about the same, wherever it stands.
        let mut told = HashMap::new();
        group.iter().for_each(|record| {
            told.entry(topic::words(record)).or_insert_with(|| topic::of(record, reference));
        });
        let mut topics: BTreeMap<&topic::Topic, Vec<&Record>> = BTreeMap::new();
        for record in group {
            let Some(about) = &told[&topic::words(record)] else { continue };
            if dated || record.period.is_some() || topic::lasts(record, about) {
                topics.entry(about).or_default().push(record);
            }
        }
        found.extend(topics.into_values().filter(several));
    }
    found
}

/// What must be the same of two records before their words are asked.
struct What<'a>(&'a Record);

impl<'a> What<'a> {
    /// What is told by fields alone.
    fn fields(&self) -> impl Ord + use<'a> {
        let one = self.0;
        (&one.municipality, &one.indicator, one.statistic, one.unit, one.status)
    }

    /// The part of a whole that it is about, without what only names its row.
    fn breakdown(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let parts = self.0.dims.iter().map(|(key, value)| (key.as_ref(), value.as_ref()));
        parts.filter(|(key, value)| *key != "item" && !says_whole(key, value))
    }

    /// Its place among others.
    fn order(&self) -> impl Ord + use<'a> {
        let time = self.0.period.map(|period| period.to_string());
        (self.fields(), time, self.breakdown().collect::<Vec<_>>())
    }
}

impl PartialEq for What<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.period == other.0.period && self.fields() == other.fields() && self.breakdown().eq(other.breakdown())
    }
}

impl Eq for What<'_> {}

impl Hash for What<'_> {
    /// Only what tells most of them apart.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.0.indicator, self.0.period.map(|period| period.start.year)).hash(state);
    }
}

/// The records of a group whose values cannot all be right, where there are any.
fn apart<'a>(group: &[&'a Record]) -> Option<Vec<&'a Record>> {
    let mut values: Vec<Vec<&Record>> = Vec::new();
    for record in group {
        match values.iter_mut().find(|value| rounding::agree(value[0], record)) {
            Some(value) => value.push(record),
            None => values.push(vec![record]),
        }
        if values.len() > MOST {
            return None;
        }
    }
    // A sentence that has two of the values says two things, and whoever repeats one of them repeats one of the two.
    let quotes: Vec<BTreeSet<_>> =
        values.iter().map(|value| value.iter().map(|one| (&one.document_id, &one.quote)).collect()).collect();
    let alone = |at: usize| (0..values.len()).all(|other| other == at || quotes[at].is_disjoint(&quotes[other]));
    let kept: Vec<&Vec<&Record>> = (0..values.len()).filter(|at| alone(*at)).map(|at| &values[at]).collect();
    // One that also agrees with another is the same, hedged.
    let firm = |one: &&&Vec<&Record>| {
        values.iter().filter(|other| one.iter().any(|a| other.iter().any(|b| rounding::agree(a, b)))).count() == 1
    };
    let kept: Vec<&Vec<&Record>> = kept.iter().filter(firm).copied().collect();
    let mut claims: Vec<&Record> = kept.iter().flat_map(|value| value.iter().copied()).collect();
    claims.sort_by_key(|claim| (&claim.doc, claim.start));
    (kept.len() > 1).then_some(claims)
}

/// Whether two cells differ: a row that says the same as another is about something that its table's heads tell.
fn differs_in_cells(claims: &[&Record]) -> bool {
    let mut cells = claims.iter().filter(|claim| claim.cell.is_some());
    cells.next().is_some_and(|first| cells.any(|cell| !rounding::agree(first, cell)))
}

fn one_document(claims: &[&Record]) -> bool {
    claims.iter().all(|claim| claim.document_id == claims[0].document_id)
}

/// Whether some document says all the values by itself: that is a contradiction inside it.
fn within_one(claims: &[&Record]) -> bool {
    let mut documents: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for claim in claims {
        documents.entry(&claim.document_id).or_default().push(claim);
    }
    let says_all = |own: &Vec<&Record>| claims.iter().all(|claim| own.iter().any(|one| rounding::agree(one, claim)));
    documents.values().any(says_all)
}
