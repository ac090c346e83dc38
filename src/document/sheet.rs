//! Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods).
//!
//! Takes the container, gives every sheet under its name: titles and notes as paragraphs, blocks of rows as tables, and
//! where each cell stands. Numbers come from the values and not from what is shown; of formulas the values that were
//! stored with them count. Hidden sheets are read, and a remark says so. Refuses what is locked, and stops at the
//! limits, whatever size a sheet claims to have.

pub(super) mod number;
mod old;
mod rows;
mod shares;

use std::{
    borrow::Cow,
    collections::BTreeSet,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{
    Data, DataRef, Ods, OdsError, Reader as _, SheetType, SheetVisible, Sheets, Xls, XlsError, Xlsb, XlsbError, Xlsx,
    XlsxError,
};

use super::{
    Kind, Limits,
    builder::{Builder, tidy},
    cells::{CellMap, CellPlace},
    foreign, metadata,
    package::{self, Package, Parts},
    reader::{Content, Reader},
    text,
};
use crate::{Error, ErrorKind, Result, notice::Notice};
use number::Format;
use rows::Cell;

pub(super) struct Workbook;

/// The most cells with content that are read of one workbook.
const CELLS: usize = 2_000_000;
/// The most places, empty ones among them, of workbooks that the library holds as a whole; it takes some sixty bytes for
/// each.
const PLACES: u64 = 8_000_000;

/// What a sheet has of rows and columns at most; cells are claimed to stand outside where numbers were damaged.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

impl Reader for Workbook {
    fn recognises(&self, bytes: &[u8]) -> bool {
        foreign::old_office(bytes) == Some(foreign::OldOffice::Workbook)
            || matches!(package::kind(bytes), Some(Package::Sheet | Package::BinarySheet | Package::OpenSheet))
    }

    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content> {
        let bytes = safe(bytes, name, limits)?;
        let shares = shares(&bytes, name, limits)?;
        let opened = catch_unwind(|| open(&bytes, name, limits));
        let mut book = opened.map_err(|_| damaged(name, "the program that opens workbooks gave up"))??;
        let mut out = Builder::new(limits.text_bytes);
        let mut found = Found { left: CELLS, shares, ..Found::default() };
        for sheet in book.sheets_metadata().to_vec() {
            if sheet.typ != SheetType::WorkSheet {
                continue;
            }
            // The library panics over some places that no sheet has.
            let read = catch_unwind(AssertUnwindSafe(|| found.sheet(&mut book, &sheet.name)));
            match read.unwrap_or(Err(calamine::Error::Msg("its cells are damaged"))) {
                Ok(cells) if cells.is_empty() => continue,
                Ok(cells) => rows::write(&sheet.name, cells, &mut out, &mut found.map),
                Err(cause) => {
                    found.notices.push(Notice::partial(format!("the sheet {} cannot be read: {cause}", sheet.name)));
                    continue;
                }
            }
            if sheet.visible != SheetVisible::Visible {
                found.notices.push(Notice::remark(format!("the sheet {} is hidden, and was read", sheet.name)));
            }
        }
        if out.cut {
            found.notices.push(text::cut_notice(limits));
        }
        if out.text.is_empty() && found.notices.is_empty() {
            found.notices.push(Notice::remark("the workbook has no cells with content"));
        }
        let properties = book.workbook_properties().unwrap_or_default();
        Ok(Content {
            headings: out.headings,
            cells: found.map,
            title: properties.title.map(|title| tidy(&title)),
            author: properties.creator.map(|author| tidy(&author)),
            written: properties.created.as_deref().and_then(metadata::property_date),
            notices: found.notices,
            ..Content::new(Kind::Sheet, out.text)
        })
    }
}

/// The bytes of a workbook that opens without taking more memory than there may be, whatever it claims.
fn safe<'a>(bytes: &'a [u8], name: &str, limits: &Limits) -> Result<Cow<'a, [u8]>> {
    match package::kind(bytes) {
        Some(_) => {
            package::within(bytes, limits.unpacked_bytes).map_err(|trouble| trouble.error(name, limits))?;
            Ok(Cow::Borrowed(bytes))
        }
        None => old::tamed(bytes).map_err(|reason| match reason {
            old::Unsafe::Wide => wide(name),
            old::Unsafe::Broken(cause) => damaged(name, cause),
        }),
    }
}

