//! One reader per format, and the one way through them.
//!
//! Takes a [`Source`], gives a [`Document`]: the bytes are hashed, the first reader that recognises them reads them,
//! and civil registration numbers are masked in what it gives. Refuses what cannot be opened, what is empty, too large
//! or of a kind that no reader takes.

use std::{fs::File, io::Read, time::Instant};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    Aside, CellMap, Document, DocumentId, Heading, Kind, Limits, OffsetMap, Page, Source, Texts, Unwatched, Watch,
    container, docx, foreign, html, language, mail, mask::masked, metadata::Metadata, office, pdf, sheet, slides, text,
};
use crate::{
    Error, ErrorKind, Result,
    notice::{Notice, Weight},
    quantity::Date,
};

/// What one format's reader makes of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Content {
    pub kind: Kind,
    pub text: String,
    pub asides: Vec<Aside>,
    pub pages: Vec<Page>,
    pub headings: Vec<Heading>,
    #[serde(skip)]
    pub cells: CellMap,
    pub offsets: OffsetMap,
    /// The title in the file's properties.
    pub title: Option<String>,
    /// The author there.
    pub author: Option<String>,
    /// The day there on which it was made.
    pub written: Option<Date>,
    pub lacks_ocr: bool,
    pub notices: Vec<Notice>,
}

impl Content {
    /// A text and nothing else; a reader adds what its format has.
    pub(super) fn new(kind: Kind, text: String) -> Self {
        Content {
            kind,
            text,
            asides: Vec::new(),
            pages: Vec::new(),
            headings: Vec::new(),
            cells: CellMap::default(),
            offsets: OffsetMap::default(),
            title: None,
            author: None,
            written: None,
            lacks_ocr: false,
            notices: Vec::new(),
        }
    }
}

/// A format.
pub(super) trait Reader: Sync {
    /// Whether these bytes are of the format, whatever the file is called.
    fn recognises(&self, bytes: &[u8]) -> bool;

    /// Reads them; `name` is the file's name for messages.
    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content>;

    /// The same under someone's eyes; for formats with parts that can be left out.
    fn read_watched(&self, bytes: &[u8], name: &str, limits: &Limits, _: &dyn Watch) -> Result<Content> {
        self.read(bytes, name, limits)
    }
}

/// The formats, in the order in which they are tried: plain text takes nearly anything, so it comes last.
pub(super) const READERS: &[&dyn Reader] = &[
    &pdf::Pdf,
    &docx::Word,
    &sheet::Workbook,
    &slides::Slides,
    &office::Converted,
    &mail::Mail,
    &html::Html,
    &text::Text,
];

/// What may be known of a document already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The texts that were read before; what is read now joins them.
    pub texts: Texts,
    /// The hash of the file's content, where it is known without opening the file.
    pub id: Option<DocumentId>,
}

/// Reads a file.
pub fn read(source: &Source, limits: &Limits) -> Result<Document> {
    read_kept(source, limits, &Unwatched, None)
}

/// Reads a file under someone's eyes, or remembers it: of what is kept the file itself is not even opened.
pub fn read_kept(source: &Source, limits: &Limits, watch: &dyn Watch, memory: Option<&Memory>) -> Result<Document> {
    if let Some(Memory { texts, id: Some(id) }) = memory
        && let Some(content) = texts.get(*id)
    {
        return Ok(document(*id, content, source, limits));
    }
    let bytes = bytes_of(source, limits)?;
    let id = DocumentId(Sha256::digest(&bytes).into());
    let begun = Instant::now();
    let content = content_of(&bytes, source, limits, watch)?;
    if let Some(Memory { texts, .. }) = memory
        // Plain text is read as quickly as it is unpacked.
        && content.kind != Kind::Text
        && !is_cut_short(&content, begun, limits)
    {
        texts.keep(id, &content);
    }
    Ok(document(id, content, source, limits))
}

/// Whether something may be missing only because the machine was slow.
fn is_cut_short(content: &Content, begun: Instant, limits: &Limits) -> bool {
    let missing = content.notices.iter().any(|notice| notice.weight == Weight::Partial);
    missing && begun.elapsed() >= limits.page_time.min(limits.time)
}

