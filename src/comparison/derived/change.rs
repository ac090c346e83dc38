//! What changed from one year to another: the later value less the earlier, and in percent of it.
//!
//! Takes a table with years across, adds two columns for every step, or for the first and the last year. Refuses to
//! subtract what is not of the same kind, what is only parts, a bound, or a value that another source contradicts: the
//! cell is empty and says so. A range less a value is a range, and a hedge stays.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::{
    super::{Break, Cell, Column, Empty, Measure, Names, Observation, Role, Row, Years, series},
    Comparison, Derived, quotient,
};
use crate::{
    figure::{Statistic, Unit},
    present::{Lang, written},
    quantity::{Date, Period, Value},
};

/// Between which years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// From each year to the next.
    Steps,
    /// From the first year to the last.
    Ends,
}

impl FromStr for Change {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "steps" => Ok(Change::Steps),
            "ends" => Ok(Change::Ends),
            _ => Err(format!("“{text}” is not one of steps, ends")),
        }
    }
}

/// Adds the columns with what changed.
pub(super) fn add(comparison: &mut Comparison, change: Change) {
    let mut years: Vec<(Years, usize)> = comparison.columns.iter().enumerate().filter_map(year).collect();
    years.sort_unstable();
    let pairs: Vec<[(Years, usize); 2]> = match (change, years.as_slice()) {
        (Change::Steps, years) => years.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
        (Change::Ends, [first, .., last]) => vec![[*first, *last]],
        (Change::Ends, _) => Vec::new(),
    };
    for [(first, from), (last, to)] in &pairs {
        let time = Some(Years { first: first.first, last: last.first });
        let base = comparison.columns[*to].clone();
        for derived in kinds(&base) {
            let (measure, unit) = match derived {
                Derived::DifferencePercent => (Measure::ChangePercent, Some(Unit::Percent)),
                _ => (Measure::Change, base.unit),
            };
            comparison.columns.push(Column { time, measure, unit, derived: Some(*derived), ..base.clone() });
            for row in &mut comparison.rows {
                let cell = if recounted_between(row, &years, first.first, last.first) {
                    Cell::without(Empty::Incomparable)
                } else {
                    between(row, *from, *to, *derived, &[])
                };
                row.cells.push(cell);
            }
        }
    }
    if !pairs.is_empty() {
        comparison.notes.push(rule());
    }
}

/// A single year's own column, with its place.
fn year((at, column): (usize, &Column)) -> Option<(Years, usize)> {
    let time = column.time.filter(|time| time.is_single() && column.derived.is_none())?;
    Some((time, at))
}

/// Of a percentage only the difference, in percentage points: a percentage of it would be read as one.
fn kinds(column: &Column) -> &'static [Derived] {
    if column.unit == Some(Unit::Percent) {
        &[Derived::Difference]
    } else {
        &[Derived::Difference, Derived::DifferencePercent]
    }
}

/// Whether the row is counted otherwise in some year after the first.
fn recounted_between(row: &Row, years: &[(Years, usize)], first: u16, last: u16) -> bool {
    let after = years.iter().filter(|(time, _)| first < time.first && time.first <= last);
    let mut values = after.flat_map(|(_, at)| row.cells[*at].leads());
    values.any(|one| one.breaks.contains(&Break::Method))
}

/// What one cell of a row is more than another; `allowed` are differences in kind that do not matter.
pub(in super::super) fn between(row: &Row, from: usize, to: usize, derived: Derived, allowed: &[Break]) -> Cell {
    let (earlier, later) = (&row.cells[from], &row.cells[to]);
    let reckoned = whole(earlier).and_then(|a| Ok((a, whole(later)?))).and_then(|(a, b)| {
        let differs = series::differ(earlier, later).iter().any(|kind| !allowed.contains(kind));
        if differs || !row.is_one_place() { Err(Empty::Incomparable) } else { difference(a, b, derived) }
    });
    match reckoned {
        Ok(one) => Cell { observations: vec![one], ..Cell::default() },
        Err(reason) => Cell::without(reason),
    }
}

