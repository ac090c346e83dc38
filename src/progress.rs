//! How far a long piece of work has come, and what happens on the way.
//!
//! The library tells a [`Progress`]; only the command line knows what a terminal or a log is.

use std::time::Duration;

use crate::document::Outcome;

/// Something that happened in a run over folders.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// It is known how a document ends.
    Ended(Ended<'a>),
    /// A document left the index, since it is gone from the folders.
    Removed {
        /// Its name.
        doc: &'a str,
    },
    /// What was done so far can be searched, and outlives whatever happens to the run.
    Committed {
        /// The number of the run.
        run: u32,
        /// How many documents it has touched so far.
        documents: usize,
    },
}

/// How a document ended.
#[derive(Clone, Debug)]
pub struct Ended<'a> {
    /// Its name.
    pub doc: &'a str,
    /// How.
    pub outcome: Outcome,
    /// Why it was not read whole.
    pub reason: String,
    /// How many pages it has.
    pub pages: usize,
    /// How many figures.
    pub figures: usize,
    /// How long reading took; `None` where it was not read now.
    pub time: Option<Duration>,
}

/// Someone who wants to know how far the work has come.
pub trait Progress: Sync {
    /// So many documents are ahead.
    fn begin(&self, total: usize);
    /// One of them is begun; called from several threads, as are those that follow.
    fn open(&self, _doc: &str) {}
    /// One of them is done.
    fn advance(&self, doc: &str);
    /// All of them are done, or the work was given up.
    fn end(&self);
    /// Something happened.
    fn tell(&self, _event: &Event<'_>) {}
}

/// Nobody wants to know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _total: usize) {}
    fn advance(&self, _doc: &str) {}
    fn end(&self) {}
}
