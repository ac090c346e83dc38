//! `compare --since`: which cells changed between two states of an index, and why.

use std::{fs, path::Path};

use serde_json::Value;

use super::Desk;

const VEJLE: &str = "Vejle Kommune\n\nNotat, 3. maj 2021\n\nVejle Kommune havde 100 anbragte børn i 2021.\n";
const KOLDING: &str = "Kolding Kommune\n\nNotat, 3. maj 2021\n\nKolding Kommune havde 198 anbragte børn i 2021.\n";
const ESBJERG: &str = "Esbjerg Kommune\n\nNotat, 3. maj 2021\n\nEsbjerg Kommune havde 150 anbragte børn i 2021.\n";

/// A desk with one run over two notes.
fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("docs/vejle.txt", VEJLE.as_bytes());
    desk.write("docs/kolding.txt", KOLDING.as_bytes());
    desk.index();
    desk
}

impl Desk {
    fn index(&self) {
        let ran = self.run(&["index", "docs"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }

    /// Kolding's note is changed, Vejle's removed, Esbjerg's comes.
    fn another_day(&self) {
        self.write("docs/kolding.txt", KOLDING.replace("198", "205").as_bytes());
        self.write("docs/esbjerg.txt", ESBJERG.as_bytes());
        fs::remove_file(self.path("docs/vejle.txt")).expect("removed");
        self.index();
    }

    /// What changed: municipality, what happened, first values, why and where.
    fn changed(&self, since: &str, more: &[&str]) -> Vec<String> {
        let asked = ["compare", "--indicator", "placements", "--since", since, "--format", "json"];
        let ran = self.run(&[&asked[..], more].concat());
        assert!(ran.code <= 1, "{}", ran.err);
        let all: Value = serde_json::from_str(&ran.out).expect("an object");
        let cells = all["cells"].as_array().expect("a list");
        assert_eq!(ran.code == 0, !cells.is_empty(), "nothing changed is 1");
        cells.iter().map(told).collect()
    }
}

fn told(cell: &Value) -> String {
    let value = |side: &str| match &cell[side]["observations"][0]["value"] {
        Value::Null => "–".to_owned(),
        value => value.to_string(),
    };
    let reasons = cell["reasons"].as_array().expect("a list").iter();
    let reasons: Vec<String> =
        reasons.map(|one| format!("{} {}", one["cause"].as_str().unwrap_or("?"), one["document"])).collect();
    let text = |key: &str| cell[key].as_str().unwrap_or("?").to_owned();
    let sides = [value("before"), value("after")].join(" → ");
    format!("{} {}: {sides}, {}", text("municipality"), text("kind"), reasons.join("; ")).replace('"', "")
}

#[test]
fn documents_that_came_changed_and_went() {
    let desk = desk();
    desk.another_day();
    let expected = [
        "561 appeared: – → 150, new_document esbjerg.txt",
        "621 changed: 198 → 205, changed_document kolding.txt",
        "630 gone: 100 → –, removed_document vejle.txt",
    ];
    assert_eq!(desk.changed("1", &[]), expected);
    assert_eq!(desk.changed("last", &[]), expected);
    assert_eq!(desk.changed("2", &[]), Vec::<String>::new());
    assert_eq!(desk.changed("1", &["--municipality", "Esbjerg"]), expected[..1]);
}

#[test]
fn the_same_in_every_form() {
    let desk = desk();
    desk.another_day();
    let form = |name: &str| {
        let ran = desk.run(&["compare", "--indicator", "placements", "--since", "1", "--format", name, "--lang", "da"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out.replace('\u{a0}', " ")
    };
    let text = form("text");
    for part in ["Ændret siden kørsel 1", "198 (2021) [", "205 (2021) [", "ændret dokument:", "1 ny, 1 ændret, 1 væk"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("havde 205 anbragte børn i 2021."), "with the sentence: {text}");
    let markdown = form("markdown");
    assert!(markdown.contains("| 198 (2021) [^") && markdown.contains("nyt dokument: esbjerg.txt |"), "{markdown}");
    let csv = form("csv");
    assert!(csv.starts_with("change,municipality,name,") && csv.contains("\r\nchanged,621,Kolding,"), "{csv}");
    let ran = desk.run(&["compare", "--since", "1", "--format", "html"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the forms of changes are text, markdown, csv, json"), "{}", ran.err);
}

#[test]
fn a_decision_is_a_reason() {
    let desk = desk();
    let figure = desk.lines(&["figures"]).into_iter().find(|one| one["number"] == "198").expect("a figure");
    let id = figure["id"].as_str().expect("an id");
    let ran = desk.run(&["review", "--reject", id, "--name", "Anne", "--reason", "Tallet er fra et andet år"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(desk.changed("1", &[]), ["621 gone: 198 → –, decision kolding.txt"]);
}

#[test]
fn another_catalogue_is_a_reason() {
    let desk = desk();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/eksempler/ventetid.toml");
    desk.write("mit.toml", &fs::read(example).expect("the guide's example"));
    let waits = format!("{VEJLE}\nVentetiden til første samtale var 6 uger i 2021.\n");
    desk.write("docs/vejle.txt", waits.as_bytes());
    desk.index();
    assert_eq!(desk.run(&["index", "docs", "--catalogue", "mit.toml"]).code, 0);
    let asked = ["compare", "--indicator", "first_talk_wait", "--since", "2", "--format", "json"];
    let ran = desk.run(&[&asked[..], &["--catalogue", "mit.toml"]].concat());
    let all: Value = serde_json::from_str(&ran.out).expect("an object");
    assert_eq!(told(&all["cells"][0]), "630 appeared: – → 6, changed_rule vejle.txt", "{}", ran.out);
    assert_eq!(all["cells"][0]["reasons"][0]["versions"], serde_json::json!(["reference"]));
}

#[test]
fn two_indexes_are_compared_by_the_folder_of_the_other() {
    let desk = desk();
    fs::rename(desk.path("index"), desk.path("before")).expect("moved");
    desk.write("docs/kolding.txt", KOLDING.replace("198", "205").as_bytes());
    desk.index();
    assert_eq!(desk.changed("before", &[]), ["621 changed: 198 → 205, changed_document kolding.txt"]);
    assert_eq!(desk.run(&["compare", "--since", "nix"]).code, 2);
}

#[test]
fn runs_are_listed_and_others_refused() {
    let desk = desk();
    desk.index();
    desk.another_day();
    let status: Value = serde_json::from_str(&desk.run(&["status", "--format", "json"]).out).expect("an object");
    let runs = status["written"]["runs"].as_array().expect("a list");
    let told: Vec<_> = runs.iter().map(|run| (run["number"].as_u64(), run["documents"].as_u64())).collect();
    assert_eq!(told, [(Some(1), Some(2)), (Some(2), Some(4))], "a run that changes nothing is none");
    assert!(desk.run(&["status", "--lang", "da"]).out.contains("Kørsel"));
    for (named, message) in [
        ("9", "the index does not remember a run 9"),
        ("1999-12-31", "the index does not remember how it was on 1999-12-31"),
    ] {
        let ran = desk.run(&["compare", "--since", named]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(message), "{}", ran.err);
    }
    assert_eq!(desk.run(&["compare", "--since", "2999-12-31"]).code, 1, "as it is now");
}

#[test]
fn what_is_left_of_a_broken_run_is_not_taken_for_the_past() {
    let desk = desk();
    // A run that was killed after it wrote its piece and before its commit.
    desk.write("index/v2/run-2-1.jsonl.zst", b"half a piece");
    assert_eq!(desk.changed("1", &[]), Vec::<String>::new());
    desk.another_day();
    assert_eq!(desk.changed("1", &[]).len(), 3);
    // A piece that was cut short on its disk.
    let piece = desk.path("index/v2/run-2-1.jsonl.zst");
    let bytes = fs::read(&piece).expect("a piece");
    fs::write(&piece, &bytes[..bytes.len() / 2]).expect("written");
    let ran = desk.run(&["compare", "--since", "1"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("what the index remembers of run 2 cannot be read"), "{}", ran.err);
    assert_eq!(desk.run(&["compare"]).code, 0, "the index itself is whole");
}
