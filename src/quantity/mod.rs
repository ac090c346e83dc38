//! Room 4, numbers: what in a stretch of text is a quantity, and what only looks like one.

mod period;
mod value;

pub use period::{Date, NotAPeriod, Period};
pub use value::Value;
