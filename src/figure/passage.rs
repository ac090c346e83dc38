//! What the walk through a document carries from block to block and from sentence to sentence.
//!
//! Takes headings, paragraphs and cells as they begin and sentences as they end, gives what a sentence goes on about: its
//! lead-in, the topic of its list, the indicator of the passage, the words of its headings, and what the sentences before
//! it left ([`Carried`]). Refuses a heading that names two indicators, for it leaves open which of them is counted, and a
//! lead-in that stands too far above.

use std::collections::HashMap;

use super::{
    Unit,
    carried::Carried,
    topic::{Subject, Topic, is_label_line},
    vocabulary::{Hit, Role},
};
use crate::{
    layout::Block,
    pattern::Pattern,
    quantity::{Measure, stated_scale},
    reference::{Catalogue, Reference},
    span::Span,
};

/// Headings that go on with what the text is about.
static ASKS_ON: Pattern = Pattern::new(
    r"(?i)\?$|^(?:\d+\.?\s*)?(?:udvikling|status|tal(?:lene)?\b|fordel|baggrund|sagsfremstilling|resum|nabo|sammenlign|kilde|hvem|hvor|hvad|resultat|bemærkning|kommentar|opgørelse)",
);
/// A line that is an item of a list.
static ITEM: Pattern = Pattern::new(r"^\s*(?:[•▪\u{f0b7}–*-]\s*|\d{1,2}[.)]\s|[a-z]\)\s)");

/// How far the words that introduce a list reach, in bytes.
const LIST: usize = 300;
/// How many sentences what was counted last may be away.
const LASTS: u8 = 15;

/// What a sentence stands in.
#[derive(Default)]
pub(super) struct Passage {
    /// The last sentence that ended with a colon: what introduces a list or a table.
    lead: Option<Span>,
    /// The topic of the last lead-in, for the items of its list.
    list: Option<Topic>,
    /// The topic of the question that the last paragraph ended with.
    asked: Option<Topic>,
    /// The indicator that the passage is about.
    about: Option<usize>,
    /// What was counted last, in whichever paragraph.
    told: Option<Subject>,
    /// How many sentences ago that was.
    since: u8,
    /// The catalogue's words in each heading with those above it, by where it begins.
    headings: HashMap<usize, Vec<Hit>>,
    /// Those of the headings above the paragraph; a cell has none.
    heading_hits: Vec<Hit>,
    /// Where the innermost heading of the last paragraph begins.
    under: Option<usize>,
    /// What the sentences before left in the paragraph.
    pub carried: Carried,
}

impl Passage {
    /// A heading names a new passage, unless it only asks on: “Hvem underretter?”.
    pub(super) fn begin_heading(&mut self, heading: &str, reference: &Reference) {
        (self.lead, self.list, self.asked) = (None, None, None);
        let hits = reference.vocabulary().hits(heading);
        let named = hits.iter().filter(|hit| hit.role == Role::Trigger).filter_map(|hit| hit.indicator);
        let mut topics: Vec<usize> = named.filter(|index| reference.catalogue.all()[*index].is_topic()).collect();
        topics.dedup();
        let goes_on = ASKS_ON.is_match(heading.trim_end()) && hits.is_empty();
        // What was counted last is not over where another heading names nothing else.
        self.told = self.told.filter(|told| topics.iter().all(|topic| *topic == told.indicator));
        // One that names two leaves it open which of them is counted.
        self.about = match topics[..] {
            [] => self.about.filter(|_| goes_on),
            [only] => Some(only),
            _ => None,
        };
    }

