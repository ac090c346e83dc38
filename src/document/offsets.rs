//! Between places in a document's text and places in its file.
//!
//! Takes marks where the two are known, gives [`OffsetMap`], exact for every encoding. Refuses nothing: a place beyond
//! the end is the end.

use serde::{Deserialize, Serialize};

/// How many bytes of text lie between two marks at most: looking up a place walks no further than this.
pub(super) const STRIDE: usize = 4096;

/// From places in the text to places in the file as it lies on disk.
///
/// For plain text the two differ by the byte-order mark and by the encoding; for every other format they are the same
/// by definition, since the text is what `nogletal text` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffsetMap {
    width: Width,
    /// Places where the two are known, in order of both.
    marks: Vec<Mark>,
}

/// How many bytes of the file a character takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Width {
    /// As many as in the text.
    #[default]
    Utf8,
    /// One.
    Single,
    /// Two for each UTF-16 unit.
    Utf16,
}

impl Width {
    pub(super) fn of(self, character: char) -> usize {
        match self {
            Width::Utf8 => character.len_utf8(),
            Width::Single => 1,
            Width::Utf16 => 2 * character.len_utf16(),
        }
    }
}

/// A place that is known on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub text: usize,
    pub file: usize,
}

impl OffsetMap {
    /// A map from marks in ascending order of both sides; between two marks every character has its `width`.
    pub(super) fn new(width: Width, marks: Vec<Mark>) -> Self {
        debug_assert!(marks.is_sorted_by_key(|mark| mark.text) && marks.is_sorted_by_key(|mark| mark.file));
        OffsetMap { width, marks }
    }

    /// Where in the file the text's byte `offset` lies; `offset` is on a character's border.
    pub fn to_file(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let mark = self.mark_before(|mark| mark.text <= offset);
        mark.file
            + match self.width {
                Width::Utf8 => offset - mark.text,
                width => text[mark.text..offset].chars().map(|character| width.of(character)).sum(),
            }
    }

    /// Where in the text the file's byte `offset` lies: the start of the character that holds it.
    pub fn to_text(&self, text: &str, offset: usize) -> usize {
        let mark = self.mark_before(|mark| mark.file <= offset);
        let mut left = offset.saturating_sub(mark.file);
        if self.width == Width::Utf8 {
            return text.floor_char_boundary(mark.text + left);
        }
        for (at, character) in text[mark.text..].char_indices() {
            let width = self.width.of(character);
            if left < width {
                return mark.text + at;
            }
            left -= width;
        }
        text.len()
    }

    /// The last mark for which `holds`; before the first mark the two sides begin together.
    fn mark_before(&self, holds: impl Fn(&Mark) -> bool) -> Mark {
        let after = self.marks.partition_point(holds);
        after.checked_sub(1).map_or_else(
            || self.marks.first().copied().unwrap_or(Mark { text: 0, file: 0 }),
            |before| self.marks[before],
        )
    }
}
