//! `index --watch`: the real program follows a folder.

#![cfg(unix)]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use serde_json::Value;

use super::{AABENRAA, Desk, HERNING};

/// Longer than any round takes; who waits so long waits in vain.
const LONG: Duration = Duration::from_secs(120);

/// A program that tells its events while it works.
struct Watched {
    child: Child,
    events: Receiver<Value>,
}

impl Watched {
    /// One that follows `docs/`.
    fn on(desk: &Desk, more: &[&str]) -> Self {
        Watched::start(desk, &[&["--watch", "--poll", "0.2"], more].concat())
    }

    fn start(desk: &Desk, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nogletal"));
        command.args(["index", "docs", "--log-format", "json"]).args(more);
        let mut child = command.current_dir(desk.0.path()).stderr(Stdio::piped()).spawn().expect("it starts");
        let lines = BufReader::new(child.stderr.take().expect("its standard error")).lines();
        let (sender, events) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str(&line).expect("an object a line"));
            }
        });
        Watched { child, events }
    }

    /// The next event of a kind.
    fn next(&self, kind: &str) -> Value {
        loop {
            let event = self.events.recv_timeout(LONG).expect("an event in time");
            if event["event"] == kind {
                return event;
            }
        }
    }

    /// What the next rounds did until one has gone by after which so many documents are in the index.
    fn until(&self, documents: u64) -> Value {
        loop {
            let event = self.next("finished");
            let count = |what: &str| event["documents"][what].as_u64().expect("a number");
            if count("read") + count("unchanged") == documents {
                return event;
            }
        }
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill").success());
    }

    fn interrupt(mut self) -> i32 {
        self.signal("-INT");
        self.child.wait().expect("it ended").code().expect("a code")
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn bursts_moves_and_removals_are_followed_until_interrupted() {
    let desk = Desk::new();
    let watched = Watched::on(&desk, &["--metrics", "nogletal.prom"]);
    assert_eq!(watched.until(2)["documents"]["read"], 2);
    watched.next("watching");
    for number in 0..20 {
        desk.write(&format!("docs/nye/{number}.txt"), HERNING.replace("45", &number.to_string()).as_bytes());
    }
    watched.until(22);
    fs::rename(desk.path("docs/nye"), desk.path("docs/flyttet")).expect("moved");
    let moved = watched.until(22);
    assert_eq!(moved["figures"], serde_json::json!({"appeared": 0, "changed": 0, "gone": 0}), "{moved}");
    fs::remove_file(desk.path("docs/herning.txt")).expect("removed");
    assert_eq!(watched.until(21)["documents"]["removed"], 1);
    assert_eq!(watched.interrupt(), 130);
    assert!(fs::read_to_string(desk.path("nogletal.prom")).expect("metrics").contains("nogletal_last_run_success 1\n"));
    assert_eq!(desk.run(&["search", "sager"]).code, 0, "the index is intact");
}

#[test]
fn a_folder_that_goes_is_waited_for() {
    let desk = Desk::new();
    let watched = Watched::on(&desk, &[]);
    watched.until(2);
    fs::rename(desk.path("docs"), desk.path("væk")).expect("unmounted");
    assert_eq!(watched.next("error")["kind"], "missing");
    assert_eq!(desk.run(&["search", "sager"]).code, 0, "what it held is still there");
    desk.write("væk/ny.txt", AABENRAA.replace("30", "33").as_bytes());
    fs::rename(desk.path("væk"), desk.path("docs")).expect("mounted");
    assert_eq!(watched.until(3)["documents"]["read"], 1);
    assert_eq!(watched.interrupt(), 130);
}

#[test]
fn what_a_round_writes_into_the_folder_starts_no_other() {
    let desk = Desk::new();
    let watched = Watched::on(&desk, &["--index", "docs/index", "--diff", "docs/nyt.jsonl"]);
    watched.until(2);
    watched.next("watching");
    assert!(watched.events.recv_timeout(Duration::from_secs(3)).is_err(), "nothing changed");
    assert_eq!(watched.interrupt(), 130);
}

#[test]
fn a_folder_that_never_was_and_a_wait_that_is_none_are_refused() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["index", "nix", "--watch"]).code, 2);
    for poll in ["0", "-1", "nan", "ofte"] {
        assert_eq!(desk.run(&["index", "docs", "--watch", "--poll", poll]).code, 2, "{poll}");
    }
    assert_eq!(desk.run(&["index", "docs", "--poll", "5"]).code, 2, "only who watches looks again");
}

#[test]
fn an_index_that_another_writes_is_waited_for() {
    let desk = Desk::new();
    let other = Watched::start(&desk, &[]);
    other.next("planned");
    other.signal("-STOP");
    let watched = Watched::on(&desk, &[]);
    assert_eq!(watched.next("error")["kind"], "locked");
    other.signal("-CONT");
    assert_eq!(watched.until(2)["documents"]["unchanged"], 2);
    assert_eq!(watched.interrupt(), 130);
}

#[test]
fn what_was_committed_before_an_interruption_is_told() {
    let desk = Desk::new();
    for number in 0..400 {
        desk.write(&format!("docs/{number}.txt"), HERNING.replace("45", &number.to_string()).as_bytes());
    }
    let files = ["--commit-every", "2", "--metrics", "nogletal.prom", "--diff", "nyt.jsonl"];
    let run = Watched::start(&desk, &files);
    run.next("committed");
    assert_eq!(run.interrupt(), 130);
    let metrics = fs::read_to_string(desk.path("nogletal.prom")).expect("metrics");
    for line in ["nogletal_last_run_success 0\n", "nogletal_last_run_exit_code 130\n"] {
        assert!(metrics.contains(line), "{metrics}");
    }
    let told: Vec<Value> = fs::read_to_string(desk.path("nyt.jsonl"))
        .expect("differences")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("an object")["after"].clone())
        .collect();
    assert!(!told.is_empty() && told.len() < 402, "{} figures", told.len());
    assert_eq!(told, desk.lines(&["figures"]), "what the index holds now");
}
