//! What a cell says, line by line; every form of output sets these lines in its own way.
//!
//! Takes a cell and its column, gives [`Line`]s: the value, or the parts that stand for it; what stands beside it; what
//! contradicts it; or why there is none.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{
    Lang, danish, discord, mark, phrase,
    words::{self, words},
};
use crate::{
    comparison::{
        self, Aggregate, Cell, Column, Derived, Measure, Observation, Phase, Role, SourceNumber, Summary, Summed,
    },
    figure::{Dimensions, Statistic, Status, Unit},
    quantity::Value,
};

/// What a line is, for those who set it in type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Value,
    /// One of several values that stand for a total.
    Part,
    /// Time and status of the parts above.
    Common,
    Beside,
    Contradiction,
    Empty,
}

/// What stands behind a value that a person has accepted or corrected.
pub(super) const VERIFIED: char = '✓';
/// What stands behind a value that is of another kind than the year's before; a note under the table says how.
pub(super) const BREAK: char = '‖';

/// One line of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub kind: Kind,
    /// The number with its unit and hedge.
    pub value: String,
    /// What it is a part of, when, and how it stands.
    pub note: String,
    pub sources: Vec<SourceNumber>,
}

impl Line {
    /// Value and note in one.
    pub(super) fn text(&self) -> String {
        [self.value.as_str(), self.note.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The lines of a cell, at least one.
pub(super) fn lines(cell: &Cell, column: &Column, lang: Lang) -> Vec<Line> {
    if let Some(note) = mark::of(cell, column) {
        let claims = cell.contradicting().flat_map(|one| &one.sources);
        let sources = cell.lost.iter().chain(claims).copied().collect();
        return vec![Line { kind: Kind::Empty, value: String::new(), note, sources }];
    }
    let parts = cell.shown().filter(|one| one.role == Role::Part).count();
    let set = |one: &Observation| line(one, column, one.role != Role::Part || parts == 1, lang);
    let (values, beside): (Vec<_>, Vec<_>) = cell.shown().partition(|one| one.is_lead());
    let mut lines = at_most(6, values.iter().map(|one| set(one)).collect(), lang);
    // Parts are of one time and one status, which stand once beneath them.
    if parts > 1
        && let Some(common) = values.first().and_then(|one| bracket(one, column, lang))
    {
        lines.push(Line { kind: Kind::Common, value: String::new(), note: format!("({common})"), sources: Vec::new() });
    }
    lines.extend(at_most(4, beside.iter().map(|one| set(one)).collect(), lang));
    lines.extend(at_most(2, cell.contradicting().map(set).collect(), lang));
    lines
}

/// The first lines, and how many there are besides: a cell is no list, and the card and the exports have them all.
fn at_most(limit: usize, mut lines: Vec<Line>, lang: Lang) -> Vec<Line> {
    // One line more is no longer than the line that says so.
    if lines.len() > limit + 1 {
        let rest = lines.split_off(limit);
        let kind = if rest[0].kind == Kind::Contradiction { Kind::Contradiction } else { Kind::Common };
        let note = format!("… {} {}", rest.len(), words(lang).further);
        let sources = rest.into_iter().flat_map(|line| line.sources).collect();
        lines.push(Line { kind, value: String::new(), note, sources });
    }
    lines
}

fn line(one: &Observation, column: &Column, with_time: bool, lang: Lang) -> Line {
    let words = words(lang);
    let number = number(one, column, lang);
    let (kind, lead) = match one.role {
        Role::Part if !with_time => (Kind::Part, None),
        Role::Value | Role::Part | Role::Other => (Kind::Value, None),
        Role::Lowest | Role::Highest | Role::Outlook => (Kind::Beside, None),
        Role::SameSentence => (Kind::Beside, Some(words.also)),
        Role::OtherGroup => (Kind::Beside, Some(words.other_group)),
        Role::Contradicting => (Kind::Contradiction, Some(words.contradicts)),
    };
    let value = match lead {
        Some(lead) => format!("{lead} {number}"),
        None => number,
    };
    let value = if one.verified { format!("{value}\u{a0}{VERIFIED}") } else { value };
    let time = if with_time { bracket(one, column, lang).map(|time| format!("({time})")) } else { None };
    // A line that contradicts another says so in words.
    let disagrees = !one.findings.is_empty() && kind != Kind::Contradiction;
    let mark = disagrees.then(|| discord::MARK.to_owned());
    let breaks = (!one.breaks.is_empty()).then(|| BREAK.to_string());
    let note = [
        label(one.value, &column.beyond(Cow::Borrowed(&one.dims)), lang).map(|label| clipped(&label)),
        time,
        mark,
        breaks,
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ");
    Line { kind, value, note, sources: one.sources.clone() }
}

/// A document's own label, cut to what a cell can hold; the card and the exports have it whole.
fn clipped(label: &str) -> String {
    const LONGEST: usize = 48;
    if label.chars().count() <= LONGEST {
        return label.to_owned();
    }
    let cut: String = label.chars().take(LONGEST).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole_words} …")
}

/// The number with its hedge, its bound and its unit, as far as the column's title does not give it.
pub(super) fn number(one: &Observation, column: &Column, lang: Lang) -> String {
    let signed = matches!(column.measure, Measure::Change | Measure::ChangePercent)
        && (column.derived.is_some() || column.indicator.as_str() != "staff");
    let value = shown(one.value, one.unit, column);
    let number = phrase::hedged(value, one.statistic, one.approx, one.unit, signed, lang);
    let persons_named = one.unit == Unit::Persons && one.dims.contains_key("profession");
    if persons_named { number } else { with_unit(number, one.unit, column, lang) }
}

fn with_unit(number: String, unit: Unit, column: &Column, lang: Lang) -> String {
    if column.unit.is_none() && !phrase::says_unit(unit) {
        return format!("{number}\u{a0}{}", words::unit(unit, lang));
    }
    number
}

/// A document's own value as it stands, a reckoned one rounded.
pub(super) fn shown(value: Value, unit: Unit, column: &Column) -> Value {
    match column.derived {
        None | Some(Derived::Difference | Derived::Norm) => value,
        Some(_) => comparison::rounded(value, unit),
    }
}

/// What a statistic over the municipalities says in a column; a dash where it cannot say anything.
pub(super) fn summed(summary: &Summary, index: usize, column: &Column, lang: Lang) -> String {
    let Some(one) = summary.cells.get(index).copied().flatten() else { return "–".to_owned() };
    let value = rounded(summary.aggregate, one, column);
    if summary.aggregate == Aggregate::Count {
        return phrase::hedged(value, Statistic::Level, false, one.unit, false, lang);
    }
    let number = phrase::hedged(value, Statistic::Level, one.approx, one.unit, false, lang);
    with_unit(number, one.unit, column, lang)
}

/// What people are shown of a statistic: the lowest and the highest are values of the table, and as they stand there.
pub(super) fn rounded(aggregate: Aggregate, one: Summed, column: &Column) -> Value {
    match aggregate {
        Aggregate::Count => one.value,
        Aggregate::Minimum | Aggregate::Maximum => shown(one.value, one.unit, column),
        _ => comparison::rounded(one.value, one.unit),
    }
}

/// What part of the whole a value is about, in words.
pub(super) fn label(value: Value, dims: &Dimensions, lang: Lang) -> Option<String> {
    let single = value == Value::Exact(Decimal::ONE);
    let parts = comparison::parts(dims);
    // The row of a table whose type is known says the same again in its own words.
    let is_typed = parts.contains_key("placement_type");
    let told = parts.iter().filter(|(key, _)| !(is_typed && *key == "item"));
    let words: Vec<_> = told.map(|(key, value)| words::dimension(key, value, single, lang)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Time and status, as far as the column does not give them.
fn bracket(one: &Observation, column: &Column, lang: Lang) -> Option<String> {
    let words = words(lang);
    let time = match (one.period, column.time) {
        (Some(period), Some(_)) => {
            // The column says the year; only what is finer is news.
            let fine = period.start.month.is_some() || period.last().month.is_some();
            fine.then(|| danish::period(period, lang))
        }
        (Some(period), None) => Some(danish::period(period, lang)),
        // A target stands for no time of its own more often than not.
        (None, _) if one.status != Status::Actual => None,
        (None, _) => Some(words.undated.to_owned()),
    };
    if column.phase == Phase::Planned && column.time.is_some() {
        return Some(joined(time, Some(&planned(one, lang))));
    }
    let expected = match column.phase {
        _ if column.status.is_some() => one.status,
        _ if column.derived == Some(Derived::Norm) => Status::Norm,
        Phase::Observed => Status::Actual,
        Phase::Planned => Status::Target,
        Phase::Prescribed => Status::Norm,
        Phase::ObservedFirst => Status::Actual,
        // Every plan says which sort it is.
        Phase::PlannedFirst => return Some(joined(time, Some(words::status(one.status, lang)))),
    };
    let status = (one.status != expected).then(|| words::status(one.status, lang));
    (time.is_some() || status.is_some()).then(|| joined(time, status))
}

/// Which sort of plan it is, and when it was made.
fn planned(one: &Observation, lang: Lang) -> String {
    let status = words::status(one.status, lang);
    match one.said {
        Some(year) => format!("{status} {} {year}", lang.pick("fra", "from")),
        None => status.to_owned(),
    }
}

fn joined(time: Option<String>, status: Option<&str>) -> String {
    [time, status.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
