//! Tables without lines around their cells: labels at the left, numbers in columns beside them.
//!
//! Takes the rows of a region, gives the runs of rows that make a table, with the words of every cell. Refuses running
//! text, however wide its gaps, and a single row.

mod columns;
mod lines;
mod pieces;

use std::ops::Range;

use self::{
    columns::Columns,
    lines::{Line, Tight},
    pieces::{Spacing, is_number, is_plain_number},
};
use super::{
    glyphs::Rule,
    rows::{Row, is_value},
    words::Placed,
};

/// A table and the rows of the region that it takes up.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Aligned {
    pub rows: Range<usize>,
    /// The words of each cell, by their place in the page's list.
    pub cells: Vec<Vec<Vec<usize>>>,
}

/// What a row looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// A label and numbers, or numbers alone.
    Numbers,
    /// The same, but parted by gaps so narrow that they say so only between other rows of numbers.
    Tight,
    /// Short texts side by side: the head of a table, or nothing.
    Texts,
    /// One text.
    Text,
    /// Running text, or another table.
    Other,
}

/// The tables among the rows; `across` are the page's lines from left to right.
pub(super) fn tables(rows: &[Row], words: &[Placed], across: &[Rule]) -> Vec<Aligned> {
    let region = Region::of(rows, words, across);
    let mut tables: Vec<Aligned> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let Some(range) = region.run(at) else {
            at += 1;
            continue;
        };
        let free = tables.last().map_or(0, |table| table.rows.end);
        at = range.end;
        if let Some(table) = region.table(range, free) {
            at = at.max(table.rows.end);
            tables.push(table);
        }
    }
    tables
}

fn look(row: &Row, words: &[Placed], spacing: Spacing) -> Look {
    if row.table(words).is_some() {
        return Look::Other;
    }
    let tight = spacing.pieces(row, words).iter().skip(1).any(|piece| is_number(piece, words));
    let segments: Vec<&[usize]> = row.segments(words).collect();
    if segments.len() < 2 || is_justified(row, words) {
        return if tight && !is_justified(row, words) { Look::Tight } else { Look::Text };
    }
    let letters = |segment: &[usize]| {
        segment.iter().filter(|id| words[**id].text.chars().filter(|c| c.is_alphabetic()).count() > 1).count()
    };
    if segments[1..].iter().any(|segment| letters(segment) > 4) || letters(segments[0]) > 16 {
        return Look::Other;
    }
    if segments[1..].iter().any(|segment| is_number(segment, words)) { Look::Numbers } else { Look::Texts }
}

/// Whether the gaps are those of a line that is stretched to the column's width: all alike. Numbers may stand so too.
fn is_justified(row: &Row, words: &[Placed]) -> bool {
    let gaps = row.words.windows(2).map(|pair| words[pair[1]].bbox.x0 - words[pair[0]].bbox.x1);
    let (least, most) = gaps.fold((f32::MAX, f32::MIN), |(least, most), gap| (least.min(gap), most.max(gap)));
    let values = row.words.iter().filter(|id| is_value(&words[**id].text)).count();
    row.words.len() >= 4 && 2 * values < row.words.len() && most - least < 0.5 * row.size
}

/// The rows of a region, with what they look like.
struct Region<'a> {
    rows: &'a [Row],
    words: &'a [Placed],
    across: &'a [Rule],
    spacing: Spacing,
    looks: Vec<Look>,
}

impl<'a> Region<'a> {
    fn of(rows: &'a [Row], words: &'a [Placed], across: &'a [Rule]) -> Self {
        let spacing = Spacing::of(rows, words);
        let looks = rows.iter().map(|row| look(row, words, spacing)).collect();
        Region { rows, words, across, spacing, looks }
    }

