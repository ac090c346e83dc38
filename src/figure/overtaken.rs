//! Forecasts that the document itself has overtaken: `… 4,2 mio. kr. (ved sidste opfølgning 3,1 mio. kr.)`.
//!
//! Takes the words between an amount and its neighbours, says whether it is what was expected earlier. Refuses a bracket
//! that names a part (“heraf”), and an earlier year's accounts, which were no forecast.

use std::sync::LazyLock;

use crate::pattern::Regex;

/// What an earlier forecast was made at.
const FOLLOW_UP: &str = r"(?:\p{L}*opfølgning|\p{L}*vurdering|\p{L}*redegørelse|prognose|opgørelse|skøn)\p{L}*";

static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)(?:\b(?:sidste|seneste|forrige|foregående|tidligere)\s+{FOLLOW_UP}(?:\s+(?:var|blev|viste|lød)\b[^,;.()]{{0,50}}|\s*:)?|\b(?:tidligere|oprindeligt|først)\s+(?:forvent|skønne|vente|anslå|vurdere|beregne)\p{{L}}*)\s*(?:et\s+\p{{L}}+\s+)?(?:på\s+)?(?:ca\.\s*|godt\s+|knap\s+)?$"
    ))
    .expect("a pattern")
});
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)^\s*(?:ved|i)\s+(?:den\s+)?(?:(?:sidste|seneste|forrige|foregående|tidligere)\s+)?{FOLLOW_UP}(?:\s+(?:i|pr\.)\s+[\p{{L}}\d. ]+)?\)"
    ))
    .expect("a pattern")
});

/// Whether an amount is an earlier forecast, by what stands between it and the amounts beside it.
pub(super) fn is_earlier(ahead: &str, behind: &str) -> bool {
    AHEAD.is_match(ahead) || ahead.trim_end().ends_with('(') && BEHIND.is_match(behind)
}

#[cfg(test)]
mod tests {
    use super::is_earlier;

    #[test]
    fn what_was_expected_earlier() {
        for (ahead, behind) in [
            (" på anbringelser (ved sidste opfølgning ", ")."),
            (" i 2023 mod tidligere forventet ", "."),
            (" til anbragte børn (", " ved budgetopfølgningen i marts)."),
            ("Ved forrige budgetopfølgning var det ventede merforbrug på ", "."),
        ] {
            assert!(is_earlier(ahead, behind), "{ahead}…{behind}");
        }
    }

    #[test]
    fn what_is_still_expected() {
        for (ahead, behind) in [
            (" på anbringelser (heraf ", " til opholdssteder)."),
            (" i 2021 (i 2020 var det ", ")."),
            ("Ved denne budgetopfølgning ventes et merforbrug på ", "."),
            (" (", " til rådgivere)."),
        ] {
            assert!(!is_earlier(ahead, behind), "{ahead}…{behind}");
        }
    }
}
