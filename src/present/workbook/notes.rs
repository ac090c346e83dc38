//! The last sheet of a workbook: how the table is to be read, what does not agree, and what every field holds.

use rust_xlsxwriter::{Format, RowNum, Worksheet, XlsxError};

use super::{lines, tall, text, wrapped};
use crate::{
    comparison::Comparison,
    present::{Lang, discord, tidy, words::words},
};

/// The letters that a column holds beside each other.
const WHAT: usize = 34;
const SAYS: usize = 100;

/// What the sheet is called.
pub(super) fn name(lang: Lang) -> &'static str {
    lang.pick("Noter", "Notes")
}

/// Writes it.
pub(super) fn write(sheet: &mut Worksheet, comparison: &Comparison, lang: Lang) -> Result<(), XlsxError> {
    let mut page = Page { sheet, row: 0 };
    page.sheet.set_column_width(0, WHAT as f64)?.set_column_width(1, SAYS as f64)?.set_print_fit_to_pages(1, 0);
    page.heading(lang.pick("Sådan læses tabellen", "How to read the table"))?;
    page.line("", words(lang).how_to_read)?;
    if !comparison.findings.is_empty() {
        page.heading(&format!("{} ({})", discord::title(lang), discord::MARK))?;
    }
    for one in &comparison.findings {
        page.line("", &discord::says(comparison, one, lang))?;
        for said in discord::said(comparison, one, lang) {
            page.line(&format!("{} – {}", said.numbers, said.place), &said.quote)?;
        }
    }
    for table in [tidy::values, tidy::sources, tidy::documents].map(|table| table(comparison, lang)) {
        page.heading(&format!("{}: {}", lang.pick("Felter på arket", "Fields of the sheet"), table.title))?;
        for field in table.fields {
            page.line(field.title(lang), field.description(lang))?;
        }
    }
    Ok(())
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: RowNum,
}

impl Page<'_> {
    fn heading(&mut self, words: &str) -> Result<(), XlsxError> {
        self.row += u32::from(self.row > 0);
        text(self.sheet, self.row, 0, words, &Format::new().set_bold())?;
        self.row += 1;
        Ok(())
    }

    fn line(&mut self, what: &str, says: &str) -> Result<(), XlsxError> {
        text(self.sheet, self.row, 0, what, &wrapped())?;
        text(self.sheet, self.row, 1, says, &wrapped())?;
        tall(self.sheet, self.row, lines(what, WHAT).max(lines(says, SAYS)))?;
        self.row += 1;
        Ok(())
    }
}
