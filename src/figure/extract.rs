//! The figures of a document: sentences and tables in their order, each with the context that the ones before it set.
//!
//! Takes a [`Document`] and its [`Layout`], gives an [`Extraction`]. The only place that walks the blocks.

use std::{collections::HashMap, sync::LazyLock};

use regex::Regex;

use super::{
    Dimensions, Figure, MunicipalityCode, RuleName, Statistic, Unit, dimensions,
    facts::Facts,
    lost,
    owner::Mention,
    prose::{self, Reading},
    status::Around,
    tabular,
    vocabulary::{Hit, Role},
    when,
};
use crate::{
    document::Document,
    layout::{Block, BlockKind, Layout, sentences},
    quantity::{Measure, Quantity, Scan, Value, scan},
    reference::Reference,
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
}

/// Finds the figures of a document.
pub fn extract(document: &Document, layout: &Layout, reference: &Reference) -> Extraction {
    let facts = Facts::of(document, layout);
    let mut walk =
        Walk { document, reference, facts: &facts, headings: HashMap::new(), lead: None, figures: Vec::new() };
    for (index, block) in layout.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading(_) => walk.lead = None,
            BlockKind::Paragraph => walk.paragraph(block),
            BlockKind::Table(table) => {
                let around = tabular::Surroundings { layout, index, lead: walk.lead };
                let found = tabular::figures(document, reference, &facts, table, &around);
                walk.figures.extend(found);
                walk.labels(block, table);
            }
        }
    }
    let mut figures = walk.figures;
    figures.sort_by_key(|figure| figure.span);
    figures.dedup_by_key(|figure| figure.span);
    Extraction { figures, municipality: facts.owner.clone(), year: facts.year() }
}

struct Walk<'a> {
    document: &'a Document,
    reference: &'a Reference,
    facts: &'a Facts,
    /// The catalogue's words in each heading, by where it begins.
    headings: HashMap<usize, Vec<Hit>>,
    /// The last sentence that ended with a colon: what introduces a list or a table.
    lead: Option<Span>,
    figures: Vec<Figure>,
}

/// What a sentence leaves for the next one of its paragraph.
#[derive(Clone, Debug, Default)]
struct Carried {
    indicator: Option<(usize, Unit)>,
    owner: Option<MunicipalityCode>,
    placement_type: Option<&'static str>,
    profession: Option<&'static str>,
}

