//! Office documents from before 2007: their container, their workbooks, and what is said of the others.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    nogletal_fuzz::read(bytes);
});
