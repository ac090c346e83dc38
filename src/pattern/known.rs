//! Texts whose runs of letters are known while they are looked at.
//!
//! Takes a text, gives a [`Known`]; as long as it lives, every pattern that is asked of the text or of a part of it, on
//! this thread, is first held against the runs that the text has. Refuses nothing of texts that nobody made known: there
//! the pattern itself answers.

use std::{cell::RefCell, collections::HashMap, marker::PhantomData};

use super::grams::{Grams, Need};
use crate::span::Span;

thread_local! {
    /// What was made known, the latest last, each in the order of its texts.
    static KNOWN: RefCell<Vec<Vec<Text>>> = const { RefCell::new(Vec::new()) };
}

/// The most parts of one document that are known: beyond it their bits would take more room than the text.
const PARTS: usize = 4_000;

/// The most parts of one text that it is remembered what was found in: a table may have millions of cells.
const REMEMBERED: usize = 10_000;

/// A text that is known: where it lies, and its runs.
struct Text {
    start: usize,
    end: usize,
    grams: Grams,
    /// The words found in it and in its parts, by who looked for them and in what part.
    found: HashMap<(usize, usize, usize), Vec<(usize, Span)>>,
    /// What patterns said of all of it, by their numbers.
    answers: Vec<Option<bool>>,
}

/// Texts that are known as long as this lives; it borrows them, so that no others can come to lie in their places.
pub(crate) struct Known<'t> {
    /// How much was known before it.
    before: usize,
    texts: PhantomData<&'t str>,
}

impl<'t> Known<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Known::parts(std::iter::once(text))
    }

    /// The parts of a text, in order.
    pub(crate) fn parts(parts: impl Iterator<Item = &'t str>) -> Self {
        let text = |text: &str| {
            let start = text.as_ptr().addr();
            Text { start, end: start + text.len(), grams: Grams::of(text), found: HashMap::new(), answers: Vec::new() }
        };
        let texts = parts.take(PARTS).map(text).collect();
        let before = KNOWN.with_borrow_mut(|known| {
            known.push(texts);
            known.len() - 1
        });
        Known { before, texts: PhantomData }
    }
}

impl Drop for Known<'_> {
    fn drop(&mut self) {
        KNOWN.with_borrow_mut(|known| known.truncate(self.before));
    }
}

/// The known text that holds what lies between two places.
fn around(known: &mut [Vec<Text>], start: usize, end: usize) -> Option<&mut Text> {
    known.iter_mut().rev().find_map(|texts| {
        let at = texts.partition_point(|text| text.end < end);
        texts.get_mut(at).filter(|text| text.start <= start && end <= text.end)
    })
}

/// Whether a text may have what a pattern needs.
pub(super) fn may_match(text: &str, need: &Need) -> bool {
    if *need == Need::Nothing {
        return true;
    }
    let (start, end) = (text.as_ptr().addr(), text.as_ptr().addr() + text.len());
    KNOWN.with_borrow_mut(|known| around(known, start, end).is_none_or(|text| text.grams.meet(need)))
}

/// Whether a text has what `ask` asks for; all of a known text is asked only once by the pattern with a number.
pub(super) fn answer(text: &str, number: usize, ask: impl FnOnce() -> bool) -> bool {
    let (start, end) = (text.as_ptr().addr(), text.as_ptr().addr() + text.len());
    let whole = |text: &&mut Text| text.start == start && text.end == end;
    let before = KNOWN.with_borrow_mut(|known| {
        let text = around(known, start, end).filter(whole)?;
        text.answers.get(number).copied().flatten()
    });
    before.unwrap_or_else(|| {
        let answer = ask();
        KNOWN.with_borrow_mut(|known| {
            if let Some(text) = around(known, start, end).filter(whole) {
                let all = text.answers.len().max(number + 1);
                text.answers.resize(all, None);
                text.answers[number] = Some(answer);
            }
        });
        answer
    })
}

/// What `find` finds in a text; in a known one it is asked only once for each of those who look.
pub(super) fn once(text: &str, who: usize, find: impl FnOnce() -> Vec<(usize, Span)>) -> Vec<(usize, Span)> {
    let (start, end) = (text.as_ptr().addr(), text.as_ptr().addr() + text.len());
    let key = (who, start, end);
    let before = KNOWN.with_borrow_mut(|known| around(known, start, end)?.found.get(&key).cloned());
    before.unwrap_or_else(|| {
        let places = find();
        KNOWN.with_borrow_mut(|known| {
            if let Some(text) = around(known, start, end).filter(|text| text.found.len() < REMEMBERED) {
                text.found.insert(key, places.clone());
            }
        });
        places
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Regex;

    #[test]
    fn a_known_text_is_searched_like_any_other() {
        let regex = Regex::new(r"(?i)\bår(?:sværk)?\b|plads\w*").expect("a pattern");
        let text = String::from("I år er der 12 Pladser, men intet årstal.");
        let found = |text: &str| regex.find_iter(text).map(|one| one.range()).collect::<Vec<_>>();
        let unknown = found(&text);
        assert_eq!(unknown.len(), 2);
        {
            let _known = Known::new(&text);
            assert_eq!(found(&text), unknown);
            assert_eq!(found(&text[5..]).len(), 1);
            assert!(found("i alt").is_empty());
        }
        assert_eq!(found(&text), unknown);
    }
}
