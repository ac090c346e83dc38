//! One sentence becomes figures.
//!
//! Takes a sentence, or the label of a table's row, with the [`Passage`] that it stands in; gives its figures, those
//! whose digits were lost among them, and leaves in the passage what it said. Refuses a page's own number, and in a label
//! all but staff: what its row counts is the table's to say.

use std::cell::OnceCell;

use super::{
    Dimensions, Figure, MunicipalityCode,
    assemble::{Place, outcome},
    carried::Told,
    facts::Facts,
    lost,
    owner::Mention,
    passage::Passage,
    prose::{self, Reading},
    status, trace,
    vocabulary::Hit,
    whose::{self, Owners},
};
use crate::{
    document::Document,
    layout::{Block, Joined},
    pattern::Known,
    quantity::{Anchors, Date, DateMention, Measure, Quantity, Scan, Value, find_times, scan, under_heading},
    reference::{Catalogue, Reference},
    span::Span,
};

/// A document with what is known about it as a whole.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The document.
    pub document: &'a Document,
    /// What is looked up.
    pub reference: &'a Reference,
    /// What holds for the document.
    pub facts: &'a Facts,
}

/// A sentence in its place, with the catalogue's words and the places that it names.
struct Said<'a> {
    source: Source<'a>,
    span: Span,
    block: &'a Block,
    joined: &'a Joined<'a>,
    hits: &'a [Hit],
    mentions: &'a [Mention],
    /// Whether it is the label of a table's row.
    label: bool,
    /// The times that it counts from another.
    times: &'a [DateMention],
    /// The words of the indicators apart from the main ones; looked for when first asked.
    apart: OnceCell<Vec<Hit>>,
}

/// The figures of a sentence, or of the label of a table's row.
pub(super) fn figures(
    source: Source<'_>,
    span: Span,
    block: &Block,
    passage: &mut Passage,
    label: bool,
) -> Vec<Figure> {
    let whole = source.document.text.as_str();
    let joined = Joined::of(span.of(whole));
    let text = joined.text.as_ref();
    let _known = Known::new(text);
    let _at_work = trace::sentence(&joined, span);
    let mut scan = scan(text);
    if let Some(scale) = passage.carried.stated {
        under_heading(text, &mut scan, scale);
    }
    let hits = source.reference.vocabulary().hits(text);
    let mentions = mentions(source.facts, span, &joined);
    let times = times(source.facts, text, &scan, passage);
    let (joined, hits, mentions, times, apart) = (&joined, &hits, &mentions, &times, OnceCell::new());
    let said = Said { source, span, block, joined, hits, mentions, label, times, apart };
    said.rescale(&mut scan, passage);
    trace::scanned(&scan);
    let readings = said.readings(&scan, passage);
    let mut figures = said.figures(&scan, &readings, passage, |_| true);
    let country = |figure: &Figure| figure.municipality == Some(MunicipalityCode::DENMARK);
    passage.carried.country = !figures.is_empty() && figures.iter().all(country);
    passage.carried.outcome = outcome(&figures).or_else(|| status::expects(text)).or(passage.carried.outcome);
    let dims: Vec<Dimensions> = figures.iter().map(|figure| figure.dims.clone()).collect();
    if !label && let Some((scan, lost)) = lost::gaps(text, &whole[..span.start], &scan) {
        let readings = said.readings(&scan, passage);
        let believed = |index: usize| lost.contains(&index) && lost::is_believed(text, &scan, &readings, index);
        let blanks = said.figures(&scan, &readings, passage, believed);
        figures.extend(blanks.into_iter().map(|figure| lost::blank(figure, whole)));
    }
    let own = if source.reference.vocabulary_apart().has_own() { said.apart() } else { &[] };
    let told = Told { text, readings: &readings, hits, own, mentions, scan: &scan, times };
    passage.carried.after(&told, source.reference, source.facts);
    passage.carried.topic.remember(dims);
    figures
}

/// The times that a sentence counts from another.
fn times(facts: &Facts, text: &str, scan: &Scan, passage: &Passage) -> Vec<DateMention> {
    let anchors = Anchors {
        before: passage.carried.period.or(facts.basis),
        report: facts.report.map(|report| report.period),
        written: facts.dated().map(|period| period.start).or(facts.told.map(Date::year)),
        term: facts.term,
    };
    find_times(text, &scan.dates, anchors)
}

/// The places named in a sentence, with spans in its mended text.
fn mentions(facts: &Facts, span: Span, joined: &Joined<'_>) -> Vec<Mention> {
    let own = |mention: &Mention| Mention {
        span: Span::new(joined.mended(mention.span.start - span.start), joined.mended(mention.span.end - span.start)),
        ..mention.clone()
    };
    facts.mentions_in(span).iter().filter(|mention| mention.span.end <= span.end).map(own).collect()
}

