//! The query language: words and "phrases", all of which must occur; `OR` between two that may stand for each other;
//! `-` before one that must not occur.
//!
//! Takes a query as typed, gives [`Clause`]s whose words are folded and stemmed as the index's are. Refuses a query
//! that cannot be meant, and marks the place.

use super::danish;
use crate::{Error, ErrorKind, Result};

/// A word, or the words of a phrase in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub words: Vec<String>,
    pub stems: Vec<String>,
}

/// One of these must occur, or none of them may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clause {
    pub alternatives: Vec<Term>,
    pub excluded: bool,
}

const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// What a query says.
pub(super) fn parse(query: &str) -> Result<Vec<Clause>> {
    let mut clauses: Vec<Clause> = Vec::new();
    // Where an `OR` waits for its right side.
    let mut or = None;
    let mut rest = query;
    loop {
        rest = rest.trim_start();
        let at = query.len() - rest.len();
        let Some(first) = rest.chars().next() else { break };
        let excluded = first == '-' && rest[1..].starts_with(|c: char| c.is_alphanumeric() || QUOTES.contains(&c));
        let body = if excluded { &rest[1..] } else { rest };
        let (piece, after) = piece(query, body)?;
        rest = after;
        if !excluded && matches!(piece, "OR" | "ELLER") && !body.starts_with(QUOTES) {
            if or.is_some() || clauses.last().is_none_or(|clause| clause.excluded) {
                return Err(broken(query, at, format!("{piece} needs a word or a phrase on its left side")));
            }
            or = Some((at, piece));
            continue;
        }
        // A lone sign, such as `&`, is no word and asks for nothing.
        let Some(term) = term(piece) else { continue };
        match (or.take(), clauses.last_mut()) {
            (Some((at, or)), _) if excluded => {
                return Err(broken(query, at, format!("{or} cannot stand before something that is excluded")));
            }
            (Some(_), Some(clause)) => clause.alternatives.push(term),
            _ => clauses.push(Clause { alternatives: vec![term], excluded }),
        }
    }
    if let Some((at, or)) = or {
        return Err(broken(query, at, format!("{or} needs a word or a phrase on its right side")));
    }
    match clauses.iter().find(|clause| !clause.excluded) {
        Some(_) => Ok(clauses),
        None if clauses.is_empty() => {
            Err(Error::new(ErrorKind::Usage, format!("the query “{query}” has no word to search for")))
        }
        None => Err(broken(query, 0, "the query only says what to leave out".to_owned())),
    }
}

/// The next word or the inside of the next phrase, and what comes after it.
fn piece<'a>(query: &str, body: &'a str) -> Result<(&'a str, &'a str)> {
    match body.strip_prefix(QUOTES) {
        Some(inside) => match inside.split_once(QUOTES) {
            Some(parts) => Ok(parts),
            None => Err(broken(query, query.len() - body.len(), "the phrase that starts here has no end".to_owned())),
        },
        None => {
            let end = body.find(|c: char| c.is_whitespace() || QUOTES.contains(&c)).unwrap_or(body.len());
            Ok(body.split_at(end))
        }
    }
}

fn term(piece: &str) -> Option<Term> {
    let (words, stems): (Vec<_>, Vec<_>) =
        danish::stemmed(piece).into_iter().map(|(word, stem)| (word.folded, stem)).unzip();
    (!words.is_empty()).then_some(Term { words, stems })
}

/// The query with a mark under the place.
fn broken(query: &str, at: usize, message: String) -> Error {
    let line: String = query.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let before = query[..at].chars().count();
    Error::new(ErrorKind::Usage, format!("{message}\n    {line}\n    {:before$}^", ""))
        .hint("words must all occur; \"a phrase\" occurs as it stands; a OR b takes either; -c leaves out")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(query: &str) -> Vec<(bool, Vec<Vec<String>>)> {
        let clauses = parse(query).expect(query);
        clauses
            .into_iter()
            .map(|one| (one.excluded, one.alternatives.into_iter().map(|term| term.stems).collect()))
            .collect()
    }

    fn refused(query: &str) -> String {
        parse(query).expect_err(query).to_string()
    }

    #[test]
    fn words_phrases_alternatives_and_exclusions() {
        let one = |word: &str| vec![word.to_owned()];
        assert_eq!(stems("sagstal & Åbenrå"), [(false, vec![one("sagstal")]), (false, vec![one("åbenrå")])]);
        assert_eq!(stems("„børn og”"), [(false, vec![vec!["børn".to_owned(), "og".to_owned()]])]);
        assert_eq!(stems("barn OR ung -slot"), [(false, vec![one("barn"), one("ung")]), (true, vec![one("slot")])]);
        assert_eq!(stems("børne-ung").len(), 1, "a word with a hyphen is a phrase");
    }

    #[test]
    fn a_broken_query_is_marked_at_its_place() {
        insta::assert_snapshot!(refused("børn \"anbragt uden"), @r#"
        the phrase that starts here has no end
            børn "anbragt uden
                 ^
        "#);
        insta::assert_snapshot!(refused("børn OR"), @r"
        OR needs a word or a phrase on its right side
            børn OR
                 ^
        ");
        insta::assert_snapshot!(refused("ELLER børn"), @r"
        ELLER needs a word or a phrase on its left side
            ELLER børn
            ^
        ");
        insta::assert_snapshot!(refused("-børn"), @r"
        the query only says what to leave out
            -børn
            ^
        ");
        insta::assert_snapshot!(refused(" &"), @"the query “ &” has no word to search for");
    }

    proptest::proptest! {
        #[test]
        fn any_query_is_understood_or_refused(query in "([a-zå]{1,3}|[-\"“”«»&. ]|OR|ELLER|\\PC){0,12}") {
            for clause in parse(&query).unwrap_or_default() {
                proptest::prop_assert!(clause.alternatives.iter().all(|term| !term.stems.is_empty()));
            }
        }
    }
}
