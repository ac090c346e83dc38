//! When a document was written, and which time its figures are for when they say none themselves.
//!
//! Takes a document and its layout, gives the date of its head or its end, the years that an agreement or a strategy is
//! for, the year that a report is of. Refuses a date that the document tells of: that a committee met in March does not
//! date what is written of it in June.

use std::sync::LazyLock;

use super::owner::HEAD;
use crate::{
    document::{AsideKind, Document, Origin},
    layout::{BlockKind, Layout, sentences},
    pattern::{Pattern, Regex},
    quantity::{Anchors, Date, DateMention, Period, find_dates, find_times},
    span::Span,
};

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The budget of a year that is still running: only its money is of that year.
    Running,
    /// The accounts of a year: so is what was expected of them.
    Accounts,
    /// What was counted in a year or a quarter.
    Counts,
}

/// The time that a report is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// Its year, or its quarter.
    pub period: Period,
    /// What it is about.
    pub subject: Subject,
    /// Which of the year's follow-ups it is, where they are numbered.
    pub issue: Option<u8>,
}

/// `budgetopfølgning 3`, `2. budgetopfølgning`, `tredje økonomirapport`: one of several in a year.
static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    let report = r"(?:budgetopfølgning|økonomiopfølgning|budgetrevision|økonomirapport|økonomivurdering)";
    Regex::new(&format!(
        r"(?i)\b{report}(?:en)?\s+(?:nr\.\s*)?(?P<digit>\d)\b|\b(?P<ordinal>\d)\.\s+{report}|\b(?P<word>første|anden|tredje|fjerde)\s+{report}"
    ))
    .expect("a pattern")
});

/// Which follow-up a text names last.
pub(super) fn issue(text: &str) -> Option<u8> {
    let found = ISSUE.captures_iter(text).last()?;
    if let Some(digit) = found.name("digit").or_else(|| found.name("ordinal")) {
        return digit.as_str().parse().ok();
    }
    let words = ["første", "anden", "tredje", "fjerde"];
    let at =
        words.iter().position(|word| found.name("word").is_some_and(|one| one.as_str().to_lowercase() == *word))?;
    u8::try_from(at + 1).ok()
}

/// Whether two follow-ups are not the same: last year's third, in this year's first. Without a number nobody knows.
pub(super) fn differ(one: Option<u8>, other: Option<u8>) -> bool {
    one.is_some() && other.is_some() && one != other
}

/// The longest line that is a title or a letterhead and no sentence, in bytes.
const LINE: usize = 130;

static REPORT: Pattern = Pattern::new(
    r"(?i)\b(?:års(?:opgørelse|statistik|rapport|beretning)|statistik|opgørelse|nøgletal|(?:kvalitets|tilsyns|resultat|børne)rapport|ledelsesinformation|kvartalsrapport|halvårs(?:rapport|status)|status(?:notat|redegørelse)?|redegørelse|evaluering|(?P<accounts>(?:års|halvårs)?regnskab)|(?P<running>budgetopfølgning\w*|økonomiopfølgning|budgetrevision|økonomirapport(?:ering)?|forventet\s+regnskab|økonomivurdering))\b",
);
static PLAN: Pattern =
    Pattern::new(r"(?i)(?:budget|aftale|forlig|strategi|plan|politik|business\s+case|investering|projekt)");
