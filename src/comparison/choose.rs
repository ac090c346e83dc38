//! Which value a cell shows, out of all that the documents give for it.
//!
//! Takes the records of one municipality that a column may hold, gives them back in order, each with its [`Role`]. First
//! what a cell is about, then which claim about it, each step only among what the step before left:
//!
//! 1. scope: totals and the combined scenario before parts, parts before single scenarios;
//! 2. status, in the column's order (see [`Phase`]);
//! 3. levels and averages before minima and maxima; one breakdown, one unit, one kind of money: parts of different
//!    breakdowns never stand side by side;
//! 4. recency: dated before undated, then by the query's rule, else the catalogue's for the indicator (first, last);
//! 5. what a person has verified;
//! 6. directness: a sentence that names the owner before one that does not;
//! 7. confidence; and where all that is equal the earliest place, so that the same documents give the same table.
//!
//! Refuses to add parts up, to average, or to let a hedge go.

use std::{borrow::Cow, cell::LazyCell, cmp::Reverse, collections::HashMap};

use serde::Serialize;

use super::{
    column::{Column, Phase},
    conflict::{self, Contradictions},
    scope::{self, Scope},
};
use crate::{
    figure::{Dimensions, Record, Statistic, Status},
    quantity::{Period, Value},
    reference::Headline,
};

/// What a value does in its cell, in the order that a cell lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// It is the cell's value.
    Value,
    /// It is one of the parts that stand for a total which no document gives.
    Part,
    /// The lowest, beside an average.
    Lowest,
    /// The highest, beside an average.
    Highest,
    /// What is expected to follow.
    Outlook,
    /// Another value out of the same sentence, such as the one before.
    SameSentence,
    /// The value of another unnamed group.
    OtherGroup,
    /// Says otherwise about the same thing at the same time.
    Contradicting,
    /// Does not show in the cell, only in its list of sources.
    Other,
}

/// Records that say the same: one observation with one source or several, the best first.
#[derive(Clone, Debug)]
pub(super) struct Group<'a> {
    pub records: Vec<&'a Record>,
    pub value: Value,
    pub dims: Cow<'a, Dimensions>,
}

impl<'a> Group<'a> {
    /// The record that speaks for all.
    pub(super) fn first(&self) -> &'a Record {
        self.records[0]
    }

    /// Whether a person stands behind it.
    pub(super) fn is_verified(&self) -> bool {
        self.records.iter().any(|record| record.decision.is_some())
    }

    /// Whether a record says the same, of whatever part.
    fn says(&self, record: &Record) -> bool {
        let said = |one: &Record| (one.value, one.statistic, one.unit, one.period, one.status);
        said(self.first()) == said(record)
    }
}

/// Whether a sentence has a name in it, which is in small letters; without a copy of the sentence where it can be.
pub(super) fn has_name(sentence: &str, name: &str) -> bool {
    if name.is_ascii() {
        let (name, mut places) = (name.as_bytes(), sentence.as_bytes().windows(name.len()));
        places.any(|place| place[0].eq_ignore_ascii_case(&name[0]) && place.eq_ignore_ascii_case(name))
    } else {
        sentence.to_lowercase().contains(name)
    }
}

/// Puts records that say the same together, sorted by how well they are supported: best first, in the groups and among
/// them. `direct` says whether a record's own sentence names its owner.
pub(super) fn group<'a>(records: Vec<&'a Record>, column: &Column, direct: impl Fn(&Record) -> bool) -> Vec<Group<'a>> {
    let mut ranked: Vec<(bool, &Record)> = records.into_iter().map(|record| (direct(record), record)).collect();
    ranked.sort_by(|(a_direct, a), (b_direct, b)| {
        let by_verdict = b.decision.is_some().cmp(&a.decision.is_some());
        let by_directness = by_verdict.then_with(|| b_direct.cmp(a_direct));
        let by_confidence = by_directness.then_with(|| b.confidence.total_cmp(&a.confidence));
        let place = |record: &'a Record| (&record.doc, record.start, record.end);
        by_confidence.then_with(|| place(a).cmp(&place(b)))
    });
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut of_year: HashMap<Option<u16>, Vec<usize>> = HashMap::new();
    for (_, record) in ranked {
        let Some(value) = record.value else { continue };
        let places = of_year.entry(record.period.map(|period| period.start.year)).or_default();
        let dims = LazyCell::new(|| column.beyond(scope::parts(&record.dims)));
        let is_same = |group: &Group<'_>| {
            group.says(record) && (group.first().dims == record.dims || scope::same(&group.dims, &dims))
        };
        match places.iter().find(|place| is_same(&groups[**place])) {
            Some(place) => groups[*place].records.push(record),
            None => {
                places.push(groups.len());
                groups.push(Group { records: vec![record], value, dims: LazyCell::force(&dims).clone() });
            }
        }
    }
    groups
}

