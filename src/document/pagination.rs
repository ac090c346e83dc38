//! The pages of a transcript: plain text that was once a paged document often shows where its pages began.
//!
//! Takes a text, gives its pages: by form feeds, by "Side 2 af 6" at a page's head or foot, or by paragraphs that begin
//! with consecutive page numbers. Gives none where the text shows none: a numbered list is not a document's pages.

use std::sync::LazyLock;

use crate::pattern::Regex;

use super::{Page, PageNumber};
use crate::span::Span;

static SIDE_OF: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant, compiled by every test")]
    Regex::new(r"(?i)\b(?:side|page)[ \x{a0}]?(\d{1,4})[ \x{a0}]?(?:af|/|of)[ \x{a0}]?(\d{1,4})\b")
        .expect("the pattern is a constant")
});

/// The pages of a text.
pub(super) fn pages(text: &str) -> Vec<Page> {
    by_form_feeds(text).or_else(|| by_counts(text)).or_else(|| by_leading_numbers(text)).unwrap_or_default()
}

/// Whether a line is nothing but its page's number, as it stands at a page's head or foot.
pub(super) fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    SIDE_OF.find(line).is_some_and(|hit| hit.range() == (0..line.len()))
        || line.trim_matches(['-', '–', ' ']).parse::<u16>().is_ok_and(|number| (1..2000).contains(&number))
}

/// Pages from their number and where they begin; each ends where the next begins, less `gap` bytes.
fn from_starts(text: &str, starts: &[(u32, usize)], gap: usize) -> Vec<Page> {
    let ends = starts.iter().skip(1).map(|(_, start)| start - gap).chain([text.len()]);
    let page = |((number, start), end): (&(u32, usize), usize)| {
        let number = PageNumber::new(*number)?;
        let span = Span::new(*start, end);
        Some(Page::new(number, span))
    };
    starts.iter().zip(ends).filter_map(page).collect()
}

fn by_form_feeds(text: &str) -> Option<Vec<Page>> {
    let mut starts = vec![0];
    starts.extend(text.match_indices('\u{c}').map(|(at, _)| at + 1));
    // The last page of many programs ends with a form feed too.
    if starts.len() > 1 && starts.last().is_some_and(|last| text[*last..].trim().is_empty()) {
        starts.pop();
    }
    if !text.contains('\u{c}') {
        return None;
    }
    let shift = printed_shift(text, &starts).unwrap_or(0);
    let numbered: Vec<_> = (1..).zip(starts).map(|(number, start)| (number + shift, start)).collect();
    let mut pages = from_starts(text, &numbered, 1);
    // A form feed at the very end belongs to no page.
    if let Some(last) = pages.last_mut() {
        let body = text[last.span.start..].trim_end_matches(['\u{c}', '\n', '\r']);
        last.span.end = last.span.start + body.len();
    }
    Some(pages)
}

/// By how much the numbers that pages open with run ahead of their count, when all that open with one agree.
fn printed_shift(text: &str, starts: &[usize]) -> Option<u32> {
    // Each page is looked at up to its own end: there may be no line's end in the whole text.
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let printed = (1u32..).zip(starts.iter().zip(ends)).skip(1).filter_map(|(count, (start, end))| {
        let line = text[*start..end].trim_start_matches(['\n', '\r', ' ']).lines().next()?;
        let number = line.trim().trim_end_matches('\u{c}').parse::<u32>().ok();
        Some(number.filter(|number| *number < 5000)?.checked_sub(count))
    });
    let shifts: Vec<Option<u32>> = printed.collect();
    let first = *shifts.first()?;
    (shifts.len() >= 2 && shifts.iter().all(|shift| *shift == first)).then_some(first).flatten()
}

/// A "Side 2 af 6" at the start or at the end of a line.
struct Count {
    number: u32,
    total: u32,
    /// With the blanks beside it on its line.
    marker: Span,
    opens: bool,
    closes: bool,
}

fn by_counts(text: &str) -> Option<Vec<Page>> {
    let mut counts: Vec<Count> = SIDE_OF.captures_iter(text).filter_map(|hit| count(text, &hit)).collect();
    counts.sort_by_key(|count| count.total);
    let chains = counts.chunk_by(|one, other| one.total == other.total).map(chain);
    let best = chains.filter(|chain| convinces(chain)).max_by_key(Vec::len)?;
    Some(if at_foot(text, &best) { by_feet(text, &best) } else { by_heads(text, &best) })
}

