//! Bare numbers of a survey: how many of those who answered said or had this or that.
//!
//! Takes a bare number where a survey was told of, gives it the reading of an answer where it is the subject of a clause,
//! stands beside an answer (`ja`, `uenige`) or is counted out of those who answered. Refuses a number with a noun that is
//! none of theirs, and one in the middle of a clause that is about something else.

use std::sync::LazyLock;

use super::{Reader, Reading, count::foreign_noun, survey::begins_another};
use crate::{
    pattern::{Pattern, Regex},
    quantity::Quantity,
    reference::lexicon::{ANSWERS, alternation},
};

/// Where a clause begins that a number is the subject of.
static OPENS: Pattern = Pattern::new(
    r"(?i)(?:^|[.;:!?–»”,]|\b(?:og|men|mens|at|hvor|hvoraf|heraf|hvorimod))\s*(?:(?:kun|blot|alene|knap|godt|mindst|resten|yderligere|de\s+(?:øvrige|sidste|andre)),?\s+)*$",
);
/// What follows a number that stands for some of those who answered: of whom it is said, and a verb.
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    let of = r"(?:andre|af\s+(?:dem|disse|os|de\s+(?:adspurgte|\d+|unge)|\p{L}+(?:erne|ene)))";
    let verb = r"(?:har|havde|er|var|vil|ville|kan|kunne|skal|må|bruger|brugte|får|fik|gør|gjorde|holder|følger|lader|lod|arbejder|samarbejder|planlægger|valgte|klarer|tager|tog|sprang|sætter|satte|bor|går|gik|kommer|kom|mangler|manglede|regner\s+med|lægger|lagde|tilbyder)";
    Regex::new(&format!(r"(?i)^(?:\s+{of})?\s+{verb}\b")).expect("a pattern")
});
/// `Af de 40 har `, `Af fritekstsvarene nævner `: out of whom the number is counted.
static OUT_OF_THEM: Pattern = Pattern::new(
    r"(?i)(?:^|[.;]\s+)(?:og\s+)?(?:af|blandt)\s+(?:dem|disse|de\s+(?:\d+|\p{L}+)(?:\s+\p{L}+)?|\p{L}*(?:svarene|besvarelserne))\s+\p{L}+\s+(?:(?:kun|blot|hele|knap|godt)\s+)*$",
);
/// `Ja: `, `Ja, på nogle: `, `nej `: the answer ahead of its number.
static ANSWER_AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    let answers = alternation(ANSWERS.iter().copied());
    let answer = format!(r"(?:{answers})(?:,[^.;:\d]{{1,40}})?");
    Regex::new(&format!(r"(?i)(?:^|[.;,:?!»]|\s{{2}}|\)|\d)\s*{answer}\s*:?\s+$")).expect("a pattern")
});
/// ` ja`, ` meget uenige`: the answer behind it.
static ANSWER_BEHIND: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:meget|helt|delvist|overvejende|hverken)\s+)?(?:ja|nej|ved\s+ikke|ved\s+det\s+ikke|u?enige?|u?tilfredse?|u?trygge?|hverken)\b",
);
/// ` målt`: what they have done.
static HAS_DONE: Pattern = Pattern::new(r"^\s+\p{Ll}{2,}(?:et|t)\b");
/// Where a number ends that an answer ahead tells.
static CLOSED: Pattern = Pattern::new(r"^\s*(?:[.,;()]|\s{2}|$|og\b)|^\s+\p{Lu}");

impl Reader<'_> {
    /// How many of those who were asked hold, do or have something.
    pub(super) fn respondents(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let (before, after) = (&text[..quantity.span.start], &text[quantity.span.end..]);
        if !self.in_survey() || quantity.is_one_in_words() || self.is_on_a_scale() {
            return None;
        }
        let labelled = ANSWER_AHEAD.is_match(before) && CLOSED.is_match(after);
        let subject = || OPENS.is_match(before) && DOES.is_match(after);
        let counted_out = || OUT_OF_THEM.is_match(before) && (!foreign_noun(after) || HAS_DONE.is_match(after));
        let stands =
            labelled || !begins_another(after) && (subject() || ANSWER_BEHIND.is_match(after) || counted_out());
        stands.then(|| self.answer(quantity, 0.66, "indicator: some of those who answered"))?
    }
}
