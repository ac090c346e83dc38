//! Dates and years, in all the forms that Danish documents use.
//!
//! Takes a text, gives [`DateMention`]s in order, none overlapping. `23.09.16`, `1/3-17`, `3-4-2017`, `31. maj 2018`,
//! `maj 2018`, `ultimo 2018`, `1. halvår 2020`, `3. kvartal 2017`, `2013-2016`, `skoleåret 2019/20`, `2018`. Refuses a
//! day or month out of range; two-digit years are of this century up to 2079, else of the last.

use std::sync::LazyLock;

use rust_decimal::prelude::ToPrimitive;

use super::{
    period::{Date, Period},
    words,
};
use crate::{
    pattern::{Captures, Regex},
    span::Span,
};

/// A date that the text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands, without the preposition.
    pub span: Span,
    /// The time it means; `None` for a day or month without a year.
    pub period: Option<Period>,
    /// Whether it is a bare year, which a unit right after it would make a number.
    pub bare_year: bool,
}

/// The months by name.
pub(crate) const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    let month = r"januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan\.|feb\.|mar\.|apr\.|jun\.|jul\.|aug\.|sept?\.|okt\.|nov\.|dec\.";
    let year = r"(?:19|20)\d\d";
    Regex::new(&format!(
        r"(?xi)
          (?P<day1>\b\d{{1,2}})\.?\s+(?P<month1>{month})(?:\s+(?P<year1>{year})\b)?
        | \b(?P<from>{month})\s+(?P<from_year>{year})\s*[-–]\s*(?P<to>{month})\s+(?P<to_year>{year})\b
        | \bårsskiftet\s+(?P<turn>{year})\s?[-–/]\s?(?:{year}|\d\d)\b
        | \b(?P<month2>{month})(?:\s+måned)?\s*[-–]\s*(?P<month2b>{month})\s+(?P<year2c>{year})\b
        | \b(?P<month2a>{month})\s+(?:måned\s+)?(?P<year2>{year})\b
        | \b(?P<day3>\d{{1,2}})(?P<sep3>[./-])(?P<month3>\d{{1,2}})(?:[./-]|\s)(?P<year3>{year}|\d\d)\b
        | \b(?P<iso>{year})-(?P<isom>\d\d)(?:-(?P<isod>\d\d))?\b
        | \b(?P<half>[12]\.|første|andet)\s*halvår\s+(?:af\s+)?(?P<year4>{year})\b
        | \bførste\s+(?P<count>[2-9]|1[01]|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve)\s+måneder\s+(?:af|i)\s+(?P<year4b>{year})\b
        | \b(?P<quarter>[1-4]\.?|første|andet|tredje|fjerde)\s*(?:kvartal|kvt\b\.?|kv\.)\s*(?:af\s+)?(?P<year5>{year})\b
        | \b(?:k|kv|q)\.?\s?(?P<quarter2>[1-4])\s*[-/,]?\s*(?P<year5b>{year})\b
        | \b(?P<edge>ultimo|primo|medio|(?:ved|pr\.)\s+udgangen\s+af)\s+(?:(?P<edgem>{month})\s+)?(?P<year6>{year})\b
        | \bskoleåret\s+(?P<year7>{year})\s?[-–/]\s?(?P<year7b>{year}|\d\d)\b
        | \b(?P<year8>{year})\s?[-–/]\s?(?P<year8b>{year}|\d\d)\b
        | \b(?P<year9>{year})\b"
    ))
    .expect("a pattern")
});

fn number<T: std::str::FromStr>(found: &Captures<'_>, name: &str) -> Option<T> {
    found.name(name)?.as_str().parse().ok()
}

fn month(found: &Captures<'_>, name: &str) -> Option<u8> {
    let word = found.name(name)?.as_str().to_lowercase();
    let stem = word.trim_end_matches('.');
    let index = MONTHS.iter().position(|month| month.starts_with(stem))?;
    u8::try_from(index + 1).ok()
}

/// A number with a dot, or its word: `1.`, `første`.
fn nth(found: &Captures<'_>, name: &str) -> Option<u8> {
    let word = found.name(name)?.as_str().to_lowercase();
    let words = ["første", "andet", "tredje", "fjerde"];
    let spelled = words.iter().position(|one| *one == word).and_then(|at| u8::try_from(at + 1).ok());
    spelled.or_else(|| word.trim_end_matches('.').parse().ok())
}

