//! How many children and young people live where, and when they were counted.
//!
//! Takes a user's file: Statistics Denmark's FOLK1A as it is downloaded (`OMRÅDE;KØN;ALDER;TID;INDHOLD`), or a plain table
//! with `code,period,pop_0_17,pop_0_22`. Gives a [`Population`]. Refuses, with file and line, what is no place, age, quarter
//! or number, a number that stands twice and differs, and a place of which one sex alone is counted. Nothing is estimated:
//! who asks for a year that the file lacks gets none.

mod folk1a;
mod plain;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, path::Path, str::FromStr};

use serde::Serialize;

use super::Municipalities;
use crate::{
    Error, ErrorKind, Result,
    figure::MunicipalityCode,
    quantity::{Date, Period},
    user_table::{UserTable, file_name},
};

/// How such a file looks.
const HINT: &str = "it is FOLK1A from statistikbanken.dk as CSV (OMRÅDE;KØN;ALDER;TID;INDHOLD, single ages), or a table \
                    with the columns code,period,pop_0_17,pop_0_22";

/// An age group of children and young people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Ages {
    /// 0 to 17 years: children.
    #[serde(rename = "0-17")]
    To17,
    /// 0 to 22 years: with those whom support may follow beyond 18.
    #[serde(rename = "0-22")]
    To22,
}

impl Ages {
    /// The years of life, with a dash as it is typed: `0-17`.
    pub fn name(self) -> &'static str {
        match self {
            Ages::To17 => "0-17",
            Ages::To22 => "0-22",
        }
    }
}

impl FromStr for Ages {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let dashed = typed.trim().replace('–', "-");
        let found = [Ages::To17, Ages::To22].into_iter().find(|ages| ages.name() == dashed);
        found.ok_or_else(|| format!("“{typed}” is no age to divide by: write 0-17 or 0-22"))
    }
}

/// The inhabitants of an age, by place and the day they were counted on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Population {
    name: String,
    counted: BTreeMap<(MunicipalityCode, Ages), BTreeMap<Date, u64>>,
}

impl Population {
    /// The population in a file.
    pub fn read(path: &Path, municipalities: &Municipalities) -> Result<Self> {
        let table = UserTable::read(path, "the population file", HINT)?;
        Population::of(&table, municipalities).map_err(|error| error.hint(HINT))
    }

    fn of(table: &UserTable, municipalities: &Municipalities) -> Result<Self> {
        let mut population = if table.column("område").is_some() {
            folk1a::read(table, municipalities)?
        } else {
            plain::read(table, municipalities)?
        };
        if population.counted.is_empty() {
            let message = format!("{} counts nobody of 0 to 17 or of 0 to 22 years in any municipality", table.name);
            return Err(Error::new(ErrorKind::Usage, message));
        }
        population.name = file_name(&table.name).to_owned();
        Ok(population)
    }

    /// The name of its file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many of an age lived in a place in a figure's time, and the day they were counted on: the first of the quarter
    /// that the figure is for, else the first of its year that the file has. `None` where the figure is for several years.
    pub fn at(&self, place: &MunicipalityCode, ages: Ages, time: Period) -> Option<(Date, u64)> {
        let days = self.counted.get(&(place.clone(), ages))?;
        let (first, last) = time.years();
        if first != last {
            return None;
        }
        let in_quarter = quarter(time).and_then(|day| days.get_key_value(&day));
        let found = in_quarter.or_else(|| days.iter().find(|(day, _)| day.year == first));
        found.map(|(day, count)| (*day, *count))
    }

    /// Adds a count; whether it agrees with what is there.
    fn add(&mut self, place: &MunicipalityCode, ages: Ages, day: Date, count: u64) -> bool {
        let days = self.counted.entry((place.clone(), ages)).or_default();
        *days.entry(day).or_insert(count) == count
    }
}

/// The first day of the quarter that a time is.
fn quarter(time: Period) -> Option<Date> {
    let (start, end) = (time.start, time.end?);
    let (from, to) = (start.month?, end.month?);
    (start.year == end.year && from % 3 == 1 && to == from + 2).then(|| Date::day(start.year, from, 1))
}

/// The day of a quarter as Statistics Denmark writes it, `2019K1` or `2019Q1`; a year alone is its first.
fn day(written: &str) -> Option<Date> {
    let (year, quarter) = match written.split_once(['K', 'Q', 'k', 'q']) {
        Some((year, quarter)) => (year, quarter.parse::<u8>().ok()?),
        None => (written, 1),
    };
    let year = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
    (1..=4).contains(&quarter).then(|| Date::day(year, 3 * quarter - 2, 1))
}

/// A count of people.
fn count(written: &str) -> Option<u64> {
    written.parse().ok().filter(|count| *count < 1_000_000_000)
}
