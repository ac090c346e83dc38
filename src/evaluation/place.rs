//! Where an annotated number stands in a document as it was read.
//!
//! Takes an annotation and the document, gives a [`Place`] in the coordinates of the records. A quote is compared without
//! white space and hyphens, which no two readers of the same page set alike. Where it is not found even so (a reader
//! joined two columns, say), its number is looked for on its page as it is written: that is less strict, but a reader's
//! fault is then not counted twice. Refuses this second look to plain text: there the quote stands or it does not.

use super::Annotation;
use crate::{
    document::{Document, Kind},
    figure::Record,
};

/// Where an annotated number stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At these bytes, from the first to the one after the last.
    Bytes(usize, usize),
    /// Somewhere on this page, or where the format has none in the document, written like this.
    Written(Option<u64>, String),
    /// Nowhere: its document was not read.
    Unread,
}

impl Place {
    /// The place of an annotation's number; `None` where its document does not hold it.
    pub(super) fn of(annotation: &Annotation, document: Option<&Document>) -> Option<Self> {
        let Some(document) = document else { return Some(Place::Unread) };
        if let (Some(start), Some(end)) = (annotation.start, annotation.end) {
            return (start < end).then_some(Place::Bytes(start, end));
        }
        let page = annotation.page.and_then(|number| {
            document.pages.iter().find(|page| u64::from(page.number.get()) == number).map(|page| (number, page.span))
        });
        let (base, text) = page.map_or((0, document.text.as_str()), |(_, span)| (span.start, span.of(&document.text)));
        if let Some((start, end)) = in_text(annotation, text) {
            let in_file = |at: usize| document.offsets.to_file(&document.text, base + at);
            return Some(Place::Bytes(in_file(start), in_file(end)));
        }
        let second_look = document.kind != Kind::Text;
        let number = annotation.number.as_deref().filter(|_| second_look)?;
        Some(Place::Written(page.map(|(number, _)| number), squeezed(number)))
    }

    /// Whether a record stands there.
    pub(super) fn meets(&self, record: &Record) -> bool {
        match self {
            Place::Bytes(start, end) => record.start < *end && *start < record.end,
            Place::Written(page, number) => {
                record.page.map(|page| u64::from(page.get())) == *page && squeezed(&record.number) == *number
            }
            Place::Unread => false,
        }
    }
}

fn in_text(annotation: &Annotation, text: &str) -> Option<(usize, usize)> {
    let quote = annotation.quote.as_deref()?;
    let kept: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_kept(*c)).collect();
    let hay: String = kept.iter().map(|(_, c)| *c).collect();
    let found = nth(&hay, &squeezed(quote), annotation.occurrence.unwrap_or(1))?;
    let first = hay[..found].chars().count();
    let (from, to) = match annotation.number.as_deref() {
        Some(number) => {
            let at = nth(quote, number, annotation.cell.unwrap_or(1))?;
            (at, at + number.len())
        }
        None => (0, quote.len()),
    };
    let length = |part: &str| part.chars().filter(|c| is_kept(*c)).count();
    let (start, last) = (first + length(&quote[..from]), first + length(&quote[..to]).checked_sub(1)?);
    let (end, c) = *kept.get(last)?;
    Some((kept.get(start)?.0, end + c.len_utf8()))
}

/// Where the `n`th occurrence begins; occurrences may overlap.
fn nth(hay: &str, needle: &str, n: usize) -> Option<usize> {
    let mut from = 0;
    for round in 1..=n {
        let at = from + hay.get(from..)?.find(needle)?;
        if round == n {
            return Some(at);
        }
        from = at + hay[at..].chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn is_kept(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{2010}')
}

/// A text without white space and hyphens.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| is_kept(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_found_across_lines_and_hyphens() {
        let text = "Tidlig ind-\nsats koster\n4 mio. kr. og 4 mio. kr.";
        let at = |cell: u64| {
            let quote = "indsats koster 4 mio. kr. og 4 mio. kr.";
            let line = serde_json::json!({"doc": "a", "quote": quote, "number": "4 mio. kr.", "cell": cell});
            let (start, end) = in_text(&serde_json::from_value(line).unwrap(), text).unwrap();
            (start, &text[start..end])
        };
        assert_eq!(at(1), (24, "4 mio. kr."));
        assert_eq!(at(2), (38, "4 mio. kr."));
    }
}
