//! Amounts: which of the indicators of money one is.
//!
//! Takes an amount, gives its [`Reading`]: the trigger nearest to it, the price of one placement or of the staff it
//! stands with, at last the heading. Refuses an amount that nothing near speaks for.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{REACH, Reader, Reading, count::foreign_noun, deeds::Kind, done::COSTS};
use crate::{
    figure::vocabulary::{Hit, Role},
    pattern::{Pattern, Regex},
    quantity::{Measure, Quantity},
    reference::Takes,
    span::Span,
};

/// A trigger that stands farther than this does not outweigh the words of a price.
const STRONG: usize = 45;
/// Less than this, in kroner, is no year in a placement.
const YEARLY: u32 = 20_000;
/// Less than this, in kroner, is no year of any measure.
const CHEAPEST: u32 = 1_000;
/// More than this, in kroner, is what several cost.
const DEAREST: u32 = 5_000_000;
/// Less than this is no price where it does not say that it is kroner.
const LEAST_BARE: u32 = 100_000;
/// Less than this, in kroner, is nothing that a heading speaks of.
const SMALL: u32 = 50_000;

/// One placement, and the words of a price: `løb en plejefamilie gennemsnitligt op i`, `På et opholdssted er prisen`.
static ONE: LazyLock<Regex> = LazyLock::new(|| {
    let thing = r"(?:\p{L}*anbringelsen?|\p{L}*døgntilbud(?:det)?|\p{L}*forløb(?:et)?|kontaktperson|aflastningsfamilie|ung\s+i\s+efterværn|anbragt|\p{L}*plejefamilien?|\p{L}*familiepleje|netværkspleje|\p{L}*opholdssted(?:et)?|(?:døgn)?ophold|\p{L}*institution|enkeltsag(?:en)?|(?:ung|barn|familie)\s+i\s+(?:et\s+)?(?:\p{L}+\s+){0,2}(?:tilbud|behandling)|\p{L}*familiebehandling|værelse|plejebarn|anbragt\s+(?:barn|ung)|foranstaltning(?:en)?|forebyggende\s+indsats|indsats\s+koste(?:r|de)|\p{L}*plads(?:en)?|(?:ung|barn)\s+(?:\p{L}+\s+){0,2}(?:på|i|hos)\s+(?:\p{L}+\s+)?(?:\p{L}*pleje|opholdssted|\p{L}*institution)\p{L}*)";
    Regex::new(&format!(r"(?i)\b(?:de\s+(?:dyreste|billigste)\s+(?:pladser|anbringelser)|(?:pladser|anbringelser),?\s+(?:der|som)\s+hver\b|anbringelse\s+af\s+(?:en|et|én|ét)\s+\p{{L}}+|(?:den|det)\s+(?:dyreste|billigste)\s+(?:af\s+(?:de|vores)\s+(?:[\p{{L}}-]+\s+)?)?(?:\p{{L}}*anbringelser?|enkeltsag(?:er)?|plads(?:er)?|{thing})|(?:en|et|hver|hvert|pr\.|per|én|ét|af|(?:den|det)\s+gennemsnitlige|pris(?:en)?\s+(?:for|på))\s+(?:[\p{{L}}-]+\s+){{0,2}}?{thing})\b")).expect("a pattern")
});
/// `1,1 mio. kr. for en institutionsplads`: what costs so much stands behind.
static FOR: Pattern = Pattern::new(r"(?i)^\s+for\s+");
static PRICE: Pattern = Pattern::new(
    r"(?i)\b(?:koste\p{L}*|står\s+i|beløber\s+sig\s+til|pris(?:en|erne)?|(?:løber|løb)\b.{0,50}\bop\s+i|gennemsnit\p{L}*|i\s+snit|enhedsudgift\p{L}*)\b",
);
/// Prices of other things than a year in a placement.
static OTHER_PRICE: Pattern = Pattern::new(
    r"(?i)\b(?:døgn(?:et)?|dagen|timen|måned(?:en)?|elev|borger|plejehjem\p{L}*|daginstitution\p{L}*|vuggestue\p{L}*|børnehave\p{L}*|botilbud\p{L}*|ældre\p{L}*)\b",
);
/// What stands behind a price that leaves out its kroner.
static PRICE_ENDS: Pattern = Pattern::new(r"(?i)^(?:[.,;)]|\s*$|\s+(?:og|mod|i|om\s+året|årligt)\b)");
/// `dvs. netto`: right ahead of what is left of a gain.
static NETTO: Pattern = Pattern::new(r"(?i)\bnetto\s+(?:(?:ca\.|knap|godt|på)\s+)*$");
/// `for hver gang vi har brugt 1 mio. kr.`: a ratio.
static RATIO: Pattern = Pattern::new(r"(?i)\bfor\s+hver\s+(?:gang|million|krone|mio\.)");
/// `Gennemsnittet er`: of the prices told before.
static MEAN: Pattern = Pattern::new(r"(?i)^(?:gennemsnittet|snittet|i\s+gennemsnit|i\s+snit)\b[^.;]{0,40}$");
/// How far ahead of an amount its placement may stand, in bytes.
const PRICED_AHEAD: usize = 130;

