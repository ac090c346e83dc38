//! What a finding says, in Danish and in English.
//!
//! Takes records and what is wrong between them, gives a [`Finding`] with its words; numbers are quoted as their documents
//! write them.

use std::collections::BTreeSet;

use super::{Claim, Finding, Kind, STATED_TWICE, arithmetic::CHECKS};
use crate::{
    comparison::Names,
    figure::Record,
    present::{self, Lang},
    quantity::Value,
    reference::Reference,
};

/// The same thing with other values.
pub(super) fn contradiction(claims: &[&Record], between_documents: bool, reference: &Reference) -> Finding {
    let time = claims[0].period.is_some();
    let reason = Names {
        da: format!("samme nøgletal{}, status og opdeling", if time { ", tid" } else { "" }),
        en: format!("the same figure{}, status and breakdown", if time { ", time" } else { "" }),
    };
    contradicting(claims[0].indicator.as_str(), claims, between_documents, reason, reference)
}

/// The same posts with another number or price.
pub(super) fn posts(indicator: &str, claims: &[&Record], reason: Names, reference: &Reference) -> Finding {
    contradicting(indicator, claims, false, reason, reference)
}

fn contradicting(
    indicator: &str,
    claims: &[&Record],
    between_documents: bool,
    reason: Names,
    reference: &Reference,
) -> Finding {
    let first = claims[0];
    let mut seen = BTreeSet::new();
    let written = claims.iter().filter(|claim| seen.insert(claim.value.map(|value| value.to_string())));
    let written: Vec<&str> = written.map(|claim| claim.number.as_str()).collect();
    let say = |lang: Lang| {
        let named = reference.catalogue.get(indicator).map_or(indicator, |one| one.name(lang.is_danish()));
        let status = present::status(first.status, lang);
        let time = first.period.map(|period| format!(", {}", present::period(period, lang))).unwrap_or_default();
        let (last, others) = written.split_last().map_or(("", &[][..]), |(last, others)| (*last, others));
        let or = lang.pick("eller", "or");
        format!("{named} ({status}{time}): {} {or} {last}?", others.join(", "))
    };
    finding(
        Kind::Contradiction,
        claims,
        between_documents,
        Names { da: say(Lang::Da), en: say(Lang::En) },
        reason,
        None,
    )
}

/// A total, share or change that is not what the others come to; it comes first among the claims.
pub(super) fn arithmetic(
    kind: Kind,
    check: &str,
    expected: Value,
    claims: &[&Record],
    reference: &Reference,
) -> Finding {
    let first = claims[0];
    let parts: Vec<&str> = claims[1..].iter().map(|claim| claim.number.as_str()).collect();
    let say = |lang: Lang| {
        let named = reference.catalogue.get(first.indicator.as_str());
        let named = named.map_or(first.indicator.as_str(), |one| one.name(lang.is_danish()));
        let gives = present::written(expected, first.unit, false, lang);
        let stated = stated(first, lang);
        let (stands, come) = (lang.pick("der står", "it says"), lang.pick("giver", "come to"));
        format!("{named}: {stands} {stated}, {} {come} {gives}", parts.join(lang.pick(" og ", " and ")))
    };
    let reason = Names { da: danish_check(check).to_owned(), en: check.to_owned() };
    finding(kind, claims, false, Names { da: say(Lang::Da), en: say(Lang::En) }, reason, Some(expected))
}

/// A number as written, and what it stands for where a table's head says so: `3.100 (3,1 mio. kr.)`.
fn stated(record: &Record, lang: Lang) -> String {
    match record.value {
        Some(value) if record.unit.is_money() && !record.number.contains(char::is_alphabetic) => {
            format!("{} ({})", record.number, present::written(value, record.unit, false, lang))
        }
        _ => record.number.clone(),
    }
}

fn finding(
    kind: Kind,
    claims: &[&Record],
    between_documents: bool,
    says: Names,
    reason: Names,
    expected: Option<Value>,
) -> Finding {
    Finding {
        kind,
        municipality: claims[0].municipality.clone(),
        indicator: claims[0].indicator.clone(),
        between_documents,
        says,
        reason,
        claims: claims.iter().map(|claim| Claim::of(claim)).collect(),
        expected,
    }
}

/// Posts that are to bring about a caseload.
pub(super) fn same_caseload(one: &Record, other: &Record) -> Names {
    let numbers =
        if one.number == other.number { one.number.clone() } else { format!("{} / {}", one.number, other.number) };
    Names {
        da: format!("samme stillinger: begge skal få sagstallet ned ({numbers})"),
        en: format!("the same posts: both are to bring the caseload down ({numbers})"),
    }
}

/// Posts whose purpose shares words.
pub(super) fn same_purpose(shared: &[&String]) -> Names {
    let words = shared.iter().map(|stem| format!("{stem}…")).collect::<Vec<_>>().join(", ");
    Names { da: format!("samme stillinger og formål: {words}"), en: format!("the same posts and purpose: {words}") }
}

/// The checks that are no arithmetic of a sentence or a table.
const OTHERS: [(&str, &str); 3] = [
    (STATED_TWICE, "samme værdi, hvor det står igen"),
    ("budget and outcome", "budget, forbrug og afvigelse"),
    ("stated unit", "den enhed, der er skrevet"),
];

/// What a check is called in Danish.
pub fn danish_check(check: &str) -> &str {
    let names = CHECKS.iter().map(|(name, danish, _)| (*name, *danish)).chain(OTHERS);
    names.into_iter().find(|(name, _)| *name == check).map_or(check, |(_, danish)| danish)
}
