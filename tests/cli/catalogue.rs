//! `--catalogue`: a user's own indicators from the command line, by the example that the guide walks through.

use std::{fs, path::Path};

use serde_json::Value;

use super::Desk;

const OWN: &str = "mit.toml";

/// A desk with the guide's example: its catalogue and its documents.
fn desk() -> Desk {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/eksempler");
    desk.write(OWN, &fs::read(examples.join("ventetid.toml")).expect("the example"));
    for file in fs::read_dir(examples.join("ventetid")).expect("a folder") {
        let path = file.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        desk.write(&format!("docs/{name}"), &fs::read(&path).expect("a document"));
    }
    desk
}

fn indexed() -> Desk {
    let desk = desk();
    assert_eq!(desk.run(&["index", "docs", "--catalogue", OWN]).code, 0);
    desk
}

/// Municipality, number, period and status of each figure.
fn told(figures: &[Value]) -> Vec<String> {
    let text = |one: &Value| one.as_str().unwrap_or("–").to_owned();
    let of = |one: &Value| ["municipality", "number", "period", "status"].map(|key| text(&one[key])).join(" ");
    figures.iter().map(of).collect()
}

#[test]
fn the_examples_of_the_guide_hold() {
    let ran = desk().run(&["indicators", "--check", OWN, "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("examples hold"), "{}", ran.err);
}

#[test]
fn a_new_indicator_is_extracted_without_being_asked_for() {
    let figures = indexed().lines(&["figures", "--catalogue", OWN, "--indicator", "first_talk_wait"]);
    assert!(figures.iter().all(|one| one["unit"] == "weeks"), "{figures:?}");
    assert_eq!(
        told(&figures),
        [
            "155 8 2022 actual",
            "155 5 2023 actual",
            "155 10 2022 actual",
            "155 6 2023 actual",
            "155 9 2022 actual",
            "155 5,5 2023 actual",
            "183 7 2022 actual",
            "183 5 2023 actual",
            "269 7 2023 actual",
            "269 11 2022 actual",
            "269 11 – actual",
            "269 7 – actual",
            "187 6 2023 actual",
            "187 9 2022 actual",
            "187 4 2025 target",
        ]
    );
    let unasked = indexed().lines(&["figures", "docs", "--catalogue", OWN]);
    assert!(unasked.iter().any(|one| one["indicator"] == "first_talk_wait"), "{unasked:?}");
}

#[test]
fn it_is_searched_compared_and_listed_by_its_names() {
    let desk = indexed();
    let hits = desk.lines(&["search", "samtale", "--catalogue", OWN, "--indicator", "ventetid til første samtale"]);
    assert_eq!(hits.len(), 4, "{hits:?}");
    for (query, wanted) in
        [("first_talk_wait:<=4uger", 1), ("ventetid_til_første_samtale:>=10", 2), ("wait_for_a_first_conversation:", 4)]
    {
        let hits = desk.lines(&["search", query, "--catalogue", OWN]);
        assert_eq!(hits.len(), wanted, "{query}: {hits:?}");
    }
    for (lang, title) in [("da", "Ventetid til første samtale (uger)"), ("en", "Wait for a first conversation (weeks)")]
    {
        let csv = desk.run(&["compare", "--catalogue", OWN, "--format", "csv", "--lang", lang]).out;
        let markdown = desk.run(&["compare", "--catalogue", OWN, "--format", "markdown", "--lang", lang]).out;
        assert!(markdown.contains(title), "{markdown}");
        assert!(csv.contains("first_talk_wait"), "{csv}");
    }
    let listed = desk.run(&["indicators", "--catalogue", OWN, "--lang", "da"]).out;
    assert!(listed.contains("Egne nøgletal") && listed.contains("first_talk_wait"), "{listed}");
    let ran = desk.run(&["run", "docs", "--catalogue", OWN, "--lang", "da"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("højst 4"), "{}", ran.out);
}

#[test]
fn an_index_says_which_catalogue_it_was_made_with() {
    let desk = indexed();
    let status = desk.run(&["status", "--lang", "en"]);
    assert!(
        status.out.contains("With the catalogue mit.toml") && status.out.contains("first_talk_wait"),
        "{}",
        status.out
    );
    assert!(status.err.contains("add --catalogue mit.toml"), "{}", status.err);
    let other = desk.run(&["compare", "--indicator", "first_talk_wait", "--lang", "en"]);
    assert_eq!(other.code, 2);
    assert!(other.err.contains("made with the catalogue mit.toml"), "{}", other.err);
    // Without it the figures are still there, by their code.
    let figures = desk.run(&["figures", "--lang", "en"]);
    assert!(figures.out.contains("first_talk_wait"), "{}", figures.out);
    let same = desk.run(&["status", "--catalogue", OWN, "--lang", "en"]);
    assert_eq!(same.err, "");
}

#[test]
fn a_changed_catalogue_finds_the_figures_anew() {
    let desk = indexed();
    let own = fs::read_to_string(desk.path(OWN)).expect("the catalogue");
    desk.write(OWN, own.replace("\"telefon*\"", "\"telefon*\", \"målet\"").as_bytes());
    let changed = desk.run(&["figures", "--catalogue", OWN, "--lang", "en"]);
    assert!(changed.err.contains("was not made with the catalogue mit.toml as it is now"), "{}", changed.err);
    let again = desk.run(&["index", "docs", "--catalogue", OWN, "--lang", "en"]);
    assert!(again.err.contains("read 4 · unchanged 0"), "{}", again.err);
    assert!(desk.run(&["index", "docs", "--catalogue", OWN, "--lang", "en"]).err.contains("unchanged 4"));
    let figures = desk.lines(&["figures", "--catalogue", OWN, "--indicator", "first_talk_wait"]);
    assert!(!told(&figures).contains(&"187 4 2025 target".to_owned()), "{figures:?}");
}

#[test]
fn one_of_the_program_s_indicators_is_changed() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    desk.write("docs/ishoej.txt", "Ishøj Kommune\n\nSagsbunken er på 37 i 2023.\n".as_bytes());
    let own = "[[indicator]]\ncode = \"caseload\"\ndanish = \"sagsbunke\"\ntriggers = [\"sagsbunke*\"]\n\
               needs = []\nreplace = [\"needs\"]\n";
    desk.write(OWN, own.as_bytes());
    assert_eq!(desk.lines(&["figures", "docs"]).len(), 0);
    let figures = desk.lines(&["figures", "docs", "--catalogue", OWN]);
    assert_eq!((told(&figures), &figures[0]["indicator"]), (vec!["183 37 2023 actual".to_owned()], &"caseload".into()));
    let table = desk.run(&["run", "docs", "--catalogue", OWN, "--lang", "da"]).out;
    assert!(table.contains("Sagsbunke, nu"), "{table}");
}

#[test]
fn an_example_that_fails_says_what_was_read_instead() {
    let desk = desk();
    let own = fs::read_to_string(desk.path(OWN)).expect("the catalogue");
    let wrong =
        own.replace("counter_examples = [", "counter_examples = [\n  \"Ventetiden til en første samtale er 3 uger.\",");
    desk.write(OWN, wrong.as_bytes());
    let ran = desk.run(&["indicators", "--check", OWN, "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    insta::assert_snapshot!(ran.out, @r"
    first_talk_wait: “Ventetiden til en første samtale er 3 uger.”
      should give nothing, gives 3
      3: first_talk_wait (indicator: one of the user's own)
    ");
}

#[test]
fn a_bad_catalogue_is_refused_with_file_and_line() {
    let desk = desk();
    let own = fs::read_to_string(desk.path(OWN)).expect("the catalogue");
    desk.write(OWN, own.replace("\"weeks\"", "\"lektioner\"").as_bytes());
    for arguments in [["figures", "docs", "--catalogue", OWN], ["indicators", "--quiet", "--check", OWN]] {
        let ran = desk.run(&arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        let line = own.lines().position(|line| line.starts_with("unit")).expect("a unit") + 1;
        assert!(
            ran.err.starts_with(&format!("error: mit.toml, line {line}: there is no unit “lektioner”\nhint: ")),
            "{}",
            ran.err
        );
    }
    let missing = desk.run(&["figures", "docs", "--catalogue", "intet.toml"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.starts_with("error: the catalogue intet.toml cannot be read"), "{}", missing.err);
}
