//! What a person reads: lines that fit, tables, colours, and nothing that a document could do to a terminal.

use std::borrow::Cow;

use comfy_table::{ContentArrangement, Table, presets};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::output::Output;
pub(super) use crate::present::plain;

/// The width for text where no terminal says otherwise.
const WIDTH: usize = 80;

/// The columns that the reader has: those that the environment names, else the terminal's; `None` where neither tells.
pub(super) fn columns(output: &Output) -> Option<usize> {
    available(output.is_terminal())
}

/// The columns of standard error, where a bar is drawn.
pub(super) fn bar_columns() -> usize {
    available(true).unwrap_or(WIDTH)
}

fn available(on_terminal: bool) -> Option<usize> {
    let named = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || if on_terminal { Table::new().width().map(usize::from) } else { None };
    // Some terminals say that they are nothing wide.
    named.or_else(terminal).filter(|&columns| columns >= 40)
}

/// The end of a text, if all of it does not fit: a path says most there.
pub(super) fn end_of(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let fits = |letter: &char| {
        let left = room.checked_sub(letter.width().unwrap_or_default());
        room = left.unwrap_or_default();
        left.is_some()
    };
    let kept: Vec<char> = text.chars().rev().take_while(fits).collect();
    std::iter::once('…').chain(kept.into_iter().rev()).take(columns).collect()
}

/// The width to wrap text to.
pub(super) fn width(output: &Output) -> usize {
    columns(output).map_or(WIDTH, |columns| columns.min(120))
}

/// A table without lines that fits a terminal; elsewhere each row is one line, so that other programs can work on it.
pub(super) fn table<'a, Row: IntoIterator<Item = String>>(
    output: &Output,
    header: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item = Row>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let header: Vec<&str> = header.into_iter().collect();
    if !header.is_empty() {
        table.set_header(header);
    }
    if output.is_terminal() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    } else {
        table.force_no_tty();
    }
    for row in rows {
        table.add_row(row.into_iter().map(|cell| plain(&cell)).collect::<Vec<_>>());
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Lines of at most `width` columns, each with `indent` blanks in front; escape sequences take no room.
pub(super) fn wrap(text: &str, width: usize, indent: usize) -> String {
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = visible(word).chars().count();
        if column > 0 && column + 1 + length > width {
            lines.push('\n');
            column = 0;
        }
        if column == 0 {
            lines.push_str(&" ".repeat(indent));
            column = indent;
        } else {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines
}

/// A word without its escape sequences.
fn visible(word: &str) -> Cow<'_, str> {
    if !word.contains('\u{1b}') {
        return word.into();
    }
    let mut parts = word.split('\u{1b}');
    let mut visible = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        visible.push_str(part.split_once('m').map_or("", |(_, after)| after));
    }
    visible.into()
}

/// The escape sequences for a word that was found, or none.
pub(super) fn highlight(coloured: bool) -> (&'static str, &'static str) {
    if coloured { ("\u{1b}[1;33m", "\u{1b}[0m") } else { ("", "") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_whatever_is_marked() {
        let text = "Antallet af \u{1b}[1;33manbringelser\u{1b}[0m er faldet";
        assert_eq!(wrap(text, 28, 2), "  Antallet af \u{1b}[1;33manbringelser\u{1b}[0m\n  er faldet");
    }

    #[test]
    fn of_what_does_not_fit_the_end_is_kept() {
        assert_eq!(end_of("sager/bilag.pdf", 15), "sager/bilag.pdf");
        assert_eq!(end_of("sager/bilag.pdf", 10), "…bilag.pdf");
        assert_eq!(
            (end_of("漢字", 3), end_of("bilag", 1), end_of("bilag", 0)),
            ("…字".into(), "…".into(), String::new())
        );
    }

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[2Jb\u{7}"), "a [2Jb ");
    }
}
