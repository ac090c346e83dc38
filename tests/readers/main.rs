//! Tables opened by programs that others wrote: every number must come out as it stands in the table, to the last digit.
//!
//! `cargo test --test readers -- --ignored --nocapture` says which of them are not there, and leaves those out. Python's
//! are looked for with `NOGLETAL_PYTHON`, or `python3`: `pip install pyjstat 'pysdmx[data]'`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use tempfile::TempDir;

const KOLDING: &str = "Kolding Kommune

Notat om rådgivernes sagstal & økonomi, 12. marts 2021

I Kolding Kommune har en rådgiver i gennemsnit 41,5 sager i 2021. Det er et mål, at sagstallet bliver 28-30 sager pr. rådgiver.

Der investeres 4,25 mio. kr. i flere rådgivere i 2022 (50 % af puljen | se www.eksempel.dk, $ og _x_, ● ≥ 1).

\t2020\t2021
Plejefamilie\t120\t110
Institution\t92\t88
I alt\t212\t198
";
const ESBJERG: &str = "Esbjerg Kommune

I Esbjerg Kommune har en rådgiver ca. 35 sager i 2020. Der var 301 anbragte børn i 2020 og 298 anbragte børn i 2021.
";

/// A folder with an index of both.
fn desk() -> TempDir {
    let desk = tempfile::tempdir().expect("a folder");
    fs::create_dir(desk.path().join("docs")).expect("a folder");
    for (name, text) in [("kolding.txt", KOLDING), ("esbjerg.txt", ESBJERG)] {
        fs::write(desk.path().join("docs").join(name), text).expect("a file");
    }
    ran(&desk, &["index", "docs"]);
    desk
}

fn ran(desk: &TempDir, arguments: &[&str]) {
    let mut command = assert_cmd::Command::cargo_bin("nogletal").expect("the binary");
    command.current_dir(desk.path()).env_clear().args(arguments).assert().success();
}

/// A table of the index in a form, and the same as JSON beside it.
fn table(desk: &TempDir, form: &str, name: &str, asked: &[&str]) -> (PathBuf, PathBuf) {
    for (form, name) in [(form, name), ("json", "table.json")] {
        ran(desk, &[&["compare", "--format", form, "--output", name], asked].concat());
    }
    (desk.path().join(name), desk.path().join("table.json"))
}

const TABLES: [&[&str]; 3] = [&[], &["--indicator", "all"], &["--indicator", "placements", "--by-year"]];

/// Whether a program is there; says so where it is not.
#[expect(clippy::print_stderr, reason = "what is not tested has to be said")]
fn is_there(program: &str, arguments: &[&str]) -> bool {
    let ran = Command::new(program).args(arguments).output().is_ok_and(|ran| ran.status.success());
    if !ran {
        eprintln!("skipped: `{program} {}` does not run", arguments.join(" "));
    }
    ran
}

fn python() -> String {
    std::env::var("NOGLETAL_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Runs a script of this folder on a form and the table as JSON.
fn agrees(script: &str, module: &str, form: &str) {
    if !is_there(&python(), &["-c", &format!("import {module}")]) {
        return;
    }
    let desk = desk();
    for asked in TABLES {
        let (file, json) = table(&desk, form, "table.form", asked);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(script);
        let ran = Command::new(python()).arg(script).args([file, json]).output().expect("Python");
        assert!(ran.status.success(), "{asked:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

#[test]
#[ignore = "needs pyjstat"]
fn pyjstat_reads_the_cube() {
    agrees("json_stat.py", "pyjstat", "json-stat");
}

#[test]
#[ignore = "needs pysdmx"]
fn pysdmx_reads_the_observations() {
    agrees("sdmx_csv.py", "pysdmx, pandas", "sdmx-csv");
}

#[test]
#[ignore = "needs LaTeX with booktabs"]
fn latex_sets_the_table_and_its_literature() {
    let engines = ["pdflatex", "xelatex"].map(|engine| (engine, is_there(engine, &["--version"])));
    for (engine, _) in engines.into_iter().filter(|(_, there)| *there) {
        let desk = desk();
        for asked in TABLES {
            table(&desk, "latex", "table.tex", asked);
            let run = |program: &str, arguments: &[&str]| {
                let ran = Command::new(program).args(arguments).current_dir(desk.path()).output().expect("it ran");
                assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stdout));
            };
            let set = ["-interaction=nonstopmode", "-halt-on-error", "table.tex"];
            run(engine, &set);
            run("bibtex", &["table"]);
            run(engine, &set);
            run(engine, &set);
        }
        if is_there("pdftotext", &["-v"]) {
            let text = Command::new("pdftotext").args(["-layout", "table.pdf", "-"]).current_dir(desk.path()).output();
            let text = String::from_utf8(text.expect("a text").stdout).expect("letters");
            for part in ["Kolding (621)", "212", "198", "301", "298", "SHA-256", "esbjerg"] {
                assert!(text.contains(part), "{part} by {engine} in {text}");
            }
        }
    }
}

/// All of pandoc's elements of a kind.
fn elements<'a>(tree: &'a Value, kind: &str, found: &mut Vec<&'a Value>) {
    if tree["t"] == kind {
        found.push(tree);
    }
    match tree {
        Value::Array(parts) => parts.iter().for_each(|part| elements(part, kind, found)),
        Value::Object(parts) => parts.values().for_each(|part| elements(part, kind, found)),
        _ => {}
    }
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_markdown_as_github_does() {
    if !is_there("pandoc", &["--version"]) {
        return;
    }
    let desk = desk();
    for asked in TABLES {
        let (file, json) = table(&desk, "markdown", "table.md", asked);
        let read = Command::new("pandoc").args(["--from", "gfm", "--to", "json"]).arg(file).output().expect("pandoc");
        let tree: Value = serde_json::from_slice(&read.stdout).expect("a tree");
        let count = |kind: &str| {
            let mut found = Vec::new();
            elements(&tree, kind, &mut found);
            found.len()
        };
        assert_eq!([count("Table"), count("Link"), count("Image"), count("Math"), count("CodeBlock")], [1, 0, 0, 0, 0]);
        let table: Value = serde_json::from_slice(&fs::read(json).expect("a file")).expect("a table");
        let shown = |cell: &Value| {
            let values = cell["observations"].as_array().expect("values").iter().filter(|one| one["role"] != "other");
            values.map(|one| one["sources"].as_array().expect("sources").len()).sum::<usize>()
        };
        let rows = table["rows"].as_array().expect("rows");
        let marks: usize = rows.iter().flat_map(|row| row["cells"].as_array().expect("cells")).map(shown).sum();
        assert!(marks > 0 && count("Note") >= marks, "{} of {marks} marks lead to a note", count("Note"));
    }
}
