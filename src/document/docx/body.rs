//! The text of a Word document's parts.
//!
//! Takes the markup of one part, gives its paragraphs, headings, list items and tables in order, with every tracked
//! change accepted. Refuses markup that is broken or nested too deep, after giving what came before.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::styles::{Levels, outline_level};
use crate::document::{
    builder::Builder,
    package::{attribute, character},
};

/// Reads a part; the error says where it had to stop.
pub(super) fn walk(xml: &str, styles: &Levels, depth: usize, out: &mut Builder) -> Result<(), String> {
    let mut walk = Walk {
        styles,
        out,
        paragraphs: Vec::new(),
        tables: Vec::new(),
        carried: String::new(),
        properties: 0,
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
    styles: &'a Levels,
    out: &'a mut Builder,
    /// Open paragraphs, outermost first: a text box stands inside one.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// The text of a paragraph whose end was deleted: it goes on in the next.
    carried: String,
    /// How many properties elements are open.
    properties: usize,
    in_text: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    level: Option<u8>,
    item: bool,
    end_deleted: bool,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    row_deleted: bool,
    cell: Option<Cell>,
}

struct Cell {
    text: String,
    columns: usize,
    /// Whether it only goes on from the cell above.
    merged: bool,
}

/// The widest that a cell may claim to be.
const SPAN: usize = 64;

impl Walk<'_> {
    /// Enters an element; `false` when its content is none of the text.
    fn open(&mut self, element: &BytesStart) -> bool {
        let name = element.local_name();
        match name.as_ref() {
            "del" | "moveFrom" if self.properties > 0 => self.deleted(),
            "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "sdtPr" | "rt" | "sectPr" => return false,
            "footnote" | "endnote" => return attribute(element, "type").is_none_or(|kind| kind == "normal"),
            "p" => self.paragraphs.push(Paragraph { text: std::mem::take(&mut self.carried), ..Paragraph::default() }),
            "pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" => self.properties += 1,
            "pStyle" | "outlineLvl" | "numId" => self.paragraph_property(element),
            "t" => self.in_text = true,
            "tab" | "ptab" if self.properties == 0 => self.push(" "),
            "br" | "cr" if self.properties == 0 => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                    table.row_deleted = false;
                }
            }
            "gridBefore" => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.extend(std::iter::repeat_n(String::new(), span(element)));
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = Some(Cell { text: String::new(), columns: 1, merged: false });
                }
            }
            "gridSpan" => self.cell_property(|cell| cell.columns = span(element).max(1)),
            "vMerge" => {
                self.cell_property(|cell| cell.merged = attribute(element, "val").is_none_or(|val| val != "restart"))
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "pPr" | "rPr" | "trPr" | "tcPr" | "tblPr" => self.properties = self.properties.saturating_sub(1),
            "t" => self.in_text = false,
            "tc" => {
                let Some(table) = self.tables.last_mut() else { return };
                if let (Some(cell), Some(row)) = (table.cell.take(), table.rows.last_mut()) {
                    row.push(if cell.merged { String::new() } else { cell.text });
                    row.extend(std::iter::repeat_n(String::new(), cell.columns - 1));
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut().filter(|table| table.row_deleted) {
                    table.rows.pop();
                }
            }
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// The end of a paragraph or a row that was deleted.
    fn deleted(&mut self) {
        match (self.paragraphs.last_mut(), self.tables.last_mut()) {
            (Some(paragraph), _) => paragraph.end_deleted = true,
            (None, Some(table)) => table.row_deleted = true,
            (None, None) => {}
        }
    }

    fn paragraph_property(&mut self, element: &BytesStart) {
        let (Some(paragraph), Some(value)) = (self.paragraphs.last_mut(), attribute(element, "val")) else { return };
        match element.local_name().as_ref() {
            "pStyle" => paragraph.level = self.styles.get(&value).copied().or(paragraph.level),
            "outlineLvl" => paragraph.level = outline_level(&value),
            _ => paragraph.item = value != "0",
        }
    }

    fn cell_property(&mut self, set: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            set(cell);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if paragraph.end_deleted {
            self.carried = paragraph.text;
            return;
        }
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.text.push_str(&paragraph.text);
            cell.text.push('\n');
            return;
        }
        match paragraph.level {
            Some(level) => self.out.heading(&paragraph.text, level),
            None if paragraph.item => self.out.item(&paragraph.text),
            None => self.out.paragraph(&paragraph.text),
        }
    }

    /// A table inside a cell is text of that cell.
    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        match self.tables.last_mut().and_then(|outer| outer.cell.as_mut()) {
            Some(cell) => table.rows.iter().flatten().for_each(|text| {
                cell.text.push_str(text);
                cell.text.push('\n');
            }),
            None => self.out.table(&table.rows),
        }
    }

    /// Gives what is open when the markup breaks off.
    fn finish(&mut self) {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        self.close("tc");
        while !self.tables.is_empty() {
            self.end_table();
        }
        let carried = std::mem::take(&mut self.carried);
        self.out.paragraph(&carried);
    }
}

fn span(element: &BytesStart) -> usize {
    attribute(element, "val").and_then(|value| value.parse().ok()).unwrap_or(0).min(SPAN)
}
