//! The clause of an amount: where it begins and ends, what it names, and whether money comes in by it.
//!
//! Takes an amount of a sentence, gives its clause, with the one before it where that only goes on, and the thing in it that
//! money is spent on. Tells money that comes in, that somebody has or owes, a price of one of something, and what is not so.

use super::{
    Reader, all,
    deeds::{Deeds, Kind},
    within,
};
use crate::{pattern::Pattern, quantity::Quantity, span::Span};

/// How close behind an amount `i refusion` stands.
const CLOSE: usize = 30;

/// What parts a clause from the next.
static CLAUSE: Pattern =
    Pattern::new(r"(?i)[;:()]|,\s|\s[–-]\s|\b(?:mens|hvorimod|men|hvoraf|heraf)\b|\.\s+(?-i:\p{Lu})");

/// What begins a clause that only says in money what the one before it says.
static GOES_ON: Pattern = Pattern::new(
    r"(?i)^\s*(?:svarende\s+til|hvilket|(?:og\s+|men\s+)?(?:det|dette|der|som)\s+\p{Ll}|dvs\.|det\s+vil\s+sige|altså|og\s+det\s+(?:giver|koster|svarer)|i\s+alt|denne\s+gang|nemlig)\b",
);

/// `pr. elev`: a price of one of something.
static IT_COSTS: Pattern =
    Pattern::new(r"(?i)\bdet\s+(?:koster|kostede|har\s+kostet|vil\s+koste)\s+(?:\p{L}+\.?\s+){0,3}$");
static APPOSED: Pattern = Pattern::new(r"(?i),(?:\s+(?:ca\.|cirka|omkring|knap|godt|i\s+alt|nemlig|kr\.))*$");
static ALONE: Pattern = Pattern::new(r"(?i)^\s*(?:(?:ca\.|cirka|omkring|knap|godt|i\s+alt|nemlig|kr\.)\s+)*$");
static PER: Pattern = Pattern::new(
    r"(?i)\b(?:pr\.|per)\s+(?:\p{Ll}{2,}|\d+\s*-)|\b(?:\p{L}*døgn|døgnet|dagen|timen|måneden|månedligt)\b",
);

/// `et årsværk koster`: the price of a post, which is none of a change.
static POST: Pattern = Pattern::new(
    r"(?i)\b(?:et|en|én|ét|hvert|hver)\s+\p{L}*(?:årsværk|stilling|ansat|rådgiver|sagsbehandler|konsulent|psykolog)\s+(?:mere\s+|ekstra\s+)?(?:koste|er\s+sat|står\s+i)",
);

/// `når de overstiger 5.000 kr.`: an amount that something is held against.
static THRESHOLD: Pattern =
    Pattern::new(r"(?i)\b(?:overstig\p{L}*|oversteg|overskrid\p{L}*|overskred)\s+(?:kr\.\s+)?$");

/// `kassebeholdningen, der herefter udgør`: what somebody has or owes.
static STOCK: Pattern = Pattern::new(
    r"(?i)\b(?:kassebeholdning|kassen?|likviditet|gæld|egenkapital|formue)(?:en|et|er)?,?\s+(?:(?:der|som|dermed|herefter|derefter|nu|så)\s+)*(?:\p{L}+\s+){0,3}?(?:er|var|udgør|udgjorde|falder|faldt|bliver|blev|ligger|lander|vokser|stiger)\s+(?:(?:dermed|herefter|derefter|nu|så|altså|til|på|ca\.|knap|godt)\s+)*$",
);

/// What is no unit of a price: a year, and whom cases are counted by.
static NO_UNIT: Pattern =
    Pattern::new(r"(?i)^(?:pr\.|per)\s+(?:år|\p{L}*rådgiver|\p{L}*sagsbehandler|\p{L}*medarbejder)");

pub(super) static CHEAPER: Pattern = Pattern::new(
    r"(?i)\b(?:lavere|mindre|billigere|reducerede|nedsatte|før|efter|ekskl\.|eksklusive|inkl\.|inklusive|uden|fratrukket)\s+$",
);

static NOT: Pattern = Pattern::new(r"(?i)\bikke\s+(?-i:\p{Ll})");

static NOT_ONLY: Pattern = Pattern::new(r"(?i)^ikke\s+(?:mindst|kun|alene|mindre)");

impl Reader<'_> {
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

    pub(super) fn has(&self, part: Span, wanted: Kind) -> bool {
        self.deeds().within(part).any(|(kind, _)| kind == wanted)
    }

    /// What a clause names that money is spent on: the first thing, unless what is done to spend less stands with it.
    pub(super) fn thing_of(&self, clause: Span) -> Option<Kind> {
        if self.has(clause, Kind::Remedy) {
            return Some(Kind::Remedy);
        }
        let mut things = self.deeds().within(clause).map(|(kind, _)| kind);
        things.find(|kind| matches!(kind, Kind::Running | Kind::Change | Kind::Service))
    }

    /// Whether an amount is told behind a label: `Plejefamilier: 400.000 kr.`
    pub(super) fn labels(&self, number: Span) -> bool {
        self.sentence.text[..number.start].trim_end().ends_with([':', '–', '-'])
    }

    /// The clause of an amount; a label and its colon are of it.
    pub(super) fn clause_of(&self, number: Span) -> Span {
        let text = self.sentence.text;
        let ahead = text[..number.start].trim_end();
        let ahead = ahead.strip_suffix(':').unwrap_or(ahead);
        let cuts = self.cuts.get_or_init(|| all(&CLAUSE, text));
        let mut before = within(cuts, Span::new(0, ahead.len())).iter().rev();
        // “…, svarende til 2 mio. kr.” goes on what the clause before it says.
        let goes_on = |cut: &Span| GOES_ON.is_match(&text[cut.end..number.start]);
        let mut start = before.find(|cut| !goes_on(cut)).copied();
        let mut behind = within(cuts, Span::new(number.end, text.len())).iter();
        let mut end = behind.next();
        // “Halvdelen, 32 mio. kr., gik til”, “forhandling (1 mio. kr.)”: an amount alone is of what is around it.
        let closed = end.is_some_and(|cut| cut.start <= number.end + 1);
        if closed && APPOSED.is_match(ahead) {
            end = behind.next();
        } else if closed && start.is_some_and(|cut| cut.of(text) == "(" && ALONE.is_match(&text[cut.end..number.start]))
        {
            start = before.next().copied();
        }
        // “Det koster 3 mio. kr., at så mange er anbragt”: what costs so much is told behind.
        let told_behind = |cut: &Span| text[cut.end..].starts_with("at ") && IT_COSTS.is_match(&text[..number.start]);
        if end.is_some_and(told_behind) {
            end = behind.next();
        }
        let end = end.map_or(text.len(), |cut| cut.start);
        Span::new(start.map_or(0, |cut| cut.end), end)
    }

    pub(super) fn deeds(&self) -> &Deeds {
        self.deeds.get_or_init(|| Deeds::of(self.sentence.text))
    }
}
