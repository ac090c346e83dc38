//! The columns of a table without lines between them.
//!
//! Takes the rows of a table, gives where its columns stand and the column of every piece of a row. Refuses a column
//! that only heads stand in: it has nothing to say.

use super::{
    super::{rows::Row, words::Placed},
    pieces::{Spacing, extent, is_number, is_plain_number, is_run_of_heads},
};

/// A column's extent along a row.
#[derive(Clone, Copy, Debug)]
struct Column {
    x0: f32,
    x1: f32,
    /// Where the shortest cell begins and where it ends.
    last_x0: f32,
    first_x1: f32,
    /// The first and the last row that it has something in.
    top: usize,
    bottom: usize,
}

impl Column {
    fn of((x0, x1): (f32, f32), row: usize) -> Self {
        Column { x0, x1, last_x0: x0, first_x1: x1, top: row, bottom: row }
    }

    fn cover(&mut self, other: Column) {
        (self.x0, self.x1) = (self.x0.min(other.x0), self.x1.max(other.x1));
        (self.last_x0, self.first_x1) = (self.last_x0.max(other.last_x0), self.first_x1.min(other.first_x1));
        (self.top, self.bottom) = (self.top.min(other.top), self.bottom.max(other.bottom));
    }

    fn overlap(&self, (x0, x1): (f32, f32)) -> f32 {
        x1.min(self.x1) - x0.max(self.x0)
    }

    /// Whether its cells end below each other, as numbers do.
    fn is_set_right(&self) -> bool {
        self.x1 - self.first_x1 <= self.last_x0 - self.x0 + 0.5
    }
}

/// The columns beside the labels, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    columns: Vec<Column>,
    /// Where the labels begin, and where the longest beside a number ends.
    labels: (f32, f32),
    /// The first row below the heads.
    pub body: usize,
    spacing: Spacing,
}

impl Columns {
    pub(super) fn of(rows: &[Row], words: &[Placed], spacing: Spacing) -> Option<Self> {
        let left = rows.iter().map(|row| row.bbox.x0).fold(f32::MAX, f32::min);
        let body = body(rows, words, spacing, left);
        let columns = columns(rows, words, spacing, body, left);
        let first = columns.first()?.x0;
        let labels = rows[body..].iter().filter_map(|row| {
            let pieces = spacing.pieces(row, words);
            let label = extent(pieces.first().filter(|_| pieces.len() > 1)?, words);
            (label.1 <= first).then_some(label.1)
        });
        let end = labels.fold(left, f32::max);
        Some(Columns { columns, labels: (left, end), body, spacing })
    }

    /// Where the first of them begins: labels end before it.
    pub(super) fn begin(&self) -> f32 {
        self.columns[0].x0
    }

    /// Where the longest label beside a number ends.
    pub(super) fn labels_end(&self) -> f32 {
        self.labels.1
    }

    /// A row's words in their cells, the label's first.
    pub(super) fn cells(&self, row: &Row, words: &[Placed], head: bool) -> Vec<Vec<usize>> {
        let mut cells = vec![Vec::new(); self.columns.len() + 1];
        let pieces = if head { self.spacing.heads(row, words) } else { self.spacing.pieces(row, words) };
        if let Some(first) = self.in_order(&pieces, row, words).filter(|_| head) {
            pieces.into_iter().zip(&mut cells[first..]).for_each(|(piece, cell)| cell.extend(piece));
            return cells;
        }
        let pieces = pieces.into_iter().flat_map(|piece| piece.chunk_by(|a, b| !self.begins(*a, *b, words)));
        for (place, piece) in pieces.enumerate() {
            let at = extent(piece, words);
            let may_be_cell = head || is_number(piece, words);
            if place == 0 && self.is_label(at, row.size, may_be_cell) {
                cells[0].extend(piece);
            } else if let Some(first) = self.spanned(piece, words).filter(|_| head) {
                cells[first].extend(piece);
            } else if self.touched(at) <= 1 {
                cells[self.cell(at, may_be_cell)].extend(piece);
            } else {
                for id in piece {
                    cells[self.cell(extent(&[*id], words), true)].push(*id);
                }
            }
        }
        cells
    }

