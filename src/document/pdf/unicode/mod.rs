//! What a glyph reads as.
//!
//! Takes a glyph of the engine, gives its characters: those that the PDF names, else those that its font says in another
//! way, and whether they are certain. Refuses to guess from a code alone: what is known nowhere is U+FFFD.

mod composite;
mod macintosh;
mod numbered;

use std::collections::HashMap;

use hayro_interpret::{
    font::{Glyph, GlyphId as Drawn, OutlineGlyph},
    hayro_cmap::BfString,
};
use hayro_syntax::{Pdf, page::Page};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use composite::Composite;
use numbered::Numbered;

/// The fonts of a document whose glyphs the PDF does not name, each read once.
pub(super) struct Fonts<'a> {
    file: &'a Pdf,
    /// What embedded fonts list, by font.
    listed: HashMap<u128, HashMap<GlyphId, char>>,
    /// What the file says of its composite fonts; looked for when a glyph asks for it.
    composite: Option<Composite>,
    numbered: Numbered,
}

/// What a glyph reads as.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// Ligatures are more than one character, what no reader sees is nothing, and what is not known U+FFFD.
    pub text: String,
    pub certain: bool,
}

impl<'a> Fonts<'a> {
    pub(super) fn new(file: &'a Pdf) -> Self {
        Fonts { file, listed: HashMap::new(), composite: None, numbered: Numbered::default() }
    }

    /// Looks at the fonts of a page before its glyphs are drawn.
    pub(super) fn turn_to(&mut self, page: &Page<'_>) {
        self.numbered = Numbered::of(page);
    }

    pub(super) fn read(&mut self, glyph: &Glyph) -> Reading {
        let named = glyph.as_unicode().map(|text| (text, true));
        let (text, certain) = match named.or_else(|| self.read_otherwise(glyph)) {
            // Inside a word it is not drawn; where it is, readers see a hyphen.
            Some((BfString::Char('\u{ad}'), certain)) => (if is_drawn(glyph) { "-" } else { "" }.to_owned(), certain),
            Some((BfString::Char(character), certain)) => (readable(character.encode_utf8(&mut [0; 4])), certain),
            Some((BfString::String(text), certain)) => (readable(&text), certain),
            None if is_nothing(glyph) => (String::new(), true),
            None => (char::REPLACEMENT_CHARACTER.to_string(), false),
        };
        let certain = certain && !text.contains(char::REPLACEMENT_CHARACTER);
        Reading { text, certain }
    }

    /// The character of a glyph that the PDF does not name, and whether it is certain.
    fn read_otherwise(&mut self, glyph: &Glyph) -> Option<(BfString, bool)> {
        let outline = match glyph {
            Glyph::Outline(outline) => outline,
            Glyph::Type3(drawn) => {
                let character = self.numbered.read(drawn.char_code(), drawn.advance_width()?)?;
                return Some((BfString::Char(character), false));
            }
        };
        let font = outline.font_data()?;
        let composite = self.composite.get_or_insert_with(|| Composite::of(self.file));
        let said = font.postscript_name.as_deref().and_then(|name| composite.read(name, outline.char_code()));
        said.or_else(|| {
            // One that stands in for a font that is not embedded lists nothing: it is of a kind without a list.
            let listed = self.listed.entry(font.cache_key).or_insert_with(|| characters((*font.data).as_ref()));
            let character = listed.get(&GlyphId::new(outline.glyph_id().to_u32())).copied()?;
            Some((BfString::Char(character), true))
        })
    }
}

/// Whether a glyph is none: a control code that the font has no glyph for.
fn is_nothing(glyph: &Glyph) -> bool {
    let control = |outline: &OutlineGlyph| outline.glyph_id() == Drawn::NOTDEF && outline.char_code() < 32;
    matches!(glyph, Glyph::Outline(outline) if control(outline))
}

fn is_drawn(glyph: &Glyph) -> bool {
    match glyph {
        Glyph::Outline(outline) => !outline.outline().elements().is_empty(),
        Glyph::Type3(_) => true,
    }
}

/// The characters of a TrueType or OpenType font by glyph; of several for one glyph the first, which is the plain one.
fn characters(font: &[u8]) -> HashMap<GlyphId, char> {
    let mut out = HashMap::new();
    if let Ok(font) = FontRef::new(font) {
        for (code, glyph) in font.charmap().mappings() {
            if let Some(character) = char::from_u32(code) {
                out.entry(glyph).or_insert(character);
            }
        }
    }
    out
}

/// The text of a glyph with ligatures taken apart; what no reader sees is left out.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            // The bullets of the Symbol font, as Word writes them.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f06e}' | '\u{f0d8}' | '\u{f0fc}' => out.push('•'),
            '\u{f02d}' => out.push('-'),
            '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            '\t' | '\n' | '\r' => out.push(' '),
            character if character.is_control() => {}
            '\u{e000}'..='\u{f8ff}' => out.push(char::REPLACEMENT_CHARACTER),
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_come_apart_and_private_bullets_become_bullets() {
        assert_eq!(readable("e\u{fb00}ektiv"), "effektiv");
        assert_eq!(readable("\u{f0b7}\u{200b}"), "•");
        assert_eq!(readable("\u{e123}"), "\u{fffd}");
    }

    #[test]
    fn what_is_no_font_lists_nothing() {
        assert!(characters(b"no font").is_empty());
    }
}