/// “Tallene er for 2019, hvor intet andet er nævnt”: a note that says of which year it speaks.
static UNLESS: Pattern = Pattern::new(
    r"(?i)\b(?:hvor|medmindre|hvis|når|undtagen\s+hvor)\s+(?:der\s+)?(?:ikke\s+|intet\s+)?(?:andet|andre\s+år)\s+(?:ikke\s+)?(?:er\s+)?(?:udtrykkeligt\s+|særskilt\s+)?(?:nævnt|nævnes|anført|angivet|oplyst|fremgår|står|skrevet)",
);
/// “Tallene er for 2018”: a sentence that only says of which year the figures are.
static FIGURES_OF: Pattern = Pattern::new(
    r"(?i)\b(?:tal(?:lene)?|opgørelse[rn]?|opgørelserne|oplysningerne|nøgletallene|data)\s+(?:er|gælder|stammer|dækker|vedrører)\s+(?:alle\s+)?(?:opgjort\s+)?(?:(?:for|fra|i|regnskab)\s+)?(?:året\s+|hele\s+|regnskab(?:et|såret)?\s+)?(?:19|20)\d\d\b",
);
/// Where such a sentence has said it: `… er regnskab 2019 og hentet i årsberetningerne`; not `er fra 2018 og 2019`.
static ENDED: Pattern = Pattern::new(
    r"(?i)^(?:.{0,2}$|\s+og\s+(?:er\s+)?(?:hentet|trukket|opgjort|taget|oplyst|indsamlet|leveret|stammer)\b)",
);
static PRICES: Pattern = Pattern::new(r"(?i)\b(?:\d{4}\s*-?\s*)?(?:pris(?:er|niveau)|p/?l\b|pl-niveau)");
/// What a document says of its own making.
static MADE: Pattern = Pattern::new(
    r"(?i)\b(?:notat|rapport|redegørelse|strategi|oversigt|opgørelse|bilag|dokument|sagsfremstilling)\p{L}*\s+(?:er|blev)\s+(?:senest\s+)?(?:udarbejdet|skrevet|opdateret|dateret|revideret|udsendt)",
);
/// The meeting that a paper is for.
static MEETING: Pattern = Pattern::new(
    r"(?i)^\W*(?:(?:ordinært|ekstraordinært|åbent)\s+)?(?:udvalgs|byråds)?møde(?:t|dato)?:?\s+(?:(?:den|d\.)\s+)?$",
);
/// A verb that tells what was done on the date behind it, or a word before it that makes it a term.
static TOLD: Pattern = Pattern::new(
    r"(?i)\b(?:besluttede|godkendte|vedtog\w*|behandlede|drøftede|trådte|indtrådte|blev|tiltrådte|lov\s+nr)\b|\b(?:er|blev)\s+(?:behandlet|godkendt|vedtaget)\b|\b(?:siden|senest|inden|frist\w*|efter|fra|til)\s+(?:den\s+)?$",
);
/// A day up to which a report counts.
pub(super) static CUTOFF: Pattern = Pattern::new(r"(?i)\b(?:pr\.|ultimo)\s*(?:den\s+)?$");

/// A date in a document's head or at its end, with what makes it the document's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// In a line of its own, or said to be when the document was made.
    Stated,
    /// In the head, in a sentence that does not tell of another day.
    Head,
    /// The last day that the figures cover.
    Cutoff,
    /// Told of.
    Told,
}

/// When the document was written: a day before a month before a year; its own date before one that it tells of.
pub(super) fn written(document: &Document, layout: &Layout, body: usize) -> Option<Period> {
    let stated = document.metadata.date.as_ref();
    if let Some(date) = stated.filter(|date| date.origin == Origin::FirstPage && date.value.start.month.is_some()) {
        return Some(date.value);
    }
    let text = document.text.as_str();
    let last = layout.blocks.last()?.span.end;
    let (head, tail) =
        (Span::new(body, cut(text, body + HEAD)), Span::new(cut(text, last.saturating_sub(HEAD / 8)).max(body), last));
    let mut found = ranked(text, head, layout);
    // The last lines are a place for a date too: “Vejle, den 2/9 2022”.
    found.extend(
        ranked(text, tail, layout)
            .into_iter()
            .filter(|(rank, period)| *rank < Rank::Cutoff && period.start.day.is_some()),
    );
    let month = |period: &Period| period.start.day.is_none();
    let own = found.iter().filter(|(rank, _)| *rank < Rank::Told).min_by_key(|(rank, period)| (*rank, month(period)));
    let property = stated.filter(|date| date.origin == Origin::Properties).map(|date| date.value);
    // A file made anew years after what its head tells of says when it was copied, not when it was written.
    let latest = find_dates(head.of(text)).into_iter().filter_map(|date| date.period).map(|one| one.last().year).max();
    let property = property.filter(|made| latest.is_none_or(|latest| latest + 1 >= made.start.year));
    own.map(|(_, period)| *period).or_else(|| at_the_edge(document)).or(property).or_else(|| year(text, body))
}

/// The month or day that the pages carry at their edges: “Årsstatistik, april 2022 · Side 1 af 2”.
fn at_the_edge(document: &Document) -> Option<Period> {
    let furniture = document.asides.iter().filter(|aside| aside.kind == AsideKind::Furniture);
    let mut dates = furniture.flat_map(|aside| find_dates(&aside.text)).filter_map(|date| date.period);
    let first = dates.find(|period| period.end.is_none() && period.start.month.is_some())?;
    dates.all(|other| other == first).then_some(first)
}

