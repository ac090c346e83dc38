//! `compare` with what is reckoned: statistics, per capita, fixed prices, shares, norms.

use serde_json::Value;

use super::Desk;

const VIBORG: &str = "Viborg Kommune

Notat om anbragte børn, 4. marts 2020

I Viborg Kommune har en rådgiver i gennemsnit 38 sager i 2019.

\t2018\t2019
Plejefamilie\t120\t110
Institution\t90\t90
I alt\t210\t200

Regnskabet viste et forbrug på 95 mio. kr. i 2019.
";
const HORSENS: &str = "Horsens Kommune

Notat om børn og unge, 2. april 2021

I Horsens Kommune har en rådgiver i gennemsnit ca. 30-32 sager i 2021.

Kommunen havde 180 anbragte børn i 2019. Regnskabet viste et forbrug på 88 mio. kr. i 2018.
";
const IKAST: &str = "Ikast-Brande Kommune

Notat, 2. april 2022

I Ikast-Brande Kommune har en rådgiver i gennemsnit 27 sager i 2020. Kommunen havde 96 anbragte børn i 2025.
";
const INDEX: &str = "year;index\n2018;98,5\n2019;100\n2023;115\n";

/// Three municipalities' notes, indexed, and the files of a statistics office beside them.
fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    for (name, text) in [("viborg", VIBORG), ("horsens", HORSENS), ("ikast", IKAST)] {
        desk.write(&format!("docs/{name}.txt"), text.as_bytes());
    }
    desk.write("tal/folk1a.csv", &folk1a());
    desk.write("tal/pris.csv", INDEX.as_bytes());
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    desk
}

/// A download of 19,800 children in Viborg and 18,900 in Horsens, in Windows' own characters as older ones are.
fn folk1a() -> Vec<u8> {
    let mut text = String::from("OMRÅDE;KØN;ALDER;TID;INDHOLD\n");
    for (area, boys, girls) in [("791 Viborg", 560, 540), ("615 Horsens", 550, 500), ("000 Hele landet", 1110, 1040)] {
        for age in 0..=17 {
            text += &format!("{area};Mænd;{age} år;2019K1;{boys}\n{area};Kvinder;{age} år;2019K1;{girls}\n");
        }
    }
    text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a character of Windows")).collect()
}

const PER_CAPITA: [&str; 4] = ["--per-1000", "0-17", "--population", "tal/folk1a.csv"];
const PRICES: [&str; 4] = ["--prices", "2023", "--price-index", "tal/pris.csv"];

fn compared(desk: &Desk, indicator: &str, flags: &[&str]) -> Value {
    let arguments = [&["compare", "--format", "json", "--indicator", indicator], flags].concat();
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).expect("an object")
}

/// The columns that were reckoned, as their kind and the values or reasons of their cells.
fn reckoned(table: &Value) -> Vec<(String, Vec<String>)> {
    let columns = table["columns"].as_array().expect("columns");
    let derived = columns.iter().enumerate().filter(|(_, column)| column["derived"].is_object());
    let cell = |row: &Value, at: usize| match &row["cells"][at]["empty"] {
        Value::String(reason) => reason.clone(),
        _ => row["cells"][at]["observations"][0]["value"].to_string(),
    };
    let rows = table["rows"].as_array().expect("rows");
    let column = |(at, column): (usize, &Value)| {
        let kind = column["derived"]["kind"].as_str().expect("a kind").to_owned();
        (kind, rows.iter().map(|row| cell(row, at)).collect())
    };
    derived.map(column).collect()
}