    /// The rows from `start` on that may make one table.
    fn run(&self, start: usize) -> Option<Range<usize>> {
        let (rows, words) = (self.rows, self.words);
        if !matches!(self.looks[start], Look::Numbers | Look::Texts) {
            return None;
        }
        let mut left_of_numbers = f32::MAX;
        let (mut end, mut numbers, mut wide) = (start, 0, 0);
        let (mut pitch, mut plain) = (f32::MAX, false);
        for at in start..rows.len() {
            let (row, look) = (&rows[at], self.looks[at]);
            let apart = if at > start { row.baseline - rows[at - 1].baseline } else { 0.0 };
            // A wider gap than between the rows so far parts two tables, the more so before the second one's name.
            let far =
                if look == Look::Text { (1.5 * pitch).max(1.6 * row.size) } else { (2.5 * pitch).max(2.5 * row.size) };
            if apart > far.min(3.2 * row.size.max(rows[at.max(1) - 1].size)) {
                break;
            }
            let alone = look == Look::Text && is_number(&row.words, words) && row.bbox.x0 > left_of_numbers - row.size;
            match look {
                Look::Numbers | Look::Tight => {
                    let pieces = self.spacing.pieces(row, words);
                    let first = pieces.iter().skip(1).find(|piece| is_number(piece, words));
                    left_of_numbers =
                        first.map_or(left_of_numbers, |piece| left_of_numbers.min(words[piece[0]].bbox.x0));
                    if numbers > 0 && matches!(self.looks[at - 1], Look::Numbers | Look::Tight) {
                        pitch = pitch.min(apart);
                    }
                    plain |= pieces.iter().skip(1).any(|piece| is_plain_number(piece, words));
                    numbers += 1;
                    wide += usize::from(look == Look::Numbers);
                    end = at + 1;
                }
                Look::Text if alone => end = at + 1,
                Look::Texts => end = at + 1,
                // A label above or below its row, or the name of a group of rows.
                Look::Text if numbers > 0 && row.bbox.x1 <= left_of_numbers + row.size => {}
                Look::Text if !plain && self.is_below_head(start, at) => {}
                Look::Text | Look::Other => break,
            }
        }
        // A single row of numbers makes a table only with a head and more than one number.
        let rich =
            |row: &Row| self.spacing.pieces(row, words).iter().filter(|piece| is_number(piece, words)).count() >= 2;
        let single = numbers == 1 && end - start >= 2 && rows[start..end].iter().any(rich);
        (wide > 0 && (numbers >= 2 || single)).then_some(start..end)
    }

    /// Whether a text alone may be of a head that begins at `start`: the second line of one cell, or what stands
    /// between the head and the first numbers.
    fn is_below_head(&self, start: usize, at: usize) -> bool {
        let (head, text) = (&self.rows[start].bbox, &self.rows[at].bbox);
        let room = self.rows[at].size;
        at - start <= 4
            && head.x0 - room <= text.x0
            && text.x1 <= head.x1 + room
            && text.x1 - text.x0 < 0.6 * (head.x1 - head.x0)
    }

    /// The table of a run; rows before `free` are of the table before.
    fn table(&self, run: Range<usize>, free: usize) -> Option<Aligned> {
        let columns = Columns::of(&self.rows[run.clone()], self.words, self.spacing)?;
        let start = self.head_above(&columns, run.start, free);
        let body = run.start + columns.body;
        let line = |at: usize| {
            let (row, head) = (&self.rows[at], at < body);
            let cells = columns.cells(row, self.words, head);
            Line { cells, top: row.bbox.y0, baseline: row.baseline, size: row.size, head }
        };
        let mut lines: Vec<Line> = (start..run.end).map(line).collect();
        let mut end = run.end;
        // A last label that goes on below its numbers.
        let tight = Tight::of(&lines, self.words, self.across);
        while end < self.rows.len() && self.looks[end] == Look::Text && self.rows[end].bbox.x1 <= columns.begin() {
            let below = line(end);
            if !lines.last().is_some_and(|above| tight.is_wrapped(above, &below)) {
                break;
            }
            lines.push(below);
            end += 1;
        }
        let cells = lines::joined(lines, self.words, self.across);
        let wide = cells.iter().filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() >= 2).count();
        (wide >= 2).then_some(Aligned { rows: start..end, cells })
    }

    /// Where the table begins with the heads above its first row that look like one text: one alone, or several whose
    /// gaps are all alike.
    fn head_above(&self, columns: &Columns, first: usize, free: usize) -> usize {
        let is_head = |at: usize| {
            let (row, below) = (&self.rows[at], &self.rows[at + 1]);
            row.table(self.words).is_none()
                && below.baseline - row.baseline < 2.2 * below.size
                && (row.size / below.size - 1.0).abs() < 0.12
                && columns.are_under(row, self.words)
        };
        let above = (free..first).rev().take(3).take_while(|at| is_head(*at)).count();
        first - above
    }
}
