//! A table for the terminal: as many columns side by side as the width takes, the rest in blocks below.
//!
//! Takes the width from the style; no line is longer. Refuses control characters out of documents, which could
//! otherwise steer the terminal.

use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width, presets};

use std::io::{self, Write};

use super::{
    Lang, Renderer, Style,
    cell::{self, Kind, Line},
    discord, excerpt, foot, plain,
    words::{self, words},
};
use crate::comparison::{Cell, Comparison, Source};

/// The form `text`.
pub(super) struct Text;

/// Narrower than this, a column of figures is a column of hyphenation.
const NARROWEST: usize = 12;
/// Wider than this, the eye loses the row.
const WIDEST: usize = 25;
/// A blank on either side of a cell, and one between it and the next.
const GAP: usize = 3;

impl Renderer for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(page(comparison, style).as_bytes())
    }
}

fn page(comparison: &Comparison, style: &Style) -> String {
    let width = style.width.max(2 * (NARROWEST + GAP));
    let lang = style.lang;
    let mut out = format!("{}\n", words::table_title(comparison, lang));
    if comparison.rows.is_empty() || comparison.columns.is_empty() {
        out.push_str(&format!("\n{}\n", words(lang).nothing));
    } else {
        blocks(&mut out, comparison, width, lang);
    }
    out.push('\n');
    for line in foot::lines(comparison, lang) {
        wrapped(&mut out, &line, "", width);
    }
    if !comparison.findings.is_empty() {
        out.push_str(&format!("\n{} ({})\n", discord::title(lang), discord::MARK));
    }
    for one in &comparison.findings {
        wrapped(&mut out, &discord::says(comparison, one, lang), "  ", width);
        for said in discord::said(comparison, one, lang) {
            let marks: String = said.sources.iter().map(|number| format!("[{number}]")).collect();
            let line = format!("  {marks} {} – {}: “{}”", said.numbers, said.place, said.quote);
            wrapped(&mut out, &line, "    ", width);
        }
    }
    let cited = comparison.cited();
    if !cited.is_empty() {
        out.push_str(&format!("\n{}\n", words(lang).sources));
    }
    // Two numbers out of one sentence are one entry.
    for same in cited.chunk_by(|a, b| (&a.document, a.page, &a.quote) == (&b.document, b.page, &b.quote)) {
        wrapped(&mut out, &source_line(same, lang), "    ", width);
    }
    out
}

/// A column as text: its heading and its cells.
struct Strip {
    heading: String,
    cells: Vec<String>,
    natural: usize,
    width: usize,
}

impl Strip {
    fn new(heading: String, cells: Vec<String>) -> Self {
        let lines = cells.iter().flat_map(|cell| cell.lines());
        let words = heading.split(' ');
        let natural = lines.chain(words).map(|text| text.chars().count()).max().unwrap_or(0);
        Strip { heading, cells, natural, width: natural.clamp(NARROWEST, WIDEST) }
    }
}

fn blocks(out: &mut String, comparison: &Comparison, width: usize, lang: Lang) {
    let rows = comparison.rows.iter().map(|row| plain(&words::row_name(row, lang)));
    let summaries = comparison.summaries.iter().map(|one| words::aggregate(one.aggregate, lang).to_owned());
    let names = rows.chain(summaries).collect();
    let mut first = Strip::new(words(lang).municipality.to_owned(), names);
    // The names take what they need, up to a third.
    first.width = first.natural.min(width / 3);
    let mut strips: Vec<Strip> = Vec::new();
    for (index, column) in comparison.columns.iter().enumerate() {
        let cells = comparison.rows.iter().map(|row| set_cell(&row.cells[index], column, lang));
        let summaries = comparison.summaries.iter().map(|one| cell::summed(one, index, column, lang));
        let cells = cells.chain(summaries).collect();
        strips.push(Strip::new(words::heading(column, lang), cells));
    }
    let room = width - first.width - GAP;
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
        out.push_str(&block(&first, &strips));
        strips = rest;
    }
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

fn block(first: &Strip, strips: &[Strip]) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    let all = || std::iter::once(first).chain(strips);
    table.set_header(all().map(|strip| strip.heading.as_str()));
    for index in 0..first.cells.len() {
        table.add_row(Row::from(all().map(|strip| strip.cells[index].as_str()).collect::<Vec<_>>()));
    }
    let absolute = |strip: &Strip| {
        let width = u16::try_from(strip.width + 2).unwrap_or(u16::MAX);
        ColumnConstraint::Absolute(Width::Fixed(width))
    };
    table.set_constraints(all().map(absolute).collect::<Vec<_>>());
    let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    format!("{}\n", lines.join("\n"))
}

fn set_cell(cell: &Cell, column: &crate::comparison::Column, lang: Lang) -> String {
    let mut lines: Vec<String> = cell::lines(cell, column, lang).iter().map(set).collect();
    if cell.others() > 0 {
        lines.push(format!("+{}", cell.others()));
    }
    lines.join("\n")
}

fn set(line: &Line) -> String {
    let text = plain(&line.text());
    // Three sources say enough in a cell; the list below has them all.
    let marks: String = line.sources.iter().take(3).map(|number| format!("[{number}]")).collect();
    match line.kind {
        Kind::Empty => format!("{text} {marks}").trim_end().to_owned(),
        Kind::Contradiction => format!("! {text} {marks}"),
        Kind::Value | Kind::Part | Kind::Common | Kind::Beside => format!("{text} {marks}").trim_end().to_owned(),
    }
}

fn source_line(same: &[&Source], lang: Lang) -> String {
    let numbers: String = same.iter().map(|source| format!("[{}]", source.number)).collect();
    let sentence =
        |one: &&Source| format!("{}: “{}”", foot::place(&one.document, one.page, lang), excerpt::short(one, 160));
    format!("{numbers} {}", same.first().map(sentence).unwrap_or_default())
}

/// A paragraph no wider than the line, its later lines indented.
fn wrapped(out: &mut String, text: &str, indent: &str, width: usize) {
    let mut line = String::new();
    for word in plain(text).split(' ') {
        let fits = line.chars().count() + 1 + word.chars().count() <= width;
        if !line.trim().is_empty() && !fits {
            out.push_str(line.trim_end());
            out.push('\n');
            line = indent.to_owned();
        } else if !line.is_empty() && line != indent {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push_str(line.trim_end());
    out.push('\n');
}
