//! Level, mean, share or change; the lowest or the highest.
//!
//! Takes the clause and the sentence around a quantity, gives its [`Statistic`] and whether the text means a fall. The
//! indicator says what it is without other evidence: cases per caseworker are a mean, a saving is a level.

use std::sync::LazyLock;

use super::{
    RuleName, Statistic,
    prose::FROM_IT,
    status::{Around, DOWN, MORE, UP, pattern},
};
use crate::{
    pattern::{Pattern, Regex},
    quantity::Measure,
};

pub(super) static BY: Pattern = Pattern::new(
    r"(?i)(?:\bmed|\b(?:stigning|fald|nedgang|reduktion|vækst|forøgelse|forskel|ændring|fremgang|besparelse|nedsættelse|tilbagegang)\p{L}*(?:(?:\s+[\p{L}\d]+){0,8}\s+(?:er|var|bliver|blev)(?:\s+(?:altså|dermed|således|dog|kun|i\s+alt|samlet))?)?\s+på|\bgået|\bgik|\bfik)\s+(?:i\s+alt\s+|yderligere\s+|mellem\s+|omkring\s+|ca\.?\s*|cirka\s+|knap\s+|godt\s+|over\s+)*$",
);
/// `sidder med 33`: who has so many.
static HOLDS: Pattern = Pattern::new(
    r"(?i)\b(?:sidder|sad|siddet|nøjes|nøjedes|klare[rs]?\s+sig|klarede\s+sig)\s+(?:\p{L}+\s+){0,2}med\s+(?:\p{L}+\.?\s+){0,2}$",
);
static BACK: Pattern = Pattern::new(r"(?i)^\s*(?:tilbage|lavere|færre|mindre)\b");
/// `3,5 over målet`: by how much.
static FROM: Pattern =
    Pattern::new(r"(?i)^\s+(?:\p{L}+\.?\s+)?(?:over|under|fra|nede|oppe|færre|flere|lavere|højere|bagud|foran)\b");
/// `3,5 under målet`: less than what it is held against.
static LESS: Pattern = Pattern::new(r"(?i)^\s+(?:\p{L}+\.?\s+)?(?:under|nede|færre|lavere|bagud)\b");
static HIGHEST: Pattern = Pattern::new(
    r"(?i)\b(?:(?:højst|maksimalt)(?:\s+(?:må\s+)?(?:have|være|få|sidde\s+med|ligge\s+på|lyde\s+på))?|maks\.?|ikke\s+over|ikke\s+mere\s+end|op\s+til|rekorden\s+er|(?:enkelte|nogle|ingen)(?:\s+[\p{L}-]+){0,4}\s+(?:mere\s+end|over|helt\s+op(?:pe)?\s+på|oppe\s+på|op\s+mod)|flest|loft(?:et)?(?:\s+over\s+\p{L}+)?\s+(?:er|på|lyder\s+på|(?:sættes|ligger|er\s+sat)\s+(?:ved|på|til))|ingen\s+[^.;,:]{1,60}\s(?:mere\s+end|flere\s+end|over)|må\s+[^.;,]{0,60}?(?:ikke|aldrig)\s+[^.;,]{0,30}?(?:over|mere\s+end|flere\s+end)|må\s+[^.;,]{0,30}have\s+(?:over|mere\s+end|flere\s+end))\s*$",
);
static NOUN_MORE: Pattern =
    Pattern::new(r"(?i)^\s+(?:færre\s+|flere\s+)?\p{L}+\s+(?:mere|flere|færre|mindre)\b|^\s+(?:færre|flere)\s+\p{L}+");
static NOUN_LESS: Pattern = Pattern::new(r"(?i)^\s+(?:\p{L}+\s+)?(?:færre|mindre)\b");
pub(super) static SUPPLEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"tillægsbevilling|merbevilling|ekstrabevilling|ekstra\s+bevilling|bevilling\s+af\s+kassen|budgetforhøjelse|omplacer|flytte[srt]?\b|overflytt|tilfør[et]",
    )
});
static GRANT_BEHIND: Pattern = Pattern::new(
    r"(?i)^(?:\s+|,\s+\p{L}+\s+(?:gav|gives|fik|bevilgede)\s+(?:\p{L}+\s+)?)(?:i\s+(?:tillæg\b|tillægsbevilling|merbevilling|ekstra\s+bevilling)|ekstra\b|(?:omplaceres|flyttes)\b)",
);
static HIGHER: Pattern = Pattern::new(r"(?i)\b(?:højere|større)\s+end\s*$");
static VARIES: LazyLock<Regex> = LazyLock::new(|| pattern(r"varierer|spænder|svinger|ligger\s+mellem"));

