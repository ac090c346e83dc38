//! Words from glyphs.
//!
//! Takes a page's glyphs in the order in which they are drawn, gives its words where they stand: each group of words
//! that run in the same direction apart, upright ones first, and what no reader sees apart from the rest. A glyph that
//! is drawn twice to look bold counts once. Refuses nothing.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    glyphs::{Glyph, Mark, Rule, Scene},
    visible::Shown,
};
use crate::span::BoundingBox;

/// A word where it stands in its group's frame: `x` along the writing, `y` down from line to line.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub text: String,
    pub bbox: BoundingBox,
    pub baseline: f32,
    pub size: f32,
    pub bold: bool,
    /// The piece of the page's content that its first letter belongs to.
    pub mark: Mark,
    /// The number of the ruled table that this stands for; then it has no text.
    pub table: Option<usize>,
    /// How far it is to be believed, 0 to 1: 1 unless it was recognised in a picture.
    pub confidence: f32,
}

impl Placed {
    /// The word of a frame as one of the page, upright.
    pub(super) fn upright(self, frame: Frame) -> Placed {
        let lift = self.bbox.y1 - self.baseline;
        let bbox = frame.on_page(self.bbox);
        Placed { bbox, baseline: bbox.y1 - lift, ..self }
    }
}

/// The words that run in one direction, either all seen or all hidden.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub frame: Frame,
    pub words: Vec<Placed>,
    /// Whether no reader sees them.
    pub hidden: bool,
}

impl Group {
    /// Whether it is text that readers see and that runs from left to right.
    pub(super) fn is_upright(&self) -> bool {
        self.frame.is_upright() && !self.hidden
    }
}

/// A direction of writing, as a turn of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// One step along the writing.
    along: (f32, f32),
}

impl Frame {
    /// Text that runs from left to right.
    pub(super) const UPRIGHT: Frame = Frame { along: (1.0, 0.0) };

    /// Whether text runs from left to right, be it a little askew as on a scan.
    pub(super) fn is_upright(self) -> bool {
        self.along.0 > 0.99
    }

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

/// The words of a page, the group with most text first and hidden ones last.
pub(super) fn groups(scene: &Scene) -> Vec<Group> {
    let mut directions: Vec<((bool, i32), Vec<&Glyph>)> = Vec::new();
    for glyph in &scene.glyphs {
        let key = (glyph.shown == Shown::Hidden, direction(glyph.advance));
        match directions.iter_mut().find(|(other, _)| *other == key) {
            Some((_, glyphs)) => glyphs.push(glyph),
            None => directions.push((key, vec![glyph])),
        }
    }
    directions.sort_by_key(|((hidden, direction), glyphs)| (*hidden, std::cmp::Reverse(glyphs.len()), *direction));
    directions.into_iter().map(|((hidden, direction), glyphs)| group(hidden, direction, &glyphs)).collect()
}

/// The direction of an advance in degrees, to the nearest quarter turn or else to 15.
fn direction((x, y): (f32, f32)) -> i32 {
    if y == 0.0 && x > 0.0 {
        return 0;
    }
    let degrees = y.atan2(x).to_degrees();
    let near = (degrees / 90.0).round() * 90.0;
    let direction = if (degrees - near).abs() < 12.0 { near } else { (degrees / 15.0).round() * 15.0 } as i32;
    if direction == -180 { 180 } else { direction }
}

fn group(hidden: bool, direction: i32, glyphs: &[&Glyph]) -> Group {
    let along = match direction {
        0 => (1.0, 0.0),
        90 => (0.0, 1.0),
        180 => (-1.0, 0.0),
        -90 => (0.0, -1.0),
        other => ((other as f32).to_radians().cos(), (other as f32).to_radians().sin()),
    };
    let frame = Frame { along };
    let letters = glyphs.iter().enumerate().map(|(place, glyph)| Letter::new(glyph, place, frame));
    let mut letters: Vec<Letter> = letters.collect();
    letters.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut words = Vec::new();
    for row in letters.chunk_by_mut(|a, b| b.baseline - a.baseline < 0.15 * a.glyph.size.min(b.glyph.size)) {
        words_of_row(&once(row), &mut words);
    }
    Group { frame, words, hidden }
}

struct Letter<'a> {
    glyph: &'a Glyph,
    /// Its place in the order of drawing.
    place: usize,
    x: f32,
    baseline: f32,
    end: f32,
}

