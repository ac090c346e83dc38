//! Whether words tell how it was.
//!
//! Takes a text, says whether a verb in it stands in the past; the verbs are lines of `preterites.txt`. Refuses verbs that
//! decide or grant: what they are about is still to come.

use std::sync::LazyLock;

use crate::{pattern::Words, reference::lexicon::lines};

static PRETERITES: LazyLock<Words> = LazyLock::new(|| Words::new(lines(include_str!("../reference/preterites.txt"))));

/// Whether a text has a verb in the past.
pub(super) fn is_past(text: &str) -> bool {
    !PRETERITES.find(text).is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_past;

    #[test]
    fn a_verb_in_the_past() {
        for text in ["I alt modtog vi 40", "Der boede 33", "Udgiften løb op i 3 mio. kr."] {
            assert!(is_past(text), "{text}");
        }
        for text in ["Der bor 33", "Byrådet vedtog 3 mio. kr.", "Der varsles 40", "to nyansatte"] {
            assert!(!is_past(text), "{text}");
        }
    }
}
