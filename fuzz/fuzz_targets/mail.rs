//! E-mails with attachments: the message is read, and so is all that is attached to it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    nogletal_fuzz::read_members(bytes);
});
