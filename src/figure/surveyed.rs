//! Whether a document reports a survey, and who was asked.
//!
//! Takes a document's own parts, gives [`Surveyed`]. Refuses a document that mentions a questionnaire once among other
//! things, and a municipality's own document that only says what others answered.

use std::sync::LazyLock;

use super::{MunicipalityCode, dating, owner::HEAD};
use crate::{
    layout::{Block, BlockKind, Layout},
    pattern::{Pattern, Regex},
    quantity::Period,
};

/// What a document says of a survey.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surveyed {
    /// Whether it reports one.
    pub reported: bool,
    /// Whom it asks, where it is municipalities or people in several of them: all of the country's, or a group.
    pub asked: Option<MunicipalityCode>,
    /// The month the questionnaire went out, where it says so.
    pub month: Option<Period>,
}

/// A survey's own names.
static SURVEY: Pattern = Pattern::new(
    r"(?i)\b(?:spørgeskema\w*|rundspørge\w*|spørgeundersøgelse\w*|(?:bruger|trivsels|tilfredsheds|medarbejder|forældre|unge|familie|plejefamilie)undersøgelse\w*|(?:trivsels|tilfredsheds)måling\w*|surveyen?|udsendt\w*\s+et\s+skema)\b",
);
static ASKED: Pattern = Pattern::new(
    r"(?i)\b(?:spørgeskema\w*|rundspørge\w*|spørgeundersøgelse\w*|\w*undersøgelsen?\b|skemaet\b|måling(?:en)?\b)",
);
static ANSWERED: Pattern = Pattern::new(
    r"(?i)\b(?:svarer(?:,|\s+(?:ja|nej|at|bekræft\w*|benægt\w*|\d+)\b)|(?:svarede|svaret|besvarelser(?:ne)?|svar\s+fra)\b)",
);
/// All municipalities of the country, and some of them, in a sentence on who was asked.
static EVERY_MUNICIPALITY: Pattern = Pattern::new(
    r"(?i)\blandets\s+(?:øvrige\s+)?(?:9[78]\s+)?kommuner\b|\b(?:alle|samtlige|de)\s+(?:danske\s+|øvrige\s+)?(?:9[78]\s+)?kommuner\b|\bhver\s+kommune\b",
);
static SOME_MUNICIPALITIES: Pattern = Pattern::new(
    r"(?i)\b(?:\d+|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|flere|deltagende)\s+(?:[\p{L}-]+\s+){0,2}kommuner\b|\bnabokommuner",
);
/// The municipalities of a part of the country.
static REGION: Pattern =
    Pattern::new(r"(?i)\bkommuner(?:ne)?\s+i\s+(?:region\p{L}*|landsdelen)\b|\bregionens\s+(?:\p{L}+\s+)?kommuner\b");
static MUNICIPALITIES: Pattern = Pattern::new(r"(?i)\bkommuner(?:ne)?s?\b");

/// `Vi ringede til 30 forældre`, `fik i maj et skema`: that somebody was asked.
static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    let who = r"(?:forældre|familier|plejefamilier|unge|børn|rådgivere|medarbejdere|ledere|skoleledere|skolelederne|lærere|skoler|kommuner|borgere|respondenter|samarbejdspartnere)";
    Regex::new(&format!(
        r"(?i)\b(?:ringede|ringet|spurgte|spurgt|spørger|interviewede|interviewet|interviewer)\b[^.;]{{0,60}}\b{who}\b|\b(?:fik|sendte|sendt|modtog|udsendte?|udfyldte|besvarede|besvaret|svarede)\b[^.;]{{0,60}}\b(?:et|vores|om)\s+(?:\p{{L}}+\s+)?\p{{L}}*skema|\b(?:bedt|bad)\b[^.;]{{0,60}}\bsvare\b|\b\p{{L}}*tilfredshed\p{{L}}*\b[^.;]{{0,30}}\b(?:målt|måles|undersøgt)\b|\b(?:målt|målte|undersøgt)\b[^.;]{{0,40}}\b\p{{L}}*tilfredshed\p{{L}}*|\bskemaet\b[^.;]{{0,30}}\b(?:sendt|udsendt|gik|lagt)\b"
    ))
    .expect("a pattern")
});

/// Whether a sentence or a heading says that somebody was asked.
pub(super) fn asks(text: &str) -> bool {
    SURVEY.is_match(text) || ASKS.is_match(text)
}

/// `til de 16 andre kommuner`; not “til rådgivere i seks kommuner”.
static MUNICIPALITIES_ASKED: Pattern = Pattern::new(
    r"(?i)\b(?:til|spurgt|spurgte|ringet\s+til|blandt|fik)\s+(?:(?:\d+|\p{L}{2,})\s+){0,4}kommuner(?:ne)?\b",
);

/// Whether a sentence that says that somebody was asked says it of municipalities.
pub(super) fn asked_municipalities(text: &str) -> bool {
    MUNICIPALITIES_ASKED.is_match(text)
}

impl Surveyed {
    /// What the blocks of a document whose body begins at `body` say; `owned` by a municipality or not.
    pub(super) fn of(text: &str, layout: &Layout, body: usize, owned: bool, written: Option<Period>) -> Self {
        let parts = || layout.blocks.iter().map(|block| block.span.of(text));
        let twice = |pattern: &Regex| parts().flat_map(|part| pattern.find_iter(part)).nth(1).is_some();
        let named = |block: &&Block| SURVEY.is_match(head(text, block));
        let opening = || layout.blocks.iter().filter(|block| block.span.start < body + HEAD);
        let first = layout.blocks.iter().find(|block| block.span.start >= body);
        let titled = first.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)) && named(&block));
        // A questionnaire whose answers nobody tells is one of many things that were done.
        let opens = titled
            || opening().any(|block| named(&block)) && (twice(&SURVEY) || parts().any(|part| ANSWERED.is_match(part)));
        let asks = twice(&SURVEY) || twice(&ANSWERED) && parts().any(|part| ASKED.is_match(part));
        if !(opens || asks && !owned) {
            return Surveyed::default();
        }
        let parts: Vec<&str> = parts().collect();
        Surveyed {
            reported: true,
            asked: asked(&parts, owned),
            month: dating::survey(text, layout, written, &SURVEY, &ASKED),
        }
    }
}

/// Whom a survey asks. One that names no municipality of its own and speaks of municipalities asks those of the country.
fn asked(own: &[&str], owned: bool) -> Option<MunicipalityCode> {
    let asking = || own.iter().filter(|part| ASKED.is_match(part));
    let says = |pattern: &Regex| asking().any(|part| pattern.is_match(part));
    // Who was asked is said before others' surveys are told for comparison.
    let first = asking().find(|part| EVERY_MUNICIPALITY.is_match(part) || REGION.is_match(part));
    if first.is_some_and(|part| REGION.is_match(part)) {
        return Some(MunicipalityCode::GROUP);
    }
    if says(&EVERY_MUNICIPALITY) {
        return Some(MunicipalityCode::DENMARK);
    }
    if owned {
        return says(&SOME_MUNICIPALITIES).then_some(MunicipalityCode::GROUP);
    }
    says(&MUNICIPALITIES).then_some(MunicipalityCode::DENMARK)
}

fn head<'t>(text: &'t str, block: &Block) -> &'t str {
    &text[block.span.start..text.floor_char_boundary(block.span.end.min(block.span.start + HEAD))]
}
