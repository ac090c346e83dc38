//! Any text at all: what is found of tables, paragraphs and headings in it lies in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nogletal::document::{Document, DocumentId, Kind};
use nogletal_fuzz::lay_out;

fuzz_target!(|text: &str| {
    lay_out(&Document::new(DocumentId([0; 32]), Kind::Text, text.to_owned()));
});
