//! The figures of a document: sentences and tables in their order, each with the context that the ones before it set.
//!
//! Takes a [`Document`] and its [`Layout`], gives an [`Extraction`]. The only place that walks the blocks.

use std::{collections::HashMap, sync::LazyLock, time::Instant};

use super::{
    Dimensions, Figure, MunicipalityCode,
    assemble::Place,
    carried::{Carried, Told},
    facts::Facts,
    lost,
    owner::Mention,
    prose::{self, Reading},
    recognised, tabular,
    topic::{Topic, is_label_line},
    vocabulary::{Hit, Role},
    whose::{self, Owners},
};
use crate::{
    document::Document,
    layout::{Block, BlockKind, Joined, Layout, sentences},
    notice::Notice,
    pattern::{Known, Regex},
    quantity::{
        Anchors, Date, DateMention, Measure, Period, Quantity, Scan, Value, find_times, scan, stated_scale,
        under_heading,
    },
    reference::{
        Catalogue, Reference,
        lexicon::{NUMERALS, value_of},
    },
    span::Span,
};

/// What was found in a document.
#[derive(Clone, Debug, Default)]
pub struct Extraction {
    /// Its figures, in order; those whose digits were lost among them.
    pub figures: Vec<Figure>,
    /// Whose document it is, where it says so.
    pub municipality: Option<MunicipalityCode>,
    /// The year it was written, where it says so.
    pub year: Option<u16>,
    /// When it was written, where its head or its end says so.
    pub written: Option<Period>,
    /// What was left out.
    pub notices: Vec<Notice>,
}

/// How long a document may be looked at, and how many figures it may have.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// When to stop.
    pub deadline: Option<Instant>,
    /// How many figures to stop at: more is no document but a data set, or worse.
    pub figures: usize,
    /// Whether parts in other languages than Danish are looked at too.
    pub all_languages: bool,
}

impl Bounds {
    fn reached(self, figures: usize) -> bool {
        figures >= self.figures || self.deadline.is_some_and(|deadline| Instant::now() > deadline)
    }
}

/// Finds the figures of a document.
///
/// Stops at its bounds, and says in a notice where.
pub fn extract(document: &Document, layout: &Layout, reference: &Reference, bounds: Bounds) -> Extraction {
    let facts = Facts::of(document, layout, reference);
    let mut walk = Walk {
        document,
        reference,
        facts: &facts,
        headings: HashMap::new(),
        lead: None,
        passage: None,
        led: None,
        figures: Vec::new(),
        bounds,
        late: None,
    };
    for (index, block) in layout.blocks.iter().enumerate() {
        match &block.kind {
            _ if walk.late.is_some() => break,
            BlockKind::Heading(_) => walk.heading(block),
            BlockKind::Paragraph => walk.paragraph(block),
            BlockKind::Table(table) => {
                let around = tabular::Surroundings { layout, index, lead: walk.lead, passage: walk.passage };
                let mut stops = |at, found| walk.stops(at, found);
                let found = tabular::figures(document, reference, &facts, table, &around, &mut stops);
                walk.figures.extend(found);
                walk.labels(block, table);
            }
        }
    }
    let notices = walk.late.map(|at| late(document, at)).into_iter().collect();
    let mut figures = walk.figures;
    figures.sort_by_key(|figure| figure.span);
    figures.dedup_by_key(|figure| figure.span);
    figures.retain(|figure| bounds.all_languages || document.foreign_at(figure.span.start).is_none());
    recognised::doubt(&mut figures, document, layout);
    Extraction { figures, municipality: facts.owner.clone(), year: facts.year(), written: facts.written, notices }
}

struct Walk<'a> {
    document: &'a Document,
    reference: &'a Reference,
    facts: &'a Facts,
    /// The catalogue's words in each heading, by where it begins.
    headings: HashMap<usize, Vec<Hit>>,
    /// The last sentence that ended with a colon: what introduces a list or a table.
    lead: Option<Span>,
    /// The indicator that the passage is about.
    passage: Option<usize>,
    /// The topic of the last lead-in, for the items of its list.
    led: Option<Topic>,
    figures: Vec<Figure>,
    bounds: Bounds,
    /// Where the bounds stopped it.
    late: Option<usize>,
}

/// Headings that go on with what the text is about.
static ASKS_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\?$|^(?:\d+\.?\s*)?(?:udvikling|status|tal(?:lene)?\b|fordel|baggrund|sagsfremstilling|resum|nabo|sammenlign|kilde|hvem|hvor|hvad|resultat|bemærkning|kommentar|opgørelse)").expect("a pattern")
});
/// A line that is an item of a list.
static ITEM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:[•▪\u{f0b7}–*-]\s*|\d{1,2}[.)]\s|[a-z]\)\s)").expect("a pattern"));

