//! The glyph order of Macintosh TrueType fonts.
//!
//! Takes a glyph's place in a font that keeps the order published for the `post` table, gives its character. Refuses
//! fonts of which it is not known that they keep that order, and places beyond the Macintosh character set.

use encoding_rs::MACINTOSH;

/// The first glyphs of these families, which every Windows has, stand in that order.
const FAMILIES: [&str; 8] =
    ["arial", "timesnewroman", "couriernew", "verdana", "georgia", "trebuchet", "tahoma", "comicsans"];
const STYLES: [&str; 6] = ["ps", "mt", "ms", "bold", "italic", "regular"];
/// Currency sign or euro, by the font's age; and a logo.
const UNSURE: [u8; 2] = [0xdb, 0xf0];

/// Whether a font that is named but not embedded keeps the order. A subset (`ABCDEF+Arial`) may have any.
pub(super) fn keeps_order(font: &str) -> bool {
    let plain: String = font.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let Some(mut style) = FAMILIES.iter().find_map(|family| plain.strip_prefix(family)) else { return false };
    // After the family only its style may follow: Arial Narrow and Arial Unicode are other fonts.
    while let Some(rest) = STYLES.iter().find_map(|word| style.strip_prefix(word)) {
        style = rest;
    }
    style.is_empty() && !font.contains('+')
}

/// The character of a glyph in the order.
pub(super) fn character(glyph: u32) -> Option<char> {
    let byte = match glyph {
        3..=97 => glyph + 29,
        98..=225 => glyph + 30,
        // What follows the Macintosh character set stands elsewhere in these very fonts.
        _ => return None,
    };
    let byte = u8::try_from(byte).ok().filter(|byte| !UNSURE.contains(byte))?;
    MACINTOSH.decode_without_bom_handling(&[byte]).0.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_stand_in_the_published_order() {
        let read = |glyphs: &[u32]| glyphs.iter().filter_map(|glyph| character(*glyph)).collect::<String>();
        assert_eq!(read(&[3, 19, 28, 36, 61, 68, 93]), " 09AZaz");
        assert_eq!(read(&[144, 145, 99, 160, 161, 110, 134, 178]), "ÆØÅæøå§–");
        assert_eq!(read(&[0, 2, 226, 9000]), "");
    }

    #[test]
    fn only_known_families_keep_it() {
        for font in
            ["ArialMT", "Arial,Bold", "Arial-BoldItalicMT", "Times New Roman", "TimesNewRomanPS-BoldMT", "Verdana-Bold"]
        {
            assert!(keeps_order(font), "{font}");
        }
        for font in ["Calibri", "ABCDEF+ArialMT", "ArialNarrow", "ArialUnicodeMS-WinCharSetFFFF", "Helvetica"] {
            assert!(!keeps_order(font), "{font}");
        }
    }
}
