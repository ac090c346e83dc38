//! Word documents: the markup of their parts, or a container as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nogletal_fuzz::read_parts;

const PARTS: [&str; 4] = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"];

fuzz_target!(|bytes: &[u8]| {
    read_parts(bytes, &PARTS, &[]);
});
