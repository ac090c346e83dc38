//! Observed, adopted, expected, wanted or prescribed.
//!
//! Takes the clause and the sentence around a quantity, gives its [`Status`]. The indicator says what it is without other
//! evidence: a saving is expected, an account observed.

use std::sync::LazyLock;

use super::{RuleName, Statistic, Status, part, prose::done};
use crate::{pattern::Regex, quantity::Measure, span::Span};

pub(super) fn pattern(words: &str) -> Regex {
    Regex::new(&format!(r"(?i)\b(?:{words})")).expect("a pattern")
}

/// The rule of a budget that is still followed up.
pub(super) const RUNNING: RuleName = "status: the year is running";

static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:ifølge|efter|jf\.)\s+(?:service|barnets\s+|sundheds)?lov\w*|lovgivning\w*|lovkrav\w*|(?:service)?lovens?\b|vejledende\b|anbefale(?:t|de)\s+sagstal|normalt\s+anbefal\w*|fagforening\w*|faglige\s+anbefaling\w*|anbefalinger\s+fra\s+dansk|socialrådgiverforenings?\s+(?:vejledende|anbefal)\w*|(?:dansk\s+socialrådgiverforening|socialrådgiverforeningen)\b[^.;]{0,40}\b(?:bør|højst)",
    )
});
static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"mål(?:et|ene|sætning\w*|tal\w*)?\b|anbefales|foreslås|forslag\w*|ønske[srt]?\b|skal\b|ambition\w*|vil\s+kræve|behov\s+for|sigte[rs]?\b|sigtede\s+(?:mod|efter)|højst\b|passende\b|ønskelig\w*|indstilles|proponer\w*|krav\b|loft(?:et)?\b|bør\b|pejlemærke\w*|så\s+[^.;,]{0,40}\bskulle\b|må\s+(?:\p{L}+\s+)?(?:ikke\s+)?have\s+(?:over|mere\s+end|flere\s+end)",
    )
});
static IDIOM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^skal\s+(?:det\s+)?(?:bemærkes|nævnes|siges|ses|understreges|læses|tages\s+med)\b|^tegner\s+sig\s+for\b",
    )
    .expect("a pattern")
});
static FORECAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"forvent\w*|ventes\b|venter\b|vente[td]\w*|skønne\w*|skøn\b|estimere\w*|prognose\w*|fremskriv\w*|vurderes\b|vil\s+(?:medføre|betyde|give|resultere|kunne|blive|falde|stige|være|ende)|ser\s+(?:\p{L}+\s+){0,3}ud\s+til|tegner\s|formentlig|formodentlig|sandsynligvis|antagelig\w*|ville\s+(?:\p{L}+\s+)?(?:give|betyde|svare|kunne|blive|spare|koste)|spår\b|bud\s+er\b|kalkulerer|udsigt\s+til|(?:kan|vil)\s+(?:\p{L}+\s+)?(?:ende|stå|slutte)\s+(?:med|på)|peger\s+(?:mod|på)|kommer\s+til\s+at|regner\s+(?:\p{L}+\s+)?med|tyder\s+på|vil\b[^.;]{0,60}\b(?:medføre|resultere|betyde)\b|forudsæt\w*|formode\w*|potentiale\w*|anslå\w*|beregnet\b|frigøre\b|kan\s+(?:\p{L}+\s+)?(?:undgås|forebygge|forhindre)",
    )
});
/// What tells that money is still to be spent or to lack, though nobody says that it is expected.
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"uden\s+(?:handling|indgreb|tiltag|yderligere|nye)\b|efter\s+alt\s+at\s+dømme|formentlig\b|peger\s+pilen|pilen\s+peger|hvis\b",
    )
});
static BUDGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:budget)?afsat\w*|afsætte[srt]?\b|afsatte\b|bevilg\w*|bevilling\w*|budgetforlig\w*|budgetaftale\w*|vedtog\w*|vedtaget|finanslov\w*|aftaleperiode\w*|budgetlagt\w*|indarbejdet|anvendes\s+yderligere|besluttet|sat\s+(?:\p{L}+\s+){0,2}af\s+til|i\s+(?:det\s+vedtagne\s+)?budget(?:tet)?\s+(?:for\s+)?\d{4}(?:-\d+)?\s+(?:blev|tilførte)",
    )
});
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"blev\b|(?:har|er)\s+(?:[\p{L}\d.]+\s+){0,6}?(?:givet|medført|ansat|brugt|opnået|sparet|reduceret|sænket|investeret|nedbragt|været|fået|faldet|steget|vokset|hentet|kostet|anvendt|indfriet)\b|har\s+typisk|(?:er|blev)\s+(?:\p{L}+\s+){0,2}gjort\s+op\s+til|sparede\b|hentede\b|nedsatte\b|sænkede\b|foreløbig\b|indtil\s+(?:nu|videre)|opnåede|havde\b|var\b|brugte\b|anvendte\b|investerede\b|faldt|steg\b|viste\b|viser\b|kostede|realisere(?:t|de)|i\s+dag\b|nuværende|aktuel\w*|allerede",
    )
});
/// A verb that tells how it is.
static PRESENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"er\b|har\b|udgør\b|ligger\b|bor\b|sidder\b|koster\b|bruger\b|sparer\b|følger\b|sker\b"));
static ACCOUNTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"regnskab\b|forbrug(?:et)?\s+(?:pr\.|til\s+og\s+med|indtil)|regnskabet\b|endte\b|viste\s+et\s+(?:forbrug|merforbrug)|realiseret|sluttede\b|gav\s+et\b|overført\w*|var\s+(?:der\s+)?(?:på|et)\b",
    )
});
static HIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:blev|er|har|var|der\s+er)\s+(?:\p{L}+\s+){0,3}(?:ansat|opnormeret|tilført|styrket|udvidet|begyndt|startet|tiltrådt|kommet|oprettet|besat|skåret|beskåret|nedlagt|fratrådt|gået|brugt|mistet|sagt)\b|ansatte\s+\p{L}+\s+kommune|(?:begyndte|tiltrådte|voksede|nedlagde|mistede|fratrådte|stoppede|oprettede|tilførte)\b|(?:fik|kom)\b",
    )
});
pub(super) static DOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"reduc\w*|reduktion\w*|fald(?:e|er|t|et)?\b|nedbring\w*|nedbragt|nedgang\w*|ned\s+(?:med|på|fra|til)\b|færre\b|lavere\b|mindsk\w*|tilbage\b|minimer\w*|sænk\w*|spare[srt]?\b|nedsæt\w*|undgå\w*|nedskr[ei]v\w*|beskær\w*|beskåret|nedjuster\w*",
    )
});
pub(super) static UP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"stig(?:er|et|ning\w*|e)?\b|steg(?:et)?\b|øge[srt]?\b|øget\b|vokse\w*|vækst\w*|forøg\w*|fler(?:e)?\b|højere\b|hæv(?:es|et|ede|er)?\b|løfte[srt]?\b|løftede\b|opskr[ei]v\w*|opjuster\w*|tilfør\w*|udvid\w*|fremgang\b|mere\b|forhøj\w*|styrke[srt]\b",
    )
});
pub(super) static MORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s*(?:højere|flere|mere|nye|ekstra|yderligere)\b").expect("a pattern"));
/// “Der er pr. 1. april ansat 26 rådgivere” tells who is there; “der blev ansat” tells who came.
static EMPLOYED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:der\s+er|der\s+var|var\s+der|er\s+der)\s+(?:[^\s,;]+\s+){0,5}ansat\s+(?:i\s+alt\s+)?$")
        .expect("a pattern")
});
pub(super) static STAFF_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"antal(?:let)?\s+(?:af\s+)?\p{L}*(?:rådgiver|sagsbehandler|årsværk|medarbejder|psykolog|sundhedsplejerske)",
    )
});
static PLANNED_TEAM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"organiseres|placeres|bliver\s+de\s+til|skal\b|vil\b|sammen\s+med"));

