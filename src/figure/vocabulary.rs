//! The catalogue's words as patterns: which indicators a sentence speaks of, and where.
//!
//! Takes the catalogue, gives a [`Vocabulary`] that finds [`Hit`]s in a sentence and the noun that a number counts. Of
//! two words that overlap, the one spelled out further wins: `nettobesparelse` is not a `*besparelse`. The further
//! indicators have a vocabulary of their own, so that their words never speak for a main one.

use crate::{
    pattern::Words,
    reference::{Catalogue, Indicator},
    span::Span,
};

/// What a word does for its indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A number near it is one of the indicator.
    Trigger,
    /// The same, where nothing stronger stands near.
    Weak,
    /// It speaks against the indicator.
    Counter,
    /// It lets a counted noun count.
    Need,
    /// A noun that the number before it counts.
    Counted,
    /// Right ahead of a number it makes it one of the indicator, whatever else stands near.
    Ahead,
    /// The same right behind a number.
    Behind,
    /// It only looks like a word of an indicator.
    Name,
}

/// A word of the catalogue in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The indicator's place in the catalogue; `None` for a word against all.
    pub indicator: Option<usize>,
    /// What it does.
    pub role: Role,
    /// Where it stands, in the sentence.
    pub span: Span,
    /// How many letters of it the catalogue spells out.
    literal: usize,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    indicator: Option<usize>,
    role: Role,
    literal: usize,
}

/// All words of a catalogue.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<Word>,
    finder: Words,
    field: Words,
}

impl Vocabulary {
    /// The words of a catalogue's main indicators, or of its further ones.
    pub(crate) fn new(catalogue: &Catalogue, further: bool) -> Self {
        let mut listed: Vec<(Option<usize>, Role, &str)> = Vec::new();
        if !further {
            listed.extend(catalogue.counter.iter().map(|word| (None, Role::Counter, word.as_str())));
        }
        listed.extend(catalogue.names.iter().map(|word| (None, Role::Name, word.as_str())));
        for (index, one) in catalogue.all().iter().enumerate().filter(|(_, one)| one.further == further) {
            for (role, words) in roles(one) {
                listed.extend(words.iter().map(|word| (Some(index), role, word.as_str())));
            }
        }
        let words = listed.iter().map(|&(indicator, role, word)| {
            let literal = word.chars().filter(|c| *c != '*').count();
            Word { indicator, role, literal }
        });
        Vocabulary {
            words: words.collect(),
            finder: Words::new(listed.iter().map(|(_, _, word)| *word)),
            field: Words::new(catalogue.field.iter().map(String::as_str)),
        }
    }

    /// How many words of the field a text has.
    pub(crate) fn field_words(&self, text: &str) -> usize {
        let mut found: Vec<Span> = self.field.find(text).into_iter().map(|(_, span)| span).collect();
        found.sort_unstable();
        // “socialrådgiver” is one word, though two of the list are in it.
        found.dedup_by(|later, earlier| later.overlaps(*earlier));
        found.len()
    }

    /// The words in a sentence, in order; of overlapping triggers only the one spelled out furthest.
    pub(crate) fn hits(&self, sentence: &str) -> Vec<Hit> {
        let hit = |(index, span): (usize, Span)| {
            let Word { indicator, role, literal } = self.words[index];
            Hit { indicator, role, span, literal }
        };
        let mut hits: Vec<Hit> = self.finder.find(sentence).into_iter().map(hit).collect();
        hits.sort_by_key(|hit| (hit.span, std::cmp::Reverse(hit.literal)));
        let weaker = |hit: &Hit, other: &Hit| {
            let triggers = matches!(hit.role, Role::Trigger | Role::Weak | Role::Ahead)
                && matches!(other.role, Role::Trigger | Role::Weak | Role::Name)
                || hit.role == Role::Counted && other.role == Role::Name;
            triggers
                && hit.indicator != other.indicator
                && hit.span.overlaps(other.span)
                && (other.literal, other.span.len()) > (hit.literal, hit.span.len())
        };
        // Only neighbours can overlap, so each is held against a few.
        let kept = |at: usize| {
            let near = at.saturating_sub(6)..(at + 7).min(hits.len());
            !hits[near].iter().any(|other| weaker(&hits[at], other))
        };
        (0..hits.len()).filter(|at| kept(*at)).map(|at| hits[at]).collect()
    }
}

fn roles(one: &Indicator) -> [(Role, &[String]); 7] {
    [
        (Role::Counted, &one.counted),
        (Role::Need, &one.needs),
        (Role::Trigger, &one.triggers),
        (Role::Weak, &one.weak),
        (Role::Counter, &one.counter),
        (Role::Ahead, &one.ahead),
        (Role::Behind, &one.behind),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn the_word_spelled_out_further_wins() {
        let catalogue = &Reference::builtin().catalogue;
        let vocabulary = Vocabulary::new(catalogue, false);
        let found = |sentence: &str| -> Vec<String> {
            let hits = vocabulary.hits(sentence);
            hits.iter()
                .filter(|hit| hit.role == Role::Trigger)
                .filter_map(|hit| Some(catalogue.all()[hit.indicator?].code.to_string()))
                .collect()
        };
        assert_eq!(found("en nettobesparelse på"), ["net_change"]);
        assert_eq!(found("en driftsbesparelse på"), ["saving"]);
        assert_eq!(found("udgiften er 3 kr."), [] as [&str; 0]);
    }
}
