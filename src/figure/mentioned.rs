//! Which indicators a document names without a number: “sagstallet er for højt”.
//!
//! Takes the passages, gives the codes of the main indicators whose own words stand in a sentence without any number. Who
//! finds no figure then knows that the document does speak of the matter. Refuses words that could mean something else
//! (they need a number beside them), and the further indicators, whose words count only where the text is about children.

use std::collections::BTreeSet;

use super::{IndicatorCode, vocabulary::Role};
use crate::{
    document::Document,
    layout::{Passage, sentences},
    quantity::scan,
    reference::Reference,
};

/// The indicators that some sentence names without a number.
pub fn mentioned(document: &Document, passages: &[Passage], reference: &Reference) -> BTreeSet<IndicatorCode> {
    let (vocabulary, catalogue) = (reference.vocabulary(), reference.catalogue.all());
    let mut named = BTreeSet::new();
    for span in passages.iter().flat_map(|passage| sentences(&document.text, passage.span)) {
        let sentence = span.of(&document.text);
        if sentence.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let hits = vocabulary.hits(sentence).into_iter().filter(|hit| hit.role == Role::Trigger);
        let new: Vec<&IndicatorCode> = hits
            .filter_map(|hit| Some(&catalogue[hit.indicator?].code))
            .filter(|code| !named.contains(*code))
            .collect();
        // A number can be a word.
        if !new.is_empty() && scan(sentence).quantities.is_empty() {
            named.extend(new.into_iter().cloned());
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Limits, Source},
        pipeline,
    };

    fn codes(text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notat.txt");
        std::fs::write(&path, text).expect("a file");
        let reading = pipeline::read(&Source::file(path, "notat.txt"), &Limits::default(), Reference::in_use());
        reading.expect("a reading").mentioned.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn words_without_a_number() {
        assert_eq!(codes("Greve Kommune\n\nSagstallet er steget for meget i de seneste år.\n"), ["caseload"]);
        assert!(codes("Greve Kommune\n\nUdvalget drøftede sagstallet og antallet af underretninger.\n").len() > 1);
    }

    #[test]
    fn silent_where_a_number_stands_and_where_nothing_is_named() {
        for text in [
            "Greve Kommune\n\nSagstallet er 41 pr. rådgiver.\n",
            "Greve Kommune\n\nSagstallet drøftes på mødet den 12. maj 2021.\n",
            "Greve Kommune\n\nKommunen har fået en ny legeplads ved søen.\n",
        ] {
            assert_eq!(codes(text), Vec::<String>::new(), "{text}");
        }
    }
}
