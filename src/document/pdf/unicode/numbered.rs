//! Fonts that name each glyph by its code, as TeX's bitmap fonts do (`/a65` at 65).
//!
//! Takes the Type 3 fonts of a page, gives the character of a glyph where its font proves by the widths of its glyphs
//! that it holds text. Refuses fonts of signs: formulas have other marks where a text has letters and digits. Nothing
//! read so is certain.

use hayro_syntax::{
    object::{Array, Dict, Name, Object},
    page::Page,
};
use unicode_normalization::UnicodeNormalization;

/// The drawn fonts of a page.
#[derive(Default)]
pub(super) struct Numbered {
    fonts: Vec<Widths>,
}

/// The width of each glyph of a font, in thousandths of its size.
struct Widths {
    glyphs: Glyphs,
    /// What the widths prove of the letters; `None` where they are none, or are named otherwise.
    proof: Option<Proof>,
}

type Glyphs = [Option<f32>; 256];

/// Pairs of glyphs whose widths stand to each other as they do in text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Proof {
    letters: usize,
    accents: usize,
}

/// Widths closer than this, in thousandths, are the same.
const SAME: f32 = 1.5;

impl Numbered {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let fonts = &page.resources().fonts;
        let fonts = fonts.keys().filter_map(|name| fonts.get::<Dict<'_>>(name.as_ref()));
        Numbered { fonts: fonts.filter_map(|font| Widths::of(&font)).collect() }
    }

    /// The character at a code. The engine does not tell which font a glyph belongs to, but its width shows which it
    /// may be, and all of those must have the same there.
    pub(super) fn read(&self, code: u32, width: f32) -> Option<char> {
        let code = u8::try_from(code).ok()?;
        let has = |font: &&Widths| font.glyphs[usize::from(code)].is_some_and(|own| same(own, width));
        let mut readings = self.fonts.iter().filter(has).map(|font| font.read(code));
        let first = readings.next()??;
        readings.all(|other| other == Some(first)).then_some(first)
    }
}

impl Widths {
    /// The widths of a Type 3 font; no other kind of font is one.
    fn of(font: &Dict<'_>) -> Option<Self> {
        font.get::<Name<'_>>(&b"Subtype"[..]).filter(|kind| kind.as_ref() == b"Type3")?;
        let first = font.get::<usize>(&b"FirstChar"[..]).unwrap_or_default();
        let scale = font.get::<[f32; 6]>(&b"FontMatrix"[..]).map_or(1.0, |matrix| matrix[0] * 1000.0);
        let mut glyphs = [None; 256];
        for (glyph, width) in glyphs.iter_mut().skip(first).zip(font.get::<Array<'_>>(&b"Widths"[..])?.iter::<f32>()) {
            *glyph = Some(width * scale).filter(|width| *width > 0.0);
        }
        Some(Widths { glyphs, proof: proof(&glyphs).filter(|_| is_numbered(font)) })
    }

    fn read(&self, code: u8) -> Option<char> {
        let (proof, character) = (self.proof?, char::from(code));
        let is_text = proof.letters + proof.accents >= 4;
        let known = match character {
            'A'..='Z' | 'a'..='z' => true,
            '0'..='9' => is_text,
            '.' | ',' => is_text && self.is_stop(code),
            // Here TeX has other signs than Latin-1.
            '×' | 'ß' | '÷' | 'ÿ' => false,
            'À'..='þ' => is_text && proof.accents >= 2,
            _ => false,
        };
        known.then_some(character)
    }

    /// Whether a glyph is as narrow as a full stop. TeX's italics for formulas have letters and digits where a text has
    /// them, but other, wider signs in the places of the stops.
    fn is_stop(&self, code: u8) -> bool {
        let narrow = "ijl".chars().filter_map(|letter| self.glyphs[letter as usize]).reduce(f32::min);
        let own = self.glyphs[usize::from(code)];
        own.zip(narrow).is_some_and(|(own, narrow)| own <= narrow + SAME)
    }
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME
}

