//! A reading and its surroundings put together to a figure.
//!
//! Takes a sentence in its place with one of its readings, gives the [`Figure`]: statistic, status, period, breakdowns and
//! sign, each with its rule.

mod breakdown;

use super::{
    Figure, IndicatorCode, MunicipalityCode, RuleName, Statistic, Unit,
    carried::Carried,
    dating, dimensions,
    facts::Facts,
    money, overtaken, part,
    prose::{AS_BEFORE, PERCENT_OF_AMOUNT, Reading},
    statistic,
    status::{self, Around},
    trace, when,
    whose::{self, PARAGRAPH},
};
use crate::{
    document::Document,
    layout::{Block, Joined},
    pattern::Pattern,
    quantity::{DateMention, Measure, Period, Scan, Value},
    reference::Reference,
    span::Span,
};

/// A sentence in its place.
pub(super) struct Place<'a> {
    /// The document.
    pub document: &'a Document,
    /// What is looked up.
    pub reference: &'a Reference,
    /// What holds for the document.
    pub facts: &'a Facts,
    /// The block that the sentence stands in.
    pub block: &'a Block,
    /// Where the sentence stands.
    pub span: Span,
    /// The sentence with broken words mended.
    pub joined: &'a Joined<'a>,
    /// Its numbers.
    pub scan: &'a Scan,
    /// Its dates and the times it tells by another.
    pub times: &'a [DateMention],
    /// What the sentences before it left.
    pub carried: &'a Carried,
    /// The words that introduce the list that it is an item of.
    pub lead: Option<&'a str>,
    /// Whether it is the label of a table's row.
    pub label: bool,
    /// Whether it names an investment.
    pub funded: bool,
}

/// Rules by which a number takes the reading of another.
const INHERITED: [RuleName; 4] =
    ["indicator: as the number before", "indicator: as the number after", "indicator: parts of the sum", AS_BEFORE];

/// How many amounts of a list are looked back over for the word that makes them changes.
const LISTED: usize = 6;
static LIST_GOES_ON: Pattern = Pattern::new(
    r"(?i)^(?:\s+(?:i|fra|for|til|på)\s+[^.;:,]{0,40})?(?:,|,?\s+(?:og|samt))\s+(?:(?:yderligere|igen|ca\.|i\s+(?:19|20)\d\d)\s+)*$",
);

/// “gik 44 mio. kr. til plejefamilier”: where money went, not by how much it moved.
static WENT: Pattern = Pattern::new(r"(?i)\b(?:gik|gået|fik)\s+(?:\p{L}+\.?\s+){0,2}$");

