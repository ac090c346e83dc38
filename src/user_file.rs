//! A text file that a user wrote for the program, and errors that say in which line of it something is wrong.
//!
//! Takes a path or a text with its name; gives the text and [`Error`]s of the form `table.toml, line 3: …`. Refuses what is
//! not there and what is no UTF-8; a byte-order mark is no part of the text.

use std::{fs, ops::Range, path::Path};

use crate::{Error, ErrorKind, Result};

/// A user's file.
#[derive(Clone, Copy)]
pub(crate) struct UserFile<'a> {
    /// All of it.
    pub text: &'a str,
    /// What errors call it.
    pub name: &'a str,
}

/// The text of a file; `what` names its kind, such as `the catalogue`, `hint` an example to begin with.
pub(crate) fn read(path: &Path, what: &str, hint: &str) -> Result<String> {
    let text = fs::read_to_string(path).map_err(|cause| {
        let message = format!("{what} {} cannot be read", path.display());
        Error::new(ErrorKind::Missing, message).caused_by(cause).hint(hint)
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

impl UserFile<'_> {
    /// The line that a place is in, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// Where a place is, for a person: `table.toml, line 3`.
    pub fn place(&self, at: usize) -> String {
        format!("{}, line {}", self.name, self.line(at))
    }

    /// An error that names the file and the line.
    pub fn wrong(&self, at: Range<usize>, what: &str) -> Error {
        Error::new(ErrorKind::Usage, format!("{}: {what}", self.place(at.start)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one_and_places_beyond_the_end_are_the_last() {
        let file = UserFile { text: "en\nto\ntre", name: "fil.toml" };
        assert_eq!([0, 2, 3, 99].map(|at| file.line(at)), [1, 1, 2, 3]);
        assert_eq!(file.wrong(3..5, "nej").to_string(), "fil.toml, line 2: nej");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text_and_a_missing_file_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        fs::write(&path, "\u{feff}code,group\n").expect("written");
        assert_eq!(read(&path, "the groups", "").expect("text"), "code,group\n");
        let gone = read(&folder.path().join("b.csv"), "the groups", "an example").expect_err("missing");
        assert!(gone.to_string().starts_with("the groups ") && gone.to_string().ends_with("b.csv cannot be read"));
    }
}
