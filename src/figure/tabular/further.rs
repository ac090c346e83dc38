//! Cells of the further indicators, and of a user's own: refunds, volumes, times, prices a day.
//!
//! Takes a number with its row and column, gives its [`Meaning`] where the row, the column or the title names such an
//! indicator. A cell that they name for adults or another service is none, but none of a main indicator either; what a user
//! calls his own counts whatever the table is about. Refuses a length of time whose unit nothing says.

use std::{cmp::Reverse, rc::Rc};

use rust_decimal::Decimal;

use super::{
    Reader,
    cells::Number,
    columns::{Column, Header},
    follow_up::YEARLY,
    magnitude::factor,
    meaning::{Meaning, TOTAL, is_change},
};
use crate::{
    figure::{
        RuleName, Statistic, Unit,
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::{Measure, Scale, Value},
    reference::Takes,
};

/// A price below this is no amount where no unit is stated.
const SMALLEST_PRICE: i64 = 100;

/// So many for each child or each thousand: no count of anything.
static RATIO: Pattern = Pattern::new(r"(?i)^[^\d]*\bpr\.?\s*(?:barn|elev|100|1\.?000|10\.?000)\b");

/// What a cell is of a further indicator: nothing where none is named, `Some(None)` where it is named but does not count.
pub(super) fn of(
    reader: &Reader<'_>,
    head: Option<&Column>,
    header: &Header,
    number: &Number,
    scale: Option<Scale>,
) -> Option<Option<Meaning>> {
    let label = reader.label(number.row);
    let column = head.map_or("", |head| head.text.as_str());
    let title = reader.titles.first().copied().unwrap_or_default();
    let counts = scale.is_none() && number.value < Decimal::ONE_THOUSAND;
    if counts && [label, column].iter().any(|text| is_ratio(reader, text)) {
        return Some(None);
    }
    let (index, confidence, rule) = found(reader, [label, column, &header.stub, title])?;
    let one = &reader.reference.catalogue.all()[index];
    let said = [label, column, title];
    let kinds = one.takes.iter();
    let mut measured =
        kinds.filter_map(|takes| Some((*takes, measured(reader, *takes, one.unit, number, scale, said)?)));
    let (takes, (unit, times, unit_rule)) = measured.next()?;
    let value = number.value.checked_mul(times)?.normalize();
    if !one.plausible(Value::Exact(value)) {
        return None;
    }
    let statistic = match takes {
        _ if is_change(column) => Statistic::Change,
        Takes::Percent => Statistic::Share,
        _ if one.mean => Statistic::Mean,
        _ => Statistic::Level,
    };
    let meaning = Meaning {
        indicator: index,
        unit,
        statistic,
        value,
        total: TOTAL.is_match(label),
        account: None,
        confidence,
        rule,
        unit_rule,
    };
    let ours = one.own && !one.further || is_about_children(reader, [label, column]);
    Some(ours.then_some(meaning))
}

/// What names an indicator around a cell, nearest first: how sure that is, and the rules for a further one and for one of
/// the user's own.
const PLACES: [(f64, RuleName, RuleName); 4] = [
    (0.88, "indicator: a further one, by the row's label", "indicator: the user's own, by the row's label"),
    (0.86, "indicator: a further one, by the column's head", "indicator: the user's own, by the column's head"),
    (
        0.84,
        "indicator: a further one, by the head above the row labels",
        "indicator: the user's own, by the head above the row labels",
    ),
    (0.72, "indicator: a further one, by the table's title", "indicator: the user's own, by the table's title"),
];

/// The indicator that the row, the column, the head above the row labels or the title names; a user's own goes first.
fn found(reader: &Reader<'_>, around: [&str; 4]) -> Option<(usize, f64, RuleName)> {
    let [label, column, ..] = around;
    let of = |own: bool, (text, place): (&str, (f64, RuleName, RuleName))| {
        let (sure, further, users) = place;
        let index = named(reader, text, own).filter(|index| needs_met(reader, *index, &around))?;
        Some((index, sure, if own { users } else { further }))
    };
    // A title says what is counted only where nothing nearer says otherwise.
    let free = !speaks(reader, label) && !speaks(reader, column);
    let places = || around.into_iter().zip(PLACES).take(if free { 4 } else { 3 });
    places().find_map(|place| of(true, place)).or_else(|| places().find_map(|place| of(false, place)))
}

/// The further indicator that a text names, or the user's own, unless a word of it speaks against that.
fn named(reader: &Reader<'_>, text: &str, own: bool) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    let hits = hits(reader, text);
    let counters = |index: usize| hits.iter().any(|hit| hit.role == Role::Counter && hit.indicator == Some(index));
    let of = |roles: &'static [Role]| {
        let fits = move |hit: &&Hit| hit.own == own && roles.contains(&hit.role);
        hits.iter().filter(fits).filter(|hit| hit.indicator.is_some_and(|index| !counters(index)))
    };
    if !own {
        return of(&[Role::Trigger, Role::Counted]).next()?.indicator;
    }
    // “Klager pr. 1.000 børn” names the rate, though “klager” alone is the name of another.
    let strong = of(&[Role::Trigger, Role::Counted, Role::Ahead, Role::Behind]);
    let longest = strong.min_by_key(|hit| (hit.span.start, Reverse(hit.span.len())));
    longest.or_else(|| of(&[Role::Weak]).next().filter(|_| !speaks(reader, text)))?.indicator
}

