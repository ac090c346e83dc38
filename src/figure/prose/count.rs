//! Bare numbers: what they count by the noun behind them, the verb behind them, or the label ahead of them.
//!
//! Takes a bare quantity, gives its [`Reading`] or nothing. Refuses a number whose noun the catalogue does not know.

use rust_decimal::Decimal;

use super::{Reader, Reading};
use crate::{
    figure::{
        Unit,
        vocabulary::{Hit, Role},
    },
    pattern::Pattern,
    quantity::{Measure, Quantity, Value},
    reference::{Takes, lexicon::STOPS},
    span::Span,
};

/// The farthest that a trigger may stand ahead of a bare number, in weighted bytes.
const REACH_BARE: usize = 80;

pub(super) static RATE: Pattern =
    Pattern::new(r"(?i)^\s+(?:pr\.|per|for\s+hver|af\s+hver)\s*(?:10|100|1\.000|1000|10\.000)\b");
/// A count for so many inhabitants, anywhere in the sentence.
static RATED: Pattern = Pattern::new(r"(?i)\b(?:pr\.|per|for\s+hver|af\s+hver)\s+(?:100|1\.000|1000|10\.000)\b");
/// `Regnet pr. 1.000 børn fik vi `: a rate said ahead of its number.
pub(super) static RATED_AHEAD: Pattern =
    Pattern::new(r"(?i)\b(?:pr\.|per|for\s+hver)\s+(?:100|1\.000|1000|10\.000)\s+\p{L}+[^.,;:\d]{0,50}$");
/// Those of whom it is only said that they have so many: `børn med mindst tre `, `en familie kan give ti `.
static ONE_OF_THEM: Pattern = Pattern::new(
    r"(?i)\b(?:børn|barn|et\s+barn|familier?|unge|søskende\p{L}*|sag(?:er)?)\s+(?:med|kan\s+give|kan\s+få|der\s+har\s+(?:fået\s+)?|som\s+har\s+(?:fået\s+)?)\s*(?:mindst\s+|mere\s+end\s+|over\s+|op\s+til\s+)?$",
);
/// `Fristen blev overholdt i 9 af `, `gennemført i 84 % af `: how often something was done.
pub(super) static DONE_IN: Pattern =
    Pattern::new(r"(?i)\bi\s+(?:(?:kun|blot|ca\.|cirka|omkring|knap|godt|over|alle)\s+)*(?:\d+\s+(?:ud\s+)?af\s+)?$");
/// `Godkendte plejefamilier: `: families, not the children they have.
static NOT_PLACED: Pattern = Pattern::new(
    r"(?i)\b(?:godkendte|ledige|rekrutterede|interesserede|nyhvervede|hvervede)\s+\p{L}*(?:familier|pladser)(?:\s+\(antal\))?:?\s*$",
);
/// So many notifications one child may have.
const OF_ONE_CHILD: u32 = 12;
/// What was to be done in time, or at all.
pub(super) static COMPLIES: Pattern = Pattern::new(
    r"(?i)\b(?:frist\p{L}*|overhold\p{L}*|gennemført\p{L}*|nåede|nået|rettidig\p{L}*|tilsyn\p{L}*|opfølgning\p{L}*|efterlev\p{L}*|til\s+tiden)\b",
);
/// A smaller number ahead of a noun with a capital numbers it.
const FEWEST_AHEAD: u32 = 20;
static OUT_OF: Pattern = Pattern::new(r"(?i)\b(?:ud\s+af|af\s+hver|(?P<per>pr\.|per))\s+$");
static NUMBER_OF: Pattern = Pattern::new(r"(?i)\bantal(?:let)?\s+(?:af\s+)?(?:fuldtids\p{L}*\s+)?$");
static HIRED: Pattern = Pattern::new(r"(?i)^\s+(?:ansættes|ansattes|blev\s+ansat)\b");