/// Whether a sentence is an item of a list: the mark may stand ahead of it in its line.
fn is_item(text: &str, sentence: Span) -> bool {
    let from = text.floor_char_boundary(sentence.start.saturating_sub(8));
    let line = text[from..sentence.start].rfind('\n').map_or(from, |end| from + end + 1);
    ITEM.is_match(&text[line..sentence.end])
}

/// How far the words that introduce a list reach, in bytes.
const LIST: usize = 300;

/// Whether a word has digits, or is a number's.
fn may_count(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) || value_of(&NUMERALS, "cardinal", &word.to_lowercase()).is_some()
}

/// What is said of a document whose end no rule saw.
fn late(document: &Document, at: usize) -> Notice {
    let percent = at * 100 / document.text.len().max(1);
    Notice::partial(format!(
        "figures were looked for in the first {percent} % of the text only: the limit of time or of figures for one \
         document was reached"
    ))
}

/// A sentence in its place, with the catalogue's words and the places that it names.
struct Said<'a> {
    span: Span,
    block: &'a Block,
    joined: &'a Joined<'a>,
    hits: &'a [Hit],
    heading_hits: &'a [Hit],
    mentions: &'a [Mention],
    /// Whether it is the label of a table's row.
    label: bool,
    /// The times that it counts from another.
    times: &'a [DateMention],
    /// What its lead-in speaks of, where it is the item of a list.
    lead: Option<usize>,
}

