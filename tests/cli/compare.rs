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
    insta::assert_snapshot!(ran.told(), @r"
    dokumenter: læst 2 · uændret 0 · delvist læst 0 · ikke læst 0 · fjernet 0
    nøgletal: nye 12 · ændret 0 · væk 0 (kørsel 1, TIME)
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

/// The worked specs of the repository over its sample documents.
#[test]
fn the_worked_specs_make_their_tables() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = |name: &str| root.join(name).display().to_string();
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    assert_eq!(desk.run(&["index", &path("corpus")]).code, 0);
    let made = |spec: &str| {
        let ran = desk.run(&["compare", "--lang", "da", "--spec", &path(spec)]);
        assert_eq!(ran.code, 0, "{spec}: {}", ran.err);
        ran.out
    };
    let caseloads = made("docs/eksempler/sagstal.toml");
    assert!(caseloads.starts_with("Sager pr. rådgiver: nu, mål og norm\n"), "{caseloads}");
    let faxe = row(&caseloads, "Faxe (320)");
    for part in ["ca. 55 (2019)", "ca. 30", "25–35"] {
        assert!(faxe.contains(part), "{part}: {faxe}");
    }
    assert!(caseloads.contains("Median"), "{caseloads}");
    let investments = made("docs/eksempler/investering.toml");
    assert!(investments.starts_with("Investeringer og besparelser: planlagt og realiseret\n"), "{investments}");
    for part in ["planlagt, 2023", "realiseret,", "forskel, 2023"] {
        assert!(investments.contains(part), "{part}: {investments}");
    }
    assert!(row(&investments, "Greve (253)").contains("3,9 mio. kr. (prognose"), "{investments}");
}

#[test]
fn flags_become_a_file_that_makes_the_same_table() {
    let desk = indexed();
    let flags = ["compare", "--indicator", "caseload", "--status", "actual,target", "--title", "Sagstal i dag"];
    let printed = desk.run(&[&flags[..], &["--print-spec"]].concat());
    assert_eq!(printed.code, 0, "{}", printed.err);
    desk.write("t.toml", printed.out.as_bytes());
    let csv = |args: &[&str]| desk.run(&[args, &["--format", "csv"]].concat()).out;
    assert_eq!(csv(&["compare", "--spec", "t.toml"]), csv(&flags));
    let ran = desk.run(&["compare", "--spec", "t.toml", "--municipality", "Kolding", "--lang", "da"]);
    assert!(ran.out.starts_with("Sagstal i dag\n") && !ran.out.contains("Esbjerg (561)"), "{}", ran.out);
    assert!(
        ran.out.contains("Lav tabellen igen: nogletal compare --spec t.toml --municipality Kolding"),
        "{}",
        ran.out
    );
}

#[test]
fn a_spec_that_cannot_be_meant_names_its_line() {
    let desk = indexed();
    for (text, said) in [
        ("indicator = \"caseload\"\nkage = 1\n", "t.toml, line 2: unknown field `kage`"),
        ("indicator = \"kage\"\n", "t.toml, line 1: there is no indicator “kage”"),
        ("\n[[column]]\nindicator = \"caseload\"\nstatus = \"wish\"\n", "t.toml, line 4: unknown variant `wish`"),
        ("indicator = \"caseload\"\n[[column]]\nindicator = \"saving\"\n", "columns are named twice"),
        ("groups = \"g.csv\"\n", "t.toml, line 1: g.csv, line 3: there is no municipality “Atlantis”"),
    ] {
        desk.write("t.toml", text.as_bytes());
        desk.write("g.csv", "code;group\n621;Øst\nAtlantis;Øst\n".as_bytes());
        let ran = desk.run(&["compare", "--spec", "t.toml"]);
        assert_eq!(ran.code, 2, "{text}");
        assert!(ran.err.starts_with("error: ") && ran.err.contains(said), "{text}: {}", ran.err);
    }
}

#[test]
fn rows_by_region_by_group_and_by_likeness() {
    let desk = indexed();
    desk.write("g.csv", "\u{feff}code;group\r\n621;Øst\r\nEsbjerg;Vest\r\n".as_bytes());
    desk.write("d.csv", "code,other,distance\n561,621,0.4\n561,265,0.9\n".as_bytes());
    let names = |args: &[&str]| {
        let ran =
            desk.run(&[&["compare", "--indicator", "caseload", "--lang", "da", "--format", "markdown"], args].concat());
        let rows = ran.out.lines().filter(|line| line.starts_with("| ")).skip(1);
        rows.filter_map(|line| line.split(" | ").next()).map(|name| name.trim_matches(['|', ' ']).to_owned()).collect()
    };
    let names = |args: &[&str]| -> Vec<String> { names(args) };
    assert_eq!(names(&["--municipality", "Region Syddanmark"])[..2], ["Assens (420)", "Billund (530)"]);
    assert_eq!(names(&["--groups", "g.csv"]), ["Øst: Kolding (621)", "Vest: Esbjerg (561)"]);
    assert_eq!(names(&["--groups", "g.csv", "--group", "Vest"]), ["Vest: Esbjerg (561)"]);
    let near = ["--similar-to", "Esbjerg", "--distance", "d.csv", "--similar", "1"];
    assert_eq!(names(&near), ["Esbjerg (561)", "Kolding (621)"]);
    assert_eq!(desk.run(&["compare", "--similar-to", "Esbjerg"]).code, 2);
    assert_eq!(desk.run(&["compare", "--groups", "g.csv", "--municipality", "Faxe"]).code, 2);
}

#[test]
fn an_empty_cell_says_which_of_the_reasons_it_is() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("docs/ringsted.txt", "Ringsted Kommune\n\nSagstallet er steget for meget.\n".as_bytes());
    desk.write("docs/solroed.txt", "Solrød Kommune\n\nMødet handlede om en ny legeplads.\n".as_bytes());
    desk.write("docs/kolding.txt", KOLDING.as_bytes());
    desk.write("docs/horsens.pdf", PICTURE);
    assert_eq!(desk.run(&["index", "docs"]).code, 3);
    let ran = desk.run(&["compare", "--indicator", "caseload", "--lang", "da"]);
    for (name, mark) in [("Ringsted (329)", "…"), ("Solrød (269)", "– (1)"), ("Horsens (615)", "∅")] {
        assert!(row(&ran.out, name).contains(mark), "{name}: {}", ran.out);
    }
    for line in ["… : nævnt, men uden tal", "– (n): ikke nævnt i de n dokumenter, der er læst", "Kommuner: 3"] {
        assert!(ran.out.replace('\u{a0}', " ").contains(&line.replace(" :", ":")), "{line}: {}", ran.out);
    }
    let csv = desk.run(&["compare", "--indicator", "caseload", "--format", "csv"]).out;
    assert!(csv.contains("without_digits") && csv.contains("not_read") && csv.contains("not_mentioned"), "{csv}");
}

#[test]
fn the_foot_names_the_day_and_the_precision_to_expect() {
    let desk = indexed();
    let on = |seconds: &str| {
        let mut command = desk.command(&["compare", "--lang", "en"]);
        Ran::from(command.env("SOURCE_DATE_EPOCH", seconds).output().expect("it ran"))
    };
    let ran = on("1740787200");
    assert!(ran.out.contains(", 1 March 2025\n") && ran.out.contains("Expected precision: "), "{}", ran.out);
    assert_eq!(on("i dag").code, 2);
}
