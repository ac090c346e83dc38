//! Tables without lines around their cells: labels at the left, numbers in columns beside them.
//!
//! Takes the rows of a region, gives the runs of rows that make a table, with the words of every cell. Refuses running
//! text, however wide its gaps, and a single row.

mod columns;
mod lines;
mod pieces;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::{
    columns::Columns,
    lines::{Line, Tight},
    pieces::{Spacing, extent, is_number, is_plain_number, is_unit, share_cell},
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

/// What is known of a table while its rows are gathered.
struct Run {
    end: usize,
    /// How many rows have numbers.
    numbers: usize,
    /// Whether one of them is parted by wide gaps.
    wide: bool,
    /// Whether a number was seen that heads do not have.
    plain: bool,
    left_of_numbers: f32,
    /// The least distance between two rows of numbers.
    pitch: f32,
}

impl Run {
    fn at(start: usize) -> Self {
        Run { end: start, numbers: 0, wide: false, plain: false, left_of_numbers: f32::MAX, pitch: f32::MAX }
    }
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
        if !matches!(self.looks[start], Look::Numbers | Look::Texts) {
            return None;
        }
        let mut run = Run::at(start);
        for at in start..self.rows.len() {
            let row = &self.rows[at];
            if at > start && self.is_far(at, run.pitch) {
                break;
            }
            match self.looks[at] {
                Look::Numbers | Look::Tight => self.add_numbers(&mut run, at),
                Look::Texts => run.end = at + 1,
                // A number alone, in a row without a label.
                Look::Text if is_number(&row.words, self.words) && row.bbox.x0 > run.left_of_numbers - row.size => {
                    run.end = at + 1;
                }
                // A label above or below its row, or the name of a group of rows.
                Look::Text if run.numbers > 0 && row.bbox.x1 <= run.left_of_numbers + row.size => {}
                Look::Text if run.numbers > 0 && self.goes_on_with_text(at) => run.end = at + 1,
                Look::Text if !run.plain && self.is_below_head(start, at) => {}
                Look::Text | Look::Other => break,
            }
        }
        // A single row of numbers makes a table only with a head and more than one number.
        let rich = |row: &Row| {
            let pieces = self.spacing.pieces(row, self.words);
            pieces.into_iter().filter(|piece| is_number(piece, self.words)).count() >= 2
        };
        let single = run.numbers == 1 && run.end - start >= 2 && self.rows[start..run.end].iter().any(rich);
        (run.wide && (run.numbers >= 2 || single)).then_some(start..run.end)
    }

    /// Whether a row stands too far below the one before it to be of the same table: a wider gap than between the rows
    /// so far parts two, the more so before the second one's name.
    fn is_far(&self, at: usize, pitch: f32) -> bool {
        let (above, row) = (&self.rows[at - 1], &self.rows[at]);
        let text = self.looks[at] == Look::Text;
        let far = if text { (1.5 * pitch).max(1.6 * row.size) } else { (2.5 * pitch).max(2.5 * row.size) };
        row.baseline - above.baseline > far.min(3.2 * row.size.max(above.size))
    }

    fn add_numbers(&self, run: &mut Run, at: usize) {
        let pieces = self.spacing.pieces(&self.rows[at], self.words);
        let cells = pieces.get(1..).unwrap_or_default();
        if let Some(number) = cells.iter().find(|piece| is_number(piece, self.words)) {
            run.left_of_numbers = run.left_of_numbers.min(self.words[number[0]].bbox.x0);
        }
        if run.numbers > 0 && matches!(self.looks[at - 1], Look::Numbers | Look::Tight) {
            run.pitch = run.pitch.min(self.rows[at].baseline - self.rows[at - 1].baseline);
        }
        run.plain |= cells.iter().any(|piece| is_plain_number(piece, self.words));
        run.wide |= self.looks[at] == Look::Numbers;
        run.numbers += 1;
        run.end = at + 1;
    }

    /// Whether a text alone is the next line of one beside the label of the row above.
    fn goes_on_with_text(&self, at: usize) -> bool {
        let (above, row) = (&self.rows[at - 1], &self.rows[at]);
        let beside = self.spacing.pieces(above, self.words).into_iter().skip(1);
        let mut texts = beside.filter(|piece| !is_number(piece, self.words));
        let flush = |piece: &[usize]| (extent(piece, self.words).0 - row.bbox.x0).abs() < 1.0;
        row.baseline - above.baseline < 1.5 * row.size && texts.any(flush)
    }

