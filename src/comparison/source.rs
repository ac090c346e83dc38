//! Where a table's values stand: a numbered list, in which the values that show come first.
//!
//! Takes records as cells come to need them, gives each its number once.

use std::collections::HashMap;

use serde::Serialize;

use crate::{decision::Mark, document::PageNumber, figure::Record};

/// A source's number in its table, from 1.
pub type SourceNumber = usize;

/// The place of one number in one document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    /// Its number, from 1.
    pub number: SourceNumber,
    /// The file's name.
    pub document: String,
    /// The hash of its content.
    pub document_id: String,
    /// The page, where there are pages.
    pub page: Option<PageNumber>,
    /// Row and column, where it is a table.
    pub cell: Option<String>,
    /// First byte of the number.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The number as written.
    pub written: String,
    /// The sentence or table row, verbatim.
    pub quote: String,
    /// How likely value, indicator and unit are right.
    pub confidence: f64,
    /// The rules that decided it.
    pub rules: Vec<String>,
    /// What a person has decided about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Mark>,
}

/// Gives out the numbers.
#[derive(Default)]
pub(super) struct Numbering<'a> {
    numbers: HashMap<(&'a str, &'a str, usize, usize, &'a str), SourceNumber>,
    pub sources: Vec<Source>,
}

impl<'a> Numbering<'a> {
    /// The number of a record's place; two figures out of one number share it.
    pub(super) fn number(&mut self, record: &'a Record) -> SourceNumber {
        let place = (&*record.doc, &*record.document_id, record.start, record.end, &*record.quote);
        *self.numbers.entry(place).or_insert_with(|| {
            let number = self.sources.len() + 1;
            self.sources.push(Source {
                number,
                document: record.doc.clone(),
                document_id: record.document_id.clone(),
                page: record.page,
                cell: record.cell.clone(),
                start: record.start,
                end: record.end,
                written: record.number.clone(),
                quote: record.quote.clone(),
                confidence: record.confidence,
                rules: record.rules.clone(),
                decision: record.decision.clone(),
            });
            number
        })
    }
}
