//! JSON-stat 2.0: the table as a cube, which statistical offices and their tools exchange.
//!
//! Its dimensions are the reference area, the column, its year where years stand across, what the number is of its cell
//! (the value, a part, the lowest …), and the bound: `value` for exact numbers only, `low` and `high` for all. An empty
//! cell has the reason as its status. What a number rests on is in `extension`, by the place of its `value`.

use std::{
    collections::{BTreeMap, HashMap},
    io::{self, Write},
};

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{
    Lang, Renderer, Style, cell, code, danish, foot,
    words::{self, words},
};
use crate::{
    comparison::{Break, Cell, Column, Comparison, Names, Observation, Role, Source, SourceNumber, Summary, Years},
    figure::{Dimensions, Statistic, Status, Unit},
    quantity::{Period, Value},
};

/// The form `json-stat`.
pub(super) struct JsonStat;

/// What a number is of its value.
const BOUNDS: [&str; 3] = ["value", "low", "high"];

impl Renderer for JsonStat {
    fn name(&self) -> &'static str {
        "json-stat"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn render(&self, comparison: &Comparison, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, &dataset(comparison, style.lang))?;
        writeln!(out)
    }
}

#[derive(Serialize)]
struct Dataset<'a> {
    version: &'static str,
    class: &'static str,
    label: String,
    source: String,
    note: Vec<String>,
    id: Vec<&'static str>,
    size: Vec<usize>,
    role: BTreeMap<&'static str, [&'static str; 1]>,
    dimension: BTreeMap<&'static str, Json>,
    value: BTreeMap<usize, Value>,
    status: BTreeMap<usize, String>,
    extension: Extension<'a>,
}

/// What JSON-stat has no place for.
#[derive(Serialize)]
struct Extension<'a> {
    lang: &'static str,
    status: BTreeMap<&'static str, BTreeMap<String, String>>,
    observations: BTreeMap<usize, Basis<'a>>,
    sources: Vec<Source<'a>>,
    #[serde(skip_serializing_if = "<[Summary]>::is_empty")]
    summaries: &'a [Summary],
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<&'a str>,
}

/// What an observation rests on.
#[derive(Serialize)]
struct Basis<'a> {
    statistic: Statistic,
    unit: Unit,
    period: Option<Period>,
    status: Status,
    dims: &'a Dimensions,
    approx: bool,
    confidence: f64,
    verified: bool,
    #[serde(skip_serializing_if = "<[Break]>::is_empty")]
    breaks: &'a [Break],
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<&'a Names>,
    sources: &'a [SourceNumber],
}

/// The categories of a dimension in their order, each with its label.
#[derive(Default)]
struct Categories {
    ids: Vec<String>,
    labels: Vec<String>,
    at: HashMap<String, usize>,
}

impl Categories {
    /// The place of a category, which comes last where it is new.
    fn place(&mut self, id: String, label: impl FnOnce() -> String) -> usize {
        if let Some(at) = self.at.get(&id) {
            return *at;
        }
        let at = self.ids.len();
        self.at.insert(id.clone(), at);
        self.ids.push(id);
        self.labels.push(label());
        at
    }

    fn json(&self, label: &str) -> Json {
        let labels: BTreeMap<&String, &String> = self.ids.iter().zip(&self.labels).collect();
        json!({ "label": label, "category": { "index": self.ids, "label": labels } })
    }
}

/// The cube's dimensions, and the places of its columns.
struct Cube {
    areas: Categories,
    columns: Categories,
    times: Option<Categories>,
    kinds: Categories,
    /// Of each column of the table, its place among the columns and times of the cube.
    places: Vec<(usize, usize)>,
    units: BTreeMap<String, Json>,
}

impl Cube {
    fn of(comparison: &Comparison, lang: Lang) -> Self {
        let by_year = comparison.columns.iter().any(|column| column.time.is_some());
        let mut cube = Cube {
            areas: Categories::default(),
            columns: Categories::default(),
            times: by_year.then(Categories::default),
            kinds: Categories::default(),
            places: Vec::new(),
            units: BTreeMap::new(),
        };
        for row in &comparison.rows {
            cube.areas.place(row.municipality.to_string(), || words::row_name(row, lang));
        }
        for (at, column) in comparison.columns.iter().enumerate() {
            cube.add(column, comparison.rows.iter().map(|row| &row.cells[at]), lang);
        }
        cube.kinds.place(code::name_of(&Role::Value), || words::role(Role::Value, lang).to_owned());
        for cell in comparison.rows.iter().flat_map(|row| &row.cells) {
            for (id, one) in named(cell) {
                let number = id.strip_prefix(&kind(one)).unwrap_or_default().to_owned();
                cube.kinds.place(id, || kind_label(one, lang) + &number);
            }
        }
        cube
    }

