//! Room 1, reading: a file's bytes become a [`Document`], whose text is fixed here once and for all.
//!
//! Takes a [`Source`], gives a [`Document`] (text, pages, words with boxes) or an [`Error`](crate::Error) that names
//! the file and the reason. The kind is found from the content, never from the name. Refuses encrypted, empty and
//! unknown content, and stops at the [`Limits`].

mod archive;
mod builder;
mod cells;
mod container;
mod docx;
mod drawing;
mod foreign;
mod html;
mod kept;
mod language;
mod mail;
mod mask;
mod metadata;
mod ocr;
mod office;
mod offsets;
mod package;
mod page;
mod pagination;
mod pdf;
mod reader;
mod sheet;
mod slides;
mod sources;
mod text;
mod watch;

use std::{borrow::Cow, fmt, path::PathBuf, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    notice::{Notice, Weight},
    span::{BoundingBox, Span},
};

pub use cells::{CellMap, CellPlace};
pub use kept::Texts;
pub use language::{Foreign, Language};
pub use metadata::{DocumentType, Metadata, Origin, Stated};
pub use ocr::available as ocr_available;
pub(crate) use ocr::looks_like_digit;
pub use offsets::OffsetMap;
use page::page_list;
pub use page::{Aside, AsideKind, Heading, Page, PageNumber, Word};
pub(crate) use reader::hash;
pub use reader::{Memory, read, read_kept};
pub use sources::{Found, named, sources};
pub(crate) use sources::{expand, files};
pub(crate) use text::decoded;
pub use watch::{Part, Unwatched, Watch};

/// The SHA-256 of a file's content: what makes two documents the same one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentId(pub [u8; 32]);

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Not a hash as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl FromStr for DocumentId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes: Option<Vec<u8>> = pairs.iter().map(byte).collect();
        let hash = bytes.filter(|_| rest.is_empty()).and_then(|bytes| bytes.try_into().ok());
        hash.map(DocumentId).ok_or(NotAnId)
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentId({self})")
    }
}

/// A document to be read, and the name that records call it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file that it is, or lies in.
    #[serde(with = "sources::path")]
    pub path: PathBuf,
    /// The way to it inside that file, outermost first: the member of an archive, the attachment of an e-mail in it.
    /// Empty for the file itself.
    pub members: Vec<String>,
    /// Its path relative to the folder that was named, with `/` between the parts, and `!/` before each member.
    pub name: String,
}

impl Source {
    /// A file as it lies on disk.
    pub fn file(path: impl Into<PathBuf>, name: impl Into<String>) -> Self {
        Source { path: path.into(), members: Vec::new(), name: name.into() }
    }

    /// A member of this.
    #[must_use]
    pub fn member(&self, member: &str) -> Self {
        let members = self.members.iter().cloned().chain([member.to_owned()]).collect();
        let name = format!("{}{}{member}", self.name, container::INSIDE);
        Source { path: self.path.clone(), members, name }
    }
}

/// What a document turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Plain text or Markdown.
    Text,
    /// Portable Document Format.
    Pdf,
    /// A text document (.docx, .doc, .odt, .rtf).
    Word,
    /// A web page.
    Html,
    /// A workbook (.xlsx, .xlsm, .xlsb, .xls, .ods).
    Sheet,
    /// A presentation (.pptx, .ppt, .odp).
    Slides,
    /// An e-mail (.eml), without its attachments.
    Mail,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 7] = [Kind::Text, Kind::Pdf, Kind::Word, Kind::Html, Kind::Sheet, Kind::Slides, Kind::Mail];

    /// The kind's name as queries and the summary give it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Pdf => "pdf",
            Kind::Word => "word",
            Kind::Html => "html",
            Kind::Sheet => "sheet",
            Kind::Slides => "slides",
            Kind::Mail => "mail",
        }
    }
}

/// A document whose text never changes again: everything later points into it by [`Span`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    /// The hash of the file's content.
    pub id: DocumentId,
    /// What it is.
    pub kind: Kind,
    /// Its text: for plain text the file's own characters, else the pages joined by one form feed. Rows of tables are
    /// lines whose cells are parted by tabs. Civil registration numbers are masked, byte for byte.
    pub text: String,
    /// What the pages show besides, in order; the text has blanks in its place.
    pub asides: Vec<Aside>,
    /// Its pages in order; empty where the format has none.
    pub pages: Vec<Page>,
    /// Its headings in order; empty where the format marks none (plain text).
    pub headings: Vec<Heading>,
    /// Which cell of a workbook each place comes from; empty for other documents. Not serialised: records name theirs.
    #[serde(skip)]
    pub cells: CellMap,
    /// From places in the text to places in the file.
    pub offsets: OffsetMap,
    /// What it says about itself.
    pub metadata: Metadata,
    /// What of it is not in Danish, in order.
    pub foreign: Vec<Foreign>,
    /// Whether scanned pages were left unread because no program that recognises text is installed.
    pub lacks_ocr: bool,
    /// What was found on the way.
    pub notices: Vec<Notice>,
}

/// How a document ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Whole.
    Read,
    /// With something missing, which its notices name.
    Partly,
    /// Not at all.
    Failed,
}

