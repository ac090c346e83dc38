//! The container that Office documents are: a ZIP archive whose parts are markup.
//!
//! Takes bytes, gives what kind of package they are ([`Package`]) and its parts one by one ([`Parts`]). Refuses to
//! unpack more than the limit, whatever sizes the container claims.

use std::io::{Cursor, Read, Seek};

use quick_xml::{
    Reader,
    events::{BytesRef, BytesStart, Event},
};
use zip::{ZipArchive, result::ZipError};

use super::{Limits, builder::tidy, metadata, reader::Content, text};
use crate::{Error, ErrorKind, Result};

/// What a package holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Package {
    /// WordprocessingML.
    Word,
    /// SpreadsheetML.
    Sheet,
    /// The binary form of it.
    BinarySheet,
    /// PresentationML.
    Slides,
    /// OpenDocument, text.
    OpenText,
    /// OpenDocument, spreadsheet.
    OpenSheet,
    /// OpenDocument, presentation.
    OpenSlides,
    /// Something that is packed the same way and that no reader takes.
    Other(&'static str),
}

/// Whether bytes begin as a ZIP archive does, packages included.
pub(super) fn is_zipped(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What kind of package the bytes are; nothing for a plain archive and for what is none.
pub(super) fn kind(bytes: &[u8]) -> Option<Package> {
    if !is_zipped(bytes) {
        return None;
    }
    kind_of(&mut ZipArchive::new(Cursor::new(bytes)).ok()?)
}

/// What kind of package an archive is; nothing for a plain one.
pub(super) fn kind_of<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<Package> {
    let holds = |archive: &ZipArchive<R>, name: &str| archive.index_for_name(name).is_some();
    for (part, package) in [
        ("word/document.xml", Package::Word),
        ("xl/workbook.xml", Package::Sheet),
        ("xl/workbook.bin", Package::BinarySheet),
        ("ppt/presentation.xml", Package::Slides),
    ] {
        if holds(archive, part) {
            return Some(package);
        }
    }
    if let Some(mimetype) = head(archive, "mimetype") {
        // Templates and pages for the web are documents too, with a longer name.
        let kinds =
            [("text", Package::OpenText), ("spreadsheet", Package::OpenSheet), ("presentation", Package::OpenSlides)];
        let kind = mimetype.trim().strip_prefix("application/vnd.oasis.opendocument.").unwrap_or_default();
        let known = kinds.into_iter().find(|(name, _)| kind.starts_with(name)).map(|(_, package)| package);
        return Some(known.unwrap_or(match mimetype.trim() {
            "application/epub+zip" => Package::Other("an electronic book (.epub)"),
            _ => Package::Other("an OpenDocument file of a kind that is not read"),
        }));
    }
    let main = head(archive, "_rels/.rels").and_then(|xml| main_part(&xml));
    match main.as_deref().and_then(|main| main.trim_start_matches('/').split('/').next()) {
        Some("word") => Some(Package::Word),
        Some("xl") => Some(Package::Sheet),
        Some("ppt") => Some(Package::Slides),
        _ if holds(archive, "[Content_Types].xml") => Some(Package::Other("an Office file of a kind that is not read")),
        _ => None,
    }
}

/// The beginning of a small part.
fn head<R: Read + Seek>(archive: &mut ZipArchive<R>, part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    archive.by_name(part).ok()?.take(1 << 16).read_to_end(&mut bytes).ok()?;
    Some(text::decode(&bytes, bytes.len()).text)
}

/// The part that the container names as its main document.
fn main_part(xml: &str) -> Option<String> {
    let office = |relation: &Relation| relation.kind.ends_with("/officeDocument");
    relations(xml).into_iter().find(office).map(|relation| relation.target)
}

/// What a part refers to.
#[derive(Debug)]
pub(super) struct Relation {
    pub id: String,
    pub kind: String,
    pub target: String,
}

/// The relations that a part's `.rels` lists, in its order.
pub(super) fn relations(xml: &str) -> Vec<Relation> {
    let mut found = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "Relationship" => {
                let value = |name| attribute(&element, name).unwrap_or_default();
                found.push(Relation { id: value("Id"), kind: value("Type"), target: value("Target") });
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Why a part could not be unpacked.
pub(super) enum Trouble {
    Large,
    Locked,
    Broken(String),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Trouble::Large => f.write_str("it unpacks to more than the limit"),
            Trouble::Locked => f.write_str("it is locked with a password"),
            Trouble::Broken(cause) => f.write_str(cause),
        }
    }
}

impl From<ZipError> for Trouble {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Trouble::Locked,
            cause => Trouble::Broken(cause.to_string()),
        }
    }
}

impl Trouble {
    /// The error for a document that cannot be read because of this.
    pub(super) fn error(self, name: &str, limits: &Limits) -> Error {
        match self {
            Trouble::Large => {
                Error::new(ErrorKind::Limit, format!("{name} unpacks to more than {} bytes", limits.unpacked_bytes))
                    .hint("split the document, or leave it out with a line in .nogletalignore")
            }
            Trouble::Locked => Error::new(ErrorKind::Encrypted, format!("{name} is locked with a password"))
                .hint("save it without a password and try again"),
            Trouble::Broken(cause) => Error::new(ErrorKind::Damaged, format!("{name} is damaged: {cause}"))
                .hint("fetch the file again, or open it in its own program and save it anew"),
        }
    }
}

