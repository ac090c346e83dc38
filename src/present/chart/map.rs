//! A map of the 98 municipalities as tiles of one size, shaded by a value that is also written in each. A range is shaded
//! by its lower end on the left and by its upper on the right; where there is no value the tile is hatched and says why.
//!
//! Refuses to shade totals: a map of them is one of where people live.

mod tile;

use std::collections::HashMap;

use super::{Chart, Page, Point, is_drawn, is_rate, place, silent_text, sources, svg, tick};
use crate::{
    comparison::{Column, Phase},
    present::{mark, report::escape, words},
    reference::Reference,
};
use tile::{Tile, tiles};

/// The side of a tile, and from one to the next.
const SIDE: f64 = 46.0;
const STEP: f64 = 49.0;
const HEAD: f64 = 50.0;
/// Sixteen columns and thirteen rows of tiles.
const SIZE: (f64, f64) = (16.0 * STEP, HEAD + 13.0 * STEP);
/// Light to dark; dark text stands out from all but the last, white text from that.
const SHADES: [&str; 5] = ["#e7eff7", "#c3d8ec", "#97bedf", "#6aa2d0", "#1f5a92"];
/// Fewer tiles with a number than this are no map.
const FEWEST: usize = 3;

/// A map for each column whose values can be compared between large and small municipalities.
pub(super) fn charts(page: Page<'_>) -> Vec<Chart> {
    let columns = page.comparison.columns.iter().enumerate();
    columns.filter(|(_, column)| is_mapped(column)).filter_map(|(index, _)| chart(page, index)).collect()
}

fn is_mapped(column: &Column) -> bool {
    is_drawn(column) && is_rate(column) && !matches!(column.phase, Phase::Planned | Phase::Prescribed)
}

fn chart(page: Page<'_>, column: usize) -> Option<Chart> {
    let rows: HashMap<&str, usize> =
        page.comparison.rows.iter().enumerate().map(|(index, row)| (row.municipality.as_str(), index)).collect();
    let tiles: Vec<(Tile, Content<'_>)> =
        tiles().map(|tile| (tile, content(page, rows.get(tile.code).copied(), column))).collect();
    let points: Vec<&Point<'_>> = tiles.iter().filter_map(|(_, content)| content.point()).collect();
    let shades = Shades::of(&points);
    (points.len() >= FEWEST).then(|| draw(page, column, &tiles, &shades, &points))
}

/// What a tile shows.
enum Content<'a> {
    Value(Point<'a>),
    /// Why there is no single value.
    Without(String),
    /// No document is about it.
    Unread,
}

impl<'a> Content<'a> {
    fn point(&self) -> Option<&Point<'a>> {
        match self {
            Content::Value(point) => Some(point),
            Content::Without(_) | Content::Unread => None,
        }
    }
}

fn content(page: Page<'_>, row: Option<usize>, column: usize) -> Content<'_> {
    let Some(row) = row else { return Content::Unread };
    match (page.point(row, column), mark::reason(&page.comparison.rows[row].cells[column], page.lang)) {
        (Some(point), _) => Content::Value(point),
        (None, Some(reason)) => Content::Without(reason),
        (None, None) => {
            Content::Without(page.lang.pick("flere tal; se tabellen", "several figures; see the table").to_owned())
        }
    }
}

/// Steps of equal and round width from the lowest value to the highest.
struct Shades {
    start: f64,
    step: f64,
    count: usize,
}

impl Shades {
    fn of(points: &[&Point<'_>]) -> Self {
        let ends = || points.iter().flat_map(|point| [place(point.one.value.low()), place(point.one.value.high())]);
        let (low, high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
        // One step less than there are shades, since the first begins below the lowest value.
        let step = super::round_step((high - low) / (SHADES.len() - 1) as f64);
        let start = (low / step).floor() * step;
        let count = ((high - start) / step).floor() as usize + 1;
        Shades { start, step, count: count.min(SHADES.len()) }
    }

    fn index(&self, value: f64) -> usize {
        (((value - self.start) / self.step).floor().max(0.0) as usize).min(self.count - 1)
    }

    /// The colours in use, spread over the whole scale where there are fewer steps than colours.
    fn colour(&self, index: usize) -> &'static str {
        let last = SHADES.len() - 1;
        SHADES[if self.count < 2 { 1 } else { index * last / (self.count - 1) }]
    }

    fn is_darkest(&self, index: usize) -> bool {
        self.colour(index) == SHADES[SHADES.len() - 1]
    }
}

fn draw(page: Page<'_>, column: usize, tiles: &[(Tile, Content<'_>)], shades: &Shades, points: &[&Point<'_>]) -> Chart {
    let title = words::column(&page.comparison.columns[column], page.lang);
    let title = format!("{}: {title}", page.lang.pick("Kort", "Map"));
    let mut body = legend(page, column, shades);
    for (tile, content) in tiles {
        body += &set(page, tile, content, shades);
    }
    Chart {
        svg: svg(&page.id("map", column), &title, &describe(page, tiles), SIZE, &body),
        title,
        wide: true,
        sources: sources(points.iter().copied()),
    }
}

fn name(tile: &Tile) -> &'static str {
    let mut all = Reference::in_use().municipalities.all().iter();
    all.find(|one| one.code.as_str() == tile.code).map_or(tile.short, |one| one.name)
}

