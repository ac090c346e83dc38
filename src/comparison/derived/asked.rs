//! What is to be reckoned, as people ask for it.
//!
//! Takes a [`Spec`], reads the files that it names, gives a [`Reckoning`]. Refuses statistics and ages that are none, an
//! age without a population file, a year without a price index, and the other way round: a file that nothing asks for is
//! a slip that would go unseen.

use std::path::Path;

use super::{Aggregate, Change, PerCapita, Prices, Reckoning};
use crate::{
    Error, ErrorKind, Result,
    comparison::Spec,
    reference::{Population, PriceIndex, Reference},
};

impl Reckoning {
    /// What a person said.
    pub fn of(spec: &Spec, reference: &Reference) -> Result<Self> {
        let per_capita = spec.at("per-1000", per_capita(spec, reference))?;
        let prices = spec.at("prices", prices(spec))?;
        let reckoning = Reckoning {
            summary: spec.at("summary", aggregates(&spec.summary))?,
            per_capita,
            change: spec.at("change", change(spec))?,
            prices,
            shares: spec.shares,
            norm: spec.norm,
            only: spec.only_reckoned,
        };
        if reckoning.only && !reckoning.makes_columns() {
            let message = "there is nothing reckoned to show alone";
            let hint = "ask for some: --per-1000 0-17 --population folk1a.csv, --prices 2024 --price-index index.csv, \
                        --shares or --norm";
            return spec.at("only-reckoned", Err(Error::new(ErrorKind::Usage, message).hint(hint)));
        }
        Ok(reckoning)
    }

    fn makes_columns(&self) -> bool {
        self.per_capita.is_some() || self.prices.is_some() || self.shares || self.norm
    }
}

fn per_capita(spec: &Spec, reference: &Reference) -> Result<Option<PerCapita>> {
    let both =
        pair(spec.per_1000.as_deref(), spec.population.as_deref(), ["--per-1000 0-17", "--population folk1a.csv"])?;
    let Some((ages, file)) = both else { return Ok(None) };
    let ages = ages.parse().map_err(|message: String| Error::new(ErrorKind::Usage, message))?;
    Ok(Some(PerCapita { ages, population: Population::read(file, &reference.municipalities)? }))
}

fn prices(spec: &Spec) -> Result<Option<Prices>> {
    let both = pair(spec.prices, spec.price_index.as_deref(), ["--prices 2024", "--price-index index.csv"])?;
    let Some((year, file)) = both else { return Ok(None) };
    let index = PriceIndex::read(file)?;
    Ok(Some(Prices { year, level: index.asked(year)?, index }))
}

/// Two things that need each other.
fn pair<'a, T>(one: Option<T>, file: Option<&'a Path>, flags: [&str; 2]) -> Result<Option<(T, &'a Path)>> {
    let names = flags.map(|flag| flag.split(' ').next().unwrap_or(flag));
    let missing = |there: usize| {
        let message = format!("{} says nothing without {}", names[there], names[1 - there]);
        Error::new(ErrorKind::Usage, message).hint(format!("write both: {}", flags.join(" ")))
    };
    match (one, file) {
        (Some(one), Some(file)) => Ok(Some((one, file))),
        (None, None) => Ok(None),
        (Some(_), None) => Err(missing(0)),
        (None, Some(_)) => Err(missing(1)),
    }
}

fn change(spec: &Spec) -> Result<Option<Change>> {
    if spec.change.is_some() && !spec.by_year {
        return Err(Error::new(ErrorKind::Usage, "a change is between years, and none stand across")
            .hint("add --by-year: --indicator placements --by-year --change"));
    }
    Ok(spec.change)
}

fn aggregates(typed: &[String]) -> Result<Vec<Aggregate>> {
    use Aggregate::{Count, LowerQuartile, Maximum, Mean, Median, Minimum, RatioOfSums, UpperQuartile};
    let mut asked = Vec::new();
    for one in typed.iter().map(|one| one.trim()).filter(|one| !one.is_empty()) {
        asked.extend_from_slice(match one {
            "all" => &Aggregate::ALL,
            "n" => &[Count],
            "min" => &[Minimum],
            "quartiles" => &[LowerQuartile, UpperQuartile],
            "median" => &[Median],
            "max" => &[Maximum],
            "mean" => &[Mean],
            "ratio" => &[RatioOfSums],
            other => {
                return Err(Error::new(
                    ErrorKind::Usage,
                    format!("there is no statistic “{other}” over municipalities"),
                )
                .hint("the statistics are all, n, min, quartiles, median, max, mean and ratio"));
            }
        });
    }
    Ok(asked)
}
