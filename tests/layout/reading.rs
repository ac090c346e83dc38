//! A document as the library reads it and as the commands print it.
//!
//! Takes a path, gives text, passages and headings from the library, tables, figures and metadata from the binary, as a user has
//! them. A document that cannot be read has none.

use std::path::Path;

use assert_cmd::Command;
use nogletal::{
    document::{self, Document, Limits},
    layout::{Joined, Layout},
};
use serde_json::Value;

use super::agreement::{Rows, flat};

/// What the program made of a document.
#[derive(Default)]
pub struct Reading {
    /// The text that later rooms see: what a command prints besides, running heads above all, is none of it.
    pub text: String,
    /// The passages as they are searched, with the words joined that a line, a column or a page parts.
    pub passages: Vec<String>,
    /// With the page that they begin on.
    pub tables: Vec<(Option<u64>, Rows)>,
    pub figures: Vec<Value>,
    /// One object, each value with where it was found.
    pub metadata: Value,
    /// With their levels.
    pub headings: Vec<(String, u8)>,
}

impl Reading {
    /// Reads a document.
    pub fn of(path: &Path) -> Reading {
        let tables = run(path, &["tables", "--format", "json"]);
        let tables: Value = serde_json::from_str(&tables).unwrap_or_default();
        let table = |table: &Value| {
            let rows = serde_json::from_value(table["rows"].clone()).expect("rows of cells");
            (table["page"].as_u64(), rows)
        };
        let figures = run(path, &["figures", "--format", "jsonl"]);
        let metadata = run(path, &["text", "--metadata", "--format", "jsonl"]);
        let document = read(path);
        Reading {
            passages: document.as_ref().map(passages).unwrap_or_default(),
            headings: document.as_ref().map(headings).unwrap_or_default(),
            text: document.map(|document| document.text).unwrap_or_default(),
            tables: tables["tables"].as_array().into_iter().flatten().map(table).collect(),
            metadata: serde_json::from_str(&metadata).unwrap_or_default(),
            figures: figures.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect(),
        }
    }
}

fn run(path: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("nogletal").expect("the binary");
    let output = command.env("NO_COLOR", "1").args(arguments).arg(path).output().expect("it ran");
    assert!(output.status.code().is_some(), "{} stopped the program", path.display());
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The document, or the one that an e-mail is without its attachments.
fn read(path: &Path) -> Option<Document> {
    let source = document::sources(&[path.to_owned()]).ok()?.into_iter().next()?.ok()?;
    document::read(&source, &Limits::default()).ok()
}

fn passages(document: &Document) -> Vec<String> {
    let passages = Layout::of(document).passages(document);
    passages.iter().map(|one| flat(&Joined::of(one.span.of(&document.text)).text)).collect()
}

fn headings(document: &Document) -> Vec<(String, u8)> {
    document.headings.iter().map(|heading| (heading.span.of(&document.text).to_owned(), heading.level)).collect()
}
