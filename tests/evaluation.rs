//! `nogletal evaluate` on documents of its own, and against the scorer that lies beside the project, where it does.

// What is skipped must be named.
#![allow(clippy::print_stderr)]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn nogletal(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nogletal"));
    command.current_dir(folder).args(arguments).arg("--quiet").output().expect("the program runs")
}

fn json(output: &Output) -> Value {
    let printed = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}{output:?}"))
}

const DOCUMENT: &str = "Svendborg Kommune\n\nI 2021 var 96 børn anbragt. Sagstallet er 31 sager pr. rådgiver. \
                        Udvalget har 7 medlemmer.\n";

fn annotated(gold: &[&str], traps: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    write("docs/notat.txt", DOCUMENT);
    write("figures.jsonl", &gold.join("\n"));
    write("traps.jsonl", &traps.join("\n"));
    folder
}

const PLACED: &str = r#"{"doc":"notat","quote":"96 børn anbragt","number":"96","indicator":"placements","statistic":"level","municipality":"479","value":96,"unit":"placements","period":"2020","status":"actual","dims":{"placement_type":"total"}}"#;
const CASES: &str = r#"{"doc":"notat","quote":"31 sager","number":"31","indicator":"caseload","statistic":"mean","municipality":"479","value":31,"unit":"cases/caseworker","period":null,"status":"actual","dims":{}}"#;
const MEMBERS: &str = r#"{"doc":"notat","quote":"7 medlemmer","number":"7","reason":"members"}"#;

#[test]
fn a_wrong_field_costs_the_full_score_only() {
    let folder = annotated(&[PLACED, CASES], &[MEMBERS]);
    let arguments = ["evaluate", "figures.jsonl", "--docs", "docs", "--traps", "traps.jsonl"];
    let output = nogletal(folder.path(), &[&arguments[..], &["--format", "json", "--misses", "9"]].concat());
    let score = json(&output);
    assert_eq!((&score["gold"], &score["predictions"]), (&2.into(), &2.into()), "{score}");
    assert_eq!(score["typed"]["f1"], 1.0);
    assert_eq!(score["full"]["f1"], 0.5);
    assert_eq!(score["field_accuracy"]["period"], 0.5);
    assert_eq!(score["traps"], serde_json::json!({"total": 1, "sprung": 0}));
    assert_eq!(score["misses"][0]["fields"], serde_json::json!(["period"]));
    let text = nogletal(folder.path(), &[&arguments[..], &["--misses", "1", "--lang", "en"]].concat());
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("wrong (period) notat.txt:"), "{text}");
}

