//! What stands behind a field's colon.
//!
//! Takes a field and its value, gives a [`Restriction`]. Refuses an unknown name, and says which known one comes nearest;
//! and a year or a page that is none.

use std::fmt;

use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use super::{
    Text,
    amount::{Amounts, Bounds},
    broken::Broken,
    condition::Condition,
    field::{Field, indicator, nearest},
    lexer::{Value, word},
};
use crate::{
    document::{DocumentType, Kind},
    figure::{MunicipalityCode, Status},
    present::{self, Lang},
    quantity::{Measure, is_unit},
    reference::Reference,
};

/// What formats are called beside their names.
const KINDS: [(&str, Kind); 21] = [
    ("tekst", Kind::Text),
    ("txt", Kind::Text),
    ("markdown", Kind::Text),
    ("docx", Kind::Word),
    ("doc", Kind::Word),
    ("odt", Kind::Word),
    ("rtf", Kind::Word),
    ("htm", Kind::Html),
    ("web", Kind::Html),
    ("regneark", Kind::Sheet),
    ("excel", Kind::Sheet),
    ("xlsx", Kind::Sheet),
    ("xls", Kind::Sheet),
    ("ods", Kind::Sheet),
    ("præsentation", Kind::Slides),
    ("powerpoint", Kind::Slides),
    ("pptx", Kind::Slides),
    ("ppt", Kind::Slides),
    ("odp", Kind::Slides),
    ("e-mail", Kind::Mail),
    ("eml", Kind::Mail),
];

/// The types that are named where none is near.
const TYPES: &str = "pdf, word, html, text, sheet, slides, mail, or notat, referat, dagsorden, budget, strategi …";

/// What the document, the page or a figure must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) enum Restriction {
    Municipality(MunicipalityCode),
    Region(&'static str),
    Year(Bounds),
    Kind(Kind),
    Type(DocumentType),
    Title(Text),
    Page(Bounds),
    Document(String),
    Status(Status),
    Figure(Condition),
}

impl Field {
    /// What a value says.
    pub fn restriction(self, value: Value<'_>) -> Result<Restriction, Broken> {
        let Value { at, sign, text, .. } = value;
        if !sign.is_empty() && !matches!(self, Field::Year | Field::Page) {
            return Err(Broken::new(at, format!("{sign} compares numbers, and this field has none")));
        }
        let unknown = |what, hint| Broken::new(at, format!("there is no {what} “{text}”")).hint(hint);
        match self {
            Field::Municipality => {
                let municipalities = &Reference::in_use().municipalities;
                let names = municipalities.all().iter().map(|one| one.name);
                let hint = || near(text, names, "`nogletal municipalities` lists them");
                municipalities.find(text).map(Restriction::Municipality).ok_or_else(|| unknown("municipality", hint()))
            }
            Field::Region => {
                let all = format!("the regions are {}", regions().collect::<Vec<_>>().join(", "));
                let hint = || near(text, regions(), &all);
                region(text).map(Restriction::Region).ok_or_else(|| unknown("region", hint()))
            }
            Field::Year => whole(value, 1900..2200, "year").map(Restriction::Year),
            Field::Page => whole(value, 1..1_000_000, "page").map(Restriction::Page),
            Field::Type => {
                let names = KINDS.iter().map(|(name, _)| *name).chain(Kind::ALL.iter().map(|kind| kind.name()));
                let hint = || near(text, names, TYPES);
                document_type(text).ok_or_else(|| unknown("type of document", hint()))
            }
            Field::Title => title(value).map(Restriction::Title),
            Field::Document => Ok(Restriction::Document(text.to_owned())),
            Field::Status => {
                let names = Status::ALL.iter().map(|one| one.name());
                let hint = || near(text, names, "the statuses are actual, budget, forecast, target, norm");
                status(text).map(Restriction::Status).ok_or_else(|| unknown("status", hint()))
            }
            Field::Indicator => {
                let code = indicator(text).map_err(|broken| broken.after(at))?.code.clone();
                Ok(Restriction::Figure(Condition { indicator: code, value: None, statuses: Vec::new() }))
            }
        }
    }
}

