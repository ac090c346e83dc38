//! Observed, adopted, expected, wanted or prescribed; and level, mean, share or change.
//!
//! Takes the clause and the sentence around a quantity, gives its [`Status`], its [`Statistic`] and the sign that the
//! text means. The indicator says what it is without other evidence: a saving is expected, an account observed.

use std::sync::LazyLock;

use regex::Regex;

use super::{RuleName, Statistic, Status};
use crate::{quantity::Measure, span::Span};

fn pattern(words: &str) -> Regex {
    Regex::new(&format!(r"(?i)\b(?:{words})")).expect("a pattern")
}

static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:ifølge|efter|jf\.)\s+(?:service|barnets\s+|sundheds)?lov\w*|lovgivning\w*|lovkrav\w*|loven\b|vejledende\b|anbefale(?:t|de)\s+sagstal|normalt\s+anbefal\w*|fagforening\w*|faglige\s+anbefaling\w*|anbefalinger\s+fra\s+dansk|socialrådgiverforenings?\s+(?:vejledende|anbefal)\w*",
    )
});
static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"mål(?:et|ene|sætning\w*|tal\w*)?\b|anbefales|foreslås|forslag\w*|ønske[srt]?\b|skal\b|ambition\w*|vil\s+kræve|behov\s+for|sigte[rs]?\b|højst\b|passende\b|ønskelig\w*|indstilles|proponer\w*|krav\b",
    )
});
static IDIOM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^skal\s+(?:det\s+)?(?:bemærkes|nævnes|siges|ses|understreges|læses|tages\s+med)\b")
        .expect("a pattern")
});
static FORECAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"forvent\w*|ventes\b|venter\b|vented\w*|skønne\w*|skøn\b|estimere\w*|prognose\w*|fremskriv\w*|vurderes\b|vil\s+(?:medføre|betyde|give|resultere|kunne|blive|falde|stige)|vil\b[^.;]{0,60}\b(?:medføre|resultere|betyde)\b|forudsæt\w*|formode\w*|potentiale\w*|anslå\w*|beregnet\b|frigøre\b",
    )
});
static BUDGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"afsat\w*|afsætte[srt]?\b|afsatte\b|bevilg\w*|bevilling\w*|budgetforlig\w*|budgetaftale\w*|vedtog\w*|vedtaget|finanslov\w*|aftaleperiode\w*|budgetlagt\w*|indarbejdet|anvendes\s+yderligere|besluttet",
    )
});
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"blev\b|har\s+(?:givet|medført|ansat|brugt|opnået|sparet|investeret|nedbragt|været|fået|typisk)|er\s+(?:ansat|faldet|steget|nedbragt|vokset|reduceret)|opnåede|havde\b|var\b|faldt|steg\b|viste\b|viser\b|kostede|realisere(?:t|de)|i\s+dag\b|nuværende|aktuel\w*|allerede",
    )
});
static ACCOUNTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"regnskab\b|forbrug(?:et)?\s+(?:pr\.|til\s+og\s+med|indtil)|regnskabet\b|endte\b|viste\s+et\s+(?:forbrug|merforbrug)|realiseret",
    )
});
static HIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:blev|er|har|var|der\s+er)\s+(?:\p{L}+\s+){0,2}(?:ansat|opnormeret|tilført)|ansatte\s+\p{L}+\s+kommune")
});
static DOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"reduc\w*|reduktion\w*|fald(?:e|er|t|et)?\b|nedbring\w*|nedbragt|nedgang\w*|ned\s+(?:med|på|fra|til)\b|færre\b|lavere\b|mindsk\w*|tilbage\b|minimer\w*|sænk\w*|spare[srt]?\b|nedsæt\w*|undgå\w*",
    )
});
static UP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"stig(?:er|et|ning\w*|e)?\b|steg(?:et)?\b|øge[srt]?\b|øget\b|vokse[rt]?\b|vækst\w*|forøg\w*|fler(?:e)?\b|højere\b|hæv(?:es|et)\b|fremgang\b|mere\b|forhøj\w*|styrke[srt]\b",
    )
});
static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\bmed|\b(?:stigning|fald|nedgang|reduktion|vækst|forøgelse|forskel|ændring|fremgang|besparelse|nedsættelse|tilbagegang)\p{L}*\s+på|\bgået|\bgik|\bfik)\s+(?:i\s+alt\s+|yderligere\s+|mellem\s+|omkring\s+|ca\.?\s*|cirka\s+|knap\s+|godt\s+|over\s+)*$").expect("a pattern")
});
static BACK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s*(?:tilbage|lavere|færre|mindre)\b").expect("a pattern"));
static MORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s*(?:højere|flere|mere|nye|ekstra|yderligere)\b").expect("a pattern"));
static HIRING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"ansæt\w*|ansat\b|ansættelse\w*|opnormer\w*|tilknytte[srt]?\b|tilknyttes\b|knyttes\b|tilføre[srt]?\b|yderligere\b|ekstra\b|rekrutter\w*|styrkes?\b(?:\s+\p{L}+){0,2}\s+med\b|øges\s+med|kræver\b|ny(?:e)?\s+stilling\w*",
    )
});
/// “Der er pr. 1. april ansat 26 rådgivere” tells who is there; “der blev ansat” tells who came.
static EMPLOYED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\bder\s+er\s+(?:[^\s,;]+\s+){0,5}ansat\s+(?:i\s+alt\s+)?$").expect("a pattern"));
static STAFF_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"antal(?:let)?\s+(?:af\s+)?\p{L}*(?:rådgiver|sagsbehandler|årsværk|medarbejder|psykolog|sundhedsplejerske)",
    )
});
static HIRE_VERB: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ansæt\w*|ansat\b|ansættelse\w*|opnormer\w*|knyttes\b|tilknytte[srt]?\b"));
static TEAM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"team(?:et)?\s+(?:på|med|består)|består\s+af|dækkes|organiseres|sammen\s+med|placeres|har\s+i\s+dag|beskæftiger|tæller|bliver\s+de\s+til|normeret\s+til|de\s+\w+\s+sundhedsplejersker\s+i",
    )
});
static PLANNED_TEAM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"organiseres|placeres|bliver\s+de\s+til|skal\b|vil\b|sammen\s+med"));
static HIGHEST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:højst|maksimalt|maks\.?|ikke\s+over|ikke\s+mere\s+end|op\s+til|rekorden\s+er|flest)\s*$")
        .expect("a pattern")
});
static NOUN_MORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:færre\s+|flere\s+)?\p{L}+\s+(?:mere|flere|færre|mindre)\b|^\s+(?:færre|flere)\s+\p{L}+")
        .expect("a pattern")
});
static NOUN_LESS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s+(?:\p{L}+\s+)?(?:færre|mindre)\b").expect("a pattern"));
static GRANT_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s+i\s+tillægsbevilling").expect("a pattern"));
static HIGHER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\b(?:højere|større)\s+end\s*$").expect("a pattern"));
static VARIES: LazyLock<Regex> = LazyLock::new(|| pattern(r"varierer|spænder|svinger|ligger\s+mellem"));

