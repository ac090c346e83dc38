//! Why a cell changed: what became of the documents, the rules and the decisions behind its values.
//!
//! Takes what two states rest on and a cell of each, gives [`Reason`]s by document. Says that it does not know where
//! nothing behind a cell is different.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Basis, only};
use crate::{
    comparison::{Cell, Comparison, Source},
    decision::Decision,
    document::Outcome,
    index::Entry,
};

/// What happened to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It came.
    NewDocument,
    /// Its content is another.
    ChangedDocument,
    /// It went.
    RemovedDocument,
    /// It can no longer be read.
    UnreadDocument,
    /// Somebody decided about it.
    Decision,
    /// The reader, the rules or the catalogue read it otherwise: another version of them.
    ChangedRule,
    /// Nothing that can be seen.
    Unknown,
}

/// Why a cell changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reason {
    /// What happened.
    pub cause: Cause,
    /// To which document; empty where that is not known.
    pub document: String,
    /// Which versions are others: `reader`, `rules`, `reference`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<&'static str>,
}

/// A state's documents and decisions, to be looked up.
struct Known<'a> {
    by_id: BTreeMap<&'a str, &'a Entry>,
    by_name: BTreeMap<&'a str, &'a Entry>,
    decisions: BTreeMap<&'a str, Vec<&'a Decision>>,
}

impl<'a> Known<'a> {
    fn of(basis: Basis<'a>) -> Self {
        let by_id = basis.entries.iter().map(|entry| (entry.key.as_str(), entry)).collect();
        let names =
            basis.entries.iter().flat_map(|entry| entry.files.iter().map(move |file| (file.name.as_str(), entry)));
        let mut decisions: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
        for one in basis.decisions {
            decisions.entry(&one.figure.document_id).or_default().push(one);
        }
        Known { by_id, by_name: names.collect(), decisions }
    }

    /// The decisions about a document that another state does not know.
    fn decided<'b>(&'b self, id: &str, other: &'b Known<'_>) -> impl Iterator<Item = &'b Decision> {
        let theirs: BTreeSet<&str> = other.about(id).map(|one| one.id.as_str()).collect();
        self.about(id).filter(move |one| !theirs.contains(one.id.as_str())).collect::<Vec<_>>().into_iter()
    }

    fn about(&self, id: &str) -> impl Iterator<Item = &Decision> {
        self.decisions.get(id).into_iter().flatten().copied()
    }
}

/// What can be told of two states.
pub(super) struct Reasons<'a> {
    before: Known<'a>,
    after: Known<'a>,
}

impl<'a> Reasons<'a> {
    pub fn of(before: Basis<'a>, after: Basis<'a>) -> Self {
        Reasons { before: Known::of(before), after: Known::of(after) }
    }

    /// Why a cell says something else: by the values that only one of them has, else by all that stands behind it.
    pub fn of_cell(&self, was: (&Comparison, &Cell), is: (&Comparison, &Cell)) -> Vec<Reason> {
        let different = [sources_of_only(was, is.1), sources_of_only(is, was.1)];
        let all = [was, is].map(|(table, cell)| {
            let numbers = cell.observations.iter().flat_map(|one| &one.sources).chain(&cell.lost);
            numbers.filter_map(|number| table.source(*number)).collect::<Vec<_>>()
        });
        [different, all]
            .iter()
            .map(|[old, new]| self.of_sources(old, new))
            .find(|found| !found.is_empty())
            .unwrap_or_else(|| vec![Reason { cause: Cause::Unknown, document: String::new(), versions: Vec::new() }])
    }

    fn of_sources(&self, old: &[Source<'_>], new: &[Source<'_>]) -> Vec<Reason> {
        let gone = old.iter().filter_map(|source| self.gone(source));
        let come = new.iter().filter_map(|source| self.come(source));
        gone.chain(come).collect::<BTreeSet<Reason>>().into_iter().collect()
    }

    /// Why something that a source said is not said any more.
    fn gone(&self, source: &Source) -> Option<Reason> {
        let name = source.figure.doc.as_str();
        let reason = |cause| Some(Reason { cause, document: name.to_owned(), versions: Vec::new() });
        match (self.after.by_id.contains_key(source.figure.document_id.as_str()), self.after.by_name.get(name)) {
            (true, _) => self.read_otherwise(source),
            (false, Some(entry)) if entry.outcome == Outcome::Failed => reason(Cause::UnreadDocument),
            (false, Some(_)) => reason(Cause::ChangedDocument),
            (false, None) => reason(Cause::RemovedDocument),
        }
    }

    /// Why something that a source says was not said before.
    fn come(&self, source: &Source) -> Option<Reason> {
        let name = source.figure.doc.as_str();
        let reason = |cause| Some(Reason { cause, document: name.to_owned(), versions: Vec::new() });
        match (
            self.before.by_id.contains_key(source.figure.document_id.as_str()),
            self.before.by_name.contains_key(name),
        ) {
            (true, _) => self.read_otherwise(source),
            (false, true) => reason(Cause::ChangedDocument),
            (false, false) => reason(Cause::NewDocument),
        }
    }

    /// Why one content gives something else: a decision about the very number, other versions, another decision.
    fn read_otherwise(&self, source: &Source) -> Option<Reason> {
        let id = source.figure.document_id.as_str();
        let (was, is) = (self.before.by_id.get(id)?, self.after.by_id.get(id)?);
        let decided: Vec<&Decision> =
            self.after.decided(id, &self.before).chain(self.before.decided(id, &self.after)).collect();
        let versions: Vec<&'static str> = [
            ("reader", was.stamp.reader != is.stamp.reader),
            ("rules", was.stamp.rules != is.stamp.rules),
            ("reference", was.stamp.reference != is.stamp.reference),
        ]
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(version, _)| version)
        .collect();
        let here = |one: &&Decision| one.figure.start < source.figure.end && source.figure.start < one.figure.end;
        let cause = if decided.iter().any(here) {
            Cause::Decision
        } else if !versions.is_empty() {
            Cause::ChangedRule
        } else if !decided.is_empty() {
            Cause::Decision
        } else {
            return None;
        };
        let versions = if cause == Cause::ChangedRule { versions } else { Vec::new() };
        Some(Reason { cause, document: source.figure.doc.clone(), versions })
    }
}

/// The sources of what one cell says and the other does not.
fn sources_of_only<'a>((table, cell): (&Comparison<'a>, &'a Cell), other: &'a Cell) -> Vec<Source<'a>> {
    let numbers = only(cell, other).flat_map(|one| &one.sources).chain(&cell.lost);
    numbers.filter_map(|number| table.source(*number)).collect()
}
