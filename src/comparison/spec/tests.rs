//! Specs read, laid under flags, written and refused.

use std::fs;

use super::*;
use crate::{comparison::Query, reference::Reference};

/// A spec out of a file `t.toml` with this text.
fn read(text: &str) -> Result<Spec> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.toml");
    fs::write(&path, text).expect("written");
    Spec::read(&path)
}

fn list(typed: &[&str]) -> Vec<String> {
    typed.iter().map(|one| (*one).to_owned()).collect()
}

/// What is said of a file that cannot be meant, from its own name on.
fn refused(text: &str) -> String {
    let said = match read(text) {
        Ok(spec) => Query::of(&spec, Reference::in_use()).expect_err("refused").one_line(),
        Err(error) => error.one_line(),
    };
    said.split_once("t.toml, ").map_or(said.clone(), |(_, rest)| rest.to_owned())
}

#[test]
fn a_key_takes_one_thing_or_several() {
    let spec =
        read("indicator = \"caseload, investment\"\nyear = 2019\nmunicipality = [\"Faxe\", 265]\n").expect("a spec");
    assert_eq!(spec.indicator, list(&["caseload", " investment"]));
    assert_eq!(spec.year, list(&["2019"]));
    assert_eq!(spec.municipality, list(&["Faxe", "265"]));
}

#[test]
fn a_title_is_one_text_or_one_a_language() {
    let both = read("title = \"Sagstal\"").expect("a spec").title.expect("a title");
    assert_eq!((both.da.as_str(), both.en.as_str()), ("Sagstal", "Sagstal"));
    let each = read("title = { da = \"Sagstal\", en = \"Caseloads\" }").expect("a spec").title.expect("a title");
    assert_eq!(each.en, "Caseloads");
}

#[test]
fn flags_go_before_the_file() {
    let file = read("indicator = \"caseload\"\nyear = 2018\nmin-confidence = 0.5\n").expect("a spec");
    let flags = Spec { year: list(&["2019"]), by_year: true, ..Spec::default() };
    let spec = file.overridden(&flags).expect("a spec");
    assert_eq!((spec.indicator, spec.year), (list(&["caseload"]), list(&["2019"])));
    assert_eq!((spec.by_year, spec.min_confidence), (true, Some(0.5)));
}

#[test]
fn what_is_written_is_read_as_the_same() {
    let spec = Spec {
        title: Some(Names { da: "Sagstal".to_owned(), en: "Caseloads".to_owned() }),
        indicator: list(&["caseload"]),
        min_confidence: Some(0.25),
        by_year: true,
        ..Spec::default()
    };
    let again = read(&spec.written().expect("a text")).expect("a spec");
    assert_eq!(Spec { places: BTreeMap::new(), ..again }, spec);
    assert_eq!(Spec::default().written().expect("a text"), "");
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_line() {
    for (text, about) in [
        ("indicator = \"caseload\"\nkage = 1\n", "line 2: unknown field `kage`"),
        ("\nyear = 2.5\n", "line 2: invalid type: floating point `2.5`, expected a text, a whole number, or a list"),
        ("title = { da = \"Hej\" }\n", "line 1: missing field `en`"),
        ("year = [\n", "line 1: unclosed array"),
        ("title = \"Hej\"\nindicator = \"kage\"\n", "line 2: there is no indicator “kage”"),
        ("\n\nmin-confidence = 2.0\n", "line 3: a confidence is a number from 0 to 1"),
        ("by-year = true\n", "line 1: years across take exactly one indicator"),
    ] {
        assert!(refused(text).starts_with(about), "{text}: {}", refused(text));
    }
}

#[test]
fn a_flag_that_is_wrong_is_not_blamed_on_the_file() {
    let flags = Spec { indicator: list(&["kage"]), ..Spec::default() };
    let spec = read("indicator = \"caseload\"\n").expect("a spec").overridden(&flags).expect("a spec");
    let error = Query::of(&spec, Reference::in_use()).expect_err("refused");
    assert_eq!(error.to_string(), "there is no indicator “kage”");
}
