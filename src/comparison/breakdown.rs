//! Parts of a whole that a table asks for: `placement_type=foster_family`, or a column for every type.
//!
//! Takes what a person typed, gives [`Part`]s. Refuses a breakdown that no figure has, and a value that its list does not
//! have, each with the choices in the hint.

use std::borrow::Cow;

use serde::Serialize;

use super::{Column, order::danish_key, scope};
use crate::{
    Error, ErrorKind, Result,
    figure::{Dimensions, Record, dimension_values},
};

/// A part of a whole: one type, profession, scenario; or the whole itself, told apart from its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The breakdown, such as `placement_type`.
    pub breakdown: String,
    /// The part; `None` for the whole.
    pub value: Option<String>,
}

impl Part {
    /// Whether a figure is about it.
    pub(super) fn takes(&self, record: &Record) -> bool {
        scope::part(&record.dims, &self.breakdown) == self.value.as_deref()
    }

    /// A figure's breakdown without what the part says already.
    pub fn beyond<'d>(&self, mut dims: Cow<'d, Dimensions>) -> Cow<'d, Dimensions> {
        if dims.contains_key(self.breakdown.as_str()) {
            dims.to_mut().remove(self.breakdown.as_str());
            // The row of a table whose type is known says the same again in its own words.
            if self.breakdown == "placement_type" {
                dims.to_mut().remove("item");
            }
        }
        dims
    }
}

/// A breakdown by its name.
pub(super) fn named(typed: &str) -> Result<String> {
    if scope::AXES.contains(&typed) {
        return Ok(typed.to_owned());
    }
    Err(Error::new(ErrorKind::Usage, format!("there is no breakdown “{typed}”"))
        .hint(format!("there are {}", scope::AXES.join(", "))))
}

/// A part as it is typed: `placement_type=foster_family`; `total` is the whole.
pub(super) fn part(typed: &str) -> Result<Part> {
    let Some((breakdown, value)) = typed.split_once('=') else {
        return Err(Error::new(ErrorKind::Usage, format!("“{typed}” names no part of a breakdown"))
            .hint("write placement_type=foster_family, or placement_type=total for the whole"));
    };
    let (breakdown, value) = (named(breakdown.trim())?, value.trim());
    let known = dimension_values(&breakdown);
    if !known.is_empty() && !known.contains(&value) && !scope::says_whole(&breakdown, value) {
        return Err(Error::new(ErrorKind::Usage, format!("there is no {breakdown} “{value}”"))
            .hint(format!("there are total, {}", known.join(", "))));
    }
    let is_whole = value == "total" || scope::says_whole(&breakdown, value);
    Ok(Part { breakdown, value: (!is_whole).then(|| value.to_owned()) })
}

/// A column for the whole and for every part of a breakdown that figures of it are about.
pub(super) fn split(column: &Column, breakdown: &str, records: &[Record]) -> Vec<Column> {
    let taken = records.iter().filter(|record| column.takes(record));
    let mut values: Vec<Option<&str>> = taken.map(|record| scope::part(&record.dims, breakdown)).collect();
    let known = dimension_values(breakdown);
    values.sort_by_cached_key(|value| {
        let place = value.map(|value| known.iter().position(|one| *one == value).unwrap_or(known.len()));
        (place, value.map(danish_key))
    });
    values.dedup();
    let part = |value: Option<&str>| Part { breakdown: breakdown.to_owned(), value: value.map(str::to_owned) };
    values.into_iter().map(|value| Column { part: Some(part(value)), ..column.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_as_they_are_typed() {
        let typed = |typed: &str| part(typed).map(|one| (one.breakdown, one.value));
        assert_eq!(
            typed("placement_type = foster_family").expect("a part"),
            ("placement_type".into(), Some("foster_family".into()))
        );
        assert_eq!(typed("placement_type=total").expect("the whole").1, None);
        assert_eq!(typed("scenario=combined").expect("the whole").1, None);
        assert_eq!(typed("item=Løn").expect("a row").1.as_deref(), Some("Løn"));
        for (wrong, about) in [
            ("foster_family", "names no part"),
            ("colour=red", "no breakdown “colour”"),
            ("profession=baker", "no profession “baker”"),
        ] {
            assert!(typed(wrong).expect_err("refused").to_string().contains(about), "{wrong}");
        }
    }
}
