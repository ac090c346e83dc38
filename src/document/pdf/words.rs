//! Words from glyphs.
//!
//! Takes a page's glyphs in the order in which they are drawn, gives its words where they stand: each group of words
//! that run in the same direction apart, upright ones first. A glyph that is drawn twice to look bold counts once.
//! Refuses nothing.

use std::collections::HashSet;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::glyphs::{Glyph, Rule, Scene};
use crate::span::BoundingBox;

/// A word where it stands in its group's frame: `x` along the writing, `y` down from line to line.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub text: String,
    pub bbox: BoundingBox,
    pub baseline: f32,
    pub size: f32,
    pub bold: bool,
    /// The number of the ruled table that this stands for; then it has no text.
    pub table: Option<usize>,
    /// How far it is to be believed, 0 to 1: 1 unless it was recognised in a picture.
    pub confidence: f32,
}

/// The words that run in one direction.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub frame: Frame,
    pub words: Vec<Placed>,
}

/// A direction of writing, as a turn of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// One step along the writing.
    along: (f32, f32),
}

impl Frame {
    /// The frame of text that runs in a direction, given clockwise from the upper edge.
    pub(super) fn towards(angle: f32) -> Frame {
        Frame { along: (angle.cos(), angle.sin()) }
    }

    /// A place of the page as one of the frame.
    pub(super) fn to_frame(self, (x, y): (f32, f32)) -> (f32, f32) {
        let (dx, dy) = self.along;
        (x * dx + y * dy, y * dx - x * dy)
    }

    fn to_page(self, (u, v): (f32, f32)) -> (f32, f32) {
        let (dx, dy) = self.along;
        (u * dx - v * dy, u * dy + v * dx)
    }

    /// A box of the frame as one of the page.
    pub(super) fn on_page(self, bbox: BoundingBox) -> BoundingBox {
        let corners = [(bbox.x0, bbox.y0), (bbox.x1, bbox.y0), (bbox.x0, bbox.y1), (bbox.x1, bbox.y1)];
        let [a, b, c, d] =
            corners.map(|corner| self.to_page(corner)).map(|(x, y)| BoundingBox { x0: x, y0: y, x1: x, y1: y });
        a.cover(b).cover(c).cover(d)
    }

    /// A rule of the page as one of the frame.
    pub(super) fn rule(self, rule: Rule) -> Rule {
        let (a, b) = (self.to_frame((rule.x0, rule.y0)), self.to_frame((rule.x1, rule.y1)));
        Rule { x0: a.0.min(b.0), y0: a.1.min(b.1), x1: a.0.max(b.0), y1: a.1.max(b.1) }
    }
}

/// The words of a page, the group with most text first.
pub(super) fn groups(scene: &Scene) -> Vec<Group> {
    let mut directions: Vec<(i32, Vec<&Glyph>)> = Vec::new();
    for glyph in &scene.glyphs {
        let degrees = glyph.advance.1.atan2(glyph.advance.0).to_degrees();
        let near = (degrees / 90.0).round() * 90.0;
        let direction = if (degrees - near).abs() < 12.0 { near } else { (degrees / 15.0).round() * 15.0 } as i32;
        let direction = if direction == -180 { 180 } else { direction };
        match directions.iter_mut().find(|(other, _)| *other == direction) {
            Some((_, glyphs)) => glyphs.push(glyph),
            None => directions.push((direction, vec![glyph])),
        }
    }
    directions.sort_by_key(|(direction, glyphs)| (std::cmp::Reverse(glyphs.len()), *direction));
    directions.into_iter().map(|(direction, glyphs)| group(direction, &glyphs)).collect()
}

fn group(direction: i32, glyphs: &[&Glyph]) -> Group {
    let along = match direction {
        0 => (1.0, 0.0),
        90 => (0.0, 1.0),
        180 => (-1.0, 0.0),
        -90 => (0.0, -1.0),
        other => ((other as f32).to_radians().cos(), (other as f32).to_radians().sin()),
    };
    let frame = Frame { along };
    let mut seen = Seen::default();
    let mut letters: Vec<Letter> = glyphs
        .iter()
        .map(|glyph| {
            let (x, baseline) = frame.to_frame(glyph.origin);
            let width = (glyph.advance.0.powi(2) + glyph.advance.1.powi(2)).sqrt();
            Letter { glyph, x, baseline, end: x + width }
        })
        .filter(|letter| seen.is_new(letter))
        .collect();
    letters.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut words = Vec::new();
    for row in letters.chunk_by_mut(|a, b| b.baseline - a.baseline < 0.15 * a.glyph.size.min(b.glyph.size)) {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        words_of_row(row, &mut words);
    }
    Group { frame, words }
}

struct Letter<'a> {
    glyph: &'a Glyph,
    x: f32,
    baseline: f32,
    end: f32,
}

/// The places where each character was seen, to a raster as wide as a false bold is thick.
#[derive(Default)]
struct Seen<'a> {
    /// Character, raster, column, row: places on different rasters cannot be compared.
    places: HashSet<(&'a str, i32, i32, i32)>,
}

