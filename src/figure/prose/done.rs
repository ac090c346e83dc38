//! What a sentence does with an amount, and for what: spends it, sets it aside, asks for it, saves it, lacks it.
//!
//! Takes an amount, gives its [`Reading`] by the verb or noun of its clause, in whatever order they stand, and by the thing
//! that the money is for: a new post is an investment, placements run anyway. Refuses money that comes in, an amount whose
//! clause has no such word, and a purpose that neither kind knows.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Reader, Reading, deeds::Kind, money};
use crate::{
    figure::{
        RuleName,
        vocabulary::{Hit, Role},
    },
    pattern::{Pattern, Regex},
    quantity::{Measure, Quantity},
    reference::lexicon::{HEDGES, alternation},
    span::Span,
};

/// The rules by which an amount is what is done with it; each tells its status too.
pub(crate) const SET_ASIDE: RuleName = "indicator: money set aside";
pub(crate) const ASKED_FOR: RuleName = "indicator: money asked for";
pub(crate) const SPENT: RuleName = "indicator: money spent";
pub(crate) const SAVED: RuleName = "indicator: money saved";
pub(crate) const TO_CUT: RuleName = "indicator: money to be cut";
const TO_SPEND: RuleName = "indicator: money to be spent";
pub(crate) const TO_SAVE: RuleName = "indicator: money to be saved";
const GAINED: RuleName = "indicator: a gain";
/// `Knækker kurven ikke, mangler der`: under a condition.
pub(crate) const TO_LACK: RuleName = "indicator: money that will be missing";
const LACKED: RuleName = "indicator: money that is missing";
pub(super) const COSTS: RuleName = "indicator: what it costs";
/// All of them.
pub(super) const NAMES: &[RuleName] =
    &[SET_ASIDE, ASKED_FOR, SPENT, SAVED, TO_CUT, TO_SPEND, TO_SAVE, GAINED, TO_LACK, LACKED, COSTS];

/// The farthest that the word for what is done may stand, in weighted bytes.
const REACH: usize = 110;
/// Less than this, in kroner, is nobody's budget.
const LEAST: u32 = 10_000;

/// `overskrides med`: by how much.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    let hedges = alternation(HEDGES.iter().copied());
    Regex::new(&format!(r"(?i)\b(?:med|for)\s+(?:(?:i\s+alt|hele|yderligere|{hedges})\s+)*$")).expect("a pattern")
});
/// `til at nedbringe`: what is to be reached is a change, what is to be covered is not.
static TO_DO: Pattern = Pattern::new(r"(?i)^[^.;,]{0,40}?\b(?:til|på|for)\s+at\s+(?P<verb>\p{L}+)");
static COVERS: Pattern =
    Pattern::new(r"(?i)^(?:dække|drive|have|huse|anbringe|betale|finansiere|holde|opretholde|videreføre)$");
/// `fundet 2 mio. kr. til vikarer`: found for something, not found away.
static FOR: Pattern = Pattern::new(r"(?i)^(?:\s+[^\s.,;]+){0,3}?\s+til\s+\p{L}");
/// `61 pct. af årets`: the whole of which a part is spent.
static PART: Pattern =
    Pattern::new(r"(?i)(?:%|\b(?:pct\.|procent|\p{L}*del(?:e|en)?))\s+af\s+(?:(?:de|det|den|\p{L}+s|\p{L}+e)\s+)*$");
static GIVES: Pattern = Pattern::new(r"(?i)\b(?:give|giver|gav|skabe|skaber)\b");
/// What the money is for, in words that no list knows.
static ON: Pattern = Pattern::new(r"(?i)\b(?:(?:på|til)\s+\p{L}|i\s+(?:\p{Ll}{5,}|tabt))");
static SHORT: Pattern = Pattern::new(r"(?i)^\s+for\s+lidt\b");
static MORE: Pattern = Pattern::new(r"(?i)^\s+(?:mere|mindre|for\s+lidt)\b");
/// Words that say what even a thing that saves costs.
static PRICES: Pattern = Pattern::new(r"(?i)^(?:kost|pris|regning|udgift|omkost|løn|betal|køb)");
/// A clause whose subject was told before.
static IT: Pattern =
    Pattern::new(r"(?i)^\s*(?:og\s+|men\s+|så\s+)?(?:det|dette|tiltaget|forslaget|ændringen|aftalen|effekten)\b");
