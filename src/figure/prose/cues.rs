//! The words beside a number that stands without a noun: whether they leave it to what was told before to say what it
//! counts.
//!
//! Takes a sentence with the places it names, gives [`Cues`]. The words are rows of `cues.tsv`. Refuses a number whose
//! clause has a word that may be a noun of its own, one that is a label (`fase 2`) or an age (`hun var 12`), and one that
//! nothing sets off from what was told before: no time, no place, no goal, no row that it goes on.

use std::sync::LazyLock;

use super::{Sentence, count::foreign_noun};
use crate::{
    figure::vocabulary::{Hit, Role},
    pattern::{Match, Regex, Words},
    quantity::{Quantity, Scan},
    reference::lexicon::{STOPS, lines},
    span::Span,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Neutral,
    Verb,
    Be,
    Link,
    Preposition,
    Numbered,
    Person,
    Time,
    Part,
    Goal,
    Level,
    Source,
    Home,
    Other,
}

/// The cue words, and what finds them.
static CUES: LazyLock<(Vec<Kind>, Words)> = LazyLock::new(|| {
    let rows = lines(include_str!("../../reference/cues.tsv")).skip(1).flat_map(row);
    let (kinds, words): (Vec<Kind>, Vec<&str>) = rows.unzip();
    (kinds, Words::new(words))
});

fn row(line: &'static str) -> impl Iterator<Item = (Kind, &'static str)> {
    let (name, words) =
        line.split_once('\t').unwrap_or_else(|| panic!("not kind and words in reference line “{line}”"));
    let kind = match name {
        "neutral" => Kind::Neutral,
        "verb" => Kind::Verb,
        "be" => Kind::Be,
        "link" => Kind::Link,
        "preposition" => Kind::Preposition,
        "numbered" => Kind::Numbered,
        "person" => Kind::Person,
        "time" => Kind::Time,
        "part" => Kind::Part,
        "goal" => Kind::Goal,
        "level" => Kind::Level,
        "source" => Kind::Source,
        "home" => Kind::Home,
        "other" => Kind::Other,
        _ => panic!("no kind of cue in reference line “{line}”"),
    };
    words.split(", ").map(move |word| (kind, word))
}

/// Where a clause ends.
static BORDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)[,;:()?!]|\s[–-]\s|\.\s|\b(?:mens|men|hvorimod|skønt|selv\s+om|selvom|da|fordi|så|hvor|hvoraf)\b")
        .expect("a pattern")
});
/// Where the words behind a number end: the same, and what an “og” begins is the next number's.
static BEHIND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\s+(?:og|samt|eller)\b|\s(?:og|samt)\s").expect("a pattern"));
/// `(` and what may stand in it before the number: `(i 2021: `.
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\((?:(?:i\s+)?(?:19|20)\d\d:\s*|året\s+før:?\s*|mod\s+)?$").expect("a pattern"));
/// What begins a clause that only says when, why or of whom.
static SUBORDINATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:da|når|hvor|hvoraf|som|der|at|fordi|skønt|selv\s+om|selvom|hvis|inden|før|efter|siden|mens)\b")
        .expect("a pattern")
});
/// Endings that no noun has.
static VERBAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:ede|ende|igt|vis|mæssige?t?|iske?|lige)$").expect("a pattern"));
/// A common noun with its article, which begins a sentence as a name does.
static DEFINITE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:en|et|ne|er|s)$").expect("a pattern"));

/// What a number may be one of.
#[derive(Clone, Copy)]
pub(super) struct Strand<'a> {
    /// Whether an indicator's words are its own.
    pub of: &'a dyn Fn(usize) -> bool,
    /// Whether the number before it in the sentence is one of it.
    pub goes_on: bool,
    /// Whether it needs no more than to go on a row: staff are beside too many other things.
    pub row: bool,
    /// What may stand beside it: those who notify, or where a child lives.
    pub beside: Option<Kind>,
    /// Whether it is money, whose words behind say what it is spent on.
    pub spent: bool,
}

/// The cue words of a sentence.
pub(super) struct Cues<'a> {
    sentence: &'a Sentence<'a>,
    /// In the order of their beginnings.
    found: Vec<(Kind, Span)>,
}

impl<'a> Cues<'a> {
    pub(super) fn of(sentence: &'a Sentence<'a>) -> Self {
        let (kinds, words) = &*CUES;
        let mut found: Vec<(Kind, Span)> =
            words.find(sentence.text).into_iter().map(|(index, span)| (kinds[index], span)).collect();
        found.sort_by_key(|(_, span)| span.start);
        Cues { sentence, found }
    }

