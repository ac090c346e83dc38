//! What holds for a whole document: whose it is, when it was written, whether it reports a survey.
//!
//! Takes a document and its layout, gives [`Facts`]. Everything here is evidence with a place in the text; nothing is
//! taken from file names.

use std::cell::OnceCell;

use super::{
    MunicipalityCode, Status, composite,
    dating::{self, Report, Subject},
    models::Models,
    money,
    owner::{self, HEAD, Mention},
    surveyed::Surveyed,
};
use crate::{
    document::{AsideKind, Document, Origin},
    layout::Layout,
    pattern::{Known, Pattern, Regex},
    quantity::Period,
    reference::Reference,
    span::Span,
};

/// What holds for a whole document.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Every place that its own text names, in order.
    pub mentions: Vec<Mention>,
    /// Whose document it is.
    pub owner: Option<MunicipalityCode>,
    /// When it was written.
    pub written: Option<Period>,
    /// The latest year that its head tells of.
    pub told: Option<u16>,
    /// The years that it is for, where it is an agreement or a strategy.
    pub term: Option<Period>,
    /// The year that it reports on.
    pub report: Option<Report>,
    /// The year of every figure that says no other, where the document says so.
    pub basis: Option<Period>,
    /// Whether it speaks of children, families and those who work with them again and again.
    pub field: bool,
    /// What it says of a survey.
    pub surveyed: Surveyed,
    /// Whether it follows up on a budget that is still running, so that its money is expected.
    pub running: bool,
    /// Whether it weighs scenarios for children, young people or both.
    pub scenarios: bool,
    /// Whether it is an agreement on a budget.
    pub agreement: bool,
    /// Whether it plans or proposes, so that its investments and new staff are still to come.
    pub proposal: bool,
    /// Whether its beginning is about children; looked up when first asked for.
    children: OnceCell<bool>,
    /// What it says of all its amounts; looked up when first asked for.
    amounts: OnceCell<Option<Span>>,
    /// The scenarios that it calls by a mark; looked up when first asked for.
    models: OnceCell<Models>,
}

static LOCAL: Pattern = Pattern::new(
    r"(?i)\b(?:byrådet|byrådets|kommunalbestyrelsen|administrationen|forvaltningen|udvalget|direktionen)\b",
);
static RUNNING: Pattern =
    Pattern::new(r"(?i)\b(?:budgetopfølgning|budgetrevision|økonomiopfølgning|forventet\s+regnskab|økonomivurdering)");
static SCENARIOS: Pattern = Pattern::new(
    r"(?i)\b(?:\w*scenari(?:e|er|et|o)\b|(?:to|tre|fire)\s+(?:\w+\s+)?(?:modeller|varianter|udgaver|alternativer|spor)\b)",
);
/// How the parties to an agreement on a budget speak.
static AGREEMENT: Pattern = Pattern::new(
    r"(?i)\b(?:(?:forligs|aftale)?partierne|forligskredsen|aftaleparterne)\s+(?:bag\s+\p{L}+\s+)?(?:er\s+enige|afsætter|ønsker|prioriterer)|^(?:aftale\s+om\s+budget|budget(?:aftale|forlig)\b)",
);
static PROPOSAL: Pattern = Pattern::new(
    r"(?i)\b(?:forslag\w*|foreslås|anbefal\w*|strategi\w*|indstill\w*|businesscase|business\s+case|projektbeskrivelse|oplæg|plan(?:en)?)\b",
);

impl Facts {
    pub(crate) fn of(document: &Document, layout: &Layout, reference: &Reference) -> Self {
        let text = document.text.as_str();
        let in_teaser = |span: Span| {
            let after = layout.teasers.partition_point(|teaser| teaser.start <= span.start);
            after.checked_sub(1).is_some_and(|index| layout.teasers[index].overlaps(span))
        };
        let mentions: Vec<Mention> =
            owner::mentions(text).into_iter().filter(|mention| !in_teaser(mention.span)).collect();
        let body = body(layout);
        let own: Vec<&str> = layout.blocks.iter().map(|block| block.span.of(text)).collect();
        let _known = Known::parts(own.iter().copied());
        let anywhere = |pattern: &Regex| own.iter().any(|part| pattern.is_match(part));
        let twice = |pattern: &Regex| own.iter().flat_map(|part| pattern.find_iter(part)).nth(1).is_some();
        // A council's own item may name only the country; that does not make it the country's.
        let local = twice(&LOCAL);
        let title = title(text, body);
        let owner = titled(document)
            .or_else(|| headed(document))
            .or_else(|| owner::of_document(body, title, &composite::of_the_whole(&layout.blocks, title, &mentions)));
        let owner = owner.filter(|code| *code != MunicipalityCode::DENMARK || !local);
        let own_document = owner.as_ref().is_some_and(MunicipalityCode::is_municipality);
        let written = dating::written(document, layout, body);
        let surveyed = Surveyed::of(text, layout, body, own_document, written);
        Facts {
            owner,
            written,
            told: dating::told(text, layout, body).map(|date| date.year),
            term: dating::term(text, body),
            report: dating::report(text, body),
            basis: dating::basis(text, layout),
            surveyed,
            field: speaks_of_the_field(&own, reference),
            running: anywhere(&RUNNING),
            scenarios: anywhere(&SCENARIOS),
            agreement: anywhere(&AGREEMENT),
            proposal: anywhere(&PROPOSAL),
            children: OnceCell::new(),
            amounts: OnceCell::new(),
            models: OnceCell::new(),
            mentions,
        }
    }

