//! A document as the commands print it, and its headings, which no command prints.
//!
//! Takes a path, runs the binary as a user does, gives text, tables, figures. A document that cannot be read has none.

use std::path::Path;

use assert_cmd::Command;
use nogletal::document::{self, Limits};
use serde_json::Value;

use super::agreement::Rows;

/// What the program made of a document.
#[derive(Default)]
pub struct Reading {
    pub text: String,
    /// With the page that they begin on.
    pub tables: Vec<(Option<u64>, Rows)>,
    pub figures: Vec<Value>,
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
        Reading {
            text: run(path, &["text"]),
            tables: tables["tables"].as_array().into_iter().flatten().map(table).collect(),
            figures: figures.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect(),
            headings: headings(path),
        }
    }
}

fn run(path: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("nogletal").expect("the binary");
    let output = command.env("NO_COLOR", "1").args(arguments).arg(path).output().expect("it ran");
    assert!(output.status.code().is_some(), "{} stopped the program", path.display());
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn headings(path: &Path) -> Vec<(String, u8)> {
    let found = document::sources(&[path.to_owned()]).ok().and_then(|found| found.into_iter().next());
    let Some(Ok(source)) = found else { return Vec::new() };
    let Ok(document) = document::read(&source, &Limits::default()) else { return Vec::new() };
    document.headings.iter().map(|heading| (heading.span.of(&document.text).to_owned(), heading.level)).collect()
}
