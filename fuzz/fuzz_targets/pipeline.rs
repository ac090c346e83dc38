//! Any bytes at all, as a file, through all rooms: every figure quotes its number, where the number stands.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nogletal::{document::Source, pipeline, reference::Reference};
use nogletal_fuzz::{file, is_helpful, limits};

fuzz_target!(|bytes: &[u8]| {
    match pipeline::read(&Source::file(file(bytes), "fuzz"), &limits(), Reference::in_use()) {
        Ok(reading) => {
            for record in &reading.records {
                assert!(record.quote.contains(&record.number), "{record:?}");
                assert!((0.0..=1.0).contains(&record.confidence), "{record:?}");
            }
        }
        Err(error) => is_helpful(&error),
    }
});
