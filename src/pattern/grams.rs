//! What a text must hold for a pattern to match it, asked before the pattern is.
//!
//! Takes a pattern's structure, gives its [`Need`]: the runs of one to three bytes without which it matches nothing.
//! Takes a text, gives its [`Grams`]: the runs it has, as bits. Most of the hundreds of patterns that are asked of a
//! sentence fail on a few bits, long before their automata are touched. Refuses to be exact: the bits let through what
//! only looks like a run, and never keep anything out.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How many bits a text's runs are spread over, as a power of two.
const BITS: u32 = 13;

/// How many parts of an expression that may be missing are read both ways.
const OPTIONS: usize = 3;

/// The runs of one to three bytes that a text has, whatever its case.
#[derive(Debug)]
pub(super) struct Grams {
    bits: Box<[u64; 1 << (BITS - 6)]>,
}

/// Letters that match an s, a k and an å of patterns that leave case aside, and share no byte with them.
const ALIKE: [&str; 3] = ["ſ", "\u{212a}", "\u{212b}"];

/// A run's bit; a run has its last byte lowest.
fn bit(run: u32) -> u16 {
    // The multiplier spreads neighbouring runs over all bits (Fibonacci hashing).
    u16::try_from(run.wrapping_mul(0x9E37_79B1) >> (32 - BITS)).expect("few bits")
}

/// A byte in lower case: all of Latin-1's capitals stand 32 below their small letters, but for ×.
fn lower(before: u8, byte: u8) -> u8 {
    let capital = byte.is_ascii_uppercase() || before == 0xC3 && matches!(byte, 0x80..=0x9E) && byte != 0x97;
    if capital { byte + 0x20 } else { byte }
}

impl Grams {
    pub(super) fn of(text: &str) -> Self {
        let mut bits = Box::new([0_u64; 1 << (BITS - 6)]);
        let mut set = |run: u32| {
            let bit = bit(run);
            bits[usize::from(bit >> 6)] |= 1 << (bit & 63);
        };
        let (mut run, mut before) = (0_u32, 0);
        for byte in text.bytes() {
            let small = lower(before, byte);
            before = byte;
            run = (run << 8 | u32::from(small)) & 0x00FF_FFFF;
            set(u32::from(small));
            set(run & 0xFFFF);
            set(run);
        }
        let grams = Grams { bits };
        if ALIKE.iter().any(|letter| grams.meet(&Need::run(letter.as_bytes()))) {
            return Grams { bits: Box::new([u64::MAX; 1 << (BITS - 6)]) };
        }
        grams
    }

    fn has(&self, bit: u16) -> bool {
        self.bits[usize::from(bit >> 6)] >> (bit & 63) & 1 == 1
    }

    /// Whether a text with these runs may have what a pattern needs.
    pub(super) fn meet(&self, need: &Need) -> bool {
        match need {
            Need::Nothing => true,
            Need::Runs(runs) => runs.iter().all(|run| self.has(*run)),
            Need::All(needs) => needs.iter().all(|need| self.meet(need)),
            Need::Any(needs) => needs.iter().any(|need| self.meet(need)),
        }
    }
}

/// What a pattern needs of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// No run that is known.
    Nothing,
    /// All of these runs, by their bits.
    Runs(Box<[u16]>),
    All(Box<[Need]>),
    Any(Box<[Need]>),
}

impl Need {
    /// What an expression needs.
    pub(super) fn of(expression: &Hir) -> Self {
        Need::behind(Vec::new(), expression)
    }

    /// The runs of a literal.
    fn run(literal: &[u8]) -> Self {
        let run = |bytes: &[u8]| bytes.iter().fold(0, |run, byte| run << 8 | u32::from(*byte));
        match literal {
            [] => Need::Nothing,
            short if short.len() < 3 => Need::Runs(Box::new([bit(run(short))])),
            long => Need::Runs(long.windows(3).map(|three| bit(run(three))).collect()),
        }
    }

    /// What an expression needs right behind some bytes.
    fn behind(literal: Vec<u8>, expression: &Hir) -> Self {
        match expression.kind() {
            HirKind::Concat(parts) => Need::in_a_row(literal, parts, OPTIONS),
            _ => Need::in_a_row(literal, std::slice::from_ref(expression), OPTIONS),
        }
    }

