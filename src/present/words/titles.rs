//! What tables, columns and rows are called.
//!
//! Takes them, gives their titles in a language; the words come from the file above.

use std::borrow::Cow;

use super::{Lang, capital, named, unit};
use crate::{
    comparison::{Column, Comparison, Derived, Measure, Names, Phase, Row},
    figure::MunicipalityCode,
    present::danish,
};

/// A column's title: indicator, how it is measured, now or planned, what was done to its values.
pub(in super::super) fn column(column: &Column, lang: Lang) -> String {
    title(column, derived(column, lang), lang)
}

fn title(column: &Column, derived: Option<String>, lang: Lang) -> String {
    let told_by = column.unit.filter(|unit| unit.is_duration() || column.told_by_unit);
    if let Some(given) = &column.title {
        let unit = column.unit.filter(|_| column.told_by_unit).map(|one| unit(one, lang));
        let said = [Some(named(given, lang)), unit, derived.as_deref()];
        return said.into_iter().flatten().collect::<Vec<_>>().join(", ");
    }
    let words = super::words(lang);
    let name = capital(named(&column.names, lang));
    let phase = match column.phase {
        _ if column.derived == Some(Derived::RealisedLessPlanned) => None,
        Phase::Observed if column.time.is_some() => Some(lang.pick("realiseret", "realised")),
        Phase::Planned if column.time.is_some() => Some(lang.pick("planlagt", "planned")),
        _ if column.status.is_some() => column.status.map(|status| super::status(status, lang)),
        Phase::Observed => Some(words.now),
        Phase::Planned => Some(words.target),
        Phase::Prescribed => Some(words.norm),
        Phase::ObservedFirst | Phase::PlannedFirst => None,
    };
    let is_staff = column.measure == Measure::Change && column.indicator.as_str() == "staff";
    let name = if is_staff { words.added_staff.to_owned() } else { name };
    let measure = match column.measure {
        Measure::Change if column.derived == Some(Derived::RealisedLessPlanned) => {
            Some(lang.pick("forskel", "difference"))
        }
        Measure::Change if is_staff => None,
        Measure::Amount => None,
        // An indicator that is a rate needs no second word for it.
        Measure::Share if column.indicator.as_str().ends_with("_rate") => None,
        Measure::Share if column.indicator.as_str().ends_with("_share") => None,
        Measure::Share => Some(words.share),
        Measure::Change => Some(words.change),
        Measure::ChangePercent => Some(words.percent_change),
    };
    // A time in weeks is none in months, and its number does not say which.
    let name = match told_by {
        Some(one) => format!("{name} ({})", unit(one, lang)),
        None => name,
    };
    let part = part(column, lang);
    let said = [Some(name.as_str()), part.as_deref(), measure, phase, derived.as_deref()];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The part of a breakdown that a column is for.
fn part(column: &Column, lang: Lang) -> Option<Cow<'_, str>> {
    column.part.as_ref().map(|part| match &part.value {
        Some(value) => super::dimension(&part.breakdown, value, false, lang),
        None => super::words(lang).whole.into(),
    })
}