impl Document {
    /// A text and nothing else.
    pub fn new(id: DocumentId, kind: Kind, text: String) -> Self {
        Document {
            id,
            kind,
            text,
            asides: Vec::new(),
            pages: Vec::new(),
            headings: Vec::new(),
            cells: CellMap::default(),
            offsets: OffsetMap::default(),
            metadata: Metadata::default(),
            foreign: Vec::new(),
            lacks_ocr: false,
            notices: Vec::new(),
        }
    }

    /// The text with running heads, page numbers and hidden text in their places: every offset is the same.
    pub fn printed(&self) -> Cow<'_, str> {
        self.with_asides(Span::new(0, self.text.len()), |_| true)
    }

    /// What stands in a span, verbatim: with the marks of footnotes, and without what stands between two pages.
    pub fn quoted(&self, span: Span) -> Cow<'_, str> {
        self.with_asides(span, |kind| kind == AsideKind::NoteMark)
    }

    fn with_asides(&self, span: Span, wanted: impl Fn(AsideKind) -> bool) -> Cow<'_, str> {
        let first = self.asides.partition_point(|aside| aside.span.start < span.start);
        let within = self.asides[first..].iter().take_while(|aside| aside.span.end <= span.end);
        let mut asides = within.filter(|aside| wanted(aside.kind)).peekable();
        if asides.peek().is_none() {
            return Cow::Borrowed(span.of(&self.text));
        }
        let (mut out, mut at) = (String::with_capacity(span.len()), span.start);
        for aside in asides {
            out.push_str(&self.text[at..aside.span.start]);
            out.push_str(&aside.text);
            at = aside.span.end;
        }
        out.push_str(&self.text[at..span.end]);
        Cow::Owned(out)
    }

    /// What is kept out of the text at a place.
    pub fn aside_at(&self, offset: usize) -> Option<&Aside> {
        let after = self.asides.partition_point(|aside| aside.span.end <= offset);
        self.asides.get(after).filter(|aside| aside.span.holds(offset))
    }

    /// Whether it was read whole.
    pub fn outcome(&self) -> Outcome {
        if self.notices.iter().any(|notice| notice.weight == Weight::Partial) { Outcome::Partly } else { Outcome::Read }
    }

    /// The page that holds a place in the text.
    pub fn page_at(&self, offset: usize) -> Option<&Page> {
        let after = self.pages.partition_point(|page| page.span.start <= offset);
        after.checked_sub(1).map(|index| &self.pages[index])
    }

    /// The language of a place in the text, where it is another than Danish.
    pub fn foreign_at(&self, offset: usize) -> Option<Language> {
        let after = self.foreign.partition_point(|one| one.span.start <= offset);
        let before = after.checked_sub(1).map(|index| self.foreign[index])?;
        before.span.holds(offset).then_some(before.language)
    }

    /// The words that a span touches, where its page has places.
    pub fn words(&self, span: Span) -> &[Word] {
        let words = self.page_at(span.start).map_or(&[][..], |page| &page.words);
        let first = words.partition_point(|word| word.span.end <= span.start);
        let count = words[first..].partition_point(|word| word.span.start < span.end);
        &words[first..first + count]
    }

    /// The smallest box around the words of a span, where its page has places.
    pub fn bbox(&self, span: Span) -> Option<BoundingBox> {
        self.words(span).iter().map(|word| word.bbox).reduce(BoundingBox::cover)
    }

    /// How far the least certain word of a span is to be believed; `None` where no text was recognised in a picture.
    pub fn recognised(&self, span: Span) -> Option<f32> {
        self.page_at(span.start).filter(|page| page.recognised)?;
        self.words(span).iter().map(|word| word.confidence).reduce(f32::min)
    }
}

/// The bounds that one document has to keep within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub file_bytes: u64,
    /// The longest text that is kept, in bytes; the rest is left out and the document is partly read.
    pub text_bytes: usize,
    /// The most that a compressed part may unpack to, in bytes.
    pub unpacked_bytes: u64,
    /// The most documents that are read of one archive or e-mail.
    pub members: usize,
    /// The most that the documents of one archive may unpack to together, in bytes.
    pub archive_bytes: u64,
    /// How deep archives may lie in one another.
    pub nesting: usize,
    /// The most pages that are read.
    pub pages: usize,
    /// The most figures that are kept.
    pub figures: usize,
    /// The deepest nesting of elements.
    pub depth: usize,
    /// Whether figures are taken from pages in other languages than Danish too.
    pub all_languages: bool,
    /// The longest that reading may take; looked at between pages and parts.
    pub time: std::time::Duration,
    /// The longest that one page may take, so that a slow one does not use up the time of the others.
    pub page_time: std::time::Duration,
    /// The most memory that reading may take, in bytes; holds where documents are read in child processes.
    pub memory: u64,
    /// Whether a second engine reads every page of a PDF for comparison, and not only pages in doubt.
    pub second_look: bool,
    /// The longest that recognising the text of a document's scanned pages may take, besides; none is not at all.
    pub ocr_time: std::time::Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 256 << 20,
            text_bytes: 16 << 20,
            unpacked_bytes: 128 << 20,
            members: 5_000,
            archive_bytes: 4 << 30,
            nesting: 3,
            pages: 5_000,
            figures: 20_000,
            depth: 256,
            all_languages: false,
            time: std::time::Duration::from_secs(60),
            page_time: std::time::Duration::from_secs(20),
            // With the program itself, below 500 MB.
            memory: 416 << 20,
            second_look: false,
            ocr_time: std::time::Duration::from_secs(1200),
        }
    }
}