    /// Whether one of the heads of a row stands over several columns.
    pub(super) fn has_spanning(&self, row: &Row, words: &[Placed]) -> bool {
        self.spacing.heads(row, words).into_iter().any(|piece| self.spanned(piece, words).is_some())
    }

    /// The first cell of a head that stands over several columns: it reaches over the middle of each, and is no run of
    /// heads of theirs.
    fn spanned(&self, piece: &[usize], words: &[Placed]) -> Option<usize> {
        let at = extent(piece, words);
        let middle = |column: &Column| (column.x0 + column.x1) / 2.0;
        let below = |column: &Column| (at.0..at.1).contains(&middle(column));
        let columns = self.columns.iter().filter(|column| below(column)).count();
        let first = self.columns.iter().position(below)?;
        (columns >= 2 && piece.len() > columns && !is_run_of_heads(piece, words)).then_some(first + 1)
    }

    /// The cell of the first of as many heads as there are columns, with the labels' or without, when none stands over
    /// another's column.
    fn in_order(&self, pieces: &[&[usize]], row: &Row, words: &[Placed]) -> Option<usize> {
        let label = self.is_label(extent(pieces.first()?, words), row.size, true);
        let beside = &pieces[usize::from(label)..];
        let own = |(piece, own): (&&[usize], &Column)| {
            let at = extent(piece, words);
            self.touched(at) == usize::from(own.overlap(at) > 0.0)
        };
        let all = beside.len() == self.columns.len() && beside.iter().zip(&self.columns).all(own);
        all.then_some(usize::from(!label))
    }

    /// Whether a column of texts begins with a word, though only a narrow gap parts it from the one before.
    fn begins(&self, before: usize, word: usize, words: &[Placed]) -> bool {
        let x0 = words[word].bbox.x0;
        let begins = |column: &Column| !column.is_set_right() && (column.x0 - x0).abs() < 1.0;
        self.spacing.parts(before, word, words) && self.columns.iter().any(begins)
    }

    /// How many columns an extent overlaps.
    fn touched(&self, at: (f32, f32)) -> usize {
        self.columns.iter().filter(|column| column.overlap(at) > 0.0).count()
    }

    /// Whether a row above the table is the head of its columns: every piece over a column of its own. One alone says
    /// so only where there is one column; else it may be the table's name or its unit.
    pub(super) fn are_headed_by(&self, row: &Row, words: &[Placed]) -> bool {
        let pieces = self.spacing.heads(row, words);
        let wide = row.segments(words).next().is_some_and(|first| first.len() == pieces[0].len());
        let mut above = None;
        let fits = |(place, piece): (usize, &&[usize])| {
            let at = extent(piece, words);
            let label = place == 0 && self.is_label(at, row.size, true);
            let cell = if label { 0 } else { self.cell(at, true) };
            let own = above < Some(cell) && self.touched(at) <= 1;
            above = Some(cell);
            own && (label && wide || cell > 0 && at.0 < self.columns[cell - 1].x1 && at.0 >= self.labels_end())
        };
        (pieces.len() > 1 || self.columns.len() == 1) && pieces.iter().enumerate().all(fits) && above > Some(0)
    }

    /// Whether the first piece of a row is its label.
    fn is_label(&self, at: (f32, f32), size: f32, may_be_cell: bool) -> bool {
        let under = self.columns.iter().any(|column| column.x0 - 1.0 <= at.0 && at.1 <= column.x1 + 1.0);
        let at_left = at.0 < self.labels.0 + size && !under;
        // A label may stand in, or be centred over the others.
        at_left || !may_be_cell && at.0 < self.columns[0].x0 - 0.5
    }

