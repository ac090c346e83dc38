//! The catalogue's words as patterns: which indicators a sentence speaks of, and where.
//!
//! Takes the catalogue, gives a [`Vocabulary`] that finds [`Hit`]s in a sentence and the noun that a number counts. Of
//! two words that overlap, the one spelled out further wins: `nettobesparelse` is not a `*besparelse`. The further
//! indicators and a user's own have a vocabulary of their own, so that their words never speak for a main one; among them
//! a user's words go before the others, for they were given on purpose.

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
    /// Whether it is a word of a user's own indicator.
    pub own: bool,
    /// How many letters of it the catalogue spells out.
    literal: usize,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    indicator: Option<usize>,
    role: Role,
    literal: usize,
    own: bool,
}

/// All words of a catalogue.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<Word>,
    finder: Words,
    field: Words,
    /// The words by which a user's own indicators are named again, with the place of each in the catalogue.
    again: (Vec<usize>, Words),
}

impl Vocabulary {
    /// The words of a catalogue's main indicators, or of those that stand apart from them.
    pub(crate) fn new(catalogue: &Catalogue, apart: bool) -> Self {
        let mut listed: Vec<(Option<usize>, Role, &str)> = Vec::new();
        if !apart {
            listed.extend(catalogue.counter.iter().map(|word| (None, Role::Counter, word.as_str())));
        }
        listed.extend(catalogue.names.iter().map(|word| (None, Role::Name, word.as_str())));
        for (index, one) in catalogue.all().iter().enumerate().filter(|(_, one)| one.is_apart() == apart) {
            for (role, words) in roles(one) {
                listed.extend(words.iter().map(|word| (Some(index), role, word.as_str())));
            }
        }
        let words = listed.iter().map(|&(indicator, role, word)| {
            let literal = word.chars().filter(|c| *c != '*').count();
            let own = indicator.is_some_and(|index| catalogue.all()[index].own);
            Word { indicator, role, literal, own }
        });
        Vocabulary {
            words: words.collect(),
            finder: Words::new(listed.iter().map(|(_, _, word)| *word)),
            field: Words::new(catalogue.field.iter().map(String::as_str)),
            again: if apart { named_again(catalogue) } else { (Vec::new(), Words::new([])) },
        }
    }

    /// Whether it has words of a user's own indicators.
    pub(crate) fn has_own(&self) -> bool {
        !self.again.0.is_empty()
    }

    /// Where a sentence names an indicator of the user's own again: `ventetiden`, behind a figure of one.
    pub(crate) fn again(&self, sentence: &str, indicator: usize) -> Vec<Span> {
        let (of, words) = &self.again;
        words.find(sentence).into_iter().filter(|(index, _)| of[*index] == indicator).map(|(_, span)| span).collect()
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
            let Word { indicator, role, literal, own } = self.words[index];
            Hit { indicator, role, span, own, literal }
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
                && (other.own, other.literal, other.span.len()) > (hit.own, hit.literal, hit.span.len())
        };
        // Only neighbours can overlap, so each is held against a few.
        let kept = |at: usize| {
            let near = at.saturating_sub(6)..(at + 7).min(hits.len());
            !hits[near].iter().any(|other| weaker(&hits[at], other))
        };
        (0..hits.len()).filter(|at| kept(*at)).map(|at| hits[at]).collect()
    }
}

/// The words that a user's own indicators begin with: those of their names and of their triggers.
fn named_again(catalogue: &Catalogue) -> (Vec<usize>, Words) {
    let mut listed: Vec<(usize, String)> = Vec::new();
    for (index, one) in catalogue.all().iter().enumerate().filter(|(_, one)| one.own) {
        for begun in one.triggers.iter().chain([&one.danish]) {
            let first = begun.split_whitespace().next().unwrap_or_default().trim_end_matches('*');
            if first.chars().filter(|c| c.is_alphabetic()).count() >= NAMES {
                listed.push((index, format!("{first}*")));
            }
        }
    }
    listed.sort();
    listed.dedup();
    let words = Words::new(listed.iter().map(|(_, word)| word.as_str()));
    (listed.into_iter().map(|(index, _)| index).collect(), words)
}

/// The fewest letters of a word that names anything.
const NAMES: usize = 4;

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
        let catalogue = &Reference::in_use().catalogue;
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