/// Money set aside is an investment, unless it is for what is done anyway: then it is the budget.
static SET_ASIDE: Pattern = Pattern::new(r"(?i)^(?:afsat|afsættes|afsatte|afsætter|afsætte|sætte[srt]?\b.*|sat\b.*)$");
/// What money is spent on that changes something.
static CHANGE: Pattern = Pattern::new(
    r"(?i)^,?\s*(?:i\s+(?:19|20)\d\d\s+|der\s+(?:blev|bliver)\s+brugt\s+|én\s+gang\s+for\s+alle\s+|om\s+året\s+|årligt\s+)*(?:på|til)\s+(?:at\s+ansætte|ansættelse|(?:flere|nye|ekstra)\s+(?:\p{L}*rådgivere|medarbejdere|sagsbehandlere|\p{L}*konsulenter|\p{L}*behandlere|psykologer|stillinger)|it\b|uddannelse\s+af|efteruddannelse|kurser|kompetence|supervision|opnormering)",
);
static NEW: Pattern = Pattern::new(
    r"(?i)^\s*(?:til\s+)?(?:(?:de|den|det|en|et)\s+)?(?:(?:to|tre|fire|fem|seks|\d+)\s+)?(?:ekstra|nye?|nyt|yderligere|modellen|projektet|projektleder\p{L}*|indsatsen|opnormeringen|ansættelse\p{L}*|konsulent\p{L}*|\p{L}*rådgiver\p{L}*)\b",
);
static EACH: Pattern =
    Pattern::new(r"(?i)\b(?:plads(?:er)?|anbringelser|børn|unge|helårspladser)\s+(?:à|á|a)\s+(?:ca\.\s+)?$");
/// `fire pladser til 1,2 mio. kr. hver`
static EACH_BEHIND: Pattern = Pattern::new(r"(?i)^\s+(?:hver|stykket)\b");
static PLACES: Pattern =
    Pattern::new(r"(?i)\b\p{L}*(?:pladser|anbringelser|plejefamilier|opholdssteder|institutioner)\b[^.;\d]{0,30}$");