impl Walk<'_> {
    fn paragraph(&mut self, block: &Block) {
        let text = self.document.text.as_str();
        let mut carried = Carried::default();
        let mut intro = String::new();
        for heading in &block.headings {
            intro.push_str(heading.of(text));
            intro.push_str(" · ");
        }
        let heading_hits = self.heading_hits(block, &intro);
        for sentence in sentences(text, block.span) {
            self.sentence(sentence, block, &heading_hits, &mut carried, false);
            if sentence.of(text).ends_with(':') {
                self.lead = Some(sentence);
            }
        }
    }

    /// Words in a table: a row label may count staff (`4 sagsbehandlere + 1 teamkoord.`), a long cell is running text.
    fn labels(&mut self, block: &Block, table: &crate::layout::Table) {
        let text = self.document.text.as_str();
        for row in &table.rows {
            let Some(label) = row.first().map(|cell| cell.span).filter(|span| !span.is_empty()) else { continue };
            let numbers =
                row.iter().skip(1).filter(|cell| cell.span.of(text).contains(|c: char| c.is_ascii_digit())).count();
            if numbers > 0 && label.of(text).contains(|c: char| c.is_ascii_digit()) {
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
        let text = span.of(&self.document.text);
        let scan = scan(text);
        let vocabulary = self.reference.vocabulary();
        let hits = vocabulary.hits(text);
        self.figures.extend(lost::figures(
            self.document,
            self.reference,
            span,
            &scan,
            &hits,
            self.facts.owner.as_ref(),
        ));
        let context = prose::Sentence {
            text,
            scan: &scan,
            hits: &hits,
            heading_hits,
            before: carried.indicator,
            survey: self.facts.survey.is_some(),
        };
        let readings = prose::read(&context, &self.reference.catalogue);
        let investment =
            |reading: &Reading| self.reference.catalogue.all()[reading.indicator].code.as_str() == "investment";
        let funded = readings.iter().flatten().any(investment);
        let mentions: Vec<Mention> = self.mentions(span);
        let owners = Owners { text, mentions: &mentions, quantities: &scan.quantities, readings: &readings };
        for (index, reading) in readings.iter().enumerate() {
            let Some(reading) = reading.filter(|_| !self.is_page_number(span, &scan.quantities[index])) else {
                continue;
            };
            if label && self.reference.catalogue.all()[reading.indicator].code.as_str() != "staff" {
                continue;
            }
            let (owner, owner_rule) = self.owner(&owners, index, block, carried);
            let figure = self.figure(
                &Place { span, block, scan: &scan, label, funded },
                index,
                reading,
                owner,
                owner_rule,
                carried,
            );
            self.figures.push(figure);
        }
        self.carry(text, &readings, &hits, &mentions, carried);
    }

    /// `7 pædagoger og dagplejere`: the page's own number, which a transcript sets before its first word.
    fn is_page_number(&self, sentence: Span, quantity: &Quantity) -> bool {
        let at = sentence.start + quantity.span.start;
        self.document.page_at(at).is_some_and(|page| {
            let lead = &self.document.text[page.span.start..at.max(page.span.start)];
            lead.trim().is_empty() && quantity.value == Value::Exact(page.number.get().into())
        })
    }

    fn carry(
        &self,
        text: &str,
        readings: &[Option<Reading>],
        hits: &[Hit],
        mentions: &[Mention],
        carried: &mut Carried,
    ) {
        let spoken = hits
            .iter()
            .rev()
            .find(|hit| matches!(hit.role, Role::Trigger))
            .or_else(|| hits.iter().rev().find(|hit| hit.role == Role::Weak))
            .and_then(|hit| hit.indicator);
        let read = readings.iter().rev().flatten().next().map(|reading| (reading.indicator, reading.unit));
        carried.indicator = read
            .or(spoken.map(|index| (index, self.reference.catalogue.all()[index].unit)))
            .or(carried.indicator.filter(|_| hits.is_empty() && text.len() < 160));
        let places: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| mention.code.is_municipality() || mention.code.as_str().starts_with("SE"))
            .collect();
        match places.as_slice() {
            [] => {}
            [only] => carried.owner = Some(only.code.clone()),
            _ if mentions.iter().any(|mention| Some(&mention.code) == self.facts.owner.as_ref()) => {
                carried.owner = self.facts.owner.clone();
            }
            _ => carried.owner = None,
        }
        if let Some(named) = dimensions::named(text, "placement_type").last() {
            carried.placement_type = Some(named.value);
        }
        if let Some(named) = dimensions::named(text, "profession").last() {
            carried.profession = Some(named.value);
        }
    }

    /// The places named in a sentence, with spans in it.
    fn mentions(&self, span: Span) -> Vec<Mention> {
        let own = |mention: &Mention| Mention {
            span: Span::new(mention.span.start - span.start, mention.span.end - span.start),
            ..mention.clone()
        };
        self.facts.mentions_in(span).iter().filter(|mention| mention.span.end <= span.end).map(own).collect()
    }

    fn owner(
        &self,
        owners: &Owners<'_>,
        index: usize,
        block: &Block,
        carried: &Carried,
    ) -> (Option<MunicipalityCode>, RuleName) {
        if let Some(code) = owners.of(index) {
            // “de svenske socialrådgivere” in a paragraph about Borås are those of Borås.
            let there = carried
                .owner
                .clone()
                .filter(|place| code == MunicipalityCode::SWEDEN && place.as_str().starts_with("SE-"));
            return (Some(there.unwrap_or(code)), "owner: named in the sentence");
        }
        // A long block is a page of a transcript, not a paragraph: what was named a page ago says nothing.
        // A goal is the document's own, wherever its model comes from.
        let goal = GOAL.is_match(owners.text);
        if block.span.len() < 2_500
            && !goal
            && let Some(code) = carried.owner.clone()
        {
            return (Some(code), "owner: named in the paragraph");
        }
        let named = |heading: &Span| {
            let mentions = self.facts.mentions_in(*heading);
            match mentions {
                [only] => Some(only.code.clone()),
                _ => None,
            }
        };
        if let Some(code) = block.headings.iter().rev().find_map(named) {
            return (Some(code), "owner: named in the heading");
        }
        match &self.facts.owner {
            Some(code) => (Some(code.clone()), "owner: the document's own"),
            None if self.facts.survey.is_some() => (Some(MunicipalityCode::DENMARK), "owner: a survey of the country"),
            None => (None, "owner: not named"),
        }
    }

    fn figure(
        &self,
        place: &Place<'_>,
        index: usize,
        reading: Reading,
        owner: Option<MunicipalityCode>,
        owner_rule: RuleName,
        carried: &Carried,
    ) -> Figure {
        let sentence = place.span.of(&self.document.text);
        let quantity = &place.scan.quantities[index];
        let code = self.reference.catalogue.all()[reading.indicator].code.clone();
        let clause = clause(sentence, place.scan, index);
        let other = owner.is_some() && owner != self.facts.owner;
        let priced = place.label || priced(sentence, place.scan, index);
        let headings: Vec<&str> = place.block.headings.iter().map(|heading| heading.of(&self.document.text)).collect();
        let around = Around {
            text: sentence,
            span: quantity.span,
            clause,
            measure: quantity.measure,
            code: code.as_str(),
            proposal: self.facts.proposal,
            other,
            priced,
            pair: quantity.pair.is_some(),
            funded: place.funded,
            goals: headings.last().is_some_and(|heading| GOALS.is_match(heading)),
        };
        let (statistic, falls, statistic_rule) = around.statistic();
        let (status, status_rule) = around.status(statistic);
        let planned = matches!(status, super::Status::Target | super::Status::Forecast);
        let context = when::Context {
            text: sentence,
            scan: place.scan,
            headings: &headings,
            written: self.facts.written,
            change: statistic == Statistic::Change,
            planned,
        };
        let period = when::period(&context, index);
        let surveyed = || {
            self.facts
                .survey
                .filter(|_| matches!(code.as_str(), "survey_response" | "caseload"))
                .map(|period| (period, "period: of the survey"))
        };
        let period = if code.as_str() == "survey_response" { surveyed().or(period) } else { period.or_else(surveyed) };
        let dims = self.dims(place, quantity, &reading, code.as_str(), statistic, clause, carried);
        let mut rules = quantity.rules.clone();
        rules.extend([reading.rule, owner_rule, statistic_rule, status_rule]);
        rules.extend(period.map(|(_, rule)| rule));
        let owner = if status == super::Status::Norm && other_than_foreign(owner.as_ref()) {
            Some(MunicipalityCode::DENMARK)
        } else {
            owner
        };
        let doubt = if owner.is_none() { 0.1 } else { 0.0 };
        Figure {
            span: quantity.span.shifted(place.span.start),
            quote: place.span,
            page: self.document.page_at(place.span.start + quantity.span.start).map(|page| page.number),
            cell: None,
            indicator: code,
            statistic,
            municipality: owner,
            value: Some(signed(quantity.value, statistic, falls, reading.indicator, self.reference)),
            approx: quantity.approx,
            unit: reading.unit,
            period: period.map(|(period, _)| period),
            status,
            dims,
            confidence: (reading.confidence - doubt).clamp(0.05, 0.99),
            rules,
            checks: Vec::new(),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the breakdowns depend on all of what was decided before them")]
    fn dims(
        &self,
        place: &Place<'_>,
        quantity: &Quantity,
        reading: &Reading,
        code: &str,
        statistic: Statistic,
        clause: Span,
        carried: &Carried,
    ) -> Dimensions {
        let sentence = place.span.of(&self.document.text);
        let mut dims = Dimensions::new();
        match code {
            "placements" => {
                let pair = quantity.pair.map(|which| if which == 0 { "foster_family" } else { "institution" });
                let total = (statistic != Statistic::Share).then_some("total");
                if let Some(value) = pair.or_else(|| self.placement_type(sentence, quantity, clause, reading)).or(total)
                {
                    dimensions::set(&mut dims, "placement_type", value);
                }
            }
            "follow_up_interval" | "unit_cost" => {
                let near =
                    dimensions::nearest(sentence, "placement_type", quantity.span, Span::new(0, quantity.span.end));
                let anaphor = ANAPHOR.is_match(sentence);
                if let Some(value) = near.or(carried.placement_type.filter(|_| code == "follow_up_interval" && anaphor))
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
                let carried = carried.profession.filter(|_| reading.rule == "indicator: hired");
                if let Some(value) = named.or(carried) {
                    dimensions::set(&mut dims, "profession", value);
                }
            }
            _ => {}
        }
        if self.facts.scenarios
            && matches!(code, "staff" | "investment" | "saving" | "net_change" | "placements" | "unit_cost")
            && let Some(value) = self.scenario(place, quantity)
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
        let noun = reading.rule == "indicator: counted noun" || reading.rule == "indicator: share of";
        let named = dimensions::named(reading.evidence.of(sentence), "placement_type");
        if let Some(named) = named.first().filter(|_| noun) {
            return Some(named.value);
        }
        let ahead = sentence[clause.start..quantity.span.start].to_lowercase();
        if ["samlede antal", "antallet af anbringelser", "antal anbringelser", "antal anbragte", "anbragte i alt"]
            .iter()
            .any(|words| ahead.contains(words))
            && named.is_empty()
        {
            return Some("total");
        }
        dimensions::nearest(sentence, "placement_type", quantity.span, clause)
    }

    /// The scenario that the text named last before the number, in the sentence or a little before it.
    fn scenario(&self, place: &Place<'_>, quantity: &Quantity) -> Option<&'static str> {
        let text = self.document.text.as_str();
        let at = place.span.start + quantity.span.start;
        let mut from = at.saturating_sub(500).max(place.block.span.start);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        dimensions::named(&text[from..at], "scenario").last().map(|named| named.value)
    }
}

fn other_than_foreign(owner: Option<&MunicipalityCode>) -> bool {
    owner.is_none_or(|code| !code.as_str().starts_with("SE"))
}

/// A sentence in its place.
struct Place<'a> {
    span: Span,
    block: &'a Block,
    scan: &'a Scan,
    label: bool,
    /// Whether the sentence names an investment.
    funded: bool,
}

/// The clause of a quantity: from the number before it to the number after it, cut at the ends of clauses.
fn clause(text: &str, scan: &Scan, index: usize) -> Span {
    let quantities = &scan.quantities;
    let span = quantities[index].span;
    let start = index.checked_sub(1).map_or(0, |before| quantities[before].span.end.min(span.start));
    let end = quantities.get(index + 1).map_or(text.len(), |next| next.span.start.max(span.end));
    let start = CLAUSE_END.find_iter(&text[start..span.start]).last().map_or(start, |cut| start + cut.end());
    let end = CLAUSE_END.find(&text[span.end..end]).map_or(end, |cut| span.end + cut.start());
    Span::new(start, end)
}

/// A sentence that sets a goal.
static GOAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\bmål(?:et|ene|sætning\w*)?\b").expect("a pattern"));

/// Headings under which goals stand.
static GOALS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\d+\.?\s*)?(?:mål|målsætning(?:er)?|måltal|vores\s+mål)\b").expect("a pattern")
});