/// The latest day or month that the head tells of: the document is no older.
pub(super) fn told(text: &str, layout: &Layout, body: usize) -> Option<Date> {
    let head = Span::new(body, cut(text, body + HEAD).max(body));
    ranked(text, head, layout).into_iter().map(|(_, period)| period.start).max()
}

/// A year alone dates a document only in its first lines: further down it dates what is told.
fn year(text: &str, body: usize) -> Option<Period> {
    let head = &text[body..cut(text, body + 400).max(body)];
    let titles = head.lines().filter(|line| line.len() <= LINE && !line.trim_end().ends_with(['.', ',', ';']));
    let only = titles.map(find_dates).filter(|dates| dates.len() == 1).flatten();
    only.filter_map(|date| date.period).find(|period| period.end.is_none())
}

/// A place near `end` that is not inside a word: half a date is another date.
fn cut(text: &str, end: usize) -> usize {
    let end = text.floor_char_boundary(end.min(text.len()));
    text[..end].rfind(char::is_whitespace).filter(|_| end < text.len()).unwrap_or(end)
}

/// The single dates of a stretch of text, each with what makes it the document's own; a table's are its figures'.
fn ranked(text: &str, span: Span, layout: &Layout) -> Vec<(Rank, Period)> {
    let part = span.of(text);
    let tables: Vec<Span> = layout.tables().map(|(index, _)| layout.blocks[index].span).collect();
    let in_table = |date: &DateMention| {
        let at = span.start + date.span.start;
        tables.iter().take_while(|table| table.start <= at).any(|table| at < table.end)
    };
    let dates = find_dates(part).into_iter().filter(|date| !date.bare_year && !in_table(date));
    dates.filter_map(|date| Some((rank(part, &date), date.period.filter(|period| period.end.is_none())?))).collect()
}

fn rank(text: &str, date: &DateMention) -> Rank {
    let start = text[..date.span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[date.span.end..].find('\n').map_or(text.len(), |at| date.span.end + at);
    let line = text[start..end].trim();
    let next = text[end..].trim_start_matches('\n').chars().next();
    let broken = next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit()) && !text[end..].starts_with("\n\n");
    let sentence =
        text[..date.span.start].rfind(". ").map_or(0, |at| at + 2).max(start.min(date.span.start.saturating_sub(1)));
    let ahead = &text[text.floor_char_boundary(sentence)..date.span.start];
    // A report is written after the turn of the year that it tells of.
    if CUTOFF.is_match(ahead) || date.span.of(text).starts_with("års") {
        return Rank::Cutoff;
    }
    if MADE.is_match(ahead) || MEETING.is_match(ahead) {
        return Rank::Stated;
    }
    let told = TOLD.is_match(ahead);
    let sentence = line.ends_with(['.', ',', ';']) || line.starts_with(char::is_lowercase) || broken;
    match (told, line.len() <= LINE && !sentence) {
        (false, true) => Rank::Stated,
        (false, false) => Rank::Head,
        (true, _) => Rank::Told,
    }
}

/// The years that the document is for: the span in one of its first lines that names a budget, a strategy, a plan.
pub(super) fn term(text: &str, body: usize) -> Option<Period> {
    let head = &text[body..cut(text, body + HEAD / 2).max(body)];
    head.lines().filter(|line| line.len() <= LINE && PLAN.is_match(line)).find_map(|line| {
        let spans = find_dates(line).into_iter().filter_map(|date| date.period);
        spans.into_iter().find(|period| period.end.is_some() && period.start.month.is_none())
    })
}

