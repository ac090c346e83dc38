//! Observed, adopted, expected, wanted or prescribed.
//!
//! Takes the clause and the sentence around a quantity, gives its [`Status`]. The indicator says what it is without other
//! evidence: a saving is expected, an account observed.

mod budgeted;
mod caseload;
mod staff;
mod words;

pub(super) use budgeted::AS_BUDGETED;
use words::{
    ACCOUNTS, AGAINST_NOW, ASIDE, ASSUMES, BUDGET, CASE, CONDITION, DATED_OR_GOING, DECIDED, EXPECTED_OUTCOME,
    FOLLOWED_UP, FORECAST, FROM, GAINED, GIVEN_UP, HAS_GONE, HELD_AGAINST, IDIOM, LAW, NOWADAYS, OF_THOSE,
    ON_CONDITION, OUTCOME, PARTS_SPENT, PAST, PRACTISED, PRESCRIBED_BEHIND, PRESENT, PROPOSED, REACHED, REVISED,
    SET_AT, SO_FAR, SPENT, STARTS, TARGET, THAT, TO, TO_BE_SAVED, TODAY, TOLD_OF_ANOTHER, UNLESS, WAITS, WANTED,
    YEAR_BEFORE,
};
pub(super) use words::{DOWN, MORE, STAFF_NUMBER, UP, pattern};

use super::{
    RuleName, Statistic, Status, part,
    prose::{done, held},
    tense, trace,
};
use crate::{pattern::Regex, quantity::Measure, span::Span};

/// Whether a text asks for a budget.
pub(super) fn is_proposed(text: &str) -> bool {
    PROPOSED.is_match(text)
}

/// The status of an outcome that a sentence expects, whether its amount was read or not.
pub(super) fn expects(text: &str) -> Option<Status> {
    EXPECTED_OUTCOME.is_match(text).then_some(Status::Forecast)
}

/// The rule of a budget that is still followed up.
pub(super) const RUNNING: RuleName = "status: the year is running";

/// The rule of a year whose accounts are closed.
pub(super) const YEAR_OVER: RuleName = "status: of a year that is over";

/// The rule of what lies between a budget and an outcome that is expected.
pub(super) const AS_THE_OUTCOME: RuleName = "status: expected like the outcome";

/// How far back a sentence speaks for a number, in bytes.
const AHEAD: usize = 600;

/// How far what follows a number speaks for it, in bytes.
const BEHIND: usize = 30;

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
    /// The status of the outcome that the sentences before, or this one, told of a budget.
    pub outcome: Option<Status>,
}

