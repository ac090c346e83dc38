//! What a figure is about beyond its indicator: the words that tell it from another.
//!
//! Takes a record, gives the stems of the words around its number that are not neutral. Refuses nothing; who holds two
//! figures against each other wants the same words of both, so that a word that nobody foresaw keeps them apart.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
    sync::LazyLock,
};

use crate::{
    figure::{
        Record, Unit,
        vocabulary::{Hit, Role},
    },
    index::danish::stemmed,
    pattern::{Pattern, Words},
    present::places,
    reference::{Reference, lexicon::NEUTRAL},
};

/// Stems, in order.
pub(super) type Topic = BTreeSet<String>;

/// Where a sentence goes on to something else behind a number.
static GOES_ON: Pattern =
    Pattern::new(r"(?i),\s+(?:så|hvilket|mens|men|da|fordi|hvorfor|og)\b|;|\s[–-]\s+(?:en|et|hvilket|svarende)\b");
/// Where it begins anew ahead of one.
static BEGINS: Pattern = Pattern::new(r"(?i),\s+(?:mens|men|og|hvorfor|så)\b|;");
/// What goes on about a thing that an earlier sentence named.
static REFERS: Pattern = Pattern::new(
    r"(?i)\b(?:\p{L}*(?:området|afdelingen|afsnittet|teamet|puljen|projektet|ordningen|enheden|gruppen|institutionen|distriktet|tilbuddet)|heraf|deraf|hvoraf|her|denne|dette|disse|dertil|hertil)\b",
);
/// What comes on top of something else, in steps, or under a condition.
pub(super) static APART: Pattern = Pattern::new(
    r"(?i)\b(?:yderligere|ekstra|desuden|derudover|herudover|senere|herefter|dernæst|først|første omgang|næste|anden|andre|fase|etape|trin|model|scenari\p{L}*|alternativ\p{L}*|forslag|hvis|såfremt|eller|heraf|deraf|hvoraf|allerede|tidligere)\b|^(?:ansættes|tilføres)\b",
);
/// What a heading parts by: a place, a group, a scenario. Other headings only order the text.
static PARTS: Pattern = Pattern::new(
    r"(?i)(?:\p{L}*(?:team|gruppe|afdeling|afsnit|distrikt|område|skole|institution))\s+\S+|\b(?:model|scenarie|scenarium|forslag|alternativ|fase|etape|spor|trin)\s+\S+",
);

/// The steps and alternatives of a sentence.
static STEPS: Pattern =
    Pattern::new(r"(?i)\b(?:model|scenari\p{L}*|forslag|alternativ|fase|etape|spor|trin)\s+[\p{L}\d]{1,3}\b");
/// Whom something is about, by age.
static AGES: Pattern =
    Pattern::new(r"(?i)\d+\s*(?:[-–]\s*\d+\s*)?-?\s*årig|(?:under|over|fyldt)\s+\d+\s+år|\d+\s*[-–]\s*\d+\s+år\b");

/// The words that say nothing in an indicator.
struct Neutral {
    everywhere: Words,
    own: HashMap<&'static str, Words>,
}

static WORDS: LazyLock<Neutral> = LazyLock::new(|| {
    let of = |indicator: &str| Words::new(NEUTRAL.iter().filter(|(one, _)| *one == indicator).map(|(_, word)| *word));
    let own = NEUTRAL.iter().map(|(indicator, _)| *indicator).filter(|indicator| *indicator != "all");
    Neutral { everywhere: of("all"), own: own.map(|indicator| (indicator, of(indicator))).collect() }
});

/// The words that say what a record is about, beside those of its owner and indicator.
pub(super) fn words(record: &Record) -> impl Eq + Hash {
    let Record { quote, number, heading, before, dims, .. } = record;
    (quote, number, heading, before, record.cell.is_some(), dims.get("item"))
}

