//! What the edge of a text must be for an anchored pattern to match there, asked before the pattern is.
//!
//! Takes the structure of a pattern that begins with `^` or ends with `$`, gives the bytes that the text may begin or end
//! with once its white space is left aside: what follows a number is asked by dozens of patterns, and one byte answers
//! most of them. Refuses patterns that match white space alone.

use std::ops::BitOr;

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Look};

/// The bytes that may stand at an edge.
#[derive(Debug)]
pub(super) struct Edge {
    bytes: Box<[bool; 256]>,
    /// Whether a match may have nothing there but white space.
    blank: bool,
}

/// The bytes that white space beyond ASCII begins with, and all that it can end with.
fn may_be_blank(byte: u8, side: Side) -> bool {
    match side {
        Side::Start => matches!(byte, 0xC2 | 0xE1..=0xE3),
        Side::End => matches!(byte, 0x80..=0xBF),
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// The edges that a pattern looks at.
#[derive(Debug)]
pub(super) struct Edges {
    start: Option<Edge>,
    end: Option<Edge>,
}

impl Edges {
    /// The edges that every match of an expression touches.
    pub(super) fn of(expression: &Hir) -> Self {
        let properties = expression.properties();
        let edge = |anchored: bool, side| Some(Edge::at(side, expression)).filter(|edge| anchored && !edge.blank);
        Edges {
            start: edge(properties.look_set_prefix().contains(Look::Start), Side::Start),
            end: edge(properties.look_set_suffix().contains(Look::End), Side::End),
        }
    }

    /// Whether a text with these edges may match.
    pub(super) fn fit(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let fits = |edge: &Option<Edge>, side, byte: Option<&u8>| {
            edge.as_ref()
                .is_none_or(|edge| byte.is_some_and(|byte| edge.bytes[usize::from(*byte)] || may_be_blank(*byte, side)))
        };
        (self.start.is_none() || fits(&self.start, Side::Start, bytes.iter().find(|byte| !is_blank(**byte))))
            && (self.end.is_none() || fits(&self.end, Side::End, bytes.iter().rfind(|byte| !is_blank(**byte))))
    }
}

impl Edge {
    /// What may stand at a side of an expression's matches.
    fn at(side: Side, expression: &Hir) -> Self {
        let mut edge = Edge { bytes: Box::new([false; 256]), blank: false };
        edge.blank = edge.add(side, expression);
        edge
    }

    /// Adds what an expression may have at its side; gives whether it may have nothing there but white space.
    fn add(&mut self, side: Side, expression: &Hir) -> bool {
        match expression.kind() {
            HirKind::Empty | HirKind::Look(_) => true,
            HirKind::Literal(literal) => {
                let solid = |byte: &&u8| !is_blank(**byte);
                let byte =
                    if side == Side::Start { literal.0.iter().find(solid) } else { literal.0.iter().rfind(solid) };
                byte.map(|byte| self.bytes[usize::from(*byte)] = true).is_none()
            }
            HirKind::Class(Class::Unicode(class)) => self.class(side, class),
            HirKind::Class(Class::Bytes(_)) => {
                self.bytes.fill(true);
                true
            }
            HirKind::Repetition(repeated) => self.add(side, &repeated.sub) || repeated.min == 0,
            HirKind::Capture(capture) => self.add(side, &capture.sub),
            HirKind::Concat(parts) if side == Side::Start => parts.iter().all(|part| self.add(side, part)),
            HirKind::Concat(parts) => parts.iter().rev().all(|part| self.add(side, part)),
            HirKind::Alternation(parts) => parts.iter().map(|part| self.add(side, part)).fold(false, BitOr::bitor),
        }
    }

    /// Adds the bytes that a class's characters have at a side; gives whether white space is among them.
    fn class(&mut self, side: Side, class: &ClassUnicode) -> bool {
        let mut blank = false;
        for range in class.ranges() {
            let mut buffer = [0; 4];
            let mut edge = |c: char| {
                let bytes = c.encode_utf8(&mut buffer).as_bytes();
                if side == Side::Start { bytes[0] } else { bytes[bytes.len() - 1] }
            };
            let ascii = range.start()..=range.end().min('\u{7f}');
            for byte in ascii.map(&mut edge) {
                blank |= is_blank(byte);
                self.bytes[usize::from(byte)] = !is_blank(byte);
            }
            if range.end().is_ascii() {
                continue;
            }
            // Whatever is longer than a byte begins in order, and ends with anything; some of it is white space.
            let first = edge(range.start().max('\u{80}'));
            let (from, to) = if side == Side::Start { (first, edge(range.end())) } else { (0x80, 0xBF) };
            self.bytes[usize::from(from)..=usize::from(to)].fill(true);
            blank |= range.len() > 64 || (range.start()..=range.end()).any(char::is_whitespace);
        }
        blank
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(expression: &str, text: &str) -> bool {
        Edges::of(&regex_automata::util::syntax::parse(expression).expect("an expression")).fit(text)
    }

    #[test]
    fn what_a_text_begins_with() {
        let pattern = r"(?i)^\s+(?:pr\.|årlig|%|\d)";
        for text in [" pr. sag", " ÅRLIGT", "\u{a0}%", "  4"] {
            assert!(fits(pattern, text), "{text}");
        }
        for text in [" mio.", "", "  "] {
            assert!(!fits(pattern, text), "{text}");
        }
        assert!(fits(r"^\s*(?:og)?", "x"));
    }

    #[test]
    fn what_a_text_ends_with() {
        let pattern = r"(?i)(?:fra|på|ca\.?)\s*$";
        for text in ["steg fra ", "PÅ", "ca."] {
            assert!(fits(pattern, text), "{text}");
        }
        for text in ["med ", "", "12"] {
            assert!(!fits(pattern, text), "{text}");
        }
        assert!(fits("år", "måned"));
    }
}
