//! What stands around a table: its titles and the note under it.
//!
//! Takes the document's blocks, gives the short ones right above a table, nearest first, and the paragraph below it.
//! Refuses what stands too far away, or above another table.

use crate::{
    layout::{Block, BlockKind, Layout},
    span::Span,
};

/// What stands around a table.
pub(in crate::figure) struct Surroundings<'a> {
    /// The document's blocks.
    pub layout: &'a Layout,
    /// The table's place among them.
    pub index: usize,
    /// The sentence that introduced it, where one ended with a colon.
    pub lead: Option<Span>,
    /// The indicator that the text above it is about.
    pub passage: Option<usize>,
}

/// How far above a table its title may begin, in bytes.
const TITLE: usize = 420;

/// How many blocks before a table a catalogue's first form may stand.
const CATALOGUE: usize = 60;

impl Surroundings<'_> {
    /// The blocks above the table that may be its title, nearest first.
    fn above(&self) -> Vec<&Block> {
        let table = self.layout.blocks[self.index].span.start;
        let mut out: Vec<&Block> = Vec::new();
        // A table beside this one begins ahead of it and ends behind its beginning.
        let before = self.layout.blocks[..self.index].iter().rev().filter(|block| block.span.end <= table);
        for block in before.take(3) {
            if table - block.span.end > TITLE || matches!(block.kind, BlockKind::Table(_)) {
                break;
            }
            out.push(block);
            if block.span.len() > TITLE {
                break;
            }
        }
        out
    }

    /// The titles above the table, nearest first: short blocks right above it, the end of a long one.
    pub(super) fn titles<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let table = self.layout.blocks[self.index].span.start;
        let last = |block: &&Block| {
            let sentences = crate::layout::sentences(text, block.span);
            sentences.last().copied().unwrap_or(block.span).of(text)
        };
        let mut out: Vec<&str> = self.above().iter().map(last).collect();
        if let Some(lead) = self.lead.filter(|lead| lead.end <= table && table - lead.end <= TITLE) {
            let lead = lead.of(text);
            if !out.contains(&lead) {
                out.push(lead);
            }
        }
        out
    }

    /// The short blocks above the table as a whole: a sentence before the title's last may say when (`Tallene er for
    /// 2018.`).
    pub(super) fn introductions<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.above().into_iter().filter(|block| block.span.len() <= TITLE).map(|block| block.span.of(text)).collect()
    }

    /// What stands above the last table before this one that has the same heads: a catalogue's forms say once what holds
    /// for all of them.
    pub(super) fn inherited<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let heads = |index: usize| match &self.layout.blocks[index].kind {
            BlockKind::Table(table) => Some(table.rows[0].iter().map(|cell| cell.span.of(text)).collect::<Vec<_>>()),
            _ => None,
        };
        let Some(own) = heads(self.index).filter(|own| own.iter().filter(|head| !head.is_empty()).count() >= 2) else {
            return Vec::new();
        };
        let from = self.index.saturating_sub(CATALOGUE);
        let same: Vec<usize> = (from..self.index).filter(|&index| heads(index).as_ref() == Some(&own)).collect();
        let above = |index: usize| Surroundings { index, lead: None, ..*self }.introductions(text);
        same.into_iter().flat_map(above).collect()
    }

    /// The note under the table.
    pub(super) fn note<'t>(&self, text: &'t str) -> &'t str {
        let next = self
            .layout
            .blocks
            .get(self.index + 1)
            .filter(|block| matches!(block.kind, BlockKind::Paragraph) && block.span.len() < TITLE);
        next.map_or("", |block| block.span.of(text))
    }

    /// The headings above the table, outermost first.
    pub(super) fn headings<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.layout.blocks[self.index].headings.iter().map(|heading| heading.of(text)).collect()
    }
}
