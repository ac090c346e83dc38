//! What every page carries and none is about: running heads, feet and page numbers.
//!
//! Takes the pages of a document, takes out of them the lines near the upper and the lower edge that come again on
//! other pages, and the page's number. Refuses to touch a line that hangs together with the text: a table's head that
//! is repeated on each page is content.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Drawn,
    rows::{Row, rows},
};
use crate::document::pagination::is_page_number;

/// The part of a page's height at either edge in which a running head may stand.
const ZONE: f32 = 0.14;
/// The most lines of one.
const LINES: usize = 4;

/// A line at a page's edge.
#[derive(Debug)]
struct Edge {
    page: usize,
    words: Vec<usize>,
    text: String,
    /// Whether it is a head, and how far it stands from the edge.
    place: Place,
    /// Whether a gap parts it from the page's text.
    apart: bool,
    /// What makes it the same line on another page: its place with its words, or with some of them.
    keys: Vec<Key>,
}

type Place = (bool, i32);
type Key = (Place, String);

/// Takes the running heads, feet and page numbers out of the pages.
pub(super) fn remove(pages: &mut [Drawn]) {
    let edges: Vec<Edge> = pages.iter().enumerate().flat_map(|(number, page)| edges(number, page)).collect();
    let running = running(&edges, pages.len());
    let shifts = numbered(&edges);
    let mut taken: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (edge, running) in edges.iter().zip(running).filter(|(edge, _)| edge.apart) {
        let number = printed(&edge.text).is_some_and(|printed| shifts.contains(&(printed - edge.page as i64)));
        let counted = is_page_number(&edge.text) && printed(&edge.text).is_none();
        // “Side 1” says itself what it is, also where there is no other page.
        let called = edge.text.to_lowercase().starts_with("side ") && printed(&edge.text) == Some(edge.page as i64 + 1);
        if running && printed(&edge.text).is_none() || number || counted || called {
            taken.entry(edge.page).or_default().extend(&edge.words);
        }
    }
    for (number, words) in taken {
        pages[number].take_out(&words);
    }
}

/// Which of the lines are running heads or feet: those that come again where other pages have no text of their own.
fn running(edges: &[Edge], pages: usize) -> Vec<bool> {
    let mut again: BTreeMap<&Key, BTreeSet<usize>> = BTreeMap::new();
    let mut standing: BTreeMap<Place, BTreeSet<usize>> = BTreeMap::new();
    for edge in edges {
        standing.entry(edge.place).or_default().insert(edge.page);
        for key in edge.keys.iter().filter(|_| edge.apart && !is_end_of_sentence(&edge.text)) {
            again.entry(key).or_default().insert(edge.page);
        }
    }
    let repeated =
        |edge: &Edge| edge.apart && edge.keys.iter().filter_map(|key| again.get(key)).any(|on| repeats(on, pages));
    let mut repeating: BTreeMap<Place, BTreeSet<usize>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| repeated(edge)) {
        repeating.entry(edge.place).or_default().insert(edge.page);
    }
    // Where most pages begin with some line of text, two that are alike are chance.
    let mostly = |place: &Place| {
        let count = |pages: &BTreeMap<Place, BTreeSet<usize>>| pages.get(place).map_or(0, BTreeSet::len);
        count(&repeating) * 5 >= count(&standing) * 3
    };
    edges.iter().map(|edge| repeated(edge) && mostly(&edge.place)).collect()
}

/// Whether a line is what a page before began to say.
fn is_end_of_sentence(line: &str) -> bool {
    line.starts_with(char::is_lowercase) && line.ends_with('.')
}

/// Whether a line that stands on some of the pages is a running one: on three, or on all of few, or on all left or all
/// right ones.
fn repeats(on: &BTreeSet<usize>, pages: usize) -> bool {
    let (left, right) =
        (on.iter().filter(|page| *page % 2 == 1).count(), on.iter().filter(|page| *page % 2 == 0).count());
    let every_other = pages >= 4 && (left == pages / 2 && right == 0 || right == pages.div_ceil(2) && left == 0);
    on.len() >= 3 || on.len() == 2 && (pages <= 3 || every_other)
}

