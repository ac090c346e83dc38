//! What a table rests on: which documents were read, which only in part, which not at all and why; and how many of
//! their figures somebody has decided about.
//!
//! Takes one entry a document from whoever read them, gives counts and the municipalities covered. Refuses nothing: a
//! document that failed belongs here as much as one that was read.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    decision::Tally,
    document::Outcome,
    figure::{IndicatorCode, MunicipalityCode},
};

/// A document that a table rests on, or should have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// The file's name relative to the folder that was named.
    pub document: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What is missing of it, or why it could not be read; empty where it was read whole.
    pub reasons: Vec<String>,
    /// Whose document it is, where it says so; of one that could not be read, whose its name says.
    pub municipality: Option<MunicipalityCode>,
    /// The indicators that it names without a number.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub mentioned: BTreeSet<IndicatorCode>,
    /// What a bibliography says of it.
    #[serde(skip_serializing_if = "Imprint::is_empty")]
    pub imprint: Imprint,
}

/// What a document says of itself that a bibliography has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Imprint {
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The year it is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
}

impl Imprint {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Imprint::default()
    }
}

/// All documents that were looked at, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The documents.
    pub documents: Vec<Covered>,
    /// What people decided about their figures.
    pub decisions: Tally,
}

/// What came of somebody's documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Read<'a> {
    /// How many were read, whole or in part.
    pub read: usize,
    /// How many were not.
    pub failed: usize,
    /// The indicators that they name without a number.
    pub mentioned: BTreeSet<&'a IndicatorCode>,
}

impl<'a> Read<'a> {
    fn count(&mut self, one: &'a Covered) {
        match one.outcome {
            Outcome::Read | Outcome::Partly => self.read += 1,
            Outcome::Failed => self.failed += 1,
        }
        self.mentioned.extend(&one.mentioned);
    }
}

/// The same for everybody.
pub(super) struct ReadOf<'a> {
    of: BTreeMap<&'a MunicipalityCode, Read<'a>>,
    /// Of all documents; what they mention is of their owners, not of the country.
    all: Read<'a>,
}

impl<'a> ReadOf<'a> {
    /// Whoever has no documents of its own, such as the country, is written about in all of them.
    pub fn get(&self, code: &MunicipalityCode) -> Read<'a> {
        if code.is_municipality() { self.of.get(code).cloned().unwrap_or_default() } else { self.all.clone() }
    }
}

impl Coverage {
    /// What came of each owner's documents.
    pub(super) fn read_of(&self) -> ReadOf<'_> {
        let mut of: BTreeMap<&MunicipalityCode, Read<'_>> = BTreeMap::new();
        let mut all = Read::default();
        for one in &self.documents {
            all.count(one);
            if let Some(code) = &one.municipality {
                of.entry(code).or_default().count(one);
            }
        }
        all.mentioned.clear();
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

    /// The Danish municipalities whose own documents are among them, read or not, by code, each once.
    pub fn municipalities(&self) -> Vec<&MunicipalityCode> {
        owners(self.documents.iter())
    }

    /// Those of them of which some document was read.
    pub fn covered(&self) -> Vec<&MunicipalityCode> {
        owners(self.documents.iter().filter(|one| one.outcome != Outcome::Failed))
    }
}

fn owners<'a>(documents: impl Iterator<Item = &'a Covered>) -> Vec<&'a MunicipalityCode> {
    let owners = documents.filter_map(|one| one.municipality.as_ref()).filter(|code| code.is_municipality());
    owners.collect::<BTreeSet<_>>().into_iter().collect()
}
