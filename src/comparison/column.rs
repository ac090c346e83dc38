//! What may stand in one column: one indicator, one way of measuring it, either observed or planned, one unit.
//!
//! Takes the records and the query, gives [`Column`]s. Refuses to put percentages beside amounts, a target beside an
//! observation, or weeks beside months: each becomes a column of its own. The one exception is staff, where persons
//! and full-time equivalents share a column and every cell names its unit, since no two documents count alike.

use std::{borrow::Cow, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Derived, Names, Part, breakdown,
    query::{Across, Indicators, Query},
    realised,
};
use crate::{
    figure::{Dimensions, IndicatorCode, Record, Statistic, Status, Unit},
    reference::{Catalogue, Headline, Indicator, Reference},
};

/// How an indicator is measured in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// A count, an amount or an average, with its minimum and maximum.
    Amount,
    /// A part of a whole, in percent.
    Share,
    /// A difference in the indicator's own unit.
    Change,
    /// A difference in percent.
    ChangePercent,
}

impl Measure {
    pub(super) const ALL: [Measure; 4] = [Measure::Amount, Measure::Share, Measure::Change, Measure::ChangePercent];

    /// The unit of values so measured, of an indicator counted in another.
    pub(super) fn unit(self, counted: Unit) -> Unit {
        if matches!(self, Measure::Share | Measure::ChangePercent) { Unit::Percent } else { counted }
    }

    fn of(record: &Record) -> Self {
        match (record.statistic, record.unit) {
            (Statistic::Change, Unit::Percent) => Measure::ChangePercent,
            (Statistic::Change, _) => Measure::Change,
            (Statistic::Share, _) | (_, Unit::Percent) => Measure::Share,
            _ => Measure::Amount,
        }
    }
}

/// Which statuses a column takes (SDMX: observation status).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// What came to be.
    Observed,
    /// What is wanted, adopted or expected.
    Planned,
    /// What the law or the profession prescribes.
    Prescribed,
    /// What came to be, with what is expected to follow beside it.
    ObservedFirst,
    /// Plans before accounts, each cell naming its status: money and posts that are spent once.
    PlannedFirst,
}

impl Phase {
    /// The place of a status in the column's order of preference; `None` where the column does not take it.
    pub(super) fn rank(self, status: Status) -> Option<usize> {
        use Status::{Actual, Budget, Forecast, Norm, Target};
        let order: &[Status] = match self {
            Phase::Observed => &[Actual],
            Phase::Planned => &[Target, Budget, Forecast],
            Phase::Prescribed => &[Norm],
            Phase::ObservedFirst => &[Actual, Forecast, Budget, Target],
            Phase::PlannedFirst => &[Target, Budget, Forecast, Actual, Norm],
        };
        order.iter().position(|one| *one == status)
    }
}

/// The time that a column is for, where years stand across: a year, or a span of them that a document gives one value
/// for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Years {
    /// The first year.
    pub first: u16,
    /// The last, the same for a single year.
    pub last: u16,
}

impl Years {
    pub(super) fn of(record: &Record) -> Option<Self> {
        let (first, last) = record.period?.years();
        Some(Years { first, last })
    }

    /// Whether it is one year.
    pub fn is_single(self) -> bool {
        self.first == self.last
    }
}

/// A column, and what may stand in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// What is measured.
    pub indicator: IndicatorCode,
    /// Its name.
    pub names: Names,
    /// How.
    pub measure: Measure,
    /// Observed or planned.
    pub phase: Phase,
    /// The one unit of its cells; `None` where each cell names its own.
    pub unit: Option<Unit>,
    /// The year, where years stand across.
    pub time: Option<Years>,
    /// The one status of its cells, where every status has a column of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The part of a breakdown that it is for, where parts stand across.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// What was made of the documents' values; `None` where they stand as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived: Option<Derived>,
    /// What it is called, where somebody gave it a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Names>,
    /// Whether only its unit tells it from another column of its table.
    #[serde(skip)]
    pub(crate) told_by_unit: bool,
    /// Whether it was asked for by name, and so stays when it is empty.
    #[serde(skip)]
    pub(super) wanted: bool,
    #[serde(skip)]
    pub(super) headline: Headline,
}

impl Column {
    pub(super) fn new(indicator: &Indicator, measure: Measure, phase: Phase, unit: Option<Unit>) -> Self {
        Column {
            indicator: indicator.code.clone(),
            names: Names { da: indicator.danish.clone(), en: indicator.english.clone() },
            measure,
            phase,
            unit,
            time: None,
            status: None,
            part: None,
            title: None,
            derived: None,
            told_by_unit: false,
            wanted: false,
            headline: indicator.headline,
        }
    }

