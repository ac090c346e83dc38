//! Annotated figures and traps, as they stand in a file: one JSON object a line.
//!
//! Takes the lines, gives [`Annotation`]s. A number is located by bytes (`start`, `end`) or by a quote with the number in
//! it; a figure has the fields of a record, a trap only a place. Refuses a line that is no object, one that locates nothing,
//! and a figure that does not say what it is: it could only ever count as missed.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Error, ErrorKind, Result};

/// An annotated figure, or a trap: a number that is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Annotation {
    /// The document, with or without its extension.
    pub doc: String,
    /// The page that the quote stands on, 1-based, where the document has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u64>,
    /// The number's first byte, counted as in a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// The byte after its last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// Words of the document that hold the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The number as it is written; the whole quote where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Which occurrence of the quote, 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<usize>,
    /// Which occurrence of the number in the quote, 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<usize>,
    /// Whether it counts neither way: the annotators disagreed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Other values of a field that are right too, by the field's name; `dims.` before a breakdown's.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub accept: Map<String, Value>,
    /// What a record should say: `indicator`, `value`, `unit` and the rest.
    #[serde(flatten)]
    pub fields: Map<String, Value>,
}

impl Annotation {
    /// What a field should be; nothing, null and the empty string are one.
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// What a breakdown should be.
    pub(super) fn breakdown(&self, name: &str) -> Option<&str> {
        self.fields.get("dims")?.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// Whether the annotators hold a value for right as well; nothing is one, too.
    pub(super) fn accepts(&self, field: &str, got: Option<&str>) -> bool {
        let others = self.accept.get(field).and_then(Value::as_array);
        others.is_some_and(|others| others.iter().any(|other| other.as_str() == got))
    }

    fn says(&self, field: &str) -> bool {
        self.fields.get(field).is_some_and(|value| !value.is_null() && value.as_str() != Some(""))
    }

    fn is_located(&self) -> bool {
        self.start.is_some() && self.end.is_some() || self.quote.is_some()
    }
}

/// What a figure is typed by.
const NEEDED: [&str; 3] = ["indicator", "value", "unit"];

/// Reads the annotated figures of a file.
pub fn annotated_figures(path: &Path) -> Result<Vec<Annotation>> {
    annotations(path, &NEEDED)
}

/// Reads the annotated traps of a file; a trap may have the fields of a figure, and needs none.
pub fn annotated_traps(path: &Path) -> Result<Vec<Annotation>> {
    annotations(path, &[])
}

fn annotations(path: &Path, needed: &[&str]) -> Result<Vec<Annotation>> {
    let text = std::fs::read_to_string(path).map_err(|cause| {
        Error::new(ErrorKind::Unreadable, format!("{} cannot be read", path.display())).caused_by(cause)
    })?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let wrong = |what: &str| {
                Error::new(ErrorKind::Damaged, format!("{}: line {} {what}", path.display(), at + 1))
                    .hint("one JSON object a line, with `doc` and either `quote` and `number` or `start` and `end`; a figure also has `indicator`, `value` and `unit`")
            };
            let one: Annotation =
                serde_json::from_str(line).map_err(|cause| wrong("is no annotation").caused_by(cause))?;
            if !one.is_located() {
                return Err(wrong("says nowhere where its number stands"));
            }
            match needed.iter().find(|field| !one.says(field)) {
                Some(field) => Err(wrong(&format!("is a figure without `{field}`"))),
                None => Ok(one),
            }
        })
        .collect()
}
