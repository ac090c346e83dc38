//! SDMX-CSV 2.0, which systems of official statistics exchange: one row for every value that shows or contradicts, one
//! for every empty cell with its reason.
//!
//! Codes and numbers only, no names in a language. A range has no `OBS_VALUE`, only its ends. What no document dates has
//! the time `_U`, since a dimension may not be empty. Documents may say two things about one; `CLAIM` numbers them.

use std::{
    collections::HashMap,
    fmt::Display,
    io::{self, Write},
};

use super::{
    Renderer, Style,
    code::{self, NOT_APPLICABLE, WHOLE, breakdown, decimal, name_of},
    csv::harmless,
    plain,
};
use crate::{
    comparison::{Cell, Column, Comparison, Empty, Observation, Role, Row, Source, SourceNumber, Summary, Summed},
    figure::Status,
    quantity::{Period, Value},
};

/// The form `sdmx-csv`.
pub(super) struct SdmxCsv;

/// Whose structure it is; its version changes when a column does.
const STRUCTURE: [&str; 3] = ["datastructure", "NOGLETAL:COMPARISON(1.0.0)", "I"];
const HEADER: [&str; 29] = [
    "STRUCTURE",
    "STRUCTURE_ID",
    "ACTION",
    "REF_AREA",
    "INDICATOR",
    "MEASURE",
    "PHASE",
    "TRANSFORMATION",
    "STATISTIC",
    "BREAKDOWN",
    "UNIT_MEASURE",
    "TIME_PERIOD",
    "CLAIM",
    "OBS_VALUE",
    "OBS_LOW",
    "OBS_HIGH",
    "OBS_STATUS",
    "STATUS",
    "ROLE",
    "APPROXIMATE",
    "PROBABILITY",
    "VERIFIED",
    "EMPTY_REASON",
    "COMMENT_OBS",
    "SOURCE_DOCUMENT",
    "SOURCE_PAGE",
    "SOURCE_QUOTE",
    "SOURCE_HASH",
    "SOURCES",
];
/// The time of what no document dates.
const UNKNOWN: &str = "_U";
/// Less sure than this is of low reliability.
const RELIABLE: f64 = 0.5;

impl Renderer for SdmxCsv {
    fn name(&self) -> &'static str {
        "sdmx-csv"
    }

    fn extension(&self) -> &'static str {
        "csv"
    }

    fn render(&self, comparison: &Comparison, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(HEADER)?;
        for row in &comparison.rows {
            let beside = row.cells.iter().zip(&comparison.columns);
            write(&mut writer, beside.flat_map(|(cell, column)| observations(comparison, row, cell, column)))?;
        }
        for summary in &comparison.summaries {
            let beside = summary.cells.iter().zip(&comparison.columns);
            write(&mut writer, beside.filter_map(|(value, column)| Some(summed(summary, (*value)?, column))))?;
        }
        writer.flush()
    }
}

/// `REF_AREA` to `TIME_PERIOD`.
type Dimensions = [String; 9];
/// `OBS_VALUE` to `SOURCES`.
type Rest = [String; 16];

/// Writes the observations of one area, those of one thing numbered.
fn write<W: Write>(
    writer: &mut csv::Writer<W>,
    observations: impl Iterator<Item = (Dimensions, Rest)>,
) -> io::Result<()> {
    let mut claims: HashMap<Dimensions, usize> = HashMap::new();
    for (dimensions, rest) in observations {
        let claim = claims.entry(dimensions.clone()).or_default();
        *claim += 1;
        let claim = claim.to_string();
        let fields = STRUCTURE.into_iter().chain(dimensions.iter().map(String::as_str));
        writer.write_record(fields.chain([claim.as_str()]).chain(rest.iter().map(String::as_str)))?;
    }
    Ok(())
}

fn observations(comparison: &Comparison, row: &Row, cell: &Cell, column: &Column) -> Vec<(Dimensions, Rest)> {
    let Some(reason) = cell.empty else {
        let values = cell.shown().chain(cell.contradicting());
        return values.map(|one| (keyed(row, column, one), valued(comparison, one))).collect();
    };
    let unit = column.unit.map_or_else(|| NOT_APPLICABLE.to_owned(), code::unit);
    let time = column_time(column);
    let dimensions = dimensions(&row.municipality, column, [NOT_APPLICABLE.to_owned(), WHOLE.to_owned(), unit, time]);
    let mut rest = Rest::default();
    rest[3] = missing(reason).to_owned();
    rest[9] = name_of(&reason);
    rest[11..].clone_from_slice(&place(comparison, &cell.lost));
    vec![(dimensions, rest)]
}

fn dimensions(area: &impl Display, column: &Column, [statistic, breakdown, unit, time]: [String; 4]) -> Dimensions {
    let made = column.derived.as_ref().map_or_else(|| NOT_APPLICABLE.to_owned(), code::derived);
    let measure = name_of(&column.measure);
    [
        area.to_string(),
        column.indicator.to_string(),
        measure,
        name_of(&column.phase),
        made,
        statistic,
        breakdown,
        unit,
        time,
    ]
}