/// What a record is about; nothing where its own words leave it to those before them.
pub(super) fn of(record: &Record, reference: &Reference) -> Option<Topic> {
    let mut topic = BTreeSet::new();
    let heading = record.heading.as_deref().unwrap_or_default();
    let above = heading.rsplit(" › ").next().unwrap_or_default();
    if record.cell.is_some() {
        // A row's numbers say nothing; what stands above the table may say what all of them are part of.
        let label = record.dims.get("item").map_or(record.quote.as_str(), AsRef::as_ref);
        let texts = [label, above, record.before.as_deref().unwrap_or_default()];
        texts.iter().for_each(|text| topic.extend(telling(text, record, reference)));
        texts.iter().any(|text| names(text, record, reference)).then_some(topic)
    } else {
        let clause = clause(record);
        if REFERS.is_match(&clause) || !names(&clause, record, reference) {
            return None;
        }
        topic.extend(telling(&clause, record, reference));
        if record.unit.is_money() {
            // Every area has its own spending, and names it in its heading.
            topic.extend(telling(above, record, reference));
        }
        let apart =
            APART.find_iter(&record.quote).chain(STEPS.find_iter(&record.quote)).chain(PARTS.find_iter(heading));
        topic.extend(apart.map(|part| part.as_str().to_lowercase()));
        Some(topic)
    }
}

/// Whether a text itself says what is counted.
fn names(text: &str, record: &Record, reference: &Reference) -> bool {
    let own = |hit: &Hit| hit.indicator.is_some_and(|at| reference.catalogue.all()[at].code == record.indicator);
    let says = |hit: &Hit| !matches!(hit.role, Role::Counter | Role::Name | Role::Need);
    let mut vocabularies = [reference.vocabulary(), reference.vocabulary_apart()].into_iter();
    vocabularies.any(|words| words.hits(text).iter().any(|hit| own(hit) && says(hit)))
}

/// The stems of a text's words that tell a record from others.
pub(super) fn telling(text: &str, record: &Record, reference: &Reference) -> Vec<String> {
    let indicator = record.indicator.as_str();
    let mut silent: Vec<_> = WORDS.everywhere.find(text);
    if let Some(own) = WORDS.own.get(indicator) {
        silent.extend(own.find(text));
    }
    let owner = record.municipality.as_ref().map(|code| reference.municipalities.label(code, true));
    let is_owner = |word: &str| owner.as_deref().is_some_and(|name| bare(word).eq(bare(name)));
    let told = stemmed(text).into_iter().filter(|(word, _)| {
        word.folded.chars().all(char::is_alphabetic)
            && word.folded.chars().count() > 1
            && !is_owner(word.span.of(text))
            && !silent.iter().any(|(_, span)| span.overlaps(word.span))
    });
    let ages = AGES.find_iter(text).map(|age| age.as_str().split_whitespace().collect::<String>().to_lowercase());
    told.map(|(_, stem)| stem).chain(ages).collect()
}

/// A name in small letters and without its genitive.
fn bare(name: &str) -> impl Iterator<Item = char> {
    name.trim_end_matches(['s', 'S']).chars().flat_map(char::to_lowercase)
}

/// The part of its sentence that a number belongs to: what stands in its brackets, or the sentence without brackets and
/// without what it goes on to.
fn clause(record: &Record) -> String {
    let quote = record.quote.as_str();
    let Some(at) = place(quote, &record.number) else { return quote.to_owned() };
    let end = at + record.number.len();
    let open = quote[..at].rfind('(').filter(|open| !quote[*open..at].contains(')'));
    if let Some(open) = open {
        let close = quote[end..].find(')').map_or(quote.len(), |close| end + close);
        let close = quote[end..close].find(|c: char| c.is_ascii_digit()).map_or(close, |digit| end + digit);
        return quote[open + 1..close].to_owned();
    }
    let from = BEGINS.find_iter(&quote[..at]).last().map_or(0, |found| found.end());
    let to = GOES_ON.find(&quote[end..]).map_or(quote.len(), |found| end + found.start());
    without_brackets(&quote[from..to])
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Where a number stands in its quote.
pub(super) fn place(quote: &str, number: &str) -> Option<usize> {
    places(quote, number).first().copied()
}

/// Whether a document may say it of a thing without a time: what holds until it is changed, and amounts for a purpose
/// that its words name.
pub(super) fn lasts(record: &Record, topic: &Topic) -> bool {
    match record.indicator.as_str() {
        "caseload" | "unit_cost" => true,
        "investment" | "saving" => record.unit == Unit::Dkk && topic.iter().any(|stem| stem.chars().count() > 5),
        _ => false,
    }
}
