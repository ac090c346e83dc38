//! LaTeX: one file that stands for itself, with the table in booktabs' style, a note for every source, and the documents
//! as BibTeX.
//!
//! `pdflatex`, `xelatex` and `lualatex` take it; with `bibtex` between two runs (as `latexmk` does it) the documents
//! stand as a list of literature too. Hyphenation and quotation marks follow the language. What is too wide for a page
//! lies on its side, and goes on in further tables. Everything out of a document is escaped.

use std::{
    collections::HashMap,
    io::{self, Write},
};

use super::{
    Lang, Renderer, Style,
    bibtex::Work,
    cell::{self, Line},
    discord, excerpt, foot,
    tex::{escaped, unusual},
    words::{self, words},
};
use crate::{
    comparison::{Column, Comparison, Covered, Row, Source, SourceNumber},
    hash::short_of,
};

/// The form `latex`.
pub(super) struct Latex;

/// As many columns as an upright page takes, and one that lies on its side; years are narrow.
const UPRIGHT: usize = 4;
const ACROSS: usize = 8;
const YEARS_ACROSS: usize = 10;
/// The characters of a quote that show.
const QUOTE: usize = 300;

/// What the file needs. Where the engine has no such character, it stands by its number: nothing is lost unseen.
const PREAMBLE: &str = include_str!("latex/preamble.tex");
/// Signs that the tables set and that LaTeX's own fonts have only in formulas.
const SIGNS: [(char, &str); 9] = [
    ('−', r"\ensuremath{-}"),
    ('≠', r"\ensuremath{\neq}"),
    ('≁', r"\ensuremath{\nsim}"),
    ('∅', r"\ensuremath{\varnothing}"),
    ('□', r"\ensuremath{\square}"),
    ('‖', r"\ensuremath{\Vert}"),
    ('≤', r"\ensuremath{\leq}"),
    ('≥', r"\ensuremath{\geq}"),
    ('✓', r"\checkmark{}"),
];

impl Renderer for Latex {
    fn name(&self) -> &'static str {
        "latex"
    }

    fn extension(&self) -> &'static str {
        "tex"
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let works = Works::of(comparison);
        let bibliography = works.entries();
        let name = format!("nogletal-{}", short_of(bibliography.as_bytes()));
        if !bibliography.is_empty() {
            write!(out, "\\begin{{filecontents*}}{{{name}.bib}}\n{bibliography}\\end{{filecontents*}}\n")?;
        }
        out.write_all(PREAMBLE.replace("LANGUAGE", style.lang.pick("danish", "english")).as_bytes())?;
        let body = body(comparison, &works, style.lang);
        for letter in unusual(&(body.clone() + &bibliography)) {
            let known = SIGNS.iter().find(|(sign, _)| *sign == letter);
            let number = format!("{:04X}", u32::from(letter));
            let set = known.map_or_else(|| format!("\\unknown{{{number}}}"), |(_, set)| (*set).to_owned());
            writeln!(out, "\\fallback{{{number}}}{{{letter}}}{{{set}}}")?;
        }
        write!(out, "\\begin{{document}}\n{body}")?;
        if !bibliography.is_empty() {
            write!(out, "\n\\small\\raggedright\n\\bibliographystyle{{plain}}\n\\bibliography{{{name}}}\n")?;
        }
        out.write_all(b"\\end{document}\n")
    }
}

/// The documents that a table cites, by the hash of their content.
struct Works<'a> {
    known: HashMap<&'a str, &'a Covered>,
    sources: Vec<Source<'a>>,
}

impl<'a> Works<'a> {
    fn of(comparison: &'a Comparison<'a>) -> Self {
        let known = comparison.coverage.documents.iter().map(|one| (one.document.as_str(), one)).collect();
        Works { known, sources: comparison.cited() }
    }

