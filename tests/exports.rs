//! Tables as files, opened by programs that know nothing of this one: LibreOffice, DuckDB, frictionless.
//!
//! Slow, and in need of those programs; each test says that it is skipped where its program is missing. `PYTHON` names
//! the interpreter that has duckdb and frictionless:
//! `PYTHON=venv/bin/python cargo test --test exports -- --ignored --nocapture`.

#![expect(clippy::print_stderr, reason = "skipped tests say so")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use assert_cmd::cargo::CommandCargoExt as _;
use rust_decimal::Decimal;
use serde_json::Value;
use tempfile::TempDir;

const SILKEBORG: &str = "Silkeborg Kommune

Notat om rådgivernes sagstal, 12. marts 2021

I Silkeborg Kommune har en rådgiver i gennemsnit 41,25 sager i 2021. Det er et mål, at sagstallet bliver 22-25 sager pr. rådgiver.

Der investeres 4.512.345,50 kr. i flere rådgivere i 2022. Kommunen havde ca. 212 anbragte børn i 2020 og 198 anbragte børn i 2021.
";
const SVENDBORG: &str = "Svendborg Kommune

=1+1 er ingen formel; i Svendborg Kommune har en rådgiver ca. 35 sager i 2021.
";

/// A folder with an index of the documents above.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        fs::create_dir(desk.path("docs")).expect("a folder");
        fs::write(desk.path("docs/silkeborg.txt"), SILKEBORG).expect("a file");
        fs::write(desk.path("docs/svendborg.txt"), SVENDBORG).expect("a file");
        desk.run(&["index", "docs"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) {
        let mut command = Command::cargo_bin("nogletal").expect("the binary");
        let ran = command.current_dir(self.0.path()).args(arguments).output().expect("it ran");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }

    /// The table in a form, as a file.
    fn table(&self, form: &str, name: &str) -> PathBuf {
        let path = self.path(name);
        self.run(&["compare", "--lang", "da", "--format", form, "--output", path.to_str().expect("a path")]);
        path
    }

    /// The same as the rows of CSV, the names of the fields first.
    fn csv(&self) -> Vec<Vec<String>> {
        rows(&self.table("csv", "tal.csv"))
    }
}

