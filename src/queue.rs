//! Work done side by side, and handed on in its order.
//!
//! Takes jobs by number, gives what they came to one after another, whatever order they were done in. Readers wait where
//! they are too far ahead of whoever takes the results, so that what lies ready stays small. Refuses to begin another
//! job once it was stopped.

use std::{
    collections::BTreeMap,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// How many jobs each reader may be ahead.
const AHEAD: usize = 4;
/// How much may lie ready, in bytes of text, unless the next in turn is still missing.
const READY: usize = 32 << 20;

/// A result, with about how many bytes of text it holds.
pub(crate) struct Weighed<T> {
    pub result: T,
    pub weight: usize,
}

struct Queue<'a, T> {
    jobs: usize,
    ahead: usize,
    interrupted: &'a AtomicBool,
    state: Mutex<State<T>>,
    moved: Condvar,
}

struct State<T> {
    /// How many jobs were begun.
    begun: usize,
    /// How many were handed on.
    handed_on: usize,
    ready: BTreeMap<usize, Weighed<T>>,
    weight: usize,
    stopped: bool,
}

/// Does so many jobs in as many threads, and hands their results on in order, until one of them is an error or somebody
/// interrupts: then those that were begun are still handed on. Gives whether all were.
pub(crate) fn in_order<T: Send, E>(
    jobs: usize,
    threads: usize,
    interrupted: &AtomicBool,
    work: impl Fn(usize) -> Weighed<T> + Sync,
    mut hand_on: impl FnMut(T) -> Result<(), E>,
) -> Result<bool, E> {
    let state = State { begun: 0, handed_on: 0, ready: BTreeMap::new(), weight: 0, stopped: false };
    let queue = Queue { jobs, ahead: threads * AHEAD, interrupted, state: Mutex::new(state), moved: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..threads.min(jobs) {
            scope.spawn(|| {
                // A reader that panics must not be waited for.
                let _leaving = Leaving(&queue);
                while let Some(number) = queue.begin() {
                    queue.put(number, work(number));
                }
            });
        }
        let mut number = 0;
        while let Some(result) = queue.take(number) {
            hand_on(result).inspect_err(|_| queue.stop())?;
            number += 1;
        }
        Ok(number == jobs)
    })
}

struct Leaving<'a, T>(&'a Queue<'a, T>);

impl<T> Drop for Leaving<'_, T> {
    fn drop(&mut self) {
        if thread::panicking() {
            let mut state = self.0.lock();
            state.stopped = true;
            state.begun = state.handed_on;
            self.0.moved.notify_all();
        }
    }
}

impl<T> Queue<'_, T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<T>>) -> MutexGuard<'s, State<T>> {
        self.moved.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.moved.notify_all();
    }

    /// The next job, once it may be begun; nothing where there is none any more.
    fn begin(&self) -> Option<usize> {
        let mut state = self.lock();
        loop {
            if self.interrupted.load(Ordering::Relaxed) && !state.stopped {
                state.stopped = true;
                self.moved.notify_all();
            }
            if state.stopped || state.begun == self.jobs {
                return None;
            }
            let in_turn = state.begun == state.handed_on;
            if in_turn || state.begun < state.handed_on + self.ahead && state.weight < READY {
                state.begun += 1;
                return Some(state.begun - 1);
            }
            state = self.wait(state);
        }
    }

    fn put(&self, number: usize, result: Weighed<T>) {
        let mut state = self.lock();
        state.weight += result.weight;
        state.ready.insert(number, result);
        self.moved.notify_all();
    }

    /// The result of a job, once it is there; nothing where it was never begun and never will be.
    fn take(&self, number: usize) -> Option<T> {
        let mut state = self.lock();
        loop {
            if let Some(Weighed { result, weight }) = state.ready.remove(&number) {
                state.weight -= weight;
                state.handed_on = number + 1;
                self.moved.notify_all();
                return Some(result);
            }
            if number == self.jobs || state.stopped && number >= state.begun {
                return None;
            }
            state = self.wait(state);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::atomic::AtomicUsize, time::Duration};

    use super::*;

    fn run(jobs: usize, threads: usize, work: impl Fn(usize) -> usize + Sync) -> (Vec<usize>, bool) {
        let mut got = Vec::new();
        let work = |number| Weighed { weight: number, result: work(number) };
        let whole = in_order::<_, ()>(jobs, threads, &AtomicBool::new(false), work, |one| {
            got.push(one);
            Ok(())
        });
        (got, whole.expect("no error"))
    }

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let slow_first = |number| {
            thread::sleep(Duration::from_micros(if number % 7 == 0 { 900 } else { 10 }));
            number
        };
        for threads in [1, 2, 5] {
            assert_eq!(run(100, threads, slow_first), ((0..100).collect(), true));
        }
        assert_eq!(run(0, 2, slow_first), (vec![], true));
    }

    #[test]
    fn readers_do_not_run_away_from_the_one_that_is_slow() {
        let (done, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        run(200, 3, |number| {
            if number == 0 {
                thread::sleep(Duration::from_millis(30));
                most.store(done.load(Ordering::SeqCst), Ordering::SeqCst);
            }
            done.fetch_add(1, Ordering::SeqCst);
            0
        });
        assert!(most.load(Ordering::SeqCst) < 3 * AHEAD);
        // What is heavy waits for its turn: the one that comes next is begun whatever lies ready.
        let heavy = |result| Weighed { result, weight: READY };
        let mut got = 0;
        let whole = in_order::<_, ()>(20, 3, &AtomicBool::new(false), heavy, |_| {
            got += 1;
            Ok(())
        });
        assert_eq!((got, whole), (20, Ok(true)));
    }

    #[test]
    fn an_interruption_hands_on_what_was_begun_and_an_error_stops() {
        let interrupted = AtomicBool::new(false);
        let mut got = Vec::new();
        let work = |number| {
            if number == 20 {
                interrupted.store(true, Ordering::Relaxed);
            }
            Weighed { result: number, weight: 0 }
        };
        let whole = in_order::<_, ()>(1000, 2, &interrupted, work, |one| {
            got.push(one);
            Ok(())
        });
        assert_eq!(whole, Ok(false));
        assert!(got.len() > 20 && got.len() < 40 && got.iter().copied().eq(0..got.len()), "{got:?}");
        let light = |result| Weighed { result, weight: 0 };
        let failed = in_order(1000, 2, &AtomicBool::new(false), light, |n| if n == 5 { Err("full") } else { Ok(()) });
        assert_eq!(failed, Err("full"));
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_not_waited_for() {
        run(10, 2, |number| if number == 3 { panic!("broken") } else { number });
    }
}
