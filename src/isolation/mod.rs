//! Where no document can do harm: reading in child processes.
//!
//! Takes a [`Source`], gives the [`Reading`] that [`pipeline::read`] would give, but for the words of its pages. A
//! handler of panics stops neither a stack that overflows nor an abort, a hang or a machine without memory; another
//! process does. A document that ends its child costs what it broke and no more: the page on which it happened is left
//! out and the rest is read again. Refuses a document that fails elsewhere, with the reason.

mod child;
mod ending;
mod pool;
mod process;
mod protocol;

pub use child::{confine_this_process, serve};
pub use pool::Pool;

use crate::{
    Result,
    document::{Limits, Memory, Source, Unwatched},
    pipeline::{self, Reading},
    reference::Reference,
};

/// What the program is called with to [`serve`](serve()). No command: nobody types it.
pub const CHILD: &str = "--read-for-parent";

/// Where documents are read.
#[derive(Debug)]
pub enum Isolation {
    /// In this process: for whoever knows the documents.
    InProcess,
    /// In child processes.
    Children(Pool),
}

impl Isolation {
    /// Reads one document and finds its figures. From a child it comes without the words of its pages.
    pub fn read(&self, source: &Source, limits: &Limits, reference: &Reference) -> Result<Reading> {
        self.read_kept(source, limits, reference, None)
    }

    /// The same; what is remembered of the document is not read again.
    pub fn read_kept(
        &self,
        source: &Source,
        limits: &Limits,
        reference: &Reference,
        memory: Option<&Memory>,
    ) -> Result<Reading> {
        match self {
            Isolation::InProcess => pipeline::read_kept(source, limits, reference, &Unwatched, memory),
            Isolation::Children(pool) => pool.read(source, limits, reference, memory),
        }
    }

    /// Why documents were read in this process although children were asked for, where that happened.
    pub fn trouble(&self) -> Option<&str> {
        match self {
            Isolation::InProcess => None,
            Isolation::Children(pool) => pool.trouble(),
        }
    }
}