/// What all that is spent comes to: `udgifterne ventes at vokse til`.
static MOVES: Pattern = Pattern::new(r"(?i)^(?:voks|ste[gt]|stig|fald|land|end|slut)");
static ALL_SPENT: Pattern = Pattern::new(r"(?i)\b(?:\p{L}*udgifterne|forbruget)\b");
/// `bruger 40 mio. kr. på børn og unge`: all that is spent on them.
static CHILDREN: Pattern =
    Pattern::new(r"(?i)^(?:\s+(?:om\s+året|årligt|i\s+(?:19|20)\d\d))?\s+(?:på|til)\s+(?:\p{L}+e\s+)?(?:børn|unge)\b");
static LESS: Pattern = Pattern::new(r"(?i)^\s+mindre\s+(?:på|til)\b");
static NET: Pattern = Pattern::new(r"(?i)\bnetto");
/// What is spent, by whose fall money is saved.
static SPENDING: Pattern =
    Pattern::new(r"(?i)\b(?:\p{L}*udgift|omkostning|\p{L}*forbrug|\p{L}*pris|\p{L}*takst|\p{L}*budget)");
/// A verb that tells what is over.
static PAST: Pattern =
    Pattern::new(r"(?i)(?:ede|brugte|anvendte|betalte|tjente|satte|fandt|skar|gik|lagde|gav|indbragte|frigjorde)$");
/// What makes a participle one of what is over, and what does not.
static DONE: Pattern = Pattern::new(r"(?i)\b(?:har|er|blev|var|havde|allerede)\b");
/// What makes a gain one that is had.
static REACHED: Pattern = Pattern::new(r"(?i)\b(?:realiseret|opnået|indfriet|hentet|høstet|opnåede|realiserede)\b");
static TO_COME: Pattern = Pattern::new(
    r"(?i)\b(?:skal|vil|kan|bør|burde|kunne|skulle|\p{L}*ventes|forvente\p{L}*|vurderes|skønnes|anslås|bedt|regner|forudsat|ønsker|foreslår)\b",
);

/// A word for what is done with an amount, in its clause.
struct Deed<'q> {
    kind: Kind,
    word: Span,
    clause: Span,
    quantity: &'q Quantity,
}

