//! The binary as a user runs it: commands, exit codes, and what goes to which stream.

#[path = "cli/archives.rs"]
mod archives;
#[path = "cli/catalogue.rs"]
mod catalogue;
#[path = "cli/changes.rs"]
mod changes;
#[path = "cli/compare.rs"]
mod compare;
#[path = "cli/differences.rs"]
mod differences;
#[path = "cli/drift.rs"]
mod drift;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/findings.rs"]
mod findings;
#[path = "cli/listed.rs"]
mod listed;
#[path = "fixtures/make.rs"]
#[expect(dead_code, reason = "what other tests draw")]
mod make;
#[path = "cli/metrics.rs"]
mod metrics;
#[path = "cli/nightly.rs"]
mod nightly;
#[path = "cli/reading.rs"]
mod reading;
#[path = "cli/reckoning.rs"]
mod reckoning;
#[path = "cli/review.rs"]
mod review;
#[path = "cli/search.rs"]
mod search;
#[path = "cli/watch.rs"]
mod watch;
#[path = "cli/years.rs"]
mod years;
#[path = "fixtures/zipped.rs"]
mod zipped;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const HERNING: &str = "Sagstal i Herning\n\nHver rådgiver har 45 sager.\n\nAnbringelserne faldt.\n";
const AABENRAA: &str = "Aabenraa Kommune\n\nEn rådgiver har 30 sager og en anbringelse.\n";
/// A file that no reader takes, whatever it is called.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff";

/// A folder of its own to run in, with `docs/` below it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        desk.write("docs/herning.txt", HERNING.as_bytes());
        desk.write("docs/syd/aabenraa.txt", AABENRAA.as_bytes());
        desk
    }

    /// A desk on which `docs/` is indexed.
    fn indexed() -> Self {
        let desk = Desk::new();
        assert_eq!(desk.run(&["index", "docs"]).code, 0);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().expect("it ran"))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("nogletal").expect("the binary");
        command.current_dir(self.0.path()).env_clear().args(arguments);
        command
    }

    /// The lines of a command's `--format jsonl`.
    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let ran = self.run(&[arguments, &["--format", "jsonl"]].concat());
        ran.out.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
    }
}

