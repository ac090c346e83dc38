//! One indicator over the years: a small panel for each municipality, all with the same axes, so that forty of them
//! can still be told apart. The country and groups are left out, since their axis would be another. A hollow point and a broken line are not yet observed; a range is a bar from end to end.
//! Refuses to join by a line what does not measure the same.

use super::{BLUE, Chart, Page, Point, Scale, WIDTH, line, silent_text, sources, svg, text, tick};
use crate::{
    comparison::{Break, Observation, Role},
    figure::Status,
    present::words::{self, words},
    quantity::Value,
};

const HEIGHT: f64 = 190.0;
const HEAD: f64 = 34.0;

struct Series<'a> {
    name: String,
    points: Vec<(u16, Point<'a>)>,
}

/// The chart, where some municipality has a total for at least two years.
pub(super) fn chart(page: Page<'_>) -> Option<Chart> {
    let rows = (0..page.comparison.rows.len()).filter(|row| page.is_municipality(*row));
    let series: Vec<Series<'_>> = rows.map(|row| series(page, row)).filter(|one| one.points.len() >= 2).collect();
    (!series.is_empty()).then(|| draw(page, &series))
}

fn series(page: Page<'_>, row: usize) -> Series<'_> {
    let columns = page.comparison.columns.iter().enumerate();
    let points = columns.filter(|(_, column)| column.derived.is_none()).filter_map(|(index, column)| {
        let year = column.time.filter(|time| time.is_single())?.first;
        // A part says nothing about the whole, and below zero is another chart.
        let drawn = |point: &Point<'_>| point.one.role == Role::Value && point.one.value.low().is_sign_positive();
        page.point(row, index).filter(drawn).map(|point| (year, point))
    });
    Series { name: page.name(row), points: points.collect() }
}

/// What all panels share: how many stand abreast, their axes, and the room that their labels need.
struct Frame {
    abreast: usize,
    first: u16,
    last: u16,
    largest: f64,
    /// From the panel's left edge to its axis.
    margin: f64,
    /// From the axis to the first point, and from the last to the edge.
    inset: f64,
}

impl Frame {
    fn of(page: Page<'_>, series: &[Series<'_>]) -> Self {
        let points = || series.iter().flat_map(|one| &one.points);
        let largest = points().map(|(_, point)| point.high()).fold(0.0, f64::max);
        let years = || points().map(|(year, _)| *year);
        let (first, last) = (years().min().unwrap_or(0), years().max().unwrap_or(0));
        let scale = Scale::new(largest, 1.0, 0.0);
        let ticks = scale.ticks().map(|at| letters(&tick(at, &page.comparison.columns[0], page.lang)));
        let margin = ticks.fold(0.0, f64::max) + 14.0;
        let inset = points().map(|(_, point)| letters(&point.label)).fold(0.0, f64::max) / 2.0 + 6.0;
        let frame = |abreast| Frame { abreast, first, last, largest, margin, inset };
        // As many abreast as leave every label its room.
        let fits = |frame: &Frame| series.iter().all(|one| one.points.windows(2).all(|pair| frame.has_room(pair)));
        (1..=3).rev().map(frame).find(fits).unwrap_or_else(|| frame(1))
    }

    fn width(&self) -> f64 {
        WIDTH / self.abreast as f64
    }

    fn across(&self, year: u16) -> f64 {
        let years = f64::from(self.last - self.first).max(1.0);
        let length = self.width() - self.margin - 2.0 * self.inset - 10.0;
        self.margin + self.inset + length * f64::from(year - self.first) / years
    }

    fn has_room(&self, pair: &[(u16, Point<'_>)]) -> bool {
        let [(from, before), (to, after)] = pair else { return true };
        let needed = (letters(&before.label) + letters(&after.label)) / 2.0;
        self.across(*to) - self.across(*from) > needed.max(36.0)
    }
}

/// About how wide a label is.
fn letters(label: &str) -> f64 {
    label.chars().count() as f64 * 7.6 + 4.0
}

fn draw(page: Page<'_>, series: &[Series<'_>]) -> Chart {
    let frame = Frame::of(page, series);
    let title = words::table_title(page.comparison, page.lang);
    let unit = page.comparison.columns.first().and_then(|one| one.unit);
    let mut body = legend(page, unit.map(|unit| words::unit(unit, page.lang)).unwrap_or_default());
    for (index, one) in series.iter().enumerate() {
        let (column, row) = (index % frame.abreast, index / frame.abreast);
        body += &panel(page, one, (frame.width() * column as f64, HEAD + HEIGHT * row as f64), &frame);
    }
    let height = HEAD + HEIGHT * series.len().div_ceil(frame.abreast) as f64;
    let described = series.iter().map(describe).collect::<Vec<_>>().join("; ");
    Chart {
        svg: svg(&page.id("years", 0), &title, &described, (WIDTH, height), &body),
        title,
        wide: false,
        sources: sources(series.iter().flat_map(|one| &one.points).map(|(_, point)| point)),
    }
}

fn panel(page: Page<'_>, series: &Series<'_>, (x, y): (f64, f64), frame: &Frame) -> String {
    let (top, bottom) = (y + 44.0, y + HEIGHT - 34.0);
    let (left, right) = (x + frame.margin, x + frame.width() - 10.0);
    let scale = Scale::new(frame.largest, bottom, top);
    let mut body = silent_text(left, y + 18.0, "panel", &series.name);
    for at in scale.ticks() {
        body += &line(left, scale.at(at), right, scale.at(at), "grid");
        let label = tick(at, &page.comparison.columns[0], page.lang);
        body += &silent_text(left - 6.0, scale.at(at) + 4.0, "tick left", &label);
    }
    for pair in series.points.windows(2) {
        let [(from, before), (to, after)] = pair else { continue };
        if is_joined(before.one, after.one) {
            let class = if after.one.status == Status::Actual { "trend" } else { "trend expected" };
            let ends =
                [(from, before), (to, after)].map(|(year, point)| (x + frame.across(*year), scale.at(point.high())));
            body += &line(ends[0].0, ends[0].1, ends[1].0, ends[1].1, class);
        }
    }
    // Where labels of neighbours would run into each other, every other one stands below its point.
    let is_tight = !series.points.windows(2).all(|pair| frame.has_room(pair));
    for (index, (year, point)) in series.points.iter().enumerate() {
        let said = format!("{}, {year}:", series.name);
        let at = x + frame.across(*year);
        body += &page.link(point, &said, &mark(point, at, &scale, is_tight && index % 2 == 1));
        body += &silent_text(at, bottom + 16.0, "tick", &year.to_string());
    }
    body
}

/// Whether a line from one value to the next says something true: one number each, counted alike. What is expected goes
/// on from what came to be, in a line of its own kind.
fn is_joined(one: &Observation, next: &Observation) -> bool {
    let exact = |one: &Observation| matches!(one.value, Value::Exact(_));
    let broken = next.breaks.iter().any(|one| *one != Break::Status);
    exact(one)
        && exact(next)
        && !broken
        && (one.statistic, one.unit, &one.dims) == (next.statistic, next.unit, &next.dims)
}

fn mark(point: &Point<'_>, x: f64, scale: &Scale, is_below: bool) -> String {
    let (low, high) = (scale.at(point.low()), scale.at(point.high()));
    let fill = if point.one.status == Status::Actual { BLUE } else { "#fff" };
    let dot = |y: f64| {
        format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\" fill=\"{fill}\" stroke=\"{BLUE}\" stroke-width=\"2\"/>")
    };
    let mut body = String::new();
    if low > high {
        body += &format!(
            "<line x1=\"{x:.1}\" y1=\"{low:.1}\" x2=\"{x:.1}\" y2=\"{high:.1}\" stroke=\"{BLUE}\" stroke-width=\"4\"/>"
        );
        body += &dot(low);
    }
    let label = if is_below { low + 20.0 } else { high - 10.0 };
    body + &dot(high) + &text(x, label, "value middle", &point.label)
}

fn legend(page: Page<'_>, unit: &str) -> String {
    let mut body = silent_text(64.0, 14.0, "legend", &words::capital(unit));
    let mut x = 92.0 + unit.chars().count() as f64 * 7.2;
    for (fill, word) in [(BLUE, words::status(Status::Actual, page.lang)), ("#fff", words(page.lang).expected)] {
        body += &format!(
            "<circle cx=\"{x:.1}\" cy=\"10\" r=\"4.5\" fill=\"{fill}\" stroke=\"{BLUE}\" stroke-width=\"2\"/>"
        );
        body += &silent_text(x + 12.0, 14.0, "legend", word);
        x += 40.0 + word.chars().count() as f64 * 7.2;
    }
    body
}

fn describe(series: &Series<'_>) -> String {
    let points = series.points.iter().map(|(year, point)| format!("{year} {}", point.label));
    format!("{}: {}", series.name, points.collect::<Vec<_>>().join(", "))
}