/// The percentages of an OpenDocument spreadsheet, which must not reach too far; nothing for other workbooks.
fn shares(bytes: &[u8], name: &str, limits: &Limits) -> Result<shares::Shares> {
    if package::kind(bytes) != Some(Package::OpenSheet) {
        return Ok(shares::Shares::new());
    }
    let content = Parts::open(bytes, name, limits)?.text("content.xml").unwrap_or_default();
    let (shares, places) = shares::shares(&content);
    if places > PLACES { Err(wide(name)) } else { Ok(shares) }
}

fn wide(name: &str) -> Error {
    Error::new(ErrorKind::Limit, format!("{name} has cells so far apart that it would not fit in memory"))
        .hint("save the workbook as .xlsx, which is read cell by cell")
}

fn damaged(name: &str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::Damaged, format!("{name} is a damaged workbook"))
        .caused_by(cause)
        .hint("fetch the file again, or open it in its own program and save it anew")
}

fn open<'a>(bytes: &'a [u8], name: &str, limits: &Limits) -> Result<Book<'a>> {
    let stream = Cursor::new(bytes);
    let kind = package::kind(bytes);
    let opened = match kind {
        Some(Package::OpenSheet) => Ods::new(stream).map(Sheets::Ods).map_err(calamine::Error::Ods),
        Some(Package::BinarySheet) => Xlsb::new(stream).map(Sheets::Xlsb).map_err(calamine::Error::Xlsb),
        Some(_) => Xlsx::new(stream).map(Sheets::Xlsx).map_err(calamine::Error::Xlsx),
        None => Xls::new(stream).map(Sheets::Xls).map_err(calamine::Error::Xls),
    };
    opened.map_err(|cause| match cause {
        calamine::Error::Xlsx(XlsxError::Password)
        | calamine::Error::Xlsb(XlsbError::Password)
        | calamine::Error::Xls(XlsError::Password)
        | calamine::Error::Ods(OdsError::Password) => package::Trouble::Locked.error(name, limits),
        cause => damaged(name, cause),
    })
}

/// What is gathered over all sheets.
#[derive(Default)]
struct Found {
    map: CellMap,
    notices: Vec<Notice>,
    /// The cells that are percentages, where the values do not tell.
    shares: shares::Shares,
    /// How many cells may still be read.
    left: usize,
}

impl Found {
    /// The cells of a sheet that have content.
    fn sheet(&mut self, book: &mut Book, name: &str) -> Result<Vec<Cell>, calamine::Error> {
        let mut sheet = Gathered { left: self.left, ..Gathered::default() };
        match book {
            Sheets::Xlsx(book) => streamed(book, name, &mut sheet)?,
            Sheets::Xlsb(book) => {
                let mut reader = book.worksheet_cells_reader(name).map_err(calamine::Error::Xlsb)?;
                while let Some(cell) = reader.next_cell().map_err(calamine::Error::Xlsb)? {
                    sheet.put(cell.get_position(), cell.get_value(), Format::default());
                }
            }
            Sheets::Xls(_) | Sheets::Ods(_) => ranged(book, name, self.shares.get(name), &mut sheet)?,
        }
        self.left = sheet.left;
        let mut say = |notice: fn(String) -> Notice, count: usize, what: &str| {
            if count > 0 {
                self.notices.push(notice(format!("the sheet {name}: {what}: {count}")));
            }
        };
        say(Notice::remark, sheet.errors, "cells with an error instead of a value");
        let unknown = "formulas without a stored value (open the workbook in its program and save it anew)";
        say(Notice::partial, sheet.unknown, unknown);
        say(Notice::partial, sheet.outside, "cells left out that claim to stand outside of every sheet");
        say(Notice::partial, sheet.left_out, "cells left out beyond the two million that are read of a workbook");
        Ok(sheet.cells)
    }
}

