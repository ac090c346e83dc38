//! Charts where a look beats a read, as inline SVG that needs nothing from outside.
//!
//! Takes comparisons, gives SVG with a title, a description in words, axes with units, and every value written beside
//! its mark; marks differ by shape as well as by colour. Refuses to draw fewer than two values, and to draw parts as if
//! they were a total.

mod bars;
mod range;
mod years;

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{Lang, report::escape};
use crate::comparison::{Cell, Column, Comparison, Measure, Observation, Role};

/// Blue and orange that differ in lightness too, so that they part in every sort of colour vision and in grey.
const BLUE: &str = "#1f5a92";
const ORANGE: &str = "#c8641b";
const WIDTH: f64 = 640.0;

/// A chart with its heading.
pub(super) struct Chart {
    pub title: String,
    pub svg: String,
}

/// All charts that the comparisons give something for.
pub(super) fn all(comparisons: &[Comparison], lang: Lang) -> Vec<Chart> {
    let overview = comparisons.iter().find(|one| one.by_year.is_none());
    let years = comparisons.iter().filter(|one| one.by_year.as_ref().is_some_and(|code| code.as_str() == "placements"));
    let of_overview = overview.into_iter().flat_map(|one| [range::chart(one, lang), bars::chart(one, lang)]);
    of_overview.chain(years.map(|one| years::chart(one, lang))).flatten().collect()
}

/// The svg element with its title and its description for those who do not see it.
fn svg(id: &str, title: &str, description: &str, height: f64, body: &str) -> String {
    format!(
        "<svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{body}</svg>",
        escape(title),
        escape(description)
    )
}

fn text(x: f64, y: f64, class: &str, content: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\">{}</text>", escape(content))
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
        let rough = (largest / 5.0).max(f64::MIN_POSITIVE);
        let power = 10_f64.powf(rough.log10().floor());
        let step =
            [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * power).find(|step| *step >= rough).unwrap_or(rough);
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

/// A place on an axis; geometry may round where values may not.
fn place(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

/// The one value that a cell shows; nothing where it shows parts, bounds or no value at all.
fn single(cell: &Cell) -> Option<&Observation> {
    let mut main = cell.shown().filter(|one| matches!(one.role, Role::Value | Role::Part));
    main.next().filter(|_| main.next().is_none())
}

fn column(comparison: &Comparison, wanted: impl Fn(&Column) -> bool) -> Option<usize> {
    comparison.columns.iter().position(|one| one.measure == Measure::Amount && wanted(one))
}

/// The labels to the left need about this much.
fn label_width(names: &[String]) -> f64 {
    let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    (longest as f64 * 8.2 + 18.0).clamp(80.0, 260.0)
}
