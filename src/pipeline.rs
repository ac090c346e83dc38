//! The rooms one after another, for one document: what the commands and the index call.
//!
//! Takes a [`Source`], gives a [`Reading`]: the document with its passages and its figures as records. Refuses what the
//! readers refuse; a panic in any room is caught and charged to the document.

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

use serde::{Deserialize, Serialize};

use crate::{
    Error, ErrorKind, Result,
    document::{self, Document, Limits, Memory, Source, Unwatched, Watch},
    figure::{self, IndicatorCode, MunicipalityCode, Record},
    finding,
    layout::{Layout, Passage},
    reference::Reference,
};

/// Changes whenever the text or the layout of some document may come out otherwise.
pub const READER_VERSION: u32 = 7;
/// Changes whenever a rule may decide otherwise.
pub const RULES_VERSION: u32 = 8;

/// A document with everything that was found in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Where it came from.
    pub source: Source,
    /// Its text and pages.
    pub document: Document,
    /// What can be searched.
    pub passages: Vec<Passage>,
    /// Its key figures.
    pub records: Vec<Record>,
    /// The indicators that it names without a number.
    #[serde(default)]
    pub mentioned: BTreeSet<IndicatorCode>,
    /// Whose document it is, where it says so.
    pub municipality: Option<MunicipalityCode>,
    /// The year it is from, where it says so.
    pub year: Option<u16>,
}

/// Reads one document and finds its figures.
pub fn read(source: &Source, limits: &Limits, reference: &Reference) -> Result<Reading> {
    read_kept(source, limits, reference, &Unwatched, None)
}

/// Reads one document under someone's eyes; what is remembered of it is not read again.
pub fn read_kept(
    source: &Source,
    limits: &Limits,
    reference: &Reference,
    watch: &dyn Watch,
    memory: Option<&Memory>,
) -> Result<Reading> {
    let reading = || read_unguarded(source, limits, reference, watch, memory);
    catch_unwind(AssertUnwindSafe(reading)).unwrap_or_else(|_| {
        Err(Error::new(ErrorKind::Defect, format!("reading {} failed in a way it should not", source.name))
            .hint("please report it with the document, if it may be shown"))
    })
}

fn read_unguarded(
    source: &Source,
    limits: &Limits,
    reference: &Reference,
    watch: &dyn Watch,
    memory: Option<&Memory>,
) -> Result<Reading> {
    let mut document = document::read_kept(source, limits, watch, memory)?;
    let bounds = figure::Bounds {
        deadline: Instant::now().checked_add(limits.time),
        figures: limits.figures,
        all_languages: limits.all_languages,
    };
    let layout = Layout::of(&document);
    let passages = layout.passages(&document);
    let found = figure::extract(&document, &layout, reference, bounds);
    document.notices.extend(found.notices);
    document.metadata.dated(found.written);
    let mut records = figure::records(&found.figures, &document, &layout, &source.name);
    finding::check(&mut records, reference);
    Ok(Reading {
        source: source.clone(),
        mentioned: figure::mentioned(&document, &passages, reference),
        passages,
        records,
        municipality: found.municipality,
        year: found.year,
        document,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Outcome;

    fn read_text(text: &str, limits: &Limits) -> Reading {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notat.txt");
        std::fs::write(&path, text).expect("a file");
        read(&Source::file(path, "notat.txt"), limits, Reference::in_use()).expect("a reading")
    }

    #[test]
    fn more_figures_than_the_limit_make_a_document_partly_read() {
        let text = "Greve Kommune\n\n".to_owned() + &"En rådgiver har i gennemsnit 31 sager. ".repeat(40);
        let limits = Limits { figures: 5, ..Limits::default() };
        let reading = read_text(&text, &limits);
        assert_eq!(reading.document.outcome(), Outcome::Partly);
        assert_eq!(reading.records.len(), 5);
        assert_eq!(read_text(&text, &Limits::default()).document.outcome(), Outcome::Read);
    }

    #[test]
    fn the_limits_hold_within_a_table() {
        let rows: String = (1..=40).map(|row| format!("Institution {row}\t{}\t{}\n", 10 + row, 20 + row)).collect();
        let text = format!("Greve Kommune\n\nAnbringelser\n\nType\t2017\t2018\n{rows}");
        assert_eq!(read_text(&text, &Limits::default()).records.len(), 80);
        let few = read_text(&text, &Limits { figures: 7, ..Limits::default() });
        assert_eq!((few.document.outcome(), few.records.len()), (Outcome::Partly, 7));
        let late = read_text(&text, &Limits { time: std::time::Duration::ZERO, ..Limits::default() });
        assert_eq!((late.document.outcome(), late.records.len()), (Outcome::Partly, 0));
    }

    #[test]
    fn a_number_after_a_broken_word_is_looked_for_where_it_stands() {
        // Two bytes before the number, as many as the break takes, lies the middle of a letter.
        let text = "Side 1 af 2\nGreve Kommune\n\nSide 2 af 2\nRådgiverne arbej-\nder med et sagstal på 31.\n";
        let reading = read_text(text, &Limits::default());
        assert_eq!(reading.records.iter().map(|one| one.number.as_str()).collect::<Vec<_>>(), ["31"]);
    }

    #[test]
    fn a_number_comes_with_its_page_and_its_sentence() {
        let text =
            "Side 1 af 2\nFaxe Kommune\n\nSagstallet er 55.\n\nSide 2 af 2\nMålet er 30 sager pr. rådgiver i 2021.\n";
        let reading = read_text(text, &Limits::default());
        let found: Vec<_> =
            reading.records.iter().map(|one| (one.number.as_str(), one.page.map(|page| page.get()))).collect();
        assert_eq!(found, [("55", Some(1)), ("30", Some(2))]);
        assert!(
            reading.records.iter().all(|one| one.quote.contains(&one.number) && text[one.start..one.end] == one.number)
        );
    }
}
