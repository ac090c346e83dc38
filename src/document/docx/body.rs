//! The text of a Word document's parts.
//!
//! Takes the markup of one part, gives its paragraphs, headings, list items and tables in order, with every tracked
//! change accepted, and notes and charts after the paragraph that refers to them. What is hidden, instructions of
//! fields and the table of contents, which only repeats the headings, are left out. Refuses markup that is broken or
//! nested too deep, after giving what came before.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    notes::Extras,
    styles::{Styles, outline_level},
    symbols::symbol,
    tables::{Property, Tables},
};
use crate::document::{
    builder::Builder,
    drawing,
    package::{attribute, character},
    pdf::superscript,
};

/// Elements whose content is none of the text: what was deleted or moved away, instructions, old properties, the other
/// branch of what stands there already.
const SKIPPED: &[&str] = &[
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "delInstrText",
    "Fallback",
    "sdtPr",
    "rt",
    "sectPr",
    "rPrChange",
    "pPrChange",
    "trPrChange",
    "tcPrChange",
    "tblPrChange",
];

/// Elements that only say how something looks, or what became of it.
const PROPERTIES: &[&str] = &["pPr", "rPr", "trPr", "tcPr", "tblPr"];

/// Reads a part; the error says where it had to stop.
pub(super) fn walk(
    xml: &str,
    styles: &Styles,
    extras: &mut Extras,
    depth: usize,
    out: &mut Builder,
) -> Result<(), String> {
    let mut walk = Walk {
        styles,
        extras,
        out,
        paragraphs: Vec::new(),
        tables: Tables::default(),
        carried: String::new(),
        waiting: Vec::new(),
        properties: Vec::new(),
        run: Run::default(),
        fields: Vec::new(),
        in_text: false,
    };
    let mut reader = Reader::from_str(xml);
    let mut open = 0;
    // The depth of the element whose content is passed over.
    let mut skipped: Option<usize> = None;
    let outcome = loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) if open == 0 => break Ok(()),
            Ok(Event::Eof) => break Err("it ends too early".to_owned()),
            Ok(event) => event,
            Err(cause) => break Err(cause.to_string()),
        };
        match event {
            Event::Start(element) => {
                open += 1;
                if open > depth {
                    break Err(format!("elements are nested deeper than {depth}"));
                }
                if skipped.is_none() && !walk.open(&element) {
                    skipped = Some(open);
                }
            }
            Event::Empty(element) if skipped.is_none() && walk.open(&element) => {
                walk.close(element.local_name().as_ref())
            }
            Event::End(element) => {
                if skipped.is_none() {
                    walk.close(element.local_name().as_ref());
                } else if skipped == Some(open) {
                    skipped = None;
                }
                open = open.saturating_sub(1);
            }
            Event::Text(text) if skipped.is_none() => walk.text(&text.into_inner()),
            Event::CData(text) if skipped.is_none() => walk.text(&text.into_inner()),
            Event::GeneralRef(reference) if skipped.is_none() => {
                if let Some(character) = character(&reference) {
                    walk.text(character.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    };
    walk.finish();
    outcome
}

struct Walk<'a> {
    styles: &'a Styles,
    extras: &'a mut Extras,
    out: &'a mut Builder,
    /// Open paragraphs, outermost first: a text box stands inside one.
    paragraphs: Vec<Paragraph>,
    tables: Tables,
    /// The text of a paragraph whose end was deleted: it goes on in the next.
    carried: String,
    /// What comes after the paragraph or the table that is open.
    waiting: Vec<After>,
    /// The properties elements that are open.
    properties: Vec<String>,
    run: Run,
    /// For each open field, whether its result has begun: before that stand its instructions.
    fields: Vec<bool>,
    in_text: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    level: Option<u8>,
    item: bool,
    end_deleted: bool,
    /// A line of the table of contents.
    contents: bool,
}

/// How a run of text is shown.
#[derive(Default)]
struct Run {
    hidden: bool,
    raised: bool,
}

/// What is set after a paragraph.
enum After {
    Note(String),
    Chart(String),
}

impl Walk<'_> {
    /// Enters an element; `false` when its content is none of the text.
    fn open(&mut self, element: &BytesStart) -> bool {
        let name = element.local_name();
        let name = name.as_ref();
        let within = self.properties.last().map(String::as_str);
        match (name, within) {
            ("del" | "moveFrom", Some("rPr" | "pPr")) => self.end_deleted(),
            ("del" | "moveFrom", Some("trPr")) => self.tables.set(Property::RowDeleted),
            (name, _) if SKIPPED.contains(&name) => return false,
            (name, _) if PROPERTIES.contains(&name) => self.properties.push(name.to_owned()),
            (name, Some(_)) => self.property(name, element),
            ("footnote" | "endnote", _) => {
                self.extras.begin_note(element, self.out.text.len());
                return attribute(element, "type").is_none_or(|kind| kind == "normal");
            }
            ("footnoteReference" | "endnoteReference", _) => self.note(name, element),
            ("chart", _) => {
                let xml = attribute(element, "id").and_then(|id| self.extras.chart(&id));
                self.waiting.extend(xml.map(After::Chart));
            }
            ("p", _) => {
                self.paragraphs.push(Paragraph { text: std::mem::take(&mut self.carried), ..Paragraph::default() });
            }
            ("r", _) => self.run = Run::default(),
            ("t", _) => self.in_text = true,
            ("tab" | "ptab", _) => self.push(" "),
            ("br" | "cr", _) => self.push("\n"),
            ("noBreakHyphen", _) => self.push("-"),
            ("sym", _) => {
                if let Some(symbol) = symbol(element) {
                    self.push(symbol.encode_utf8(&mut [0; 4]));
                }
            }
            ("fldChar", _) => self.field(element),
            ("tbl", _) => {
                let carried = std::mem::take(&mut self.carried);
                if let Some(carried) = self.tables.line(carried) {
                    self.out.paragraph(&carried);
                }
                self.tables.open();
            }
            ("tr", _) => self.tables.open_row(),
            ("tc", _) => self.tables.open_cell(),
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            name if PROPERTIES.contains(&name) => drop(self.properties.pop()),
            "t" => self.in_text = false,
            "tc" => self.tables.close_cell(),
            "tr" => self.tables.close_row(),
            "tbl" => {
                self.tables.close(self.out);
                self.let_go();
            }
            "footnote" | "endnote" => self.extras.end_note(name, &self.out.text),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.in_text || self.run.hidden {
            return;
        }
        if self.run.raised {
            self.push(&text.chars().map(superscript).collect::<String>());
        } else {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if self.fields.contains(&false) {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// The beginning of a field, of its result, or its end.
    fn field(&mut self, element: &BytesStart) {
        match attribute(element, "fldCharType").as_deref() {
            Some("begin") => self.fields.push(false),
            Some("separate") => self.fields.last_mut().into_iter().for_each(|result| *result = true),
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// The mark of a note, and the note after the paragraph.
    fn note(&mut self, name: &str, element: &BytesStart) {
        let Some((mark, text)) = self.extras.note(name, element) else { return };
        self.push(&mark);
        self.waiting.push(After::Note(format!("{mark} {text}")));
    }

    fn end_deleted(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.end_deleted = true;
        }
    }

    fn property(&mut self, name: &str, element: &BytesStart) {
        let value = attribute(element, "val");
        let number = || value.as_deref().and_then(|value| value.parse().ok()).unwrap_or(0);
        let on = !matches!(value.as_deref(), Some("0" | "false" | "off" | "none"));
        // The mark of a paragraph's end has properties too, and no text.
        let of_run = self.properties.iter().all(|one| one == "rPr");
        match name {
            "vanish" if of_run => self.run.hidden = on,
            "vertAlign" if of_run => self.run.raised = value.as_deref() == Some("superscript"),
            "pStyle" | "outlineLvl" | "numId" => self.paragraph_property(name, value),
            "gridBefore" => self.tables.set(Property::Before(number())),
            "gridSpan" => self.tables.set(Property::Columns(number())),
            "vMerge" | "hMerge" if value.as_deref() != Some("restart") => self.tables.set(Property::Merged),
            "cellDel" => self.tables.set(Property::CellDeleted),
            _ => {}
        }
    }

    fn paragraph_property(&mut self, name: &str, value: Option<String>) {
        let (Some(paragraph), Some(value)) = (self.paragraphs.last_mut(), value) else { return };
        match name {
            "pStyle" => {
                let style = self.styles.get(&value);
                paragraph.level = style.level.or(paragraph.level);
                paragraph.item |= style.item;
                paragraph.contents = style.contents;
            }
            "outlineLvl" => paragraph.level = outline_level(&value),
            _ => paragraph.item = value != "0",
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        // Instructions hardly ever go on in the next paragraph; a field that was never ended must not hide the rest.
        self.fields.iter_mut().for_each(|result| *result = true);
        if paragraph.contents {
            return;
        }
        if paragraph.end_deleted {
            self.carried = paragraph.text;
            return;
        }
        let Some(text) = self.tables.line(paragraph.text) else { return };
        match paragraph.level {
            Some(level) => self.out.heading(&text, level),
            None if paragraph.item => self.out.item(&text),
            None => self.out.paragraph(&text),
        }
        self.let_go();
    }

    /// Writes what was to come after the paragraph or the table.
    fn let_go(&mut self) {
        if !self.tables.is_empty() {
            return;
        }
        for after in std::mem::take(&mut self.waiting) {
            match after {
                After::Note(note) => self.out.paragraph(&note),
                After::Chart(xml) => drawing::chart(&xml, self.out),
            }
        }
    }

    /// Gives what is open when the markup breaks off.
    fn finish(&mut self) {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        while !self.tables.is_empty() {
            self.tables.close(self.out);
        }
        let carried = std::mem::take(&mut self.carried);
        self.out.paragraph(&carried);
        self.let_go();
    }
}
