//! How dates, authors and case numbers are written on first pages and in file names, and what programs leave there.
//!
//! Takes a page or a name, gives what stands there behind its label. Refuses what has no label, unless its form alone
//! can mean nothing else.

use crate::pattern::Pattern;

use super::plausible;
use crate::quantity::{Period, find_dates};

/// A day of its own behind a label: `Dato: 12. marts 2019`, `Mødedato 12-03-2019`; the date may stand on the next line.
static DATE: Pattern = Pattern::new(
    r"(?im)^[^\p{L}\n]*(?:(?:møde|udskrifts|oprettelses)?dato|dateret|den)\b\s*[:.]?\s*(?P<rest>[^\n]*\n?[^\n]*)",
);
static AUTHOR: Pattern = Pattern::new(
    r"(?im)^[^\p{L}\n]*(?:forfatter|udarbejdet\s+af|skrevet\s+af)\b\s*:?[ \t]*(?P<name>\p{Lu}[^\n,;:]{2,60})",
);
static CASE: Pattern = Pattern::new(
    r"(?ix)\b(?: sags-?\s?(?:nr|nummer|id) | sag\s+nr | j(?:ournal)?\.?\s?-?(?:nr|nummer) | esdh(?:-?sag)? (?:s?nr)? | acadre(?:sag)?(?:s?nr)? )
            \s*\.?\s*:?\s*(?P<number>(?-i:[A-ZÆØÅ]{0,5}[-\s]?\d[\dA-ZÆØÅ./-]*))",
);
/// A number by the municipalities' common plan of subjects (KLE) with facet and serial number.
static PLAN: Pattern = Pattern::new(r"\b\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,6}-\d{2}\b");
static DAY: Pattern = Pattern::new(
    r"(?:^|\D)(?:(?P<y>(?:19|20)\d\d)[-_.]?(?P<m>\d\d)[-_.]?(?P<d>\d\d)|(?P<d2>\d\d?)[-_.](?P<m2>\d\d?)[-_.](?P<y2>(?:19|20)\d\d))(?:\D|$)",
);

/// The date behind its label, known to the day.
pub(super) fn date_line(page: &str) -> Option<Period> {
    DATE.captures_iter(page).find_map(|found| {
        let rest = found.name("rest")?.as_str();
        let date = find_dates(rest).into_iter().next().filter(|date| date.span.start <= 12)?;
        date.period.filter(|period| period.end.is_none() && period.start.day.is_some())
    })
}

/// The author behind the label.
pub(super) fn author_line(page: &str) -> Option<String> {
    let name = AUTHOR.captures(page)?.name("name")?.as_str().trim().trim_end_matches('.').to_owned();
    // A sentence that goes on is no name.
    (name.split_whitespace().count() <= 6 && !is_junk_author(&name)).then_some(name)
}

/// The case number behind its label, or in the form that only case numbers have.
pub(super) fn case_number(page: &str) -> Option<String> {
    let labelled = CASE.captures_iter(page).filter_map(|found| found.name("number")).map(|number| number.as_str());
    let number = labelled.map(tidy).find(|number| number.chars().filter(char::is_ascii_digit).count() >= 4);
    number.or_else(|| PLAN.find(page).map(|found| found.as_str().to_owned()))
}

fn tidy(number: &str) -> String {
    number.trim_end_matches(['.', '-', '/']).split_whitespace().collect()
}

/// The day in a file's name: `2019-03-12-notat.pdf`, `referat 12.3.2019.docx`.
pub(super) fn date_in_name(stem: &str) -> Option<Period> {
    let found = DAY.captures(stem)?;
    let number = |one: &str, other: &str| found.name(one).or_else(|| found.name(other))?.as_str().parse::<u16>().ok();
    let (month, day) = (u8::try_from(number("m", "m2")?).ok()?, u8::try_from(number("d", "d2")?).ok()?);
    plausible(number("y", "y2")?, month, day).map(Period::at)
}

/// The case number in a file's name, in the form that only case numbers have.
pub(super) fn case_number_in_name(stem: &str) -> Option<String> {
    PLAN.find(stem).map(|found| found.as_str().to_owned())
}

/// A file's name without its folder and its ending.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Whether a title is what a program put there, or the file's name.
pub(super) fn is_junk_title(title: &str, stem: &str) -> bool {
    const BEGINNINGS: [&str; 12] = [
        "microsoft word",
        "microsoft powerpoint",
        "microsoft excel",
        "untitled",
        "uden titel",
        "unavngivet",
        "powerpoint-præsentation",
        "powerpoint presentation",
        "skabelon",
        "template",
        "slide 1",
        "print preview",
    ];
    const ENDINGS: [&str; 10] = [".doc", ".docx", ".pdf", ".indd", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".odt"];
    const NUMBERED: [&str; 6] = ["dokument", "document", "doc", "præsentation", "mappe", "scan"];
    let small = title.to_lowercase();
    let numbered = NUMBERED.iter().any(|word| {
        small.strip_prefix(word).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || " _-().".contains(c)))
    });
    numbered
        || BEGINNINGS.iter().any(|beginning| small.starts_with(beginning))
        || ENDINGS.iter().any(|ending| small.ends_with(ending))
        || small == stem.to_lowercase()
        || title.chars().filter(|c| c.is_alphabetic()).count() < 3
}

/// Whether an author is what a program put there.
pub(super) fn is_junk_author(author: &str) -> bool {
    const NOBODY: [&str; 18] = [
        "user",
        "bruger",
        "admin",
        "administrator",
        "windows user",
        "windows-bruger",
        "microsoft office user",
        "microsoft office-bruger",
        "owner",
        "ejer",
        "author",
        "forfatter",
        "unknown",
        "ukendt",
        "default",
        "scanner",
        "anonymous",
        "root",
    ];
    let small = author.to_lowercase();
    NOBODY.contains(&small.as_str()) || author.chars().filter(|c| c.is_alphabetic()).count() < 2
}
