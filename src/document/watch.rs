//! Who watches a document being read.
//!
//! A reader tells a [`Watch`] which [`Part`] it begins, and asks whether to read it: whoever reads in a child process
//! learns where the child died, and can ask for the rest. Refuses nothing; without a watch every part is read.

use serde::{Deserialize, Serialize};

use super::PageNumber;

/// A part of a document on which reading may fail without the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A page.
    Page(PageNumber),
    /// What is recognised in the picture of a page.
    Recognition(PageNumber),
    /// What a second engine reads, to see whether the first can be believed.
    SecondLook,
    /// All that cannot be left out.
    Rest,
}

/// Someone who watches a document being read.
pub trait Watch: Sync {
    /// A part is begun, unless this says that it is to be left out.
    fn begin(&self, part: Part) -> bool;
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: Part) -> bool {
        true
    }
}
