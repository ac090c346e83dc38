//! How long one PDF takes: reading, layout and figures together.

use std::path::Path;

use nogletal::{
    document::{Limits, Source},
    pipeline::{self, Reading},
    reference::Reference,
};

fn main() {
    // Loaded once per program, not once per document.
    let _ = Reference::in_use();
    divan::main();
}

/// The corpus's PDF with the most figures, and its smallest.
#[divan::bench(args = ["roskilde-2018-omstilling.pdf", "danmark-2023-sagstal.pdf"])]
fn read(name: &str) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let source = Source::file(path, name);
    pipeline::read(&source, &Limits::default(), Reference::in_use()).expect("the corpus can be read")
}
