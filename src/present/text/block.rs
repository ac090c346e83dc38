//! The table itself: strips of text as wide as their words need, set side by side in blocks that fit the line, each with
//! the rows' names repeated.

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Row, Table, Width, presets};
use unicode_width::UnicodeWidthStr as _;

use super::{
    Style,
    paint::{Ink, paint},
};
use crate::{
    comparison::{Cell, Column, Comparison},
    present::{
        cell::{self, Kind, Line},
        plain,
        words::{self, words},
    },
};

/// Narrower than this, a column of figures is a column of hyphenation.
const NARROWEST: usize = 12;
/// Wider than this, the eye loses the row.
const WIDEST: usize = 25;
/// A blank on either side of a cell, and one between it and the next.
const GAP: usize = 3;
/// What the rows' names and one column need.
pub(super) const NARROWEST_LINE: usize = 2 * (NARROWEST + GAP);

/// A line of a cell: some words, each in its ink.
type Words = Vec<(String, Option<Ink>)>;

/// A column as text: its heading and, for every row, its lines.
struct Strip {
    heading: String,
    cells: Vec<Vec<Words>>,
    natural: usize,
    width: usize,
}

impl Strip {
    fn new(heading: String, cells: Vec<Vec<Words>>) -> Self {
        let lines = cells.iter().flatten().map(width);
        let natural = lines.chain(heading.split(' ').map(|word| word.width())).max().unwrap_or(0);
        Strip { heading, cells, natural, width: natural.clamp(NARROWEST, WIDEST) }
    }

    /// Whether no cell needs a second line.
    fn is_flat(&self) -> bool {
        self.cells.iter().all(|cell| cell.len() < 2) && self.natural <= self.width
    }
}

fn width(line: &Words) -> usize {
    let words: usize = line.iter().map(|(word, _)| word.width()).sum();
    words + line.len().saturating_sub(1)
}

/// The whole table.
pub(super) fn blocks(comparison: &Comparison, style: &Style) -> String {
    let lang = style.lang;
    let single = |text: String, ink| vec![vec![(plain(&text), ink)]];
    let names = comparison.rows.iter().map(|row| single(words::row_name(row, lang), None));
    let aggregates = comparison.summaries.iter().map(|one| words::aggregate(one.aggregate, lang).to_owned());
    let names = names.chain(aggregates.map(|name| single(name, Some(Ink::Bold)))).collect();
    let mut first = Strip::new(words(lang).municipality.to_owned(), names);
    // The names take what they need, up to a third.
    first.width = first.natural.min(style.width / 3);
    let mut strips: Vec<Strip> = Vec::new();
    for (index, column) in comparison.columns.iter().enumerate() {
        let cells = comparison.rows.iter().map(|row| set_cell(&row.cells[index], column, style));
        let summaries = comparison.summaries.iter().map(|one| single(cell::summed(one, index, column, lang), None));
        let cells = cells.chain(summaries).collect();
        strips.push(Strip::new(words::heading(column, lang), cells));
    }
    let room = style.width - first.width - GAP;
    let mut out = String::new();
    while !strips.is_empty() {
        let mut used = 0;
        let fitting = strips
            .iter()
            .take_while(|strip| {
                used += strip.width + GAP;
                used <= room
            })
            .count();
        let rest = strips.split_off(fitting.max(1));
        widen(&mut strips, room);
        out.push('\n');
        out.push_str(&block(&first, &strips, style.coloured));
        strips = rest;
    }
    out
}

/// Gives what is left of the line to the columns that have the longest lines.
fn widen(strips: &mut [Strip], room: usize) {
    loop {
        let used: usize = strips.iter().map(|strip| strip.width + GAP).sum();
        let wanting = strips.iter_mut().filter(|strip| strip.width < strip.natural);
        match wanting.max_by_key(|strip| strip.natural - strip.width) {
            Some(strip) if used < room => strip.width += 1,
            _ => {
                // A single column wider than the line is cut to it.
                if let [only] = strips {
                    only.width = only.width.min(room.saturating_sub(GAP));
                }
                return;
            }
        }
    }
}

fn block(first: &Strip, strips: &[Strip], coloured: bool) -> String {
    let all = || std::iter::once(first).chain(strips);
    let lines = presets::UTF8_HORIZONTAL_ONLY;
    // Rows of one line part by themselves.
    let lines = if all().all(Strip::is_flat) { lines.row_separator(LineStyle::none()) } else { lines };
    let mut table = Table::new();
    table.load_style(lines).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(all().map(|strip| paint(&strip.heading, Ink::Bold, coloured)));
    let set = |lines: &Vec<Words>| lines.iter().map(|line| set(line, coloured)).collect::<Vec<_>>().join("\n");
    for index in 0..first.cells.len() {
        table.add_row(Row::from(all().map(|strip| set(&strip.cells[index])).collect::<Vec<_>>()));
    }
    let absolute = |strip: &Strip| {
        let width = u16::try_from(strip.width + 2).unwrap_or(u16::MAX);
        ColumnConstraint::Absolute(Width::Fixed(width))
    };
    table.set_constraints(all().map(absolute).collect::<Vec<_>>());
    // The rules between the rows are there for the eye, not for the reader.
    let tone = |line: &str| if line.starts_with('─') { paint(line, Ink::Faint, coloured) } else { line.to_owned() };
    let lines: Vec<String> = table.lines().map(|line| tone(line.trim_end())).collect();
    format!("{}\n", lines.join("\n"))
}

fn set(line: &Words, coloured: bool) -> String {
    let words = line.iter().map(|(word, ink)| ink.map_or_else(|| word.clone(), |ink| paint(word, ink, coloured)));
    words.collect::<Vec<_>>().join(" ")
}

fn set_cell(cell: &Cell, column: &Column, style: &Style) -> Vec<Words> {
    let mut lines: Vec<Words> = cell::lines(cell, column, style.lang).iter().map(words_of).collect();
    if cell.others() > 0 {
        lines.push(vec![(format!("+{}", cell.others()), Some(Ink::Faint))]);
    }
    lines
}

/// A line's value, its note and its sources: three of them say enough in a cell, the list below has them all.
fn words_of(line: &Line) -> Words {
    let marks: String = line.sources.iter().take(3).map(|number| format!("[{number}]")).collect();
    let alarm = (line.kind == Kind::Contradiction).then_some(Ink::Alarm);
    let sign = alarm.map(|_| "!".to_owned()).unwrap_or_default();
    let words = [
        (sign, alarm),
        (plain(&line.value), alarm),
        (plain(&line.note), alarm.or(Some(Ink::Faint))),
        (marks, Some(Ink::Faint)),
    ];
    words.into_iter().filter(|(word, _)| !word.is_empty()).collect()
}
