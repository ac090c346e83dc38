//! The plain table: `code,period,pop_0_17,pop_0_22`, a name beside the code or in its place.
//!
//! Refuses a table with neither of the two ages, and one that says its period neither in a column nor in its name
//! (`population-2019K1.csv`).

use super::{Ages, Population, count, day};
use crate::{
    Result,
    quantity::Date,
    reference::Municipalities,
    user_table::{Row, UserTable, file_name},
};

const COLUMNS: [(Ages, &str); 2] = [(Ages::To17, "pop_0_17"), (Ages::To22, "pop_0_22")];

pub(super) fn read(table: &UserTable, municipalities: &Municipalities) -> Result<Population> {
    let place = table.column("code").map_or_else(|| table.needed("name"), Ok)?;
    let ages: Vec<(Ages, usize)> =
        COLUMNS.iter().filter_map(|(ages, name)| Some((*ages, table.column(name)?))).collect();
    if ages.is_empty() {
        table.needed("pop_0_17")?;
    }
    let period = match (table.column("period"), in_name(&table.name)) {
        (Some(column), _) => Time::Column(column),
        (None, Some(day)) => Time::All(day),
        (None, None) => {
            return Err(table.wrong(1, "there is no column “period”, and the file's name has none such as 2019K1"));
        }
    };
    let mut population = Population::default();
    for row in table.rows() {
        let row = row?;
        let typed = row.get(place);
        let code = municipalities
            .find(typed)
            .ok_or_else(|| table.wrong(row.line, &format!("there is no municipality “{typed}”")))?;
        let day = period.of(table, &row)?;
        for (ages, column) in ages.iter().filter(|(_, column)| !row.get(*column).is_empty()) {
            let typed = row.get(*column);
            let count =
                count(typed).ok_or_else(|| table.wrong(row.line, &format!("“{typed}” is no number of people")))?;
            if !population.add(&code, *ages, day, count) {
                return Err(table.wrong(row.line, &format!("{code} has another number on {day} already")));
            }
        }
    }
    Ok(population)
}

/// Where the rows say when they were counted.
enum Time {
    Column(usize),
    All(Date),
}

impl Time {
    fn of(&self, table: &UserTable, row: &Row) -> Result<Date> {
        match self {
            Time::All(day) => Ok(*day),
            Time::Column(column) => {
                let typed = row.get(*column);
                day(typed).ok_or_else(|| table.wrong(row.line, &format!("“{typed}” is no period such as 2019K1")))
            }
        }
    }
}

/// The quarter in a file's name.
fn in_name(name: &str) -> Option<Date> {
    let parts = file_name(name).split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut days = parts.filter(|part| part.len() == 6).filter_map(day);
    days.next().filter(|_| days.next().is_none())
}
