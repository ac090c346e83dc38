//! Numbers that are part of what was told, or the difference to it: `27 af dem bor uden for kommunen`, `3,5 over målet`.
//!
//! Takes a number with the [`Subject`] of its passage, gives whether its words make it some of those told of, or so many
//! more or fewer than they. Refuses more than were told, and one whose words name a whole of its own.

use rust_decimal::Decimal;

use crate::{
    figure::{
        prose::Reader,
        topic::{Subject, is_rate},
    },
    pattern::Pattern,
    quantity::{Quantity, Value},
};

/// ` af dem bor `, ` af disse`: some of those told of.
static OF_THEM: Pattern = Pattern::new(
    r"(?i)^\s+(?:ud\s+)?af\s+(?:dem|disse|underretningerne|henvendelserne|anbringelserne|foranstaltningerne|forløbene|indsatserne)\b",
);
/// ` over målet`, ` under niveauet i 2019`, ` nede`: so many from what was told.
static FROM_IT: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:stk\.?|stykker|sager)\s+)?(?:(?:over|under|fra)\s+(?:(?:det|den|vores|byrådets|kommunens|sidste\s+års|årets|samme)\s+)?(?:mål|norm|måltal|loft|grænse|gennemsnit|landsgennemsnit|niveau|tal|snit|anbefaling)\p{L}*|over|under|nede|oppe|færre|flere|lavere|højere|bagud|foran)\s*(?:[.,;:)]|$|\s(?:end|i|siden|på|og|men)\b)",
);
/// A verb that says how a number stands to another: `er altså `, `ligger `.
static STANDS: Pattern = Pattern::new(
    r"(?i)(?:\b(?:er|var|ligger|lå|kom|endte|dvs\.|altså|nemlig|kun|stadig|fortsat|dermed|hele|og|blot|det\s+er)\s+(?:\p{L}+\s+){0,2}|[,(–-]\s*)$",
);

impl Reader<'_> {
    /// Whether a number is some of those that the topic told of; nothing where it names no part of them.
    pub(super) fn is_of_them(&self, quantity: &Quantity, subject: Subject) -> Option<bool> {
        let rate = is_rate(subject.indicator, self.catalogue) || Some(subject.indicator) == self.index("caseload");
        // “To af dem er citeret i bilaget” tells of the two.
        let fits = |last: Value| quantity.value.low() >= Decimal::TEN && quantity.value.high() <= last.high();
        let (before, after) = self.sentence.text.split_at(quantity.span.start);
        // “Der er klaget i 12 af dem”: so many complaints.
        let within = before.ends_with(" i ") || before == "I ";
        let of_them = OF_THEM.is_match(&after[quantity.span.len()..]);
        of_them.then(|| !rate && !within && subject.last.is_some_and(fits))
    }

    /// Whether a number is by how much something differs from what the topic told.
    pub(super) fn is_from_it(&self, quantity: &Quantity, subject: Subject) -> bool {
        let (before, after) = self.sentence.text.split_at(quantity.span.start);
        let little = |last: Value| {
            let twice = quantity.value.high().checked_mul(Decimal::TWO);
            twice.is_some_and(|twice| twice <= last.high())
        };
        let shares = is_rate(subject.indicator, self.catalogue);
        let differs = FROM_IT.is_match(&after[quantity.span.len()..]) && STANDS.is_match(before);
        !shares && differs && subject.last.is_some_and(little)
    }
}
