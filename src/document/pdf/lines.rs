//! Recognised words as words of the page.
//!
//! Takes what was recognised on a page, gives its words where they stand, as drawn ones are given. The boxes of
//! recognised words follow their letters up and down, and a scanned page lies a little askew: the words of one line
//! share a baseline and a size here, and the page's slant is taken out. Refuses nothing.

use super::{
    glyphs::Mark,
    picture::Turn,
    rows::median,
    words::{Frame, Group, Placed},
};
use crate::{document::ocr::Recognised, span::BoundingBox};

/// The steepest slant of a page that is a slant, as a share of the length.
const STEEPEST: f32 = 0.1;
/// Sizes this near the page's usual one are that one.
const NEAR: f32 = 0.22;

/// The words as one group, of a page of a size in points, with so many pixels a point.
pub(super) fn group(words: &[Recognised], turn: Turn, size: (f32, f32), pixels: f32) -> Group {
    let words: Vec<Recognised> = words.iter().map(|word| in_points(word, pixels)).collect();
    let lines: Vec<&[Recognised]> = words.chunk_by(|a, b| a.line == b.line).collect();
    let slope = slope(&lines);
    let frame = Frame::towards(turn.degrees().to_radians() + slope.atan());
    let place = |x: f32, y: f32| frame.to_frame(turn.back((x, y), size));
    let sizes: Vec<f32> = lines.iter().map(|line| letter_size(line)).collect();
    let weighted = lines.iter().zip(&sizes).flat_map(|(line, size)| std::iter::repeat_n(*size, line.len()));
    let usual = median(weighted.collect()).unwrap_or(10.0);
    let mut placed = Vec::with_capacity(words.len());
    for (line, size) in lines.iter().zip(&sizes) {
        let size = if (size / usual - 1.0).abs() < NEAR { usual } else { *size };
        let feet: Vec<f32> = line.iter().filter_map(foot).map(|(x, y)| place(x, y).1).collect();
        let baseline = median(feet).unwrap_or_else(|| {
            let lowest = line.iter().map(|word| place(middle(word), word.bbox.y1).1).fold(f32::MIN, f32::max);
            lowest - DESCENT * size
        });
        placed.extend(line.iter().map(|word| {
            let height = f32::midpoint(word.bbox.y0, word.bbox.y1);
            let (x0, x1) = (place(word.bbox.x0, height).0, place(word.bbox.x1, height).0);
            Placed {
                text: word.text.clone(),
                bbox: BoundingBox { x0, y0: baseline - 0.78 * size, x1, y1: baseline + 0.22 * size },
                baseline,
                size,
                bold: false,
                mark: Mark::None,
                table: None,
                confidence: word.confidence,
            }
        }));
    }
    Group { frame, words: placed, hidden: false }
}

/// How much the lines of a picture fall from left to right, as a share of their length.
pub(super) fn slant(words: &[Recognised], pixels: f32) -> f32 {
    let words: Vec<Recognised> = words.iter().map(|word| in_points(word, pixels)).collect();
    slope(&words.chunk_by(|a, b| a.line == b.line).collect::<Vec<_>>())
}

fn in_points(word: &Recognised, pixels: f32) -> Recognised {
    let BoundingBox { x0, y0, x1, y1 } = word.bbox;
    let bbox = BoundingBox { x0: x0 / pixels, y0: y0 / pixels, x1: x1 / pixels, y1: y1 / pixels };
    Recognised { bbox, ..word.clone() }
}

fn middle(word: &Recognised) -> f32 {
    f32::midpoint(word.bbox.x0, word.bbox.x1)
}

/// Where a word stands on its baseline; not of a word that reaches below it.
fn foot(word: &Recognised) -> Option<(f32, f32)> {
    let stands = word.text.chars().any(char::is_alphanumeric) && !word.text.contains(reaches_down);
    stands.then(|| (middle(word), word.bbox.y1))
}

fn reaches_down(c: char) -> bool {
    matches!(
        c,
        'g' | 'j' | 'p' | 'q' | 'y' | 'ø' | 'Ø' | 'Q' | 'J' | ',' | ';' | '(' | ')' | '/' | '[' | ']' | '§' | '„'
    )
}

