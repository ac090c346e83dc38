//! The charts of one table, each with its title and where its numbers come from.

use std::collections::BTreeSet;

use super::escape;
use crate::{
    comparison::Comparison,
    present::{
        Lang,
        chart::{self, Chart},
        words::words,
    },
};

/// As many documents as a line under a chart names.
const NAMED: usize = 3;

/// The charts of the table with this place on the page; nothing where there is nothing to draw.
pub(super) fn figures(table: usize, comparison: &Comparison, lang: Lang) -> String {
    let charts = chart::all(table, comparison, lang);
    if charts.is_empty() {
        return String::new();
    }
    let figures: String = charts.iter().map(|one| figure(table, one, comparison, lang)).collect();
    format!("<h3 class=\"charts-title\">{}</h3><div class=\"charts\">{figures}</div>\n", words(lang).charts)
}

fn figure(table: usize, chart: &Chart, comparison: &Comparison, lang: Lang) -> String {
    let class = if chart.wide { " class=\"wide\"" } else { "" };
    format!(
        "<figure{class}><figcaption>{}</figcaption><div class=\"drawing\">{}</div><p class=\"origin\">{}</p></figure>\n",
        escape(&chart.title),
        chart.svg,
        origin(table, chart, comparison, lang)
    )
}

/// The documents by name where they are few, and the way to the list of sources.
fn origin(table: usize, chart: &Chart, comparison: &Comparison, lang: Lang) -> String {
    let sources = chart.sources.iter().filter_map(|number| comparison.source(*number));
    let documents: BTreeSet<&str> = sources.map(|source| source.figure.doc.as_str()).collect();
    let named = match documents.len() {
        0..=NAMED => documents.into_iter().map(escape).collect::<Vec<_>>().join(", "),
        many => format!("{many} {}", lang.pick("dokumenter", "documents")),
    };
    format!(
        "{}: {named} (<a href=\"#sources-{table}\">{}</a>). {}",
        lang.pick("Kilde", "Source"),
        lang.pick("listen", "the list"),
        lang.pick("Hvert tal fører til sin sætning.", "Each number leads to its sentence.")
    )
}