impl Around<'_> {
    pub(super) fn before(&self) -> &str {
        &self.text[self.clause.start..self.span.start]
    }

    /// What follows the number closely, in its clause.
    pub(super) fn behind(&self) -> &str {
        let behind = &self.text[self.span.end..self.clause.end.max(self.span.end)];
        &behind[..behind.floor_char_boundary(BEHIND)]
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
    /// clause or in the sentence before the number. `skal bemærkes` wants nothing, and who waits for weeks expects none.
    fn says(&self, pattern: &Regex) -> bool {
        let idiom = |text: &str, at: usize| {
            if self.measure.is_duration() && WAITS.is_match(&text[at..]) {
                return true;
            }
            IDIOM.is_match(&text[at..]) || HELD_AGAINST.is_match(&text[..at]) && !SET_AT.is_match(&text[at..])
        };
        let says = |text: &str| pattern.find_iter(text).any(|found| !idiom(text, found.start()));
        if self.decides() {
            says(self.part.of(self.text)) || says(part::subject(self.text, self.part))
        } else {
            // What the next part of the sentence wants or expects is said of another number.
            let behind = &self.text[self.span.end..self.clause.end.max(self.span.end)];
            let end = TOLD_OF_ANOTHER.find(behind).map_or(behind.len(), |found| found.start());
            says(&self.text[self.clause.start..self.span.end + end]) || says(self.ahead())
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

    /// Whether the number's own part tells, among goals, how it is or what is expected: `Ved aftalens indgåelse er det 62`.
    fn tells_now(&self) -> bool {
        let part = self.part_ahead();
        SO_FAR.is_match(part) || FORECAST.is_match(part) && !TARGET.is_match(part)
    }

    /// Whether the number is what is wanted beside what there is: `ikke over 4 pct. (nu 5,1 pct.)`, `hver 8. uge mod nu to
    /// gange om året`.
    fn held_against_now(&self) -> bool {
        AGAINST_NOW.is_match(&self.text[self.span.end..])
            && ![&*PAST, &*PRESENT, &*DATED_OR_GOING].iter().any(|told| told.is_match(self.before()))
    }

    /// Whether the number is what is given up: `3 gange årligt i stedet for én`.
    fn given_up(&self) -> bool {
        GIVEN_UP.is_match(&self.text[..self.span.start])
    }

    /// Whether a law is what speaks for the number, and no clause of how it goes stands between them.
    fn prescribed(&self) -> bool {
        if PRESCRIBED_BEHIND.is_match(&self.text[self.span.end..]) {
            return true;
        }
        let ahead = self.ahead();
        let since = LAW.find_iter(ahead).last().map_or("", |law| &ahead[law.end()..]);
        // “to gange om året, altså på lovens minimum” is what is done.
        let reached = since.is_empty() && !LAW.is_match(ahead) && REACHED.is_match(&self.text[self.span.end..]);
        if reached {
            return false;
        }
        self.says(&LAW) && !since.contains(';') && !(since.contains(',') && TODAY.is_match(since))
    }

    /// Whether the sentence grants money, and the number's own part says nothing else of it.
    fn granted_beside(&self) -> bool {
        let part = self.part.of(self.text);
        BUDGET.is_match(self.text) && ![&*TARGET, &*FORECAST, &*PAST].iter().any(|mood| mood.is_match(part))
    }

    /// Whether a follow-up is told as it goes, here or in the clause that the number's own goes on from.
    fn today(&self) -> bool {
        let wanted = TARGET.find_iter(self.ahead()).last().map(|found| found.start());
        let behind = self.clause.end.max(self.span.end);
        let near = self.text[self.span.end..behind].find(',').map_or(behind, |at| self.span.end + at);
        TODAY.is_match(&self.text[self.clause.start..near])
            || TODAY.find_iter(self.ahead()).last().map(|found| found.start()) > wanted
    }

    /// Whether the number is what a change begins at: `fra 31 til 27`.
    fn begins_change(&self) -> bool {
        FROM.is_match(&self.text[..self.span.start]) && TO.is_match(&self.text[self.span.end..])
    }

    /// Whether what is told depends on something that has still to happen: `Hvis udviklingen fortsætter, er der 140`,
    /// `80 anbragte, hvis planen lykkes`.
    fn depends(&self) -> bool {
        let behind = ON_CONDITION.is_match(&self.text[self.span.end..]);
        (CONDITION.is_match(self.ahead()) || behind) && !tense::is_past(self.part.of(self.text))
    }

    /// `hver fjerde af de 188 anbragte`: those that there are.
    fn are_there(&self) -> bool {
        let counted = matches!(self.code, "placements" | "preventive_measures" | "notifications");
        counted && self.measure == Measure::Bare && OF_THOSE.is_match(self.before())
    }

    /// The status: what was so when a plan was made is observed, whatever is planned.
    pub(crate) fn status(&self, statistic: Statistic) -> (Status, RuleName) {
        let observed = || {
            self.are_there()
                || self.aside()
                || self.given_up()
                || self.measure != Measure::Money && self.begins_change()
        };
        match self.by_words(statistic) {
            (Status::Target | Status::Forecast, _) if observed() => (Status::Actual, "status: so far"),
            found => found,
        }
    }

    fn by_words(&self, statistic: Statistic) -> (Status, RuleName) {
        let says = |pattern: &Regex, status: Status, rule: RuleName| {
            trace::told(rule, self.says(pattern).then_some((status, rule)))
        };
        let target = || says(&TARGET, Status::Target, "status: wanted");
        let forecast = || {
            let depends = self.depends().then_some((Status::Forecast, "status: on a condition"));
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
            && !self.tells_now()
        {
            return (Status::Target, "status: under a heading of goals");
        }
        if let Some(told) = self.by_deed() {
            return told;
        }
        let proposed = if self.proposal { Status::Target } else { Status::Actual };
        match self.code {
            "survey_response" => default(Status::Actual),
            "budget" if (PROPOSED.is_match(self.clause()) || self.is_asked()) && !self.begins_change() => {
                (Status::Target, "status: proposed")
            }
            "budget" => default(Status::Budget),
            "net_change" => self.went().unwrap_or(default(Status::Forecast)),
            "saving" if TO_BE_SAVED.is_match(self.before()) => (Status::Target, "status: wanted"),
            "saving" if GAINED.is_match(self.before()) && !FORECAST.is_match(self.before()) => {
                (Status::Actual, "status: observed")
            }
            "saving" => past().filter(|_| !self.says(&FORECAST)).or_else(forecast).unwrap_or(default(Status::Forecast)),
            // In a follow-up on a running budget money is expected until the accounts are named.
            "expenditure" | "deficit"
                if self.running && !self.says(&ACCOUNTS) && !tense::is_past(self.part_ahead()) =>
            {
                (Status::Forecast, RUNNING)
            }
            "deficit" if FOLLOWED_UP.is_match(self.ahead()) && !self.says(&ACCOUNTS) => {
                (Status::Forecast, "status: expected")
            }
            "expenditure" | "deficit" => {
                let told = forecast().or_else(unless).or_else(|| self.as_the_outcome());
                told.unwrap_or(default(Status::Actual))
            }
            "investment" if SPENT.is_match(self.before()) || PARTS_SPENT.is_match(self.ahead()) => {
                (Status::Actual, "status: spent")
            }
            "investment" if self.agreement => (Status::Budget, "status: of an agreement"),
            "investment" => budget()
                .or_else(|| self.granted_beside().then_some((Status::Budget, "status: adopted")))
                .or_else(|| past().filter(|_| !self.says(&FORECAST) && !self.proposal))
                .or_else(|| self.went())
                .unwrap_or(default(if self.other { Status::Budget } else { Status::Target })),
            "staff" => self.staff_status(statistic),
            "follow_up_interval" | "caseload"
                if self.prescribed() || self.lead.is_some_and(|lead| LAW.is_match(lead)) =>
            {
                (Status::Norm, "status: prescribed")
            }
            "follow_up_interval" | "segregation_rate" | "education_rate" if !self.other && self.held_against_now() => {
                (Status::Target, "status: held against what is")
            }
            "follow_up_interval" if self.other => default(Status::Actual),
            "follow_up_interval" if ON_CONDITION.is_match(&self.text[self.span.end..]) => {
                (Status::Target, "status: still to begin")
            }
            "follow_up_interval"
                if (STARTS.is_match(self.ahead()) || ASSUMES.is_match(self.ahead()))
                    && !PAST.is_match(self.part_ahead()) =>
            {
                (Status::Target, "status: still to begin")
            }
            "follow_up_interval" if self.today() => default(Status::Actual),
            "follow_up_interval" if PRACTISED.is_match(self.part_ahead()) && !CASE.is_match(self.text) => {
                target().unwrap_or((Status::Actual, "status: as it is done"))
            }
            "follow_up_interval" => target().unwrap_or(default(proposed)),
            "caseload" => self.caseload(),
            _ if self.is_basis() => (Status::Budget, AS_BUDGETED),
            _ if self.other => default(Status::Actual),
            _ => target()
                .filter(|_| !PAST.is_match(self.clause()))
                .or_else(|| forecast().filter(|_| !PAST.is_match(self.clause())))
                .or_else(|| budget().filter(|_| self.measure == Measure::Money && !SPENT.is_match(self.before())))
                .or_else(past)
                .unwrap_or(default(Status::Actual)),
        }
    }

    /// `Pengene gik til to rådgivere og et kursus på 300.000 kr.`: the verb says that the money went, whatever is proposed.
    fn went(&self) -> Option<(Status, RuleName)> {
        let part = self.part.of(self.text);
        let planned = [&*TARGET, &*FORECAST, &*PROPOSED, &*WANTED].iter().any(|words| words.is_match(part));
        ((tense::is_past(part) || HAS_GONE.is_match(part)) && !planned)
            .then_some((Status::Actual, "status: the money went"))
    }

    /// What lies between a budget and its outcome is as expected as that outcome: `Årets udgift ventes at blive 12 mio. kr.
    /// Der mangler 2 mio. kr.`
    fn as_the_outcome(&self) -> Option<(Status, RuleName)> {
        let own = self.part.of(self.text);
        let part = if part::goes_on(own) { self.ahead() } else { own };
        let told = ACCOUNTS.is_match(part) || tense::is_past(part) || YEAR_BEFORE.is_match(part);
        let follows = self.code == "deficit" && !self.other && self.outcome == Some(Status::Forecast) && !told;
        (follows || !told && OUTCOME.is_match(part)).then_some((Status::Forecast, AS_THE_OUTCOME))
    }

    /// Whether the sentence is an item of what somebody is asked to decide.
    fn is_asked(&self) -> bool {
        let decided = DECIDED.is_match(self.clause()) || self.lead.is_some_and(|lead| DECIDED.is_match(lead));
        THAT.is_match(self.text) && !decided
    }

    /// What the verb tells by which an amount has its indicator: set aside, asked for, spent.
    fn by_deed(&self) -> Option<(Status, RuleName)> {
        let proposed =
            || [&*PROPOSED, &*WANTED].iter().any(|words| words.is_match(self.clause()) || words.is_match(self.ahead()));
        match self.rule {
            done::SET_ASIDE if proposed() || self.is_asked() => Some((Status::Target, "status: proposed")),
            done::SET_ASIDE => Some((Status::Budget, "status: adopted")),
            done::TO_CUT if GAINED.is_match(self.before()) => Some((Status::Actual, "status: observed")),
            done::ASKED_FOR | done::TO_CUT => Some((Status::Target, "status: wanted")),
            held::BUDGETED if matches!(self.code, "unit_cost" | "investment" | "budget") => {
                Some((Status::Budget, "status: budgeted"))
            }
            held::HOPED => Some((Status::Forecast, "status: expected")),
            done::TO_LACK | done::TO_SAVE => Some((Status::Forecast, "status: expected")),
            done::SPENT | done::SAVED if !FORECAST.is_match(self.clause()) => {
                Some((Status::Actual, "status: observed"))
            }
            _ => None,
        }
    }
}
