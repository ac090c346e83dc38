//! Which day it is.
//!
//! Takes the environment: `SOURCE_DATE_EPOCH`, seconds since 1970, goes before the clock, so that who makes a table again
//! can make it to the last byte. Refuses a value of it that is no number of seconds.

use time::OffsetDateTime;

use crate::{Error, ErrorKind, Result, quantity::Date};

/// The variable that goes before the clock.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Today, in Greenwich.
pub(super) fn today() -> Result<Date> {
    match std::env::var(EPOCH) {
        Ok(seconds) => day(&seconds),
        Err(_) => Ok(date(OffsetDateTime::now_utc())),
    }
}

fn day(seconds: &str) -> Result<Date> {
    let moment = seconds.trim().parse().ok().and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok());
    moment.map(date).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("{EPOCH} is “{seconds}”, which is no number of seconds since 1970"))
            .hint("set it as `date +%s` prints it, or not at all")
    })
}

fn date(moment: OffsetDateTime) -> Date {
    Date::day(u16::try_from(moment.year()).unwrap_or_default(), moment.month().into(), moment.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_a_day_and_words_are_none() {
        assert_eq!(day("0").expect("a day"), Date::day(1970, 1, 1));
        assert_eq!(day("1740787200\n").expect("a day"), Date::day(2025, 3, 1));
        assert!(day("i går").expect_err("no day").to_string().contains("“i går”"));
    }
}
