//! Parts of what is spent that go to prevention: `Forebyggelse tegner sig for 41 pct. af udgifterne`, `44 øre af hver
//! krone går til tidlig indsats`.
//!
//! Takes a percentage, or the øre of a krone, gives its [`Reading`] where its clause says that it is a part of what is
//! spent and names prevention. Refuses one by which spending moved, a part of prevention's own money, and one that another
//! service stands nearer to than prevention.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{Reader, Reading};
use crate::{
    figure::Unit,
    pattern::{Pattern, Regex},
    quantity::{Measure, Quantity},
    span::Span,
};

/// What is spent, as a whole.
const MONEY: &str = r"(?:\p{L}*udgift(?:en|er|erne|ernes)?|\p{L}*budget(?:tet|ter|terne|ramme|rammen)?|pengene|penge|midler|midlerne|kroner|kronerne|\p{L}*forbrug(?:et)?|ressourcer|ressourcerne|økonomi|økonomien|regnskab(?:et)?|ramme|rammen|det,\s+(?:som\s+)?(?:vi|kommunen|man|der)\s+(?:bruge[rs]|brugte[s]?|har\s+brugt|anvende[rs]|giver\s+ud))\b";

/// The whole right behind a share: ` af de samlede udgifter`, ` krone`.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)^(?:\s+(?:øre\s+)?(?:ud\s+)?af\s+(?:hver\p{{L}}*\s+krone\b|(?:\p{{L}}+\s+){{0,3}}?{MONEY})|\s+krone\b)"
    ))
    .expect("a pattern")
});
/// `Af udgifterne `, `Af hver krone `, ahead of the share.
static WHOLE_AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)\b(?:af\s+(?:hver\p{{L}}*\s+(?:krone|hundrede\s+kroner)\b|(?:\p{{L}}+\s+){{0,3}}?{MONEY})|{MONEY}(?:\s+\p{{L}}+){{0,4}}\s+(?:fordel\p{{L}}+|delt\p{{L}}*)\b)"))
        .expect("a pattern")
});
/// Øre are read as a bare number.
static ORE: Pattern = Pattern::new(r"(?i)^\s+øre\b");
/// `Af hver hundrede kroner gik de `, ahead of a bare number.
static OF_HUNDRED: Pattern = Pattern::new(
    r"(?i)\baf\s+hver\p{L}*\s+hundrede\s+kroner\s+[^.;:\d]*(?:går|gik|bruges|brugtes|anvendes|bruger|brugte)\s+(?:\p{L}+\s+){0,2}$",
);
/// What it goes to.
static PREVENTION: Pattern = Pattern::new(
    r"(?i)\b(?:forebyg\p{L}*|før\s+(?:en\s+)?anbringelse\b|tidlig\p{L}*\s+(?:og\s+\p{L}+\s+)?indsats\p{L}*)",
);
/// What else it may go to.
static OTHER: Pattern = Pattern::new(
    r"(?i)\b(?:\p{L}*anbring\p{L}*|anbragt\p{L}*|døgn\p{L}*|plejefamil\p{L}*|netværkspleje\p{L}*|opholdssted\p{L}*|institution\p{L}*|indgribende|personale\p{L}*|løn(?:ninger)?|administration\p{L}*|resten)\b",
);
/// The whole is prevention's own money: ` af udgifterne til forebyggelse`.
static OWN_MONEY: Pattern =
    Pattern::new(r"(?i)^\s+(?:til|på|vedrørende|ved)\s+(?:\p{L}+\s+){0,2}(?:forebyg|tidlig)|forebyg\p{L}*$");
/// What is done with money: `bruger 38 pct. af udgifterne på forebyggelse`.
static SPENDS: Pattern =
    Pattern::new(r"(?i)\b(?:brug|anvend|går|gik|gå|afsæt|afsat|sæt|læg|lagde|prioriter|invester|andel)");
/// What moved by so much, or was cut: `spares 10 pct. af budgettet`, `vokset med 3 pct.`
static MOVED: Pattern = Pattern::new(
    r"(?i)\b(?:med|spar\p{L}*|skær\p{L}*|skår\p{L}*|beskær\p{L}*|fjern\p{L}*|mist\p{L}*|mangl\p{L}*|overskred\p{L}*|mer(?:forbrug|udgift)\p{L}*|mindreforbrug\p{L}*|refu\p{L}*)\s+(?:\p{L}+\.?\s+){0,3}$",
);
/// `29 pct. går til forebyggende arbejde`: nothing but money does.
static GOES_TO: Pattern = Pattern::new(
    r"(?i)^\s+(?:af\s+(?:dem|disse|det)\s+)?(?:går|gik|bruges|brugtes|anvendes|anvendtes|blev\s+brugt|er\s+brugt|bliver\s+brugt)\s+(?:til|på)\s+(?:(?:det|den|tidlig|tidlige)\s+)*(?:forebyggelse\b|at\s+forebygge|forebyggende\s+(?:arbejde|indsats|tiltag|foranstaltning|støtte))",
);
/// Where a clause ends; a comma only parts what has numbers of its own.
static END: Pattern = Pattern::new(r"(?i)[;:]|\.\s+(?-i:\p{Lu})|\b(?:mens|hvorimod|men)\b");
/// From a share to where the money goes instead: `65 pct. på anbringelser`.
static GOES: Pattern = Pattern::new(r"(?i)^\s+(?:af\s+\p{L}+\s+)?(?:\p{L}+\s+){0,2}(?:til|på)\s+(?:\p{L}+\s+){0,2}");

