//! The breakdown of a figure in a sentence: its placement type, profession, scenario, and the thing paid for.
//!
//! Takes a reading in its place, gives [`Dimensions`]. What is said right at the number goes before what is said in its
//! clause; what the sentence does not say is left out.

use std::sync::LazyLock;

use super::Place;
use crate::{
    figure::{
        Dimensions, Statistic, dimensions,
        prose::{ITEM, PLACED, Reading},
        trace::told,
    },
    pattern::{Pattern, Regex},
    quantity::Quantity,
    span::Span,
};

impl Place<'_> {
    pub(super) fn dims(
        &self,
        quantity: &Quantity,
        reading: &Reading,
        code: &str,
        statistic: Statistic,
        clause: Span,
    ) -> Dimensions {
        let sentence = self.joined.text.as_ref();
        let mut dims = Dimensions::new();
        match code {
            "placements" => {
                let pair = quantity.pair.map(|which| if which == 0 { "foster_family" } else { "institution" });
                // “10 anbragte børn, som koster over 1 mio.” are some of them, not all.
                let said = reading.rule == PLACED && reading.evidence.start > quantity.span.end;
                let some = !said && RESTRICTED.is_match(&sentence[quantity.span.end..]);
                if some {
                    let end = phrase_end(sentence, quantity.span.end);
                    dims.insert("item".into(), sentence[quantity.span.end..end].trim().to_owned().into());
                }
                let total = (statistic != Statistic::Share && !some).then_some("total");
                let named = told("breakdown: a pair of types", pair).or_else(|| {
                    told("breakdown: the type named nearest", self.placement_type(sentence, quantity, clause, reading))
                });
                // The share of all children who are placed has no type.
                let named = named.filter(|value| *value != "total" || statistic != Statistic::Share);
                if let Some(value) = named.or_else(|| told("breakdown: a total", total)) {
                    dimensions::set(&mut dims, "placement_type", value);
                }
            }
            "follow_up_interval" | "unit_cost" => {
                let ahead = Span::new(0, quantity.span.end);
                // “240.000 kr. for en plejefamilie og 60.000 for en anden foranstaltning”: what it is for is said behind.
                let said = FOR_ONE.is_match(&sentence[quantity.span.end..]);
                let near = dimensions::right_behind(sentence, "placement_type", quantity.span.end).or_else(|| {
                    dimensions::nearest(sentence, "placement_type", quantity.span, ahead).filter(|_| !said)
                });
                let anaphor = ANAPHOR.is_match(sentence);
                let carried = self.carried.placement_type.filter(|_| code == "follow_up_interval" && anaphor);
                if let Some(value) = told("breakdown: the type named nearest", near)
                    .or_else(|| told("breakdown: of the sentence before", carried))
                {
                    dimensions::set(&mut dims, "placement_type", value);
                }
            }
            // An amount of a list is broken down by its label.
            "expenditure" | "budget" | "deficit" | "saving" if reading.rule == ITEM => {
                let label = dimensions::named(reading.evidence.of(sentence), "placement_type");
                if let Some(named) = told("breakdown: the item's label", label.last()) {
                    dimensions::set(&mut dims, "placement_type", named.value);
                }
            }
            "budget" | "expenditure" | "deficit" => {
                let behind = dimensions::right_behind(sentence, "placement_type", quantity.span.end);
                let ahead = &sentence[..quantity.span.start];
                if let Some(value) = told("breakdown: the type right behind the amount", behind)
                    .or_else(|| told("breakdown: the item's label", labelled(ahead)))
                    .or_else(|| told("breakdown: where the money goes", goes_to(&ahead[clause.start..])))
                {
                    dimensions::set(&mut dims, "placement_type", value);
                }
            }
            "staff" => {
                // “koordinator/teamleder”: the noun goes on behind the stroke.
                let end = reading.evidence.end;
                let tail = sentence[end..].find(|c: char| !(c.is_alphabetic() || matches!(c, '/' | '-')));
                let whole = Span::new(reading.evidence.start, tail.map_or(sentence.len(), |at| end + at));
                let named = dimensions::named(whole.of(sentence), "profession").last().map(|one| one.value);
                // “9,4 årsværk psykologer”: whose posts they are stands behind.
                let post = POSTS.is_match(whole.of(sentence));
                let behind = || BEHIND_POST.captures(&sentence[whole.end..]).and_then(|found| found.name("post"));
                let named = named.or_else(|| {
                    let word = Some(()).filter(|()| post).and_then(|()| behind())?;
                    dimensions::named(word.as_str(), "profession").first().map(|one| one.value)
                });
                let carried = self.carried.profession.filter(|_| reading.rule == "indicator: hired");
                if let Some(value) = told("breakdown: the word for the profession", named)
                    .or_else(|| told("breakdown: of the sentence before", carried))
                {
                    dimensions::set(&mut dims, "profession", value);
                } else if !POSTS.is_match(whole.of(sentence)) && !whole.is_empty() && whole.len() <= 60 {
                    // A profession that the table of breakdowns lacks is told by its own word.
                    dims.insert("item".into(), whole.of(sentence).to_lowercase().into());
                }
            }
            _ => {}
        }
        if self.facts.scenarios
            && matches!(code, "staff" | "investment" | "saving" | "net_change" | "placements" | "unit_cost")
            && let Some(value) = told("breakdown: the scenario named nearest", self.scenario(quantity))
        {
            dimensions::set(&mut dims, "scenario", value);
        }
        dims
    }

    /// The type right behind the number; ahead of it only where it names what is counted.
    fn placement_type(
        &self,
        sentence: &str,
        quantity: &Quantity,
        clause: Span,
        reading: &Reading,
    ) -> Option<&'static str> {
        // The noun that is counted, or whose share it is, says its type; “det samlede antal” says that there is none.
        let noun = ["indicator: counted noun", "indicator: share of", ITEM].contains(&reading.rule)
            || reading.rule == PLACED && !sentence[..reading.evidence.start].trim_end().ends_with("eller");
        let named = dimensions::named(reading.evidence.of(sentence), "placement_type");
        if let Some(named) = named.first().filter(|_| noun) {
            return Some(named.value);
        }
        // “Plejefamilie 96, netværkspleje 17”: a label right ahead is the number's own.
        let beside = reading.evidence.end <= quantity.span.start
            && sentence[reading.evidence.end..quantity.span.start].trim().is_empty();
        if let Some(named) = named.last().filter(|_| beside) {
            return Some(named.value);
        }
        // “18 ud af 60 anbragte bor i plejefamilie”: the type is of those picked out, the others are all there are.
        let rest = Span::new(quantity.span.start, sentence.len());
        if reading.rule == "indicator: so many of them" {
            let behind = dimensions::nearest(sentence, "placement_type", quantity.span, rest);
            // “Plejefamilierne har 55 af de 91”: the type may be what the sentence is about.
            let ahead = || dimensions::named(clause.of(sentence), "placement_type").first().map(|one| one.value);
            return behind.or_else(ahead);
        }
        if WHOLE.is_match(&sentence[..quantity.span.start]) {
            return Some("total");
        }
        if let Some(whole) = OF_SO_MANY.find(&sentence[quantity.span.end..]) {
            let rest = Span::new(quantity.span.end + whole.end(), sentence.len());
            let behind = dimensions::named(rest.of(sentence), "placement_type");
            return behind.first().filter(|one| one.span.start <= NEAR).map(|one| one.value);
        }
        // “andelen i plejefamilie steg fra 48 til 57 pct.”
        let on = sentence[clause.start..quantity.span.start].trim() == "til";
        let clause = if on { Span::new(0, clause.end) } else { clause };
        let ahead = sentence[clause.start..quantity.span.start].to_lowercase();
        if ["samlede antal", "antallet af anbringelser", "antal anbringelser", "antal anbragte", "anbragte i alt"]
            .iter()
            .any(|words| ahead.contains(words))
            && named.is_empty()
        {
            return Some("total");
        }
        let moved_to = || {
            let ahead = &sentence[..quantity.span.start];
            let types = dimensions::named(ahead, "placement_type");
            let one = types.first().filter(|first| types.iter().all(|other| other.value == first.value));
            one.filter(|_| MOVED_TO.is_match(ahead)).map(|one| one.value)
        };
        // “andelen i familiepleje er 54 % i Nyborg mod 63 % i Kerteminde”: what is compared is of the same type.
        let compared = || {
            let ahead = &sentence[..quantity.span.start];
            dimensions::named(ahead, "placement_type").last().filter(|_| COMPARED.is_match(ahead)).map(|one| one.value)
        };
        // “I familiepleje var der regnet med 75, men tallet endte på 84”: the place counted first is still meant.
        let still = || {
            let ahead = reading.evidence.end <= quantity.span.start;
            let gap = if ahead { &sentence[reading.evidence.end..quantity.span.start] } else { "" };
            named.last().filter(|_| ahead && !IN_ALL.is_match(gap)).map(|one| one.value)
        };
        let near = dimensions::nearest(sentence, "placement_type", quantity.span, clause);
        near.or_else(moved_to).or_else(compared).or_else(still)
    }

    /// The scenario that the text named last before the number, in the sentence or a little before it.
    fn scenario(&self, quantity: &Quantity) -> Option<&'static str> {
        let text = self.document.text.as_str();
        let at = self.joined.original(quantity.span).start + self.span.start;
        let from = text.ceil_char_boundary(at.saturating_sub(500).max(self.block.span.start));
        let named = |text: &str| dimensions::named(text, "scenario").last().map(|named| named.value);
        let heading = || self.block.headings.last().and_then(|heading| named(heading.of(text)));
        let model = || self.facts.models(self.document).named(&text[self.span.start..at]);
        named(&text[from..at]).or_else(model).or_else(heading)
    }
}

