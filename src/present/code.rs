//! The names that programs use for what a table is made of: stable, the same in both languages, no blanks in them.
//!
//! Takes plain data, gives codes of letters, digits, `_` and `-`, which every format of statistics takes for an
//! identifier. A document's own words are no codes, and stay as they are.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;

use crate::{
    comparison::{Column, Derived, parts},
    figure::{Dimensions, Unit},
};

/// The whole of a thing, where a part could stand (SDMX).
pub(super) const WHOLE: &str = "_T";
/// What has no meaning here (SDMX).
pub(super) const NOT_APPLICABLE: &str = "_Z";

/// The name that JSON gives it; empty where that is none.
pub(super) fn name_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A number with a decimal point, no thousands and no zeros behind.
pub(super) fn decimal(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A column without its year: `caseload-amount-planned-cases_per_caseworker`.
pub(super) fn column(column: &Column) -> String {
    let mut code = vec![column.indicator.to_string(), name_of(&column.measure), name_of(&column.phase)];
    code.extend(column.status.map(|status| status.to_string()));
    code.extend(column.part.as_ref().map(|part| part.value.as_deref().map_or_else(|| WHOLE.to_owned(), plain)));
    code.extend(column.unit.map(unit));
    code.extend(column.derived.map(|derived| self::derived(&derived)));
    code.join("-")
}

/// A document's own words as part of a code: whatever is no letter and no digit is `_`.
fn plain(words: &str) -> String {
    words.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect()
}

/// What is counted: `cases_per_caseworker`, `DKK`.
pub(super) fn unit(unit: Unit) -> String {
    unit.name().replace('/', "_per_")
}

/// What was made of a column's values, its kind before what it was made with: `per_capita-0-17-1000`, `prices-2022`.
pub(super) fn derived(derived: &Derived) -> String {
    let Ok(Value::Object(fields)) = serde_json::to_value(derived) else { return String::new() };
    let others = fields.iter().filter(|(key, _)| *key != "kind").map(|(_, value)| value);
    let plain = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    fields.get("kind").into_iter().chain(others).filter_map(plain).collect::<Vec<_>>().join("-")
}

/// A part of the whole, `placement_type=foster_family;age_group=0-6`, or [`WHOLE`].
pub(super) fn breakdown(dims: &Dimensions) -> String {
    let parts = parts(dims);
    if parts.is_empty() { WHOLE.to_owned() } else { dimensions(&parts) }
}

/// All that tells a value from others, `key=value` with semicolons between.
pub(super) fn dimensions(dims: &Dimensions) -> String {
    dims.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comparison::{Ages, Coverage, Query, compare, sample::world},
        reference::Reference,
    };

    #[test]
    fn columns_have_codes_of_their_own() {
        let table = compare(world().leak(), &Query::default(), &Coverage::default(), Reference::in_use());
        let codes: Vec<String> = table.columns.iter().map(column).collect();
        assert_eq!(codes[0], "caseload-amount-observed-cases_per_caseworker");
        assert!(codes.iter().all(|code| code.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))));
        let mut once = codes.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), codes.len());
    }

    #[test]
    fn what_is_reckoned_says_so_in_its_code() {
        let per_capita = Derived::PerCapita { ages: Ages::To17, per: 1000, prices: None, counted: None };
        assert_eq!(derived(&per_capita), "per_capita-0-17-1000");
        assert_eq!(derived(&Derived::Prices { year: 2022 }), "prices-2022");
        assert_eq!(derived(&Derived::Norm), "norm");
    }
}
