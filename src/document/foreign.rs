//! Content that is known and not read.
//!
//! Takes bytes, gives the [`Error`] that says what they are and what to do instead; nothing for content that a reader
//! may take.

use serde::de::IgnoredAny;

use super::package::{self, Package};
use crate::{Error, ErrorKind};

const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
];

/// The container of Word, Excel and PowerPoint before 2007, and of their encrypted files since.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0";

/// What an Office program before 2007 saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OldOffice {
    Text,
    Workbook,
    Slides,
}

/// What kind of old Office document the bytes are; nothing for a locked one and for what is none.
pub(super) fn old_office(bytes: &[u8]) -> Option<OldOffice> {
    if !bytes.starts_with(OLE) || holds_utf16(bytes, "EncryptedPackage") {
        return None;
    }
    [
        ("WordDocument", OldOffice::Text),
        ("Workbook", OldOffice::Workbook),
        ("PowerPoint Document", OldOffice::Slides),
        // Excel 5 and 95; a short name, so it is asked last.
        ("Book", OldOffice::Workbook),
    ]
    .into_iter()
    .find(|(stream, _)| holds_utf16(bytes, stream))
    .map(|(_, kind)| kind)
}

/// The error for content that is recognised as something no reader takes.
pub(super) fn refusal(bytes: &[u8], name: &str) -> Option<Error> {
    if bytes.starts_with(OLE) {
        return old_office(bytes).is_none().then(|| ole(bytes, name));
    }
    if let Some(Package::Other(what)) = package::kind(bytes) {
        return Some(unsupported(name, what));
    }
    if is_json(bytes) {
        let what = "data (JSON), such as a list of annotations or figures, and no document";
        return Some(unsupported(name, what));
    }
    let what = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic))?.1;
    Some(unsupported(name, what))
}

/// Whether the bytes are JSON: an object to begin with, or one list from end to end. No prose begins with an object; a
/// list may be a mark in brackets.
fn is_json(bytes: &[u8]) -> bool {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    let mut values = serde_json::Deserializer::from_slice(body).into_iter::<IgnoredAny>();
    match body.first() {
        Some(b'{') => values.next().is_some_and(|object| object.is_ok()),
        Some(b'[') => values.next().is_some_and(|list| list.is_ok()) && values.byte_offset() == body.len(),
        _ => false,
    }
}

fn ole(bytes: &[u8], name: &str) -> Error {
    if holds_utf16(bytes, "EncryptedPackage") {
        return Error::new(ErrorKind::Encrypted, format!("{name} is an Office document locked with a password"))
            .hint("open it with its password, save it without one, and try again");
    }
    if holds_utf16(bytes, "__substg1.0_") {
        let message = format!("{name} cannot be read: it is an Outlook message (.msg)");
        return Error::new(ErrorKind::Unsupported, message).hint("save it as .eml, which is read with its attachments");
    }
    unsupported(name, "a container of an old Office program, and no document of Word, Excel or PowerPoint")
}

/// The names of an OLE container's streams stand in it as UTF-16.
fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// The error for content that is `what`.
pub(super) fn unsupported(name: &str, what: &str) -> Error {
    Error::new(ErrorKind::Unsupported, format!("{name} cannot be read: it is {what}"))
        .hint("PDF, Word, Excel, PowerPoint, OpenDocument, HTML, e-mails, ZIP archives and plain text can be read; convert it to one of them, or leave it out with a line in .nogletalignore")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_documents_are_told_by_their_streams() {
        let ole = |stream: &str| {
            let mut bytes = OLE.to_vec();
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        assert_eq!(old_office(&ole("WordDocument")), Some(OldOffice::Text));
        assert_eq!(old_office(&ole("Workbook")), Some(OldOffice::Workbook));
        assert!(refusal(&ole("Workbook"), "tal.xls").is_none());
        assert_eq!(refusal(&ole("Contents"), "andet.bin").unwrap().kind(), ErrorKind::Unsupported);
        let message = refusal(&ole("__substg1.0_0037001F"), "brev.msg").unwrap();
        assert_eq!(message.to_string(), "brev.msg cannot be read: it is an Outlook message (.msg)");
    }

    #[test]
    fn packages_that_nobody_reads_are_named() {
        let book = package::packed(&[("mimetype", b"application/epub+zip")]);
        let error = refusal(&book, "bog.epub").unwrap();
        assert_eq!(error.to_string(), "bog.epub cannot be read: it is an electronic book (.epub)");
        assert!(
            refusal(&package::packed(&[("mimetype", b"application/vnd.oasis.opendocument.text-web")]), "x").is_none()
        );
    }

    #[test]
    fn lists_of_figures_are_no_documents() {
        for data in [
            "{\"doc\": \"notat.txt\", \"number\": \"31 sager\"}\n{\"doc\": \"notat.txt\", \"num",
            "\u{feff}{\n  \"sager\": 31\n}\n",
            "[{\"sager\": 31}, {\"sager\": 40}]\n",
        ] {
            let error = refusal(data.as_bytes(), "tal.txt").expect(data);
            assert_eq!(error.kind(), ErrorKind::Unsupported);
            assert!(error.to_string().starts_with("tal.txt cannot be read: it is data (JSON)"), "{error}");
        }
        for prose in ["[1] Se bilag 2 om sagstal.", "{navn} har 31 sager.", "[Logo]\n\nNotat", "31", "\"31 sager\""] {
            assert!(refusal(prose.as_bytes(), "notat.json").is_none(), "{prose}");
        }
    }

    #[test]
    fn an_encrypted_word_document_is_encrypted_rather_than_unknown() {
        let mut bytes = OLE.to_vec();
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(refusal(&bytes, "notat.docx").unwrap().kind(), ErrorKind::Encrypted);
    }
}
