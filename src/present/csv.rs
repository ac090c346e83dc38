//! CSV as RFC 4180 has it: one row for every value that shows or contradicts, one for every empty cell with its reason.
//!
//! Names and numbers are the program's own (a decimal point, no thousands), so that R, Python and a spreadsheet read
//! them alike; titles and municipalities' names follow the language. A quote that a spreadsheet would run as a formula
//! gets an apostrophe before it; every other quote is verbatim.

use rust_decimal::Decimal;

use std::io::{self, Write};

use super::{Lang, Renderer, Style, words};
use crate::{
    comparison::{Cell, Column, Comparison, Observation, Row, Source},
    decision::Mark,
};

/// The form `csv`.
pub(super) struct Csv;

const HEADER: [&str; 27] = [
    "municipality",
    "name",
    "column",
    "indicator",
    "role",
    "statistic",
    "value_low",
    "value_high",
    "approx",
    "unit",
    "period",
    "status",
    "dims",
    "document",
    "page",
    "quote",
    "number",
    "document_id",
    "confidence",
    "other_sources",
    "others",
    "empty",
    "decision",
    "decided_by",
    "decision_reason",
    "decision_time",
    "findings",
];

impl Renderer for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(HEADER)?;
        for row in &comparison.rows {
            for (cell, column) in row.cells.iter().zip(&comparison.columns) {
                for fields in records(comparison, row, cell, column, style.lang) {
                    writer.write_record(fields)?;
                }
            }
        }
        writer.flush()
    }
}

fn records(comparison: &Comparison, row: &Row, cell: &Cell, column: &Column, lang: Lang) -> Vec<[String; 27]> {
    let head = [
        row.municipality.to_string(),
        words::named(&row.names, lang).to_owned(),
        words::column_with_time(column, lang),
        column.indicator.to_string(),
    ];
    let source = |numbers: &[usize]| numbers.first().and_then(|number| comparison.source(*number));
    match cell.empty {
        Some(reason) => {
            let source = source(&cell.lost);
            let mut fields = assemble(head, Default::default(), place(source, cell.lost.len()), 0, decided(source));
            fields[21] = name_of(&reason);
            vec![fields]
        }
        None => cell
            .shown()
            .chain(cell.contradicting())
            .map(|one| {
                let source = source(&one.sources);
                let place = place(source, one.sources.len());
                let mut fields = assemble(head.clone(), meaning(one), place, cell.others(), decided(source));
                let found = one.findings.iter().filter_map(|at| comparison.findings.get(at - 1));
                let says: Vec<&str> = found.map(|one| words::named(&one.finding.says, lang)).collect();
                fields[26] = says.join("; ");
                fields
            })
            .collect(),
    }
}

fn meaning(one: &Observation) -> [String; 9] {
    let decimal = |value: Decimal| value.normalize().to_string();
    [
        name_of(&one.role),
        one.statistic.to_string(),
        decimal(one.value.low()),
        decimal(one.value.high()),
        one.approx.to_string(),
        one.unit.to_string(),
        one.period.map(|period| period.to_string()).unwrap_or_default(),
        one.status.to_string(),
        one.dims.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(";"),
    ]
}

/// A document's own words, with an apostrophe before what a spreadsheet would run as a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn place(source: Option<&Source>, count: usize) -> [String; 7] {
    let Some(source) = source else { return Default::default() };
    [
        harmless(&source.document),
        source.page.map(|page| page.to_string()).unwrap_or_default(),
        harmless(&source.quote),
        source.written.clone(),
        source.document_id.clone(),
        source.confidence.to_string(),
        (count - 1).to_string(),
    ]
}

fn decided(source: Option<&Source>) -> [String; 4] {
    let fields = source.and_then(|source| source.decision.as_ref()).map(Mark::fields).unwrap_or_default();
    fields.map(|field| harmless(&field))
}

fn assemble(
    head: [String; 4],
    meaning: [String; 9],
    place: [String; 7],
    others: usize,
    decided: [String; 4],
) -> [String; 27] {
    let mut fields: [String; 27] = Default::default();
    let tail = [others.to_string(), String::new()];
    let all = head.into_iter().chain(meaning).chain(place).chain(tail).chain(decided);
    for (field, text) in fields.iter_mut().zip(all) {
        *field = text;
    }
    fields
}

/// The name that JSON gives it.
fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}
