//! Staff that are there, came, were granted or are wished for.
//!
//! Takes the part of the sentence around a number of staff, gives its [`Status`]: new staff are wanted until a verb in the
//! past says that they came, a team is there until something says that it is planned.

use std::sync::LazyLock;

use super::{
    AS_BUDGETED, Around, RuleName, Statistic, Status,
    words::{IS, MORE, PAST, STAFF_NUMBER, TARGET, UP, pattern},
};
use crate::pattern::{Pattern, Regex};

static HIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:blev|er|har|var|der\s+er)\s+(?:\p{L}+\s+){0,3}(?:ansat|opnormeret|tilført|styrket|udvidet|begyndt|startet|tiltrådt|kommet|oprettet|besat|skåret|beskåret|nedlagt|fratrådt|gået|brugt|mistet|sagt|fået|hentet|vokset)\b|har\s+[^.;,]{0,50}\bansat\b|ansatte\s+(?:\p{L}+\s+kommune|vi\b|i\s+(?:19|20)\d\d\b)|(?:\p{Lu}\p{L}+|kommunen?)\s+ansatte\b|(?:begyndte|tiltrådte|voksede|nedlagde|mistede|fratrådte|stoppede|oprettede|tilførte|hentede|hyrede|rekrutterede)\b|(?:fik|kom|gav|gik)\b",
    )
});
/// `når de tre nye stillinger er besat`: a day to come.
static WHEN: Pattern = Pattern::new(r"(?i)\b(?:når|hvis|såfremt|så\s+snart)\s+(?:de|vi|der|alle)?\s*$");
/// A difference from what there was: `to flere end for et år siden`, `12 ekstra siden 2018`.
static SINCE_THEN: Pattern = Pattern::new(
    r"(?i)^[^.;:]{0,60}?(?:\bend\s+(?:for\s+\p{L}+\s+år\s+siden|sidste\s+år|året\s+før|i\s+(?:19|20)\d\d)|\bsiden\s+(?:19|20)\d\d)\b",
);
/// `så to rådgivere mere kan ansættes`: they are still to come.
static TO_COME: Pattern = Pattern::new(
    r"(?i)^[^.;:,]{0,60}?\b(?:kan|skal|vil|bør|kunne)\s+(?:\p{L}+\s+){0,2}(?:ansættes|tilføres|hyres|oprettes|slås\s+op|begynde|tiltræde|rekrutteres)",
);
/// “Der er pr. 1. april ansat 26 rådgivere” tells who is there; “der blev ansat” tells who came.
static EMPLOYED: Pattern =
    Pattern::new(r"(?i)\b(?:der\s+er|der\s+var|var\s+der|er\s+der)\s+(?:[^\s,;]+\s+){0,5}ansat\s+(?:i\s+alt\s+)?$");
/// A means that was used, or is to be.
static BY_HIRING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ved\s+(?:hjælp\s+af\s+)?(?:at\s+)?(?:ansætte|tilføre|ansættelse)"));
static PLANNED_TEAM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"organiseres|placeres|bliver\s+de\s+til|skal\b|vil\b|sammen\s+med|dannes|nedsættes"));
/// Posts as the budget has them.
static ESTABLISHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"normeringen\s+(?:for\s+(?:19|20)\d\d\s+)?(?:er|blev)\s+(?:fastsat|sat)\s+til\b"));
/// Posts that somebody wishes for, or that there are when a plan is carried out.
static WISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:ønsket?|målet|ambitionen|målsætningen)\s+(?:er|lyder\s+på)\b|som\s+mål\b|behov\s+for\b|forslaget\s+(?:er|omfatter|indebærer|lyder\s+på|går\s+ud\s+på)\b",
    )
});

/// What there will be: `Når planen er gennemført, er vi 26 rådgivere`.
static ONCE: Pattern =
    Pattern::new(r"(?i)\bnår\s+(?:[^\s,.;]+\s+){1,4}(?:gennemført|i\s+mål|indfaset|udrullet|på\s+plads),[^,.;]*$");

impl Around<'_> {
    /// Whether staff are there, not new: “ansat to nye” tells who came.
    pub(in super::super) fn employed(&self) -> bool {
        EMPLOYED.is_match(self.before()) && !MORE.is_match(&self.text[self.span.end..])
    }

    /// The status of a number of staff.
    pub(super) fn staff_status(&self, statistic: Statistic) -> (Status, RuleName) {
        let (ahead, behind) = (self.part_ahead(), &self.text[self.span.end..]);
        let default = |status: Status| (status, "status: the indicator's own");
        if statistic == Statistic::Change {
            if TO_COME.is_match(behind) {
                return (Status::Target, "status: wanted");
            }
            if BY_HIRING.is_match(ahead) {
                let past = self.says(&PAST).then_some((Status::Actual, "status: observed"));
                return past.unwrap_or(default(Status::Target));
            }
            let came = self.says(&HIRED) && !WHEN.is_match(self.before())
                || SINCE_THEN.is_match(behind)
                || SINCE_THEN.is_match(self.ahead());
            return if came { (Status::Actual, "status: hired already") } else { default(Status::Target) };
        }
        if self.is_basis() || ESTABLISHED.is_match(ahead) {
            return (Status::Budget, AS_BUDGETED);
        }
        if (WISHED.is_match(ahead) || ONCE.is_match(self.ahead())) && !IS.is_match(ahead) {
            return (Status::Target, "status: wanted");
        }
        if self.employed() {
            return (Status::Actual, "status: observed");
        }
        if STAFF_NUMBER.is_match(self.ahead()) {
            let raised = UP.is_match(self.ahead()) && self.before().trim_end().to_lowercase().ends_with("til");
            let planned = raised && self.says(&TARGET);
            return if planned { (Status::Target, "status: wanted") } else { (Status::Actual, "status: observed") };
        }
        if self.proposal && self.says(&PLANNED_TEAM) && !PAST.is_match(self.clause()) {
            return (Status::Target, "status: planned");
        }
        default(Status::Actual)
    }
}
