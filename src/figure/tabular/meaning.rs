//! What a cell is a figure of: the row speaks first, then the column, the stub, the rows around it, the title.
//!
//! Takes a number with its row and column, gives a [`Meaning`] or nothing.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Column, Header, Number, Reader};
use crate::{
    figure::{
        RuleName, Statistic, Status, Unit,
        vocabulary::{Hit, Role},
    },
    layout::Origin,
    pattern::Regex,
    quantity::{Measure, Period, Value, stated_scale},
    reference::Takes,
};

/// What a cell is a figure of.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    pub indicator: usize,
    pub unit: Unit,
    pub statistic: Statistic,
    /// The value, scale applied and sign settled.
    pub value: Decimal,
    /// Whether the row is a total.
    pub total: bool,
    pub confidence: f64,
    pub rule: RuleName,
    pub unit_rule: RuleName,
}

static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\W*)(?:i\s+alt|ialt|total\w*|sum|samlet|hele\s+kommunen|alle)\b|\bi\s+alt\b|\btotal\b")
        .expect("a pattern")
});
static ANSWER_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:ja|nej|ved\s+ikke|svar(?:\s+i\s+alt)?|antal\s+svar|besvarelser|enig|uenig|delvist)\b")
        .expect("a pattern")
});
static STARTS_TOTAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\W*(?:i\s+alt|ialt|total|sum|samlet)\b").expect("a pattern"));
static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)til/?-?afgang|\bændring|\budvikling\b|\bforskel|\bdifference|\bvækst\b|\bstigning|\bfald\b")
        .expect("a pattern")
});
static SHARE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bandel|\bprocentdel|\bfordeling\b|\bpct\.?\s+af").expect("a pattern"));
static FORECAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bforvent\w*|\bprognose\w*|\bskøn\w*|\bestimat\w*|\bfremskriv\w*|\bforventede").expect("a pattern")
});
static ACCOUNTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bregnskab\w*|\bfaktisk\w*|\brealisere\w*|\bforbrug\w*|\bantal\b").expect("a pattern")
});
static BUDGET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bbudget\w*|\bbevilg\w*|\bvedtag\w*|\bafsat\w*|\bafsættes\b").expect("a pattern")
});
/// Papers that a budget is made of before it is adopted: what stands in them is proposed.
static PROPOSED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^budget(?:bilag|blok|emne|forhandling|forslag|materiale|notat|oplæg|proces|tema|udkast|ønske)")
        .expect("a pattern")
});
static HIGHEST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:højeste?|maks\p{L}*|flest|størst)\b").expect("a pattern"));
static LOWEST: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:laveste?|mindst|færrest|minimum)\b").expect("a pattern"));
static NORM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bvejledende\b|\banbefalet\b|\bnorm(?:tal)?\b|\blovkrav").expect("a pattern"));
static TARGET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bmål(?:tal|sætning\w*|et)?\b|\bønsket\b").expect("a pattern"));

/// A head that says when and in what sense, and not of what: “Regnskab 2022” over prices is the price by the accounts.
static ACCOUNTED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:forventet\s+)?(?:regnskab|budget|forbrug)\s+\d{4}$").expect("a pattern"));

/// A bare amount below this is no money where no unit is stated.
const SMALLEST_AMOUNT: i64 = 1_000;

