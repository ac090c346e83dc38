//! Investment and saving: two bars for each municipality that has one amount of either.

use super::{BLUE, Chart, ORANGE, Scale, WIDTH, column, label_width, line, place, single, svg, text};
use crate::{
    comparison::{Column, Comparison, Observation},
    figure::Unit,
    present::{
        Lang, cell, danish,
        words::{self, words},
    },
    quantity::Value,
};

const BAR: f64 = 16.0;
const ROW: f64 = 52.0;
const HEAD: f64 = 40.0;

struct Pair {
    name: String,
    bars: [Option<Bar>; 2],
}

struct Bar {
    length: f64,
    label: String,
}

/// The chart, where at least two amounts can be drawn.
pub(super) fn chart(comparison: &Comparison, lang: Lang) -> Option<Chart> {
    let find = |code: &str| column(comparison, |one| one.indicator.as_str() == code && one.unit == Some(Unit::Dkk));
    let at = [find("investment"), find("saving")];
    let pairs: Vec<Pair> = comparison
        .rows
        .iter()
        .filter(|row| row.municipality.is_municipality())
        .map(|row| Pair {
            name: words::named(&row.names, lang).to_owned(),
            bars: at.map(|at| single(&row.cells[at?]).and_then(|one| bar(one, &comparison.columns[at?], lang))),
        })
        .filter(|pair| pair.bars.iter().any(Option::is_some))
        .collect();
    let count = pairs.iter().flat_map(|pair| &pair.bars).flatten().count();
    let titles = at.map(|at| at.map(|at| words::column(&comparison.columns[at], lang)).unwrap_or_default());
    (count >= 2).then(|| draw(&pairs, &titles, lang))
}

fn bar(one: &Observation, column: &Column, lang: Lang) -> Option<Bar> {
    let mut label = cell::number(one, column, lang);
    if let Some(period) = one.period {
        label += &format!(" ({})", danish::period(period, lang));
    }
    // A bar to the left of zero would be another chart.
    one.value.low().is_sign_positive().then(|| Bar { length: place(one.value.high()), label })
}

fn draw(pairs: &[Pair], titles: &[String; 2], lang: Lang) -> Chart {
    let words = words(lang);
    let left = label_width(&pairs.iter().map(|pair| pair.name.clone()).collect::<Vec<_>>());
    let largest = pairs.iter().flat_map(|pair| &pair.bars).flatten().map(|bar| bar.length).fold(0.0, f64::max);
    // Room for a label behind the longest bar.
    let scale = Scale::new(largest, left, WIDTH - 180.0);
    let bottom = HEAD + ROW * pairs.len() as f64;
    let mut body = String::new();
    let mut x = left;
    for (title, colour) in titles.iter().zip([BLUE, ORANGE]) {
        body += &format!("<rect x=\"{x:.1}\" y=\"8\" width=\"16\" height=\"16\" fill=\"{colour}\"/>");
        body += &text(x + 24.0, 21.0, "legend", title);
        x += 60.0 + title.chars().count() as f64 * 7.5;
    }
    for tick in scale.ticks() {
        body += &line(scale.at(tick), HEAD, scale.at(tick), bottom, "grid");
        let label = rust_decimal::Decimal::try_from(tick).unwrap_or_default().round();
        body +=
            &text(scale.at(tick), bottom + 16.0, "tick", &danish::value(Value::Exact(label), Unit::Dkk, false, lang));
    }
    for (index, pair) in pairs.iter().enumerate() {
        let y = HEAD + ROW * index as f64 + (ROW - 2.0 * BAR) / 2.0;
        body += &text(left - 12.0, y + BAR + 4.0, "name", &pair.name);
        for (place, (bar, colour)) in pair.bars.iter().zip([BLUE, ORANGE]).enumerate() {
            let Some(bar) = bar else { continue };
            let (top, end) = (y + BAR * place as f64, scale.at(bar.length));
            body += &format!(
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{colour}\"/>",
                end - left,
                BAR - 2.0
            );
            body += &text(end + 8.0, top + BAR - 4.0, "value", &bar.label);
        }
    }
    let described = pairs.iter().map(|pair| describe(pair, titles)).collect::<Vec<_>>().join("; ");
    Chart {
        title: words.investment_and_saving.to_owned(),
        svg: svg("chart-money", words.investment_and_saving, &described, bottom + 26.0, &body),
    }
}

fn describe(pair: &Pair, titles: &[String; 2]) -> String {
    let bars = pair.bars.iter().zip(titles).filter_map(|(bar, title)| Some(format!("{title} {}", bar.as_ref()?.label)));
    format!("{}: {}", pair.name, bars.collect::<Vec<_>>().join(", "))
}
