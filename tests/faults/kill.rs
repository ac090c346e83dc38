//! Runs that are killed: at random moments, and at those that matter.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Child,
    thread,
    time::{Duration, Instant, SystemTime},
};

use nogletal::{figure::Record, index::Index};

use crate::{
    desk::{Desk, Held, count, forget},
    process::{PATIENCE, kill},
    seed,
    town::Town,
};

/// How many notes there are at first, and how many things happen before a run.
const NOTES: usize = 40;
const THINGS: usize = 30;
/// Runs that may end before they are killed, for each that is.
const TRIES: usize = 10;

/// When a run is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// After a share of the time that the last run took.
    Share(f64),
    /// So long after a commit.
    Commit(Duration),
    /// So long after the index has had some more files.
    Files(usize, Duration),
}

/// An index over many days, in which one run after the other is killed.
struct Story {
    desk: Desk,
    town: Town,
    /// How long a whole run took.
    took: Duration,
    /// The figures after whole runs, by number.
    after: BTreeMap<u32, Vec<String>>,
    /// Kills that found something committed by the run that they ended, but not all of it.
    halves: usize,
}

impl Story {
    fn new(seed: u64) -> Self {
        let desk = Desk::new();
        let town = Town::new(desk.path("docs"), seed, NOTES);
        Story { desk, town, took: Duration::ZERO, after: BTreeMap::new(), halves: 0 }
    }

    /// A day on which a run is killed, unless it ends first, and the next one makes everything good.
    fn day(&mut self) -> bool {
        self.town.day(THINGS);
        if self.town.dice.u8(..5) == 0 {
            forget(&self.desk.path("here"));
            fs::create_dir(self.desk.path("here")).expect("a folder");
            self.after.clear();
        }
        let before = self.desk.held();
        let moment = self.moment();
        let mut run = self.desk.begin();
        let landed = self.wait_for(moment, &mut run);
        kill(&mut run, self.town.dice.bool());
        let after = self.desk.held();
        after.assert_whole(&self.town);
        self.assert_nothing_lost(&before, &after);
        // A run that was killed at its very beginning may not have made an index yet.
        if self.desk.home().join("meta.json").is_file() {
            drop(self.desk.export());
        }
        self.finish(&before, &after);
        self.assert_history();
        landed
    }

    fn moment(&mut self) -> Moment {
        let dice = &mut self.town.dice;
        let soon = Duration::from_micros(dice.u64(..4000));
        match dice.u8(..4) {
            0 => Moment::Commit(soon),
            1 => Moment::Files(dice.usize(1..30), soon),
            _ => Moment::Share(dice.f64()),
        }
    }

    /// Waits, while things happen in the folder. Whether the run was still going on then.
    fn wait_for(&mut self, moment: Moment, run: &mut Child) -> bool {
        let (begun, home) = (Instant::now(), self.desk.home());
        let (committed, files) = (changed(&home.join("meta.json")), count(&home));
        let busy = self.town.dice.bool();
        let mut turns = 0;
        while run.try_wait().expect("a status").is_none() {
            assert!(begun.elapsed() < PATIENCE, "it never ends");
            let rest = match moment {
                Moment::Share(share) if begun.elapsed() >= self.took.mul_f64(share) => Some(Duration::ZERO),
                Moment::Commit(rest) if changed(&home.join("meta.json")) != committed => Some(rest),
                Moment::Files(more, rest) if count(&home) >= files + more => Some(rest),
                _ => None,
            };
            if let Some(rest) = rest {
                thread::sleep(rest);
                return run.try_wait().expect("a status").is_none();
            }
            thread::sleep(Duration::from_micros(300));
            turns += 1;
            if busy && turns % 40 == 0 {
                self.town.happen();
            }
        }
        false
    }

    /// What was there and still lies in the folder as it did is there.
    fn assert_nothing_lost(&self, before: &Held, after: &Held) {
        let after = after.files();
        for (name, hash) in self.town.now() {
            if before.files().get(name.as_str()) == Some(&hash.as_str()) {
                assert_eq!(after.get(name.as_str()), Some(&hash.as_str()), "{name} is lost");
            }
        }
    }

    /// The next run reads what is missing and no more, and gives what a fresh index would.
    fn finish(&mut self, before: &Held, after: &Held) {
        let contents: BTreeMap<String, String> =
            self.town.now().into_iter().rev().map(|(name, hash)| (hash, name)).collect();
        let documents = after.documents();
        let known: BTreeSet<&str> = documents.iter().map(|(_, hash)| *hash).collect();
        // Known by its content, but not by its name: a document that was renamed.
        let (missing, other): (Vec<_>, Vec<_>) = contents
            .iter()
            .filter(|(hash, name)| !documents.contains(&(name.as_str(), hash.as_str())))
            .partition(|(hash, _)| !known.contains(hash.as_str()));
        self.halves += usize::from(!missing.is_empty() && after.documents() != before.documents());
        let begun = Instant::now();
        let summary = self.desk.index();
        if missing.len() > THINGS / 4 {
            self.took = begun.elapsed();
        }
        let read = summary["documents"]["read"].as_u64().expect("a number") as usize;
        assert!(
            (missing.len()..=missing.len() + other.len()).contains(&read),
            "{read} read, {} missing and {} renamed",
            missing.len(),
            other.len()
        );
        if let Some(difference) = self.desk.export().difference(&self.desk.fresh()) {
            panic!("the export is not that of a fresh index: {difference}");
        }
    }

    /// Earlier states are still what they were.
    fn assert_history(&mut self) {
        let index = Index::open(&self.desk.path("here/index")).expect("an index");
        let runs = index.runs().expect("runs");
        let told = |figures: Vec<Record>| -> Vec<String> {
            figures.iter().map(|figure| serde_json::to_string(figure).expect("JSON")).collect()
        };
        for run in runs.iter().rev().skip(1).step_by(3) {
            if let Some(expected) = self.after.get(&run.number) {
                let then = index.state_after(run.number).expect("a state").records;
                assert!(&told(then) == expected, "run {} left something else", run.number);
            }
        }
        let last = runs.last().expect("a run").number;
        self.after.insert(last, told(index.state(None).expect("a state").records));
    }
}

/// When a file was last replaced.
fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|metadata| metadata.modified()).ok()
}

#[expect(clippy::print_stdout, reason = "a measurement says what it found")]
fn kills(wanted: usize) {
    let mut story = Story::new(seed());
    story.town.day(1);
    let begun = Instant::now();
    story.desk.index();
    story.took = begun.elapsed();
    let (mut killed, mut runs) = (0, 0);
    while killed < wanted {
        runs += 1;
        assert!(runs <= TRIES * wanted, "of {runs} runs only {killed} could be killed");
        killed += usize::from(story.day());
    }
    println!("{killed} of {runs} runs killed, {} of them between two commits", story.halves);
    assert!(story.halves * 8 >= wanted, "only {} kills came between two commits", story.halves);
}

#[test]
fn a_run_that_is_killed_at_any_moment_leaves_a_whole_index() {
    kills(20);
}

#[test]
#[ignore = "some minutes; `cargo test --test faults -- --ignored --nocapture`"]
fn two_hundred_kills() {
    kills(200);
}
