//! A table for the terminal: as many columns side by side as the width takes, the rest in blocks below.
//!
//! Takes the width and whether to colour from the style; no line is longer. Refuses control characters out of documents,
//! which could otherwise steer the terminal.

mod block;
mod paint;

use std::io::{self, Write};

use super::{
    Lang, Renderer, Style, discord, excerpt, foot, plain,
    words::{self, words},
};
use crate::comparison::{Comparison, Source};
use paint::{Ink, paint};

/// The form `text`.
pub(super) struct Text;

impl Renderer for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let style = Style { width: style.width.max(block::NARROWEST_LINE), ..*style };
        out.write_all(page(comparison, &style).as_bytes())
    }
}

fn page(comparison: &Comparison, style: &Style) -> String {
    let lang = style.lang;
    let mut out = format!("{}\n", heading(&plain(&words::table_title(comparison, lang)), style));
    if comparison.rows.is_empty() || comparison.columns.is_empty() {
        out.push_str(&format!("\n{}\n", words(lang).nothing));
    } else {
        out.push_str(&block::blocks(comparison, style));
    }
    out.push('\n');
    for line in foot::lines(comparison, lang) {
        wrapped(&mut out, &line, "", style.width, |line| paint(line, Ink::Faint, style.coloured));
    }
    findings(&mut out, comparison, style);
    let cited = comparison.cited();
    if !cited.is_empty() {
        out.push_str(&format!("\n{}\n", heading(words(lang).sources, style)));
    }
    source_lines(&mut out, &cited, style);
    out
}

/// The list of sources; two numbers out of one sentence are one entry.
pub(super) fn source_lines(out: &mut String, sources: &[Source<'_>], style: &Style) {
    for same in sources.chunk_by(|a, b| {
        (&a.figure.doc, a.figure.page, &a.figure.quote) == (&b.figure.doc, b.figure.page, &b.figure.quote)
    }) {
        wrapped(out, &source_line(same, style.lang), "    ", style.width, str::to_owned);
    }
}

fn heading(text: &str, style: &Style) -> String {
    paint(text, Ink::Bold, style.coloured)
}

/// What does not agree, each sentence with its sources.
fn findings(out: &mut String, comparison: &Comparison, style: &Style) {
    if comparison.findings.is_empty() {
        return;
    }
    let title = format!("{} ({})", discord::title(style.lang), discord::MARK);
    out.push_str(&format!("\n{}\n", heading(&title, style)));
    for one in &comparison.findings {
        let says = discord::says(comparison, one, style.lang);
        wrapped(out, &says, "  ", style.width, |line| paint(line, Ink::Alarm, style.coloured));
        for said in discord::said(comparison, one, style.lang) {
            let marks: String = said.sources.iter().map(|number| format!("[{number}]")).collect();
            let line = format!("  {marks} {} – {}: “{}”", said.numbers, said.place, said.quote);
            wrapped(out, &line, "    ", style.width, str::to_owned);
        }
    }
}

fn source_line(same: &[Source<'_>], lang: Lang) -> String {
    let numbers: String = same.iter().map(|source| format!("[{}]", source.number)).collect();
    let sentence = |one: &Source<'_>| {
        format!("{}: “{}”", foot::place(&one.figure.doc, one.figure.page, lang), excerpt::short(*one, 160))
    };
    format!("{numbers} {}", same.first().map(sentence).unwrap_or_default())
}

/// A paragraph no wider than the line, its later lines indented, each line set as the caller wants it.
fn wrapped(out: &mut String, text: &str, indent: &str, width: usize, set: impl Fn(&str) -> String) {
    let mut line = String::new();
    for word in plain(text).split(' ') {
        let fits = line.chars().count() + 1 + word.chars().count() <= width;
        if !line.trim().is_empty() && !fits {
            out.push_str(&set(line.trim_end()));
            out.push('\n');
            line = indent.to_owned();
        } else if !line.is_empty() && line != indent {
            line.push(' ');
        }
        line.push_str(word);
    }
    out.push_str(&set(line.trim_end()));
    out.push('\n');
}
