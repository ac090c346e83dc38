//! Staff there are, or staff who come and go.
//!
//! Takes what stands around a number of staff, gives level or change, and whether the text means that they go. Posts that
//! are opened, filled or paid for anew are a change, and so is whoever arrives; the size of a team is a level.

use std::sync::LazyLock;

use super::{
    RuleName, Statistic,
    prose::{ARRIVING, LEAVING},
    status::{Around, STAFF_NUMBER, pattern},
};
use crate::pattern::{Pattern, Regex};

static HIRING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"ansæt\w*|ansat\b|ansættelse\w*|opnormer\w*|tilknytte[srt]?\b|tilknyttes\b|knyttes\b|tilføre[srt]?\b|tilfør\b|tilført\b|mangle[rs]?\b|låner\b|lånte\b|yderligere\b|ekstra\b|rekrutter\w*|oprette[srt]?\b|(?:styrke|udvide|forøge|øge|suppler)\p{L}*\b(?:\s+\p{L}+){0,2}\s+med\b|øges\s+med|kræver\b|ny(?:e)?\s+stilling\w*|øremærket\b|(?:goddag|velkommen|velkomst)\s+til\b|løn\s+til\b|bidrager\s+med\b|kom(?:mer|met)?\b(?:\s+\p{L}+){0,6}\s+til\b|(?:penge|midler)\s+til\b|søger\b|søg(?:er)?\s+om\b|udbyg\p{L}*\b(?:\s+[\p{L}-]+){0,3}\s+med\b",
    )
});
static HIRE_VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"ansæt\w*|ansat\b|ansættelse\w*|opnormer\w*|knyttes\b|tilknytte[srt]?\b|kræver\s+(?:\p{L}+\s+)?\d")
});
/// `To nye rådgivere begynder 1. marts`: who is on the way.
static ARRIVE: Pattern = Pattern::new(
    r"(?i)\bnye?\s+(?:[\p{L}-]+,?\s+){1,3}?(?:(?:der|som)\s+)?(?:(?:er|var)\s+)?(?:begyndt|startet|tiltrådt|kommet|begynde[rs]?|begyndte|starte[rs]?|startede|tiltræde[rs]?|tiltrådte|er\s+på\s+vej|møder\s+ind|kommer\s+til)\b",
);
/// The same of staff that the text has told of before, with the day: `De to behandlere begynder 1. juli`.
static STARTS: Pattern = Pattern::new(
    r"(?i)^\s+[\p{L}-]+\s+(?:begynder|begyndte|tiltræder|tiltrådte|starter|startede|kom\s+til|er\s+(?:begyndt|tiltrådt|startet|kommet\s+til))\b",
);
/// `fem nye rådgivere`, `to rådgivere mere`, `3 til`: more than there were.
static MORE: Pattern = Pattern::new(
    r"(?i)^\s+(?:nye?\s+\p{L}|nyansatte?\b|(?:\p{Ll}[\p{L}-]*\s+)?(?:mere|ekstra|flere|over\s+(?:dagens|det\s+nuværende|normeringen))\b|(?:\p{Ll}[\p{L}-]*\s+)?til\s*(?:[.,;:)]|$))",
);
/// `vokser med`: by how many.
static GROWS: Pattern = Pattern::new(
    r"(?i)\b(?:voks|øg|udvid|hæv|opnormer|styrke|suppler|forstærk|forøg)\p{L}*\s+(?:\p{L}+\s+){0,3}med\s+(?:i\s+alt\s+|yderligere\s+|ca\.\s+|omkring\s+)*$",
);
static TEAM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"team(?:et)?\s+(?:på|med|består)|består\s+af|dækkes|organiseres|sammen\s+med|placeres|har\s+i\s+dag|beskæftiger|tæller|bliver\s+de\s+til|normeret\s+til|bemandet\s+med|de\s+\w+\s+sundhedsplejersker\s+i",
    )
});
/// `38,5 årsværk ansat`: who is there.
static EMPLOYED_BEHIND: Pattern = Pattern::new(r"(?i)^\s+[\p{L}-]+\s+ansat\b");
/// `har 17 sagsbehandlere`, `hvor der kun er seks`: the verb says who is there.
static THERE: Pattern = Pattern::new(
    r"(?i)(?:\b(?:har|havde)|(?:\bder|\bvi|omregnet)\s+(?:\p{L}+\s+)?(?:er|var)|\b(?:er|var)\s+(?:vi|der))\s+(?:(?:vi|der|kun|nu|i\s+dag|i\s+alt|ca\.|omkring)\s+)*$",
);
static IN_ALL: Pattern = Pattern::new(r"(?i)^\s+\p{Ll}[\p{L}-]+\s+i\s+alt\b");
/// `yderligere én rådgiver, i alt `: how many they are then.
static TOTAL: Pattern =
    Pattern::new(r"(?i)\b(?:i\s+alt|samlet|tilsammen|derefter|herefter|nu|så\s+der\s+er|er\s+vi)\s+$");
