//! A figure as it leaves the house: self-contained, one JSON object a line, the fields of the contract.
//!
//! Takes the [`Figure`]s of a [`Document`] and its [`Layout`], gives [`Record`]s; the index stores records, the comparison
//! reads them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Dimensions, Figure, IndicatorCode, MunicipalityCode, Statistic, Status, Unit};
use crate::{
    decision::Mark,
    document::{Document, PageNumber},
    hash::short,
    layout::{Block, BlockKind, Layout, sentences},
    pattern::Pattern,
    quantity::{Period, Value},
    span::{BoundingBox, Span},
};

/// What a figure was held against, and how it came out. The others that took part are named by their place while the
/// document is read, and by their `id` in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check<Other = String> {
    /// What was calculated, such as `column sum`.
    pub name: String,
    /// Whether it came out.
    pub holds: bool,
    /// What the others come to, where this figure is what they should come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Value>,
    /// The others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<Other>,
}

impl<Other> Check<Other> {
    /// A check of a name without more.
    pub fn new(name: &str, holds: bool) -> Self {
        Check { name: name.to_owned(), holds, expected: None, with: Vec::new() }
    }

    /// The same with the others that took part.
    #[must_use]
    pub fn with(self, others: impl IntoIterator<Item = Other>) -> Self {
        Check { with: others.into_iter().collect(), ..self }
    }

    /// The same for the figure that the others should come to.
    #[must_use]
    pub fn expecting(self, expected: Value) -> Self {
        Check { expected: Some(expected), ..self }
    }
}

/// A sentence that says what the one before it costs.
static PRICE: Pattern = Pattern::new(
    r"(?i)^(?:(?:den\s+(?:samlede\s+)?)?(?:udgift|udgiften|udgifterne|prisen|omkostningen|omkostningerne)|det\s+(?:vil\s+)?koster?|de\s+koster)\s",
);
/// How many bytes may stand beside an amount that is a sentence of its own: a dot, a colon, “ca.”.
const ALONE: usize = 8;

/// A figure with its source, as `--format jsonl` prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Stable as long as the document and the figure stay the same.
    pub id: String,
    /// The file's name relative to the folder that was named.
    pub doc: String,
    /// The hash of its content.
    pub document_id: String,
    /// The page, or null.
    pub page: Option<PageNumber>,
    /// Sheet and address in a workbook, `Budget!C14`; row and column of a table elsewhere, `row 3, column 2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The number's first byte: in the file for plain text, else in what `nogletal text` prints.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Where it stands on the page, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bbox: Option<BoundingBox>,
    /// The number as written.
    pub number: String,
    /// The sentence or table row, verbatim.
    pub quote: String,
    /// The headings above it, the outermost first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The sentence before, where the quote is an amount alone or only says that it is the price, and goes on from it:
    /// “1,2 mio. kr.”, “Udgiften er 1,2 mio. kr.”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// See [`Figure::indicator`].
    pub indicator: IndicatorCode,
    /// See [`Figure::statistic`].
    pub statistic: Statistic,
    /// See [`Figure::municipality`].
    pub municipality: Option<MunicipalityCode>,
    /// See [`Figure::value`].
    pub value: Option<Value>,
    /// See [`Figure::approx`].
    pub approx: bool,
    /// See [`Figure::unit`].
    pub unit: Unit,
    /// See [`Figure::period`].
    pub period: Option<Period>,
    /// See [`Figure::status`].
    pub status: Status,
    /// See [`Figure::dims`].
    pub dims: Dimensions,
    /// See [`Figure::confidence`].
    pub confidence: f64,
    /// See [`Figure::rules`].
    pub rules: Vec<String>,
    /// See [`Figure::checks`].
    pub checks: Vec<Check>,
    /// What a person has decided about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Mark>,
}

/// The records of a document's figures; `name` is what the document is called.
pub fn records(figures: &[Figure], document: &Document, layout: &Layout, name: &str) -> Vec<Record> {
    let block = |figure: &Figure| {
        let after = layout.blocks.partition_point(|block| block.span.start <= figure.quote.start);
        layout.blocks[..after].last().filter(|block| block.span.contains(figure.span))
    };
    figures.iter().map(|figure| Record::new(figure, block(figure), document, name)).collect()
}

impl Record {
    fn new(figure: &Figure, block: Option<&Block>, document: &Document, name: &str) -> Self {
        let number = figure.span.of(&document.text);
        let id = |span: &Span| identity(*span, document);
        let check = |check: &Check<Span>| Check {
            name: check.name.clone(),
            holds: check.holds,
            expected: check.expected,
            with: check.with.iter().map(id).collect(),
        };
        Record {
            id: id(&figure.span),
            doc: name.to_owned(),
            document_id: document.id.to_string(),
            page: figure.page,
            cell: document
                .cells
                .address(figure.span)
                .or_else(|| figure.cell.map(|(row, column)| format!("row {row}, column {column}"))),
            start: document.offsets.to_file(&document.text, figure.span.start),
            end: document.offsets.to_file(&document.text, figure.span.end),
            bbox: document.bbox(figure.span),
            number: number.to_owned(),
            quote: document.quoted(figure.quote).into_owned(),
            heading: block.and_then(|block| path(&document.text, block)),
            before: block.and_then(|block| before(figure, document, block)),
            indicator: figure.indicator.clone(),
            statistic: figure.statistic,
            municipality: figure.municipality.clone(),
            value: figure.value,
            approx: figure.approx,
            unit: figure.unit,
            period: figure.period,
            status: figure.status,
            dims: figure.dims.clone(),
            confidence: (figure.confidence * 1000.0).round() / 1000.0,
            rules: figure.rules.iter().map(|rule| (*rule).to_owned()).collect(),
            checks: figure.checks.iter().map(check).collect(),
            decision: None,
        }
    }
}

/// The headings above a block in one line.
fn path(text: &str, block: &Block) -> Option<String> {
    let headings = block.headings.iter().map(|heading| line(heading.of(text)));
    Some(headings.collect::<Vec<_>>().join(" › ")).filter(|path| !path.is_empty())
}

/// The sentence that an amount alone goes on from, or one that only says that it is the price.
fn before(figure: &Figure, document: &Document, block: &Block) -> Option<String> {
    let text = &document.text;
    let words = figure.quote.of(text).len() - figure.span.len();
    let alone = words <= ALONE || PRICE.is_match(figure.quote.of(text));
    if !alone || !matches!(block.kind, BlockKind::Paragraph) {
        return None;
    }
    let above = sentences(text, Span::new(block.span.start, figure.quote.start));
    above.last().map(|sentence| line(sentence.of(text)))
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Document, place and number: a rule that comes to read the number otherwise does not make it another figure.
fn identity(span: Span, document: &Document) -> String {
    let mut hash = Sha256::new();
    hash.update(document.id.0);
    hash.update(span.start.to_le_bytes());
    hash.update(span.of(&document.text));
    short(hash)
}
