//! Charts: the values that were stored with them, as a table.
//!
//! Takes the markup of a chart, gives its title and a table with a row for each series and a column for each category.
//! Refuses charts without values.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{below, is, parse, shapes::paragraphs};
use crate::document::{
    builder::Builder,
    sheet::number::{Format, number},
};

/// The most categories that make a table someone reads.
const COLUMNS: usize = 256;

/// Points by their number.
type Points = BTreeMap<usize, String>;

/// Writes a chart.
pub(super) fn write(xml: &str, out: &mut Builder) {
    let Ok(chart) = parse(xml) else { return };
    let root = chart.root_element();
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
