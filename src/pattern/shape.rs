//! The shape of a word of several parts: `pris pr. *`, `sættes der * af`.
//!
//! Takes a word in which `*` stands for any letters and a blank for any white space, gives where it ends in a text that it
//! begins in. Refuses to begin or end inside another word.

use super::words::{is_letter, is_word};
use crate::span::Span;

/// A part of a word.
#[derive(Clone, Debug)]
enum Part {
    /// These letters, in lower case.
    Literal(String),
    /// White space.
    Blank,
    /// Any letters, or none.
    Letters,
}

/// A word's parts, and whether it begins and ends at a border of words.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    parts: Vec<Part>,
    opens: bool,
    closes: bool,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for c in word.chars() {
            match (c, parts.last_mut()) {
                ('*', _) => parts.push(Part::Letters),
                (' ', _) => parts.push(Part::Blank),
                (_, Some(Part::Literal(literal))) => literal.extend(c.to_lowercase()),
                _ => parts.push(Part::Literal(c.to_lowercase().collect())),
            }
        }
        let border = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '*');
        Shape { parts, opens: border(word.chars().next()), closes: border(word.chars().next_back()) }
    }

    /// The word, if it begins at a place of a text whose capitals beyond ASCII are small in `lower`.
    pub(super) fn at(&self, text: &str, lower: &[u8], start: usize) -> Option<Span> {
        let begins = !self.opens || is_border(text, start);
        let end = begins.then(|| self.end(text, lower, start, &self.parts))??;
        Some(Span::new(start, end))
    }

    /// Where some parts end that begin at a place: as far on as they can.
    fn end(&self, text: &str, lower: &[u8], at: usize, parts: &[Part]) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else {
            return (!self.closes || is_border(text, at)).then_some(at);
        };
        let (least, run) = match part {
            Part::Literal(literal) => {
                let stands = lower.get(at..at + literal.len())?.eq_ignore_ascii_case(literal.as_bytes());
                return if stands { self.end(text, lower, at + literal.len(), rest) } else { None };
            }
            Part::Blank => (1, text[at..].trim_start()),
            Part::Letters => (0, text[at..].trim_start_matches(is_letter)),
        };
        let run = &text[at..text.len() - run.len()];
        let ends = run.char_indices().map(|(end, _)| end).chain([run.len()]).skip(least).collect::<Vec<_>>();
        ends.into_iter().rev().find_map(|end| self.end(text, lower, at + end, rest))
    }
}

/// Whether a word begins or ends at a place; a mark over a letter goes on with it.
fn is_border(text: &str, at: usize) -> bool {
    let is_word = |c: char| is_word(c) || ('\u{300}'..='\u{36f}').contains(&c);
    text[..at].ends_with(is_word) != text[at..].starts_with(is_word)
}