/// What a cell is a figure of, if its row, column, stub, neighbours or title say.
pub(super) fn of(
    reader: &Reader<'_>,
    row: usize,
    head: Option<&Column>,
    header: &Header,
    number: &Number,
    group: Option<&Meaning>,
) -> Option<Meaning> {
    let label = reader.label(row);
    let column = head.map_or("", |head| head.text.as_str());
    let total = TOTAL.is_match(label);
    let scale = reader.scale(number, head, header);
    if let Some(claim) = super::further::of(reader, head, header, number, scale) {
        return claim;
    }
    // A unit in the column's own head is the cell's, whatever its row counts.
    let amount = stated_scale(column).is_some_and(|scale| scale.measure == Measure::Money);
    let kinds: &[(Takes, Measure)] = match scale.map(|scale| scale.measure) {
        Some(Measure::Money) if amount => &[(Takes::Money, Measure::Money)],
        Some(Measure::Money) => &[(Takes::Money, Measure::Money), (Takes::Count, Measure::Bare)],
        // No main indicator is a length of time in a table.
        Some(measure) if measure.is_duration() => &[],
        Some(_) => &[(Takes::Percent, Measure::Percent)],
        None if number.value.abs() >= Decimal::from(SMALLEST_AMOUNT) => {
            &[(Takes::Money, Measure::Money), (Takes::Count, Measure::Bare)]
        }
        None => &[(Takes::Count, Measure::Bare)],
    };
    for &(takes, measure) in kinds {
        // A unit in the title is the amounts'; a row that counts things below the same title counts all the same.
        let own_count = takes == Takes::Count && scale.is_some_and(|scale| scale.measure == Measure::Money);
        // A few kroner are no amount in these documents: the unit above is another column's.
        let small = scale.is_some_and(|scale| scale.factor == Decimal::ONE && number.unit.is_none());
        if measure == Measure::Money && small && number.value.abs() < Decimal::ONE_HUNDRED {
            continue;
        }
        let found = indicator(reader, label, column, header, takes, group.filter(|_| total || label.is_empty()));
        let Some((indicator, confidence, rule)) = found else { continue };
        if own_count && !matches!(rule, "indicator: row" | "indicator: column") {
            continue;
        }
        if !reader.reference.catalogue.all()[indicator].plausible(Value::Exact(number.value)) && takes == Takes::Count {
            continue;
        }
        return finish(
            reader,
            number,
            Found { indicator, confidence, rule, measure, total, counted: own_count },
            scale,
            head,
        );
    }
    None
}

struct Found {
    indicator: usize,
    confidence: f64,
    rule: RuleName,
    measure: Measure,
    total: bool,
    counted: bool,
}

fn finish(
    reader: &Reader<'_>,
    number: &Number,
    found: Found,
    scale: Option<crate::quantity::Scale>,
    head: Option<&Column>,
) -> Option<Meaning> {
    let column = head.map_or("", |head| head.text.as_str());
    let catalogue = &reader.reference.catalogue;
    let code = catalogue.all()[found.indicator].code.as_str();
    let factor = match (found.measure, scale) {
        (Measure::Money, Some(scale)) => factor(reader, number, scale.factor),
        _ => Decimal::ONE,
    };
    let unit_rule = match (scale, found.measure) {
        _ if found.counted => "unit: the indicator's own",
        (Some(_), _) if number.unit.is_some() => "unit: in the cell",
        (Some(_), _) => "unit: stated for the table",
        (None, Measure::Money) => "unit: by magnitude",
        (None, _) => "unit: the indicator's own",
    };
    let value = number.value.checked_mul(factor)?.normalize();
    let percent = found.measure == Measure::Percent;
    let change = is_change(column) || CHANGE.is_match(reader.label(number.row)) && percent;
    let statistic = match code {
        _ if change && !matches!(code, "net_change" | "saving" | "investment") => Statistic::Change,
        _ if percent && !SHARE.is_match(column) && code == "deficit" => Statistic::Change,
        _ if percent => Statistic::Share,
        "caseload" if HIGHEST.is_match(reader.label(number.row)) => Statistic::Max,
        "caseload" if LOWEST.is_match(reader.label(number.row)) => Statistic::Min,
        "caseload" | "unit_cost" => Statistic::Mean,
        _ => Statistic::Level,
    };
    let value =
        if matches!(code, "saving" | "deficit") && !reader.label(number.row).to_lowercase().contains("mindreforbrug") {
            value.abs()
        } else {
            value
        };
    let doubt = if unit_rule == "unit: by magnitude" { 0.05 } else { 0.0 };
    Some(Meaning {
        indicator: found.indicator,
        unit: reader.unit(found.indicator, found.measure, number.row, head),
        statistic,
        value,
        total: found.total,
        confidence: found.confidence - doubt,
        rule: found.rule,
        unit_rule,
    })
}

