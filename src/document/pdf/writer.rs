//! The text of a PDF from the blocks of its pages.
//!
//! Takes pages in order, gives one text, the pages joined by form feeds, with every word's place in the text and on its
//! page. Refuses to grow beyond the limit.

use super::{
    Drawn,
    arrange::Block,
    words::{Group, Placed},
};
use crate::{
    document::{Heading, Kind, Page, PageNumber, Word, reader::Content},
    span::Span,
};

pub(super) struct Writer {
    text: String,
    pages: Vec<Page>,
    /// Headings with the size and weight that their level comes from.
    headings: Vec<(Span, f32, bool)>,
    limit: usize,
}

impl Writer {
    pub(super) fn new(limit: usize) -> Self {
        Writer { text: String::new(), pages: Vec::new(), headings: Vec::new(), limit }
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
        let mut fits = true;
        for (place, block) in blocks {
            let Some(group) = page.groups.get(*place) else { continue };
            if self.text.len() > start {
                self.text.push_str("\n\n");
            }
            fits = self.block(group, block, &mut words);
            if !fits {
                break;
            }
        }
        let known = page.glyphs.saturating_sub(page.unknown);
        let drawn = if page.glyphs == 0 { 1.0 } else { known as f32 / page.glyphs as f32 };
        let quality = page.recognised.unwrap_or(drawn);
        let recognised = page.recognised.is_some();
        let span = Span::new(start, self.text.len());
        self.pages.push(Page { number, span, size: Some(page.size), words, quality, recognised });
        fits
    }

    fn block(&mut self, group: &Group, block: &Block, words: &mut Vec<Word>) -> bool {
        let start = self.text.len();
        match block {
            Block::Paragraph(lines) => self.lines(group, lines, "\n", words),
            Block::Heading { lines, size, bold } => {
                let fits = self.lines(group, lines, "\n", words);
                self.headings.push((Span::new(start, self.text.len()), *size, *bold));
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
                words.push(self.word(group, word, raised));
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

    pub(super) fn finish(self) -> Content {
        Content { headings: levels(&self.headings), pages: self.pages, ..Content::new(Kind::Pdf, self.text) }
    }
}

/// Whether a word is the raised number of a footnote or a power. As plain digits it would make another number of the
/// one before it.
fn is_raised(before: &Placed, word: &Placed) -> bool {
    let lift = (before.baseline - word.baseline) / before.size;
    let gap = (word.bbox.x0 - before.bbox.x1) / before.size;
    word.text.len() <= 3
        && word.text.chars().all(|c| superscript(c) != c)
        && word.size < 0.85 * before.size
        && (0.15..0.7).contains(&lift)
        && (-0.3..0.3).contains(&gap)
}

fn superscript(character: char) -> char {
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

/// Headings with their levels: the larger the type the higher, and bold above light of the same size.
fn levels(headings: &[(Span, f32, bool)]) -> Vec<Heading> {
    let rank = |size: f32, bold: bool| ((size * 2.0).round() as u32, bold);
    let mut ranks: Vec<(u32, bool)> = headings.iter().map(|(_, size, bold)| rank(*size, *bold)).collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    let level =
        |size, bold| ranks.iter().position(|other| *other == rank(size, bold)).map_or(6, |place| place.min(5) + 1);
    headings.iter().map(|(span, size, bold)| Heading { span: *span, level: level(*size, *bold) as u8 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_to_their_own_characters() {
        assert_eq!("0123456789)".chars().map(superscript).collect::<String>(), "⁰¹²³⁴⁵⁶⁷⁸⁹⁾");
    }

    #[test]
    fn levels_follow_size_and_weight() {
        let span = Span::new(0, 1);
        let headings = [(span, 18.0, false), (span, 12.0, false), (span, 12.0, true), (span, 18.1, false)];
        assert_eq!(levels(&headings).iter().map(|heading| heading.level).collect::<Vec<_>>(), [1, 3, 2, 1]);
    }
}