/// `Plejefamilier: 11 pladser à 427.000 kr.`
static BED: Pattern = Pattern::new(r"(?i)^\s+plads(?:er)?\s+(?:à|á)\b");

static PLACES: Pattern = Pattern::new(
    r"(?i)\banb(?:ragt|ring)|\bopholdssted|\bplejefamili|\bfamiliepleje|\bnetværkspleje|\bslægtspleje|\bdøgninstitution",
);

static OF_HUNDRED: Pattern = Pattern::new(
    r"(?i)\b(?:af\s+hver[te]?|hver\s+gang|ud\s+af)\s+(?:(?:100|hundrede)\s+(?:kr\.|kroner|elever|børn))\b",
);
static ENDED: Pattern = Pattern::new(r"(?i)^\s+(?:er\s+|blev\s+)?(?:ophør(?:te|t|er)|sluttede|afsluttet|afsluttede)\b");
static RATE_WORD: Pattern = Pattern::new(r"(?i)(?:procent|grad|andel|kvote|pct)\p{L}*$");
/// `Anbringelsesprocenten`: a share by its name.
static PERCENTAGE: Pattern = Pattern::new(r"(?i)\p{L}(?:procent|pct|andel)\p{L}*$");
/// `har givet 2 besvarelser`, `de to besvarelser`: a condition of another count, or things named before.
static CONDITION: Pattern = Pattern::new(r"(?i)\b(?:givet|afgivet|sendt|de|begge|disse|ved)\s*$");

