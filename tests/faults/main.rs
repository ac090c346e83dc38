//! What may go wrong while an index is written, and must not break it: kills, full disks, other writers, odd clocks.
//!
//! The documents are made up by a [`town::Town`] from a seed. A test that fails prints its seed, and takes another one
//! from `NOGLETAL_SEED`.

#![cfg(unix)]

mod clock;
mod damage;
mod desk;
mod disk;
mod kill;
mod lock;
#[path = "../fixtures/make.rs"]
#[expect(dead_code, reason = "the pages here need no pictures and no lines")]
mod make;
mod permission;
mod process;
mod reader;
mod town;

/// The seed of a test's dice.
#[expect(clippy::print_stdout, reason = "a test that fails says how to have it again")]
fn seed() -> u64 {
    let given = std::env::var("NOGLETAL_SEED").ok().map(|seed| seed.parse().expect("a seed is a number"));
    let seed = given.unwrap_or_else(|| fastrand::u64(..1_000_000));
    println!("NOGLETAL_SEED={seed}");
    seed
}

/// Says why a test was not carried out.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn skipped(reason: &str) {
    eprintln!("skipped: {reason}");
}