/// The one value of a cell that can be reckoned with.
fn whole(cell: &Cell) -> Result<&Observation, Empty> {
    let mut leads = cell.leads();
    let Some(lead) = leads.next() else {
        return Err(cell.empty.filter(|reason| *reason == Empty::Contradicted).unwrap_or(Empty::ValueMissing));
    };
    match lead.statistic {
        _ if leads.next().is_some() => Err(Empty::OnlyParts),
        _ if cell.contradicting().next().is_some() => Err(Empty::Contradicted),
        // “At least 20” less “at most 30” says nothing.
        Statistic::Min | Statistic::Max => Err(Empty::Incomparable),
        _ => Ok(lead),
    }
}

fn difference(a: &Observation, b: &Observation, derived: Derived) -> Result<Observation, Empty> {
    let percent = derived == Derived::DifferencePercent;
    let value = if percent { percentage(a.value, b.value) } else { b.value.minus(a.value) };
    let mut sources = a.sources.clone();
    sources.extend(b.sources.iter().filter(|number| !a.sources.contains(number)));
    let start = a.period.map(|period| period.start.year);
    let end = b.period.map(|period| period.last().year);
    Ok(Observation {
        role: Role::Value,
        statistic: Statistic::Change,
        value: value.ok_or(Empty::Incomparable)?,
        approx: a.approx || b.approx,
        unit: if percent { Unit::Percent } else { b.unit },
        period: start.zip(end).map(|(start, end)| Period::span(Date::year(start), Date::year(end))),
        // Both have to be right.
        confidence: (a.confidence * b.confidence * 1000.0).round() / 1000.0,
        verified: a.verified && b.verified,
        sources,
        findings: Vec::new(),
        computed: Some(Names::new(formula(a, b, percent, Lang::Da), formula(a, b, percent, Lang::En))),
        breaks: Vec::new(),
        said: None,
        ..b.clone()
    })
}

/// How much more the later is than the earlier, in percent of the earlier; `None` where that is nothing or less.
fn percentage(a: Value, b: Value) -> Option<Value> {
    let ends = [(b.low(), a.low()), (b.low(), a.high()), (b.high(), a.low()), (b.high(), a.high())];
    let mut all = Vec::new();
    for (later, earlier) in ends {
        let base = Some(earlier).filter(|base| *base > Decimal::ZERO)?;
        all.push(quotient(later.checked_sub(base)?.checked_mul(Decimal::ONE_HUNDRED)?, base)?);
    }
    let (low, high) = (*all.iter().min()?, *all.iter().max()?);
    Some(if low == high { Value::Exact(low) } else { Value::Range { low, high } })
}

fn formula(a: &Observation, b: &Observation, percent: bool, lang: Lang) -> String {
    let [earlier, later] = [a, b].map(|one| {
        let number = written(one.value, one.unit, false, lang);
        if matches!(one.value, Value::Range { .. }) { format!("({number})") } else { number }
    });
    if percent { format!("({later} − {earlier}) / {earlier}") } else { format!("{later} − {earlier}") }
}