/// How many pairs of glyphs have widths as in text; `None` where some have not.
fn proof(glyphs: &Glyphs) -> Option<Proof> {
    let widths = |letters: &'static str| letters.chars().filter_map(|letter| glyphs[letter as usize]);
    let mut proof = Proof::default();
    for (narrow, wide) in [("ijl", "abdeghknopqu"), ("abdeghknopqu", "mw")] {
        for narrow in widths(narrow) {
            for wide in widths(wide) {
                if narrow > wide + SAME {
                    return None;
                }
                proof.letters += 1;
            }
        }
    }
    // Two dots may be wider than the letter under them.
    for letter in ('A'..='Z').chain('a'..='z').filter(|letter| !"iIjJ".contains(*letter)) {
        let own = (0..=u8::MAX).filter(|code| char::from(*code) == letter || base(*code) == Some(letter));
        let own: Vec<f32> = own.filter_map(|code| glyphs[usize::from(code)]).collect();
        proof.accents += own.len().saturating_sub(1);
        if own.windows(2).any(|pair| !same(pair[0], pair[1])) {
            return None;
        }
    }
    let digits: Vec<f32> = widths("0123456789").collect();
    digits.windows(2).all(|pair| same(pair[0], pair[1])).then_some(proof)
}

/// The letter under an accent.
fn base(code: u8) -> Option<char> {
    let mut parts = std::iter::once(char::from(code)).nfd();
    parts.next().filter(|letter| letter.is_ascii_alphabetic() && parts.next().is_some())
}

/// Whether a font names each glyph by a letter and its own code: `/Differences [65 /a65 /a66]`.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn font(widths: &[(char, f32)]) -> Widths {
        let mut glyphs = [None; 256];
        widths.iter().for_each(|(character, width)| glyphs[*character as usize] = Some(*width));
        Widths { glyphs, proof: proof(&glyphs) }
    }

    fn read(fonts: Vec<Widths>, wanted: &[(char, f32)]) -> String {
        let fonts = Numbered { fonts };
        wanted.iter().map(|(character, width)| fonts.read(u32::from(*character), *width).unwrap_or('?')).collect()
    }

    const TEXT: [(char, f32); 8] = [
        ('i', 278.0),
        ('n', 556.0),
        ('a', 500.0),
        ('m', 833.0),
        ('1', 500.0),
        ('8', 500.0),
        ('.', 278.0),
        ('á', 500.0),
    ];

    #[test]
    fn digits_and_stops_are_read_where_the_letters_prove_a_text() {
        assert_eq!(read(vec![font(&TEXT)], &[('1', 500.0), ('.', 278.0), ('8', 500.0), ('n', 556.0)]), "1.8n");
        // Too few letters: it may be a font of signs, whose digits are none.
        assert_eq!(read(vec![font(&TEXT[4..])], &[('1', 500.0), ('8', 500.0)]), "??");
        // In a font for formulas the place of the full stop is taken by a wider sign.
        let formulas: Vec<_> = TEXT.into_iter().map(|(c, width)| (c, if c == '.' { 500.0 } else { width })).collect();
        assert_eq!(read(vec![font(&formulas)], &[('.', 500.0), ('8', 500.0)]), "?8");
    }

    #[test]
    fn signs_in_the_places_of_letters_are_none() {
        let signs = font(&[('i', 389.0), ('l', 500.0), ('n', 500.0), ('h', 389.0), ('1', 1000.0), ('2', 667.0)]);
        assert_eq!(read(vec![signs], &[('i', 389.0), ('1', 1000.0)]), "??");
    }

    #[test]
    fn accents_need_letters_as_wide_as_without() {
        let french = [('é', 444.0), ('è', 444.0), ('ê', 444.0), ('à', 500.0), ('â', 500.0), ('ç', 444.0), ('ä', 500.0)];
        assert_eq!(read(vec![font(&french)], &[('é', 444.0), ('ç', 444.0)]), "éç");
        let cyrillic = [('À', 750.0), ('Á', 650.0), ('Â', 640.0), ('Ã', 580.0)];
        assert_eq!(read(vec![font(&cyrillic)], &[('À', 750.0)]), "?");
    }

    #[test]
    fn fonts_that_may_be_meant_must_agree() {
        let unnamed = Widths { proof: None, ..font(&TEXT) };
        assert_eq!(read(vec![font(&TEXT), unnamed], &[('n', 556.0)]), "?");
        assert_eq!(read(vec![font(&TEXT), font(&[('n', 600.0)])], &[('n', 556.0)]), "n");
    }
}