/// Money that moved by so much.
static MOVED_BY: Pattern = Pattern::new(
    r"(?i)\b(?:(?:stig|steg|fald|voks|øge|reducer|nedbr|forbedr|forværr|løft|hæve|sænk|vokse)\p{L}*\s+(?:\p{L}+\s+){0,3}med|(?:stigning|fald|vækst|forøgelse|nedgang|reduktion|forbedring|forværring)\p{L}*\s+(?:er\s+|var\s+|bliver\s+)?på)\s+(?:i\s+alt\s+|yderligere\s+|mellem\s+|omkring\s+|ca\.?\s*|cirka\s+|knap\s+|godt\s+|over\s+)*$",
);
/// `fem anbringelser kan undgås`: so many fewer.
static AVOIDED: Pattern =
    Pattern::new(r"(?i)^\s+(?:\p{L}+\s+){1,5}?(?:undgå(?:s|et)?|forhindre[sst]|forebygge[sst])\b");
/// `ti unge flyttes fra opholdssteder`: so many fewer there.
static LEAVE: Pattern = Pattern::new(
    r"(?i)^\s+(?:\p{L}+\s+){1,5}?(?:flytte[srt]?|flyttede|hjemtage[srt]?|hjemtaget)\s+(?:\p{L}+\s+){0,2}?(?:fra|ud\s+af)\s+(?:\p{L}+\s+)?(?:døgninstitution|institution|opholdssted|plejefamilie|familiepleje)",
);
/// `24 om ugen`: a pace.
static PACE: Pattern =
    Pattern::new(r"(?i)^\s+(?:[\p{L}-]+\s+)?(?:om|pr\.|per)\s+(?:ugen|uge|måneden|måned|dagen|dag|døgnet|døgn)\b");
/// The same, the verb ahead.
static AVOIDS: Pattern = Pattern::new(
    r"(?i)\b(?:undgå[rs]?|undgået|forhindre[rst]?|forebygge[rst]?)\s+(?:blot\s+|kun\s+|yderligere\s+|op\s+til\s+)?$",
);
/// An average right ahead of the number.
pub(super) static AVERAGE: Pattern = Pattern::new(r"(?i)\b(?:gennemsnit\p{L}*|i\s+snit)\b");
/// Who has most, who has fewest.
static EXTREME: Pattern = Pattern::new(
    r"(?i)\b(?:(?P<most>flest|højeste|største|topper|(?:mest|hårdest)\s+(?:presse|belaste)\w+|travleste)|(?P<least>færrest|laveste|mindste|lettest\s+belaste\w+|mindst\s+(?:presse|belaste)\w+))\b[^.;:]{0,40}$",
);
/// `4 mio. kr. mere end året før`: held against an earlier time, an amount is a difference.
pub(super) static THAN: Pattern = Pattern::new(
    r"(?i)^\s+(?:mere|højere|dyrere|større|mindre|lavere|billigere)\s+(?:end\s+(?:i\s+)?(?:(?:19|20)\d\d|året\s+før|år\s+\p{L}+|sidste\s+år|forrige\s+år|fjor|(?:den\s+)?samme|regnskab)|i\s+(?:19|20)\d\d\s+end)",
);

/// “flere år”, “flere kommuner”: several, not more.
static SEVERAL: Pattern = Pattern::new(r"(?i)^flere\s+(?:år|gange|måneder|uger|steder|kommuner|af\s|forskellige)");
/// A name right ahead of its number.
static WHOSE: Pattern = Pattern::new(r"(?-i:\p{Lu})\p{L}+(?:\s+(?:har|er|ligger\s+på|på))?\s+$");
static DEAREST: Pattern = Pattern::new(r"(?i)\bdyrest[^.;:]{0,60}$|\bop\s+mod\s*$");

