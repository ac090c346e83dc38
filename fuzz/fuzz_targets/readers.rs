//! Any bytes at all, as a file: reading ends in a document or in an error, and every figure quotes its number.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nogletal::{
    document::{Limits, Source},
    pipeline,
    reference::Reference,
};

fuzz_target!(|bytes: &[u8]| {
    let path = std::env::temp_dir().join(format!("nogletal-fuzz-{}", std::process::id()));
    std::fs::write(&path, bytes).expect("a file in the temporary folder");
    let limits = Limits { time: std::time::Duration::from_secs(5), ..Limits::default() };
    if let Ok(reading) = pipeline::read(&Source::file(path, "fuzz"), &limits, Reference::in_use()) {
        assert!(reading.records.iter().all(|record| record.quote.contains(&record.number)));
    }
});
