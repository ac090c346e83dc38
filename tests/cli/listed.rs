//! `index --files-from`: what a list names, beside folders or instead of them; and what `.nogletalignore` leaves out.

use std::{fs, io::Write};

use serde_json::Value;

use super::{AABENRAA, Desk, HERNING, Ran};

const FAXE: &str = "Faxe Kommune\n\nEn sagsbehandler har 55 sager.\n";

impl Desk {
    /// Runs with a list on standard input; the last event.
    fn listed(&self, list: &str, more: &[&str]) -> (i32, Value) {
        let asked = ["index", "--files-from", "-", "--log-format", "json"];
        let ran = self.command(&[&asked[..], more].concat()).write_stdin(list).output().expect("it ran");
        let ran = Ran::from(ran);
        (ran.code, ran.events().pop().expect("an event"))
    }

    /// The names of all documents that have figures.
    fn documents(&self) -> Vec<String> {
        let mut docs: Vec<String> =
            self.lines(&["figures"]).iter().map(|one| one["doc"].as_str().expect("a name").to_owned()).collect();
        docs.dedup();
        docs
    }
}

#[test]
fn a_list_says_what_is_read_and_nothing_more() {
    let desk = Desk::indexed();
    desk.write("docs/herning.txt", HERNING.replace("45", "46").as_bytes());
    desk.write("docs/syd/aabenraa.txt", AABENRAA.replace("30", "31").as_bytes());
    desk.write("docs/syd/faxe.txt", FAXE.as_bytes());
    let (code, event) = desk.listed("docs/syd/faxe.txt\ndocs/herning.txt\n", &[]);
    assert_eq!((code, &event["documents"]["read"]), (0, &2.into()), "{event}");
    assert_eq!(desk.documents(), ["herning.txt", "syd/aabenraa.txt", "syd/faxe.txt"], "named as in their folder");
    let ran = desk.run(&["index", "docs", "--log-format", "json"]);
    let documents = ran.events().pop().expect("an event")["documents"].clone();
    assert_eq!((&documents["read"], &documents["unchanged"]), (&1.into(), &2.into()), "only what the list left");
}

#[test]
fn a_name_that_leads_nowhere_is_a_failure_and_takes_nothing_with_it() {
    let desk = Desk::indexed();
    fs::remove_file(desk.path("docs/herning.txt")).expect("removed");
    desk.write("docs/faxe.txt", FAXE.as_bytes());
    let (code, event) = desk.listed("docs/herning.txt\ndocs/nix.txt\ndocs/faxe.txt\n", &[]);
    assert_eq!(code, 3, "{event}");
    let documents = &event["documents"];
    assert_eq!((&documents["read"], &documents["failed"], &documents["removed"]), (&1.into(), &2.into(), &0.into()));
    assert_eq!(desk.documents(), ["faxe.txt", "herning.txt", "syd/aabenraa.txt"]);
    let ran = desk.run(&["index", "--files-from", "docs/faxe.txt/nix"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.starts_with("error: the list docs/faxe.txt/nix cannot be read"), "{}", ran.err);
}

#[test]
fn nul_folders_archives_and_members() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("faxe.txt", FAXE), ("herning.txt", HERNING)] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        writer.write_all(text.as_bytes()).expect("its content");
    }
    let archive = writer.finish().expect("an archive").into_inner();
    desk.write("en.zip", &archive);
    desk.write("mappe/to linjer\n.txt", AABENRAA.as_bytes());
    let (code, event) = desk.listed("en.zip!/faxe.txt\0mappe\0", &["--null"]);
    assert_eq!((code, &event["documents"]["read"]), (0, &2.into()), "{event}");
    assert_eq!(desk.documents(), ["en.zip!/faxe.txt", "to linjer\n.txt"]);
    let (code, event) = desk.listed("en.zip\0", &["-0"]);
    let documents = &event["documents"];
    assert_eq!((code, &documents["read"], &documents["unchanged"]), (0, &1.into(), &1.into()), "{event}");
}

#[test]
fn a_list_stands_beside_folders_and_may_be_empty() {
    let desk = Desk::new();
    desk.write("andet/faxe.txt", FAXE.as_bytes());
    let (code, event) = desk.listed("andet/faxe.txt\ndocs/herning.txt\n", &["docs"]);
    assert_eq!((code, &event["documents"]["read"]), (0, &3.into()), "a file is read once: {event}");
    assert_eq!(desk.documents(), ["andet/faxe.txt", "herning.txt", "syd/aabenraa.txt"]);
    let (code, event) = desk.listed("", &[]);
    assert_eq!((code, &event["run"]), (0, &Value::Null));
    assert_eq!(desk.run(&["index"]).code, 2, "one of them is needed");
    assert_eq!(desk.run(&["index", "docs", "--null"]).code, 2);
}

#[test]
fn what_is_left_out_is_written_as_git_does() {
    let desk = Desk(tempfile::tempdir().expect("a folder"));
    let ignored = "# bemærkning\n*.tmp\n!vigtig.tmp\narkiv/\n**/kladde*.txt\n/kun-her.txt\nsyd/*.md\n";
    desk.write("docs/.nogletalignore", ignored.as_bytes());
    desk.write("docs/nord/.nogletalignore", b"!kladde-nord.txt\nandet.txt\n");
    let names = [
        "a.tmp",
        "vigtig.tmp",
        "arkiv/a.txt",
        "arkiv/dybt/b.txt",
        "kladde.txt",
        "syd/dybt/kladde2.txt",
        "kun-her.txt",
        "syd/kun-her.txt",
        "syd/notat.md",
        "syd/dybt/notat.md",
        "nord/kladde-nord.txt",
        "nord/andet.txt",
        "andet.txt",
    ];
    for (number, name) in names.iter().enumerate() {
        desk.write(&format!("docs/{name}"), FAXE.replace("55", &(20 + number).to_string()).as_bytes());
    }
    assert_eq!(desk.run(&["index", "docs"]).code, 0);
    let read = ["andet.txt", "nord/kladde-nord.txt", "syd/dybt/notat.md", "syd/kun-her.txt", "vigtig.tmp"];
    assert_eq!(desk.documents(), read);
    // What is named is meant.
    let (code, event) = desk.listed("docs/kladde.txt\n", &[]);
    assert_eq!((code, &event["documents"]["read"]), (0, &1.into()));
}
