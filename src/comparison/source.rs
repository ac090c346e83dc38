//! Where a table's values stand: a numbered list, in which the values that show come first.
//!
//! Takes records as cells come to need them, gives each its number once.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
};

use serde::{Serialize, Serializer};

use crate::{decision::Mark, document::PageNumber, figure::Record};

/// A source's number in its table, from 1.
pub type SourceNumber = usize;

/// The place of one number in one document: a figure with a number in its table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source<'a> {
    /// Its number, from 1.
    pub number: SourceNumber,
    /// The figure that stands there; of several figures out of one number, the one that came first.
    pub figure: &'a Record,
}

/// A source as programs read it.
#[derive(Serialize)]
struct Written<'a> {
    number: SourceNumber,
    document: &'a str,
    document_id: &'a str,
    page: Option<PageNumber>,
    cell: Option<&'a str>,
    start: usize,
    end: usize,
    written: &'a str,
    quote: &'a str,
    confidence: f64,
    rules: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'a Mark>,
}

impl Serialize for Source<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Source { number, figure } = *self;
        let written = Written {
            number,
            document: &figure.doc,
            document_id: &figure.document_id,
            page: figure.page,
            cell: figure.cell.as_deref(),
            start: figure.start,
            end: figure.end,
            written: &figure.number,
            quote: &figure.quote,
            confidence: figure.confidence,
            rules: &figure.rules,
            decision: figure.decision.as_ref(),
        };
        written.serialize(serializer)
    }
}

/// Where a figure's number stands; what tells most places apart is looked at first.
struct Place<'a>(&'a Record);

impl PartialEq for Place<'_> {
    fn eq(&self, other: &Self) -> bool {
        let place = |Place(one): &Self| (one.start, one.end, &*one.doc, &*one.document_id, &*one.quote);
        place(self) == place(other)
    }
}

impl Eq for Place<'_> {}

impl Hash for Place<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0.start, &self.0.doc).hash(state);
    }
}

/// Gives out the numbers.
pub(super) struct Numbering<'a> {
    numbers: HashMap<Place<'a>, SourceNumber>,
    pub sources: Vec<Source<'a>>,
}

impl<'a> Numbering<'a> {
    /// Numbers for about so many records.
    pub(super) fn of(records: usize) -> Self {
        Numbering { numbers: HashMap::with_capacity(records), sources: Vec::with_capacity(records) }
    }

    /// The number of a record's place; two figures out of one number share it.
    pub(super) fn number(&mut self, figure: &'a Record) -> SourceNumber {
        *self.numbers.entry(Place(figure)).or_insert_with(|| {
            let number = self.sources.len() + 1;
            self.sources.push(Source { number, figure });
            number
        })
    }
}
