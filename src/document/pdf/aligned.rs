//! Tables without lines around their cells: labels at the left, numbers in columns beside them.
//!
//! Takes the rows of a region, gives the runs of rows that make a table, with the words of every cell. Refuses running
//! text, however wide its gaps, and a single row.

use std::ops::Range;

use super::{
    glyphs::Rule,
    rows::{Row, is_value, median},
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
    /// Short texts side by side: the head of a table, or nothing.
    Texts,
    /// One text.
    Text,
    /// Running text, or another table.
    Other,
}

/// The tables among the rows; `across` are the page's lines from left to right.
pub(super) fn tables(rows: &[Row], words: &[Placed], across: &[Rule]) -> Vec<Aligned> {
    let looks: Vec<Look> = rows.iter().map(|row| look(row, words)).collect();
    let mut tables = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let Some(range) = run(rows, &looks, words, at) else {
            at += 1;
            continue;
        };
        at = range.end;
        tables.extend(table(rows, &looks, words, across, range));
    }
    tables
}

fn look(row: &Row, words: &[Placed]) -> Look {
    if row.table(words).is_some() {
        return Look::Other;
    }
    let segments: Vec<&[usize]> = row.segments(words).collect();
    if segments.len() < 2 || is_justified(row, words) {
        return Look::Text;
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

fn is_number(segment: &[usize], words: &[Placed]) -> bool {
    2 * segment.iter().filter(|id| is_value(&words[**id].text)).count() >= segment.len()
}

/// Whether a segment is the heads of several columns set close: “Budget 2023 Budget 2024”.
fn is_run_of_heads(segment: &[usize], words: &[Placed]) -> bool {
    let values = segment.iter().filter(|id| is_value(&words[**id].text)).count();
    values >= 2 && segment.iter().any(|id| words[*id].text.chars().filter(|c| c.is_alphabetic()).count() > 2)
}

/// The rows from `start` on that may make one table.
fn run(rows: &[Row], looks: &[Look], words: &[Placed], start: usize) -> Option<Range<usize>> {
    if !matches!(looks[start], Look::Numbers | Look::Texts) {
        return None;
    }
    let mut left_of_numbers = f32::MAX;
    let (mut end, mut numbers) = (start, 0);
    let mut pitch = f32::MAX;
    for at in start..rows.len() {
        let row = &rows[at];
        let apart = if at > start { row.baseline - rows[at - 1].baseline } else { 0.0 };
        // A wider gap than between the rows so far parts two tables, the more so before the second one's name.
        let far =
            if looks[at] == Look::Text { (1.5 * pitch).max(1.6 * row.size) } else { (2.5 * pitch).max(2.5 * row.size) };
        if apart > far.min(3.2 * row.size.max(rows[at.max(1) - 1].size)) {
            break;
        }
        let alone = looks[at] == Look::Text && is_number(&row.words, words) && row.bbox.x0 > left_of_numbers - row.size;
        match looks[at] {
            Look::Numbers => {
                let number = row.segments(words).skip(1).find(|segment| is_number(segment, words));
                let first = number.and_then(|segment| segment.first());
                left_of_numbers = first.map_or(left_of_numbers, |id| left_of_numbers.min(words[*id].bbox.x0));
                if numbers > 0 && looks[at - 1] == Look::Numbers {
                    pitch = pitch.min(apart);
                }
                numbers += 1;
                end = at + 1;
            }
            Look::Text if alone => end = at + 1,
            Look::Texts => end = at + 1,
            // A label above or below its row, or the name of a group of rows.
            Look::Text if numbers > 0 && row.bbox.x1 <= left_of_numbers + row.size => {}
            Look::Text | Look::Other => break,
        }
    }
    // A single row of numbers makes a table only with a head and more than one number.
    let rich = |row: &Row| row.segments(words).filter(|segment| is_number(segment, words)).count() >= 2;
    let single = numbers == 1 && end - start >= 2 && rows[start..end].iter().any(rich);
    (numbers >= 2 || single).then_some(start..end)
}

fn table(rows: &[Row], looks: &[Look], words: &[Placed], across: &[Rule], range: Range<usize>) -> Option<Aligned> {
    let range = with_wrapped(rows, looks, range);
    let left = rows[range.clone()].iter().map(|row| row.bbox.x0).fold(f32::MAX, f32::min);
    let columns = columns(&rows[range.clone()], words, left);
    if columns.is_empty() {
        return None;
    }
    let lines: Vec<Line> = rows[range.clone()].iter().map(|row| Line::of(row, words, &columns, left)).collect();
    let cells = joined(lines, words, across);
    let wide = cells.iter().filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() >= 2).count();
    (wide >= 2).then_some(Aligned { rows: range, cells })
}

/// The run with a last label that goes on below its numbers.
fn with_wrapped(rows: &[Row], looks: &[Look], range: Range<usize>) -> Range<usize> {
    let pitch = pitch(&rows[range.clone()], &looks[range.clone()]);
    let mut end = range.end;
    while let Some(row) = rows.get(end) {
        let apart = row.baseline - rows[end - 1].baseline;
        let goes_on = looks[end] == Look::Text && apart < 0.85 * pitch && apart < 1.35 * row.size;
        if !goes_on || row.bbox.x1 - row.bbox.x0 > 0.6 * (rows[end - 1].bbox.x1 - rows[end - 1].bbox.x0) {
            break;
        }
        end += 1;
    }
    range.start..end
}

/// The usual distance between two rows of numbers.
fn pitch(rows: &[Row], looks: &[Look]) -> f32 {
    let pairs = rows.windows(2).zip(looks.windows(2));
    let numbers = pairs.filter(|(_, looks)| looks.iter().all(|look| *look == Look::Numbers));
    median(numbers.map(|(rows, _)| rows[1].baseline - rows[0].baseline).collect()).unwrap_or(f32::MAX)
}

/// A column's extent along a row.
#[derive(Clone, Copy, Debug)]
struct Column {
    x0: f32,
    x1: f32,
    /// The first and the last row that it has something in.
    top: usize,
    bottom: usize,
}

impl Column {
    fn cover(&mut self, other: Column) {
        (self.x0, self.x1) = (self.x0.min(other.x0), self.x1.max(other.x1));
        (self.top, self.bottom) = (self.top.min(other.top), self.bottom.max(other.bottom));
    }
}

/// The columns of numbers, from left to right: where numbers overlap from row to row.
fn columns(rows: &[Row], words: &[Placed], left: f32) -> Vec<Column> {
    let mut found: Vec<Column> = Vec::new();
    let mut texts: Vec<Column> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        for (place, segment) in row.segments(words).enumerate() {
            let (Some(first), Some(last)) = (segment.first(), segment.last()) else { continue };
            let column = Column { x0: words[*first].bbox.x0, x1: words[*last].bbox.x1, top: number, bottom: number };
            // A number at the very left labels its row, as a year or an age does.
            if place == 0 && column.x0 < left + row.size {
                continue;
            }
            if is_number(segment, words) && !is_run_of_heads(segment, words) {
                found.push(column);
            } else {
                texts.push(column);
            }
        }
    }
    let mut columns = merged(found);
    // A column of texts is one where no number stands, in more than one row; left of the numbers, in every other row:
    // words of a label that is set in wide gaps stand there by chance.
    let apart = |text: &Column| !columns.iter().any(|column| column.x0 < text.x1 && text.x0 < column.x1);
    let mut alone: Vec<Column> = texts.into_iter().filter(apart).collect();
    alone.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let numbers_from = columns.first().map_or(f32::MAX, |column| column.x0);
    for group in alone.chunk_by(|a, b| b.x0 < a.x1) {
        if group.len() >= 2 && (group[0].x0 > numbers_from || 2 * group.len() >= rows.len()) {
            columns.extend(merged(group.to_vec()));
        }
    }
    columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    with_heads(columns)
}

