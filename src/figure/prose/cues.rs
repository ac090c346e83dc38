//! The words beside a number that stands without a noun: whether they leave a place open for it, and what in them says
//! that what was counted before is counted again.
//!
//! Takes a sentence with the places it names, gives [`Cues`]. The words are rows of `cues.tsv`. Refuses a number behind a
//! noun (`fase 2`), behind a verb whose subject is a person (`hun var 12`), and one that nothing ties to a time, a place
//! or an earlier number.

use std::sync::LazyLock;

use crate::{
    pattern::{Regex, Words},
    quantity::Scan,
    span::Span,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Filler,
    Verb,
    Holder,
    Subject,
    Direction,
    Next,
    Also,
    Person,
    TakenUp,
    Time,
    Place,
}

/// The cue words, and what finds them.
static CUES: LazyLock<(Vec<Kind>, Words)> = LazyLock::new(|| {
    let table = include_str!("../../reference/cues.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    let (kinds, words): (Vec<Kind>, Vec<&str>) = rows.map(row).unzip();
    (kinds, Words::new(words))
});

fn row(line: &'static str) -> (Kind, &'static str) {
    let (name, word) = line.split_once('\t').unwrap_or_else(|| panic!("not kind and word in reference line “{line}”"));
    let kind = match name {
        "filler" => Kind::Filler,
        "verb" => Kind::Verb,
        "holder" => Kind::Holder,
        "subject" => Kind::Subject,
        "direction" => Kind::Direction,
        "next" => Kind::Next,
        "also" => Kind::Also,
        "person" => Kind::Person,
        "taken_up" => Kind::TakenUp,
        "time" => Kind::Time,
        "place" => Kind::Place,
        _ => panic!("no kind of cue in reference line “{line}”"),
    };
    (kind, word)
}

/// ` (2013)`: the year of a number in brackets behind it.
static YEAR_BEHIND: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*\((?:19|20)\d\d\)").expect("a pattern"));
/// `og i ungeteamet `: where, by a word with its article, in a row that goes on.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:,|\b(?:og|men|mens|mod))\s+(?:i|på|hos|for)\s+\p{L}{4,}(?:et|en|erne)\s*$").expect("a pattern")
});
/// `(` and what may stand in it before the number: `(i 2021: `.
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\((?:(?:i\s+)?(?:19|20)\d\d:\s*|året\s+før:?\s*|mod\s+)?$").expect("a pattern"));

/// How a place is open for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// By words of its own.
    Own,
    /// Only where it goes on a row of numbers: `12, 14 og 15`.
    Row,
    /// In brackets behind a time or a number of its kind: `i juli (61)`.
    Bracket,
}

/// The cue words of a sentence.
pub(super) struct Cues<'a> {
    text: &'a str,
    scan: &'a Scan,
    places: &'a [Span],
    found: Vec<(Kind, Span)>,
}

impl<'a> Cues<'a> {
    pub(super) fn of(text: &'a str, scan: &'a Scan, places: &'a [Span]) -> Self {
        let (kinds, words) = &*CUES;
        let mut found: Vec<(Kind, Span)> =
            words.find(text).into_iter().map(|(index, span)| (kinds[index], span)).collect();
        found.sort_by_key(|(_, span)| span.end);
        Cues { text, scan, places, found }
    }

    /// The cues that end at a place.
    fn ending(&self, end: usize) -> impl Iterator<Item = (Kind, Span)> + '_ {
        let first = self.found.partition_point(|(_, span)| span.end < end);
        self.found[first..].iter().take_while(move |(_, span)| span.end == end).copied()
    }

    fn is(&self, kind: Kind, end: usize) -> bool {
        self.ending(end).any(|(one, _)| one == kind)
    }

    /// Whether and how the words before a number leave a place open for it.
    pub(super) fn opening(&self, number: Span) -> Option<Opening> {
        let end = self.before_fillers(number.start);
        let before = &self.text[..end];
        if before.is_empty() || before.ends_with([':', '→', '?', '=']) {
            return Some(Opening::Own);
        }
        if BRACKET.is_match(&self.text[..number.start]) {
            return self.bracketed(number).then_some(Opening::Bracket);
        }
        let person = |verb: Span| self.is(Kind::Person, self.text[..verb.start].trim_end().len());
        for (kind, span) in self.ending(end) {
            match kind {
                Kind::Verb | Kind::Holder if !person(span) => return Some(Opening::Own),
                Kind::Subject | Kind::Direction | Kind::Next => return Some(Opening::Own),
                Kind::Also => return Some(Opening::Row),
                _ => {}
            }
        }
        let dated = self.scan.dates.iter().any(|date| date.span.end == end);
        let placed = self.places.iter().any(|place| place.end == end);
        if dated || placed || self.is(Kind::Time, end) || PART.is_match(before) {
            return Some(Opening::Own);
        }
        before.ends_with([',', ';', '–', '-']).then_some(Opening::Row)
    }

    /// Where the words end that open a number's place: ahead of hedges and other fillers.
    fn before_fillers(&self, start: usize) -> usize {
        let mut end = self.text[..start].trim_end().len();
        while let Some((_, filler)) = self.ending(end).find(|(kind, _)| *kind == Kind::Filler) {
            end = self.text[..filler.start].trim_end().len();
        }
        end
    }

    /// `i juli (61)`, `212 (198 i 2013)`: a time or another number stands right before the bracket.
    fn bracketed(&self, number: Span) -> bool {
        let Some(open) = self.text[..number.start].rfind('(') else { return false };
        let end = self.text[..open].trim_end().len();
        let said = self.text[open..number.start].len() > 1;
        let dated = self.scan.dates.iter().any(|date| date.span.end == end) || self.is(Kind::Time, end);
        let counted = self.scan.quantities.iter().any(|other| other.span.end == end);
        let closed = self.text[number.end..].starts_with(')');
        let inside = &self.text[number.end..];
        let dated_inside = inside.find(')').is_some_and(|close| {
            let close = number.end + close;
            self.scan.dates.iter().any(|date| date.span.start >= number.end && date.span.end <= close)
        });
        closed && (dated || said) || counted && dated_inside
    }

    /// Whether words between two places tie a number there to a time, a place or an earlier number.
    pub(super) fn tied(&self, part: Span, number: Span) -> bool {
        let inside = |span: Span| part.contains(span);
        let date =
            self.scan.dates.iter().any(|date| inside(date.span)) || YEAR_BEHIND.is_match(&self.text[number.end..]);
        let place = self.places.iter().any(|place| inside(*place));
        let cue = self
            .found
            .iter()
            .any(|(kind, span)| matches!(kind, Kind::TakenUp | Kind::Time | Kind::Place) && inside(*span));
        date || place || cue || PART.is_match(&self.text[..number.start]) || self.by_pronoun(number)
    }

    /// `det er 33`, `var det 33`.
    fn by_pronoun(&self, number: Span) -> bool {
        let end = self.before_fillers(number.start);
        let det = |end: usize| self.text[..end].to_lowercase().ends_with("det");
        let verb = self.ending(end).find(|(kind, _)| *kind == Kind::Verb);
        det(end) || verb.is_some_and(|(_, verb)| det(self.text[..verb.start].trim_end().len()))
    }
}
