//! Amounts side by side: a bar for each municipality, two where investment and saving stand beside each other. A range is
//! a full bar to its lower end and a hollow one from there to its upper.

use super::{
    BLUE, Chart, ORANGE, Page, Point, Scale, WIDTH, is_drawn, label_width, line, silent_text, sources, svg, text, tick,
};
use crate::{
    comparison::{Column, Phase},
    present::{
        danish,
        words::{self, words},
    },
};

const BAR: f64 = 16.0;
const GAP: f64 = 20.0;
/// The legend's height, where there are two colours.
const LEGEND: f64 = 36.0;
const HEAD: f64 = 4.0;
/// Room for a label behind the longest bar.
const LABEL: f64 = 180.0;

/// What is drawn in one chart.
struct Columns {
    title: String,
    at: Vec<usize>,
}

struct Group<'a> {
    name: String,
    /// One a column.
    bars: Vec<Option<Point<'a>>>,
}

/// The charts, each where enough amounts can be drawn.
pub(super) fn charts(page: Page<'_>) -> Vec<Chart> {
    columns(page).iter().filter_map(|columns| chart(page, columns)).collect()
}

/// Investment and saving in one, every other amount that is no matter of now and wanted in its own.
fn columns(page: Page<'_>) -> Vec<Columns> {
    let all = &page.comparison.columns;
    let amount = |one: &Column| is_drawn(one) && matches!(one.phase, Phase::ObservedFirst | Phase::PlannedFirst);
    let partner = |at: usize, code: &str| {
        let like = |one: &Column| amount(one) && one.indicator.as_str() == code;
        all.iter().position(|one| like(one) && one.unit == all[at].unit && one.derived == all[at].derived)
    };
    let mut found = Vec::new();
    for at in (0..all.len()).filter(|at| amount(&all[*at])) {
        match all[at].indicator.as_str() {
            "investment" if let Some(saving) = partner(at, "saving") => {
                found.push(Columns { title: words(page.lang).investment_and_saving.to_owned(), at: vec![at, saving] });
            }
            "saving" if partner(at, "investment").is_some() => {}
            _ => found.push(Columns { title: words::column(&all[at], page.lang), at: vec![at] }),
        }
    }
    found
}

fn chart(page: Page<'_>, columns: &Columns) -> Option<Chart> {
    // A bar to the left of zero would be another chart.
    let bar = |row, at: &usize| page.point(row, *at).filter(|point| point.one.value.low().is_sign_positive());
    let groups: Vec<Group<'_>> = (0..page.comparison.rows.len())
        .filter(|row| page.is_municipality(*row))
        .map(|row| Group { name: page.name(row), bars: columns.at.iter().map(|at| bar(row, at)).collect() })
        .filter(|group| group.bars.iter().any(Option::is_some))
        .collect();
    let count = groups.iter().flat_map(|group| &group.bars).flatten().count();
    (count >= 2).then(|| draw(page, columns, &groups))
}

fn draw(page: Page<'_>, columns: &Columns, groups: &[Group<'_>]) -> Chart {
    let titles: Vec<String> =
        columns.at.iter().map(|at| words::column(&page.comparison.columns[*at], page.lang)).collect();
    let left = label_width(groups.iter().map(|group| group.name.as_str()));
    let points = || groups.iter().flat_map(|group| &group.bars).flatten();
    let scale = Scale::new(points().map(Point::high).fold(0.0, f64::max), left, WIDTH - LABEL);
    let row = BAR * titles.len() as f64 + GAP;
    let head = HEAD + if titles.len() > 1 { LEGEND } else { 0.0 };
    let bottom = head + row * groups.len() as f64;
    let mut body = legend(&titles, left);
    for at in scale.ticks() {
        body += &line(scale.at(at), head, scale.at(at), bottom, "grid");
        let label = tick(at, &page.comparison.columns[columns.at[0]], page.lang);
        body += &silent_text(scale.at(at), bottom + 16.0, "tick", &label);
    }
    for (index, group) in groups.iter().enumerate() {
        let y = head + row * index as f64 + GAP / 2.0;
        let middle = y + BAR * titles.len() as f64 / 2.0;
        body += &silent_text(left - 12.0, middle + 4.0, "name", &group.name);
        for (place, point) in group.bars.iter().enumerate() {
            let Some(point) = point else { continue };
            let said = format!("{}, {}:", group.name, titles[place]);
            let colour = [BLUE, ORANGE][place];
            body += &page.link(point, &said, &bar(page, point, left, y + BAR * place as f64, colour, &scale));
        }
    }
    let described = groups.iter().map(|group| describe(group, &titles)).collect::<Vec<_>>().join("; ");
    Chart {
        title: columns.title.clone(),
        svg: svg(&page.id("bars", columns.at[0]), &columns.title, &described, (WIDTH, bottom + 26.0), &body),
        wide: false,
        sources: sources(points()),
    }
}

fn bar(page: Page<'_>, point: &Point<'_>, left: f64, top: f64, colour: &str, scale: &Scale) -> String {
    let (low, high, height) = (scale.at(point.low()), scale.at(point.high()), BAR - 2.0);
    let full = low - left;
    let mut body =
        format!("<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{full:.1}\" height=\"{height:.1}\" fill=\"{colour}\"/>");
    if high > low {
        let (top, width, height) = (top + 1.0, high - low, height - 2.0);
        body += &format!(
            "<rect x=\"{low:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"#fff\" \
             stroke=\"{colour}\" stroke-width=\"2\"/>"
        );
    }
    let label = match point.one.period {
        Some(period) => format!("{} ({})", point.label, danish::period(period, page.lang)),
        None => point.label.clone(),
    };
    body + &text(high + 8.0, top + BAR - 4.0, "value", &label)
}

/// What the colours mean, where there are two.
fn legend(titles: &[String], left: f64) -> String {
    let (mut body, mut x) = (String::new(), left);
    for (title, colour) in titles.iter().zip([BLUE, ORANGE]).filter(|_| titles.len() > 1) {
        body += &format!("<rect x=\"{x:.1}\" y=\"8\" width=\"16\" height=\"16\" fill=\"{colour}\"/>");
        body += &silent_text(x + 24.0, 21.0, "legend", title);
        x += 60.0 + title.chars().count() as f64 * 7.5;
    }
    body
}

fn describe(group: &Group<'_>, titles: &[String]) -> String {
    let bars =
        group.bars.iter().zip(titles).filter_map(|(bar, title)| Some(format!("{title} {}", bar.as_ref()?.label)));
    format!("{}: {}", group.name, bars.collect::<Vec<_>>().join(", "))
}
