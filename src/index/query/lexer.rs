//! A query in its smallest parts: words, phrases, fields with their values, operators, brackets.
//!
//! Takes a query, gives [`Token`]s with their places. Refuses a phrase without an end, and `*` and `~` where they can
//! mean nothing. A lone sign, such as `&`, is no word and asks for nothing.

use unicode_normalization::char::is_combining_mark;

use super::{
    Text,
    broken::Broken,
    field::{Name, named},
};
use crate::index::danish;

/// Marks that begin or end a phrase; which of them does not matter.
const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '‟', '＂'];
/// How many words may stand between those of a phrase.
const FARTHEST: u32 = 1000;

/// The smallest part of a query.
#[derive(Clone, Debug)]
pub(super) enum Token<'a> {
    Open,
    Close,
    And(&'a str),
    Or(&'a str),
    Not,
    Text(Text),
    Field(Name, Value<'a>),
}

/// What stands behind a field's colon, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    pub at: usize,
    /// The sign of a comparison, or nothing.
    pub sign: &'a str,
    pub text: &'a str,
    pub quoted: bool,
}

pub(super) struct Lexer<'a> {
    query: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub fn new(query: &'a str) -> Self {
        Lexer { query, at: 0 }
    }

    fn rest(&self) -> &'a str {
        &self.query[self.at..]
    }

    /// Goes past some bytes, and gives them.
    fn take(&mut self, bytes: usize) -> &'a str {
        let taken = &self.query[self.at..self.at + bytes];
        self.at += bytes;
        taken
    }

    /// The next token with its place.
    pub fn next(&mut self) -> Result<Option<(usize, Token<'a>)>, Broken> {
        loop {
            self.at = self.query.len() - self.rest().trim_start().len();
            let at = self.at;
            let Some(first) = self.rest().chars().next() else { return Ok(None) };
            let token = match first {
                '(' | ')' => {
                    self.take(1);
                    Some(if first == '(' { Token::Open } else { Token::Close })
                }
                '-' if self.rest()[1..].starts_with(|c: char| c.is_alphanumeric() || c == '(' || is_quote(c)) => {
                    self.take(1);
                    Some(Token::Not)
                }
                quote if is_quote(quote) => self.phrase()?,
                _ => self.piece()?,
            };
            if let Some(token) = token {
                return Ok(Some((at, token)));
            }
        }
    }

    /// What stands between quotes.
    fn quoted(&mut self) -> Result<&'a str, Broken> {
        let start = self.at;
        let quote = self.rest().chars().next().map_or(0, char::len_utf8);
        self.take(quote);
        let Some(end) = self.rest().find(is_quote) else {
            return Err(Broken::new(start, "the phrase that starts here has no end"));
        };
        let inside = self.take(end);
        self.take(self.rest().chars().next().map_or(0, char::len_utf8));
        Ok(inside)
    }

    fn phrase(&mut self) -> Result<Option<Token<'a>>, Broken> {
        let text = self.quoted_text()?;
        Ok((!danish::words(text.words()).is_empty()).then_some(Token::Text(text)))
    }

    /// A phrase with how far its words may be apart.
    fn quoted_text(&mut self) -> Result<Text, Broken> {
        let inside = self.quoted()?;
        if self.rest().starts_with('*') {
            return Err(Broken::new(self.at, "* belongs to a single word, not to a phrase"));
        }
        if !self.rest().starts_with('~') {
            return Ok(Text::Phrase(inside.to_owned(), 0));
        }
        let at = self.at;
        self.take(1);
        let digits = self.rest().find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest().len());
        match self.take(digits).parse() {
            Ok(between) if between <= FARTHEST => Ok(Text::Phrase(inside.to_owned(), between)),
            _ => Err(Broken::new(at, "~ behind a phrase says how many other words may stand between its words")
                .hint("such as \"færre anbringelser\"~5; the most is 1000")),
        }
    }

    /// A run of characters: an operator, a field, or a word.
    fn piece(&mut self) -> Result<Option<Token<'a>>, Broken> {
        let at = self.at;
        let end = |c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')');
        let length = self.rest().find(end).unwrap_or(self.rest().len());
        let piece = &self.rest()[..length];
        let operator = match piece {
            "AND" | "OG" => Some(Token::And(piece)),
            "OR" | "ELLER" => Some(Token::Or(piece)),
            "NOT" | "IKKE" => Some(Token::Not),
            _ => None,
        };
        if operator.is_some() {
            self.take(length);
            return Ok(operator);
        }
        if let Some((name, length)) = self.field(piece)? {
            self.take(length);
            return self.value().map(|value| Some(Token::Field(name, value)));
        }
        self.take(length);
        word(piece).map(|text| text.map(Token::Text)).map_err(|broken| broken.after(at))
    }

    /// The field that a piece begins with, and how many bytes its name and colon take. A web address, a time and a
    /// colon that ends a word are no fields.
    fn field(&self, piece: &str) -> Result<Option<(Name, usize)>, Broken> {
        let Some((name, value)) = piece.split_once(':') else { return Ok(None) };
        let is_name = name.starts_with(char::is_alphabetic)
            && name.chars().nth(1).is_some()
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-') || c == '\u{ad}' || is_combining_mark(c));
        if !is_name || value.starts_with("//") {
            return Ok(None);
        }
        let lone = value.is_empty() && !self.rest()[piece.len()..].starts_with(|c| is_quote(c) || c == '(');
        match named(name) {
            Ok(found) => Ok(Some((found, name.len() + 1))),
            Err(_) if lone => Ok(None),
            Err(broken) => Err(broken.after(self.at)),
        }
    }

    /// What stands behind a colon: a piece, a phrase, or the sign of a comparison and one of the two.
    fn value(&mut self) -> Result<Value<'a>, Broken> {
        let at = self.at;
        let signs = ["<=", ">=", "=<", "=>", "<", ">", "=", "≤", "≥"];
        let sign = signs.into_iter().find(|sign| self.rest().starts_with(sign)).unwrap_or_default();
        self.take(sign.len());
        if self.rest().starts_with(is_quote) {
            let text = self.quoted()?;
            if self.rest().starts_with(['*', '~']) {
                return Err(Broken::new(self.at, "behind a field's phrase nothing of this kind can stand"));
            }
            return Ok(Value { at, sign, text, quoted: true });
        }
        let end = self.rest().find(|c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')'));
        let text = self.take(end.unwrap_or(self.rest().len()));
        if text.is_empty() && self.rest().starts_with('(') {
            return Err(Broken::new(self.at, "a field takes one value, and no brackets")
                .hint("several are written kommune:Herning,Aalborg or (titel:budget OR titel:regnskab)"));
        }
        Ok(Value { at, sign, text, quoted: false })
    }
}

