//! What a run as a whole may take of the machine.
//!
//! Takes a memory and a number of threads, gives a [`Budget`]: how many documents are read at a time and what is left for
//! each. Refuses fewer than one document at a time; where the memory is too small for that, it takes what one needs.

use std::thread::available_parallelism;

/// The most that is taken of a large machine unasked.
const MOST: u64 = 1 << 30;
/// What the program itself needs besides.
const OWN: u64 = 96 << 20;
/// The least with which a document is worth trying.
const DOCUMENT: u64 = 96 << 20;
/// The least and the most that the engine collects before it writes.
const ENGINE: (u64, u64) = (16 << 20, 64 << 20);

/// What a run may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// How many documents are read at a time.
    pub jobs: usize,
    /// The memory for each of them, in bytes.
    pub share: u64,
    /// The memory for one that is read by itself, in bytes.
    pub whole: u64,
    /// What the engine may collect before it writes, in bytes.
    pub(super) engine: usize,
}

impl Default for Budget {
    /// A quarter of the machine's memory, at most 1 GB, and all its cores.
    fn default() -> Self {
        Budget::of(None, None)
    }
}

impl Budget {
    /// Of a memory in bytes and a number of threads, or of what the machine has.
    pub fn of(memory: Option<u64>, jobs: Option<usize>) -> Self {
        let memory = memory.unwrap_or_else(|| machine().map_or(MOST, |all| (all / 4).min(MOST)));
        let jobs = jobs.unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
        let engine = (memory / 8).clamp(ENGINE.0, ENGINE.1);
        let whole = memory.saturating_sub(engine + OWN).max(DOCUMENT);
        let fits = usize::try_from(whole / DOCUMENT).unwrap_or(usize::MAX);
        let jobs = jobs.clamp(1, fits);
        Budget { jobs, share: whole / jobs as u64, whole, engine: engine as usize }
    }

    /// Does something on so many threads.
    pub(super) fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build() {
            Ok(pool) => pool.install(work),
            // Without threads it is done in this one.
            Err(_) => work(),
        }
    }
}

/// The memory of the machine, or of the part of it that this process may use, in bytes.
#[cfg(target_os = "linux")]
fn machine() -> Option<u64> {
    let all = rustix::system::sysinfo();
    #[expect(clippy::useless_conversion, reason = "the width differs between machines")]
    let all = u64::from(all.totalram).checked_mul(u64::from(all.mem_unit))?;
    let group = std::fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    Some(group.and_then(|most| most.trim().parse().ok()).map_or(all, |most: u64| most.min(all)))
}

#[cfg(not(target_os = "linux"))]
fn machine() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_stay_below_the_whole() {
        for memory in [256 << 20, 512 << 20, MOST, 4 << 30] {
            for jobs in [1, 2, 8, 64] {
                let budget = Budget::of(Some(memory), Some(jobs));
                assert!(budget.jobs >= 1 && budget.jobs <= jobs && budget.share >= DOCUMENT);
                assert!(budget.jobs as u64 * budget.share + budget.engine as u64 + OWN <= memory, "{budget:?}");
            }
        }
        assert_eq!(Budget::of(Some(0), Some(3)).jobs, 1);
        assert!(Budget::default().whole <= MOST);
    }
}
