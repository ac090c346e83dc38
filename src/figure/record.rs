//! A figure as it leaves the house: self-contained, one JSON object a line, the fields of the contract.
//!
//! Takes a [`Figure`] and its [`Document`], gives a [`Record`]; the index stores records, the comparison reads them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Dimensions, Figure, IndicatorCode, MunicipalityCode, Statistic, Status, Unit};
use crate::{
    document::{Document, PageNumber},
    quantity::{Period, Value},
    span::BoundingBox,
};

/// A piece of arithmetic that a figure took part in, and how it came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What was calculated, such as `column sum`.
    pub name: String,
    /// Whether it came out.
    pub holds: bool,
}

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
}

impl Record {
    /// The record of a figure that stands in a document called `name`.
    pub fn new(figure: &Figure, document: &Document, name: &str) -> Self {
        let number = figure.span.of(&document.text);
        Record {
            id: identity(figure, document, number),
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
            checks: figure.checks.clone(),
        }
    }
}

/// Document, place and number: a rule that comes to read the number otherwise does not make it another figure.
fn identity(figure: &Figure, document: &Document, number: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(document.id.0);
    hash.update(figure.span.start.to_le_bytes());
    hash.update(number);
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
