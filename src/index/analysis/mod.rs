//! Danish words as the index sees them, the same for documents and for queries.
//!
//! Takes a text, gives for each word what it can be found by: the form as it stands, the stem that its forms share, the
//! parts of a compound, the value of a number. Each is a term of its own, told apart by its first letter, so that a
//! search can count a word as it was typed for more than its other forms, and those for more than a part. What a word
//! is made of is worked out once and remembered.

mod compound;
mod fold;
mod kin;
mod lexicon;
mod number;
mod stem;
mod synonym;
mod words;

use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::span::Span;
pub(super) use compound::Part;
use compound::Split;
use lexicon::Lexicon;
pub(super) use synonym::{Synonym, Synonyms};
use words::{Kind, Word, Words};

/// How many words are remembered before those that were not met again are forgotten.
const REMEMBERED: usize = 100_000;

/// What a word can be found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Analysis {
    /// The word in one spelling, without hyphens.
    pub form: String,
    /// What all its forms share.
    pub stem: String,
    /// The words and shorter compounds that it is made of.
    pub parts: Vec<Part>,
    /// Whether it says nothing about what a text is about.
    pub function: bool,
    /// Whether its pairs of letters are two sounds, and are not folded.
    apart: bool,
}

impl Analysis {
    /// Whether the word has a form beside its stem; numbers and the words that hold sentences together have not.
    pub fn is_inflected(&self) -> bool {
        !self.function && self.form.starts_with(char::is_alphabetic)
    }

    /// The stems of words with the same root; none of what has no forms.
    pub fn kin(&self) -> Vec<String> {
        if self.is_inflected() { kin::kin(&self.stem) } else { Vec::new() }
    }

    /// The term of the word just as it stands.
    pub fn exact(&self) -> String {
        if self.is_inflected() { exact(&self.form) } else { self.stem.clone() }
    }
}

/// A word of a text with what it can be found by.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub analysis: Arc<Analysis>,
    /// Other values that a number has: with its scale, or group by group.
    pub values: Vec<String>,
}

impl Found {
    /// Where a part stands in the text.
    pub fn place(&self, text: &str, part: &Range<usize>) -> Span {
        let places = fold::places(self.span.of(text), self.analysis.apart);
        match (places.get(part.start), places.get(part.end)) {
            (Some(start), Some(end)) => Span::new(self.span.start + start, self.span.start + end),
            _ => self.span,
        }
    }
}

/// The term of a word as it stands.
pub(super) fn exact(form: &str) -> String {
    format!("={form}")
}

/// The term of a part.
pub(super) fn part(stem: &str) -> String {
    format!("+{stem}")
}

/// Finds words and what they are made of, and remembers it.
#[derive(Clone, Debug)]
pub(super) struct Analyzer {
    lexicon: Arc<Lexicon>,
    known: HashMap<String, Arc<Analysis>>,
    /// What was known before; what is met again is known again.
    earlier: HashMap<String, Arc<Analysis>>,
    key: String,
}

impl Default for Analyzer {
    fn default() -> Self {
        Analyzer::with(Lexicon::builtin())
    }
}

/// The analyzers of an index, which remember the words of earlier searches.
#[derive(Debug)]
pub(super) struct Analyzers {
    lexicon: Arc<Lexicon>,
    idle: Mutex<Vec<Analyzer>>,
}

impl Analyzers {
    /// Those that know some words beside ours.
    pub fn knowing(words: &[String]) -> Self {
        let builtin = Lexicon::builtin();
        let lexicon = if words.is_empty() { builtin } else { Arc::new(Lexicon::clone(&builtin).knowing(words)) };
        Analyzers { lexicon, idle: Mutex::default() }
    }

    /// A new one.
    pub fn analyzer(&self) -> Analyzer {
        Analyzer::with(self.lexicon.clone())
    }

    /// Lends one that nobody else uses meanwhile.
    pub fn lend<T>(&self, work: impl FnOnce(&mut Analyzer) -> T) -> T {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut analyzer = idle.unwrap_or_else(|| self.analyzer());
        let done = work(&mut analyzer);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(analyzer);
        done
    }
}

