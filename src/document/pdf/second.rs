//! A second look at pages whose reading is in doubt.
//!
//! Takes the file and what was read of it, lowers the quality of pages on which an independent engine finds numbers
//! that the first reading lacks. Refuses to add anything: digits are never guessed.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

use crate::{document::reader::Content, notice::Notice};

/// Asks the second engine about every page with glyphs of unknown meaning, or about all, and tells which pages are to be
/// doubted. What was recognised in a picture the second engine cannot see.
pub(super) fn doubt(bytes: &[u8], content: &mut Content, until: Instant, all: bool) {
    let asked: Vec<usize> = (0..content.pages.len())
        .filter(|page| (all || content.pages[*page].quality < 1.0) && !content.pages[*page].recognised)
        .collect();
    if asked.is_empty() {
        return;
    }
    let other = catch_unwind(|| lopdf::Document::load_mem(bytes).ok()).ok().flatten();
    for index in asked {
        let page = &mut content.pages[index];
        let known = page.quality;
        if let Some(other) = other.as_ref().filter(|_| Instant::now() < until) {
            let extracted = catch_unwind(AssertUnwindSafe(|| other.extract_text(&[page.number.get()])));
            if let Ok(Ok(text)) = extracted {
                // What stands aside is blank in the text, but on the page.
                let asides = content.asides.iter().filter(|aside| page.span.contains(aside.span));
                let read = asides.fold(page.span.of(&content.text).to_owned(), |read, aside| read + " " + &aside.text);
                page.quality *= shared(&text, &read);
            }
        }
        if page.quality < 0.98 {
            let share = (page.quality * 100.0).floor();
            let message = if known < 0.98 {
                format!("only {share} % of the page's characters are certain; its numbers may be incomplete or wrong")
            } else {
                format!("only {share} % of the numbers that a second reading finds are here; some may be missing")
            };
            content.notices.push(Notice::partial(message).on_page(page.number));
        }
    }
}

/// The share of the numbers in one text that another has too.
fn shared(wanted: &str, found: &str) -> f32 {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for number in numbers(found) {
        *counts.entry(number).or_default() += 1;
    }
    let (mut all, mut both) = (0, 0);
    for number in numbers(wanted) {
        all += 1;
        if let Some(left) = counts.get_mut(number).filter(|left| **left > 0) {
            *left -= 1;
            both += 1;
        }
    }
    if all == 0 { 1.0 } else { both as f32 / all as f32 }
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .map(|token| token.trim_matches(['.', ',']))
        .filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_of_numbers_counts_each_once() {
        assert_eq!(shared("12 12 3.400", "der er 12 og 3.400,"), 2.0 / 3.0);
        assert_eq!(shared("ingen", ""), 1.0);
    }
}
