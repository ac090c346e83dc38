//! Why a number is, or is not, a figure.
//!
//! Takes a document, its layout and a place in its text, gives the number that stands there with the [`Reason`] that no
//! figure came of it; nothing where no number stands. Looks with the same eyes as the extraction: the sentence or the
//! cell around the place, scanned by the same rules, and the catalogue's words in it. Of a number it also gives every
//! rule that the extraction tries on it, by letting it read the document again while it is watched.

use super::{
    Bounds, IndicatorCode, RuleName, Step, Verdict,
    extract::{ANOTHER_LANGUAGE, extract},
    trace,
    vocabulary::Role,
};
use crate::{
    document::{AsideKind, Document, Language},
    layout::{Block, BlockKind, Cell, Layout, Table, sentences},
    quantity::{Measure, Period, Scan, Value, scan_within},
    reference::Reference,
    span::Span,
};

/// A number that is no figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Where the number stands.
    pub span: Span,
    /// The sentence, table row or line around it.
    pub quote: Span,
    /// Why it is no figure.
    pub reason: Reason,
}

/// Why a number is no figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It stands on the page, but is none of the text.
    Aside(AsideKind),
    /// It stands in what is about another document.
    Teaser,
    /// It stands in what is no content, such as a contents list.
    NoContent,
    /// It stands in a part in another language than Danish.
    Foreign(Language),
    /// It is a date or a year.
    Date(Option<Period>),
    /// A rule says that it is no amount.
    Rejected(RuleName),
    /// It is an amount in a heading, which only says what the text below is about.
    Heading,
    /// It is an amount, but no indicator has evidence for it.
    NoEvidence {
        /// What its own signs say that it measures.
        measure: Measure,
        /// Its value.
        value: Value,
        /// The catalogue's words around it, in order.
        words: Vec<Word>,
    },
}

impl Reason {
    /// The rule that says so; `None` where all rules were tried and none fits.
    fn rule(&self) -> Option<RuleName> {
        match self {
            Reason::Aside(AsideKind::Furniture) => Some("place: running head or foot"),
            Reason::Aside(AsideKind::NoteMark) => Some("place: footnote mark"),
            Reason::Aside(AsideKind::Hidden) => Some("place: hidden"),
            Reason::Teaser => Some("place: another document"),
            Reason::NoContent => Some("place: outside the content"),
            Reason::Foreign(_) => Some(ANOTHER_LANGUAGE),
            Reason::Date(_) => Some("reject: date"),
            Reason::Rejected(rule) => Some(rule),
            Reason::Heading => Some("place: heading"),
            Reason::NoEvidence { .. } => None,
        }
    }
}

/// The rules that are tried on a number of a document, in order, and why it is none, if it is none.
pub fn tried(
    document: &Document,
    layout: &Layout,
    reference: &Reference,
    bounds: Bounds,
    number: Span,
    reason: Option<&Reason>,
) -> Vec<Step> {
    let mut steps = trace::watch(number, || {
        extract(document, layout, reference, bounds);
    });
    let last = reason.and_then(Reason::rule).filter(|rule| {
        let told = |step: &Step| step.rule == *rule && step.verdict == Verdict::Against;
        !steps.iter().any(told)
    });
    steps.extend(last.map(|rule| Step { rule, verdict: Verdict::Against, word: None, confidence: None }));
    steps
}

/// A word of the catalogue that stands near a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// The indicator that it is about; `None` for a word against all.
    pub indicator: Option<IndicatorCode>,
    /// What it does.
    pub role: Role,
}