fn set(page: Page<'_>, tile: &Tile, content: &Content<'_>, shades: &Shades) -> String {
    let (x, y) = (f64::from(tile.column - 1) * STEP, HEAD + f64::from(tile.row - 1) * STEP);
    let name = name(tile);
    match content {
        Content::Value(point) => {
            let [low, high] = [point.low(), point.high()].map(|value| shades.index(value));
            let body = page.link(point, &format!("{name}:"), &valued(point, shades, (low, high), x, y));
            body + &short(tile, x, y, is_light(shades, low, high))
        }
        Content::Without(reason) => {
            hollow(x, y, "hatched", &format!("{name}: {reason}"), &hatch(x, y)) + &short(tile, x, y, false)
        }
        Content::Unread => {
            let reason = unread(page);
            hollow(x, y, "unread", &format!("{name}: {reason}"), "") + &short(tile, x, y, false)
        }
    }
}

fn unread(page: Page<'_>) -> &'static str {
    page.lang.pick("intet dokument læst", "no document read")
}

fn short(tile: &Tile, x: f64, y: f64, is_light: bool) -> String {
    let class = if is_light { "short light" } else { "short" };
    silent_text(x + SIDE / 2.0, y + 15.0, class, tile.short)
}

/// Whether a tile is dark all over, so that text on it must be light.
fn is_light(shades: &Shades, low: usize, high: usize) -> bool {
    low == high && shades.is_darkest(low)
}

fn valued(point: &Point<'_>, shades: &Shades, (low, high): (usize, usize), x: f64, y: f64) -> String {
    let half = |x: f64, width: f64, index: usize| {
        let colour = shades.colour(index);
        format!("<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{SIDE}\" fill=\"{colour}\"/>")
    };
    let mut body = half(x, SIDE, low);
    if high > low {
        body += &half(x + SIDE / 2.0, SIDE / 2.0, high);
    }
    // Text over both a light and a dark half stands on a ground of its own.
    if high > low && shades.is_darkest(high) {
        body += &format!("<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{SIDE}\" height=\"36\" fill=\"#fff\"/>", y + 5.0);
    }
    let letters = point.label.chars().count().max(1) as f64;
    let size = (SIDE / (letters * 0.58)).clamp(6.0, 14.0);
    let class = if is_light(shades, low, high) { "number light" } else { "number" };
    body + &format!(
        "<text x=\"{:.1}\" y=\"{:.1}\" class=\"{class}\" style=\"font-size:{size:.1}px\">{}</text>",
        x + SIDE / 2.0,
        y + 34.0,
        escape(&point.label)
    )
}

fn hollow(x: f64, y: f64, class: &str, said: &str, inside: &str) -> String {
    format!(
        "<g class=\"{class}\"><title>{}</title><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{SIDE}\" height=\"{SIDE}\"/>{inside}</g>",
        escape(said)
    )
}

/// Slanted lines over the lower half, where the number would stand.
fn hatch(x: f64, y: f64) -> String {
    let lines: String =
        (0..6).map(|index| format!("M{:.1} {:.1}l8 -18", x + 1.0 + 7.0 * f64::from(index), y + 42.0)).collect();
    format!("<path d=\"{lines}\"/>")
}

/// The shades with the values that part them, and what a tile without a number means.
fn legend(page: Page<'_>, column: usize, shades: &Shades) -> String {
    const BOX: f64 = 44.0;
    let column = &page.comparison.columns[column];
    let mut body = String::new();
    for index in 0..shades.count {
        let x = 8.0 + BOX * index as f64;
        let colour = shades.colour(index);
        body += &format!("<rect x=\"{x:.1}\" y=\"4\" width=\"{BOX}\" height=\"14\" fill=\"{colour}\"/>");
    }
    for index in 0..=shades.count {
        let edge = tick(shades.start + shades.step * index as f64, column, page.lang);
        body += &silent_text(8.0 + BOX * index as f64, 32.0, "tick", &edge);
    }
    let mut x = 8.0 + BOX * shades.count as f64 + 40.0;
    let without = page.lang.pick("intet tal; peg på feltet", "no figure; point at the tile");
    for (class, word) in [("hatched", without), ("unread", unread(page))] {
        let lines = if class == "hatched" {
            format!("<path d=\"M{:.1} 18l6 -14m2 14l6 -14\"/>", x + 1.0)
        } else {
            String::new()
        };
        body += &format!("<g class=\"{class}\"><rect x=\"{x:.1}\" y=\"4\" width=\"16\" height=\"14\"/>{lines}</g>");
        body += &silent_text(x + 24.0, 16.0, "legend", word);
        x += 60.0 + word.chars().count() as f64 * 7.0;
    }
    body
}

/// Every value, then every municipality without one and why.
fn describe(page: Page<'_>, tiles: &[(Tile, Content<'_>)]) -> String {
    let said = tiles.iter().filter_map(|(tile, content)| match content {
        Content::Value(point) => Some(format!("{}: {}", name(tile), point.label)),
        Content::Without(reason) => Some(format!("{}: {reason}", name(tile))),
        Content::Unread => None,
    });
    let others = tiles.iter().filter(|(_, content)| matches!(content, Content::Unread)).count();
    let others = format!("{others} {}: {}", page.lang.pick("kommuner", "municipalities"), unread(page));
    said.chain([others]).collect::<Vec<_>>().join("; ")
}
