//! Where a record agrees with an annotation: its value, and field by field.
//!
//! Takes an annotation and a record, gives yes or no. A field agrees when it is the annotated one or one that the
//! annotators accept as well; nothing, null and the empty string are one. Values are the same within a millionth,
//! percentages within 0.05, both ends of a range.

use std::borrow::Cow;

use serde_json::Value;

use super::Annotation;
use crate::figure::Record;

/// The fields that are compared, in the order in which scores name them: what is counted, then all else.
pub const FIELDS: [&str; 9] =
    ["indicator", "unit", "statistic", "municipality", "period", "status", "placement_type", "scenario", "profession"];

/// How many of [`FIELDS`] say what is counted.
pub(super) const TYPED: usize = 2;

/// From where on [`FIELDS`] are breakdowns. The other breakdowns are free text and not compared.
const BREAKDOWNS: usize = 6;

/// How far a percentage may be off: a third is 33.3 for one and 33.33 for another.
const PERCENT: f64 = 0.05;

/// Whether a record has the annotation's value of the field at a place of [`FIELDS`].
pub(super) fn agrees(field: usize, gold: &Annotation, record: &Record) -> bool {
    let name = FIELDS[field];
    let got = got(field, record);
    if field >= BREAKDOWNS {
        return got.as_deref() == gold.breakdown(name) || gold.accepts(&format!("dims.{name}"), got.as_deref());
    }
    got.as_deref() == gold.text(name) || gold.accepts(name, got.as_deref())
}

fn got(field: usize, record: &Record) -> Option<Cow<'_, str>> {
    let text = match FIELDS[field] {
        "indicator" => record.indicator.as_str().into(),
        "unit" => record.unit.name().into(),
        "statistic" => record.statistic.name().into(),
        "municipality" => record.municipality.as_ref()?.as_str().into(),
        "period" => record.period?.to_string().into(),
        "status" => record.status.name().into(),
        breakdown => Cow::Borrowed(record.dims.get(breakdown)?.as_ref()),
    };
    (!text.is_empty()).then_some(text)
}

/// Whether a record has the annotated value.
pub(super) fn same_value(gold: &Annotation, record: &Record) -> bool {
    let bounds = |value: &Value| match value {
        Value::Object(range) => (range.get("low").and_then(Value::as_f64), range.get("high").and_then(Value::as_f64)),
        one => (one.as_f64(), one.as_f64()),
    };
    let percent = gold.text("unit") == Some("percent");
    let close = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= if percent { PERCENT } else { 1e-6 * a.abs().max(b.abs()).max(1.0) },
        (a, b) => a.is_none() && b.is_none(),
    };
    // As it is printed, so that a score of the printed records comes out the same.
    let printed = serde_json::to_value(record.value).unwrap_or_default();
    let (gold, got) = (bounds(gold.fields.get("value").unwrap_or(&Value::Null)), bounds(&printed));
    close(gold.0, got.0) && close(gold.1, got.1)
}