/// The year that the document's title says it reports on.
pub(super) fn report(text: &str, body: usize) -> Option<Report> {
    let head = &text[body..cut(text, body + HEAD / 2).max(body)];
    let title = |line: &str, next: &str| {
        // A line that the next one goes on with is prose broken at the margin.
        let goes_on = next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        line.len() <= LINE && !line.trim_end().ends_with(['.', ',', ';']) && !goes_on
    };
    let next = head.lines().skip(1).chain([""]);
    let titles = head.lines().zip(next).filter(|(line, next)| title(line, next)).map(|(line, _)| line);
    titles.take(8).find_map(|line| {
        let named = REPORT.captures(line);
        // “Statistik, april 2022” says when it was written; “pr. 31. juli 2022” how far it goes.
        let reported = |date: &DateMention| {
            date.period.is_some_and(|period| period.start.month.is_none() || period.end.is_some())
                || CUTOFF.is_match(&line[..date.span.start])
        };
        let mut dates = find_dates(line).into_iter().filter(reported).filter_map(|date| date.period);
        let (first, more) = (dates.next()?, dates.next());
        // A quarter or a half-year in a title is what the document tells of, whatever it is called.
        let part = first.end.is_some_and(|end| end.month.is_some());
        if named.is_none() && !part {
            return None;
        }
        let is = |name: &str| named.as_ref().is_some_and(|named| named.name(name).is_some());
        let (from, to) = first.years();
        let subject = match () {
            () if is("running") => Subject::Running,
            () if is("accounts") => Subject::Accounts,
            () => Subject::Counts,
        };
        // Money is followed up for its year; what is counted in a quarter is the quarter's.
        let period = if first.end.is_some() && subject == Subject::Counts { first } else { Period::year(from) };
        (more.is_none() && from == to).then_some(Report { period, subject, issue: issue(line) })
    })
}

/// The year that holds for every figure without one: “Tallene er for 2018.”, “for 2019, hvor intet andet er nævnt”.
pub(super) fn basis(text: &str, layout: &Layout) -> Option<Period> {
    let says = |text: &str| UNLESS.is_match(text) || FIGURES_OF.is_match(text);
    let prose = layout.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph));
    prose.filter(|block| says(block.span.of(text))).find_map(|block| {
        sentences(text, block.span).into_iter().map(|span| span.of(text)).find_map(|sentence| {
            let general = UNLESS.is_match(sentence);
            let own = |date: &DateMention| {
                let plain =
                    FIGURES_OF.is_match(&sentence[..date.span.end]) && ENDED.is_match(&sentence[date.span.end..]);
                (general || plain) && !PRICES.is_match(&sentence[date.span.end..])
            };
            let years = find_dates(sentence).into_iter().filter(own).filter_map(|date| date.period);
            let several = !general && find_dates(sentence).iter().filter(|date| date.bare_year).count() > 1;
            years.rev().filter(|_| !several).find(|period| period.start.day.is_none())
        })
    })
}

/// The month that a questionnaire went out, or the year: from a sentence that speaks of it or the one beside it; a
/// looser word (“undersøgelsen”) is asked only where no such sentence has a date.
pub(super) fn survey(
    text: &str,
    layout: &Layout,
    written: Option<Period>,
    strict: &Regex,
    loose: &Regex,
) -> Option<Period> {
    let monthly = |period: &Period| period.start.month.is_some();
    // “I september fik alle et skema”: the September before the paper.
    let anchors = Anchors { written: written.map(|written| written.start), ..Anchors::default() };
    let strict = dates_near(text, layout, strict, anchors);
    let month = |period: Period| Period { start: Date { day: None, ..period.start }, end: None };
    if let Some(period) = strict.iter().find(|period| monthly(period)) {
        return Some(month(*period));
    }
    // A full date beside a looser word is more often the note's own.
    let loose: Vec<Period> = dates_near(text, layout, loose, Anchors::default())
        .into_iter()
        .filter(|period| period.start.day.is_none())
        .collect();
    loose.iter().find(|period| monthly(period)).or_else(|| strict.first()).or_else(|| loose.first()).copied()
}

/// The single dates in the sentences that a pattern matches, and in those beside them.
fn dates_near(text: &str, layout: &Layout, pattern: &Regex, anchors: Anchors) -> Vec<Period> {
    let mut out = Vec::new();
    for block in layout.blocks.iter().filter(|block| pattern.is_match(block.span.of(text))) {
        let sentences = sentences(text, block.span);
        for (at, _) in sentences.iter().enumerate().filter(|(_, sentence)| pattern.is_match(sentence.of(text))) {
            let near = &sentences[at.saturating_sub(1)..(at + 2).min(sentences.len())];
            let told = near.iter().flat_map(|sentence| {
                let dates = find_dates(sentence.of(text));
                if anchors.written.is_some() { find_times(sentence.of(text), &dates, anchors) } else { dates }
            });
            let dates = told.filter_map(|date| date.period);
            out.extend(dates.filter(|period| period.end.is_none()));
        }
    }
    out
}
