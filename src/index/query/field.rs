//! The fields: what they are called in Danish and English, and what may stand behind their colon.
//!
//! Takes a name and a value, gives a [`Restriction`]. An indicator's code and its names are fields too, and so is what
//! one of these begins with, as long as no other begins with it: `sagstal` for `sagstal pr. rådgiver`. Refuses an unknown
//! name or value, and says which known one comes nearest.

use std::fmt;

use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use super::{
    Query, Text,
    amount::{Amounts, Bounds},
    broken::Broken,
    condition::Condition,
    lexer::{Value, word},
};
use crate::{
    document::{DocumentType, Kind},
    figure::{MunicipalityCode, Status},
    index::danish,
    present::{self, Lang},
    quantity::{Measure, is_unit},
    reference::{Indicator, Reference},
};

/// The fields that are no indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Municipality,
    Region,
    Year,
    Type,
    Title,
    Page,
    Document,
    Status,
    Indicator,
}

/// What each is called in Danish and English, with an example.
const FIELDS: [(Field, &str, &str, &str); 9] = [
    (Field::Municipality, "kommune", "municipality", "kommune:Herning"),
    (Field::Region, "region", "region", "region:Midtjylland"),
    (Field::Year, "år", "year", "år:2016..2019"),
    (Field::Type, "type", "type", "type:pdf or type:referat"),
    (Field::Title, "titel", "title", "titel:budget"),
    (Field::Page, "side", "page", "side:3 or side:1..5"),
    (Field::Document, "dokument", "document", "dokument:notat.pdf"),
    (Field::Status, "status", "status", "status:mål"),
    (Field::Indicator, "nøgletal", "indicator", "nøgletal:sagstal"),
];

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

/// A field's name as it was understood.
#[derive(Clone, Debug)]
pub(super) enum Name {
    Field(&'static str),
    Indicator(&'static Indicator),
}

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

/// The field of a name as typed.
pub(super) fn named(typed: &str) -> Result<Name, Broken> {
    let asked = key(typed);
    let mut fields = FIELDS.iter().flat_map(|(_, danish, english, _)| [*danish, *english]);
    if let Some(found) = fields.find(|name| key(name) == asked) {
        return Ok(Name::Field(found));
    }
    indicator(typed).map(Name::Indicator)
}

/// The indicator of a code, a name, or the beginning of a name.
fn indicator(typed: &str) -> Result<&'static Indicator, Broken> {
    let all = Reference::builtin().catalogue.all();
    let asked = key(typed);
    let names = |one: &'static Indicator| [one.code.as_str(), &one.danish, &one.english].map(key);
    if let Some(exact) = all.iter().find(|one| names(one).contains(&asked)) {
        return Ok(exact);
    }
    let begins = |name: String| name.strip_prefix(&asked).is_some_and(|rest| rest.starts_with('_'));
    let begun: Vec<_> = all.iter().filter(|one| !asked.is_empty() && names(one).into_iter().any(begins)).collect();
    match begun.as_slice() {
        [only] => Ok(only),
        [] => {
            let first = |name: &'static str| name.split(' ').next().unwrap_or(name);
            let names = all.iter().flat_map(|one| [one.code.as_str(), &one.danish, &one.english]);
            let codes = names.flat_map(|name| [first(name), name]);
            let fields = FIELDS.iter().flat_map(|(_, danish, english, _)| [*danish, *english]);
            let hint = match nearest(typed, fields.chain(codes)) {
                Some(name) => format!("the nearest is {}; ", typeable(name)),
                None => "`nogletal indicators` lists the indicators; ".to_owned(),
            };
            Err(Broken::new(0, format!("there is no field “{typed}”")).hint(hint + "put words with a colon in quotes"))
        }
        several => {
            let names: Vec<String> = several.iter().map(|one| typeable(&one.danish)).collect();
            Err(Broken::new(0, format!("“{typed}” may be {}", names.join(" or "))))
        }
    }
}

/// What spellings and forms of a name have in common.
fn key(name: &str) -> String {
    danish::stemmed(name).into_iter().map(|(_, stem)| stem).collect::<Vec<_>>().join("_")
}

/// A name of several words as it can be typed before a colon.
fn typeable(name: &str) -> String {
    danish::words(name).into_iter().map(|word| word.folded).collect::<Vec<_>>().join("_")
}

/// The known name that a typed one most resembles, where one is near.
fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let far = |name: &&str| strsim::osa_distance(&typed, &name.to_lowercase());
    known.min_by_key(far).filter(|name| far(name) <= 1 + typed.chars().count() / 4)
}