impl Reader<'_> {
    /// A part of what is spent that goes to prevention.
    pub(super) fn to_prevention(&self, quantity: &Quantity) -> Option<Reading> {
        let (text, number) = (self.sentence.text, quantity.span);
        let after = &text[number.end..];
        let of_hundred = || OF_HUNDRED.is_match(&text[..number.start]) && quantity.value.high() <= Decimal::ONE_HUNDRED;
        let ore = quantity.measure == Measure::Bare && (ORE.is_match(after) || of_hundred());
        if self.sentence.survey || !(ore || quantity.measure == Measure::Percent) {
            return None;
        }
        let clause = self.share_clause(number);
        let ahead = &text[clause.start..number.start];
        let fraction = quantity.rules.contains(&"number: so many out of");
        let told = WHOLE.is_match(after) || !fraction && WHOLE_AHEAD.is_match(ahead);
        if !told && !GOES_TO.is_match(after) {
            return None;
        }
        if self.of_preventions_own(quantity) {
            return None;
        }
        let word = nearest(&PREVENTION, text, clause, number)?;
        let other = nearest(&OTHER, text, clause, number);
        let nearer = other.is_some_and(|other| gap(other, number) < gap(word, number));
        let indicator = self.index("prevention_share").filter(|_| !nearer)?;
        let confidence = 0.8;
        Some(Reading {
            indicator,
            unit: Unit::Percent,
            evidence: word,
            confidence,
            rule: "indicator: part of the spending",
        })
    }

    /// `4 pct. af udgifterne til forebyggelse er løn`, `der spares 10 pct. af budgettet`: no part that goes to prevention.
    pub(super) fn of_preventions_own(&self, quantity: &Quantity) -> bool {
        let (text, number) = (self.sentence.text, quantity.span);
        let (ahead, after) = (&text[..number.start], &text[number.end..]);
        let Some(whole) = WHOLE.find(after) else { return false };
        MOVED.is_match(ahead)
            || OWN_MONEY.is_match(whole.as_str())
            || OWN_MONEY.is_match(&after[whole.end()..]) && !SPENDS.is_match(ahead)
    }

    /// The clause that a number stands in, up to the shares on either side of it.
    fn share_clause(&self, number: Span) -> Span {
        let text = self.sentence.text;
        let from = END.find_iter(&text[..number.start]).last().map_or(0, |end| end.end());
        let to = END.find(&text[number.end..]).map_or(text.len(), |end| number.end + end.start());
        let shares = || self.sentence.scan.quantities.iter().filter(|one| one.measure.is_percent()).map(|one| one.span);
        let from =
            shares().map(|one| one.end).filter(|end| *end <= number.start).max().map_or(from, |end| end.max(from));
        let to =
            shares().map(|one| one.start).filter(|start| *start >= number.end).min().map_or(to, |start| start.min(to));
        Span::new(from, to)
    }

    /// `35 pct. på forebyggelse og 65 pct. på anbringelser`: a share that only goes on from prevention's, but says that it
    /// goes elsewhere.
    pub(super) fn goes_elsewhere(&self, quantity: &Quantity) -> bool {
        let after = &self.sentence.text[quantity.span.end..];
        GOES.find(after).is_some_and(|goes| {
            let word = OTHER.find(after).map(|other| other.start());
            word.is_some_and(|start| start <= goes.end())
        })
    }
}

/// The word of a clause that stands nearest to a number.
fn nearest(words: &Regex, text: &str, clause: Span, number: Span) -> Option<Span> {
    let found =
        words.find_iter(clause.of(text)).map(|word| Span::new(clause.start + word.start(), clause.start + word.end()));
    found.min_by_key(|word| gap(*word, number))
}

/// How far a word stands from a number.
fn gap(word: Span, number: Span) -> usize {
    if word.end <= number.start { number.start - word.end } else { word.start.saturating_sub(number.end) }
}
