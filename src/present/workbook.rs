//! A workbook as Excel and LibreOffice open it: cover, table, values, sources, documents, notes.
//!
//! Takes a comparison, gives an XLSX file. Numbers are numbers, with their unit in the head and their hedge in the
//! format; a range, which no cell can hold as a number, is text in the table and has two ends among the values. Every
//! text is written as text, so that nothing in a document can become a formula; one that looks like a formula is
//! quoted as well, and stays text when somebody edits it.

mod comment;
mod cover;
mod notes;
mod sheet;
mod shown;
mod wide;

use std::io::{self, Write};

use rust_xlsxwriter::{
    ColNum, DocProperties, ExcelDateTime, Format, FormatAlign, RowNum, Workbook, Worksheet, XlsxError,
};

use super::{Lang, Renderer, Style, csv, tidy, words};
use crate::comparison::Comparison;

/// The form `xlsx`.
pub(super) struct Xlsx;

impl Renderer for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&bytes(comparison, style.lang).map_err(io::Error::other)?)
    }
}

fn bytes(comparison: &Comparison, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // By the clock, two files of one table would differ.
    let made = comparison.date.and_then(|date| date.first_day()).and_then(sheet::day);
    let made = made.map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    let properties = DocProperties::new().set_title(words::table_title(comparison, lang));
    book.set_properties(&properties.set_creation_datetime(&made));
    let sheets = [tidy::values, tidy::sources, tidy::documents].map(|sheet| sheet(comparison, lang));
    cover::write(named(&mut book, cover::name(lang))?, comparison, lang)?;
    wide::write(named(&mut book, wide::name(lang))?, comparison, lang)?;
    for one in sheets {
        sheet::write(named(&mut book, one.title)?, one, lang)?;
    }
    notes::write(named(&mut book, notes::name(lang))?, comparison, lang)?;
    book.save_to_buffer()
}

fn named<'a>(book: &'a mut Workbook, name: &str) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet().set_name(name)?;
    // A4.
    Ok(sheet.set_paper_size(9).set_landscape())
}

/// Writes text, whatever it looks like.
fn text(sheet: &mut Worksheet, row: RowNum, column: ColNum, text: &str, format: &Format) -> Result<(), XlsxError> {
    let fits = fitting(text);
    if csv::is_formula(&fits) {
        sheet.write_string_with_format(row, column, fits, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, fits, format)?;
    }
    Ok(())
}

/// As much of a text as a cell of a workbook may hold; what was cut off is marked.
pub(crate) fn fitting(text: &str) -> String {
    const MOST: usize = 32_767;
    match text.char_indices().nth(MOST) {
        Some(_) => text.chars().take(MOST - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// How many lines a text takes up in a column of so many letters.
fn lines(text: &str, width: usize) -> usize {
    text.lines().map(|line| line.chars().count().div_ceil(width).max(1)).sum()
}

/// Makes a row as tall as its lines: not every program does that itself.
fn tall(sheet: &mut Worksheet, row: RowNum, lines: usize) -> Result<(), XlsxError> {
    // The tallest that a row may be is 409 points.
    let lines = u8::try_from(lines.clamp(1, 27)).unwrap_or(27);
    sheet.set_row_height(row, 15.0 * f64::from(lines)).map(|_| ())
}

/// What stands above a column.
fn head() -> Format {
    Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top)
}

/// Text in as many lines as it needs.
fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}