impl Analyzer {
    fn with(lexicon: Arc<Lexicon>) -> Self {
        Analyzer { lexicon, known: HashMap::new(), earlier: HashMap::new(), key: String::new() }
    }

    /// The words of a text, in order.
    pub fn words(&mut self, text: &str) -> Vec<Found> {
        words::words(text).map(|word| self.found(text, word)).collect()
    }

    /// The words of a query: a number is what it is worth, and its scale is no word beside it.
    pub fn asked(&mut self, text: &str) -> Vec<Found> {
        let mut asked: Vec<Found> = Vec::new();
        for word in words::words(text) {
            if asked.last().is_some_and(|before| word.span.start < before.span.end) {
                continue;
            }
            let value = match &word.kind {
                Kind::Number(number) if number.scaled > number.length => {
                    number.also.last().cloned().map(|value| (value, word.span.start + number.scaled))
                }
                _ => None,
            };
            asked.push(match value {
                Some((value, end)) => {
                    let analysis = plain(&value);
                    Found { span: Span::new(word.span.start, end), analysis, values: Vec::new() }
                }
                None => self.found(text, word),
            });
        }
        asked
    }

    /// The stems of a text's words, in order.
    pub fn stems(&mut self, text: &str) -> Vec<String> {
        self.words(text).into_iter().map(|found| found.analysis.stem.clone()).collect()
    }

    fn found(&mut self, text: &str, word: Word) -> Found {
        match word.kind {
            Kind::Number(number) => Found { span: word.span, analysis: plain(&number.written), values: number.also },
            Kind::Sign(name) => Found { span: word.span, analysis: plain(name), values: Vec::new() },
            Kind::Letters => Found { span: word.span, analysis: self.analysis(word.span.of(text)), values: Vec::new() },
        }
    }

    /// What a word as it stands can be found by.
    fn analysis(&mut self, raw: &str) -> Arc<Analysis> {
        fold::normal(raw, &mut self.key);
        if let Some(known) = self.known.get(&self.key) {
            return known.clone();
        }
        if self.known.len() >= REMEMBERED {
            self.earlier = std::mem::take(&mut self.known);
        }
        let earlier = self.earlier.remove(&self.key);
        let analysis = earlier.unwrap_or_else(|| Arc::new(analyse(&self.key, &self.lexicon)));
        self.known.insert(self.key.clone(), analysis.clone());
        analysis
    }
}

/// A number or a sign, which is found by nothing else.
fn plain(form: &str) -> Arc<Analysis> {
    let form = form.to_owned();
    Arc::new(Analysis { stem: form.clone(), form, ..Analysis::default() })
}

/// What a normal form can be found by.
fn analyse(normal: &str, lexicon: &Lexicon) -> Analysis {
    let apart = fold::has_digraph(normal) && sounds_apart(normal, lexicon);
    let folded = fold::fold(normal, apart);
    if lexicon.is_function(&folded) {
        return Analysis { stem: folded.clone(), form: folded, function: true, apart, ..Analysis::default() };
    }
    let form = folded.replace('-', "");
    let Split { mut parts, stem } = compound::split(&form, lexicon);
    if form.len() < folded.len() {
        parts = hyphenated(&folded, lexicon);
    }
    Analysis { form, stem, parts, function: false, apart }
}

/// Whether two letters that could be one are the end of one piece and the beginning of the next.
fn sounds_apart(normal: &str, lexicon: &Lexicon) -> bool {
    normal.split('-').filter(|piece| fold::has_digraph(piece)).all(|piece| {
        fold::before_an_ending(piece) || lexicon.knows(piece) || !compound::split(piece, lexicon).parts.is_empty()
    })
}

