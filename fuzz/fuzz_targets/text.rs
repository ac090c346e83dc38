//! Plain text and Markdown in any encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    nogletal_fuzz::read(bytes);
});