fn keyed(row: &Row, column: &Column, one: &Observation) -> Dimensions {
    let time = one.period.map_or_else(|| UNKNOWN.to_owned(), time_period);
    dimensions(
        &row.municipality,
        column,
        [one.statistic.to_string(), harmless(&line(&breakdown(&one.dims))), code::unit(one.unit), time],
    )
}

/// A statistic over all municipalities of the table: its area is the whole, and no document says it.
fn summed(summary: &Summary, value: Summed, column: &Column) -> (Dimensions, Rest) {
    let time = column_time(column);
    let statistic = name_of(&summary.aggregate);
    let dimensions = dimensions(&WHOLE, column, [statistic, WHOLE.to_owned(), code::unit(value.unit), time]);
    let mut rest = Rest::default();
    rest[..3].clone_from_slice(&numbers(value.value));
    rest[3] = "A".to_owned();
    rest[6] = value.approx.to_string();
    (dimensions, rest)
}

/// The number where it is exact, and both its ends.
fn numbers(value: Value) -> [String; 3] {
    let exact = match value {
        Value::Exact(value) => decimal(value),
        Value::Range { .. } => String::new(),
    };
    [exact, decimal(value.low()), decimal(value.high())]
}

/// The years of a column, where years stand across.
fn column_time(column: &Column) -> String {
    column.time.map_or_else(|| NOT_APPLICABLE.to_owned(), |time| span(time.first, time.last))
}

fn valued(comparison: &Comparison, one: &Observation) -> Rest {
    let [exact, low, high] = numbers(one.value);
    let found = one.findings.iter().filter_map(|at| comparison.findings.get(at - 1));
    let computed = one.computed.as_ref().map(|how| how.en.as_str());
    let comments: Vec<&str> = computed.into_iter().chain(found.map(|one| one.finding.says.en.as_str())).collect();
    let [document, page, quote, hash, count] = place(comparison, &one.sources);
    [
        exact,
        low,
        high,
        quality(one).to_owned(),
        one.status.to_string(),
        name_of(&one.role),
        one.approx.to_string(),
        one.confidence.to_string(),
        one.verified.to_string(),
        String::new(),
        harmless(&line(&comments.join("; "))),
        document,
        page,
        quote,
        hash,
        count,
    ]
}

/// What the code list CL_OBS_STATUS says of a value: of low reliability, a break in its series, a forecast, or normal.
fn quality(one: &Observation) -> &'static str {
    let doubtful = !one.verified && one.confidence < RELIABLE;
    if doubtful || one.role == Role::Contradicting || !one.findings.is_empty() {
        "U"
    } else if !one.breaks.is_empty() {
        "B"
    } else if one.status == Status::Forecast {
        "F"
    } else {
        "A"
    }
}

/// What it says of a value that is missing: it exists somewhere, or nothing is known of it.
fn missing(reason: Empty) -> &'static str {
    match reason {
        Empty::DigitsLost
        | Empty::Contradicted
        | Empty::OutsidePeriod
        | Empty::OutsideStatus
        | Empty::OutsideStatistic
        | Empty::OutsideBreakdown
        | Empty::TooUncertain => "L",
        _ => "O",
    }
}

/// The best source, and how many there are.
fn place(comparison: &Comparison, sources: &[SourceNumber]) -> [String; 5] {
    let first: Option<Source<'_>> = sources.first().and_then(|number| comparison.source(*number));
    let Some(source) = first else { return Default::default() };
    [
        harmless(&line(&source.figure.doc)),
        source.figure.page.map(|page| page.to_string()).unwrap_or_default(),
        harmless(&line(&source.figure.quote)),
        source.figure.document_id.clone(),
        sources.len().to_string(),
    ]
}

/// A document's words in one line: not every reader of CSV takes a field of two.
fn line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A period as SDMX writes it: a span by its first day and its length, `2013-01-01/P4Y`.
fn time_period(period: Period) -> String {
    let (start, last) = (period.start, period.last());
    let months = |year: u16, month: u8| i32::from(year) * 12 + i32::from(month);
    match (start.month, last.month) {
        _ if period.end.is_none() => period.to_string(),
        (None, None) => span(start.year, last.year),
        (Some(first), Some(end)) if start.day.is_none() && last.day.is_none() => {
            let length = months(last.year, end) - months(start.year, first) + 1;
            format!("{start}-01/P{length}M")
        }
        _ => days(period).unwrap_or_else(|| period.to_string()),
    }
}

fn span(first: u16, last: u16) -> String {
    if first == last { first.to_string() } else { format!("{first}-01-01/P{}Y", last - first + 1) }
}

/// The same by the day; nothing where there is no such day.
fn days(period: Period) -> Option<String> {
    let first = period.start.first_day()?;
    let length = (period.last().last_day()? - first).whole_days() + 1;
    Some(format!("{first}/P{length}D"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_as_sdmx_writes_them() {
        for (period, written) in [
            ("2018", "2018"),
            ("2018-05", "2018-05"),
            ("2018-05-31", "2018-05-31"),
            ("2013/2016", "2013-01-01/P4Y"),
            ("2018-11/2019-02", "2018-11-01/P4M"),
            ("2020-02-28/2020-03-01", "2020-02-28/P3D"),
            ("2019/2020-02", "2019-01-01/P425D"),
        ] {
            assert_eq!(time_period(period.parse().expect("a period")), written);
        }
    }
}
