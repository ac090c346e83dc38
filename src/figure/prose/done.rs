//! What a sentence does with an amount, and for what: spends it, sets it aside, asks for it, saves it, lacks it.
//!
//! Takes an amount, gives its [`Reading`] by the verb or noun of its clause, in whatever order they stand, and by the thing
//! that the money is for: a new post is an investment, placements run anyway. Refuses money that comes in, an amount whose
//! clause has no such word, and a purpose that neither kind knows.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{
    Reader, Reading, all,
    deeds::{Deeds, Kind},
    money, within,
};
use crate::{
    figure::{
        RuleName,
        vocabulary::{Hit, Role},
    },
    pattern::Regex,
    quantity::{Measure, Quantity},
    reference::lexicon::{HEDGES, alternation},
    span::Span,
};

/// What parts a clause from the next.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[;:()]|,\s|\s[–-]\s|\b(?:mens|hvorimod|men|hvoraf|heraf)\b|\.\s+(?-i:\p{Lu})").expect("a pattern")
});

/// What begins a clause that only says in money what the one before it says.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:svarende\s+til|hvilket|(?:og\s+|men\s+)?(?:det|dette|der|som)\s+\p{Ll}|dvs\.|det\s+vil\s+sige|altså|og\s+det\s+(?:giver|koster|svarer)|i\s+alt|denne\s+gang|nemlig)\b")
        .expect("a pattern")
});

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
pub(crate) const TO_LACK: RuleName = "indicator: money that will lack";
const LACKED: RuleName = "indicator: money that lacks";
pub(super) const COSTS: RuleName = "indicator: what it costs";

/// The farthest that the word for what is done may stand, in weighted bytes.
const REACH: usize = 110;
/// How close behind an amount `i refusion` stands.
const CLOSE: usize = 30;
/// Less than this, in kroner, is nobody's budget.
const LEAST: u32 = 5_000;

