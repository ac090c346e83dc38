//! Word documents (.docx).
//!
//! Takes the container, gives the text as it stands when every tracked change is accepted: paragraphs, headings,
//! tables, then footnotes and endnotes; headers and footers are left out. Refuses other containers by name, and stops
//! where the parts unpack to more than the limit.

mod body;
mod styles;

use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::{ZipArchive, result::ZipError};

use super::{
    Kind, Limits,
    builder::{Builder, tidy},
    foreign, metadata,
    reader::{Content, Reader},
    text,
};
use crate::{Error, ErrorKind, Result, notice::Notice};

pub(super) struct Word;

const MAIN: &str = "word/document.xml";

impl Reader for Word {
    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
    }

    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content> {
        let mut parts = Parts::open(bytes, name, limits)?;
        let main = parts.main(name)?;
        let mut notices = Vec::new();
        let mut out = Builder::new(limits.text_bytes);
        let styles = parts.text("word/styles.xml").map(|xml| styles::levels(&xml)).unwrap_or_default();
        for part in [main.as_str(), "word/footnotes.xml", "word/endnotes.xml"] {
            let xml = match parts.unpack(part) {
                Ok(Some(xml)) => xml,
                Ok(None) => continue,
                Err(reason) if part == main => return Err(reason.error(name, limits)),
                Err(reason) => {
                    notices.push(Notice::partial(format!("{part} cannot be read: {reason}")));
                    continue;
                }
            };
            if let Err(reason) = body::walk(&xml, &styles, limits.depth, &mut out) {
                notices.push(Notice::partial(format!("{part} is read only in part: {reason}")));
            }
        }
        if out.text.is_empty() {
            return Err(without_text(name, &notices));
        }
        if out.cut {
            notices.push(text::cut_notice(limits));
        }
        let core = parts.text("docProps/core.xml");
        let property = |name| core.as_deref().and_then(|xml| styles::property(xml, name)).map(|value| tidy(&value));
        Ok(Content {
            headings: out.headings,
            title: property("title"),
            author: property("creator"),
            written: property("created").as_deref().and_then(metadata::property_date),
            notices,
            ..Content::new(Kind::Word, out.text)
        })
    }
}

fn without_text(name: &str, notices: &[Notice]) -> Error {
    let why = notices.first().map_or(String::new(), |notice| format!(": {}", notice.message));
    Error::new(ErrorKind::Damaged, format!("{name} is a Word document without any text{why}"))
        .hint("open it in Word to see whether it holds only pictures")
}

/// Why a part could not be unpacked.
enum Trouble {
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

impl Trouble {
    fn error(self, name: &str, limits: &Limits) -> Error {
        match self {
            Trouble::Large => {
                Error::new(ErrorKind::Limit, format!("{name} unpacks to more than {} bytes", limits.unpacked_bytes))
                    .hint("split the document, or leave it out with a line in .nogletalignore")
            }
            Trouble::Locked => Error::new(ErrorKind::Encrypted, format!("{name} is locked with a password"))
                .hint("save it without a password and try again"),
            Trouble::Broken(cause) => {
                Error::new(ErrorKind::Damaged, format!("{name} is a damaged Word document: {cause}"))
                    .hint("fetch the file again, or open it in Word and save it anew")
            }
        }
    }
}

/// The container, with what may still be unpacked of it.
struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Parts<'a> {
    fn open(bytes: &'a [u8], name: &str, limits: &Limits) -> Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| {
            Error::new(ErrorKind::Damaged, format!("{name} is a damaged Word document or ZIP archive"))
                .caused_by(cause)
                .hint("fetch the file again: it may have been cut off on the way")
        })?;
        Ok(Parts { archive, left: limits.unpacked_bytes })
    }

    /// The name of the part with the text; an error that says what the container is when it holds none.
    fn main(&mut self, name: &str) -> Result<String> {
        let target = self.text("_rels/.rels").and_then(|xml| styles::main_part(&xml));
        let main = target.map_or_else(|| MAIN.to_owned(), |target| target.trim_start_matches('/').to_owned());
        for candidate in [main.as_str(), MAIN] {
            if candidate.starts_with("word") && self.archive.index_for_name(candidate).is_some() {
                return Ok(candidate.to_owned());
            }
        }
        Err(foreign::unsupported(name, self.what()))
    }

    fn what(&mut self) -> &'static str {
        let holds = |name: &str| self.archive.index_for_name(name).is_some();
        if holds("xl/workbook.xml") || holds("xl/workbook.bin") {
            "an Excel workbook (.xlsx)"
        } else if holds("ppt/presentation.xml") {
            "a PowerPoint presentation (.pptx)"
        } else {
            match self.text("mimetype").as_deref().map(str::trim) {
                Some("application/vnd.oasis.opendocument.text") => "an OpenDocument text (.odt)",
                Some("application/vnd.oasis.opendocument.spreadsheet") => "an OpenDocument spreadsheet (.ods)",
                Some("application/epub+zip") => "an electronic book (.epub)",
                _ => "a ZIP archive without a Word document in it",
            }
        }
    }

    /// A part's text, or nothing where it is not there or cannot be unpacked.
    fn text(&mut self, part: &str) -> Option<String> {
        self.unpack(part).ok().flatten()
    }

    /// A part's text; never unpacks more than the limit, whatever size the container claims.
    fn unpack(&mut self, part: &str) -> Result<Option<String>, Trouble> {
        let file = match self.archive.by_name(part) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Trouble::Locked),
            Err(cause) => return Err(Trouble::Broken(cause.to_string())),
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

