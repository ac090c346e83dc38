//! The part of a passage that shows best why it was found.
//!
//! Takes a passage's text and the places that were found in it, gives a [`Snippet`] with them marked.

use std::{collections::HashSet, ops::Range};

use crate::span::Span;

/// About as many bytes as two lines of a terminal hold.
const LENGTH: usize = 240;

/// A piece of a passage, on one line, with what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, white space made single blanks, with … where something was cut off.
    pub text: String,
    /// Where that stands in it.
    pub marks: Vec<Range<usize>>,
}

impl Snippet {
    /// The best piece of a text, given the places that were found in it and what each was found for.
    pub(super) fn of(text: &str, mut hits: Vec<(Span, usize)>) -> Self {
        hits.sort_unstable();
        // What was found for two things, such as a number and the figure that it is, is marked once.
        let mut end = 0;
        hits.retain(|(span, _)| {
            let apart = span.start >= end;
            end = end.max(span.end);
            apart
        });
        let core = core(&hits);
        let (start, end) = widen(text, core);
        let mut snippet = Snippet::default();
        if start > 0 {
            snippet.text.push('…');
        }
        let mut at = start;
        for (span, _) in hits.iter().filter(|(span, _)| start <= span.start && span.end <= end) {
            snippet.push(&text[at..span.start]);
            let from = snippet.text.len();
            snippet.push(span.of(text));
            snippet.marks.push(from..snippet.text.len());
            at = span.end;
        }
        snippet.push(&text[at..end]);
        if end < text.len() {
            snippet.text.push('…');
        }
        snippet
    }

    /// Adds text; white space and control characters become one blank.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_whitespace() && !c.is_control() {
                self.text.push(c);
            } else if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    /// With a mark before and after each word, and everything else through `plain`.
    pub fn render(&self, open: &str, close: &str, plain: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        let mut at = 0;
        for mark in &self.marks {
            out.push_str(&plain(&self.text[at..mark.start]));
            out.push_str(open);
            out.push_str(&plain(&self.text[mark.clone()]));
            out.push_str(close);
            at = mark.end;
        }
        out.push_str(&plain(&self.text[at..]));
        out
    }

    /// As HTML in which only the marks are elements.
    pub fn html(&self) -> String {
        self.render("<mark>", "</mark>", |text| {
            text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
        })
    }
}

/// The first stretch of the allowed length with the most different words in it.
fn core(hits: &[(Span, usize)]) -> Span {
    let mut best = (0, Span::default());
    for (index, (first, _)) in hits.iter().enumerate() {
        let within = hits[index..].iter().take_while(|(span, _)| span.end - first.start <= LENGTH);
        let (mut different, mut end) = (HashSet::new(), first.end);
        for (span, sought) in within {
            different.insert(sought);
            end = span.end;
        }
        if different.len() > best.0 {
            best = (different.len(), Span::new(first.start, end));
        }
    }
    best.1
}

/// The stretch with what stands around it, up to the allowed length, cut between words.
fn widen(text: &str, core: Span) -> (usize, usize) {
    let spare = LENGTH.saturating_sub(core.len());
    let blank = |c: char| c.is_whitespace();
    let from = text.floor_char_boundary(core.start.saturating_sub(spare / 3));
    let start = match text[from..core.start].find(blank) {
        Some(cut) if from > 0 => from + cut + text[from + cut..].chars().next().map_or(0, char::len_utf8),
        _ if from == 0 => 0,
        _ => core.start,
    };
    let to = text.ceil_char_boundary((core.end + spare - (core.start - start).min(spare)).min(text.len()));
    let end = match text[core.end..to].rfind(blank) {
        Some(cut) if to < text.len() => core.end + cut,
        _ if to == text.len() => to,
        _ => core.end.max(to),
    };
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::{super::danish, *};

    fn snippet(text: &str, query: &str) -> Snippet {
        let stems: Vec<String> = danish::stemmed(query).into_iter().map(|(_, stem)| stem).collect();
        let words = danish::stemmed(text).into_iter();
        let found =
            |(word, stem): (danish::Word, String)| Some((word.span, stems.iter().position(|one| *one == stem)?));
        Snippet::of(text, words.filter_map(found).collect())
    }

    #[test]
    fn only_the_marks_are_elements() {
        let html = snippet("Sagstallet er <b>33</b> & «højt» pr. rådgiver", "sagstal rådgivere").html();
        assert_eq!(html, "<mark>Sagstallet</mark> er &lt;b&gt;33&lt;/b&gt; &amp; «højt» pr. <mark>rådgiver</mark>");
    }

    #[test]
    fn a_long_passage_is_cut_between_words_around_the_hits() {
        let filler = "Kommunen følger udviklingen nøje og vender tilbage. ".repeat(20);
        let text = format!("{filler}Antallet af anbringelser\ter faldet.\n{filler}");
        let snippet = snippet(&text, "anbringelse");
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'), "{}", snippet.text);
        assert!(snippet.text.contains("Antallet af anbringelser er faldet. Kommunen"), "{}", snippet.text);
        assert!((150..LENGTH + 8).contains(&snippet.text.len()), "{}", snippet.text.len());
        assert_eq!(&snippet.text[snippet.marks[0].clone()], "anbringelser");
    }

    #[test]
    fn a_passage_found_by_its_heading_shows_its_beginning() {
        let snippet = snippet("Der er 33 sager.", "sagstal");
        assert_eq!((snippet.text.as_str(), snippet.marks.len()), ("Der er 33 sager.", 0));
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_snippet(text in "[a-zæøå .\t\u{a0}…0-9]{0,600}", query in "[a-zæøå]{1,2}") {
            let snippet = snippet(&text, &query);
            proptest::prop_assert!(snippet.text.len() <= LENGTH * 2);
        }
    }
}
