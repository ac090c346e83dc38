//! Markdown: a table with footnotes, one for every source that a cell cites.
//!
//! Everything out of a document is escaped, so that a quote cannot become a heading, a link or a cell border.

use std::io::{self, Write};

use super::{
    Lang, Renderer, Style,
    cell::{self, Kind, Line},
    discord, excerpt, foot,
    words::{self, words},
};
use crate::comparison::{Comparison, Source};

/// The form `markdown`.
pub(super) struct Markdown;

impl Renderer for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(page(comparison, style).as_bytes())
    }
}

fn page(comparison: &Comparison, style: &Style) -> String {
    let lang = style.lang;
    let mut out = format!("## {}\n\n", escape(&words::table_title(comparison, lang)));
    if comparison.rows.is_empty() || comparison.columns.is_empty() {
        out.push_str(words(lang).nothing);
        out.push_str("\n\n");
    } else {
        table(&mut out, comparison, lang);
    }
    for line in foot::lines(comparison, lang) {
        out.push_str(&escape(&line));
        out.push_str("  \n");
    }
    if !comparison.findings.is_empty() {
        out.push_str(&format!("\n### {} ({})\n\n", discord::title(lang), discord::MARK));
    }
    for one in &comparison.findings {
        out.push_str(&format!("- {}\n", escape(&discord::says(comparison, one, lang))));
        for said in discord::said(comparison, one, lang) {
            let marks: String = said.sources.iter().map(|number| format!("[^{number}]")).collect();
            let line = escape(&format!("{} – {}: “{}”", said.numbers, said.place, said.quote));
            out.push_str(&format!("  - {line}{marks}\n"));
        }
    }
    let cited = comparison.cited();
    if !cited.is_empty() {
        out.push('\n');
    }
    for source in cited {
        out.push_str(&footnote(source, lang));
    }
    out
}

fn table(out: &mut String, comparison: &Comparison, lang: Lang) {
    let titles = comparison.columns.iter().map(|column| escape(&words::column_with_time(column, lang)));
    let header: Vec<String> = std::iter::once(words(lang).municipality.to_owned()).chain(titles).collect();
    out.push_str(&format!("| {} |\n|{}\n", header.join(" | "), "---|".repeat(header.len())));
    for row in &comparison.rows {
        let name = escape(&words::row_name(row, lang));
        let cells = row.cells.iter().zip(&comparison.columns).map(|(cell, column)| {
            let mut lines: Vec<String> = cell::lines(cell, column, lang).iter().map(set).collect();
            if cell.others() > 0 {
                lines.push(format!("+{}", cell.others()));
            }
            lines.join("<br>")
        });
        let cells: Vec<String> = std::iter::once(name).chain(cells).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    for summary in &comparison.summaries {
        let cells = comparison.columns.iter().enumerate();
        let cells = cells.map(|(index, column)| escape(&cell::summed(summary, index, column, lang)));
        let name = format!("*{}*", words::aggregate(summary.aggregate, lang));
        let cells: Vec<String> = std::iter::once(name).chain(cells).collect();
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    out.push('\n');
}

fn set(line: &Line) -> String {
    let marks: String = line.sources.iter().map(|number| format!("[^{number}]")).collect();
    let text = escape(&line.text());
    match line.kind {
        Kind::Empty => format!("*{text}*{marks}"),
        Kind::Contradiction => format!("⚠ {text}{marks}"),
        Kind::Value | Kind::Part | Kind::Common | Kind::Beside => format!("{text}{marks}"),
    }
}

pub(super) fn footnote(source: Source<'_>, lang: Lang) -> String {
    let place = foot::place(&source.figure.doc, source.figure.page, lang);
    format!("[^{}]: {}: “{}”\n", source.number, escape(&place), escape(&excerpt::short(source, 300)))
}

/// Text with everything escaped that Markdown, its mathematics and links, or the HTML in it would read as its own.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
        match letter {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                escaped.extend(['\\', letter])
            }
            '-' | '+' | '=' | '.' | ')' | ':' if reads_as_its_own(letter, before, after) => {
                escaped.extend(['\\', letter])
            }
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Whether a sign begins a list, underlines a heading, or makes a link or a picture of what it stands in.
fn reads_as_its_own(sign: char, before: &str, after: &str) -> bool {
    match sign {
        '-' | '+' => before.is_empty() && (after.is_empty() || after.starts_with([' ', '-'])),
        '=' => before.is_empty(),
        '.' if before.ends_with("www") => true,
        '.' | ')' => !before.is_empty() && before.chars().all(|c| c.is_ascii_digit()) && after.starts_with(' '),
        // `https://`, `:smile:`
        _ => after.starts_with(|c: char| c == '/' || c.is_alphabetic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_reads_as_its_own_is_escaped() {
        for (text, safe) in [
            ("40 % af 5 $ og 6 $", "40 % af 5 \\$ og 6 \\$"),
            ("1. januar 2021", "1\\. januar 2021"),
            ("- et punkt", "\\- et punkt"),
            ("=====", "\\====="),
            ("se https://x.dk, www.x.dk :smile:", "se https\\://x.dk, www\\.x.dk \\:smile:"),
            ("a|b *c* [d](e) <f> &amp;", "a\\|b \\*c\\* \\[d\\](e) &lt;f&gt; &amp;amp;"),
        ] {
            assert_eq!(escape(text), safe);
        }
        for plain in ["6.380.651 kr.", "kl. 10:30", "Dokumenter: 5 læst", "22–25", "+3", "sags-tal (2021)"] {
            assert_eq!(escape(plain), plain);
        }
    }
}