/// How far ahead of the second of two the word may stand that hires both, in bytes.
const NEAR: usize = 80;
/// From one number of staff to the next: ` 3 psykologer og `.
static LISTED: Pattern = Pattern::new(
    r"(?i)(?:\d|\b(?:en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|halv|halvanden))\s+(?:[\p{L}-]+\s+)?[\p{L}-]+(?:,|\s+og|\s+samt)\s+$",
);
static HAS: LazyLock<Regex> = LazyLock::new(|| pattern(r"har|havde|haft"));
/// Posts that are cut, ahead of their number and behind it.
static CUT_BEFORE: Pattern = Pattern::new(
    r"(?i)\b(?:(?:reducere[srt]?|nedbringes|skæres|skåret|beskæres|beskåret|formindskes|sænkes|nednormeres)\s+(?:\p{L}+\s+){0,2}med|nedlægge[srt]?|nedlagde|nedlagt|afskedige[srt]?|opsige[rs]|mistet|mister|mistede|sparer|spares|farvel\s+til|afsked\s+med|af\s+med|nedlæggelse(?:n)?\s+af|afgive[rt]?|afgav|undvære[rt]?|miste|skåret|skære[rs]?|fjerne[rst]?|sparet|inddrage[rst]?)\s+(?:i\s+alt\s+|yderligere\s+|ca\.\s+)*$",
);
static CUT_BEHIND: Pattern = Pattern::new(
    r"(?i)^\s+[\p{L}-]+\s+(?:færre|mindre)\b|^\s+[\p{L}-]+\s+(?:ryger|fratræder|forsvinder|bortfalder|falder\s+bort|nedlægges|afskediges|spares|inddrages)\b|^\s+[\p{L}-]+\s+(?:(?:er|bliver|blev|skal|vil|på|i)\s+(?:\p{L}+\s+)?){0,2}(?:nedlægges|nedlagt|afskediges|afskediget|opsagt|spares\s+væk|sparet\s+væk)\b|^\s+(?:[\p{L}-]+\s+){0,2}(?:væk|bort)\b",
);
static FEWER_OR_MORE: Pattern = Pattern::new(r"(?i)^\s+(?:(?P<less>færre|mindre)|flere|mere)\s*(?:[.,;)]|end\b|$)");

impl Around<'_> {
    pub(super) fn staff(&self) -> (Statistic, bool, RuleName) {
        let (before, after) = (self.before(), &self.text[self.span.end..]);
        let fewer_or_more = FEWER_OR_MORE.captures(after);
        let number = STAFF_NUMBER.is_match(self.ahead()) && fewer_or_more.is_none() && !GROWS.is_match(before);
        let has = EMPLOYED_BEHIND.is_match(after) && HAS.is_match(before);
        let there = THERE.is_match(before) && !MORE.is_match(after) && fewer_or_more.is_none()
            || IN_ALL.is_match(after) && fewer_or_more.is_none();
        if number || has || there || self.employed() {
            return (Statistic::Level, false, "statistic: staff there is");
        }
        if self.rule == LEAVING || CUT_BEFORE.is_match(before) || CUT_BEHIND.is_match(after) {
            return (Statistic::Change, true, "statistic: posts that go");
        }
        if let Some(than) = fewer_or_more {
            return (Statistic::Change, than.name("less").is_some(), "statistic: a change");
        }
        if self.rule == ARRIVING || MORE.is_match(after) || GROWS.is_match(before) || self.hires() {
            return (Statistic::Change, false, "statistic: staff to be added");
        }
        (Statistic::Level, false, "statistic: staff there is")
    }

    /// `penge til 3 psykologer og 2 talepædagoger`: the second of two that are hired.
    fn listed_with_hired(&self) -> bool {
        let before = &self.text[..self.span.start];
        let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
        LISTED.is_match(near) && HIRING.is_match(near)
    }

    /// Whether the words around staff hire them, pay for them or tell that they come.
    fn hires(&self) -> bool {
        let team = TEAM.is_match(self.before()) && !HIRING.is_match(self.before());
        let earlier = HIRE_VERB.is_match(self.ahead()) && !TEAM.is_match(self.ahead());
        let hires = HIRING.is_match(self.clause())
            || ARRIVE.is_match(self.text)
            || STARTS.is_match(&self.text[self.span.end..])
            || self.priced
            || self.funded
            || earlier
            || self.listed_with_hired()
            || self.inherited && HIRING.is_match(self.text) && !TOTAL.is_match(self.before());
        hires && !team
    }
}