/// `anbragt på opholdssteder til gennemsnitligt 1,9 mio. kr.`, `plejefamilier til en pris på 410.000 kr.`
static EACH_AHEAD: Pattern = Pattern::new(
    r"(?i)\b(?:anbragte?|\p{L}*(?:plads|anbringelse|plejefamilie|opholdssted|institution|ophold)(?:er)?)\b[^.;:\d]{0,30}\s(?:til|for)\s+(?:(?:en\s+)?(?:pris\s+(?:på|af)|gennemsnitspris\s+(?:på|af))|gennemsnitlig(?:t)?|i\s+(?:gennemsnit|snit))\s+(?:ca\.\s+)?$",
);
static YARDSTICK: Pattern = Pattern::new(r"(?i)\bi\s+forhold\s+til\s+(?:det\s+)?(?:\p{L}+(?:et|ede)\s+)?$");
/// `410.000 kr. i gennemsnit pr. barn`
static EACH_ON_AVERAGE: Pattern = Pattern::new(
    r"(?i)^\s+(?:om\s+året\s+|årligt\s+)?(?:i\s+gennemsnit|i\s+snit|gennemsnitligt)\s+(?:om\s+året\s+|årligt\s+)?(?:pr\.|per|for\s+hver(?:t)?)\s+(?:barn|ung|anbragt|anbringelse|plads|sag|foranstaltning)\b",
);
/// An amount for less than a year, which is not the price of one beside it.
pub(super) static SHORT_TERM: Pattern = Pattern::new(
    r"(?i)^\s+(?:(?:i|om|pr\.|per)\s+(?:døgn|dag|time|uge|måned)(?:et|en)?\b|(?:dagligt|ugentligt|månedligt)\b)",
);
static HELD_AGAINST: Pattern = Pattern::new(r"(?i)budget|regnskab|afvigelse|forbrug");
/// Cost for every inhabitant is another indicator.
static PER_HEAD: Pattern = Pattern::new(
    r"(?i)^\s*(?:om\s+året\s+|årligt\s+)?pr\.?\s+(?:\d+\s*-\s*\d+-?\s*årig|indbygger|elev\b|borger\b|barn\s+i\s+kommunen)",
);
static PER_HEAD_AHEAD: Pattern = Pattern::new(
    r"(?i)\bpr\.?\s+(?:\d+\s*-\s*\d+-?\s*årig\p{L}*|indbygger|borger|barn\s+i\s+kommunen)[^.;\d]{0,20}(?:\d+\s*-\s*\d+\s+år\))?[^.;\d]{0,40}$",
);
static SETS: Pattern = Pattern::new(r"(?i)\b(?:sætte[srt]?|sat|satte)\b[^.;:]{0,60}$");
static OFF: Pattern = Pattern::new(r"(?i)^\s+(?:årligt\s+|om\s+året\s+)?af\b");
static OPERATED: Pattern = Pattern::new(
    r"(?i)^\s*(?:i\s+(?:19|20)\d\d\s+)?(?:af\s+)?(?:om\s+året\s+|årligt\s+)?til\s+(?:udsatte\s+|anbragte\s+|handicappede\s+)*(?:(?:børn|unge|børn\s+og\s+unge),?\s+(?:der|som)\s+(?:må|er|har|bliver|behøver|skal)\b|anbringelse|døgn|pleje|familieområdet|børneområdet|det\s+specialiserede|området|driften\s+af|foranstaltninger)",
);

/// Whether a clause speaks of one placement, and the amount can be its price for a year.
pub(super) fn is_price_of_one(text: &str, clause: Span, quantity: &Quantity) -> bool {
    let clause = clause.of(text);
    quantity.value.low() >= Decimal::from(YEARLY) && ONE.is_match(clause) && !OTHER_PRICE.is_match(clause)
}

/// Whether an amount is too small for all that runs.
pub(super) fn is_small(quantity: &Quantity) -> bool {
    quantity.value.high().abs() < Decimal::from(SMALL)
}

/// Whether what follows an amount is what is done anyway.
pub(super) fn is_operated(after: &str) -> bool {
    OPERATED.is_match(after)
}