/// The value of an attribute by its local name.
fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn container(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn word(body: &str) -> Vec<u8> {
        container(&[(MAIN, &format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"))])
    }

    fn read(body: &str) -> Content {
        Word.read(&word(body), "notat.docx", &Limits::default()).unwrap()
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn tracked_changes_are_read_as_accepted() {
        let body = "<w:p><w:r><w:t xml:space='preserve'>Der er </w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>\
            <w:ins><w:r><w:t>14</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> b&#248;rn &amp; unge</w:t></w:r></w:p>\
            <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>F&#248;r </w:t></w:r></w:p><w:p><w:r><w:t>efter</w:t></w:r></w:p>";
        assert_eq!(read(body).text, "Der er 14 børn & unge\n\nFør efter");
    }

    #[test]
    fn merged_cells_leave_empty_cells() {
        let tc = |props: &str, text: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text));
        let body = format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
            tc("<w:vMerge w:val='restart'/>", "Art"),
            tc("<w:gridSpan w:val='2'/>", "År"),
            tc("<w:vMerge/>", "usynlig"),
            tc("", "2018</w:t></w:r></w:p><w:p><w:r><w:t>kr."),
            tc("", "2019"),
        );
        assert_eq!(
            read(&format!("{}{body}{}", p("Før"), p("Efter"))).text,
            "Før\n\nArt\tÅr\t\n\t2018 kr.\t2019\n\nEfter"
        );
    }

    #[test]
    fn headings_come_from_styles_and_outline_levels() {
        let styles = "<w:styles><w:style w:styleId='Overskrift1'><w:name w:val='heading 1'/></w:style>\
            <w:style w:styleId='Min'><w:basedOn w:val='Overskrift1'/></w:style></w:styles>";
        let body = "<w:document><w:p><w:pPr><w:pStyle w:val='Min'/></w:pPr><w:r><w:t>Anbringelser</w:t></w:r></w:p>\
            <w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>Priser</w:t></w:r></w:p>\
            <w:p><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>punkt</w:t></w:r></w:p></w:document>";
        let notes = "<w:footnotes><w:footnote w:type='separator'><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>\
            <w:footnote><w:p><w:r><w:t>Inkl. moms.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let bytes = container(&[("word/styles.xml", styles), (MAIN, body), ("word/footnotes.xml", notes)]);
        let content = Word.read(&bytes, "notat.docx", &Limits::default()).unwrap();
        assert_eq!(content.text, "Anbringelser\n\nPriser\n\n- punkt\n\nInkl. moms.");
        let headings: Vec<_> = content.headings.iter().map(|h| (h.span.of(&content.text), h.level)).collect();
        assert_eq!(headings, [("Anbringelser", 1), ("Priser", 3)]);
    }

    #[test]
    fn other_containers_are_named() {
        let refused =
            |parts: &[(&str, &str)]| Word.read(&container(parts), "fil.docx", &Limits::default()).unwrap_err();
        assert!(refused(&[("a.txt", "a")]).to_string().ends_with("a ZIP archive without a Word document in it"));
        assert!(refused(&[("xl/workbook.xml", "")]).to_string().ends_with("an Excel workbook (.xlsx)"));
        let cut = &word(&p("Tekst"))[..60];
        assert_eq!(Word.read(cut, "fil.docx", &Limits::default()).unwrap_err().kind(), ErrorKind::Damaged);
    }

    #[test]
    fn what_unpacks_beyond_the_limit_is_refused() {
        let limits = Limits { unpacked_bytes: 10_000, ..Limits::default() };
        let error = Word.read(&word(&p(&"æ".repeat(10_000))), "bombe.docx", &limits).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
    }

    #[test]
    fn deep_or_broken_markup_is_read_as_far_as_it_goes() {
        let deep = format!("{}{}", p("Før"), "<w:sdt>".repeat(1000));
        let content = read(&deep);
        assert_eq!(content.text, "Før");
        assert_eq!(content.notices.len(), 1);
        assert_eq!(read(&format!("{}<w:p></w:x>", p("Før"))).text, "Før");
    }
}
