//! Clocks that jump: files from the future and from before 1970, an index from the future, files with another's time.

use std::{
    fs::{self, File},
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::Value;

use crate::{desk::Desk, seed, town::Town};

const DAY: Duration = Duration::from_secs(86_400);

fn note(cases: u8) -> String {
    format!("Vejle Kommune\n\nI 2021 har hver rådgiver i gennemsnit {cases} sager.\n")
}

fn set_time(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).and_then(|file| file.set_modified(time)).expect("another time");
}

/// How many documents a run reads, and how many it leaves as they were.
fn run(desk: &Desk) -> (u64, u64) {
    let documents = &desk.index()["documents"];
    let count = |key: &str| documents[key].as_u64().expect("a number");
    (count("read"), count("unchanged"))
}

#[test]
fn files_of_any_time_are_read_once_and_again_when_they_change() {
    let desk = Desk::new();
    let now = SystemTime::now();
    let times = [
        UNIX_EPOCH - 400 * DAY,
        UNIX_EPOCH - Duration::from_nanos(1),
        UNIX_EPOCH,
        now - 30 * DAY,
        now + DAY,
        now + 30_000 * DAY,
    ];
    for (time, cases) in times.into_iter().zip(20..) {
        let path = desk.path(&format!("docs/{cases}.txt"));
        fs::write(&path, note(cases)).expect("a file");
        set_time(&path, time);
    }
    assert_eq!(run(&desk), (6, 0));
    assert_eq!(run(&desk), (0, 6), "whatever the time");
    // The times of all of them move by one day: the clock of the other machine was set.
    for (time, cases) in times.into_iter().zip(20..) {
        set_time(&desk.path(&format!("docs/{cases}.txt")), time - DAY);
    }
    assert_eq!(run(&desk), (0, 6), "the content is the same");
    for (time, cases) in times.into_iter().zip(20..) {
        let path = desk.path(&format!("docs/{cases}.txt"));
        fs::write(&path, note(cases + 20)).expect("a file");
        set_time(&path, time - 2 * DAY);
    }
    assert_eq!(run(&desk), (6, 0), "the content is another one of the same size");
    assert_eq!(desk.export().difference(&desk.fresh()), None);
}

#[test]
fn a_file_that_is_written_twice_in_one_tick_of_the_clock_is_read_twice() {
    let desk = Desk::new();
    let path = desk.path("docs/notat.txt");
    for cases in 20..24 {
        fs::write(&path, note(cases)).expect("a file");
        // A coarse clock: what is written after the run has the time of what was written before it.
        let tick = SystemTime::now();
        set_time(&path, tick);
        assert_eq!(run(&desk), (1, 0));
        fs::write(&path, note(cases + 20)).expect("a file");
        set_time(&path, tick);
        assert_eq!(run(&desk), (1, 0), "the same size and time, and another content");
    }
}

#[test]
fn files_with_the_time_of_another_are_told_apart_by_their_size() {
    let desk = Desk::new();
    let (path, time) = (desk.path("docs/notat.txt"), SystemTime::now() - 30 * DAY);
    for text in [note(20), note(20) + "Mere er der ikke.\n", note(20)] {
        fs::write(&path, text).expect("a file");
        set_time(&path, time);
        assert_eq!(run(&desk), (1, 0));
    }
}

#[test]
fn an_index_from_the_future_goes_on() {
    let desk = Desk::new();
    let mut town = Town::new(desk.path("docs"), seed(), 12);
    desk.index();
    // The clock was ahead by years when it was written.
    let meta = desk.home().join("meta.json");
    let now = time::OffsetDateTime::now_utc().year();
    let commit = fs::read_to_string(&meta).expect("a commit");
    let future = commit.replace(&format!(r#"when\":\"{now}"#), r#"when\":\"2071"#);
    assert!(future.contains("2071"), "{future}");
    fs::write(&meta, future).expect("written");
    town.day(8);
    let ran = desk.run(&["compare", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    desk.index();
    desk.held().assert_whole(&town);
    assert_eq!(desk.export().difference(&desk.fresh()), None);
    for since in ["1", "last", "2072-01-01"] {
        let ran = desk.run(&["compare", "--since", since, "--format", "json"]);
        assert!(matches!(ran.code, Some(0 | 1)), "{since}: {}", ran.err);
    }
    let status: Value = serde_json::from_str(&desk.run(&["status", "--format", "json"]).out).expect("an object");
    let runs = status["written"]["runs"].as_array().expect("a list");
    let numbers: Vec<_> = runs.iter().map(|run| run["number"].as_u64()).collect();
    assert_eq!(numbers, [Some(1), Some(2)], "runs are told apart by their numbers");
}
