//! The text of a PDF from the blocks of its pages.
//!
//! Takes pages in order, gives one text, the pages joined by form feeds, with every word's place in the text and on its
//! page. What is none of the document's text (running heads, page numbers, hidden text) has its place too, but blanks
//! in the text. Refuses to grow beyond the limit.

use super::{
    Drawn,
    arrange::Block,
    levels::{self, Marked},
    notes::is_raised,
    rows::rows,
    words::{Frame, Group, Placed},
};
use crate::{
    document::{Aside, AsideKind, Kind, Page, PageNumber, Word, reader::Content},
    span::Span,
};

pub(super) struct Writer {
    text: String,
    pages: Vec<Page>,
    headings: Vec<Marked>,
    asides: Vec<Aside>,
    limit: usize,
}

impl Writer {
    pub(super) fn new(limit: usize) -> Self {
        Writer { text: String::new(), pages: Vec::new(), headings: Vec::new(), asides: Vec::new(), limit }
    }

    /// Adds a page; `false` when the text would grow beyond the limit, and then the page is left out from there on.
    pub(super) fn page(&mut self, number: PageNumber, page: &Drawn, blocks: &[(usize, Block)]) -> bool {
        if !self.pages.is_empty() {
            if self.text.len() >= self.limit {
                return false;
            }
            self.text.push('\u{c}');
        }
        let start = self.text.len();
        let mut words = Vec::new();
        let (heads, feet): (Vec<&Placed>, Vec<&Placed>) =
            page.furniture.iter().partition(|word| word.bbox.middle() < page.size.1 / 2.0);
        let mut fits = self.furniture(start, &heads, &mut words);
        for (place, block) in blocks {
            let Some(group) = page.groups.get(*place).filter(|_| fits) else { continue };
            let (from, headings) = (self.text.len(), self.headings.len());
            self.part(start, group.hidden);
            fits = self.block(group, block, &mut words);
            if group.hidden {
                self.headings.truncate(headings);
                self.aside(from, AsideKind::Hidden);
            }
        }
        let fits = fits && self.furniture(start, &feet, &mut words);
        let known = page.glyphs.saturating_sub(page.unknown);
        let drawn = if page.glyphs == 0 { 1.0 } else { known as f32 / page.glyphs as f32 };
        let quality = page.recognised.unwrap_or(drawn);
        let recognised = page.recognised.is_some();
        let span = Span::new(start, self.text.len());
        let rules = page.rules.iter().map(|rule| rule.bbox()).collect();
        let page = Page { size: Some(page.size), words, rules, quality, recognised, ..Page::new(number, span) };
        self.pages.push(page);
        fits
    }

    /// What parts two blocks of a page that begins at `start`; a running head before the first block has its own.
    fn part(&mut self, start: usize, hidden: bool) {
        let head = |aside: &Aside| aside.kind == AsideKind::Furniture && aside.span.end == self.text.len();
        let parted = self.asides.last().is_some_and(head);
        if self.text.len() > start && (hidden || !parted) {
            self.text.push_str("\n\n");
        }
    }

    /// Running heads or feet, a line for each of theirs. The blanks that part them from the text are theirs too, so that
    /// a sentence goes on from page to page as if they were not there.
    fn furniture(&mut self, start: usize, words: &[&Placed], out: &mut Vec<Word>) -> bool {
        if words.is_empty() {
            return true;
        }
        let from = self.text.len();
        if from > start {
            self.text.push_str("\n\n");
        }
        let group = Group { frame: Frame::UPRIGHT, words: words.iter().copied().cloned().collect(), hidden: false };
        let lines: Vec<Vec<usize>> =
            rows((0..words.len()).collect(), &group.words).into_iter().map(|row| row.words).collect();
        let fits = self.lines(&group, &lines, "\n", out);
        if from == start {
            self.text.push_str("\n\n");
        }
        self.aside(from, AsideKind::Furniture);
        fits
    }

    fn aside(&mut self, from: usize, kind: AsideKind) {
        self.aside_at(Span::new(from, self.text.len()), kind);
    }

    fn aside_at(&mut self, span: Span, kind: AsideKind) {
        self.asides.push(Aside { span, text: span.of(&self.text).to_owned(), kind });
    }

