//! Where an annotated number stands in a document as it was read.
//!
//! Takes an annotation and the document, gives a [`Place`]. An annotation has either bytes (`start`, `end`) or a quote
//! with the number in it. The quote is compared without white space and hyphens, which no two readers of the same page
//! set alike. Where it is not found even so (a reader joined two columns, say), its number is looked for on its page as
//! it is written: that is less strict, but a reader's fault is then not counted twice.

use nogletal::document::Document;
use serde_json::Value;

use super::score::Place;

/// The place of an annotation's number. `on_disk` is the file's own text where offsets count in that.
pub fn place(annotation: &Value, document: Option<&Document>, on_disk: Option<&str>) -> Place {
    let Some(document) = document else { return Place::Lost };
    if let (Some(start), Some(end)) = (annotation["start"].as_u64(), annotation["end"].as_u64()) {
        return Place::Bytes(start as usize, end as usize);
    }
    let page = annotation["page"].as_u64();
    let whole = on_disk.unwrap_or(&document.text);
    let on_page = document.pages.iter().find(|one| Some(u64::from(one.number.get())) == page);
    let (base, text) = match on_page {
        Some(page) if on_disk.is_none() => (page.span.start, page.span.of(whole)),
        _ => (0, whole),
    };
    match in_text(annotation, text) {
        Some((start, end)) => Place::Bytes(base + start, base + end),
        None => annotation["number"].as_str().map_or(Place::Lost, |number| Place::Page(page, squeezed(number))),
    }
}

fn in_text(annotation: &Value, text: &str) -> Option<(usize, usize)> {
    let count = |field: &str| annotation[field].as_u64().unwrap_or(1) as usize;
    let quote = annotation["quote"].as_str()?;
    let kept: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_kept(*c)).collect();
    let hay: String = kept.iter().map(|(_, c)| *c).collect();
    let first = hay[..nth(&hay, &squeezed(quote), count("occurrence"))?].chars().count();
    let (from, to) = match annotation["number"].as_str() {
        Some(number) => {
            let at = nth(quote, number, count("cell"))?;
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
    for round in 1.. {
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
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| is_kept(*c)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_quote_is_found_across_lines_and_hyphens() {
        let text = "Tidlig ind-\nsats koster\n4 mio. kr. og 4 mio. kr.";
        let at = |cell: u64| {
            let quote = "indsats koster 4 mio. kr. og 4 mio. kr.";
            let (start, end) = in_text(&json!({"quote": quote, "number": "4 mio. kr.", "cell": cell}), text).unwrap();
            (start, &text[start..end])
        };
        assert_eq!(at(1), (24, "4 mio. kr."));
        assert_eq!(at(2), (38, "4 mio. kr."));
    }
}