fn is_quote(c: char) -> bool {
    QUOTES.contains(&c)
}

/// A word with what its end says; `None` where there is nothing to look for.
pub(super) fn word(piece: &str) -> Result<Option<Text>, Broken> {
    let several = |what: &str| Broken::new(0, format!("{what} belongs to a single word, and “{piece}” is several"));
    if danish::words(piece).is_empty() {
        return Ok(None);
    }
    if let Some(start) = piece.strip_suffix('*') {
        let single = danish::words(start).len() == 1;
        return if single { Ok(Some(Text::Prefix(start.to_owned()))) } else { Err(several("*")) };
    }
    let tilde = piece.rfind('~').filter(|at| piece[at + 1..].bytes().all(|byte| byte.is_ascii_digit()));
    let Some(tilde) = tilde else { return Ok(Some(Text::Word(piece.to_owned()))) };
    let (word, letters) = (&piece[..tilde], &piece[tilde + 1..]);
    let letters = match letters {
        "" | "1" => 1,
        "2" => 2,
        _ => {
            return Err(Broken::new(tilde, "~ behind a word says how many letters may differ: ~1 or ~2")
                .hint("how many words may stand between others is said behind a phrase: \"færre anbringelser\"~5"));
        }
    };
    if danish::words(word).len() != 1 {
        return Err(several("~"));
    }
    Ok(Some(Text::Fuzzy(word.to_owned(), letters)))
}

impl Text {
    /// The words as typed, without what their end says.
    pub fn words(&self) -> &str {
        match self {
            Text::Word(words)
            | Text::Words(words)
            | Text::Phrase(words, _)
            | Text::Prefix(words)
            | Text::Fuzzy(words, _) => words,
        }
    }
}
