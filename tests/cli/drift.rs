//! The examples for operators: what they name exists, and what they run does what it should.

use std::{collections::BTreeSet, fs, path::Path};

use super::Desk;

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/eksempler/drift").join(name);
    fs::read_to_string(path).expect("an example")
}

/// The words that begin with `nogletal_` in a text.
fn metrics(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    words.filter(|word| word.starts_with("nogletal_")).map(str::to_owned).collect()
}

impl Desk {
    /// Runs a line of an example with the folders of this desk; the exit code.
    fn carry_out(&self, line: &str) -> i32 {
        let here = self.0.path().display().to_string();
        fs::create_dir_all(self.path("srv/nogletal/metrics")).expect("a folder");
        fs::create_dir_all(self.path("srv/documents")).expect("a folder");
        fs::copy(self.path("docs/herning.txt"), self.path("srv/documents/herning.txt")).expect("a document");
        let words = line.split_whitespace().map(|word| word.replace("/srv/", &format!("{here}/srv/")));
        let words: Vec<String> = words.collect();
        assert_eq!(words[0], "/usr/local/bin/nogletal");
        let words: Vec<&str> = words[1..].iter().map(String::as_str).collect();
        self.run(&words).code
    }
}

#[test]
fn the_service_and_the_cron_line_run() {
    let service = example("nogletal.service");
    let line = service.lines().find_map(|line| line.strip_prefix("ExecStart=")).expect("a command");
    let desk = Desk::new();
    assert_eq!(desk.carry_out(line), 0);
    assert!(desk.path("srv/nogletal/diff.jsonl").exists());

    let cron = example("nogletal.cron");
    let line = cron.lines().find(|line| !line.starts_with('#')).expect("a line");
    let fields: Vec<&str> = line.splitn(7, ' ').collect();
    assert!(fields[..2].iter().all(|field| field.parse::<u8>().is_ok()) && fields[2..5] == ["*"; 3], "{line}");
    assert_eq!(fields[5], "nogletal", "whose job it is");
    let (command, log) = fields[6].split_once(" 2>> ").expect("a log");
    assert!(log.starts_with("/srv/nogletal/"));
    assert_eq!(desk.carry_out(command), 0);
}

#[test]
fn every_unit_has_its_sections_and_its_assignments() {
    for (name, sections) in
        [("nogletal.service", &["[Unit]", "[Service]"][..]), ("nogletal.timer", &["[Unit]", "[Timer]", "[Install]"])]
    {
        let text = example(name);
        let found: Vec<&str> = text.lines().filter(|line| line.starts_with('[')).collect();
        assert_eq!(found, sections);
        let others = text.lines().filter(|line| !line.is_empty() && !line.starts_with(['[', '#']));
        for line in others {
            let (key, value) = line.split_once('=').expect("a key and its value");
            assert!(key.chars().all(|letter| letter.is_ascii_alphanumeric()) && !value.is_empty(), "{name}: {line}");
        }
    }
}

#[test]
fn alerts_and_the_reference_name_the_metrics_that_there_are() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["index", "docs", "--metrics", "nogletal.prom"]).code, 0);
    let written = metrics(&fs::read_to_string(desk.path("nogletal.prom")).expect("metrics"));
    let asked = metrics(&example("nogletal.rules.yml"));
    assert!(asked.len() > 4 && asked.is_subset(&written), "{asked:?}");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/drift.md");
    let page = fs::read_to_string(page).expect("the page for operators");
    assert_eq!(metrics(&page), written, "each is explained, and no other");
}

#[test]
fn every_event_is_explained() {
    let desk = Desk::new();
    desk.write("docs/billede.pdf", super::PICTURE);
    let mut events = desk.run(&["index", "docs", "--log-format", "json"]).events();
    fs::remove_file(desk.path("docs/herning.txt")).expect("removed");
    events.extend(desk.run(&["index", "docs", "--log-format", "json"]).events());
    events.extend(desk.run(&["index", "nix", "--log-format", "json"]).events());
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/drift.md");
    let page = fs::read_to_string(page).expect("the page for operators");
    for event in &events {
        let name = event["event"].as_str().expect("a name");
        let row = page.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).expect(name);
        let fields = event.as_object().expect("an object").keys();
        for field in fields.filter(|field| !["time", "level", "event"].contains(&field.as_str())) {
            assert!(name == "finished" || row.contains(&format!("`{field}`")), "{name}: {field}");
            assert!(page.contains(field.as_str()), "{field}");
        }
    }
}

#[test]
fn documents_that_moved_with_their_index_are_not_read_again() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    fs::create_dir(desk.path("nyt")).expect("a folder");
    fs::rename(desk.path("docs"), desk.path("nyt/docs")).expect("moved");
    fs::rename(desk.path("index"), desk.path("nyt/index")).expect("moved");
    let before = desk.run(&["figures", "--index", "nyt/index", "--format", "jsonl"]).out;
    for more in [&["nyt/docs"][..], &["docs", "--remove-missing"], &["nyt/docs"]] {
        let ran = desk.run(&[&["index", "--index", "nyt/index", "--log-format", "json"], more].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let done = ran.events().pop().expect("an event");
        assert_eq!((&done["documents"]["read"], &done["figures"]["gone"]), (&0.into(), &0.into()), "{done}");
    }
    assert_eq!(desk.run(&["figures", "--index", "nyt/index", "--format", "jsonl"]).out, before);
    let status = desk.run(&["status", "--index", "nyt/index", "--format", "json"]).out;
    let status: serde_json::Value = serde_json::from_str(&status).expect("an object");
    let folders = status["folders"].as_array().expect("a list");
    assert!(folders.len() == 1 && folders[0].as_str().is_some_and(|one| one.ends_with("nyt/docs")), "{status}");
}
