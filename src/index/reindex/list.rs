//! The list of files: what is known of every document of a commit, in lines that are read quickly.
//!
//! Takes what is known, one by one, gives it back the same way. Nearly all documents lie in one file of their own and
//! were read, so such a document is a line of few words, which is compared as it stands; what it shares with others comes
//! once, before the first of them. All others are JSON. Refuses a line that makes no sense.

use std::{
    collections::HashMap,
    io::{self, BufRead, Write},
    ops::Range,
    sync::Arc,
};

use super::known::Known;
use crate::document::Outcome;

/// How a line begins: what documents share, a document in a file of its own, any other document.
const SHARED: &str = "=";
const PLAIN: &str = "+";
const WHOLE: &str = "*";

/// What is known of a document.
pub(super) enum Remembered {
    Plain(Plain),
    Whole(Known),
}

/// A document in a file of its own, as its line says it.
pub(super) struct Plain {
    line: String,
    path: Range<usize>,
    name: Range<usize>,
    key: Range<usize>,
    pub size: u64,
    pub modified: i64,
    /// The same with an empty key, path and name.
    pub like: Arc<Known>,
}

impl Plain {
    pub fn path(&self) -> &str {
        &self.line[self.path.clone()]
    }

    pub fn name(&self) -> &str {
        &self.line[self.name.clone()]
    }

    pub fn root(&self) -> &str {
        &self.like.files[0].root
    }

    /// The parts of a line: the number of what it shares, the path, the name, size and time, the key.
    fn parse(line: String, shared: &[Arc<Known>]) -> Option<Plain> {
        let mut ends = [0; 5];
        let mut tabs = line.match_indices('\t').map(|(at, _)| at);
        for end in &mut ends {
            *end = tabs.next()?;
        }
        let [number, path, name, size, modified] = ends;
        let like = shared.get(line[PLAIN.len()..number].parse::<usize>().ok()?)?.clone();
        Some(Plain {
            size: line[name + 1..size].parse().ok()?,
            modified: line[size + 1..modified].parse().ok()?,
            path: number + 1..path,
            name: path + 1..name,
            key: modified + 1..line.len(),
            line,
            like,
        })
    }

    fn known(&self) -> Known {
        let mut known = Known::clone(&self.like);
        known.key = self.line[self.key.clone()].to_owned();
        let file = &mut known.files[0];
        (file.path, file.name) = (self.path().to_owned(), self.name().to_owned());
        (file.size, file.modified) = (self.size, self.modified);
        known
    }
}

impl From<Remembered> for Known {
    fn from(one: Remembered) -> Self {
        match one {
            Remembered::Plain(plain) => plain.known(),
            Remembered::Whole(known) => known,
        }
    }
}

/// Writes a list.
pub(super) struct Lister<W> {
    output: W,
    /// The numbers of what documents share.
    shared: HashMap<String, usize>,
}

impl<W: Write> Lister<W> {
    pub fn new(output: W) -> Self {
        Lister { output, shared: HashMap::new() }
    }

    pub fn put(&mut self, mut known: Known) -> io::Result<()> {
        if !is_plain(&known) {
            return writeln!(self.output, "{WHOLE}{}", serde_json::to_string(&known)?);
        }
        let key = std::mem::take(&mut known.key);
        let file = &mut known.files[0];
        let (path, name) = (std::mem::take(&mut file.path), std::mem::take(&mut file.name));
        let (size, modified) = (std::mem::take(&mut file.size), std::mem::take(&mut file.modified));
        let like = serde_json::to_string(&known)?;
        let next = self.shared.len();
        let number = match self.shared.get(&like) {
            Some(number) => *number,
            None => {
                writeln!(self.output, "{SHARED}{like}")?;
                self.shared.insert(like, next);
                next
            }
        };
        writeln!(self.output, "{PLAIN}{number}\t{path}\t{name}\t{size}\t{modified}\t{key}")
    }