/// How far back a sentence speaks for a number, in bytes.
const AHEAD: usize = 600;

/// What stands around a quantity.
pub(crate) struct Around<'a> {
    /// The sentence.
    pub text: &'a str,
    /// The quantity.
    pub span: Span,
    /// Its clause, from the number before it to the number after it.
    pub clause: Span,
    /// Its measure.
    pub measure: Measure,
    /// The indicator's code.
    pub code: &'a str,
    /// Whether the document proposes or plans.
    pub proposal: bool,
    /// Whether the figure is about another than the document's own municipality.
    pub other: bool,
    /// Whether the document follows up on a running budget.
    pub running: bool,
    /// Whether the number is one of a pair such as `75/25`.
    pub pair: bool,
    /// Whether a heading above says that goals follow.
    pub goals: bool,
    /// Whether the number has its reading from another in the sentence, and so shares what is said of that one.
    pub inherited: bool,
    /// Whether the sentence says what the staff cost: they are still to be had.
    pub funded: bool,
    /// Whether the sentence is an item with its price: `2 sundhedsplejersker 1,2 mio. kr.`
    pub priced: bool,
}

impl Around<'_> {
    fn before(&self) -> &str {
        &self.text[self.clause.start..self.span.start]
    }

    /// The sentence before the number, no further back than a long sentence's clauses reach.
    fn ahead(&self) -> &str {
        let from = self.text.ceil_char_boundary(self.span.start.saturating_sub(AHEAD));
        &self.text[from..self.span.start]
    }

    fn clause(&self) -> &str {
        self.clause.of(self.text)
    }

    /// Whether a pattern stands in the clause, or in the sentence before the number; `skal bemærkes` wants nothing.
    fn says(&self, pattern: &Regex) -> bool {
        let says = |text: &str| pattern.find_iter(text).any(|found| !IDIOM.is_match(&text[found.start()..]));
        says(self.clause()) || says(self.ahead())
    }

    /// The statistic, and whether the sign turns.
    pub(crate) fn statistic(&self) -> (Statistic, bool, RuleName) {
        let (before, after) = (self.before(), &self.text[self.span.end..]);
        let last = |pattern: &Regex, text: &str| pattern.find_iter(text).last().map(|found| found.start());
        let (mut down, mut up) = (last(&DOWN, before), last(&UP, before));
        if down.is_none() && up.is_none() {
            let all = self.ahead();
            (down, up) = (last(&DOWN, all), last(&UP, all));
        }
        let falls = down > up || BACK.is_match(after);
        let by = BY.is_match(before) && (down.is_some() || up.is_some());
        let differs = BACK.is_match(after) || MORE.is_match(after) && self.measure != Measure::Money;
        // “903 (+12 %)”: a percentage with a sign is a difference.
        let sign =
            self.text[..self.span.start].ends_with('+') || self.text[self.span.start..].starts_with(['-', '–', '−']);
        if self.measure.is_percent() && sign {
            return (Statistic::Change, false, "statistic: change");
        }
        if self.pair {
            return (Statistic::Share, false, "statistic: share");
        }
        if self.code == "budget" && (before.to_lowercase().contains("tillægsbevilling") || GRANT_BEHIND.is_match(after))
        {
            return (Statistic::Change, false, "statistic: a supplement");
        }
        match (self.code, self.measure.is_percent()) {
            ("net_change", false) => return (Statistic::Level, false, "statistic: the indicator's own"),
            ("saving" | "investment" | "deficit" | "expenditure" | "budget", false)
                if !(self.code == "budget" && by) =>
            {
                return (Statistic::Level, false, "statistic: the indicator's own");
            }
            ("survey_response", true) => return (Statistic::Share, false, "statistic: share"),
            ("staff", false) => return self.staff(),
            _ => {}
        }
        if self.measure == Measure::PercentPoint
            || (by || differs)
                && (self.measure.is_percent()
                    || !matches!(self.code, "caseload" | "unit_cost" | "follow_up_interval")
                    || by)
        {
            return (Statistic::Change, falls, "statistic: change");
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
                && !before.to_lowercase().contains("andel");
            return if changes && moved && !of {
                (Statistic::Change, falls, "statistic: change")
            } else {
                (Statistic::Share, false, "statistic: share")
            };
        }
        self.level(before)
    }

    fn level(&self, before: &str) -> (Statistic, bool, RuleName) {
        if HIGHEST.is_match(before) {
            return (Statistic::Max, false, "statistic: the highest");
        }
        if matches!(self.code, "caseload" | "staff") && NOUN_MORE.is_match(&self.text[self.span.end..]) {
            let falls = NOUN_LESS.is_match(&self.text[self.span.end..]);
            return (Statistic::Change, falls, "statistic: change");
        }
        if self.code == "caseload" && HIGHER.is_match(before) {
            return (Statistic::Min, false, "statistic: the lowest");
        }
        let average = before.to_lowercase().contains("gennemsnit");
        if self.code == "caseload" && !average && VARIES.is_match(self.ahead()) {
            let low = before.to_lowercase().contains("fra");
            return (if low { Statistic::Min } else { Statistic::Max }, false, "statistic: from lowest to highest");
        }
        let mean = matches!(self.code, "caseload" | "unit_cost");
        (if mean { Statistic::Mean } else { Statistic::Level }, false, "statistic: the indicator's own")
    }

    /// Whether staff are there, not new: “ansat to nye” tells who came.
    fn employed(&self) -> bool {
        EMPLOYED.is_match(self.before()) && !MORE.is_match(&self.text[self.span.end..])
    }

    fn staff(&self) -> (Statistic, bool, RuleName) {
        if STAFF_NUMBER.is_match(self.ahead()) || self.employed() {
            return (Statistic::Level, false, "statistic: staff there is");
        }
        let clause = self.clause();
        let team = TEAM.is_match(self.before()) && !HIRING.is_match(self.before());
        let earlier = HIRE_VERB.is_match(self.ahead()) && !TEAM.is_match(self.ahead());
        let hires = HIRING.is_match(clause)
            || self.priced
            || self.funded
            || earlier
            || self.inherited && HIRING.is_match(self.text);
        if hires && !team {
            (Statistic::Change, false, "statistic: staff to be added")
        } else {
            (Statistic::Level, false, "statistic: staff there is")
        }
    }

    /// The status.
    pub(crate) fn status(&self, statistic: Statistic) -> (Status, RuleName) {
        let says = |pattern: &Regex, status: Status, rule: RuleName| self.says(pattern).then_some((status, rule));
        let target = || says(&TARGET, Status::Target, "status: wanted");
        let forecast = || says(&FORECAST, Status::Forecast, "status: expected");
        let budget = || says(&BUDGET, Status::Budget, "status: adopted");
        let past = || says(&PAST, Status::Actual, "status: observed");
        let default = |status: Status| (status, "status: the indicator's own");
        if self.goals
            && !self.other
            && !matches!(self.code, "saving" | "investment" | "net_change" | "survey_response" | "staff")
            && !self.says(&PAST)
        {
            return (Status::Target, "status: under goals");
        }
        let proposed = if self.proposal { Status::Target } else { Status::Actual };
        match self.code {
            "survey_response" => default(Status::Actual),
            "budget" => default(Status::Budget),
            "net_change" => default(Status::Forecast),
            "saving" => past().filter(|_| !self.says(&FORECAST)).or_else(forecast).unwrap_or(default(Status::Forecast)),
            // In a follow-up on a running budget money is expected until the accounts are named.
            "expenditure" | "deficit" if self.running && !self.says(&ACCOUNTS) => {
                (Status::Forecast, "status: the year is running")
            }
            "expenditure" | "deficit" => forecast().unwrap_or(default(Status::Actual)),
            "investment" => budget()
                .or_else(|| past().filter(|_| !self.says(&FORECAST) && !self.proposal))
                .unwrap_or(default(if self.other { Status::Budget } else { Status::Target })),
            "staff" if statistic == Statistic::Change => {
                says(&HIRED, Status::Actual, "status: hired already").unwrap_or(default(Status::Target))
            }
            "staff" if self.employed() => (Status::Actual, "status: observed"),
            "staff" if STAFF_NUMBER.is_match(self.ahead()) => {
                let raised = UP.is_match(self.ahead()) && self.before().trim_end().to_lowercase().ends_with("til");
                let planned = raised && self.says(&TARGET);
                if planned { (Status::Target, "status: wanted") } else { (Status::Actual, "status: observed") }
            }
            "staff" => says(&PLANNED_TEAM, Status::Target, "status: planned")
                .filter(|_| self.proposal && !PAST.is_match(self.clause()))
                .unwrap_or(default(Status::Actual)),
            "follow_up_interval" | "caseload" if self.says(&LAW) => (Status::Norm, "status: prescribed"),
            "follow_up_interval" if self.other => default(Status::Actual),
            "follow_up_interval" => target().unwrap_or(default(proposed)),
            "caseload" => self.caseload(),
            _ if self.other => default(Status::Actual),
            _ => target()
                .filter(|_| !PAST.is_match(self.clause()))
                .or_else(|| forecast().filter(|_| !PAST.is_match(self.clause())))
                .or_else(past)
                .unwrap_or(default(Status::Actual)),
        }
    }

    /// A caseload that is brought down *to* a number is wanted; one brought down *from* it was there.
    fn caseload(&self) -> (Status, RuleName) {
        static NOW: LazyLock<Regex> = LazyLock::new(|| pattern(r"fra\b|nuværende|aktuel\w*|i\s+dag\b|på\s+nuværende"));
        static BROUGHT: LazyLock<Regex> = LazyLock::new(|| pattern(r"til\b|ned\s+på|under\b|højst\b"));
        static WAS: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"har\s+(?:\p{L}+\s+){0,3}(?:nedbragt|haft)|er\s+(?:\p{L}+\s+){0,2}(?:faldet|nedbragt|steget)|faldt|steg\b|blev\s+nedbragt|ligger\b|lå\b|varierer",
            )
        });
        static HAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"har\s+haft|havde|kunne\s+\p{L}+\s+(?:sidde|have)"));
        let before = self.before();
        let wanted = |pattern: &Regex| pattern.is_match(before) || pattern.is_match(self.ahead());
        let planned = wanted(&TARGET) || wanted(&FORECAST) || DOWN.is_match(self.ahead()) && BROUGHT.is_match(before);
        if self.other
            || HAD.is_match(before)
            || WAS.is_match(self.text) && !self.says(&TARGET)
            || NOW.is_match(before) && !BROUGHT.is_match(before)
        {
            return (Status::Actual, "status: observed");
        }
        if planned { (Status::Target, "status: wanted") } else { (Status::Actual, "status: the indicator's own") }
    }
}
