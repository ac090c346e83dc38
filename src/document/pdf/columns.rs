//! Columns of running text.
//!
//! Takes the rows of a region, gives the bands of it that are set in two columns, each with the place of its gutter.
//! Refuses a gutter with a table on one of its sides: those rows belong together.

use std::ops::Range;

use super::{
    aligned::Aligned,
    rows::{Row, is_value},
    words::Placed,
};

/// Rows that are set in two columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Band {
    pub rows: Range<usize>,
    /// What lies left of here is the first column.
    pub gutter: f32,
}

/// The bands with two columns, from top to bottom. `tables` are those of its rows that belong together.
pub(super) fn bands(rows: &[Row], words: &[Placed], tables: &[Aligned]) -> Vec<Band> {
    let Some((left, right)) = extent(rows) else { return Vec::new() };
    let best = candidates(rows, words, left, right)
        .into_iter()
        .map(|gutter| {
            let bands = bands_at(rows, words, tables, gutter);
            (bands.iter().map(|band| band.rows.len()).sum::<usize>(), bands)
        })
        .max_by_key(|(rows, _)| *rows);
    best.map(|(_, bands)| bands).unwrap_or_default()
}

fn extent(rows: &[Row]) -> Option<(f32, f32)> {
    let bbox = rows.iter().map(|row| row.bbox).reduce(crate::span::BoundingBox::cover)?;
    (bbox.x1 - bbox.x0 > 60.0).then_some((bbox.x0, bbox.x1))
}

/// Places that few rows cover, in the middle part of the region.
fn candidates(rows: &[Row], words: &[Placed], left: f32, right: f32) -> Vec<f32> {
    const BINS: usize = 120;
    let bin = |x: f32| (((x - left) / (right - left) * BINS as f32) as usize).min(BINS - 1);
    let mut covered = [0usize; BINS];
    for segment in rows.iter().flat_map(|row| row.segments(words)) {
        let (Some(first), Some(last)) = (segment.first(), segment.last()) else { continue };
        let (from, to) = (bin(words[*first].bbox.x0), bin(words[*last].bbox.x1));
        covered[from..=to].iter_mut().for_each(|count| *count += 1);
    }
    let inner = BINS / 6..BINS - BINS / 6;
    let most = covered.iter().max().copied().unwrap_or(0);
    let mut places: Vec<usize> = inner.filter(|at| covered[*at] * 2 < most).collect();
    places.sort_by_key(|at| (covered[*at], at.abs_diff(BINS / 2)));
    places.truncate(12);
    places.into_iter().map(|at| left + (at as f32 + 0.5) * (right - left) / BINS as f32).collect()
}

/// Where the words of a row stand.
enum Side {
    Left,
    Right,
    Both,
    Across,
}

fn side(row: &Row, words: &[Placed], gutter: f32) -> Side {
    if row.bbox.x1 <= gutter {
        return Side::Left;
    }
    if row.bbox.x0 >= gutter {
        return Side::Right;
    }
    let first = row.words.partition_point(|id| words[*id].bbox.x0 < gutter);
    let (Some(before), Some(after)) = (first.checked_sub(1), row.words.get(first)) else { return Side::Across };
    let end = row.words[..=before].iter().map(|id| words[*id].bbox.x1).fold(f32::MIN, f32::max);
    if end <= gutter && words[*after].bbox.x0 - end > 0.8 * row.size { Side::Both } else { Side::Across }
}

fn bands_at(rows: &[Row], words: &[Placed], tables: &[Aligned], gutter: f32) -> Vec<Band> {
    let cut: Vec<&Range<usize>> =
        tables.iter().map(|table| &table.rows).filter(|table| is_cut(&rows[(*table).clone()], words, gutter)).collect();
    let in_table = |at: usize| cut.iter().any(|table| table.contains(&at));
    let mut bands = Vec::new();
    let mut start = 0;
    for end in 0..=rows.len() {
        let across = rows.get(end).is_none_or(|row| in_table(end) || matches!(side(row, words, gutter), Side::Across));
        if across {
            bands.extend(band(rows, words, gutter, start..end));
            start = end + 1;
        }
    }
    bands
}

/// Whether a gutter would part a table's labels from its numbers: right of it stand next to no words.
fn is_cut(table: &[Row], words: &[Placed], gutter: f32) -> bool {
    let right = || table.iter().flat_map(|row| &row.words).filter(|id| words[**id].bbox.x0 >= gutter);
    let values = right().filter(|id| is_value(&words[**id].text)).count();
    values * 10 >= right().count() * 8 && values >= table.len()
}

/// The band of these rows, when both sides of the gutter hold running text beside each other.
fn band(rows: &[Row], words: &[Placed], gutter: f32, range: Range<usize>) -> Option<Band> {
    let mut sides = [Sample::default(), Sample::default()];
    for row in rows.get(range.clone())? {
        let (left, right): (Vec<usize>, Vec<usize>) =
            row.words.iter().copied().partition(|id| words[*id].bbox.x0 < gutter);
        for (sample, ids) in sides.iter_mut().zip([left, right]) {
            sample.add(row, &ids, words);
        }
    }
    let [left, right] = sides;
    let beside = left.bottom.min(right.bottom) - left.top.max(right.top);
    let running =
        |sample: &Sample| sample.rows >= 3 && sample.words >= 3 * sample.rows && sample.values * 3 < sample.words;
    // One side may be short: a box or the end of the text beside the other column.
    let tables = |sample: &Sample| sample.tables > 0;
    let columns = (running(&left) || tables(&left)) && (running(&right) || tables(&right)) && beside > 20.0;
    let noted = running(&left) && right.is_noted(&left) || running(&right) && left.is_noted(&right);
    // The last column may end after a line or two, at the height where the one before it begins.
    let tail = running(&left) && left.rows >= 5 && right.is_tail(&left);
    (columns || noted || tail).then_some(Band { rows: range, gutter })
}

struct Sample {
    rows: usize,
    words: usize,
    values: usize,
    tables: usize,
    /// The sum of the words' sizes.
    sizes: f32,
    top: f32,
    bottom: f32,
}

impl Default for Sample {
    fn default() -> Self {
        Sample { rows: 0, words: 0, values: 0, tables: 0, sizes: 0.0, top: f32::MAX, bottom: f32::MIN }
    }
}

impl Sample {
    fn add(&mut self, row: &Row, ids: &[usize], words: &[Placed]) {
        if ids.is_empty() {
            return;
        }
        self.top = self.top.min(row.bbox.y0);
        self.bottom = self.bottom.max(row.bbox.y1);
        if ids.iter().any(|id| words[*id].table.is_some()) {
            self.tables += 1;
            return;
        }
        self.rows += 1;
        self.words += ids.len();
        self.values += ids.iter().filter(|id| is_value(&words[**id].text)).count();
        self.sizes += ids.iter().map(|id| words[*id].size).sum::<f32>();
    }

    /// Whether this is the last line or two of a text that began in that column.
    fn is_tail(&self, text: &Sample) -> bool {
        let height = (text.bottom - text.top) / text.rows as f32;
        (1..=2).contains(&self.rows)
            && self.words >= 2 * self.rows
            && self.values * 3 < self.words
            && (self.top - text.top).abs() < 0.5 * height
    }

    /// Whether these are notes in the margin of that text: a few words in smaller type, and no column of numbers.
    fn is_noted(&self, text: &Sample) -> bool {
        let size = |sample: &Sample| sample.sizes / sample.words as f32;
        self.rows >= 2 && self.values * 3 < self.words && size(self) < 0.9 * size(text)
    }
}
