//! Room 8, out: a [`Comparison`] as text for a terminal, Markdown, CSV, JSON or a web page, and the report over several.
//!
//! Takes a comparison and a [`Style`], gives a string. Refuses to write files: that is the command line's. A format is
//! one file that implements [`Renderer`] and its line in [`RENDERERS`]; the values of `--format` come from there.

mod bibtex;
mod cell;
mod changes;
mod chart;
mod code;
mod csv;
mod danish;
mod discord;
mod excerpt;
mod foot;
mod json;
mod json_stat;
mod latex;
mod mark;
mod markdown;
mod package;
mod parquet;
mod phrase;
mod report;
mod sdmx;
#[cfg(test)]
mod tests;
mod tex;
mod text;
mod tidy;
mod words;
mod workbook;

pub(crate) use bibtex::Work;
pub use changes::{CHANGE_FORMS, changes};
pub use danish::period;
pub(crate) use danish::value as written;
pub use discord::kind;
pub(crate) use excerpt::places;
pub use excerpt::{around, marked};
pub use foot::{documents, place, stale};
pub use phrase::{amount, value};
pub use report::html;
pub use words::{capital, check, decided, measure, outcome, status, verdict};
pub(crate) use words::{column_with_time as column_title, named};
pub(crate) use workbook::fitting;

use std::io::{self, Write};

use crate::comparison::Comparison;

/// The language of everything that a table shows a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Danish.
    #[default]
    Da,
    /// English.
    En,
}

impl Lang {
    /// Whether it is Danish.
    pub fn is_danish(self) -> bool {
        self == Lang::Da
    }

    /// The word of the language.
    pub fn pick<'a>(self, danish: &'a str, english: &'a str) -> &'a str {
        if self.is_danish() { danish } else { english }
    }
}

/// How to render.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The language.
    pub lang: Lang,
    /// The columns that a terminal has.
    pub width: usize,
    /// Whether words may be coloured.
    pub coloured: bool,
}

/// One form of output.
pub trait Renderer: Sync {
    /// What `--format` calls it.
    fn name(&self) -> &'static str;
    /// What its files end in.
    fn extension(&self) -> &'static str {
        self.name()
    }
    /// Whether it is bytes that no terminal can show.
    fn is_binary(&self) -> bool {
        false
    }
    /// Writes the whole output; text ends in a line feed.
    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()>;

    /// The same in memory.
    fn rendered(&self, comparison: &Comparison, style: &Style) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.render(comparison, style, &mut bytes)?;
        Ok(bytes)
    }
}

/// All forms that a table comes in, the default first.
pub const RENDERERS: &[&dyn Renderer] = &[
    &text::Text,
    &markdown::Markdown,
    &csv::INTERNATIONAL,
    &csv::DANISH,
    &json::Json,
    &json_stat::JsonStat,
    &sdmx::SdmxCsv,
    &workbook::Xlsx,
    &parquet::Parquet,
    &latex::Latex,
    &package::DataPackage,
    &report::Html,
];

/// Text without control characters, so that a document or a file name cannot steer the terminal.
pub fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// The renderer with a name.
pub fn renderer(name: &str) -> Option<&'static dyn Renderer> {
    RENDERERS.iter().copied().find(|one| one.name() == name)
}
