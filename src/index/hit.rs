//! A passage that was found, and why.
//!
//! Takes a stored passage and what was sought, gives a [`Hit`] with the fields of the contract.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::{
    analysis::Analyzer,
    fold,
    schema::StoredPassage,
    snippet::Snippet,
    sought::{Matching, Sought},
};
use crate::{document::PageNumber, figure::MunicipalityCode, span::Span};

/// How a hit came to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// A word stands there as it was typed.
    Exact,
    /// Another form of a word stands there.
    Inflected,
    /// A word is part of a compound there, or the parts of a compound stand apart.
    Compound,
    /// A word stands there in another spelling, or one that some letters tell from the one that was typed.
    Spelling,
    /// A word stands there that means the same, or nearly.
    Synonym,
    /// A figure stands there that meets a condition.
    Figure,
}

impl Matched {
    /// The name that records use.
    pub fn name(self) -> &'static str {
        match self {
            Matched::Exact => "exact",
            Matched::Inflected => "inflected",
            Matched::Compound => "compound",
            Matched::Spelling => "spelling",
            Matched::Synonym => "synonym",
            Matched::Figure => "figure",
        }
    }
}

/// Where a passage stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The document's name.
    pub doc: String,
    /// The hash of its content.
    pub document_id: String,
    /// The page, or null.
    pub page: Option<PageNumber>,
    /// The passage's first byte, counted as for figures.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// A passage that was found.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// The passage.
    pub text: String,
    /// The piece that shows why it was found.
    #[serde(serialize_with = "html")]
    pub snippet: Snippet,
    /// How good it is; comparable within one search only.
    pub score: f32,
    /// The headings above it, outermost first.
    pub heading: Vec<String>,
    /// Whose document it is.
    pub municipality: Option<MunicipalityCode>,
    /// The year the document is from.
    pub year: Option<u16>,
    /// How it was found.
    pub matched: Vec<Matched>,
    /// The figures that stand in it.
    pub figures: Vec<String>,
    /// The other passages that say the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
    /// What passages that say the same have in common with it.
    #[serde(skip)]
    pub(super) alike: Vec<u64>,
}

fn html<S: Serializer>(snippet: &Snippet, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&snippet.html())
}

impl StoredPassage {
    pub fn place(&self) -> Place {
        let StoredPassage { doc, document_id, page, start, end, .. } = self;
        Place { doc: doc.clone(), document_id: document_id.clone(), page: *page, start: *start, end: *end }
    }
}

impl Hit {
    /// The hit that a passage is, with the places of the figures in it that were asked for.
    pub(super) fn new(
        passage: StoredPassage,
        score: f32,
        sought: &[Sought],
        figures: &[Span],
        analyzer: &mut Analyzer,
    ) -> Self {
        let above = passage.heading.join("\n");
        let (words, headings) = (analyzer.words(&passage.text), analyzer.words(&above));
        let text = Matching { text: &passage.text, words: &words };
        let above = Matching { text: &above, words: &headings };
        let mut matched = BTreeSet::new();
        let mut marks: Vec<(Span, usize)> = Vec::new();
        for (index, one) in sought.iter().enumerate() {
            let here = one.found(&text);
            marks.extend(here.iter().map(|(span, _)| (*span, index)));
            matched.extend(here.into_iter().chain(one.found(&above)).map(|(_, how)| how).min());
        }
        marks.extend(figures.iter().enumerate().map(|(index, span)| (*span, sought.len() + index)));
        if !figures.is_empty() {
            matched.insert(Matched::Figure);
        }
        Hit {
            place: passage.place(),
            snippet: Snippet::of(&passage.text, marks),
            text: passage.text,
            score,
            heading: passage.heading,
            municipality: passage.municipality,
            year: passage.year,
            matched: matched.into_iter().collect(),
            figures: passage.figures,
            also: Vec::new(),
            alike: fold::marks(&words),
        }
    }
}
