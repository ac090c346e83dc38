//! Which side of zero a table's costs are on.
//!
//! Takes what stands around a table and its rows with their amounts, says whether a cost is a plus: a note that says so
//! (`Minus er mindreudgift`), else rows whose words say that they cost (`Løn`) or save (`Færre anbragte`). Refuses a note
//! that says both, and rows that contradict each other.

use crate::{
    pattern::Pattern,
    reference::{Effect, effects, has_effect},
    span::Span,
};

/// `minus`, `(+)`, `- =`: a sign that stands for something.
static MINUS: Pattern =
    Pattern::new(r"(?i)\bminus\b|\bnegativ\p{L}*|\bparentes\b|^\s*\(?[-–−]\)?\s*(?:=|:|er\b|\p{L})|\([-–−]\)");
static PLUS: Pattern = Pattern::new(r"(?i)\bplus\b|\bpositiv\p{L}*|^\s*\(?\+\)?\s*(?:=|:|er\b|\p{L})|\(\+\)");

/// Words that may stand ahead of what a label says.
static AHEAD: Pattern =
    Pattern::new(r"(?i)^[\W\d]*(?:(?:heraf|forventet|forventede|afledt|afledte|modgående|samlet|årlig)\b:?\s*)*$");

/// A sign in brackets behind the word that it is of: `Udgift (+)`.
static BEHIND: Pattern = Pattern::new(r"\p{L}\s*\((?:\+|[-–−])\)");

/// Whether a text says that a plus is a cost.
pub(super) fn stated(text: &str) -> Option<bool> {
    text.split([',', ';', '.', '/', '\n'])
        .flat_map(by_sign)
        .flat_map(|part| [bracketed(part), part])
        .find_map(stated_by)
}

/// A clause cut behind each sign that stands behind its word: `Udgift (+) og besparelse (-)` says two things.
fn by_sign(clause: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for sign in BEHIND.find_iter(clause) {
        parts.push(&clause[from..sign.end()]);
        from = sign.end();
    }
    parts.push(&clause[from..]);
    parts
}

/// What stands behind the last bracket that opens more than a sign.
fn bracketed(part: &str) -> &str {
    let opens = part.rmatch_indices('(').map(|(at, _)| &part[at + 1..]);
    opens
        .into_iter()
        .find(|rest| !rest[rest.chars().next().map_or(0, char::len_utf8)..].starts_with(')'))
        .unwrap_or(part)
}

fn stated_by(part: &str) -> Option<bool> {
    let (minus, plus) = (MINUS.is_match(part), PLUS.is_match(part));
    if minus == plus {
        return None;
    }
    let gains: Vec<Span> = spans(part, Effect::Gain).collect();
    // “Lavere udgift” is a gain, whatever “udgift” is.
    let outlay = spans(part, Effect::Outlay).any(|outlay| !gains.iter().any(|gain| gain.contains(outlay)));
    (gains.is_empty() == outlay).then_some(plus == outlay)
}

fn spans(text: &str, wanted: Effect) -> impl Iterator<Item = Span> {
    effects(text).filter(move |(effect, _)| *effect == wanted).map(|(_, span)| span)
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
            "Udgift (+) og mindreudgift (-)",
            "(2020-priser; minus = lavere udgift)",
            "minus er en gevinst for kassen",
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
