//! What changed between the figures of a document before and after a run.
//!
//! Takes both, gives a [`FigureChange`] for each that appeared, changed or went. Two figures are one that changed where
//! they stand in the same place, in the same sentence but for its digits, or are the only ones of their kind; where
//! several could be meant none is, and they went and appeared. Refuses to call it a change that a figure stands elsewhere,
//! in other words, or was decided by other rules.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Kind;
use crate::figure::Record;

/// A figure that is not what it was.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureChange<'a> {
    /// What happened to it.
    pub change: Kind,
    /// The name of its document, the new one where there are two.
    pub doc: &'a str,
    /// What of it is different: the names of the fields; empty where there is nothing to compare with.
    pub fields: Vec<&'static str>,
    /// As it was.
    pub before: Option<&'a Record>,
    /// As it is.
    pub after: Option<&'a Record>,
}

impl<'a> FigureChange<'a> {
    fn of(before: Option<&'a Record>, after: Option<&'a Record>) -> Option<Self> {
        let (change, record) = match (before, after) {
            (None, Some(record)) => (Kind::Appeared, record),
            (Some(record), None) => (Kind::Gone, record),
            (Some(_), Some(record)) => (Kind::Changed, record),
            (None, None) => return None,
        };
        let fields = before.zip(after).map(|(was, is)| differing(was, is)).unwrap_or_default();
        Some(FigureChange { change, doc: &record.doc, fields, before, after })
    }
}

/// What changed, by place in the document.
pub fn figures<'a>(before: &'a [Record], after: &'a [Record]) -> Vec<FigureChange<'a>> {
    let mut open = Open { before: before.iter().collect(), after: after.iter().collect() };
    // What says the same is no change, here or elsewhere in the document, however often.
    open.pair(Count::Any, |one| (said(one), one.quote.clone()));
    open.pair(Count::Any, said);
    let mut changed = open.pair(Count::One, |one| one.id.clone());
    changed.extend(open.pair(Count::Same, |one| (kind(one), one.unit.to_string(), frame(one))));
    changed.extend(open.pair(Count::Same, |one| (one.indicator.to_string(), one.cell.clone(), frame(one))));
    changed.extend(open.pair(Count::One, |one| (kind(one), one.unit.to_string())));
    changed.extend(open.pair(Count::One, |one| (one.number.clone(), one.quote.clone())));
    let changed = changed.into_iter().map(|(was, is)| (Some(was), Some(is)));
    let gone = open.before.into_iter().map(|was| (Some(was), None));
    let appeared = open.after.into_iter().map(|is| (None, Some(is)));
    let all = changed.chain(gone).chain(appeared);
    let mut found: Vec<FigureChange<'_>> = all.filter_map(|(was, is)| FigureChange::of(was, is)).collect();
    found.sort_by_key(|one| one.after.or(one.before).map(|record| (record.start, record.end)));
    found
}

/// How many figures may have one key for them to be paired.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    /// One before and one after.
    One,
    /// As many before as after: they are paired in their order.
    Same,
    /// However many: as many are paired as there are on both sides.
    Any,
}

/// The figures that have no other half yet.
struct Open<'a> {
    before: Vec<&'a Record>,
    after: Vec<&'a Record>,
}

impl<'a> Open<'a> {
    /// Takes out the pairs with equal keys.
    fn pair<K: Ord>(&mut self, count: Count, key: impl Fn(&Record) -> K) -> Vec<(&'a Record, &'a Record)> {
        if self.before.is_empty() || self.after.is_empty() {
            return Vec::new();
        }
        let mut groups: BTreeMap<K, [Vec<&'a Record>; 2]> = BTreeMap::new();
        for (side, records) in [&self.before, &self.after].into_iter().enumerate() {
            for record in records {
                groups.entry(key(record)).or_default()[side].push(*record);
            }
        }
        let (mut pairs, mut before, mut after) = (Vec::new(), Vec::<&Record>::new(), Vec::<&Record>::new());
        for [old, new] in groups.into_values() {
            let paired = match count {
                Count::One => usize::from(old.len() == 1 && new.len() == 1),
                Count::Same => {
                    if old.len() == new.len() {
                        old.len()
                    } else {
                        0
                    }
                }
                Count::Any => old.len().min(new.len()),
            };
            pairs.extend(old.iter().copied().zip(new.iter().copied()).take(paired));
            before.extend(&old[paired..]);
            after.extend(&new[paired..]);
        }
        before.sort_by_key(|one| (one.start, one.end));
        after.sort_by_key(|one| (one.start, one.end));
        (self.before, self.after) = (before, after);
        pairs
    }
}

/// The fields of a figure that say something, each as text to compare.
fn fields(record: &Record) -> [(&'static str, String); 9] {
    let value = record.value.map(|value| [value.low(), value.high()].map(|end| end.normalize().to_string()).join("–"));
    [
        ("indicator", record.indicator.to_string()),
        ("municipality", record.municipality.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("period", record.period.map(|period| period.to_string()).unwrap_or_default()),
        ("statistic", record.statistic.to_string()),
        ("status", record.status.to_string()),
        ("dims", format!("{:?}", record.dims)),
        ("unit", record.unit.to_string()),
        ("value", value.unwrap_or_default()),
        ("approx", record.approx.to_string()),
    ]
}

fn said(record: &Record) -> [String; 9] {
    fields(record).map(|(_, text)| text)
}

/// What tells it from other figures of the document, its value, unit and hedge aside.
fn kind(record: &Record) -> Vec<String> {
    fields(record).into_iter().take(6).map(|(_, text)| text).collect()
}

fn differing(was: &Record, is: &Record) -> Vec<&'static str> {
    let both = fields(was).into_iter().zip(fields(is));
    both.filter(|(was, is)| was != is).map(|((name, _), _)| name).collect()
}

/// The sentence without its digits: what stays when only the numbers are brought up to date.
fn frame(record: &Record) -> String {
    let mut frame = String::new();
    for word in record.quote.replace(&record.number, "#").split_whitespace() {
        let mut inside = false;
        for letter in word.chars() {
            let digit = letter.is_ascii_digit() || letter == '#' || inside && matches!(letter, '.' | ',');
            if !digit {
                frame.push(letter);
            } else if !inside {
                frame.push('#');
            }
            inside = digit;
        }
        frame.push(' ');
    }
    frame
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Limits, Source},
        pipeline,
        reference::Reference,
    };

