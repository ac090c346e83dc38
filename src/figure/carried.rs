//! What a sentence leaves for the next one of its paragraph.
//!
//! Takes a sentence with what was read in it, gives the topic, place, time and breakdowns that the next one goes on
//! about when it names none. Refuses a place where several were named and none of them is the document's own.

use super::{
    MunicipalityCode, Status, dimensions, facts::Facts, owner::Mention, prose::Reading, topic::Topic, vocabulary::Hit,
    whose,
};
use crate::{
    pattern::Pattern,
    quantity::{DateMention, Period, Scale, Scan},
    reference::Reference,
};

/// What a sentence leaves for the next one of its paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    /// What the passage is about.
    pub topic: Topic,
    /// The place it was about.
    pub owner: Option<MunicipalityCode>,
    /// Whether that place was only named in passing: neither the document's own nor what the paragraph began with.
    pub aside: bool,
    /// Whether a sentence of the paragraph was told.
    pub begun: bool,
    /// The placement type it named last.
    pub placement_type: Option<&'static str>,
    /// The profession it named last.
    pub profession: Option<&'static str>,
    /// The time it spoke of.
    pub period: Option<Period>,
    /// The time that the paragraphs before it under the same heading spoke of last.
    pub above: Option<Period>,
    /// The time that the sentence right before opened with, where it was the only one.
    pub led: Option<Period>,
    /// The municipalities it named, in order.
    pub places: Vec<MunicipalityCode>,
    /// Whether all its figures were the country's.
    pub country: bool,
    /// The status of the last outcome of a budget that it told.
    pub outcome: Option<Status>,
    /// The scale of money that the heading states: “Økonomi (mio. kr.)”.
    pub stated: Option<Scale>,
}

/// What was read in a sentence.
pub(super) struct Told<'a> {
    /// The sentence.
    pub text: &'a str,
    /// What its numbers are figures of.
    pub readings: &'a [Option<Reading>],
    /// The catalogue's words in it.
    pub hits: &'a [Hit],
    /// The words in it of a user's own indicators.
    pub own: &'a [Hit],
    /// The places it names.
    pub mentions: &'a [Mention],
    /// Its numbers and dates.
    pub scan: &'a Scan,
    /// Its dates, and the times it tells by another.
    pub times: &'a [DateMention],
}

impl Carried {
    /// What is left after a sentence.
    pub(super) fn after(&mut self, told: &Told<'_>, reference: &Reference, facts: &Facts) {
        self.topic.hear(told, &reference.catalogue);
        self.place(told, facts);
        let places = told.mentions.iter().filter(|mention| mention.code.is_municipality());
        self.places = places.map(|mention| mention.code.clone()).collect();
        self.period = spoken_of(told).or(self.period);
        self.led = if told.times.is_empty() { self.led } else { led_by(told) };
        if let Some(named) = dimensions::named(told.text, "placement_type").last() {
            self.placement_type = Some(named.value);
        }
        if let Some(named) = dimensions::named(told.text, "profession").last() {
            self.profession = Some(named.value);
        }
    }

    /// The place that the next sentence is about when it names none: the only one here, or the document's own among
    /// several.
    fn place(&mut self, told: &Told<'_>, facts: &Facts) {
        let mentions = told.mentions;
        let begun = std::mem::replace(&mut self.begun, true);
        let abroad = |mention: &Mention| mention.code.as_str().starts_with("SE");
        let places: Vec<&Mention> =
            mentions.iter().filter(|mention| mention.code.is_municipality() || abroad(mention)).collect();
        // “den svenske kommune Borås” names the country and the place: the place it is.
        let all_abroad = places.iter().all(|mention| abroad(mention));
        if let Some(place) = places.iter().max_by_key(|mention| mention.code.as_str().len()).filter(|_| all_abroad) {
            self.owner = Some(place.code.clone());
            self.aside = begun && facts.has_own();
            return;
        }
        match places.as_slice() {
            [] if whose::turns_home(told.text) => (self.owner, self.aside) = (facts.owner.clone(), false),
            [] if self.aside && !whose::goes_on(told.text) => (self.owner, self.aside) = (None, false),
            [] => {}
            [only] => {
                self.owner = Some(only.code.clone());
                // What a later clause is about is no subject of the next sentence.
                let later = told.text[..only.span.start].contains([',', ';']);
                self.aside = (begun || later) && facts.has_own() && self.owner != facts.owner;
            }
            _ if mentions.iter().any(|mention| Some(&mention.code) == facts.owner.as_ref()) => {
                self.owner = facts.owner.clone();
            }
            _ => self.owner = None,
        }
    }
}

/// The only time of a sentence, where it stands ahead of all its numbers.
fn led_by(told: &Told<'_>) -> Option<Period> {
    let [only] = told.times else { return None };
    let first = told.scan.quantities.first().map_or(told.text.len(), |first| first.span.start);
    let year = only.period.is_some_and(|period| period.start.month.is_none() || only.span.of(told.text).contains("20"));
    only.period.filter(|_| year && only.span.end <= first)
}

/// Ahead of a time that something is only held against: `137 mod 129 ved udgangen af 2020`.
static AGAINST: Pattern = Pattern::new(r"(?i)\bmod\s+\d[^,;.]{0,40}$");

/// The time that a sentence speaks of: its dates from the first to the last, or what it counts from another. What it only
/// holds its number against says nothing of the next sentence.
fn spoken_of(told: &Told<'_>) -> Option<Period> {
    let against = |date: &&DateMention| AGAINST.is_match(&told.text[..date.span.start]);
    let dates = &told.scan.dates;
    if let [only] = dates.as_slice()
        && against(&only)
    {
        return None;
    }
    let own: Vec<Period> = dates.iter().filter_map(|date| date.period).collect();
    match own.as_slice() {
        [] => told.times.last()?.period,
        [only] => Some(*only),
        all => {
            let (first, last) = (all.iter().map(|one| one.start).min()?, all.iter().map(|one| one.last()).max()?);
            Some(Period::span(first, last))
        }
    }
}
