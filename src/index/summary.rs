//! What a run over folders did, in numbers and names.
//!
//! Takes the entries as they are written, gives a [`Summary`]. Refuses nothing.

use std::time::Duration;

use super::manifest::{Entry, reasons};
use crate::{
    document::{Document, Outcome},
    progress::{Ended, Event},
};

/// A document that was not read, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Failure {
    /// The document's name.
    pub doc: String,
    /// Why.
    pub reason: String,
}

impl Failure {
    /// A document that was read with something missing; `None` where it is whole.
    pub fn partly(document: &Document, doc: &str) -> Option<Failure> {
        let reasons = reasons(document);
        (!reasons.is_empty()).then(|| Failure { doc: doc.to_owned(), reason: reasons.join("; ") })
    }
}

/// What a run did. Each document of the folders is in one of the first four.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Read whole, now.
    pub read: usize,
    /// Read with something missing, now.
    pub partly: Vec<Failure>,
    /// Could not be read, now or in an earlier run since when nothing changed.
    pub failed: Vec<Failure>,
    /// As they were.
    pub unchanged: usize,
    /// Gone from the folders.
    pub removed: usize,
    /// Whether the run was broken off.
    pub interrupted: bool,
}

impl Summary {
    pub(super) fn count(&mut self, entry: &Entry) {
        let failure = || Failure { doc: entry.name().to_owned(), reason: entry.reason() };
        match entry.outcome {
            Outcome::Read => self.read += 1,
            Outcome::Partly => self.partly.push(failure()),
            Outcome::Failed => self.failed.push(failure()),
        }
    }
}

impl<'a> Event<'a> {
    /// How a document ended, and how long that took where it was read now.
    pub(super) fn ended(entry: &'a Entry, time: Option<Duration>) -> Self {
        Event::Ended(Ended {
            doc: entry.name(),
            outcome: entry.outcome,
            reason: if entry.outcome == Outcome::Read { String::new() } else { entry.reason() },
            pages: entry.pages,
            figures: entry.figures.values().sum(),
            time,
        })
    }

    /// A place that could not be reached at all.
    pub(super) fn unreached(failure: &'a Failure) -> Self {
        let reason = failure.reason.clone();
        let doc = failure.doc.as_str();
        Event::Ended(Ended { doc, outcome: Outcome::Failed, reason, pages: 0, figures: 0, time: None })
    }
}