    /// Adds a column; two that nothing but their heads tells apart are numbered.
    fn add<'a>(&mut self, column: &Column, cells: impl Iterator<Item = &'a Cell>, lang: Lang) {
        let time = match &mut self.times {
            Some(times) => times.place(time_code(column.time), || words::heading(column, lang)),
            None => 0,
        };
        let code = code::column(column);
        let mut id = code.clone();
        let mut number = 1;
        while self.columns.at.get(&id).is_some_and(|at| self.places.contains(&(*at, time))) {
            number += 1;
            id = format!("{code}-{number}");
        }
        let at = self.columns.place(id.clone(), || words::column(column, lang));
        self.places.push((at, time));
        if let Some(unit) = column.unit {
            let scale = |cell: &Cell| cell.observations.iter().map(|one| scale(one.value)).max();
            let decimals = cells.filter_map(scale).max().unwrap_or_default();
            let known = self.units.get(&id).and_then(|unit| unit["decimals"].as_u64()).unwrap_or_default();
            let decimals = known.max(u64::from(decimals));
            self.units.insert(id, json!({ "label": words::unit(unit, lang), "decimals": decimals }));
        }
    }

    fn sizes(&self) -> Vec<usize> {
        let times = self.times.as_ref().map(|times| times.ids.len());
        let sizes = [Some(self.areas.ids.len()), Some(self.columns.ids.len()), times, Some(self.kinds.ids.len())];
        sizes.into_iter().flatten().chain([BOUNDS.len()]).collect()
    }

    /// The place of a cell's kind of value, its bound `value`, among all numbers of the cube.
    fn index(&self, row: usize, column: usize, kind: &str) -> usize {
        let times = self.times.as_ref().map_or(1, |times| times.ids.len());
        let (place, time) = self.places[column];
        let kind_at = self.kinds.at.get(kind).copied().unwrap_or_default();
        (((row * self.columns.ids.len() + place) * times + time) * self.kinds.ids.len() + kind_at) * BOUNDS.len()
    }

    fn dimensions(&self, lang: Lang) -> BTreeMap<&'static str, Json> {
        let mut columns = self.columns.json(lang.pick("Nøgletal", "Indicator"));
        columns["category"]["unit"] = json!(self.units);
        let mut bounds = Categories::default();
        let labels = [lang.pick("eksakt", "exact"), lang.pick("laveste", "low"), lang.pick("højeste", "high")];
        for (id, label) in BOUNDS.into_iter().zip(labels) {
            bounds.place(id.to_owned(), || label.to_owned());
        }
        let times = self.times.as_ref().map(|times| ("time_period", times.json(lang.pick("År", "Year"))));
        let others = [
            ("ref_area", self.areas.json(words(lang).municipality)),
            ("indicator", columns),
            ("observation", self.kinds.json(lang.pick("Tal i cellen", "Number of the cell"))),
            ("bound", bounds.json(lang.pick("Ende af et spænd", "End of a range"))),
        ];
        others.into_iter().chain(times).collect()
    }
}

fn dataset<'a>(comparison: &'a Comparison<'a>, lang: Lang) -> Dataset<'a> {
    let cube = Cube::of(comparison, lang);
    let by_year = cube.times.is_some();
    let time = by_year.then_some("time_period");
    let id = [Some("ref_area"), Some("indicator"), time, Some("observation"), Some("bound")];
    let mut role = BTreeMap::from([("geo", ["ref_area"]), ("metric", ["indicator"])]);
    role.extend(time.map(|time| ("time", [time])));
    let mut dataset = Dataset {
        version: "2.0",
        class: "dataset",
        label: words::table_title(comparison, lang),
        source: format!("nogletal {}", comparison.version),
        note: foot::lines(comparison, lang),
        id: id.into_iter().flatten().collect(),
        size: cube.sizes(),
        role,
        dimension: cube.dimensions(lang),
        value: BTreeMap::new(),
        status: BTreeMap::new(),
        extension: Extension {
            lang: words(lang).lang,
            status: BTreeMap::new(),
            observations: BTreeMap::new(),
            sources: comparison.cited(),
            summaries: &comparison.summaries,
            command: comparison.command.as_deref(),
        },
    };
    fill(&mut dataset, comparison, &cube, lang);
    dataset
}

