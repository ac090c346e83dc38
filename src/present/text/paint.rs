//! Weight and colour of words on a terminal that wants them; without, the words alone.
//!
//! Takes text that is free of escape sequences, gives the same between two of them. Colour only repeats what a word or a
//! mark says already.

/// How words stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// What names something.
    Bold,
    /// What a first look may pass over.
    Faint,
    /// What does not agree.
    Alarm,
}

/// The text in an ink, or as it is.
pub(super) fn paint(text: &str, ink: Ink, coloured: bool) -> String {
    if !coloured || text.is_empty() {
        return text.to_owned();
    }
    let code = match ink {
        Ink::Bold => "1",
        Ink::Faint => "2",
        Ink::Alarm => "31",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
