//! Processes that are watched and killed.

use std::{
    fs,
    process::Child,
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

/// The longest that anything here may take that takes no time on an idle machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A process that was started by another, as the system knows it; nothing else has its number and its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pid: u32,
    parent: u32,
    start: u64,
}

impl Known {
    /// What the system says of a process; none where it is gone, or waits for nothing but to be forgotten.
    fn of(pid: u32) -> Option<Known> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let (state, parent, start) = (fields.first()?, fields.get(1)?.parse().ok()?, fields.get(19)?.parse().ok()?);
        (*state != "Z").then_some(Known { pid, parent, start })
    }

    /// Those that a process has started.
    fn below(parent: u32) -> Vec<Known> {
        let all = fs::read_dir("/proc").into_iter().flatten().flatten();
        let pids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        pids.filter_map(Known::of).filter(|known| known.parent == parent).collect()
    }
}

/// Sends a signal to a process.
pub fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).expect("a signal");
}

/// Kills a process as the system does that runs out of memory; its children have to notice by themselves, or die with
/// it as in a power cut.
pub fn kill(child: &mut Child, with_children: bool) {
    let children = Known::below(child.id());
    child.kill().expect("a signal");
    if with_children {
        for known in &children {
            let pid = Pid::from_raw(known.pid.cast_signed()).expect("a process");
            let _ = kill_process(pid, Signal::KILL);
        }
    }
    child.wait().expect("it ended");
    let until = Instant::now() + PATIENCE;
    let left = |known: &Known| Known::of(known.pid).is_some_and(|now| now.start == known.start);
    while children.iter().any(left) {
        assert!(
            Instant::now() < until,
            "left behind: {:?}",
            children.iter().filter(|known| left(known)).collect::<Vec<_>>()
        );
        thread::sleep(Duration::from_millis(2));
    }
}
