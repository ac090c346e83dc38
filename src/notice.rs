//! What does not stop the work but must not be lost: a page without text, a limit reached, a unit that contradicts
//! its magnitudes.
//!
//! Readers and rules collect [`Notice`]s beside their results; the commands print them with the document's name.

use serde::{Deserialize, Serialize};

use crate::document::PageNumber;

/// How much a notice weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Worth knowing; the document was read whole.
    Remark,
    /// Something of the document is missing: it counts as partly read.
    Partial,
}

/// A finding about a document that goes on being processed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Whether the document is still whole.
    pub weight: Weight,
    /// The page it is about, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageNumber>,
    /// A sentence that says what was found, without the document's name.
    pub message: String,
}

impl Notice {
    /// Something worth knowing.
    pub fn remark(message: impl Into<String>) -> Self {
        Notice { weight: Weight::Remark, page: None, message: message.into() }
    }

    /// Something that makes the document partly read.
    pub fn partial(message: impl Into<String>) -> Self {
        Notice { weight: Weight::Partial, page: None, message: message.into() }
    }

    /// The same about one page.
    #[must_use]
    pub fn on_page(mut self, page: PageNumber) -> Self {
        self.page = Some(page);
        self
    }
}
