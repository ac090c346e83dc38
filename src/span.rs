//! Where something stands: a range of bytes in a document's text, and a box on its page.
//!
//! Takes nothing, gives [`Span`] and [`BoundingBox`]; every later type points into the text by these instead of
//! copying it, so that each figure can show its source.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A range of bytes, `start..end`, in [`Document::text`](crate::document::Document::text). Always on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Self { start, end }
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a byte lies in it.
    pub fn holds(self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same range, counted from `base` instead of from the slice that starts there.
    pub fn shifted(self, base: usize) -> Span {
        Span::new(self.start + base, self.end + base)
    }

    /// What stands there.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The span without white space at either end.
    pub fn trimmed(self, text: &str) -> Span {
        let slice = self.of(text);
        let start = self.start + (slice.len() - slice.trim_start().len());
        Span::new(start, start + slice.trim().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A box on a page, in PDF points (1/72 inch) from the page's top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoundingBox {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

impl BoundingBox {
    /// The smallest box that holds both.
    pub fn cover(self, other: BoundingBox) -> BoundingBox {
        BoundingBox {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Half the sum of the upper and the lower edge.
    pub fn middle(self) -> f32 {
        (self.y0 + self.y1) / 2.0
    }

    /// The distance between the upper and the lower edge.
    pub fn height(self) -> f32 {
        self.y1 - self.y0
    }
}

/// As the records print it: `[x0, y0, x1, y1]`, to a tenth of a point.
impl Serialize for BoundingBox {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.x0, self.y0, self.x1, self.y1].map(|edge| (f64::from(edge) * 10.0).round() / 10.0).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for BoundingBox {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [x0, y0, x1, y1] = <[f32; 4]>::deserialize(deserializer)?;
        Ok(BoundingBox { x0, y0, x1, y1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_keeps_to_character_borders() {
        let text = "\u{a0} æble \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "æble");
    }

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    }
}
