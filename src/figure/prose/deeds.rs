//! The words for what is done with money, and for what it is for.
//!
//! Takes a sentence's text, gives the [`Deeds`] in it, each a [`Kind`] in its place. The words are rows of `deeds.tsv`.
//! Refuses a verb whose particle is missing from its clause: `sætter` alone sets nothing aside.

use std::sync::LazyLock;

use crate::{
    pattern::{Pattern, Words},
    reference::lexicon::lines,
    span::Span,
};

/// What is done with money, or what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Spend,
    Allot,
    Need,
    Have,
    Cost,
    Save,
    Cut,
    Lack,
    Exceed,
    Reduce,
    Fall,
    Invest,
    Give,
    Left,
    Change,
    Remedy,
    New,
    Service,
    Running,
    Income,
}

impl Kind {
    /// Whether it says by how much: `overskrides med`.
    pub(super) fn is_by(self) -> bool {
        matches!(self, Kind::Exceed | Kind::Reduce | Kind::Fall)
    }

    /// Whether it says what the money is for, not what is done with it.
    pub(super) fn is_purpose(self) -> bool {
        matches!(self, Kind::Change | Kind::Remedy | Kind::New | Kind::Service | Kind::Running | Kind::Income)
    }
}

/// A word and the particle that its verb needs further on: `sætter … til side`.
struct Row {
    kind: Kind,
    particle: Option<&'static str>,
}

static ROWS: LazyLock<(Vec<Row>, Words)> = LazyLock::new(|| {
    let lines = lines(include_str!("../../reference/deeds.tsv")).skip(1);
    let (rows, words): (Vec<Row>, Vec<&str>) = lines.map(row).unzip();
    (rows, Words::new(words))
});

fn row(line: &'static str) -> (Row, &'static str) {
    let (name, word) = line.split_once('\t').unwrap_or_else(|| panic!("not kind and word in reference line “{line}”"));
    let kind = match name {
        "spend" => Kind::Spend,
        "allot" => Kind::Allot,
        "need" => Kind::Need,
        "have" => Kind::Have,
        "cost" => Kind::Cost,
        "save" => Kind::Save,
        "cut" => Kind::Cut,
        "lack" => Kind::Lack,
        "exceed" => Kind::Exceed,
        "reduce" => Kind::Reduce,
        "fall" => Kind::Fall,
        "invest" => Kind::Invest,
        "give" => Kind::Give,
        "remedy" => Kind::Remedy,
        "left" => Kind::Left,
        "change" => Kind::Change,
        "new" => Kind::New,
        "service" => Kind::Service,
        "running" => Kind::Running,
        "income" => Kind::Income,
        _ => panic!("no kind of deed in reference line “{line}”"),
    };
    let (word, particle) = word.split_once(" … ").map_or((word, None), |(word, particle)| (word, Some(particle)));
    (Row { kind, particle }, word)
}

/// The words for what is done with money in a sentence, in order.
pub(super) struct Deeds(Vec<(Kind, Span)>);

impl Deeds {
    pub(super) fn of(text: &str) -> Self {
        let (rows, words) = &*ROWS;
        let lower = text.to_lowercase();
        let complete = |(index, span): &(usize, Span)| {
            rows[*index].particle.is_none_or(|particle| follows(&lower, text, span.end, particle))
        };
        let found = words.find(text).into_iter().filter(complete);
        let mut found: Vec<(Kind, Span)> = found.map(|(index, span)| (rows[index].kind, span)).collect();
        found.sort_by_key(|(_, span)| *span);
        Deeds(found)
    }

    pub(super) fn within(&self, part: Span) -> impl DoubleEndedIterator<Item = (Kind, Span)> + '_ {
        self.0.iter().copied().filter(move |(_, span)| part.contains(*span))
    }
}

/// Whether a verb's particle stands in its clause.
fn follows(lower: &str, text: &str, from: usize, particle: &str) -> bool {
    // Letters that are of another length in lower case are not Danish.
    if lower.len() != text.len() {
        return false;
    }
    let rest = &lower[from..];
    let rest = &rest[..END.find(rest).map_or(rest.len(), |end| end.start())];
    // “Til lokaler går der 2 mio. kr.”
    if lower.strip_prefix(particle).is_some_and(|rest| rest.starts_with(' ')) {
        return true;
    }
    let (stem, open) = particle.strip_suffix('*').map_or((particle, false), |stem| (stem, true));
    rest.match_indices(stem).any(|(at, _)| {
        let ends = open || !rest[at + stem.len()..].starts_with(char::is_alphanumeric);
        ends && rest[..at].ends_with(char::is_whitespace)
    })
}

/// The end of a sentence whose border was lost, or of a clause that is one of its own.
static END: Pattern = Pattern::new(r"[;:]|\.\s+(?-i:\p{Lu})");