/// The container, with what may still be unpacked of it.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Parts<'a> {
    pub(super) fn open(bytes: &'a [u8], name: &str, limits: &Limits) -> Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| broken(name).caused_by(cause))?;
        Ok(Parts { archive, left: limits.unpacked_bytes })
    }

    /// The main part: the one that the container names, or the usual one; it has to lie in the folder of its kind.
    pub(super) fn main(&mut self, usual: &str) -> Option<String> {
        let folder = usual.split('/').next().unwrap_or_default().to_owned();
        let named = self.text("_rels/.rels").and_then(|xml| main_part(&xml));
        let named = named.map(|target| target.trim_start_matches('/').to_owned());
        let mut candidates = named.into_iter().chain([usual.to_owned()]);
        candidates.find(|one| one.starts_with(&folder) && self.archive.index_for_name(one).is_some())
    }

    /// What a part refers to; targets are names of parts.
    pub(super) fn relations_of(&mut self, part: &str) -> Vec<Relation> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let Some(xml) = self.text(&format!("{folder}/_rels/{file}.rels")) else { return Vec::new() };
        let mut found = relations(&xml);
        found.iter_mut().for_each(|relation| relation.target = resolve(folder, &relation.target));
        found
    }

    /// The content with the title, the author and the day that the document's properties state.
    pub(super) fn properties(&mut self, content: Content) -> Content {
        let Some(xml) = self.text("docProps/core.xml") else { return content };
        let property = |name| text_of(&xml, name).map(|value| tidy(&value));
        let written = property("created").as_deref().and_then(metadata::property_date);
        Content { title: property("title"), author: property("creator"), written, ..content }
    }

    /// A part's text, or nothing where it is not there or cannot be unpacked.
    pub(super) fn text(&mut self, part: &str) -> Option<String> {
        self.unpack(part).ok().flatten()
    }

    /// A part's text; never unpacks more than the limit, whatever size the container claims.
    pub(super) fn unpack(&mut self, part: &str) -> Result<Option<String>, Trouble> {
        let file = match self.archive.by_name(part) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(cause) => return Err(cause.into()),
        };
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if self.left == 0 {
            return Err(Trouble::Large);
        }
        match read {
            // What was unpacked before the damage is worth reading.
            Err(cause) if bytes.is_empty() => Err(Trouble::Broken(cause.to_string())),
            _ => Ok(Some(text::decode(&bytes, bytes.len()).text)),
        }
    }
}

/// Refuses a package whose parts unpack to more than the limit; pictures do not count, for nobody unpacks them. For
/// readers that unpack by themselves and trust the sizes that the container claims.
pub(super) fn within(bytes: &[u8], limit: u64) -> Result<(), Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut left = limit;
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        if part.name_raw().windows(7).any(|seven| seven == b"/media/") {
            continue;
        }
        // What is damaged is told by whoever reads it.
        let length = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).unwrap_or_default();
        left = left.checked_sub(length).ok_or(Trouble::Large)?;
    }
    Ok(())
}

/// A ZIP archive or package whose directory cannot be read.
pub(super) fn broken(name: &str) -> Error {
    Error::new(ErrorKind::Damaged, format!("{name} is a damaged Office document or ZIP archive"))
        .hint("fetch the file again: it may have been cut off on the way")
}

/// The part that a target means when it stands in a folder.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The text of the first element of a name.
fn text_of(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut found: Option<String> = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) if element.local_name().as_ref() == name => found = Some(String::new()),
            Event::End(element) if element.local_name().as_ref() == name => return found,
            Event::Text(text) => {
                if let Some(found) = &mut found {
                    found.push_str(&text.into_inner());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(found) = &mut found {
                    found.extend(character(&reference));
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// The character that a reference stands for.
pub(super) fn character(reference: &BytesRef) -> Option<char> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Some(character),
        _ => match reference.as_ref() {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        },
    }
}

/// A package in the making, for tests.
#[cfg(test)]
pub(super) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(content).expect("its content");
    }
    writer.finish().expect("a package").into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_told_from_archives_and_from_one_another() {
        let kind = |parts: &[(&str, &[u8])]| kind(&packed(parts));
        assert_eq!(kind(&[("word/document.xml", b"")]), Some(Package::Word));
        assert_eq!(kind(&[("xl/workbook.bin", b"")]), Some(Package::BinarySheet));
        assert_eq!(kind(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), Some(Package::OpenSheet));
        let strict = b"<Relationships><Relationship Id='r' \
            Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='ppt/p2.xml'/></Relationships>";
        assert_eq!(kind(&[("_rels/.rels", strict)]), Some(Package::Slides));
        assert!(matches!(kind(&[("[Content_Types].xml", b"")]), Some(Package::Other(_))));
        assert_eq!(kind(&[("a.txt", b"a"), ("word/notat.docx", b"")]), None);
    }

    #[test]
    fn targets_are_found_from_where_they_are_named() {
        assert_eq!(resolve("ppt/slides", "../charts/chart1.xml"), "ppt/charts/chart1.xml");
        assert_eq!(resolve("ppt/slides", "/ppt/media/x.xml"), "ppt/media/x.xml");
        assert_eq!(resolve("ppt", "../../../etc/passwd"), "etc/passwd");
    }
}