impl Reader<'_> {
    /// `3 Anbringelser`: the number of a heading or an item.
    pub(super) fn numbers_item(&self, quantity: &Quantity) -> bool {
        quantity.span.start == 0
            && quantity.value.high() < FEWEST_AHEAD.into()
            && self.sentence.text[quantity.span.end..].trim_start().starts_with(char::is_uppercase)
    }

    /// `Godkendte plejefamilier: 12`: homes, not the children in them.
    pub(super) fn counts_homes(&self, quantity: &Quantity) -> bool {
        NOT_PLACED.is_match(&self.sentence.text[..quantity.span.start])
    }

    /// Whether a number is a condition of another count, or of things named before: `har givet 2 besvarelser`.
    pub(super) fn is_conditional(&self, quantity: &Quantity) -> bool {
        CONDITION.is_match(&self.sentence.text[..quantity.span.start])
    }

    /// The noun that a number counts. “De 874 underretninger” are all there are; “de to besvarelser” were named before.
    pub(super) fn counted_unasked(&self, quantity: &Quantity) -> Option<Reading> {
        let survey = self.index("survey_response");
        self.counted(quantity).filter(|one| Some(one.indicator) != survey || !self.is_conditional(quantity))
    }

    /// `54 pr. 1.000 børn`, `ud af hver 100`: a rate, or what one is of.
    pub(super) fn is_rated(&self, quantity: &Quantity) -> bool {
        RATE.is_match(&self.sentence.text[quantity.span.end..]) || self.denominator(quantity)
    }

    /// `Plejefamilier: 11 pladser à 427.000 kr.`: so many are placed there.
    pub(super) fn placed_with(&self, quantity: &Quantity) -> Option<Reading> {
        let (before, after) = self.around(quantity);
        let placements = self.index("placements").filter(|_| BED.is_match(after) && PLACES.is_match(before))?;
        Some(self.reading(placements, Measure::Bare, quantity.span, 0.8, "indicator: placed with"))
    }

    /// `12 ansættes`: staff, whose noun was left out.
    pub(super) fn hired(&self, quantity: &Quantity) -> Option<Reading> {
        let staff = self.index("staff").filter(|_| HIRED.is_match(self.around(quantity).1))?;
        Some(self.reading(staff, Measure::Bare, quantity.span, 0.75, "indicator: hired"))
    }

    /// Whether a number counts something that the catalogue does not know.
    pub(super) fn counts_foreign(&self, quantity: &Quantity) -> bool {
        foreign_noun(self.around(quantity).1)
    }

    /// `Antal anbragte: 142`: what the words ahead of a number say that it counts.
    pub(super) fn named_before(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let (ahead, after) = self.around(quantity);
        let (hit, cost) = self.nearest(quantity.span, Takes::Count, false)?;
        let (indicator, before) = (hit.indicator?, hit.span.end <= quantity.span.start);
        let code = self.catalogue.all()[indicator].code.as_str();
        let label = ahead.trim_end().ends_with(':');
        let countable = !(code == "survey_response" || code == "staff" && !label);
        // “Antal anbragte (1. juli 2021): 142”: a colon ties the whole label to its number.
        let reach = if label { 2 * REACH_BARE } else { REACH_BARE };
        // Nobody places half a child: a fraction is a rate or an amount whose unit stands elsewhere.
        let whole = matches!(code, "placements" | "notifications" | "preventive_measures");
        if whole && (quantity.span.of(text).contains(',') || RATED.is_match(text)) {
            return None;
        }
        let gap = if before { &text[hit.span.end..quantity.span.start] } else { "" };
        let mark = footnote_mark(gap, quantity.span.of(text), after);
        if !(before && countable && cost <= reach && !mark) {
            return None;
        }
        let reading =
            self.reading(indicator, Measure::Bare, hit.span, Self::confidence(cost) - 0.1, "indicator: named before");
        // “Årsværk, rådgivere: 44,3”: the whole label says what is counted.
        let label = Span::new(hit.span.start, quantity.span.start);
        Some(if code == "staff" { Reading { unit: Unit::Fte, evidence: label, ..reading } } else { reading })
    }

    /// `54 pr. 1.000 børn`: a count for so many is none of the catalogue's.
    pub(super) fn is_for_so_many(&self, reading: Reading, quantity: &Quantity) -> bool {
        let counts = matches!(reading.unit, Unit::Notifications | Unit::Placements | Unit::Measures);
        counts && quantity.measure == Measure::Bare && RATE.is_match(&self.sentence.text[quantity.span.end..])
    }

    /// Whether it is what a rate is of: `pr. 100 børn`, `2,6 ud af 1.000 børn`; `18 ud af 60` are two counts.
    fn denominator(&self, quantity: &Quantity) -> bool {
        let round = [2, 3, 4, 5, 10, 100, 1_000, 10_000].map(|round| Value::Exact(Decimal::from(round)));
        OUT_OF
            .captures(&self.sentence.text[..quantity.span.start])
            .is_some_and(|found| found.name("per").is_some() || round.contains(&quantity.value))
    }

    /// `Segregeringsgraden er 5,8`, `af hver 100 kroner går 24 til forebyggelse`: a rate whose words say the percent.
    pub(super) fn unsigned_rate(&self, quantity: &Quantity) -> Option<Reading> {
        let (text, after) = (self.sentence.text, &self.sentence.text[quantity.span.end..]);
        if quantity.value.high() > Decimal::ONE_HUNDRED || foreign_noun(after) {
            return None;
        }
        let hundred = OF_HUNDRED.is_match(&text[..quantity.span.start]);
        let rate = |hit: &&Hit| {
            let ahead = hit.span.end <= quantity.span.start;
            let own = hit.indicator.is_some_and(|index| {
                let one = &self.catalogue.all()[index];
                one.takes == [Takes::Percent] || one.takes(Takes::Percent) && PERCENTAGE.is_match(hit.span.of(text))
            });
            let named = ahead && RATE_WORD.is_match(hit.span.of(text));
            own && hit.role == Role::Trigger && (named || hundred)
        };
        let near = |hit: &&Hit| self.cost(quantity.span, hit.span) <= REACH_BARE;
        let hit = self.sentence.hits.iter().filter(rate).find(near)?;
        Some(self.reading(hit.indicator?, Measure::Percent, hit.span, 0.7, "indicator: rate without its sign"))
    }

    /// `Antallet af socialrådgivere steg fra 14 til 19`: staff that the sentence sets out to number.
    pub(super) fn number_of(&self, quantity: &Quantity) -> Option<Reading> {
        let (text, staff) = (self.sentence.text, self.index("staff")?);
        let ahead = |hit: &&Hit| {
            hit.indicator == Some(staff) && hit.role == Role::Counted && hit.span.end <= quantity.span.start
        };
        let hit = self.sentence.hits.iter().rev().find(ahead)?;
        let gap = &text[hit.span.end..quantity.span.start];
        let numbered = NUMBER_OF.is_match(&text[..hit.span.start]) && gap.len() <= 60 && !gap.contains([';', ':']);
        if !numbered || foreign_noun(&text[quantity.span.end..]) {
            return None;
        }
        let unit = if hit.span.of(text).to_lowercase().contains("årsværk") { Unit::Fte } else { Unit::Persons };
        let reading = self.reading(staff, Measure::Bare, hit.span, 0.78, "indicator: a word for their number ahead");
        Some(Reading { unit, ..reading })
    }

    /// `Pr. 100 børn er det 23,9 underretninger`: a rate. `Tre rådgivere deler bagvagten`: staff who are only named.
    fn is_rate_or_mentioned(&self, quantity: &Quantity, indicator: usize, noun: Span) -> bool {
        let text = self.sentence.text;
        let code = self.catalogue.all()[indicator].code.as_str();
        match code {
            "staff" => self.only_mentioned(quantity, noun),
            "notifications" | "placements" | "preventive_measures" => {
                let before = &text[..quantity.span.start];
                let few = quantity.value.high() <= OF_ONE_CHILD.into();
                quantity.span.of(text).contains(',') && RATED.is_match(text)
                    || RATED_AHEAD.is_match(before)
                    || few && code == "notifications" && ONE_OF_THEM.is_match(before)
                    || code == "placements" && DONE_IN.is_match(before) && COMPLIES.is_match(text)
            }
            _ => false,
        }
    }

    /// The noun that a number counts: within three words after it, none of them a preposition or a verb.
    pub(super) fn counted(&self, quantity: &Quantity) -> Option<Reading> {
        let text = self.sentence.text;
        let from = noun_start(text, quantity.span.end)?;
        // A capital begins another sentence, whose border a conversion lost: “forløb 1 Flere kommuner …”
        if text[from..].starts_with(char::is_uppercase) && quantity.span.start > 0 {
            return None;
        }
        let reach = reach_of_noun(text, from);
        let caseload = self.index("caseload");
        let hit = self
            .sentence
            .hits
            .iter()
            .filter(|hit| hit.role == Role::Counted && reach.contains(&hit.span.start))
            .filter(|hit| match hit.indicator {
                Some(index) if Some(index) == caseload => self.is_held(quantity, hit.span),
                index => index.is_some_and(|index| self.needs_met(index)),
            })
            .max_by_key(|hit| (std::cmp::Reverse(hit.span.start), hit.span.len()))?;
        // “23,9 underretninger pr. 100 børn”, “2,6 ud af 1.000 børn”: a rate, which the catalogue does not hold.
        if RATE.is_match(&text[hit.span.end..]) || self.denominator(quantity) {
            return None;
        }
        let indicator = hit.indicator?;
        let one = quantity.is_one_in_words();
        let counts_one = matches!(self.catalogue.all()[indicator].code.as_str(), "staff" | "survey_response");
        // “én underretning”, “hos en enkelt medarbejder” names a kind, not a count; nor is what ended there.
        let staff = Some(indicator) == self.index("staff");
        let single = one && staff && quantity.span.of(text).to_lowercase().contains("enkelt");
        let ended = ENDED.is_match(&text[hit.span.end..]);
        if one && !counts_one || single || ended {
            return None;
        }
        if self.is_rate_or_mentioned(quantity, indicator, hit.span) {
            return None;
        }
        let noun = hit.span.of(text).to_lowercase();
        let reading = self.reading(indicator, Measure::Bare, hit.span, 0.92, "indicator: counted noun");
        let unit = match self.catalogue.all()[indicator].code.as_str() {
            "staff"
                if noun.contains("årsværk")
                    || noun.starts_with("fuldtids")
                    || after_noun(text, hit.span).contains("årsværk") =>
            {
                Unit::Fte
            }
            "survey_response" if noun.contains("kommune") => Unit::Municipalities,
            "survey_response" => Unit::Responses,
            _ => reading.unit,
        };
        Some(Reading { unit, ..reading })
    }
}