    fn block(&mut self, group: &Group, block: &Block, words: &mut Vec<Word>) -> bool {
        let start = self.text.len();
        match block {
            Block::Paragraph(lines) => self.lines(group, lines, "\n", words),
            Block::Note(lines) => {
                let fits = self.lines(group, lines, "\n", words);
                let mark = lines.first().and_then(|line| group.words.get(*line.first()?));
                let mark = mark.filter(|mark| mark.text.starts_with(|c: char| c.is_ascii_digit()));
                let end = start + mark.map_or(0, |mark| mark.text.len());
                self.aside_at(Span::new(start, end.min(self.text.len())), AsideKind::NoteMark);
                fits
            }
            Block::Heading { lines, size, bold, level } => {
                let fits = self.lines(group, lines, "\n", words);
                let span = Span::new(start, self.text.len());
                self.headings.push(Marked { span, size: *size, bold: *bold, level: *level });
                fits
            }
            Block::Table(rows) => rows.iter().enumerate().all(|(number, row)| {
                if number > 0 {
                    self.text.push('\n');
                }
                self.lines(group, row, "\t", words)
            }),
        }
    }

    /// Words with blanks between them, and something between each group of them.
    fn lines(&mut self, group: &Group, lines: &[Vec<usize>], between: &str, words: &mut Vec<Word>) -> bool {
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                self.text.push_str(between);
            }
            for (place, id) in line.iter().enumerate() {
                let Some(word) = group.words.get(*id) else { continue };
                let before = place.checked_sub(1).and_then(|place| group.words.get(line[place]));
                let raised = before.is_some_and(|before| is_raised(before, word));
                let mended = between == "\t" && before.is_some_and(|before| self.mend(before, word, words));
                if before.is_some() && !raised && !mended {
                    self.text.push(' ');
                }
                if self.text.len() + word.text.len() > self.limit {
                    return false;
                }
                // In running text a mark is no part of the word; in a cell, and after a digit, it is kept apart from it.
                let mark = raised && between == "\n" && before.is_some_and(|before| is_word(&before.text));
                words.push(self.word(group, word, raised && !mark));
                if mark {
                    self.aside(self.text.len() - word.text.len(), AsideKind::NoteMark);
                }
            }
        }
        true
    }

    /// Joins a word that the width of a cell cut in two: cells are labels that are looked up, while running text keeps
    /// its lines as they are. Tells whether it did.
    fn mend(&mut self, above: &Placed, word: &Placed, words: &mut [Word]) -> bool {
        let (Some(stem), Some(last)) = (above.text.strip_suffix('-'), words.last_mut()) else { return false };
        let cut = word.baseline - above.baseline > 0.5 * above.size
            && stem.ends_with(char::is_alphabetic)
            && word.text.starts_with(char::is_lowercase)
            && !matches!(word.text.as_str(), "og" | "eller" | "samt" | "til");
        if cut && last.span.end == self.text.len() {
            self.text.pop();
            last.span.end -= 1;
        }
        cut
    }

    fn word(&mut self, group: &Group, word: &Placed, raised: bool) -> Word {
        let start = self.text.len();
        if raised {
            self.text.extend(word.text.chars().map(superscript));
        } else {
            self.text.push_str(&word.text);
        }
        Word {
            span: Span::new(start, self.text.len()),
            bbox: group.frame.on_page(word.bbox),
            confidence: word.confidence,
        }
    }

    pub(super) fn finish(mut self) -> Content {
        // A note's own mark is known only when the note is written, and a hidden one stands aside with all around it.
        self.asides.sort_by_key(|aside| (aside.span.start, std::cmp::Reverse(aside.span.end)));
        let mut end = 0;
        self.asides.retain(|aside| {
            let apart = aside.span.start >= end && !aside.span.is_empty();
            end = end.max(aside.span.end);
            apart
        });
        let text = blanked(&self.text, &self.asides);
        Content {
            headings: levels::levels(&self.text, &self.headings),
            pages: self.pages,
            asides: self.asides,
            ..Content::new(Kind::Pdf, text)
        }
    }
}

/// The text with blanks for what stands aside, byte for byte.
fn blanked(text: &str, asides: &[Aside]) -> String {
    let mut out = String::with_capacity(text.len());
    for aside in asides {
        out.push_str(&text[out.len()..aside.span.start]);
        out.extend(std::iter::repeat_n(' ', aside.span.len()));
    }
    out.push_str(&text[out.len()..]);
    out
}

/// Whether a raised number behind a text can be nothing but a mark: `12²` and `m²` are something else.
fn is_word(text: &str) -> bool {
    !text.ends_with(|c: char| c.is_ascii_digit()) && !matches!(text, "m" | "km" | "cm" | "mm")
}

/// A digit as the mark of a note, so that it makes no other number of the one before it.
pub(in crate::document) fn superscript(character: char) -> char {
    match character {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        ')' => '⁾',
        '0' => '⁰',
        '4'..='9' => char::from_u32(u32::from('⁴') + u32::from(character) - u32::from('4')).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_to_their_own_characters() {
        assert_eq!("0123456789)".chars().map(superscript).collect::<String>(), "⁰¹²³⁴⁵⁶⁷⁸⁹⁾");
    }
}
