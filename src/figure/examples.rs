//! The examples and counter-examples that stand beside each indicator in the catalogue.
//!
//! Takes the reference data, gives the [`Failing`] ones: an example must yield a figure of its indicator with its number, a
//! counter-example none of its indicator, whatever else it may hold. Each is read as a document of its own. Refuses a
//! number that stands in the sentence only as a part of a longer one.

use super::{Bounds, Explanation, Figure, IndicatorCode, explain, extract};
use crate::{
    document::{Document, DocumentId, Kind},
    layout::Layout,
    reference::Reference,
    span::Span,
};

/// An example that does not come out as the catalogue says.
#[derive(Clone, Debug)]
pub struct Failing {
    /// The indicator that it stands beside.
    pub indicator: IndicatorCode,
    /// The sentence; places in what follows are places in it.
    pub text: String,
    /// The number that should be found; `None` where there should be none.
    pub wanted: Option<String>,
    /// The figures that speak against it: those of the indicator, and what was made of the wanted number.
    pub found: Vec<Figure>,
    /// Why nothing was made of the wanted number.
    pub reason: Option<Explanation>,
}

/// How many examples there are, and those that fail.
pub fn failing_examples(reference: &Reference) -> (usize, Vec<Failing>) {
    let (mut count, mut failing) = (0, Vec::new());
    for one in reference.catalogue.all() {
        let examples = one.examples.iter().map(|example| (&example.text, Some(&example.number)));
        for (text, wanted) in examples.chain(one.counter_examples.iter().map(|text| (text, None))) {
            count += 1;
            failing.extend(tried(reference, &one.code, text, wanted.map(String::as_str)));
        }
    }
    (count, failing)
}

/// What is wrong with an example, if anything is.
fn tried(reference: &Reference, code: &IndicatorCode, text: &str, wanted: Option<&str>) -> Option<Failing> {
    let document = Document::new(DocumentId([0; 32]), Kind::Text, format!("{text}\n"));
    let layout = Layout::of(&document);
    let bounds = Bounds { deadline: None, figures: usize::MAX, all_languages: true };
    let mut found = extract(&document, &layout, reference, bounds).figures;
    let places = wanted.map_or_else(Vec::new, |number| places(text, number));
    let at = |figure: &Figure| places.iter().any(|place| place.start == figure.span.start);
    let of = |figure: &Figure| figure.indicator == *code;
    let holds = match wanted {
        Some(_) => found.iter().any(|figure| of(figure) && at(figure)),
        None => !found.iter().any(of),
    };
    if holds {
        return None;
    }
    found.retain(|figure| of(figure) || at(figure));
    let unread = places.first().filter(|place| found.iter().all(|figure| figure.span.start != place.start));
    let reason = unread.and_then(|place| explain(&document, &layout, reference, place.start));
    Some(Failing { indicator: code.clone(), text: text.to_owned(), wanted: wanted.map(str::to_owned), found, reason })
}

/// Where a number stands in a sentence: not inside a longer one.
fn places(text: &str, number: &str) -> Vec<Span> {
    let number = number.trim();
    let digit = |c: char| c.is_ascii_digit();
    let longer = |before: &str, after: &str| {
        let joined =
            |rest: &str| rest.starts_with(digit) || rest.starts_with(['.', ',']) && rest[1..].starts_with(digit);
        number.starts_with(digit) && before.trim_end_matches(['.', ',']).ends_with(digit) && !before.ends_with(' ')
            || number.ends_with(digit) && joined(after)
    };
    let spans = text.match_indices(number).map(|(start, found)| Span::new(start, start + found.len()));
    spans.filter(|span| !longer(&text[..span.start], &text[span.end..])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failing(text: &str, wanted: Option<&str>) -> Option<Failing> {
        tried(Reference::in_use(), &IndicatorCode("caseload".into()), text, wanted)
    }

    #[test]
    fn an_example_that_holds_says_nothing() {
        assert!(failing("En rådgiver har i gennemsnit 31 sager.", Some("31")).is_none());
        assert!(failing("Udvalget mødtes 6 gange.", None).is_none());
    }

    #[test]
    fn one_that_fails_says_what_was_read_instead() {
        let missed = failing("Den 4. maj 2023 blev der talt om sagstallet.", Some("2023")).expect("a failure");
        assert!(missed.found.is_empty() && missed.reason.is_some(), "{missed:?}");
        let other = failing("I 2022 var 131 børn anbragt.", Some("131")).expect("a failure");
        assert_eq!(other.found.iter().map(|one| one.indicator.as_str()).collect::<Vec<_>>(), ["placements"]);
        let surplus = failing("En rådgiver har i gennemsnit 31 sager.", None).expect("a failure");
        assert_eq!(surplus.found.len(), 1);
    }

    #[test]
    fn a_number_is_none_inside_a_longer_one() {
        assert_eq!(places("Fra 13 til 3, og 1.300 kr.", "3"), [Span::new(11, 12)]);
        assert_eq!(places("Udgiften er 3,2 mio. kr.", "3,2 mio. kr."), [Span::new(12, 24)]);
    }
}