impl Reader<'_> {
    /// What is done with an amount in its clause, and how far off the word for it stands.
    pub(super) fn done(&self, quantity: &Quantity) -> Option<(Reading, usize)> {
        let clause = self.clause_of(quantity.span);
        if self.is_other_money(quantity) || quantity.value.high().abs() < Decimal::from(LEAST) {
            return None;
        }
        let governs =
            |(kind, span): &(Kind, Span)| !span.overlaps(quantity.span) && self.governs(*kind, *span, quantity.span);
        let deeds = self.deeds().within(clause).filter(|(kind, _)| !kind.is_purpose()).filter(governs);
        let priced =
            deeds.map(|(kind, span)| (if kind.is_by() { 0 } else { self.cost(quantity.span, span) }, kind, span));
        let mut near: Vec<(usize, Kind, Span)> = priced.filter(|(cost, ..)| *cost <= REACH).collect();
        near.sort_by_key(|(cost, _, span)| (*cost, *span));
        let meant = |&(cost, kind, word)| Some((self.meant(&Deed { kind, word, clause, quantity })?, word, cost));
        let labelled = || self.is_labelled(quantity, clause).then_some((("saving", GAINED), clause, 0));
        let bracketed = || self.is_bracketed(quantity, clause).then_some((("saving", GAINED), clause, 0));
        let ((code, rule), span, cost) = bracketed().or_else(|| near.iter().find_map(meant)).or_else(labelled)?;
        let confidence = Self::confidence(cost) - 0.1;
        Some((self.reading(self.index(code)?, quantity.measure, span, confidence, rule), cost))
    }

    /// `Hjemtagelse af tre unge: -2,4 mio. kr.`: a label that names what is done to save.
    fn is_labelled(&self, quantity: &Quantity, clause: Span) -> bool {
        let ahead = self.sentence.text[..quantity.span.start].trim_end();
        ahead.ends_with(':') && self.has(Span::new(clause.start, quantity.span.start), Kind::Remedy)
    }

    /// Whether the word for what is done can be said of the amount: a budget is exceeded *by* it.
    fn governs(&self, kind: Kind, word: Span, number: Span) -> bool {
        match kind {
            kind if kind.is_by() => word.end <= number.start && BY.is_match(&self.sentence.text[..number.start]),
            _ => true,
        }
    }

    /// `ved at nedlægge to stillinger (1,2 mio. kr.)`: what a thing in brackets behind it saves.
    fn is_bracketed(&self, quantity: &Quantity, clause: Span) -> bool {
        let text = self.sentence.text;
        let alone = text[..quantity.span.start].ends_with('(') && text[quantity.span.end..].starts_with(')');
        alone && self.has(Span::new(clause.start, quantity.span.start), Kind::Remedy)
    }

    /// The indicator of an amount with which something is done, and the rule that says so.
    fn meant(&self, deed: &Deed<'_>) -> Option<(&'static str, RuleName)> {
        match deed.kind {
            Kind::Spend | Kind::Cost | Kind::Give if self.price_for(deed.quantity).is_some() => {
                Some(("unit_cost", COSTS))
            }
            Kind::Spend if money::is_price_of_one(self.sentence.text, deed.clause, deed.quantity) => {
                Some(("unit_cost", COSTS))
            }
            Kind::Lack | Kind::Left | Kind::Exceed => self.beyond(deed),
            Kind::Save | Kind::Cut | Kind::Reduce | Kind::Fall | Kind::Give => self.saved(deed),
            Kind::Cost => self.priced(deed),
            _ => self.paid(deed),
        }
    }

    /// What lacks in the budget, or is left of it.
    fn beyond(&self, deed: &Deed<'_>) -> Option<(&'static str, RuleName)> {
        let text = deed.clause.of(self.sentence.text);
        let short = SHORT.is_match(&self.sentence.text[deed.quantity.span.end..]);
        match deed.kind {
            // “giver et overskud på”: what a change brings in is no rest of the budget.
            Kind::Left if GIVES.is_match(text) => Some(("net_change", TO_SAVE)),
            // “3 mio. kr. for lidt” lacks, unless so much too little is spent.
            Kind::Lack if short && self.has(deed.clause, Kind::Spend) => None,
            _ if self.follows(deed) || self.is_to_come(deed) => Some(("deficit", TO_LACK)),
            _ => Some(("deficit", LACKED)),
        }
    }

    /// What is spent no longer.
    fn saved(&self, deed: &Deed<'_>) -> Option<(&'static str, RuleName)> {
        let spending = || SPENDING.is_match(deed.clause.of(self.sentence.text));
        let found_for = || {
            let running = self.purpose(deed) == Some(Kind::Running);
            !running && FOR.is_match(&self.sentence.text[deed.quantity.span.end..])
        };
        let over = self.is_over(deed);
        let rule = match deed.kind {
            Kind::Cut if found_for() => return Some(("investment", SET_ASIDE)),
            Kind::Save | Kind::Cut if over => SAVED,
            Kind::Save if !self.is_to_come(deed) => GAINED,
            Kind::Save => TO_SAVE,
            Kind::Cut => TO_CUT,
            // “Det ventes at give 2 mio. kr.”: what is done was told before.
            Kind::Give if IT.is_match(deed.clause.of(self.sentence.text)) && self.gives_alone(deed) => TO_SAVE,
            Kind::Give if !self.has(deed.clause, Kind::Remedy) => return None,
            Kind::Reduce if !spending() => return None,
            // “Flyttes tre børn, falder udgiften med 2 mio. kr.”: what makes it fall saves.
            Kind::Fall if !(self.follows(deed) && spending()) => return None,
            Kind::Give | Kind::Reduce if over => SAVED,
            _ => TO_SAVE,
        };
        Some((self.gross_or_net(deed), rule))
    }

    /// Whether what is given is for nothing, and nobody said that it is an investment.
    fn gives_alone(&self, deed: &Deed<'_>) -> bool {
        let after = &self.sentence.text[deed.quantity.span.end..deed.clause.end];
        self.purpose(deed).is_none() && !ON.is_match(after)
    }

    /// What is paid out or set aside, for a change or for what runs.
    fn paid(&self, deed: &Deed<'_>) -> Option<(&'static str, RuleName)> {
        let (text, number) = (self.sentence.text, deed.quantity.span);
        let after = &text[number.end..];
        let purpose = self.purpose(deed);
        let running = purpose == Some(Kind::Running);
        let runs = running || purpose == Some(Kind::Service);
        let change = purpose == Some(Kind::Change);
        let unsaid = || purpose.is_none() && !self.is_change_spoken_of() && !ON.is_match(after);
        let spent = if self.is_over(deed) { SPENT } else { TO_SPEND };
        match deed.kind {
            Kind::Allot if running || money::is_operated(after) => Some(("budget", SET_ASIDE)),
            Kind::Allot if purpose.is_none() && !ON.is_match(after) && self.is_running_spoken_of() => {
                Some(("budget", SET_ASIDE))
            }
            Kind::Allot => Some(("investment", SET_ASIDE)),
            Kind::Need if running => Some(("budget", ASKED_FOR)),
            Kind::Need => Some(("investment", ASKED_FOR)),
            Kind::Have if runs || purpose.is_none() && !ON.is_match(after) => Some(("budget", SET_ASIDE)),
            Kind::Have if change => Some(("investment", SET_ASIDE)),
            Kind::Invest => Some(("investment", spent)),
            Kind::Spend if PART.is_match(&text[..number.start]) => Some(("budget", SET_ASIDE)),
            // “bruges 3 mio. kr. mindre på institutioner”, held against nothing, is spent no longer.
            Kind::Spend if LESS.is_match(after) => Some(("saving", if self.is_over(deed) { SAVED } else { TO_SAVE })),
            // “bruger 3 mio. kr. mere end i dag” is what two amounts differ by.
            Kind::Spend if MORE.is_match(after) => None,
            Kind::Spend if runs || unsaid() || !change && CHILDREN.is_match(after) => Some(("expenditure", spent)),
            // “betalte 2 mio. kr. til advokater i børnesager”: whatever it is for, it is for children.
            Kind::Spend if purpose.is_none() && !self.is_change_spoken_of() && (self.sentence.ours)(number) => {
                Some(("expenditure", spent))
            }
            Kind::Spend if change => Some(("investment", spent)),
            _ => None,
        }
    }

    /// What something comes to: one placement, a change, all that runs.
    fn priced(&self, deed: &Deed<'_>) -> Option<(&'static str, RuleName)> {
        let text = self.sentence.text;
        let word = deed.word.of(text).to_lowercase();
        let one = money::is_price_of_one(text, deed.clause, deed.quantity) || self.spoken_of_one(deed.quantity, &word);
        let remedied = !PRICES.is_match(&word) && self.has(deed.clause, Kind::Remedy);
        let net = || NET.is_match(deed.clause.of(text));
        let indicator = match self.purpose(deed) {
            _ if self.is_told_otherwise(deed.clause, deed.quantity.span, one) => return None,
            _ if one => "unit_cost",
            _ if remedied => return Some(("saving", TO_SAVE)),
            Some(Kind::Change) if net() => "net_change",
            Some(Kind::Running | Kind::Service) if !money::is_small(deed.quantity) => "expenditure",
            Some(Kind::Change) => "investment",
            None if MOVES.is_match(&word) && ALL_SPENT.is_match(&text[deed.clause.start..deed.quantity.span.start]) => {
                "expenditure"
            }
            _ => return None,
        };
        Some((indicator, COSTS))
    }

    fn gross_or_net(&self, deed: &Deed<'_>) -> &'static str {
        let net = NET.is_match(deed.clause.of(self.sentence.text)) || self.is_net(deed.quantity);
        if net { "net_change" } else { "saving" }
    }

    /// Whether the verb begins its clause behind another: what it tells depends on that one.
    fn follows(&self, deed: &Deed<'_>) -> bool {
        deed.clause.start > 0 && deed.clause.start == deed.word.start
    }

    fn is_to_come(&self, deed: &Deed<'_>) -> bool {
        TO_COME.is_match(self.told_of(deed).of(self.sentence.text))
    }

    /// Whether the sentence before spoke of what is invested in.
    fn is_change_spoken_of(&self) -> bool {
        let spoken = self.sentence.topic.spoken.map(|(index, _)| self.catalogue.all()[index].code.as_str());
        matches!(spoken, Some("investment" | "saving" | "net_change" | "staff"))
    }

    /// Whether the sentence before spoke of what is spent anyway.
    fn is_running_spoken_of(&self) -> bool {
        let spoken = self.sentence.topic.spoken.map(|(index, _)| self.catalogue.all()[index].code.as_str());
        matches!(spoken, Some("expenditure" | "deficit" | "budget"))
    }

    /// `Budgettet udgør`, `pr. plads koster`: a noun that says better than the verb what costs so much.
    fn is_told_otherwise(&self, clause: Span, number: Span, one: bool) -> bool {
        let code = |hit: &Hit| hit.indicator.map(|index| self.catalogue.all()[index].code.as_str());
        self.sentence.hits.iter().any(|hit| {
            let noun = match code(hit) {
                Some("deficit") => return clause.contains(hit.span) && hit.span.end <= number.start,
                Some("saving" | "net_change") => true,
                Some("budget" | "unit_cost" | "investment") => !one,
                _ => false,
            };
            noun && hit.role == Role::Trigger && clause.contains(hit.span) && hit.span.end <= number.start
        })
    }

    /// The part of a clause that tells when: up to the verb and the amount, from the amount before them.
    fn told_of(&self, deed: &Deed<'_>) -> Span {
        let (word, number, clause) = (deed.word, deed.quantity.span, deed.clause);
        let (first, last) = (word.start.min(number.start), word.end.max(number.end));
        let before = self.sentence.scan.quantities.iter().rev().find(|one| one.span.end <= first);
        let from = before.filter(|one| one.measure == Measure::Money).map_or(clause.start, |one| one.span.end);
        Span::new(from.max(clause.start), last)
    }

    /// Whether the verb, by its form or by its auxiliary, tells what is over.
    fn is_over(&self, deed: &Deed<'_>) -> bool {
        let (word, text) = (deed.word.of(self.sentence.text), self.told_of(deed).of(self.sentence.text));
        let done = word.ends_with('t') && DONE.is_match(text) || REACHED.is_match(text);
        PAST.is_match(word) || done && !TO_COME.is_match(text)
    }

    /// What the money is for: of the words behind the amount the first, else of those before it the last; of what costs
    /// something the subject, which comes first.
    fn purpose(&self, deed: &Deed<'_>) -> Option<Kind> {
        let Deed { kind, word, clause, quantity } = *deed;
        let number = quantity.span;
        let after = &self.sentence.text[number.end..clause.end];
        let to_do = TO_DO.captures(after).and_then(|found| found.name("verb"));
        if let Some(verb) = to_do.filter(|_| kind != Kind::Cost) {
            return Some(if COVERS.is_match(verb.as_str()) { Kind::Running } else { Kind::Change });
        }
        let purposes = |part: Span| {
            let of = |(kind, span): &(Kind, Span)| kind.is_purpose() && !span.overlaps(word);
            self.deeds().within(part).filter(of).map(|(kind, _)| kind)
        };
        // “nye anbringelser” are placements; “nye lokaler” are new, whatever they are.
        let noun = |kind: &Kind| !matches!(kind, Kind::New | Kind::Remedy);
        let behind = || purposes(Span::new(number.end, clause.end)).find(noun);
        let mut ahead = purposes(Span::new(clause.start, number.start)).filter(noun);
        let named =
            if kind == Kind::Cost { ahead.next().or_else(behind) } else { behind().or_else(|| ahead.next_back()) };
        let new = |_: &Kind| kind != Kind::Cost;
        named.or_else(|| purposes(clause).find(|kind| *kind == Kind::New).filter(new).map(|_| Kind::Change))
    }
}
