//! Caseloads now and wanted: a row for each municipality, a bar for a range, the norm as a band behind.

use super::{BLUE, Chart, ORANGE, Scale, WIDTH, column, label_width, line, place, single, svg, text};
use crate::{
    comparison::{Comparison, Observation, Phase},
    figure::Unit,
    present::{
        Lang, cell,
        words::{self, words},
    },
};

const ROW: f64 = 34.0;
const HEAD: f64 = 44.0;

struct Pair<'a> {
    name: String,
    now: Option<(&'a Observation, String)>,
    target: Option<(&'a Observation, String)>,
}

/// The chart, where at least two values can be drawn.
pub(super) fn chart(comparison: &Comparison, lang: Lang) -> Option<Chart> {
    let find = |phase| column(comparison, |one| one.indicator.as_str() == "caseload" && one.phase == phase);
    let at = [find(Phase::Observed), find(Phase::Planned), find(Phase::Prescribed)];
    let value = |row: usize, at: Option<usize>| {
        let one = single(&comparison.rows[row].cells[at?])?;
        Some((one, cell::number(one, &comparison.columns[at?], lang)))
    };
    let pairs: Vec<Pair<'_>> = (0..comparison.rows.len())
        .map(|row| Pair {
            name: words::capital(words::named(&comparison.rows[row].names, lang)),
            now: value(row, at[0]),
            target: value(row, at[1]),
        })
        .filter(|pair| pair.now.is_some() || pair.target.is_some())
        .collect();
    let count =
        pairs.iter().map(|pair| usize::from(pair.now.is_some()) + usize::from(pair.target.is_some())).sum::<usize>();
    let norm = (0..comparison.rows.len()).find_map(|row| value(row, at[2])).map(|(one, _)| one);
    (count >= 2).then(|| draw(&pairs, norm, lang))
}

fn draw(pairs: &[Pair<'_>], norm: Option<&Observation>, lang: Lang) -> Chart {
    let words = words(lang);
    let left = label_width(&pairs.iter().map(|pair| pair.name.clone()).collect::<Vec<_>>());
    let all = pairs.iter().flat_map(|pair| [&pair.now, &pair.target]).flatten().map(|(one, _)| *one).chain(norm);
    let largest = all.map(|one| place(one.value.high())).fold(0.0, f64::max);
    let scale = Scale::new(largest * 1.08, left, WIDTH - 40.0);
    let bottom = HEAD + ROW * pairs.len() as f64;
    let mut body = legend(left, norm.is_some(), lang);
    if let Some(norm) = norm {
        let (from, to) = (scale.at(place(norm.value.low())), scale.at(place(norm.value.high())));
        let width = (to - from).max(2.0);
        body += &format!(
            "<rect x=\"{from:.1}\" y=\"{HEAD:.1}\" width=\"{width:.1}\" height=\"{:.1}\" class=\"norm\"/>",
            bottom - HEAD
        );
    }
    for tick in scale.ticks() {
        body += &line(scale.at(tick), HEAD, scale.at(tick), bottom, "grid");
        body += &text(scale.at(tick), bottom + 16.0, "tick", &format!("{tick}"));
    }
    let unit = words::capital(words::unit(Unit::CasesPerCaseworker, lang));
    body += &text((left + WIDTH - 40.0) / 2.0, bottom + 36.0, "axis", &unit);
    for (index, pair) in pairs.iter().enumerate() {
        body += &row(pair, HEAD + ROW * (index as f64 + 0.5), left, &scale);
    }
    let described = pairs.iter().map(|pair| describe(pair, lang)).collect::<Vec<_>>().join("; ");
    Chart {
        title: words.now_and_target.to_owned(),
        svg: svg("chart-caseload", words.now_and_target, &described, bottom + 46.0, &body),
    }
}

fn row(pair: &Pair<'_>, y: f64, left: f64, scale: &Scale) -> String {
    let mut body = text(left - 12.0, y + 4.0, "name", &pair.name);
    let middle = |one: &Observation| (scale.at(place(one.value.low())) + scale.at(place(one.value.high()))) / 2.0;
    if let (Some((now, _)), Some((target, _))) = (&pair.now, &pair.target) {
        body += &line(middle(now), y, middle(target), y, "link");
    }
    let target_below = match (&pair.now, &pair.target) {
        (Some((now, _)), Some((target, _))) => middle(target) <= middle(now),
        _ => false,
    };
    if let Some((target, label)) = &pair.target {
        body += &mark(target, label, y, scale, false, target_below);
    }
    if let Some((now, label)) = &pair.now {
        body += &mark(now, label, y, scale, true, !target_below && pair.target.is_some());
    }
    body
}

/// A disc for now, a diamond for a target, drawn out to a bar for a range; the label outside, away from the other.
fn mark(one: &Observation, label: &str, y: f64, scale: &Scale, now: bool, label_left: bool) -> String {
    let (from, to) = (scale.at(place(one.value.low())), scale.at(place(one.value.high())));
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
        true => body + &text(from - 12.0, y + 4.0, "value left", label),
        false => body + &text(to + 12.0, y + 4.0, "value", label),
    }
}

fn legend(left: f64, norm: bool, lang: Lang) -> String {
    let words = words(lang);
    let mut body = format!("<circle cx=\"{:.1}\" cy=\"16\" r=\"6\" fill=\"{BLUE}\"/>", left + 6.0);
    body += &text(left + 18.0, 20.0, "legend", words.now);
    body += &format!(
        "<path d=\"M{:.1} 9l7 7l-7 7l-7-7z\" fill=\"#fff\" stroke=\"{ORANGE}\" stroke-width=\"2.5\"/>",
        left + 72.0
    );
    body += &text(left + 86.0, 20.0, "legend", words.target);
    if norm {
        body += &format!("<rect x=\"{:.1}\" y=\"8\" width=\"16\" height=\"16\" class=\"norm\"/>", left + 134.0);
        body += &text(left + 156.0, 20.0, "legend", words.norm);
    }
    body
}

fn describe(pair: &Pair<'_>, lang: Lang) -> String {
    let words = words(lang);
    let part =
        |word: &str, one: &Option<(&Observation, String)>| one.as_ref().map(|(_, label)| format!("{word} {label}"));
    let parts: Vec<String> =
        [part(words.now, &pair.now), part(words.target, &pair.target)].into_iter().flatten().collect();
    format!("{}: {}", pair.name, parts.join(", "))
}
