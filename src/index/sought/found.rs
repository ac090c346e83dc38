//! Which words of a passage are what was looked for, and how.
//!
//! Takes a passage's text and its [`Sought`], gives where each of them stands and how it came to be found there. A part
//! of a compound is found where the part stands, not where the compound does.

use super::{How, Sought, terms::singles};
use crate::{
    index::{
        analysis::{Analysis, Found},
        hit::Matched,
    },
    span::Span,
};

/// A text with its words.
pub(in crate::index) struct Matching<'a> {
    pub text: &'a str,
    pub words: &'a [Found],
}

impl Sought {
    /// Where it stands in a text, and how it was found there.
    pub fn found(&self, within: &Matching<'_>) -> Vec<(Span, Matched)> {
        let mut found = match self.words.as_slice() {
            [word] => within.words.iter().flat_map(|one| self.is(&word.analysis, one, within.text)).collect(),
            _ => self.row(within),
        };
        for synonym in &self.synonyms {
            found.extend(rows(within.words, &synonym.stems, 0).map(|span| (span, Matched::Synonym)));
        }
        if let Some(instead) = &self.instead {
            found.extend(instead.found(within).into_iter().map(|(span, _)| (span, Matched::Spelling)));
        }
        if found.is_empty() && self.how == How::Word {
            found = self.apart(within);
        }
        found
    }

    /// How a word of a text is the one that is looked for, and where.
    fn is(&self, asked: &Analysis, one: &Found, text: &str) -> Vec<(Span, Matched)> {
        let here = |how| vec![(one.span, how)];
        if one.analysis.form == asked.form {
            let same = self.typed.iter().any(|typed| *typed == one.span.of(text).to_lowercase());
            return here(if same { Matched::Exact } else { Matched::Spelling });
        }
        if self.how == How::Exact {
            return Vec::new();
        }
        if one.values.contains(&asked.stem) {
            return here(Matched::Spelling);
        }
        if matches!(self.how, How::Prefix) {
            let begins = one.analysis.form.starts_with(&asked.form);
            return if begins { here(Matched::Exact) } else { Vec::new() };
        }
        if one.analysis.stem == asked.stem {
            return here(Matched::Inflected);
        }
        match self.how {
            How::Fuzzy(letters) if strsim::osa_distance(&one.analysis.form, &asked.form) <= usize::from(letters) => {
                here(Matched::Spelling)
            }
            How::Word if self.kin.contains(&one.analysis.stem) => here(Matched::Inflected),
            How::Word if self.joined.contains(&one.analysis.stem) => here(Matched::Compound),
            How::Word => {
                let parts = one.analysis.parts.iter().filter(|part| part.stem == asked.stem);
                parts.map(|part| (one.place(text, &part.range), Matched::Compound)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The words of a row where they stand as one.
    fn row(&self, within: &Matching<'_>) -> Vec<(Span, Matched)> {
        let stems: Vec<String> = self.words.iter().map(|word| word.analysis.stem.clone()).collect();
        let between = if let How::Phrase(between) = self.how { between as usize } else { 0 };
        let whole: Vec<Span> = rows(within.words, &stems, between).collect();
        let as_typed = |span: &Span| span.of(within.text).to_lowercase() == self.typed.join(" ");
        let how = |span: Span| (span, if as_typed(&span) { Matched::Exact } else { Matched::Inflected });
        whole.into_iter().map(how).collect()
    }

    /// The parts of a compound where each stands by itself or in another compound, if all of them do.
    fn apart(&self, within: &Matching<'_>) -> Vec<(Span, Matched)> {
        let [word] = self.words.as_slice() else { return Vec::new() };
        let mut found = Vec::new();
        for stem in singles(&word.analysis) {
            let before = found.len();
            for one in within.words {
                if one.analysis.stem == stem {
                    found.push((one.span, Matched::Compound));
                }
                let parts = one.analysis.parts.iter().filter(|part| part.stem == stem);
                found.extend(parts.map(|part| (one.place(within.text, &part.range), Matched::Compound)));
            }
            if found.len() == before {
                return Vec::new();
            }
        }
        found
    }
}

/// Where words with these stems stand in order, with at most so many others between them.
fn rows<'a>(words: &'a [Found], stems: &'a [String], between: usize) -> impl Iterator<Item = Span> + 'a {
    words.iter().enumerate().filter_map(move |(first, word)| {
        let (stem, rest) = stems.split_first()?;
        if word.analysis.stem != *stem {
            return None;
        }
        let (mut at, mut left) = (first, between);
        for stem in rest {
            let skipped = words[at + 1..].iter().take(left + 1).position(|word| word.analysis.stem == *stem)?;
            left -= skipped;
            at += skipped + 1;
        }
        Some(Span::new(word.span.start, words[at].span.end))
    })
}