/// The profession behind a word for posts: ` psykologer`, ` som socialrådgiver`.
static BEHIND_POST: Pattern = Pattern::new(r"(?i)^\s+(?:som\s+|til\s+)?(?P<post>[\p{L}-]{5,40})");

/// Right behind a price: what one of costs so much.
static FOR_ONE: Pattern = Pattern::new(r"(?i)^\s+for\s+(?:en|et|én|ét)\s+\p{L}");

/// From a share in one place to the share in the next, nothing between them but the place.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    let share = r"\d+(?:,\d+)?\s*(?:%|pct\.|procent)\s+i\s+(?-i:\p{Lu})[\p{L}-]+(?:\s+Kommune)?";
    Regex::new(&format!(
        r"(?i)\bandel[^.;]*\b{share}(?:,?\s+(?:(?:og|mod|men|kun)\s+)*{share})*,?\s+(?:(?:og|mod|men|kun)\s+)*$"
    ))
    .expect("a pattern")
});

/// Words for posts that say nothing of whose they are.
static POSTS: Pattern = Pattern::new(r"(?i)^(?:årsværk|stilling(?:er)?|ansatte|fuldtids\p{L}*)");

/// The type that money goes to, right ahead of the amount: `Udgiften til plejefamilier var 25 mio. kr., til institutioner
/// 24 mio. kr.`
fn goes_to(ahead: &str) -> Option<&'static str> {
    static TO: Pattern = Pattern::new(
        r"(?i)\b(?:til|på|vedrørende)\s+(?P<name>[\p{L}-]+(?:\s+værelse)?)\s+(?:(?:var|er|blev|bliver|udgør|udgjorde|på|steg|faldt|endte|ender|landede|lander|ventes|forventes|skønnes|at|blive|ende|med|til|i\s+alt|ca\.|omkring|knap|godt)\s+)*$",
    );
    let found = TO.captures(ahead)?;
    let named = dimensions::named(&found["name"], "placement_type");
    named.first().filter(|one| one.span.len() == found["name"].len()).map(|one| one.value)
}

