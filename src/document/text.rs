//! Plain text and Markdown.
//!
//! Takes bytes in UTF-8, UTF-16 or Windows-1252, gives the file's own characters, with the pages that a transcript
//! shows and a map back to the file's bytes. Refuses what has too many control characters to be text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    Kind, Limits, OffsetMap, foreign,
    offsets::{Mark, STRIDE, Width},
    pagination,
    reader::{Content, Reader},
};
use crate::{Result, notice::Notice};

pub(super) struct Text;

impl Reader for Text {
    fn recognises(&self, bytes: &[u8]) -> bool {
        is_text(&decode(bytes, SAMPLE).text)
    }

    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content> {
        let decoded = decode(bytes, limits.text_bytes);
        if !is_text(&decoded.text) {
            return Err(foreign::unsupported(name, "neither text nor any other known kind of document"));
        }
        let mut notices = Vec::new();
        if decoded.broken > 0 {
            notices
                .push(Notice::remark(format!("{} bytes are no valid UTF-8 and were read as \u{fffd}", decoded.broken)));
        }
        if decoded.cut {
            notices.push(cut_notice(limits));
        }
        let mut text = decoded.text;
        let mut pages = pagination::pages(&text);
        if pages.len() > limits.pages {
            let left_out = format!("only the first {} of {} pages were read", limits.pages, pages.len());
            notices.push(Notice::partial(left_out));
            pages.truncate(limits.pages);
            text.truncate(pages.last().map_or(0, |page| page.span.end));
        }
        Ok(Content { pages, offsets: decoded.offsets, notices, ..Content::new(Kind::Text, text) })
    }
}

/// How much is looked at to tell text from other content.
const SAMPLE: usize = 1 << 16;

/// The notice that the text was cut at the limit.
pub(super) fn cut_notice(limits: &Limits) -> Notice {
    Notice::partial(format!("the text is longer than the limit of {} bytes; the rest was left out", limits.text_bytes))
}

/// A text with the way back to its file.
pub(super) struct Decoded {
    pub text: String,
    pub offsets: OffsetMap,
    /// How many bytes had no meaning in the encoding.
    pub broken: usize,
    /// Whether the file goes on after the text.
    pub cut: bool,
}

/// The text of a file, up to `limit` bytes of it; never reads further in the file than that takes.
pub(super) fn decode(bytes: &[u8], limit: usize) -> Decoded {
    let (encoding, bom) = encoding_of(bytes, limit);
    decode_as(bytes, encoding, bom, limit)
}

/// The text of a small file that is no document, such as a list of queries, whatever its encoding.
pub(crate) fn decoded(bytes: &[u8]) -> String {
    // A byte of Windows-1252 can take three in a text.
    decode(bytes, bytes.len().saturating_mul(3)).text
}

/// The same in an encoding that is known, after `bom` bytes of byte-order mark.
pub(super) fn decode_as(bytes: &[u8], encoding: &'static Encoding, bom: usize, limit: usize) -> Decoded {
    let body = bytes.get(bom..).unwrap_or_default();
    let mut decoded = match encoding {
        encoding if encoding == UTF_8 => utf8(body, limit, bom),
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => {
            let piece = &body[..body.len().min(limit.saturating_mul(2))];
            plain(encoding, piece, Width::Utf16, bom, bytes.len())
        }
        encoding => plain(encoding, &body[..body.len().min(limit)], Width::Single, bom, bytes.len()),
    };
    if decoded.text.len() > limit {
        decoded.text.truncate(decoded.text.floor_char_boundary(limit));
    }
    let end = decoded.offsets.to_file(&decoded.text, decoded.text.len());
    // The last byte of a file of odd length is no UTF-16 unit; it is not a rest that was left out.
    decoded.cut = end < bytes.len() && decoded.text.len() + 4 > limit;
    decoded
}

/// The encoding by the byte-order mark, else by the look of the bytes; with the mark's length.
pub(super) fn encoding_of(bytes: &[u8], limit: usize) -> (&'static Encoding, usize) {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return (encoding, bom);
    }
    if let Some(encoding) = utf16_without_mark(&bytes[..bytes.len().min(4096)]) {
        return (encoding, 0);
    }
    // Windows-1252 hardly ever makes a valid sequence by chance, so a few broken bytes among many letters that are
    // right are damage and not another encoding.
    let piece = &bytes[..bytes.len().min(limit)];
    let mut read = 0;
    let (mut letters, mut broken) = (0, 0);
    for chunk in piece.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        read += chunk.valid().len() + chunk.invalid().len();
        // A character that the limit cuts in two is not broken.
        broken += usize::from(!chunk.invalid().is_empty() && (read < piece.len() || piece.len() == bytes.len()));
    }
    (if broken <= letters { UTF_8 } else { WINDOWS_1252 }, 0)
}

