//! What a table rests on: which documents were read, which only in part, which not at all and why; and how many of
//! their figures somebody has decided about.
//!
//! Takes one entry a document from whoever read them, gives counts and the municipalities covered. Refuses nothing: a
//! document that failed belongs here as much as one that was read.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{decision::Tally, document::Outcome, figure::MunicipalityCode};

/// A document that a table rests on, or should have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// The file's name relative to the folder that was named.
    pub document: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What is missing of it, or why it could not be read; empty where it was read whole.
    pub reasons: Vec<String>,
    /// Whose document it is, where it says so.
    pub municipality: Option<MunicipalityCode>,
}

/// All documents that were looked at, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The documents.
    pub documents: Vec<Covered>,
    /// What people decided about their figures.
    pub decisions: Tally,
}

/// How many documents of somebody were read, whole or in part, and how many were not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Read {
    pub read: usize,
    pub failed: usize,
}

impl Read {
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Read | Outcome::Partly => self.read += 1,
            Outcome::Failed => self.failed += 1,
        }
    }
}

/// The same for everybody.
pub(super) struct ReadOf<'a> {
    of: BTreeMap<&'a MunicipalityCode, Read>,
    all: Read,
}

impl ReadOf<'_> {
    /// Whoever has no documents of its own, such as the country, is written about in all of them.
    pub fn get(&self, code: &MunicipalityCode) -> Read {
        let own = self.of.get(code).copied();
        if code.is_municipality() { own.unwrap_or_default() } else { self.all }
    }
}

impl Coverage {
    /// How many documents of each owner were read.
    pub(super) fn read_of(&self) -> ReadOf<'_> {
        let mut of: BTreeMap<&MunicipalityCode, Read> = BTreeMap::new();
        let mut all = Read::default();
        for one in &self.documents {
            all.count(one.outcome);
            if let Some(code) = &one.municipality {
                of.entry(code).or_default().count(one.outcome);
            }
        }
        ReadOf { of, all }
    }

    /// How many documents ended so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.documents.iter().filter(|one| one.outcome == outcome).count()
    }

    /// The documents that ended so.
    pub fn with(&self, outcome: Outcome) -> impl Iterator<Item = &Covered> {
        self.documents.iter().filter(move |one| one.outcome == outcome)
    }

    /// The Danish municipalities whose own documents are among them, by code, each once.
    pub fn municipalities(&self) -> Vec<&MunicipalityCode> {
        let mut codes: Vec<_> = self
            .documents
            .iter()
            .filter_map(|one| one.municipality.as_ref())
            .filter(|code| code.is_municipality())
            .collect();
        codes.sort();
        codes.dedup();
        codes
    }
}
