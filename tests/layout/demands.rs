//! What is demanded of a document, `NAME.json` beside `NAME`, and how far it holds.
//!
//! Takes an expectation and what the program gave, gives for each kind of demand how many there are and, in words, which
//! do not hold.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    agreement::{Rows, differences, matched, mended, out_of_order},
    reading::Reading,
};

/// What is expected of a document; `make.py` writes it from the data that the document is drawn from.
#[derive(Deserialize)]
pub struct Expected {
    /// Whether it takes a program that recognises letters.
    #[serde(default)]
    pub ocr: bool,
    #[serde(default)]
    tables: Vec<Table>,
    /// Tables beside these are no fault.
    #[serde(default)]
    more_tables: bool,
    /// Passages in reading order.
    #[serde(default)]
    text: Vec<String>,
    /// Passages that stand somewhere, in one piece.
    #[serde(default)]
    whole: Vec<String>,
    /// Words and numbers that a line, a column or a page parts, and that search must find.
    #[serde(default)]
    words: Vec<String>,
    /// Paragraphs that must each be in one passage.
    #[serde(default)]
    paragraphs: Vec<String>,
    /// What stands there once although it is drawn twice.
    #[serde(default)]
    once: Vec<String>,
    /// What must not be in the text: running heads, feet, navigation.
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    headings: Vec<Heading>,
    /// What the document says about itself: title, date, author, type, case number.
    #[serde(default)]
    metadata: Map<String, Value>,
    /// The languages other than Danish.
    #[serde(default)]
    languages: Vec<String>,
    /// Figures that must be found, by some of their fields.
    #[serde(default)]
    figures: Vec<Map<String, Value>>,
    /// Numbers that must be no figures.
    #[serde(default)]
    no_figures: Vec<String>,
}

#[derive(Deserialize)]
struct Table {
    page: Option<u64>,
    rows: Rows,
}

#[derive(Deserialize)]
struct Heading {
    text: String,
    level: u8,
}

/// How far one kind of demand holds.
#[derive(Default)]
pub struct Held {
    pub demands: usize,
    /// Those that do not hold, a line each.
    pub broken: Vec<String>,
}

/// Every kind of demand that a document has.
pub fn check(expected: &Expected, reading: &Reading) -> BTreeMap<&'static str, Held> {
    let text = mended(&reading.text);
    let mut held = BTreeMap::new();
    // Of a document that was not read, what must not be there is no merit.
    let unread = reading.text.trim().is_empty() && reading.figures.is_empty();
    let mut put = |kind: &'static str, demands: usize, mut broken: Vec<String>| {
        if demands > 0 {
            if unread {
                broken = vec!["nothing was read".to_owned(); demands];
            }
            held.insert(kind, Held { demands, broken });
        }
    };
    let order = out_of_order(&expected.text, &text);
    put("order", expected.text.len(), order.iter().map(|passage| format!("not in its place: {passage:?}")).collect());
    let lost = expected.whole.iter().filter(|passage| !text.contains(passage.as_str()));
    put("whole", expected.whole.len(), lost.map(|passage| format!("not in the text: {passage:?}")).collect());
    for (kind, wanted) in [("words", &expected.words), ("paragraphs", &expected.paragraphs)] {
        let lost = wanted.iter().filter(|one| !reading.passages.iter().any(|passage| passage.contains(one.as_str())));
        put(kind, wanted.len(), lost.map(|one| format!("in no passage: {one:?}")).collect());
    }
    let kept = expected.absent.iter().filter(|passage| text.contains(passage.as_str()));
    put("kept_out", expected.absent.len(), kept.map(|passage| format!("in the text: {passage:?}")).collect());
    let times = expected.once.iter().map(|passage| (passage, text.matches(passage.as_str()).count()));
    let broken = times.filter(|(_, count)| *count != 1).map(|(passage, count)| format!("{count} times: {passage:?}"));
    put("once", expected.once.len(), broken.collect());
    put("headings", expected.headings.len(), headings(expected, reading));
    put("tables", expected.tables.len(), tables(expected, reading));
    let extra = reading.tables.len() > expected.tables.len();
    let more = extra.then(|| format!("{} tables, {} expected", reading.tables.len(), expected.tables.len()));
    put(
        "no_more_tables",
        usize::from(!expected.tables.is_empty() && !expected.more_tables),
        more.into_iter().collect(),
    );
    let said = |key: &String| &reading.metadata[key]["value"];
    let other = expected.metadata.iter().filter(|(key, value)| said(key) != *value);
    put(
        "metadata",
        expected.metadata.len(),
        other.map(|(key, value)| format!("{key}: {value} expected, {} came", said(key))).collect(),
    );
    let languages = reading.metadata["languages"].as_array().cloned().unwrap_or_default();
    let missing = expected.languages.iter().filter(|one| !languages.iter().any(|other| other == one.as_str()));
    put("languages", expected.languages.len(), missing.map(|one| format!("not seen: {one}")).collect());
    let missing = expected.figures.iter().filter(|figure| !has(reading, figure));
    put(
        "figures",
        expected.figures.len(),
        missing.map(|figure| format!("missing: {}", Value::from(figure.clone()))).collect(),
    );
    let number = |number: &String| Map::from_iter([("number".to_owned(), Value::from(number.as_str()))]);
    let wrong = expected.no_figures.iter().filter(|one| has(reading, &number(one)));
    put("no_figures", expected.no_figures.len(), wrong.map(|one| format!("is no figure: {one}")).collect());
    held
}

