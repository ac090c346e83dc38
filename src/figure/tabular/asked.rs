//! What a table's texts were asked before: every cell asks its label, its column and the titles the same questions.
//!
//! Takes a text and how to answer, gives the answer, worked out once for each text. Refuses to remember more than some
//! thousands: a table may have a million labels, and nobody asks for one of them again rows later.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use crate::{
    figure::{MunicipalityCode, vocabulary::Hit},
    quantity::Scale,
};

/// The most texts that an answer is remembered for.
const REMEMBERED: usize = 4_000;

/// The answers to one question, by text.
#[derive(Debug, Default)]
pub(super) struct Answers<T>(RefCell<HashMap<String, T>>);

impl<T: Clone> Answers<T> {
    pub(super) fn of(&self, text: &str, answer: impl FnOnce(&str) -> T) -> T {
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let answer = answer(text);
        let mut answers = self.0.borrow_mut();
        if answers.len() < REMEMBERED {
            answers.insert(text.to_owned(), answer.clone());
        }
        answer
    }
}

/// The answers to all questions that a table's texts are asked.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The words of the main indicators.
    pub hits: Answers<Rc<[Hit]>>,
    /// Those of the indicators apart from them.
    pub apart: Answers<Rc<[Hit]>>,
    /// The unit stated.
    pub scale: Answers<Option<Scale>>,
    /// The place named.
    pub place: Answers<Option<MunicipalityCode>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_asked_once() {
        let (answers, asked) = (Answers::default(), RefCell::new(0));
        let ask = |text: &str| {
            answers.of(text, |text| {
                *asked.borrow_mut() += 1;
                text.len()
            })
        };
        assert_eq!([ask("Sager"), ask("Børn"), ask("Sager")], [5, 5, 5]);
        assert_eq!(*asked.borrow(), 2);
    }
}