    /// The mentions in a span, in order.
    pub(crate) fn mentions_in(&self, span: Span) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let last = self.mentions.partition_point(|mention| mention.span.start < span.end);
        &self.mentions[first..last]
    }

    /// Whether it is one municipality's document.
    pub(crate) fn has_own(&self) -> bool {
        self.owner.as_ref().is_some_and(MunicipalityCode::is_municipality)
    }

    /// What it says of all its amounts: at which year's prices they are.
    pub(crate) fn amounts<'t>(&self, document: &'t Document) -> Option<&'t str> {
        let said = self.amounts.get_or_init(|| money::statement(&document.text));
        said.map(|span| span.of(&document.text))
    }

    /// The scenarios that it calls by a mark.
    pub(crate) fn models(&self, document: &Document) -> &Models {
        self.models.get_or_init(|| Models::of(&document.text))
    }

    /// Whether its beginning is about children and young people.
    pub(crate) fn about_children(&self, document: &Document, reference: &Reference) -> bool {
        *self.children.get_or_init(|| reference.area().beginning(&document.text))
    }

    /// The time of a figure that says none: the year that the document says holds for all of them, or the one that its
    /// title says it reports on. A goal is of neither; what is expected is of the year that a report on money follows.
    pub(crate) fn holds(
        &self,
        code: &str,
        status: Status,
        before: Option<Period>,
        issue: Option<u8>,
    ) -> Option<Period> {
        let money = matches!(code, "deficit" | "expenditure" | "budget");
        let observed = matches!(status, Status::Actual | Status::Budget);
        let report = self.report.filter(|report| match report.subject {
            Subject::Running => money || status == Status::Budget,
            Subject::Accounts => money || observed,
            // What is there at a time is not there for a whole quarter.
            Subject::Counts => observed && (report.period.end.is_none() || code == "notifications"),
        });
        // A paragraph that spoke of another year, or of another follow-up, goes on with it.
        let report = report.filter(|report| !dating::differ(report.issue, issue));
        let report = report.filter(|report| before.is_none_or(|before| before.touches(report.period.start.year)));
        self.basis.filter(|_| observed).or_else(|| report.map(|report| report.period))
    }

    /// When it was written, where that is more than the year which its title reports on.
    pub(crate) fn dated(&self) -> Option<Period> {
        self.written.filter(|period| period.start.month.is_some() || self.report.is_none())
    }

    /// The year it was written, or the latest that it tells of.
    pub(crate) fn year(&self) -> Option<u16> {
        self.written.map(|period| period.start.year).or(self.told)
    }
}

/// Whether so many words of the field stand in a document's own parts; the first parts mostly settle it.
fn speaks_of_the_field(own: &[&str], reference: &Reference) -> bool {
    let mut missing = FIELD;
    own.iter().any(|part| {
        missing = missing.saturating_sub(reference.vocabulary().field_words(part));
        missing == 0
    })
}

/// How many words of the field make a document one about it.
const FIELD: usize = 5;

/// The municipality that the file's own title names, when it names one: “Status på strategien | Aalborg Kommune”.
fn titled(document: &Document) -> Option<MunicipalityCode> {
    let title = document.metadata.title.as_ref().filter(|title| title.origin == Origin::Properties)?;
    sole(&title.value)
}

/// The municipality whose name the pages carry at their edges: “Allerød Kommune · Familier”.
fn headed(document: &Document) -> Option<MunicipalityCode> {
    let furniture = document.asides.iter().filter(|aside| aside.kind == AsideKind::Furniture);
    let mut named = furniture.filter_map(|aside| sole(&aside.text));
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// The municipality that a line names as such, when it names no other place.
fn sole(line: &str) -> Option<MunicipalityCode> {
    match owner::mentions(line).as_slice() {
        [only] if only.formal && only.code.is_municipality() => Some(only.code.clone()),
        _ => None,
    }
}

/// The document's first line, where it is short enough for a title.
fn title(text: &str, body: usize) -> Span {
    let end = text[body..].find('\n').map_or(text.len(), |at| body + at);
    Span::new(body, if end - body <= TITLE { end } else { body })
}

/// How long a title may be, in bytes.
const TITLE: usize = 130;

/// Where the document's own text begins: behind a list of other documents that stands at its top.
fn body(layout: &Layout) -> usize {
    let first = layout.blocks.first().map_or(0, |block| block.span.start);
    let listed =
        layout.teasers.iter().filter(|teaser| teaser.start < first + HEAD).map(|teaser| teaser.end).max().unwrap_or(0);
    layout.blocks.iter().map(|block| block.span.start).find(|start| *start >= listed).unwrap_or(first)
}