impl Name {
    /// What a value says behind the name that stands at a place.
    pub fn restriction(&self, at: usize, value: Value<'_>) -> Result<Query, Broken> {
        let name = match self {
            Name::Indicator(indicator) => {
                return Condition::parse(indicator, value).map(|one| Query::Field(Restriction::Figure(one)));
            }
            Name::Field(name) => name,
        };
        let rows = FIELDS.iter().find(|(_, danish, english, _)| [danish, english].contains(&name));
        let Some((field, _, _, example)) = rows else { return Err(Broken::new(at, "there is no such field")) };
        // Lists are written where a value has no comma of its own.
        let list = !value.quoted && !matches!(field, Field::Year | Field::Page | Field::Title | Field::Document);
        let texts = value.text.split(if list { ',' } else { '\n' }).map(str::trim).filter(|text| !text.is_empty());
        let one = |text| field.restriction(Value { text, ..value }).map_err(|broken| broken.or_hint(example));
        let mut parts = texts.map(one).collect::<Result<Vec<_>, _>>()?;
        match parts.len() {
            0 => Err(Broken::new(at, format!("{name}: needs its value right behind the colon"))
                .hint(format!("such as {example}"))),
            1 => Ok(Query::Field(parts.swap_remove(0))),
            _ => Ok(Query::Any(parts.into_iter().map(Query::Field).collect())),
        }
    }
}

impl Field {
    fn restriction(self, value: Value<'_>) -> Result<Restriction, Broken> {
        let Value { at, sign, text, .. } = value;
        if !sign.is_empty() && !matches!(self, Field::Year | Field::Page) {
            return Err(Broken::new(at, format!("{sign} compares numbers, and this field has none")));
        }
        let reference = Reference::builtin();
        match self {
            Field::Municipality => {
                reference.municipalities.find(text).map(Restriction::Municipality).ok_or_else(|| {
                    let names = reference.municipalities.all().iter().map(|one| one.name);
                    unknown(at, "municipality", text, names, "`nogletal municipalities` lists them")
                })
            }
            Field::Region => region(text).map(Restriction::Region).ok_or_else(|| {
                unknown(
                    at,
                    "region",
                    text,
                    regions(),
                    &format!("the regions are {}", regions().collect::<Vec<_>>().join(", ")),
                )
            }),
            Field::Year => whole(value, 1900..2200, "year").map(Restriction::Year),
            Field::Page => whole(value, 1..1_000_000, "page").map(Restriction::Page),
            Field::Type => document_type(text).ok_or_else(|| {
                let names = KINDS.iter().map(|(name, _)| *name).chain(Kind::ALL.iter().map(|kind| kind.name()));
                let known =
                    "pdf, word, html, text, sheet, slides, mail, or notat, referat, dagsorden, budget, strategi …";
                unknown(at, "type of document", text, names, known)
            }),
            Field::Title => match word(text) {
                Ok(Some(words)) if !value.quoted => Ok(Restriction::Title(words)),
                Ok(Some(_)) => Ok(Restriction::Title(Text::Phrase(text.to_owned(), 0))),
                Ok(None) => Err(Broken::new(at, format!("“{text}” has no word to search for"))),
                Err(_) if value.quoted => Ok(Restriction::Title(Text::Phrase(text.to_owned(), 0))),
                Err(broken) => Err(broken.after(at)),
            },
            Field::Document => Ok(Restriction::Document(text.to_owned())),
            Field::Status => status(text).map(Restriction::Status).ok_or_else(|| {
                let names = Status::ALL.iter().map(|one| one.name());
                unknown(at, "status", text, names, "the statuses are actual, budget, forecast, target, norm")
            }),
            Field::Indicator => indicator(text)
                .map(|one| {
                    Restriction::Figure(Condition { indicator: one.code.clone(), value: None, statuses: Vec::new() })
                })
                .map_err(|broken| broken.after(at)),
        }
    }
}

fn unknown<'a>(at: usize, what: &str, text: &str, known: impl Iterator<Item = &'a str>, else_: &str) -> Broken {
    let hint = nearest(text, known).map_or_else(|| else_.to_owned(), |name| format!("the nearest is {name}; {else_}"));
    Broken::new(at, format!("there is no {what} “{text}”")).hint(hint)
}

/// The names of the regions, each once.
fn regions() -> impl Iterator<Item = &'static str> {
    let mut regions: Vec<_> = Reference::builtin().municipalities.all().iter().map(|one| one.region).collect();
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
