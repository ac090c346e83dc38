//! What a Word document keeps beside its text: footnotes, endnotes and charts.
//!
//! Takes their parts, gives each note with its mark where the text refers to it, in one sequence for both kinds, and
//! charts by the name that the text calls them. Refuses notes that nothing refers to: `rest` gives them at the end.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::document::{package::attribute, pdf::superscript};

/// Notes and charts.
#[derive(Default)]
pub(super) struct Extras {
    /// Texts of notes by kind and number.
    notes: BTreeMap<(&'static str, String), String>,
    /// How many notes the text has referred to.
    marks: usize,
    charts: BTreeMap<String, String>,
    /// The note that is being read, and where its text begins.
    open: Option<(String, usize)>,
}

impl Extras {
    /// A chart by the name that the text refers to it.
    pub(super) fn put_chart(&mut self, id: String, xml: String) {
        self.charts.insert(id, xml);
    }

    /// Takes a chart out; what is drawn twice is read once.
    pub(super) fn chart(&mut self, id: &str) -> Option<String> {
        self.charts.remove(id)
    }

    /// A note of the notes' own part begins where the text so far ends.
    pub(super) fn begin_note(&mut self, element: &BytesStart, at: usize) {
        self.open = attribute(element, "id").map(|id| (id, at));
    }

    /// It ends.
    pub(super) fn end_note(&mut self, name: &str, text: &str) {
        let Some((id, start)) = self.open.take() else { return };
        let text = text.get(start..).unwrap_or_default().trim();
        self.notes.insert((kind(name), id), text.to_owned());
    }

    /// The mark and the text of a note that the text refers to.
    pub(super) fn note(&mut self, name: &str, element: &BytesStart) -> Option<(String, String)> {
        let text = self.notes.remove(&(kind(name), attribute(element, "id")?))?;
        self.marks += 1;
        Some((self.marks.to_string().chars().map(superscript).collect(), text))
    }

    /// The notes that nothing referred to.
    pub(super) fn rest(self) -> impl Iterator<Item = String> {
        self.notes.into_values()
    }
}

/// Footnotes and endnotes are numbered each by themselves.
fn kind(name: &str) -> &'static str {
    if name.starts_with("end") { "endnote" } else { "footnote" }
}