impl Place<'_> {
    /// The figure of the quantity at an index; `told_by` is the rule that decided what is done with it.
    pub(super) fn figure(
        &self,
        index: usize,
        reading: Reading,
        told_by: RuleName,
        owner: (Option<MunicipalityCode>, RuleName),
        told_here: &[Figure],
    ) -> Figure {
        let (owner, owner_rule) = owner;
        let sentence = self.joined.text.as_ref();
        let quantity = &self.scan.quantities[index];
        let code = self.reference.catalogue.all()[reading.indicator].code.clone();
        let clause = clause(sentence, self.scan, index);
        let other = owner.is_some() && owner != self.facts.owner;
        let priced = self.label || priced(sentence, self.scan, index);
        let headings: Vec<&str> = self.block.headings.iter().map(|heading| heading.of(&self.document.text)).collect();
        let around = Around {
            text: sentence,
            span: quantity.span,
            clause,
            part: part::of(sentence, quantity.span),
            // A percentage may have its sign from the one before it.
            measure: if reading.unit == Unit::Percent && quantity.measure == Measure::Bare {
                Measure::Percent
            } else {
                quantity.measure
            },
            code: code.as_str(),
            rule: told_by,
            proposal: self.facts.proposal,
            other,
            priced,
            running: self.facts.running,
            pair: quantity.pair.is_some(),
            inherited: INHERITED.contains(&reading.rule),
            moved: reading.rule == PERCENT_OF_AMOUNT || self.goes_on_changing(index, code.as_str()),
            funded: self.funded,
            goals: headings.last().is_some_and(|heading| GOALS.is_match(heading))
                || self.lead.is_some_and(|lead| GOALS.is_match(lead)),
            agreement: self.facts.agreement,
            lead: self.lead,
            outcome: outcome(told_here).or(self.carried.outcome),
        };
        let (statistic, falls, statistic_rule) = around.statistic();
        // “falder med 4 i 2024, 8 i 2025 og 12 i 2026”
        let (statistic, falls) = match self.listed_change(index, &code, told_here) {
            Some(falls) if statistic == Statistic::Level => (Statistic::Change, falls),
            _ => (statistic, falls),
        };
        trace::decided(statistic_rule);
        let mean = statistic == Statistic::Level && self.reference.catalogue.all()[reading.indicator].mean;
        let statistic = if mean { Statistic::Mean } else { statistic };
        let (status, status_rule) = around.status(statistic);
        trace::decided(status_rule);
        let planned = matches!(status, super::Status::Target | super::Status::Forecast | super::Status::Norm);
        let times =
            when::of_the_year(sentence, self.times, matches!(code.as_str(), "budget" | "expenditure" | "deficit"));
        // Looked for only where the document is one of several follow-ups.
        let issue = self.facts.report.and_then(|report| report.issue).and_then(|_| self.issue());
        let context = when::Context {
            text: sentence,
            scan: self.scan,
            times: &times,
            headings: &headings,
            written: self.facts.written,
            basis: self.facts.holds(code.as_str(), status, self.carried.period, issue),
            issue,
            before: self.carried.period,
            above: self.carried.period.or(self.carried.above),
            led: self.carried.led,
            part: around.part.of(sentence),
            part_end: Some(around.part.end).filter(|end| *end < sentence.len()),
            change: statistic == Statistic::Change,
            yearly: planned || status == super::Status::Budget,
            planned,
        };
        // A budget is made for the whole year, whichever day its sentence tells of.
        let budget = code.as_str() == "budget" && statistic == Statistic::Level;
        let whole = |(period, rule): (Period, RuleName)| {
            let part = period.end.is_some_and(|end| end.month.is_some() && end.year == period.start.year);
            let within = budget && part || status_rule == status::AS_BUDGETED && period.end.is_none();
            (if within { Period::year(period.start.year) } else { period }, rule)
        };
        let period = when::period(&context, index).map(whole);
        // Another municipality has asked at another time.
        let own = !other || owner.as_ref().is_some_and(|owner| !owner.is_municipality());
        let asked_here = || {
            let told = self.carried.topic.asked_in.filter(|_| own);
            told.map(|period| (period, "period: of the survey"))
        };
        let surveyed = || {
            self.facts
                .surveyed
                .month
                .filter(|_| {
                    code.as_str() == "survey_response"
                        || code.as_str() == "caseload" && self.facts.surveyed.asked.is_some()
                })
                .map(|period| (period, "period: of the survey"))
        };
        // “Ved rundspørgen i 2017 svarede 49”: an earlier survey says its own year.
        let earlier = |(period, _): &(Period, _)| {
            self.facts.surveyed.month.is_some_and(|month| period.last().year < month.start.year)
        };
        let period = match period.filter(earlier) {
            None if code.as_str() == "survey_response" => surveyed().or(period).or_else(asked_here),
            _ => period.or_else(surveyed),
        };
        period.iter().for_each(|(_, rule)| trace::decided(rule));
        // A follow-up tells of earlier years too: their accounts are closed.
        let over = |period: Period| self.facts.year().is_some_and(|written| period.last().year < written);
        let (status, status_rule) = match period {
            Some((period, _)) if [status::RUNNING, status::AS_THE_OUTCOME].contains(&status_rule) && over(period) => {
                trace::decided(status::YEAR_OVER);
                (super::Status::Actual, status::YEAR_OVER)
            }
            _ => (status, status_rule),
        };
        let mut dims = self.dims(quantity, &reading, code.as_str(), statistic, clause);
        if quantity.measure == Measure::Money {
            let words = self.money_words(index, &headings);
            money::tell(&mut dims, &words);
            if status == super::Status::Forecast && overtaken::is_earlier(words.ahead, words.behind) {
                dimensions::set(&mut dims, "forecast", "earlier");
            }
        }
        let mut rules = quantity.rules.clone();
        rules.extend([reading.rule, owner_rule, statistic_rule, status_rule]);
        rules.extend(period.map(|(_, rule)| rule));
        let asks = [whose::OWN, whose::IN_HEADING].contains(&owner_rule);
        let owner = if status == super::Status::Norm && other_than_foreign(owner.as_ref()) {
            trace::decided(whose::PRESCRIBED);
            Some(MunicipalityCode::DENMARK)
        } else if reading.unit == Unit::Municipalities && !other && owner.is_some() {
            // A municipality that asks others tells what those others answer.
            trace::decided(whose::ANSWERING);
            let others = || self.facts.surveyed.asked.clone().unwrap_or(MunicipalityCode::GROUP);
            owner.map(|own| if own.is_municipality() { others() } else { own })
        } else if code.as_str() == "survey_response" && !other && asks && self.facts.surveyed.asked.is_some() {
            trace::decided(whose::ANSWERING);
            self.facts.surveyed.asked.clone()
        } else {
            owner
        };
        let span = self.joined.original(quantity.span).shifted(self.span.start);
        let doubt = if owner.is_none() { 0.1 } else { 0.0 };
        trace::doubt("confidence: nobody is named", reading.confidence, doubt);
        Figure {
            span,
            quote: self.span,
            page: self.document.page_at(span.start).map(|page| page.number),
            cell: None,
            statistic,
            municipality: owner,
            value: Some(signed(
                quantity.value,
                statistic,
                falls,
                code.as_str(),
                [around.before(), reading.evidence.of(sentence), around.behind()],
            )),
            indicator: code,
            approx: quantity.approx,
            unit: reading.unit,
            period: period.map(|(period, _)| period),
            status,
            dims,
            confidence: (reading.confidence - doubt).clamp(0.05, 0.99),
            said: 0.0,
            rules,
            checks: Vec::new(),
        }
    }

    /// `hæves med 5 mio. kr. i 2023 og 3 mio. kr. i 2024`: an amount that goes on a list of changes is one too.
    fn goes_on_changing(&self, index: usize, code: &str) -> bool {
        let (text, quantities) = (self.joined.text.as_ref(), &self.scan.quantities);
        let listed = |at: &usize| {
            let (a, b) = (&quantities[*at], &quantities[at + 1]);
            a.measure == Measure::Money && LIST_GOES_ON.is_match(&text[a.span.end.min(b.span.start)..b.span.start])
        };
        let money = quantities[index].measure == Measure::Money;
        let first = (0..index).rev().take(LISTED).take_while(listed).last();
        let ahead = |at: usize| &text[..quantities[at].span.start];
        let supplement = || statistic::SUPPLEMENT.is_match(ahead(first.unwrap_or(index)));
        let by = |first: usize| statistic::BY.is_match(ahead(first)) && !WENT.is_match(ahead(first));
        money && (first.is_some_and(by) || code == "budget" && supplement())
    }

    /// Which of several follow-ups the paragraph so far named last.
    fn issue(&self) -> Option<u8> {
        let text = &self.document.text;
        let start = self.span.start.saturating_sub(PARAGRAPH).max(self.block.span.start);
        dating::issue(&text[text.ceil_char_boundary(start)..self.span.end])
    }

    /// Whether a count goes on a list of changes, and whether those are falls.
    fn listed_change(&self, index: usize, code: &IndicatorCode, told_here: &[Figure]) -> Option<bool> {
        let (text, quantities) = (self.joined.text.as_ref(), &self.scan.quantities);
        let (before, own) = (quantities.get(index.checked_sub(1)?)?, &quantities[index]);
        let last = told_here.last().filter(|last| last.indicator == *code && last.statistic == Statistic::Change)?;
        let bare = before.measure == Measure::Bare && own.measure == Measure::Bare;
        let joined = LIST_GOES_ON.is_match(text.get(before.span.end..own.span.start)?);
        (bare && joined && code.as_str() != "staff").then(|| last.value.is_some_and(|value| value == -value.abs()))
    }

    /// The words that may tell an amount's kind: as far as the amounts beside it, the sentence, the innermost heading.
    fn money_words<'t>(&'t self, index: usize, headings: &[&'t str]) -> money::Words<'t> {
        let sentence = self.joined.text.as_ref();
        let (quantities, span) = (&self.scan.quantities, self.scan.quantities[index].span);
        let from = index.checked_sub(1).map_or(0, |before| quantities[before].span.end.min(span.start));
        let to = quantities[index + 1..].iter().find(|next| next.measure == Measure::Money);
        let to = to.map_or(sentence.len(), |next| next.span.start.max(span.end));
        let wider = headings.last().copied().into_iter().chain(self.facts.amounts(self.document)).collect();
        money::Words { ahead: &sentence[from..span.start], behind: &sentence[span.end..to], sentence, wider }
    }
}

