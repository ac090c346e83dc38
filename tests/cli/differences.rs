//! `index --diff`: which figures a run made appear, change or go.

use std::fs;

use serde_json::Value;

use super::{Desk, Ran};

const VEJLE: &str = "Vejle Kommune\n\nNotat, 3. maj 2021\n\nVejle Kommune havde 103 anbragte børn i 2021.\n";
const KOLDING: &str = "Kolding Kommune\n\nNotat, 3. maj 2021\n\nKolding Kommune havde 198 anbragte børn i 2021.\n";
const ESBJERG: &str = "Esbjerg Kommune\n\nNotat, 3. maj 2021\n\nEsbjerg Kommune havde 150 anbragte børn i 2021.\n";

/// A desk with one run over two notes.
fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("docs/vejle.txt", VEJLE.as_bytes());
    desk.write("docs/kolding.txt", KOLDING.as_bytes());
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    desk
}

impl Desk {
    /// Runs, and gives what changed: what happened, document, number before and after.
    fn differences(&self, more: &[&str]) -> Vec<String> {
        let asked = ["index", "docs", "--diff", "nyt.jsonl", "--log-format", "json"];
        let ran = self.run(&[&asked[..], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = fs::read_to_string(self.path("nyt.jsonl")).expect("a file");
        let changes: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
        agrees(&ran, &changes);
        let number = |side: &Value| side["number"].as_str().unwrap_or("–").to_owned();
        let told = |one: &Value| {
            let [change, doc] = ["change", "doc"].map(|key| one[key].as_str().unwrap_or("?"));
            format!("{change} {doc} {} → {}", number(&one["before"]), number(&one["after"]))
        };
        changes.iter().map(told).collect()
    }
}

/// The summary counts what the file lists.
fn agrees(ran: &Ran, changes: &[Value]) {
    let events = ran.events();
    let counts = &events.last().expect("a summary")["figures"];
    for kind in ["appeared", "changed", "gone"] {
        let count = changes.iter().filter(|one| one["change"] == kind).count();
        assert_eq!(counts[kind], count, "{kind}");
    }
}

#[test]
fn figures_that_came_changed_and_went() {
    let desk = desk();
    desk.write("docs/kolding.txt", KOLDING.replace("198", "205").as_bytes());
    desk.write("docs/esbjerg.txt", ESBJERG.as_bytes());
    fs::remove_file(desk.path("docs/vejle.txt")).expect("removed");
    let expected = ["changed kolding.txt 198 → 205", "gone vejle.txt 103 → –", "appeared esbjerg.txt – → 150"];
    assert_eq!(desk.differences(&[]), expected);
    assert_eq!(desk.differences(&[]), [""; 0], "a run that changes nothing");
}

#[test]
fn a_file_that_moved_or_was_copied_changes_no_figure() {
    let desk = desk();
    fs::rename(desk.path("docs/vejle.txt"), desk.path("docs/andet.txt")).expect("moved");
    fs::copy(desk.path("docs/kolding.txt"), desk.path("docs/kopi.txt")).expect("copied");
    assert_eq!(desk.differences(&[]), [""; 0]);
    // The copy is brought up to date, the original stays.
    desk.write("docs/kopi.txt", KOLDING.replace("198", "205").as_bytes());
    assert_eq!(desk.differences(&[]), ["changed kopi.txt 198 → 205"]);
}

#[test]
fn a_new_sentence_before_a_figure_is_no_change_of_it() {
    let desk = desk();
    let longer = VEJLE.replace("Vejle Kommune havde", "Byrådet drøftede sagen. Vejle Kommune havde");
    desk.write("docs/vejle.txt", longer.as_bytes());
    assert_eq!(desk.differences(&[]), [""; 0]);
}

#[test]
fn of_other_rules_only_what_they_read_otherwise_is_told() {
    let desk = desk();
    let waits = format!("{VEJLE}\nVentetiden til første samtale var 6 uger i 2021.\n");
    desk.write("docs/vejle.txt", waits.as_bytes());
    assert_eq!(desk.differences(&[]), ["appeared vejle.txt – → 6"], "some waiting time");
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/eksempler/ventetid.toml");
    desk.write("mit.toml", &fs::read(example).expect("the guide's example"));
    assert_eq!(desk.differences(&["--catalogue", "mit.toml"]), ["changed vejle.txt 6 → 6"], "another indicator");
}

#[test]
fn of_the_first_run_everything_appeared() {
    let desk = desk();
    let expected = ["appeared kolding.txt – → 198", "appeared vejle.txt – → 103"];
    assert_eq!(desk.differences(&["--index", "andet"]), expected);
}

#[test]
fn a_table_of_differences_has_one_line_each() {
    let desk = desk();
    desk.write("docs/kolding.txt", KOLDING.replace("198", "205").as_bytes());
    assert_eq!(desk.run(&["index", "docs", "--diff", "nyt.csv"]).code, 0);
    let mut table = csv::Reader::from_path(desk.path("nyt.csv")).expect("a table");
    let header = table.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = table.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 1);
    let field = |name: &str| {
        let at = header.iter().position(|one| one == name).expect("a column");
        rows[0][at].to_owned()
    };
    let told = ["change", "fields", "doc", "municipality", "indicator", "period"].map(field);
    assert_eq!(told, ["changed", "value", "kolding.txt", "621", "placements", "2021"]);
    let values = ["old_value_low", "new_value_low", "new_quote"].map(field);
    assert_eq!(values, ["198", "205", "Kolding Kommune havde 205 anbragte børn i 2021."]);
}

#[test]
fn another_ending_and_a_place_that_cannot_be_written_are_refused_before_anything_is_read() {
    let desk = desk();
    desk.write("docs/esbjerg.txt", ESBJERG.as_bytes());
    for (file, message) in
        [("nyt.xlsx", "give it a name that ends in .csv or .jsonl"), ("nix/nyt.csv", "cannot be written")]
    {
        let ran = desk.run(&["index", "docs", "--diff", file]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(message), "{}", ran.err);
    }
    assert_eq!(desk.differences(&[]), ["appeared esbjerg.txt – → 150"], "the runs before did nothing");
}
