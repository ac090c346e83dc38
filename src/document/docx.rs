//! Word documents (.docx).
//!
//! Takes the container, gives the text as it stands when every tracked change is accepted: paragraphs, headings,
//! tables, text boxes and the values of charts, each footnote and endnote after the paragraph that refers to it. Headers,
//! footers, comments, hidden text and the table of contents are left out. Refuses what has no text, and stops where the
//! parts unpack to more than the limit.

mod body;
mod notes;
mod styles;
mod symbols;
mod tables;

use super::{
    Kind, Limits,
    builder::Builder,
    package::{self, Package, Parts, Trouble},
    reader::{Content, Reader},
    text,
};
use crate::{Error, ErrorKind, Result, notice::Notice};
use notes::Extras;
use styles::Styles;

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
        let mut extras = Extras::default();
        let styles = beside(&mut parts, &main, limits, &mut extras, &mut notices);
        let mut out = Builder::new(limits.text_bytes);
        let xml = parts.unpack(&main).map_err(|trouble| trouble.error(name, limits))?.unwrap_or_default();
        if let Err(reason) = body::walk(&xml, &styles, &mut extras, limits.depth, &mut out) {
            notices.push(Notice::partial(format!("{main} is read only in part: {reason}")));
        }
        extras.rest().for_each(|note| out.paragraph(&note));
        if out.text.is_empty() {
            return Err(without_text(name, &notices));
        }
        if out.cut {
            notices.push(text::cut_notice(limits));
        }
        Ok(Content { headings: out.headings, notices, ..parts.properties(Content::new(Kind::Word, out.text)) })
    }
}

/// Reads the parts beside the text: styles, notes and charts.
fn beside(parts: &mut Parts, main: &str, limits: &Limits, extras: &mut Extras, notices: &mut Vec<Notice>) -> Styles {
    let relations = parts.relations_of(main);
    let of_kind = |kind: &str| relations.iter().find(|one| one.kind.ends_with(kind)).map(|one| one.target.clone());
    let part = |kind: &str, usual: &str| of_kind(kind).unwrap_or_else(|| usual.to_owned());
    let styles = parts.text(&part("/styles", "word/styles.xml")).map(|xml| Styles::of(&xml)).unwrap_or_default();
    for (kind, usual) in [("/footnotes", "word/footnotes.xml"), ("/endnotes", "word/endnotes.xml")] {
        let part = part(kind, usual);
        let read = match parts.unpack(&part) {
            Ok(Some(xml)) => {
                let mut scratch = Builder::new(limits.text_bytes);
                body::walk(&xml, &styles, extras, limits.depth, &mut scratch)
            }
            Ok(None) => continue,
            Err(trouble) => Err(Trouble::to_string(&trouble)),
        };
        if let Err(reason) = read {
            notices.push(Notice::partial(format!("{part} is read only in part: {reason}")));
        }
    }
    for relation in relations.into_iter().filter(|one| one.kind.ends_with("/chart")) {
        if let Some(xml) = parts.text(&relation.target) {
            extras.put_chart(relation.id, xml);
        }
    }
    styles
}

fn without_text(name: &str, notices: &[Notice]) -> Error {
    let why = notices.first().map_or(String::new(), |notice| format!(": {}", notice.message));
    Error::new(ErrorKind::Damaged, format!("{name} is a Word document without any text{why}"))
        .hint("open it in Word to see whether it holds only pictures")
}

#[cfg(test)]
mod tests;
