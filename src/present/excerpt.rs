//! A quote cut to a length around its number, and the number's places in it.
//!
//! Takes a source, gives pieces of its quote, those that are the number marked. Where a table row repeats the number,
//! every repetition is marked: a row does not say which of its equal cells it was.

use crate::comparison::Source;

/// A piece of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub is_number: bool,
}

/// A quote with a mark before and after each place of its number.
pub fn marked(quote: &str, number: &str, [open, close]: [&str; 2]) -> String {
    let set = |piece: &Piece<'_>| match piece.is_number {
        true => format!("{open}{}{close}", piece.text),
        false => piece.text.to_owned(),
    };
    pieces(quote, number).iter().map(set).collect()
}

/// The whole quote in pieces.
pub(super) fn pieces<'a>(quote: &'a str, number: &str) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in places(quote, number) {
        pieces.push(Piece { text: &quote[from..at], is_number: false });
        from = at + number.len();
        pieces.push(Piece { text: &quote[at..from], is_number: true });
    }
    pieces.push(Piece { text: &quote[from..], is_number: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Where the number stands by itself, not inside a longer one.
pub(crate) fn places(quote: &str, number: &str) -> Vec<usize> {
    if number.is_empty() {
        return Vec::new();
    }
    let stands_alone = |at: &usize| {
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let mut before = quote[..*at].chars().rev();
        let mut after = quote[at + number.len()..].chars();
        let glued_before = match before.next() {
            Some('.' | ',') => digit(before.next()),
            other => digit(other),
        };
        let glued_after = match after.next() {
            Some('.' | ',') => digit(after.next()),
            other => digit(other),
        };
        !glued_before && !glued_after
    };
    let all: Vec<usize> = quote.match_indices(number).map(|(at, _)| at).collect();
    let alone: Vec<usize> = all.iter().copied().filter(stands_alone).collect();
    if alone.is_empty() { all.into_iter().take(1).collect() } else { alone }
}

/// The quote in one line of at most `length` characters, cut at both ends around the number.
pub(super) fn short(source: Source<'_>, length: usize) -> String {
    around(&source.figure.quote, &source.figure.number, length)
}

/// A quote in one line of at most `length` characters, cut at both ends around a number that stands in it.
pub fn around(quote: &str, number: &str, length: usize) -> String {
    let line = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters: Vec<char> = line.chars().collect();
    if letters.len() <= length {
        return line;
    }
    let number = number.split_whitespace().collect::<Vec<_>>().join(" ");
    let at = places(&line, &number).first().map_or(0, |at| line[..*at].chars().count());
    let middle = at + number.chars().count() / 2;
    let start = middle.saturating_sub(length / 2).min(letters.len() - length);
    let end = start + length;
    let (head, tail) = (if start > 0 { "…" } else { "" }, if end < letters.len() { "…" } else { "" });
    let cut: String = letters[start..end].iter().collect();
    format!("{head}{}{tail}", cut.trim())
}
