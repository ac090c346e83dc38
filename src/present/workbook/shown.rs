//! What a cell of the table of a workbook says: a number where it has one exact value, text otherwise.
//!
//! Takes a cell of a comparison. A number keeps all its digits; its hedge and its bound are in its format. What a number
//! cannot say (time, status, what stands beside it) is the remark to its right.

use rust_xlsxwriter::{ColNum, Color, Format, FormatAlign, RowNum, Worksheet, XlsxError};

use super::{lines, sheet::number, text};
use crate::{
    comparison::{Cell, Column, Observation, Summary},
    figure::Statistic,
    present::{
        Lang,
        cell::{self, Line},
        words::{self, words},
    },
    quantity::Value,
};

/// What a cell of the sheet says.
pub(super) struct Shown {
    says: Says,
    /// What stands to its right.
    pub remark: String,
}

enum Says {
    Number {
        value: f64,
        format: String,
    },
    Text(String),
    /// Why there is none.
    Nothing(String),
}

impl Shown {
    /// What a cell of the comparison comes to.
    pub(super) fn of(cell: &Cell, column: &Column, lang: Lang) -> Self {
        let lines = cell::lines(cell, column, lang);
        let joined = |lines: &[Line], by: &str| lines.iter().map(Line::text).collect::<Vec<_>>().join(by);
        if cell.empty.is_some() {
            return Shown { says: Says::Nothing(joined(&lines, "; ")), remark: String::new() };
        }
        let leads: Vec<&Observation> = cell.leads().collect();
        let ([lead], Some((first, rest))) = (&leads[..], lines.split_first()) else {
            return Shown { says: Says::Text(joined(&lines, "\n")), remark: String::new() };
        };
        let verified = lead.verified.then(|| cell::VERIFIED.to_string());
        let (says, unit) = match lead.value {
            Value::Exact(value) => {
                let format = format(lead, column, lang);
                let unit = column.unit.is_none().then(|| words::unit(lead.unit, lang).to_owned());
                (Says::Number { value: number(value), format }, unit)
            }
            Value::Range { .. } => (Says::Text(cell::number(lead, column, lang)), None),
        };
        let own = [verified, unit, Some(first.note.clone())];
        let beside = (!rest.is_empty()).then(|| joined(rest, "; "));
        let remark: Vec<String> = own.into_iter().chain([beside]).flatten().filter(|part| !part.is_empty()).collect();
        Shown { says, remark: remark.join("; ") }
    }

    /// Whether it is more than a number's width holds.
    pub(super) fn is_long(&self) -> bool {
        matches!(&self.says, Says::Text(words) if words.contains('\n'))
    }

    /// The lines that it needs in columns of so many letters.
    pub(super) fn lines(&self, value: usize, remark: usize) -> usize {
        let own = match &self.says {
            Says::Number { .. } => 1,
            Says::Text(words) | Says::Nothing(words) => lines(words, value),
        };
        own.max(lines(&self.remark, remark))
    }

    /// Writes it, and its remark to its right.
    pub(super) fn write(&self, sheet: &mut Worksheet, row: RowNum, at: ColNum) -> Result<(), XlsxError> {
        let look = Format::new().set_align(FormatAlign::Top);
        match &self.says {
            Says::Number { value, format } => {
                sheet.write_number_with_format(row, at, *value, &look.clone().set_num_format(format))?;
            }
            Says::Text(words) => {
                text(sheet, row, at, words, &look.clone().set_text_wrap().set_align(FormatAlign::Right))?
            }
            Says::Nothing(why) => {
                let quiet = look.clone().set_italic().set_font_color(Color::RGB(0x59_59_59)).set_text_wrap();
                text(sheet, row, at, why, &quiet)?;
            }
        }
        if !self.remark.is_empty() {
            text(sheet, row, at + 1, &self.remark, &look.set_text_wrap().set_indent(1))?;
        }
        Ok(())
    }
}

/// How a number is shown: with the hedge and the bound that the document gives it, and all its decimals; one that was
/// reckoned rounded.
fn format(one: &Observation, column: &Column, lang: Lang) -> String {
    let words = words(lang);
    let bound = match one.statistic {
        Statistic::Min => Some(words.min),
        Statistic::Max => Some(words.max),
        _ => None,
    };
    let parts = bound.into_iter().chain(one.approx.then_some(words.about));
    number_format(&parts.collect::<Vec<_>>(), cell::shown(one.value, one.unit, column))
}

fn number_format(before: &[&str], shown: Value) -> String {
    let decimals = shown.low().normalize().scale();
    let digits = match decimals {
        0 => "#,##0".to_owned(),
        some => format!("#,##0.{}", "0".repeat(some as usize)),
    };
    let lead: String = before.iter().map(|word| format!("\"{word} \"")).collect();
    if lead.is_empty() { digits } else { format!("{lead}{digits};{lead}-{digits}") }
}

/// What a statistic over the municipalities says.
pub(super) fn summed(summary: &Summary, index: usize, column: &Column, lang: Lang) -> Shown {
    let one = summary.cells.get(index).copied().flatten();
    let says = match one.map(|one| (one, one.value)) {
        Some((one, Value::Exact(value))) => {
            let about = words(lang).about;
            let before = if one.approx { &[about][..] } else { &[] };
            let format = number_format(before, cell::rounded(summary.aggregate, one, column));
            Says::Number { value: number(value), format }
        }
        _ => Says::Text(cell::summed(summary, index, column, lang)),
    };
    Shown { says, remark: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comparison::{
            Aggregate, Coverage, Query, Reckoning, compare,
            sample::{caseload, records},
        },
        figure::Status::Actual,
        reference::Reference,
    };

    #[test]
    fn the_lowest_has_its_decimals_and_a_mean_is_rounded() {
        let made = records([caseload("265", "27.25", Actual), caseload("320", "31.5", Actual)]);
        let reckoning = Reckoning { summary: vec![Aggregate::Minimum, Aggregate::Mean], ..Reckoning::default() };
        let query = Query { reckoning, ..Query::default() };
        let table = compare(&made, &query, &Coverage::default(), Reference::in_use());
        let formats = table.summaries.iter().map(|one| match summed(one, 0, &table.columns[0], Lang::Da).says {
            Says::Number { format, .. } => format,
            Says::Text(words) | Says::Nothing(words) => words,
        });
        assert_eq!(formats.collect::<Vec<_>>(), ["#,##0.00", "#,##0.0"]);
    }
}