    /// Whether it is the same column of another table, where other days were counted perhaps.
    pub(crate) fn is_same(&self, other: &Column) -> bool {
        let derived = |column: &Column| match column.derived {
            Some(Derived::PerCapita { ages, per, prices, .. }) => {
                Some(Derived::PerCapita { ages, per, prices, counted: None })
            }
            derived => derived,
        };
        let place = |column: &Column| (column.measure, column.phase, column.unit, column.time, column.status);
        (&self.indicator, place(self), &self.part) == (&other.indicator, place(other), &other.part)
            && derived(self) == derived(other)
    }

    /// Whether a record may stand in it.
    pub(super) fn takes(&self, record: &Record) -> bool {
        record.indicator == self.indicator
            && Measure::of(record) == self.measure
            && self.phase.rank(record.status).is_some()
            && self.unit.is_none_or(|unit| unit == record.unit)
            && self.time.is_none_or(|time| Some(time) == Years::of(record))
            && self.status.is_none_or(|status| status == record.status)
            && self.part.as_ref().is_none_or(|part| part.takes(record))
    }

    /// A figure's breakdown without what the column says.
    pub fn beyond<'d>(&self, dims: Cow<'d, Dimensions>) -> Cow<'d, Dimensions> {
        let mut dims = match &self.part {
            Some(part) => part.beyond(dims),
            None => dims,
        };
        let is_priced =
            matches!(self.derived, Some(Derived::Prices { .. } | Derived::PerCapita { prices: Some(_), .. }));
        if is_priced && dims.contains_key("price_level") {
            dims.to_mut().remove("price_level");
        }
        dims
    }

    /// Whether it is of the same indicator, statuses and time as another.
    pub(super) fn is_of(&self, other: &Column) -> bool {
        let what = |one: &Column| (one.phase, one.status, one.time);
        self.indicator == other.indicator && what(self) == what(other)
    }

    /// Whether two values side by side may be two things that add up, rather than two claims about one: money and
    /// additions.
    pub(super) fn adds_up(&self) -> bool {
        self.measure == Measure::Change || self.unit == Some(Unit::Dkk)
    }
}

/// The columns that a query calls for.
pub(super) fn columns(records: &[Record], query: &Query, reference: &Reference) -> Vec<Column> {
    let mut all = unfiltered(records, query, reference);
    if let Some(first) = query.recency {
        all.iter_mut().for_each(|column| column.headline = first);
    }
    if query.statuses.len() > 1 && query.across == Across::Indicators {
        all = all.iter().flat_map(|column| by_status(column, &query.statuses, records)).collect();
    }
    if let Some(breakdown) = &query.breakdown {
        all = all.iter().flat_map(|column| or_itself(column, breakdown::split(column, breakdown, records))).collect();
    }
    // Who asks for targets does not want a column that cannot have any.
    let has_status = |column: &&Column| query.statuses.iter().any(|status| column.phase.rank(*status).is_some());
    let fitting: Vec<Column> = all.iter().filter(has_status).cloned().collect();
    if fitting.is_empty() { all } else { fitting }
}

/// A column for each status asked for that figures of it have, in the order asked for: what was reached beside what was
/// wanted.
fn by_status(column: &Column, statuses: &[Status], records: &[Record]) -> Vec<Column> {
    let taken: BTreeSet<Status> =
        records.iter().filter(|record| column.takes(record)).map(|record| record.status).collect();
    let asked = statuses.iter().filter(|status| taken.contains(status));
    or_itself(column, asked.map(|status| Column { status: Some(*status), ..column.clone() }).collect())
}

/// What was asked for by name stays when nothing is there to split it by.
fn or_itself(column: &Column, split: Vec<Column>) -> Vec<Column> {
    if split.is_empty() && column.wanted { vec![column.clone()] } else { split }
}

fn unfiltered(records: &[Record], query: &Query, reference: &Reference) -> Vec<Column> {
    let catalogue = &reference.catalogue;
    if query.across == Across::Indicators && !query.columns.is_empty() {
        return query.columns.iter().filter_map(|one| one.column(records, catalogue)).collect();
    }
    match (&query.across, &query.indicators) {
        (Across::Years(code), _) => {
            catalogue.get(code.as_str()).map(|one| year_columns(one, records, query)).unwrap_or_default()
        }
        (Across::Realised, _) => realised::columns(records, query, reference),
        (Across::Indicators, Indicators::Headline) => {
            // Whoever gives a catalogue of his own wants to see what it adds.
            let own = catalogue.all().iter().filter(|one| one.own && !one.further);
            headline_columns(reference).into_iter().chain(own.flat_map(|one| wanted(one, records))).collect()
        }
        (Across::Indicators, Indicators::All) => {
            catalogue.all().iter().flat_map(|one| indicator_columns(one, records)).collect()
        }
        (Across::Indicators, Indicators::These(codes)) => {
            codes.iter().filter_map(|code| catalogue.get(code.as_str())).flat_map(|one| wanted(one, records)).collect()
        }
    }
}

