//! Patterns whose word borders do not cost them their speed.
//!
//! Takes a regular expression, gives a [`Regex`] that finds what the expression finds, with the methods of the `regex`
//! crate that this crate uses. A border (`\b`) that knows æ, ø and å shuts the fast automaton off at the first of these
//! letters, and Danish text is full of them: the slow engines then took nine tenths of the time of an extraction. So a
//! search goes in two steps: the expression without its borders, which the automaton can run, says where a match may
//! begin; the expression itself is asked at that place only. Leaving out a border can only let more through, so nothing
//! is missed. Refuses an expression that is none: patterns are ours, and a wrong one is a defect.

mod edges;
mod grams;
mod known;
mod shape;
mod words;

use std::{
    error::Error,
    ops::{Deref, Index},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use regex_automata::{
    Anchored, Input, meta,
    nfa::thompson::WhichCaptures,
    util::{captures, syntax},
};
use regex_syntax::hir::Hir;

use self::{edges::Edges, grams::Need};

pub(crate) use known::Known;
pub(crate) use words::Words;

/// A regular expression.
#[derive(Debug)]
pub(crate) struct Regex {
    /// Its number among all.
    number: usize,
    /// The expression without its borders, compiled when a text first needs more than a quick look.
    open: (Hir, OnceLock<meta::Regex>),
    /// The expression, where it has borders; most patterns never come so far as to need it.
    exact: Option<(String, OnceLock<meta::Regex>)>,
    /// What a text must have for a match.
    need: Need,
    /// What it must begin or end with.
    edges: Edges,
}

/// A regular expression as a static: compiled when it is first asked.
#[derive(Debug)]
pub(crate) struct Pattern {
    expression: &'static str,
    regex: OnceLock<Regex>,
}

impl Pattern {
    /// The pattern of an expression of ours; a wrong one is a defect, found by the first test that asks it.
    pub(crate) const fn new(expression: &'static str) -> Self {
        Pattern { expression, regex: OnceLock::new() }
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.regex.get_or_init(|| Regex::new(self.expression).expect("a pattern"))
    }
}

/// A place that a pattern matched.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Match<'t> {
    /// Where it begins.
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    /// Where it ends.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// Its bytes in the text.
    pub(crate) fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// How many bytes it has.
    pub(crate) fn len(&self) -> usize {
        self.end - self.start
    }

    /// What it matched.
    pub(crate) fn as_str(&self) -> &'t str {
        &self.text[self.start..self.end]
    }
}

/// A match with its groups.
#[derive(Debug)]
pub(crate) struct Captures<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl<'t> Captures<'t> {
    /// A group by its number; the whole match is 0.
    pub(crate) fn get(&self, index: usize) -> Option<Match<'t>> {
        let span = self.groups.get_group(index)?;
        Some(Match { text: self.text, start: span.start, end: span.end })
    }

    /// A group by its name.
    pub(crate) fn name(&self, name: &str) -> Option<Match<'t>> {
        let span = self.groups.get_group_by_name(name)?;
        Some(Match { text: self.text, start: span.start, end: span.end })
    }
}

impl Index<usize> for Captures<'_> {
    type Output = str;

    fn index(&self, index: usize) -> &str {
        self.get(index).map_or_else(|| panic!("no group {index} in the match"), |group| group.as_str())
    }
}

impl Index<&str> for Captures<'_> {
    type Output = str;

    fn index(&self, name: &str) -> &str {
        self.name(name).map_or_else(|| panic!("no group “{name}” in the match"), |group| group.as_str())
    }
}

impl Regex {
    /// Compiles an expression.
    pub(crate) fn new(expression: &str) -> Result<Self, Box<dyn Error>> {
        let parsed = parse(&expression.replace(r"\b", ""))?;
        let exact = expression.contains(r"\b").then(|| (expression.to_owned(), OnceLock::new()));
        static NUMBERS: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        let (need, edges) = (Need::of(&parsed), Edges::of(&parsed));
        Ok(Regex { number, open: (parsed, OnceLock::new()), exact, need, edges })
    }

