//! What a number says: one decimal, or a range kept as written.
//!
//! Never a binary fraction and never a midpoint: `20-25` stays a range through every room, into every export.

use std::{fmt, ops::Neg};

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// More than this is no amount or count of anything here, and nothing is calculated with it: sums and products of what is
/// less stay far from where decimals end.
pub(crate) const LARGEST: i64 = 1_000_000_000_000;

/// A value with its scale applied: `3,4 mio. kr.` is 3400000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// One number.
    Exact(Decimal),
    /// From the lower to the higher.
    Range {
        /// The lower end.
        low: Decimal,
        /// The higher end.
        high: Decimal,
    },
}

impl Value {
    /// The range between two ends, in whichever order the text gives them.
    pub fn range(a: Decimal, b: Decimal) -> Self {
        Value::Range { low: a.min(b), high: a.max(b) }
    }

    /// The lower end, or the number itself.
    pub fn low(self) -> Decimal {
        match self {
            Value::Exact(value) => value,
            Value::Range { low, .. } => low,
        }
    }

    /// The higher end, or the number itself.
    pub fn high(self) -> Decimal {
        match self {
            Value::Exact(value) => value,
            Value::Range { high, .. } => high,
        }
    }

    /// Both ends times a factor; `None` where the product does not fit.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        Some(match self {
            Value::Exact(value) => Value::Exact(value.checked_mul(factor)?.normalize()),
            Value::Range { low, high } => {
                Value::range(low.checked_mul(factor)?.normalize(), high.checked_mul(factor)?.normalize())
            }
        })
    }

    /// This less another, as far apart as any two numbers of the two ranges are; `None` where that does not fit.
    pub fn minus(self, other: Value) -> Option<Self> {
        let (low, high) =
            (self.low().checked_sub(other.high())?.normalize(), self.high().checked_sub(other.low())?.normalize());
        Some(if low == high { Value::Exact(low) } else { Value::Range { low, high } })
    }

    /// The same without its sign, ends in order.
    #[must_use]
    pub fn abs(self) -> Self {
        match self {
            Value::Exact(value) => Value::Exact(value.abs()),
            Value::Range { low, high } => Value::range(low.abs(), high.abs()),
        }
    }
}

impl Neg for Value {
    type Output = Value;

    fn neg(self) -> Value {
        match self {
            Value::Exact(value) => Value::Exact(-value),
            Value::Range { low, high } => Value::range(-low, -high),
        }
    }
}

/// As a program would write it: `3400000`, `20–25`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Exact(value) => value.normalize().fmt(f),
            Value::Range { low, high } => write!(f, "{}–{}", low.normalize(), high.normalize()),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Wire {
    Exact(serde_json::Number),
    Range { low: serde_json::Number, high: serde_json::Number },
}

/// A whole number stays one in JSON; a fraction becomes the nearest double, which prints with the same digits.
fn to_number(value: Decimal) -> serde_json::Number {
    let value = value.normalize();
    match value.to_i64() {
        Some(whole) if value.scale() == 0 => whole.into(),
        _ => serde_json::Number::from_f64(value.to_f64().unwrap_or_default()).unwrap_or_else(|| 0.into()),
    }
}

fn from_number(number: &serde_json::Number) -> Option<Decimal> {
    let written = number.to_string();
    Decimal::from_str_exact(&written).or_else(|_| Decimal::from_scientific(&written)).ok()
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Value::Exact(value) => Wire::Exact(to_number(value)),
            Value::Range { low, high } => Wire::Range { low: to_number(low), high: to_number(high) },
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = |number: &serde_json::Number| {
            from_number(number).ok_or_else(|| de::Error::custom(format!("{number} is not a decimal number")))
        };
        Ok(match Wire::deserialize(deserializer)? {
            Wire::Exact(number) => Value::Exact(read(&number)?),
            Wire::Range { low, high } => Value::range(read(&low)?, read(&high)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn a_range_less_a_range_is_as_wide_as_both() {
        let [narrow, wide] = [("20", "22"), ("24", "30")].map(|(low, high)| Value::range(decimal(low), decimal(high)));
        assert_eq!(wide.minus(narrow), Some(Value::range(decimal("2"), decimal("10"))));
        assert_eq!(wide.minus(Value::Exact(decimal("24"))), Some(Value::range(decimal("0"), decimal("6"))));
        assert_eq!(Value::Exact(decimal("2.5")).minus(Value::Exact(decimal("3"))), Some(Value::Exact(decimal("-0.5"))));
    }

    #[test]
    fn json_keeps_whole_numbers_whole() {
        let value = Value::Exact(decimal("3.4")).times(decimal("1000000")).expect("fits");
        assert_eq!(serde_json::to_string(&value).expect("json"), "3400000");
        assert_eq!(serde_json::to_string(&Value::Exact(decimal("95.20"))).expect("json"), "95.2");
        let range = Value::range(decimal("25"), decimal("20"));
        assert_eq!(serde_json::to_string(&range).expect("json"), r#"{"low":20,"high":25}"#);
    }

    #[test]
    fn json_comes_back_as_it_went() {
        for written in ["3400000", "95.2", "-7600000", "{\"low\":-11,\"high\":-9}"] {
            let value: Value = serde_json::from_str(written).expect("a value");
            assert_eq!(serde_json::to_string(&value).expect("json"), written);
        }
    }
}
