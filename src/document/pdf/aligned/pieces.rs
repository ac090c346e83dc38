//! The pieces that a row of a table falls into, before anything is known of its columns.
//!
//! Takes a row, gives its words in the stretches that gaps part. Refuses to part what only blanks stand between.

use super::super::{
    rows::{Row, is_value},
    words::Placed,
};

/// How wide a blank is in a region, which tells the gaps between cells from those between words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spacing {
    /// The narrowest gap that is no blank, as a share of the font's size.
    narrow: f32,
}

impl Spacing {
    pub(super) fn of(rows: &[Row], words: &[Placed]) -> Self {
        let gaps = rows.iter().flat_map(|row| row.words.windows(2).map(|pair| gap(pair[0], pair[1], words)));
        let mut gaps: Vec<f32> = gaps.filter(|gap| (0.15..0.8).contains(gap)).collect();
        gaps.sort_by(f32::total_cmp);
        // Few of the gaps are narrow ones between cells, and those are the wider ones; where there are no others, what is
        // wider than the blank of any font parts two.
        let blank = gaps.get(gaps.len() / 4).copied().unwrap_or(0.28).clamp(0.25, 0.45);
        Spacing { narrow: 1.6 * blank }
    }

    /// A row's pieces. Tight columns are parted beside a number: a blank never is that wide.
    pub(super) fn pieces<'a>(self, row: &'a Row, words: &'a [Placed]) -> Vec<&'a [usize]> {
        row.segments(words)
            .flat_map(|segment| {
                segment.chunk_by(move |a, b| !(self.parts(*a, *b, words) && (ends(*a, words) || begins(*b, words))))
            })
            .collect()
    }

    /// The pieces of a row of heads, where every gap that is no blank parts two.
    pub(super) fn heads<'a>(self, row: &'a Row, words: &'a [Placed]) -> Vec<&'a [usize]> {
        row.segments(words).flat_map(|segment| segment.chunk_by(move |a, b| !self.parts(*a, *b, words))).collect()
    }

    /// Whether the gap between two words is wider than a blank.
    pub(super) fn parts(self, left: usize, right: usize, words: &[Placed]) -> bool {
        gap(left, right, words) > self.narrow
    }
}

/// The gap between two words, as a share of the font's size.
fn gap(left: usize, right: usize, words: &[Placed]) -> f32 {
    let (left, right) = (&words[left], &words[right]);
    (right.bbox.x0 - left.bbox.x1) / left.size.max(right.size)
}

/// Whether a cell may begin with this number, or what stands for one; a unit goes on with the number before it.
fn begins(id: usize, words: &[Placed]) -> bool {
    let text = words[id].text.as_str();
    is_value(text) && !matches!(text, "%" | "kr." | "pct." | "." | "*" | "**")
}

/// Whether a cell may end with this number or its unit.
fn ends(id: usize, words: &[Placed]) -> bool {
    begins(id, words) || matches!(words[id].text.as_str(), "%" | "kr." | "pct.")
}

/// Whether a piece is a number, with a unit or without.
pub(super) fn is_number(piece: &[usize], words: &[Placed]) -> bool {
    2 * piece.iter().filter(|id| is_value(&words[**id].text)).count() >= piece.len()
}

/// Whether a piece is a number and can be nothing else: neither a year nor a word's number, as heads have them.
pub(super) fn is_plain_number(piece: &[usize], words: &[Placed]) -> bool {
    let letters = |id: &usize| words[*id].text.chars().filter(|c| c.is_alphabetic()).count();
    is_number(piece, words)
        && piece.iter().any(|id| begins(*id, words))
        && !piece.iter().any(|id| letters(id) > 2 && !is_value(&words[*id].text))
        && !piece.iter().all(|id| is_year(&words[*id].text))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a piece is the heads of several columns set close: “Budget 2023 Budget 2024”.
pub(super) fn is_run_of_heads(piece: &[usize], words: &[Placed]) -> bool {
    let numbers = piece.iter().filter(|id| words[**id].text.contains(|c: char| c.is_ascii_digit())).count();
    numbers >= 2 && piece.iter().any(|id| words[*id].text.chars().filter(|c| c.is_alphabetic()).count() > 2)
}

/// From where to where a piece goes; a piece is never empty.
pub(super) fn extent(piece: &[usize], words: &[Placed]) -> (f32, f32) {
    let ends = piece.first().zip(piece.last());
    ends.map_or((0.0, 0.0), |(first, last)| (words[*first].bbox.x0, words[*last].bbox.x1))
}

/// Whether two texts below each other stand as the lines of one cell do: they share an edge or their middle.
pub(super) fn share_cell(above: &[usize], below: &[usize], words: &[Placed]) -> bool {
    let (a, b) = (extent(above, words), extent(below, words));
    let near = |a: f32, b: f32| (a - b).abs() < 1.0;
    near(a.0, b.0) || near(a.1, b.1) || near(a.0 + a.1, b.0 + b.1)
}

/// Whether a text says what the numbers of a table count: “1.000 kr.”, “(mio.)”, “pct.”
pub(super) fn is_unit(piece: &[usize], words: &[Placed]) -> bool {
    let is = |id: &usize| {
        let word = words[*id].text.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase();
        matches!(word.as_str(), "kr" | "mio" | "mia" | "pct" | "procent" | "%") || word.contains('%')
    };
    piece.iter().any(is)
}
