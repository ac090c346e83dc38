//! An indicator now and wanted, before and after: a row for each municipality, a dot for each value, a bar between the
//! ends of a range, behind it the norm as a band: the one that held at the value's time where the table has it, else the
//! one that a document names.

use super::{
    BLUE, Chart, ORANGE, Page, Point, Scale, WIDTH, is_drawn, is_rate, label_width, line, silent_text, sources, svg,
    text, tick,
};
use crate::{
    comparison::{Column, Derived, Phase},
    present::words::{self, words},
};

const ROW: f64 = 34.0;
const HEAD: f64 = 44.0;

struct Pair<'a> {
    name: String,
    now: Option<Point<'a>>,
    target: Option<Point<'a>>,
    norm: Option<Point<'a>>,
}

impl<'a> Pair<'a> {
    fn points(&self) -> impl Iterator<Item = &Point<'a>> {
        self.now.iter().chain(&self.target)
    }
}

/// A chart for each indicator that is told as observed, where at least two values can be drawn.
pub(super) fn charts(page: Page<'_>) -> Vec<Chart> {
    let columns = &page.comparison.columns;
    let observed = |column: &Column| is_drawn(column) && column.phase == Phase::Observed;
    (0..columns.len()).filter(|index| observed(&columns[*index])).filter_map(|index| chart(page, index)).collect()
}

fn chart(page: Page<'_>, now: usize) -> Option<Chart> {
    let columns = &page.comparison.columns;
    let like = |one: &Column, phase| {
        let this = &columns[now];
        (&one.indicator, one.measure, one.unit, one.derived, one.phase)
            == (&this.indicator, this.measure, this.unit, this.derived, phase)
    };
    let find = |phase| columns.iter().position(|one| like(one, phase));
    let (target, said) = (find(Phase::Planned), find(Phase::Prescribed));
    let this = &columns[now].indicator;
    let held = columns.iter().position(|one| one.derived == Some(Derived::Norm) && one.indicator == *this);
    let rows = (0..page.comparison.rows.len()).filter(|row| is_rate(&columns[now]) || page.is_municipality(*row));
    let norm = |row| match held {
        Some(held) => page.point(row, held),
        None => said.and_then(|said| (0..page.comparison.rows.len()).find_map(|row| page.point(row, said))),
    };
    let pairs: Vec<Pair<'_>> = rows
        .map(|row| Pair {
            name: page.name(row),
            now: page.point(row, now),
            target: target.and_then(|target| page.point(row, target)),
            norm: norm(row),
        })
        .filter(|pair| pair.points().next().is_some())
        .collect();
    let count: usize = pairs.iter().map(|pair| pair.points().count()).sum();
    (count >= 2).then(|| draw(page, now, &pairs))
}

/// What the chart is called: by the column, and by the target where one is drawn.
fn title(page: Page<'_>, now: usize, pairs: &[Pair<'_>]) -> String {
    let title = words::column(&page.comparison.columns[now], page.lang);
    match pairs.iter().any(|pair| pair.target.is_some()) {
        true => format!("{title} {} {}", page.lang.pick("og", "and"), words(page.lang).target),
        false => title,
    }
}

fn draw(page: Page<'_>, now: usize, pairs: &[Pair<'_>]) -> Chart {
    let column = &page.comparison.columns[now];
    let left = label_width(pairs.iter().map(|pair| pair.name.as_str()));
    let norms = || pairs.iter().filter_map(|pair| pair.norm.as_ref());
    let largest = pairs.iter().flat_map(Pair::points).chain(norms()).map(Point::high).fold(0.0, f64::max);
    let scale = Scale::new(largest * 1.08, left, WIDTH - 40.0);
    let bottom = HEAD + ROW * pairs.len() as f64;
    let mut body = legend(page, left, norms().next().is_some());
    for (index, norm) in pairs.iter().enumerate().filter_map(|(index, pair)| Some((index, pair.norm.as_ref()?))) {
        let (from, to, top) = (scale.at(norm.low()), scale.at(norm.high()), HEAD + ROW * index as f64);
        let width = (to - from).max(2.0);
        body += &format!("<rect x=\"{from:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{ROW}\" class=\"norm\"/>");
    }
    for at in scale.ticks() {
        body += &line(scale.at(at), HEAD, scale.at(at), bottom, "grid");
        body += &silent_text(scale.at(at), bottom + 16.0, "tick", &tick(at, column, page.lang));
    }
    let unit = column.unit.map(|unit| words::capital(words::unit(unit, page.lang))).unwrap_or_default();
    body += &silent_text((left + WIDTH - 40.0) / 2.0, bottom + 36.0, "axis", &unit);
    for (index, pair) in pairs.iter().enumerate() {
        body += &row(page, pair, HEAD + ROW * (index as f64 + 0.5), left, &scale);
    }
    let described = pairs.iter().map(|pair| describe(page, pair)).collect::<Vec<_>>().join("; ");
    let title = title(page, now, pairs);
    Chart {
        svg: svg(&page.id("range", now), &title, &described, (WIDTH, bottom + 46.0), &body),
        title,
        wide: false,
        sources: sources(pairs.iter().flat_map(Pair::points)),
    }
}