/// Whether a column holds differences.
pub(super) fn is_change(column: &str) -> bool {
    CHANGE.is_match(column)
}

/// `468.699` under “Mio. kr.” is 468,699 millions, its comma an English point: four hundred billions are no budget.
pub(super) fn factor(reader: &Reader<'_>, number: &Number, stated: Decimal) -> Decimal {
    let written = number.span.of(reader.text());
    let grouped = written.contains('.') && !written.contains(',');
    let million = Decimal::from(1_000_000);
    if stated == million && grouped && number.value.abs() >= Decimal::from(1_000) {
        Decimal::from(1_000)
    } else {
        stated
    }
}

/// The indicator, how sure it is, and the rule that found it.
fn indicator(
    reader: &Reader<'_>,
    label: &str,
    column: &str,
    header: &Header,
    takes: Takes,
    group: Option<&Meaning>,
) -> Option<(usize, f64, RuleName)> {
    let catalogue = &reader.reference.catalogue;
    let vocabulary = reader.reference.vocabulary();
    let find = |text: &str, weak: bool| -> Option<usize> {
        if text.is_empty() {
            return None;
        }
        let hits = vocabulary.hits(text);
        let needs_met = |of: Option<usize>| {
            of.is_some_and(|index| catalogue.all()[index].needs.is_empty())
                || hits.iter().any(|hit| hit.role == Role::Need && hit.indicator == of)
        };
        let role = |hit: &&Hit| {
            matches!(hit.role, Role::Trigger)
                || weak && hit.role == Role::Weak
                || hit.role == Role::Counted && takes == Takes::Count && needs_met(hit.indicator)
        };
        let countered = |index: usize| {
            hits.iter().any(|hit| hit.role == Role::Counter && hit.indicator.is_none_or(|of| of == index))
        };
        let fits = |index: &usize| catalogue.all()[*index].takes(takes) && !countered(*index);
        hits.iter().filter(role).filter_map(|hit| hit.indicator).find(fits)
    };
    let accounts = |index: usize| {
        matches!(catalogue.all()[index].code.as_str(), "budget" | "expenditure" | "unit_cost" | "net_change")
    };
    // In a survey's table a column of answers counts answers, whatever the question in the row is about.
    if reader.facts.surveyed && ANSWER_HEAD.is_match(column) {
        let survey = catalogue.all().iter().position(|one| one.code.as_str() == "survey_response");
        return survey
            .filter(|index| catalogue.all()[*index].takes(takes))
            .map(|index| (index, 0.85, "indicator: answers"));
    }
    let strong = find(label, false);
    let priced = reader.titles.first().and_then(|title| find(title, false));
    let priced = priced.is_some_and(|index| catalogue.all()[index].code.as_str() == "unit_cost");
    let column = if priced && ACCOUNTED.is_match(column) { "" } else { column };
    // A column that says “udgift pr. sag” makes the cell that, whatever the row counts.
    if takes == Takes::Money
        && let Some(index) = find(column, false).filter(|index| accounts(*index))
        && strong.is_none_or(|index| !accounts(index))
    {
        return Some((index, 0.88, "indicator: column"));
    }
    if let Some(index) = strong {
        return Some((index, 0.9, "indicator: row"));
    }
    let stub = find(&header.stub, false);
    if let Some(index) = stub.filter(|index| accounts(*index)) {
        return Some((index, 0.86, "indicator: stub"));
    }
    if let Some(index) = find(column, false) {
        return Some((index, 0.86, "indicator: column"));
    }
    // “Udgifter i alt” under rows of investments is their total; “Færre anbragte i alt” is a row of its own.
    let spent = |index: usize| catalogue.all()[index].code.as_str() == "expenditure";
    let own =
        |index: &usize| !(STARTS_TOTAL.is_match(label) || group.is_some() && TOTAL.is_match(label) && spent(*index));
    if let Some(index) = find(label, true).filter(own) {
        return Some((index, 0.8, "indicator: row, weakly"));
    }
    if let Some(group) = group.filter(|group| catalogue.all()[group.indicator].takes(takes)) {
        return Some((group.indicator, 0.85, "indicator: rows above"));
    }
    if let Some(index) = find(label, true) {
        return Some((index, 0.8, "indicator: row, weakly"));
    }
    // Without heads of columns a table is a list: only its rows say what they are, unless each is an amount.
    let amounts = reader.table.origin == Origin::Stacked && takes == Takes::Money;
    if header.is_empty() && !amounts {
        return None;
    }
    let above = stub.or_else(|| reader.titles.iter().find_map(|title| find(title, false)));
    if let Some(index) = above {
        return Some((index, 0.72, "indicator: title"));
    }
    reader
        .headings
        .iter()
        .rev()
        .find_map(|heading| find(heading, false))
        .map(|index| (index, 0.6, "indicator: heading"))
}

