//! The words of a text, where each begins and ends.
//!
//! Takes a text, gives its words in order: runs of letters, numbers, and the signs that are read as words (%, §). What
//! a hyphen joins is one word, whether it stands inside a line or at its end; the hyphen of `børne- og ungeområdet`
//! joins nothing. Never refuses a text.

use unicode_normalization::char::is_combining_mark;

use super::number::{self, Number};
use crate::span::Span;

/// A word where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub span: Span,
    pub kind: Kind,
}

/// What stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Letters,
    Number(Number),
    /// A sign, with the word that it is read as.
    Sign(&'static str),
}

/// A word that goes on further than this is a line of dashes or worse; it is cut.
const LONGEST: usize = 200;

const SIGNS: [(char, &str); 3] = [('%', "procent"), ('‰', "promille"), ('§', "paragraf")];

/// Endings that stand behind an apostrophe: SFO'er, EU's.
const ENDINGS: [&str; 10] = ["s", "en", "et", "er", "ens", "ets", "ers", "erne", "ernes", "r"];

/// The words of a text, found one by one.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        loop {
            let rest = &self.text[self.at..];
            let first = rest.chars().next()?;
            let start = self.at;
            let (length, kind) = if first.is_ascii_digit() {
                match number::number(rest) {
                    Some(number) => (number.length, Kind::Number(number)),
                    // A date or a section: its first part by itself.
                    None => (rest.bytes().take_while(u8::is_ascii_digit).count(), Kind::Letters),
                }
            } else if first.is_alphanumeric() {
                (letters(rest), Kind::Letters)
            } else {
                self.at += first.len_utf8();
                match SIGNS.iter().find(|(sign, _)| *sign == first) {
                    Some((_, word)) => {
                        return Some(Word { span: Span::new(start, self.at), kind: Kind::Sign(word) });
                    }
                    None => continue,
                }
            };
            self.at = start + length;
            return Some(Word { span: Span::new(start, self.at), kind });
        }
    }
}

/// How far the word goes that a text begins with.
fn letters(text: &str) -> usize {
    let mut end = 0;
    loop {
        end += stretch(&text[end..]);
        let rest = &text[end..];
        let Some(after) = hyphen(rest).filter(|_| end < LONGEST) else {
            return end + apostrophe(rest);
        };
        end += after;
    }
}

/// How far letters follow one another; converters leave soft hyphens and rings of their own among them.
fn stretch(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let rest = &text[plain..];
    let other = |c: char| !(c.is_alphanumeric() || c == '\u{ad}' || is_combining_mark(c));
    plain + rest.find(other).unwrap_or(rest.len())
}

/// The bytes of a hyphen that joins what stands before it to what follows, with the line break behind it.
fn hyphen(text: &str) -> Option<usize> {
    let after = text.strip_prefix(['-', '\u{2010}', '\u{2011}'])?;
    if after.starts_with(char::is_alphabetic) {
        return Some(text.len() - after.len());
    }
    let line = after.trim_start_matches([' ', '\t', '\r']);
    let next = line.strip_prefix('\n')?.trim_start_matches([' ', '\t']);
    let word = &next[..stretch(next)];
    let joins = next.starts_with(char::is_lowercase) && !matches!(word, "og" | "eller" | "samt" | "til" | "m");
    joins.then(|| text.len() - next.len())
}

/// The bytes of an ending behind an apostrophe.
fn apostrophe(text: &str) -> usize {
    let Some(after) = text.strip_prefix(['\'', '’', '´']) else { return 0 };
    let length = stretch(after);
    if ENDINGS.contains(&&after[..length]) { text.len() - after.len() + length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        words(text).map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn what_a_hyphen_joins() {
        assert_eq!(found("anbrin-\n  gelser, sags-behandler"), ["anbrin-\n  gelser", "sags-behandler"]);
        assert_eq!(found("børne- og ungeområdet"), ["børne", "og", "ungeområdet"]);
        assert_eq!(found("børne-\nog ungeområdet"), ["børne", "og", "ungeområdet"]);
        assert_eq!(found("i Nord-\nDet"), ["i", "Nord", "Det"], "a capital begins a word of its own");
        assert_eq!(found("ja – nej -- COVID-19"), ["ja", "nej", "COVID", "19"]);
    }

    #[test]
    fn numbers_signs_and_endings() {
        assert_eq!(found("6.380.651 kr., 23,5 % og § 50"), ["6.380.651", "kr", "23,5", "%", "og", "§", "50"]);
        assert_eq!(found("31.10.2012, 18-årige, 5mio"), ["31", "10", "2012", "18", "årige", "5", "mio"]);
        assert_eq!(found("SFO'er EU's 'citat'"), ["SFO'er", "EU's", "citat"]);
        assert_eq!(found("an\u{ad}bringelse A\u{30a}benra\u{30a}"), ["an\u{ad}bringelse", "A\u{30a}benra\u{30a}"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_falls_into_words(text in "([a-zå]{1,4}|[-'’., \n§%]|[0-9]{1,4}|\\PC){0,20}") {
            let mut end = 0;
            for word in words(&text) {
                proptest::prop_assert!(word.span.start >= end && !word.span.is_empty());
                end = word.span.end;
            }
        }
    }
}
