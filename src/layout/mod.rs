//! Room 3, tables and sentences: a document's text becomes a [`Layout`] of blocks.
//!
//! Takes a [`Document`], gives its headings, paragraphs and tables in order, each with the headings above it, as spans
//! into the text. Refuses what is about other documents (teasers) and what is no content (contents lists): neither
//! extraction nor search sees them.

mod beside;
mod blocks;
mod bracketed;
mod double;
mod flattened;
mod heads;
mod joined;
mod listed;
mod piped;
mod sentence;
mod series;
mod shares;
mod spaced;
mod stacked;
mod table;
mod tabs;
mod teaser;

use serde::{Deserialize, Serialize};

use crate::{document::Document, span::Span};

pub use heads::Heads;
pub use joined::Joined;
pub use sentence::{LONGEST, sentences};
pub use table::{Cell, Origin, Table};

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of a level, 1 the highest.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A table.
    Table(Table),
}

/// A block of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// The headings above it, outermost first.
    pub headings: Vec<Span>,
}

/// A passage: what a search hit shows, a paragraph or a table with its heading path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// The headings above it, outermost first.
    pub headings: Vec<Span>,
}

/// The blocks of a document, in order.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Headings, paragraphs and tables.
    pub blocks: Vec<Block>,
    /// What is about other documents, in order.
    pub teasers: Vec<Span>,
}

/// The longest passage, in bytes; a longer paragraph is searched in parts.
const PASSAGE: usize = 1_200;

impl Layout {
    /// The layout of a document.
    pub fn of(document: &Document) -> Self {
        blocks::layout(document)
    }

    /// The tables with the index of their block, in order.
    pub fn tables(&self) -> impl Iterator<Item = (usize, &Table)> {
        self.blocks.iter().enumerate().filter_map(|(index, block)| match &block.kind {
            BlockKind::Table(table) => Some((index, table)),
            _ => None,
        })
    }

    /// The passages to be searched, in order.
    pub fn passages(&self, document: &Document) -> Vec<Passage> {
        let text = &document.text;
        let mut passages = Vec::new();
        for block in &self.blocks {
            let mut add = |span: Span| passages.push(Passage { span, headings: block.headings.clone() });
            if block.span.len() <= PASSAGE || !matches!(block.kind, BlockKind::Paragraph) {
                add(block.span);
                continue;
            }
            let mut open: Option<Span> = None;
            for sentence in sentences(text, block.span) {
                open = Some(match open {
                    Some(span) if sentence.end - span.start > PASSAGE => {
                        add(span);
                        sentence
                    }
                    Some(span) => span.cover(sentence),
                    None => sentence,
                });
            }
            open.into_iter().for_each(add);
        }
        passages
    }
}