/// `overskrides med`: by how much.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    let hedges = alternation(HEDGES.iter().copied());
    Regex::new(&format!(r"(?i)\b(?:med|for)\s+(?:(?:i\s+alt|hele|yderligere|{hedges})\s+)*$")).expect("a pattern")
});
/// `til at nedbringe`: what is to be reached is a change, what is to be covered is not.
static TO_DO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^[^.;,]{0,40}?\b(?:til|på|for)\s+at\s+(?P<verb>\p{L}+)").expect("a pattern"));
static COVERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:dække|drive|have|huse|anbringe|betale|finansiere|holde|opretholde|videreføre)$")
        .expect("a pattern")
});
/// `fundet 2 mio. kr. til vikarer`: found for something, not found away.
static FOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:\s+[^\s.,;]+){0,3}?\s+til\s+\p{L}").expect("a pattern"));
/// `pr. elev`: a price of one of something.
static PER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:pr\.|per)\s+(?:\p{Ll}{2,}|\d+\s*-)|\b(?:\p{L}*døgn|døgnet|dagen|timen|måneden|månedligt)\b")
        .expect("a pattern")
});
/// `et årsværk koster`: the price of a post, which is none of a change.
static POST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:et|en|én|ét|hvert|hver)\s+\p{L}*(?:årsværk|stilling|ansat|rådgiver|sagsbehandler|konsulent|psykolog)\s+(?:mere\s+|ekstra\s+)?(?:koste|er\s+sat|står\s+i)").expect("a pattern")
});
/// `når de overstiger 5.000 kr.`: an amount that something is held against.
static THRESHOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:overstig\p{L}*|oversteg|overskrid\p{L}*|overskred)\s+(?:kr\.\s+)?$").expect("a pattern")
});
/// `kassebeholdningen, der herefter udgør`: what somebody has or owes.
static STOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:kassebeholdning|kassen|likviditet|gæld|egenkapital|formue)\p{L}*,?\s+(?:(?:der|som|dermed|herefter|derefter|nu|så)\s+)*(?:\p{L}+\s+){0,3}?(?:er|var|udgør|udgjorde|falder|faldt|bliver|blev|ligger|lander|vokser|stiger)\s+(?:(?:dermed|herefter|derefter|nu|så|altså|til|på|ca\.|knap|godt)\s+)*$").expect("a pattern")
});
/// What is no unit of a price: a year, and whom cases are counted by.
static NO_UNIT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:pr\.|per)\s+(?:år|\p{L}*rådgiver|\p{L}*sagsbehandler|\p{L}*medarbejder)").expect("a pattern")
});
/// `61 pct. af årets`: the whole of which a part is spent.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:%|\b(?:pct\.|procent|\p{L}*del(?:e|en)?))\s+af\s+(?:(?:de|det|den|\p{L}+s|\p{L}+e)\s+)*$")
        .expect("a pattern")
});
static GIVES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:give|giver|gav|skabe|skaber)\b").expect("a pattern"));
/// What the money is for, in words that no list knows.
static ON: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:(?:på|til)\s+\p{L}|i\s+(?:\p{Ll}{5,}|tabt))").expect("a pattern"));
pub(super) static CHEAPER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:lavere|mindre|billigere|reducerede|nedsatte|før|efter|ekskl\.|eksklusive|inkl\.|inklusive|uden|fratrukket)\s+$").expect("a pattern")
});
static SHORT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+for\s+lidt\b").expect("a pattern"));
static MORE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s+(?:mere|mindre|for\s+lidt)\b").expect("a pattern"));
/// Words that say what even a thing that saves costs.
static PRICES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:kost|pris|regning|udgift|omkost|løn|betal|køb)").expect("a pattern"));
/// A clause whose subject was told before.
static IT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:og\s+|men\s+|så\s+)?(?:det|dette|tiltaget|forslaget|ændringen|aftalen|effekten)\b")
        .expect("a pattern")
});
/// What all that is spent comes to: `udgifterne ventes at vokse til`.
static MOVES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^(?:voks|ste[gt]|stig|fald|land|end|slut)").expect("a pattern"));
static ALL_SPENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:\p{L}*udgifterne|forbruget)\b").expect("a pattern"));
static LESS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s+mindre\s+(?:på|til)\b").expect("a pattern"));
static NET: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\bnetto").expect("a pattern"));
static NOT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\bikke\s+(?-i:\p{Ll})").expect("a pattern"));
static NOT_ONLY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^ikke\s+(?:mindst|kun|alene|mindre)").expect("a pattern"));
/// What is spent, by whose fall money is saved.
static SPENDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:\p{L}*udgift|omkostning|\p{L}*forbrug|\p{L}*pris|\p{L}*takst|\p{L}*budget)")
        .expect("a pattern")
});
/// A verb that tells what is over.
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:ede|brugte|anvendte|betalte|tjente|satte|fandt|skar|gik|lagde|gav|indbragte|frigjorde)$")
        .expect("a pattern")
});
/// What makes a participle one of what is over, and what does not.
static DONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b(?:har|er|blev|var|havde|allerede)\b").expect("a pattern"));
/// What makes a gain one that is had.
static REACHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:realiseret|opnået|indfriet|hentet|høstet|opnåede|realiserede)\b").expect("a pattern")
});
static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:skal|vil|kan|bør|burde|kunne|skulle|\p{L}*ventes|forvente\p{L}*|vurderes|skønnes|anslås|bedt|regner|forudsat|ønsker|foreslår)\b").expect("a pattern")
});

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
        let ((code, rule), span, cost) = near.iter().find_map(meant).or_else(labelled)?;
        let confidence = Self::confidence(cost) - 0.1;
        Some((self.reading(self.index(code)?, quantity.measure, span, confidence, rule), cost))
    }

    /// `Hjemtagelse af tre unge: -2,4 mio. kr.`: a label that names what is done to save.
    fn is_labelled(&self, quantity: &Quantity, clause: Span) -> bool {
        let ahead = self.sentence.text[..quantity.span.start].trim_end();
        ahead.ends_with(':') && self.has(Span::new(clause.start, quantity.span.start), Kind::Remedy)
    }

    /// Money that comes in, the price of one of something, and what is not so.
    pub(super) fn is_other_money(&self, quantity: &Quantity) -> bool {
        let clause = self.clause_of(quantity.span);
        let text = clause.of(self.sentence.text);
        let per = PER.find_iter(text).any(|found| !NO_UNIT.is_match(&text[found.start()..]));
        let not = NOT.find_iter(text).any(|found| !NOT_ONLY.is_match(&text[found.start()..]));
        self.comes_in(quantity) || per || not || POST.is_match(text)
    }

    /// Whether money comes in: by a word ahead of the amount in its clause, or close behind it.
    pub(super) fn comes_in(&self, quantity: &Quantity) -> bool {
        let clause = self.clause_of(quantity.span);
        let part = Span::new(clause.start, clause.end.min(quantity.span.end + CLOSE));
        // “i lavere takster”: money that is paid no longer.
        let lower = |word: Span| CHEAPER.is_match(&self.sentence.text[part.start..word.start]);
        let saves = |word: Span| self.deeds().within(word).any(|(kind, _)| kind == Kind::Remedy);
        self.deeds().within(part).any(|(kind, word)| kind == Kind::Income && !lower(word) && !saves(word))
    }

    /// Whether an amount is one that others are held against.
    pub(super) fn is_threshold(&self, quantity: &Quantity) -> bool {
        THRESHOLD.is_match(&self.sentence.text[..quantity.span.start])
    }

    /// Whether an amount is what somebody has or owes, and nobody spends.
    pub(super) fn is_stock(&self, quantity: &Quantity) -> bool {
        STOCK.is_match(&self.sentence.text[..quantity.span.start])
    }

    /// Whether the word for what is done can be said of the amount: a budget is exceeded *by* it.
    fn governs(&self, kind: Kind, word: Span, number: Span) -> bool {
        match kind {
            kind if kind.is_by() => word.end <= number.start && BY.is_match(&self.sentence.text[..number.start]),
            _ => true,
        }
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
            Kind::Spend if runs || unsaid() => Some(("expenditure", spent)),
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

    fn has(&self, part: Span, wanted: Kind) -> bool {
        self.deeds().within(part).any(|(kind, _)| kind == wanted)
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

    /// Whether an amount is told behind a label: `Plejefamilier: 400.000 kr.`
    pub(super) fn labels(&self, number: Span) -> bool {
        self.sentence.text[..number.start].trim_end().ends_with([':', '–', '-'])
    }

    /// What a clause names that money is spent on: the first thing, unless what is done to spend less stands with it.
    pub(super) fn thing_of(&self, clause: Span) -> Option<Kind> {
        if self.has(clause, Kind::Remedy) {
            return Some(Kind::Remedy);
        }
        let mut things = self.deeds().within(clause).map(|(kind, _)| kind);
        things.find(|kind| matches!(kind, Kind::Running | Kind::Change | Kind::Service))
    }

    /// The clause of an amount; a label and its colon are of it.
    pub(super) fn clause_of(&self, number: Span) -> Span {
        let text = self.sentence.text;
        let ahead = text[..number.start].trim_end();
        let ahead = ahead.strip_suffix(':').unwrap_or(ahead);
        let cuts = self.cuts.get_or_init(|| all(&CLAUSE, text));
        let mut ahead = within(cuts, Span::new(0, ahead.len())).iter().rev();
        // “…, svarende til 2 mio. kr.” goes on what the clause before it says.
        let goes_on = |cut: &Span| GOES_ON.is_match(&text[cut.end..number.start]);
        let start = ahead.find(|cut| !goes_on(cut)).map_or(0, |cut| cut.end);
        let end = within(cuts, Span::new(number.end, text.len())).first().map_or(text.len(), |cut| cut.start);
        Span::new(start, end)
    }

    fn deeds(&self) -> &Deeds {
        self.deeds.get_or_init(|| Deeds::of(self.sentence.text))
    }
}