    fn open(&self) -> &meta::Regex {
        let (parsed, compiled) = &self.open;
        // What only says where a match may begin needs no groups.
        let groups = if self.exact.is_some() { WhichCaptures::Implicit } else { WhichCaptures::All };
        compiled.get_or_init(|| compile(parsed, groups).expect("a pattern that parses compiles"))
    }

    fn exact(&self) -> Option<&meta::Regex> {
        let (expression, compiled) = self.exact.as_ref()?;
        let compile = || compile(&parse(expression)?, WhichCaptures::All);
        Some(compiled.get_or_init(|| compile().expect("a pattern that parses without borders")))
    }

    /// Whether nothing that is quickly seen keeps the text from having a match.
    fn may_match(&self, text: &str) -> bool {
        self.edges.fit(text) && known::may_match(text, &self.need)
    }

    /// Whether the text has a match.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let ask = || match self.exact {
            Some(_) => self.find_at(text, 0).is_some(),
            None => self.open().is_match(text),
        };
        self.may_match(text) && known::answer(text, self.number, ask)
    }

    /// The first match.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_at(text, 0)
    }

    /// The first match that begins at a place or behind it.
    fn find_at<'t>(&self, text: &'t str, from: usize) -> Option<Match<'t>> {
        let found = self.first(text, from, |regex, input| regex.find(input))?;
        Some(Match { text, start: found.start(), end: found.end() })
    }

    /// All matches, none overlapping.
    pub(crate) fn find_iter<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'r, 't> {
        let mut from = Some(0);
        std::iter::from_fn(move || {
            let found = self.find_at(text, from?);
            from = found.and_then(|one| behind(text, one.start, one.end));
            found
        })
    }

    /// The first match with its groups.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.captures_at(text, 0)
    }

    /// The first match that begins at a place or behind it, with its groups.
    pub(crate) fn captures_at<'t>(&self, text: &'t str, from: usize) -> Option<Captures<'t>> {
        let groups = self.first(text, from, captures)?;
        Some(Captures { text, groups })
    }

    /// The match that begins at a place, with its groups.
    pub(crate) fn captures_here<'t>(&self, text: &'t str, start: usize) -> Option<Captures<'t>> {
        let groups = captures(
            self.exact().unwrap_or_else(|| self.open()),
            Input::new(text).range(start..).anchored(Anchored::Yes),
        )?;
        Some(Captures { text, groups })
    }

    /// All matches with their groups, none overlapping.
    pub(crate) fn captures_iter<'r, 't>(&'r self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'r, 't> {
        let mut from = Some(0);
        std::iter::from_fn(move || {
            let found = self.captures_at(text, from?);
            from = found.as_ref().and_then(|one| one.get(0)).and_then(|whole| behind(text, whole.start, whole.end));
            found
        })
    }

    /// Asks the expression at the places where a match may begin, one after another.
    fn first<T>(&self, text: &str, from: usize, ask: impl Fn(&meta::Regex, Input<'_>) -> Option<T>) -> Option<T> {
        if !self.may_match(text) {
            return None;
        }
        if self.exact.is_none() {
            return ask(self.open(), Input::new(text).range(from..));
        }
        let mut from = from;
        loop {
            let start = self.open().find(Input::new(text).range(from..))?.start();
            let there = Input::new(text).range(start..).anchored(Anchored::Yes);
            if let Some(found) = self.exact().and_then(|exact| ask(exact, there)) {
                return Some(found);
            }
            from = behind(text, start, start)?;
        }
    }
}

/// How many bytes of states a pattern's automaton may keep. Danish alternations have thousands of states; with the
/// engine's own limit they are thrown away and built anew, which takes longer than the search.
const STATES: usize = 16 << 20;

