//! Figures in every form: a table for people, the contract's records for programs, flat columns for spreadsheets.

use std::io::Write as _;

use clap::ValueEnum;

use super::{
    Context,
    exit::Outcome,
    language::{indicator, municipality},
    output::Output,
    terminal::table,
};
use crate::{decision::Mark, figure::Record, present};

/// The forms of figures.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Form {
    Text,
    Jsonl,
    Csv,
}

/// Prints records in a form, one by one.
pub(super) enum Printer {
    Text { rows: Vec<Record>, output: Output },
    Jsonl { output: Output, found: bool },
    Csv { csv: Box<csv::Writer<Output>>, found: bool },
}

impl Printer {
    /// A printer to the output.
    pub fn new(form: Form, context: &Context) -> Outcome<Self> {
        let output = context.output()?;
        Ok(match form {
            Form::Text => Printer::Text { rows: Vec::new(), output },
            Form::Jsonl => Printer::Jsonl { output, found: false },
            Form::Csv => {
                let mut csv = Box::new(csv::Writer::from_writer(output));
                csv.write_record(COLUMNS)?;
                Printer::Csv { csv, found: false }
            }
        })
    }

    /// Prints one record, or keeps it where only all of them make a table.
    pub fn print(&mut self, record: Record) -> Outcome<()> {
        match self {
            Printer::Text { rows, .. } => rows.push(record),
            Printer::Jsonl { output, found } => {
                *found = true;
                serde_json::to_writer(&mut *output, &record)?;
                writeln!(output)?;
            }
            Printer::Csv { csv, found } => {
                *found = true;
                csv.write_record(flat(&record))?;
            }
        }
        Ok(())
    }

    /// Hands everything over; whether there was anything.
    pub fn finish(self, context: &Context) -> Outcome<bool> {
        let (output, found) = match self {
            Printer::Text { rows, mut output } => {
                let found = !rows.is_empty();
                if found {
                    write!(output, "{}", text(rows, context, &output))?;
                }
                (output, found)
            }
            Printer::Jsonl { output, found } => (output, found),
            Printer::Csv { csv, found } => (csv.into_inner().map_err(csv::IntoInnerError::into_error)?, found),
        };
        output.finish()?;
        Ok(found)
    }
}

fn text(records: Vec<Record>, context: &Context, output: &Output) -> String {
    let lang = context.lang;
    let header = [
        lang.pick("Kommune", "Municipality"),
        lang.pick("Nøgletal", "Indicator"),
        lang.pick("Værdi", "Value"),
        lang.pick("Periode", "Period"),
        "Status",
        lang.pick("Kilde", "Source"),
    ];
    let rows = records.into_iter().map(|record| {
        [
            municipality(record.municipality.as_ref(), lang),
            indicator(&record.indicator, lang),
            present::value(&record, lang),
            record.period.map(|period| present::period(period, lang)).unwrap_or_default(),
            present::status(record.status, lang).to_owned(),
            present::place(&record.doc, record.page, lang),
        ]
    });
    table(output, header, rows)
}

const COLUMNS: [&str; 27] = [
    "id",
    "doc",
    "document_id",
    "page",
    "cell",
    "start",
    "end",
    "bbox",
    "number",
    "quote",
    "indicator",
    "statistic",
    "municipality",
    "value_low",
    "value_high",
    "approx",
    "unit",
    "period",
    "status",
    "dims",
    "confidence",
    "rules",
    "checks",
    "decision",
    "decided_by",
    "decision_reason",
    "decision_time",
];

/// A record with one text a column.
fn flat(record: &Record) -> [String; COLUMNS.len()] {
    let [low, high] = ends(record);
    let checks: Vec<String> = record
        .checks
        .iter()
        .map(|check| format!("{}: {}", check.name, if check.holds { "holds" } else { "fails" }))
        .collect();
    let [verdict, name, reason, time] = record.decision.as_ref().map(Mark::fields).unwrap_or_default();
    let edges = record.bbox.map(|b| format!("{:.1} {:.1} {:.1} {:.1}", b.x0, b.y0, b.x1, b.y1));
    [
        record.id.clone(),
        record.doc.clone(),
        record.document_id.clone(),
        record.page.map(|page| page.to_string()).unwrap_or_default(),
        record.cell.clone().unwrap_or_default(),
        record.start.to_string(),
        record.end.to_string(),
        edges.unwrap_or_default(),
        record.number.clone(),
        record.quote.clone(),
        record.indicator.to_string(),
        record.statistic.to_string(),
        record.municipality.as_ref().map(ToString::to_string).unwrap_or_default(),
        low,
        high,
        record.approx.to_string(),
        record.unit.to_string(),
        record.period.map(|period| period.to_string()).unwrap_or_default(),
        record.status.to_string(),
        dims(record),
        record.confidence.to_string(),
        record.rules.join(" "),
        checks.join("; "),
        verdict,
        name,
        reason,
        time,
    ]
}

/// The two ends of a figure's value, alike where it is no range.
pub(super) fn ends(record: &Record) -> [String; 2] {
    let ends = record.value.map(|value| [value.low(), value.high()].map(|end| end.normalize().to_string()));
    ends.unwrap_or_default()
}

/// A figure's dimensions in one column.
pub(super) fn dims(record: &Record) -> String {
    let dims: Vec<String> = record.dims.iter().map(|(name, value)| format!("{name}={value}")).collect();
    dims.join("; ")
}