    /// What parts in a row need right behind some bytes; so many of them may be read both with and without.
    fn in_a_row(mut literal: Vec<u8>, parts: &[Hir], options: usize) -> Self {
        let mut needs = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let rest = &parts[at + 1..];
            match part.kind() {
                HirKind::Look(_) => {}
                _ if plain(part, &mut literal) => {}
                HirKind::Capture(capture) => {
                    needs.push(Need::behind(std::mem::take(&mut literal), &capture.sub));
                }
                HirKind::Alternation(parts) => {
                    let ahead = std::mem::take(&mut literal);
                    needs.push(Need::any(parts.iter().map(|part| Need::behind(ahead.clone(), part)).collect()));
                }
                HirKind::Repetition(repeated) if repeated.min > 0 => {
                    needs.push(Need::behind(std::mem::take(&mut literal), &repeated.sub));
                }
                // “p/?l” needs “pl” or “p/l”.
                HirKind::Repetition(repeated)
                    if repeated.max == Some(1)
                        && options > 0
                        && !rest.is_empty()
                        && let mut with = literal.clone()
                        && plain(&repeated.sub, &mut with) =>
                {
                    let either = [with, literal].map(|literal| Need::in_a_row(literal, rest, options - 1));
                    needs.push(Need::any(either.into()));
                    return Need::all(needs);
                }
                _ => needs.push(Need::run(&std::mem::take(&mut literal))),
            }
        }
        needs.push(Need::run(&literal));
        Need::all(needs)
    }

    fn all(mut needs: Vec<Need>) -> Self {
        needs.retain(|need| *need != Need::Nothing);
        // Runs are asked fastest.
        needs.sort_by_key(|need| !matches!(need, Need::Runs(_)));
        match needs.len() {
            0 => Need::Nothing,
            1 => needs.remove(0),
            _ => Need::All(needs.into()),
        }
    }

    fn any(needs: Vec<Need>) -> Self {
        if needs.contains(&Need::Nothing) { Need::Nothing } else { Need::Any(needs.into()) }
    }
}

/// Adds an expression to a literal, if it is nothing but letters.
fn plain(expression: &Hir, literal: &mut Vec<u8>) -> bool {
    match expression.kind() {
        HirKind::Empty => {}
        HirKind::Literal(bytes) => push(literal, &bytes.0),
        HirKind::Class(class) if let Some(letter) = letter(class) => push(literal, letter.as_bytes()),
        HirKind::Concat(parts) => {
            let mut longer = literal.clone();
            if !parts.iter().all(|part| plain(part, &mut longer)) {
                return false;
            }
            *literal = longer;
        }
        _ => return false,
    }
    true
}

/// Adds bytes to a literal in lower case.
fn push(literal: &mut Vec<u8>, bytes: &[u8]) {
    for byte in bytes {
        let before = literal.last().copied().unwrap_or_default();
        literal.push(lower(before, *byte));
    }
}

/// The one letter that a class stands for in both its cases, in lower case.
fn letter(class: &Class) -> Option<String> {
    let Class::Unicode(class) = class else { return None };
    let few = class.ranges().iter().map(|range| range.len()).sum::<usize>() <= ALIKE.len();
    let letters = few.then(|| class.ranges().iter().flat_map(|range| range.start()..=range.end()))?;
    let mut small = letters.map(String::from).filter(|letter| !ALIKE.contains(&letter.as_str())).map(|letter| {
        let mut small = Vec::new();
        push(&mut small, letter.as_bytes());
        String::from_utf8(small).unwrap_or(letter)
    });
    let first = small.next()?;
    small.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may(expression: &str, text: &str) -> bool {
        let parsed = regex_automata::util::syntax::parse(expression).expect("an expression");
        Grams::of(text).meet(&Need::of(&parsed))
    }

    #[test]
    fn what_a_pattern_needs() {
        let pattern = r"(?i)(?:ansæt\w*|opnormer\w*|kræver\s+(?:\p{L}+\s+)?\d)";
        for text in ["vi ANSÆTTER to", "der opnormeres", "det kræver 3", "det kræver noget"] {
            assert!(may(pattern, text), "{text}");
        }
        for text in ["vi sætter to", "krav om normer", ""] {
            assert!(!may(pattern, text), "{text}");
        }
    }

    #[test]
    fn letters_that_are_alike_keep_nothing_out() {
        assert!(may("(?i)skøn", "ſKØN"));
        assert!(may("(?i)år", "\u{212b}r"));
        assert!(!may("(?i)år", "ar"));
    }

    #[test]
    fn what_may_be_missing() {
        for text in ["2023-pl", "2023 P/L-niveau"] {
            assert!(may(r"(?i)(?:20\d\d)?\s*p/?l(?:-niveau)?", text), "{text}");
        }
        assert!(!may("(?i)p/?l", "p. l"));
    }

    #[test]
    fn what_may_be_empty_needs_nothing() {
        assert!(may(r"(?:til|)\s*\p{L}?", ""));
        assert!(may(r"(?i)(?:år)*", ""));
    }
}