/// The headings that are missing, out of order or of another level; one that is none counts for the one that it is before.
fn headings(expected: &Expected, reading: &Reading) -> Vec<String> {
    let mut came = reading.headings.iter().peekable();
    let mut broken = Vec::new();
    for heading in &expected.headings {
        let mut rest = came.clone();
        match rest.find(|(text, _)| mended(text) == heading.text) {
            Some((_, level)) if *level == heading.level => came = rest,
            Some((_, level)) => {
                broken.push(format!("{:?}: level {} expected, {level} came", heading.text, heading.level));
                came = rest;
            }
            None => broken.push(format!("no heading: {:?}", heading.text)),
        }
    }
    let wanted = |text: &String| expected.headings.iter().any(|heading| heading.text == mended(text));
    let others = reading.headings.iter().filter(|(text, _)| !wanted(text));
    broken.extend(others.map(|(text, _)| format!("is no heading: {text:?}")));
    broken.truncate(expected.headings.len());
    broken
}

fn tables(expected: &Expected, reading: &Reading) -> Vec<String> {
    let wanted: Vec<Rows> = expected.tables.iter().map(|table| table.rows.clone()).collect();
    let came: Vec<Rows> = reading.tables.iter().map(|(_, rows)| rows.clone()).collect();
    let mut broken = Vec::new();
    for (number, ((rows, found), table)) in matched(&wanted, &came).into_iter().zip(&expected.tables).enumerate() {
        let mut lines = differences(rows, found);
        let page = reading.tables.iter().find(|(_, other)| Some(other) == found).and_then(|(page, _)| *page);
        if found.is_some() && page != table.page {
            lines.push(format!("page {:?} expected, {page:?} came", table.page));
        }
        if !lines.is_empty() {
            broken.push(format!("table {}: {}", number + 1, lines.join("\n    ")));
        }
    }
    broken
}

/// Whether a figure with these fields was found; `doc` is the end of its document's name.
fn has(reading: &Reading, fields: &Map<String, Value>) -> bool {
    let same = |record: &Value, key: &String, value: &Value| match key.as_str() {
        "doc" => record["doc"].as_str().zip(value.as_str()).is_some_and(|(name, end)| name.ends_with(end)),
        "value" => record["value"].as_f64() == value.as_f64(),
        _ => record[key] == *value,
    };
    reading.figures.iter().any(|record| fields.iter().all(|(key, value)| same(record, key, value)))
}
