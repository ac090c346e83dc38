//! The options that `search` and `figures` share: whose, when, what, where.

use std::ops::RangeInclusive;

use crate::{Error, ErrorKind, Result, index::Filter, reference::Reference};

/// What hits or figures must have.
#[derive(clap::Args)]
pub(super) struct Filters {
    /// Only of these municipalities: names or codes, DK, or SE-1490
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    municipality: Vec<String>,
    /// Only from or for these years: 2018, or 2015-2018
    #[arg(long, value_name = "YEAR", value_delimiter = ',', value_parser = years)]
    year: Vec<RangeInclusive<u16>>,
    /// Only with figures of these indicators (see `nogletal indicators`)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    indicator: Vec<String>,
    /// Only in this document: its path in the indexed folder, or the hash of its content
    #[arg(long, visible_alias = "doc", value_name = "NAME")]
    document: Vec<String>,
}

impl Filters {
    /// The filter that was meant.
    pub fn resolve(&self) -> Result<Filter> {
        let reference = Reference::builtin();
        let municipality = |typed: &String| {
            reference.municipalities.find(typed).ok_or_else(|| {
                Error::new(ErrorKind::Usage, format!("there is no municipality “{typed}”"))
                    .hint("`nogletal municipalities` lists them")
            })
        };
        let indicator = |typed: &String| reference.catalogue.find(typed).map(|found| found.code.clone());
        Ok(Filter {
            municipalities: self.municipality.iter().map(municipality).collect::<Result<_>>()?,
            years: self.year.iter().cloned().flatten().collect(),
            indicators: self.indicator.iter().map(indicator).collect::<Result<_>>()?,
            documents: self.document.clone(),
        })
    }
}

fn years(typed: &str) -> Result<RangeInclusive<u16>, String> {
    let (first, last) = typed.split_once('-').unwrap_or((typed, typed));
    let year = |text: &str| {
        let year = text.parse().ok().filter(|year| (1900..2200).contains(year));
        year.ok_or_else(|| "a year is written 2018, several 2015-2018".to_owned())
    };
    Ok(year(first)?..=year(last)?)
}
