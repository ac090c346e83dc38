//! A number of a document with everything that is said of it.
//!
//! Takes a reading and a place, gives the [`Number`]s that stand there: figures with their records, else the one number
//! with the reason that it is none; each with every rule that was tried on it. Refuses a place without a number.

use std::time::Instant;

use serde::Serialize;

use crate::{
    document::{Document, Limits, PageNumber},
    figure::{self, Bounds, Reason, Record, Step},
    layout::Layout,
    pipeline::Reading,
    present::Lang,
    reference::Reference,
    span::Span,
};

/// A number, what it is, and what was tried on it.
#[derive(Serialize)]
pub(super) struct Number {
    pub doc: String,
    pub page: Option<PageNumber>,
    pub start: usize,
    pub end: usize,
    pub number: String,
    pub quote: String,
    /// The figure that it is, if it is one.
    pub figure: Option<Record>,
    /// Why it is none, in English; and what the catalogue's words around it say.
    #[serde(flatten)]
    pub refused: Option<Refused>,
    /// Every rule that was tried, in order.
    pub tried: Vec<Step>,
}

/// Why a number is no figure.
#[derive(Serialize)]
pub(super) struct Refused {
    #[serde(skip)]
    pub reason: Reason,
    /// The text as it is printed, which the words of the reason point into.
    #[serde(skip)]
    pub text: String,
    #[serde(rename = "reason")]
    because: String,
    words: Vec<String>,
}

impl Number {
    /// The numbers at a place in the file, each explained.
    pub(super) fn at(reading: &Reading, offset: usize, limits: &Limits) -> Vec<Number> {
        let document = &reading.document;
        let layout = Layout::of(document);
        let bounds = Bounds {
            deadline: Instant::now().checked_add(limits.time),
            figures: limits.figures,
            all_languages: limits.all_languages,
        };
        let tried = |number: Span, reason: Option<&Reason>| {
            figure::tried(document, &layout, Reference::in_use(), bounds, number, reason)
        };
        let is_there = |record: &&Record| (record.start..record.end).contains(&offset);
        let figures = reading.records.iter().filter(is_there).map(|record| {
            let place = [record.start, record.end].map(|at| document.offsets.to_text(&document.text, at));
            Number::of_figure(record, tried(Span::new(place[0], place[1]), None))
        });
        let figures: Vec<Number> = figures.collect();
        if !figures.is_empty() {
            return figures;
        }
        let at = document.offsets.to_text(&document.text, offset);
        let explained = figure::explain(document, &layout, Reference::in_use(), at);
        let none = explained.map(|one| {
            let tried = tried(one.span, Some(&one.reason));
            Number::none(one, reading, tried)
        });
        none.into_iter().collect()
    }

    fn of_figure(record: &Record, tried: Vec<Step>) -> Number {
        Number {
            doc: record.doc.clone(),
            page: record.page,
            start: record.start,
            end: record.end,
            number: record.number.clone(),
            quote: record.quote.clone(),
            figure: Some(record.clone()),
            refused: None,
            tried,
        }
    }

    fn none(explained: figure::Explanation, reading: &Reading, tried: Vec<Step>) -> Number {
        let figure::Explanation { span, quote, reason } = explained;
        let document = &reading.document;
        let text = document.printed().into_owned();
        let [start, end] = [span.start, span.end].map(|at| document.offsets.to_file(&document.text, at));
        Number {
            doc: reading.source.name.clone(),
            page: document.page_at(span.start).map(|page| page.number),
            start,
            end,
            number: span.of(&text).to_owned(),
            quote: quote.of(&text).to_owned(),
            figure: None,
            refused: Some(Refused {
                because: super::reason::because(&reason, Lang::En),
                words: super::reason::words(&reason, &text, Lang::En),
                reason,
                text,
            }),
            tried,
        }
    }
}

/// Where the nearest digits ahead of a place in the file and behind it begin.
pub(super) fn nearest(document: &Document, offset: usize) -> Vec<usize> {
    let text = document.text.as_str();
    let at = document.offsets.to_text(text, offset);
    let digit = |c: char| c.is_ascii_digit();
    let ahead = text[..at].rfind(digit).map(|last| text[..last].rfind(|c| !digit(c)).map_or(0, |before| before + 1));
    let ahead = ahead.map(|start| text.ceil_char_boundary(start));
    let behind = text[at..].find(digit).map(|found| at + found);
    ahead.into_iter().chain(behind).map(|place| document.offsets.to_file(text, place)).collect()
}
