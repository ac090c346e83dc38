//! Hits, documents and facets as a person reads them.

use std::{collections::HashSet, io::Write as _};

use crate::{
    cli::{
        Context,
        exit::Outcome,
        language::municipality,
        metadata::type_name,
        output::Output,
        terminal::{highlight, plain, table, width, wrap},
    },
    document::DocumentType,
    figure::MunicipalityCode,
    index::{Facets, Hit, Matched},
    present::{self, Lang},
    reference::Reference,
};

/// Prints a hit; with how many of its document's passages were found where it stands for the document.
pub(super) fn hit(
    hit: &Hit,
    passages: Option<usize>,
    context: &Context,
    follows: bool,
    output: &mut Output,
) -> Outcome<()> {
    let lang = context.lang;
    let width = width(output);
    let (open, close) = highlight(output.is_coloured());
    let mut source = present::place(&plain(&hit.place.doc), hit.place.page, lang);
    if hit.municipality.is_some() {
        source.push_str(&format!(" · {}", municipality(hit.municipality.as_ref(), lang)));
    }
    if let Some(year) = hit.year {
        source.push_str(&format!(" · {year}"));
    }
    if let Some(passages) = passages {
        source.push_str(&format!(" · {}", count(passages, PASSAGE, lang)));
    }
    let how: Vec<&str> = hit.matched.iter().filter_map(|how| matched(*how, lang)).collect();
    if !how.is_empty() {
        source.push_str(&format!(" · {}", how.join(", ")));
    }
    writeln!(output, "{}{source}", if follows { "\n" } else { "" })?;
    if !hit.heading.is_empty() {
        writeln!(output, "{}", wrap(&plain(&hit.heading.join(" › ")), width, 2))?;
    }
    writeln!(output, "{}", wrap(&hit.snippet.render(open, close, plain), width, 4))?;
    if !hit.also.is_empty() {
        let places: Vec<String> =
            hit.also.iter().map(|place| present::place(&plain(&place.doc), place.page, lang)).collect();
        let label = lang.pick("det samme står i", "the same stands in");
        writeln!(output, "{}", wrap(&format!("{label} {}", places.join("; ")), width, 4))?;
    }
    Ok(())
}

/// How a hit was found, where it is not simply by its words.
fn matched(how: Matched, lang: Lang) -> Option<&'static str> {
    match how {
        Matched::Exact => None,
        Matched::Inflected => Some(lang.pick("bøjet", "inflected")),
        Matched::Compound => Some(lang.pick("del af et sammensat ord", "part of a compound")),
        Matched::Synonym => Some(lang.pick("synonym", "synonym")),
        Matched::Spelling => Some(lang.pick("stavet anderledes", "spelt otherwise")),
        Matched::Figure => Some(lang.pick("nøgletal", "figure")),
    }
}

/// One and several, in Danish and English.
type Noun = [[&'static str; 2]; 2];
const PASSAGE: Noun = [["tekststykke", "tekststykker"], ["passage", "passages"]];
const DOCUMENT: Noun = [["dokument", "dokumenter"], ["document", "documents"]];

fn count(count: usize, [danish, english]: Noun, lang: Lang) -> String {
    let index = usize::from(count != 1);
    format!("{count} {}", lang.pick(danish[index], english[index]))
}

/// What was printed.
#[derive(Default)]
pub(super) struct Summary {
    pub hits: usize,
    folded: usize,
    documents: HashSet<String>,
}

impl Summary {
    pub fn count(&mut self, hit: &Hit) {
        self.hits += 1;
        self.folded += hit.also.len();
        self.documents.insert(hit.place.document_id.clone());
    }

    /// Says how many documents there are.
    pub fn print_documents(&self, total: usize, context: &Context) {
        if !context.quiet {
            let lang = context.lang;
            let documents = count(self.documents.len(), DOCUMENT, lang);
            context.log.remark(&format!("{documents} ({})", count(total, PASSAGE, lang)));
        }
    }

    /// Says how much there is.
    pub fn print(&self, total: usize, context: &Context) {
        if context.quiet {
            return;
        }
        let lang = context.lang;
        let mut line = count(self.hits, PASSAGE, lang);
        if self.hits + self.folded < total {
            line.push_str(&format!(" {} {total}", lang.pick("af", "of")));
        }
        line.push_str(&format!(" {} {}", lang.pick("i", "in"), count(self.documents.len(), DOCUMENT, lang)));
        if self.folded > 0 {
            let more = lang.pick("til med samme ordlyd (--no-fold viser dem)", "more alike (--no-fold shows them)");
            line.push_str(&format!(", {} {more}", self.folded));
        }
        context.log.remark(&line);
    }
}

/// Prints each facet as a table.
pub(super) fn facets(facets: &Facets, context: &Context, output: &mut Output) -> Outcome<()> {
    let lang = context.lang;
    writeln!(output, "{}", count(facets.passages, PASSAGE, lang))?;
    let catalogue = &Reference::in_use().catalogue;
    for (name, counts) in facets.named().into_iter().filter(|(_, counts)| !counts.is_empty()) {
        let label = |value: &String| match name {
            "municipality" => municipality(Some(&MunicipalityCode(value.clone().into())), lang),
            "indicator" => catalogue.get(value).map_or(value.clone(), |one| one.name(lang.is_danish()).to_owned()),
            "type" => DocumentType::find(value).map_or(value.clone(), |sort| type_name(sort, lang).to_owned()),
            "status" => value.parse().map_or(value.clone(), |status| present::status(status, lang).to_owned()),
            _ => value.clone(),
        };
        let header = match name {
            "municipality" => lang.pick("Kommune", "Municipality"),
            "region" => "Region",
            "year" => lang.pick("År", "Year"),
            "format" => "Format",
            "type" => lang.pick("Dokumenttype", "Type of document"),
            "indicator" => lang.pick("Nøgletal", "Indicator"),
            _ => "Status",
        };
        let rows = counts.iter().map(|one| [label(&one.value), one.passages.to_string()]);
        write!(output, "\n{}", table(output, [header, ""], rows))?;
    }
    Ok(())
}
