//! Charts where a look beats a read, as inline SVG that needs nothing from outside.
//!
//! Takes a comparison, gives SVG with a title, a description in words, axes with units, and every value written beside
//! its mark, from where a link leads to its source; marks differ by shape as well as by colour. Refuses to draw fewer than
//! two values, and to draw parts as if they were a total.

mod bars;
mod map;
mod range;
#[cfg(test)]
mod tests;
mod years;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{Lang, cell, danish, report::escape, words};
use crate::{
    comparison::{Cell, Column, Comparison, Derived, Measure, Observation, SourceNumber},
    figure::Unit,
    quantity::Value,
};

/// Blue and orange that differ in lightness too, so that they part in every sort of colour vision and in grey.
const BLUE: &str = "#1f5a92";
const ORANGE: &str = "#c8641b";
const WIDTH: f64 = 640.0;

/// A chart with its heading.
pub(super) struct Chart {
    pub title: String,
    pub svg: String,
    /// Whether it needs the whole line.
    pub wide: bool,
    /// The sources of what it draws.
    pub sources: Vec<SourceNumber>,
}

/// A table, and the place in the report by which its charts and their links are told apart.
#[derive(Clone, Copy)]
struct Page<'a> {
    table: usize,
    comparison: &'a Comparison<'a>,
    lang: Lang,
}

/// All charts that the table with this place in the report gives something for.
pub(super) fn all(table: usize, comparison: &Comparison, lang: Lang) -> Vec<Chart> {
    let page = Page { table, comparison, lang };
    if comparison.by_year.is_some() {
        return years::chart(page).into_iter().collect();
    }
    range::charts(page).into_iter().chain(bars::charts(page)).chain(map::charts(page)).collect()
}

/// A value that is drawn.
struct Point<'a> {
    one: &'a Observation,
    /// The number with its hedge and its unit, as its cell has it.
    label: String,
}

impl Point<'_> {
    fn low(&self) -> f64 {
        place(self.one.value.low())
    }

    fn high(&self) -> f64 {
        place(self.one.value.high())
    }
}

impl<'a> Page<'a> {
    /// The one value of a cell, where it has one.
    fn point(&self, row: usize, column: usize) -> Option<Point<'a>> {
        let one = single(&self.comparison.rows[row].cells[column])?;
        Some(Point { one, label: cell::number(one, &self.comparison.columns[column], self.lang) })
    }

    fn name(&self, row: usize) -> String {
        words::capital(words::named(&self.comparison.rows[row].names, self.lang))
    }

    fn is_municipality(&self, row: usize) -> bool {
        self.comparison.rows[row].municipality.is_municipality()
    }

    fn id(&self, kind: &str, column: usize) -> String {
        format!("chart-{}-{kind}-{column}", self.table)
    }

    /// A label that leads to its value's first source; `said` is what it is called without the picture.
    fn link(&self, point: &Point<'_>, said: &str, body: &str) -> String {
        let Some(source) = point.one.sources.first() else { return body.to_owned() };
        let said = match point.one.period {
            Some(period) => format!("{said} {} ({})", point.label, danish::period(period, self.lang)),
            None => format!("{said} {}", point.label),
        };
        format!("<a href=\"#source-{}-{source}\" aria-label=\"{}\">{body}</a>", self.table, escape(&said))
    }
}

/// The sources of values, each once.
fn sources<'a>(points: impl Iterator<Item = &'a Point<'a>>) -> Vec<SourceNumber> {
    let mut sources: Vec<SourceNumber> = points.flat_map(|point| &point.one.sources).copied().collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// The svg element with its title and its description for those who do not see it; its links stay reachable.
fn svg(id: &str, title: &str, description: &str, (width, height): (f64, f64), body: &str) -> String {
    format!(
        "<svg id=\"{id}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"group\" aria-labelledby=\"{id}-title\" \
         aria-describedby=\"{id}-desc\"><title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{body}</svg>",
        escape(title),
        escape(description)
    )
}

fn text(x: f64, y: f64, class: &str, content: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\">{}</text>", escape(content))
}

/// The same where the description says it already.
fn silent_text(x: f64, y: f64, class: &str, content: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\" aria-hidden=\"true\">{}</text>", escape(content))
}

fn line(x1: f64, y1: f64, x2: f64, y2: f64, class: &str) -> String {
    format!("<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" class=\"{class}\"/>")
}

/// A linear axis from zero to a round number above the largest value.
struct Scale {
    top: f64,
    step: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// The axis for values up to `largest`, drawn between two places of the page, with about five ticks.
    fn new(largest: f64, from: f64, to: f64) -> Self {
        let step = round_step(largest / 5.0);
        Scale { top: (largest / step).ceil() * step, step, from, to }
    }

    fn at(&self, value: f64) -> f64 {
        self.from + (self.to - self.from) * value / self.top
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let mut tick = 0.0;
        std::iter::from_fn(move || {
            let this = tick;
            tick += self.step;
            (this <= self.top * 1.000_001).then_some(this)
        })
    }
}

/// The least of 1, 2 or 5 and their tenfolds that is not below `rough`; 1 where there is nothing to part.
fn round_step(rough: f64) -> f64 {
    if rough <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * power).find(|step| *step >= rough).unwrap_or(rough)
}

/// What stands at a tick: its number, with the column's unit where that is a sign.
fn tick(value: f64, column: &Column, lang: Lang) -> String {
    let number = Decimal::try_from(value).unwrap_or_default().round_dp(6);
    danish::value(Value::Exact(number), column.unit.unwrap_or(Unit::Count), false, lang)
}

/// A place on an axis; geometry may round where values may not.
fn place(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

/// The one value that a cell shows; nothing where it shows parts, bounds or no value at all.
fn single(cell: &Cell) -> Option<&Observation> {
    let mut main = cell.leads();
    main.next().filter(|_| main.next().is_none())
}

/// Whether a column is of values that stand beside each other on an axis from zero.
fn is_drawn(column: &Column) -> bool {
    let differs = matches!(column.derived, Some(Derived::Difference | Derived::DifferencePercent | Derived::Norm));
    column.measure == Measure::Amount && column.unit.is_some() && column.time.is_none() && !differs
}

/// Whether its values can be compared between a small municipality, a large one and the country.
fn is_rate(column: &Column) -> bool {
    let by_unit = match column.unit {
        Some(Unit::CasesPerCaseworker | Unit::Percent | Unit::PerYear) => true,
        Some(unit) => unit.is_duration() || (unit.is_money() && unit != Unit::Dkk),
        None => false,
    };
    by_unit || matches!(column.derived, Some(Derived::PerCapita { .. }))
}

/// The labels to the left need about this much.
fn label_width<'a>(names: impl Iterator<Item = &'a str>) -> f64 {
    let longest = names.map(|name| name.chars().count()).max().unwrap_or(0);
    (longest as f64 * 8.2 + 18.0).clamp(80.0, 260.0)
}
