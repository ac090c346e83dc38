//! The values of a spec's keys, as files and flags write them.
//!
//! Takes a text, a whole number or a list of them where a key takes several; a text or one in each language where it takes
//! a name. Refuses anything else.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, SeqAccess, Visitor},
};

use crate::comparison::Names;

/// One thing or several: `"caseload"`, `2018`, `["Herning", "Faxe"]`, and with commas `"Herning, Faxe"` as flags have it.
pub(super) fn list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    from.deserialize_any(List)
}

struct List;

impl<'de> Visitor<'de> for List {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a whole number, or a list of them in brackets")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.split(',').map(str::to_owned).collect())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(vec![number.to_string()])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<Item>()? {
            list.push(item.0);
        }
        Ok(list)
    }
}

/// One thing of a list.
struct Item(String);

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut one = list(from)?;
        // In brackets a comma is part of a name.
        Ok(Item(if one.len() == 1 { one.remove(0) } else { one.join(",") }))
    }
}

/// A name: a text for both languages, or `{ da = "…", en = "…" }`.
pub(in super::super) mod name {
    use super::*;

    pub(in super::super::super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Names>, D::Error> {
        from.deserialize_any(Named).map(Some)
    }

    pub(in super::super::super) fn serialize<S: Serializer>(name: &Option<Names>, to: S) -> Result<S::Ok, S::Error> {
        match name {
            Some(Names { da, en }) if da == en => da.serialize(to),
            name => name.serialize(to),
        }
    }
}

struct Named;

impl<'de> Visitor<'de> for Named {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or one in each language: { da = \"…\", en = \"…\" }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Names, E> {
        Ok(Names { da: text.to_owned(), en: text.to_owned() })
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Names, A::Error> {
        Names::deserialize(de::value::MapAccessDeserializer::new(map))
    }
}

/// A title as a flag gives it: the same in both languages.
pub(super) fn title(typed: &str) -> Result<Names, String> {
    Ok(Names { da: typed.to_owned(), en: typed.to_owned() })
}

/// How sure a figure must be, as a person types it.
pub fn confidence(typed: &str) -> Result<f64, String> {
    let number = typed.replace(',', ".").parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a confidence is a number from 0 to 1, such as 0.8".to_owned())
}