impl Around<'_> {
    /// The statistic, and whether the sign turns.
    pub(crate) fn statistic(&self) -> (Statistic, bool, RuleName) {
        let (before, after) = (self.before(), &self.text[self.span.end..]);
        let last = |pattern: &Regex, text: &str| {
            let moves = |found: &crate::pattern::Match<'_>| !SEVERAL.is_match(&text[found.start()..]);
            pattern.find_iter(text).filter(moves).last().map(|found| found.start())
        };
        let (mut down, mut up) = (last(&DOWN, before), last(&UP, before));
        if down.is_none() && up.is_none() {
            let all = self.ahead();
            (down, up) = (last(&DOWN, all), last(&UP, all));
        }
        // “9 færre end i dag, og 6 flere i netværkspleje”: what stands behind the number is nearest.
        let falls = (down > up || BACK.is_match(after)) && !MORE.is_match(after);
        let by = BY.is_match(before) && !HOLDS.is_match(before) && (down.is_some() || up.is_some());
        let differs = BACK.is_match(after) || MORE.is_match(after) && self.measure != Measure::Money;
        // “903 (+12 %)”: a percentage with a sign is a difference.
        let sign =
            self.text[..self.span.start].ends_with('+') || self.text[self.span.start..].starts_with(['-', '–', '−']);
        let counted = matches!(self.code, "notifications" | "placements" | "preventive_measures");
        if counted && self.measure == Measure::Bare && self.text[..self.span.start].ends_with('+') {
            return (Statistic::Change, false, "statistic: a change");
        }
        if self.measure.is_percent() && sign {
            return (Statistic::Change, false, "statistic: a change");
        }
        // The numbers behind it have their reading by it, but stand for themselves.
        if self.rule == FROM_IT && FROM.is_match(after) {
            return (Statistic::Change, LESS.is_match(after), "statistic: a change");
        }
        if self.pair {
            return (Statistic::Share, false, "statistic: a share");
        }
        if self.code == "budget" && (SUPPLEMENT.is_match(before) || GRANT_BEHIND.is_match(after)) {
            return (Statistic::Change, false, "statistic: a supplement");
        }
        if matches!(self.code, "budget" | "expenditure" | "unit_cost") {
            let cheaper = BACK.is_match(after) || after.trim_start().starts_with("billigere");
            match (THAN.is_match(after), self.moved) {
                (true, _) => return (Statistic::Change, cheaper, "statistic: a change"),
                (false, true) => {
                    let supplied = self.code == "budget" && SUPPLEMENT.is_match(self.ahead());
                    return (Statistic::Change, falls && !supplied, "statistic: a change");
                }
                (false, false) => {}
            }
        }
        match (self.code, self.measure.is_percent()) {
            ("net_change", false) => return (Statistic::Level, false, "statistic: the indicator's own"),
            ("saving" | "investment", false) => return (Statistic::Level, false, "statistic: the indicator's own"),
            ("deficit" | "expenditure" | "budget", false)
                if !(MOVED_BY.is_match(before) || by && self.code != "deficit") =>
            {
                return (Statistic::Level, false, "statistic: the indicator's own");
            }
            ("survey_response", true) => return (Statistic::Share, false, "statistic: a share"),
            ("staff", false) => return self.staff(),
            _ => {}
        }
        if self.code == "placements" && LEAVE.is_match(after) {
            return (Statistic::Change, true, "statistic: who leaves");
        }
        if self.code == "placements" && (AVOIDED.is_match(after) || AVOIDS.is_match(before)) {
            return (Statistic::Change, true, "statistic: placements avoided");
        }
        if self.measure == Measure::PercentPoint
            || matches!(self.code, "deficit" | "expenditure") && !self.measure.is_percent()
            || (by || differs)
                && (self.measure.is_percent()
                    || !matches!(self.code, "caseload" | "unit_cost" | "follow_up_interval")
                    || by)
        {
            return (Statistic::Change, falls, "statistic: a change");
        }
        if self.measure.is_percent() {
            let changes = matches!(
                self.code,
                "notifications"
                    | "placements"
                    | "caseload"
                    | "unit_cost"
                    | "expenditure"
                    | "budget"
                    | "preventive_measures"
                    | "staff"
            );
            let of = after.trim_start().starts_with("af ");
            let moved = (down.is_some() || up.is_some())
                && !before.trim_end().to_lowercase().ends_with("til")
                && !before.trim_end().to_lowercase().ends_with("fra")
                && !before.to_lowercase().contains("andel");
            return if changes && moved && !of {
                (Statistic::Change, falls, "statistic: a change")
            } else {
                (Statistic::Share, false, "statistic: a share")
            };
        }
        self.level(before)
    }

    fn level(&self, before: &str) -> (Statistic, bool, RuleName) {
        let after = &self.text[self.span.end..];
        // “Den dyreste anbringelse koster”, “op mod”: the price of one, not of all.
        if self.code == "unit_cost" && DEAREST.is_match(before) {
            return (Statistic::Max, false, "statistic: the highest");
        }
        // The longest time between two follow-ups is what a rule about them states.
        if HIGHEST.is_match(before) && self.code != "follow_up_interval" {
            return (Statistic::Max, false, "statistic: the highest");
        }
        if matches!(self.code, "caseload" | "staff") && NOUN_MORE.is_match(&self.text[self.span.end..]) {
            let falls = NOUN_LESS.is_match(&self.text[self.span.end..]);
            return (Statistic::Change, falls, "statistic: a change");
        }
        if self.code == "caseload" && HIGHER.is_match(before) {
            return (Statistic::Min, false, "statistic: the lowest");
        }
        let average = AVERAGE.is_match(before) || self.code == "notifications" && PACE.is_match(after);
        if average && matches!(self.code, "notifications" | "placements" | "preventive_measures") {
            return (Statistic::Mean, false, "statistic: an average");
        }
        let counted = matches!(self.code, "caseload" | "notifications" | "placements");
        if let Some(extreme) = EXTREME.captures(before).filter(|_| counted) {
            let most = extreme.name("most").is_some();
            return if most {
                (Statistic::Max, false, "statistic: the highest")
            } else {
                (Statistic::Min, false, "statistic: the lowest")
            };
        }
        let range = self.span.of(self.text).contains([' ', '-', '–']);
        // “Naboerne svinger: Skive har 38 og Struer 46”: each is one place's mean.
        let whose = WHOSE.is_match(before);
        if self.code == "caseload" && !average && !range && !whose && VARIES.is_match(self.ahead()) {
            let low = before.to_lowercase().contains("fra");
            return (if low { Statistic::Min } else { Statistic::Max }, false, "statistic: from lowest to highest");
        }
        let mean = matches!(self.code, "caseload" | "unit_cost");
        (if mean { Statistic::Mean } else { Statistic::Level }, false, "statistic: the indicator's own")
    }
}
