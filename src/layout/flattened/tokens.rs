//! The tokens of a flattened table: words, numbers, and lone dashes for empty cells.
//!
//! Takes running text, gives tokens in order. A sign glued to the number before it (`1.843.857-156.143`) or to a word
//! (`institution-980.000`) begins a number of its own; `66-510.000` may be a dash between two cells, which the row's
//! length decides later.

use crate::{pattern::Pattern, span::Span};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::layout) enum Sort {
    Word,
    Number,
    /// A number whose minus sign may be a lone dash: it was glued to the number before it.
    Glued,
    Dash,
}

/// A token of a flattened table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::layout) struct Token {
    pub(in crate::layout) span: Span,
    pub(in crate::layout) sort: Sort,
}

static PIECE: Pattern =
    Pattern::new(r"[-–−+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[-–−+]?\d+(?:,\d+)?(?:[ \u{a0}]?(?:%|pct\.?))?|[-–−]");

static GLUED_WORD: Pattern = Pattern::new(r"^(?P<word>[\p{L}/.()-]*[\p{L})])(?P<number>[-–−]\d{1,3}(?:\.\d{3})+.*)$");

impl Token {
    pub(super) fn is_word(self) -> bool {
        self.sort == Sort::Word
    }

    /// Whether a word ends a sentence: running text, not a label. An abbreviation's dot does not.
    pub(super) fn closes(self, text: &str) -> bool {
        let word = self.span.of(text);
        word.ends_with(['!', '?', ';'])
            || word.ends_with('.') && word.len() > 5 && !word[..word.len() - 1].contains('.')
    }
}

/// The tokens of a part of a text.
pub(super) fn tokens(text: &str, span: Span) -> impl Iterator<Item = Token> {
    let mut chunks = span.of(text).split_whitespace().peekable();
    let place = move |chunk: &str| chunk.as_ptr() as usize - text.as_ptr() as usize;
    let joined = std::iter::from_fn(move || {
        let chunk = chunks.next()?;
        // “30,0 %”: the sign belongs to the number before it.
        // “0-2 år” is no number but an age.
        let unit = chunks.next_if(|next| match *next {
            "%" | "pct." | "pct" => chunk.ends_with(|c: char| c.is_ascii_digit()),
            "år" => is_ages(chunk),
            _ => false,
        });
        let end = unit.map_or(place(chunk) + chunk.len(), |unit| place(unit) + unit.len());
        let ages = chunks.peek().is_some_and(|next| next.starts_with("år")) && is_span(chunk);
        Some((Span::new(place(chunk), end), ages))
    });
    joined.flat_map(move |(chunk, ages)| {
        if ages { vec![Token { span: chunk, sort: Sort::Word }] } else { split(chunk.of(text), chunk.start) }
    })
}

/// Whether a chunk is from one small number to another: ages, where years follow.
fn is_span(chunk: &str) -> bool {
    let small = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    chunk.split_once('-').is_some_and(|(from, to)| small(from) && small(to))
}

/// Whether a chunk is a range of ages without its unit: `13-17`, `18+`.
fn is_ages(chunk: &str) -> bool {
    let small = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    chunk.strip_suffix('+').is_some_and(small)
        || chunk.split_once(['-', '–']).is_some_and(|(from, to)| small(from) && small(to))
}

fn split(chunk: &str, start: usize) -> Vec<Token> {
    let glued = chunk.bytes().any(|byte| byte.is_ascii_digit()) && chunk.contains(['-', '–', '−']);
    if glued && let Some(found) = GLUED_WORD.captures(chunk) {
        let border = start + found["word"].len();
        let mut tokens = vec![Token { span: Span::new(start, border), sort: Sort::Word }];
        tokens.extend(pieces(&found["number"], border).unwrap_or_default());
        return tokens;
    }
    let bare = chunk.trim_end_matches(['*', '†', '‡', '¹', '²', '³']);
    pieces(bare, start).unwrap_or_else(|| vec![Token { span: Span::new(start, start + chunk.len()), sort: Sort::Word }])
}

/// The numbers and dashes that a chunk wholly consists of.
fn pieces(chunk: &str, start: usize) -> Option<Vec<Token>> {
    // Most chunks are words, and need no pattern to be seen as such.
    if !chunk.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '–' | '−' | '+')) {
        return None;
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    for piece in PIECE.find_iter(chunk) {
        if piece.start() != at {
            return None;
        }
        at = piece.end();
        let signed = piece.as_str().starts_with(['-', '–', '−']);
        let sort = match (
            piece.len() <= 3 && !piece.as_str().contains(|c: char| c.is_ascii_digit()),
            signed && piece.start() > 0,
        ) {
            (true, _) => Sort::Dash,
            (false, true) => Sort::Glued,
            (false, false) => Sort::Number,
        };
        tokens.push(Token { span: Span::new(start + piece.start(), start + piece.end()), sort });
    }
    (at == chunk.len() && at > 0).then_some(tokens)
}

/// Whether a label ends with a word that calls for a number: `efter`, `§`, `i form af`.
pub(super) fn calls_for_number(label: &str) -> bool {
    let last = label.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    matches!(
        last.as_str(),
        "efter"
            | "af"
            | "§"
            | "§§"
            | "jf."
            | "sel"
            | "so"
            | "konto"
            | "funktion"
            | "stk."
            | "bilag"
            | "nr."
            | "pr."
            | "+"
            | "paragraf"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(&str, Sort)> {
        tokens(text, Span::new(0, text.len())).map(|token| (token.span.of(text), token.sort)).collect()
    }

    #[test]
    fn glue_is_undone() {
        assert_eq!(of("1.843.857-156.143"), [("1.843.857", Sort::Number), ("-156.143", Sort::Glued)]);
        assert_eq!(
            of("institution-980.000-1.960.000"),
            [("institution", Sort::Word), ("-980.000", Sort::Number), ("-1.960.000", Sort::Glued)]
        );
        assert_eq!(
            of("- 42 22-8"),
            [("-", Sort::Dash), ("42", Sort::Number), ("22", Sort::Number), ("-8", Sort::Glued)]
        );
        assert_eq!(of("30,0 % 7 pct."), [("30,0 %", Sort::Number), ("7 pct.", Sort::Number)]);
        assert_eq!(of("til/afgang 11a"), [("til/afgang", Sort::Word), ("11a", Sort::Word)]);
    }
}