/// A year of two digits in its century.
fn full_year(year: u16) -> u16 {
    match year {
        0..=79 => year + 2000,
        80..=99 => year + 1900,
        _ => year,
    }
}

fn day(year: u16, month: u8, day: u8) -> Option<Period> {
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| Period::at(Date::day(year, month, day)))
}

pub(super) fn last_day(month: u8) -> u8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// `2013-2016` and `2017/18`: from one year to a later one.
fn years(found: &Captures<'_>, from: &str, to: &str) -> Option<Period> {
    let first: u16 = number(found, from)?;
    let second = found.name(to)?.as_str();
    let last = match second.len() {
        2 => first / 100 * 100 + second.parse::<u16>().ok()?,
        _ => second.parse().ok()?,
    };
    (first < last && last - first <= 40).then(|| Period::span(Date::year(first), Date::year(last)))
}

/// The period of a match; the outer `None` is for what only looks like a date.
fn period(found: &Captures<'_>) -> Option<Option<Period>> {
    let year = |name: &str| number::<u16>(found, name).map(full_year);
    if let (Some(d), Some(m)) = (number::<u8>(found, "day1"), month(found, "month1")) {
        return match year("year1") {
            Some(y) => day(y, m, d).map(Some),
            None => (d <= 31).then_some(None),
        };
    }
    if let (Some(first), Some(from), Some(last), Some(to)) =
        (month(found, "from"), year("from_year"), month(found, "to"), year("to_year"))
    {
        return (from < to).then(|| Some(Period::span(Date::month(from, first), Date::month(to, last))));
    }
    if let Some(y) = year("turn") {
        return Some(Some(Period::at(Date::day(y, 12, 31))));
    }
    if let (Some(first), Some(last), Some(y)) = (month(found, "month2"), month(found, "month2b"), year("year2c")) {
        return Some(Some(Period::span(Date::month(y, first), Date::month(y, last))));
    }
    if let (Some(m), Some(y)) = (month(found, "month2a"), year("year2")) {
        return Some(Some(Period::at(Date::month(y, m))));
    }
    if let (Some(d), Some(m), Some(y)) = (number(found, "day3"), number(found, "month3"), year("year3")) {
        return day(y, m, d).map(Some);
    }
    if let (Some(y), Some(m)) = (year("iso"), number::<u8>(found, "isom")) {
        return match number::<u8>(found, "isod") {
            Some(d) => day(y, m, d).map(Some),
            // “2025-28” and “2011-12” are spans of years; “2018-05” is a month.
            None => {
                let last = y / 100 * 100 + u16::from(m);
                let span = !(1..=12).contains(&m) || last == y + 1;
                if !span {
                    return Some(Some(Period::at(Date::month(y, m))));
                }
                (last > y && last - y <= 40).then(|| Some(Period::span(Date::year(y), Date::year(last))))
            }
        };
    }
    if let (Some(half), Some(y)) = (nth(found, "half"), year("year4")) {
        return Some(Some(Period::span(Date::month(y, half * 6 - 5), Date::month(y, half * 6))));
    }
    if let (Some(count), Some(y)) = (found.name("count"), year("year4b")) {
        let word = count.as_str().to_lowercase();
        let months = word.parse::<u8>().ok().or_else(|| words::cardinal(&word)?.to_u8())?;
        return Some(Some(Period::span(Date::month(y, 1), Date::month(y, months))));
    }
    let quarter = nth(found, "quarter").or_else(|| number(found, "quarter2"));
    if let (Some(quarter), Some(y)) = (quarter, year("year5").or_else(|| year("year5b"))) {
        return Some(Some(Period::span(Date::month(y, quarter * 3 - 2), Date::month(y, quarter * 3))));
    }
    if let (Some(edge), Some(y)) = (found.name("edge"), year("year6")) {
        let m = month(found, "edgem");
        return Some(Some(Period::at(match edge.as_str().to_lowercase().as_str() {
            "ultimo" => Date::day(y, m.unwrap_or(12), last_day(m.unwrap_or(12))),
            "primo" => Date::day(y, m.unwrap_or(1), 1),
            edge if edge.ends_with("af") => Date::day(y, m.unwrap_or(12), last_day(m.unwrap_or(12))),
            _ => m.map_or(Date::year(y), |m| Date::month(y, m)),
        })));
    }
    if found.name("year7").is_some() {
        return years(found, "year7", "year7b").map(Some);
    }
    if found.name("year8").is_some() {
        return years(found, "year8", "year8b").map(Some);
    }
    year("year9").map(|y| Some(Period::year(y)))
}

