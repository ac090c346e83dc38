//! ZIP archives: their members are found, named and read, whatever the archive claims.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    nogletal_fuzz::read_members(bytes);
});
