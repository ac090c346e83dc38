//! Many words looked for at once: the catalogue's, the breakdowns'.
//!
//! Takes words in which `*` stands for any letters and a blank for any white space, gives where each of them stands in a
//! text, whatever its case. One automaton passes over the text for the longest stretch of each word; only where that
//! stands, the word itself is asked. Refuses a word without a single letter: it would stand everywhere.

use std::{borrow::Cow, collections::HashMap};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::{known, shape::Shape};
use crate::span::Span;

/// Words that are looked for together.
#[derive(Debug)]
pub(crate) struct Words {
    stems: AhoCorasick,
    /// The words that have each stem, by their places.
    having: Vec<Vec<usize>>,
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    shape: Shape,
    ahead: Ahead,
    behind: Behind,
    /// The byte that it begins with, in lower case; 0 where that may be any.
    first: u8,
}

/// What a word has behind its longest stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    Nothing,
    /// Any letters.
    Letters,
    /// Further words.
    Words,
}

/// What a word has ahead of its longest stretch.
#[derive(Clone, Copy, Debug)]
enum Ahead {
    Nothing,
    /// Any letters.
    Letters,
    /// Further words.
    Words,
}

/// How far ahead of its longest stretch a word may begin, in bytes.
const REACH: usize = 60;

/// The longest stretch of a word without `*` and blanks.
fn stem(word: &str) -> &str {
    word.split(['*', ' ']).max_by_key(|part| part.len()).unwrap_or_default()
}

/// The text with its capitals beyond ASCII in lower case, each byte in its place: letters that take more or fewer bytes
/// in lower case stay. The automaton takes the others in either case.
fn lower(text: &str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    let mut lower = Cow::Borrowed(bytes);
    for at in 1..bytes.len() {
        // Æ to æ, Ø to ø, Å to å: all of Latin-1's capitals stand 32 below their small letters, but for ×.
        if bytes[at - 1] == 0xC3 && matches!(bytes[at], 0x80..=0x9E) && bytes[at] != 0x97 {
            lower.to_mut()[at] += 0x20;
        }
    }
    lower
}

impl Words {
    /// Compiles words; each is known by its place among them.
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut stems: Vec<String> = Vec::new();
        let mut having: Vec<Vec<usize>> = Vec::new();
        let mut places = HashMap::new();
        let compile = |(index, word): (usize, &'a str)| {
            let stem = stem(word);
            assert!(stem.chars().any(char::is_alphanumeric), "the word “{word}” has nothing to look for");
            let place = *places.entry(stem.to_lowercase()).or_insert_with_key(|stem| {
                stems.push(stem.clone());
                having.push(Vec::new());
                stems.len() - 1
            });
            having[place].push(index);
            let (ahead, behind) = word.split_once(stem).unwrap_or_default();
            let ahead = match ahead {
                "" => Ahead::Nothing,
                "*" => Ahead::Letters,
                _ => Ahead::Words,
            };
            let behind = match behind {
                "" if stem.ends_with(char::is_alphanumeric) => Behind::Nothing,
                "*" => Behind::Letters,
                _ => Behind::Words,
            };
            let first = lower(word).first().copied().filter(u8::is_ascii_alphanumeric).unwrap_or_default();
            Word { shape: Shape::of(word), ahead, behind, first }
        };
        let words = words.into_iter().enumerate().map(compile).collect();
        let stems = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).ascii_case_insensitive(true).build(stems);
        Words { stems: stems.expect("few and short words"), having, words }
    }

    /// The words in a text: the place of each among the words, and where it stands; in no order.
    pub(crate) fn find(&self, text: &str) -> Vec<(usize, Span)> {
        known::once(text, std::ptr::from_ref(self).addr(), || self.search(text))
    }

    fn search(&self, text: &str) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        let lower = lower(text);
        for stem in self.stems.find_overlapping_iter(&lower) {
            let place = Span::new(stem.start(), stem.end());
            for index in &self.having[stem.pattern().as_usize()] {
                found.extend(self.words[*index].around(text, place, &lower).map(|span| (*index, span)));
            }
        }
        found.sort_unstable();
        // “spare-spare” is one word: a `*` goes on over the hyphen.
        found.dedup_by(|later, earlier| {
            let one = later.0 == earlier.0 && later.1.overlaps(earlier.1);
            if one {
                earlier.1 = earlier.1.cover(later.1);
            }
            one
        });
        found
    }
}

impl Word {
    /// The word whose longest stretch stands at a place, if it does.
    fn around(&self, text: &str, place: Span, lower: &[u8]) -> Option<Span> {
        match self.ahead {
            // Most words are one stretch with letters around it, and need no expression.
            Ahead::Nothing if !begins(text, place.start) && self.first != 0 => None,
            Ahead::Nothing if self.behind != Behind::Words => {
                begins(text, place.start).then(|| ending(text, place, self.behind)).flatten()
            }
            Ahead::Nothing => self.shape.at(text, lower, place.start),
            Ahead::Letters if self.behind != Behind::Words => {
                let start = starting(text, place.start)?;
                Some(Span::new(start, ending(text, place, self.behind)?.end))
            }
            Ahead::Letters => self.within(text, run(text, place.start), place.start, lower),
            Ahead::Words => {
                let from = text.floor_char_boundary(place.start.saturating_sub(REACH));
                self.within(text, from, place.start, lower)
            }
        }
    }

