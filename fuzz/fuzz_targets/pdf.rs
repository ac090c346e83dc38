//! PDFs, read by both engines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nogletal::document::Limits;
use nogletal_fuzz::{limits, read_with};

fuzz_target!(|bytes: &[u8]| {
    read_with(bytes, &Limits { second_look: true, ..limits() });
});
