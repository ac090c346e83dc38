//! The fields of a table of sources, and of a table of the documents that were read.
//!
//! Takes a source or a document, gives the values of its fields.

use super::{CONFIDENCE, DOCUMENT, DOCUMENT_ID, Datum, Field, Kind, NUMBER, PAGE, QUOTE, code, text};
use crate::{
    comparison::{Covered, Source},
    present::{Lang, words},
};

type Get = for<'a> fn(Source<'a>, Lang) -> Datum<'a>;
type GetOfDocument = for<'a> fn(&'a Covered, Lang) -> Datum<'a>;

/// The fields of a source, in order.
pub(super) const FIELDS: &[(Field, Get)] = &[
    (
        Field::new(
            "source",
            Kind::Whole,
            ["Nr.", "No."],
            ["Kildens nummer i denne tabel.", "The source's number in this table."],
        ),
        |source, _| Datum::count(source.number),
    ),
    (DOCUMENT, |source, _| Datum::text(source.figure.doc.as_str())),
    (PAGE, |source, _| source.figure.page.map(|page| Datum::Whole(page.get().into())).into()),
    (
        text(
            "cell",
            ["Celle", "Cell"],
            ["Ark og celle, eller række og kolonne i en tabel.", "Sheet and cell, or row and column of a table."],
        ),
        |source, _| source.figure.cell.as_deref().map(Datum::text).into(),
    ),
    (NUMBER, |source, _| Datum::text(source.figure.number.as_str())),
    (QUOTE, |source, _| Datum::text(source.figure.quote.as_str())),
    (CONFIDENCE, |source, _| Datum::Likelihood(source.figure.confidence)),
    (
        text(
            "decision",
            ["Afgørelse", "Decision"],
            ["Hvem der har afgjort hvad om tallet.", "Who has decided what about the number."],
        ),
        |source, lang| source.figure.decision.as_ref().map(|mark| Datum::text(words::decided(mark, lang))).into(),
    ),
    (
        text(
            "rules",
            ["Regler", "Rules"],
            ["De regler, der afgjorde tallet, i rækkefølge.", "The rules that decided the number, in order."],
        ),
        |source, _| Datum::text(source.figure.rules.join("; ")),
    ),
    (
        Field::new(
            "start",
            Kind::Whole,
            ["Fra byte", "From byte"],
            ["Tallets første byte i dokumentets tekst.", "The number's first byte in the document's text."],
        ),
        |source, _| Datum::count(source.figure.start),
    ),
    (
        Field::new(
            "end",
            Kind::Whole,
            ["Til byte", "To byte"],
            ["Byten efter tallets sidste.", "The byte after the number's last."],
        ),
        |source, _| Datum::count(source.figure.end),
    ),
    (DOCUMENT_ID, |source, _| Datum::text(source.figure.document_id.as_str())),
];

/// The fields of a document, in order.
pub(super) const DOCUMENT_FIELDS: &[(Field, GetOfDocument)] = &[
    (DOCUMENT, |one, _| Datum::text(one.document.as_str())),
    (
        text(
            "municipality",
            ["Kommunekode", "Municipality code"],
            ["Hvis dokument det er, hvor det siger det.", "Whose document it is, where it says so."],
        ),
        |one, _| one.municipality.as_ref().map(|code| Datum::text(code.as_str())).into(),
    ),
    (code("outcome", ["Resultat", "Outcome"], ["Hvordan læsningen gik.", "How reading it ended."]), |one, lang| {
        Datum::code(&one.outcome, words::outcome(one.outcome, lang))
    }),
    (
        text(
            "reasons",
            ["Grund", "Reason"],
            [
                "Hvad der mangler af det, eller hvorfor det ikke kunne læses.",
                "What is missing of it, or why it could not be read.",
            ],
        ),
        |one, _| Datum::text(one.reasons.join("; ")),
    ),
];
