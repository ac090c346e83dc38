//! What a document says about itself: title, date, author, type and case number, each with where it came from.
//!
//! Takes what the file's properties hold, the first page and the file's name, gives [`Metadata`]. Where they disagree:
//!
//! - **title**: properties, then the first heading. A file's name is no title.
//! - **date**: first page, then file name, then the title, then properties, whose date is mostly that of the export.
//! - **type**: a line of its own on the first page (`NOTAT`), then the title, then the beginning of a line, then file
//!   name.
//! - **author**: first page, then properties.
//! - **case number**: first page, then file name.
//!
//! Refuses what programs put there by themselves (“Microsoft Word - Dokument1.docx”), and to guess: what nothing says
//! stays absent.

mod kind;
mod patterns;

use serde::{Deserialize, Serialize};

use super::{Heading, Page, reader::Content};
use crate::{
    quantity::{Date, Period, find_dates},
    span::Span,
};

pub use kind::DocumentType;

/// Where a value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// In the properties that the file's format keeps apart from its text.
    Properties,
    /// On the first page, or in the document's head where it has no pages.
    FirstPage,
    /// In the file's name.
    FileName,
}

impl Origin {
    /// The origin's name as records give it.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Properties => "properties",
            Origin::FirstPage => "first_page",
            Origin::FileName => "file_name",
        }
    }
}

/// A value with where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub origin: Origin,
}

/// What a document says about itself; what it does not say is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Its title.
    pub title: Option<Stated<String>>,
    /// When it was written, or held where it is about a meeting.
    pub date: Option<Stated<Period>>,
    /// Who wrote it.
    pub author: Option<Stated<String>>,
    /// What kind of document it is.
    #[serde(rename = "type")]
    pub kind: Option<Stated<DocumentType>>,
    /// The number that the authority files it under.
    pub case_number: Option<Stated<String>>,
}

/// How much of a document without pages is its head, in bytes.
const HEAD: usize = 3_000;

impl Metadata {
    /// What a document that was read says about itself; `name` is its file's.
    pub(super) fn of(content: &Content, text: &str, name: &str) -> Metadata {
        let first = first_page(text, &content.pages);
        let page = first.of(text);
        let stem = patterns::stem(name);
        let title = content.title.as_deref().map(str::trim).filter(|title| !patterns::is_junk_title(title, stem));
        let title = stated(title.map(str::to_owned), Origin::Properties)
            .or_else(|| stated(heading(text, first, &content.headings), Origin::FirstPage));
        let author = content.author.as_deref().map(str::trim).filter(|author| !patterns::is_junk_author(author));
        let named = title.as_ref().and_then(|title| Some((DocumentType::in_title(&title.value)?, title.origin)));
        Metadata {
            date: stated(patterns::date_line(page), Origin::FirstPage)
                .or_else(|| stated(patterns::date_in_name(stem), Origin::FileName))
                .or_else(|| title.as_ref().and_then(day_in_title))
                .or_else(|| stated(content.written.map(Period::at), Origin::Properties)),
            author: stated(patterns::author_line(page), Origin::FirstPage)
                .or_else(|| stated(author.map(str::to_owned), Origin::Properties)),
            kind: stated(DocumentType::alone(page), Origin::FirstPage)
                .or_else(|| named.map(|(value, origin)| Stated { value, origin }))
                .or_else(|| stated(DocumentType::on_page(page), Origin::FirstPage))
                .or_else(|| stated(DocumentType::in_title(&stem.replace(['-', '_', '.'], " ")), Origin::FileName)),
            case_number: stated(patterns::case_number(page), Origin::FirstPage)
                .or_else(|| stated(patterns::case_number_in_name(stem), Origin::FileName)),
            title,
        }
    }

    /// Adds the date that the document's text was found to be from, unless its first page states one.
    pub(crate) fn dated(&mut self, written: Option<Period>) {
        let known = |date: &Stated<Period>| date.origin == Origin::FirstPage || Some(date.value) == written;
        let stands = self.date.as_ref().is_some_and(known);
        // A year alone may be what the document is about.
        if let Some(value) = written.filter(|period| !stands && period.start.month.is_some()) {
            self.date = Some(Stated { value, origin: Origin::FirstPage });
        }
    }
}

/// The day that a title names, when it names one: “Dagsorden for Børneudvalget 12. juni 2024”.
fn day_in_title(title: &Stated<String>) -> Option<Stated<Period>> {
    let dates = find_dates(&title.value);
    let [only] = dates.as_slice() else { return None };
    let day = only.period.filter(|period| period.end.is_none() && period.start.day.is_some());
    stated(day, title.origin)
}

fn stated<T>(value: Option<T>, origin: Origin) -> Option<Stated<T>> {
    value.map(|value| Stated { value, origin })
}

fn first_page(text: &str, pages: &[Page]) -> Span {
    match pages.first() {
        Some(page) => page.span,
        None => Span::new(0, text.floor_char_boundary(HEAD.min(text.len()))),
    }
}

/// The first of the highest headings on the first page. A single word heads a part (“Indhold”) or names a place, unless
/// it says what the document is (“Anbringelsesstrategi”).
fn heading(text: &str, page: Span, headings: &[Heading]) -> Option<String> {
    let on_page = headings.iter().filter(|heading| page.contains(heading.span));
    let level = on_page.clone().map(|heading| heading.level).min()?;
    let titles = on_page
        .filter(|heading| heading.level == level)
        .map(|heading| heading.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
    let titles = titles.filter(|title| title.chars().filter(|c| c.is_alphabetic()).count() >= 3 && title.len() <= 200);
    titles.into_iter().find(|title| title.contains(' ') || DocumentType::in_title(title).is_some())
}

/// The date of a property, as ISO 8601 writes it: `2019-03-12T09:30:00Z`.
pub(super) fn property_date(value: &str) -> Option<Date> {
    let mut parts = value.trim().get(..10)?.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    plausible(year, month, day)
}

/// A day, unless it cannot be one on which such a document was written.
pub(super) fn plausible(year: u16, month: u8, day: u8) -> Option<Date> {
    ((1970..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| Date::day(year, month, day))
}

#[cfg(test)]
mod tests;