/// The groups in the order they show, each with its role; `unnamed` for the owner that is an unnamed group of
/// municipalities, which need not be the same one twice.
pub(super) fn choose<'a>(
    groups: Vec<Group<'a>>,
    column: &Column,
    unnamed: bool,
    contradictions: &Contradictions<'_>,
) -> Vec<(Role, Group<'a>)> {
    let mut kept = groups;
    let mut rest = Vec::new();
    keep_best(&mut kept, &mut rest, |group| scope::of(&group.dims));
    keep_best(&mut kept, &mut rest, |group| column.phase.rank(group.first().status));
    keep_best(&mut kept, &mut rest, |group| is_bound(group.first().statistic));
    keep_best(&mut kept, &mut rest, |group| scope::axis(&group.dims));
    keep_best(&mut kept, &mut rest, |group| group.first().unit);
    keep_best(&mut kept, &mut rest, |group| scope::kind(&group.dims));
    if !unnamed {
        keep_period(&mut kept, &mut rest, column.headline);
    }
    if column.adds_up() {
        keep_best(&mut kept, &mut rest, |group| !scope::is_named_total(group.first()));
        let best = kept.first().map(|group| group.dims.clone()).unwrap_or_default();
        rest.extend(kept.extract_if(.., |group| !scope::same_kind(&group.dims, &best)));
    }
    let Some(lead) = kept.first() else { return Vec::new() };
    let (first, scope) = (lead.first(), scope::of(&lead.dims));
    let one_claim = !column.adds_up() || kept.len() == 1 || scope::is_named_total(first);
    let mut picked = if scope == Scope::Whole && one_claim {
        let whole = whole(kept, column.headline, unnamed, contradictions);
        with_beside(whole, &mut rest, column.phase)
    } else {
        parts(kept, column, contradictions)
    };
    // What does not show is read as a list: the widest first, then by time and place.
    rest.sort_by_key(|group| {
        let record = group.first();
        let time = record.period.map(|period| (period.last(), period.start));
        (scope::of(&group.dims), column.phase.rank(record.status), time, &record.doc, record.start)
    });
    picked.extend(rest.into_iter().map(|group| (Role::Other, group)));
    picked.sort_by_key(|(role, _)| *role);
    picked
}

/// Shows none of the values where some contradict the others; the claims are still told. Whether it is so.
pub(super) fn give_up(values: &mut [(Role, Group<'_>)]) -> bool {
    let contradicted = values.iter().any(|(role, _)| *role == Role::Contradicting);
    if contradicted {
        for (role, _) in values.iter_mut() {
            *role = match role {
                Role::Value | Role::Part | Role::Contradicting => Role::Contradicting,
                _ => Role::Other,
            };
        }
        values.sort_by_key(|(role, _)| *role);
    }
    contradicted
}

/// Moves everything to `rest` whose key is not the smallest.
fn keep_best<'a, K: Ord>(kept: &mut Vec<Group<'a>>, rest: &mut Vec<Group<'a>>, key: impl Fn(&Group<'a>) -> K) {
    let Some(best) = kept.iter().map(&key).min() else { return };
    rest.extend(kept.extract_if(.., |group| key(group) != best));
}

fn keep_period<'a>(kept: &mut Vec<Group<'a>>, rest: &mut Vec<Group<'a>>, headline: Headline) {
    let period = |group: &Group<'a>| group.first().period;
    keep_best(kept, rest, |group| period(group).is_none());
    match headline {
        Headline::First => keep_best(kept, rest, |group| period(group).map(|one| one.start)),
        Headline::Last | Headline::LatestActual => {
            keep_best(kept, rest, |group| Reverse(period(group).map(|one| one.last())));
        }
    }
}

fn is_bound(statistic: Statistic) -> bool {
    matches!(statistic, Statistic::Min | Statistic::Max)
}

