//! `index --watch`: follows folders, and brings the index up to date when something in them has changed.
//!
//! Takes what one look at the folders gives and what a round does; ends only when it is interrupted. A round that fails is
//! told and tried again, after longer and longer waits. Refuses nothing: a folder that goes is waited for.
//!
//! It looks instead of being told by the system: network drives tell nobody, a system has only so many folders that it
//! will watch, and a burst, a move or a folder that comes back is the same to whoever looks: another state.

use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash as _, Hasher as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant, UNIX_EPOCH},
};

use super::{
    Context,
    exit::{ExitCode, Outcome, Stop},
    log::Level,
};
use crate::document::files;

/// How often an interruption is asked for.
const BLINK: Duration = Duration::from_millis(100);
/// A look takes at most one part in so many of the time.
const REST: u32 = 20;
/// The longest that is waited for a burst of changes to end.
const BURST: Duration = Duration::from_secs(60);
/// The longest wait before a round that failed is tried again.
const PATIENCE: Duration = Duration::from_secs(300);

/// Whether and how folders are followed.
#[derive(clap::Args)]
pub(super) struct Watch {
    /// Follow the folders until interrupted, and bring the index up to date whenever they change
    #[arg(long, conflicts_with_all = ["dry_run", "files_from"])]
    pub watch: bool,
    /// Look at the folders so often; seldom for a slow network drive
    #[arg(long, value_name = "SECONDS", default_value = "2", requires = "watch", value_parser = seconds)]
    pub poll: Duration,
}

fn seconds(typed: &str) -> Result<Duration, String> {
    let seconds = typed.parse::<f64>().ok().filter(|seconds| (0.1..=86_400.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "write seconds, from 0.1 to 86400".to_owned())
}

/// The state of the folders in one number: the names, sizes and times of their files, those aside that the rounds write
/// themselves.
pub(super) fn state(folders: &[PathBuf], own: &[&Path]) -> u64 {
    let folders_of: Vec<PathBuf> = folders.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let below = |path: &PathBuf| folders_of.iter().any(|folder| path.starts_with(folder));
    let own: Vec<PathBuf> = own.iter().filter_map(|path| path.canonicalize().ok()).filter(below).collect();
    let mut hash = DefaultHasher::new();
    for (_, found) in files(folders) {
        let source = match found {
            Ok(source) => source,
            Err((name, error)) => {
                (name, error.one_line()).hash(&mut hash);
                continue;
            }
        };
        let written = || source.path.canonicalize().is_ok_and(|path| own.iter().any(|own| path.starts_with(own)));
        if !own.is_empty() && written() {
            continue;
        }
        let metadata = source.path.metadata().ok();
        let modified = metadata.as_ref().and_then(|file| file.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        (&source.path, metadata.map(|file| file.len()), modified).hash(&mut hash);
    }
    hash.finish()
}

/// Whoever follows folders.
pub(super) struct Watcher<'a> {
    pub poll: Duration,
    pub interrupted: &'a AtomicBool,
    pub context: &'a Context,
}

impl Watcher<'_> {
    /// Carries out a round now and after each change, until it is interrupted. A first round that cannot be done for
    /// another reason than another writer is the command's end: what was typed is probably wrong.
    pub fn follow(&self, look: impl Fn() -> u64, mut round: impl FnMut() -> Outcome) -> Outcome {
        let (mut seen, mut first) = (look(), true);
        let mut trouble: Option<Trouble> = None;
        loop {
            match round() {
                Ok(ExitCode::Interrupted) => return Ok(ExitCode::Interrupted),
                Err(Stop::Error(error)) if !first || error.kind() == crate::ErrorKind::Locked => {
                    let next = trouble.take().map_or(self.poll, |before| before.wait * 2).min(PATIENCE);
                    self.context.log.error(&error);
                    trouble = Some(Trouble { wait: next, since: Instant::now() });
                }
                Err(stop) => return Err(stop),
                Ok(_) => trouble = None,
            }
            if first && !self.context.quiet {
                self.told();
            }
            first = false;
            let Some(state) = self.next(&look, seen, trouble.as_ref()) else { return Ok(ExitCode::Interrupted) };
            seen = state;
        }
    }

    fn told(&self) {
        let text = self.context.lang.pick("følger mapperne; Ctrl-C slutter", "following the folders; Ctrl-C ends it");
        let fields = serde_json::json!({"poll_seconds": self.poll.as_secs_f64()});
        self.context.log.put(text, Level::Info, "watching", fields);
    }

    /// Waits for another state that stays, or until what failed is to be tried again; nothing where it is interrupted.
    fn next(&self, look: &impl Fn() -> u64, seen: u64, trouble: Option<&Trouble>) -> Option<u64> {
        let mut last = seen;
        let mut burst: Option<Instant> = None;
        loop {
            let begun = Instant::now();
            let state = look();
            let took = begun.elapsed();
            if state != last {
                last = state;
                burst.get_or_insert(begun);
            } else if burst.take().is_some() && state != seen {
                return Some(state);
            }
            let endless = burst.is_some_and(|burst| burst.elapsed() >= BURST);
            let again = burst.is_none() && trouble.is_some_and(|trouble| trouble.since.elapsed() >= trouble.wait);
            if endless || again {
                return Some(state);
            }
            if !self.wait(self.poll.max(took * REST)) {
                return None;
            }
        }
    }

    /// Whether a wait came to its end.
    fn wait(&self, time: Duration) -> bool {
        let until = Instant::now() + time;
        while !self.interrupted.load(Ordering::Relaxed) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return true;
            }
            std::thread::sleep(left.min(BLINK));
        }
        false
    }
}

/// A round that failed.
struct Trouble {
    wait: Duration,
    since: Instant,
}