/// Classes of characters, and what of them Danish text holds: Latin letters with their accents. All the world's letters
/// are hundreds of ranges, and made a pattern's automaton several times as large and as slow to build.
const CLASSES: [(&str, &str); 6] = [
    (r"\p{L}", r"[A-Za-zªµºÀ-ÖØ-öø-ɏ]"),
    (r"\p{Lu}", r"[\p{Lu}&&[\x00-ɏ]]"),
    (r"\p{Ll}", r"[\p{Ll}&&[\x00-ɏ]]"),
    (r"\w", r"[0-9A-Z_a-zªµºÀ-ÖØ-öø-ɏ\x{300}-\x{36f}]"),
    (r"\W", r"[^0-9A-Z_a-zªµºÀ-ÖØ-öø-ɏ\x{300}-\x{36f}]"),
    (r"\d", r"[0-9]"),
];

fn parse(expression: &str) -> Result<Hir, Box<dyn Error>> {
    let latin = CLASSES.iter().fold(expression.to_owned(), |written, (class, latin)| written.replace(class, latin));
    Ok(syntax::parse(&latin)?)
}

fn compile(expression: &Hir, groups: WhichCaptures) -> Result<meta::Regex, Box<dyn Error>> {
    let settings = meta::Config::new().hybrid_cache_capacity(STATES).which_captures(groups);
    Ok(meta::Builder::new().configure(settings).build_from_hir(expression)?)
}

fn captures(regex: &meta::Regex, input: Input<'_>) -> Option<captures::Captures> {
    let mut groups = regex.create_captures();
    regex.captures(input, &mut groups);
    groups.is_match().then_some(groups)
}

/// Where to go on behind a match: at its end, one character on where it is empty.
fn behind(text: &str, start: usize, end: usize) -> Option<usize> {
    if end > start {
        return Some(end);
    }
    text[end..].chars().next().map(|c| end + c.len_utf8())
}

#[cfg(test)]
// What it is held against.
#[allow(clippy::disallowed_types)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXPRESSIONS: [&str; 6] = [
        r"\bår\b",
        r"(?i)\b(?P<a>op|ål)\b|på\b",
        r"\d+\b",
        r"(?i)(?:^|[^\p{L}])få?\s*$",
        r"\b\p{L}+\b",
        r"(?i)^\s*(?P<a>til|for)\b(?:\s+(?P<b>\d+)\b)?",
    ];

    #[test]
    fn borders_hold() {
        let regex = Regex::new(r"(?i)\bår\b").expect("a pattern");
        let text = "år, året, gårs år";
        let found: Vec<usize> = regex.find_iter(text).map(|one| one.start()).collect();
        assert_eq!(found, [0, text.len() - "år".len()]);
        let regex = Regex::new(r"\bi (?P<year>\d{4})\b").expect("a pattern");
        let found = regex.captures("på 20 i 20191, i 2018").expect("a match");
        assert_eq!(&found["year"], "2018");
        assert!(found.name("month").is_none());
    }

    proptest! {
        #[test]
        fn finds_what_the_expression_finds(text in "([opålftiræ 1,]|år|på){0,24}") {
            for expression in EXPRESSIONS {
                let ours = Regex::new(expression).expect("a pattern");
                let theirs = regex::Regex::new(expression).expect("a pattern");
                let wanted: Vec<_> = theirs.find_iter(&text).map(|one| one.range()).collect();
                let found: Vec<_> = ours.find_iter(&text).map(|one| one.range()).collect();
                prop_assert_eq!(&found, &wanted, "{}", expression);
                prop_assert_eq!(ours.is_match(&text), theirs.is_match(&text));
                let wanted: Vec<_> =
                    theirs.captures_iter(&text).map(|one| one.name("a").map(|a| a.range())).collect();
                let found: Vec<_> =
                    ours.captures_iter(&text).map(|one| one.name("a").map(|a| a.range())).collect();
                prop_assert_eq!(found, wanted, "{}", expression);
            }
        }
    }
}