impl Reader<'_> {
    /// “En krone investeret giver 1,40 kr. igen”
    pub(super) fn is_tiny(&self, quantity: &Quantity) -> bool {
        let said = quantity.span.of(self.sentence.text).contains(|c: char| c.is_ascii_digit());
        said && quantity.value.high().abs() < Decimal::ONE_HUNDRED
    }

    /// `2.300 kr. pr. indbygger`: money for each of those who live there.
    pub(super) fn is_per_head(&self, quantity: &Quantity) -> bool {
        let (before, after) = self.around(quantity);
        PER_HEAD_AHEAD.is_match(before) || PER_HEAD.is_match(after)
    }

    /// Whether the sentence tells what every krone brings.
    pub(super) fn tells_ratio(&self) -> bool {
        RATIO.is_match(self.sentence.text)
    }

    /// The word for money nearest to an amount, and what it costs; asked for by several rules of the same amount.
    fn nearest_money(&self, quantity: &Quantity) -> Option<(Hit, usize)> {
        if let Some((number, nearest)) = self.money.get().filter(|(number, _)| *number == quantity.span) {
            debug_assert_eq!(number, quantity.span);
            return nearest;
        }
        let nearest = self.nearest_of(quantity.span, Takes::Money, true, |hit| !self.is_yardstick(hit));
        self.money.set(Some((quantity.span, nearest)));
        nearest
    }

    /// Whether no word for money stands near an amount but weak ones.
    pub(super) fn is_weak(&self, quantity: &Quantity) -> bool {
        self.nearest_money(quantity).is_none_or(|(hit, _)| hit.role == Role::Weak)
    }

    /// Whether no word for money stands close to an amount but weak ones.
    pub(super) fn is_far(&self, quantity: &Quantity) -> bool {
        self.nearest_money(quantity).is_none_or(|(hit, cost)| hit.role == Role::Weak || cost > STRONG)
    }

    /// What is done with an amount, where that is told nearer to it than what it is.
    pub(super) fn done_sooner(&self, quantity: &Quantity) -> Option<Reading> {
        let nearest = self.nearest_money(quantity);
        let priced = |hit: &Hit| hit.indicator == self.index("unit_cost");
        let spends = |hit: &Hit| hit.indicator == self.index("expenditure");
        // What something costs is said by the word for it too: “udgiften til den nye ordning”.
        let sooner = |done: Reading, at: usize| {
            nearest.is_none_or(|(hit, cost)| {
                let better = hit.role == Role::Weak || done.rule == COSTS && spends(&hit);
                better || at < cost || at == cost && !priced(&hit)
            })
        };
        self.done(quantity).filter(|(done, cost)| sooner(*done, *cost)).map(|(done, _)| done)
    }

    /// What the nearest word for money says, as what stands around it means it.
    pub(super) fn nearest_amount(&self, quantity: &Quantity) -> Option<Reading> {
        let (hit, cost) = self.nearest_money(quantity).filter(|(_, cost)| *cost <= REACH)?;
        let weak = if hit.role == Role::Weak { 0.12 } else { 0.0 };
        let set_aside = SET_ASIDE.is_match(hit.span.of(self.sentence.text));
        let operates = set_aside && OPERATED.is_match(&self.sentence.text[quantity.span.end..]);
        // Held against the budget, spending less is no saving but an underspend.
        let word = hit.span.of(self.sentence.text).to_lowercase();
        let under = word.starts_with("mindreudgift") && HELD_AGAINST.is_match(self.sentence.text);
        let saves = hit.indicator == self.index("saving");
        let spent = hit.indicator == self.index("expenditure");
        let deficit = hit.indicator == self.index("deficit");
        let indicator = match (operates, under) {
            (true, _) => self.index("budget"),
            (_, true) => self.index("deficit"),
            _ if deficit && word.starts_with("merudgift") && self.speaks_of_net() => self.index("net_change"),
            _ if spent && self.spoken_of_one(quantity, &word) => self.index("unit_cost"),
            _ if saves && (self.is_net(quantity) || NETTO.is_match(&self.sentence.text[..quantity.span.start])) => {
                self.index("net_change")
            }
            _ if spent && CHANGE.is_match(&self.sentence.text[quantity.span.end..]) => self.index("investment"),
            _ if (spent || deficit) && self.cost_of_change(hit.span, quantity.span) => self.index("investment"),
            _ => hit.indicator,
        };
        Some(self.reading(
            indicator?,
            quantity.measure,
            hit.span,
            Self::confidence(cost) - weak,
            "indicator: the nearest word for it",
        ))
    }

    /// `en merudgift på 1 mio. kr. i 2024 og en nettobesparelse fra 2026`: a sentence about what is left when all is paid.
    fn speaks_of_net(&self) -> bool {
        let net = self.index("net_change");
        self.sentence.hits.iter().any(|hit| hit.role == Role::Trigger && hit.indicator == net)
    }

    /// `22 socialrådgivere … 11 mio. kr.`: the price of the staff that the item begins with, or that the sentence before
    /// a lone amount spoke of.
    pub(super) fn price(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let (staff, investment) = (self.index("staff")?, self.index("investment")?);
        let counted = |one: &Quantity| self.counted(one).is_some_and(|reading| reading.indicator == staff);
        let ahead = self.sentence.scan.quantities.iter().filter(|one| one.span.end <= quantity.span.start);
        let item = ahead.filter(|one| one.measure == Measure::Bare).any(counted);
        if item {
            // “To stillinger nedlægges: -1,2 mio. kr.”: an item that takes off the sum saves.
            let saves = quantity.value.high() < Decimal::ZERO;
            let indicator = if saves { self.index("saving")? } else { investment };
            return Some(self.reading(indicator, quantity.measure, quantity.span, 0.7, "indicator: price of the item"));
        }
        // An amount alone is of what the sentence before spoke of: staff cost, a grant is granted.
        let (before, _) = self.sentence.topic.spoken?;
        let lone = text.len() - quantity.span.end <= 2 && quantity.span.start <= 4;
        let money = [investment, self.index("budget")?].contains(&before);
        let indicator = if before == staff { investment } else { before };
        (lone && (money || before == staff))
            .then(|| self.reading(indicator, quantity.measure, quantity.span, 0.7, "indicator: price of the item"))
    }

    /// What the headings speak of, when the sentence itself says nothing.
    pub(super) fn under_heading(&self, quantity: &Quantity, takes: Takes) -> Option<Reading> {
        let hit = self.sentence.heading_hits.iter().rev().find(|hit| {
            hit.role == Role::Trigger && hit.indicator.is_some_and(|index| self.catalogue.all()[index].takes(takes))
        })?;
        // So small an amount is the price of something that the sentence names.
        let small = quantity.measure == Measure::Money && is_small(quantity);
        if small && hit.indicator != self.index("unit_cost") {
            return None;
        }
        Some(self.reading(hit.indicator?, quantity.measure, Span::default(), 0.45, "indicator: the heading"))
    }

    /// `Udgiften til den ekstra konsulent er 0,4 mio. kr.`: what is new, or a model that is tried, is invested in.
    fn cost_of_change(&self, word: Span, number: Span) -> bool {
        let text = self.sentence.text;
        let of = word.of(text).to_lowercase();
        let ahead = word.end <= number.start;
        // “en merudgift til løn på 2 mio. kr.”: more is spent because something is new.
        let more = || of.starts_with("merudgift") && self.has(Span::new(word.end, number.start), Kind::Change);
        ahead && (of.starts_with("udgift") && NEW.is_match(&text[word.end..number.start]) || more())
    }

    /// Whether a word only says what an amount is held against: `et merforbrug i forhold til korrigeret budget på`.
    pub(super) fn is_yardstick(&self, hit: &Hit) -> bool {
        let text = self.sentence.text;
        let from = text.ceil_char_boundary(hit.span.start.saturating_sub(40));
        YARDSTICK.is_match(&text[from..hit.span.start])
    }

    /// An item of a list whose lead-in spoke of money: `Der investeres i: • 450 t.kr. til kurser`.
    pub(super) fn led(&self, quantity: &Quantity) -> Option<Reading> {
        let lead = self.sentence.lead.filter(|lead| self.catalogue.all()[*lead].takes(Takes::Money))?;
        Some(self.reading(lead, quantity.measure, quantity.span, 0.65, "indicator: item under its lead-in"))
    }

    /// `Kommunen sætter hvert år 90 mio. kr. af til udsatte børn`: the verb stands around the amount.
    pub(super) fn set_aside(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let after = &text[quantity.span.end..];
        let rest =
            OFF.find(after).filter(|_| SETS.is_match(&text[..quantity.span.start])).map(|off| &after[off.end()..])?;
        let indicator = self.index(if OPERATED.is_match(rest) { "budget" } else { "investment" })?;
        let off = Span::new(quantity.span.end, quantity.span.end + (after.len() - rest.len()));
        Some(self.reading(indicator, quantity.measure, off, 0.8, "indicator: set aside by a verb around it"))
    }

    /// `11 pladser à 427.000 kr.`: the price of each.
    pub(super) fn price_of_places(&self, quantity: &Quantity) -> Option<Reading> {
        let from = self.sentence.text.ceil_char_boundary(quantity.span.start.saturating_sub(PRICED_AHEAD));
        let evidence = Span::new(0, quantity.span.start);
        let average = quantity.value.low() >= Decimal::from(YEARLY)
            && EACH_ON_AVERAGE.is_match(&self.sentence.text[quantity.span.end..])
            && !OTHER_PRICE.is_match(self.sentence.text);
        let each = quantity.value.low() >= Decimal::from(YEARLY)
            && (EACH_BEHIND.is_match(&self.sentence.text[quantity.span.end..])
                && PLACES.is_match(&self.sentence.text[..quantity.span.start])
                || EACH_AHEAD.is_match(&self.sentence.text[from..quantity.span.start]));
        (average || each || EACH.is_match(&self.sentence.text[from..quantity.span.start])).then(|| {
            let unit_cost = self.index("unit_cost")?;
            Some(self.reading(unit_cost, quantity.measure, evidence, 0.82, "indicator: price of one placement"))
        })?
    }

    /// `En plads på opholdssted koster 1,2 mio. kr. om året`: the price of one placement for a year.
    pub(super) fn price_of_one(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let yearly = quantity.value.low() >= Decimal::from(YEARLY);
        let from = text.ceil_char_boundary(quantity.span.start.saturating_sub(PRICED_AHEAD));
        let ahead = &text[from..quantity.span.start];
        // What an amount behind another one costs is said anew, or goes on in the list.
        if !yearly || !PRICE.is_match(text) || OTHER_PRICE.is_match(text) {
            return None;
        }
        let ahead = ONE.find_iter(ahead).last().map(|one| Span::new(from + one.start(), from + one.end()));
        let evidence = ahead.or_else(|| self.price_for(quantity))?;
        let unit_cost = self.index("unit_cost")?;
        Some(self.reading(unit_cost, quantity.measure, evidence, 0.78, "indicator: price of one placement"))
    }

    /// `Prisen for en plads er 1.080.000 om året`: a price that leaves out its kroner.
    pub(super) fn bare_price(&self, quantity: &Quantity) -> Option<Reading> {
        let (low, high) = (quantity.value.low(), quantity.value.high());
        let possible = low >= Decimal::from(LEAST_BARE) && high <= Decimal::from(DEAREST) && low.fract().is_zero();
        if !possible || foreign_noun(&self.sentence.text[quantity.span.end..]) || self.comes_in(quantity) {
            return None;
        }
        let unit_cost = self.index("unit_cost")?;
        let named = || {
            let (hit, cost) = self.nearest_of(quantity.span, Takes::Money, false, |hit| !self.is_yardstick(hit))?;
            let ahead = hit.indicator == Some(unit_cost) && cost <= STRONG && hit.span.end <= quantity.span.start;
            ahead.then(|| self.reading(unit_cost, quantity.measure, hit.span, 0.7, "indicator: price without kroner"))
        };
        // “I Køge er den 611.000”: another place's, or another year's, of the price told before.
        let spoken = self.sentence.topic.spoken.is_some_and(|(index, _)| index == unit_cost);
        let tied = !self.sentence.places.is_empty()
            || !self.sentence.scan.dates.is_empty()
            || MEAN.is_match(&self.sentence.text[..quantity.span.start]);
        let again = || {
            let ends = PRICE_ENDS.is_match(&self.sentence.text[quantity.span.end..]);
            (spoken && tied && ends).then(|| {
                self.reading(unit_cost, quantity.measure, quantity.span, 0.6, "indicator: price without kroner")
            })
        };
        self.price_of_one(quantity).or_else(named).or_else(again)
    }

    /// Whether an amount can be the price of one, where it is read as that: `en udflugt koster 300 kr. pr. barn` is none.
    pub(super) fn is_price(&self, reading: Reading, quantity: &Quantity) -> bool {
        let (low, high) = (quantity.value.low().abs(), quantity.value.high().abs());
        let outside = high < Decimal::from(CHEAPEST) || low > Decimal::from(4 * DEAREST);
        !(quantity.measure == Measure::Money && Some(reading.indicator) == self.index("unit_cost") && outside)
    }

    /// `Udgiften pr. anbringelse falder. I Nyborg gik udgiften fra 700.000 kr. …`: still the price of one, if it is no sum.
    pub(super) fn spoken_of_one(&self, quantity: &Quantity, word: &str) -> bool {
        self.is_one_spoken_of(quantity) && matches!(word, "udgiften" | "omkostningen")
    }

    /// Whether prices of one were spoken of last, and an amount can be one.
    pub(super) fn is_one_spoken_of(&self, quantity: &Quantity) -> bool {
        let unit_cost = self.index("unit_cost");
        let spoken = self.sentence.topic.spoken.is_some_and(|(index, _)| Some(index) == unit_cost);
        spoken && quantity.value.low() >= Decimal::from(YEARLY) && quantity.value.high() <= Decimal::from(DEAREST)
    }

    /// The placement right behind an amount that is the price for it.
    pub(super) fn price_for(&self, quantity: &Quantity) -> Option<Span> {
        let text = self.sentence.text;
        let at = quantity.span.end + FOR.find(&text[quantity.span.end..])?.end();
        let rest = &text[at..text.floor_char_boundary(at + PRICED_AHEAD)];
        ONE.find(rest).filter(|one| one.start() == 0).map(|one| Span::new(at, at + one.end()))
    }
}
