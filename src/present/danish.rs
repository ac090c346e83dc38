//! Numbers and times as Danish and English write them: `6.380.651 kr.`, `22–23`, `4,5 mio. kr.`, `31. maj 2018`.
//!
//! Takes values and periods, gives text. Refuses to round: an amount is written in millions only where that loses
//! nothing, and a range stays one.

use rust_decimal::Decimal;

use super::{
    Lang,
    words::{Words, words},
};
use crate::{
    figure::Unit,
    quantity::{Date, Period, Value},
};

/// A decimal with its thousands parted, and a true minus.
pub(super) fn number(value: Decimal, lang: Lang) -> String {
    let words = words(lang);
    let written = value.abs().normalize().to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(words.thousands);
        }
        grouped.push(digit);
    }
    let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "" };
    match fraction {
        "" => format!("{sign}{grouped}"),
        _ => format!("{sign}{grouped}{}{fraction}", words.decimal),
    }
}

/// A value with its unit where the unit is a sign or money; `signed` writes the plus of a rise.
pub(crate) fn value(value: Value, unit: Unit, signed: bool, lang: Lang) -> String {
    let words = words(lang);
    let (scale, suffix) = match unit {
        money if money.is_money() => scale(value, words),
        Unit::Percent => (Decimal::ONE, words.percent.to_owned()),
        _ => (Decimal::ONE, String::new()),
    };
    let one = |amount: Decimal| number(amount / scale, lang);
    let digits = match value {
        Value::Exact(amount) => one(amount),
        Value::Range { low, high } if low.is_sign_negative() => format!("{} – {}", one(low), one(high)),
        Value::Range { low, high } => format!("{}–{}", one(low), one(high)),
    };
    let plus = if signed && value.low().is_sign_positive() && !value.low().is_zero() { "+" } else { "" };
    format!("{plus}{digits}{suffix}")
}

/// Millions where every end of the value has at most one decimal in them, else full kroner.
fn scale(value: Value, words: &Words) -> (Decimal, String) {
    let ends = [value.low(), value.high()];
    let fits = |scale: Decimal| ends.iter().all(|end| end.abs() >= scale && (end * Decimal::TEN % scale).is_zero());
    let (million, billion) = (Decimal::from(1_000_000), Decimal::from(1_000_000_000));
    if fits(billion) {
        (billion, format!("\u{a0}{}", words.billion))
    } else if fits(million) {
        (million, format!("\u{a0}{}", words.million))
    } else {
        (Decimal::ONE, format!("\u{a0}{}", words.kroner))
    }
}

/// A period as people write it.
pub fn period(period: Period, lang: Lang) -> String {
    match period.end {
        None => date(period.start, lang),
        Some(end) => format!("{}–{}", date(period.start, lang), date(end, lang)),
    }
}

/// A date as people write it.
pub(super) fn date(date: Date, lang: Lang) -> String {
    let words = words(lang);
    let month = date.month.and_then(|month| words.months.get(usize::from(month).checked_sub(1)?));
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{day}{} {month} {}", words.day_dot, date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Value {
        Value::Exact(text.parse().expect("a decimal"))
    }

    #[test]
    fn money_is_readable_but_exact() {
        for (amount, da, en) in [
            ("6380651", "6.380.651 kr.", "6,380,651 kr."),
            ("6480000", "6.480.000 kr.", "6,480,000 kr."),
            ("4500000", "4,5 mio. kr.", "4.5 million kr."),
            ("2000000", "2 mio. kr.", "2 million kr."),
            ("280000000", "280 mio. kr.", "280 million kr."),
            ("1000000000", "1 mia. kr.", "1 billion kr."),
            ("-7600000", "−7,6 mio. kr.", "−7.6 million kr."),
            ("950000", "950.000 kr.", "950,000 kr."),
            ("0", "0 kr.", "0 kr."),
        ] {
            let text = |lang| value(exact(amount), Unit::Dkk, false, lang).replace('\u{a0}', " ");
            assert_eq!((text(Lang::Da), text(Lang::En)), (da.to_owned(), en.to_owned()));
        }
    }

    #[test]
    fn ranges_and_signs() {
        let range = |low: i64, high: i64| Value::range(low.into(), high.into());
        let da = |one, unit, signed| value(one, unit, signed, Lang::Da).replace('\u{a0}', " ");
        assert_eq!(da(range(22, 23), Unit::CasesPerCaseworker, false), "22–23");
        assert_eq!(da(range(-11, -9), Unit::Percent, true), "−11 – −9 %");
        assert_eq!(da(exact("50.5"), Unit::Percent, true), "+50,5 %");
        assert_eq!(da(range(10_500_000, 11_000_000), Unit::Dkk, false), "10,5–11 mio. kr.");
    }

    #[test]
    fn times() {
        let both = |text: &str| {
            let one = text.parse().expect("a period");
            (period(one, Lang::Da), period(one, Lang::En))
        };
        assert_eq!(both("2018-05-31"), ("31. maj 2018".to_owned(), "31 May 2018".to_owned()));
        assert_eq!(both("2017-09"), ("sept. 2017".to_owned(), "Sept. 2017".to_owned()));
        assert_eq!(both("2013/2016"), ("2013–2016".to_owned(), "2013–2016".to_owned()));
    }
}
