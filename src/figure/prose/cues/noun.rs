//! Whether the words around a number have a noun that it counts instead of what was told before.
//!
//! Takes a number with its part of the sentence, gives yes where nothing speaks for such a noun. Refuses a noun behind the
//! number, a label ahead of it, and a thing of its own that is so many: `Klassekvotienten er 23`.

use super::{
    Cues, Strand,
    kind::{Kind, words},
};
use crate::{pattern::Pattern, span::Span};

/// `hun er `, `kantinen rummer `: verbs by which a thing is so many.
static IS: Pattern = Pattern::new(
    r"(?i)^(?:er|var|bliver|blev|været|blevet|være|blive|rumme[rd]?\p{L}*|tæller|talte|udgør|udgjorde|fylder|fyldte|måler|vejer|koster|varer|varede|talt)$",
);
/// Endings of what describes: `den heldigste`, `den mest belastede`.
static DESCRIBES: Pattern = Pattern::new(r"(?:ste|ede|ende|igt|ige)$");

/// How far ahead a word may stand that says the number is of something else, in bytes.
const NEAR: usize = 100;

impl Cues<'_> {
    /// Whether none of the words around a number is a noun that it counts, as far as their places tell.
    pub(in crate::figure::prose) fn are_nouns_of_none(&self, part: Span, number: Span, strand: Strand<'_>) -> bool {
        let ahead = self.clause_ahead(part, number);
        let unknown = |word: Span| !self.is_neutral(word, strand);
        let from = self.text().floor_char_boundary(number.start.saturating_sub(NEAR));
        if self.is_label(ahead, number) || self.is_age(ahead) || self.names_other(Span::new(from, number.start), strand)
        {
            return false;
        }
        !self.has_noun_behind(part, number, &unknown) && !self.is_so_many(ahead, number, strand)
    }

    /// Whether the clause of a number has words of its own, ahead of it, for what is told: a place, a level, a goal.
    pub(in crate::figure::prose) fn begin_anew(&self, part: Span, number: Span) -> bool {
        let ahead = self.clause_ahead(part, number);
        let told = |kind: Kind| matches!(kind, Kind::Level | Kind::Goal | Kind::Part);
        let reached = |word: Span| ["til", "på", "under", "over"].contains(&word.of(self.text()));
        let anew = |word: Span| self.is_name(word) || reached(word) || self.cues_over(word).any(told);
        ahead.start > part.start && words(self.text(), ahead).any(anew)
    }

    fn names_other(&self, part: Span, strand: Strand<'_>) -> bool {
        let other = |word: Span| self.cues_over(word).any(|kind| kind == Kind::Other) && !self.is_of(word, strand);
        words(self.text(), part).any(other)
    }

    /// `60 nye tablets`, `14 til journaler`: up to a preposition that does not tell what for.
    fn has_noun_behind(&self, part: Span, number: Span, unknown: &impl Fn(Span) -> bool) -> bool {
        let behind = self.words_behind(part, number);
        let governs = |word: Span| {
            let for_what = ["til", "af", "for", "over", "under"].contains(&word.of(self.text()));
            !for_what && self.cues_over(word).any(|kind| kind == Kind::Preposition)
        };
        words(self.text(), behind).take_while(|word| !governs(*word)).any(unknown)
    }

    /// Whether a word ahead of the number is a label of it, or the subject of a verb by which it is so many.
    fn is_so_many(&self, ahead: Span, number: Span, strand: Strand<'_>) -> bool {
        let text = self.text();
        let words: Vec<Span> = words(text, ahead).collect();
        let noun = |word: Span| {
            let unknown = !self.is_neutral(word, strand) && !self.is_adverbial(word, ahead);
            // What begins a clause is described no further: “Venteliste: 28”.
            unknown && !(word.start > words[0].start && DESCRIBES.is_match(word.of(text)))
        };
        let Some(first) = words.first() else { return false };
        let last = words[words.len() - 1];
        // “oplag 150”, “Venteliste: 28”: nothing but a noun ahead.
        let beside = text[last.end..number.start].trim();
        if beside.ends_with(':') && words.iter().any(|word| noun(*word)) || last == *first && noun(last) {
            return true;
        }
        let Some(verb) = words.iter().rposition(|word| IS.is_match(word.of(text))) else { return false };
        let known = |word: &Span| {
            let subject = |kind: Kind| matches!(kind, Kind::Level | Kind::Goal | Kind::Part);
            self.cues_over(*word).any(subject) || self.is_named(*word) || self.is_of(*word, strand)
        };
        let direct = words[verb + 1..].iter().all(|word| !noun(*word));
        direct && words[..verb].iter().any(|word| noun(*word)) && !words.iter().any(known)
    }
}
