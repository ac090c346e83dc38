//! When a decision was made, to the microsecond, so that two decisions of one person have an order.
//!
//! Takes the clock or RFC 3339 text, gives the same text back.

use std::{fmt, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// A point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(OffsetDateTime);

impl Moment {
    /// The time by the clock.
    pub fn now() -> Self {
        let now = OffsetDateTime::now_utc();
        Moment(now.replace_microsecond(now.microsecond()).unwrap_or(now))
    }

    /// The same, or right after another where that is not yet past: clocks of two machines differ, and what is decided
    /// in sight of an earlier decision must come after it.
    #[must_use]
    pub(super) fn not_before(self, other: Option<Moment>) -> Self {
        let next = other.and_then(|other| other.0.checked_add(time::Duration::try_from(TICK).ok()?));
        Moment(next.map_or(self.0, |next| next.max(self.0)))
    }

    /// Microseconds since the first of January 1970, as files with typed columns count time.
    pub fn micros(self) -> i64 {
        i64::try_from(self.0.unix_timestamp_nanos() / 1_000).unwrap_or_default()
    }

    /// The day, as ISO 8601 writes it.
    pub fn day(self) -> String {
        self.0.date().to_string()
    }
}

const TICK: Duration = Duration::from_micros(1);

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = |_| de::Error::custom(format!("“{text}” is no time such as 2026-03-31T09:30:00Z"));
        OffsetDateTime::parse(&text, &Rfc3339).map(Moment).map_err(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        serde_json::from_value(text.into()).expect("a time")
    }

    #[test]
    fn a_time_comes_back_as_it_went() {
        let now = Moment::now();
        assert_eq!(at(&now.to_string()), now);
        assert_eq!(at("2026-03-31T09:30:00Z").to_string(), "2026-03-31T09:30:00Z");
        assert_eq!(at("2026-03-31T09:30:00Z"), at("2026-03-31T11:30:00+02:00"));
    }

    #[test]
    fn what_follows_is_later_whatever_the_clock_says() {
        let (early, late) = (at("2026-03-31T09:30:00Z"), at("2026-04-30T09:30:00Z"));
        assert!(early.not_before(Some(late)) > late);
        assert_eq!(late.not_before(Some(early)), late);
        assert_eq!(late.not_before(None), late);
    }

    #[test]
    fn what_is_no_time_is_refused() {
        let error = serde_json::from_value::<Moment>("i går".into()).expect_err("no time").to_string();
        assert!(error.contains("“i går” is no time"), "{error}");
    }
}
