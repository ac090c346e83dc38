//! What a document's pages are made of.
//!
//! Takes nothing, gives [`Page`], [`Word`], [`Heading`] and what stands on a page beside its text ([`Aside`]).

use std::{fmt, num::NonZeroU32};

use serde::{Deserialize, Serialize};

use crate::span::{BoundingBox, Span};

/// A page's number as a reader counts, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageNumber(pub NonZeroU32);

impl PageNumber {
    /// The page with that number; `None` for 0.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(PageNumber)
    }

    /// The page at a position counted from 0.
    pub fn at(index: usize) -> Self {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        PageNumber(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
    }

    /// The number.
    pub fn get(self) -> u32 {
        self.0.get()
    }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Pages in the fewest words: “1–3, 7”.
pub(super) fn page_list(pages: &[PageNumber]) -> String {
    let runs = pages.chunk_by(|a, b| a.get() + 1 == b.get()).filter_map(|run| Some((run.first()?, run.last()?)));
    let runs: Vec<String> =
        runs.map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") }).collect();
    runs.join(", ")
}

/// A word on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Where it stands in the text.
    pub span: Span,
    /// Where it stands on the page.
    pub bbox: BoundingBox,
    /// How far it is to be believed, 0 to 1: 1 unless it was recognised in a picture.
    pub confidence: f32,
}

/// One page of a document that has pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Its number.
    pub number: PageNumber,
    /// Its part of the text, without the form feed that parts it from the next.
    pub span: Span,
    /// Width and height in points, where the format has them.
    pub size: Option<(f32, f32)>,
    /// Its words in reading order, where the format has places. Not serialised: what needs them stands beside them.
    #[serde(skip)]
    pub words: Vec<Word>,
    /// Its ruling lines, as boxes without breadth.
    #[serde(skip)]
    pub rules: Vec<BoundingBox>,
    /// How far its text can be believed, 0 to 1: glyphs without a known character and numbers that a second look
    /// reads otherwise lower it; of recognised text it is the mean confidence of its words.
    pub quality: f32,
    /// Whether its text was recognised in a picture, by this program or by the one that made the file.
    pub recognised: bool,
}

impl Page {
    /// A page of text without places.
    pub(crate) fn new(number: PageNumber, span: Span) -> Self {
        Page { number, span, size: None, words: Vec::new(), rules: Vec::new(), quality: 1.0, recognised: false }
    }
}

/// A heading that the format or the typography marks as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Where it stands in the text.
    pub span: Span,
    /// How deep it lies: 1 for the uppermost, up to 6.
    pub level: u8,
}

/// Why something on a page is none of what the document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsideKind {
    /// A running head, a running foot or the page's number.
    Furniture,
    /// The number that ties a footnote to its place in the text, and the one that the note begins with.
    NoteMark,
    /// Text that no reader sees: white on white, drawn invisibly, outside the page's edge.
    Hidden,
}

/// A stretch of a page that neither search nor figures see: [`Document::text`](super::Document::text) has blanks there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Where it stands.
    pub span: Span,
    /// What stands there, as many bytes as the span has.
    pub text: String,
    /// Why it is kept out.
    pub kind: AsideKind,
}
