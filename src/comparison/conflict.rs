//! Whether two figures contradict each other.
//!
//! Takes two observations of one owner and one indicator. They contradict when status, statistic, unit, period and
//! breakdown are the same and the value is not. Refuses to call it a contradiction within one sentence: “fra 87 til
//! 131” says two things on purpose.

use super::{choose::Group, scope};
use crate::figure::Record;

/// Whether they say otherwise about the same thing at the same time.
pub(super) fn contradict(a: &Group<'_>, b: &Group<'_>) -> bool {
    let claim = |group: &Group<'_>| {
        let record = group.first();
        (record.statistic, record.unit, record.period, record.status)
    };
    a.value != b.value && claim(a) == claim(b) && scope::same(&a.dims, &b.dims) && !same_sentence(a.first(), b.first())
}

/// Whether the two stand in one sentence of one document.
pub(super) fn same_sentence(a: &Record, b: &Record) -> bool {
    a.document_id == b.document_id && a.doc == b.doc && a.quote == b.quote
}