/// Where the noun may begin that a number ending at `end` counts: past “) af”, “stk.” and the hyphen of a broken word.
pub(super) fn noun_start(text: &str, end: usize) -> Option<usize> {
    static SKIP: Pattern = Pattern::new(
        r"(?i)^(?:\)\s+af\s+(?:de\s+|alle\s+)?|\s+af\s+(?:de\s+|alle\s+)?(?:besvarelserne)?|\s+stk\.\s+|\s+|-\s?)",
    );
    let rest = &text[end..];
    if rest.trim_start().starts_with("af besvarelserne") {
        return Some(end + rest.find("besvarelserne")?);
    }
    let skip = SKIP.find(rest)?;
    Some(end + if skip.as_str().contains("af") && !skip.as_str().starts_with(')') { 1 } else { skip.end() })
}

/// The places at which the counted noun may begin: the first three words, up to a preposition, verb or punctuation.
pub(super) fn reach_of_noun(text: &str, from: usize) -> std::ops::Range<usize> {
    let mut at = from;
    for (index, word) in text[from..].split_inclusive(char::is_whitespace).enumerate() {
        let bare = word.trim().trim_end_matches(['.', ',', ';', ':', ')']).to_lowercase();
        // “psykologer 3 og familiebehandlere 9”: what an “og” begins is the next one's.
        if index == 0 && matches!(bare.as_str(), "og" | "eller" | "samt" | "men" | "mens") {
            break;
        }
        // “131 børn og unge anbragt”: the group may be named with “og” inside.
        let group = matches!(bare.as_str(), "og") && text[from..at].trim_end().to_lowercase().ends_with("børn");
        if index > 0 && STOPS.contains(bare.as_str()) && !group || index >= 4 {
            break;
        }
        at += word.len();
        if word.trim_end().ends_with(['.', ',', ';', ':', ')']) {
            break;
        }
    }
    from..at.max(from + 1)
}

