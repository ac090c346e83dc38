//! Many words looked for at once: the catalogue's, the breakdowns'.
//!
//! Takes words in which `*` stands for any letters and a blank for any white space, gives where each of them stands in a
//! text, whatever its case. One automaton passes over the text for the longest stretch of each word; only where that
//! stands, the word itself is asked. Refuses a word without a single letter: it would stand everywhere.

use std::{borrow::Cow, sync::OnceLock};

use aho_corasick::AhoCorasick;
use regex_automata::{Anchored, Input, meta};

use crate::span::Span;

/// Words that are looked for together.
#[derive(Debug)]
pub(crate) struct Words {
    stems: AhoCorasick,
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    expression: String,
    compiled: OnceLock<meta::Regex>,
    ahead: Ahead,
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

/// What a `*` stands for: the letters of Danish and its neighbours.
const LETTERS: &str = "[a-zæøåäöéü-]*";

/// How far ahead of its longest stretch a word may begin, in bytes.
const REACH: usize = 60;

/// The word as an expression, with borders where letters end.
fn expression(word: &str) -> String {
    let border = |c: Option<char>| if c.is_some_and(|c| c.is_alphanumeric() || c == '*') { r"\b" } else { "" };
    let parts: Vec<String> = word.split('*').map(|part| regex::escape(part).replace(' ', r"\s+")).collect();
    format!("(?i){}{}{}", border(word.chars().next()), parts.join(LETTERS), border(word.chars().next_back()))
}

/// The longest stretch of a word without `*` and blanks.
fn stem(word: &str) -> &str {
    word.split(['*', ' ']).max_by_key(|part| part.len()).unwrap_or_default()
}

/// The text in lower case, each byte in its place: letters that take more or fewer bytes in lower case stay.
fn lower(text: &str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|byte| byte.is_ascii_uppercase() || *byte == 0xC3) {
        return Cow::Borrowed(bytes);
    }
    let mut lower = bytes.to_ascii_lowercase();
    for at in 1..lower.len() {
        // Æ to æ, Ø to ø, Å to å: all of Latin-1's capitals stand 32 below their small letters, but for ×.
        if lower[at - 1] == 0xC3 && matches!(lower[at], 0x80..=0x9E) && lower[at] != 0x97 {
            lower[at] += 0x20;
        }
    }
    Cow::Owned(lower)
}

impl Words {
    /// Compiles words; each is known by its place among them.
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut stems = Vec::new();
        let compile = |word: &'a str| {
            let stem = stem(word);
            assert!(stem.chars().any(char::is_alphanumeric), "the word “{word}” has nothing to look for");
            stems.push(stem.to_lowercase());
            let ahead = match &word[..word.find(stem).unwrap_or_default()] {
                "" => Ahead::Nothing,
                "*" => Ahead::Letters,
                _ => Ahead::Words,
            };
            Word { expression: expression(word), compiled: OnceLock::new(), ahead }
        };
        let words = words.into_iter().map(compile).collect();
        Words { stems: AhoCorasick::new(stems).expect("few and short words"), words }
    }

    /// The words in a text: the place of each among the words, and where it stands; in no order.
    pub(crate) fn find(&self, text: &str) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        for stem in self.stems.find_overlapping_iter(&lower(text)) {
            let index = stem.pattern().as_usize();
            let word = &self.words[index];
            match word.ahead {
                Ahead::Nothing => found.extend(word.at(text, stem.start()).map(|span| (index, span))),
                Ahead::Letters => found.extend(word.within(text, run(text, stem.start()), stem.start(), index)),
                Ahead::Words => {
                    let from = text.floor_char_boundary(stem.start().saturating_sub(REACH));
                    found.extend(word.within(text, from, stem.start(), index));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Word {
    fn regex(&self) -> &meta::Regex {
        self.compiled.get_or_init(|| {
            meta::Regex::new(&self.expression).unwrap_or_else(|error| panic!("the word “{}”: {error}", self.expression))
        })
    }

    /// The word, if it begins here.
    fn at(&self, text: &str, start: usize) -> Option<Span> {
        let found = self.regex().find(Input::new(text).range(start..).anchored(Anchored::Yes))?;
        Some(Span::new(found.start(), found.end()))
    }

    /// The word wherever it begins between two places.
    fn within(&self, text: &str, from: usize, to: usize, index: usize) -> Option<(usize, Span)> {
        let begins = |at: &usize| !text[..*at].ends_with(char::is_alphanumeric);
        let starts = text[from..].char_indices().map(|(at, _)| from + at).take_while(|at| *at <= to).filter(begins);
        // A match that ends before the stretch is one of another place, and is found there.
        starts.filter_map(|start| self.at(text, start)).find(|span| span.end > to).map(|span| (index, span))
    }
}

/// Where the letters and hyphens begin that end at a place.
fn run(text: &str, end: usize) -> usize {
    text[..end].trim_end_matches(|c: char| c.is_alphabetic() || c == '-').len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: [&str; 8] =
        ["*besparelse", "spare*", "pr. sag", "pris pr. *", "sættes der * af", "årsværk*", "*årsværk", "i år"];

    /// What each word's own expression finds, one after another.
    fn wanted(text: &str) -> Vec<(usize, Span)> {
        let mut wanted = Vec::new();
        for (index, word) in WORDS.iter().enumerate() {
            let regex = meta::Regex::new(&expression(word)).expect("an expression");
            wanted.extend(regex.find_iter(text).map(|one| (index, Span::new(one.start(), one.end()))));
        }
        wanted.sort_unstable();
        wanted
    }

    #[test]
    fn words_in_a_sentence() {
        let text = "En driftsbesparelse PR. SAG; der SÆTTES der 2 ÅRSVÆRK og nettobesparelser i  år, i året.";
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