/// The status of a cell: its column's and row's words, a footnote's mark, the years that the lead-in expects.
pub(super) fn status(
    reader: &Reader<'_>,
    row: usize,
    head: Option<&Column>,
    header: &Header,
    code: &str,
    period: Option<Period>,
) -> (Status, RuleName) {
    let label = reader.label(row);
    let column = head.map_or("", |head| head.text.as_str());
    let near = [column, label, header.stub.as_str()];
    let marked =
        |text: &str| text.contains('*') && FORECAST.is_match(reader.note) && reader.note.trim_start().starts_with('*');
    // A mark beside one cell of the running year's accounts holds for the year: the total is as expected as its parts.
    let cell_mark = reader.note.trim_start().starts_with('*')
        && FORECAST.is_match(reader.note)
        && reader.table.rows.iter().flatten().any(|cell| cell.span.of(reader.text()).trim() == "*");
    let says = |pattern: &Regex| near.iter().any(|text| pattern.is_match(text));
    let lead = reader.titles.iter().any(|title| FORECAST.is_match(title));
    let year = period.map(|period| period.last().year);
    let later = year.zip(reader.facts.year()).is_some_and(|(year, written)| year > written);
    let named = year.is_some_and(|year| {
        reader
            .titles
            .iter()
            .any(|title| FORECAST.find(title).is_some_and(|found| title[found.end()..].contains(&year.to_string())))
    });
    let own = "status: the indicator's own";
    match code {
        "net_change" | "saving" => (Status::Forecast, own),
        "budget" => (Status::Budget, own),
        "investment" => {
            let mut around = std::iter::once(reader.note).chain(reader.titles.iter().map(AsRef::as_ref)).chain(near);
            if around.any(is_adopted) { (Status::Budget, "status: adopted") } else { (Status::Target, own) }
        }
        "expenditure" | "deficit" if says(&FORECAST) || marked(column) || cell_mark && year >= reader.facts.year() => {
            (Status::Forecast, "status: expected")
        }
        "expenditure" | "deficit" => (Status::Actual, own),
        _ if NORM.is_match(label) => (Status::Norm, "status: prescribed"),
        _ if says(&TARGET) => (Status::Target, "status: wanted"),
        _ if says(&FORECAST) || marked(column) => (Status::Forecast, "status: expected"),
        _ if near.into_iter().any(is_adopted) => (Status::Budget, "status: adopted"),
        _ if says(&ACCOUNTS) && !later => (Status::Actual, "status: observed"),
        "unit_cost" if lead => (Status::Forecast, "status: expected by the title"),
        _ if named || lead && later => (Status::Forecast, "status: expected by the title"),
        "placements" | "preventive_measures" | "notifications" | "caseload" | "staff"
            if CHANGE.is_match(column) && lead =>
        {
            (Status::Forecast, "status: expected by the title")
        }
        _ => (Status::Actual, own),
    }
}

/// Whether words speak of an adopted budget, and not only of a paper on the way to one.
fn is_adopted(text: &str) -> bool {
    BUDGET.find_iter(text).any(|word| !PROPOSED.is_match(word.as_str()))
}