/// A budget that is not adopted yet.
static PROPOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"foreslå[rs]?\b|indstille[rs]\b|søges\s+om|ansøge[rs]?\b|anmode[rs]?\b|ønskes\b|forslag\s+om\s+(?:en\s+)?tillægs",
    )
});
/// A means that was used, or is to be.
static BY_HIRING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ved\s+(?:hjælp\s+af\s+)?(?:at\s+)?(?:ansætte|tilføre|ansættelse)"));
/// An expectation that was changed is one still.
static REVISED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"er\s+(?:[\p{L}]+\s+){0,2}(?:bragt|justeret|opjusteret|nedjusteret|ændret)\s+(?:ned|op|til)\b")
});
/// What has still to come true before the rest of the sentence does.
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:når|hvis|såfremt)\s+[^.;]{1,80}\s(?:er|bliver)\s+(?:[\p{L}]+\s+)?(?:besat|ansat|på\s+plads|gennemført|indfaset|åbnet|færdig\p{L}*)\s*,|^(?:lykkes|halveres|gennemføres|gøres|fortsætter|holder)\s[^.;]{1,80},")
        .expect("a pattern")
});
static TODAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"i\s+dag\b|nuværende\b|hidtil\b|hidtidig\w*|finder\s+nu\b|tidligere\b|hos\s+os\b|i\s+praksis\b|reelt\b|får\s+nu\b|typisk\b|som\s+regel\b|hovedregel\b|i\s+snit\b|gennemsnit\w*|bliver\s+(?:\p{L}+\s+){0,3}fulgt\s+op|blev\b|gik\b|gør\s+det\s+muligt|gjort\s+det\s+muligt|besøger\s+nu|sker\s+nu|ses\s+nu|finder\s+sted",
    )
});
/// What makes money that is set aside only wanted.
static WANTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"ønsker\b|behov\s+for\b|skal\s+(?:der\s+)?(?:findes|afsættes|sættes|tilføres|gives)|bør\b|anbefale[rs]\b")
});
/// What makes a remark in brackets one of how it was or is.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:nu|i\s+dag|aktuelt|nuværende|mod|før)\b|\bi\s+(?:skoleåret\s+)?(?:19|20)\d\d")
        .expect("a pattern")
});
static NOWADAYS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+(?:nu|i\s+dag)\b").expect("a pattern"));
/// What the budget was made with.
static FOUNDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"budgetteret\s+(?:med|til)|budget(?:tet)?\s+(?:for\s+)?(?:(?:19|20)\d\d\s+)?(?:(?:er|var|blev)\s+(?:lagt|baseret|beregnet)|bygger|byggede|hviler|forudsætter|forudsatte|rummer|rummede|regner\s+med|regnede\s+med|tager\s+udgangspunkt)|havde\s+(?:\p{L}+\s+)?regnet\s+med|der\s+(?:er|var)\s+(?:penge|plads|lagt\s+op)\s+til",
    )
});
static BUDGETED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s+(?:(?P<word>\p{L}+)\s+)?(?:budgetteret\b|i\s+(?:det\s+)?(?:oprindelige\s+|vedtagne\s+)?budget(?:tet)?\b)").expect("a pattern")
});
static COMPARED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:mod|end)\s+(?:de\s+)?budgettere(?:t|de)\s"));
/// Money that is gone.
static SPENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"har\s+(?:i\s+alt\s+)?kostet|kostede\b|har\s+(?:i\s+[^.;,]{1,30}\s+)?været\s|er\s+(?:der\s+)?(?:brugt|anvendt)|blev\s+(?:der\s+)?(?:brugt|anvendt)",
    )
});
/// A verb that tells how it is or was, behind one that tells what is wanted.
static IS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"var\b|havde\b|lå\b|er\s+(?:i\s+dag|nu|aktuelt)\b|(?:er|har)\s+[^.;,]{0,30}\bnået\b"));
static FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bfra\s+(?:(?:de|det|den|nuværende|omkring|cirka|ca\.|knap|godt)\s+)*$").expect("a pattern")
});
static TO: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^[^.;:,]{0,40}?\btil\s").expect("a pattern"));

