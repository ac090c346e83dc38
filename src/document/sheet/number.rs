//! Values of cells as Danes write them.
//!
//! Takes numbers, dates and the format that a cell is shown in, gives text that the later rooms read without doubt: a
//! decimal comma, dots between thousands only where the format has them, `12,5 %` for a share. Refuses to show what
//! only binary fractions add: six decimals, fifteen digits.

use calamine::ExcelDateTime;

use crate::quantity::MONTHS;

/// How a cell's number is shown, as far as that tells what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct Format {
    /// A share, shown times a hundred.
    pub percent: bool,
    /// Thousands are parted.
    pub grouped: bool,
    /// What of a date is shown.
    pub date: DateParts,
}

/// What of a date is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::document) enum DateParts {
    #[default]
    Day,
    Month,
    Year,
}

impl Format {
    /// What a format's code says, such as `#,##0.0` or `mmm-yy`; only its part for positive numbers counts.
    pub fn of(code: &str) -> Format {
        let mut shown = String::new();
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => drop(chars.by_ref().find(|c| *c == '"')),
                '[' => drop(chars.by_ref().find(|c| *c == ']')),
                '\\' | '_' | '*' => drop(chars.next()),
                ';' => break,
                c => shown.extend(c.to_lowercase()),
            }
        }
        let date = match (shown.contains('d'), shown.contains('m'), shown.contains('y')) {
            (false, true, true) => DateParts::Month,
            (false, false, true) => DateParts::Year,
            _ => DateParts::Day,
        };
        Format { percent: shown.contains('%'), grouped: shown.contains("#,#") || shown.contains("0,0"), date }
    }
}

/// A number in Danish notation.
pub(in crate::document) fn number(value: f64, format: Format) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let shown = if format.percent { value * 100.0 } else { value };
    let written = decimals(shown);
    let (sign, digits) = written.strip_prefix('-').map_or(("", written.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = if format.grouped { grouped(whole) } else { whole.to_owned() };
    let comma = if fraction.is_empty() { "" } else { "," };
    let percent = if format.percent { " %" } else { "" };
    format!("{sign}{whole}{comma}{fraction}{percent}")
}

/// A number with at most six decimals and fifteen digits, without zeros at its end; small numbers keep six digits.
fn decimals(value: f64) -> String {
    let size = value.abs();
    let before = if size >= 1.0 { size.log10().floor() as usize + 1 } else { 0 };
    let small = if size > 0.0 && size < 0.001 { (-size.log10()).ceil() as usize + 5 } else { 6 };
    let places = small.min(15usize.saturating_sub(before)).min(18);
    let written = format!("{value:.places$}");
    let trimmed = if written.contains('.') { written.trim_end_matches('0').trim_end_matches('.') } else { &written };
    if trimmed == "-0" { "0".to_owned() } else { trimmed.to_owned() }
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A date, a time of day or a length of time.
pub(super) fn time(value: &ExcelDateTime, format: Format) -> String {
    if value.is_duration() {
        let minutes = (value.as_f64() * 24.0 * 60.0).round() as i64;
        return format!("{}:{:02}", minutes / 60, (minutes % 60).abs());
    }
    let (year, month, day, hour, minute, ..) = value.to_ymd_hms_milli();
    // A day before the first is a time of day alone.
    if value.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}");
    }
    let at = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
    date((year, month, day), format.date) + &at
}

/// A date by ISO 8601, as OpenDocument stores it.
pub(super) fn iso(value: &str) -> String {
    let (day, at) = value.split_once('T').unwrap_or((value, ""));
    let parts: Vec<u16> = day.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day] = parts[..] else { return value.to_owned() };
    let at = at.get(..5).filter(|at| *at != "00:00").map_or(String::new(), |at| format!(" {at}"));
    date((year, month as u8, day as u8), DateParts::Day) + &at
}

fn date((year, month, day): (u16, u8, u8), shown: DateParts) -> String {
    let name = MONTHS.get(usize::from(month).wrapping_sub(1));
    match (shown, name) {
        (DateParts::Year, _) => year.to_string(),
        (DateParts::Month, Some(name)) => format!("{name} {year}"),
        _ => format!("{day:02}-{month:02}-{year}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(value: f64) -> String {
        number(value, Format::default())
    }

    #[test]
    fn binary_fractions_do_not_show() {
        assert_eq!(plain(0.1 + 0.2), "0,3");
        assert_eq!(plain(1.0 / 3.0), "0,333333");
        assert_eq!(plain(2018.0), "2018");
        assert_eq!(plain(-4.5), "-4,5");
        assert_eq!(plain(-0.000_000_000_001), "-0,000000000001");
        assert_eq!(plain(-0.0), "0");
        assert_eq!(plain(6_380_651.004_999_999), "6380651,005");
        assert_eq!(plain(f64::NAN), "");
        assert_eq!(plain(1e20), "100000000000000000000");
    }

    #[test]
    fn the_format_tells_shares_thousands_and_parts_of_dates() {
        assert_eq!(number(0.125, Format::of("0.0%")), "12,5 %");
        assert_eq!(number(0.07, Format::of("0%")), "7 %");
        assert_eq!(number(-6_380_651.5, Format::of("#,##0;[Red]-#,##0")), "-6.380.651,5");
        assert_eq!(number(12.0, Format::of("0\"%, \"")), "12");
        assert_eq!(Format::of("mmm-yy").date, DateParts::Month);
        assert_eq!(Format::of("yyyy").date, DateParts::Year);
        assert_eq!(Format::of("[$-406]d. mmmm yyyy").date, DateParts::Day);
        assert_eq!(iso("2019-03-12"), "12-03-2019");
        assert_eq!(iso("2019-03-12T10:30:00"), "12-03-2019 10:30");
        assert_eq!(iso("vrøvl"), "vrøvl");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in -1_000_000_000i64..1_000_000_000, group in any::<bool>()) {
            let written = number(value as f64 / 100.0, Format { grouped: group, ..Format::default() });
            let read = crate::quantity::parse_digits(&written);
            prop_assert_eq!(read.map(|read| read.normalize()), Some(rust_decimal::Decimal::new(value, 2).normalize()));
        }
    }
}
