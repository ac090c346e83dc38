//! The rooms one after another, for one document: what the commands and the index call.
//!
//! Takes a [`Source`], gives a [`Reading`]: the document with its passages and its figures as records. Refuses what the
//! readers refuse; a panic in any room is caught and charged to the document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{
    Error, ErrorKind, Result,
    document::{self, Document, Limits, Source},
    figure::{self, MunicipalityCode, Record},
    layout::{Layout, Passage},
    reference::Reference,
};

/// Changes whenever the text or the layout of some document may come out otherwise.
pub const READER_VERSION: u32 = 1;
/// Changes whenever a rule may decide otherwise.
pub const RULES_VERSION: u32 = 1;

/// A document with everything that was found in it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Where it came from.
    pub source: Source,
    /// Its text and pages.
    pub document: Document,
    /// What can be searched.
    pub passages: Vec<Passage>,
    /// Its key figures.
    pub records: Vec<Record>,
    /// Whose document it is, where it says so.
    pub municipality: Option<MunicipalityCode>,
    /// The year it is from, where it says so.
    pub year: Option<u16>,
}

/// Reads one document and finds its figures.
pub fn read(source: &Source, limits: &Limits, reference: &Reference) -> Result<Reading> {
    catch_unwind(AssertUnwindSafe(|| read_unguarded(source, limits, reference))).unwrap_or_else(|_| {
        Err(Error::new(ErrorKind::Defect, format!("reading {} failed in a way it should not", source.name))
            .hint("please report it with the document, if it may be shown"))
    })
}

fn read_unguarded(source: &Source, limits: &Limits, reference: &Reference) -> Result<Reading> {
    let deadline = std::time::Instant::now().checked_add(limits.time);
    let mut document = document::read(source, limits)?;
    let layout = Layout::of(&document);
    let passages = layout.passages(&document);
    let found = figure::extract(&document, &layout, reference, deadline);
    document.notices.extend(found.notices);
    let records = found.figures.iter().map(|figure| Record::new(figure, &document, &source.name)).collect();
    Ok(Reading {
        source: source.clone(),
        passages,
        records,
        municipality: found.municipality,
        year: found.year,
        document,
    })
}