/// The status of the last outcome of a budget among some figures.
pub(super) fn outcome(figures: &[Figure]) -> Option<super::Status> {
    let tells = |figure: &&Figure| matches!(figure.indicator.as_str(), "expenditure" | "deficit");
    figures.iter().rev().find(tells).map(|figure| figure.status)
}

fn other_than_foreign(owner: Option<&MunicipalityCode>) -> bool {
    owner.is_none_or(|code| !code.as_str().starts_with("SE"))
}

/// The clause of a quantity: from the number before it to the number after it, cut at the ends of clauses.
fn clause(text: &str, scan: &Scan, index: usize) -> Span {
    let quantities = &scan.quantities;
    let span = quantities[index].span;
    let start = index.checked_sub(1).map_or(0, |before| quantities[before].span.end.min(span.start));
    let end = quantities.get(index + 1).map_or(text.len(), |next| next.span.start.max(span.end));
    let start = CLAUSE_END.find_iter(&text[start..span.start]).last().map_or(start, |cut| start + cut.start() + 1);
    let end = CLAUSE_END.find(&text[span.end..end]).map_or(end, |cut| span.end + cut.start());
    Span::new(start, end)
}

/// Headings under which goals stand.
static GOALS: Pattern = Pattern::new(
    r"(?i)^(?:§\s*)?(?:\d+\.?\s*)?(?:(?:(?:vores|kommunens|årets|faglige)\s+)?(?:(?:del|resultat|effekt)?mål(?:ene)?|målsætning(?:er)?|måltal|pejlemærker|sigtepunkter|ambitioner|mindstekrav|succeskriterier|løfter)\b|(?:hvad|det|her)\s+vil\s+vi\b)",
);