impl<'a> Seen<'a> {
    fn is_new(&mut self, letter: &Letter<'a>) -> bool {
        let coarse = (letter.glyph.size * 2.0).round().max(1.0) as i32;
        let raster = 0.05 * coarse as f32;
        let (column, row) = ((letter.x / raster).round() as i32, (letter.baseline / raster).round() as i32);
        let text = letter.glyph.text.as_str();
        let near = (-1..=1).any(|dx| (-1..=1).any(|dy| self.places.contains(&(text, coarse, column + dx, row + dy))));
        self.places.insert((text, coarse, column, row));
        // Blanks stand where they like, and dropping one would join two words.
        !near || text.trim().is_empty()
    }
}

fn words_of_row(row: &[Letter], words: &mut Vec<Placed>) {
    let spread = spread(row);
    let mut word: Vec<&Letter> = Vec::new();
    for letter in row {
        let blank = letter.glyph.text.trim().is_empty();
        let apart = word.last().is_some_and(|last| {
            let size = last.glyph.size.max(letter.glyph.size);
            letter.x - last.end > spread + 0.16 * size
        });
        if blank || apart {
            words.extend(placed(&word));
            word.clear();
        }
        if !blank {
            word.push(letter);
        }
    }
    words.extend(placed(&word));
}

/// How far apart the letters of a word stand in this row: nothing, but for headings set in spaced letters.
fn spread(row: &[Letter]) -> f32 {
    let gaps: Vec<f32> = row
        .windows(2)
        .filter(|pair| pair.iter().all(|letter| !letter.glyph.text.trim().is_empty()))
        .map(|pair| (pair[1].x - pair[0].end) / pair[0].glyph.size)
        .filter(|gap| gap.abs() < 0.6)
        .collect();
    if gaps.len() < 6 {
        return 0.0;
    }
    let median = super::rows::median(gaps).unwrap_or_default();
    if median > 0.08 { median * row[0].glyph.size } else { 0.0 }
}

fn placed(letters: &[&Letter]) -> Option<Placed> {
    let (first, last) = (letters.first()?, letters.last()?);
    let size = letters.iter().map(|letter| letter.glyph.size).fold(0.0, f32::max);
    let mut text: String = letters.iter().map(|letter| letter.glyph.text.as_str()).collect();
    if text.contains('\u{ad}') {
        // At the end of a line it is drawn as a hyphen; inside a word it is not drawn.
        let hyphenated = text.ends_with('\u{ad}');
        text.retain(|c| c != '\u{ad}');
        if hyphenated {
            text.push('-');
        }
    }
    if !is_nfc(&text) {
        text = text.nfc().collect();
    }
    let text = text.trim().replace(char::is_whitespace, " ");
    let end = letters.iter().map(|letter| letter.end).fold(last.end, f32::max);
    let bbox = BoundingBox { x0: first.x, y0: first.baseline - 0.78 * size, x1: end, y1: first.baseline + 0.22 * size };
    let bold = letters.iter().filter(|letter| letter.glyph.bold).count() * 2 > letters.len();
    (!text.is_empty()).then_some(Placed {
        text,
        bbox,
        baseline: first.baseline,
        size,
        bold,
        table: None,
        confidence: 1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x: f32, size: f32) -> Glyph {
        Glyph {
            text: text.to_owned(),
            origin: (x, 100.0),
            advance: (0.5 * size, 0.0),
            size,
            bold: false,
            invisible: false,
        }
    }

    fn texts(glyphs: Vec<Glyph>) -> Vec<String> {
        let scene = Scene { glyphs, ..Scene::default() };
        groups(&scene).into_iter().flat_map(|group| group.words).map(|word| word.text).collect()
    }

    #[test]
    fn gaps_and_blanks_part_words_whatever_the_drawing_order() {
        let glyphs = vec![
            glyph("g", 30.0, 10.0),
            glyph("1", 0.0, 10.0),
            glyph("2", 5.0, 10.0),
            glyph(" ", 10.0, 10.0),
            glyph("o", 25.0, 10.0),
        ];
        assert_eq!(texts(glyphs), ["12", "og"]);
    }

    #[test]
    fn doubles_are_dropped_only_at_one_place_and_size() {
        assert_eq!(texts(vec![glyph("l", 0.0, 10.0), glyph("l", 5.0, 10.0), glyph("l", 5.3, 10.0)]), ["ll"]);
        assert_eq!(texts(vec![glyph("1", 12.0, 12.0), glyph("1", 24.0, 12.0), glyph("1", 100.0, 6.0)]).len(), 3);
    }

    #[test]
    fn soft_hyphens_show_only_at_the_end_and_letters_are_composed() {
        let glyphs = vec![
            glyph("bø", 0.0, 10.0),
            glyph("\u{ad}", 5.0, 10.0),
            glyph("rn", 10.0, 10.0),
            glyph("\u{ad}", 15.0, 10.0),
        ];
        assert_eq!(texts(glyphs), ["børn-"]);
        assert_eq!(texts(vec![glyph("a", 0.0, 10.0), glyph("\u{30a}", 5.0, 10.0)]), ["å"]);
    }

    #[test]
    fn a_frame_and_the_page_map_onto_each_other() {
        for along in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            let frame = Frame { along };
            assert_eq!(frame.to_page(frame.to_frame((3.0, 7.0))), (3.0, 7.0));
        }
    }
}