/// A hint with the nearest known name, where one is near.
fn near<'a>(text: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(text, known).map_or_else(|| otherwise.to_owned(), |name| format!("the nearest is {name}; {otherwise}"))
}

/// Words of a title; between quotes, a phrase.
fn title(value: Value<'_>) -> Result<Text, Broken> {
    let Value { at, text, quoted, .. } = value;
    match word(text) {
        Ok(None) => Err(Broken::new(at, format!("“{text}” has no word to search for"))),
        _ if quoted => Ok(Text::Phrase(text.to_owned(), 0)),
        Ok(Some(words)) => Ok(words),
        Err(broken) => Err(broken.after(at)),
    }
}

/// The names of the regions, each once.
fn regions() -> impl Iterator<Item = &'static str> {
    let mut regions: Vec<_> = Reference::in_use().municipalities.all().iter().map(|one| one.region).collect();
    regions.sort_unstable();
    regions.dedup();
    regions.into_iter()
}

fn region(typed: &str) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    let name = typed.strip_prefix("region ").unwrap_or(&typed).trim();
    regions().find(|region| region.to_lowercase() == name)
}

fn document_type(typed: &str) -> Option<Restriction> {
    let lower = typed.to_lowercase();
    let named = Kind::ALL.iter().copied().find(|kind| kind.name() == lower);
    let kind = named.or_else(|| KINDS.iter().find(|(name, _)| *name == lower).map(|(_, kind)| *kind));
    kind.map(Restriction::Kind).or_else(|| DocumentType::find(&lower).map(Restriction::Type))
}

fn status(typed: &str) -> Option<Status> {
    let typed = typed.to_lowercase();
    let named = |one: &Status| one.name() == typed || present::status(*one, Lang::Da) == typed;
    Status::ALL.iter().copied().find(named)
}

/// Bounds whose ends are whole numbers without a unit.
fn whole(value: Value<'_>, allowed: std::ops::Range<u32>, what: &str) -> Result<Bounds, Broken> {
    let wrong = || Broken::new(value.at, format!("“{}” is no {what} and no span of them", value.text));
    let amounts = Amounts::parse(value).map_err(|_| wrong())?;
    let fits = |end: Decimal| end.is_integer() && end.to_u32().is_some_and(|end| allowed.contains(&end));
    let bare = amounts.measure == Measure::Bare && !amounts.signed;
    if bare && amounts.bounds.ends().all(fits) { Ok(amounts.bounds) } else { Err(wrong()) }
}

impl Restriction {
    /// Whether a word behind it can only be the unit of its number.
    pub(super) fn lacks_unit(&self, text: &Text) -> bool {
        let bare = |condition: &Condition| condition.value.is_some_and(|value| value.measure == Measure::Bare);
        matches!(self, Restriction::Figure(condition) if bare(condition))
            && matches!(text, Text::Word(word) if is_unit(word))
    }
}

/// Years and pages print as they are typed: without a sign, a unit or a point between thousands.
fn bounds(bounds: Bounds) -> Amounts {
    Amounts { bounds, measure: Measure::Bare, signed: false }
}

impl fmt::Display for Restriction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Restriction::Municipality(code) => write!(f, "municipality:{code}"),
            Restriction::Region(name) => write!(f, "region:{name}"),
            Restriction::Year(years) => write!(f, "year:{}", bounds(*years)),
            Restriction::Kind(kind) => write!(f, "type:{}", kind.name()),
            Restriction::Type(kind) => write!(f, "type:{}", kind.name()),
            Restriction::Title(text) => write!(f, "title:{text}"),
            Restriction::Page(pages) => write!(f, "page:{}", bounds(*pages)),
            Restriction::Document(name) => write!(f, "document:\"{name}\""),
            Restriction::Status(status) => write!(f, "status:{status}"),
            Restriction::Figure(condition) => condition.fmt(f),
        }
    }
}