fn count(text: &str, hit: &crate::pattern::Captures<'_>) -> Option<Count> {
    let whole = hit.get(0)?;
    let (number, total) = (hit.get(1)?.as_str().parse().ok()?, hit.get(2)?.as_str().parse().ok()?);
    // Only the blanks beside it are looked at: a line can be as long as the document.
    let blank = |c: char| c.is_whitespace() && c != '\n';
    let before = text[..whole.start()].trim_end_matches(blank);
    let after = text[whole.end()..].trim_start_matches(blank);
    let (opens, closes) = (before.is_empty() || before.ends_with('\n'), after.is_empty() || after.starts_with('\n'));
    let marker = Span::new(if opens { before.len() } else { whole.start() }, text.len() - after.len());
    (1 <= number && number <= total && total >= 2 && (opens || closes || number == 1)).then_some(Count {
        number,
        total,
        marker,
        opens,
        closes,
    })
}

/// The counts in ascending order; one that falls back belongs to another document that is quoted.
fn chain(counts: &[Count]) -> Vec<&Count> {
    let mut chain: Vec<&Count> = Vec::new();
    for count in counts {
        if count.number == 1 && chain.len() <= 1 {
            chain = vec![count];
        } else if chain.last().is_none_or(|last| count.number > last.number) {
            chain.push(count);
        }
    }
    chain
}

fn convinces(chain: &[&Count]) -> bool {
    let Some(first) = chain.first() else { return false };
    let after_first = chain.iter().filter(|count| count.number > 1).count();
    after_first >= 1 && 2 * after_first >= first.total as usize - 1
}

/// Whether the counts stand at the feet of their pages: not when they open a line of text; on lines of their own,
/// when less follows the last than goes before the first.
fn at_foot(text: &str, chain: &[&Count]) -> bool {
    let inner: Vec<&&Count> = chain.iter().filter(|count| count.number > 1).collect();
    let heads = inner.iter().filter(|count| count.opens && !count.closes).count();
    let feet = inner.iter().filter(|count| count.closes && !count.opens).count();
    if heads != feet {
        return feet > heads;
    }
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else { return false };
    first.number == 1 && text[last.marker.end..].trim().len() < text[..first.marker.start].trim().len()
}

fn by_heads(text: &str, chain: &[&Count]) -> Vec<Page> {
    let mut starts: Vec<(u32, usize)> =
        chain.iter().filter(|count| count.number > 1).map(|count| (count.number, count.marker.start)).collect();
    // What comes before page 2 is page 1, whatever stands in front of it.
    match starts.first() {
        Some((2, 0)) | None => {}
        Some(_) => starts.insert(0, (1, 0)),
    }
    from_starts(text, &starts, 0)
}

fn by_feet(text: &str, chain: &[&Count]) -> Vec<Page> {
    let mut starts = Vec::new();
    let mut start = 0;
    for count in chain {
        starts.push((count.number, start));
        start =
            text[count.marker.end..].find(|c: char| !c.is_whitespace()).map_or(text.len(), |at| count.marker.end + at);
    }
    from_starts(text, &starts, 0)
}

/// A paragraph that begins with a number and more.
struct Opening {
    number: u32,
    start: usize,
    /// How long the paragraph is, and whether it ends with the same number.
    len: usize,
    closes: bool,
}

/// How far a run of page numbers may jump: over pages that held nothing but a picture.
const JUMP: u32 = 3;
/// A page is a long paragraph; an item of a list or a heading is a short one.
const LONG: usize = 300;

fn by_leading_numbers(text: &str) -> Option<Vec<Page>> {
    let mut run: Vec<Opening> = Vec::new();
    for opening in openings(text) {
        let weighty = opening.len >= LONG || opening.closes;
        match run.last() {
            None if opening.number <= 2 => run.push(opening),
            // The same first number again: the pages begin here, and what came before was something else.
            Some(_) if run.len() == 1 && opening.number == 1 => run = vec![opening],
            Some(last) if opening.number == last.number + 1 => run.push(opening),
            Some(last) if weighty && opening.number > last.number && opening.number <= last.number + JUMP => {
                run.push(opening);
            }
            _ => {}
        }
    }
    let weighty = run.iter().filter(|opening| opening.len >= LONG || opening.closes).count();
    if run.len() < 3 || weighty * 3 < run.len() * 2 {
        return None;
    }
    let mut starts: Vec<(u32, usize)> = run.iter().map(|opening| (opening.number, opening.start)).collect();
    match starts.first_mut() {
        Some((1, start)) => *start = 0,
        _ => starts.insert(0, (1, 0)),
    }
    Some(from_starts(text, &starts, 0))
}

