//! Word documents (.docx).
//!
//! Takes the container, gives the text as it stands when every tracked change is accepted: paragraphs, headings,
//! tables, then footnotes and endnotes; headers and footers are left out. Refuses other containers by name, and stops
//! where the parts unpack to more than the limit.

mod body;
mod styles;

use super::{
    Kind, Limits,
    builder::Builder,
    package::{self, Package, Parts},
    reader::{Content, Reader},
    text,
};
use crate::{Error, ErrorKind, Result, notice::Notice};

pub(super) struct Word;

const MAIN: &str = "word/document.xml";

impl Reader for Word {
    fn recognises(&self, bytes: &[u8]) -> bool {
        package::kind(bytes) == Some(Package::Word)
    }

    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content> {
        let mut parts = Parts::open(bytes, name, limits)?;
        let main = parts.main(MAIN).ok_or_else(|| without_text(name, &[]))?;
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
        Ok(Content { headings: out.headings, title: parts.title(), notices, ..Content::new(Kind::Word, out.text) })
    }
}

fn without_text(name: &str, notices: &[Notice]) -> Error {
    let why = notices.first().map_or(String::new(), |notice| format!(": {}", notice.message));
    Error::new(ErrorKind::Damaged, format!("{name} is a Word document without any text{why}"))
        .hint("open it in Word to see whether it holds only pictures")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(parts: &[(&str, &str)]) -> Vec<u8> {
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        package::packed(&parts)
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
    fn a_document_that_is_cut_off_is_damaged() {
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