/// What stands at the beginning of a word or a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// No date.
    Nothing,
    /// A year alone.
    Year,
    /// What only the pattern tells.
    Unclear,
}

/// What a text begins with at first sight. Every second number is asked, so the pattern sees only what may be a date.
fn opening(text: &str) -> Opening {
    let bytes = text.as_bytes();
    let unclear = |is: bool| if is { Opening::Unclear } else { Opening::Nothing };
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let next = bytes.get(digits).copied().unwrap_or(b' ');
    let rest = || text[digits..].trim_start_matches('.').trim_start();
    match digits {
        0 => unclear(word_opens(bytes)),
        1 | 2 => {
            let dated = matches!(next, b'.' | b'/' | b'-') && bytes.get(digits + 1).is_some_and(u8::is_ascii_digit);
            unclear(dated || goes_on(rest()))
        }
        4 if !text.starts_with("19") && !text.starts_with("20") => Opening::Nothing,
        4 if !next.is_ascii() || rest().starts_with(['-', '–', '/']) => Opening::Unclear,
        4 if next.is_ascii_alphanumeric() || next == b'_' => Opening::Nothing,
        4 => Opening::Year,
        _ => Opening::Nothing,
    }
}

/// What the words begin with that a date may begin with. A month may be cut short: `jan.`, `sept.`
const STARTS: [&str; 28] = [
    "jan",
    "feb",
    "marts",
    "mar.",
    "apr",
    "maj",
    "juni",
    "juli",
    "jun.",
    "jul.",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
    "første",
    "andet",
    "tredje",
    "fjerde",
    "ultimo",
    "ved udgangen",
    "pr. udgangen",
    "primo",
    "medio",
    "skoleåret",
    "k",
    "kv",
    "q",
];

/// The turn of a year, told with both: `årsskiftet 2022/23`. The only such word that begins beyond ASCII.
const TURN: &str = "årsskiftet";

/// Whether bytes begin with a word that a date may begin with.
fn word_opens(bytes: &[u8]) -> bool {
    let first = bytes.first().map_or(0, u8::to_ascii_lowercase);
    let starts = |start: &&str| {
        // Letters beyond ASCII may stand there in either case: the pattern looks at them.
        let ascii = start.bytes().take_while(u8::is_ascii).count();
        start.as_bytes()[0] == first
            && bytes.get(..ascii).is_some_and(|head| head.eq_ignore_ascii_case(&start.as_bytes()[..ascii]))
    };
    match first {
        0xC3 => bytes.starts_with(TURN.as_bytes()),
        b'k' | b'q' => bytes.iter().take(5).any(u8::is_ascii_digit),
        b'a' | b'd' | b'f' | b'j' | b'm' | b'n' | b'o' | b'p' | b's' | b't' | b'u' | b'v' => STARTS.iter().any(starts),
        _ => false,
    }
}

/// Whether what stands behind a short number makes it a day or a part of a year.
fn goes_on(rest: &str) -> bool {
    let starts = |start: &str| rest.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    word_opens(rest.as_bytes()) || ["halv", "kvar", "kvt", "kv."].into_iter().any(starts)
}

/// The places where a date may begin, in order, with what stands there at first sight.
fn openings(text: &str) -> impl Iterator<Item = (usize, Opening)> {
    let bytes = text.as_bytes();
    let is_year =
        |four: &[u8]| matches!(four, [b'1', b'9', ..] | [b'2', b'0', ..]) && four[2..].iter().all(u8::is_ascii_digit);
    let year = bytes.windows(4).rposition(is_year).unwrap_or(0);
    let begins = move |at: usize| {
        // Whatever lies beyond ASCII may be a letter or a blank; the pattern knows.
        let free = at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'_';
        // A date that begins with a word ends with a year.
        let word = bytes[at].is_ascii_alphabetic() || bytes[at..].starts_with(TURN.as_bytes());
        free && (bytes[at].is_ascii_digit() || at < year && word)
    };
    let places = (0..bytes.len()).filter(move |at| begins(*at));
    places.map(|at| (at, opening(&text[at..]))).filter(|(_, opening)| *opening != Opening::Nothing)
}

/// The match that begins at a place: where it ends, its period, whether it is a bare year.
fn date_at(text: &str, start: usize, opening: Opening) -> Option<(usize, Option<Option<Period>>, bool)> {
    if opening == Opening::Year
        && let Ok(year) = text[start..start + 4].parse()
        && !text[..start].ends_with(|c: char| !c.is_ascii())
    {
        return Some((start + 4, Some(Some(Period::year(year))), true));
    }
    let found = PATTERN.captures_here(text, start)?;
    Some((found.get(0)?.end(), period(&found), found.name("year9").is_some()))
}