    /// Whether a text alone may be of a head that begins at `start`: the second line of one cell, or what stands
    /// between the head and the first numbers.
    fn is_below_head(&self, start: usize, at: usize) -> bool {
        let (head, text) = (&self.rows[start].bbox, &self.rows[at].bbox);
        let room = self.rows[at].size;
        let under = head.x0 - room <= text.x0 && text.x1 <= head.x1 + room;
        let narrow = text.x1 - text.x0 < 0.6 * (head.x1 - head.x0);
        at - start <= 4 && (under && narrow || text.x1 <= head.x0 + room)
    }

    /// The table of a run; rows before `free` are of the table before.
    fn table(&self, run: Range<usize>, free: usize) -> Option<Aligned> {
        let columns = Columns::of(&self.rows[run.clone()], self.words, self.spacing)?;
        let start = self.head_above(&columns, run.start, free);
        let body = run.start + columns.body;
        let line = |at: usize| {
            let (row, head) = (&self.rows[at], at < body);
            let cells = columns.cells(row, self.words, head);
            let spanning = head && columns.has_spanning(row, self.words);
            Line { cells, top: row.bbox.y0, baseline: row.baseline, size: row.size, head, spanning }
        };
        let lines: Vec<Line> = (start..run.end).map(line).collect();
        let tight = Tight::of(&lines, self.words, self.across);
        let mut table = tight.joined(lines);
        let mut end = run.end;
        // A last label that goes on below its numbers.
        while end < self.rows.len() && self.looks[end] == Look::Text && self.rows[end].bbox.x1 <= columns.begin() {
            let below = line(end);
            let Some(last) = table.last_mut().filter(|last| tight.is_wrapped(last, &below)) else { break };
            last.join(below);
            end += 1;
        }
        let cells: Vec<Vec<Vec<usize>>> = table.into_iter().map(|line| line.cells).collect();
        let wide = cells.iter().filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() >= 2).count();
        (wide >= 2).then_some(Aligned { rows: start..end, cells })
    }

    /// Where the table begins with the heads above its first row that do not look like heads: one alone, several set
    /// close, or several whose gaps are all alike.
    fn head_above(&self, columns: &Columns, first: usize, free: usize) -> usize {
        let is_above = |at: usize| {
            let (row, below) = (&self.rows[at], &self.rows[at + 1]);
            row.table(self.words).is_none()
                && below.baseline - row.baseline < 2.2 * below.size
                && (row.size / below.size - 1.0).abs() < 0.12
        };
        let is_head = |at: usize| is_above(at) && columns.are_headed_by(&self.rows[at], self.words);
        // One line of a single head is not yet a head by itself.
        let is_last = |at: usize| at > free && self.rows[at].words.len() <= 2 && is_above(at) && is_head(at - 1);
        let is_line = |at: usize| is_last(at) || is_above(at) && self.is_first_line(columns, at);
        let above = (free..first).rev().take(3).take_while(|at| is_head(*at) || is_line(*at)).count();
        first - above
    }

    /// Whether a text alone is the first line of a head that goes on in one of the next rows: the lines of a cell share
    /// an edge or their middle. A unit may stand so over the table's last column.
    fn is_first_line(&self, columns: &Columns, at: usize) -> bool {
        let row = &self.rows[at];
        let [text] = self.spacing.heads(row, self.words)[..] else { return false };
        let is_next = |below: &&Row| below.baseline - row.baseline < 1.35 * row.size;
        let below = self.rows[at + 1..].iter().take(2).take_while(is_next);
        let goes_on = |below: &Row| {
            let pieces = self.spacing.heads(below, self.words);
            let beside = pieces.into_iter().filter(|piece| extent(piece, self.words).0 >= columns.labels_end());
            beside.into_iter().any(|piece| share_cell(text, piece, self.words))
        };
        row.bbox.x0 >= columns.labels_end() && !is_unit(text, self.words) && below.into_iter().any(goes_on)
    }
}
