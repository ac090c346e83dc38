//! The form of a user's file: blocks of indicators in which everything but the code may be left out.
//!
//! Takes TOML, gives [`Form`] with the place of whatever can be wrong. Refuses a key that is none and a value of another
//! kind than its key takes.

use serde::Deserialize;
use toml::Spanned;

use crate::reference::{
    Indicator,
    catalogue::{Example, Headline, Takes},
};

/// A text and where it stands.
pub(super) type Text = Spanned<String>;
/// Texts, each with its place, and that of their list.
pub(super) type Texts = Option<Spanned<Vec<Text>>>;

/// A user's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    /// The blocks.
    #[serde(rename = "indicator", default)]
    pub blocks: Vec<Spanned<Block>>,
}

/// What a user says of one indicator; of a known one, what is left out stays as it was.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Block {
    pub code: Text,
    pub danish: Option<Text>,
    pub english: Option<Text>,
    pub definition: Option<Text>,
    pub unit: Option<Text>,
    pub takes: Option<Spanned<Vec<Takes>>>,
    pub headline: Option<Headline>,
    pub further: Option<bool>,
    pub mean: Option<bool>,
    pub per_capita: Option<bool>,
    pub largest: Option<Spanned<u32>>,
    counted: Texts,
    needs: Texts,
    triggers: Texts,
    weak: Texts,
    ahead: Texts,
    behind: Texts,
    counter: Texts,
    pub examples: Option<Spanned<Vec<Spanned<Example>>>>,
    pub counter_examples: Texts,
    /// The lists of it that take the place of those that were there, instead of adding to them.
    #[serde(default)]
    pub replace: Vec<Text>,
}

/// A list of words that an indicator has, by its key.
pub(super) struct Words<'a> {
    pub key: &'static str,
    pub given: &'a Texts,
    pub of: fn(&mut Indicator) -> &mut Vec<String>,
}

impl Block {
    /// Its lists of words.
    pub fn words(&self) -> [Words<'_>; 7] {
        [
            Words { key: "counted", given: &self.counted, of: |one| &mut one.counted },
            Words { key: "needs", given: &self.needs, of: |one| &mut one.needs },
            Words { key: "triggers", given: &self.triggers, of: |one| &mut one.triggers },
            Words { key: "weak", given: &self.weak, of: |one| &mut one.weak },
            Words { key: "ahead", given: &self.ahead, of: |one| &mut one.ahead },
            Words { key: "behind", given: &self.behind, of: |one| &mut one.behind },
            Words { key: "counter", given: &self.counter, of: |one| &mut one.counter },
        ]
    }

    /// Whether a list takes the place of the one that was there.
    pub fn replaces(&self, key: &str) -> bool {
        self.replace.iter().any(|one| one.get_ref() == key)
    }
}