fn rows(csv: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(csv).expect("a file");
    let records = reader.records().map(|record| record.expect("a record"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// What a program prints; `None`, said aloud, where it is not there.
fn ran(command: &mut Command, is_there: &[&str]) -> Option<String> {
    let there = Command::new(command.get_program()).args(is_there).output().is_ok_and(|ran| ran.status.success());
    if !there {
        eprintln!("skipped: {:?} {is_there:?} does not run", command.get_program());
        return None;
    }
    let ran = command.output().expect("it ran");
    let out = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success(), "{out}{}", String::from_utf8_lossy(&ran.stderr));
    Some(out)
}

fn python() -> Command {
    Command::new(env::var_os("PYTHON").unwrap_or_else(|| "python3".into()))
}

fn decimal(text: &str) -> Decimal {
    text.parse::<Decimal>().unwrap_or_else(|_| panic!("{text} is a decimal")).normalize()
}

#[test]
#[ignore = "slow: starts LibreOffice"]
fn libreoffice_opens_the_workbook() {
    let desk = Desk::new();
    let csv = desk.csv();
    let book = desk.table("xlsx", "tabel.xlsx");
    let profile = format!("-env:UserInstallation=file://{}", desk.path("profile").display());
    // Every sheet as CSV of its own, in UTF-8, with commas.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    let mut office = Command::new("soffice");
    office.args([&profile, "--headless", "--convert-to", filter, "--outdir"]).arg(desk.path("ud")).arg(&book);
    if ran(&mut office, &["--version"]).is_none() {
        return;
    }
    let values = rows(&desk.path("ud/tabel-Værdier.csv"));
    assert_eq!(values.len(), csv.len());
    let mut numbers = 0;
    for (office, own) in values.iter().zip(&csv).skip(1) {
        for at in [6, 7] {
            match own[at].as_str() {
                "" => assert_eq!(office[at], ""),
                own => {
                    assert_eq!(decimal(&office[at]), decimal(own));
                    numbers += 1;
                }
            }
        }
        assert_eq!(office[15], own[15].trim_start_matches('\''), "quotes are verbatim");
    }
    assert!(numbers > 8, "{numbers} numbers");
    let table = rows(&desk.path("ud/tabel-Tabel.csv"));
    assert!(table.iter().flatten().any(|cell| cell == "22–25"), "{table:?}");
    assert!(table.iter().flatten().any(|cell| cell == "41.25"), "{table:?}");
}

/// Prints the columns, their types and the rows of a file that DuckDB reads.
const DUCKDB: &str = "
import duckdb, json, sys
table = duckdb.sql(sys.argv[1])
rows = [[None if value is None else str(value) for value in row] for row in table.fetchall()]
print(json.dumps({'columns': table.columns, 'types': [str(one) for one in table.types], 'rows': rows}))
";

fn duckdb(query: &str) -> Option<Value> {
    let out = ran(python().args(["-c", DUCKDB, query]), &["-c", "import duckdb"])?;
    Some(serde_json::from_str(&out).expect("an object"))
}

#[test]
#[ignore = "needs Python with duckdb"]
fn duckdb_reads_csv_to_the_last_digit() {
    let desk = Desk::new();
    let csv = desk.csv();
    let query = format!("SELECT * FROM read_csv('{}', all_varchar = true)", desk.path("tal.csv").display());
    let Some(table) = duckdb(&query) else { return };
    assert_eq!(table["columns"], serde_json::json!(csv[0]));
    for (read, own) in table["rows"].as_array().expect("rows").iter().zip(&csv[1..]) {
        let read: Vec<&str> =
            read.as_array().expect("a row").iter().map(|value| value.as_str().unwrap_or("")).collect();
        assert_eq!(&read, own);
    }
}

#[test]
#[ignore = "needs Python with duckdb"]
fn duckdb_reads_parquet_to_the_last_digit() {
    let desk = Desk::new();
    let csv = desk.csv();
    let file = desk.table("parquet", "tal.parquet");
    let Some(table) = duckdb(&format!("SELECT * FROM read_parquet('{}')", file.display())) else { return };
    assert_eq!(table["columns"], serde_json::json!(csv[0]));
    let rows = table["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), csv.len() - 1);
    let types: Vec<&str> = table["types"].as_array().expect("types").iter().filter_map(Value::as_str).collect();
    for expected in ["DECIMAL(38,10)", "BOOLEAN", "DATE", "BIGINT", "DOUBLE", "VARCHAR"] {
        assert!(types.contains(&expected), "{expected}: {types:?}");
    }
    for (read, own) in rows.iter().zip(&csv[1..]) {
        for ((read, own), kind) in read.as_array().expect("a row").iter().zip(own).zip(&types) {
            let read = read.as_str().unwrap_or("");
            match *kind {
                "DECIMAL(38,10)" if !read.is_empty() => assert_eq!(decimal(read), decimal(own)),
                "BOOLEAN" => assert_eq!(read.to_lowercase(), *own),
                // CSV guards against spreadsheets; here a quote is the document's own.
                _ => assert_eq!(read, own.trim_start_matches('\'')),
            }
        }
    }
}

#[test]
#[ignore = "needs Python with frictionless"]
fn frictionless_validates_the_data_package() {
    let desk = Desk::new();
    let package = desk.table("data-package", "pakke.zip");
    let mut check = python();
    check.args(["-m", "frictionless", "validate", "--json"]).arg(&package);
    let Some(out) = ran(&mut check, &["-c", "import frictionless"]) else { return };
    let report: Value = serde_json::from_str(&out).expect("an object");
    assert_eq!(report["valid"], true, "{out}");
    assert_eq!(report["tasks"].as_array().expect("tables").len(), 3, "{out}");
}
