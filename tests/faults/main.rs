//! What may go wrong while an index is written, and must not break it: kills, full disks, other writers, odd clocks.
//!
//! The documents are made up by a [`town::Town`] from a seed. A test that fails prints its seed, and takes another one
//! from `NOGLETAL_SEED`.

#![cfg(unix)]

mod desk;
mod kill;
#[path = "../fixtures/make.rs"]
#[expect(dead_code, reason = "the pages here need no pictures and no lines")]
mod make;
mod process;
mod town;