/// Latin letters in UTF-16 have a zero for every other byte.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let units = sample.len() / 2;
    if units < 2 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let mostly = |many: usize, few: usize| many * 10 >= units * 7 && few * 20 <= units;
    if mostly(second, first) {
        Some(UTF_16LE)
    } else if mostly(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn utf8(body: &[u8], limit: usize, bom: usize) -> Decoded {
    let mut end = body.len().min(limit);
    while end < body.len() && end > 0 && body[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    let mut text = String::with_capacity(end);
    let mut marks = vec![Mark { text: 0, file: bom }];
    let (mut file, mut broken) = (bom, 0);
    for chunk in body[..end].utf8_chunks() {
        text.push_str(chunk.valid());
        file += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            // The replacement is three bytes for one, two or three, so it stands between two marks of its own.
            marks.push(Mark { text: text.len(), file });
            text.push(char::REPLACEMENT_CHARACTER);
            file += chunk.invalid().len();
            marks.push(Mark { text: text.len(), file });
            broken += chunk.invalid().len();
        }
    }
    Decoded { text, offsets: OffsetMap::new(Width::Utf8, marks), broken, cut: false }
}

fn plain(encoding: &'static Encoding, body: &[u8], width: Width, bom: usize, file_end: usize) -> Decoded {
    let text = encoding.decode_without_bom_handling(body).0.into_owned();
    let mut marks = vec![Mark { text: 0, file: bom }];
    let (mut file, mut next) = (bom, STRIDE);
    for (at, character) in text.char_indices() {
        if at >= next {
            marks.push(Mark { text: at, file });
            next = at + STRIDE;
        }
        file += width.of(character);
    }
    if bom + body.len() == file_end {
        marks.push(Mark { text: text.len(), file: file_end });
    }
    Decoded { text, offsets: OffsetMap::new(width, marks), broken: 0, cut: false }
}

/// Whether a text has few enough characters that no writer types.
fn is_text(text: &str) -> bool {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let strange =
        |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}') || *c == char::REPLACEMENT_CHARACTER;
    let (count, odd) = sample.chars().fold((0usize, 0usize), |(n, odd), c| (n + 1, odd + usize::from(strange(&c))));
    odd * 40 <= count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn more_pages_than_the_limit_are_left_out_and_said() {
        let limits = Limits { pages: 2, ..Limits::default() };
        let content = Text.read("Et.\u{c}To.\u{c}Tre.\u{c}Fire.".as_bytes(), "notat.txt", &limits).unwrap();
        assert_eq!((content.text.as_str(), content.pages.len()), ("Et.\u{c}To.", 2));
        assert_eq!(content.notices[0].message, "only the first 2 of 4 pages were read");
    }

    const ENCODINGS: [(&str, &[u8]); 6] = [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16le", b"\xff\xfe"),
        ("utf-16be", b"\xfe\xff"),
        ("windows-1252", b""),
        ("utf-16le", b""),
    ];

    fn encode(text: &str, encoding: &str) -> Vec<u8> {
        match encoding {
            "utf-8" => text.as_bytes().to_vec(),
            "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => WINDOWS_1252.encode(text).0.into_owned(),
        }
    }

    proptest! {
        #[test]
        fn what_stands_between_mapped_offsets_is_the_same_text(
            words in prop::collection::vec("[a-zæøåÆØÅ§½ .,0-9]{0,300}\r?\n", 1..60),
            way in 0..ENCODINGS.len(),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 2),
        ) {
            let text = format!("Børn og unge: {}", words.concat());
            let (encoding, mark) = ENCODINGS[way];
            let bytes = [mark, &encode(&text, encoding)].concat();
            let decoded = decode(&bytes, usize::MAX >> 2);
            prop_assert_eq!(&decoded.text, &text);
            let mut ends = cuts.iter().map(|cut| text.floor_char_boundary(cut.index(text.len() + 1))).collect::<Vec<_>>();
            ends.sort_unstable();
            let places = ends.iter().map(|end| decoded.offsets.to_file(&text, *end)).collect::<Vec<_>>();
            prop_assert_eq!(&bytes[places[0]..places[1]], encode(&text[ends[0]..ends[1]], encoding));
            for (end, place) in ends.iter().zip(&places) {
                prop_assert_eq!(decoded.offsets.to_text(&text, *place), *end);
            }
        }

        #[test]
        fn broken_bytes_move_nothing(before in "[a-zæøå ]{20,60}", broken in 0x80u8..0xc0, after in "[a-zæøå ]{20,60}æ") {
            let bytes = [format!("æøå{before}").as_bytes(), &[broken], after.as_bytes()].concat();
            let decoded = decode(&bytes, usize::MAX >> 2);
            prop_assert_eq!(decoded.broken, 1);
            let at = decoded.text.find(&after).unwrap();
            let place = decoded.offsets.to_file(&decoded.text, at);
            prop_assert_eq!(&bytes[place..], after.as_bytes());
            prop_assert_eq!(decoded.offsets.to_text(&decoded.text, place), at);
        }
    }

    #[test]
    fn one_long_line_is_cut_at_the_limit_on_a_border() {
        let bytes = "æ".repeat(40_000).into_bytes();
        let limits = Limits { text_bytes: 10_001, ..Limits::default() };
        let content = Text.read(&bytes, "lang.txt", &limits).unwrap();
        assert_eq!(content.text.len(), 10_000);
        assert_eq!(content.notices, [cut_notice(&limits)]);
        let whole = Text.read(&bytes[..10_000], "lang.txt", &limits).unwrap();
        assert_eq!(whole.notices, []);
    }

    #[test]
    fn a_cut_character_does_not_change_the_encoding() {
        let bytes = format!("{}æ{}", "a".repeat(99), "b".repeat(50)).into_bytes();
        assert_eq!(encoding_of(&bytes, 100).0, UTF_8);
    }

    #[test]
    fn windows_1252_is_read_as_such() {
        let bytes = WINDOWS_1252.encode("Børn på døgnophold – 12½ år").0.into_owned();
        let content = Text.read(&bytes, "notat.txt", &Limits::default()).unwrap();
        assert_eq!(content.text, "Børn på døgnophold – 12½ år");
        assert_eq!(content.offsets.to_file(&content.text, content.text.find('½').unwrap()), 23);
    }

    #[test]
    fn junk_is_no_text() {
        let mut state = 7u32;
        let junk: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(5_000)
        .collect();
        assert!(!Text.recognises(&junk));
        assert!(Text.recognises("Notat\r\n\tom børn\u{c}".as_bytes()));
    }
}
