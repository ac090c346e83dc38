//! A user's own indicators, laid over the catalogue.
//!
//! Takes the catalogue and a user's file in the form of `indicators.toml`, gives the two as one. An indicator with a new
//! code is added; of one that is known, what the file gives takes the place of what was there, and lists of words are
//! added to, unless `replace` names them. Refuses whatever could not be meant, and says in which line it stands.

mod checks;
mod form;

use std::{collections::HashMap, ops::Range};

use toml::Spanned;

use self::form::{Block, Form, Text};
use super::{Catalogue, Indicator, catalogue::Headline};
use crate::{
    Error, ErrorKind, Result,
    figure::{IndicatorCode, Unit},
    user_file::UserFile as File,
};

/// Where every key is explained.
const GUIDE: &str = "docs/brugervejledning.md, “Egne nøgletal”, has every key and an example";

/// A user's file laid over a catalogue; `name` is what errors call it.
pub(super) fn over(mut catalogue: Catalogue, text: &str, name: &str) -> Result<Catalogue> {
    let file = File { text, name };
    let form: Form = toml::from_str(text).map_err(|cause| unread(&file, &cause))?;
    if form.blocks.is_empty() {
        return Err(Error::new(ErrorKind::Usage, format!("{name} holds no indicator"))
            .hint(format!("each begins with a line [[indicator]]; {GUIDE}")));
    }
    let mut seen: HashMap<&str, Range<usize>> = HashMap::new();
    for block in &form.blocks {
        let code = &block.get_ref().code;
        file.code(code)?;
        if let Some(first) = seen.insert(code.get_ref(), code.span()) {
            let line = file.line(first.start);
            return Err(file
                .wrong(code.span(), &format!("the indicator “{}” stands in line {line} already", code.get_ref()))
                .hint("put the two blocks together, or give one of them another code"));
        }
    }
    // By code, so that many blocks are laid over many indicators in one pass.
    let mut places: HashMap<String, usize> =
        catalogue.indicators.iter().enumerate().map(|(at, one)| (one.code.to_string(), at)).collect();
    for block in &form.blocks {
        let code = block.get_ref().code.get_ref();
        let at = match places.get(code) {
            Some(at) => *at,
            None => {
                catalogue.indicators.push(file.new_indicator(block)?);
                places.insert(code.clone(), catalogue.indicators.len() - 1);
                catalogue.indicators.len() - 1
            }
        };
        file.lay(&mut catalogue.indicators[at], block)?;
    }
    file.names(&form.blocks, &catalogue)?;
    Ok(catalogue)
}

/// A list that stands without its brackets is what the reader of TOML trips over most.
fn unread(file: &File<'_>, cause: &toml::de::Error) -> Error {
    let said = cause.message().trim();
    let list = "a list stands in brackets, also with one thing in it: triggers = [\"ventetid*\"]";
    let hint = if said.contains("expected a sequence") { list } else { GUIDE };
    file.wrong(cause.span().unwrap_or_default(), &said.replace("a sequence", "a list")).hint(hint)
}

impl File<'_> {
    /// An indicator that the catalogue does not have, without its lists.
    fn new_indicator(&self, block: &Spanned<Block>) -> Result<Indicator> {
        let one = block.get_ref();
        let missing: Vec<&str> = [
            ("danish", one.danish.is_none()),
            ("english", one.english.is_none()),
            ("definition", one.definition.is_none()),
            ("unit", one.unit.is_none()),
            ("takes", one.takes.is_none()),
        ]
        .into_iter()
        .filter_map(|(key, missing)| missing.then_some(key))
        .collect();
        let (Some(unit), []) = (&one.unit, &missing[..]) else {
            let code = &one.code;
            let what = format!("the new indicator “{}” lacks {}", code.get_ref(), missing.join(", "));
            return Err(self.wrong(code.span(), &what).hint(format!(
                "only for an indicator of the catalogue (see `nogletal indicators`) these may be left out; {GUIDE}"
            )));
        };
        Ok(Indicator {
            code: IndicatorCode(one.code.get_ref().clone().into()),
            danish: String::new(),
            english: String::new(),
            definition: String::new(),
            unit: self.unit(unit)?,
            takes: Vec::new(),
            headline: Headline::default(),
            further: false,
            own: true,
            mean: false,
            per_capita: false,
            largest: None,
            counted: Vec::new(),
            needs: Vec::new(),
            triggers: Vec::new(),
            weak: Vec::new(),
            ahead: Vec::new(),
            behind: Vec::new(),
            counter: Vec::new(),
            examples: Vec::new(),
            counter_examples: Vec::new(),
        })
    }

    fn unit(&self, unit: &Text) -> Result<Unit> {
        unit.get_ref().parse().map_err(|_| {
            let names: Vec<&str> = Unit::ALL.iter().map(|one| one.name()).collect();
            self.wrong(unit.span(), &format!("there is no unit “{}”", unit.get_ref())).hint(format!(
                "the units are {}; count is for things without one of their own: the indicator's name says which",
                names.join(", ")
            ))
        })
    }

    /// Lays what a block gives over an indicator.
    fn lay(&self, one: &mut Indicator, block: &Spanned<Block>) -> Result<()> {
        let Block { danish, english, definition, takes, largest, .. } = block.get_ref();
        for (given, of) in [(danish, &mut one.danish), (english, &mut one.english), (definition, &mut one.definition)] {
            if let Some(given) = given {
                *of = self.filled(given)?.to_owned();
            }
        }
        let given = block.get_ref();
        if let Some(unit) = &given.unit {
            one.unit = self.unit(unit)?;
        }
        if let Some(takes) = takes {
            self.kinds(one, takes)?;
            one.takes.clone_from(takes.get_ref());
        }
        if let Some(largest) = largest {
            one.largest = Some(self.positive(largest)?);
        }
        one.headline = given.headline.unwrap_or(one.headline);
        // A further indicator that is to be shown unasked is as good as the user's own.
        one.own |= one.further && given.further == Some(false);
        one.further = given.further.unwrap_or(one.further);
        one.mean = given.mean.unwrap_or(one.mean);
        one.per_capita = given.per_capita.unwrap_or(one.per_capita);
        self.lists(one, given)?;
        self.sound(one, given)
    }

    /// Lays the lists of a block over those of an indicator.
    fn lists(&self, one: &mut Indicator, block: &Block) -> Result<()> {
        for list in block.words() {
            let Some(given) = list.given else { continue };
            let words = self.words(list.key, given, block.replaces(list.key))?;
            add((list.of)(one), words, block.replaces(list.key));
        }
        if let Some(examples) = &block.examples {
            let examples = examples.get_ref().iter().map(|example| self.example(example)).collect::<Result<_>>()?;
            add(&mut one.examples, examples, block.replaces("examples"));
        }
        if let Some(texts) = &block.counter_examples {
            let texts = texts.get_ref().iter().map(|text| Ok(self.filled(text)?.to_owned())).collect::<Result<_>>()?;
            add(&mut one.counter_examples, texts, block.replaces("counter_examples"));
        }
        self.replaced(block)
    }
}

/// Adds to a list, or puts another in its place.
fn add<T>(list: &mut Vec<T>, mut more: Vec<T>, replaces: bool) {
    if replaces {
        list.clear();
    }
    list.append(&mut more);
}

#[cfg(test)]
mod tests;
