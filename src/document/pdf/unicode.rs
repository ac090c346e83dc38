//! What a glyph reads as.
//!
//! Takes a glyph of the engine, gives its characters: those that the PDF names, else those under which the embedded
//! font itself lists the glyph. Refuses to guess from a code alone: what is known nowhere is U+FFFD.

use std::collections::HashMap;

use hayro_interpret::{
    font::{Glyph, GlyphId as Drawn, Type3Glyph},
    hayro_cmap::{self, BfString, CMap, CMapName, CidFamily},
};
use hayro_syntax::{
    object::{Array, Dict, Name, Object},
    page::Page,
};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// The fonts of a document whose glyphs the PDF does not name, each read once.
#[derive(Default)]
pub(super) struct Fonts {
    listed: HashMap<u128, HashMap<GlyphId, char>>,
    codes: Codes,
    /// Whether the page's drawn fonts name each glyph by a letter and its code, as TeX's bitmap fonts do.
    numbered: bool,
}

/// What all composite fonts of a page say of their codes. The engine does not tell which font a glyph belongs to, so
/// what only some of them say is not used.
#[derive(Default)]
enum Codes {
    /// Nothing.
    #[default]
    Unknown,
    /// They are the characters themselves.
    Characters,
    /// They are places in a public collection of characters.
    Collection(Box<CMap>),
}

impl Fonts {
    /// Looks at the fonts of a page before its glyphs are drawn.
    pub(super) fn turn_to(&mut self, page: &Page<'_>) {
        let fonts = &page.resources().fonts;
        let fonts: Vec<Dict<'_>> = fonts.keys().filter_map(|name| fonts.get::<Dict<'_>>(name.as_ref())).collect();
        self.codes = codes(&fonts);
        let drawn: Vec<&Dict<'_>> = fonts.iter().filter(|font| is_a(font, b"Type3")).collect();
        self.numbered = !drawn.is_empty() && drawn.iter().all(|font| is_numbered(font));
    }

    /// What a glyph reads as; ligatures are more than one character, and what no reader sees is nothing.
    pub(super) fn text(&mut self, glyph: &Glyph) -> String {
        match glyph.as_unicode() {
            // Inside a word it is not drawn; where it is, readers see a hyphen.
            Some(BfString::Char('\u{ad}')) => if is_drawn(glyph) { "-" } else { "" }.to_owned(),
            Some(BfString::Char(character)) => readable(character.encode_utf8(&mut [0; 4])),
            Some(BfString::String(text)) => readable(&text),
            None if is_nothing(glyph) => String::new(),
            None => match self.read_otherwise(glyph) {
                Some(BfString::Char(character)) => readable(character.encode_utf8(&mut [0; 4])),
                Some(BfString::String(text)) => readable(&text),
                None => char::REPLACEMENT_CHARACTER.to_string(),
            },
        }
    }

    /// The character under which the embedded font lists the glyph, or that the page's fonts say it is. Nothing where
    /// the font is not embedded: one that stands in for it has other glyphs in the same places.
    fn read_otherwise(&mut self, glyph: &Glyph) -> Option<BfString> {
        let outline = match glyph {
            Glyph::Outline(outline) => outline,
            Glyph::Type3(drawn) => return self.numbered.then(|| letter(drawn)).flatten().map(BfString::Char),
        };
        match &self.codes {
            Codes::Characters => {
                let character = char::from_u32(outline.char_code())?;
                return (!character.is_control()).then_some(BfString::Char(character));
            }
            Codes::Collection(collection) => return collection.lookup_bf_string(outline.char_code()),
            Codes::Unknown => {}
        }
        let font = outline.font_data()?;
        let listed = self.listed.entry(font.cache_key).or_insert_with(|| characters((*font.data).as_ref()));
        listed.get(&GlyphId::new(outline.glyph_id().to_u32())).copied().map(BfString::Char)
    }
}

fn codes(fonts: &[Dict<'_>]) -> Codes {
    let mut composite = fonts.iter().filter(|font| is_a(font, b"Type0")).peekable();
    if composite.peek().is_none() {
        return Codes::Unknown;
    }
    let all: Vec<&Dict<'_>> = composite.collect();
    let named = |font: &&&Dict<'_>, key: &[u8]| {
        font.get::<Name<'_>>(key).is_some_and(|name| name.as_ref().starts_with(b"Identity"))
    };
    if all.iter().all(|font| named(&font, b"ToUnicode")) {
        return Codes::Characters;
    }
    let families: Vec<Option<CidFamily>> =
        all.iter().filter(|font| named(font, b"Encoding")).map(|font| family(font)).collect();
    let Some(Some(family)) = families.first().filter(|first| families.iter().all(|other| other == *first)) else {
        return Codes::Unknown;
    };
    let resolve = |name: CMapName<'_>| hayro_cmap::load_embedded(name);
    let collection = family.ucs2_cmap().and_then(resolve).and_then(|data| CMap::parse(data, resolve));
    collection.map_or(Codes::Unknown, |collection| Codes::Collection(Box::new(collection)))
}

fn is_a(font: &Dict<'_>, kind: &[u8]) -> bool {
    font.get::<Name<'_>>(&b"Subtype"[..]).is_some_and(|name| name.as_ref() == kind)
}

/// The public collection that a composite font without a reading of its own takes its characters from.
fn family(font: &Dict<'_>) -> Option<CidFamily> {
    let descendants = font.get::<Array<'_>>(&b"DescendantFonts"[..])?;
    let system = descendants.iter::<Dict<'_>>().next()?.get::<Dict<'_>>(&b"CIDSystemInfo"[..])?;
    let text = |key: &[u8]| system.get::<hayro_syntax::object::String<'_>>(key);
    let (registry, ordering) = (text(b"Registry")?, text(b"Ordering")?);
    let family = CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes());
    family.ucs2_cmap().is_some().then_some(family)
}

/// Whether a drawn font names each glyph by a letter and its own code: `/Differences [65 /a65 /a66]`.
fn is_numbered(font: &Dict<'_>) -> bool {
    let Some(encoding) = font.get::<Dict<'_>>(&b"Encoding"[..]) else { return false };
    let Some(names) = encoding.get::<Array<'_>>(&b"Differences"[..]) else { return false };
    let (mut code, mut any) = (0u32, false);
    for entry in names.iter::<Object<'_>>() {
        match entry {
            Object::Number(number) => code = u32::try_from(number.as_i64()).unwrap_or_default(),
            Object::Name(name) if name.as_ref() == b".notdef" => code += 1,
            Object::Name(name) => {
                let digits = name.as_str().trim_start_matches(|c: char| c.is_ascii_alphabetic());
                if name.as_str().len() != digits.len() + 1 || digits.parse() != Ok(code) {
                    return false;
                }
                (code, any) = (code + 1, true);
            }
            _ => return false,
        }
    }
    any
}

/// The letter at a numbered glyph's code. Letters only: a font for formulas may have other signs where the digits are.
fn letter(glyph: &Type3Glyph<'_>) -> Option<char> {
    char::from_u32(glyph.char_code()).filter(char::is_ascii_alphabetic)
}

/// Whether a glyph is none: a control code that the font has no glyph for.
fn is_nothing(glyph: &Glyph) -> bool {
    matches!(glyph, Glyph::Outline(outline) if outline.glyph_id() == Drawn::NOTDEF && outline.char_code() < 32)
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
