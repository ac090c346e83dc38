//! How the parts of a query belong together.
//!
//! Takes a query, gives a [`Query`]. Words side by side should all occur, and anything else
//! that stands beside each other must; `OR` binds closer than that, `AND`
//! closer than `OR`, and `NOT` or `-` closest. Refuses what only says what must not be there: nearly every passage
//! lacks a word, and a list of them all is no answer.

use super::{
    Query, Text,
    bound::bound,
    broken::Broken,
    lexer::{Lexer, Token},
};

/// How deep brackets may lie inside one another.
const DEEPEST: usize = 50;
/// How many parts a query may have.
const MOST: usize = 1000;

type Parsed<T> = Result<T, Broken>;

struct Parser<'a> {
    lexer: Lexer<'a>,
    next: Option<(usize, Token<'a>)>,
    /// How many parts there have been.
    parts: usize,
}

pub(super) fn parse(query: &str) -> Parsed<Query> {
    let mut parser = Parser { lexer: Lexer::new(query), next: None, parts: 0 };
    parser.advance()?;
    let whole = parser.all(0)?;
    if let Some((at, _)) = parser.next {
        return Err(Broken::new(at, "the bracket that ends here has no start"));
    }
    match whole {
        None => Err(Broken::new(0, "the query has no word to search for")),
        Some(whole) if !whole.is_positive() => Err(Broken::new(0, "the query only says what to leave out")),
        Some(whole) => Ok(whole),
    }
}

impl<'a> Parser<'a> {
    /// Goes to the next token, and gives the one before it.
    fn advance(&mut self) -> Parsed<Option<(usize, Token<'a>)>> {
        let next = self.lexer.next()?;
        self.parts += 1;
        match &next {
            Some((at, _)) if self.parts > MOST => {
                Err(Broken::new(*at, format!("the query has more than {MOST} parts")))
            }
            _ => Ok(std::mem::replace(&mut self.next, next)),
        }
    }

    /// Everything up to the end or to a closing bracket; `None` where there is nothing.
    fn all(&mut self, depth: usize) -> Parsed<Option<Query>> {
        let mut parts = Vec::new();
        let (mut words, mut first): (Vec<String>, usize) = (Vec::new(), 0);
        while self.next.as_ref().is_some_and(|(_, token)| !matches!(token, Token::Close)) {
            match self.any(depth)? {
                Query::Text(Text::Word(word) | Text::Words(word)) => {
                    first = if words.is_empty() { parts.len() } else { first };
                    words.push(word);
                }
                Query::All(inner) => parts.extend(inner),
                part => parts.push(part),
            }
        }
        let words = words.join(" ");
        match words.contains(' ') {
            _ if words.is_empty() => {}
            false => parts.insert(first, Query::Text(Text::Word(words))),
            true => parts.insert(first, Query::Text(Text::Words(words))),
        }
        Ok(one_or(bound(parts), Query::All))
    }

    fn any(&mut self, depth: usize) -> Parsed<Query> {
        let first = self.both(depth)?;
        let mut parts = Vec::new();
        let mut left = Some(first);
        while let Some((at, Token::Or(name))) = self.next {
            self.advance()?;
            self.right_side(at, name)?;
            let right = self.both(depth)?;
            for side in left.take().into_iter().chain([right]) {
                if !side.is_positive() {
                    return Err(Broken::new(at, format!("{name} cannot choose what is only excluded")));
                }
                match side {
                    Query::Any(inner) => parts.extend(inner),
                    side => parts.push(side),
                }
            }
        }
        match left {
            Some(only) => Ok(only),
            None => Ok(Query::Any(parts)),
        }
    }

    fn both(&mut self, depth: usize) -> Parsed<Query> {
        let mut parts = vec![self.one(depth)?];
        while let Some((at, Token::And(name))) = self.next {
            self.advance()?;
            self.right_side(at, name)?;
            parts.push(self.one(depth)?);
        }
        let flat = parts.into_iter().flat_map(|part| match part {
            Query::All(inner) => inner,
            part => vec![part],
        });
        Ok(one_or(bound(flat.collect()), Query::All).unwrap_or(Query::All(Vec::new())))
    }

    fn right_side(&self, at: usize, name: &str) -> Parsed<()> {
        match self.next {
            None | Some((_, Token::Close | Token::And(_) | Token::Or(_))) => {
                Err(Broken::new(at, format!("{name} needs a word or a phrase on its right side")))
            }
            Some(_) => Ok(()),
        }
    }

    /// A word, a phrase, a field or a pair of brackets, or the opposite of one.
    fn one(&mut self, depth: usize) -> Parsed<Query> {
        if depth > DEEPEST {
            let at = self.next.as_ref().map_or(0, |(at, _)| *at);
            return Err(Broken::new(at, format!("the query lies more than {DEEPEST} brackets deep here")));
        }
        match self.advance()? {
            Some((_, Token::Text(text))) => Ok(Query::Text(text)),
            Some((at, Token::Field(name, value))) => {
                let restriction = name.restriction(at, value)?;
                self.unit_apart(&restriction)?;
                Ok(restriction)
            }
            Some((at, Token::Not)) => self.not(at, depth),
            Some((at, Token::Open)) => self.brackets(at, depth),
            Some((at, Token::And(name) | Token::Or(name))) => {
                Err(Broken::new(at, format!("{name} needs a word or a phrase on its left side")))
            }
            Some((at, Token::Close)) => Err(Broken::new(at, "the bracket that ends here has no start")),
            None => Err(Broken::new(0, "the query has no word to search for")),
        }
    }

    fn not(&mut self, at: usize, depth: usize) -> Parsed<Query> {
        if matches!(self.next, None | Some((_, Token::Close | Token::And(_) | Token::Or(_)))) {
            return Err(Broken::new(at, "nothing follows that could be left out"));
        }
        match self.one(depth + 1)? {
            Query::Not(inner) => Ok(*inner),
            inner if !inner.is_positive() => {
                Err(Broken::new(at, "what is left out here only says what to leave out itself"))
            }
            inner => Ok(Query::Not(Box::new(inner))),
        }
    }

    fn brackets(&mut self, at: usize, depth: usize) -> Parsed<Query> {
        let inside = self.all(depth + 1)?;
        match self.next {
            Some((_, Token::Close)) => self.advance()?,
            _ => return Err(Broken::new(at, "the bracket that starts here has no end")),
        };
        inside.ok_or_else(|| Broken::new(at, "there is no word to search for between these brackets"))
    }

    /// `investering:>5 mio.` would ask for more than five kroner and for the word.
    fn unit_apart(&self, restriction: &Query) -> Parsed<()> {
        match (restriction, &self.next) {
            (Query::Field(field), Some((at, Token::Text(text)))) if field.lacks_unit(text) => {
                let word = text.words();
                Err(Broken::new(*at, format!("“{word}” stands apart from the number that it belongs to")).hint(
                    format!("write {field}{word} or put the amount in quotes; as a word to look for, \"{word}\""),
                ))
            }
            _ => Ok(()),
        }
    }
}

/// The only part, or all of them joined; `None` where there is none.
fn one_or(mut parts: Vec<Query>, join: impl FnOnce(Vec<Query>) -> Query) -> Option<Query> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(join(parts)),
    }
}
