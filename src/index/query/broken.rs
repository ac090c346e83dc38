//! A query that cannot be meant: what is wrong with it, and where.
//!
//! Takes a place and a sentence, gives an [`Error`] that shows the query with a mark under the place.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::{Error, ErrorKind};

/// What to say where nothing more fitting is known.
const GENERAL: &str = "`nogletal search --help` shows what can be typed; in “quotes” everything is plain words";
/// How many columns of the query are shown before the place, and behind it.
const AROUND: usize = 60;

/// What is wrong, and at which byte of the query.
#[derive(Debug)]
pub(super) struct Broken {
    pub at: usize,
    pub message: String,
    pub hint: Option<String>,
}

impl Broken {
    pub fn new(at: usize, message: impl Into<String>) -> Self {
        Broken { at, message: message.into(), hint: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same with an example of what can be typed, where it has no hint.
    pub fn or_hint(mut self, example: &str) -> Self {
        self.hint.get_or_insert_with(|| format!("such as {example}"));
        self
    }

    /// The same at a place further on, for a part of a query that was looked at by itself.
    pub fn after(mut self, bytes: usize) -> Self {
        self.at += bytes;
        self
    }

    /// The error with the query, or with the part of a long one around the place.
    pub fn in_query(self, query: &str) -> Error {
        let (before, after) = query.split_at(self.at);
        let (before, after) = (shown(before), shown(after));
        let start = cut(before.chars().rev()).map_or(0, |columns| before.len() - columns);
        let end = cut(after.chars()).unwrap_or(after.len());
        let before = format!("{}{}", if start > 0 { "…" } else { "" }, &before[start..]);
        let rest = if end < after.len() { "…" } else { "" };
        let mark = " ".repeat(before.width());
        let message = format!("{}\n    {before}{}{rest}\n    {mark}^", self.message, &after[..end]);
        Error::new(ErrorKind::Usage, message).hint(self.hint.unwrap_or_else(|| GENERAL.to_owned()))
    }
}

/// On one line.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect()
}

/// After how many bytes the room is used up; `None` where it suffices.
fn cut(characters: impl Iterator<Item = char>) -> Option<usize> {
    let (mut columns, mut bytes) = (0, 0);
    for c in characters {
        columns += c.width().unwrap_or_default();
        if columns > AROUND {
            return Some(bytes);
        }
        bytes += c.len_utf8();
    }
    None
}
