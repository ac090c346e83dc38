//! The words beside a number that stands without a noun: whether they leave it to what was told before to say what it
//! counts.
//!
//! Takes a sentence with the places it names, gives [`Cues`]. Refuses a number whose clause has a word that may be a noun
//! of its own, one that is a label (`fase 2`) or an age (`hun var 12`), and one that nothing sets off from what was told
//! before: no time, no place, no goal, no row that it goes on.

mod clause;
mod kind;
mod label;
mod noun;

pub(super) use self::kind::Kind;
use self::{
    clause::BORDER,
    kind::{CUES, words},
};
use super::Sentence;
use crate::{
    pattern::Pattern,
    quantity::{Quantity, Scan},
    span::Span,
};

/// `(` and what may stand in it before the number: `(i 2021: `.
static BRACKET: Pattern = Pattern::new(r"(?i)\((?:(?:i\s+)?(?:19|20)\d\d:\s*|året\s+før:?\s*|mod\s+)?$");

/// How far the numbers of a row may stand apart, in bytes.
const ROW: usize = 110;

/// What a number may be one of.
#[derive(Clone, Copy)]
pub(super) struct Strand<'a> {
    /// Whether an indicator's words are its own.
    pub of: &'a dyn Fn(usize) -> bool,
    /// Whether the number before it in the sentence is one of it.
    pub goes_on: bool,
    /// Whether it needs no more than to go on a row: staff are beside too many other things.
    pub row: bool,
    /// What may stand beside it: those who notify, or where a child lives.
    pub beside: Option<Kind>,
    /// Whether it is money, whose words behind say what it is spent on.
    pub spent: bool,
}

/// The cue words of a sentence.
pub(super) struct Cues<'a> {
    sentence: &'a Sentence<'a>,
    /// In the order of their beginnings.
    found: Vec<(Kind, Span)>,
}

impl<'a> Cues<'a> {
    pub(super) fn of(sentence: &'a Sentence<'a>) -> Self {
        let (kinds, words) = &*CUES;
        let mut found: Vec<(Kind, Span)> =
            words.find(sentence.text).into_iter().map(|(index, span)| (kinds[index], span)).collect();
        found.sort_by_key(|(_, span)| span.start);
        Cues { sentence, found }
    }

    /// The same where some words are known to name what was told before: `ventetiden`, behind a figure of one.
    pub(super) fn naming(mut self, names: &[Span]) -> Self {
        let named = |span: Span| names.iter().any(|name| name.overlaps(span));
        self.found.retain(|(kind, span)| *kind != Kind::Other || !named(*span));
        self.found.extend(names.iter().map(|name| (Kind::Level, *name)));
        self.found.sort_by_key(|(_, span)| span.start);
        self
    }

    fn text(&self) -> &'a str {
        self.sentence.text
    }

    fn scan(&self) -> &'a Scan {
        self.sentence.scan
    }

    /// Whether the words around a number, as far as the numbers beside it, leave it to the strand.
    pub(super) fn leave_open(&self, part: Span, number: Span, strand: Strand<'_>) -> bool {
        if BRACKET.is_match(&self.text()[..number.start]) {
            return self.bracketed(number, strand);
        }
        let before = Span::new(part.start, number.start);
        // “rådgiverne udgør 19, psykologerne fire”: its own word sets it off.
        let own = || strand.goes_on && words(self.text(), before).any(|word| self.is_of(word, strand));
        let contrast =
            || self.contrasts(before, strand) || self.contrasts(self.clause_behind(part, number), strand) || own();
        let row = || strand.row && self.is_row(before);
        self.are_silent(part, number, strand) && (contrast() || row())
    }

    /// Whether the words around a number say nothing of what it counts.
    pub(super) fn are_silent(&self, part: Span, number: Span, strand: Strand<'_>) -> bool {
        let ahead = self.clause_ahead(part, number);
        let other = self.is_label(ahead, number) || self.is_age(ahead);
        let behind = self.words_behind(part, number);
        let silent = |word: Span| self.is_neutral(word, strand) || self.is_adverbial(word, ahead);
        !other
            && words(self.text(), ahead).all(silent)
            && (strand.spent || self.neutral(behind, strand))
            && (strand.goes_on || self.earlier_clauses(Span::new(part.start, ahead.start), ahead, strand))
    }

    /// Whether none of the words of a part may be a noun of the number's own.
    fn neutral(&self, part: Span, strand: Strand<'_>) -> bool {
        words(self.text(), part).all(|word| self.is_neutral(word, strand))
    }

    /// Whether something in a part sets a number off from what was told before.
    fn contrasts(&self, part: Span, strand: Strand<'_>) -> bool {
        let kind = |kind: Kind| match kind {
            Kind::Time | Kind::Part | Kind::Goal | Kind::Level => true,
            Kind::Source | Kind::Home => strand.beside == Some(kind),
            _ => false,
        };
        let from = self.found.partition_point(|(_, span)| span.start < part.start);
        let cue = self.found[from..].iter().take_while(|(_, span)| span.start < part.end).any(|(one, _)| kind(*one));
        let date = self.scan().dates.iter().any(|date| part.contains(date.span));
        cue || date || words(self.text(), part).any(|word| self.is_named(word)) || self.by_pronoun(part)
    }

    /// `det er 33`, `var det 33`.
    fn by_pronoun(&self, part: Span) -> bool {
        let mut words = words(self.text(), part).map(|word| word.of(self.text()));
        words.any(|word| word.eq_ignore_ascii_case("det"))
    }

    /// `12, 14 og 15`, `fra 12 til 15`, `34 her, men nu 29`: whether the part goes on from the number before.
    fn is_row(&self, part: Span) -> bool {
        let bound = |(kind, span): &(Kind, Span)| *kind == Kind::Link && part.contains(*span);
        part.len() <= ROW && (BORDER.is_match(part.of(self.text())) || self.found.iter().any(bound))
    }

    /// `i juli (61)`, `212 (198 i 2013)`: a time, a place or another number stands right before the bracket.
    fn bracketed(&self, number: Span, strand: Strand<'_>) -> bool {
        let Some(open) = self.text()[..number.start].rfind('(') else { return false };
        let Some(close) = self.text()[number.end..].find(')').map(|close| number.end + close) else { return false };
        let end = self.text()[..open].trim_end().len();
        let dates = &self.scan().dates;
        let said = self.text()[open..number.start].len() > 1;
        let dated = dates.iter().any(|date| date.span.end == end);
        let cue = words(self.text(), Span::new(0, end)).last().is_some_and(|last| self.contrasts(last, strand));
        let counted = self.scan().quantities.iter().any(|other: &Quantity| other.span.end == end);
        let dated_inside = dates.iter().any(|date| date.span.start >= number.end && date.span.end <= close);
        close == number.end && (dated || cue || said) || counted && dated_inside
    }
}
