//! What agreement is: texts, tables, values.
//!
//! Takes what was expected and what came, says whether they agree or, in words, where they differ. Knows no document.

// The crate's own is not to be had from outside, and tests have the time.
#![allow(clippy::disallowed_types)]

use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde_json::Value;

/// The text with every run of white space as one space.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

static BROKEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\w)-\s*[\n\x0c]\s*(\w+)").expect("a pattern"));

/// The flat text with the words joined that a line's end broke, without soft hyphens. `børne-⏎og` keeps its hyphen and
/// its space, `ICS-⏎redskab` and `15-⏎20` their hyphen. A column's or a page's end is one
/// of a line, so this asks for the order alone; whether the program joins the words is asked of its passages.
pub fn mended(text: &str) -> String {
    let text = text.replace("\u{ad}\n", "").replace('\u{ad}', "");
    let joined = BROKEN.replace_all(&text, |found: &Captures<'_>| {
        let (before, after) = (&found[1], &found[2]);
        let small = |text: &str| text.starts_with(char::is_lowercase);
        match (small(before), small(after)) {
            _ if ["og", "eller", "samt", "til"].contains(&after) => format!("{before}- {after}"),
            (true, true) => format!("{before}{after}"),
            _ => format!("{before}-{after}"),
        }
    });
    flat(&joined)
}

/// The passages that are not in the longest series of them that stand one after another in the text.
pub fn out_of_order<'a>(passages: &'a [String], text: &str) -> Vec<&'a String> {
    // Each place of a passage with the longest series that ends there.
    let mut series: Vec<(usize, Vec<usize>)> = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        let passage = flat(passage);
        let places = text.match_indices(&passage).map(|(place, _)| {
            let before = series.iter().filter(|(end, _)| *end <= place).max_by_key(|(_, one)| one.len());
            let one = before.map_or(vec![number], |(_, one)| [one.as_slice(), &[number]].concat());
            (place + passage.len(), one)
        });
        let places: Vec<_> = places.collect();
        series.extend(places);
    }
    let longest = series.into_iter().map(|(_, one)| one).max_by_key(Vec::len).unwrap_or_default();
    passages.iter().enumerate().filter(|(number, _)| !longest.contains(number)).map(|(_, passage)| passage).collect()
}

/// A table's cells, as JSON has them.
pub type Rows = Vec<Vec<Value>>;

/// Whether a cell is as expected: its text, or the value that it holds however it is written.
fn same_cell(wanted: &Value, came: &Value) -> bool {
    let came = flat(came.as_str().unwrap_or_default());
    let Some(wanted) = wanted.as_object() else { return flat(wanted.as_str().unwrap_or_default()) == came };
    if let Some(date) = wanted.get("date").and_then(Value::as_str) {
        let (year, rest) = date.split_once('-').expect("a date by ISO 8601");
        let (month, day) = rest.split_once('-').expect("a date by ISO 8601");
        return came == date || came == format!("{day}-{month}-{year}") || came == format!("{day}.{month}.{year}");
    }
    let share = wanted.get("share").and_then(Value::as_f64);
    let value = share.or_else(|| wanted.get("number").and_then(Value::as_f64)).expect("a value");
    let (came, scale) = came.strip_suffix('%').map_or((came.as_str(), 1.0), |came| (came, 100.0));
    number(came, value).is_some_and(|came| (came - value * scale).abs() < 1e-3_f64.max(1e-6 * value.abs()))
}

/// A number in Danish or in plain notation; a point alone parts thousands where the number is a large one.
fn number(text: &str, value: f64) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let danish =
        text.contains(',') || value.abs() >= 1000.0 && text.rsplit('.').next().is_some_and(|end| end.len() == 3);
    if danish { text.replace('.', "").replace(',', ".").parse().ok() } else { text.parse().ok() }
}

/// How many cells stand in their row and column as expected.
fn right_cells(wanted: &Rows, came: &Rows) -> usize {
    let row = |(one, other): (&Vec<Value>, &Vec<Value>)| one.iter().zip(other).filter(|(a, b)| same_cell(a, b)).count();
    wanted.iter().zip(came).map(row).sum()
}

/// Each expected table with the one that agrees in most cells, none taken twice.
pub fn matched<'a>(wanted: &'a [Rows], came: &'a [Rows]) -> Vec<(&'a Rows, Option<&'a Rows>)> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (i, one) in wanted.iter().enumerate() {
        pairs.extend(came.iter().enumerate().map(|(j, other)| (right_cells(one, other), i, j)));
    }
    pairs.sort_by_key(|(right, i, j)| (std::cmp::Reverse(*right), *i, *j));
    let mut partner = vec![None; wanted.len()];
    for (right, i, j) in pairs {
        if right > 0 && partner[i].is_none() && !partner.contains(&Some(j)) {
            partner[i] = Some(j);
        }
    }
    wanted.iter().zip(partner).map(|(rows, partner)| (rows, partner.map(|j| &came[j]))).collect()
}

/// Where a table differs from what was expected; nothing where it is exact.
pub fn differences(wanted: &Rows, came: Option<&Rows>) -> Vec<String> {
    let Some(came) = came else { return vec!["not found".to_owned()] };
    let line = |row: &[Value]| Value::from(row.to_vec()).to_string();
    let mut out = Vec::new();
    for row in 0..wanted.len().max(came.len()) {
        match (wanted.get(row), came.get(row)) {
            (Some(one), Some(other)) => {
                if one.len() != other.len() || !one.iter().zip(other).all(|(a, b)| same_cell(a, b)) {
                    out.push(format!("row {}: expected {}, came {}", row + 1, line(one), line(other)));
                }
            }
            (Some(one), None) => out.push(format!("row {}: expected {}, is missing", row + 1, line(one))),
            (None, other) => out.extend(other.map(|other| format!("row {}: {} too many", row + 1, line(other)))),
        }
    }
    out
}

#[test]
fn what_a_line_broke_is_joined_and_nothing_else() {
    assert_eq!(
        mended("råd-\ngivere, børne-\nog unge, ICS-\nmetoden, 15-\n20"),
        "rådgivere, børne- og unge, ICS-metoden, 15-20"
    );
    assert_eq!(mended("råd-\n\u{c}\ngivere - og\nmere"), "rådgivere - og mere");
}

#[test]
fn one_passage_out_of_place_is_one_and_not_all_after_it() {
    let passages = ["først", "så", "sidst"].map(str::to_owned);
    assert_eq!(out_of_order(&passages, "så sidst først"), ["først"]);
    assert_eq!(out_of_order(&passages, "først så sidst"), [""; 0]);
    assert_eq!(out_of_order(&passages, "først sidst"), ["så"]);
}

#[test]
fn a_value_may_be_written_in_any_sound_way() {
    let cell = |wanted: Value, came: &str| same_cell(&wanted, &came.into());
    let number = serde_json::json!({ "number": 37_950_250.5 });
    assert!(["37950250.5", "37950250,5", "37.950.250,5"].iter().all(|came| cell(number.clone(), came)));
    assert!(!cell(number, "38 mio."));
    assert!(cell(serde_json::json!({ "number": 14.5 }), "14,5") && !cell(serde_json::json!({ "number": 14.5 }), "15"));
    assert!(
        cell(serde_json::json!({ "share": 0.125 }), "12,5 %") && cell(serde_json::json!({ "share": 0.125 }), "0,125")
    );
    assert!(cell(serde_json::json!({ "date": "2024-10-08" }), "08-10-2024"));
}