/// The number at a place in the text as it is printed, and why it is no figure. Figures themselves are not looked for.
pub fn explain(document: &Document, layout: &Layout, reference: &Reference, at: usize) -> Option<Explanation> {
    let text = document.text.as_str();
    if at >= text.len() {
        return None;
    }
    if let Some(aside) = document.aside_at(at) {
        let printed = document.printed();
        let line = line_at(&printed, at);
        let span = number(&scan_within(&printed, line), at)?;
        return Some(Explanation { span, quote: line, reason: Reason::Aside(aside.kind) });
    }
    let holds = |span: &Span| span.holds(at);
    let line = line_at(text, at);
    if layout.teasers.iter().any(holds) {
        return number(&scan_within(text, line), at).map(|span| Explanation {
            span,
            quote: line,
            reason: Reason::Teaser,
        });
    }
    let Some(block) = layout.blocks.iter().find(|block| holds(&block.span)) else {
        let span = number(&scan_within(text, line), at)?;
        return Some(Explanation { span, quote: line, reason: Reason::NoContent });
    };
    let Place { scanned, quote, beside } = Place::of(text, block, at)?;
    let scan = scan_within(text, scanned);
    let span = number(&scan, at)?;
    if let Some(language) = document.foreign_at(span.start) {
        return Some(Explanation { span, quote, reason: Reason::Foreign(language) });
    }
    let reason = reason(&scan, span, block, || words(text, reference, quote, beside));
    Some(Explanation { span, quote, reason })
}

/// What is scanned for a number, and what is shown around it.
struct Place {
    scanned: Span,
    quote: Span,
    /// What else speaks about the number: the head of its column.
    beside: Option<Span>,
}

impl Place {
    fn of(text: &str, block: &Block, at: usize) -> Option<Place> {
        let BlockKind::Table(table) = &block.kind else {
            let sentence = sentences(text, block.span).into_iter().find(|span| span.holds(at))?;
            return Some(Place { scanned: sentence, quote: sentence, beside: None });
        };
        let (row, column) = cell_at(table, at)?;
        let head = table.rows[0][column].span;
        let beside = (row > 0 && !head.is_empty()).then_some(head);
        Some(Place { scanned: table.rows[row][column].span, quote: table.row_span(row), beside })
    }
}

fn cell_at(table: &Table, at: usize) -> Option<(usize, usize)> {
    let column = |cells: &Vec<Cell>| cells.iter().position(|cell| cell.span.holds(at));
    table.rows.iter().enumerate().find_map(|(row, cells)| Some((row, column(cells)?)))
}

/// The number at a place: the longest of those that a scan names there.
fn number(scan: &Scan, at: usize) -> Option<Span> {
    let quantities = scan.quantities.iter().map(|one| one.span);
    let dates = scan.dates.iter().map(|one| one.span);
    let rejected = scan.rejected.iter().map(|one| one.span);
    quantities.chain(dates).chain(rejected).filter(|span| span.holds(at)).max_by_key(|span| span.len())
}

fn reason(scan: &Scan, span: Span, block: &Block, words: impl FnOnce() -> Vec<Word>) -> Reason {
    if let Some(quantity) = scan.quantities.iter().find(|one| one.span == span) {
        return match block.kind {
            BlockKind::Heading(_) => Reason::Heading,
            _ => Reason::NoEvidence { measure: quantity.measure, value: quantity.value, words: words() },
        };
    }
    let rejected = scan.rejected.iter().find(|one| one.span == span);
    match scan.dates.iter().find(|one| one.span == span) {
        Some(date) => Reason::Date(date.period),
        None => rejected.map_or(Reason::Date(None), |one| Reason::Rejected(one.rule)),
    }
}

fn words(text: &str, reference: &Reference, quote: Span, beside: Option<Span>) -> Vec<Word> {
    let all = reference.catalogue.all();
    let in_span = |span: Span| {
        let mut hits = reference.vocabulary().hits(span.of(text));
        hits.extend(reference.vocabulary_apart().hits(span.of(text)));
        hits.sort_by_key(|hit| hit.span);
        hits.into_iter().map(move |hit| Word {
            span: hit.span.shifted(span.start),
            indicator: hit.indicator.map(|index| all[index].code.clone()),
            role: hit.role,
        })
    };
    beside.into_iter().chain([quote]).flat_map(in_span).collect()
}