/// The columns with each head beside whose numbers stand next to it rather than under it: a head set to the left over
/// numbers set to the right.
fn with_heads(columns: Vec<Column>) -> Vec<Column> {
    // Heads end before the first row of any column that has none.
    let lone = |column: &Column| columns.iter().any(|other| column.bottom < other.top);
    let heads: Vec<usize> = (0..columns.len()).filter(|at| lone(&columns[*at])).collect();
    let last_head = heads.iter().map(|at| columns[*at].bottom).max().unwrap_or(0);
    let bare: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].top > last_head).collect();
    let beside = heads.len() == bare.len() && heads.iter().zip(&bare).all(|(head, body)| head.abs_diff(*body) == 1);
    if !beside {
        return columns;
    }
    let mut out = columns.clone();
    heads.iter().zip(&bare).for_each(|(head, body)| out[*head].cover(columns[*body]));
    let mut at = 0;
    out.retain(|_| {
        at += 1;
        !bare.contains(&(at - 1))
    });
    out
}

/// Extents that overlap, as one.
fn merged(mut columns: Vec<Column>) -> Vec<Column> {
    columns.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut out: Vec<Column> = Vec::new();
    for column in columns {
        match out.last_mut() {
            Some(last) if column.x0 < last.x1 => last.cover(column),
            _ => out.push(column),
        }
    }
    out
}

/// A row of the page with its words in their columns; the label comes first.
struct Line {
    cells: Vec<Vec<usize>>,
    top: f32,
    baseline: f32,
    size: f32,
}