fn after_noun(text: &str, noun: Span) -> String {
    text[noun.end..].trim_start_matches(['-', ' ', '\n']).split_whitespace().next().unwrap_or_default().to_lowercase()
}

/// Whether the word after a number is a noun of its own: not a preposition, verb or the start of something new.
pub(crate) fn foreign_noun(after: &str) -> bool {
    let Some(rest) = after.strip_prefix([' ', '\u{a0}', '\n', '-']) else { return false };
    let word: String = rest.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let number = matches!(word.as_str(), "to" | "tre" | "fire" | "fem" | "seks" | "syv" | "otte" | "ni" | "ti");
    let degree = number
        || matches!(word.as_str(), "tilbage" | "lavere" | "højere" | "flere" | "færre" | "mindre" | "yderligere");
    word.chars().count() > 1 && word.starts_with(char::is_lowercase) && !degree && !STOPS.contains(word.as_str())
}

/// A lone small number right behind a word and before the end: a footnote's mark, not its value.
fn footnote_mark(gap: &str, number: &str, after: &str) -> bool {
    let small = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    let ends = after.is_empty()
        || after.starts_with(['.', ',', ';'])
        || after.trim_start().starts_with(char::is_lowercase) && !after.trim_start().starts_with("i ");
    small && number.len() == 1 && gap.trim().is_empty() && ends
}
