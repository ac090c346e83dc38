//! Which of a document's figures a decision is about, after reader and rules have changed.
//!
//! Takes the figure of a decision and the figures that are read in the same content now. The same number at the same
//! place is the same figure; so is a number that overlaps it and shares its digits, where a rule came to read more or
//! less of it; and, since another reader may count offsets otherwise, the same number in the same sentence. Refuses to
//! choose between two equal numbers of one sentence: a decision that could be about either is [`Found::Unclear`].

use super::Decision;
use crate::{figure::Record, pipeline::READER_VERSION, span::Span};

/// Where a decision's figure is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The same number at its place, or in its sentence.
    Here(usize),
    /// Numbers that share digits with it; more than one where it was taken apart.
    Otherwise(Vec<usize>),
    /// The rules find nothing there.
    Nowhere,
    /// It could be one of several.
    Unclear,
}

impl Found {
    /// The figures that it is, or overlaps.
    pub fn places(&self) -> &[usize] {
        match self {
            Found::Here(place) => std::slice::from_ref(place),
            Found::Otherwise(places) => places,
            Found::Nowhere | Found::Unclear => &[],
        }
    }
}

/// Looks for a decision's figure among those of its document.
pub(super) fn locate(decision: &Decision, figures: &[Record]) -> Found {
    let anchor = &decision.figure;
    let by_place = || {
        if let Some(place) = figures.iter().position(|figure| figure.id == anchor.id) {
            return Some(Found::Here(place));
        }
        let overlapping: Vec<usize> = (0..figures.len()).filter(|at| overlap(anchor, &figures[*at])).collect();
        (!overlapping.is_empty()).then_some(Found::Otherwise(overlapping))
    };
    let same_reader = decision.reader == READER_VERSION;
    if same_reader && let Some(found) = by_place() {
        return found;
    }
    let twins: Vec<usize> = (0..figures.len()).filter(|at| same_words(anchor, &figures[*at])).collect();
    let told_apart: Vec<usize> = twins.iter().copied().filter(|at| same_spot(anchor, &figures[*at])).collect();
    match (&twins[..], &told_apart[..]) {
        (&[only], _) | (_, &[only]) => Found::Here(only),
        ([], _) if same_reader => Found::Nowhere,
        ([], _) => by_place().unwrap_or(Found::Nowhere),
        // Where offsets count as they did, the others are others.
        _ if same_reader => Found::Nowhere,
        _ => Found::Unclear,
    }
}

/// Whether two figures are of one number, by their places.
pub(super) fn same_place(a: &Record, b: &Record) -> bool {
    a.document_id == b.document_id && (a.id == b.id || overlap(a, b))
}

/// Whether the spans overlap and the shorter number is a part of the longer.
pub(super) fn overlap(a: &Record, b: &Record) -> bool {
    Span::new(a.start, a.end).overlaps(Span::new(b.start, b.end)) && {
        let (a, b) = (words(&a.number), words(&b.number));
        let (less, more) = if a.len() < b.len() { (a, b) } else { (b, a) };
        !less.is_empty() && less.iter().all(|word| more.contains(word))
    }
}

/// Whether the same number stands in the same sentence.
pub(super) fn same_words(a: &Record, b: &Record) -> bool {
    a.number == b.number && a.quote == b.quote
}

/// Whether two figures of the same words stand in the same cell or box, or mean the same.
fn same_spot(a: &Record, b: &Record) -> bool {
    let placed = a.cell.is_some() || a.bbox.is_some();
    (placed && a.cell == b.cell && a.bbox == b.bbox) || super::same_meaning(a, b)
}

/// The words and digits of a text.
pub(super) fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::{
        Verdict,
        sample::{at, caseload, decided},
    };

    fn found(anchor: Record, figures: &[Record]) -> Found {
        locate(&decided(Verdict::Accept, anchor), figures)
    }

    fn found_by_other_reader(anchor: Record, figures: &[Record]) -> Found {
        locate(&Decision { reader: READER_VERSION - 1, ..decided(Verdict::Accept, anchor) }, figures)
    }

    #[test]
    fn the_same_number_at_the_same_place() {
        let figures = [at(10, caseload("30")), at(40, caseload("31"))];
        assert_eq!(found(at(40, caseload("31")), &figures), Found::Here(1));
        assert_eq!(found(at(80, caseload("31")), &[]), Found::Nowhere);
    }

    #[test]
    fn a_rule_that_reads_more_or_less_of_it() {
        let range = [at(10, caseload("20-25"))];
        assert_eq!(found(at(13, caseload("25")), &range), Found::Otherwise(vec![0]));
        let apart = [at(10, caseload("20")), at(13, caseload("25"))];
        assert_eq!(found(Record { id: "x".into(), ..at(10, caseload("20-25")) }, &apart), Found::Otherwise(vec![0, 1]));
    }

    #[test]
    fn another_number_at_the_place_is_another_figure() {
        assert_eq!(found(at(11, caseload("14")), &[at(10, caseload("12"))]), Found::Nowhere);
        assert_eq!(found(at(10, caseload("1")), &[at(10, caseload("14"))]), Found::Nowhere);
    }

    #[test]
    fn another_reader_counts_otherwise() {
        let figures = [at(13, caseload("30")), at(43, caseload("31"))];
        assert_eq!(found_by_other_reader(at(40, caseload("31")), &figures), Found::Here(1));
        assert_eq!(found(at(40, caseload("31")), &figures), Found::Here(1), "also where its version stayed the same");
    }

    #[test]
    fn equal_numbers_of_one_row_are_told_apart_or_left_alone() {
        let row = |start: usize, year: &str| {
            let mut figure = at(start, caseload("7"));
            (figure.quote, figure.period) = ("Alle 7 7 7".to_owned(), Some(year.parse().expect("a year")));
            figure
        };
        let shifted = [row(12, "2018"), row(14, "2019"), row(16, "2020")];
        assert_eq!(found_by_other_reader(row(12, "2019"), &shifted), Found::Here(1), "not the first, by its offset");
        assert_eq!(found_by_other_reader(row(12, "2021"), &shifted), Found::Unclear);
        assert_eq!(found(row(12, "2021"), &shifted), Found::Here(0), "the reader is the same, the rule is not");
    }
}
