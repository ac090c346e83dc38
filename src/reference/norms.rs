//! What is recommended, by whom, and from when to when.
//!
//! Takes `norms.tsv`, gives the [`Norm`] of an indicator at a time. Refuses a time that two norms share, or that reaches
//! beyond the one it begins in: which of them a figure is to be held against is then not for the program to say.

use std::sync::LazyLock;

use crate::{
    figure::{IndicatorCode, Unit},
    quantity::{Date, Period, Value},
    user_table::decimal,
};

/// A recommendation and the time it holds for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    /// What it is about.
    pub indicator: IndicatorCode,
    /// What it counts.
    pub unit: Unit,
    /// What is recommended.
    pub value: Value,
    /// The first month that it holds for.
    pub from: Date,
    /// The last; `None` where it still holds.
    pub until: Option<Date>,
    /// Who recommends it.
    pub body: &'static str,
    /// Where that stands.
    pub source: &'static str,
}

static NORMS: LazyLock<Vec<Norm>> = LazyLock::new(|| {
    let lines = include_str!("norms.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    lines.map(|line| norm(line).unwrap_or_else(|| panic!("no norm in reference line “{line}”"))).collect()
});

fn norm(line: &'static str) -> Option<Norm> {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let [indicator, unit, low, high, from, until, body, source] = fields.try_into().ok()?;
    Some(Norm {
        indicator: IndicatorCode(indicator.into()),
        unit: unit.parse().ok()?,
        value: Value::range(decimal(low)?, decimal(high)?),
        from: from.parse().ok()?,
        until: if until.is_empty() { None } else { Some(until.parse().ok()?) },
        body,
        source,
    })
}

impl Norm {
    /// Whether it holds in some of a time.
    fn touches(&self, time: Period) -> bool {
        let until = self.until.map_or((u16::MAX, 12), ends);
        begins(self.from) <= ends(time.last()) && begins(time.start) <= until
    }

    /// Whether it holds in all of a time.
    fn covers(&self, time: Period) -> bool {
        begins(self.from) <= begins(time.start) && self.until.is_none_or(|until| ends(time.last()) <= ends(until))
    }
}

/// The first month that a date can mean.
fn begins(date: Date) -> (u16, u8) {
    (date.year, date.month.unwrap_or(1))
}

/// The last.
fn ends(date: Date) -> (u16, u8) {
    (date.year, date.month.unwrap_or(12))
}

/// The norms of an indicator, the earliest first.
pub fn of(indicator: &IndicatorCode) -> impl Iterator<Item = &'static Norm> {
    NORMS.iter().filter(move |norm| norm.indicator == *indicator)
}

/// The norm that holds for an indicator in all of a time, and none other in any of it.
///
/// ```
/// use nogletal::{figure::IndicatorCode, reference::norms};
/// let caseload = IndicatorCode("caseload".into());
/// let at = |time: &str| norms::at(&caseload, time.parse().expect("a period")).map(|norm| norm.value.to_string());
/// assert_eq!(at("2019"), Some("25–35".to_owned()));
/// assert_eq!(at("2020-02"), Some("20–30".to_owned()));
/// assert_eq!(at("2020"), None, "one held in January, another from February");
/// ```
pub fn at(indicator: &IndicatorCode, time: Period) -> Option<&'static Norm> {
    let mut touching = of(indicator).filter(|norm| norm.touches(time));
    touching.next().filter(|norm| norm.covers(time) && touching.next().is_none())
}

/// Whether norms of an indicator hold in some of a time.
pub fn any_at(indicator: &IndicatorCode, time: Period) -> bool {
    of(indicator).any(|norm| norm.touches(time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn norms_are_of_the_catalogue_follow_one_another_and_say_who() {
        for norm in NORMS.iter() {
            let indicator = Reference::in_use().catalogue.get(norm.indicator.as_str()).expect("an indicator");
            assert_eq!(indicator.unit, norm.unit);
            assert!(!norm.body.is_empty() && !norm.source.is_empty());
            assert!(norm.until.is_none_or(|until| begins(norm.from) <= ends(until)));
            let mut others = of(&norm.indicator).filter(|other| *other != norm);
            let own = Period::span(norm.from, norm.until.unwrap_or(Date::month(2199, 12)));
            assert!(others.all(|other| !other.touches(own)), "two norms at one time");
        }
    }

    #[test]
    fn a_time_has_one_norm_or_none() {
        let caseload = IndicatorCode("caseload".into());
        let at = |time: &str| at(&caseload, time.parse().expect("a period")).map(|norm| norm.value.to_string());
        for (time, wanted) in [
            ("2018", Some("25–35")),
            ("2015/2019", Some("25–35")),
            ("2020-01-31", Some("25–35")),
            ("2020-02-01", Some("20–30")),
            ("2024/2027", Some("20–30")),
            ("2020", None),
            ("2019/2021", None),
            ("2014", None),
            ("2014/2016", None),
        ] {
            assert_eq!(at(time).as_deref(), wanted, "{time}");
        }
        assert!(any_at(&caseload, "2020".parse().expect("a period")));
        assert_eq!(of(&IndicatorCode("placements".into())).count(), 0);
    }
}
