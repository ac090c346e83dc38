//! The fields: what they are called in Danish and English.
//!
//! Takes a name as typed, gives the field or the indicator that is meant. An indicator's code and its names are fields too, and so is what
//! one of these begins with, as long as no other begins with it: `sagstal` for `sagstal pr. rådgiver`. Refuses an unknown
//! name, and says which known one comes nearest.

use super::{Query, broken::Broken, condition::Condition, lexer::Value, restriction::Restriction};
use crate::{
    index::danish,
    reference::{Indicator, Reference},
};

/// The fields that are no indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
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

/// A field's name as it was understood.
#[derive(Clone, Debug)]
pub(super) enum Name {
    Field(&'static str),
    Indicator(&'static Indicator),
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
pub(super) fn indicator(typed: &str) -> Result<&'static Indicator, Broken> {
    let all = Reference::in_use().catalogue.all();
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
pub(super) fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
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
        let mut parts = Vec::new();
        let mut at_part = value.at;
        for text in value.text.split(if list { ',' } else { '\n' }) {
            if !text.trim().is_empty() {
                let part = field.restriction(Value { at: at_part, text: text.trim(), ..value });
                parts.push(part.map_err(|broken| broken.or_hint(example))?);
            }
            at_part += text.len() + 1;
        }
        match parts.len() {
            0 => Err(Broken::new(at, format!("{name}: needs its value right behind the colon"))
                .hint(format!("such as {example}"))),
            1 => Ok(Query::Field(parts.swap_remove(0))),
            _ => Ok(Query::Any(parts.into_iter().map(Query::Field).collect())),
        }
    }
}
