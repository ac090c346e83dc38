//! Statistics Denmark's table FOLK1A as it is downloaded: a row for every area, sex, age and quarter.
//!
//! Takes it in Danish or English, with codes, names or both (`101 København`), in single ages or spans of them. A total
//! over the sexes goes before their sum. Areas that are no municipalities are passed over, regions and parts of the
//! country among them. Refuses what it cannot place rather than count too few.

use std::collections::BTreeMap;

use super::{Ages, Population, count, day};
use crate::{
    Result,
    figure::MunicipalityCode,
    quantity::Date,
    reference::Municipalities,
    user_table::{Row, UserTable},
};

/// What the other questions of the table are answered with where nothing is picked.
const TOTALS: [&str; 6] = ["i alt", "alle", "total", "tot", "ialt", "køn i alt"];
/// The code of the island that is no municipality.
const CHRISTIANSØ: &str = "411";
/// The age at which neither group goes on.
const OLDEST: u8 = 22;

/// Men and women, or both together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sex {
    Both,
    Men,
    Women,
}

/// From the first to the last year of life.
type Span = (u8, u8);

/// What is counted for a place on a day.
type Counts = BTreeMap<(Sex, Span), u64>;

pub(super) fn read(table: &UserTable, municipalities: &Municipalities) -> Result<Population> {
    let columns = Columns::of(table)?;
    let mut counted: BTreeMap<(MunicipalityCode, Date), (usize, Counts)> = BTreeMap::new();
    for row in table.rows() {
        let row = row?;
        let wrong = |what: &str| table.wrong(row.line, what);
        columns.check_the_others(table, &row)?;
        let Some(place) = place(row.get(columns.area), municipalities).map_err(|what| wrong(&what))? else { continue };
        let Some(ages) = ages(row.get(columns.age)).map_err(|what| wrong(&what))? else { continue };
        let time = row.get(columns.time);
        let day = day(time).ok_or_else(|| wrong(&format!("“{time}” is no quarter such as 2019K1")))?;
        let sex = columns.sex.map_or(Ok(Sex::Both), |column| sex(row.get(column))).map_err(|what| wrong(&what))?;
        let written = row.get(columns.content);
        let count = count(written).ok_or_else(|| wrong(&format!("“{written}” is no number of people")))?;
        let (_, counts) = counted.entry((place, day)).or_insert_with(|| (row.line, Counts::new()));
        if counts.insert((sex, ages), count).is_some_and(|other| other != count) {
            return Err(wrong("another number for the same people stands in a line before"));
        }
    }
    let mut population = Population::default();
    for ((place, day), (line, counts)) in counted {
        let counts = of_both(&counts).ok_or_else(|| table.wrong(line, "one sex alone is counted here"))?;
        for (ages, last) in [(Ages::To17, 17), (Ages::To22, OLDEST)] {
            if let Some(count) = added_up(&counts, last) {
                population.add(&place, ages, day, count);
            }
        }
    }
    Ok(population)
}

/// Where the columns are.
struct Columns {
    area: usize,
    sex: Option<usize>,
    age: usize,
    time: usize,
    content: usize,
    others: Vec<usize>,
}

impl Columns {
    fn of(table: &UserTable) -> Result<Self> {
        let [area, age, time, content] =
            [table.needed("område")?, table.needed("alder")?, table.needed("tid")?, table.needed("indhold")?];
        let sex = table.column("køn");
        let known = [Some(area), sex, Some(age), Some(time), Some(content)];
        let others = (0..table.heading().len()).filter(|column| !known.contains(&Some(*column))).collect();
        Ok(Columns { area, sex, age, time, content, others })
    }

    /// Refuses a row of some of the people only, such as those who are married.
    fn check_the_others(&self, table: &UserTable, row: &Row) -> Result<()> {
        let total = |column: &&usize| !TOTALS.contains(&row.get(**column).to_lowercase().as_str());
        match self.others.iter().find(total) {
            None => Ok(()),
            Some(column) => {
                let (name, value) = (table.heading()[*column].to_uppercase(), row.get(*column));
                Err(table
                    .wrong(row.line, &format!("{name} is “{value}”, and only the total counts everybody"))
                    .hint("download the table without it"))
            }
        }
    }
}

