//! The scenarios that a document calls by a mark: `Model C: Børn og unge` once, and “model C” ever after.
//!
//! Takes a document's text, gives the [`Models`] that its headings and captions introduce, and the one that a later text
//! means. Refuses a mark that is introduced twice for different groups, and a text that names two models.

use super::dimensions;
use crate::pattern::Pattern;

/// A line that introduces a model: its kind, its mark, and whom it is for.
static INTRODUCED: Pattern = Pattern::new(
    r"(?im)^[^\p{L}\n]*(?:(?:tabel|figur)\s+\d{1,2}\s*[.:]\s*)?(?:scenari[eo]|model|variant|alternativ|spor)\s+(?P<mark>[a-e]|\d{1,2})\s*[:.)–-]\s*(?:(?:kun|samtlige|alle)\s+)?(?P<name>børn\s+og\s+unge|børn|unge|begge(?:\s+grupper)?)\b",
);
/// A model named by its mark.
static NAMED: Pattern =
    Pattern::new(r"(?i)\b(?:scenari[eo]|model|variant|alternativ|spor)\s+(?P<mark>[a-e]|\d{1,2})\b");

/// The marks of a document's models, with their scenarios.
#[derive(Debug, Default)]
pub(crate) struct Models(Vec<(String, &'static str)>);

impl Models {
    /// Those that a text introduces.
    pub fn of(text: &str) -> Self {
        let mut models: Vec<(String, Option<&'static str>)> = Vec::new();
        for found in INTRODUCED.captures_iter(text) {
            let (mark, scenario) = (found["mark"].to_lowercase(), dimensions::group(&found["name"]));
            match models.iter_mut().find(|(known, _)| *known == mark) {
                Some((_, known)) if *known != scenario => *known = None,
                Some(_) => {}
                None => models.push((mark, scenario)),
            }
        }
        Models(models.into_iter().filter_map(|(mark, scenario)| Some((mark, scenario?))).collect())
    }

    /// The scenario of the one model that a text names.
    pub fn named(&self, text: &str) -> Option<&'static str> {
        if self.0.is_empty() {
            return None;
        }
        let mut marks = NAMED.captures_iter(text).map(|found| found["mark"].to_lowercase());
        let mark = marks.next()?;
        let only = marks.all(|other| other == mark);
        self.0.iter().find(|(known, _)| only && *known == mark).map(|&(_, scenario)| scenario)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = "Tabel 1. Model A: Børn\n…\nModel B: Kun unge\n…\n• Model C – børn og unge\nSpor 1: Børn\n\
                        Spor 1: Unge\nModel D dækker alle";

    #[test]
    fn a_mark_stands_for_what_it_was_introduced_with() {
        let models = Models::of(NOTE);
        for (text, scenario) in [
            ("Tabel 4. Antal indsatser, model C", Some("combined")),
            ("Gevinsten i model a", Some("children")),
            ("Model B, model B igen", Some("youth")),
            ("Model A og model B", None),
            ("Spor 1", None),
            ("Model D", None),
            ("modellen er c", None),
        ] {
            assert_eq!(models.named(text), scenario, "{text}");
        }
    }
}