/// One value, and what the others that the steps left are to it.
fn whole<'a>(
    mut kept: Vec<Group<'a>>,
    headline: Headline,
    unnamed: bool,
    contradictions: &Contradictions<'_>,
) -> Vec<(Role, Group<'a>)> {
    let lead = kept.remove(lead(&kept, headline));
    let role = |other: &Group<'_>| match other.first().statistic {
        Statistic::Min if lead.first().statistic != Statistic::Min => Role::Lowest,
        Statistic::Max if lead.first().statistic != Statistic::Max => Role::Highest,
        _ if conflict::same_sentence(lead.first(), other.first()) => Role::SameSentence,
        _ if unnamed => Role::OtherGroup,
        _ if contradictions.between(&lead, other) => Role::Contradicting,
        _ => Role::Other,
    };
    let others: Vec<_> = kept.into_iter().map(|group| (role(&group), group)).collect();
    std::iter::once((Role::Value, lead)).chain(others).collect()
}

/// Of several undated values in one sentence (“fra 87 til 131”) the last written is the latest.
fn lead(kept: &[Group<'_>], headline: Headline) -> usize {
    let first = kept[0].first();
    if first.period.is_some() || headline == Headline::First || is_bound(first.statistic) {
        return 0;
    }
    let verified = kept[0].is_verified();
    let in_sentence =
        |group: &Group<'_>| conflict::same_sentence(first, group.first()) && group.is_verified() == verified;
    (0..kept.len())
        .filter(|index| in_sentence(&kept[*index]))
        .max_by_key(|index| kept[*index].first().start)
        .unwrap_or(0)
}

/// Parts that stand for a total which no document gives: of each part the best value.
fn parts<'a>(mut kept: Vec<Group<'a>>, column: &Column, contradictions: &Contradictions<'_>) -> Vec<(Role, Group<'a>)> {
    if column.adds_up() {
        kept.sort_by_key(|group| Reverse(group.value.high()));
    }
    let mut picked: Vec<(Role, Group<'a>)> = Vec::new();
    for group in kept {
        let shown = || picked.iter().filter(|(role, _)| *role == Role::Part).map(|(_, part)| part);
        let mut same_part = shown().filter(|part| same_part(part, &group));
        let role = match same_part.next() {
            _ if shown().any(|part| contradictions.between(part, &group)) => Role::Contradicting,
            None => Role::Part,
            Some(part) if part.value == group.value => Role::Other,
            // Two amounts that nothing names may be two things.
            Some(_) if column.adds_up() && !group.dims.contains_key("item") => Role::Part,
            Some(_) => Role::Other,
        };
        picked.push((role, group));
    }
    if !column.adds_up() {
        picked.sort_by_key(|(_, group)| (&group.first().doc, group.first().start));
    }
    picked
}

fn same_part(a: &Group<'_>, b: &Group<'_>) -> bool {
    let axis_value = |group: &Group<'_>| scope::axis_value(&group.dims).cloned();
    scope::same(&a.dims, &b.dims) || (a.value == b.value && axis_value(a) == axis_value(b))
}

/// Adds what stands beside the cell's value: minimum and maximum of the same time, and what is expected to follow.
fn with_beside<'a>(
    mut picked: Vec<(Role, Group<'a>)>,
    rest: &mut Vec<Group<'a>>,
    phase: Phase,
) -> Vec<(Role, Group<'a>)> {
    let lead = picked[0].1.clone();
    let (first, dims) = (lead.first(), &lead.dims);
    let same_thing = |group: &Group<'_>| scope::same(&group.dims, dims) && group.first().unit == first.unit;
    for (statistic, role) in [(Statistic::Min, Role::Lowest), (Statistic::Max, Role::Highest)] {
        let wanted = |group: &Group<'_>| {
            let record = group.first();
            same_thing(group)
                && (record.statistic, record.status, record.period) == (statistic, first.status, first.period)
        };
        if let Some(index) = rest.iter().position(wanted) {
            picked.push((role, rest.remove(index)));
        }
    }
    if phase == Phase::ObservedFirst && first.status == Status::Actual {
        let later = |group: &mut Group<'_>| {
            let record = group.first();
            let follows = record.period.zip(first.period).is_some_and(|(next, now)| next.start.year > now.last().year);
            same_thing(group) && record.statistic == first.statistic && record.status != Status::Actual && follows
        };
        let mut outlook: Vec<_> = rest.extract_if(.., later).collect();
        outlook.sort_by_key(|group| group.first().period.map(Period::last));
        // Of each time the best supported.
        for group in outlook {
            let is_next = picked.last().is_none_or(|(_, before)| before.first().period != group.first().period);
            picked.push((if is_next { Role::Outlook } else { Role::Other }, group));
        }
    }
    picked
}
