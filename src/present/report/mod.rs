//! The report: one web page that holds everything, opens without a network and prints.
//!
//! Takes comparisons, what was read, and a date that the caller reads off the clock; gives HTML, the same bytes for the
//! same input. Refuses to trust documents: all that comes from them is escaped, and nothing on the page points outside.

mod card;
mod figures;
mod table;

use std::io::{self, Write};

use super::{
    Lang, Renderer, Style, danish, foot,
    words::{self, Words, words},
};
use crate::{
    comparison::{Comparison, Coverage},
    document::Outcome,
    quantity::Date,
    reference::Reference,
};

/// The page. `date` is the day it is made on; tables come in the order given.
pub fn html(
    comparisons: &[Comparison],
    coverage: &Coverage,
    reference: &Reference,
    lang: Lang,
    date: Option<Date>,
) -> String {
    let words = words(lang);
    let title = escape(&title(comparisons, lang));
    let mut body = header(&title, coverage, reference, lang, date);
    body += &contents(comparisons, lang);
    body += "<main>";
    for (index, comparison) in comparisons.iter().enumerate() {
        body += &table::section(index, comparison, lang);
    }
    body += &what_was_read(coverage, reference, lang);
    body += "</main>";
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        words.lang,
        include_str!("report.css")
    )
}

/// What the page is called: as its one table where somebody named that.
fn title(comparisons: &[Comparison], lang: Lang) -> String {
    match comparisons {
        [one] if one.title.is_some() => words::table_title(one, lang),
        _ => words(lang).title.to_owned(),
    }
}

/// The form `html`: the report over one table.
pub(super) struct Html;

impl Renderer for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let tables = std::slice::from_ref(comparison);
        let page = html(tables, &comparison.coverage, Reference::in_use(), style.lang, None);
        out.write_all(page.as_bytes())
    }
}

/// Text that HTML takes for nothing but text, in elements and in attributes.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

fn header(title: &str, coverage: &Coverage, reference: &Reference, lang: Lang, date: Option<Date>) -> String {
    let words = words(lang);
    let made = [
        Some(format!("{} nogletal {}", words.made_by, env!("CARGO_PKG_VERSION"))),
        date.map(|date| danish::date(date, lang)),
    ];
    let made = made.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let names = municipalities(coverage, reference, lang);
    let facts = [
        (!coverage.documents.is_empty()).then(|| (words.documents, foot::documents(coverage, lang))),
        (!names.is_empty()).then(|| (words.covered, names.join(", "))),
    ];
    let facts: String = facts
        .into_iter()
        .flatten()
        .map(|(word, what)| format!("<div><dt>{word}</dt><dd>{}</dd></div>", escape(&what)))
        .collect();
    format!(
        "<a class=\"skip\" href=\"#table-0\">{}</a>\n<header><p class=\"kicker\">{made}</p><h1>{title}</h1>\
         <p class=\"lead\">{}</p><dl class=\"facts\">{facts}</dl></header>\n",
        words.skip, words.lead
    )
}

fn municipalities(coverage: &Coverage, reference: &Reference, lang: Lang) -> Vec<String> {
    let label = |code| reference.municipalities.label(code, lang.is_danish());
    let mut names: Vec<String> = coverage.municipalities().into_iter().map(label).collect();
    names.sort_by_cached_key(|name| crate::comparison::danish_key(name));
    names
}

fn contents(comparisons: &[Comparison], lang: Lang) -> String {
    let words = words(lang);
    let mut links: Vec<(String, String)> = comparisons
        .iter()
        .enumerate()
        .map(|(index, one)| (format!("table-{index}"), words::table_title(one, lang)))
        .collect();
    links.push(("read".to_owned(), words.what_was_read.to_owned()));
    let links: String =
        links.iter().map(|(id, title)| format!("<li><a href=\"#{id}\">{}</a></li>", escape(title))).collect();
    format!("<nav aria-label=\"{}\"><ul>{links}</ul></nav>\n", words.contents)
}

/// Every document: those that failed first, since they are what the tables lack.
fn what_was_read(coverage: &Coverage, reference: &Reference, lang: Lang) -> String {
    let words: &Words = words(lang);
    let order = [Outcome::Failed, Outcome::Partly, Outcome::Read];
    let rows: String = order
        .into_iter()
        .flat_map(|outcome| coverage.with(outcome))
        .map(|one| {
            let owner = one.municipality.as_ref().map(|code| reference.municipalities.label(code, lang.is_danish()));
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
                escape(&one.document),
                escape(&owner.unwrap_or_default()),
                words::outcome(one.outcome, lang),
                escape(&one.reasons.join("; "))
            )
        })
        .collect();
    format!(
        "<section id=\"read\"><h2>{}</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">\
         <table class=\"plain\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>\
         <th scope=\"col\">{}</th></tr></thead><tbody>{rows}</tbody></table></div></section>",
        words.what_was_read, words.document, words.municipality, words.outcome, words.reason
    )
}