/// The document that a file's content is: what it is called and what is asked of it join in.
fn document(id: DocumentId, content: Content, source: &Source, limits: &Limits) -> Document {
    let metadata = Metadata::of(&content, &content.text, &source.name);
    let foreign = language::foreign(&content.text, &content.pages);
    let mut notices = content.notices;
    if !limits.all_languages {
        notices.extend(language::notices(&foreign, &content.pages));
    }
    Document {
        id,
        kind: content.kind,
        text: content.text,
        asides: content.asides,
        pages: content.pages,
        headings: content.headings,
        cells: content.cells,
        offsets: content.offsets,
        metadata,
        foreign,
        lacks_ocr: content.lacks_ocr,
        notices,
    }
}

/// What a reader makes of a file, without the numbers of persons.
fn content_of(bytes: &[u8], source: &Source, limits: &Limits, watch: &dyn Watch) -> Result<Content> {
    if let Some(error) = container::refusal(bytes, &source.name, source.members.len(), limits) {
        return Err(error);
    }
    let mut content = recognised(bytes, &source.name, limits, watch)?;
    content.text = masked(content.text);
    content.title = content.title.map(masked);
    content.asides.iter_mut().for_each(|aside| aside.text = masked(std::mem::take(&mut aside.text)));
    Ok(content)
}

fn recognised(bytes: &[u8], name: &str, limits: &Limits, watch: &dyn Watch) -> Result<Content> {
    if bytes.is_empty() {
        return Err(Error::new(ErrorKind::Damaged, format!("{name} is empty"))
            .hint("fetch the file again, or leave it out with a line in .nogletalignore"));
    }
    if let Some(error) = foreign::refusal(bytes, name) {
        return Err(error);
    }
    match READERS.iter().find(|reader| reader.recognises(bytes)) {
        Some(reader) => reader.read_watched(bytes, name, limits, watch),
        None => Err(foreign::unsupported(name, "neither text nor any other known kind of document")),
    }
}

/// The document's hash, without reading it as a document.
pub(crate) fn hash(source: &Source, limits: &Limits) -> Result<DocumentId> {
    Ok(DocumentId(Sha256::digest(bytes_of(source, limits)?).into()))
}

/// The document's bytes, never more than the limit allows, however the file grows while it is read.
fn bytes_of(source: &Source, limits: &Limits) -> Result<Vec<u8>> {
    if !source.members.is_empty() {
        return container::fetch(source, limits);
    }
    let unreadable = |cause| {
        Error::new(ErrorKind::Unreadable, format!("{} cannot be read", source.name))
            .caused_by(cause)
            .hint("check that the file is still there and that you may read it")
    };
    // Opening a named pipe would wait for its writer for ever, so the kind of file is asked first.
    let metadata = std::fs::metadata(&source.path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Error::new(ErrorKind::Unreadable, format!("{} is not a regular file", source.name))
            .hint("name a document or a folder with documents"));
    }
    let file = File::open(&source.path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Error::new(
            ErrorKind::Limit,
            format!("{} is larger than the {} bytes that are read of one file", source.name, limits.file_bytes),
        )
        .hint("split the document, or leave it out with a line in .nogletalignore"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SIGNATURES: [&[u8]; 8] = [
        b"",
        b"From: a@b\nTo: c@d\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n",
        b"PK\x03\x04",
        b"<!doctype html><table>",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xd0\xcf\x11\xe0",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn no_bytes_make_any_reader_panic(
            signature in 0..SIGNATURES.len(),
            junk in prop::collection::vec(any::<u8>(), 0..600),
        ) {
            let bytes = [SIGNATURES[signature], &junk].concat();
            for reader in READERS {
                let _ = reader.recognises(&bytes);
                if let Ok(content) = reader.read(&bytes, "junk", &Limits::default()) {
                    for page in &content.pages {
                        prop_assert!(content.text.get(page.span.start..page.span.end).is_some());
                    }
                    for heading in &content.headings {
                        prop_assert!(content.text.get(heading.span.start..heading.span.end).is_some());
                    }
                }
            }
        }
    }

    #[test]
    fn an_empty_file_is_said_to_be_empty() {
        let error = recognised(b"", "bilag/tom.txt", &Limits::default(), &Unwatched).unwrap_err();
        assert_eq!(error.to_string(), "bilag/tom.txt is empty");
        assert!(error.advice().is_some());
    }
}