    /// The cell for an extent: that of the column that it overlaps most, else of the one whose cells are set towards
    /// it. What stands before all columns is of the label, unless it may be a cell and begins behind the labels.
    fn cell(&self, at: (f32, f32), may_be_cell: bool) -> usize {
        let best = (0..self.columns.len()).max_by(|a, b| self.overlap(*a, at).total_cmp(&self.overlap(*b, at)));
        if let Some(best) = best.filter(|best| self.overlap(*best, at) > 0.0) {
            return best + 1;
        }
        let after = self.columns.partition_point(|column| column.x0 < at.1);
        let (Some(left), Some(right)) = (after.checked_sub(1), self.columns.get(after)) else {
            let label = after == 0 && !(may_be_cell && at.0 >= self.labels_end());
            return if label { 0 } else { after.max(1) };
        };
        let column = &self.columns[left];
        let to_right = match (column.is_set_right(), right.is_set_right()) {
            (true, true) if may_be_cell => true,
            (false, false) if may_be_cell => false,
            _ => right.x0 - at.1 < at.0 - column.x1,
        };
        if to_right { after + 1 } else { after }
    }

    fn overlap(&self, column: usize, at: (f32, f32)) -> f32 {
        self.columns[column].overlap(at)
    }
}

/// The first row that has more than heads: a number that is no year, or the label above one.
fn body(rows: &[Row], words: &[Placed], spacing: Spacing, left: f32) -> usize {
    let first = |is_body: fn(&[usize], &[Placed]) -> bool| {
        rows.iter().position(|row| spacing.pieces(row, words).iter().skip(1).any(|piece| is_body(piece, words)))
    };
    let numbers = first(is_plain_number).or_else(|| first(is_number)).unwrap_or(0);
    let is_head = |row: &Row| spacing.heads(row, words).len() > 1 || row.bbox.x0 >= left + 2.0 * row.size;
    // What stands less than a line above the numbers is of their row.
    let of_row = |at: &usize| rows[at + 1].baseline - rows[*at].baseline < 0.8 * rows[*at].size;
    let first = numbers - (0..numbers).rev().take_while(of_row).count();
    rows[..first].iter().rposition(is_head).map_or(0, |last| last + 1)
}

/// Where numbers overlap from row to row, and where texts do that stand in no such place.
fn columns(rows: &[Row], words: &[Placed], spacing: Spacing, body: usize, left: f32) -> Vec<Column> {
    let (mut numbers, mut texts) = (Vec::new(), Vec::new());
    for (number, row) in rows.iter().enumerate() {
        let pieces = if number < body { spacing.heads(row, words) } else { spacing.pieces(row, words) };
        for (place, piece) in pieces.into_iter().enumerate() {
            let column = Column::of(extent(piece, words), number);
            if number >= body && is_number(piece, words) && !is_run_of_heads(piece, words) {
                // A number at the very left labels its row, as a year or an age does.
                if place > 0 || column.x0 >= left + row.size {
                    numbers.push(column);
                }
            } else {
                texts.push((place, column));
            }
        }
    }
    let mut columns: Vec<Column> = merged(numbers);
    let numbers_from = columns.first().map_or(f32::MAX, |column| column.x0);
    // A column of texts is one where no number stands, in more than one row; left of the numbers, in every other row
    // beside a label or flush: words of a label that is set in wide gaps stand there by chance.
    let apart = |(place, text): &(usize, Column)| {
        (*place > 0 || text.x0 > numbers_from) && columns.iter().all(|column| column.overlap((text.x0, text.x1)) <= 0.0)
    };
    let mut alone: Vec<Column> = texts.into_iter().filter(apart).map(|(_, text)| text).collect();
    alone.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    for group in alone.chunk_by(|a, b| b.x0 < a.x1) {
        let said = group.iter().any(|text| text.bottom >= body);
        let flush = group.iter().filter(|text| text.x0 - group[0].x0 < 1.0).count() >= 3;
        if said && group.len() >= 2 && (group[0].x0 > numbers_from || 2 * group.len() >= rows.len() || flush) {
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
