//! The text of a document that has paragraphs, headings and tables.
//!
//! Takes its pieces in order, gives one text with blank lines between paragraphs, lists as lines, and tables as lines
//! of cells parted by tabs. Refuses to grow beyond its limit: what comes after is left out.

use super::Heading;
use crate::span::Span;

/// A text in the making.
#[derive(Debug)]
pub(super) struct Builder {
    pub text: String,
    pub headings: Vec<Heading>,
    /// Whether something was left out.
    pub cut: bool,
    limit: usize,
    last: Last,
}

/// What the text ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Paragraph,
    Item,
    Row,
}

impl Builder {
    pub(super) fn new(limit: usize) -> Self {
        Builder { text: String::new(), headings: Vec::new(), cut: false, limit, last: Last::Paragraph }
    }

    /// A paragraph, on as many lines as it has.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.placed(text);
    }

    /// A paragraph, and where it stands.
    pub(super) fn placed(&mut self, text: &str) -> Option<Span> {
        self.piece(&tidy(text), Last::Paragraph)
    }

    /// An item of a list.
    pub(super) fn item(&mut self, text: &str) {
        let text = tidy(text);
        if !text.is_empty() {
            self.piece(&format!("- {text}"), Last::Item);
        }
    }

    /// A heading; level 1 is the uppermost.
    pub(super) fn heading(&mut self, text: &str, level: u8) {
        let text = tidy(text).replace('\n', " ");
        if let Some(span) = self.piece(&text, Last::Paragraph) {
            self.headings.push(Heading { span, level: level.clamp(1, 6) });
        }
    }

    /// A table, apart from what goes before; rows get as many cells as the longest has. A table of one column is
    /// layout, and its cells are paragraphs.
    pub(super) fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns < 2 {
            return rows.iter().flatten().for_each(|cell| self.paragraph(cell));
        }
        self.begin_table();
        for row in rows {
            if self.cut {
                break;
            }
            let cells: Vec<&str> = (0..columns).map(|column| row.get(column).map_or("", String::as_str)).collect();
            self.row(&cells);
        }
        self.end_table();
    }

    /// What follows is no part of a table before it.
    pub(super) fn begin_table(&mut self) {
        self.last = Last::Paragraph;
    }

    /// A row of a table, whose rows all have as many cells; gives where each cell stands.
    pub(super) fn row(&mut self, cells: &[&str]) -> Vec<Span> {
        let mut line = String::new();
        let mut spans = Vec::with_capacity(cells.len());
        for (column, cell) in cells.iter().enumerate() {
            if column > 0 {
                line.push('\t');
            }
            let start = line.len();
            line.push_str(&tidy(cell).replace('\n', " "));
            spans.push(Span::new(start, line.len()));
        }
        if line.trim().is_empty() {
            return Vec::new();
        }
        let Some(whole) = self.piece(&line, Last::Row) else { return Vec::new() };
        spans.iter().take_while(|span| span.end <= whole.len()).map(|span| span.shifted(whole.start)).collect()
    }

    /// What follows stands apart from the table.
    pub(super) fn end_table(&mut self) {
        self.last = Last::Paragraph;
    }

    /// A text that another reader made, with its headings.
    pub(super) fn graft(&mut self, text: &str, headings: &[Heading]) {
        let Some(span) = self.piece(text, Last::Paragraph) else { return };
        let kept = headings.iter().filter(|heading| heading.span.end <= span.len());
        self.headings.extend(kept.map(|heading| Heading { span: heading.span.shifted(span.start), ..*heading }));
    }

    fn piece(&mut self, piece: &str, kind: Last) -> Option<Span> {
        if piece.is_empty() || self.cut {
            return None;
        }
        let close = kind != Last::Paragraph && self.last == kind;
        let gap = if self.text.is_empty() {
            ""
        } else if close {
            "\n"
        } else {
            "\n\n"
        };
        let room = self.limit.saturating_sub(self.text.len() + gap.len());
        self.cut = piece.len() > room;
        let piece = &piece[..piece.floor_char_boundary(room)];
        if piece.is_empty() {
            return None;
        }
        self.text.push_str(gap);
        let start = self.text.len();
        self.text.push_str(piece);
        self.last = kind;
        Some(Span::new(start, self.text.len()))
    }
}

/// Lines without blanks at their ends and with single blanks inside; soft hyphens are typesetting and go.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n') {
        let start = out.len();
        for word in line.split(|c: char| c.is_ascii_whitespace()).filter(|word| !word.is_empty()) {
            if out.len() > start {
                out.push(' ');
            }
            out.extend(word.chars().filter(|c| *c != '\u{ad}'));
        }
        if out.len() > start {
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_parted_as_the_later_rooms_expect() {
        let mut builder = Builder::new(1000);
        builder.heading("Anbragte  børn", 1);
        builder.paragraph(" Der er 12\t børn.\n\nOg fle\u{ad}re. ");
        builder.item("et");
        builder.item("to");
        builder.table(&[vec!["År".into(), "2018".into()], vec!["Børn".into()], vec![String::new(), "3".into()]]);
        builder.table(&[vec!["a".into(), "b\nc".into()]]);
        builder.table(&[vec!["alene".into()]]);
        assert_eq!(
            builder.text,
            "Anbragte børn\n\nDer er 12 børn.\nOg flere.\n\n- et\n- to\n\nÅr\t2018\nBørn\t\n\t3\n\na\tb c\n\nalene"
        );
        assert_eq!(builder.headings, [Heading { span: Span::new(0, 14), level: 1 }]);
    }

    #[test]
    fn nothing_grows_beyond_the_limit() {
        let mut builder = Builder::new(8);
        builder.paragraph("æøå");
        assert!(!builder.cut);
        builder.paragraph("flere");
        builder.paragraph("endnu flere");
        assert_eq!((builder.text.as_str(), builder.cut), ("æøå", true));
    }
}