impl Line {
    fn of(row: &Row, words: &[Placed], columns: &[Column], left: f32) -> Line {
        let mut cells = vec![Vec::new(); columns.len() + 1];
        for (place, segment) in row.segments(words).enumerate() {
            let (Some(first), Some(last)) = (segment.first(), segment.last()) else { continue };
            let (x0, x1) = (words[*first].bbox.x0, words[*last].bbox.x1);
            if place == 0 && x0 < left + row.size && !is_under(columns, x0, x1) {
                cells[0].extend(segment);
                continue;
            }
            let touched = columns.iter().filter(|column| column.x0 < x1 && x0 < column.x1).count();
            if touched <= 1 {
                cells[nearest(columns, x0, x1)].extend(segment);
            } else {
                for id in segment {
                    cells[nearest(columns, words[*id].bbox.x0, words[*id].bbox.x1)].push(*id);
                }
            }
        }
        Line { cells, top: row.bbox.y0, baseline: row.baseline, size: row.size }
    }

    fn has_numbers(&self) -> bool {
        self.cells[1..].iter().any(|cell| !cell.is_empty())
    }

    fn has_label(&self) -> bool {
        !self.cells[0].is_empty()
    }

    fn join(&mut self, below: Line) {
        for (cell, more) in self.cells.iter_mut().zip(below.cells) {
            cell.extend(more);
        }
        (self.baseline, self.size) = (below.baseline, below.size);
    }
}

/// Whether an extent lies wholly in a column of numbers.
fn is_under(columns: &[Column], x0: f32, x1: f32) -> bool {
    columns.iter().any(|column| column.x0 - 1.0 <= x0 && x1 <= column.x1 + 1.0)
}

/// The cell for an extent: 0 for the label, else the column that it overlaps most or lies nearest to.
fn nearest(columns: &[Column], x0: f32, x1: f32) -> usize {
    let overlap = |column: &Column| x1.min(column.x1) - x0.max(column.x0);
    let Some((place, column)) = columns.iter().enumerate().max_by(|(_, a), (_, b)| overlap(a).total_cmp(&overlap(b)))
    else {
        return 0;
    };
    let before_all = place == 0 && x1 <= column.x0 && column.x0 - x1 > 0.5 * (x1 - x0);
    if before_all { 0 } else { place + 1 }
}

/// The rows of the table: lines of one label joined.
fn joined(lines: Vec<Line>, words: &[Placed], across: &[Rule]) -> Vec<Vec<Vec<usize>>> {
    let tight = Tight::of(&lines, across);
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(above) if tight.belong_together(above, &line, words) => above.join(line),
            _ => out.push(line),
        }
    }
    out.into_iter().map(|line| line.cells).collect()
}

/// How lines of one row are told from rows.
struct Tight<'a> {
    /// Lines are of one row where no rule lies between them, when most rows have one.
    rules: Option<&'a [Rule]>,
    pitch: f32,
}

impl<'a> Tight<'a> {
    fn of(lines: &[Line], across: &'a [Rule]) -> Self {
        let both: Vec<&[Line]> = lines.windows(2).filter(|pair| pair.iter().all(Line::has_numbers)).collect();
        let ruled = both.iter().filter(|pair| has_rule(across, &pair[0], &pair[1])).count();
        let pitch = median(both.iter().map(|pair| pair[1].baseline - pair[0].baseline).collect()).unwrap_or(f32::MAX);
        Tight { rules: (!both.is_empty() && ruled * 5 >= both.len() * 4).then_some(across), pitch }
    }

    fn belong_together(&self, above: &Line, below: &Line, words: &[Placed]) -> bool {
        // Two rows of numbers are two rows.
        if above.has_numbers() && below.has_numbers() {
            return false;
        }
        if let Some(rules) = self.rules {
            return !has_rule(rules, above, below);
        }
        let apart = below.baseline - above.baseline;
        if self.pitch > 1.3 * below.size && self.pitch < f32::MAX {
            return apart < 0.85 * self.pitch;
        }
        let lower =
            |line: &Line| line.cells[0].first().is_some_and(|id| words[*id].text.starts_with(char::is_lowercase));
        apart < 1.5 * below.size && below.has_label() && lower(below)
    }
}

fn has_rule(across: &[Rule], above: &Line, below: &Line) -> bool {
    let (from, to) = (above.baseline - 0.2 * above.size, below.top + 0.4 * below.size);
    let first = across.partition_point(|rule| rule.y0 < from);
    across[first..].iter().take_while(|rule| rule.y0 <= to).any(|rule| rule.x1 - rule.x0 > 20.0)
}
