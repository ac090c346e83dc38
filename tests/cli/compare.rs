//! `run` and `compare`: from documents to a table, a report and files for other programs.

use std::fs;

use serde_json::Value;

use super::{Desk, PICTURE, Ran};

pub(super) const KOLDING: &str = "Kolding Kommune

Notat om rådgivernes sagstal, 12. marts 2021

I Kolding Kommune har en rådgiver i gennemsnit 41 sager i 2021. Det er et mål, at sagstallet bliver 28 sager pr. rådgiver.

Kommunen havde 212 anbragte børn i 2020 og 198 anbragte børn i 2021.

Støtten gives efter servicelovens § 52. Mødelokalet har 14 stole.

\t2020\t2021
Plejefamilie\t120\t110
Institution\t92\t88
I alt\t212\t198
";
const ESBJERG: &str = "Esbjerg Kommune

Indstilling til børne- og familieudvalget, 3. maj 2021

I Esbjerg Kommune har en rådgiver ca. 35 sager i 2021. Der investeres 4,5 mio. kr. i flere rådgivere i 2022.
";

fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("docs/kolding.txt", KOLDING.as_bytes());
    desk.write("docs/esbjerg.txt", ESBJERG.as_bytes());
    desk
}

fn indexed() -> Desk {
    let desk = desk();
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    desk
}

/// What a table says of a municipality: the lines from its name to the next rule.
fn row(text: &str, name: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.trim_start().starts_with(name));
    lines.take_while(|line| !line.starts_with('─')).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}