/// What was done to a column's values.
fn derived(column: &Column, lang: Lang) -> Option<String> {
    let in_prices = |year: u16| match lang {
        Lang::Da => format!("i {year}-priser"),
        Lang::En => format!("in {year} prices"),
    };
    Some(match column.derived? {
        Derived::Prices { year } => in_prices(year),
        Derived::PerCapita { ages, per, prices, counted } => {
            let ages = ages.name().replace('-', "–");
            let head = match (lang, per) {
                (Lang::Da, 1) => format!("pr. {ages}-årig"),
                (Lang::Da, _) => format!("pr. 1.000 {ages}-årige"),
                (Lang::En, 1) => format!("per person aged {ages}"),
                (Lang::En, _) => format!("per 1,000 aged {ages}"),
            };
            let counted =
                counted.map(|day| format!("{} {}", lang.pick("folketal", "population"), danish::period(day, lang)));
            [Some(head), prices.map(in_prices), counted].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        Derived::Norm => lang.pick("norm på tallets tid", "norm at its time").to_owned(),
        Derived::ShareOfTypes => lang.pick("beregnet af antal", "reckoned from counts").to_owned(),
        Derived::Difference | Derived::DifferencePercent | Derived::RealisedLessPlanned => return None,
    })
}

/// The same with the year, where years stand across.
pub(crate) fn column_with_time(one: &Column, lang: Lang) -> String {
    match one.time {
        Some(_) => format!("{}, {}", column(one, lang), time(one)),
        None => column(one, lang),
    }
}

/// The time of a column where years stand across; empty where they do not.
fn time(one: &Column) -> String {
    match one.time {
        Some(time) if time.is_single() => time.first.to_string(),
        Some(time) => format!("{}–{}", time.first, time.last),
        None => String::new(),
    }
}

/// What a column is headed by: the year where years stand across, else its title.
pub(in super::super) fn heading(one: &Column, lang: Lang) -> String {
    match one.derived {
        _ if one.time.is_none() => column(one, lang),
        // Several indicators can stand side by side here.
        _ if matches!(one.phase, Phase::Planned | Phase::Observed) => column_with_time(one, lang),
        Some(Derived::Difference) => format!("{} {}", capital(super::words(lang).change), time(one)),
        Some(Derived::DifferencePercent) => {
            format!("{} {}{}", capital(super::words(lang).change), time(one), lang.pick(", procent", ", percent"))
        }
        Some(Derived::ShareOfTypes) => {
            let share = super::words(lang).share;
            format!("{}, {share}, {}", time(one), part(one, lang).unwrap_or_default())
        }
        _ => match derived(one, lang) {
            Some(derived) => format!("{}, {derived}", time(one)),
            None => time(one),
        },
    }
}

/// What a table is called.
pub(in super::super) fn table_title(comparison: &Comparison, lang: Lang) -> String {
    match (&comparison.title, &comparison.by_year, comparison.columns.first()) {
        (Some(title), ..) => named(title, lang).to_owned(),
        (None, Some(_), Some(first)) => {
            // The first year's column may be one that was reckoned, and says for itself what from.
            format!("{} {}", title(first, None, lang), super::words(lang).by_year)
        }
        _ => super::words(lang).overview.to_owned(),
    }
}

/// A row's name with its official code, its group before it.
pub(in super::super) fn row_name(row: &Row, lang: Lang) -> String {
    let name = place_name(&row.names, &row.municipality, lang);
    row.group.as_ref().map_or(name.clone(), |group| format!("{group}: {name}"))
}

/// The same of a place by itself.
pub(in super::super) fn place_name(names: &Names, code: &MunicipalityCode, lang: Lang) -> String {
    let name = capital(named(names, lang));
    if code.is_municipality() { format!("{name} ({code})") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comparison::{
            Coverage, Indicators, Query, compare,
            sample::{Make, placed, records},
        },
        figure::{IndicatorCode, Status::Actual, Unit},
        reference::Reference,
    };

    fn titles<const N: usize>(made: [Make; N]) -> Vec<String> {
        let indicators = Indicators::These(vec![IndicatorCode("placements".into())]);
        let query = Query { indicators, ..Query::default() };
        let table = compare(records(made).leak(), &query, &Coverage::default(), Reference::in_use());
        table.columns.iter().map(|one| column(one, Lang::Da)).collect()
    }

    #[test]
    fn the_unit_is_told_where_nothing_else_tells_two_columns_apart() {
        let children = placed("320", "38", Actual).unit(Unit::Persons);
        assert_eq!(
            titles([placed("265", "41", Actual), children]),
            ["Anbringelser, nu", "Anbringelser (personer), nu"]
        );
        let share = placed("320", "40", Actual).unit(Unit::Percent);
        assert_eq!(titles([placed("265", "41", Actual), share]), ["Anbringelser, nu", "Anbringelser, andel, nu"]);
    }
}
