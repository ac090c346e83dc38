//! Whether two values are one: equal, one within the other's range, or one the other rounded.
//!
//! Takes two figures, gives whether they can both be right. A number stands for everything that rounds to it as it is
//! written: `6,4 mio. kr.` for 6.35 to 6.45 million. A hedged one stands for as much as its last digit that is no zero:
//! “ca. 30” for what lies between 25 and 35.

use rust_decimal::Decimal;

use crate::{figure::Record, quantity::Value};

/// Whether both can be right.
pub(super) fn agree(a: &Record, b: &Record) -> bool {
    let (Some(one), Some(other)) = (a.value, b.value) else { return true };
    let step = step(a, one).max(step(b, other));
    let apart = (one.low() - other.high()).max(other.low() - one.high());
    apart <= Decimal::ZERO || apart * Decimal::TWO < step || apart * Decimal::TWO == step && !a.approx && !b.approx
}

/// What the last digit of a figure's number counts: 100,000 in `6,4 mio. kr.`; where the text hedges, the last digit that
/// is no zero.
pub(super) fn step(record: &Record, value: Value) -> Decimal {
    let digits = |c: char| c.is_ascii_digit();
    let written: &str = &record.number;
    let Some(first) = written.find(digits) else { return worded(record, value) };
    let number = written[first..].split(|c: char| !digits(c) && c != '.' && c != ',').next().unwrap_or_default();
    let decimals = number.split_once(',').map_or(0, |(_, fraction)| fraction.len());
    let bare: Decimal = number.replace('.', "").replace(',', ".").trim_end_matches('.').parse().unwrap_or_default();
    // Of a range, the end that is written first may be either.
    let ends = [value.low().abs(), value.high().abs()];
    let scale = ends.iter().filter(|_| !bare.is_zero()).map(|end| end / bare).find(|ratio| is_power(*ratio));
    let scale = scale.unwrap_or(Decimal::ONE);
    let exact = (0..decimals).fold(scale, |step, _| step / Decimal::TEN);
    if record.approx { exact.max(hedged(value)) } else { exact }
}

/// A hedged value's last digit that is no zero; of one that ends in 5, five of them: “ca. 55”, “omkring 1,5 mio. kr.”.
fn hedged(value: Value) -> Decimal {
    let value = value.low().abs().normalize();
    if value.is_zero() {
        return Decimal::ZERO;
    }
    let mut step = (0..value.scale()).fold(Decimal::ONE, |step, _| step / Decimal::TEN);
    while (value % (step * Decimal::TEN)).is_zero() {
        step *= Decimal::TEN;
    }
    step
}

/// “hver fjerde”, “halvdelen” are shares by eye; “fire” is four.
fn worded(record: &Record, value: Value) -> Decimal {
    let share = record.unit == crate::figure::Unit::Percent;
    if share {
        Decimal::from(5)
    } else if record.approx {
        hedged(value)
    } else {
        Decimal::ONE
    }
}

fn is_power(ratio: Decimal) -> bool {
    [0, 3, 6, 9].iter().any(|zeros| ratio == Decimal::from(10_i64.pow(*zeros)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparison::sample::{Make, caseload, money};
    use crate::figure::Status;

    fn said(value: &str, number: &str) -> Make {
        money("320", "investment", value, Status::Target).quote(number, number)
    }

    #[test]
    fn a_number_stands_for_all_that_rounds_to_it() {
        for (a, b) in [
            (said("6400000", "6,4 mio. kr."), said("6380651", "6.380.651 kr.")),
            (said("2000000", "2 mio. kr."), said("2200000", "2.200")),
            (said("11", "11").approx(), said("10.6", "10,6")),
            (said("500", "500").approx(), said("523", "523")),
            (said("20..25", "20-25"), said("22", "22")),
        ] {
            assert!(agree(&a.0, &b.0) && agree(&b.0, &a.0), "{} {}", a.0.number, b.0.number);
        }
    }

    #[test]
    fn what_rounds_to_something_else_does_not_agree() {
        for (a, b) in [
            (said("1500000", "1,5 mio. kr."), said("1800000", "1,8 mio. kr.")),
            (said("6400000", "6,4 mio. kr."), said("6480000", "6.480.000 kr.")),
            (said("21", "21"), said("22", "22")),
            (said("20..25", "20-25"), said("30", "30")),
        ] {
            assert!(!agree(&a.0, &b.0) && !agree(&b.0, &a.0), "{} {}", a.0.number, b.0.number);
        }
        let targets = ["25", "30"].map(|value| caseload("320", value, Status::Target).quote(value, value));
        let [exact, hedged] = targets;
        assert!(!agree(&exact.0, &hedged.approx().0));
    }
}
