//! The same posts with another number, or at another price.
//!
//! Takes the records of one document in their order, gives a finding for posts that are to be hired in two places for the
//! same purpose. Purpose is told by the words around the posts, of which a rare one weighs more than one that the document
//! uses everywhere, and by the caseload that they are to bring about. Refuses what comes on top of other posts, in steps
//! or as an alternative, and numbers too far from each other to be one.

use std::{
    cell::{LazyCell, OnceCell},
    collections::{BTreeMap, BTreeSet, HashMap},
};

use rust_decimal::Decimal;

use super::{Finding, rounding, topic, wording};
use crate::{
    comparison::Names,
    figure::{Record, Statistic, Status},
    reference::Reference,
};

/// What posts can contradict each other in: their number and their price.
pub(super) const INDICATORS: [&str; 2] = ["staff", "investment"];
/// How much of the lesser purpose two posts must share, by weight, and in how many words.
const SHARED: f64 = 0.5;
const WORDS: usize = 2;
/// How far two numbers of the same posts may lie apart: a third of the greater.
const FAR: i64 = 3;
/// More posts of one profession than these are not said twice: they are many.
const MOST: usize = 60;

/// Posts to be hired, with their purpose and their price.
struct Posts<'a> {
    record: &'a Record,
    profession: &'a str,
    /// The words around it.
    text: &'a str,
    /// What they say, told once it is asked.
    purpose: OnceCell<BTreeSet<String>>,
    price: Option<&'a Record>,
    caseload: Option<&'a Record>,
}

/// What two posts are found to differ in: its claims and why they are held against each other.
type Differing<'a> = (BTreeMap<usize, &'a Record>, Names);

/// The contradictions between posts.
pub(super) fn contradictions(records: &[&Record], reference: &Reference) -> Vec<Finding> {
    let all = posts(records);
    let mut alike: BTreeMap<_, Vec<&Posts<'_>>> = BTreeMap::new();
    for one in &all {
        let Record { municipality, unit, period, dims, .. } = one.record;
        let parts: Vec<_> = dims.iter().filter(|(key, _)| !["profession", "item"].contains(&key.as_ref())).collect();
        let key = (municipality, unit, period.map(|time| time.to_string()), parts, one.profession);
        alike.entry(key).or_default().push(one);
    }
    alike.retain(|_, group| (2..=MOST).contains(&group.len()));
    if alike.is_empty() {
        return Vec::new();
    }
    let weights = LazyCell::new(|| Weights::of(records, reference));
    alike
        .into_values()
        .flat_map(|group| differing(&group, |a, b| weights.same(a, b)))
        .map(|(indicator, claims, reason)| {
            let claims: Vec<&Record> = claims.into_values().collect();
            wording::posts(indicator, &claims, reason, reference)
        })
        .collect()
}

/// The posts of a document that are to be hired, each with what follows it before the next.
fn posts<'a>(records: &[&'a Record]) -> Vec<Posts<'a>> {
    let mut all = Vec::new();
    for (at, record) in records.iter().copied().enumerate().filter(|(_, record)| is_posts(record)) {
        let own = &records[at + 1..];
        let end = own.iter().position(|next| is_posts(next) || !goes_on(record, next)).unwrap_or(own.len());
        let own = &own[..end];
        let text = stretch(record, own);
        let heading = record.heading.as_deref().unwrap_or_default();
        let Some(profession) =
            profession(record).filter(|_| !topic::APART.is_match(text) && !topic::APART.is_match(heading))
        else {
            continue;
        };
        all.push(Posts {
            record,
            profession,
            text,
            purpose: OnceCell::new(),
            price: own.iter().copied().find(|one| one.indicator.as_str() == "investment"),
            caseload: own
                .iter()
                .copied()
                .find(|one| one.indicator.as_str() == "caseload" && one.status == Status::Target),
        });
    }
    all
}

fn is_posts(record: &Record) -> bool {
    let counted = matches!(record.statistic, Statistic::Change | Statistic::Level);
    record.indicator.as_str() == "staff" && counted && record.cell.is_none()
}

/// Whether a number goes on about the posts: in their sentence, in the row that they are the label of, or as an amount that
/// is a sentence of its own behind them.
fn goes_on(posts: &Record, next: &Record) -> bool {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let behind = |before: &str| !before.is_empty() && line(&posts.quote).ends_with(before);
    let row = next.cell.is_some() && next.quote.starts_with(&posts.quote);
    next.quote == posts.quote || row || next.before.as_deref().is_some_and(behind)
}

