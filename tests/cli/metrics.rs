//! `--metrics`: what a run did and what the index holds, in Prometheus' text format.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use super::{Desk, PICTURE};

/// The samples of a file, each by its name with its labels. Whatever the format does not allow fails.
fn samples(text: &str) -> BTreeMap<String, f64> {
    let (mut samples, mut types, mut helped) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    assert!(text.ends_with('\n'), "the last line has an end");
    let mut current = String::new();
    for line in text.lines() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            let (name, words) = help.split_once(' ').expect("a name and what it says");
            assert!(is_name(name) && !words.is_empty(), "{line}");
            assert!(helped.insert(name.to_owned()), "{name} has one help");
        } else if let Some(kind) = line.strip_prefix("# TYPE ") {
            let (name, kind) = kind.split_once(' ').expect("a name and a type");
            assert!(helped.contains(name) && kind == "gauge", "{line}");
            current = name.to_owned();
            assert!(types.insert(name.to_owned(), kind.to_owned()).is_none(), "the samples of {name} stand together");
        } else {
            let (sample, value) = line.rsplit_once(' ').expect("a sample and its value");
            assert_eq!(labelled(sample), current, "{line}: samples follow their type");
            let value = value.parse().expect("a number");
            assert!(samples.insert(sample.to_owned(), value).is_none(), "{line}: no sample comes twice");
        }
    }
    samples
}

fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// The name of a sample whose labels are well formed.
fn labelled(sample: &str) -> &str {
    let Some((name, labels)) = sample.split_once('{') else {
        assert!(is_name(sample), "{sample}");
        return sample;
    };
    assert!(is_name(name), "{sample}");
    for label in labels.strip_suffix('}').expect("a bracket").split(',') {
        let (label, value) = label.split_once('=').expect("a label and its value");
        let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).expect("quotes");
        assert!(is_name(label) && !value.contains(['"', '\\', '\n']), "{sample}");
    }
    name
}

impl Desk {
    fn metrics(&self) -> BTreeMap<String, f64> {
        samples(&fs::read_to_string(self.path("nogletal.prom")).expect("a file"))
    }
}

#[test]
fn a_run_tells_what_it_did_and_what_the_index_holds() {
    let desk = Desk::new();
    desk.write("docs/billede.pdf", PICTURE);
    assert_eq!(desk.run(&["index", "docs", "--metrics", "nogletal.prom"]).code, 3);
    let metrics = desk.metrics();
    for (name, value) in [
        ("nogletal_last_run_success", 1.0),
        ("nogletal_last_run_exit_code", 3.0),
        ("nogletal_last_run_documents{outcome=\"read\"}", 2.0),
        ("nogletal_last_run_documents{outcome=\"failed\"}", 1.0),
        ("nogletal_last_run_figures{change=\"appeared\"}", 2.0),
        ("nogletal_documents{outcome=\"read\"}", 2.0),
        ("nogletal_documents{outcome=\"failed\"}", 1.0),
        ("nogletal_figures{indicator=\"caseload\"}", 2.0),
    ] {
        assert_eq!(metrics.get(name), Some(&value), "{name}");
    }
    assert!(metrics["nogletal_index_bytes"] > 1000.0);
    assert!(metrics["nogletal_last_run_timestamp_seconds"] > 1.7e9);
    assert!(metrics.contains_key(&format!("nogletal_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_run_that_fails_says_so_and_when_one_was_last_done() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["run", "docs", "--metrics", "nogletal.prom"]).code, 0);
    let done = desk.metrics()["nogletal_last_success_timestamp_seconds"];
    assert_eq!(desk.run(&["index", "nix", "--metrics", "nogletal.prom"]).code, 2);
    let metrics = desk.metrics();
    assert_eq!((metrics["nogletal_last_run_success"], metrics["nogletal_last_run_exit_code"]), (0.0, 2.0));
    assert_eq!(metrics["nogletal_last_success_timestamp_seconds"], done);
    assert_eq!(metrics["nogletal_documents{outcome=\"read\"}"], 2.0, "the index is as it was");
    assert!(!metrics.keys().any(|name| name.starts_with("nogletal_last_run_documents")), "nothing is known of it");
}

#[test]
fn a_place_that_cannot_be_written_is_refused_before_anything_is_read() {
    let desk = Desk::new();
    let ran = desk.run(&["index", "docs", "--metrics", "nix/nogletal.prom"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nix/nogletal.prom cannot be written"), "{}", ran.err);
    assert!(!desk.path("index").exists());
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_although_the_run_was_done() {
    let desk = Desk::new();
    let ran = desk.run(&["index", "docs", "--metrics", "/dev/full", "--lang", "en"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.starts_with("documents: read 2") && ran.err.contains("error: "), "{}", ran.err);
    assert_eq!(desk.run(&["search", "sager"]).code, 0);
}

#[test]
fn status_has_the_same_for_programs() {
    let desk = Desk::indexed();
    let status: serde_json::Value =
        serde_json::from_str(&desk.run(&["status", "--format", "json"]).out).expect("an object");
    assert!(status["bytes"].as_u64().is_some_and(|bytes| bytes > 1000), "{status}");
    assert_eq!(status["figures"]["caseload"], 2);
    assert!(desk.run(&["status", "--lang", "da"]).out.contains("\nFylder "));
}