    /// A paragraph begins with the topic of its list or of the question above it, else of its heading.
    pub(super) fn begin_paragraph(&mut self, text: &str, block: &Block, sentences: &[Span], reference: &Reference) {
        let stated = block.headings.last().and_then(|heading| stated_scale(heading.of(text)));
        let mut intro = String::new();
        let mut innermost = 0;
        for heading in &block.headings {
            innermost = intro.len();
            intro.push_str(heading.of(text));
            intro.push_str(" · ");
        }
        self.heading_hits = block.headings.last().map_or_else(Vec::new, |last| {
            self.headings.entry(last.start).or_insert_with(|| reference.vocabulary().hits(&intro)).clone()
        });
        let own = self.heading_hits.iter().filter(|hit| hit.span.start >= innermost);
        let topic = self.list.clone().or_else(|| self.asked.take());
        let mut topic = topic.unwrap_or_else(|| Topic::titled(own, &reference.catalogue));
        topic.spoken = topic.spoken.or_else(|| {
            let heading = block.headings.last()?.of(text);
            titled_own(heading, reference)
        });
        if let Some(heading) = block.headings.last() {
            topic.ask(heading.of(text));
        }
        (topic.respondents, topic.asked_in) = (self.carried.topic.respondents, self.carried.topic.asked_in);
        topic.labelled = sentences.iter().filter(|one| is_label_line(one.of(text))).nth(1).is_some();
        let stated = stated.filter(|scale| scale.measure == Measure::Money);
        // Under the same heading the paragraphs go on.
        let heading = block.headings.last().map(|last| last.start);
        let goes_on = std::mem::replace(&mut self.under, heading) == heading;
        let above = self.carried.period.or(self.carried.above).filter(|_| goes_on);
        self.carried = Carried { topic, stated, above, ..Carried::default() };
    }

    /// A cell goes on from no sentence.
    pub(super) fn begin_cell(&mut self) {
        self.heading_hits = Vec::new();
        self.carried = Carried::default();
    }

    /// A sentence of running text was read: it may be a lead-in, end the list, or turn the passage to another topic.
    pub(super) fn end_sentence(&mut self, text: &str, sentence: Span, catalogue: &Catalogue) {
        if sentence.of(text).ends_with(':') {
            self.lead = Some(sentence);
            self.list = Some(self.carried.topic.clone());
        } else {
            self.list = self.list.take().filter(|_| is_item(text, sentence));
        }
        // What answers a question is about what it asks.
        self.asked = sentence.of(text).ends_with('?').then(|| self.carried.topic.clone());
        let spoken = self.carried.topic.spoken.map(|(index, _)| index);
        self.about = spoken.filter(|index| catalogue.all()[*index].is_topic()).or(self.about);
        let counted = self.carried.topic.subject.filter(|subject| subject.last.is_some());
        self.since = if counted.is_some() { 0 } else { self.since.saturating_add(1) };
        self.told = counted.or(self.told).filter(|_| self.since <= LASTS);
    }

    /// The last sentence that ended with a colon.
    pub(super) fn lead(&self) -> Option<Span> {
        self.lead
    }

    /// The indicator that the passage is about, which may be longer than the paragraph.
    pub(super) fn about(&self) -> Option<usize> {
        self.about
    }

    /// What was counted last, in whichever paragraph, also above a heading that names nothing else.
    pub(super) fn told(&self) -> Option<Subject> {
        self.told
    }

    /// The catalogue's words in the headings above.
    pub(super) fn heading_hits(&self) -> &[Hit] {
        &self.heading_hits
    }

    /// The words that introduce a list, for an item that is not far below them.
    pub(super) fn lead_above<'t>(&self, text: &'t str, sentence: Span) -> Option<&'t str> {
        let near = |lead: &Span| lead.end <= sentence.start && sentence.start - lead.end <= LIST;
        self.lead.filter(near).map(|lead| lead.of(text))
    }

    /// The indicator that the lead-in speaks of, for a sentence that is an item of its list.
    pub(super) fn listed(&self, text: &str, sentence: Span) -> Option<usize> {
        let list = self.list.as_ref().filter(|_| is_item(text, sentence))?;
        list.spoken.map(|(index, _)| index)
    }
}

/// The only indicator of the user's own that a heading names.
fn titled_own(heading: &str, reference: &Reference) -> Option<(usize, Unit)> {
    let words = reference.vocabulary_apart();
    if !words.has_own() {
        return None;
    }
    let hits = words.hits(heading);
    let mut named = hits.iter().filter(|hit| hit.own && hit.role == Role::Trigger).filter_map(|hit| hit.indicator);
    let first = named.next()?;
    named.all(|other| other == first).then(|| (first, reference.catalogue.all()[first].unit))
}

/// Whether a sentence is an item of a list: the mark may stand ahead of it in its line.
fn is_item(text: &str, sentence: Span) -> bool {
    let from = text.floor_char_boundary(sentence.start.saturating_sub(8));
    let line = text[from..sentence.start].rfind('\n').map_or(from, |end| from + end + 1);
    ITEM.is_match(&text[line..sentence.end])
}