fn openings(text: &str) -> impl Iterator<Item = Opening> {
    paragraphs(text).filter_map(|span| {
        let paragraph = span.of(text);
        let digits = paragraph.find(|c: char| !c.is_ascii_digit())?;
        let number = paragraph[..digits].parse().ok().filter(|number| (1..5000).contains(number))?;
        let rest = paragraph[digits..].strip_prefix([' ', '\t', '\r', '\n'])?;
        let closes = rest.trim_end().rsplit(char::is_whitespace).next() == Some(&paragraph[..digits]);
        Some(Opening { number, start: span.start, len: paragraph.len(), closes })
    })
}

/// The stretches of lines between blank lines.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
        let span = Span::new(*at, *at + line.len());
        *at = span.end;
        Some((span, line.trim().is_empty()))
    });
    std::iter::from_fn(move || {
        let (first, _) = lines.by_ref().find(|(_, blank)| !blank)?;
        let mut end = first.end;
        for (line, blank) in lines.by_ref() {
            if blank {
                break;
            }
            end = line.end;
        }
        Some(Span::new(first.start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each page's number and the first word on it.
    fn numbered(text: &str) -> Vec<(u32, &str)> {
        let pages = pages(text);
        for pair in pages.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "pages do not overlap");
        }
        pages
            .iter()
            .map(|page| (page.number.get(), page.span.of(text).split_whitespace().next().unwrap_or("")))
            .collect()
    }

    #[test]
    fn form_feeds_part_pages() {
        assert_eq!(numbered("Forside\u{c}Indhold\u{c}Slut\u{c}\n"), [(1, "Forside"), (2, "Indhold"), (3, "Slut")]);
        assert_eq!(numbered("Anbragte\u{c}4\nUnge\u{c}5\nBørn"), [(3, "Anbragte"), (4, "4"), (5, "5")]);
    }

    #[test]
    fn counts_at_the_head_part_pages() {
        let text =
            "Notat om børn Side 1 af 3 Indledning\n\nSide 2 af 3 Metode og data\n\nSide 3 af 3 Resultater\n\nLæs mere";
        assert_eq!(numbered(text), [(1, "Notat"), (2, "Side"), (3, "Side")]);
        assert_eq!(numbered("Et\n\nSide2/2 to"), [(1, "Et"), (2, "Side2/2")]);
    }

    #[test]
    fn counts_at_the_foot_part_pages() {
        let text = "Først om børn.\nSide 1 af 3\n\nSå om unge.\nSide 2 af 3\n\nTil sidst tal.\nSide 3 af 3\n";
        assert_eq!(numbered(text), [(1, "Først"), (2, "Så"), (3, "Til")]);
    }

    #[test]
    fn a_count_that_is_quoted_parts_nothing() {
        assert_eq!(numbered("Andet dokument: Side 1 af 8. Konkrete mål\n\nmere tekst"), []);
        assert_eq!(numbered("Se rapporten, side 3 af 12 i bilaget, om børn\n"), []);
    }

    #[test]
    fn paragraphs_that_open_with_consecutive_numbers_are_pages() {
        let page = |number: u32| format!("{number} {} {number}\n\n", "Indsatsen skal virke tidligt. ".repeat(20));
        let text = format!("Strategi\n\n{}{}{}{}Læs mere", page(1), page(2), page(3), page(4));
        assert_eq!(numbered(&text), [(1, "Strategi"), (2, "2"), (3, "3"), (4, "4")]);
    }

    #[test]
    fn a_numbered_list_is_no_pages() {
        assert_eq!(numbered("1 Indledning\n\nTekst.\n\n2 Metode\n\nTekst.\n\n3 Resultater\n\nTekst."), []);
        assert_eq!(numbered("1. Børn\n\n2. Unge\n\n3. Familier"), []);
    }

    #[test]
    fn a_line_that_is_only_a_number_is_told_from_text() {
        assert!(is_page_number(" Side 2 af 6 ") && is_page_number("- 4 -"));
        assert!(!is_page_number("Side 2 af 6 Metode") && !is_page_number("4 børn"));
    }
}