/// Words that take up the sentence before.
static ANAPHOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:herefter|derefter|efterfølgende|og|siden|efter\s+det)\b").expect("a pattern")
});

/// What parts a clause from the next for good; a comma alone does not.
static CLAUSE_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i);|,\s+mens\b|\bmens\b|\bhvorimod\b|,\s+hvor\b|\.\s").expect("a pattern"));

/// Whether the sentence is an item and its price: a count early in it, money right at its end.
fn priced(text: &str, scan: &Scan, index: usize) -> bool {
    let last = scan.quantities.last();
    let money = last.is_some_and(|last| last.measure == Measure::Money && text.len() - last.span.end <= 2);
    money && index == 0 && scan.quantities[0].span.start <= 3 && scan.quantities.len() >= 2
}

/// The value with the sign that the text means: a fall is negative, savings and deficits are not, a net saving is.
fn signed(value: Value, statistic: Statistic, falls: bool, indicator: usize, reference: &Reference) -> Value {
    match reference.catalogue.all()[indicator].code.as_str() {
        "saving" => value.abs(),
        "net_change" => -value.abs(),
        _ if statistic == Statistic::Change && falls => -value.abs(),
        _ => value,
    }
}

/// The places of a sentence, and which number is about which.
struct Owners<'a> {
    text: &'a str,
    mentions: &'a [Mention],
    quantities: &'a [Quantity],
    readings: &'a [Option<Reading>],
}