/// The line around a place.
fn line_at(text: &str, at: usize) -> Span {
    let border = ['\n', '\u{c}'];
    let start = text[..at].rfind(border).map_or(0, |before| before + 1);
    let end = text[at..].find(border).map_or(text.len(), |after| at + after);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Limits, Source},
        pipeline::{self, Reading},
    };

    const UNBOUND: Bounds = Bounds { deadline: None, figures: usize::MAX, all_languages: false };

    fn read(path: &std::path::Path) -> Reading {
        let source = Source::file(path, path.to_string_lossy());
        pipeline::read(&source, &Limits::default(), Reference::in_use()).expect("it is read")
    }

    fn corpus(name: &str) -> Reading {
        read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name))
    }

    fn steps(reading: &Reading, layout: &Layout, number: Span, reason: Option<&Reason>) -> Vec<Step> {
        tried(&reading.document, layout, Reference::in_use(), UNBOUND, number, reason)
    }

    fn explained(reading: &Reading, layout: &Layout, at: usize) -> Option<Explanation> {
        explain(&reading.document, layout, Reference::in_use(), at)
    }

    #[test]
    fn every_digit_is_a_figure_or_explained() {
        for name in ["hilleroed-2022-rekruttering.txt", "langeland-2019-opnormering.txt", "herning-2017-evaluering.md"]
        {
            let reading = corpus(name);
            let (text, layout) = (reading.document.text.as_str(), Layout::of(&reading.document));
            let mut told: Vec<Span> = Vec::new();
            for (at, _) in text.char_indices().filter(|(_, letter)| letter.is_ascii_digit()) {
                let place = reading.document.offsets.to_file(text, at);
                let is_figure = reading.records.iter().any(|record| (record.start..record.end).contains(&place));
                if is_figure || told.iter().any(|number| number.holds(at)) {
                    continue;
                }
                let line = line_at(text, at).of(text);
                let found = explained(&reading, &layout, at).unwrap_or_else(|| panic!("{name}:{at}: {line}"));
                let steps = steps(&reading, &layout, found.span, Some(&found.reason));
                assert!(!steps.is_empty(), "{name}:{at}: {line}");
                told.push(found.span);
            }
        }
    }

    #[test]
    fn the_trail_of_a_figure_ends_in_the_rules_that_its_record_names() {
        for name in
            ["hilleroed-2022-rekruttering.txt", "langeland-2018-underretninger.pdf", "herning-2017-evaluering.md"]
        {
            let reading = corpus(name);
            let (text, layout) = (reading.document.text.as_str(), Layout::of(&reading.document));
            assert!(!reading.records.is_empty(), "{name}");
            for record in &reading.records {
                let [start, end] = [record.start, record.end].map(|at| reading.document.offsets.to_text(text, at));
                let steps = steps(&reading, &layout, Span::new(start, end), None);
                for kind in ["indicator: ", "statistic: ", "status: ", "period: "] {
                    let fitted = |step: &&Step| step.verdict == Verdict::Yes && step.rule.starts_with(kind);
                    let last = steps.iter().rfind(fitted).map(|step| step.rule);
                    if let Some(rule) = record.rules.iter().rfind(|rule| rule.starts_with(kind)) {
                        assert_eq!(last, Some(rule.as_str()), "{name}:{}: {}", record.start, record.quote);
                    }
                }
            }
        }
    }

    #[test]
    fn a_number_is_told_what_spoke_against_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notat.txt");
        let text = "Nyborg Kommune\n\nVejafdelingen har brugt 12 mio. kr. på asfalt. Vi købte 40 stole, jf. § 7.\n";
        std::fs::write(&path, text).expect("a file");
        let reading = read(&path);
        let layout = Layout::of(&reading.document);
        for (number, wanted) in [
            ("12", "against: another service"),
            ("40", "against: a noun of its own behind it"),
            ("7.", "reject: law paragraph"),
        ] {
            let found = explained(&reading, &layout, text.find(number).expect("it stands there")).expect("a number");
            let steps = steps(&reading, &layout, found.span, Some(&found.reason));
            let against: Vec<_> = steps.iter().filter(|step| step.verdict == Verdict::Against).collect();
            assert_eq!(against.first().map(|step| step.rule), Some(wanted), "{number}: {steps:?}");
            let spent = steps.iter().find(|step| step.verdict == Verdict::Yes && step.word.is_some());
            let word = spent.and_then(|step| step.word.as_deref());
            assert_eq!(word, (number == "12").then_some("har brugt"), "{number}");
        }
    }
}