#[test]
fn what_is_not_annotated_is_wrong_and_what_is_not_there_is_an_error() {
    let folder = annotated(&[CASES], &[&PLACED.replace("\"value\"", "\"was\"")]);
    let arguments = ["evaluate", "figures.jsonl", "--docs", "docs", "--traps", "traps.jsonl", "--format", "json"];
    let score = json(&nogletal(folder.path(), &arguments));
    assert_eq!(score["typed"]["precision"], 0.5, "{score}");
    assert_eq!(score["traps"]["sprung"], 1);

    for (line, wanted) in [
        (CASES.replace("31 sager", "33 sager"), "does not stand there"),
        (CASES.replace("notat", "rapport"), "rapport is annotated, but not in docs"),
        (r#"{"doc":"notat","number":"31"}"#.to_owned(), "line 1 says nowhere where its number stands"),
        ("31 sager".to_owned(), "line 1 is no annotation"),
        (format!("{CASES}\n{}", PLACED.replace("indicator", "indikator")), "line 2 is a figure without `indicator`"),
        (CASES.replace(r#""value":31"#, r#""value":null"#), "line 1 is a figure without `value`"),
    ] {
        let folder = annotated(&[&line], &[]);
        let output = nogletal(folder.path(), &arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(wanted), "{said}");
        assert_eq!(output.status.code(), Some(2), "{said}");
    }
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_its_figures_are_misses() {
    let folder = annotated(&[CASES, &CASES.replace("notat", "rapport")], &[]);
    fs::write(folder.path().join("docs/rapport.pdf"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff").expect("a file");
    let arguments = ["evaluate", "figures.jsonl", "--docs", "docs", "--format", "json"];
    let output = nogletal(folder.path(), &arguments);
    assert!(String::from_utf8_lossy(&output.stderr).contains("rapport.pdf"), "{output:?}");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(json(&output)["typed"]["recall"], 0.5);
    assert_eq!(json(&output)["unread"][0]["doc"], "rapport.pdf");
    let text = nogletal(folder.path(), &["evaluate", "figures.jsonl", "--docs", "docs", "--lang", "en"]);
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("Not read, the figures count as missed: rapport.pdf\n"), "{text}");
}

#[test]
fn a_document_that_is_read_in_part_is_named() {
    let folder = annotated(&[CASES], &[]);
    fs::remove_file(folder.path().join("docs/notat.txt")).expect("a file");
    let deep = "<div>".repeat(10_000);
    fs::write(folder.path().join("docs/notat.html"), format!("<p>{DOCUMENT}</p>{deep}Mere tekst")).expect("a file");
    let arguments = ["evaluate", "figures.jsonl", "--docs", "docs", "--format", "json"];
    let output = nogletal(folder.path(), &arguments);
    assert!(String::from_utf8_lossy(&output.stderr).contains("partly read: notat.html"), "{output:?}");
    let score = json(&output);
    assert_eq!((&score["partly_read"][0]["doc"], &score["unread"]), (&"notat.html".into(), &serde_json::json!([])));
    let text = nogletal(folder.path(), &["evaluate", "figures.jsonl", "--docs", "docs", "--lang", "en"]);
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("Read in part only: notat.html\n"), "{text}");
}

#[test]
fn an_indicator_that_nobody_knows_is_named() {
    let folder = annotated(&[CASES, &CASES.replace("caseload", "caselod")], &[]);
    let arguments = ["evaluate", "figures.jsonl", "--docs", "docs", "--format", "json", "--lang", "en"];
    let output = nogletal(folder.path(), &arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said, "the catalogue has no indicator caselod; annotated figures that count as missed: 1\n");
    assert_eq!(json(&output)["typed"]["recall"], 0.5);
}

#[test]
fn the_reliability_is_told_to_people_and_to_programs() {
    let folder = annotated(&[CASES], &[]);
    let arguments = ["evaluate", "figures.jsonl", "--docs", "docs"];
    let calibration = &json(&nogletal(folder.path(), &[&arguments[..], &["--format", "json"]].concat()))["calibration"];
    let bins = calibration["bins"].as_array().expect("bins");
    let sum = |of: &str| bins.iter().map(|bin| bin[of].as_u64().expect("a count")).sum::<u64>();
    assert_eq!((sum("figures"), sum("right")), (2, 1), "{calibration}");
    let brier = calibration["brier"].as_f64().expect("a number");
    assert!(brier > 0.0 && brier < 1.0 && calibration["overconfidence"].as_f64() > Some(0.0), "{calibration}");
    let text = nogletal(folder.path(), &[&arguments[..], &["--lang", "en"]].concat());
    let text = String::from_utf8(text.stdout).expect("text");
    for line in
        ["Expected calibration error: ", "Brier score (0 is best): ", "A right figure is surer than a wrong one: "]
    {
        assert!(text.contains(line), "{text}");
    }
}

/// The scorer that others use, and the documents it was made for.
#[test]
fn the_scores_are_those_of_the_reference_scorer() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = env::var_os("NOGLETAL_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let gold = shared.join("gold");
    let scorer = gold.join("score.py");
    let python = Command::new("python3").arg("--version").output().is_ok();
    if !scorer.exists() || !python {
        eprintln!("skipped: there is no {}, or no python3 to run it", scorer.display());
        return;
    }
    for (docs, folder) in [
        (shared.join("seeds"), gold.clone()),
        (gold.join("greve/docs"), gold.join("greve")),
        (gold.join("composed/docs"), gold.join("composed")),
    ] {
        let file = |name: &str| folder.join(name).display().to_string();
        let (figures, traps, docs) = (file("figures.jsonl"), file("traps.jsonl"), docs.display().to_string());
        let arguments = ["evaluate", &figures, "--docs", &docs, "--traps", &traps, "--format", "json"];
        let ours = json(&nogletal(here, &arguments));
        let records = tempfile::NamedTempFile::new().expect("a file");
        let printed = nogletal(here, &["figures", &docs, "--format", "jsonl"]);
        fs::write(records.path(), printed.stdout).expect("the records");
        let mut theirs = Command::new("python3");
        theirs.arg(&scorer).args(["--docs", &docs, "--gold", &figures, "--traps", &traps, "--json"]);
        let theirs = json(&theirs.arg(records.path()).output().expect("the scorer runs"));
        for (measure, wanted) in theirs.as_object().expect("an object") {
            assert_eq!(&ours[measure], wanted, "{measure} of {docs}");
        }
    }
}
