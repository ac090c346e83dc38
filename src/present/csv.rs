//! CSV as RFC 4180 has it: one row for every value that shows or contradicts, one for every empty cell with its reason.
//!
//! Takes a [`Sheet`], gives its rows. The international form has the program's own names, a comma between fields and a
//! decimal point, so that R and Python read it; the Danish one has Danish words, a semicolon and a decimal comma, and
//! begins with a byte-order mark, so that a Danish Excel opens it by a double click. Text that a spreadsheet would run
//! as a formula gets an apostrophe before it; every other quote is verbatim.

use std::io::{self, Write};

use super::{
    Lang, Renderer, Style,
    tidy::{self, Datum, Field, Sheet},
};
use crate::comparison::Comparison;

/// The forms of CSV.
pub(super) struct Csv {
    name: &'static str,
    is_danish: bool,
}

/// The form `csv`.
pub(super) const INTERNATIONAL: Csv = Csv { name: "csv", is_danish: false };
/// The form `csv-da`.
pub(super) const DANISH: Csv = Csv { name: "csv-da", is_danish: true };

impl Renderer for Csv {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let lang = if self.is_danish { Lang::Da } else { style.lang };
        let Sheet { fields, rows, .. } = tidy::values(comparison, lang);
        self.write(&fields, rows, out)
    }
}

impl Csv {
    /// Writes a table.
    pub(super) fn write<'a>(
        &self,
        fields: &[&Field],
        rows: impl Iterator<Item = Vec<Datum<'a>>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if self.is_danish {
            // Without it Excel takes the letters for those of Windows.
            out.write_all("\u{feff}".as_bytes())?;
        }
        let delimiter = if self.is_danish { b';' } else { b',' };
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(fields.iter().map(|field| self.head(field)))?;
        for row in rows {
            writer.write_record(row.into_iter().map(|datum| self.written(datum)))?;
        }
        writer.flush()
    }

    fn head(&self, field: &Field) -> &'static str {
        if self.is_danish { field.title(Lang::Da) } else { field.name }
    }

    fn written(&self, datum: Datum<'_>) -> String {
        let number = |text: String| if self.is_danish { text.replace('.', ",") } else { text };
        let either = |danish: &'static str, other: &'static str| if self.is_danish { danish } else { other }.to_owned();
        match datum {
            Datum::Missing => String::new(),
            Datum::Text(text) => harmless(&text),
            Datum::Code { words, .. } if self.is_danish => harmless(&words),
            Datum::Code { name, .. } => harmless(&name),
            Datum::Whole(whole) => whole.to_string(),
            Datum::Decimal(decimal) => number(decimal.to_string()),
            Datum::Likelihood(likelihood) => number(likelihood.to_string()),
            Datum::Truth(true) => either("ja", "true"),
            Datum::Truth(false) => either("nej", "false"),
            Datum::Day(day) => day.to_string(),
            Datum::Moment(moment) => moment.to_string(),
        }
    }
}

/// A text with an apostrophe before what a spreadsheet would run as a formula.
pub(super) fn harmless(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a spreadsheet would run a text as a formula.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