    pub fn finish(self) -> W {
        self.output
    }
}

/// Whether a document fits on a line of few words.
fn is_plain(known: &Known) -> bool {
    let [file] = known.files.as_slice() else { return false };
    let odd = |text: &str| text.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER);
    known.outcome != Outcome::Failed
        && known.document_id().is_some()
        && file.members.is_empty()
        && file.siblings == 1
        && !file.fresh
        && !odd(&file.path)
        && !odd(&file.name)
}

/// Reads a list's lines.
pub(super) fn read(lines: io::Lines<impl BufRead>) -> impl Iterator<Item = io::Result<Remembered>> {
    let mut shared: Vec<Arc<Known>> = Vec::new();
    lines.filter_map(move |line| line.and_then(|line| one(line, &mut shared)).transpose())
}

fn one(line: String, shared: &mut Vec<Arc<Known>>) -> io::Result<Option<Remembered>> {
    let senseless = || io::Error::new(io::ErrorKind::InvalidData, "a line of the list of files makes no sense");
    if line.starts_with(PLAIN) {
        return Plain::parse(line, shared).map(Remembered::Plain).map(Some).ok_or_else(senseless);
    }
    if let Some(json) = line.strip_prefix(WHOLE) {
        return Ok(Some(Remembered::Whole(serde_json::from_str(json)?)));
    }
    let like: Known = serde_json::from_str(line.strip_prefix(SHARED).ok_or_else(senseless)?)?;
    if like.files.len() != 1 {
        return Err(senseless());
    }
    shared.push(Arc::new(like));
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::manifest::{Entry, File};

    fn file(name: &str) -> File {
        File {
            name: name.to_owned(),
            path: format!("/d/{name}"),
            members: Vec::new(),
            root: "/d".to_owned(),
            size: 17,
            modified: -5,
            fresh: false,
            siblings: 1,
        }
    }

    fn known(key: &str, files: Vec<File>, outcome: Outcome) -> Known {
        Entry { outcome, ..Entry::failed(key.to_owned(), files, "it is empty".to_owned()) }.into()
    }

    #[test]
    fn what_is_listed_comes_back_and_most_of_it_as_plain_lines() {
        let member = File { members: vec!["b.txt".to_owned()], siblings: 2, ..file("a.zip!/b.txt") };
        let all = [
            known("k1", vec![file("a.txt")], Outcome::Read),
            known("k2", vec![file("b c.txt")], Outcome::Partly),
            known("k3", vec![file("d.txt")], Outcome::Read),
            known("k4", vec![file("e.txt"), file("f.txt")], Outcome::Read),
            known("k5", vec![member], Outcome::Read),
            known("k6", vec![file("odd\tname.txt")], Outcome::Read),
            known("k7", vec![File { fresh: true, ..file("g.txt") }], Outcome::Read),
            known("k8", vec![file("h.txt")], Outcome::Failed),
            known("path:/d/i.txt", vec![file("i.txt")], Outcome::Failed),
        ];
        let mut list = Lister::new(Vec::new());
        all.iter().for_each(|one| list.put(one.clone()).expect("written"));
        let lines = list.finish();
        let read: Vec<Remembered> = read(lines.as_slice().lines()).collect::<io::Result<_>>().expect("a list");
        assert_eq!(read.iter().filter(|one| matches!(one, Remembered::Plain(_))).count(), 3);
        let json = |known: &Known| serde_json::to_string(known).expect("JSON");
        let back: Vec<String> = read.into_iter().map(|one| json(&one.into())).collect();
        assert_eq!(back, all.each_ref().map(json));
    }

    #[test]
    fn a_line_that_makes_no_sense_is_refused() {
        for line in ["+0\t/d/a\ta\t1\t2\tk", "+", "=[]", "* ", "x", ""] {
            let read: io::Result<Vec<Remembered>> = read(format!("{line}\n").as_bytes().lines()).collect();
            assert!(read.is_err(), "{line:?}");
        }
    }
}
