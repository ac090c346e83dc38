//! What presentations and text documents draw alike: text in shapes, and charts.
//!
//! Takes markup as a tree, gives the paragraphs of a text, and a chart's title and the values that were stored with it
//! as a table with a row for each series and a column for each category. Refuses charts without values.

use std::collections::BTreeMap;

use roxmltree::{Document as Markup, Node, ParsingOptions};

use super::{
    builder::Builder,
    pdf::superscript,
    sheet::number::{Format, number},
};

/// The most elements that one part may have.
const NODES: u32 = 1 << 20;

/// Markup as a tree.
pub(super) fn parse(xml: &str) -> Result<Markup<'_>, String> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    Markup::parse_with_options(xml, options).map_err(|cause| cause.to_string())
}

/// Whether a node is an element of that name, in whatever namespace: strict and older files have others.
pub(super) fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The first element of a name below another.
pub(super) fn below<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|one| is(*one, name))
}

/// The paragraphs of a text that have text in them.
pub(super) fn paragraphs(body: Node) -> Vec<String> {
    let lines = body.descendants().filter(|node| is(*node, "p")).map(|paragraph| {
        let mut line = String::new();
        for run in paragraph.children() {
            match run.tag_name().name() {
                "br" => line.push('\n'),
                // The number and the date of the slide are not its text.
                "fld" if run.attribute("type").is_some_and(|kind| kind == "slidenum" || kind.starts_with("date")) => {}
                "r" | "fld" => {
                    let text = run.children().find(|node| is(*node, "t")).and_then(|node| node.text());
                    let lift = below(run, "rPr").and_then(|properties| properties.attribute("baseline"));
                    let raised = lift.is_some_and(|lift| lift.parse().is_ok_and(|lift: i32| lift > 0));
                    let shown = |c: char| if raised { superscript(c) } else { c };
                    line.extend(text.unwrap_or_default().chars().map(shown));
                }
                _ => {}
            }
        }
        line
    });
    lines.filter(|line| !line.trim().is_empty()).collect()
}

/// The most categories that make a table someone reads.
const COLUMNS: usize = 256;

/// Points by their number.
type Points = BTreeMap<usize, String>;

/// Writes a chart.
pub(super) fn chart(xml: &str, out: &mut Builder) {
    let Ok(tree) = parse(xml) else { return };
    let root = tree.root_element();
    let title = below(root, "chart").and_then(|chart| chart.children().find(|node| is(*node, "title")));
    if let Some(title) = title {
        out.paragraph(&paragraphs(title).join(" "));
    }
    let series: Vec<Node> = root.descendants().filter(|node| is(*node, "ser")).collect();
    let Some(first) = series.first() else { return };
    let categories = points(*first, &["cat", "xVal"]);
    let values: Vec<Points> = series.iter().map(|series| points(*series, &["val", "yVal"])).collect();
    let mut columns: Vec<usize> = categories.keys().chain(values.iter().flat_map(Points::keys)).copied().collect();
    columns.sort_unstable();
    columns.dedup();
    columns.truncate(COLUMNS);
    let row = |label: String, points: &Points| {
        let cells = columns.iter().map(|column| points.get(column).cloned().unwrap_or_default());
        std::iter::once(label).chain(cells).collect::<Vec<String>>()
    };
    let mut rows = vec![row(String::new(), &categories)];
    for (series, values) in series.iter().zip(&values).filter(|(_, values)| !values.is_empty()) {
        let label = points(*series, &["tx"]).into_values().collect::<Vec<_>>().join(" ");
        rows.push(row(label, values));
    }
    if rows.len() > 1 {
        out.table(&rows);
    }
}

/// The stored points of a part of a series.
fn points(series: Node, names: &[&str]) -> Points {
    let Some(part) = series.children().find(|node| names.iter().any(|name| is(*node, name))) else {
        return Points::new();
    };
    let text = |node: Node, name| below(node, name).and_then(|node| node.text()).map(str::to_owned);
    let format = text(part, "formatCode").map(|code| Format::of(&code)).unwrap_or_default();
    let numbers = below(part, "numCache").or_else(|| below(part, "numLit")).is_some();
    let point = |point: Node| {
        let written = text(point, "v")?;
        // Years and dates are categories too, and stand as they are.
        let shown = match written.parse::<f64>() {
            Ok(value) if numbers => number(value, format),
            _ => written,
        };
        Some((point.attribute("idx")?.parse().ok()?, shown))
    };
    part.descendants().filter(|node| is(*node, "pt")).filter_map(point).collect()
}