    fn text(&self) -> &'a str {
        self.sentence.text
    }

    fn scan(&self) -> &'a Scan {
        self.sentence.scan
    }

    /// Whether the words around a number, as far as the numbers beside it, leave it to the strand.
    pub(super) fn leave_open(&self, part: Span, number: Span, strand: Strand<'_>) -> bool {
        if BRACKET.is_match(&self.text()[..number.start]) {
            return self.bracketed(number, strand);
        }
        let before = Span::new(part.start, number.start);
        // “rådgiverne udgør 19, psykologerne fire”: its own word sets it off.
        let own = || strand.goes_on && words(self.text(), before).any(|word| self.is_of(word, strand));
        let contrast =
            || self.contrasts(before, strand) || self.contrasts(self.clause_behind(part, number), strand) || own();
        let row = || strand.row && self.is_row(before);
        self.are_silent(part, number, strand) && (contrast() || row())
    }

    /// Whether the words around a number say nothing of what it counts.
    pub(super) fn are_silent(&self, part: Span, number: Span, strand: Strand<'_>) -> bool {
        let ahead = self.clause_ahead(part, number);
        let other = self.is_label(ahead, number) || self.is_age(ahead);
        let behind = self.words_behind(part, number);
        let silent = |word: Span| self.is_neutral(word, strand) || self.is_adverbial(word, ahead);
        !other
            && words(self.text(), ahead).all(silent)
            && (strand.spent || self.neutral(behind, strand))
            && (strand.goes_on || self.earlier_clauses(Span::new(part.start, ahead.start), ahead, strand))
    }

    /// Whether the clauses ahead of a number's own leave it open too: “Bussen kører hver time, i weekenden dog kun 4”.
    /// Those that only say when or why do.
    fn earlier_clauses(&self, before: Span, own: Span, strand: Strand<'_>) -> bool {
        let text = before.of(self.text());
        if text.trim().is_empty() || self.has_subject(own) {
            return true;
        }
        let mut from = before.start;
        let mut clauses: Vec<Span> = Vec::new();
        for border in BORDER.find_iter(text) {
            clauses.push(Span::new(from, before.start + border.start()));
            from = before.start + if SUBORDINATE.is_match(border.as_str()) { border.start() } else { border.end() };
        }
        clauses.push(Span::new(from, before.end));
        clauses.iter().all(|clause| {
            SUBORDINATE.is_match(clause.of(self.text()).trim_start())
                || words(self.text(), *clause)
                    .all(|word| self.is_neutral(word, strand) || self.is_adverbial(word, *clause))
        })
    }

    /// `var der`, `vi ender på`, `lød tallet på`: whether a clause has a verb and a subject that says nothing.
    fn has_subject(&self, clause: Span) -> bool {
        let (mut verb, mut subject) = (false, false);
        for word in words(self.text(), clause) {
            verb |= self.is_verb(word);
            subject |= self.cues_over(word).any(|kind| matches!(kind, Kind::Level | Kind::Goal | Kind::Part));
            subject |= ["det", "der", "vi", "man", "de"].contains(&word.of(self.text())) || self.is_name(word);
        }
        verb && subject
    }

    /// `efter sommerferien`, `på bare to år`: governed by a preposition, which no number's own subject is; `opgjort`,
    /// `forventede`: no noun at all.
    fn is_adverbial(&self, word: Span, clause: Span) -> bool {
        if self.is_other(word) {
            return false;
        }
        if VERBAL.is_match(&word.of(self.text()).to_lowercase()) {
            return true;
        }
        let mut ahead: Vec<Span> = words(self.text(), Span::new(clause.start, word.start)).collect();
        let mut left = 3;
        while let Some(before) = ahead.pop().filter(|_| left > 0) {
            let is = |kind: Kind| self.cues_over(before).any(|one| one == kind);
            if is(Kind::Preposition) {
                // “antallet af pladser”, “tallet for pladser” is theirs.
                let of = ahead.last().is_some_and(|of| self.cues_over(*of).any(|one| one == Kind::Level));
                return !of;
            }
            // Between the two stand articles, adjectives and genitives.
            let written = before.of(self.text());
            let between = self.is_cue(before) || written.len() <= 2 || written.ends_with(['e', 's']);
            if self.is_verb(before) || !between {
                return false;
            }
            left -= 1;
        }
        false
    }

    /// The words from the beginning of a number's clause to the number.
    fn clause_ahead(&self, part: Span, number: Span) -> Span {
        let text = &self.text()[part.start..number.start];
        // “Refusion: 12” is labelled; “Siden er det gået ned: 12” only goes on.
        let label = |border: &Match<'_>| {
            let colon = border.as_str() == ":" && text[border.end()..].trim().is_empty();
            colon
                && !words(self.text(), Span::new(part.start, part.start + border.start()))
                    .any(|word| self.is_verb(word))
        };
        let from = BORDER.find_iter(text).filter(|border| !label(border)).last();
        Span::new(from.map_or(part.start, |border| part.start + border.end()), number.start)
    }

    /// From a number to the end of its clause.
    fn clause_behind(&self, part: Span, number: Span) -> Span {
        let rest = &self.text()[number.end..part.end];
        let border = BORDER.find(rest).map_or(rest.len(), |border| border.start());
        let next = part.end < self.text().len();
        let and = BEHIND.find(rest).filter(|_| next).map_or(rest.len(), |and| and.start());
        Span::new(number.end, number.end + border.min(and))
    }

    /// The words behind a number that are its own.
    fn words_behind(&self, part: Span, number: Span) -> Span {
        let behind = self.clause_behind(part, number);
        // “Stigningen på 77 fra 2020 til 2021 skyldes …”: with the verb the clause says something of it.
        let mut words = words(self.text(), behind);
        let verb = words.find(|word| self.is_verb(*word) || word.of(self.text()).ends_with("es"));
        Span::new(behind.start, verb.map_or(behind.end, |verb| verb.start))
    }

    /// Whether none of the words of a part may be a noun of the number's own.
    fn neutral(&self, part: Span, strand: Strand<'_>) -> bool {
        words(self.text(), part).all(|word| self.is_neutral(word, strand))
    }

    fn is_neutral(&self, word: Span, strand: Strand<'_>) -> bool {
        let written = word.of(self.text());
        let known = || {
            let silent = |kind: Kind| match kind {
                Kind::Person | Kind::Other => false,
                Kind::Source | Kind::Home => strand.beside == Some(kind),
                _ => true,
            };
            self.cues_over(word).any(silent) && !self.is_other(word) || STOPS.contains(written.to_lowercase().as_str())
        };
        written.chars().count() <= 2 || known() || self.is_named(word) || self.is_of(word, strand)
    }

    /// The kinds of the cues that a word is, or is part of.
    fn cues_over(&self, word: Span) -> impl Iterator<Item = Kind> + '_ {
        let end = self.found.partition_point(|(_, span)| span.start <= word.start);
        // Words of several words are few and short: those that begin long before reach no further than this one.
        let near = move |(_, span): &&(Kind, Span)| span.start + LONGEST >= word.start;
        let over = self.found[..end].iter().rev().take_while(near);
        over.filter(move |(_, span)| span.contains(word)).map(|(kind, _)| *kind)
    }

    /// A place, a date, or a name.
    fn is_named(&self, word: Span) -> bool {
        let date = self.scan().dates.iter().any(|date| date.span.overlaps(word));
        date || self.sentence.places.iter().any(|place| place.overlaps(word)) || self.is_name(word)
    }

    fn is_name(&self, word: Span) -> bool {
        let written = word.of(self.text());
        let first = !self.text()[..word.start].contains(char::is_alphabetic);
        // What begins a sentence has a capital in any case: a name has something, a noun has its article.
        let holds = || {
            let next = words(self.text(), Span::new(word.end, self.text().len())).next();
            let kind = |next: Span| self.cues_over(next).any(|kind| kind == Kind::Verb);
            !DEFINITE.is_match(written) && !self.is_cue(word) && next.is_some_and(kind)
        };
        written.starts_with(char::is_uppercase) && (!first || holds())
    }

    fn is_other(&self, word: Span) -> bool {
        self.cues_over(word).any(|kind| kind == Kind::Other)
    }

    fn is_verb(&self, word: Span) -> bool {
        self.cues_over(word).any(|kind| matches!(kind, Kind::Verb | Kind::Be))
    }

    fn is_cue(&self, word: Span) -> bool {
        self.cues_over(word).next().is_some() || STOPS.contains(word.of(self.text()).to_lowercase().as_str())
    }

    /// A word by which the catalogue knows the indicator.
    fn is_of(&self, word: Span, strand: Strand<'_>) -> bool {
        let of = |hit: &Hit| {
            let says = matches!(hit.role, Role::Trigger | Role::Counted | Role::Need);
            says && hit.indicator.is_some_and(strand.of)
        };
        self.sentence.hits.iter().any(|hit| of(hit) && hit.span.overlaps(word))
    }

    /// Whether something in a part sets a number off from what was told before.
    fn contrasts(&self, part: Span, strand: Strand<'_>) -> bool {
        let kind = |kind: Kind| match kind {
            Kind::Time | Kind::Part | Kind::Goal | Kind::Level => true,
            Kind::Source | Kind::Home => strand.beside == Some(kind),
            _ => false,
        };
        let from = self.found.partition_point(|(_, span)| span.start < part.start);
        let cue = self.found[from..].iter().take_while(|(_, span)| span.start < part.end).any(|(one, _)| kind(*one));
        let date = self.scan().dates.iter().any(|date| part.contains(date.span));
        cue || date || words(self.text(), part).any(|word| self.is_named(word)) || self.by_pronoun(part)
    }

    /// `det er 33`, `var det 33`.
    fn by_pronoun(&self, part: Span) -> bool {
        let mut words = words(self.text(), part).map(|word| word.of(self.text()));
        words.any(|word| word.eq_ignore_ascii_case("det"))
    }

    /// `12, 14 og 15`, `fra 12 til 15`, `34 her, men nu 29`: whether the part goes on from the number before.
    fn is_row(&self, part: Span) -> bool {
        let bound = |(kind, span): &(Kind, Span)| *kind == Kind::Link && part.contains(*span);
        part.len() <= ROW && (BORDER.is_match(part.of(self.text())) || self.found.iter().any(bound))
    }

    /// `fase 2`, `distrikt 3`: a number right behind such a noun is its label.
    /// Whether the word right behind a number may be a noun that it counts: `12 skoler`, not `12 igen`.
    pub(super) fn counts_other(&self, number: Span) -> bool {
        let behind = words(self.text(), Span::new(number.end, self.text().len())).next();
        let no_noun = |word: Span| {
            let kinds = [Kind::Neutral, Kind::Verb, Kind::Be, Kind::Link, Kind::Preposition];
            self.cues_over(word).any(|kind| kinds.contains(&kind))
        };
        foreign_noun(&self.text()[number.end..]) && !behind.is_some_and(no_noun)
    }

    /// `8 Inklusion`, `P20-3-17`: one that numbers what follows, or is part of a mark.
    fn is_label(&self, ahead: Span, number: Span) -> bool {
        let (before, after) = (&self.text()[..number.start], &self.text()[number.end..]);
        let goes_on = after.trim_start_matches('.').starts_with(['-', '–', '/']);
        let mark = goes_on || before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '/'));
        let line = before.rfind('\n').map_or(before, |end| &before[end..]);
        let item = line.trim().is_empty() && after.trim_start().starts_with(char::is_uppercase);
        let page = after.is_empty() && before.len() > LINE;
        // Two numbers side by side are cells, or a page's and a heading's.
        let end = before.trim_end().len();
        let dated = self.scan().dates.iter().any(|date| date.span.end == end);
        let beside = before[..end].ends_with(|c: char| c.is_ascii_digit()) && !dated;
        if mark || item || page || beside {
            return true;
        }
        let Some(last) = words(self.text(), ahead).last() else { return false };
        let beside = self.text()[last.end..number.start].trim().is_empty();
        beside && self.cues_over(last).any(|kind| kind == Kind::Numbered)
    }

    /// `Emma er 12`, `de var 14`: a name or a person with a verb of being.
    fn is_age(&self, ahead: Span) -> bool {
        let words: Vec<Span> = words(self.text(), ahead).collect();
        let Some(verb) = words.iter().rposition(|word| self.cues_over(*word).any(|kind| kind == Kind::Be)) else {
            return false;
        };
        let Some(who) = verb.checked_sub(1).map(|at| words[at]) else { return false };
        let person = self.cues_over(who).any(|kind| kind == Kind::Person);
        let place = self.sentence.places.iter().any(|place| place.overlaps(who));
        let alone = verb == 1 && self.is_name(who) && !place && !self.is_cue(who);
        person || alone
    }

    /// `i juli (61)`, `212 (198 i 2013)`: a time, a place or another number stands right before the bracket.
    fn bracketed(&self, number: Span, strand: Strand<'_>) -> bool {
        let Some(open) = self.text()[..number.start].rfind('(') else { return false };
        let Some(close) = self.text()[number.end..].find(')').map(|close| number.end + close) else { return false };
        let end = self.text()[..open].trim_end().len();
        let dates = &self.scan().dates;
        let said = self.text()[open..number.start].len() > 1;
        let dated = dates.iter().any(|date| date.span.end == end);
        let cue = words(self.text(), Span::new(0, end)).last().is_some_and(|last| self.contrasts(last, strand));
        let counted = self.scan().quantities.iter().any(|other: &Quantity| other.span.end == end);
        let dated_inside = dates.iter().any(|date| date.span.start >= number.end && date.span.end <= close);
        close == number.end && (dated || cue || said) || counted && dated_inside
    }
}

/// The longest cue, in bytes.
const LONGEST: usize = 40;
/// The longest line that may end with its number and no dot; that of a longer one is its page's.
const LINE: usize = 60;
/// How far the numbers of a row may stand apart, in bytes.
const ROW: usize = 110;

/// The words of a part of a text: letters and what elides one.
fn words(text: &str, part: Span) -> impl DoubleEndedIterator<Item = Span> + '_ {
    let inside = part.of(text);
    inside.split(|c: char| !c.is_alphabetic() && c != '\'').filter_map(move |word| {
        let word = word.trim_matches('\'');
        let start = word.as_ptr() as usize - inside.as_ptr() as usize;
        (!word.is_empty()).then(|| Span::new(part.start + start, part.start + start + word.len()))
    })
}