impl Walk<'_> {
    /// Whether the bounds stop it at a place in the text, where so many figures wait to join the others.
    fn stops(&mut self, at: usize, waiting: usize) -> bool {
        if self.late.is_none() && self.bounds.reached(self.figures.len() + waiting) {
            self.late = Some(at);
        }
        self.late.is_some()
    }

    /// A heading names a new passage, unless it only asks on: “Hvem underretter?”.
    fn heading(&mut self, block: &Block) {
        (self.lead, self.led) = (None, None);
        let text = block.span.of(&self.document.text);
        let hits = self.reference.vocabulary().hits(text);
        let named = hits.iter().filter(|hit| hit.role == Role::Trigger).filter_map(|hit| hit.indicator);
        let topics = named.filter(|index| self.reference.catalogue.all()[*index].is_topic());
        let goes_on = ASKS_ON.is_match(text.trim_end()) && hits.is_empty();
        let mut topics: Vec<usize> = topics.collect();
        topics.dedup();
        // One that names two leaves it open which of them is counted.
        self.passage = match topics[..] {
            [] => self.passage.filter(|_| goes_on),
            [only] => Some(only),
            _ => None,
        };
    }

    fn paragraph(&mut self, block: &Block) {
        let text = self.document.text.as_str();
        let stated = block.headings.last().and_then(|heading| stated_scale(heading.of(text)));
        let stated = stated.filter(|scale| scale.measure == Measure::Money);
        let mut intro = String::new();
        let mut innermost = 0;
        for heading in &block.headings {
            innermost = intro.len();
            intro.push_str(heading.of(text));
            intro.push_str(" · ");
        }
        let heading_hits = self.heading_hits(block, &intro);
        let own = heading_hits.iter().filter(|hit| hit.span.start >= innermost);
        let topic = self.led.clone().unwrap_or_else(|| Topic::titled(own, &self.reference.catalogue));
        let mut carried = Carried { topic, stated, ..Carried::default() };
        let parts = sentences(text, block.span);
        carried.topic.labelled = parts.iter().filter(|part| is_label_line(part.of(text))).nth(1).is_some();
        for sentence in parts {
            self.sentence(sentence, block, &heading_hits, &mut carried, false);
            let leads = sentence.of(text).ends_with(':');
            if leads {
                self.lead = Some(sentence);
            }
            self.led =
                if leads { Some(carried.topic.clone()) } else { self.led.take().filter(|_| is_item(text, sentence)) };
            let spoken = carried.topic.spoken.map(|(index, _)| index);
            let topic = spoken.filter(|index| self.reference.catalogue.all()[*index].is_topic());
            self.passage = topic.or(self.passage);
        }
    }

    /// Words in a table: a row label may count staff (`4 sagsbehandlere + 1 teamkoord.`), a long cell is running text.
    fn labels(&mut self, block: &Block, table: &crate::layout::Table) {
        let text = self.document.text.as_str();
        for row in &table.rows {
            let Some(label) = row.first().map(|cell| cell.span).filter(|span| !span.is_empty()) else { continue };
            let numbers =
                row.iter().skip(1).filter(|cell| cell.span.of(text).contains(|c: char| c.is_ascii_digit())).count();
            // Where the first cell numbers the row, its label is the second.
            let labels = row.iter().take(2).map(|cell| cell.span).filter(|span| {
                let words = span.of(text);
                words.contains(' ') && words.contains(char::is_alphabetic) && words.split_whitespace().any(may_count)
            });
            for label in labels.filter(|_| numbers > 0) {
                self.sentence(label, block, &[], &mut Carried::default(), true);
            }
            let running = |span: &Span| span.len() > 60 && span.of(text).split_whitespace().count() > 8;
            for cell in row.iter().map(|cell| cell.span).filter(running).filter(|span| numbers == 0 || *span != label) {
                let mut carried = Carried::default();
                for sentence in sentences(text, cell) {
                    self.sentence(sentence, block, &[], &mut carried, false);
                }
            }
        }
    }

    fn heading_hits(&mut self, block: &Block, intro: &str) -> Vec<Hit> {
        let Some(innermost) = block.headings.last() else { return Vec::new() };
        let vocabulary = self.reference.vocabulary();
        self.headings.entry(innermost.start).or_insert_with(|| vocabulary.hits(intro)).clone()
    }

    fn sentence(&mut self, span: Span, block: &Block, heading_hits: &[Hit], carried: &mut Carried, label: bool) {
        if self.stops(span.start, 0) {
            return;
        }
        let joined = Joined::of(span.of(&self.document.text));
        let text = joined.text.as_ref();
        let _known = Known::new(text);
        let mut scan = scan(text);
        if let Some(scale) = carried.stated {
            under_heading(text, &mut scan, scale);
        }
        let hits = self.reference.vocabulary().hits(text);
        let lead = self
            .led
            .as_ref()
            .filter(|_| is_item(&self.document.text, span))
            .and_then(|led| led.spoken)
            .map(|(index, _)| index);
        let mentions = self.mentions(span, &joined);
        let times = self.times(text, &scan, carried);
        let said = Said {
            span,
            block,
            joined: &joined,
            hits: &hits,
            heading_hits,
            mentions: &mentions,
            label,
            times: &times,
            lead,
        };
        self.rescale(&said, &mut scan, carried);
        let readings = self.readings(&said, &scan, carried);
        let figures = self.read(&said, &scan, &readings, carried, |_| true);
        let country = |figure: &Figure| figure.municipality == Some(MunicipalityCode::DENMARK);
        carried.country = !figures.is_empty() && figures.iter().all(country);
        let dims: Vec<Dimensions> = figures.iter().map(|figure| figure.dims.clone()).collect();
        self.figures.extend(figures);
        if !label && let Some((scan, lost)) = lost::gaps(text, &self.document.text[..span.start], &scan) {
            let readings = self.readings(&said, &scan, carried);
            let believed = |index: usize| lost.contains(&index) && lost::is_believed(text, &scan, &readings, index);
            let figures = self.read(&said, &scan, &readings, carried, believed);
            self.figures.extend(figures.into_iter().map(|figure| lost::blank(figure, &self.document.text)));
        }
        let told = Told { text, readings: &readings, hits: &hits, mentions: &mentions, scan: &scan, times: &times };
        carried.after(&told, self.reference, self.facts);
        carried.topic.remember(dims);
    }

    /// The times that a sentence counts from another.
    fn times(&self, text: &str, scan: &Scan, carried: &Carried) -> Vec<DateMention> {
        let anchors = Anchors {
            before: carried.period.or(self.facts.basis),
            report: self.facts.report.map(|report| report.period),
            written: self.facts.written.map(|period| period.start).or(self.facts.told.map(Date::year)),
            term: self.facts.term,
        };
        find_times(text, &scan.dates, anchors)
    }

    /// Makes amounts of the numbers that leave out the scale of the amount before them.
    fn rescale(&self, said: &Said<'_>, scan: &mut Scan, carried: &Carried) {
        let has = |measure: Measure| scan.quantities.iter().any(|one| one.measure == measure);
        if !has(Measure::Bare) || carried.topic.amount.is_none() && !has(Measure::Money) {
            return;
        }
        let scales = self.with_context(said, scan, carried, prose::scales);
        for (index, factor) in scales {
            scan.quantities[index].rescale(factor);
        }
    }

    /// What the numbers of a sentence are figures of.
    fn readings(&self, said: &Said<'_>, scan: &Scan, carried: &Carried) -> Vec<Option<Reading>> {
        self.with_context(said, scan, carried, prose::read)
    }

    /// What is made of a sentence with all that is known about it.
    fn with_context<T>(
        &self,
        said: &Said<'_>,
        scan: &Scan,
        carried: &Carried,
        make: impl Fn(&prose::Sentence<'_>, &Catalogue) -> T,
    ) -> T {
        let text = said.joined.text.as_ref();
        let further = self.further_hits(scan, text);
        let ours = |number: Span| self.is_about_children(text, number, said.block);
        let other_service = |number: Span| {
            let headings = said.block.headings.iter().rev().map(|heading| heading.of(&self.document.text));
            self.reference.area().other_service(text, number, headings)
        };
        let places: Vec<Span> = said.mentions.iter().map(|mention| mention.span).collect();
        let context = prose::Sentence {
            text,
            scan,
            hits: said.hits,
            further: &further,
            ours: &ours,
            other_service: &other_service,
            heading_hits: said.heading_hits,
            topic: &carried.topic,
            places: &places,
            passage: self.passage,
            lead: said.lead,
            survey: self.facts.surveyed.reported,
            field: self.facts.field || self.in_field(text, said.block),
        };
        make(&context, &self.reference.catalogue)
    }

    /// Whether a sentence or a heading above it speaks of our field.
    fn in_field(&self, text: &str, block: &Block) -> bool {
        let speaks = |text: &str| self.reference.vocabulary().field_words(text) > 0;
        speaks(text) || block.headings.iter().any(|heading| speaks(heading.of(&self.document.text)))
    }

    /// The figures of those of a sentence's numbers that are wanted.
    fn read(
        &self,
        said: &Said<'_>,
        scan: &Scan,
        readings: &[Option<Reading>],
        carried: &Carried,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<Figure> {
        let text = said.joined.text.as_ref();
        let of =
            |reading: &Reading, code: &str| self.reference.catalogue.all()[reading.indicator].code.as_str() == code;
        let mentions = whose::spoken_for(text, said.mentions, self.facts.owner.as_ref());
        let owners = Owners { text, mentions: &mentions, quantities: &scan.quantities, readings };
        let place = Place {
            document: self.document,
            reference: self.reference,
            facts: self.facts,
            block: said.block,
            span: said.span,
            joined: said.joined,
            scan,
            times: said.times,
            lead: self.led_in(said.span),
            carried,
            label: said.label,
            funded: readings.iter().flatten().any(|reading| of(reading, "investment")),
        };
        let mut figures: Vec<Figure> = Vec::new();
        for (index, reading) in readings.iter().enumerate().filter(|(index, _)| wanted(*index)) {
            let Some(reading) = reading.filter(|reading| !said.label || of(reading, "staff")) else { continue };
            if !self.is_page_number(said.span, said.joined, &scan.quantities[index]) {
                let owner = owners.resolve(index, said.block, carried, self.facts);
                let mut figure = place.figure(index, reading, owner);
                carried.topic.break_down(&mut figure, reading.rule, &figures);
                figures.push(figure);
            }
        }
        figures
    }

    /// The words that introduce a list, for an item that is not far below them.
    fn led_in(&self, span: Span) -> Option<&str> {
        let near = |lead: &Span| lead.end <= span.start && span.start - lead.end <= LIST;
        self.lead.filter(near).map(|lead| lead.of(&self.document.text))
    }

    /// The words of the further indicators, where there is a number that they could speak for.
    fn further_hits(&self, scan: &Scan, text: &str) -> Vec<Hit> {
        if scan.quantities.is_empty() { Vec::new() } else { self.reference.further_vocabulary().hits(text) }
    }

    /// Whether a number in a sentence is about children: by the nearest word for it there, in the headings, in the
    /// document's beginning.
    fn is_about_children(&self, text: &str, number: Span, block: &Block) -> bool {
        let area = self.reference.area();
        let headings = block.headings.iter().rev().map(|heading| heading.of(&self.document.text));
        area.nearest(text, number)
            .or_else(|| headings.filter_map(|heading| area.title(heading)).next())
            .unwrap_or_else(|| self.facts.about_children(self.document, self.reference))
    }

    /// `7 pædagoger og dagplejere`: the page's own number, which a transcript sets before its first word.
    fn is_page_number(&self, sentence: Span, joined: &Joined<'_>, quantity: &Quantity) -> bool {
        let at = sentence.start + joined.original(quantity.span).start;
        self.document.page_at(at).is_some_and(|page| {
            let lead = &self.document.text[page.span.start..at.max(page.span.start)];
            lead.trim().is_empty() && quantity.value == Value::Exact(page.number.get().into())
        })
    }

    /// The places named in a sentence, with spans in its mended text.
    fn mentions(&self, span: Span, joined: &Joined<'_>) -> Vec<Mention> {
        let own = |mention: &Mention| Mention {
            span: Span::new(
                joined.mended(mention.span.start - span.start),
                joined.mended(mention.span.end - span.start),
            ),
            ..mention.clone()
        };
        self.facts.mentions_in(span).iter().filter(|mention| mention.span.end <= span.end).map(own).collect()
    }
}