    fn of_source(&self, source: Source<'a>) -> Work<'a> {
        let covered = self.known.get(source.figure.doc.as_str());
        let work = Work::new(
            &source.figure.doc,
            &source.figure.document_id,
            covered.and_then(|one| one.municipality.as_ref()),
        );
        match covered {
            Some(one) => work.saying(one.imprint.author.as_deref(), one.imprint.title.as_deref(), one.imprint.year),
            None => work,
        }
    }

    /// The entry of each document once, in the order in which they are cited.
    fn entries(&self) -> String {
        let mut seen = Vec::new();
        let mut entries = String::new();
        for source in &self.sources {
            let work = self.of_source(*source);
            let key = work.key();
            if !seen.contains(&key) {
                entries.push_str(&work.entry());
                seen.push(key);
            }
        }
        entries
    }
}

fn body(comparison: &Comparison, works: &Works<'_>, lang: Lang) -> String {
    let title = format!("\\section*{{{}}}\n", escaped(&words::table_title(comparison, lang)));
    let mut out = if comparison.rows.is_empty() || comparison.columns.is_empty() {
        format!("{title}{}\n\n", escaped(words(lang).nothing))
    } else {
        tables(&title, comparison, lang)
    };
    list(&mut out, foot::lines(comparison, lang).iter().map(|line| escaped(line)));
    if !comparison.findings.is_empty() {
        out.push_str(&format!("\\subsection*{{{} ({})}}\n", discord::title(lang), discord::MARK));
        list(&mut out, comparison.findings.iter().map(|one| finding(comparison, one, lang)));
    }
    if !works.sources.is_empty() {
        out.push_str(&format!("\\subsection*{{{}}}\n", escaped(words(lang).sources)));
        out.push_str("\\begin{description}\\small\\raggedright\\setlength{\\itemsep}{0pt}\n");
        works.sources.iter().for_each(|source| out.push_str(&note(*source, works, lang)));
        out.push_str("\\end{description}\n");
    }
    out
}

fn tables(title: &str, comparison: &Comparison, lang: Lang) -> String {
    let count = comparison.columns.len();
    let lies = count > UPRIGHT;
    let most = if comparison.by_year.is_some() { YEARS_ACROSS } else { ACROSS };
    // As many tables as it takes, and as even as they can be.
    let width = count.div_ceil(count.div_ceil(if lies { most } else { UPRIGHT }));
    let mut out = title.to_owned();
    for first in (0..count).step_by(width) {
        table(&mut out, comparison, first..(first + width).min(count), lang);
    }
    if lies { format!("\\begin{{landscape}}\n{out}\\end{{landscape}}\n") } else { out }
}

/// A table of some of the columns, whose head stands on every page.
fn table(out: &mut String, comparison: &Comparison, some: std::ops::Range<usize>, lang: Lang) {
    let columns = &comparison.columns[some.clone()];
    // What is left of the line beside the names and the gaps.
    let wide = format!("L{{\\dimexpr 0.84\\linewidth/{}-2\\tabcolsep\\relax}}", columns.len());
    out.push_str("{\\small\\setlength{\\tabcolsep}{4pt}\n\\begin{longtable}{@{}L{0.14\\linewidth}");
    out.push_str(&wide.repeat(columns.len()));
    out.push_str("@{}}\n\\toprule\n");
    let heads = columns.iter().map(|column| escaped(&words::heading(column, lang)));
    line(out, std::iter::once(escaped(words(lang).municipality)).chain(heads));
    out.push_str("\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
    for row in &comparison.rows {
        line(out, std::iter::once(escaped(&words::row_name(row, lang))).chain(cells(row, &some, columns, lang)));
    }
    if !comparison.summaries.is_empty() {
        out.push_str("\\midrule\n");
    }
    for summary in &comparison.summaries {
        let name = format!("\\emph{{{}}}", escaped(words::aggregate(summary.aggregate, lang)));
        let values = some.clone().zip(columns).map(|(at, column)| escaped(&cell::summed(summary, at, column, lang)));
        line(out, std::iter::once(name).chain(values));
    }
    out.push_str("\\end{longtable}}\n");
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    // A bracket or star that begins a row would be taken for what the row before ends with.
    let before = if cells[0].starts_with(['[', '*']) { "{}" } else { "" };
    out.push_str(&format!("{before}{} \\\\[2pt]\n", cells.join(" & ")));
}

fn cells(row: &Row, some: &std::ops::Range<usize>, columns: &[Column], lang: Lang) -> Vec<String> {
    let beside = row.cells[some.clone()].iter().zip(columns);
    let set = beside.map(|(cell, column)| {
        let mut lines: Vec<String> = cell::lines(cell, column, lang).iter().map(set).collect();
        if cell.others() > 0 {
            lines.push(format!("+{}", cell.others()));
        }
        lines.join("\\newline\\hspace{0pt}")
    });
    set.collect()
}

fn set(line: &Line) -> String {
    escaped(&line.text()) + &marks(&line.sources)
}

fn marks(sources: &[SourceNumber]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let numbers: Vec<String> = sources.iter().map(|number| format!("\\source{{{number}}}")).collect();
    format!("\\sources{{{}}}", numbers.join(","))
}

fn list(out: &mut String, items: impl Iterator<Item = String>) {
    out.push_str("\\begin{itemize}\\small\\raggedright\\setlength{\\itemsep}{0pt}\n");
    items.for_each(|item| out.push_str(&format!("\\item {{}}{item}\n")));
    out.push_str("\\end{itemize}\n");
}

fn finding(comparison: &Comparison, one: &crate::comparison::Discord, lang: Lang) -> String {
    let mut item = escaped(&discord::says(comparison, one, lang));
    for said in discord::said(comparison, one, lang) {
        let line = escaped(&format!("{} – {}: {}", said.numbers, said.place, quoted(&said.quote, lang)));
        item.push_str(&format!("\\newline{{}} {line}{}", marks(&said.sources)));
    }
    item
}

fn note(source: Source<'_>, works: &Works<'_>, lang: Lang) -> String {
    let place = foot::place(&source.figure.doc, source.figure.page, lang);
    let quote = quoted(&excerpt::short(source, QUOTE), lang);
    let (number, key) = (source.number, works.of_source(source).key());
    format!(
        "\\item[\\hypertarget{{source.{number}}}{{{number}}}] {}~\\cite{{{key}}}: {}\n",
        escaped(&place),
        escaped(&quote)
    )
}

fn quoted(quote: &str, lang: Lang) -> String {
    if lang.is_danish() { format!("»{quote}«") } else { format!("“{quote}”") }
}
