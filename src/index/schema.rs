//! What the index knows of a passage, a figure and a document, and how each becomes an entry of the search engine.
//!
//! Every entry is stored as one JSON text, which is all that is ever read back; the other fields only find it, order
//! it, or delete it. Passages, figures and the manifest's entries lie in one index, so one commit changes them together.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tantivy::{
    TantivyDocument,
    schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions},
};

use super::{analysis::Analyzer, fold};
use crate::{
    document::{Kind, PageNumber},
    figure::{MunicipalityCode, Record},
    layout::Passage,
    pipeline::Reading,
    span::Span,
};

/// The analyzer's name in the schema; another analysis needs another name, so that an older index is refused.
pub(super) const ANALYZER: &str = "danish-2";

/// What an entry of the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Passage,
    Figure,
    Document,
}

impl Class {
    pub fn name(self) -> &'static str {
        match self {
            Class::Passage => "passage",
            Class::Figure => "figure",
            Class::Document => "document",
        }
    }
}

/// The fields of every entry; which of them are filled depends on its class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The class's name.
    pub class: Field,
    /// The manifest key of the document that it belongs to.
    pub document: Field,
    /// The manifest key again, in the document's own entry only.
    pub entry: Field,
    /// The document's name.
    pub doc: Field,
    /// The first byte, for putting entries in order.
    pub start: Field,
    pub text: Field,
    pub heading: Field,
    pub municipality: Field,
    pub year: Field,
    pub kind: Field,
    /// What sort of document it is: a memo, minutes.
    pub sort: Field,
    /// The document's title, in its own entry only.
    pub title: Field,
    pub page: Field,
    pub indicator: Field,
    pub status: Field,
    /// A figure's own id; the ids of a passage's figures.
    pub figure: Field,
    pub statistic: Field,
    pub unit: Field,
    /// What passages that say the same have in common.
    pub alike: Field,
    pub low: Field,
    pub high: Field,
    pub confidence: Field,
    /// The whole entry as JSON.
    pub json: Field,
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer(ANALYZER).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let danish = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        class: builder.add_text_field("class", STRING),
        document: builder.add_text_field("document", STRING | FAST),
        entry: builder.add_text_field("entry", STRING),
        doc: builder.add_text_field("doc", STRING | FAST),
        start: builder.add_u64_field("start", FAST),
        text: builder.add_text_field("text", danish.clone()),
        heading: builder.add_text_field("heading", danish.clone()),
        municipality: builder.add_text_field("municipality", STRING | FAST),
        year: builder.add_u64_field("year", FAST | INDEXED),
        kind: builder.add_text_field("kind", STRING | FAST),
        sort: builder.add_text_field("sort", STRING | FAST),
        title: builder.add_text_field("title", danish),
        page: builder.add_u64_field("page", FAST | INDEXED),
        indicator: builder.add_text_field("indicator", STRING | FAST),
        status: builder.add_text_field("status", STRING | FAST),
        figure: builder.add_text_field("figure", STRING | FAST),
        statistic: builder.add_text_field("statistic", STRING),
        unit: builder.add_text_field("unit", STRING),
        alike: builder.add_u64_field("alike", INDEXED),
        low: builder.add_f64_field("low", FAST | INDEXED),
        high: builder.add_f64_field("high", FAST | INDEXED),
        confidence: builder.add_f64_field("confidence", FAST | INDEXED),
        json: builder.add_text_field("json", TextOptions::default() | STORED),
    };
    (builder.build(), fields)
}

/// A passage as it is stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct StoredPassage {
    pub doc: String,
    pub document_id: String,
    pub page: Option<PageNumber>,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub heading: Vec<String>,
    pub municipality: Option<MunicipalityCode>,
    pub year: Option<u16>,
    pub kind: Kind,
    pub figures: Vec<String>,
    /// Where the figures' numbers stand in the passage.
    pub numbers: Vec<Span>,
}

impl Fields {
    /// An entry with what all classes have: class, document, name and its JSON.
    pub fn common<T: Serialize>(
        self,
        class: Class,
        key: &str,
        doc: &str,
        json: &T,
    ) -> serde_json::Result<TantivyDocument> {
        let mut entry = TantivyDocument::new();
        entry.add_text(self.class, class.name());
        entry.add_text(self.document, key);
        entry.add_text(self.doc, doc);
        entry.add_text(self.json, serde_json::to_string(json)?);
        Ok(entry)
    }

