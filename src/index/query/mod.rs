//! The query language: what can be typed, and what it means.
//!
//! Takes a query as typed, gives a [`Query`]. Refuses one that cannot be meant, and marks the place. A query that is
//! printed and read again is the same.

mod amount;
mod bound;
mod broken;
mod condition;
mod field;
mod lexer;
mod parser;
mod restriction;
#[cfg(test)]
mod tests;

use std::fmt;

pub(super) use amount::Bounds;
pub(super) use condition::Condition;
pub(super) use restriction::Restriction;

use crate::Result;

/// What a query says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Query {
    /// Each of these, in any order.
    All(Vec<Query>),
    /// At least one of these.
    Any(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// What stands in the text.
    Text(Text),
    /// What the document, the page or a figure must be.
    Field(Restriction),
}

/// What stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Text {
    /// A word in any form.
    Word(String),
    /// Words side by side: all of them if there are enough such passages, most of them otherwise.
    Words(String),
    /// Words beside each other, with at most so many others between them.
    Phrase(String, u32),
    /// Words that begin like this.
    Prefix(String),
    /// Words that at most so many letters tell from this.
    Fuzzy(String, u8),
}

/// What a query says.
pub(super) fn parse(query: &str) -> Result<Query> {
    parser::parse(query).map_err(|broken| broken.in_query(query))
}

impl Query {
    /// Whether it says something that must be there, and not only what must not.
    fn is_positive(&self) -> bool {
        match self {
            Query::All(parts) => parts.iter().any(Query::is_positive),
            Query::Not(_) => false,
            Query::Any(_) | Query::Text(_) | Query::Field(_) => true,
        }
    }

    /// What must or may be there, without what must not.
    pub fn wanted(&self) -> Vec<&Query> {
        match self {
            Query::All(parts) | Query::Any(parts) => parts.iter().flat_map(Query::wanted).collect(),
            Query::Not(_) => Vec::new(),
            Query::Text(_) | Query::Field(_) => vec![self],
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Query], between: &str| {
            for (index, part) in parts.iter().enumerate() {
                f.write_str(if index > 0 { between } else { "" })?;
                match part {
                    Query::Text(Text::Words(words)) if between == " " => f.write_str(words)?,
                    part => part.as_part(f)?,
                }
            }
            Ok(())
        };
        match self {
            // Side by side, words that must all be there would be words of which some may be missing.
            Query::All(parts) => {
                let words = |part: &&Query| matches!(part, Query::Text(Text::Word(_) | Text::Words(_)));
                joined(f, parts, if parts.iter().filter(words).count() > 1 { " AND " } else { " " })
            }
            Query::Any(parts) => joined(f, parts, " OR "),
            Query::Not(part) => {
                f.write_str("NOT ")?;
                part.as_part(f)
            }
            Query::Text(text) => text.fmt(f),
            Query::Field(restriction) => restriction.fmt(f),
        }
    }
}

impl Query {
    /// The same with brackets where its parts would otherwise join with what stands beside it.
    fn as_part(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::All(_) | Query::Any(_) | Query::Text(Text::Words(_)) => write!(f, "({self})"),
            _ => write!(f, "{self}"),
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Text::Word(words) | Text::Words(words) => f.write_str(words),
            Text::Phrase(words, 0) => write!(f, "\"{words}\""),
            Text::Phrase(words, between) => write!(f, "\"{words}\"~{between}"),
            Text::Prefix(start) => write!(f, "{start}*"),
            Text::Fuzzy(word, letters) => write!(f, "{word}~{letters}"),
        }
    }
}
