//! Room 5, meaning: a quantity and its surroundings become a [`Figure`].
//!
//! Takes a [`Document`](crate::document::Document) and its [`Layout`](crate::layout::Layout), gives the figures that
//! stand in it, each with the rules that decided it. Refuses to fill in what the text does not say: an owner or a
//! period without evidence stays empty, and doubt lowers the confidence.

pub(crate) mod area;
mod assemble;
mod carried;
mod composite;
pub mod confidence;
mod dating;
mod dimensions;
mod examples;
mod explain;
mod extract;
mod facts;
mod lost;
mod mentioned;
mod models;
mod money;
mod overtaken;
mod owner;
mod part;
mod passage;
mod prose;
mod recognised;
mod record;
mod rules;
mod said;
mod staffing;
mod statistic;
mod status;
mod surveyed;
mod tabular;
mod tense;
mod topic;
pub(crate) mod trace;
pub(crate) mod vocabulary;
mod when;
mod whose;

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

pub(crate) use dimensions::values as dimension_values;
pub use examples::{Failing, failing_examples};
pub use explain::{Explanation, Reason, Word, explain, tried};
pub use extract::{Bounds, Extraction, extract};
pub use mentioned::mentioned;
pub use record::{Check, Record, records};
pub use rules::{RuleNote, rule, rules};
pub use trace::{Step, Verdict};
pub use vocabulary::Role;

use crate::{
    document::PageNumber,
    quantity::{Period, Value},
    span::Span,
};

/// A code out of the catalogue of indicators, such as `caseload`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IndicatorCode(pub Cow<'static, str>);

impl IndicatorCode {
    /// The code as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IndicatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whom a figure is about (SDMX: reference area): the official three-digit code of a Danish municipality, `DK` for the
/// country or all municipalities, `DK-group` for an unnamed group of them, `SE` for Sweden, `SE-1490` for one of its
/// municipalities.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MunicipalityCode(pub Cow<'static, str>);

impl MunicipalityCode {
    /// Denmark, or all Danish municipalities.
    pub const DENMARK: MunicipalityCode = MunicipalityCode(Cow::Borrowed("DK"));
    /// An unnamed group of Danish municipalities.
    pub const GROUP: MunicipalityCode = MunicipalityCode(Cow::Borrowed("DK-group"));
    /// Sweden.
    pub const SWEDEN: MunicipalityCode = MunicipalityCode(Cow::Borrowed("SE"));

    /// The code as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is one Danish municipality.
    pub fn is_municipality(&self) -> bool {
        self.0.len() == 3 && self.0.bytes().all(|byte| byte.is_ascii_digit())
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Makes an enum of fixed names that print, parse and serialise alike.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The name that records and options use.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                $name::ALL.iter().copied().find(|one| one.name() == text).ok_or_else(|| {
                    let names: Vec<_> = $name::ALL.iter().map(|one| one.name()).collect();
                    format!("there is no “{text}” among {}", names.join(", "))
                })
            }
        }
    };
}

named! {
    /// What a figure says about its indicator.
    Statistic {
        /// A count or an amount.
        Level = "level",
        /// An average.
        Mean = "mean",
        /// The lowest.
        Min = "min",
        /// The highest.
        Max = "max",
        /// A part of a whole, in percent.
        Share = "share",
        /// A difference, absolute or in percent, with the sign that the text means.
        Change = "change",
    }
}

named! {
    /// Whether it came to be, or was planned (SDMX: observation status).
    Status {
        /// Observed; accounts.
        Actual = "actual",
        /// Adopted money.
        Budget = "budget",
        /// Expected.
        Forecast = "forecast",
        /// A goal, a proposal, a recommendation of the municipality itself.
        Target = "target",
        /// What the law or the profession prescribes.
        Norm = "norm",
    }
}

named! {
    /// What a figure counts (SDMX: unit of measure).
    Unit {
        /// Danish kroner.
        Dkk = "DKK",
        /// Cases or children for one caseworker.
        CasesPerCaseworker = "cases/caseworker",
        /// People.
        Persons = "persons",
        /// Children placed.
        Placements = "placements",
        /// Measures.
        Measures = "measures",
        /// Full-time equivalents (årsværk).
        Fte = "FTE",
        /// Percent, and percentage points of a change.
        Percent = "percent",
        /// Notifications of concern.
        Notifications = "notifications",
        /// Days.
        Days = "days",
        /// Weeks.
        Weeks = "weeks",
        /// Months.
        Months = "months",
        /// Times a year.
        PerYear = "per_year",
        /// Municipalities.
        Municipalities = "municipalities",
        /// Answers to a questionnaire.
        Responses = "responses",
        /// Kroner a case (and year).
        DkkPerCase = "DKK/case",
        /// Kroner a day and night.
        DkkPerDay = "DKK/day",
        /// Kroner a month.
        DkkPerMonth = "DKK/month",
        /// Kroner per inhabitant, of all ages or of an age group.
        DkkPerInhabitant = "DKK/inhabitant",
        /// Kroner per full-time post (and year).
        DkkPerFte = "DKK/FTE",
        /// Cases.
        Cases = "cases",
        /// Pupils.
        Pupils = "pupils",
        /// Persons by the part of the year that they were there (helårspersoner).
        FullYearPersons = "full_year_persons",
        /// Things without a unit of their own, and rates of them; the indicator's name says which.
        Count = "count",
    }
}

impl Unit {
    /// Whether it is kroner, or kroner for each of something.
    pub fn is_money(self) -> bool {
        self.name().starts_with("DKK")
    }

    /// Whether it is a length of time or a frequency.
    pub fn is_duration(self) -> bool {
        matches!(self, Unit::Days | Unit::Weeks | Unit::Months | Unit::PerYear)
    }
}

/// The breakdown of a figure: `placement_type`, `scenario`, `profession` from fixed lists; `age_group`, `item` and
/// `question` in the document's words.
pub type Dimensions = BTreeMap<Cow<'static, str>, Cow<'static, str>>;

/// The name of a rule, as `explain` and the record's `rules` show it.
pub type RuleName = &'static str;

/// A key figure as the text gives it: every part either has evidence there or is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Where the number stands, scale word and range included.
    pub span: Span,
    /// The sentence or table row around it.
    pub quote: Span,
    /// The page, where the format has pages.
    pub page: Option<PageNumber>,
    /// Row and column in a table, counted from 1.
    pub cell: Option<(usize, usize)>,
    /// What is measured.
    pub indicator: IndicatorCode,
    /// Level, mean, share and so on.
    pub statistic: Statistic,
    /// Whom it is about, where the text says.
    pub municipality: Option<MunicipalityCode>,
    /// The number; `None` where the document lost its digits.
    pub value: Option<Value>,
    /// Whether the text hedges (“ca.”, “knap”, “mindst”).
    pub approx: bool,
    /// What it counts.
    pub unit: Unit,
    /// The time it is for, where the text says.
    pub period: Option<Period>,
    /// Observed, adopted, expected, wanted or prescribed.
    pub status: Status,
    /// The breakdown.
    pub dims: Dimensions,
    /// How likely value, indicator and unit are right, 0 to 1: of the figures with 0.9, nine in ten are.
    pub confidence: f64,
    /// What its deciding rule says of that by itself; [`extract()`] holds it [against annotated documents](confidence), and
    /// keeps it here.
    pub said: f64,
    /// The rules that decided it, in order.
    pub rules: Vec<RuleName>,
    /// Arithmetic that it took part in.
    pub checks: Vec<Check<Span>>,
}