/// The parts that hyphens show, and theirs.
fn hyphenated(folded: &str, lexicon: &Lexicon) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    for piece in folded.split('-') {
        let inner = compound::split(piece, lexicon);
        let known = lexicon.first(piece).filter(|known| known.shown && inner.parts.is_empty());
        let (length, stem) = known.map_or((piece.len(), inner.stem), |known| (known.length, known.stem));
        if length > 0 {
            parts.push(Part { range: at..at + length, stem });
        }
        let moved = |part: Part| Part { range: part.range.start + at..part.range.end + at, ..part };
        parts.extend(inner.parts.into_iter().map(moved));
        at += piece.len() + 1;
    }
    parts
}

/// The words of a text as the terms of the index, those of one word at one position.
pub(super) struct Terms<'a> {
    text: &'a str,
    words: Words<'a>,
    analyzer: &'a mut Analyzer,
    /// The terms of the word that is being given, last first.
    waiting: Vec<String>,
    token: Token,
}

impl Tokenizer for Analyzer {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms { text, words: words::words(text), analyzer: self, waiting: Vec::new(), token: Token::default() }
    }
}

impl Terms<'_> {
    fn begin(&mut self, word: Word) {
        let found = self.analyzer.found(self.text, word);
        let analysis = &found.analysis;
        self.waiting.extend(found.values);
        self.waiting.extend(analysis.parts.iter().map(|one| part(&one.stem)));
        if analysis.is_inflected() {
            self.waiting.push(exact(&analysis.form));
        }
        self.token.text.clear();
        self.token.text.push_str(&analysis.stem);
        self.token.offset_from = found.span.start;
        self.token.offset_to = found.span.end;
        self.token.position = self.token.position.wrapping_add(1);
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        if let Some(term) = self.waiting.pop() {
            self.token.text = term;
            return true;
        }
        let Some(word) = self.words.next() else { return false };
        self.begin(word);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(usize, String)> {
        let mut analyzer = Analyzer::default();
        let mut terms = Vec::new();
        analyzer.token_stream(text).process(&mut |token| terms.push((token.position, token.text.clone())));
        terms
    }

    fn texts(text: &str) -> Vec<String> {
        terms(text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_word_is_found_by_form_stem_and_parts() {
        assert_eq!(texts("Sagsbehandlerne"), ["sagsbehandl", "=sagsbehandlerne", "+behandl", "+sag"]);
        assert_eq!(texts("Sags-behandlerne")[..2], texts("sagsbehandlerne")[..2]);
        assert_eq!(texts("børne- og ungeområdet")[..2], ["barn", "=børne"]);
        assert_eq!(texts("og 1,25 mio."), ["og", "1,25", "1250000", "million", "=mio"]);
        let positions: Vec<usize> = terms("de sagsbehandlere her").into_iter().map(|(position, _)| position).collect();
        assert_eq!(positions, [0, 1, 1, 1, 1, 2]);
    }

    #[test]
    fn two_sounds_are_not_folded() {
        let stem = |word: &str| Analyzer::default().analysis(word).stem.clone();
        assert_eq!(stem("risikoen"), stem("risiko"));
        assert_ne!(stem("boede"), stem("bøde"));
        assert_eq!(stem("boernene"), stem("børn"));
        assert_eq!(stem("Aabenraas"), stem("Åbenrå"));
        let parts = |word: &str| {
            Analyzer::default().analysis(word).parts.iter().map(|part| part.stem.clone()).collect::<Vec<_>>()
        };
        assert_eq!(parts("dataansvarlig"), ["data", "ansvarlig"]);
    }

    #[test]
    fn a_part_has_a_place_of_its_own() {
        let text = "Alle Anbrin-\ngelsesudgifterne steg.";
        let found = Analyzer::default().words(text);
        let places: Vec<&str> =
            found[1].analysis.parts.iter().map(|part| found[1].place(text, &part.range).of(text)).collect();
        assert_eq!(places, ["Anbrin-\ngelse", "udgifterne"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken(text in "([a-zæøå]{1,8}|aa|oe|[-'., \n§%]|[0-9]{1,4}|\\PC){0,20}") {
            for found in Analyzer::default().words(&text) {
                for part in &found.analysis.parts {
                    proptest::prop_assert!(!found.place(&text, &part.range).is_empty());
                }
            }
        }
    }
}
