//! What a run over folders tells machines and people.

use std::fs;

use serde_json::{Value, json};

use super::{Desk, HERNING, PICTURE};

/// The events of a kind.
fn of<'a>(events: &'a [Value], kind: &str) -> Vec<&'a Value> {
    events.iter().filter(|event| event["event"] == kind).collect()
}

#[test]
fn every_event_says_when_and_how_much_it_matters() {
    let desk = Desk::new();
    desk.write("docs/billede.pdf", PICTURE);
    let events = desk.run(&["index", "docs", "--log-format", "json"]).events();
    for event in &events {
        let time = event["time"].as_str().expect("a time");
        assert!(time.ends_with('Z') && time.as_bytes()[10] == b'T', "{time}");
        assert!(["debug", "info", "warning"].contains(&event["level"].as_str().expect("a level")), "{event}");
    }
    assert_eq!(of(&events, "started")[0]["folders"], json!(["docs"]));
    assert_eq!(of(&events, "planned")[0]["to_read"], 3);
    assert_eq!(of(&events, "document_begun").len(), 3);
    let read = of(&events, "document_read");
    let herning = read.iter().find(|event| event["doc"] == "herning.txt").expect("read");
    assert_eq!((&herning["figures"], &herning["pages"]), (&1.into(), &0.into()));
    assert!(herning["milliseconds"].is_u64());
    assert_eq!(of(&events, "committed")[0]["run"], 1);
    let finished = events.last().expect("an event");
    assert_eq!(finished["documents"], json!({"read": 2, "unchanged": 0, "partial": 0, "failed": 1, "removed": 0}));
    assert_eq!(finished["figures"]["appeared"], 2);
    assert_eq!((&finished["run"], &finished["interrupted"]), (&1.into(), &false.into()));
    assert!(finished["seconds"].is_number());
}

#[test]
fn what_went_is_named_and_what_stayed_is_counted() {
    let desk = Desk::indexed();
    fs::remove_file(desk.path("docs/herning.txt")).expect("removed");
    let events = desk.run(&["index", "docs", "--log-format", "json"]).events();
    assert_eq!(of(&events, "document_removed")[0]["doc"], "herning.txt");
    let finished = events.last().expect("an event");
    assert_eq!((&finished["documents"]["unchanged"], &finished["documents"]["removed"]), (&1.into(), &1.into()));
    assert_eq!(finished["figures"], json!({"appeared": 0, "changed": 0, "gone": 1}));

    let events = desk.run(&["index", "docs", "--log-format", "json"]).events();
    assert_eq!(of(&events, "committed").len(), 0, "nothing changed");
    assert_eq!(events.last().expect("an event")["run"], Value::Null);
}

#[test]
fn quiet_leaves_what_is_wrong() {
    let desk = Desk::new();
    desk.write("docs/billede.pdf", PICTURE);
    let ran = desk.run(&["index", "docs", "--log-format", "json", "--quiet"]);
    let events = ran.events();
    assert_eq!((ran.code, events.len()), (3, 1), "{}", ran.err);
    assert_eq!(events[0]["event"], "document_failed");
    let ran = desk.run(&["index", "nix", "--log-format", "json", "--quiet"]);
    assert_eq!((ran.code, &ran.events()[0]["event"]), (2, &"error".into()));
    assert!(ran.events()[0]["hint"].is_string());
}

#[test]
fn a_failure_of_an_earlier_run_is_named_again() {
    let desk = Desk::new();
    desk.write("docs/billede.pdf", PICTURE);
    desk.run(&["index", "docs"]);
    desk.write("docs/nyt.txt", HERNING.as_bytes());
    let ran = desk.run(&["index", "docs", "--lang", "en"]);
    assert_eq!(ran.code, 3);
    assert_eq!(ran.err.matches("not read: billede.pdf").count(), 1, "{}", ran.err);
}