/// Whether one of the words that a user's own indicator needs stands around a cell.
fn needs_met(reader: &Reader<'_>, index: usize, around: &[&str; 4]) -> bool {
    let one = &reader.reference.catalogue.all()[index];
    let need = |hit: &Hit| hit.role == Role::Need && hit.indicator == Some(index);
    let met = |text: &&str| hits(reader, text).iter().any(need);
    !one.own || one.needs.is_empty() || around.iter().chain(&reader.headings).any(met)
}

/// Whether a text makes its number so many for each, unless a user's own indicator is called that.
fn is_ratio(reader: &Reader<'_>, text: &str) -> bool {
    RATIO.find(text).is_some_and(|found| {
        let own = |hit: &Hit| hit.own && hit.span.end >= found.end();
        !hits(reader, text).iter().any(own)
    })
}

/// Whether a label is nothing but the name of a user's own indicator, with its unit: it breaks nothing down.
pub(super) fn is_name(reader: &Reader<'_>, indicator: usize, label: &str) -> bool {
    static BESIDE: Pattern = Pattern::new(
        r"(?i)^(?:[^\p{L}(]|\([^)]*\)|\b(?:antal(?:let)?|gennemsnitlige?|gns|i|af|dage|uger|måneder|mdr|pct|procent|kr|t|tkr|mio)\b)*$",
    );
    let hits = hits(reader, label);
    let mut words = hits.iter().filter(|hit| hit.own && hit.indicator == Some(indicator)).map(|hit| hit.span);
    let Some(first) = words.next() else { return false };
    let whole = words.fold(first, |whole, span| whole.cover(span));
    BESIDE.is_match(&label[..whole.start]) && BESIDE.is_match(&label[whole.end..])
}

/// The words in a text of the indicators apart from the main ones.
fn hits(reader: &Reader<'_>, text: &str) -> Rc<[Hit]> {
    reader.asked.apart.of(text, |text| reader.reference.vocabulary_apart().hits(text).into())
}

/// Whether a text names a main indicator; a noun that could be counted (“psykolog”) may be what the title's list is for.
fn speaks(reader: &Reader<'_>, text: &str) -> bool {
    let hits = reader.hits(text);
    hits.iter().any(|hit| hit.role == Role::Trigger && hit.indicator.is_some())
}

/// The unit of a cell, what to multiply it by, and the rule; nothing where the number is of another kind.
fn measured(
    reader: &Reader<'_>,
    takes: Takes,
    own: Unit,
    number: &Number,
    scale: Option<Scale>,
    said: [&str; 3],
) -> Option<(Unit, Decimal, &'static str)> {
    let rule = match (number.unit, scale) {
        (Some(_), _) => "unit: in the cell",
        (None, Some(_)) => "unit: stated for the table",
        (None, None) => "unit: the indicator's own",
    };
    match (takes, scale.map(|scale| scale.measure)) {
        (Takes::Money, Some(Measure::Money)) => {
            Some((own, scale.map_or(Decimal::ONE, |scale| factor(reader, number, scale.factor).0), rule))
        }
        (Takes::Money, None) if number.value.abs() >= Decimal::from(SMALLEST_PRICE) => {
            Some((own, Decimal::ONE, "unit: by magnitude"))
        }
        (Takes::Percent, Some(measure)) if measure.is_percent() => Some((Unit::Percent, Decimal::ONE, rule)),
        (Takes::Count, None | Some(Measure::Money)) if number.unit.is_none() => {
            Some((own, Decimal::ONE, "unit: the indicator's own"))
        }
        (Takes::Duration, Some(Measure::Days)) => Some((Unit::Days, Decimal::ONE, rule)),
        (Takes::Duration, Some(Measure::Weeks)) => Some((Unit::Weeks, Decimal::ONE, rule)),
        (Takes::Duration, Some(Measure::Months)) => Some((Unit::Months, Decimal::ONE, rule)),
        (Takes::Duration, Some(Measure::PerYear)) => Some((Unit::PerYear, Decimal::ONE, rule)),
        (Takes::Duration, None) if own == Unit::PerYear && said.iter().any(|text| YEARLY.is_match(text)) => {
            Some((own, Decimal::ONE, "unit: stated for the table"))
        }
        (Takes::Duration, None) => {
            said.iter().find_map(|text| time(text)).map(|unit| (unit, Decimal::ONE, "unit: stated for the table"))
        }
        _ => None,
    }
}

/// The length of time that a label or a title counts in: `Sagsbehandlingstid (uger)`.
pub(super) fn time(text: &str) -> Option<Unit> {
    let text = text.to_lowercase();
    let word = |wanted: &[&str]| text.split(|c: char| !c.is_alphabetic()).any(|word| wanted.contains(&word));
    [(Unit::Days, ["dage", "hverdage"]), (Unit::Weeks, ["uger", "uge"]), (Unit::Months, ["måneder", "mdr"])]
        .into_iter()
        .find_map(|(unit, words)| word(&words).then_some(unit))
}

/// Whether a cell is about children: by its row and column, then the titles and headings, then the document's beginning.
fn is_about_children(reader: &Reader<'_>, near: [&str; 2]) -> bool {
    let area = reader.reference.area();
    let texts = near.into_iter().chain(reader.titles.iter().copied()).chain(reader.headings.iter().rev().copied());
    let said = texts.filter_map(|text| area.title(text)).next();
    said.unwrap_or_else(|| reader.facts.about_children(reader.document, reader.reference))
}
