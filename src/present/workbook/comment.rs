//! The note of a cell in the table of a workbook: where its values stand.
//!
//! Takes a cell, gives a note with document, page and quote of each value, how sure it is, and what a person said of it.

use rust_xlsxwriter::Note;

use super::{fitting, lines};
use crate::{
    comparison::{Cell, Column, Comparison, Observation, Source, SourceNumber},
    present::{Lang, cell, excerpt, foot, words},
};

/// The most sources that a note tells of.
const SOURCES: usize = 4;
/// The letters that stand in a line of a note.
const WIDTH: usize = 48;

/// Where a cell's values stand: each with its document, page and quote, and how sure it is.
pub(super) fn note(comparison: &Comparison, cell: &Cell, column: &Column, lang: Lang) -> Option<Note> {
    let values = cell.shown().chain(cell.contradicting());
    let said = values.map(|one| (Some(one), one.sources.as_slice()));
    let lost = (!cell.lost.is_empty()).then_some((None, cell.lost.as_slice()));
    let mut paragraphs: Vec<String> = Vec::new();
    let mut told = 0;
    let mut all = 0;
    for (one, numbers) in said.chain(lost) {
        all += numbers.len();
        if told >= SOURCES {
            continue;
        }
        let kept = &numbers[..numbers.len().min(SOURCES - told)];
        told += kept.len();
        paragraphs.push(paragraph(comparison, one, kept, column, lang));
    }
    if all > told {
        let more = lang.pick("flere kilder; se arkene Værdier og Kilder", "more sources; see Values and Sources");
        paragraphs.push(format!("+ {} {more}", all - told));
    }
    let whole = fitting(&paragraphs.join("\n\n"));
    let height = u32::try_from(lines(&whole, WIDTH)).unwrap_or(u32::MAX).saturating_mul(16).clamp(60, 480);
    (!paragraphs.is_empty()).then(|| Note::new(whole).add_author_prefix(false).set_width(340).set_height(height))
}

fn paragraph(
    comparison: &Comparison,
    one: Option<&Observation>,
    numbers: &[SourceNumber],
    column: &Column,
    lang: Lang,
) -> String {
    let mut lines: Vec<String> = Vec::new();
    if let Some(one) = one {
        lines.push(format!("{}: {}", words::role(one.role, lang), cell::number(one, column, lang)));
        lines.extend(one.computed.as_ref().map(|how| words::named(how, lang).to_owned()));
    }
    lines.extend(numbers.iter().filter_map(|number| comparison.source(*number)).map(|source| told(source, lang)));
    lines.join("\n")
}

fn told(source: Source<'_>, lang: Lang) -> String {
    let place = foot::place(&source.figure.doc, source.figure.page, lang);
    let cell = source.figure.cell.as_ref().map(|cell| format!(", {cell}")).unwrap_or_default();
    let sure = lang.pick("sikkerhed", "confidence");
    let decided = match &source.figure.decision {
        Some(mark) => words::decided(mark, lang),
        None => lang.pick("ikke kontrolleret af en person", "not verified by a person").to_owned(),
    };
    let quote = excerpt::short(source, 300);
    format!("[{}] {place}{cell}\n“{quote}”\n{sure} {}; {decided}", source.number, source.figure.confidence)
}