/// The cells of one sheet in the making.
#[derive(Default)]
struct Gathered {
    cells: Vec<Cell>,
    left: usize,
    left_out: usize,
    errors: usize,
    /// Cells in places that no sheet has.
    outside: usize,
    /// Formulas without a value.
    unknown: usize,
}

impl Gathered {
    fn put(&mut self, (row, column): (u32, u32), value: &DataRef, format: Format) {
        let text = match value {
            DataRef::Empty => return,
            DataRef::Error(_) => return self.errors += 1,
            DataRef::Int(value) => number::number(*value as f64, format),
            DataRef::Float(value) => number::number(*value, format),
            DataRef::String(text) if is_error(text) => return self.errors += 1,
            DataRef::String(text) => tidy(text).replace('\n', " "),
            DataRef::SharedString(text) => tidy(text).replace('\n', " "),
            DataRef::Bool(value) => if *value { "SAND" } else { "FALSK" }.to_owned(),
            DataRef::DateTime(value) => number::time(value, format),
            DataRef::DateTimeIso(value) => number::iso(value),
            DataRef::DurationIso(value) => value.clone(),
        };
        if text.is_empty() {
            return;
        }
        if row >= ROWS || column >= COLUMNS {
            self.outside += 1;
            return;
        }
        if self.left == 0 {
            self.left_out += 1;
            return;
        }
        self.left -= 1;
        self.cells.push(Cell { place: CellPlace { row, column }, text });
    }
}

/// What OpenDocument writes as text where a formula failed.
fn is_error(text: &str) -> bool {
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"].contains(&text)
        || text.strip_prefix("Err:").is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The cells as they come: what a sheet claims to measure costs nothing.
fn streamed(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, sheet: &mut Gathered) -> Result<(), XlsxError> {
    let mut empty = false;
    let mut reader = book.worksheet_cells_reader(name)?;
    let code = |style: &calamine::Style| style.number_format.as_ref().map(|format| Format::of(&format.format_code));
    let formats: Vec<Format> = reader.styles().iter().map(|style| code(style).unwrap_or_default()).collect();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        empty |= *cell.get_value() == DataRef::Empty;
        sheet.put(cell.get_position(), cell.get_value(), formats.get(style).copied().unwrap_or_default());
    }
    drop(reader);
    if empty {
        let mut reader = book.worksheet_cells_reader(name)?;
        while let Some(cell) = reader.next_cell_with_formula_metadata()? {
            sheet.unknown += usize::from(cell.formula.is_some() && cell.value == DataRef::Empty);
        }
    }
    Ok(())
}

/// The cells of a sheet that the library holds as a whole; it bounds their number itself.
fn ranged(
    book: &mut Book,
    name: &str,
    shares: Option<&BTreeSet<(u32, u32)>>,
    sheet: &mut Gathered,
) -> Result<(), calamine::Error> {
    let values = book.worksheet_range(name)?;
    let (row, column) = values.start().unwrap_or_default();
    for (below, beside, value) in values.used_cells() {
        let value: DataRef = match value {
            Data::Empty => DataRef::Empty,
            Data::Int(value) => DataRef::Int(*value),
            Data::Float(value) => DataRef::Float(*value),
            Data::String(text) => DataRef::SharedString(text),
            Data::Bool(value) => DataRef::Bool(*value),
            Data::DateTime(value) => DataRef::DateTime(*value),
            Data::DateTimeIso(value) => DataRef::DateTimeIso(value.clone()),
            Data::DurationIso(value) => DataRef::DurationIso(value.clone()),
            Data::Error(error) => DataRef::Error(error.clone()),
        };
        let place = (row + below as u32, column + beside as u32);
        let percent = shares.is_some_and(|shares| shares.contains(&place));
        sheet.put(place, &value, Format { percent, ..Format::default() });
    }
    let formulas = book.worksheet_formula(name)?;
    let (row, column) = formulas.start().unwrap_or_default();
    for (below, beside, formula) in formulas.used_cells() {
        let value = values.get_value((row + below as u32, column + beside as u32));
        sheet.unknown += usize::from(!formula.is_empty() && value.is_none_or(|value| *value == Data::Empty));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
