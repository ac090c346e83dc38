//! One indicator over the years: a small panel for each municipality, all with the same axes, so that forty of them
//! can still be told apart. A hollow point and a broken line are not yet observed.

use super::{BLUE, Chart, Scale, WIDTH, line, place, single, svg, text};
use crate::{
    comparison::{Comparison, Role, Row},
    figure::Status,
    present::{
        Lang, cell,
        words::{self, words},
    },
};

const HEIGHT: f64 = 190.0;
const HEAD: f64 = 34.0;

struct Point {
    year: u16,
    value: f64,
    label: String,
    observed: bool,
}

struct Series {
    name: String,
    points: Vec<Point>,
}

/// The chart, where some municipality has a total for at least two years.
pub(super) fn chart(comparison: &Comparison, lang: Lang) -> Option<Chart> {
    let series: Vec<Series> =
        comparison.rows.iter().map(|row| series(row, comparison, lang)).filter(|one| one.points.len() >= 2).collect();
    (!series.is_empty()).then(|| draw(&series, comparison, lang))
}

fn series(row: &Row, comparison: &Comparison, lang: Lang) -> Series {
    let points = row.cells.iter().zip(&comparison.columns).filter_map(|(cell, column)| {
        let year = column.time.filter(|time| time.is_single())?.first;
        let one = single(cell)?;
        // A part says nothing about the whole.
        (one.role == Role::Value).then(|| Point {
            year,
            value: place(one.value.high()),
            label: cell::number(one, column, lang),
            observed: one.status == Status::Actual,
        })
    });
    Series { name: words::capital(words::named(&row.names, lang)), points: points.collect() }
}

fn draw(series: &[Series], comparison: &Comparison, lang: Lang) -> Chart {
    let points = || series.iter().flat_map(|one| &one.points);
    let largest = points().map(|point| point.value).fold(0.0, f64::max);
    let first = points().map(|point| point.year).min().unwrap_or(0);
    let last = points().map(|point| point.year).max().unwrap_or(first);
    let title = words::table_title(comparison, lang);
    let unit =
        comparison.columns.first().and_then(|one| one.unit).map(|one| words::unit(one, lang)).unwrap_or_default();
    let mut body = legend(unit, lang);
    let abreast = series.len().clamp(2, 3);
    let width = WIDTH / abreast as f64;
    for (index, one) in series.iter().enumerate() {
        let (x, y) = ((index % abreast) as f64 * width, HEAD + (index / abreast) as f64 * HEIGHT);
        body += &panel(one, (x, y, width), largest, (first, last));
    }
    let height = HEAD + HEIGHT * series.len().div_ceil(abreast) as f64;
    let described = series.iter().map(describe).collect::<Vec<_>>().join("; ");
    Chart { svg: svg("chart-years", &title, &described, height, &body), title }
}

fn panel(series: &Series, (x, y, width): (f64, f64, f64), largest: f64, (first, last): (u16, u16)) -> String {
    let (top, bottom) = (y + 40.0, y + HEIGHT - 34.0);
    let (left, right) = (x + 44.0, x + width - 26.0);
    let scale = Scale::new(largest, bottom, top);
    let years = f64::from(last - first).max(1.0);
    // The outermost points stand clear of the axis, where their labels have room.
    let across = |year: u16| left + 26.0 + (right - left - 44.0) * f64::from(year - first) / years;
    let mut body = text(left, y + 16.0, "panel", &series.name);
    for tick in scale.ticks() {
        body += &line(left, scale.at(tick), right, scale.at(tick), "grid");
        body += &text(left - 6.0, scale.at(tick) + 4.0, "tick left", &format!("{tick}"));
    }
    for pair in series.points.windows(2) {
        let class = if pair[1].observed { "trend" } else { "trend expected" };
        let ends = [&pair[0], &pair[1]].map(|point| (across(point.year), scale.at(point.value)));
        body += &line(ends[0].0, ends[0].1, ends[1].0, ends[1].1, class);
    }
    for point in &series.points {
        let (px, py) = (across(point.year), scale.at(point.value));
        let fill = if point.observed { BLUE } else { "#fff" };
        body += &format!(
            "<circle cx=\"{px:.1}\" cy=\"{py:.1}\" r=\"4.5\" fill=\"{fill}\" stroke=\"{BLUE}\" stroke-width=\"2\"/>"
        );
        body += &text(px, py - 10.0, "value middle", &point.label);
        body += &text(px, bottom + 16.0, "tick", &point.year.to_string());
    }
    body
}

fn legend(unit: &str, lang: Lang) -> String {
    let mut body = text(44.0, 14.0, "legend", &words::capital(unit));
    let mut x = 72.0 + unit.chars().count() as f64 * 7.2;
    for (fill, word) in [(BLUE, words::status(Status::Actual, lang)), ("#fff", words(lang).expected)] {
        body += &format!(
            "<circle cx=\"{x:.1}\" cy=\"10\" r=\"4.5\" fill=\"{fill}\" stroke=\"{BLUE}\" stroke-width=\"2\"/>"
        );
        body += &text(x + 12.0, 14.0, "legend", word);
        x += 40.0 + word.chars().count() as f64 * 7.2;
    }
    body
}

fn describe(series: &Series) -> String {
    let points = series.points.iter().map(|point| format!("{} {}", point.year, point.label));
    format!("{}: {}", series.name, points.collect::<Vec<_>>().join(", "))
}