/// By how much the numbers printed at the edges run ahead of the pages' places: each distance that at least two pages
/// agree on, since what comes before the first chapter is often numbered apart.
fn numbered(edges: &[Edge]) -> BTreeSet<i64> {
    let mut shifts: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| edge.apart) {
        if let Some(printed) = printed(&edge.text) {
            shifts.entry(printed - edge.page as i64).or_default().insert(edge.page);
        }
    }
    shifts.into_iter().filter(|(_, pages)| pages.len() >= 2).map(|(shift, _)| shift).collect()
}

/// The number that is all of a line, in digits or in small Roman numerals.
fn printed(text: &str) -> Option<i64> {
    let text = text.to_lowercase();
    let bare = text.trim_start_matches("side").trim_matches(['-', '–', '|', ' ']);
    bare.parse::<u16>().ok().map(i64::from).or_else(|| roman(bare))
}

/// The value of a Roman numeral below 40, as the pages before the first are numbered.
fn roman(numeral: &str) -> Option<i64> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = numeral.len() - numeral.trim_start_matches('x').len();
    let units = UNITS.iter().position(|unit| *unit == &numeral[tens..])?;
    (tens < 4 && !numeral.is_empty()).then_some((10 * tens + units) as i64)
}

/// The lines at a page's edges, and which of them stand apart from its text.
fn edges(number: usize, page: &Drawn) -> Vec<Edge> {
    let Some(group) = page.groups.iter().find(|group| group.is_upright()) else {
        return Vec::new();
    };
    let height = page.size.1;
    let rows = rows((0..group.words.len()).collect(), &group.words);
    // A table that goes on over the page repeats its head, and the head belongs to it.
    let columns = |row: &Row| row.segments(&group.words).count();
    let framed = |row: &Row| {
        page.rules
            .iter()
            .any(|rule| rule.x1 - rule.x0 < 1.0 && rule.y0 < row.bbox.middle() && row.bbox.middle() < rule.y1)
    };
    let tabular = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| rows.get(at));
        framed(&rows[at]) || columns(&rows[at]) >= 3 && beside.into_iter().any(|row| columns(row) >= 3)
    };
    // Only the few lines in the zones are looked at: a page may have many lines and many rules.
    let numbered = || rows.iter().enumerate();
    let upper = apart(numbered(), |at, row| row.bbox.y1 < ZONE * height && !tabular(at));
    let lower = apart(numbered().rev(), |at, row| row.bbox.y0 > (1.0 - ZONE) * height && !tabular(at));
    let edge = |head: bool, (row, apart): (&Row, bool)| {
        let text = row.text(&group.words);
        let from_edge = if head { row.baseline } else { height - row.baseline };
        let place = (head, (from_edge / 4.0).round() as i32);
        let joined = |ids: &[usize]| ids.iter().map(|id| group.words[*id].text.as_str()).collect::<Vec<_>>().join(" ");
        // Beside the document's name the head often has the chapter's, parted by a gap or after its first words.
        let parts = row.segments(&group.words).map(joined).chain([joined(&row.words[..row.words.len().min(2)])]);
        let telling = parts.filter(|part| part.chars().filter(|c| c.is_alphabetic()).count() >= 8);
        let keys = telling.chain([text.clone()]).map(|part| (place, without_digits(&part))).collect();
        Edge { page: number, words: row.words.clone(), text, place, apart, keys }
    };
    upper.into_iter().map(|row| edge(true, row)).chain(lower.into_iter().map(|row| edge(false, row))).collect()
}

/// The lines from an edge on, each with whether a gap parts it from what follows: the last such gap within the zone
/// counts.
fn apart<'a>(
    rows: impl Iterator<Item = (usize, &'a Row)>,
    in_zone: impl Fn(usize, &Row) -> bool,
) -> Vec<(&'a Row, bool)> {
    let rows: Vec<(usize, &Row)> = rows.take(LINES + 1).collect();
    let zone = rows.iter().take(LINES).take_while(|(at, row)| in_zone(*at, row)).count();
    let parted = |count: &usize| {
        let (last, next) = (rows[count - 1].1, rows.get(*count));
        next.is_none_or(|(_, next)| (next.baseline - last.baseline).abs() > 1.7 * last.size.max(next.size))
    };
    let count = (1..=zone).rev().find(parted).unwrap_or(0);
    rows.into_iter().take(zone).enumerate().map(|(at, (_, row))| (row, at < count)).collect()
}

/// A text in which each number is a single sign: “Side 3 af 5” is the same line as “Side 4 af 5”.
fn without_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii_digit() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}