impl<'a> Letter<'a> {
    fn new(glyph: &'a Glyph, place: usize, frame: Frame) -> Self {
        let (x, baseline) = frame.to_frame(glyph.origin);
        Letter { glyph, place, x, baseline, end: x + glyph.advance.0.hypot(glyph.advance.1) }
    }

    fn is_blank(&self) -> bool {
        self.glyph.text.trim().is_empty()
    }

    /// Whether it is the same character in the same place.
    fn is_double(&self, other: &Letter) -> bool {
        let size = self.glyph.size;
        (size - other.glyph.size).abs() < 0.05 * size
            && (self.baseline - other.baseline).abs() < DOUBLE * size
            && self.glyph.text == other.glyph.text
    }

    fn is_apart(&self, other: &Letter, spread: f32) -> bool {
        let size = self.glyph.size.max(other.glyph.size);
        other.x - self.end > spread + GAP * size
    }

    /// Whether the other begins so far before this one's end that they are no neighbours; kerning moves letters less.
    /// An accent is one wherever it stands over its letter.
    fn is_under(&self, other: &Letter, spread: f32) -> bool {
        let size = self.glyph.size.max(other.glyph.size);
        let is_sign = |letter: &Letter| !letter.glyph.text.contains(char::is_alphanumeric);
        let accents = (is_sign(self) || is_sign(other)) && (self.x - other.x).abs() < 2.0 * OVERLAP * size;
        self.end + spread.min(0.0) - other.x > OVERLAP * size && !accents
    }
}

/// The narrowest gap between words and the widest overlap within one, as shares of the font's size.
const GAP: f32 = 0.16;
const OVERLAP: f32 = 0.3;
/// What a letter is moved by at most when it is drawn again to look bold.
const DOUBLE: f32 = 0.12;
/// More texts over each other in one place, and longer words, are a drawing.
const MOST: usize = 1000;

/// A row's letters in the order of drawing, without those drawn again over themselves to look bold.
fn once<'r, 'a>(row: &'r mut [Letter<'a>]) -> Vec<&'r Letter<'a>> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let again = |at: usize| {
        let letter = &row[at];
        let mut near =
            row[..at].iter().rev().take(MOST).take_while(|before| letter.x - before.x < DOUBLE * letter.glyph.size);
        // Blanks stand where they like, and dropping one would join two words.
        !letter.is_blank() && near.any(|before| letter.is_double(before))
    };
    let mut letters: Vec<&Letter> = (0..row.len()).filter(|at| !again(*at)).map(|at| &row[at]).collect();
    letters.sort_by_key(|letter| letter.place);
    letters
}

/// The words of a row, whose letters come in the order of drawing. What was drawn in one go stays together, so that
/// texts that overlap are not mixed letter by letter; pieces that touch without overlapping are one word.
fn words_of_row(row: &[&Letter], words: &mut Vec<Placed>) {
    let spread = spread(row);
    let mut pieces: Vec<&[&Letter]> = row
        .chunk_by(|a, b| !a.is_blank() && !b.is_blank() && !a.is_apart(b, spread) && !a.is_under(b, spread))
        .collect();
    pieces.sort_by(|a, b| a[0].x.total_cmp(&b[0].x));
    let mut open: Vec<Vec<&Letter>> = Vec::new();
    for piece in pieces {
        let (first, end) = (piece[0], piece[piece.len() - 1].end);
        let is_over = |word: &[&Letter]| {
            word.last().is_none_or(|last| last.is_apart(first, spread) || first.is_blank() && last.end < end)
        };
        words.extend(open.extract_if(.., |word| is_over(word)).filter_map(|word| placed(&word)));
        if first.is_blank() {
            continue;
        }
        if open.len() > MOST {
            words.extend(open.drain(..).filter_map(|word| placed(&word)));
        }
        let joins =
            |word: &Vec<&Letter>| word.len() < MOST && word.last().is_some_and(|last| !last.is_under(first, spread));
        let at = open.iter().rposition(joins).unwrap_or_else(|| {
            open.push(Vec::new());
            open.len() - 1
        });
        open[at].extend(piece);
        if !open[at].is_sorted_by(|a, b| a.x <= b.x) {
            open[at].sort_by(|a, b| a.x.total_cmp(&b.x));
        }
    }
    words.extend(open.iter().filter_map(|word| placed(word)));
}

