//! The table of a workbook: municipalities down, columns across, each column with its unit in the head.
//!
//! Takes a comparison. Where a column of it has something that numbers cannot say, a column of remarks stands to its
//! right; document, page and quote are in the notes of the cells. Statistics over the municipalities stand last.

use rust_xlsxwriter::{ColNum, FormatBorder, RowNum, Worksheet, XlsxError};

use super::{
    comment, head, lines,
    shown::{Shown, summed},
    tall, text, wrapped,
};
use crate::{
    comparison::{Column, Comparison},
    present::{
        Lang,
        words::{self, words},
    },
};

/// The letters that a column holds beside each other: names, numbers, values in words, remarks.
const NAME: usize = 24;
const NUMBER: usize = 16;
const WORDS: usize = 28;
const REMARK: usize = 28;

/// What the sheet is called.
pub(super) fn name(lang: Lang) -> &'static str {
    lang.pick("Tabel", "Table")
}

/// Writes it.
pub(super) fn write(sheet: &mut Worksheet, comparison: &Comparison, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?.set_repeat_columns(0, 0)?;
    // How many lines each row needs, its head first.
    let mut needed = vec![1; comparison.rows.len() + 1];
    names(sheet, comparison, lang)?;
    let mut at = 1;
    for (index, column) in comparison.columns.iter().enumerate() {
        let cells = comparison.rows.iter().map(|row| Shown::of(&row.cells[index], column, lang)).collect();
        let block = Block::new(column, cells, lang);
        needed.iter_mut().zip(block.lines()).for_each(|(needed, lines)| *needed = lines.max(*needed));
        block.write(sheet, at, lang)?;
        for (row, owner) in (1..).zip(&comparison.rows) {
            if let Some(note) = comment::note(comparison, &owner.cells[index], column, lang) {
                sheet.insert_note(row, at, &note)?;
            }
        }
        for (row, summary) in (summaries(comparison)..).zip(&comparison.summaries) {
            summed(summary, index, column, lang).write(sheet, row, at)?;
        }
        at += block.width();
    }
    (0..).zip(needed).try_for_each(|(row, lines)| tall(sheet, row, lines))
}

/// The first row of the statistics.
fn summaries(comparison: &Comparison) -> RowNum {
    RowNum::try_from(comparison.rows.len() + 1).unwrap_or(RowNum::MAX)
}

/// Writes the first column.
fn names(sheet: &mut Worksheet, comparison: &Comparison, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_column_width(0, NAME as f64)?;
    text(sheet, 0, 0, words(lang).municipality, &head())?;
    for (row, one) in (1..).zip(&comparison.rows) {
        text(sheet, row, 0, &words::row_name(one, lang), &wrapped())?;
    }
    let first = summaries(comparison);
    for (row, summary) in (first..).zip(&comparison.summaries) {
        let look = wrapped().set_italic();
        let look = if row == first { look.set_border_top(FormatBorder::Thin) } else { look };
        text(sheet, row, 0, words::aggregate(summary.aggregate, lang), &look)?;
    }
    Ok(())
}

/// A column of the comparison: its values, and its remarks where there are any.
struct Block {
    title: String,
    heading: String,
    cells: Vec<Shown>,
    has_remarks: bool,
    letters: usize,
}

impl Block {
    fn new(column: &Column, cells: Vec<Shown>, lang: Lang) -> Self {
        let title = words::column_with_time(column, lang);
        // A title may name the unit itself.
        let unit = column.unit.map(|unit| words::unit(unit, lang));
        let unit = unit.filter(|unit| !title.to_lowercase().contains(unit));
        Block {
            heading: unit.map_or_else(|| title.clone(), |unit| format!("{title} ({unit})")),
            title,
            has_remarks: cells.iter().any(|one| !one.remark.is_empty()),
            letters: if cells.iter().any(Shown::is_long) { WORDS } else { NUMBER },
            cells,
        }
    }

    /// The lines that its rows need, its head first.
    fn lines(&self) -> impl Iterator<Item = usize> {
        // Bold letters are wider.
        let head = lines(&self.heading, self.letters - 3);
        std::iter::once(head).chain(self.cells.iter().map(|one| one.lines(self.letters, REMARK)))
    }

    fn width(&self) -> ColNum {
        1 + ColNum::from(self.has_remarks)
    }

    fn write(&self, sheet: &mut Worksheet, at: ColNum, lang: Lang) -> Result<(), XlsxError> {
        sheet.set_column_width(at, self.letters as f64)?;
        text(sheet, 0, at, &self.heading, &head())?;
        if self.has_remarks {
            sheet.set_column_width(at + 1, REMARK as f64)?;
            text(sheet, 0, at + 1, &format!("{}: {}", self.title, lang.pick("bemærkning", "remark")), &head())?;
        }
        (1..).zip(&self.cells).try_for_each(|(row, one)| one.write(sheet, row, at))
    }
}
