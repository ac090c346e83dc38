//! Characters that a Word document takes from a symbol font.
//!
//! Takes the font and the number of the character, gives the character that is seen. Refuses to guess: a picture of a
//! font that is not known is nothing.

use quick_xml::events::BytesStart;

use crate::document::package::attribute;

/// The character that a symbol shows.
pub(super) fn symbol(element: &BytesStart) -> Option<char> {
    let code = u32::from_str_radix(&attribute(element, "char")?, 16).ok()?;
    let font = attribute(element, "font").unwrap_or_default();
    // Symbol fonts have their characters in an area of their own, or at the plain numbers.
    match (code & 0xff, font.as_str()) {
        _ if !(0xf000..=0xf0ff).contains(&code) => char::from_u32(code),
        // The font Symbol has digits and signs where ASCII has them, and Greek letters for letters.
        (low @ 0x20..=0x3f, "Symbol") if !matches!(low, 0x22 | 0x24 | 0x27 | 0x2a | 0x2d) => char::from_u32(low),
        (0x2d, "Symbol") => Some('−'),
        (0xa3, "Symbol") => Some('≤'),
        (0xb0, "Symbol") => Some('°'),
        (0xb1, "Symbol") => Some('±'),
        (0xb3, "Symbol") => Some('≥'),
        (0xb4, "Symbol") => Some('×'),
        (0xb7, "Symbol") => Some('•'),
        (0xb9, "Symbol") => Some('≠'),
        (0xbb, "Symbol") => Some('≈'),
        (0xe0, "Wingdings") => Some('→'),
        (0xfc, "Wingdings") => Some('✓'),
        _ => None,
    }
}
