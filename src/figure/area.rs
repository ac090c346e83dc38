//! Whether a figure is about children and young people, or about adults and other services.
//!
//! Takes a number's sentence or cell with its headings and the document's beginning, gives an answer where one of them
//! has a word for it. Refuses to guess: where nothing says so, a figure is not about children.

use crate::{pattern::Words, reference::Catalogue, span::Span};

/// The catalogue's words of children, and of others.
#[derive(Debug)]
pub(crate) struct Area {
    children: Words,
    elsewhere: Words,
    services: Words,
}

/// How much of a document says what it is about when nothing nearer does, in bytes.
const BEGINNING: usize = 3_000;

/// What a comma between a word and a number costs, in bytes.
const COMMA: usize = 30;

impl Area {
    /// The words of a catalogue.
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let words = |words: &[String]| Words::new(words.iter().map(String::as_str));
        Area {
            children: words(&catalogue.children),
            elsewhere: words(&catalogue.elsewhere),
            services: words(&catalogue.services),
        }
    }

    /// Whether the word nearest to a place in a text is one of children; nothing where it has neither kind.
    pub(crate) fn nearest(&self, text: &str, place: Span) -> Option<bool> {
        self.nearer(&self.elsewhere, text, place)
    }

    /// Whether the amount at a place is one of a service that is none of ours: roads, elderly care, libraries. The nearest
    /// word decides; where the text has none, the nearest of the headings that has one.
    pub(crate) fn other_service<'a>(
        &self,
        text: &str,
        place: Span,
        mut headings: impl Iterator<Item = &'a str>,
    ) -> bool {
        let whole = |title: &str| self.nearer(&self.services, title, Span::new(title.len(), title.len()));
        self.nearer(&self.services, text, place).or_else(|| headings.find_map(whole)) == Some(false)
    }

    fn nearer(&self, others: &Words, text: &str, place: Span) -> Option<bool> {
        let distance = |(_, word): (usize, Span)| {
            let gap = if word.end <= place.start {
                Span::new(word.end, place.start)
            } else {
                Span::new(place.end, word.start.max(place.end))
            };
            // A comma parts what is said of one thing from what is said of the next.
            gap.len() + if gap.of(text).contains([',', ';']) { COMMA } else { 0 }
        };
        let closest = |words: &Words| words.find(text).into_iter().map(distance).min();
        match (closest(&self.children), closest(others)) {
            (None, None) => None,
            (Some(_), None) => Some(true),
            (None, Some(_)) => Some(false),
            (Some(children), Some(others)) => Some(children < others),
        }
    }

    /// Whether a title or a heading speaks of children; one that speaks of others too (“Børn og voksne”) says nothing.
    pub(crate) fn title(&self, text: &str) -> Option<bool> {
        match (self.children.find(text).is_empty(), self.elsewhere.find(text).is_empty()) {
            (false, true) => Some(true),
            (true, false) => Some(false),
            _ => None,
        }
    }

    /// Whether a document's beginning is about children: their words there outnumber the others', and are not alone.
    pub(crate) fn beginning(&self, text: &str) -> bool {
        let text = &text[..text.floor_char_boundary(BEGINNING)];
        let [children, elsewhere] = [&self.children, &self.elsewhere].map(|words| words.find(text).len());
        children >= 2 && children > elsewhere
    }
}

#[cfg(test)]
mod tests {
    use crate::{reference::Reference, span::Span};

    #[test]
    fn the_nearest_word_decides() {
        let area = Reference::in_use().area();
        let of = |text: &str| {
            let at = text.find(|c: char| c.is_ascii_digit()).expect("a number");
            area.nearest(text, Span::new(at, at + 1))
        };
        assert_eq!(of("For voksne er ventetiden kort; for børn er den 9 uger."), Some(true));
        assert_eq!(of("For børn er ventetiden kort; for voksne er den 9 uger."), Some(false));
        assert_eq!(of("Ventetiden er 9 uger."), None);
    }

    #[test]
    fn other_services_are_told_by_their_nearest_word() {
        let area = Reference::in_use().area();
        let of = |text: &str, headings: &[&str]| {
            let at = text.find(|c: char| c.is_ascii_digit()).expect("a number");
            area.other_service(text, Span::new(at, at + 1), headings.iter().copied())
        };
        assert!(of("Hjemmeplejen venter et merforbrug på 3 mio. kr.", &[]));
        assert!(of("Der ventes et merforbrug på 3 mio. kr.", &["Plejecentre", "Børn og unge"]));
        assert!(!of("Der ventes et merforbrug på 3 mio. kr.", &["Anbringelser", "Ældre"]));
        assert!(!of("Børnehaverne og familieområdet venter et merforbrug på 3 mio. kr.", &[]));
    }

    #[test]
    fn a_heading_of_both_says_nothing() {
        let area = Reference::in_use().area();
        assert_eq!(area.title("Familieafdelingen"), Some(true));
        assert_eq!(area.title("Jobcentret"), Some(false));
        assert_eq!(area.title("Børn og voksne"), None);
    }
}
