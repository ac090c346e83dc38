//! Rows: the words that stand on one baseline.
//!
//! Takes words in any order, gives rows from top to bottom with their words from left to right, and the segments that
//! wide gaps part a row into. Refuses nothing.

use super::words::Placed;
use crate::span::BoundingBox;

/// Words on one baseline, by their place in the page's list.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub words: Vec<usize>,
    pub bbox: BoundingBox,
    pub baseline: f32,
    /// The size of its largest font.
    pub size: f32,
}

impl Row {
    fn of(ids: Vec<usize>, words: &[Placed]) -> Option<Row> {
        let bbox = ids.iter().map(|id| words[*id].bbox).reduce(BoundingBox::cover)?;
        let largest = ids.iter().copied().max_by(|a, b| words[*a].size.total_cmp(&words[*b].size))?;
        Some(Row { baseline: words[largest].baseline, size: words[largest].size, bbox, words: ids })
    }

    /// The ruled table that this row stands for.
    pub(super) fn table(&self, words: &[Placed]) -> Option<usize> {
        self.words.iter().find_map(|id| words[*id].table)
    }

    /// The row's text, for a look at what it is.
    pub(super) fn text(&self, words: &[Placed]) -> String {
        let texts: Vec<&str> = self.words.iter().map(|id| words[*id].text.as_str()).collect();
        texts.join(" ")
    }

    /// The stretches of words between gaps too wide for a blank.
    pub(super) fn segments<'a>(&'a self, words: &'a [Placed]) -> impl Iterator<Item = &'a [usize]> {
        self.words.chunk_by(move |a, b| {
            let (left, right) = (&words[*a], &words[*b]);
            // Two whole numbers are two cells, however narrow the table is set.
            let two = is_whole_number(&left.text) && is_whole_number(&right.text);
            !two && right.bbox.x0 - left.bbox.x1 < GAP * left.size.max(right.size)
        })
    }
}

/// The narrowest gap between two columns, as a share of the font's size.
const GAP: f32 = 0.8;

/// The rows of some words.
pub(super) fn rows(mut ids: Vec<usize>, words: &[Placed]) -> Vec<Row> {
    ids.sort_by(|a, b| words[*a].baseline.total_cmp(&words[*b].baseline));
    let mut rows: Vec<Row> = Vec::new();
    for row in ids.chunk_by(|a, b| {
        let apart = words[*b].baseline - words[*a].baseline;
        apart < 0.3 * words[*a].size.min(words[*b].size) && words[*a].table.is_none() && words[*b].table.is_none()
    }) {
        rows.extend(Row::of(row.to_vec(), words));
    }
    rows = with_raised(rows, words);
    for row in &mut rows {
        row.words.sort_by(|a, b| words[*a].bbox.x0.total_cmp(&words[*b].bbox.x0));
    }
    rows.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
    rows
}

/// Joins small raised or lowered characters to the row that they stand beside.
fn with_raised(rows: Vec<Row>, words: &[Placed]) -> Vec<Row> {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let joined = out.last_mut().is_some_and(|above| {
            let apart = row.baseline - above.baseline;
            let raised = above.size < 0.85 * row.size && apart < 0.6 * row.size && beside(above, &row, words);
            let lowered = row.size < 0.85 * above.size && apart < 0.4 * above.size && beside(&row, above, words);
            if (raised || lowered) && above.table(words).is_none() && row.table(words).is_none() {
                above.words.extend(&row.words);
                above.bbox = above.bbox.cover(row.bbox);
                if raised {
                    (above.baseline, above.size) = (row.baseline, row.size);
                }
                return true;
            }
            false
        });
        if !joined {
            out.push(row);
        }
    }
    out
}

/// Whether every word of the small row stands right after or before a word of the large one.
fn beside(small: &Row, large: &Row, words: &[Placed]) -> bool {
    small.words.len() <= 8
        && small.words.iter().all(|id| {
            let word = words[*id].bbox;
            let reach = 0.5 * large.size;
            large.words.iter().any(|other| {
                let other = words[*other].bbox;
                (word.x0 - other.x1).abs() < reach || (other.x0 - word.x1).abs() < reach
            })
        })
}

/// Whether a word is a number or what stands for one in a table's cell.
pub(super) fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > others || matches!(text, "-" | "–" | "—" | "*" | "**" | "." | ".." | "…" | "%" | "÷" | "kr." | "pct.")
}

/// Whether a word is a number that no other one goes on after a blank: it is parted into groups, has a decimal comma,
/// or is a year.
fn is_whole_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '–', '−', '+']);
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && (year || digits[..digits.len() - 1].contains(['.', ',']))
}

/// The middle one of some numbers.
pub(super) fn median(mut values: Vec<f32>) -> Option<f32> {
    let middle = values.len() / 2;
    (!values.is_empty()).then(|| *values.select_nth_unstable_by(middle, f32::total_cmp).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouped_numbers_and_years_are_whole_and_the_parts_of_one_are_not() {
        assert!(["1.250", "-45.120.700", "12,5", "2024"].into_iter().all(is_whole_number));
        assert!(!["1", "250", "12.", "pct.", "1.250*", "", "-"].into_iter().any(is_whole_number));
    }
}