fn one(kind: &str, cells: &[&str]) -> (String, Vec<String>) {
    (kind.to_owned(), cells.iter().map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn counts_per_thousand_and_amounts_per_child() {
    let desk = desk();
    let table = compared(&desk, "placements", &PER_CAPITA);
    // 180 of 18,900 and 200 of 19,800; nobody counted Ikast-Brande.
    assert_eq!(reckoned(&table), [one("per_capita", &["9.52381", "no_population", "10.10101"])]);
    let ran = desk.run(&[&["compare", "--indicator", "placements"][..], &PER_CAPITA].concat());
    let text = ran.out.replace('\u{a0}', " ");
    assert!(text.contains("9,5 (2019)") && text.contains("×: intet folketal for tallets år"), "{text}");
    let computed = &table["rows"][0]["cells"][1]["observations"][0]["computed"]["da"];
    assert_eq!(computed, "180 / 18.900 (0–17-årige 1. jan. 2019) × 1.000");
}

#[test]
fn amounts_in_one_years_prices_and_then_per_child() {
    let desk = desk();
    let table = compared(&desk, "expenditure", &PRICES);
    assert_eq!(reckoned(&table), [one("prices", &["102741116.751269", "not_mentioned", "109250000"])]);
    let table = compared(&desk, "expenditure", &[&PRICES[..], &PER_CAPITA].concat());
    // The population file lacks 2018.
    assert_eq!(reckoned(&table)[1], one("per_capita", &["no_population", "not_mentioned", "5517.676768"]));
    let alone = compared(&desk, "expenditure", &[&PRICES[..], &["--only-reckoned"]].concat());
    assert_eq!(alone["columns"].as_array().map(Vec::len), Some(1));
}

#[test]
fn shares_and_norms() {
    let desk = desk();
    let table = compared(&desk, "placements", &["--shares"]);
    let of_type = |share| one("share_of_types", &["types_missing", "types_missing", share]);
    assert_eq!(reckoned(&table), [of_type("55"), of_type("45")]);
    let table = compared(&desk, "caseload", &["--norm"]);
    // 2021, 2020 (when it changed) and 2019.
    let norms = [r#"{"high":30,"low":20}"#, "undated", r#"{"high":35,"low":25}"#];
    assert_eq!(reckoned(&table), [one("norm", &norms)]);
}

#[test]
fn statistics_stand_in_every_form() {
    let desk = desk();
    let form = |name: &str| {
        let summary = ["compare", "--indicator", "caseload", "--summary", "n,median,mean", "--format", name];
        desk.run(&summary).out.replace('\u{a0}', " ")
    };
    // 27, 38 and a range of 30 to 32: the middle one is the range, the mean one too.
    for (name, parts) in [
        ("text", ["Antal kommuner 3", "Median ca. 30–32", "Gennemsnit, uvægtet ca. 31,7–32,3"]),
        ("markdown", ["| *Antal kommuner* | 3 |", "| *Median* | ca. 30–32 |", "ca. 31,7–32,3"]),
        ("csv", ["summary,count,3,3,false", "summary,median,30,32,true", "summary,mean,31.666667,32.333333,true"]),
        ("html", ["<tfoot><tr>", ">Median</th>", "ca. 31,7–32,3"]),
        ("json", ["\"aggregate\": \"count\"", "\"aggregate\": \"median\"", "\"low\": 31.666667"]),
    ] {
        let out = form(name);
        let plain = out.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(plain.contains(part), "{part} in {name}: {out}");
        }
    }
}

#[test]
fn a_spec_keeps_what_is_reckoned_and_where_the_files_are() {
    let desk = desk();
    let flags = [&["compare", "--indicator", "placements", "--summary"][..], &PER_CAPITA].concat();
    let spec = desk.run(&[&flags[..], &["--print-spec"]].concat());
    assert!(spec.out.contains("per-1000 = \"0-17\"") && spec.out.contains("summary = "), "{}", spec.out);
    desk.write("table.toml", spec.out.as_bytes());
    let by_spec = desk.run(&["compare", "--spec", "table.toml", "--format", "csv"]);
    assert_eq!(by_spec.out, desk.run(&[&flags[..], &["--format", "csv"]].concat()).out);
}

#[test]
fn what_cannot_be_reckoned_is_refused_before_anything_is_printed() {
    let desk = desk();
    desk.write("tal/broken.csv", "code,period,pop_0_17\n791,2019,tyve\n".as_bytes());
    for (flags, said) in [
        (&["--per-1000", "0-17"][..], "error: --per-1000 says nothing without --population"),
        (&["--per-1000", "0-99", "--population", "tal/folk1a.csv"], "error: “0-99” is no age to divide by"),
        (
            &["--per-1000", "0-17", "--population", "tal/broken.csv"],
            "error: tal/broken.csv, line 2: “tyve” is no number of people\nhint: it is FOLK1A",
        ),
        (&["--per-1000", "0-17", "--population", "nix.csv"], "error: the population file nix.csv cannot be read"),
        (&["--prices", "1999", "--price-index", "tal/pris.csv"], "error: tal/pris.csv has no index for 1999"),
        (&["--summary", "modus"], "error: there is no statistic “modus” over municipalities\nhint: the statistics are"),
        (&["--only-reckoned"], "error: there is nothing reckoned to show alone"),
    ] {
        let ran = desk.run(&[&["compare"], flags].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.starts_with(said), "{said}: {}", ran.err);
    }
}