/// Words for less than the budget.
static UNDER: Pattern = Pattern::new(
    r"(?i)mindreforbrug|mindreudgift|^(?:under|inden\s+for|lavere|mindre|færre|billigere|bedre)\b|^i\s+(?:overskud|plus)|til\s+overs|tilovers|til\s+gode|^overskud|^plus",
);

/// Words by which a net amount is a cost, or a gain.
static NET: Pattern = Pattern::new(
    r"(?i)\b(?:(?P<less>(?:lavere|mindre|færre)\s+\p{L}*(?:udgift|omkostning))|(?P<cost>\p{L}*udgift|\p{L}*tab(?:et)?\b|\p{L}*underskud|minus|kost(?:er|ede|et|e)\b|dårligere|belast)|(?P<gain>\p{L}*besparelse|\p{L}*gevinst|\p{L}*overskud|\p{L}*plus\b|bedre|gunst|favør|spar|tjen|forbedr))",
);

/// What parts a clause from the next for good; a comma alone does not.
static CLAUSE_END: Pattern = Pattern::new(
    r"(?i);|,\s+(?:mens|og|men|hvor)\s+(?:\p{L}+\s+)?(?:er|har|skal|vil|var|bliver|ventes|forventes)\b|,\s+og\s+(?:at|i\s+(?:år|dag|\d{4}))\b|\bmens\b|\bhvorimod\b|,\s+hvor\b|\bend\s+de[nt]?\s+(?:nuværende|hidtidige|eksisterende)\b|\.\s+(?-i:\p{Lu})",
);

/// Whether the sentence is an item and its price: a count early in it, money right at its end.
fn priced(text: &str, scan: &Scan, index: usize) -> bool {
    let last = scan.quantities.last();
    let money = last.is_some_and(|last| last.measure == Measure::Money && text.len() - last.span.end <= 2);
    money && index == 0 && scan.quantities[0].span.start <= 3 && scan.quantities.len() >= 2
}

/// The value with the sign that the text means: a fall is negative, savings and overspends are not, a net saving and an
/// underspend are.
fn signed(value: Value, statistic: Statistic, falls: bool, code: &str, told: [&str; 3]) -> Value {
    let evidence = told[1];
    match code {
        "saving" => value.abs(),
        "net_change" if costs(told) => value.abs(),
        "net_change" => -value.abs(),
        "deficit" if UNDER.is_match(evidence) => -value.abs(),
        _ if statistic == Statistic::Change && falls => -value.abs(),
        _ => value,
    }
}

/// Whether a net amount is a cost: by the word that decided what it is, else by the first behind it, else by the last ahead.
fn costs([before, evidence, behind]: [&str; 3]) -> bool {
    let last = |text| NET.captures_iter(text).last();
    let told = last(evidence).or_else(|| NET.captures(behind)).or_else(|| last(before));
    told.is_some_and(|found| found.name("cost").is_some())
}
