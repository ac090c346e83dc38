//! The number that a cell holds.
//!
//! Takes a cell, gives its number with the unit that stands in the cell itself; of `203,1 (201,4)` the number outside
//! the brackets, which hold an earlier one. Refuses a cell that holds more than a number, and dates: they are heads.

use rust_decimal::Decimal;

use crate::{
    pattern::Pattern,
    quantity::{Measure, Scale, Value, find_dates, parse_digits, scan},
    span::Span,
};

/// A number in a cell.
pub(super) struct Number {
    pub row: usize,
    pub column: usize,
    pub span: Span,
    pub value: Decimal,
    /// The unit that stands in the cell itself.
    pub unit: Option<Scale>,
    pub approx: bool,
}

/// The longest cell that says how often, in bytes.
const RHYTHM: usize = 40;

/// What a cell holds: where, how much, of what, and whether it is hedged.
pub(super) type Found = (Span, Decimal, Option<Scale>, bool);

/// A number with an earlier one in brackets behind it.
static EARLIER: Pattern = Pattern::new(r"^([-–−+]?\d[\d.,]*)\s*\([-–−+]?\d[\d.,]*\)$");

/// A number that says behind it whether it is over or under.
static DEVIATES: Pattern = Pattern::new(r"(?i)^([-–−+]?\d[\d.,]*)\s*(?:i\s+)?(mer|mindre)(?:udgift|forbrug)(?:er)?$");

/// A head that numbers what its column holds: `År 1`, `Fase 2`.
static NUMBERED: Pattern = Pattern::new(
    r"(?i)^(?:år|fase|trin|etape|periode|kvartal|uge|gruppe|team|model|scenarie|forslag|nr\.?)\s+\d{1,2}\.?$",
);

/// A cell that says how often: `hver 3. måned`, `hver anden uge`, `4 gange om året`.
fn rhythm(cell: &str) -> Option<Found> {
    let often = cell.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("hver")) || cell.contains(" gange ");
    if !often || cell.len() > RHYTHM {
        return None;
    }
    let found = scan(cell);
    let [only] = found.quantities.as_slice() else { return None };
    let Value::Exact(value) = only.value else { return None };
    let time = matches!(only.measure, Measure::Days | Measure::Weeks | Measure::Months | Measure::PerYear);
    time.then_some((only.span, value, Some(Scale { factor: Decimal::ONE, measure: only.measure }), only.approx))
}

/// Whether a cell says behind its number whether that is over or under.
pub(super) fn deviates(cell: &str) -> bool {
    cell.ends_with(['t', 'g', 'r', 'e']) && DEVIATES.is_match(cell)
}

/// The number that a cell holds, if it holds one and nothing else to speak of.
pub(super) fn number(text: &str, span: Span) -> Option<Found> {
    let cell = span.of(text);
    // “Pr. 1.000” is a head.
    let ratio = cell.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("pr."));
    if let Some(found) = rhythm(cell) {
        return Some((found.0.shifted(span.start), found.1, found.2, found.3));
    }
    if ratio || !cell.contains(|c: char| c.is_numeric()) || NUMBERED.is_match(cell) {
        return None;
    }
    if let Some(found) = EARLIER.captures(cell) {
        let current = Span::new(span.start, span.start + found[1].len());
        return number(text, current);
    }
    let bare = cell.trim_end_matches(['*', '¹', '²', '³', ')']).trim_end();
    let closed = if cell.starts_with('(') && cell.ends_with(')') { cell } else { bare };
    if let Some(value) = signed(closed) {
        return Some((Span::new(span.start, span.start + closed.len()), value, None, false));
    }
    if let Some(sign) = DEVIATES.captures(cell) {
        let digits = number(text, Span::new(span.start, span.start + sign[1].len()))?;
        let under = sign[2].eq_ignore_ascii_case("mindre");
        return Some((digits.0, if under { -digits.1.abs() } else { digits.1.abs() }, digits.2, digits.3));
    }
    let found = scan(cell);
    let [only] = found.quantities.as_slice() else { return None };
    let Value::Exact(value) = only.value else { return None };
    let rest = cell.len() - only.span.len();
    let scale = match only.measure {
        Measure::Money | Measure::Percent | Measure::PercentPoint => {
            Some(Scale { factor: Decimal::ONE, measure: only.measure })
        }
        Measure::Days | Measure::Weeks | Measure::Months => Some(Scale { factor: Decimal::ONE, measure: only.measure }),
        Measure::Bare => None,
        Measure::PerYear => return None,
    };
    (rest <= 12).then_some((only.span.shifted(span.start), value, scale, only.approx))
}

/// Digits with their sign, wherever it stands: `-1,2`, `1,2-`, `(1,2)`, `+0,4`.
fn signed(cell: &str) -> Option<Decimal> {
    if let Some(inner) = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return parse_digits(inner.trim()).map(|value| -value.abs());
    }
    let behind = cell.strip_suffix(['-', '–', '−']).filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    // “1½” is written without a sign in these tables.
    let halves = [('¼', 25), ('½', 50), ('¾', 75)].iter().find_map(|(sign, part)| {
        let whole = parse_digits(cell.strip_suffix(*sign)?)?;
        Some(whole + Decimal::new(*part, 2))
    });
    if halves.is_some() {
        return halves;
    }
    match behind {
        Some(digits) => parse_digits(digits).map(|value| -value.abs()),
        None => parse_digits(cell.trim_start_matches(['+', '(']).trim()),
    }
}

/// Whether a cell is a year or a date, and so a head rather than a number.
pub(super) fn is_dated(cell: &str) -> bool {
    let dates = find_dates(cell);
    dates.iter().any(|date| date.period.is_some() && date.span.len() * 2 >= cell.trim_end_matches('*').len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cell: &str) -> Option<String> {
        number(cell, Span::new(0, cell.len())).map(|(span, value, ..)| format!("{} {value}", span.of(cell)))
    }

    #[test]
    fn a_sign_counts_wherever_it_stands() {
        for (cell, wanted) in [
            ("-1,2", "-1,2 -1.2"),
            ("1,2-", "1,2- -1.2"),
            ("(1,2)", "(1,2) -1.2"),
            ("+0,4", "+0,4 0.4"),
            ("38*", "38 38"),
            ("1½", "1½ 1.50"),
            ("4,5 mio. kr.", "4,5 mio. kr. 4500000"),
            ("203,1 (201,4)", "203,1 203.1"),
        ] {
            assert_eq!(of(cell).as_deref(), Some(wanted), "{cell}");
        }
    }

    #[test]
    fn more_than_a_number_is_none() {
        for cell in ["-", "*", "12 af 14 kommuner har svaret", "fra 3 til 4", "tlf. 64 74 00 01"] {
            assert_eq!(of(cell), None, "{cell}");
        }
    }
}
