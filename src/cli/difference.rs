//! `--diff`: the figures that a run made appear, change or go, in a file; and how many they are.
//!
//! Takes the file's name, whose ending says its form, and the index after the run; gives the file, whole or not at all.
//! Refuses other endings, and a place that cannot be written, before anything is read.

use std::{io::Write as _, path::Path};

use serde::Serialize;

use super::{exit::Outcome, output::Output, records};
use crate::{
    Error, ErrorKind, Result,
    change::{FigureChange, Kind, figures},
    figure::Record,
    index::Index,
};

/// How many figures a run changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    pub appeared: usize,
    pub changed: usize,
    pub gone: usize,
}

impl Counts {
    fn count(&mut self, kind: Kind) {
        match kind {
            Kind::Appeared => self.appeared += 1,
            Kind::Changed => self.changed += 1,
            Kind::Gone => self.gone += 1,
        }
    }
}

/// A file of differences that comes to be.
pub(super) enum Difference {
    /// Nobody asked for one.
    None,
    Csv(Box<csv::Writer<Output>>),
    Jsonl(Output),
}

impl Difference {
    /// The file in the form that its ending names.
    pub fn open(path: Option<&Path>) -> Outcome<Self> {
        let Some(path) = path else { return Ok(Difference::None) };
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => {
                let mut csv = csv::Writer::from_writer(Output::open(Some(path))?);
                csv.write_record(COLUMNS)?;
                Ok(Difference::Csv(Box::new(csv)))
            }
            Some("jsonl") => Ok(Difference::Jsonl(Output::open(Some(path))?)),
            _ => {
                let message = format!("the form of the differences cannot be told from {}", path.display());
                let error = Error::new(ErrorKind::Usage, message);
                Err(error.hint("give it a name that ends in .csv or .jsonl").into())
            }
        }
    }

    /// Writes what a run did to the figures, if it did anything, and counts it.
    pub fn write(mut self, index: &Path, run: Option<u32>) -> Outcome<Counts> {
        let mut counts = Counts::default();
        if let Some(run) = run {
            Index::open(index)?.differences(run, |before, after| {
                figures(before, after).iter().try_for_each(|change| {
                    counts.count(change.change);
                    self.put(change)
                })
            })?;
        }
        self.finish()?;
        Ok(counts)
    }

    fn put(&mut self, change: &FigureChange<'_>) -> Result<()> {
        let unwritten =
            |cause: std::io::Error| Error::new(ErrorKind::Output, "the differences cannot be written").caused_by(cause);
        match self {
            Difference::None => Ok(()),
            Difference::Csv(csv) => csv.write_record(row(change)).map_err(|cause| unwritten(cause.into())),
            Difference::Jsonl(output) => {
                serde_json::to_writer(&mut *output, change).map_err(|cause| unwritten(cause.into()))?;
                writeln!(output).map_err(unwritten)
            }
        }
    }

    fn finish(self) -> Outcome<()> {
        match self {
            Difference::None => Ok(()),
            Difference::Csv(csv) => Ok(csv.into_inner().map_err(csv::IntoInnerError::into_error)?.finish()?),
            Difference::Jsonl(output) => Ok(output.finish()?),
        }
    }
}

/// What tells a figure, then the two sides of what may differ.
const COLUMNS: [&str; 26] = [
    "change",
    "fields",
    "doc",
    "page",
    "indicator",
    "municipality",
    "period",
    "status",
    "statistic",
    "unit",
    "dims",
    "old_value_low",
    "old_value_high",
    "new_value_low",
    "new_value_high",
    "old_number",
    "new_number",
    "old_period",
    "old_status",
    "old_unit",
    "old_page",
    "old_quote",
    "new_quote",
    "old_document_id",
    "new_document_id",
    "new_id",
];

fn row(change: &FigureChange<'_>) -> [String; COLUMNS.len()] {
    let kind = match change.change {
        Kind::Appeared => "appeared",
        Kind::Changed => "changed",
        Kind::Gone => "gone",
    };
    let of = |record: Option<&Record>, text: &dyn Fn(&Record) -> String| record.map(text).unwrap_or_default();
    let (old, new) = (change.before, change.after);
    let one = new.or(old);
    let page = |record: &Record| record.page.map(|page| page.to_string()).unwrap_or_default();
    let period = |record: &Record| record.period.map(|period| period.to_string()).unwrap_or_default();
    let status = |record: &Record| record.status.to_string();
    let unit = |record: &Record| record.unit.to_string();
    let [low, high] = [0, 1].map(|end| move |record: &Record| records::ends(record)[end].clone());
    [
        kind.to_owned(),
        change.fields.join(" "),
        change.doc.to_owned(),
        of(one, &page),
        of(one, &|record| record.indicator.to_string()),
        of(one, &|record| record.municipality.as_ref().map(ToString::to_string).unwrap_or_default()),
        of(one, &period),
        of(one, &status),
        of(one, &|record| record.statistic.to_string()),
        of(one, &unit),
        of(one, &records::dims),
        of(old, &low),
        of(old, &high),
        of(new, &low),
        of(new, &high),
        of(old, &|record| record.number.clone()),
        of(new, &|record| record.number.clone()),
        of(old, &period),
        of(old, &status),
        of(old, &unit),
        of(old, &page),
        of(old, &|record| record.quote.clone()),
        of(new, &|record| record.quote.clone()),
        of(old, &|record| record.document_id.clone()),
        of(new, &|record| record.document_id.clone()),
        of(new, &|record| record.id.clone()),
    ]
}
