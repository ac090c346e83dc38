//! Which side of zero a table's costs are on.
//!
//! Takes what stands around a table and its rows with their amounts, says whether a cost is a plus: a note that says so
//! (`Minus er mindreudgift`), else rows whose words say that they cost (`Løn`) or save (`Færre anbragte`). Refuses a note
//! that says both, and rows that contradict each other.

use std::sync::LazyLock;

use crate::{
    pattern::Regex,
    reference::{Effect, effects, has_effect},
};

/// `minus`, `(+)`, `- =`: a sign that stands for something.
static MINUS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bminus\b|\bnegativ\p{L}*|\bparentes\b|^\s*\(?[-–−]\)?\s*(?:=|:|er\b|\p{L})|\([-–−]\)")
        .expect("a pattern")
});
static PLUS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bplus\b|\bpositiv\p{L}*|^\s*\(?\+\)?\s*(?:=|:|er\b|\p{L})|\(\+\)").expect("a pattern")
});

/// Words that may stand ahead of what a label says.
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^[\W\d]*(?:(?:heraf|forventet|forventede|afledt|afledte|modgående|samlet|årlig)\b:?\s*)*$")
        .expect("a pattern")
});

/// Whether a text says that a plus is a cost.
pub(super) fn stated(text: &str) -> Option<bool> {
    let parts = text.split([',', ';', '.', '/', '(', '\n']).chain(text.split([',', ';', '.', '/', '\n']));
    parts.filter_map(stated_by).next()
}

fn stated_by(part: &str) -> Option<bool> {
    let (minus, plus) = (MINUS.is_match(part), PLUS.is_match(part));
    if minus == plus {
        return None;
    }
    let (gain, outlay) = (has_effect(part, Effect::Gain), has_effect(part, Effect::Outlay));
    (gain != outlay).then_some(plus == outlay)
}

/// Whether a label names something that there is to be less of.
pub(super) fn is_less(label: &str) -> bool {
    effects(label).any(|(effect, span)| {
        let from = label[..span.start].rfind([':', '–', '•']).map_or(0, |at| at + 1);
        let from = label.ceil_char_boundary(from);
        let word = span.of(label).to_lowercase();
        effect == Effect::Less && (AHEAD.is_match(&label[from..span.start]) || word.ends_with(" for"))
    })
}

/// Whether a plus is a cost by a row's words: its label, and the side of zero that its amounts are on.
pub(super) fn voted(label: &str, above: bool) -> Option<bool> {
    if is_less(label) {
        return Some(!above);
    }
    has_effect(label, Effect::Cost).then_some(above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_sign_stands_for() {
        for text in [
            "Minus er mindreudgift",
            "1.000 kr. (minus = besparelse)",
            "+ udgift / - besparelse",
            "Besparelser er anført med minus",
        ] {
            assert_eq!(stated(text), Some(true), "{text}");
        }
        for text in [
            "Udgifter er angivet med minus.",
            "Gevinst er positiv (+), udgift negativ (-)",
            "Mio. kr. (+ = besparelse)",
        ] {
            assert_eq!(stated(text), Some(false), "{text}");
        }
        for text in ["Besparelser og udgifter", "Beløb i mio. kr.", "Udviklingen er positiv"] {
            assert_eq!(stated(text), None, "{text}");
        }
    }

    #[test]
    fn labels_of_less() {
        for label in [
            "Færre på institution",
            "Modgående: færre køb",
            "Netværkspleje i stedet for døgntilbud",
            "3. Lavere takster",
        ] {
            assert!(is_less(label), "{label}");
        }
        for label in ["Kurser mod færre sammenbrud", "Løn", "To rådgivere mere"] {
            assert!(!is_less(label), "{label}");
        }
    }
}
