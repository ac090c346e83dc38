//! The clauses around a number, and whether those ahead of its own leave it open too.
//!
//! Takes the part of a sentence that is a number's, gives its clause ahead and behind and the words behind that are its
//! own. Refuses a label's colon for a border, and words behind that are the next number's or the verb's.

use super::{
    Cues, Strand,
    kind::{Kind, words},
};
use crate::{
    pattern::{Match, Pattern},
    span::Span,
};

/// Where a clause ends.
pub(super) static BORDER: Pattern = Pattern::new(
    r"(?i)[,;:()?!]|\s[–-]\s|\.\s|\b(?:mens|men|hvorimod|skønt|selv\s+om|selvom|da|fordi|så|hvor|hvoraf)\b",
);
/// Where the words behind a number end: the same, and what an “og” begins is the next number's.
static BEHIND: Pattern = Pattern::new(r"(?i)^\s+(?:og|samt|eller)\b|\s(?:og|samt)\s");
/// What begins a clause that only says when, why or of whom.
static SUBORDINATE: Pattern = Pattern::new(
    r"(?i)^(?:da|når|hvor|hvoraf|som|der|at|fordi|skønt|selv\s+om|selvom|hvis|inden|før|efter|siden|mens)\b",
);

impl Cues<'_> {
    /// The words from the beginning of a number's clause to the number.
    pub(super) fn clause_ahead(&self, part: Span, number: Span) -> Span {
        let text = &self.text()[part.start..number.start];
        // “Refusion: 12” is labelled; “Siden er det gået ned: 12” only goes on.
        let label = |border: &Match<'_>| {
            let colon = border.as_str() == ":" && text[border.end()..].trim().is_empty();
            colon
                && !words(self.text(), Span::new(part.start, part.start + border.start()))
                    .any(|word| self.is_verb(word))
        };
        let from = BORDER.find_iter(text).filter(|border| !label(border)).last();
        Span::new(from.map_or(part.start, |border| part.start + border.end()), number.start)
    }

    /// From a number to the end of its clause.
    pub(super) fn clause_behind(&self, part: Span, number: Span) -> Span {
        let rest = &self.text()[number.end..part.end];
        let border = BORDER.find(rest).map_or(rest.len(), |border| border.start());
        let next = part.end < self.text().len();
        let and = BEHIND.find(rest).filter(|_| next).map_or(rest.len(), |and| and.start());
        Span::new(number.end, number.end + border.min(and))
    }

    /// The words behind a number that are its own.
    pub(super) fn words_behind(&self, part: Span, number: Span) -> Span {
        let behind = self.clause_behind(part, number);
        // “Stigningen på 77 fra 2020 til 2021 skyldes …”: with the verb the clause says something of it.
        let mut words = words(self.text(), behind);
        let verb = words.find(|word| self.is_verb(*word) || word.of(self.text()).ends_with("es"));
        Span::new(behind.start, verb.map_or(behind.end, |verb| verb.start))
    }

    /// Whether the clauses ahead of a number's own leave it open too: “Bussen kører hver time, i weekenden dog kun 4”.
    /// Those that only say when or why do.
    pub(super) fn earlier_clauses(&self, before: Span, own: Span, strand: Strand<'_>) -> bool {
        let text = before.of(self.text());
        if text.trim().is_empty() || self.has_subject(own) {
            return true;
        }
        let mut from = before.start;
        let mut clauses: Vec<Span> = Vec::new();
        for border in BORDER.find_iter(text) {
            clauses.push(Span::new(from, before.start + border.start()));
            from = before.start + if SUBORDINATE.is_match(border.as_str()) { border.start() } else { border.end() };
        }
        clauses.push(Span::new(from, before.end));
        clauses.iter().all(|clause| {
            SUBORDINATE.is_match(clause.of(self.text()).trim_start())
                || words(self.text(), *clause)
                    .all(|word| self.is_neutral(word, strand) || self.is_adverbial(word, *clause))
        })
    }

    /// `var der`, `vi ender på`, `lød tallet på`: whether a clause has a verb and a subject that says nothing.
    fn has_subject(&self, clause: Span) -> bool {
        let (mut verb, mut subject) = (false, false);
        for word in words(self.text(), clause) {
            verb |= self.is_verb(word);
            subject |= self.cues_over(word).any(|kind| matches!(kind, Kind::Level | Kind::Goal | Kind::Part));
            subject |= ["det", "der", "vi", "man", "de"].contains(&word.of(self.text())) || self.is_name(word);
        }
        verb && subject
    }
}
