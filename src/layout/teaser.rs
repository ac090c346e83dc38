//! Teasers of other documents: lists and snippets that a web page or a transcript sets around its own text.
//!
//! Takes the paragraphs of a document, gives the spans that belong to other documents. Figures there are about those
//! documents, so neither extraction nor search may see them. Two constructions: a list of short titles under
//! “Relaterede dokumenter” (or the like), and a run of title, snippet and “Læs mere”.

use crate::span::Span;

/// Headings that a list of other documents stands under.
const OPENERS: [&str; 12] = [
    "relaterede dokumenter",
    "relaterede artikler",
    "relaterede nyheder",
    "relateret indhold",
    "læs også",
    "læs mere",
    "se også",
    "lignende dokumenter",
    "andre dokumenter",
    "andre læste også",
    "mere om emnet",
    "seneste nyt",
];

/// What introduces the title of the item before or behind in an agenda.
const NEIGHBOURS: [&str; 4] = ["forrige punkt", "næste punkt", "forrige side", "næste side"];

/// Lines that end a list of other documents: the document's own text begins.
const CLOSERS: [&str; 4] = ["transkript", "transskription", "dokumentets tekst", "indhold"];

/// The longest paragraph that can be a title of another document, in bytes.
const TITLE: usize = 260;

/// How many paragraphs a title and its snippet are, before their “Læs mere”.
const UNIT: usize = 2;

/// Whether a line may be one of some titles by the letters that it begins with; most lines are not, and need no copy.
fn may_be(line: &str, titles: &[&str]) -> bool {
    let start = line.trim_start().as_bytes();
    titles.iter().any(|title| start.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(&title.as_bytes()[..2])))
}

/// Whether a line only says that a transcript begins: no heading, no text.
pub(super) fn is_marker(line: &str) -> bool {
    let markers = ["transkript", "transskription"];
    may_be(line, &markers) && markers.contains(&bare(line).as_str())
}

fn bare(text: &str) -> String {
    text.trim().trim_end_matches([':', '.', '…', '>', '»']).trim().to_lowercase()
}

fn is_more(text: &str) -> bool {
    let words = ["læs mere", "læs hele artiklen", "se mere"];
    may_be(text, &words) && words.contains(&bare(text).as_str())
}

/// The parts of a text that are about other documents, in order.
pub(super) fn teasers(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    let mores: Vec<usize> = (0..paragraphs.len()).filter(|&at| is_more(paragraphs[at].of(text))).collect();
    if mores.len() >= 2 {
        out.extend(snippets(paragraphs, &mores));
    }
    let mut at = 0;
    while at < paragraphs.len() {
        let opener = may_be(paragraphs[at].of(text), &OPENERS)
            && OPENERS.contains(&bare(paragraphs[at].of(text)).as_str())
            && !(mores.len() >= 2 && is_more(paragraphs[at].of(text)));
        if !opener {
            // “Se også: Ny plan · Flere rådgivere”: the titles stand in the line itself.
            if points_elsewhere(paragraphs[at].of(text)) {
                // A line that ends with the mark between titles goes on with the next.
                let goes_on = paragraphs[at].of(text).trim_end().ends_with(['·', '|', '•']);
                let last = (at + usize::from(goes_on)).min(paragraphs.len() - 1);
                out.push(paragraphs[at].cover(paragraphs[last]));
            }
            at += 1;
            continue;
        }
        let list = paragraphs[at + 1..].iter().take_while(|span| is_title(text, **span)).count();
        if list > 0 {
            out.push(paragraphs[at].cover(paragraphs[at + list]));
        }
        at += list + 1;
    }
    out.sort_by_key(|span| span.start);
    out
}

/// Whether a paragraph begins with an opener and a colon, and is short enough to hold titles only.
fn points_elsewhere(paragraph: &str) -> bool {
    let head = paragraph.split_once(':').map(|(head, titles)| (head, !titles.trim().is_empty()));
    head.is_some_and(|(head, titles)| {
        let opens = |openers: &[&str]| may_be(head, openers) && openers.contains(&bare(head).as_str());
        titles && paragraph.len() <= TITLE && (opens(&OPENERS) || opens(&NEIGHBOURS))
    })
}

/// A title: one short line that is no running text, and not the line where the document's own text begins.
fn is_title(text: &str, span: Span) -> bool {
    let title = span.of(text);
    title.len() <= TITLE && !title.contains('\n') && !CLOSERS.contains(&bare(title).as_str())
}

/// From the first title before a “Læs mere” to the last snippet: what stands between two of them is a snippet.
fn snippets(paragraphs: &[Span], mores: &[usize]) -> Option<Span> {
    let (first, last) = (*mores.first()?, *mores.last()?);
    // Snippets are short; pages of running text between two of the lines mean something else.
    let long = mores.windows(2).any(|pair| pair[1] - pair[0] > 2 * UNIT + 1);
    if long {
        return None;
    }
    let start = paragraphs[first.saturating_sub(UNIT)];
    let after = paragraphs[last + 1..].iter().take(UNIT).take_while(|span| span.len() < 2 * TITLE);
    let end = after.fold(paragraphs[last], |end, span| end.cover(*span));
    Some(start.cover(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excluded(text: &str) -> Vec<&str> {
        let mut start = 0;
        let mut paragraphs = Vec::new();
        for part in text.split("\n\n") {
            paragraphs.push(Span::new(start, start + part.len()).trimmed(text));
            start += part.len() + 2;
        }
        teasers(text, &paragraphs).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_list_of_titles_under_its_heading() {
        let text = "Notat om anbringelser\n\nRelaterede dokumenter\n\nFra 61 til 35 sager\n\nNy strategi for unge\n\nTranskript:\n\nHer er 12 sager.";
        assert_eq!(excluded(text), ["Relaterede dokumenter\n\nFra 61 til 35 sager\n\nNy strategi for unge"]);
    }

    #[test]
    fn snippets_that_end_with_more() {
        let text = "Vi har 12 sager.\n\nPlan A\n\nPlan A Kommunen bruger 3 mio. kr.\n\nLæs mere\n\nPlan B\n\nPlan B Antal 40\n\nLæs mere";
        assert_eq!(
            excluded(text),
            ["Plan A\n\nPlan A Kommunen bruger 3 mio. kr.\n\nLæs mere\n\nPlan B\n\nPlan B Antal 40\n\nLæs mere"]
        );
    }

    #[test]
    fn titles_in_the_line_itself() {
        let text = "Vi har 12 sager.\n\nSe også: Ny plan for unge · Flere rådgivere";
        assert_eq!(excluded(text), ["Se også: Ny plan for unge · Flere rådgivere"]);
        assert!(excluded("Bemærk: Vi har 12 sager.").is_empty());
    }

    #[test]
    fn running_text_is_kept() {
        assert!(excluded("Læs mere om indsatsen i bilag 2.\n\nDer er 12 sager.").is_empty());
    }
}
