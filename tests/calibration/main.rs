//! The confidence's calibration: fitted to first looks, measured with each document left out, and told in the docs.
//!
//! Takes `first_looks.tsv`, what the program made of annotated documents before any rule was made with them, and holds
//! `src/reference/confidence.tsv` and the tables of `docs/paalidelighed.md` against it. A changed rule makes neither out of
//! date: both are functions of the looks.
//!
//! `NOGLETAL_FIT=1 cargo test --test calibration` looks at the documents of `tests/gold/unseen` anew and writes all three.

mod looks;
mod model;
mod report;

use std::{env, fs, path::Path};

use looks::{Look, UNSEEN};
use model::Model;
use nogletal::reference::confidence::terms;

/// What the expected calibration error may be, with each document left out of the fitting in turn.
const ERROR: f64 = 0.05;
const TABLE: &str = "src/reference/confidence.tsv";

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn fitting() -> bool {
    env::var_os("NOGLETAL_FIT").is_some()
}

/// The looks with what a model says of each that was fitted without its document.
fn left_out(looks: &[Look]) -> Vec<(&Look, f64)> {
    let every: Vec<&Look> = looks.iter().collect();
    let whole = Model::fit(&every, &Model::default());
    let mut said = Vec::new();
    for one in looks.chunk_by(|a, b| a.document == b.document) {
        let others: Vec<&Look> = looks.iter().filter(|look| look.document != one[0].document).collect();
        let model = Model::fit(&others, &whole);
        said.extend(one.iter().map(|look| (look, model.confidence(look))));
    }
    said
}

#[test]
fn the_table_and_the_docs_are_what_the_first_looks_give() {
    let mut looks = looks::read();
    if fitting() {
        looks.retain(|look| look.look != UNSEEN);
        looks.extend(looks::at_unseen());
        looks::write(&looks);
    }
    let every: Vec<&Look> = looks.iter().collect();
    let table = Model::fit(&every, &Model::default()).table(&every);
    let said = left_out(&looks);
    let docs = report::with_tables(&said);
    if fitting() {
        fs::write(path(TABLE), &table).expect("the table can be written");
        fs::write(path(report::DOCS), &docs).expect("the docs can be written");
    }
    let stale = "is out of date: NOGLETAL_FIT=1 cargo test --test calibration";
    assert!(fs::read_to_string(path(TABLE)).expect("the table") == table, "{TABLE} {stale}");
    assert!(fs::read_to_string(path(report::DOCS)).expect("the docs") == docs, "{} {stale}", report::DOCS);
    for (name, error) in report::errors(&said) {
        assert!(error <= ERROR, "{name}: expected calibration error {error:.4}, at most {ERROR} wanted");
    }
}

/// A rule that was renamed would silently be judged as if nobody had ever seen it.
#[test]
fn the_rules_of_the_table_are_those_of_the_program() {
    let mut source = String::new();
    let mut folders = vec![path("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                source += &fs::read_to_string(entry).expect("a source file");
            }
        }
    }
    let unknown: Vec<&str> =
        terms().filter(|term| term.starts_with("indicator:") && !source.contains(&format!("\"{term}\""))).collect();
    assert!(
        unknown.is_empty(),
        "no rule is called {unknown:?}: rename it in tests/calibration/first_looks.tsv too, or write `gone:` \
         for `indicator:` there where it is no more, and fit anew (NOGLETAL_FIT=1 cargo test --test calibration)"
    );
}

#[test]
fn a_document_is_judged_without_itself() {
    let others = || (0..9).map(|at| model::look(&format!("other {at}"), "a rule", 4, 3));
    let says = |right: usize| {
        let looks: Vec<Look> = others().chain([model::look("judged", "a rule", 4, right)]).collect();
        left_out(&looks).into_iter().find(|(look, _)| look.document == "judged").expect("the document").1
    };
    assert!((says(0) - says(4)).abs() < 1e-6, "{} {}", says(0), says(4));
}
