//! Sentences of a paragraph.
//!
//! Takes a text and a span of it, gives the spans of its sentences in order, trimmed. A dot ends a sentence unless it
//! belongs to an abbreviation, an ordinal or a number; so does a line that begins a list item. No sentence is longer
//! than [`LONGEST`]: a text without an end is cut at a space, so that no rule ever sees more than that at once.

use crate::{reference::lexicon::ABBREVIATIONS, span::Span};

/// The most bytes of a sentence.
pub const LONGEST: usize = 2_000;

/// The sentences of a part of a text.
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    let part = span.of(text);
    for (offset, c) in part.char_indices() {
        let at = span.start + offset;
        let end = at + c.len_utf8();
        let over = end - start >= LONGEST && c.is_whitespace();
        let ends = match c {
            '.' if answers(text, Span::new(start, at)) => next_starts(&text[end..span.end]),
            '.' => dot_ends(&text[start..at], &text[end..span.end]),
            '!' | '?' => next_starts(&text[end..span.end]),
            '\n' => line_ends(&text[start..at], &text[end..span.end]),
            '\u{c}' => !text[end..span.end].trim_start().starts_with(char::is_lowercase),
            '•' | '\u{f0b7}' | '▪' => true,
            _ => false,
        };
        if ends || over || end - start >= 2 * LONGEST {
            keep(text, Span::new(start, end), &mut out);
            start = end;
        }
    }
    keep(text, Span::new(start, span.end), &mut out);
    out
}

fn keep(text: &str, span: Span, out: &mut Vec<Span>) {
    let trimmed = span.trimmed(text);
    if trimmed.of(text).contains(char::is_alphanumeric) {
        out.push(trimmed);
    }
}

/// `Sagstallet? 29.`: a number alone behind a question on its line, which is no item's mark.
fn answers(text: &str, part: Span) -> bool {
    let digits = part.of(text).trim_start_matches(' ');
    !digits.is_empty()
        && digits.len() <= 12
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
        && text[..part.start].trim_end_matches(' ').ends_with('?')
}

/// Whether what follows can begin a sentence: white space, then a capital, a digit, a quote or a bullet.
fn next_starts(after: &str) -> bool {
    let rest = after.trim_start_matches(['"', '”', '’', '\'', ')', '»']);
    let trimmed = rest.trim_start();
    if trimmed.is_empty() {
        return true;
    }
    rest.len() != trimmed.len()
        && trimmed.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '”' | '“' | '»' | '-' | '–' | '•' | '(')
        })
}

/// The last word before a dot, with the dots inside it.
fn last_word(before: &str) -> &str {
    let start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '”' | '/'))
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    &before[start..]
}

fn dot_ends(before: &str, after: &str) -> bool {
    if !next_starts(after) {
        return false;
    }
    let word = last_word(before);
    let next = after.trim_start();
    let lower = word.to_lowercase();
    if lower == "kr" {
        // “10,5 mio. kr. 21 sagsbehandlere”: an amount that ends, then a new item. “kr. 250.000” is one amount.
        let amount = before.trim_end_matches(char::is_alphabetic).trim_end();
        let complete = amount.ends_with(|c: char| c.is_ascii_digit() || c == '.') || amount.ends_with("mio");
        return next.starts_with(char::is_uppercase)
            || next.is_empty()
            || item_starts(next) && (complete || next.find(' ').is_some_and(|digits| digits <= 2));
    }
    let dotted = |abbreviation: &&str| abbreviation.strip_suffix('.') == Some(lower.as_str());
    if ABBREVIATIONS.iter().any(dotted) {
        return matches!(lower.as_str(), "stk" | "pct" | "mio" | "alm" | "afd" | "div" | "dec" | "okt")
            && next.starts_with(char::is_uppercase)
            && !names(next);
    }
    if word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty() {
        // “1. Omstilling” begins an item; “i 2016. Herefter” and “stk. 3. Herefter” end a sentence.
        let before = before[..before.len() - word.len()].trim_end();
        let counted = item_starts(next)
            && before.rsplit(' ').next().is_some_and(|word| matches!(word, "er" | "var" | "på" | "til" | "i"));
        return (counted || next.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '”'))
            && !before.is_empty()
            && !before.ends_with([':', ';']);
    }
    // A single letter is an initial or an enumeration.
    word.chars().count() > 1 || word.chars().all(|c| !c.is_alphabetic())
}