impl Owners<'_> {
    fn of(&self, index: usize) -> Option<MunicipalityCode> {
        let span = self.quantities[index].span;
        let code = |mention: &Mention| mention.code.clone();
        if let Some(paired) = self.respectively(index) {
            return Some(paired);
        }
        let next = self
            .quantities
            .iter()
            .find(|other| other.span.start >= span.end)
            .map_or(self.text.len(), |other| other.span.start);
        let behind = self.mentions.iter().find(|mention| {
            mention.span.start >= span.end && mention.span.start < next && self.attached(span, mention)
        });
        if let Some(mention) = behind {
            return Some(code(self.specified(mention)));
        }
        let ahead = self.mentions.iter().rev().find(|mention| mention.span.end <= span.start);
        if let Some(mention) = ahead {
            return Some(code(mention));
        }
        let far = self.mentions.iter().find(|mention| {
            mention.span.start >= span.end && !self.text[span.end..mention.span.start].contains([';', ':'])
        });
        far.filter(|mention| {
            mention.code.is_municipality() && self.mentions.len() == 1 && mention.span.start - span.end <= 90
        })
        .map(code)
    }

    /// `57 % i Danmark`: a place that a preposition ties to the number, in the same clause.
    fn attached(&self, span: Span, mention: &Mention) -> bool {
        let gap = &self.text[span.end..mention.span.start];
        let group = !mention.code.is_municipality() && !mention.code.as_str().starts_with("SE-");
        let tied = ["i", "hos", "på", "for", "af"]
            .iter()
            .any(|word| gap.trim_end().to_lowercase().rsplit(' ').next() == Some(word))
            || group && gap.len() < 40;
        tied && gap.len() <= 80
            && !gap.contains([',', ';', ':'])
            && !gap.contains(" mens ")
            && !gap.contains(" - ")
            && !gap.contains(" – ")
            && !gap.contains(" mod ")
    }

    /// `i Sverige (Borås Kommune)`: what stands in brackets behind a place says which.
    fn specified<'m>(&'m self, mention: &'m Mention) -> &'m Mention {
        let next = self.mentions.iter().find(|next| next.span.start >= mention.span.end);
        match next.filter(|next| self.text[mention.span.end..next.span.start].trim() == "(") {
            Some(next) => next,
            None => mention,
        }
    }

    /// `Fredericia og Hedensted ligger på 6,1 pct. henholdsvis 4,4 pct.`: as many places in a row as numbers.
    fn respectively(&self, index: usize) -> Option<MunicipalityCode> {
        let numbers: Vec<usize> = (0..self.quantities.len()).filter(|&at| self.readings[at].is_some()).collect();
        let places: Vec<&Mention> = self.mentions.iter().filter(|mention| mention.code.is_municipality()).collect();
        let rank = numbers.iter().position(|&at| at == index)?;
        let joined = |pair: &[&Mention]| matches!(self.text[pair[0].span.end..pair[1].span.start].trim(), "og" | ",");
        let in_row = places.len() >= 2 && places.len() == numbers.len() && places.windows(2).all(joined);
        let ahead = places.last()?.span.end <= self.quantities[*numbers.first()?].span.start;
        (in_row && ahead).then(|| places[rank].code.clone())
    }
}