impl Said<'_> {
    fn text(&self) -> &str {
        self.joined.text.as_ref()
    }

    /// The headings above it, innermost first.
    fn headings(&self) -> impl Iterator<Item = &str> {
        self.block.headings.iter().rev().map(|heading| heading.of(&self.source.document.text))
    }

    /// Makes amounts of the numbers that leave out the scale of the amount before them.
    fn rescale(&self, scan: &mut Scan, passage: &Passage) {
        let has = |measure: Measure| scan.quantities.iter().any(|one| one.measure == measure);
        if !has(Measure::Bare) || passage.carried.topic.amount.is_none() && !has(Measure::Money) {
            return;
        }
        let scales = self.with_context(scan, passage, prose::scales);
        for (index, factor) in scales {
            scan.quantities[index].rescale(factor);
        }
    }

    /// The words of the indicators apart from the main ones.
    fn apart(&self) -> &[Hit] {
        self.apart.get_or_init(|| self.source.reference.vocabulary_apart().hits(self.text()))
    }

    /// What its numbers are figures of.
    fn readings(&self, scan: &Scan, passage: &Passage) -> Vec<Option<Reading>> {
        self.with_context(scan, passage, prose::read)
    }

    /// What is made of it with all that is known about it.
    fn with_context<T>(
        &self,
        scan: &Scan,
        passage: &Passage,
        make: impl Fn(&prose::Sentence<'_>, &Catalogue) -> T,
    ) -> T {
        let Source { document, reference, facts } = self.source;
        let text = self.text();
        // They are looked for where there is a number that they could speak for.
        let apart = if scan.quantities.is_empty() { &[] } else { self.apart() };
        let places: Vec<Span> = self.mentions.iter().map(|mention| mention.span).collect();
        let context = prose::Sentence {
            text,
            scan,
            hits: self.hits,
            apart,
            again: &|indicator| reference.vocabulary_apart().again(text, indicator),
            ours: &|number| self.is_about_children(number),
            other_service: &|number| reference.area().other_service(text, number, self.headings()),
            heading_hits: passage.heading_hits(),
            topic: &passage.carried.topic,
            places: &places,
            passage: passage.about(),
            told: passage.told(),
            lead: passage.listed(&document.text, self.span),
            survey: facts.surveyed.reported,
            field: facts.field || self.in_field(),
        };
        make(&context, &reference.catalogue)
    }

    /// Whether the sentence or a heading above it speaks of our field.
    fn in_field(&self) -> bool {
        let speaks = |text: &str| self.source.reference.vocabulary().field_words(text) > 0;
        speaks(self.text()) || self.headings().any(speaks)
    }

    /// Whether a number is about children: by the nearest word for it in the sentence, in the headings, in the document's
    /// beginning.
    fn is_about_children(&self, number: Span) -> bool {
        let Source { document, reference, facts } = self.source;
        let area = reference.area();
        area.nearest(self.text(), number)
            .or_else(|| self.headings().find_map(|heading| area.title(heading)))
            .unwrap_or_else(|| facts.about_children(document, reference))
    }

    /// The figures of those of its numbers that are wanted.
    fn figures(
        &self,
        scan: &Scan,
        readings: &[Option<Reading>],
        passage: &Passage,
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<Figure> {
        let Source { document, reference, facts } = self.source;
        let of = |reading: &Reading, code: &str| reference.catalogue.all()[reading.indicator].code.as_str() == code;
        let mentions = whose::spoken_for(self.text(), self.mentions, facts.owner.as_ref());
        let owners = Owners { text: self.text(), mentions: &mentions, quantities: &scan.quantities, readings };
        let place = Place {
            document,
            reference,
            facts,
            block: self.block,
            span: self.span,
            joined: self.joined,
            scan,
            times: self.times,
            lead: passage.lead_above(&document.text, self.span),
            carried: &passage.carried,
            label: self.label,
            funded: readings.iter().flatten().any(|reading| of(reading, "investment")),
        };
        let mut figures: Vec<Figure> = Vec::new();
        for (index, reading) in readings.iter().enumerate().filter(|(index, _)| wanted(*index)) {
            let _heard = trace::hear(trace::is_at(scan.quantities[index].span));
            let Some(reading) = *reading else { continue };
            let other =
                trace::against("against: a row's label counts only staff", self.label && !of(&reading, "staff"));
            let numbered = self.is_page_number(&scan.quantities[index]);
            if !other && !trace::against("against: the page's own number", numbered) {
                let owner = owners.resolve(index, self.block, &passage.carried, facts);
                let told_by = prose::held::told_by(readings, index);
                let mut figure = place.figure(index, reading, told_by, owner, &figures);
                passage.carried.topic.break_down(&mut figure, reading.rule, &figures);
                figures.push(figure);
            }
        }
        figures
    }

    /// `7 pædagoger og dagplejere`: the page's own number, which a transcript sets before its first word.
    fn is_page_number(&self, quantity: &Quantity) -> bool {
        let document = self.source.document;
        let at = self.span.start + self.joined.original(quantity.span).start;
        document.page_at(at).is_some_and(|page| {
            let lead = &document.text[page.span.start..at.max(page.span.start)];
            lead.trim().is_empty() && quantity.value == Value::Exact(page.number.get().into())
        })
    }
}
