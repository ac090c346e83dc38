//! Numbers that count nothing, or something else, though no noun stands behind them.
//!
//! Takes a number with the words around it, gives whether it is a label, an age, or counts the noun behind it. Refuses
//! to call an age what a place has: `Greve er 12`.

use super::{
    Cues,
    kind::{Kind, words},
};
use crate::{figure::prose::count::foreign_noun, pattern::Pattern, span::Span};

/// `54 har meldt sig til`: who comes to a meeting.
static ATTEND: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:er|var|har|havde|blev)\s+)?(?:allerede\s+)?(?:meldte?\s+sig|tilmeldt|deltog|deltager|mødte|stemte|skrev\s+under)\b",
);

/// The longest line that may end with its number and no dot; that of a longer one is its page's.
const LINE: usize = 60;
/// Words ahead of a stretch of time that say which one.
const THAT: [&str; 10] =
    ["sidste", "forrige", "næste", "samme", "dette", "hvert", "første", "andet", "et", "foregående"];
/// Who has an age.
const OLDEST: [&str; 2] = ["yngste", "ældste"];

impl Cues<'_> {
    /// Whether the word right behind a number may be a noun that it counts: `12 skoler`, not `12 igen`.
    pub(in crate::figure::prose) fn counts_other(&self, number: Span) -> bool {
        let behind = words(self.text(), Span::new(number.end, self.text().len())).next();
        let no_noun = |word: Span| {
            let kinds = [Kind::Neutral, Kind::Verb, Kind::Be, Kind::Link, Kind::Preposition];
            self.cues_over(word).any(|kind| kinds.contains(&kind))
        };
        let after = &self.text()[number.end..];
        ATTEND.is_match(after) || foreign_noun(after) && !behind.is_some_and(no_noun)
    }

    /// `8 Inklusion`, `P20-3-17`: one that numbers what follows, or is part of a mark. `fase 2`,
    /// `distrikt 3`: one right behind such a noun is its label.
    pub(super) fn is_label(&self, ahead: Span, number: Span) -> bool {
        let (before, after) = (&self.text()[..number.start], &self.text()[number.end..]);
        let goes_on = after.trim_start_matches('.').starts_with(['-', '–', '/']);
        let mark = goes_on || before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '/'));
        let line = before.rfind('\n').map_or(before, |end| &before[end..]);
        let item = line.trim().is_empty() && after.trim_start().starts_with(char::is_uppercase);
        let page = after.is_empty() && before.len() > LINE;
        // Two numbers side by side are cells, or a page's and a heading's.
        let end = before.trim_end().len();
        let dated = self.scan().dates.iter().any(|date| date.span.end == end);
        let beside = before[..end].ends_with(|c: char| c.is_ascii_digit()) && !dated;
        if mark || item || page || beside {
            return true;
        }
        let mut before = words(self.text(), ahead).rev();
        let Some(last) = before.next() else { return false };
        let beside = self.text()[last.end..number.start].trim().is_empty();
        // “sidste år 142”: a time, not a year by its number.
        let time = before.next().is_some_and(|word| THAT.contains(&word.of(self.text()).to_lowercase().as_str()));
        beside && !time && self.cues_over(last).any(|kind| kind == Kind::Numbered)
    }

    /// `Emma er 12`, `de var 14`: a name or a person with a verb of being; `den yngste er 9, den ældste 17`.
    pub(super) fn is_age(&self, ahead: Span) -> bool {
        let words: Vec<Span> = words(self.text(), ahead).collect();
        let written = |word: &Span| word.of(self.text()).to_lowercase();
        let oldest = words.iter().rposition(|word| OLDEST.contains(&written(word).as_str()));
        if oldest.is_some_and(|at| !words[at..].iter().any(|word| self.cues_over(*word).any(|one| one == Kind::Verb))) {
            return true;
        }
        let Some(verb) = words.iter().rposition(|word| self.cues_over(*word).any(|kind| kind == Kind::Be)) else {
            return false;
        };
        let Some(who) = verb.checked_sub(1).map(|at| words[at]) else { return false };
        let person = self.cues_over(who).any(|kind| kind == Kind::Person);
        let place = self.sentence.places.iter().any(|place| place.overlaps(who));
        let alone = verb == 1 && self.is_name(who) && !place && !self.is_cue(who);
        person || alone
    }
}