    /// The word wherever it begins between two places.
    fn within(&self, text: &str, from: usize, to: usize, lower: &[u8]) -> Option<Span> {
        let may = |at: &usize| (self.first == 0 || lower[*at].to_ascii_lowercase() == self.first) && begins(text, *at);
        let starts = text[from..].char_indices().map(|(at, _)| from + at).take_while(|at| *at <= to).filter(may);
        // A match that ends before the stretch is one of another place, and is found there.
        starts.filter_map(|start| self.shape.at(text, lower, start)).find(|span| span.end > to)
    }
}

/// Whether no letter or digit stands right ahead of a place.
fn begins(text: &str, at: usize) -> bool {
    !text[..at].ends_with(is_word)
}

/// Whether a character goes on with a word; a raised digit is a note's mark behind it.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphabetic() || c.is_ascii_digit() || c == '_'
}

/// Whether a character is one that a `*` stands for.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '-' | 'æ' | 'ø' | 'å' | 'ä' | 'ö' | 'é' | 'ü' | 'Æ' | 'Ø' | 'Å' | 'Ä' | 'Ö' | 'É' | 'Ü')
}

/// Where a word begins that may have any letters ahead of a stretch: at the first border among them.
fn starting(text: &str, stretch: usize) -> Option<usize> {
    let run = text[..stretch].trim_end_matches(is_letter).len();
    let mut places = text[run..].char_indices().map(|(at, _)| run + at).take_while(|at| *at <= stretch);
    places.find(|at| begins(text, *at) && !text[*at..].starts_with('-'))
}

/// A stretch with the letters that may follow it, up to the last border among them.
fn ending(text: &str, stretch: Span, behind: Behind) -> Option<Span> {
    let rest = &text[stretch.end..];
    let run = if behind == Behind::Letters { rest.len() - rest.trim_start_matches(is_letter).len() } else { 0 };
    let mut end = stretch.end + run;
    // Letters of other languages and digits go on with the word; a hyphen before them is a border.
    if text[end..].starts_with(is_word) && text[..end].ends_with(is_word) {
        end = stretch.end + rest[..run].rfind('-')?;
    }
    end = stretch.end + text[stretch.end..end].trim_end_matches('-').len();
    (!text[end..].starts_with(is_word)).then(|| Span::new(stretch.start, end))
}

/// Where the letters and hyphens begin that end at a place.
fn run(text: &str, end: usize) -> usize {
    text[..end].trim_end_matches(|c: char| c.is_alphabetic() || c == '-').len()
}

#[cfg(test)]
// What it is held against.
#[allow(clippy::disallowed_types)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: [&str; 8] =
        ["*besparelse", "spare*", "pr. sag", "pris pr. *", "sættes der * af", "årsværk*", "*årsværk", "i år"];

    /// The word as an expression, with borders where letters end.
    fn expression(word: &str) -> String {
        let border = |c: Option<char>| if c.is_some_and(|c| c.is_alphanumeric() || c == '*') { r"\b" } else { "" };
        let parts: Vec<String> = word.split('*').map(|part| regex::escape(part).replace(' ', r"\s+")).collect();
        let letters = "[a-zæøåäöéü-]*";
        format!("(?i){}{}{}", border(word.chars().next()), parts.join(letters), border(word.chars().next_back()))
    }

    /// What each word's own expression finds, one after another.
    fn wanted(text: &str) -> Vec<(usize, Span)> {
        let mut wanted = Vec::new();
        for (index, word) in WORDS.iter().enumerate() {
            let regex = regex::Regex::new(&expression(word)).expect("an expression");
            wanted.extend(regex.find_iter(text).map(|one| (index, Span::new(one.start(), one.end()))));
        }
        wanted.sort_unstable();
        wanted
    }

    #[test]
    fn words_in_a_sentence() {
        let text = "En driftsbesparelse¹ PR. SAG; der SÆTTES der 2 ÅRSVÆRK og nettobesparelser i  år, i året.";
        let words = Words::new(WORDS);
        let found = words.find(text);
        assert_eq!(found, wanted(text));
        let named: Vec<&str> = found.iter().map(|(_, span)| span.of(text)).collect();
        assert_eq!(named, ["driftsbesparelse", "PR. SAG", "ÅRSVÆRK", "ÅRSVÆRK", "i  år"]);
    }

    proptest! {
        #[test]
        fn finds_what_each_word_finds(text in "(drifts|besparelse|spare|Årsværk|år|pr\\.|pris|sag|sættes|der|af|i|[ -] ?){0,14}") {
            prop_assert_eq!(Words::new(WORDS).find(&text), wanted(&text));
        }
    }
}