fn headline_columns(reference: &Reference) -> Vec<Column> {
    [
        ("caseload", Measure::Amount, Phase::Observed),
        ("caseload", Measure::Amount, Phase::Planned),
        ("caseload", Measure::Amount, Phase::Prescribed),
        ("staff", Measure::Change, Phase::PlannedFirst),
        ("investment", Measure::Amount, Phase::PlannedFirst),
        ("saving", Measure::Amount, Phase::PlannedFirst),
        ("placements", Measure::Amount, Phase::ObservedFirst),
        ("placements", Measure::Share, Phase::ObservedFirst),
    ]
    .into_iter()
    .filter_map(|(code, measure, phase)| {
        let indicator = reference.catalogue.get(code)?;
        let unit = match measure {
            Measure::Share => Some(Unit::Percent),
            _ if code == "staff" => None,
            _ => Some(indicator.unit),
        };
        Some(Column::new(indicator, measure, phase, unit))
    })
    .collect()
}

/// Marks the columns that differ from another in their unit only, which is not the indicator's own: it belongs in their
/// titles.
pub(super) fn tell_by_unit(columns: &mut [Column], catalogue: &Catalogue) {
    let but_unit = |column: &Column| Column { unit: None, told_by_unit: false, ..column.clone() };
    let all: Vec<Column> = columns.iter().map(but_unit).collect();
    for (column, own) in columns.iter_mut().zip(&all) {
        let is_own = column.unit == catalogue.get(column.indicator.as_str()).map(|one| one.unit);
        let alike = all.iter().filter(|other| other.is_same(own) && other.title == own.title);
        column.told_by_unit = !is_own && alike.count() > 1;
    }
}

/// Every column that the records of an indicator need, observed before planned before prescribed.
fn indicator_columns(indicator: &Indicator, records: &[Record]) -> Vec<Column> {
    let mut found = Vec::new();
    for measure in Measure::ALL {
        for unit in units(indicator, measure, records) {
            for phase in phases(indicator, measure) {
                let column = Column::new(indicator, measure, *phase, unit);
                if records.iter().any(|record| column.takes(record)) {
                    found.push(column);
                }
            }
        }
    }
    found
}

/// The same for an indicator asked for by name: without figures it gets one empty column, which says so.
pub(super) fn wanted(indicator: &Indicator, records: &[Record]) -> Vec<Column> {
    let mut found = indicator_columns(indicator, records);
    if found.is_empty() {
        let measure = if indicator.unit == Unit::Percent { Measure::Share } else { Measure::Amount };
        found.push(Column::new(indicator, measure, phases(indicator, measure)[0], Some(indicator.unit)));
    }
    found[0].wanted = true;
    found
}

fn phases(indicator: &Indicator, measure: Measure) -> &'static [Phase] {
    match (indicator.headline, measure) {
        (Headline::LatestActual, Measure::Amount | Measure::Share) => {
            &[Phase::Observed, Phase::Planned, Phase::Prescribed]
        }
        _ => &[Phase::PlannedFirst],
    }
}

/// The units that an indicator comes in, its own first.
pub(super) fn units(indicator: &Indicator, measure: Measure, records: &[Record]) -> Vec<Option<Unit>> {
    if indicator.code.as_str() == "staff" && measure != Measure::Share && measure != Measure::ChangePercent {
        return vec![None];
    }
    let mut units: Vec<Unit> = records
        .iter()
        .filter(|record| record.indicator == indicator.code && Measure::of(record) == measure)
        .map(|record| record.unit)
        .collect();
    units.sort_by_key(|unit| (*unit != indicator.unit, *unit));
    units.dedup();
    units.into_iter().map(Some).collect()
}

/// One column a year for the indicator's first measure and unit that has figures, spans after the years. Figures
/// without a time belong to no year.
fn year_columns(indicator: &Indicator, records: &[Record], query: &Query) -> Vec<Column> {
    let asked: Vec<&Record> =
        records.iter().filter(|record| record.indicator == indicator.code && query.takes(record).is_ok()).collect();
    let measure = Measure::ALL.into_iter().find(|measure| asked.iter().any(|record| Measure::of(record) == *measure));
    let measure = measure.unwrap_or(Measure::Amount);
    let unit = units(indicator, measure, records).into_iter().next().unwrap_or(Some(indicator.unit));
    let phase = match indicator.headline {
        Headline::LatestActual => Phase::ObservedFirst,
        Headline::First | Headline::Last => Phase::PlannedFirst,
    };
    let base = Column::new(indicator, measure, phase, unit);
    let mut times: Vec<Years> =
        asked.iter().filter(|record| base.takes(record)).filter_map(|record| Years::of(record)).collect();
    times.sort_by_key(|time| (!time.is_single(), *time));
    times.dedup();
    times.into_iter().map(|time| Column { time: Some(time), ..base.clone() }).collect()
}
