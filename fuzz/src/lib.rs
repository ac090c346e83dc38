//! What the fuzz targets share.
//!
//! Takes the fuzzer's bytes, gives the document that a reader makes of them, or nothing where it refuses them with a
//! reason. A panic, places outside the text and an error that does not say what to do are crashes.

use std::{
    fs,
    io::{Cursor, Write as _},
    path::PathBuf,
    sync::Once,
    time::Duration,
};

use nogletal::{
    Error, ErrorKind,
    document::{self, Document, Limits, Source},
    layout::{BlockKind, Layout},
    span::Span,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What parts one part of a container from the next in the fuzzer's bytes: no markup has this byte.
pub const NEXT_PART: u8 = 0xff;

/// The fuzzer's bytes as a file, in memory where the system has such a folder.
pub fn file(bytes: &[u8]) -> PathBuf {
    static ALONE: Once = Once::new();
    // The readers are what is fuzzed, and not LibreOffice or Tesseract.
    ALONE.call_once(|| {
        // SAFETY: once, before anything is read; nothing else in this process changes its surroundings.
        unsafe { std::env::remove_var("PATH") };
        // Panics of libraries that the readers catch are no crashes; those that nobody catches still are.
        std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
    });
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let path = folder.join(format!("nogletal-fuzz-{}", std::process::id()));
    fs::write(&path, bytes).expect("a file in the temporary folder");
    path
}

/// Limits that a fuzzer has the patience for.
pub fn limits() -> Limits {
    Limits {
        time: Duration::from_secs(5),
        page_time: Duration::from_secs(5),
        ocr_time: Duration::ZERO,
        unpacked_bytes: 16 << 20,
        archive_bytes: 64 << 20,
        ..Limits::default()
    }
}

/// Reads bytes as a file, and finds its tables.
pub fn read(bytes: &[u8]) -> Option<Document> {
    read_with(bytes, &limits())
}

/// The same within other limits.
pub fn read_with(bytes: &[u8], limits: &Limits) -> Option<Document> {
    match document::read(&Source::file(file(bytes), "fuzz"), limits) {
        Ok(document) => {
            lie_inside(&document);
            lay_out(&document);
            Some(document)
        }
        Err(error) => {
            is_helpful(&error);
            None
        }
    }
}

/// Reads the bytes as a container whose parts have these names; bytes that are a container are read as they are.
pub fn read_parts(bytes: &[u8], names: &[&str], fixed: &[(&str, &str)]) -> Option<Document> {
    if bytes.starts_with(b"PK") { read(bytes) } else { read(&packed(bytes, names, fixed)) }
}

/// Reads bytes as a file and all documents in it, as a run over a folder does.
pub fn read_members(bytes: &[u8]) {
    let sources = document::sources(&[file(bytes)]).expect("the file is there");
    for source in sources.into_iter().flatten() {
        match document::read(&source, &limits()) {
            Ok(document) => lie_inside(&document),
            Err(error) => is_helpful(&error),
        }
    }
}

/// A container with the fuzzer's parts, one for each name, and parts that are always the same.
fn packed(bytes: &[u8], names: &[&str], fixed: &[(&str, &str)]) -> Vec<u8> {
    let given = names.iter().copied().zip(bytes.split(|byte| *byte == NEXT_PART));
    let fixed = fixed.iter().map(|(name, content)| (*name, content.as_bytes()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in fixed.chain(given) {
        writer.start_file(name, options).expect("a part");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("a container").into_inner()
}

/// Every place that the reader names is one of the text.
fn lie_inside(document: &Document) {
    let text = &document.text;
    document.pages.iter().for_each(|page| inside(text, page.span));
    document.headings.iter().for_each(|heading| inside(text, heading.span));
    document.foreign.iter().for_each(|foreign| inside(text, foreign.span));
    assert_eq!(document.printed().len(), text.len(), "what stands aside keeps its place");
    for word in document.pages.iter().flat_map(|page| &page.words) {
        inside(text, word.span);
    }
}

/// The document's blocks: in order, apart, within the text, every row of a table as wide as the others.
pub fn lay_out(document: &Document) -> Layout {
    let (text, layout) = (&document.text, Layout::of(document));
    let mut end = 0;
    for block in &layout.blocks {
        inside(text, block.span);
        assert!(block.span.start >= end, "blocks lie apart");
        end = block.span.end;
        if let BlockKind::Table(table) = &block.kind {
            for row in &table.rows {
                assert_eq!(row.len(), table.rows[0].len(), "a row has as many cells as the others");
                row.iter().for_each(|cell| inside(text, cell.span));
            }
            let _ = table.heads(text);
        }
    }
    layout.passages(document).iter().for_each(|passage| inside(text, passage.span));
    layout
}

/// A place is one of the text.
pub fn inside(text: &str, span: Span) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place in a text of {} bytes", text.len());
}

/// An error is a refusal with advice, and not a defect.
pub fn is_helpful(error: &Error) {
    assert_ne!(error.kind(), ErrorKind::Defect, "{error}");
    assert!(error.advice().is_some(), "nobody knows what to do about this: {error}");
}
