//! What a table is to be, as people say it: the flags of `compare`, and the keys of a file that keeps them.
//!
//! Takes flags and a file, gives one [`Spec`], in which a flag goes before the file. Refuses, with file and line, a key that
//! is none and a value that its key does not take. Each thing that can be asked for is one field here and nowhere else: its
//! long flag and its key have the same name. What the values mean is told in [`Query`](super::Query).

mod file;
#[cfg(test)]
mod tests;
mod values;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

pub use values::confidence;
pub(super) use values::name;

use super::{Change, ColumnSpec, Names};
use crate::Result;

/// What a table is to be. Lists hold what a person types, names and codes alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, clap::Args)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Spec {
    /// What the table is called
    #[arg(long, value_name = "TEXT", value_parser = values::title, help_heading = "Form")]
    #[serde(with = "values::name", skip_serializing_if = "Option::is_none")]
    pub title: Option<Names>,
    /// The columns: codes or names of indicators with commas between, or all [default: the main table]
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Selection")]
    #[serde(deserialize_with = "values::list", skip_serializing_if = "Vec::is_empty")]
    pub indicator: Vec<String>,
    /// The rows: names, codes or regions of municipalities with commas between [default: all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',', help_heading = "Selection")]
    #[serde(deserialize_with = "values::list", skip_serializing_if = "Vec::is_empty")]
    pub municipality: Vec<String>,
    /// The rows: the municipalities of the groups in a file, CSV with the columns code,group
    #[arg(long, value_name = "FILE", help_heading = "Selection")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<PathBuf>,
    /// Only these groups of the file
    #[arg(long, value_name = "GROUPS", value_delimiter = ',', help_heading = "Selection")]
    #[serde(deserialize_with = "values::list", skip_serializing_if = "Vec::is_empty")]
    pub group: Vec<String>,
    /// The rows: a municipality and those nearest to it by --distance
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub similar_to: Option<String>,
    /// How far municipalities are apart, CSV with the columns code,other,distance
    #[arg(long, value_name = "FILE", help_heading = "Selection")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub distance: Option<PathBuf>,
    /// How many of the nearest [default: 5]
    #[arg(long, value_name = "N", help_heading = "Selection")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub similar: Option<usize>,
    /// Only figures for a year, 2018, or for several, 2013..2016; of several years the first or the latest:
    /// 2013..2016,latest [default: as the indicator is headlined, see `nogletal indicators`]
    #[arg(long, value_name = "YEARS", value_delimiter = ',', help_heading = "Selection")]
    #[serde(deserialize_with = "values::list", skip_serializing_if = "Vec::is_empty")]
    pub year: Vec<String>,
    /// Only figures that are: actual, budget, forecast, target, norm; of several each has columns of its own
    #[arg(long, value_name = "STATUSES", value_delimiter = ',', help_heading = "Selection")]
    #[serde(deserialize_with = "values::list", skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<String>,
    /// Only figures that are a: level, mean, min, max, share, change
    #[arg(long, value_name = "STATISTICS", value_delimiter = ',', help_heading = "Selection")]
    #[serde(deserialize_with = "values::list", skip_serializing_if = "Vec::is_empty")]
    pub statistic: Vec<String>,
    /// Columns for the whole and for each part: placement_type, profession, scenario, age_group, item or question
    #[arg(long, value_name = "BREAKDOWN", help_heading = "Selection")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breakdown: Option<String>,
    /// Only figures of a part, such as placement_type=foster_family; placement_type=total is the whole
    #[arg(long, value_name = "PARTS", value_delimiter = ',', help_heading = "Selection")]
    #[serde(deserialize_with = "values::list", skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// Only figures that are at least this likely to be right, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", value_parser = values::confidence, help_heading = "Selection")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<f64>,
    /// Leave cells empty whose sources contradict each other
    #[arg(long, help_heading = "Selection")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub drop_contradicted: bool,
    /// The years of one indicator across
    #[arg(long, help_heading = "Selection")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_year: bool,
    /// What was planned for each year beside what the year became, and the difference
    #[arg(long, help_heading = "Selection")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub planned_realised: bool,
    /// What changed from year to year, or with =ends from the first to the last, also in percent
    #[arg(
        long,
        value_name = "BETWEEN",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "steps",
        help_heading = "Reckoning"
    )]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Statistics over the municipalities below them: all, or some of n, min, quartiles, median, max, mean, ratio
    #[arg(long, value_name = "STATISTICS", value_delimiter = ',', num_args = 0..=1, default_missing_value = "all", help_heading = "Reckoning")]
    #[serde(deserialize_with = "values::list", skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<String>,
    /// Counts per 1,000 and amounts per person of an age: 0-17 or 0-22
    #[arg(long = "per-1000", value_name = "AGES", help_heading = "Reckoning")]
    #[serde(rename = "per-1000", skip_serializing_if = "Option::is_none")]
    pub per_1000: Option<String>,
    /// How many live where: Statistics Denmark's FOLK1A as CSV, or code,period,pop_0_17,pop_0_22
    #[arg(long, value_name = "FILE", help_heading = "Reckoning")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub population: Option<PathBuf>,
    /// Amounts in the prices of a year
    #[arg(long, value_name = "YEAR", help_heading = "Reckoning")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices: Option<u16>,
    /// What prices were by year: year,index
    #[arg(long, value_name = "FILE", help_heading = "Reckoning")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_index: Option<PathBuf>,
    /// Each type's share of all placements, from counts that add up
    #[arg(long, help_heading = "Reckoning")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shares: bool,
    /// What was recommended at each value's time, beside it
    #[arg(long, help_heading = "Reckoning")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub norm: bool,
    /// Leave out the columns that others were reckoned from
    #[arg(long, help_heading = "Reckoning")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_reckoned: bool,
    /// The columns one by one, in place of indicators.
    #[arg(skip)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub column: Vec<ColumnSpec>,
    /// Where the keys stand that a file gives, for errors.
    #[arg(skip)]
    #[serde(skip)]
    pub(super) places: BTreeMap<String, String>,
}

impl Spec {
    /// The spec in a file; names of files in it are relative to its folder.
    pub fn read(path: &Path) -> Result<Self> {
        file::read(path)
    }

    /// The same with what flags say in place of what the file says.
    pub fn overridden(self, flags: &Spec) -> Result<Self> {
        file::overridden(self, flags)
    }

    /// The file that says the same.
    pub fn written(&self) -> Result<String> {
        file::written(self)
    }

    /// A key's value, or an error that says where the key stands, if it stands in a file.
    pub(super) fn at<T>(&self, key: &str, value: Result<T>) -> Result<T> {
        value.map_err(|error| match self.places.get(key) {
            Some(place) => error.at(place),
            None => error,
        })
    }

    /// The values that name files.
    fn files(&mut self) -> [&mut Option<PathBuf>; 4] {
        [&mut self.groups, &mut self.distance, &mut self.population, &mut self.price_index]
    }
}
