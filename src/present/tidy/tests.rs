//! Every form that holds the table of values, read back and held against CSV, to the last digit.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
};

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use sha2::{Digest as _, Sha256};

use super::{Field, values};
use crate::{
    comparison::{
        Aggregate, Comparison, Query, Reckoning, compare,
        sample::{caseload, coverage, money, placed, records, world},
    },
    figure::Status,
    present::{Lang, Style, renderer},
    reference::Reference,
};

/// The small world with what is hard for a file: fractions, a formula, a decision, letters, lines, statistics.
fn table() -> Comparison<'static> {
    let hostile = "=HYPERLINK(\"x\";\"y\") og 57,25 \u{1}sager\npr. _x0041_ rådgiver";
    let more = records([
        caseload("561", "57.25", Status::Actual).quote(hostile, "57,25").doc("@esbjerg.pdf", 3).verified(),
        money("561", "investment", "-7600000.1", Status::Budget).period("2013/2016"),
        placed("561", "12..14", Status::Actual).period("2018-02").approx(),
        placed("561", "101", Status::Forecast).period("2019"),
    ]);
    let all: Vec<_> = world().into_iter().chain(more).collect();
    let reckoning = Reckoning { summary: vec![Aggregate::Count, Aggregate::Median], ..Reckoning::default() };
    compare(all.leak(), &Query { reckoning, ..Query::default() }, &coverage(), Reference::in_use())
}

/// The table in a form.
pub(in super::super) fn made(form: &str, lang: Lang) -> Vec<u8> {
    let style = Style { lang, width: 80, coloured: false };
    renderer(form).expect("a renderer").rendered(&table(), &style).expect("rendered")
}

/// The records of CSV, the names of the fields first.
fn read(csv: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(csv);
    let records = reader.records().map(|record| record.expect("a record"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// The table as the rows of CSV.
pub(in super::super) fn plain() -> Vec<Vec<String>> {
    read(&made("csv", Lang::Da), b',')
}

fn fields() -> Vec<&'static Field> {
    values(&table(), Lang::Da).fields
}

#[test]
fn every_row_has_a_value_for_every_field_and_no_name_twice() {
    let mut names: Vec<&str> = fields().iter().map(|field| field.name).collect();
    assert!(plain().iter().all(|row| row.len() == names.len()));
    assert_eq!(plain()[0], names);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), fields().len());
}

#[test]
fn statistics_are_rows_without_a_municipality() {
    let rows = plain();
    let medians: Vec<_> = rows.iter().filter(|row| row[5] == "median").collect();
    assert!(!medians.is_empty());
    for row in medians {
        assert_eq!((row[0].as_str(), row[1].as_str(), row[4].as_str()), ("", "Median", "summary"));
        assert!(!row[6].is_empty() && row[13].is_empty(), "a value and no document: {row:?}");
    }
}

#[test]
fn danish_csv_says_the_same_in_danish() {
    let danish = made("csv-da", Lang::En);
    let danish = read(danish.strip_prefix("\u{feff}".as_bytes()).expect("a byte-order mark"), b';');
    let plain = plain();
    assert_eq!(danish.len(), plain.len());
    assert_eq!(danish[0][..3], ["Kommunekode", "Kommune", "Kolonne"]);
    for (danish, plain) in danish.iter().zip(&plain).skip(1) {
        assert_eq!(danish[6].replace(',', "."), plain[6]);
        assert_eq!(danish[15], plain[15], "a quote is verbatim");
    }
    let fraction = danish.iter().find(|row| row[6] == "57,25").expect("a decimal comma");
    assert_eq!((fraction[9].as_str(), fraction[11].as_str()), ("sager pr. rådgiver", "faktisk"));
    assert_eq!(fraction[29], "ja");
}

fn workbook(lang: Lang) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(made("xlsx", lang))).expect("a workbook")
}

#[test]
fn a_workbook_holds_the_values_to_the_last_digit() {
    let mut book = workbook(Lang::Da);
    let sheet = book.worksheet_range("Værdier").expect("a sheet");
    let plain = plain();
    assert_eq!(sheet.height(), plain.len());
    let titles: Vec<&str> = fields().iter().map(|field| field.title(Lang::Da)).collect();
    let head: Vec<String> = sheet.rows().next().expect("a head").iter().map(Data::to_string).collect();
    assert_eq!(head, titles);
    for (cells, texts) in sheet.rows().zip(&plain).skip(1) {
        for (at, (cell, text)) in cells.iter().zip(texts).enumerate() {
            match (cell, fields()[at].name) {
                (Data::Empty, _) => assert_eq!(text, ""),
                (Data::Float(number), "period_start" | "period_end") => panic!("{number} is no day"),
                (Data::Float(number), _) => assert_eq!(number.to_string(), *text),
                (Data::Bool(truth), _) => assert_eq!(truth.to_string(), *text),
                (Data::DateTime(day), _) => {
                    let (year, month, day, ..) = day.to_ymd_hms_milli();
                    assert_eq!(format!("{year}-{month:02}-{day:02}"), *text);
                }
                // The control character is what the file cannot hold as itself.
                (Data::String(words), "quote" | "document" | "number" | "document_id") => {
                    assert_eq!(words.replace("_x0001_", "\u{1}"), text.trim_start_matches('\''));
                }
                (Data::String(_), _) => assert!(!text.is_empty()),
                (other, name) => panic!("{name} holds {other:?}"),
            }
        }
    }
}

