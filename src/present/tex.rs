//! Text for LaTeX: everything escaped that it would take for its own.

use unicode_normalization::UnicodeNormalization as _;

/// A text in one line without what LaTeX would take for its own. Letters are composed, since a loose accent sets none.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            // BibTeX counts brackets, with a stroke before them or without.
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            // Danish hyphenation has commands that begin with it, and the font a sign for two of these.
            '"' => out.push_str("\\textquotedbl{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            // Two of these would be a dash or a quotation mark.
            '-' | ',' | '\'' if out.ends_with(c) => out.extend(['{', '}', c]),
            '\u{a0}' => out.push('~'),
            // What only says where a line may break.
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_control() || c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The characters beyond those that every LaTeX has, in order, each once.
pub(super) fn unusual(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| *c > '\u{ff}').collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_latex_takes_for_its_own_is_escaped() {
        assert_eq!(
            escaped("Børn & unge: 40 % af 5 $ #1 a_b {x} \\n ~ ^\n\nslut"),
            "Børn \\& unge: 40 \\% af 5 \\$ \\#1 a\\_b \\textbraceleft{}x\\textbraceright{} \\textbackslash{}n \\textasciitilde{} \\textasciicircum{} slut"
        );
        assert_eq!(
            escaped("--lang <x> \"a\""),
            "-{}-lang \\textless{}x\\textgreater{} \\textquotedbl{}a\\textquotedbl{}"
        );
        assert_eq!(escaped("A\u{30a}rhus, s.\u{a0}3, sags\u{ad}tal"), "Århus, s.~3, sagstal");
    }
}
