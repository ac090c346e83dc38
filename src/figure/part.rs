//! The part of a sentence that a number stands in: as far as one predicate reaches.
//!
//! Takes a sentence and a number's place, gives the stretch from the conjunction, relative or finite verb that opens the
//! number's part to the one that opens the next. `udgør nu 58 pct., og i 2026 skal de udgøre 65 pct.` has two: what is
//! wanted in the second says nothing of the first.

use std::sync::LazyLock;

use crate::{
    pattern::{Pattern, Regex},
    span::Span,
};

/// How far back a part is looked for, in bytes.
const BACK: usize = 600;

static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    let verb = r"(?:er|var|bliver|blev|har|havde|skal|skulle|vil|ville|kan|må|bør|endte|ender|lander|landede|ventes|forventes|skønnes|søges|stod|står|steg|faldt|lå|ligger|koster|kostede|udgør|udgjorde|anslås|vurderes|foreslås|indstilles|afsættes|regner|regnede|kom|kommer|fik|får)";
    Regex::new(&format!(
        r"(?ix);
          | \.\s+(?-i:\p{{Lu}})
          | :\s+(?-i:\p{{Lu}})
          | \s[–—-]\s
          | ,\s+(?:og|men|mens|hvor|hvoraf|hvorimod|idet|da|fordi|som|der|så|selvom|selv\s+om|{verb})\b
          | ,\s+(?:og|men|så|for)\s+(?:vi|der|det|de|den|man|kommunen|byrådet|forvaltningen|målet|tallet|antallet|sagstallet|andelen)\b
          | ,\s+[^,;:.]{{1,30}}\s(?:skal|ventes|forventes|vil)\b
          | \b(?:mens|hvorimod|men)\b
          | \b(?:og|mod|samt)\s+(?:en\s+|et\s+)?(?:forvente[td]|vente[td]|skønne[td]|anslåe?t)e?\s
          | \bog\s+(?:derefter\s+|herefter\s+|dermed\s+|nu\s+|siden\s+|igen\s+)?{verb}\b"
    ))
    .expect("a pattern")
});

/// The part that a number stands in.
pub(super) fn of(text: &str, number: Span) -> Span {
    let from = text.ceil_char_boundary(number.start.saturating_sub(BACK));
    let to = text.floor_char_boundary((number.end + BACK).min(text.len()));
    let start = OPENS.find_iter(&text[from..number.start]).last().map_or(from, |found| from + found.start());
    let end = OPENS.find(&text[number.end..to]).map_or(to, |found| number.end + found.start());
    Span::new(start, end)
}

/// Whether a part only goes on with what the one before wants or expects: `, og at udgiften stiger`, `, så ingen har
/// flere end 25`.
pub(super) fn goes_on(part: &str) -> bool {
    static AND_THAT: Pattern = Pattern::new(r"(?i)^,\s+(?:og\s+at|så(?:dan|ledes)?)\b");
    AND_THAT.is_match(part)
}

/// Whether a part gives a reason, which is so, whatever follows from it.
pub(super) fn is_reason(part: &str) -> bool {
    static BECAUSE: Pattern = Pattern::new(r"(?i)^,\s+(?:fordi|idet|da)\b");
    BECAUSE.is_match(part)
}

/// The subject of a part that goes on behind a relative clause: `Loftet, som udvalget vedtog, er 30`.
pub(super) fn subject(text: &str, part: Span) -> &str {
    static RELATIVE: Pattern = Pattern::new(r"(?i),\s+(?:som|der|hvor)\b");
    static VERB: Pattern = Pattern::new(r"(?i)^,\s+(?:er|var|bliver|blev|lyder|lød|ligger|lå)\b");
    if !VERB.is_match(part.of(text)) {
        return "";
    }
    let from = text.ceil_char_boundary(part.start.saturating_sub(BACK));
    let Some(relative) = RELATIVE.find_iter(&text[from..part.start]).last() else { return "" };
    let end = from + relative.start();
    let start = OPENS.find_iter(&text[from..end]).last().map_or(from, |found| from + found.start());
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_one_predicate() {
        for (text, number, wanted) in [
            ("Det er nu 58, og i 2026 skal det være 65", "58", "Det er nu 58"),
            ("Det er nu 58, og i 2026 skal det være 65", "65", ", og i 2026 skal det være 65"),
            ("Merforbruget, der blev skønnet til 12, endte på 9", "9", ", endte på 9"),
            ("Det blev 3 mio. kr. og skønnes til 5", "3", "Det blev 3 mio. kr. "),
            ("Der kom 58, og vi venter 65 i år", "58", "Der kom 58"),
            ("Vi har 31 sager, 28 i plejefamilie", "28", "Vi har 31 sager, 28 i plejefamilie"),
        ] {
            let start = text.find(number).expect(number);
            assert_eq!(of(text, Span::new(start, start + number.len())).of(text), wanted, "{text}");
        }
    }
}