    fn read(text: &str) -> Vec<Record> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notat.txt");
        std::fs::write(&path, format!("Vejle Kommune\n\nNotat, 3. maj 2021\n\n{text}\n")).expect("a file");
        let source = Source::file(path, "notat.txt");
        pipeline::read(&source, &Limits::default(), Reference::in_use()).expect("a reading").records
    }

    /// What happened, with the numbers as written and the fields that differ.
    fn told(before: &str, after: &str) -> Vec<String> {
        let (before, after) = (read(before), read(after));
        assert!(!before.is_empty() || !after.is_empty(), "there are figures");
        let number = |record: Option<&Record>| record.map_or("–", |one| one.number.as_str()).to_owned();
        let told = |one: &FigureChange<'_>| {
            format!("{} → {}: {}", number(one.before), number(one.after), one.fields.join(" "))
        };
        figures(&before, &after).iter().map(told).collect()
    }

    const PLACED: &str = "Vejle Kommune havde 103 anbragte børn i 2021.";
    const CASES: &str = "Hver rådgiver har 31 sager.";

    #[test]
    fn a_number_that_is_brought_up_to_date_is_a_change() {
        assert_eq!(told(PLACED, &PLACED.replace("103", "104")), ["103 → 104: value"]);
        assert_eq!(told(PLACED, &PLACED.replace("103", "104").replace("2021", "2022")), ["103 → 104: period value"]);
    }

    #[test]
    fn another_sentence_on_the_same_is_a_change_and_another_matter_is_none() {
        assert_eq!(told(PLACED, "I 2021 var der 104 anbragte børn i Vejle Kommune."), ["103 → 104: value"]);
        assert_eq!(told(PLACED, CASES), ["– → 31: ", "103 → –: "], "by place");
    }

    #[test]
    fn the_same_elsewhere_or_twice_is_no_change() {
        assert_eq!(told(&format!("{PLACED}\n\n{CASES}"), &format!("Nyt afsnit.\n\n{CASES}\n\n{PLACED}")), [""; 0]);
        assert_eq!(told(PLACED, "I 2021 var der 103 anbragte børn i Vejle Kommune."), [""; 0]);
        assert_eq!(told(&format!("{PLACED}\n\n{PLACED}"), PLACED), ["103 → –: "]);
    }

    #[test]
    fn what_came_beside_a_figure_appeared() {
        assert_eq!(told(PLACED, &format!("{PLACED}\n\n{CASES}")), ["– → 31: "]);
        assert_eq!(told(&format!("{PLACED}\n\n{CASES}"), CASES), ["103 → –: "]);
    }

    #[test]
    fn columns_of_a_table_are_told_apart_by_their_year() {
        let table = "Anbringelser\n\nType\t2019\t2020\nPlejefamilie\t66\t71\nInstitution\t30\t28";
        let changes = told(table, &table.replace("71", "73"));
        assert_eq!(changes, ["71 → 73: value"]);
    }

    #[test]
    fn where_several_could_be_meant_none_is() {
        let two = "Vejle Kommune havde 103 anbragte børn i 2021. Der var 98 anbragte børn i Vejle Kommune i 2021.";
        let changes = told(two, "I 2021 steg tallet, så der var 120 anbragte børn i Vejle Kommune.");
        assert_eq!(changes.len(), 3, "{changes:?}");
    }
}