/// How far apart the letters of a word stand in this row: nothing, but in headings set in spaced letters, and where a
/// font's widths are too large for its glyphs.
fn spread(row: &[&Letter]) -> f32 {
    let gaps: Vec<f32> = row
        .windows(2)
        .filter(|pair| !pair[0].is_blank() && !pair[1].is_blank())
        .map(|pair| (pair[1].x - pair[0].end) / pair[0].glyph.size)
        .filter(|gap| gap.abs() < 0.6)
        .collect();
    if gaps.len() < 6 {
        return 0.0;
    }
    let median = super::rows::median(gaps).unwrap_or_default();
    // What is as wide as a blank is one.
    if (0.08..0.3).contains(&median) || median < -0.08 { median * row[0].glyph.size } else { 0.0 }
}

fn placed(letters: &[&Letter]) -> Option<Placed> {
    let (first, last) = (letters.first()?, letters.last()?);
    let size = letters.iter().map(|letter| letter.glyph.size).fold(0.0, f32::max);
    let mut text: String = letters.iter().map(|letter| letter.glyph.text.as_str()).collect();
    // Other forms than letters with marks are left as they are: an ohm sign is no Greek letter.
    if !text.is_ascii() && text.chars().any(is_combining_mark) {
        text = text.nfc().collect();
    }
    let text = text.trim().replace(char::is_whitespace, " ");
    let end = letters.iter().map(|letter| letter.end).fold(last.end, f32::max);
    let bbox = BoundingBox { x0: first.x, y0: first.baseline - 0.78 * size, x1: end, y1: first.baseline + 0.22 * size };
    let bold = letters.iter().filter(|letter| letter.glyph.bold).count() * 2 > letters.len();
    let mark = first.glyph.mark;
    (!text.is_empty()).then_some(Placed {
        text,
        bbox,
        baseline: first.baseline,
        size,
        bold,
        mark,
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
            shown: Shown::Plainly,
            mark: Mark::None,
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
    fn texts_over_each_other_are_not_mixed() {
        let text = |text: &str, x: f32| -> Vec<Glyph> {
            text.chars().enumerate().map(|(place, c)| glyph(&c.to_string(), x + 5.0 * place as f32, 10.0)).collect()
        };
        assert_eq!(texts([text("2019", 0.0), text("75", 8.0)].concat()), ["2019", "75"]);
        // A word drawn in pieces that touch, or that kerning moves together, is one.
        assert_eq!(texts([text("børne", 0.0), text("hus", 25.0)].concat()), ["børnehus"]);
        assert_eq!(texts([text("T", 0.0), text("ilbud", 4.0)].concat()), ["Tilbud"]);
        // An accent stands above its letter.
        assert_eq!(texts([text("cafe", 0.0), text("´", 15.5), text("er", 20.0)].concat()), ["cafe´er"]);
    }

    #[test]
    fn letters_set_apart_or_too_wide_are_words() {
        let row = |step: f32| (0..10).map(|place| glyph("n", step * place as f32, 10.0)).collect();
        assert_eq!(texts(row(7.0)), ["nnnnnnnnnn"]);
        assert_eq!(texts(row(2.0)), ["nnnnnnnnnn"]);
        assert_eq!(texts(row(9.0)).len(), 10);
    }

    #[test]
    fn letters_are_composed() {
        assert_eq!(texts(vec![glyph("a", 0.0, 10.0), glyph("\u{30a}", 5.0, 10.0)]), ["å"]);
        assert_eq!(texts(vec![glyph("\u{2126}", 0.0, 10.0)]), ["\u{2126}"]);
    }

    #[test]
    fn what_no_reader_sees_stands_apart() {
        let white = |text, x| Glyph { shown: Shown::Hidden, ..glyph(text, x, 10.0) };
        let scene =
            Scene { glyphs: vec![glyph("1", 0.0, 10.0), white("9", 5.0), glyph("2", 10.0, 10.0)], ..Scene::default() };
        let groups: Vec<_> = groups(&scene).into_iter().map(|group| (group.hidden, group.words.len())).collect();
        assert_eq!(groups, [(false, 2), (true, 1)]);
    }

    #[test]
    fn a_frame_and_the_page_map_onto_each_other() {
        for along in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            let frame = Frame { along };
            assert_eq!(frame.to_page(frame.to_frame((3.0, 7.0))), (3.0, 7.0));
        }
    }
}
