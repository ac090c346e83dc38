//! Price levels by year.
//!
//! Takes a user's file with `year,index`, gives a [`PriceIndex`]. Refuses, with file and line, what is no year, an index
//! that is not above zero, and a year that stands twice. Nothing is carried forward: a year that the file lacks has none.

use std::{collections::BTreeMap, path::Path};

use rust_decimal::Decimal;

use crate::{
    Error, ErrorKind, Result,
    user_table::{UserTable, decimal, file_name},
};

/// How such a file looks.
const HINT: &str = "it has the columns year,index, a line a year: 2019,103.4";

/// What the same things cost, by year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceIndex {
    name: String,
    years: BTreeMap<u16, Decimal>,
}

impl PriceIndex {
    /// The index in a file.
    pub fn read(path: &Path) -> Result<Self> {
        let table = UserTable::read(path, "the price index", HINT)?;
        PriceIndex::of(&table).map_err(|error| error.hint(HINT))
    }

    fn of(table: &UserTable) -> Result<Self> {
        let (year, index) = (table.needed("year")?, table.needed("index")?);
        let mut years = BTreeMap::new();
        for row in table.rows() {
            let row = row?;
            let (typed, level) = (row.get(year), row.get(index));
            let in_time = |year: &u16| (1900..2200).contains(year);
            let year = typed.parse().ok().filter(in_time);
            let year = year.ok_or_else(|| table.wrong(row.line, &format!("“{typed}” is no year")))?;
            let sound = |level: &Decimal| *level > Decimal::ZERO && *level < Decimal::from(1_000_000);
            let level = decimal(level)
                .filter(sound)
                .ok_or_else(|| table.wrong(row.line, &format!("“{level}” is no index above zero")))?;
            if years.insert(year, level).is_some() {
                return Err(table.wrong(row.line, &format!("{year} stands in a line before")));
            }
        }
        Ok(PriceIndex { name: table.name.clone(), years })
    }

    /// The name of its file.
    pub fn name(&self) -> &str {
        file_name(&self.name)
    }

    /// The level of a year.
    pub fn at(&self, year: u16) -> Option<Decimal> {
        self.years.get(&year).copied()
    }

    /// The same, for a year that a person asks for.
    pub fn asked(&self, year: u16) -> Result<Decimal> {
        self.at(year).ok_or_else(|| {
            let message = format!("{} has no index for {year}", self.name);
            match (self.years.first_key_value(), self.years.last_key_value()) {
                (Some((first, _)), Some((last, _))) => {
                    Error::new(ErrorKind::Usage, message).hint(format!("its years are {first} to {last}"))
                }
                _ => Error::new(ErrorKind::Usage, message).hint(HINT),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &str) -> Result<PriceIndex> {
        PriceIndex::of(&UserTable::parse(text.to_owned(), "pris.csv")?)
    }

    #[test]
    fn years_and_levels() {
        for text in ["year,index\n2019,100\n2020,101.5\n", "Year;Index\n2019;100,0\n2020;101,5\n"] {
            let index = index(text).expect("an index");
            assert_eq!(index.at(2020), "101.5".parse().ok());
            assert_eq!(index.at(2021), None);
        }
    }

    #[test]
    fn what_is_no_index_is_refused_with_its_line() {
        for (text, said) in [
            ("year,level\n2019,1\n", "pris.csv, line 1: there is no column “index”, only “year”, “level”"),
            ("year,index\n2019,100\n2020,-1\n", "pris.csv, line 3: “-1” is no index above zero"),
            ("year,index\n2019,\n", "pris.csv, line 2: “” is no index above zero"),
            ("year,index\n19,100\n", "pris.csv, line 2: “19” is no year"),
            ("year,index\n2019,100\n2019,100\n", "pris.csv, line 3: 2019 stands in a line before"),
        ] {
            assert_eq!(index(text).expect_err("refused").to_string(), said);
        }
        let error = index("year,index\n2019,100\n").and_then(|index| index.asked(2023)).expect_err("no such year");
        assert_eq!(error.to_string(), "pris.csv has no index for 2023");
        assert_eq!(error.advice(), Some("its years are 2019 to 2019"));
    }
}
