//! Form fields that are filled in, but not drawn.
//!
//! Takes a page's form fields and what the page draws, gives glyphs for the values that viewers would draw themselves:
//! those of text fields and lists without a look of their own. Refuses hidden fields and passwords.

use hayro_interpret::kurbo::{Affine, Rect};
use hayro_syntax::{
    object::{Array, Dict, Name, Object, Rect as Area, String as Text},
    page::Page,
};

use super::{
    glyphs::{Glyph, Mark},
    visible::Shown,
};
use crate::document::text;

/// Flags of a note on the page: hidden, and not to be viewed.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// The flag of a text field for a password.
const PASSWORD: u32 = 1 << 13;
/// A value of more bytes is cut off.
const LONGEST: usize = 20_000;
/// Parents of parents up to here; a field may be its own ancestor.
const DEEPEST: usize = 16;

/// The glyphs of values where none of the page's own stand.
pub(super) fn undrawn(page: &Page<'_>, to_view: Affine, drawn: &[Glyph]) -> Vec<Glyph> {
    let notes = page.raw().get::<Array<'_>>(&b"Annots"[..]).unwrap_or_default();
    let mut out = Vec::new();
    for note in notes.iter::<Dict<'_>>() {
        let Some(value) = value(&note) else { continue };
        let Some(area) = note.get::<Area>(&b"Rect"[..]) else { continue };
        let area = to_view.transform_rect_bbox(Rect::new(area.x0, area.y0, area.x1, area.y1));
        let inside = |glyph: &Glyph| area.contains((f64::from(glyph.origin.0), f64::from(glyph.origin.1)));
        if area.area() > 0.0 && !drawn.iter().any(inside) {
            set(&value, area, size(&note), &mut out);
        }
    }
    out
}

/// What a field that readers see is filled in with.
fn value(note: &Dict<'_>) -> Option<String> {
    note.get::<Name<'_>>(&b"Subtype"[..]).filter(|kind| kind.as_ref() == b"Widget")?;
    let flags = |key: &[u8]| inherited(note, key).and_then(Object::into_i32).unwrap_or_default() as u32;
    if flags(b"F") & UNSEEN != 0 || flags(b"Ff") & PASSWORD != 0 {
        return None;
    }
    let kind = inherited(note, b"FT").and_then(Object::into_name)?;
    if !matches!(kind.as_ref(), b"Tx" | b"Ch") {
        return None;
    }
    let values: Vec<String> = match inherited(note, b"V")? {
        Object::String(value) => vec![decoded(&value)],
        Object::Array(values) => values.iter::<Text<'_>>().map(|value| decoded(&value)).collect(),
        _ => return None,
    };
    Some(values.join("\n")).filter(|value| !value.trim().is_empty())
}

/// What a field or one of its parents says.
fn inherited<'a>(note: &Dict<'a>, key: &[u8]) -> Option<Object<'a>> {
    let parent = |field: &Dict<'a>| field.get::<Dict<'a>>(&b"Parent"[..]);
    let mut line = std::iter::successors(Some(note.clone()), parent).take(DEEPEST);
    line.find_map(|field| field.get::<Object<'a>>(key))
}

fn decoded(value: &Text<'_>) -> String {
    text::decode(value.as_bytes(), LONGEST).text
}

/// The size that a field asks for in its look (`/Helv 11 Tf`); 0 is one that fits.
fn size(note: &Dict<'_>) -> Option<f32> {
    let look = inherited(note, b"DA").and_then(Object::into_string)?;
    let look = String::from_utf8_lossy(look.as_bytes()).into_owned();
    let words: Vec<&str> = look.split_ascii_whitespace().collect();
    let font = words.iter().position(|word| *word == "Tf")?;
    words.get(font.checked_sub(1)?)?.parse().ok().filter(|size| (1.0..200.0).contains(size))
}

/// Sets a value into its field: one line in the middle, several from the top.
fn set(value: &str, area: Rect, size: Option<f32>, out: &mut Vec<Glyph>) {
    let lines: Vec<&str> = value.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).collect();
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default().max(1);
    let height = area.height() as f32 / lines.len().max(1) as f32;
    let size = size.unwrap_or(12.0).min(0.9 * height).max(1.0);
    let advance = (0.5 * size).min(area.width() as f32 / longest as f32);
    for (number, line) in lines.iter().enumerate() {
        let baseline = area.y0 as f32 + (number as f32 + 0.5) * height + 0.28 * size;
        for (place, character) in line.chars().enumerate() {
            out.push(Glyph {
                text: character.to_string(),
                origin: (area.x0 as f32 + place as f32 * advance, baseline),
                advance: (advance, 0.0),
                size,
                bold: false,
                shown: Shown::Plainly,
                mark: Mark::None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_in_its_field() {
        let mut glyphs = Vec::new();
        set("12 børn\r\n3 unge", Rect::new(100.0, 50.0, 200.0, 80.0), Some(10.0), &mut glyphs);
        let baselines: Vec<f32> = glyphs.iter().map(|glyph| glyph.origin.1).collect();
        assert_eq!(glyphs.iter().map(|glyph| glyph.text.as_str()).collect::<String>(), "12 børn3 unge");
        assert!(baselines[0] > 50.0 && baselines[12] < 80.0 && baselines[0] < baselines[12], "{baselines:?}");
        assert!(glyphs.iter().all(|glyph| (100.0..200.0).contains(&glyph.origin.0)));
    }
}