/// Puts the numbers, statuses and what they rest on into their places.
fn fill<'a>(dataset: &mut Dataset<'a>, comparison: &'a Comparison<'a>, cube: &Cube, lang: Lang) {
    let mut labels = BTreeMap::new();
    for (row_at, row) in comparison.rows.iter().enumerate() {
        for (column_at, cell) in row.cells.iter().enumerate() {
            if let Some(reason) = cell.empty {
                let status = code::name_of(&reason);
                labels.entry(status.clone()).or_insert_with(|| words::empty(reason, lang).to_owned());
                dataset.status.insert(cube.index(row_at, column_at, "value"), status);
            }
            for (kind, one) in named(cell) {
                let at = cube.index(row_at, column_at, &kind);
                dataset.value.insert(at + 1, Value::Exact(one.value.low()));
                dataset.value.insert(at + 2, Value::Exact(one.value.high()));
                if let Value::Exact(_) = one.value {
                    dataset.value.insert(at, one.value);
                }
                if let Some((status, label)) = hedge(one, lang) {
                    labels.entry(status.to_owned()).or_insert(label);
                    dataset.status.insert(at, status.to_owned());
                }
                dataset.extension.observations.insert(at, Basis::of(one));
            }
        }
    }
    dataset.extension.status.insert("label", labels);
}

/// The status of a value that is a range or that its text hedges.
fn hedge(one: &Observation, lang: Lang) -> Option<(&'static str, String)> {
    let about = words(lang).about;
    let range = lang.pick("et spænd", "a range");
    match (one.value, one.approx) {
        (Value::Exact(_), false) => None,
        (Value::Exact(_), true) => Some(("approximate", about.to_owned())),
        (Value::Range { .. }, false) => Some(("range", range.to_owned())),
        (Value::Range { .. }, true) => Some(("approximate_range", format!("{about} {range}"))),
    }
}

impl<'a> Basis<'a> {
    fn of(one: &'a Observation) -> Self {
        Basis {
            statistic: one.statistic,
            unit: one.unit,
            period: one.period,
            status: one.status,
            dims: &one.dims,
            approx: one.approx,
            confidence: one.confidence,
            verified: one.verified,
            breaks: &one.breaks,
            computed: one.computed.as_ref(),
            sources: &one.sources,
        }
    }
}

/// The values of a cell that show or contradict, each with a name that no other of the cell has.
fn named(cell: &Cell) -> Vec<(String, &Observation)> {
    let mut used: HashMap<String, usize> = HashMap::new();
    let values = cell.shown().chain(cell.contradicting());
    let name = |one| {
        let kind = kind(one);
        let count = used.entry(kind.clone()).or_default();
        *count += 1;
        (if *count == 1 { kind } else { format!("{kind} {count}") }, one)
    };
    values.map(name).collect()
}

/// `value`, `part:placement_type=foster_family`, `outlook:2018`.
fn kind(one: &Observation) -> String {
    let role = code::name_of(&one.role);
    let part = code::breakdown(&one.dims);
    let about = match (one.role, one.period) {
        (Role::Value, _) => None,
        (Role::Outlook, Some(period)) => Some(period.to_string()),
        _ => (part != code::WHOLE).then_some(part),
    };
    about.map_or(role.clone(), |about| format!("{role}:{about}"))
}

fn kind_label(one: &Observation, lang: Lang) -> String {
    let about = match (one.role, one.period) {
        (Role::Value, _) => None,
        (Role::Outlook, Some(period)) => Some(danish::period(period, lang)),
        _ => cell::label(one.value, &one.dims, lang),
    };
    let role = words::role(one.role, lang);
    about.map_or_else(|| role.to_owned(), |about| format!("{role}: {about}"))
}

fn time_code(time: Option<Years>) -> String {
    match time {
        Some(time) if time.is_single() => time.first.to_string(),
        Some(time) => format!("{}/{}", time.first, time.last),
        None => code::NOT_APPLICABLE.to_owned(),
    }
}

fn scale(value: Value) -> u32 {
    value.low().normalize().scale().max(value.high().normalize().scale())
}