/// All dates and years in a text, in order.
pub fn find_dates(text: &str) -> Vec<DateMention> {
    let mut mentions = Vec::new();
    // Every date has a digit, and most sentences have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return mentions;
    }
    let mut at = 0;
    for (start, opening) in openings(text) {
        if start < at {
            continue;
        }
        let Some((end, period, bare_year)) = date_at(text, start, opening) else { continue };
        match period {
            Some(period) if !is_code(text, Span::new(start, end)) => {
                mentions.push(DateMention { span: Span::new(start, end), period, bare_year });
                at = end;
            }
            // Not a date: go on after its first number, since a year may stand inside it.
            _ => {
                let skipped = text[start..].char_indices().skip(1).find(|(_, c)| !c.is_alphanumeric());
                at = skipped.map_or(text.len(), |(offset, _)| start + offset);
            }
        }
    }
    mentions
}

/// “2016-069071” and “A00-5-2016” are no dates but the number of a case.
fn is_code(text: &str, span: Span) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    let mut before = text[..span.start].chars().rev();
    let mut after = text[span.end..].chars();
    let (next, second) = (after.next(), after.next());
    let (previous, earlier) = (before.next(), before.next());
    let glued = matches!(next, Some('-' | '/' | '.')) && second.is_some_and(|c| c.is_ascii_digit());
    glued
        || inside(next)
        || inside(previous)
        || matches!(previous, Some('-' | '.' | ',' | '/')) && earlier.is_some_and(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dates(text: &str) -> Vec<String> {
        find_dates(text)
            .iter()
            .map(|one| one.period.map_or_else(|| "?".to_owned(), |period| period.to_string()))
            .collect()
    }

    #[test]
    fn every_form() {
        for (text, wanted) in [
            ("den 31. maj 2018 blev", "2018-05-31"),
            ("4. december skal", "?"),
            ("i maj 2018", "2018-05"),
            ("mødet 23.09.16 om", "2016-09-23"),
            ("optalt 1/3-17:", "2017-03-01"),
            ("Dato 3-4-2017", "2017-04-03"),
            ("klar ca. 1/3 2013", "2013-03-01"),
            ("siden 2018-05-31", "2018-05-31"),
            ("1. halvår 2020", "2020-01/2020-06"),
            ("i første halvår 2022 kom", "2022-01/2022-06"),
            ("3. kvartal 2017", "2017-07/2017-09"),
            ("1. kvt. 2022", "2022-01/2022-03"),
            ("2 kvartal 2022", "2022-04/2022-06"),
            ("K1 2022", "2022-01/2022-03"),
            ("Q4/2022", "2022-10/2022-12"),
            ("ultimo 2018", "2018-12-31"),
            ("ved udgangen af 2018", "2018-12-31"),
            ("pr. udgangen af juni 2018", "2018-06-30"),
            ("inden udgangen af 2018", "2018"),
            ("skoleåret 2019/20", "2019/2020"),
            ("i perioden 2013-2016", "2013/2016"),
            ("budget 2023–2026", "2023/2026"),
            ("i budget 2025-28, og", "2025/2028"),
            ("vinteren 2011-12", "2011/2012"),
            ("siden 2018-05", "2018-05"),
            ("ved årsskiftet 2022/23 var", "2022-12-31"),
            ("sept. 2022 - aug. 2023", "2022-09/2023-08"),
            ("i de første fem måneder af 2022", "2022-01/2022-05"),
            ("i 2018.", "2018"),
            ("januar-marts 2019", "2019-01/2019-03"),
        ] {
            assert_eq!(dates(text), [wanted], "{text}");
        }
    }

    #[test]
    fn only_looks_like_one() {
        for text in ["sag 2016-069071", "KLE 27.24.04", "nr. 00.16.02-P20-11-17", "45 sager", "99/99-17", "2.2019.300"]
        {
            assert!(dates(text).is_empty(), "{text}: {:?}", dates(text));
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_on_characters(text in "[0-9./ æmajuni-]{0,40}") {
            let mut end = 0;
            for mention in find_dates(&text) {
                prop_assert!(mention.span.start >= end);
                end = mention.span.end;
                let _ = mention.span.of(&text);
            }
        }
    }
}