fn row(page: Page<'_>, pair: &Pair<'_>, y: f64, left: f64, scale: &Scale) -> String {
    let mut body = silent_text(left - 12.0, y + 4.0, "name", &pair.name);
    let middle = |point: &Point<'_>| (scale.at(point.low()) + scale.at(point.high())) / 2.0;
    let target_below = match (&pair.now, &pair.target) {
        (Some(now), Some(target)) => {
            body += &line(middle(now), y, middle(target), y, "link");
            middle(target) <= middle(now)
        }
        _ => false,
    };
    let words = words(page.lang);
    if let Some(target) = &pair.target {
        let said = format!("{}, {}:", pair.name, words.target);
        body += &page.link(target, &said, &mark(target, y, scale, false, target_below));
    }
    if let Some(now) = &pair.now {
        let said = format!("{}, {}:", pair.name, words.now);
        body += &page.link(now, &said, &mark(now, y, scale, true, !target_below && pair.target.is_some()));
    }
    body
}

/// A disc for now, a diamond for a target, drawn out to a bar for a range; the label outside, away from the other.
fn mark(point: &Point<'_>, y: f64, scale: &Scale, now: bool, label_left: bool) -> String {
    let (from, to) = (scale.at(point.low()), scale.at(point.high()));
    let colour = if now { BLUE } else { ORANGE };
    let shape = |x: f64| match now {
        true => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"6\" fill=\"{colour}\"/>"),
        false => format!(
            "<path d=\"M{x:.1} {:.1}l7 7l-7 7l-7-7z\" fill=\"#fff\" stroke=\"{colour}\" stroke-width=\"2.5\"/>",
            y - 7.0
        ),
    };
    let mut body = String::new();
    if to > from {
        body += &format!(
            "<line x1=\"{from:.1}\" y1=\"{y:.1}\" x2=\"{to:.1}\" y2=\"{y:.1}\" stroke=\"{colour}\" stroke-width=\"5\"/>"
        );
        body += &shape(from);
    }
    body += &shape(to);
    match label_left {
        true => body + &text(from - 12.0, y + 4.0, "value left", &point.label),
        false => body + &text(to + 12.0, y + 4.0, "value", &point.label),
    }
}

fn legend(page: Page<'_>, left: f64, norm: bool) -> String {
    let words = words(page.lang);
    let mut body = format!("<circle cx=\"{:.1}\" cy=\"16\" r=\"6\" fill=\"{BLUE}\"/>", left + 6.0);
    body += &silent_text(left + 18.0, 20.0, "legend", words.now);
    body += &format!(
        "<path d=\"M{:.1} 9l7 7l-7 7l-7-7z\" fill=\"#fff\" stroke=\"{ORANGE}\" stroke-width=\"2.5\"/>",
        left + 72.0
    );
    body += &silent_text(left + 86.0, 20.0, "legend", words.target);
    if norm {
        body += &format!("<rect x=\"{:.1}\" y=\"8\" width=\"16\" height=\"16\" class=\"norm\"/>", left + 134.0);
        body += &silent_text(left + 156.0, 20.0, "legend", words.norm);
    }
    body
}

fn describe(page: Page<'_>, pair: &Pair<'_>) -> String {
    let words = words(page.lang);
    let part = |word: &str, point: &Option<Point<'_>>| point.as_ref().map(|point| format!("{word} {}", point.label));
    let parts = [part(words.now, &pair.now), part(words.target, &pair.target), part(words.norm, &pair.norm)];
    format!("{}: {}", pair.name, parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
