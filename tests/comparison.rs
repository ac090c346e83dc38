//! The main table over five annotated documents, cell by cell, where the annotations lie beside the project.
//!
//! Reads `../shared/gold/figures.jsonl`, or the same under `NOGLETAL_SHARED`; says so and passes where there is none.
//! The report comes out in the build folder's `tmp/report.html`, to be looked at.

// A test that passes without looking must say so.
#![allow(clippy::print_stderr)]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use nogletal::{
    comparison::{Comparison, Coverage, Covered, Imprint, Query, compare, tables},
    document::Outcome,
    figure::{MunicipalityCode, Record},
    present::{Lang, Style, html, renderer},
    quantity::Date,
    reference::Reference,
};
use serde_json::{Value, json};

/// A gold line as a record: what the gold does not say is made up so that it decides nothing.
fn record(gold: &Value, place: usize) -> Record {
    let mut object = gold.clone();
    let doc = gold["doc"].as_str().unwrap_or_default();
    let number = gold["number"].as_str().unwrap_or_default();
    for (key, value) in [
        ("id", json!(format!("{place:016x}"))),
        ("document_id", json!(format!("sha-of-{doc}"))),
        ("page", Value::Null),
        ("start", json!(place * 100)),
        ("end", json!(place * 100 + number.len())),
        ("number", json!(number)),
        ("confidence", json!(0.9)),
        ("rules", json!(["annotated"])),
        ("checks", json!([])),
    ] {
        object[key] = value;
    }
    object.as_object_mut().expect("an object").remove("cell");
    serde_json::from_value(object).expect("a gold line has the fields of a record")
}

fn lines(path: &Path) -> Option<Vec<Value>> {
    let text = fs::read_to_string(path).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).expect("gold is JSON")).collect())
}

fn gold() -> Option<(Vec<Record>, Coverage)> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = env::var_os("NOGLETAL_SHARED").map_or_else(beside, PathBuf::from).join("gold");
    let Some(figures) = lines(&folder.join("figures.jsonl")) else {
        eprintln!("skipped: there is no {}", folder.join("figures.jsonl").display());
        return None;
    };
    let mut records: Vec<Record> = figures.iter().enumerate().map(|(place, one)| record(one, place)).collect();
    let traps = lines(&folder.join("traps.jsonl")).unwrap_or_default();
    let lost = traps.iter().find(|one| one["reason"] == "lost digits" && one["doc"] == "faxe-2019");
    if let (Some(lost), Some(like)) = (lost, records.iter().find(|one| one.indicator.as_str() == "saving").cloned()) {
        let quote = lost["quote"].as_str().unwrap_or_default().to_owned();
        let (municipality, doc) = (Some(MunicipalityCode("320".into())), "faxe-2019".to_owned());
        records.push(Record { value: None, period: None, number: String::new(), municipality, doc, quote, ..like });
    }
    let documents = [("aalborg-2016", "851"), ("faxe-2019", "320"), ("herning-2012", "657"), ("roskilde-2018", "265")];
    let documents = documents.map(|(name, code)| Covered {
        document: name.to_owned(),
        outcome: Outcome::Read,
        reasons: Vec::new(),
        municipality: Some(MunicipalityCode(code.into())),
        mentioned: Default::default(),
        imprint: Imprint::default(),
    });
    Some((records, Coverage { documents: documents.to_vec(), ..Coverage::default() }))
}

/// What the text renderer puts in the cell, in one line, without the marks of sources.
fn cells(table: &Comparison) -> Vec<(String, Vec<String>)> {
    let markdown = renderer("markdown").expect("there is Markdown");
    let text = String::from_utf8(
        markdown.rendered(table, &Style { lang: Lang::En, width: 200, coloured: false }).expect("rendered"),
    )
    .expect("text");
    let rows = text.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| {
        let mut cells = row.trim_matches('|').split(" | ").map(plain);
        (cells.next().unwrap_or_default(), cells.collect())
    })
    .collect()
}

