//! Danish words as the index sees them, the same for documents and for queries.
//!
//! Takes a text, gives its words folded (lower case, `aa` as `å`, composed letters, no soft hyphens) with the place
//! where each stands, and an analyzer that adds the Snowball stem. A number with its separators is one word, however
//! its thousands are parted: `6.380.651` and `6380651` are the same. Dates and section numbers fall into their parts.

use tantivy::tokenizer::{Language, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::span::Span;

/// A word as it can be compared, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub span: Span,
    pub folded: String,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let (mut end, mut last) = (start + first.len_utf8(), first);
        while let Some(&(at, c)) = chars.peek() {
            let separator = matches!(c, '.' | ',') && last.is_ascii_digit() && starts_with_digit(&text[at + 1..]);
            if !separator && !belongs(c) {
                break;
            }
            (end, last) = (at + c.len_utf8(), c);
            chars.next();
        }
        push(text, Span::new(start, end), &mut words);
    }
    words
}

/// Each word of a text with its stem.
pub(crate) fn stemmed(text: &str) -> Vec<(Word, String)> {
    let mut analyzer = analyzer();
    let mut stems = Vec::new();
    analyzer.token_stream(text).process(&mut |token| stems.push(token.text.clone()));
    words(text).into_iter().zip(stems).collect()
}

/// What the index runs over every text and every query.
pub(super) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(Words).filter(Stemmer::new(Language::Danish)).build()
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Combining rings and soft hyphens stand inside words that were taken apart by a converter.
pub(super) fn belongs(c: char) -> bool {
    c.is_alphanumeric() || c == '\u{ad}' || is_combining_mark(c)
}

/// Adds a run of letters and digits: as one word, or in parts where its separators do not make it a number.
fn push(text: &str, span: Span, words: &mut Vec<Word>) {
    let run = span.of(text);
    if let Some(number) = number(run) {
        words.push(Word { span, folded: number });
        return;
    }
    let mut start = span.start;
    for part in run.split(['.', ',']) {
        words.push(Word { span: Span::new(start, start + part.len()), folded: fold(part) });
        start += part.len() + 1;
    }
}

/// A number as Danish writes it, without the points between its thousands.
fn number(run: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = match run.split_once(',') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (run, None),
    };
    let mut groups = whole.split('.');
    let first = groups.next().filter(|first| digits(first))?;
    let mut number = first.to_owned();
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !digits(group) {
            return None;
        }
        number.push_str(group);
    }
    match fraction {
        Some(fraction) if digits(fraction) => Some(format!("{number},{fraction}")),
        Some(_) => None,
        None => Some(number),
    }
}

fn fold(word: &str) -> String {
    word.nfkc().filter(|&c| c != '\u{ad}').flat_map(char::to_lowercase).collect::<String>().replace("aa", "å")
}

#[derive(Clone, Default)]
struct Words;

struct WordStream {
    words: std::vec::IntoIter<Word>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream {
        WordStream { words: words(text).into_iter(), token: Token::default() }
    }
}

impl TokenStream for WordStream {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.span.start;
        self.token.offset_to = word.span.end;
        self.token.text = word.folded;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn spellings_of_one_word_are_one_word() {
        assert_eq!(folded("Aabenraa Åbenrå A\u{30a}benra\u{30a}"), ["åbenrå", "åbenrå", "åbenrå"]);
        assert_eq!(folded("an\u{ad}bringelse"), ["anbringelse"]);
        assert_eq!(folded("børne- og ungeområdet"), ["børne", "og", "ungeområdet"]);
    }

    #[test]
    fn numbers_keep_together_and_dates_fall_apart() {
        assert_eq!(folded("6.380.651 kr., 23,5 og 1.000,25."), ["6380651", "kr", "23,5", "og", "1000,25"]);
        assert_eq!(folded("31.10.2012 afsnit 2.1.3, 20-25"), ["31", "10", "2012", "afsnit", "2", "1", "3", "20", "25"]);
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "– Året 2.500 børn";
        let found: Vec<_> = words(text).iter().map(|word| word.span.of(text)).collect();
        assert_eq!(found, ["Året", "2.500", "børn"]);
    }

    #[test]
    fn inflections_share_a_stem() {
        let stems: Vec<_> = stemmed("anbringelse anbringelser anbringelserne kommunens kommune")
            .into_iter()
            .map(|pair| pair.1)
            .collect();
        assert_eq!(stems[0], stems[1]);
        assert_eq!(stems[1], stems[2]);
        assert_eq!(stems[3], stems[4]);
    }

    #[test]
    fn any_text_is_taken() {
        for text in ["", "..", "1.", ".5", "1.,2", "\u{30a}", "5,\u{e6}", "٣.٤", "1.٣"] {
            for word in words(text) {
                assert!(!word.span.of(text).is_empty(), "{text}");
            }
        }
    }
}
