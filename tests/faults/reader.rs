//! Whoever searches while the index is written sees one committed state or the next, never half of one.

use std::{
    collections::BTreeMap,
    fs,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use nogletal::index::Index;

use crate::{
    desk::{Desk, Held},
    process::kill,
    seed,
    town::Town,
};

/// Days on which a run goes on while somebody reads.
const DAYS: usize = 6;

/// What was seen of each state, by the bytes of its commit.
type Seen = BTreeMap<Vec<u8>, String>;

/// Reads as long as the writer is at it, and holds every answer against the others of the same state.
fn read_on(desk: &Desk, done: &AtomicBool) -> (Seen, usize) {
    let (mut seen, mut answers) = (Seen::new(), 0);
    let commit = || fs::read(desk.home().join("meta.json")).expect("a commit");
    let kept = Index::open(&desk.path("here/index")).expect("an index");
    while !done.load(Ordering::Relaxed) {
        for index in [&kept, &Index::open(&desk.path("here/index")).expect("an index")] {
            let before = commit();
            let held = Held::of(index).expect("an answer");
            // What was asked of two states is two answers; each of them is held against its own state another time.
            if commit() != before {
                continue;
            }
            answers += 1;
            held.assert_in_step();
            held.assert_each_once();
            let told = held.told();
            let known = seen.entry(before).or_insert_with(|| told.clone());
            assert!(*known == told, "one commit has two states");
        }
    }
    (seen, answers)
}

#[test]
fn who_reads_while_it_is_written_sees_one_state_or_the_next() {
    let desk = Desk::new();
    let mut town = Town::new(desk.path("docs"), seed(), 40).without_copies();
    desk.index();
    let done = AtomicBool::new(false);
    let (seen, answers) = thread::scope(|scope| {
        let reader = scope.spawn(|| read_on(&desk, &done));
        for day in 0..DAYS {
            town.day(20);
            let mut run = desk.begin();
            if day % 2 == 0 {
                run.wait().expect("it ends");
            } else {
                // The first new files are there, and nothing of theirs is committed.
                desk.wait_for_files(&mut run, 3);
                kill(&mut run, true);
            }
            // Programs that are started meanwhile read whole states too.
            drop(desk.export());
        }
        desk.index();
        done.store(true, Ordering::Relaxed);
        reader.join().expect("every answer was whole")
    });
    assert!(seen.len() > 1 && answers > seen.len(), "{answers} answers of {} states", seen.len());
    desk.held().assert_whole(&town);
    assert_eq!(desk.export().difference(&desk.fresh()), None);
}
