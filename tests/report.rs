//! The report in a real browser: whatever axe-core finds, and every number followed to its sentence from the keyboard.
//!
//! Slow, and needs node, npm with its registry, and Chromium; without them it says so and tests nothing.
//! `cargo test --test report -- --ignored`.

// What is skipped must be named.
#![allow(clippy::print_stderr)]

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;

/// The browser's usual names.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Where a program lies, if it is installed.
fn program(name: &str) -> Option<String> {
    let paths = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file())?;
    found.to_str().map(str::to_owned)
}

/// The script and its packages in a folder of their own.
fn workshop() -> Option<TempDir> {
    let folder = tempfile::tempdir().expect("a folder");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report");
    for file in ["package.json", "check.js"] {
        fs::copy(here.join(file), folder.path().join(file)).expect("copied");
    }
    let npm = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    let installed = Command::new("npm").args(npm).current_dir(folder.path()).status();
    installed.is_ok_and(|status| status.success()).then_some(folder)
}

/// A report's page over the sample corpus, with everything that a page can show.
fn reports(folder: &Path) -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let nogletal = |args: &[&str]| {
        let ran =
            Command::new(env!("CARGO_BIN_EXE_nogletal")).args(args).current_dir(folder).output().expect("it runs");
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    };
    let corpus = corpus.to_str().expect("a path in Unicode");
    nogletal(&["run", corpus, "--lang", "da"]);
    let form = ["--format", "html", "--lang", "en", "--output"];
    nogletal(&[&["compare", "--summary", "--norm"], &form[..], &["summary.html"]].concat());
    nogletal(&[&["compare", "--indicator", "placements", "--by-year"], &form[..], &["years.html"]].concat());
    vec!["report/index.html".to_owned(), "summary.html".to_owned(), "years.html".to_owned()]
}

#[test]
#[ignore = "slow: opens reports in a browser"]
fn every_number_leads_to_its_sentence_and_nothing_keeps_anybody_out() {
    let browser = BROWSERS.iter().find_map(|name| program(name));
    let (Some(browser), Some(node), Some(_)) = (browser, program("node"), program("npm")) else {
        eprintln!("skipped: Chromium, node and npm are needed");
        return;
    };
    let Some(folder) = workshop() else {
        eprintln!("skipped: npm cannot install the script's packages");
        return;
    };
    let reports = reports(folder.path());
    let ran = Command::new(node).arg("check.js").arg(browser).args(reports).current_dir(folder.path()).output();
    let ran = ran.expect("node runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "");
}