/// The posts' part of their sentence: from the number before theirs to the last of their own.
fn stretch<'a>(posts: &'a Record, own: &[&Record]) -> &'a str {
    let quote = posts.quote.as_str();
    let Some(at) = topic::place(quote, &posts.number) else { return quote };
    let from = quote[..at]
        .rfind(|c: char| c.is_ascii_digit() || matches!(c, ')' | ';' | '•'))
        .map_or(0, |end| end + quote[end..].chars().next().map_or(0, char::len_utf8));
    let mut to = at;
    for one in own.iter().filter(|one| one.quote == quote) {
        to = topic::place(&quote[to..], &one.number).map_or(to, |place| to + place + one.number.len());
    }
    // Behind a price something else begins; before there is one, the sentence goes on about the posts.
    let priced = own.iter().any(|one| one.indicator.as_str() == "investment" && one.quote == quote);
    &quote[from..if priced { to } else { quote.len() }]
}

/// Those who have cases are called by several names for one profession.
fn profession(record: &Record) -> Option<&str> {
    let name = record.dims.get("profession").or_else(|| record.dims.get("item"))?.as_ref();
    Some(if name == "social_worker" { "caseworker" } else { name })
}

impl Posts<'_> {
    fn purpose(&self, reference: &Reference) -> &BTreeSet<String> {
        self.purpose.get_or_init(|| topic::telling(self.text, self.record, reference).into_iter().collect())
    }
}

/// How much each word weighs in a document: one of every sentence next to nothing.
struct Weights<'a> {
    reference: &'a Reference,
    sentences: f64,
    having: HashMap<String, u32>,
}

impl<'a> Weights<'a> {
    fn of(records: &[&Record], reference: &'a Reference) -> Self {
        let quotes: BTreeMap<&str, &Record> = records.iter().map(|record| (record.quote.as_str(), *record)).collect();
        let mut having = HashMap::new();
        for (quote, record) in &quotes {
            let stems: BTreeSet<String> = topic::telling(quote, record, reference).into_iter().collect();
            stems.into_iter().for_each(|stem| *having.entry(stem).or_default() += 1);
        }
        let sentences = f64::from(u32::try_from(quotes.len()).unwrap_or(u32::MAX));
        Weights { reference, sentences, having }
    }

    fn sum<'s>(&self, stems: impl IntoIterator<Item = &'s String>) -> f64 {
        let having = |stem: &String| f64::from(self.having.get(stem).copied().unwrap_or(1));
        stems.into_iter().map(|stem| (1.0 + self.sentences / having(stem)).ln()).sum()
    }

    /// Why two posts are for the same, where they are.
    fn same(&self, a: &Posts<'_>, b: &Posts<'_>) -> Option<Names> {
        if let (Some(one), Some(other)) = (a.caseload, b.caseload) {
            return Some(wording::same_caseload(one, other));
        }
        let (one, other) = (a.purpose(self.reference), b.purpose(self.reference));
        let shared: Vec<&String> = one.intersection(other).collect();
        let least = self.sum(one).min(self.sum(other));
        let enough = shared.len() >= WORDS && self.sum(shared.iter().copied()) >= SHARED * least;
        enough.then(|| wording::same_purpose(&shared))
    }
}

/// What posts for the same differ in: their number, or at the same number their price.
fn differing<'a>(
    group: &[&Posts<'a>],
    same: impl Fn(&Posts<'_>, &Posts<'_>) -> Option<Names>,
) -> Vec<(&'static str, BTreeMap<usize, &'a Record>, Names)> {
    let mut found: BTreeMap<(&str, String), Differing<'a>> = BTreeMap::new();
    for (at, a) in group.iter().enumerate() {
        for b in group[at + 1..].iter().filter(|b| b.record.quote != a.record.quote) {
            let agree = rounding::agree(a.record, b.record);
            let (indicator, one, other) = match (agree, a.price, b.price) {
                (false, ..) if planned(a.record, b.record) && near(a.record, b.record) => ("staff", a.record, b.record),
                (true, Some(one), Some(other)) if one.period == other.period && !rounding::agree(one, other) => {
                    ("investment", one, other)
                }
                _ => continue,
            };
            let Some(reason) = same(a, b) else { continue };
            let mut values = [one, other].map(|one| one.value.map(|value| value.to_string()).unwrap_or_default());
            values.sort();
            let (claims, _) = found.entry((indicator, values.join(" "))).or_insert((BTreeMap::new(), reason));
            claims.extend([(one.start, one), (other.start, other)]);
        }
    }
    found.into_iter().map(|((indicator, _), (claims, reason))| (indicator, claims, reason)).collect()
}

/// Whether both are to be hired, and neither counts those who are there.
fn planned(a: &Record, b: &Record) -> bool {
    a.status == b.status && [a, b].iter().all(|one| one.statistic == Statistic::Change)
}

/// Whether two numbers of posts are near enough to be meant for one.
fn near(a: &Record, b: &Record) -> bool {
    let (Some(a), Some(b)) = (a.value, b.value) else { return false };
    let apart = (a.low() - b.high()).max(b.low() - a.high());
    apart * Decimal::from(FAR) <= a.high().max(b.high())
}