/// What a command did.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    /// What it told people, without how long it took.
    fn told(&self) -> String {
        let lines = self.err.lines().map(|line| match line.rsplit_once(", ") {
            Some((begun, time)) if time.ends_with(" s)") => format!("{begun}, TIME)"),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The events of `--log-format json`.
    fn events(&self) -> Vec<Value> {
        self.err.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Ran {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

#[test]
fn index_then_search_status_and_figures() {
    let desk = Desk::new();
    let ran = desk.run(&["index", "docs", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    insta::assert_snapshot!(ran.told(), @r"
    documents: read 2 · unchanged 0 · partly read 0 · not read 0 · removed 0
    figures: new 2 · changed 0 · gone 0 (run 1, TIME)
    ");

    let ran = desk.run(&["search", "rådgivere", "Åbenrå OR anbragt OR sag", "--lang", "en"]);
    assert_eq!(ran.code, 0);
    for part in ["herning.txt", "Hver rådgiver har 45 sager.", "syd/aabenraa.txt", "En rådgiver har 30 sager"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    insta::assert_snapshot!(ran.err, @"2 passages in 2 documents");

    let status = desk.run(&["status", "--format", "json"]);
    let status: Value = serde_json::from_str(&status.out).expect("an object");
    assert_eq!(status["documents"], serde_json::json!({"read": 2, "partly": 0, "failed": 0}));
    assert_eq!(status["stale"], 0);

    let ran = desk.run(&["figures", "--format", "jsonl"]);
    assert_eq!(ran.code, i32::from(ran.out.is_empty()), "nothing found is told from something found");
}

#[test]
fn a_hit_has_the_fields_of_the_contract() {
    let desk = Desk::indexed();
    let hit = desk.lines(&["search", "45 sager"]).remove(0);
    let keys: Vec<&str> = hit.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut wanted = vec![
        "doc",
        "document_id",
        "page",
        "start",
        "end",
        "text",
        "snippet",
        "score",
        "heading",
        "municipality",
        "year",
        "matched",
        "figures",
    ];
    wanted.sort_unstable();
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, wanted);
    assert_eq!(hit["doc"], "herning.txt");
    assert_eq!(hit["snippet"], "Hver rådgiver har <mark>45</mark> <mark>sager</mark>.");
    assert_eq!(hit["matched"], serde_json::json!(["exact"]));
    let place = |key: &str| usize::try_from(hit[key].as_u64().expect("a number")).expect("a place");
    assert_eq!(&HERNING[place("start")..place("end")], hit["text"].as_str().expect("text"));
}

#[test]
fn a_rerun_does_nothing_and_a_changed_file_is_read_again() {
    let desk = Desk::indexed();
    let ran = desk.run(&["index", "docs", "--lang", "en"]);
    insta::assert_snapshot!(ran.err, @"documents: read 0 · unchanged 2 · partly read 0 · not read 0 · removed 0");
    desk.write("docs/herning.txt", "Hver rådgiver har 25 sager.\n".as_bytes());
    fs::remove_file(desk.path("docs/syd/aabenraa.txt")).expect("removed");
    let ran = desk.run(&["index", "docs", "--lang", "da"]);
    insta::assert_snapshot!(ran.told(), @r"
    dokumenter: læst 1 · uændret 0 · delvist læst 0 · ikke læst 0 · fjernet 1
    nøgletal: nye 0 · ændret 1 · væk 1 (kørsel 2, TIME)
    ");
    assert_eq!(desk.run(&["search", "45"]).code, 1);
    assert_eq!(desk.run(&["search", "anbringelse"]).code, 1);
    assert_eq!(desk.lines(&["search", "25"]).len(), 1);
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_the_rest_is_indexed() {
    let desk = Desk::new();
    desk.write("docs/billede.pdf", PICTURE);
    let ran = desk.run(&["index", "docs", "--quiet"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.starts_with("not read: billede.pdf"), "{}", ran.err);
    assert_eq!(desk.lines(&["search", "sager", "--exact"]).len(), 2);
    let ran = desk.run(&["status"]);
    assert!(ran.out.contains("billede.pdf"), "{}", ran.out);
    let ran = desk.run(&["figures", "docs"]);
    assert_eq!(ran.code, 3, "unread documents weigh more than nothing found");
    assert!(ran.err.contains("billede.pdf"), "{}", ran.err);
}

#[test]
fn programs_can_read_standard_error() {
    let desk = Desk::new();
    desk.write("docs/billede.pdf", PICTURE);
    let ran = desk.run(&["index", "docs", "--log-format", "json"]);
    let lines = ran.events();
    let events: Vec<&str> = lines.iter().filter_map(|line| line["event"].as_str()).collect();
    assert_eq!((events.first(), events.last()), (Some(&"started"), Some(&"finished")));
    let failed = lines.iter().find(|line| line["event"] == "document_failed").expect("a failure");
    assert_eq!((&failed["doc"], &failed["level"]), (&"billede.pdf".into(), &"warning".into()));
    let documents = &lines.last().expect("a summary")["documents"];
    assert_eq!((&documents["read"], &documents["failed"]), (&2.into(), &1.into()));
}

#[test]
fn what_is_missing_is_said_with_the_command_that_makes_it() {
    let desk = Desk::new();
    let ran = desk.run(&["search", "sager"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @r"
    error: there is no index in index
    hint: make one with `nogletal index DIR`
    ");
    let ran = desk.run(&["status", "--index", "andet"]);
    insta::assert_snapshot!(ran.err, @r"
    error: there is no index in andet
    hint: make one with `nogletal index DIR --index andet`
    ");
    assert_eq!(desk.run(&["index", "nix"]).code, 2);
    assert!(!desk.path("index").exists(), "a folder that is not there leaves nothing behind");
    assert_eq!(desk.run(&["text", "nix.pdf"]).code, 2);
    assert_eq!(desk.run(&["figures", "nix.pdf"]).code, 2);
}

#[test]
fn a_damaged_index_is_refused_whatever_is_damaged() {
    let desk = Desk::indexed();
    let files: Vec<PathBuf> =
        fs::read_dir(desk.path("index/v2")).expect("files").map(|file| file.expect("a file").path()).collect();
    for file in files.iter().filter(|file| file.is_file() && !file.to_string_lossy().ends_with(".lock")) {
        let whole = fs::read(file).expect("a file");
        for damage in [&b"{"[..], &[], &whole[..whole.len() / 2]] {
            fs::write(file, damage).expect("damaged");
            let ran = desk.run(&["search", "sager", "--format", "jsonl"]);
            assert!([0, 1, 2].contains(&ran.code), "{} {}: {}", file.display(), ran.code, ran.err);
            assert_eq!(ran.code == 2, ran.err.contains("error: "), "{}", ran.err);
        }
        fs::write(file, whole).expect("repaired");
    }
    fs::write(desk.path("index/v2/meta.json"), "{").expect("damaged");
    let ran = desk.run(&["search", "sager"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("hint: if it is damaged, delete index/v2 and run `nogletal index DIR`"), "{}", ran.err);
}

#[test]
fn a_query_that_cannot_be_meant_is_marked() {
    let desk = Desk::indexed();
    let ran = desk.run(&["search", "sager \"pr. rådgiver"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.err, @r#"
    error: the phrase that starts here has no end
        sager "pr. rådgiver
              ^
    hint: `nogletal search --help` shows what can be typed; in “quotes” everything is plain words
    "#);
    assert_eq!(desk.run(&["search", "kage"]).code, 1);
    assert_eq!(desk.run(&["search", "sager", "--municipality", "Atlantis"]).code, 2);
    assert_eq!(desk.run(&["search", "sager", "--indicator", "kage"]).code, 2);
    assert_eq!(desk.run(&["search"]).code, 2);
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let desk = Desk::indexed();
    let ran = desk.run(&["search", "sager", "--exact", "--format", "csv", "--output", "ud.csv", "--quiet"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let written = fs::read_to_string(desk.path("ud.csv")).expect("a file");
    assert_eq!(written.lines().count(), 3);
    assert!(written.starts_with("doc,document_id,page,start,end,text,snippet,score,"), "{written}");
    let ran = desk.run(&["search", "\"sager", "--output", "ud.csv"]);
    assert_eq!(ran.code, 2);
    assert_eq!(fs::read_to_string(desk.path("ud.csv")).expect("a file"), written);
    assert_eq!(desk.run(&["indicators", "--output", "ingen/ud.txt"]).code, 2);
}

#[test]
fn text_is_printed_exactly() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["text", "docs/herning.txt"]).out, HERNING);
    let lines = desk.lines(&["text", "docs/herning.txt"]);
    assert_eq!((lines.len(), &lines[0]["text"]), (1, &HERNING.into()));
}

#[test]
fn tables_in_every_form() {
    let desk = Desk::new();
    desk.write("tabel.txt", "Budget\n\nÅr\tBeløb\n2018\t1.000\n\nSlut\n".as_bytes());
    let ran = desk.run(&["tables", "tabel.txt", "--format", "json"]);
    let object: Value = serde_json::from_str(&ran.out).expect("an object");
    assert_eq!(object["tables"][0]["rows"], serde_json::json!([["År", "Beløb"], ["2018", "1.000"]]));
    insta::assert_snapshot!(desk.run(&["tables", "tabel.txt", "--format", "csv"]).out, @r"
    År,Beløb
    2018,1.000
    ");
    insta::assert_snapshot!(desk.run(&["tables", "tabel.txt", "--lang", "da"]).out, @r"
    Tabel 1
    År    Beløb
    2018  1.000
    ");
    assert_eq!(desk.run(&["tables", "docs/herning.txt"]).code, 1);
}

#[test]
fn reference_data_and_the_shell() {
    let desk = Desk::new();
    let ran = desk.run(&["municipalities", "--format", "csv"]);
    assert_eq!(ran.out.lines().nth(1), Some("101,København,Hovedstaden"));
    let ran = desk.run(&["indicators", "--format", "json"]);
    let all: Value = serde_json::from_str(&ran.out).expect("an array");
    assert_eq!(all[0]["code"], "caseload");
    assert!(desk.run(&["completions", "fish"]).out.contains("nogletal"));
    assert!(desk.run(&["man"]).out.contains(".TH nogletal"));
    assert_eq!(desk.run(&["explain", "docs/herning.txt"]).code, 2);
    assert_eq!(desk.run(&["explain", "docs/herning.txt:0"]).code, 1);
}

#[test]
fn the_help_opens_with_an_example() {
    let desk = Desk::new();
    insta::assert_snapshot!(desk.run(&["status", "-h"]).out, @r"
    Example:
      nogletal status

    Show what the index holds

    Usage: nogletal status [OPTIONS]

    Options:
          --index <PATH>       The folder of the index [default: index]
          --format <FORMAT>    The form [default: text] [possible values: text, json]
          --lang <LANGUAGE>    The language of tables and summaries [default: from the locale, else da]
                               [possible values: da, en]
      -q, --quiet              Print no summary and no progress; documents that cannot be read are still
                               named
      -o, --output <FILE>      Write to a file, whole or not at all, instead of standard output
          --catalogue <FILE>   Indicators of your own: a file that adds some or changes those of the
                               program, as the guide shows
          --decisions <FILE>   The decisions about figures (see `nogletal review`) [default:
                               decisions.jsonl, where it is there]
          --log-format <FORM>  The form of what goes to standard error [default: text] [possible values:
                               text, json]
      -h, --help               Print help (see more with '--help')

    The guide, in Danish: docs/brugervejledning.md
    ");
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_enough_is_no_failure() {
    let desk = Desk::new();
    let text: String = (0..20_000).map(|number| format!("Der er sager i linje {number}.\n\n")).collect();
    desk.write("docs/lang.txt", text.as_bytes());
    desk.run(&["index", "docs"]);
    for form in ["text", "jsonl", "csv"] {
        let binary = assert_cmd::cargo::cargo_bin("nogletal");
        let mut child = std::process::Command::new(binary)
            .current_dir(desk.0.path())
            .args(["search", "sager", "--quiet", "--format", form])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("it runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{form}");
    }
}
