//! A table that a user gives the program: CSV whose first line names its columns.
//!
//! Takes a path or a text with its name; gives rows that know their line, and errors of the form `index.csv, line 3: …`.
//! Commas, semicolons and tabs are told by the heading; a byte-order mark and Windows' own characters are read. Refuses a
//! file without a heading, a row that is shorter or longer than it, and a column that is wanted and not there.

use std::{borrow::Cow, fs, path::Path};

use csv::{ReaderBuilder, StringRecord};

use crate::{Error, ErrorKind, Result, document::decoded};

/// A user's table.
pub(crate) struct UserTable {
    /// What errors call it.
    pub name: String,
    text: String,
    separator: u8,
    heading: Vec<String>,
}

/// One of its rows.
pub(crate) struct Row {
    /// The line that it begins in, from 1.
    pub line: usize,
    fields: StringRecord,
}

impl Row {
    /// What stands in a column, without blanks around it.
    pub fn get(&self, column: usize) -> &str {
        self.fields.get(column).unwrap_or_default().trim()
    }
}

impl UserTable {
    /// The table in a file; `what` names its kind, such as `the population file`, `hint` says how one looks.
    pub fn read(path: &Path, what: &str, hint: &str) -> Result<Self> {
        let bytes = fs::read(path).map_err(|cause| {
            let message = format!("{what} {} cannot be read", path.display());
            Error::new(ErrorKind::Missing, message).caused_by(cause).hint(hint.to_owned())
        })?;
        UserTable::parse(decoded(&bytes), &path.display().to_string()).map_err(|error| error.hint(hint.to_owned()))
    }

    /// The table in a text.
    pub fn parse(text: String, name: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let first = text.lines().next().unwrap_or_default();
        let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
        let separator = [b',', b';', b'\t'].into_iter().rev().max_by_key(count).unwrap_or(b',');
        let mut table = UserTable { name: name.to_owned(), text, separator, heading: Vec::new() };
        let heading = table.reader().records().next();
        let Some(heading) = heading.transpose().map_err(|cause| table.wrong(1, &cause.to_string()))? else {
            return Err(Error::new(ErrorKind::Usage, format!("{name} is empty")));
        };
        table.heading = heading.iter().map(|field| field.trim().to_lowercase()).collect();
        Ok(table)
    }

    fn reader(&self) -> csv::Reader<&[u8]> {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(self.separator).has_headers(false).flexible(true).from_reader(self.text.as_bytes())
    }

    /// Where a column is, if it is there; its name in small letters.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.heading.iter().position(|one| one == name)
    }

    /// Where a column is that has to be there.
    pub fn needed(&self, name: &str) -> Result<usize> {
        self.column(name)
            .ok_or_else(|| self.wrong(1, &format!("there is no column “{name}”, only “{}”", self.heading.join("”, “"))))
    }

    /// The names of its columns, in small letters.
    pub fn heading(&self) -> &[String] {
        &self.heading
    }

    /// The rows below the heading; empty lines are none.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row>> {
        let (mut line, mut seen) = (1, 0);
        self.reader().into_records().skip(1).map(move |record| {
            let fields = record.map_err(|cause| self.wrong(line, &cause.to_string()))?;
            let begin = fields.position().map_or(seen, |place| self.begin(place.byte()));
            line += self.text.as_bytes()[seen..begin].iter().filter(|byte| **byte == b'\n').count();
            seen = begin;
            let (found, wanted) = (fields.len(), self.heading.len());
            if found != wanted {
                let what = format!("a row of {found} fields under a heading of {wanted}");
                return Err(self.wrong(line, &what));
            }
            Ok(Row { line, fields })
        })
    }

    /// Where a row begins whose place the reader gives before the ends of lines that it passes over.
    fn begin(&self, byte: u64) -> usize {
        let from = usize::try_from(byte).map_or(self.text.len(), |byte| byte.min(self.text.len()));
        let ends = self.text.as_bytes()[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        from + ends.count()
    }

    /// An error that names the file and the line.
    pub fn wrong(&self, line: usize, what: &str) -> Error {
        Error::new(ErrorKind::Usage, format!("{}, line {line}: {what}", self.name))
    }
}

/// A file's name without the folders before it.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A decimal with a point, or with a comma as Danish has it.
pub(crate) fn decimal(written: &str) -> Option<rust_decimal::Decimal> {
    let written = if written.contains('.') { Cow::Borrowed(written) } else { written.replace(',', ".").into() };
    written.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Result<UserTable> {
        UserTable::parse(text.to_owned(), "t.csv")
    }

    fn cells(text: &str) -> Result<Vec<String>> {
        let table = table(text)?;
        let column = table.needed("b")?;
        table.rows().map(|row| row.map(|row| format!("{}:{}", row.line, row.get(column)))).collect()
    }

    #[test]
    fn separators_and_quotes_and_empty_lines() {
        for text in ["a,B\n1,2\n", "\u{feff}a;b\r\n1;2\r\n", "a\tb\n1\t 2 \n", "\"a\",\"b\"\n\"1\",\"2\"\n"] {
            assert_eq!(cells(text).expect("a table"), ["2:2"], "{text:?}");
        }
        assert_eq!(cells("a;b\n\n1;\"2;3\"\n").expect("a table"), ["3:2;3"]);
        assert_eq!(cells("a,b\n").expect("a table"), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_line() {
        for (text, said) in [
            ("", "t.csv is empty"),
            ("a,c\n1,2\n", "t.csv, line 1: there is no column “b”, only “a”, “c”"),
            ("a,b\n1,2\n1\n", "t.csv, line 3: a row of 1 fields under a heading of 2"),
            ("a;b\n1;2;3\n", "t.csv, line 2: a row of 3 fields under a heading of 2"),
        ] {
            assert_eq!(cells(text).expect_err("refused").to_string(), said);
        }
    }

    #[test]
    fn a_file_of_windows_is_read_to_its_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("t.csv");
        // ø, æ and å in Windows' own characters, which take more room in UTF-8.
        std::fs::write(&path, b"\xf8;b\n\xe6\xe5\xf8\xe6\xe5;12345\n").expect("written");
        let table = UserTable::read(&path, "the table", "").expect("a table");
        let last = table.rows().last().expect("a row").expect("whole");
        assert_eq!((last.get(0), last.get(1)), ("æåøæå", "12345"));
    }

    #[test]
    fn decimals_in_both_ways() {
        let read = |text| decimal(text).map(|value| value.to_string());
        assert_eq!(
            ["112.4", "112,4", "7", "1.234,5", "x"].map(read),
            [Some("112.4".to_owned()), Some("112.4".to_owned()), Some("7".to_owned()), None, None]
        );
    }
}
