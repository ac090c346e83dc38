//! What a word says beside a number: by the table of cues, by the catalogue, or by its form.
//!
//! Takes a word of a sentence, gives its kinds, and whether it may be a noun of the number's own. The words are rows of
//! `cues.tsv`. Refuses to take a word for a name only because it begins the sentence.

use std::sync::LazyLock;

use super::{Cues, Strand};
use crate::{
    figure::vocabulary::{Hit, Role},
    pattern::{Pattern, Words},
    reference::lexicon::{STOPS, kinds},
    span::Span,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::figure::prose) enum Kind {
    Neutral,
    Verb,
    Be,
    Link,
    Preposition,
    Numbered,
    Person,
    Time,
    Part,
    Goal,
    Level,
    Source,
    Home,
    Other,
}

/// The cue words, and what finds them.
pub(super) static CUES: LazyLock<(Vec<Kind>, Words)> = LazyLock::new(|| {
    kinds(include_str!("../../../reference/cues.tsv"), |name| {
        Some(match name {
            "neutral" => Kind::Neutral,
            "verb" => Kind::Verb,
            "be" => Kind::Be,
            "link" => Kind::Link,
            "preposition" => Kind::Preposition,
            "numbered" => Kind::Numbered,
            "person" => Kind::Person,
            "time" => Kind::Time,
            "part" => Kind::Part,
            "goal" => Kind::Goal,
            "level" => Kind::Level,
            "source" => Kind::Source,
            "home" => Kind::Home,
            "other" => Kind::Other,
            _ => return None,
        })
    })
});

/// Endings that no noun has.
static VERBAL: Pattern = Pattern::new(r"(?:ede|ende|igt|vis|mæssige?t?|iske?|lige)$");
/// A common noun with its article, which begins a sentence as a name does.
static DEFINITE: Pattern = Pattern::new(r"(?:en|et|ne|er|s)$");

/// The longest cue, in bytes.
const LONGEST: usize = 40;

impl Cues<'_> {
    pub(super) fn is_neutral(&self, word: Span, strand: Strand<'_>) -> bool {
        let written = word.of(self.text());
        let known = || {
            let silent = |kind: Kind| match kind {
                Kind::Person | Kind::Other => false,
                Kind::Source | Kind::Home => strand.beside == Some(kind),
                _ => true,
            };
            self.cues_over(word).any(silent) && !self.is_other(word) || STOPS.contains(written.to_lowercase().as_str())
        };
        written.chars().count() <= 2 || known() || self.is_named(word) || self.is_of(word, strand)
    }

    /// The kinds of the cues that a word is, or is part of.
    pub(super) fn cues_over(&self, word: Span) -> impl Iterator<Item = Kind> + '_ {
        let end = self.found.partition_point(|(_, span)| span.start <= word.start);
        // Words of several words are few and short: those that begin long before reach no further than this one.
        let near = move |(_, span): &&(Kind, Span)| span.start + LONGEST >= word.start;
        let over = self.found[..end].iter().rev().take_while(near);
        over.filter(move |(_, span)| span.contains(word)).map(|(kind, _)| *kind)
    }

    /// `efter sommerferien`, `på bare to år`: governed by a preposition, which no number's own subject is; `opgjort`,
    /// `forventede`: no noun at all.
    pub(super) fn is_adverbial(&self, word: Span, clause: Span) -> bool {
        if self.is_other(word) {
            return false;
        }
        if VERBAL.is_match(&word.of(self.text()).to_lowercase()) {
            return true;
        }
        let mut ahead: Vec<Span> = words(self.text(), Span::new(clause.start, word.start)).collect();
        let mut left = 3;
        while let Some(before) = ahead.pop().filter(|_| left > 0) {
            let is = |kind: Kind| self.cues_over(before).any(|one| one == kind);
            if is(Kind::Preposition) {
                // “antallet af pladser”, “tallet for pladser” is theirs.
                let of = ahead.last().is_some_and(|of| self.cues_over(*of).any(|one| one == Kind::Level));
                return !of;
            }
            // Between the two stand articles, adjectives and genitives.
            let written = before.of(self.text());
            let between = self.is_cue(before) || written.len() <= 2 || written.ends_with(['e', 's']);
            if self.is_verb(before) || !between {
                return false;
            }
            left -= 1;
        }
        false
    }

    /// A place, a date, or a name.
    pub(super) fn is_named(&self, word: Span) -> bool {
        let date = self.scan().dates.iter().any(|date| date.span.overlaps(word));
        date || self.sentence.places.iter().any(|place| place.overlaps(word)) || self.is_name(word)
    }

    pub(super) fn is_name(&self, word: Span) -> bool {
        let written = word.of(self.text());
        let ahead = &self.text()[..word.start];
        // “Venteliste: 28. Sygemeldte: 31.”: short labels stand in one sentence.
        let first = !ahead.contains(char::is_alphabetic) || ahead.trim_end().ends_with(['.', '?', '!']);
        // What begins a sentence has a capital in any case: a name has something, a noun has its article.
        let holds = || {
            let next = words(self.text(), Span::new(word.end, self.text().len())).next();
            let kind = |next: Span| self.cues_over(next).any(|kind| kind == Kind::Verb);
            !DEFINITE.is_match(written) && !self.is_cue(word) && next.is_some_and(kind)
        };
        written.starts_with(char::is_uppercase) && (!first || holds())
    }

    fn is_other(&self, word: Span) -> bool {
        self.cues_over(word).any(|kind| kind == Kind::Other)
    }

    pub(super) fn is_verb(&self, word: Span) -> bool {
        self.cues_over(word).any(|kind| matches!(kind, Kind::Verb | Kind::Be))
    }

    pub(super) fn is_cue(&self, word: Span) -> bool {
        self.cues_over(word).next().is_some() || STOPS.contains(word.of(self.text()).to_lowercase().as_str())
    }

    /// A word by which the catalogue knows the indicator.
    pub(super) fn is_of(&self, word: Span, strand: Strand<'_>) -> bool {
        let of = |hit: &Hit| {
            let says = matches!(hit.role, Role::Trigger | Role::Counted | Role::Need);
            says && hit.indicator.is_some_and(strand.of)
        };
        self.sentence.hits.iter().any(|hit| of(hit) && hit.span.overlaps(word))
    }
}

/// The words of a part of a text: letters and what elides one.
pub(super) fn words(text: &str, part: Span) -> impl DoubleEndedIterator<Item = Span> + '_ {
    let inside = part.of(text);
    inside.split(|c: char| !c.is_alphabetic() && c != '\'').filter_map(move |word| {
        let word = word.trim_matches('\'');
        let start = word.as_ptr() as usize - inside.as_ptr() as usize;
        (!word.is_empty()).then(|| Span::new(part.start + start, part.start + start + word.len()))
    })
}