/// A price that stands in the budget.
static BUDGETED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:budgetter(?:et|ede)|forudsat(?:te)?)\s+(?:til\s+|på\s+|med\s+)?$").expect("a pattern")
});

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
    /// The part of the sentence that it stands in, with the predicate that speaks of it.
    pub part: Span,
    /// Its measure.
    pub measure: Measure,
    /// The indicator's code.
    pub code: &'a str,
    /// The rule that gave the indicator.
    pub rule: RuleName,
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
    /// Whether the document is an agreement on a budget: what it spends is adopted.
    pub agreement: bool,
    /// The words that introduce the list that the sentence is an item of.
    pub lead: Option<&'a str>,
    /// Whether the number has its reading from another in the sentence, and so shares what is said of that one.
    pub inherited: bool,
    /// Whether it goes on a list of changes, or is the percentage by which an amount moved.
    pub moved: bool,
    /// Whether the sentence says what the staff cost: they are still to be had.
    pub funded: bool,
    /// Whether the sentence is an item with its price: `2 sundhedsplejersker 1,2 mio. kr.`
    pub priced: bool,
}

impl Around<'_> {
    pub(super) fn before(&self) -> &str {
        &self.text[self.clause.start..self.span.start]
    }

    /// The sentence before the number, no further back than a long sentence's clauses reach.
    pub(super) fn ahead(&self) -> &str {
        let from = self.text.ceil_char_boundary(self.span.start.saturating_sub(AHEAD));
        &self.text[from..self.span.start]
    }

    pub(super) fn clause(&self) -> &str {
        self.clause.of(self.text)
    }

    /// Whether a pattern stands in the number's part of the sentence; where that has no predicate of its own, in the
    /// clause or in the sentence before the number. `skal bemærkes` wants nothing.
    fn says(&self, pattern: &Regex) -> bool {
        let says = |text: &str| pattern.find_iter(text).any(|found| !IDIOM.is_match(&text[found.start()..]));
        if self.decides() {
            says(self.part.of(self.text)) || says(part::subject(self.text, self.part))
        } else {
            says(self.clause()) || says(self.ahead())
        }
    }

    /// Whether the number's part says itself how it is meant.
    fn decides(&self) -> bool {
        let part = self.part.of(self.text);
        if part::goes_on(part) || REVISED.is_match(part) {
            return false;
        }
        let granted = matches!(self.code, "investment" | "budget" | "staff" | "expenditure");
        PRESENT.is_match(self.part_ahead())
            || part::is_reason(part)
            || [&*TARGET, &*FORECAST, &*PAST, &*ACCOUNTS].iter().any(|mood| mood.is_match(part))
            || granted && BUDGET.is_match(part)
    }

    /// The number's part of the sentence, as far as the number.
    fn part_ahead(&self) -> &str {
        &self.text[self.part.start..self.span.start]
    }

    /// Whether the number is told beside another, in brackets: `Mål: 95 pct. (nu 83 pct.)`, `(5,2 pct. i 2016)`.
    fn aside(&self) -> bool {
        let against = self.text[..self.span.start].to_lowercase().ends_with("mod ");
        if against && NOWADAYS.is_match(&self.text[self.span.end..]) {
            return true;
        }
        let Some(open) = self.text[..self.span.start].rfind('(') else { return false };
        let Some(close) = self.text[self.span.end..].find(')').map(|at| self.span.end + at) else { return false };
        let inside = &self.text[open..close];
        !inside.contains(')') && ASIDE.is_match(inside) && !FORECAST.is_match(inside) && !TARGET.is_match(inside)
    }

    /// Whether the sentence grants money, and the number's own part says nothing else of it.
    fn granted_beside(&self) -> bool {
        let part = self.part.of(self.text);
        BUDGET.is_match(self.text) && ![&*TARGET, &*FORECAST, &*PAST].iter().any(|mood| mood.is_match(part))
    }

    /// `28 budgetteret`, `25 i budgettet`; of `33 mod budgetteret 28` the second.
    fn budgeted_behind(&self) -> bool {
        let behind = &self.text[self.span.end..];
        BUDGETED_BEHIND.captures(behind).is_some_and(|found| {
            let word = found.name("word").map_or("", |word| word.as_str());
            !["mod", "end", "hvor", "af"].contains(&word)
        })
    }

    /// Whether the number is what a change begins at: `fra 31 til 27`.
    fn begins_change(&self) -> bool {
        FROM.is_match(&self.text[..self.span.start]) && TO.is_match(&self.text[self.span.end..])
    }

    /// Whether staff are there, not new: “ansat to nye” tells who came.
    pub(super) fn employed(&self) -> bool {
        EMPLOYED.is_match(self.before()) && !MORE.is_match(&self.text[self.span.end..])
    }

    /// The status: what was so when a plan was made is observed, whatever is planned.
    pub(crate) fn status(&self, statistic: Statistic) -> (Status, RuleName) {
        let observed = || self.aside() || self.measure != Measure::Money && self.begins_change();
        match self.by_words(statistic) {
            (Status::Target | Status::Forecast, _) if observed() => (Status::Actual, "status: so far"),
            found => found,
        }
    }

    fn by_words(&self, statistic: Statistic) -> (Status, RuleName) {
        let says = |pattern: &Regex, status: Status, rule: RuleName| self.says(pattern).then_some((status, rule));
        let target = || says(&TARGET, Status::Target, "status: wanted");
        let forecast = || {
            let depends = CONDITION.is_match(self.ahead()).then_some((Status::Forecast, "status: on a condition"));
            says(&FORECAST, Status::Forecast, "status: expected").or(depends)
        };
        let unless = || says(&UNLESS, Status::Forecast, "status: expected");
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
        if let Some(told) = self.by_deed() {
            return told;
        }
        let proposed = if self.proposal { Status::Target } else { Status::Actual };
        match self.code {
            "survey_response" => default(Status::Actual),
            "budget" if PROPOSED.is_match(self.clause()) && !self.begins_change() => {
                (Status::Target, "status: proposed")
            }
            "budget" => default(Status::Budget),
            "unit_cost" if BUDGETED.is_match(self.before()) => (Status::Budget, "status: budgeted"),
            "net_change" => default(Status::Forecast),
            "saving" => past().filter(|_| !self.says(&FORECAST)).or_else(forecast).unwrap_or(default(Status::Forecast)),
            // In a follow-up on a running budget money is expected until the accounts are named.
            "expenditure" | "deficit" if self.running && !self.says(&ACCOUNTS) => (Status::Forecast, RUNNING),
            "expenditure" | "deficit" => forecast().or_else(unless).unwrap_or(default(Status::Actual)),
            "investment" if SPENT.is_match(self.before()) => (Status::Actual, "status: spent"),
            "investment" if self.agreement => (Status::Budget, "status: of an agreement"),
            "investment" => budget()
                .or_else(|| self.granted_beside().then_some((Status::Budget, "status: adopted")))
                .or_else(|| past().filter(|_| !self.says(&FORECAST) && !self.proposal))
                .unwrap_or(default(if self.other { Status::Budget } else { Status::Target })),
            "staff" if statistic == Statistic::Change && BY_HIRING.is_match(self.part_ahead()) => {
                past().unwrap_or(default(Status::Target))
            }
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
            "follow_up_interval" | "caseload"
                if self.says(&LAW) || self.lead.is_some_and(|lead| LAW.is_match(lead)) =>
            {
                (Status::Norm, "status: prescribed")
            }
            "follow_up_interval" if self.other || TODAY.is_match(self.clause()) => default(Status::Actual),
            "follow_up_interval" => target().unwrap_or(default(proposed)),
            "caseload" => self.caseload(),
            _ if (FOUNDED.is_match(self.part_ahead()) && !FORECAST.is_match(self.before())
                || COMPARED.is_match(self.before())
                || self.budgeted_behind())
                && !self.code.starts_with("segregation") =>
            {
                (Status::Budget, "status: as budgeted")
            }
            _ if self.other => default(Status::Actual),
            _ => target()
                .filter(|_| !PAST.is_match(self.clause()))
                .or_else(|| forecast().filter(|_| !PAST.is_match(self.clause())))
                .or_else(past)
                .unwrap_or(default(Status::Actual)),
        }
    }

    /// What the verb tells by which an amount has its indicator: set aside, asked for, spent.
    fn by_deed(&self) -> Option<(Status, RuleName)> {
        let proposed =
            || [&*PROPOSED, &*WANTED].iter().any(|words| words.is_match(self.clause()) || words.is_match(self.ahead()));
        match self.rule {
            done::SET_ASIDE if proposed() => Some((Status::Target, "status: proposed")),
            done::SET_ASIDE => Some((Status::Budget, "status: adopted")),
            done::ASKED_FOR | done::TO_CUT => Some((Status::Target, "status: wanted")),
            done::TO_LACK | done::TO_SAVE => Some((Status::Forecast, "status: expected")),
            done::SPENT | done::SAVED if !FORECAST.is_match(self.clause()) => {
                Some((Status::Actual, "status: observed"))
            }
            _ => None,
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
        static ASSUMES: LazyLock<Regex> = LazyLock::new(|| pattern(r"forudsætte[rs]?\b"));
        static HAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"har\s+haft|havde|kunne\s+\p{L}+\s+(?:sidde|have)"));
        let before = self.before();
        let here = self.part_ahead();
        // “Målet er højst 22 sager, og i juni var det gennemsnitlige sagstal 25”.
        let last = |pattern: &Regex| pattern.find_iter(self.ahead()).last().map(|found| (found.start(), found.end()));
        let wanted_to = last(&TARGET).max(last(&FORECAST)).map(|(_, end)| end);
        let told = wanted_to.zip(last(&IS)).is_some_and(|(end, (is, _))| end + 1 < is);
        let was =
            (WAS.is_match(self.part.of(self.text)) || PAST.is_match(here)) && !TARGET.is_match(self.part.of(self.text));
        if self.other || told || HAD.is_match(before) || was || NOW.is_match(before) && !BROUGHT.is_match(before) {
            return (Status::Actual, "status: observed");
        }
        if self.says(&TARGET) || ASSUMES.is_match(here) {
            return (Status::Target, "status: wanted");
        }
        if self.says(&FORECAST) || CONDITION.is_match(self.ahead()) {
            return (Status::Forecast, "status: expected");
        }
        let brought = DOWN.is_match(self.ahead()) && BROUGHT.is_match(before);
        if brought { (Status::Target, "status: wanted") } else { (Status::Actual, "status: the indicator's own") }
    }
}
