//! The options that `search` and `figures` share: whose, when, what, where.

use crate::{Result, comparison::years, index::Filter, reference::Reference};

/// What hits or figures must have.
#[derive(clap::Args)]
pub(super) struct Filters {
    /// Only of these municipalities: names or codes, DK, or SE-1490
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    municipality: Vec<String>,
    /// Only from or for these years: 2018, or 2015..2018
    #[arg(long, value_name = "YEAR", value_delimiter = ',')]
    year: Vec<String>,
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
        let reference = Reference::in_use();
        let indicator = |typed: &String| reference.catalogue.find(typed).map(|found| found.code.clone());
        Ok(Filter {
            municipalities: self
                .municipality
                .iter()
                .map(|typed| reference.municipalities.named(typed))
                .collect::<Result<_>>()?,
            years: self
                .year
                .iter()
                .map(|typed| years(typed))
                .collect::<Result<Vec<_>>>()?
                .into_iter()
                .flatten()
                .collect(),
            indicators: self.indicator.iter().map(indicator).collect::<Result<_>>()?,
            documents: self.document.clone(),
        })
    }
}