#[test]
fn no_cell_of_a_workbook_is_a_formula() {
    let mut book = workbook(Lang::En);
    for name in ["Cover", "Table", "Values", "Sources", "Documents", "Notes"] {
        assert!(book.worksheet_formula(name).expect("a sheet").is_empty(), "{name}");
        assert!(!book.worksheet_range(name).expect("a sheet").is_empty(), "{name}");
    }
}

#[test]
fn the_table_of_a_workbook_has_numbers_and_ranges() {
    let mut book = workbook(Lang::Da);
    let sheet = book.worksheet_range("Tabel").expect("a sheet");
    let rows: Vec<&[Data]> = sheet.rows().collect();
    let heads: Vec<String> = rows[0].iter().map(Data::to_string).collect();
    let at = |title: &str| heads.iter().position(|head| head == title).unwrap_or_else(|| panic!("{title}: {heads:?}"));
    let row = |name: &str| rows.iter().find(|row| row[0].to_string().starts_with(name)).expect("a row");
    let now = at("Sagstal pr. rådgiver, nu (sager pr. rådgiver)");
    assert_eq!(row("Roskilde (265)")[now], Data::Float(41.0), "the hedge is in the format");
    assert_eq!(row("Roskilde (265)")[now + 1], Data::String("(31. maj 2018)".to_owned()));
    assert_eq!(row("Esbjerg (561)")[now], Data::Float(57.25));
    assert_eq!(row("Roskilde (265)")[at("Sagstal pr. rådgiver, mål (sager pr. rådgiver)")], "22–25");
    assert_eq!(row("Esbjerg (561)")[at("Investering (kr.)")], Data::Float(-7_600_000.1));
    assert_eq!(row("Herning (657)")[at("Anbringelser")], "7 netværkspleje\n66 plejefamilie\n(sept. 2017)");
    assert_eq!(row("Aalborg (851)")[now], "–\u{a0}(1)", "one document of its own does not mention it");
    assert_eq!(row("Antal kommuner")[now], Data::Float(2.0));
}

#[test]
fn the_cells_of_a_workbook_have_notes_with_their_sources() {
    let mut archive = zip::ZipArchive::new(Cursor::new(made("xlsx", Lang::Da))).expect("an archive");
    let mut notes = String::new();
    archive.by_name("xl/comments1.xml").expect("the notes").read_to_string(&mut notes).expect("text");
    let notes = notes.replace('\u{a0}', " ");
    for part in
        ["roskilde.pdf, s. 2", "Sagstallet nedbringes fra ca. 41 til 22-25", "sikkerhed 0.72", "godkendt af Anne"]
    {
        assert!(notes.contains(part), "{part}: {notes}");
    }
}

#[test]
fn a_data_package_describes_what_is_in_it() {
    let mut archive = zip::ZipArchive::new(Cursor::new(made("data-package", Lang::En))).expect("an archive");
    let mut file = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).expect("a member").read_to_end(&mut bytes).expect("bytes");
        bytes
    };
    let package: serde_json::Value = serde_json::from_slice(&file("datapackage.json")).expect("an object");
    assert_eq!(package["profile"], "tabular-data-package");
    assert_eq!(package["sources"].as_array().expect("a list").len(), 7);
    let mut tables = BTreeMap::new();
    for resource in package["resources"].as_array().expect("a list") {
        let bytes = file(resource["path"].as_str().expect("a path"));
        assert_eq!(resource["bytes"], bytes.len());
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"));
        let rows = read(&bytes, b',');
        let fields = resource["schema"]["fields"].as_array().expect("a list");
        assert_eq!(fields.iter().map(|field| field["name"].as_str().expect("a name")).collect::<Vec<_>>(), rows[0]);
        for (at, field) in fields.iter().enumerate() {
            assert!(field["title"].is_string() && field["description"].is_string());
            let values = rows[1..].iter().map(|row| row[at].as_str()).filter(|value| !value.is_empty());
            values.for_each(|value| assert!(is_of(value, &field["type"]), "{value} is no {field}"));
        }
        tables.insert(resource["name"].as_str().expect("a name").to_owned(), rows);
    }
    let numbers: Vec<&str> = tables["sources"][1..].iter().map(|row| row[0].as_str()).collect();
    let at = tables["values"][0].iter().position(|name| name == "source").expect("a field");
    let used = tables["values"][1..].iter().map(|row| row[at].as_str()).filter(|number| !number.is_empty());
    assert!(used.clone().count() > 10 && used.into_iter().all(|number| numbers.contains(&number)));
    let readme = String::from_utf8(file("README.md")).expect("text");
    assert!(fields().iter().all(|field| readme.contains(&format!("| `{}` | {} |", field.name, field.title(Lang::En)))));
}

/// Whether a text is of a type of Table Schema.
fn is_of(value: &str, kind: &serde_json::Value) -> bool {
    match kind.as_str().expect("a type") {
        "string" => true,
        "integer" => value.parse::<i64>().is_ok(),
        "number" => value.parse::<rust_decimal::Decimal>().is_ok(),
        "boolean" => ["true", "false"].contains(&value),
        "date" => value.parse::<crate::quantity::Date>().is_ok_and(|date| date.day.is_some()),
        "datetime" => value.ends_with('Z'),
        other => panic!("{other}"),
    }
}

#[test]
fn the_same_table_is_the_same_file() {
    for form in ["xlsx", "parquet", "data-package"] {
        assert!(made(form, Lang::Da) == made(form, Lang::Da), "{form}");
    }
}