/// How much the lines fall from left to right; of lines long enough to tell.
fn slope(lines: &[&[Recognised]]) -> f32 {
    let slopes: Vec<f32> = lines
        .iter()
        .filter_map(|line| {
            let feet: Vec<(f32, f32)> = line.iter().filter_map(foot).collect();
            let (first, last) = (feet.first()?, feet.last()?);
            (feet.len() >= 4 && last.0 - first.0 > 100.0).then(|| fall(&feet))
        })
        .filter(|slope| slope.abs() < STEEPEST)
        .collect();
    if slopes.len() < 3 { 0.0 } else { median(slopes).unwrap_or_default() }
}

/// The slope of the straight line nearest to some places.
fn fall(places: &[(f32, f32)]) -> f32 {
    let count = places.len() as f32;
    let (x, y) = places.iter().fold((0.0, 0.0), |sum, place| (sum.0 + place.0, sum.1 + place.1));
    let (x, y) = (x / count, y / count);
    let (mut along, mut squares) = (0.0, 0.0);
    for place in places {
        along += (place.0 - x) * (place.1 - y);
        squares += (place.0 - x).powi(2);
    }
    if squares > 0.0 { along / squares } else { 0.0 }
}

/// What letters take of the size of their font: up to a capital's top, up to a small letter's, and down.
const CAPITAL: f32 = 0.71;
const SMALL: f32 = 0.52;
const DESCENT: f32 = 0.21;

/// The size of a line's letters, by how high its words are and which letters they have.
fn letter_size(line: &[Recognised]) -> f32 {
    let sizes = line.iter().filter(|word| word.text.chars().any(char::is_alphanumeric)).map(|word| {
        let tall =
            |c: char| c.is_uppercase() || c.is_ascii_digit() || "bdfhijklåtæøé%/()".contains(c) && c != 'æ' && c != 'ø';
        let up = if word.text.contains(tall) { CAPITAL } else { SMALL };
        let down = if word.text.contains(reaches_down) { DESCENT } else { 0.0 };
        word.bbox.height() / (up + down)
    });
    median(sizes.collect()).unwrap_or(10.0).clamp(2.0, 200.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of words of ten points that falls to the right, at two pixels a point.
    fn line(number: usize, texts: &[&str], y: f32, slope: f32) -> Vec<Recognised> {
        let word = |(place, text): (usize, &&str)| {
            let (x, pixels) = (20.0 + 60.0 * place as f32, 2.0);
            let down = if text.contains(reaches_down) { 2.1 } else { 0.0 };
            let foot = y + slope * (x + 20.0) + down;
            let bbox = BoundingBox {
                x0: pixels * x,
                y0: pixels * (foot - down - 7.1),
                x1: pixels * (x + 40.0),
                y1: pixels * foot,
            };
            Recognised { text: (*text).to_owned(), bbox, confidence: 0.9, line: number }
        };
        texts.iter().enumerate().map(word).collect()
    }

    #[test]
    fn the_words_of_a_slanted_line_share_baseline_and_size() {
        let words: Vec<Recognised> = (0..4)
            .flat_map(|number| {
                line(number, &["Der", "bor", "unge", "her", "på", "12"], 100.0 + 14.0 * number as f32, 0.01)
            })
            .collect();
        let group = group(&words, Turn::None, (595.0, 842.0), 2.0);
        for row in group.words.chunks(6) {
            assert!(row.iter().all(|word| word.baseline == row[0].baseline && word.size == row[0].size), "{row:?}");
        }
        assert!((group.words[0].size - 10.0).abs() < 0.5, "{:?}", group.words[0]);
        let apart = group.words[6].baseline - group.words[0].baseline;
        assert!((apart - 14.0).abs() < 0.2, "{apart}");
        let bbox = group.frame.on_page(group.words[5].bbox);
        assert!((bbox.x0 - 320.0).abs() < 1.5 && (bbox.y1 - 105.6).abs() < 2.5, "{bbox:?}");
    }

    #[test]
    fn words_of_a_turned_page_stand_where_the_page_has_them() {
        let words = line(0, &["Tekst"], 100.0, 0.0);
        // The page has to be turned to the left: its text runs down along the right edge.
        let group = group(&words, Turn::Left, (595.0, 842.0), 2.0);
        let bbox = group.frame.on_page(group.words[0].bbox);
        assert!((bbox.y0 - 20.0).abs() < 1.0 && (bbox.y1 - 60.0).abs() < 1.0, "{bbox:?}");
        assert!((595.0 - bbox.x1 - 92.0).abs() < 2.0, "{bbox:?}");
    }
}
