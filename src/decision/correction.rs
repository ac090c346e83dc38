//! Putting a figure right, field by field, as a person types it.
//!
//! Takes the name of a field and its text; changes the record. Refuses what a field cannot hold, with what it can; and a
//! number that could be read two ways, such as `1.500`.

use std::{borrow::Cow, collections::BTreeSet, str::FromStr, sync::LazyLock};

use rust_decimal::Decimal;

use crate::{
    Error, ErrorKind, Result,
    figure::{Dimensions, Record},
    quantity::Value,
    reference::{Reference, lexicon::lines},
};

/// The fields that can be put right, in the order in which they are asked for.
pub const FIELDS: [&str; 9] =
    ["value", "indicator", "statistic", "municipality", "approx", "unit", "period", "status", "dims"];

/// What stands for nothing in a field that may be empty.
const NOTHING: &str = "-";

/// The text of a field, as [`correct`] takes it.
pub fn current(figure: &Record, field: &str) -> String {
    let or_nothing = |text: Option<String>| text.unwrap_or_else(|| NOTHING.to_owned());
    match field {
        "value" => or_nothing(figure.value.map(|value| match value {
            Value::Exact(value) => value.normalize().to_string(),
            Value::Range { low, high } => format!("{}..{}", low.normalize(), high.normalize()),
        })),
        "indicator" => figure.indicator.to_string(),
        "statistic" => figure.statistic.to_string(),
        "municipality" => or_nothing(figure.municipality.as_ref().map(ToString::to_string)),
        "approx" => figure.approx.to_string(),
        "unit" => figure.unit.to_string(),
        "period" => or_nothing(figure.period.map(|period| period.to_string())),
        "status" => figure.status.to_string(),
        "dims" if figure.dims.is_empty() => NOTHING.to_owned(),
        "dims" => figure.dims.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("; "),
        _ => String::new(),
    }
}

/// Gives a field what a person typed.
pub fn correct(figure: &mut Record, field: &str, typed: &str, reference: &Reference) -> Result<()> {
    let typed = typed.trim();
    match field {
        "value" => figure.value = Some(value(typed)?),
        "indicator" => figure.indicator = reference.catalogue.find(typed)?.code.clone(),
        "statistic" => figure.statistic = named(field, typed)?,
        "municipality" => figure.municipality = optional(typed, |typed| reference.municipalities.named(typed))?,
        "approx" => figure.approx = named(field, typed)?,
        "unit" => figure.unit = named(field, typed)?,
        "period" => figure.period = optional(typed, |typed| named(field, typed))?,
        "status" => figure.status = named(field, typed)?,
        "dims" => figure.dims = dims(typed)?,
        _ => {
            return Err(Error::new(ErrorKind::Usage, format!("a figure has no field “{field}” that can be put right"))
                .hint(format!("the fields are {}", FIELDS.join(", "))));
        }
    }
    Ok(())
}

fn optional<T>(typed: &str, read: impl Fn(&str) -> Result<T>) -> Result<Option<T>> {
    if typed == NOTHING { Ok(None) } else { read(typed).map(Some) }
}

fn named<T: FromStr<Err: ToString>>(field: &str, typed: &str) -> Result<T> {
    typed.parse().map_err(|cause: T::Err| {
        let why = if field == "approx" { "write true or false".to_owned() } else { cause.to_string() };
        Error::new(ErrorKind::Usage, format!("“{typed}” is no {field}: {why}"))
    })
}

/// `25`, `25,5`, `-3`, or a range `20..25` or `20-25`.
fn value(typed: &str) -> Result<Value> {
    let wrong = |why: &str| {
        Err(Error::new(ErrorKind::Usage, format!("“{typed}” is no value: {why}"))
            .hint("write 25, 25.5 or 20..25; 1500000 without anything between its digits"))
    };
    let hyphen = || typed.char_indices().skip(1).find(|(_, letter)| matches!(letter, '-' | '–'));
    let ends = typed.split_once("..").or_else(|| {
        let (at, letter) = hyphen()?;
        Some((&typed[..at], &typed[at + letter.len_utf8()..]))
    });
    let number = |text: &str| {
        let text = text.trim().replace(',', ".");
        let grouped = text.split_once('.').is_some_and(|(_, after)| after.len() == 3 || after.contains('.'));
        if grouped {
            Err("a point or comma before three digits could part thousands or decimals")
        } else {
            digits(&text)
        }
    };
    match ends
        .map_or_else(|| number(typed).map(Value::Exact), |(low, high)| Ok(Value::range(number(low)?, number(high)?)))
    {
        Ok(value) => Ok(value),
        Err(why) => wrong(why),
    }
}

