//! Room 3, tables and sentences: a document's text becomes a [`Layout`] of blocks.

use crate::{document::Document, span::Span};

/// A passage: what a search hit shows, a paragraph or a table with its heading path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// The headings above it, outermost first.
    pub headings: Vec<Span>,
}

/// The blocks of a document, in order.
#[derive(Clone, Debug, Default)]
pub struct Layout {}

impl Layout {
    /// The layout of a document.
    pub fn of(_document: &Document) -> Self {
        Layout {}
    }

    /// The passages to be searched: no furniture, no teasers of other documents.
    pub fn passages(&self, document: &Document) -> Vec<Passage> {
        let text = &document.text;
        let mut passages = Vec::new();
        let mut start = 0;
        for part in text.split("\n\n") {
            let span = Span::new(start, start + part.len()).trimmed(text);
            if !span.is_empty() {
                passages.push(Passage { span, headings: Vec::new() });
            }
            start += part.len() + 2;
        }
        passages
    }
}
