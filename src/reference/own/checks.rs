//! What in a user's file could not be meant.
//!
//! Takes parts of it, gives them back sound. Refuses a code that options could not name, words that would stand in every
//! sentence, an indicator without words, a unit that nothing it takes is counted in, and an example without its number.

use toml::Spanned;

use super::{
    File,
    form::{Block, Text},
};
use crate::{
    Result,
    figure::Unit,
    reference::{
        Catalogue, Indicator,
        catalogue::{Example, Takes},
    },
};

/// The fewest letters that a word has to spell out.
const LETTERS: usize = 2;
/// The longest word, in bytes, and the most `*` in one.
const LONGEST: usize = 120;
const STARS: usize = 6;

impl File<'_> {
    /// A code is what options take, with commas between: small letters, digits and `_`.
    pub(super) fn code(&self, code: &Text) -> Result<()> {
        let text = code.get_ref();
        let letters = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if letters && text.starts_with(|c: char| c.is_ascii_lowercase()) && text != "all" {
            return Ok(());
        }
        Err(self.wrong(code.span(), &format!("“{text}” cannot be the code of an indicator")).hint(
            "a code begins with a small letter and has only a to z, digits and _, such as first_talk_wait; \
             `all` stands for every indicator",
        ))
    }

    /// A text with something in it.
    pub(super) fn filled<'t>(&self, text: &'t Text) -> Result<&'t str> {
        match text.get_ref().trim() {
            "" => Err(self.wrong(text.span(), "this text is empty").hint("write one, or leave the line out")),
            filled => Ok(filled),
        }
    }

    pub(super) fn positive(&self, number: &Spanned<u32>) -> Result<u32> {
        match *number.get_ref() {
            0 => Err(self
                .wrong(number.span(), "the largest value is 0, so that no number could be one")
                .hint("write the largest that is plausible, or leave the line out")),
            more => Ok(more),
        }
    }

    /// The words of a list, each with single blanks.
    pub(super) fn words(&self, key: &str, list: &Spanned<Vec<Text>>, replaces: bool) -> Result<Vec<String>> {
        if list.get_ref().is_empty() && !replaces {
            return Err(self.wrong(list.span(), &format!("the list {key} is empty")).hint(format!(
                "write words, or leave the line out; replace = [\"{key}\"] empties a list of the catalogue"
            )));
        }
        list.get_ref().iter().map(|word| self.word(word)).collect()
    }

    fn word(&self, word: &Text) -> Result<String> {
        let text = self.filled(word)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let stem = text.split(['*', ' ']).map(|part| part.chars().filter(|c| c.is_alphanumeric()).count()).max();
        if stem.is_none_or(|letters| letters < LETTERS) || text.matches('*').count() > STARS || text.len() > LONGEST {
            return Err(self.wrong(word.span(), &format!("“{text}” cannot be looked for")).hint(format!(
                "a word spells out at least {LETTERS} letters beside its *, has at most {STARS} * and {LONGEST} bytes"
            )));
        }
        Ok(text)
    }

    pub(super) fn example(&self, example: &Spanned<Example>) -> Result<Example> {
        let Example { text, number } = example.get_ref();
        if number.trim().is_empty() || !text.contains(number.as_str()) {
            return Err(self
                .wrong(example.span(), &format!("the number “{number}” does not stand in the example's sentence"))
                .hint("write it as the sentence does: { text = \"Ventetiden er 6 uger.\", number = \"6\" }"));
        }
        Ok(example.get_ref().clone())
    }

    /// What `replace` names must be a list that the block gives.
    pub(super) fn replaced(&self, block: &Block) -> Result<()> {
        let words = block.words().map(|list| (list.key, list.given.is_some()));
        let others = [("examples", block.examples.is_some()), ("counter_examples", block.counter_examples.is_some())];
        let keys: Vec<(&str, bool)> = words.into_iter().chain(others).collect();
        for named in &block.replace {
            let key = named.get_ref();
            match keys.iter().find(|(one, _)| one == key) {
                Some((_, true)) => {}
                Some((_, false)) => {
                    return Err(self
                        .wrong(named.span(), &format!("replace names the list {key}, which the block does not give"))
                        .hint(format!("write {key} = […] with what takes its place, or {key} = [] to empty it")));
                }
                None => {
                    let keys: Vec<&str> = keys.iter().map(|(one, _)| *one).collect();
                    return Err(self
                        .wrong(named.span(), &format!("replace names “{key}”, which is no list"))
                        .hint(format!("the lists are {}; anything else is replaced anyway", keys.join(", "))));
                }
            }
        }
        Ok(())
    }

    /// The rules that know a main indicator by name know what it takes; a user may only take something away.
    pub(super) fn kinds(&self, one: &Indicator, takes: &Spanned<Vec<Takes>>) -> Result<()> {
        let more = takes.get_ref().iter().find(|kind| !one.is_apart() && !one.takes(**kind));
        more.map_or(Ok(()), |_| {
            let what = format!("“{}” is an indicator of the program's and cannot take anything more", one.code);
            Err(self.wrong(takes.span(), &what).hint("describe what you look for under a code of your own"))
        })
    }

    /// What an indicator must have when the block is laid over it.
    pub(super) fn sound(&self, one: &Indicator, block: &Block) -> Result<()> {
        if one.takes.is_empty() {
            let at = block.takes.as_ref().map_or(block.code.span(), Spanned::span);
            return Err(self
                .wrong(at, "the indicator takes nothing")
                .hint("takes = [\"duration\"], or count, money, percent"));
        }
        // A share of something else is in percent, whatever that is counted in.
        let shared = |takes: &Takes| *takes == Takes::Percent && one.takes.len() > 1;
        if !one.takes.iter().all(|takes| fits(one.unit, *takes) || shared(takes)) {
            let at = block.unit.as_ref().or(Some(&block.code)).map_or(0..0, Spanned::span);
            return Err(self.wrong(at, &format!("“{}” takes what is not counted in {}", one.code, one.unit)).hint(
                "money is in DKK or DKK/…, percent in percent, duration in days, weeks, months or per_year, \
                 count in anything else",
            ));
        }
        if [&one.triggers, &one.counted, &one.weak, &one.ahead, &one.behind].iter().all(|words| words.is_empty()) {
            return Err(self
                .wrong(block.code.span(), &format!("nothing says which numbers are “{}”", one.code))
                .hint("triggers = [\"ventetid*\"], or counted, the nouns behind the number"));
        }
        Ok(())
    }

    /// Two indicators of one name could not be told apart.
    pub(super) fn names(&self, blocks: &[Spanned<Block>], catalogue: &Catalogue) -> Result<()> {
        let mut called = std::collections::HashMap::new();
        for one in catalogue.all() {
            for name in [&one.danish, &one.english] {
                let Some(other) = called.insert(name.to_lowercase(), &one.code).filter(|other| *other != &one.code)
                else {
                    continue;
                };
                let of = |block: &&Spanned<Block>| {
                    let code = block.get_ref().code.get_ref();
                    code == one.code.as_str() || code == other.as_str()
                };
                let at = blocks.iter().rev().find(of).map_or(0..0, |block| block.get_ref().code.span());
                return Err(self
                    .wrong(at, &format!("“{name}” is the name of both {other} and {}", one.code))
                    .hint("give one of them another name"));
            }
        }
        Ok(())
    }
}

/// Whether a kind of quantity is counted in a unit.
fn fits(unit: Unit, takes: Takes) -> bool {
    match takes {
        Takes::Money => unit.is_money(),
        Takes::Percent => unit == Unit::Percent,
        Takes::Duration => unit.is_duration(),
        Takes::Count => !unit.is_money() && !unit.is_duration() && unit != Unit::Percent,
    }
}
