//! A sheet of a workbook out of a table of typed fields: values, sources, documents.
//!
//! Takes the table, writes each value as what it is: numbers and days as numbers, so that they can be reckoned with.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, FormatAlign, RowNum, Worksheet, XlsxError};

use super::{head, text};
use crate::present::{
    Lang,
    tidy::{Datum, Sheet},
};

/// The widest that a column becomes, in pixels.
const WIDEST: u32 = 400;

/// Writes the table, its head frozen and with filters.
pub(super) fn write(sheet: &mut Worksheet, table: Sheet<'_>, lang: Lang) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let mut last_column = 0;
    for (column, field) in (0..).zip(&table.fields) {
        text(sheet, 0, column, field.title(lang), &looks.head)?;
        last_column = column;
    }
    let mut last_row = 0;
    for (row, data) in (1..).zip(table.rows) {
        for (column, datum) in (0..).zip(data) {
            write_datum(sheet, row, column, datum, &looks)?;
        }
        last_row = row;
    }
    sheet.autofilter(0, 0, last_row, last_column)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_autofit_max_width(WIDEST).autofit();
    Ok(())
}

struct Looks {
    head: Format,
    plain: Format,
    day: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        Looks { head: head(), day: plain.clone().set_num_format("yyyy-mm-dd"), plain }
    }
}

fn write_datum(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    datum: Datum<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let mut write = |number: f64| sheet.write_number_with_format(row, column, number, &looks.plain).map(|_| ());
    match datum {
        Datum::Missing => Ok(()),
        Datum::Text(words) | Datum::Code { words, .. } => text(sheet, row, column, &words, &looks.plain),
        Datum::Whole(whole) => write(whole as f64),
        Datum::Decimal(decimal) => write(number(decimal)),
        Datum::Likelihood(likelihood) => write(likelihood),
        Datum::Truth(truth) => sheet.write_boolean_with_format(row, column, truth, &looks.plain).map(|_| ()),
        Datum::Day(day) => match self::day(day) {
            Some(date) => sheet.write_datetime_with_format(row, column, date, &looks.day).map(|_| ()),
            None => text(sheet, row, column, &day.to_string(), &looks.plain),
        },
        Datum::Moment(moment) => text(sheet, row, column, &moment.to_string(), &looks.plain),
    }
}

/// The binary number that prints with the same digits.
pub(super) fn number(decimal: Decimal) -> f64 {
    decimal.normalize().to_string().parse().unwrap_or(f64::NAN)
}

/// A day as workbooks count it; they begin in 1900.
pub(super) fn day(day: time::Date) -> Option<ExcelDateTime> {
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, day.month().into(), day.day()).ok()
}