/// What stands under a table with changes.
fn rule() -> Names {
    Names::new(
        "Ændring: det senere år minus det tidligere, og i procent af det tidligere; kun mellem tal med samme status, \
         opgørelse, enhed, afgrænsning og slags beløb; et spænd giver et spænd",
        "Change: the later year less the earlier, and in percent of the earlier; only between figures of the same status, \
         statistic, unit, scope and kind of amount; a range gives a range",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comparison::{
            Across, Coverage, Query, Reckoning, compare,
            sample::{Make, caseload, placed, records},
        },
        figure::{
            IndicatorCode,
            Status::{Actual, Forecast},
        },
        reference::Reference,
    };

    /// What the first row's changes say, one a column: value and time, or the reason that there is none.
    fn changes<const N: usize>(indicator: &'static str, change: Change, made: [Make; N]) -> Vec<String> {
        let across = Across::Years(IndicatorCode(indicator.into()));
        let reckoning = Reckoning { change: Some(change), ..Reckoning::default() };
        let query = Query { across, reckoning, ..Query::default() };
        let table = compare(records(made).leak(), &query, &Coverage::default(), Reference::in_use());
        let derived = table.columns.iter().zip(&table.rows[0].cells).filter(|(column, _)| column.derived.is_some());
        let said = derived.map(|(column, cell)| {
            let time = column.time.expect("years");
            let what = match (cell.empty, cell.observations.first()) {
                (None, Some(one)) => format!("{}{}", if one.approx { "ca. " } else { "" }, one.value),
                (reason, _) => format!("{:?}", reason.expect("a reason")),
            };
            format!("{}-{} {what}", time.first, time.last)
        });
        said.collect()
    }

    fn year(value: &str, year: &str) -> Make {
        placed("265", value, Actual).period(year)
    }

    #[test]
    fn each_step_and_first_to_last() {
        let made = || [year("200", "2018"), year("150", "2019"), year("160", "2021")];
        assert_eq!(
            changes("placements", Change::Steps, made()),
            ["2018-2019 -50", "2018-2019 -25", "2019-2021 10", "2019-2021 6.666667"]
        );
        assert_eq!(changes("placements", Change::Ends, made()), ["2018-2021 -40", "2018-2021 -20"]);
        assert_eq!(changes("placements", Change::Ends, [year("200", "2018")]), Vec::<String>::new());
    }

    #[test]
    fn ranges_stay_ranges_and_hedges_stay() {
        let made =
            [caseload("265", "40", Actual).period("2018").approx(), caseload("265", "20..30", Actual).period("2020")];
        assert_eq!(changes("caseload", Change::Steps, made), ["2018-2020 ca. -20–-10", "2018-2020 ca. -50–-25"]);
    }

    #[test]
    fn only_like_is_taken_from_like() {
        let plan = placed("265", "33", Forecast).period("2020");
        for (made, reason) in [
            ([year("41", "2018"), plan], "Incomparable"),
            ([year("41", "2018"), year("30", "2020").dim("age_group", "12-17")], "Incomparable"),
            ([year("41", "2018"), year("30", "2020").statistic(Statistic::Min)], "Incomparable"),
            (
                [
                    year("41", "2018"),
                    year("38", "2020").quote("Der er databrud i 2020, hvor der er 38 anbragte.", "38"),
                ],
                "Incomparable",
            ),
        ] {
            let found = changes("placements", Change::Steps, made);
            assert_eq!(found, [format!("2018-2020 {reason}"), format!("2018-2020 {reason}")]);
        }
        assert_eq!(
            changes("placements", Change::Steps, [year("0", "2018"), year("3", "2019")])[1],
            "2018-2019 Incomparable"
        );
    }

    #[test]
    fn parts_without_a_whole_and_missing_years_say_so() {
        let part = |value: &str, kind: &str| year(value, "2018").dim("placement_type", kind);
        let made = [part("7", "institution"), part("9", "foster_family"), year("20", "2019")];
        assert_eq!(changes("placements", Change::Ends, made)[0], "2018-2019 OnlyParts");
        let other = [year("7", "2018"), year("9", "2020"), placed("657", "4", Actual).period("2019")];
        assert_eq!(changes("placements", Change::Steps, other)[0], "2018-2019 ValueMissing");
    }

    #[test]
    fn a_contradicted_value_is_not_reckoned_with() {
        let said = |value: &str| {
            caseload("265", value, Actual).period("2018").quote(&format!("Sagstallet er {value} sager."), value)
        };
        let made = [said("40"), said("41"), caseload("265", "30", Actual).period("2019")];
        assert_eq!(changes("caseload", Change::Ends, made)[0], "2018-2019 Contradicted");
    }

    #[test]
    fn a_change_has_the_sources_of_both_and_says_how_it_was_reckoned() {
        let across = Across::Years(IndicatorCode("placements".into()));
        let reckoning = Reckoning { change: Some(Change::Ends), ..Reckoning::default() };
        let query = Query { across, reckoning, ..Query::default() };
        let made = records([year("1200", "2018"), year("1150", "2019")]);
        let table = compare(&made, &query, &Coverage::default(), Reference::in_use());
        let one = &table.rows[0].cells[2].observations[0];
        assert_eq!(one.sources, [1, 2]);
        assert_eq!(one.computed.as_ref().map(|how| how.da.as_str()), Some("1.150 − 1.200"));
        assert_eq!(one.period.map(|period| period.to_string()).as_deref(), Some("2018/2019"));
        assert!((one.confidence - 0.81).abs() < 1e-9);
        assert!(table.notes.iter().any(|note| note.da.starts_with("Ændring: ")));
    }
}
