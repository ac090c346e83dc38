//! What a table rests on: which documents were read, which only in part, which not at all and why; and how many of
//! their figures somebody has decided about.
//!
//! Takes one entry a document from whoever read them, gives counts and the municipalities covered. Refuses nothing: a
//! document that failed belongs here as much as one that was read.

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

impl Coverage {
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