#[test]
fn run_prints_the_table_and_writes_the_report() {
    let desk = desk();
    let ran = desk.run(&["run", "docs", "--lang", "da"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.err, @r"
    dokumenter: læst 2 · uændret 0 · delvist læst 0 · ikke læst 0 · fjernet 0
    rapport: report/index.html
    ");
    for part in ["41 (2021)", "28 "] {
        assert!(row(&ran.out, "Kolding (621)").contains(part), "{part}: {}", ran.out);
    }
    for part in ["ca. 35 (2021)", "4,5 mio. kr. (2022"] {
        assert!(row(&ran.out, "Esbjerg (561)").contains(part), "{part}: {}", ran.out);
    }
    let page = fs::read_to_string(desk.path("report/index.html")).expect("a page");
    assert!(page.contains("I Esbjerg Kommune har en rådgiver ca. <mark>35</mark> sager i 2021."), "the quote opens");
    let overview = fs::read_to_string(desk.path("report/overview.json")).expect("a table");
    assert!(serde_json::from_str::<Value>(&overview).expect("an object")["rows"].is_array());
    let figures = fs::read_to_string(desk.path("report/figures.jsonl")).expect("figures");
    assert_eq!(figures, desk.run(&["figures", "--format", "jsonl"]).out);
    assert!(desk.path("report/placements-by-year.csv").is_file());
    let book = fs::read(desk.path("report/overview.xlsx")).expect("a workbook");
    assert!(book.starts_with(b"PK"), "a workbook is an archive");
}

#[test]
fn a_second_report_replaces_the_first_and_nothing_else() {
    let desk = desk();
    desk.write("report/noter.txt", "mine egne".as_bytes());
    desk.run(&["run", "docs"]);
    desk.write("docs/kolding.txt", "Kolding Kommune\n\nEn rådgiver har 41 sager i 2021.\n".as_bytes());
    assert_eq!(desk.run(&["run", "docs", "--quiet"]).err, "");
    assert!(!desk.path("report/placements-by-year.csv").exists(), "nobody tells of two years any more");
    assert!(desk.path("report/noter.txt").is_file());
    let hidden = |name: &str| name.ends_with(".part");
    let names = fs::read_dir(desk.path("report")).expect("files").map(|file| file.expect("a file").file_name());
    assert!(!names.map(|name| name.to_string_lossy().into_owned()).any(|name| hidden(&name)));
}

#[test]
fn a_report_among_the_documents_is_none_of_them() {
    let desk = desk();
    assert_eq!(desk.run(&["run", "docs", "--out", "docs/report"]).code, 0);
    let ran = desk.run(&["run", "docs", "--out", "docs/report", "--lang", "en"]);
    assert!(ran.err.starts_with("documents: read 0 · unchanged 2 · partly read 0 · not read 0 "), "{}", ran.err);
}

#[test]
fn run_keeps_to_the_exit_codes() {
    let desk = desk();
    desk.write("docs/billede.pdf", PICTURE);
    let ran = desk.run(&["run", "docs"]);
    assert_eq!(ran.code, 3, "unread documents are told of after the table is printed");
    assert!(ran.out.contains("41 (2021)") && ran.err.contains("billede.pdf"), "{}{}", ran.out, ran.err);
    assert_eq!(desk.run(&["run", "nix"]).code, 2);
    desk.write("fil", b"");
    assert_eq!(desk.run(&["run", "docs", "--out", "fil"]).code, 2, "a file is no folder");
    let tom = Desk(tempfile::tempdir().expect("a folder"));
    tom.write("docs/tom.txt", "Der er ingen tal her.\n".as_bytes());
    assert_eq!(tom.run(&["run", "docs"]).code, 1);
}

#[test]
fn a_table_in_every_form() {
    let desk = indexed();
    let form = |name: &str| desk.run(&["compare", "--indicator", "caseload", "--format", name]);
    for (name, start) in [
        ("text", "Overblik\n"),
        ("markdown", "## Overblik\n"),
        ("csv", "municipality,name,"),
        ("html", "<!DOCTYPE html>"),
    ] {
        let Ran { code, out, .. } = form(name);
        assert_eq!(code, 0, "{name}");
        assert!(out.starts_with(start) && out.contains("Esbjerg"), "{name}: {out}");
    }
    let json: Value = serde_json::from_str(&form("json").out).expect("an object");
    assert_eq!(json["rows"][0]["cells"][0]["observations"][0]["value"], 35);
    assert_eq!(desk.run(&["compare", "--format", "papir"]).code, 2);
    let ran = desk.run(&["compare", "--format", "csv", "--output", "tal.csv"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(fs::read_to_string(desk.path("tal.csv")).expect("a file").contains("621,Kolding"));
}

#[test]
fn years_across() {
    let desk = indexed();
    let ran = desk.run(&["compare", "--indicator", "anbringelser", "--by-year", "--lang", "en"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("Placements by year\n"), "{}", ran.out);
    let kolding = row(&ran.out, "Kolding (621)");
    assert!(kolding.contains("212") && kolding.contains("198"), "{kolding}");
    let ran = desk.run(&["compare", "--by-year"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @r"
    error: years across take exactly one indicator
    hint: name it: --indicator placements --by-year
    ");
}

#[test]
fn a_municipality_by_name_and_by_code() {
    let desk = indexed();
    let by_name = desk.run(&["compare", "--municipality", "esbjerg kommune"]);
    let rows = |who| desk.run(&["compare", "--format", "csv", "--municipality", who]).out;
    assert_eq!(rows("esbjerg kommune"), rows("561"));
    assert!(by_name.out.contains("Esbjerg (561)") && !by_name.out.contains("Kolding (621)"), "{}", by_name.out);
    assert_eq!(desk.run(&["compare", "--municipality", "Odense"]).code, 1, "nobody says anything of Odense");
    assert_eq!(desk.run(&["compare", "--municipality", "Atlantis"]).code, 2);
}

#[test]
fn what_is_asked_for_narrows_the_table() {
    let desk = indexed();
    let ran = desk.run(&["compare", "--indicator", "caseload", "--status", "target"]);
    assert!(row(&ran.out, "Kolding (621)").contains("28"), "{}", ran.out);
    let ran = desk.run(&["compare", "--indicator", "caseload,investment", "--year", "2022"]);
    assert!(row(&ran.out, "Esbjerg (561)").contains("†"), "{}", ran.out);
    assert!(ran.out.contains("\n†: kun andre år\n"), "{}", ran.out);
    assert_eq!(desk.run(&["compare", "--year", "1999"]).code, 1, "all cells are empty");
    assert_eq!(desk.run(&["compare", "--year", "2020..2022"]).code, 0);
    for wrong in [["--status", "wish"], ["--year", "i går"], ["--min-confidence", "2"], ["--statistic", "sum"]] {
        assert_eq!(desk.run(&[&["compare"][..], &wrong].concat()).code, 2, "{wrong:?}");
    }
    let ran = desk.run(&["compare", "--indicator", "kage"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: there is no indicator “kage”\nhint: the codes are caseload, "), "{}", ran.err);
}

#[test]
fn a_table_is_as_wide_as_the_reader_says() {
    let desk = indexed();
    let widest = |columns: Option<&str>| {
        let mut command = desk.command(&["compare"]);
        command.envs(columns.map(|columns| ("COLUMNS", columns)));
        let ran = Ran::from(command.output().expect("it ran"));
        ran.out.lines().map(|line| line.chars().count()).max().expect("lines")
    };
    assert!(widest(Some("80")) <= 80);
    assert!(widest(None) <= 100);
    assert!(widest(Some("200")) > 100);
}
