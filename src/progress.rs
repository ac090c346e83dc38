//! How far a long piece of work has come.
//!
//! The library tells a [`Progress`]; only the command line knows what a terminal is and draws it.

/// Someone who wants to know how far the work has come.
pub trait Progress: Sync {
    /// So many documents are ahead.
    fn begin(&self, total: usize);
    /// One of them is done; called from several threads.
    fn advance(&self, name: &str);
    /// All of them are done, or the work was given up.
    fn end(&self);
}

/// Nobody wants to know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _total: usize) {}
    fn advance(&self, _name: &str) {}
    fn end(&self) {}
}