    /// A document's passages and figures.
    pub fn entries(
        self,
        reading: &Reading,
        key: &str,
        analyzer: &mut Analyzer,
    ) -> serde_json::Result<Vec<TantivyDocument>> {
        let passages = reading.passages.iter().map(|passage| self.passage(reading, passage, key, analyzer));
        let figures = reading.records.iter().map(|record| self.figure(record, reading, key));
        passages.chain(figures).collect()
    }

    fn passage(
        self,
        reading: &Reading,
        passage: &Passage,
        key: &str,
        analyzer: &mut Analyzer,
    ) -> serde_json::Result<TantivyDocument> {
        let document = &reading.document;
        let Passage { span, headings } = passage;
        let span = *span;
        let place = |offset| document.offsets.to_file(&document.text, offset);
        let (start, end) = (place(span.start), place(span.end));
        let within: Vec<&Record> = reading.records.iter().filter(|one| (start..end).contains(&one.start)).collect();
        let text = |offset| document.offsets.to_text(&document.text, offset).clamp(span.start, span.end) - span.start;
        let number = |record: &Record| Span::new(text(record.start), text(record.end.max(record.start)));
        let stored = StoredPassage {
            doc: reading.source.name.clone(),
            document_id: key.to_owned(),
            page: document.page_at(span.start).map(|page| page.number),
            start,
            end,
            text: span.of(&document.text).to_owned(),
            heading: headings.iter().map(|heading| heading.of(&document.text).trim().to_owned()).collect(),
            municipality: reading.municipality.clone(),
            year: reading.year,
            kind: document.kind,
            figures: within.iter().map(|record| record.id.clone()).collect(),
            numbers: within.iter().map(|record| number(record)).collect(),
        };
        let mut entry = self.common(Class::Passage, key, &stored.doc, &stored)?;
        entry.add_u64(self.start, start as u64);
        entry.add_text(self.text, &stored.text);
        stored.heading.iter().for_each(|heading| entry.add_text(self.heading, heading));
        if let Some(owner) = &stored.municipality {
            entry.add_text(self.municipality, owner.as_str());
        }
        if let Some(year) = stored.year {
            entry.add_u64(self.year, u64::from(year));
        }
        entry.add_text(self.kind, stored.kind.name());
        if let Some(sort) = &document.metadata.kind {
            entry.add_text(self.sort, sort.value.name());
        }
        if let Some(page) = stored.page {
            entry.add_u64(self.page, u64::from(page.get()));
        }
        let indicators: BTreeSet<&str> = within.iter().map(|record| record.indicator.as_str()).collect();
        indicators.into_iter().for_each(|indicator| entry.add_text(self.indicator, indicator));
        let statuses: BTreeSet<&str> = within.iter().map(|record| record.status.name()).collect();
        statuses.into_iter().for_each(|status| entry.add_text(self.status, status));
        within.iter().for_each(|record| entry.add_text(self.figure, &record.id));
        fold::marks(&analyzer.words(&stored.text)).into_iter().for_each(|mark| entry.add_u64(self.alike, mark));
        Ok(entry)
    }

    fn figure(self, record: &Record, reading: &Reading, key: &str) -> serde_json::Result<TantivyDocument> {
        let mut entry = self.common(Class::Figure, key, &record.doc, record)?;
        entry.add_u64(self.start, record.start as u64);
        if let Some(owner) = &record.municipality {
            entry.add_text(self.municipality, owner.as_str());
        }
        if let Some(period) = record.period {
            let (first, last) = period.years();
            // A period of more years than a plan ever spans is a misreading, and must not swell the index.
            (first..=last).take(50).for_each(|year| entry.add_u64(self.year, u64::from(year)));
        }
        entry.add_text(self.kind, reading.document.kind.name());
        entry.add_text(self.indicator, record.indicator.as_str());
        entry.add_text(self.status, record.status.name());
        entry.add_text(self.figure, &record.id);
        entry.add_text(self.statistic, record.statistic.name());
        entry.add_text(self.unit, record.unit.name());
        if let Some(value) = record.value {
            use rust_decimal::prelude::ToPrimitive as _;
            entry.add_f64(self.low, value.low().to_f64().unwrap_or(f64::NEG_INFINITY));
            entry.add_f64(self.high, value.high().to_f64().unwrap_or(f64::INFINITY));
        }
        entry.add_f64(self.confidence, record.confidence);
        Ok(entry)
    }
}
