//! A stretch of text with the words mended that a line's or a page's end broke: `socialråd-⏎givere`.
//!
//! Takes a text, gives it with the hyphen and the break gone where the next line goes on in lower case, and maps places
//! both ways, so that what is found in the mended text still points into the document's own. `børne-⏎ og unge` keeps its
//! hyphen: a conjunction follows.

use std::borrow::Cow;

use crate::span::Span;

/// A mended text.
#[derive(Clone, Debug)]
pub struct Joined<'a> {
    /// The text to read.
    pub text: Cow<'a, str>,
    /// Where something was taken out: the place in the mended text, and how many bytes are gone up to there.
    cuts: Vec<(usize, usize)>,
}

/// Words that show that the hyphen before them is the word's own.
const JOINERS: [&str; 4] = ["og ", "eller ", "samt ", "til "];

impl<'a> Joined<'a> {
    /// The mended form of a text.
    pub fn of(text: &'a str) -> Self {
        if !text.contains(['\n', '\u{c}', '\u{ad}']) {
            return Joined { text: Cow::Borrowed(text), cuts: Vec::new() };
        }
        let mut mended = String::with_capacity(text.len());
        let mut cuts = Vec::new();
        let mut gone = 0;
        let mut at = 0;
        while let Some(offset) = text[at..].find(['-', '\u{ad}']) {
            let hyphen = at + offset;
            let sign = text[hyphen..].chars().next().map_or(1, char::len_utf8);
            let rest = &text[hyphen + sign..];
            let broken = after_break(rest).filter(|next| !JOINERS.iter().any(|one| next.starts_with(one)));
            let word = text[..hyphen].ends_with(char::is_lowercase);
            let (start, end) = match broken {
                Some(next) if word && next.starts_with(char::is_lowercase) => (hyphen, text.len() - next.len()),
                // “15-⏎20” and “ICS-⏎redskabet”: the hyphen is the word's own, the break is not.
                Some(next)
                    if text[..hyphen].ends_with(char::is_alphanumeric) && next.starts_with(char::is_alphanumeric) =>
                {
                    (hyphen + sign, text.len() - next.len())
                }
                None if sign > 1 => (hyphen, hyphen + sign),
                _ => {
                    mended.push_str(&text[at..hyphen + sign]);
                    at = hyphen + sign;
                    continue;
                }
            };
            mended.push_str(&text[at..start]);
            gone += end - start;
            cuts.push((mended.len(), gone));
            at = end;
        }
        mended.push_str(&text[at..]);
        Joined { text: Cow::Owned(mended), cuts }
    }

    /// The span in the text as it was.
    pub fn original(&self, span: Span) -> Span {
        let gone = |at: usize, closed: bool| {
            let before = self.cuts.partition_point(|(cut, _)| if closed { *cut < at } else { *cut <= at });
            before.checked_sub(1).map_or(0, |index| self.cuts[index].1)
        };
        Span::new(span.start + gone(span.start, false), span.end + gone(span.end, true))
    }

    /// The place in the mended text of a place in the text as it was.
    pub fn mended(&self, original: usize) -> usize {
        let gone =
            self.cuts.iter().take_while(|(cut, gone)| cut + gone <= original).last().map_or(0, |(_, gone)| *gone);
        original.saturating_sub(gone).min(self.text.len())
    }
}

/// What follows a line's or a page's end, when nothing but blanks stands before it.
fn after_break(rest: &str) -> Option<&str> {
    let end = rest.trim_start_matches(' ');
    Some(end.strip_prefix(['\n', '\u{c}'])?.trim_start_matches([' ', '\t']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn broken_words_are_mended_and_own_hyphens_kept() {
        let joined = Joined::of("22 socialråd-\ngivere og børne-\nog ungechefen, i alt 11 mio-\nner");
        assert_eq!(joined.text, "22 socialrådgivere og børne-\nog ungechefen, i alt 11 mioner");
    }

    #[test]
    fn words_are_mended_over_a_page_and_what_stands_aside_there() {
        assert_eq!(Joined::of("22 socialråd-      \u{c}    givere").text, "22 socialrådgivere");
        assert_eq!(Joined::of("22 børne- \u{c} og unge - fordi").text, "22 børne- \u{c} og unge - fordi");
    }

    #[test]
    fn a_range_and_a_name_keep_their_hyphen_over_a_break() {
        assert_eq!(Joined::of("15-\n20 sager efter ICS-\nmetoden").text, "15-20 sager efter ICS-metoden");
        assert_eq!(Joined::of("lige nu -\n20 flere").text, "lige nu -\n20 flere");
    }

    #[test]
    fn places_come_back() {
        let text = "de 22 socialråd-\ngivere får 11 sager";
        let joined = Joined::of(text);
        let at = joined.text.find("11").expect("11");
        assert_eq!(joined.original(Span::new(at, at + 2)).of(text), "11");
        let word = joined.text.find("socialrådgivere").expect("the word");
        assert_eq!(joined.original(Span::new(word, word + "socialrådgivere".len())).of(text), "socialråd-\ngivere");
    }

    proptest! {
        #[test]
        fn what_is_not_cut_stays(text in "[a-zæ0-9 -]{0,10}(-\n[a-zæ0-9 -]{0,10}){0,4}") {
            let joined = Joined::of(&text);
            for (at, c) in joined.text.char_indices() {
                let span = joined.original(Span::new(at, at + c.len_utf8()));
                prop_assert!(span.of(&text).starts_with(c) || span.of(&text).ends_with(c));
                prop_assert_eq!(joined.mended(span.start), at);
            }
        }
    }
}