fn plain(cell: &str) -> String {
    let mut out = String::new();
    let mut rest = cell.trim();
    while let Some((before, after)) = rest.split_once("[^") {
        out.push_str(before);
        rest = after.split_once(']').map_or("", |(_, rest)| rest);
    }
    (out + rest).replace("<br>", "; ").replace(['\u{a0}'], " ").replace('\\', "")
}

#[test]
fn the_main_table_is_what_a_careful_reader_would_give() {
    let Some((records, coverage)) = gold() else { return };
    let table = compare(&records, &Query::default(), &coverage, Reference::in_use());
    let cells = cells(&table);
    let wanted: &[(&str, usize, &[&str])] = &[
        ("Faxe (320)", 0, &["ca. 55 (2019)"]),
        ("Faxe (320)", 1, &["ca. 30", "contradicted by 25"]),
        (
            "Faxe (320)",
            2,
            &["contradicted by 21 caseworkers", "22 social workers", "3 social workers", "2 health visitors"],
        ),
        ("Faxe (320)", 3, &["10.5 million kr.", "11 million kr."]),
        ("Faxe (320)", 4, &["□"]),
        ("Faxe (320)", 5, &["131", "also 87"]),
        ("Herning (657)", 0, &["45–65 (undated)"]),
        ("Herning (657)", 1, &["– (1)"]),
        ("Herning (657)", 2, &["4 caseworkers", "1 team lead"]),
        ("Herning (657)", 3, &["2 million kr.", "(2013, budget)"]),
        ("Herning (657)", 4, &["4.5 million kr.", "(2016, forecast)"]),
        ("Herning (657)", 6, &["63% foster family", "37% institution", "31 Oct. 2012"]),
        ("Roskilde (265)", 0, &["ca. 33", "2018"]),
        ("Roskilde (265)", 1, &["ca. 22–23"]),
        ("Roskilde (265)", 2, &["ca. 11 FTE caseworkers"]),
        ("Roskilde (265)", 3, &["6,380,651 kr.", "2019"]),
        ("Roskilde (265)", 4, &["6,480,000 kr.", "2023"]),
        ("Roskilde (265)", 5, &["7 network", "66 foster", "30 institution", "Sept. 2017"]),
        ("Aalborg (851)", 0, &["– (1)"]),
        ("Aalborg (851)", 5, &["601 (2016)", "574 (2017, forecast)", "545 (2018, forecast)"]),
        ("Denmark", 0, &["32 (March 2019)", "at least 23", "at most 50"]),
        ("A group of municipalities", 0, &["20–25"]),
        ("Borås, Sweden", 0, &["15–20"]),
        ("Borås, Sweden", 6, &["75% foster family", "25% institution"]),
    ];
    for (row, column, parts) in wanted {
        let (_, cells) = cells.iter().find(|(name, _)| name == row).unwrap_or_else(|| panic!("no row {row}"));
        for part in *parts {
            assert!(cells[*column].contains(part), "{row}, column {column}: {part} is not in “{}”", cells[*column]);
        }
    }
}

#[test]
fn the_report_over_the_same_documents() {
    let Some((records, coverage)) = gold() else { return };
    let tables = tables(&records, &Query::default(), &coverage, Reference::in_use());
    for (lang, name) in [(Lang::Da, "report.html"), (Lang::En, "report-en.html")] {
        let page = html(&tables, &coverage, Reference::in_use(), lang, Some(Date::day(2025, 3, 1)));
        assert!(page.contains("<svg"));
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name), page).expect("the build folder takes files");
    }
    for width in [80, 200] {
        let text = renderer("text")
            .expect("there is text")
            .rendered(&tables[0], &Style { lang: Lang::Da, width, coloured: false })
            .expect("rendered");
        let text = String::from_utf8(text).expect("text");
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "{widest:?} in {width} columns");
        fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("table-{width}.txt")), text)
            .expect("the build folder takes files");
    }
}
