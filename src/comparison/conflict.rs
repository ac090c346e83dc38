//! Whether two values of a cell contradict each other.
//!
//! Takes what was found not to agree among all figures, gives whether two observations are claims of one contradiction.
//! Refuses to call anything else one: two values for one cell may be of two teams, and the findings know.

use std::collections::{BTreeSet, HashMap};

use super::choose::Group;
use crate::{
    figure::Record,
    finding::{Finding, Kind},
};

/// The contradictions that each figure takes part in, by its `id`.
pub(super) struct Contradictions<'a>(HashMap<&'a str, BTreeSet<usize>>);

impl<'a> Contradictions<'a> {
    pub(super) fn of(findings: &'a [Finding]) -> Self {
        let mut taking_part: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        let contradictions = findings.iter().enumerate().filter(|(_, one)| one.kind == Kind::Contradiction);
        for (at, finding) in contradictions {
            for claim in &finding.claims {
                taking_part.entry(&claim.id).or_default().insert(at);
            }
        }
        Contradictions(taking_part)
    }

    /// Whether two observations say otherwise about the same thing.
    pub(super) fn between(&self, a: &Group<'_>, b: &Group<'_>) -> bool {
        let own = |group: &Group<'_>| -> BTreeSet<usize> {
            let ids = group.records.iter().filter_map(|record| self.0.get(record.id.as_str()));
            ids.flatten().copied().collect()
        };
        a.value != b.value && !own(a).is_disjoint(&own(b))
    }
}

/// Whether the two stand in one sentence of one document.
pub(super) fn same_sentence(a: &Record, b: &Record) -> bool {
    a.document_id == b.document_id && a.doc == b.doc && a.quote == b.quote
}
