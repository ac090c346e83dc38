//! The indicators: what they are called, what they count, and which words give them away.
//!
//! Takes `indicators.toml`, gives a [`Catalogue`]. Refuses, at load, an unknown field or unit and a code given twice.
//! One indicator is one block of the file, with its examples and counter-examples, which run as tests.

use std::{borrow::Cow, collections::HashSet};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{
    Error, ErrorKind, Result,
    figure::{IndicatorCode, Unit},
    quantity::Value,
};

/// Which kind of quantity an indicator takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// A bare number, or one with a counted noun.
    Count,
    /// An amount of money.
    Money,
    /// A percentage or a fraction.
    Percent,
    /// A length of time, or a frequency.
    Duration,
}

/// Which of several periods a table without a period of its own shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Headline {
    /// The first: what an investment costs to begin with.
    First,
    /// The last: what a saving comes to.
    Last,
    /// The latest that was observed, before anything planned.
    #[default]
    LatestActual,
}

/// A sentence and what the rules must find in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The number of this indicator in it, as written.
    pub number: String,
}

/// One indicator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its code.
    pub code: IndicatorCode,
    /// Its Danish name.
    pub danish: String,
    /// Its English name.
    pub english: String,
    /// What it is, in English.
    pub definition: String,
    /// Its main unit.
    pub unit: Unit,
    /// The kinds of quantity that it takes.
    pub takes: Vec<Takes>,
    /// Which of several periods a table shows.
    #[serde(default)]
    pub headline: Headline,
    /// Whether it stands beside the main indicators: its words are looked for apart from theirs, it counts only where
    /// the text is about children and young people, and the tables leave it out unless it is asked for.
    #[serde(default)]
    pub further: bool,
    /// Whether a user's own catalogue added it: its words are looked for apart from those of the main indicators too,
    /// but it counts whatever the text is about, and tables show it unasked.
    #[serde(skip)]
    pub own: bool,
    /// Whether a value without other words is an average, such as a price for each or a time in general.
    #[serde(default)]
    pub mean: bool,
    /// Whether its amounts mean more when they are divided by the number of children: how many there are of something, or
    /// what it costs.
    #[serde(default)]
    pub per_capita: bool,
    /// The largest plausible value; a larger one is something else.
    #[serde(default)]
    pub largest: Option<u32>,
    /// Nouns that make the number before them one of this indicator; `*` stands for any letters.
    #[serde(default)]
    pub counted: Vec<String>,
    /// Words of which one must stand in the sentence or its heading for a counted noun to count; none means always.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Words that make a number near them one of this indicator.
    #[serde(default)]
    pub triggers: Vec<String>,
    /// Words that do so only where nothing stronger stands near.
    #[serde(default)]
    pub weak: Vec<String>,
    /// Words that right ahead of a number decide for it, whatever else stands near.
    #[serde(default)]
    pub ahead: Vec<String>,
    /// The same right behind a number.
    #[serde(default)]
    pub behind: Vec<String>,
    /// Words in the sentence that speak against it.
    #[serde(default)]
    pub counter: Vec<String>,
    /// Sentences with a figure of this indicator.
    #[serde(default)]
    pub examples: Vec<Example>,
    /// Sentences with a number that is none.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

impl Indicator {
    /// Its name in the language asked for.
    pub fn name(&self, danish: bool) -> &str {
        if danish { &self.danish } else { &self.english }
    }

    /// Whether a value can be one of this indicator at all.
    pub fn plausible(&self, value: Value) -> bool {
        self.largest.is_none_or(|largest| value.high() <= Decimal::from(largest))
    }

    /// Whether whole passages are about it: children, notifications, measures, cases, and rates of their own.
    pub fn is_topic(&self) -> bool {
        !self.own && self.takes == [Takes::Percent]
            || matches!(self.code.as_str(), "placements" | "notifications" | "preventive_measures" | "caseload")
    }

    /// Whether its words are looked for apart from those of the main indicators, by rules that know no indicator by name.
    pub fn is_apart(&self) -> bool {
        self.further || self.own
    }

    /// Whether it takes a kind of quantity.
    pub fn takes(&self, kind: Takes) -> bool {
        self.takes.contains(&kind)
    }
}

/// All indicators, in the order of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Words that make an amount something that no indicator holds.
    #[serde(default)]
    pub counter: Vec<String>,
    /// Words of the field, of which one must stand near for a weak word to count.
    #[serde(default)]
    pub field: Vec<String>,
    /// Words that only look like those of an indicator: names of plans, meetings and documents.
    #[serde(default)]
    pub names: Vec<String>,
    /// Words of children and young people, of which one must stand near for a further indicator to count.
    #[serde(default)]
    pub children: Vec<String>,
    /// Words of adults and other services, which make it none where they stand nearer.
    #[serde(default)]
    pub elsewhere: Vec<String>,
    /// Words of services that are none of ours: nearest to an amount, they make it nobody's here.
    #[serde(default)]
    pub services: Vec<String>,
    #[serde(rename = "indicator")]
    pub(super) indicators: Vec<Indicator>,
}

impl Catalogue {
    /// The catalogue in a TOML text.
    pub fn parse(toml: &str) -> Result<Self> {
        let catalogue: Catalogue = toml::from_str(toml).map_err(|cause| {
            Error::new(ErrorKind::Usage, "the catalogue of indicators cannot be read").caused_by(cause)
        })?;
        let mut seen = HashSet::new();
        match catalogue.indicators.iter().find(|one| !seen.insert(&one.code)) {
            Some(twice) => {
                Err(Error::new(ErrorKind::Usage, format!("the catalogue gives the indicator “{}” twice", twice.code)))
            }
            None => Ok(catalogue),
        }
    }

    pub(super) fn load() -> Self {
        Catalogue::parse(include_str!("indicators.toml")).unwrap_or_else(|error| panic!("{}", error.one_line()))
    }

    /// All indicators, in the order of the file.
    pub fn all(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Where the indicator with a code stands among [`all`](Self::all).
    pub(crate) fn position(&self, code: &str) -> Option<usize> {
        self.all().iter().position(|one| one.code.as_str() == code)
    }

    /// The indicator with a code.
    pub fn get(&self, code: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|one| one.code.as_str() == code)
    }

    /// Whether a code is that of a further indicator.
    pub fn is_further(&self, code: &IndicatorCode) -> bool {
        self.indicators.iter().any(|one| one.further && one.code == *code)
    }

    /// The indicator whose code or name, Danish or English, a person typed.
    pub fn find(&self, typed: &str) -> Result<&Indicator> {
        let typed = typed.trim();
        let same = |name: &str| name.to_lowercase() == typed.to_lowercase();
        self.indicators
            .iter()
            .find(|one| same(one.code.as_str()) || same(&one.danish) || same(&one.english))
            .ok_or_else(|| {
                let codes: Vec<Cow<'_, str>> = self.indicators.iter().map(|one| one.code.as_str().into()).collect();
                Error::new(ErrorKind::Usage, format!("there is no indicator “{typed}”"))
                    .hint(format!("the codes are {}", codes.join(", ")))
            })
    }
}