fn digits(text: &str) -> Result<Decimal, &'static str> {
    Decimal::from_str_exact(text).map_err(|_| "it is no number")
}

/// Breakdowns with the values that they can have, and those with words of the document.
static BREAKDOWNS: LazyLock<BTreeSet<(&str, &str)>> = LazyLock::new(|| {
    let rows = lines(include_str!("../reference/breakdowns.tsv")).skip(1);
    let named = rows
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(dimension, rest)| Some((dimension, rest.split('\t').next()?)));
    let further = [
        ("placement_type", "total"),
        ("recurrence", "once"),
        ("recurrence", "yearly"),
        ("recurrence", "accumulated"),
        ("basis", "gross"),
        ("basis", "net"),
        ("forecast", "earlier"),
    ];
    named.chain(further).collect()
});
const FREE: [&str; 4] = ["age_group", "item", "price_level", "question"];

/// `placement_type=foster_family; item=Løn`; a hyphen for none.
fn dims(typed: &str) -> Result<Dimensions> {
    let mut dims = Dimensions::new();
    let pairs = typed.split(';').map(str::trim).filter(|pair| !pair.is_empty() && *pair != NOTHING);
    for pair in pairs {
        let wrong = |hint: String| Error::new(ErrorKind::Usage, format!("“{pair}” is no breakdown")).hint(hint);
        let Some((key, value)) = pair.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
            return Err(wrong("write name=value, several with semicolons between, such as item=Løn".to_owned()));
        };
        let values: Vec<&str> = BREAKDOWNS.iter().filter(|(one, _)| *one == key).map(|(_, value)| *value).collect();
        if values.is_empty() && !FREE.contains(&key) {
            let names: BTreeSet<&str> = BREAKDOWNS.iter().map(|(one, _)| *one).chain(FREE).collect();
            return Err(wrong(format!("the breakdowns are {}", names.into_iter().collect::<Vec<_>>().join(", "))));
        }
        if value.is_empty() || !values.is_empty() && !values.contains(&value) {
            let can = if values.is_empty() { "the document's words".to_owned() } else { values.join(", ") };
            return Err(wrong(format!("{key} can be {can}")));
        }
        dims.insert(Cow::Owned(key.to_owned()), Cow::Owned(value.to_owned()));
    }
    Ok(dims)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::sample::caseload;

    fn corrected(field: &str, typed: &str) -> Result<String> {
        let mut figure = caseload("31");
        correct(&mut figure, field, typed, Reference::in_use())?;
        Ok(current(&figure, field))
    }

    #[test]
    fn every_field_takes_what_it_shows() {
        let mut figure = caseload("31");
        for (field, typed) in [
            ("value", "20..25"),
            ("indicator", "placements"),
            ("statistic", "share"),
            ("municipality", "Herning"),
            ("approx", "true"),
            ("unit", "percent"),
            ("period", "2018-05"),
            ("status", "target"),
            ("dims", "item=Løn; placement_type=foster_family"),
        ] {
            correct(&mut figure, field, typed, Reference::in_use()).expect(field);
            let shown = current(&figure, field);
            assert_eq!(shown, if field == "municipality" { "657" } else { typed });
            correct(&mut figure, field, &shown, Reference::in_use()).expect(field);
        }
        for field in ["municipality", "period", "dims"] {
            assert_eq!(corrected(field, "-").expect(field), "-");
        }
    }

    #[test]
    fn values_as_people_write_them() {
        for (typed, value) in
            [("25,5", "25.5"), ("-3", "-3"), ("20-25", "20..25"), ("20 – 25", "20..25"), ("-5..-3", "-5..-3")]
        {
            assert_eq!(corrected("value", typed).expect(typed), value);
        }
        for typed in ["1.500", "1,500", "1.500.000", "mange", "", "20-", "1e3"] {
            assert!(corrected("value", typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn what_a_field_cannot_hold_is_refused_with_what_it_can() {
        let refused = |field, typed| {
            let error = corrected(field, typed).expect_err(typed);
            format!("{error}; {}", error.advice().unwrap_or_default())
        };
        assert!(refused("status", "wish").contains("actual, budget, forecast, target, norm"));
        assert!(refused("unit", "kroner").contains("DKK"));
        assert!(refused("period", "i fjor").contains("2018-05"));
        assert!(refused("approx", "ja").contains("true or false"));
        assert!(refused("dims", "farve=blå").contains("placement_type"));
        assert!(refused("dims", "basis=halv").contains("gross, net"));
        assert!(refused("dims", "item").contains("name=value"));
        assert!(refused("quote", "andet").contains("the fields are value, indicator"));
    }
}
