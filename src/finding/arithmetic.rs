//! Arithmetic within one sentence or one row.
use super::Kind;
use crate::figure::Record;
pub(super) fn check(_records: &mut [Record]) {}
pub(super) fn kind(check: &str) -> Option<Kind> {
    match check {
        "column sum" | "row sum" | "investment and saving" | "sum of parts" => Some(Kind::Sum),
        "share of counts" => Some(Kind::Percentage),
        "change between" => Some(Kind::Change),
        _ => None,
    }
}