/// The municipality or the country; `None` for any other area.
fn place(written: &str, municipalities: &Municipalities) -> Result<Option<MunicipalityCode>, String> {
    let (code, name) = match written.split_once(' ') {
        Some((code, name)) if is_number(code) => (Some(code), name),
        None if is_number(written) => (Some(written), ""),
        _ => (None, written),
    };
    let lower = name.to_lowercase();
    let country = matches!(lower.as_str(), "hele landet" | "all denmark") || (name.is_empty() && code == Some("000"));
    if country {
        return Ok(Some(MunicipalityCode::DENMARK));
    }
    let region = code.is_some_and(|code| code.starts_with('0'));
    if region || ["region ", "landsdel ", "province "].iter().any(|begin| lower.starts_with(begin)) {
        return Ok(None);
    }
    if code == Some(CHRISTIANSØ) || lower == "christiansø" {
        return Ok(None);
    }
    let found = municipalities.find(code.unwrap_or(name)).filter(MunicipalityCode::is_municipality);
    let place = found.ok_or_else(|| format!("there is no municipality “{written}”"))?;
    if code.is_some() && !name.is_empty() && municipalities.find(name).as_ref() != Some(&place) {
        return Err(format!("“{written}”: the code is that of {}", municipalities.label(&place, true)));
    }
    Ok(Some(place))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn sex(written: &str) -> Result<Sex, String> {
    match written.to_lowercase().as_str() {
        "mænd" | "men" | "m" | "1" => Ok(Sex::Men),
        "kvinder" | "women" | "k" | "2" => Ok(Sex::Women),
        total if TOTALS.contains(&total) => Ok(Sex::Both),
        _ => Err(format!("“{written}” is neither men, women nor both")),
    }
}

/// One age or a span of them (`5 år`, `0-17 år`); `None` for what lies beyond both groups, and for all ages.
fn ages(written: &str) -> Result<Option<Span>, String> {
    let lower = written.to_lowercase();
    let bare = ["år", "years", "year"].iter().find_map(|unit| lower.strip_suffix(unit)).unwrap_or(&lower).trim();
    let bare = bare.strip_prefix("alder").unwrap_or(bare).trim();
    if TOTALS.contains(&bare) || bare.is_empty() {
        return Ok(None);
    }
    let (from, to) = bare.split_once('-').unwrap_or((bare, bare));
    match (from.trim().parse::<u8>(), to.trim().parse::<u8>()) {
        (Ok(from), Ok(to)) if from <= to => Ok((to <= OLDEST).then_some((from, to))),
        // “100 år og derover”, “105+”.
        _ => {
            let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
            match digits.parse::<u8>() {
                Ok(from) if from > OLDEST => Ok(None),
                _ => Err(format!("“{written}” is no age that ends with 17 or 22 years or before")),
            }
        }
    }
}

/// The counts of both sexes together, the total where it is there; `None` where one sex is missing.
fn of_both(counts: &Counts) -> Option<BTreeMap<Span, u64>> {
    let mut both = BTreeMap::new();
    for (_, ages) in counts.keys() {
        let of = |sex| counts.get(&(sex, *ages)).copied();
        let count = match of(Sex::Both) {
            Some(total) => total,
            None => of(Sex::Men)? + of(Sex::Women)?,
        };
        both.insert(*ages, count);
    }
    Some(both)
}

/// The count from birth up to an age, from spans that follow upon each other without gap or overlap, the longest first.
fn added_up(counts: &BTreeMap<Span, u64>, last: u8) -> Option<u64> {
    let (mut next, mut sum) = (0, 0);
    while next <= last {
        let fitting = counts.range((next, next)..=(next, last)).next_back();
        let ((_, to), count) = fitting?;
        sum += count;
        next = to + 1;
    }
    Some(sum)
}
