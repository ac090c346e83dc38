//! A comparison as plain tables: one row for every value, one for every source, one for every document.
//!
//! Takes a comparison, gives [`Sheet`]s: fields with names, titles, types and descriptions, and rows of typed values.
//! What can stand in a field is said in one place, `values` and `sources`, for CSV, workbooks, Parquet and data packages
//! alike. Refuses to change anything: a range has two ends, a quote is verbatim, what is not known is missing.

mod sources;
#[cfg(test)]
pub(super) mod tests;
mod values;

use std::borrow::Cow;

use rust_decimal::Decimal;
use time::Date;

use super::{Lang, words};
use crate::{comparison::Comparison, decision::Moment};

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, of the program or of a document.
    Text,
    /// One of a fixed list of names.
    Code,
    /// A whole number.
    Whole,
    /// A decimal number, to the last digit.
    Decimal,
    /// A number between 0 and 1.
    Likelihood,
    /// True or false.
    Truth,
    /// A day.
    Day,
    /// A point in time.
    Moment,
}

/// One value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Datum<'a> {
    Missing,
    Text(Cow<'a, str>),
    /// A name that programs know, and the words that people read for it.
    Code {
        name: Cow<'a, str>,
        words: Cow<'a, str>,
    },
    Whole(i64),
    Decimal(Decimal),
    Likelihood(f64),
    Truth(bool),
    Day(Date),
    Moment(Moment),
}

impl<'a> Datum<'a> {
    /// Text, or nothing where it is empty.
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Datum::Missing } else { Datum::Text(text) }
    }

    /// The name that JSON gives a value, with its words.
    fn code(value: &impl serde::Serialize, words: impl Into<Cow<'a, str>>) -> Self {
        match serde_json::to_value(value) {
            Ok(serde_json::Value::String(name)) => Datum::Code { name: name.into(), words: words.into() },
            _ => Datum::Missing,
        }
    }

    fn count(number: usize) -> Self {
        i64::try_from(number).map_or(Datum::Missing, Datum::Whole)
    }
}

impl<'a, T: Into<Datum<'a>>> From<Option<T>> for Datum<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Datum::Missing, Into::into)
    }
}

/// A field: its name for programs, its title and description for people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub kind: Kind,
    titles: [&'static str; 2],
    descriptions: [&'static str; 2],
}

impl Field {
    const fn new(name: &'static str, kind: Kind, titles: [&'static str; 2], descriptions: [&'static str; 2]) -> Self {
        Field { name, kind, titles, descriptions }
    }

    /// What heads its column.
    pub(super) fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.titles[0], self.titles[1])
    }

    /// What stands in it.
    pub(super) fn description(&self, lang: Lang) -> &'static str {
        lang.pick(self.descriptions[0], self.descriptions[1])
    }
}

// What a value and a source have in common.
const DOCUMENT: Field =
    text("document", ["Dokument", "Document"], ["Filens navn i mappen.", "The file's name in the folder."]);
const PAGE: Field =
    Field::new("page", Kind::Whole, ["Side", "Page"], ["Siden i dokumentet.", "The page of the document."]);
const QUOTE: Field =
    text("quote", ["Citat", "Quote"], ["Sætningen eller tabelrækken, ordret.", "The sentence or table row, verbatim."]);
const NUMBER: Field =
    text("number", ["Tal som skrevet", "Number as written"], ["Tallet, som det står.", "The number as it stands."]);
const DOCUMENT_ID: Field = text(
    "document_id",
    ["Filens SHA-256", "SHA-256 of the file"],
    ["SHA-256 af filens indhold.", "SHA-256 of the file's content."],
);
const CONFIDENCE: Field = Field::new(
    "confidence",
    Kind::Likelihood,
    ["Sikkerhed", "Confidence"],
    [
        "Hvor sandsynligt det er, at værdi, nøgletal og enhed er rigtige, 0 til 1.",
        "How likely it is that value, indicator and unit are right, 0 to 1.",
    ],
);

const fn text(name: &'static str, titles: [&'static str; 2], descriptions: [&'static str; 2]) -> Field {
    Field::new(name, Kind::Text, titles, descriptions)
}

const fn code(name: &'static str, titles: [&'static str; 2], descriptions: [&'static str; 2]) -> Field {
    Field::new(name, Kind::Code, titles, descriptions)
}

/// A table of typed fields; its rows are made as they are asked for.
pub(super) struct Sheet<'a> {
    /// What files call it.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its fields, in order.
    pub fields: Vec<&'static Field>,
    /// Its rows, each with a value a field.
    pub rows: Box<dyn Iterator<Item = Vec<Datum<'a>>> + 'a>,
}

/// One row for every value that shows or contradicts, and for every empty cell with its reason.
pub(super) fn values<'a>(comparison: &'a Comparison<'a>, lang: Lang) -> Sheet<'a> {
    Sheet {
        name: "values",
        title: lang.pick("Værdier", "Values"),
        fields: values::FIELDS.iter().map(|(field, _)| field).collect(),
        rows: Box::new(values::entries(comparison, lang).map(|one| {
            let data = values::FIELDS.iter().map(|(_, get)| get(&one));
            data.collect()
        })),
    }
}

/// One row for every place in a document that a value stands in.
pub(super) fn sources<'a>(comparison: &'a Comparison<'a>, lang: Lang) -> Sheet<'a> {
    Sheet {
        name: "sources",
        title: words::words(lang).sources,
        fields: sources::FIELDS.iter().map(|(field, _)| field).collect(),
        rows: Box::new(comparison.sources.iter().map(move |source| {
            let data = sources::FIELDS.iter().map(|(_, get)| get(*source, lang));
            data.collect()
        })),
    }
}

/// One row for every document that was read, or should have been.
pub(super) fn documents<'a>(comparison: &'a Comparison<'a>, lang: Lang) -> Sheet<'a> {
    Sheet {
        name: "documents",
        title: words::words(lang).documents,
        fields: sources::DOCUMENT_FIELDS.iter().map(|(field, _)| field).collect(),
        rows: Box::new(comparison.coverage.documents.iter().map(move |one| {
            let data = sources::DOCUMENT_FIELDS.iter().map(|(_, get)| get(one, lang));
            data.collect()
        })),
    }
}
