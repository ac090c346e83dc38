//! The words of a text with their stems, for whoever compares texts outside the index.
//!
//! Takes a text, gives its words in one spelling with the place where each stands, as the index's analyzer sees them.

use std::cell::RefCell;

use super::analysis::Analyzer;
use crate::span::Span;

/// A word as it can be compared, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub span: Span,
    pub folded: String,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word> {
    stemmed(text).into_iter().map(|(word, _)| word).collect()
}

/// Each word of a text with its stem.
pub(crate) fn stemmed(text: &str) -> Vec<(Word, String)> {
    thread_local!(static ANALYZER: RefCell<Analyzer> = RefCell::new(Analyzer::default()));
    let found = ANALYZER.with_borrow_mut(|analyzer| analyzer.words(text));
    let word = |span, form: &str| Word { span, folded: form.to_owned() };
    found.into_iter().map(|one| (word(one.span, &one.analysis.form), one.analysis.stem.clone())).collect()
}
