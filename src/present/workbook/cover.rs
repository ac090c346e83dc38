//! The cover of a workbook: what the table is, what it rests on, what its marks mean, and what is on which sheet.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::{lines, notes, tall, text, wide, wrapped};
use crate::{
    comparison::Comparison,
    present::{
        Lang, discord, foot,
        words::{self, words},
    },
};

/// The letters that the column of sentences holds beside each other.
const SAYS: usize = 90;

/// What the sheet is called.
pub(super) fn name(lang: Lang) -> &'static str {
    lang.pick("Forside", "Cover")
}

/// Writes it.
pub(super) fn write(sheet: &mut Worksheet, comparison: &Comparison, lang: Lang) -> Result<(), XlsxError> {
    let (plain, heading) = (wrapped(), Format::new().set_bold());
    sheet.set_column_width(0, 28)?.set_column_width(1, SAYS as f64)?.set_print_fit_to_pages(1, 0);
    text(sheet, 0, 0, &words::table_title(comparison, lang), &Format::new().set_bold().set_font_size(16))?;
    let mut row = 2;
    for line in foot::lines(comparison, lang) {
        // What has a name stands beside it; the others are sentences.
        let (label, says) = line.split_once(": ").unwrap_or(("", &line));
        text(sheet, row, 0, label, &heading)?;
        text(sheet, row, 1, says, &plain)?;
        tall(sheet, row, lines(says, SAYS))?;
        row += 1;
    }
    row += 1;
    text(sheet, row, 0, lang.pick("Tegn", "Marks"), &heading)?;
    for (mark, meaning) in marks(lang) {
        row += 1;
        text(sheet, row, 0, &mark, &plain)?;
        text(sheet, row, 1, meaning, &plain)?;
    }
    row += 2;
    text(sheet, row, 0, lang.pick("Ark", "Sheets"), &heading)?;
    for (name, holds) in sheets(lang) {
        row += 1;
        sheet.write_url(row, 0, Url::new(format!("internal:'{name}'!A1")).set_text(name))?;
        text(sheet, row, 1, holds, &plain)?;
    }
    Ok(())
}

fn marks(lang: Lang) -> [(String, &'static str); 5] {
    let words = words(lang);
    [
        (
            format!("{} 33", words.about),
            lang.pick(
                "et tal, som dokumentet tager forbehold for; cellen er stadig et tal",
                "a number that the document hedges; the cell is a number all the same",
            ),
        ),
        (
            "22–23".to_owned(),
            lang.pick("et spænd; begge ender står på arket Værdier", "a range; both ends are on the sheet Values"),
        ),
        (
            discord::MARK.to_owned(),
            lang.pick("stemmer ikke med et andet tal; se arket Noter", "does not agree; see the sheet Notes"),
        ),
        (
            lang.pick("grå kursiv", "grey italics").to_owned(),
            lang.pick("der er intet tal; tegnet siger hvorfor", "there is no number; the mark says why"),
        ),
        (
            lang.pick("rødt hjørne", "red corner").to_owned(),
            lang.pick(
                "en note med dokument, side, citat og sikkerhed",
                "a note with document, page, quote, confidence",
            ),
        ),
    ]
}

fn sheets(lang: Lang) -> [(&'static str, &'static str); 5] {
    let words = words(lang);
    [
        (wide::name(lang), lang.pick("kommunerne ved siden af hinanden", "the municipalities side by side")),
        (lang.pick("Værdier", "Values"), lang.pick("én række for hver værdi", "one row for every value")),
        (words.sources, lang.pick("hvor tallene står, ordret", "where the numbers stand, verbatim")),
        (words.documents, lang.pick("hvad der er læst", "what was read")),
        (
            notes::name(lang),
            lang.pick(
                "hvad der ikke stemmer, og hvad felterne betyder",
                "what does not agree, and what the fields mean",
            ),
        ),
    ]
}