/// Whether an item of a list begins: a number and a noun.
fn item_starts(next: &str) -> bool {
    let rest = next.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < next.len()
        && rest.strip_prefix(' ').is_some_and(|rest| {
            rest.starts_with(char::is_lowercase) && !rest.starts_with("mio") && !rest.starts_with("kr")
        })
}

/// Whether a capital can be a name rather than a beginning: two capitals in a row.
fn names(next: &str) -> bool {
    next.chars().nth(1).is_some_and(char::is_uppercase)
}

/// Whether a line break parts two sentences: a list item follows, the line before is closed, or it is a short line of
/// its own.
fn line_ends(before: &str, after: &str) -> bool {
    let line = after.split('\n').next().unwrap_or_default().trim_start();
    let previous = before.rsplit('\n').next().unwrap_or_default().trim_end();
    if line.is_empty() || previous.is_empty() {
        return true;
    }
    let bullet = line.starts_with(['-', '–', '•', '*', '·', '▪', '\u{f0b7}', '¹', '²', '³'])
        && !line.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let closed = previous.ends_with([':', ';', '!', '?'])
        || previous.ends_with('.') && dot_ends(previous.trim_end_matches('.'), after);
    let short = previous.chars().count() < 60
        && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !previous.ends_with([',', '-', '–'])
        && !dangling(previous);
    bullet || closed || short || is_entry(previous) && is_entry(line)
}

/// Whether a line is a label and its number: `heraf i familiepleje: 83¹`.
fn is_entry(line: &str) -> bool {
    let Some((label, number)) = line.rsplit_once(':') else { return false };
    let number = number.trim().trim_end_matches(['¹', '²', '³', '*', '%']).trim_end_matches("pct.").trim_end();
    label.contains(char::is_alphabetic)
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// Whether a line breaks off inside a phrase: its last word calls for another.
fn dangling(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or_default().to_lowercase();
    matches!(
        word.as_str(),
        "i" | "på"
            | "til"
            | "fra"
            | "for"
            | "af"
            | "og"
            | "eller"
            | "med"
            | "at"
            | "som"
            | "der"
            | "den"
            | "det"
            | "de"
            | "en"
            | "et"
            | "ca."
            | "pr."
            | "hos"
            | "om"
            | "er"
            | "har"
            | "skal"
            | "vil"
            | "samt"
            | "mellem"
            | "under"
            | "over"
            | "kr."
            | "mio."
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn dots_that_end_and_dots_that_do_not() {
        for (text, count) in [
            ("Sagstallet er ca. 33 sager pr. rådgiver. Det skal ned.", 2),
            ("Der følges op hver 6. uge, jf. § 11, stk. 3. Herefter hvert kvartal.", 2),
            ("Den 31. maj 2018 mødtes udvalget. Det tog kl. 19 stilling.", 2),
            ("To psykologer 1,2 mio. kr. 21 rådgivere 10,5 mio. kr. Pulje 2 mio. kr.", 3),
            ("Prisen er kr. 250.000 om året.", 1),
            ("Regnskabet viste 3,4 mio. kr. i 2016. Budgettet var lavere.", 2),
            ("Sagstallet? 29. Det er lavt.", 3),
            ("Mål:\n- flere hjemme\n- færre ude", 3),
            ("Linjen brydes her midt i\nen sætning, der går videre.", 1),
        ] {
            assert_eq!(split(text).len(), count, "{text}: {:?}", split(text));
        }
    }

    #[test]
    fn no_sentence_is_endless() {
        let text = "ord ".repeat(20_000);
        assert!(split(&text).iter().all(|sentence| sentence.len() <= LONGEST));
        let solid = "å".repeat(20_000);
        assert!(split(&solid).iter().all(|sentence| sentence.len() <= 2 * LONGEST + 4));
    }

    proptest! {
        #[test]
        fn in_order_and_nothing_lost(text in "[a-zA-Z0-9æøå .,\n–-]{0,200}") {
            let spans = sentences(&text, Span::new(0, text.len()));
            let mut end = 0;
            let mut letters = 0;
            for span in spans {
                prop_assert!(span.start >= end);
                end = span.end;
                letters += span.of(&text).chars().filter(|c| c.is_alphanumeric()).count();
            }
            prop_assert_eq!(letters, text.chars().filter(|c| c.is_alphanumeric()).count());
        }
    }
}
