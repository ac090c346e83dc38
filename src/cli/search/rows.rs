//! Hits as rows: JSON lines for programs, columns for spreadsheets.
//!
//! Takes records one by one, gives them to the output as they come. Refuses a workbook of more rows than Excel opens.

use std::io::{Seek as _, Write as _};

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde::Serialize;

use super::Form;
use crate::{
    Error, ErrorKind,
    cli::{
        Context,
        exit::{Outcome, Stop},
        output::Output,
    },
    index::{Hit, Place},
    present::fitting,
};

/// The columns of a hit.
pub(super) const HIT: [&str; 14] = [
    "doc",
    "document_id",
    "page",
    "start",
    "end",
    "text",
    "snippet",
    "score",
    "heading",
    "municipality",
    "year",
    "matched",
    "figures",
    "also",
];

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Number(number as f64)
    }
}

/// A hit with one cell a column.
pub(super) fn flat(hit: &Hit) -> Vec<Cell> {
    let Place { doc, document_id, page, start, end } = &hit.place;
    let also: Vec<String> = hit.also.iter().map(|place| format!("{}:{}", place.doc, place.start)).collect();
    let matched: Vec<&str> = hit.matched.iter().map(|how| how.name()).collect();
    vec![
        doc.as_str().into(),
        document_id.as_str().into(),
        page.map_or(Cell::Empty, |page| Cell::Number(f64::from(page.get()))),
        (*start).into(),
        (*end).into(),
        hit.text.as_str().into(),
        hit.snippet.html().as_str().into(),
        // As short as the number is that the search knows.
        hit.score.to_string().parse().map_or(Cell::Empty, Cell::Number),
        hit.heading.join(" > ").as_str().into(),
        hit.municipality.as_ref().map_or("", |code| code.as_str()).into(),
        hit.year.map_or(Cell::Empty, |year| Cell::Number(f64::from(year))),
        matched.join(" ").as_str().into(),
        hit.figures.join(" ").as_str().into(),
        also.join(" ").as_str().into(),
    ]
}

/// Where rows go.
pub(super) enum Rows {
    Jsonl(Output),
    Csv(Box<csv::Writer<Output>>),
    Xlsx { book: Box<Workbook>, next: u32, output: Output },
}

impl Rows {
    /// Rows to the output, under a header.
    pub fn open(form: Form, header: &[&str], context: &Context) -> Outcome<Self> {
        let output = context.output()?;
        Ok(match form {
            Form::Csv => {
                let mut csv = csv::Writer::from_writer(output);
                csv.write_record(header)?;
                Rows::Csv(Box::new(csv))
            }
            Form::Xlsx if output.is_terminal() => {
                return Err(Error::new(ErrorKind::Usage, "a workbook cannot be shown on a terminal")
                    .hint("name a file: --output fund.xlsx")
                    .into());
            }
            Form::Xlsx => {
                let mut book = Workbook::new();
                let sheet = book.add_worksheet_with_constant_memory().map_err(unwritten)?;
                for (column, name) in (0..).zip(header) {
                    sheet.write_with_format(0, column, *name, &Format::new().set_bold()).map_err(unwritten)?;
                }
                sheet.set_freeze_panes(1, 0).map_err(unwritten)?;
                Rows::Xlsx { book: Box::new(book), next: 1, output }
            }
            Form::Text | Form::Jsonl | Form::Bibtex => Rows::Jsonl(output),
        })
    }

    /// Writes one record, flat where the form has columns.
    pub fn write(&mut self, record: &impl Serialize, flat: impl FnOnce() -> Vec<Cell>) -> Outcome<()> {
        match self {
            Rows::Jsonl(output) => {
                serde_json::to_writer(&mut *output, record)?;
                writeln!(output)?;
            }
            Rows::Csv(csv) => csv.write_record(flat().iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => text.clone(),
                Cell::Number(number) => number.to_string(),
            }))?,
            Rows::Xlsx { book, next, .. } => {
                let sheet = book.worksheet_from_index(0).map_err(unwritten)?;
                for (column, cell) in (0..).zip(flat()) {
                    match cell {
                        Cell::Empty => {}
                        Cell::Text(text) => {
                            sheet.write_string(*next, column, fitting(&text)).map_err(unwritten)?;
                        }
                        Cell::Number(number) => {
                            sheet.write_number(*next, column, number).map_err(unwritten)?;
                        }
                    }
                }
                *next += 1;
            }
        }
        Ok(())
    }

    /// Hands everything over.
    pub fn finish(self) -> Outcome<()> {
        let output = match self {
            Rows::Jsonl(output) => output,
            Rows::Csv(csv) => csv.into_inner().map_err(csv::IntoInnerError::into_error)?,
            Rows::Xlsx { mut book, mut output, .. } => {
                let mut file = tempfile::tempfile()?;
                book.save_to_writer(&mut file).map_err(unwritten)?;
                file.rewind()?;
                std::io::copy(&mut file, &mut output)?;
                output
            }
        };
        Ok(output.finish()?)
    }
}

fn unwritten(error: XlsxError) -> Stop {
    let hint = match error {
        XlsxError::RowColumnLimitError => "a workbook has 1,048,576 rows; --format csv has no limit",
        _ => "try --format csv",
    };
    Error::new(ErrorKind::Output, "the workbook cannot be written").caused_by(error).hint(hint).into()
}