/// The type that an amount's label names, and nothing but it: `Opholdssteder: +8,1 mio. kr.`, `Udgiften til plejefamilier
/// alene: forventet 41 mio. kr.`
fn labelled(ahead: &str) -> Option<&'static str> {
    static LABEL: Pattern = Pattern::new(
        r"(?i)^\W*(?:(?:udgift(?:en|er(?:ne)?)?|forbrug(?:et)?|budget(?:tet)?)\s+(?:til|på|vedrørende)\s+)?(?P<name>[^:\d]{4,60}?)(?:\s+alene|\s+isoleret)?:\s",
    );
    let label = LABEL.captures(ahead)?;
    let named = dimensions::named(&label["name"], "placement_type");
    let [only] = named.as_slice() else { return None };
    let rest = label["name"].len() - only.span.len();
    (rest <= 25).then_some(only.value)
}

/// Where the words end that say which of them a number counts: at the next comma but one, or after eighty bytes.
fn phrase_end(sentence: &str, from: usize) -> usize {
    let end = sentence.floor_char_boundary(from + 80);
    let stops = sentence[from..end].match_indices([',', '.', ';']).nth(1);
    stops.map_or(end, |(at, _)| from + at)
}

/// A clause behind the noun that narrows it down.
static RESTRICTED: Pattern = Pattern::new(r"(?i)^\s+(?:\p{L}+\s+){1,3}?\p{L}+,?\s+(?:som|der)\s");

/// How far behind the whole the type of its share may stand, in bytes.
const NEAR: usize = 40;

/// Behind a share, the whole that it is of: ` af de 93 anbragte `.
static OF_SO_MANY: Pattern = Pattern::new(
    r"(?i)^\s+af\s+(?:(?:de|kommunens|vores|sine)\s+)*\d[\d.]*\s+anbragte\s+(?:børn\s+|unge\s+|og\s+)*(?:(?:er|var|bor|boede)\s+)?",
);

/// A number that others are picked out of.
static WHOLE: Pattern = Pattern::new(
    r"(?i)(?:\d|%|pct\.|procent|\p{L}del(?:en|e)?|\b(?:to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv))\s+(?:ud\s+)?af\s+(?:(?:de|sine|vores|kommunens|i\s+alt)\s+)*$",
);

/// A sum over all places.
static IN_ALL: Pattern = Pattern::new(r"(?i)\b(?:i\s+alt|samlet|tilsammen)\b");

/// `Andelen i plejefamilie gik fra 54 pct. til `: the second of two numbers is of the type that the first is of.
static MOVED_TO: Pattern =
    Pattern::new(r"(?i)\bfra\s[^.;]{1,50}\btil\s+(?:ca\.\s+|cirka\s+|omkring\s+|godt\s+|knap\s+|næsten\s+)?$");

/// Words that take up the sentence before.
static ANAPHOR: Pattern = Pattern::new(r"(?i)^(?:herefter|derefter|efterfølgende|og|siden|efter\s+det)\b");
