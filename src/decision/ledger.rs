//! The ledger: `decisions.jsonl`, one decision a line, only ever added to.
//!
//! Takes the file's path, gives its decisions in the order in which they were made, each once: the order of lines, and
//! lines that a merge doubled, mean nothing. Refuses a file of which any line cannot be read, since to pass over a line
//! would be to publish what somebody has overruled.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use super::{Decision, Moment, Verdict};
use crate::{Error, ErrorKind, Result, figure::Record, hash::short, pipeline::READER_VERSION};

/// All decisions that were ever made, and the file that they stand in.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    path: PathBuf,
    decisions: Vec<Decision>,
}

/// A decision before it has an author and a time.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it says.
    pub verdict: Verdict,
    /// The figure as decided.
    pub figure: Record,
    /// Why.
    pub reason: String,
}

impl Draft {
    /// The same after the end of what was said before: who decides in sight of a disagreement settles it.
    pub fn ending_a_dispute(self) -> Vec<Draft> {
        vec![Draft { verdict: Verdict::Retire, ..self.clone() }, self]
    }
}

impl Ledger {
    /// The ledger in a file that is there.
    pub fn open(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).map_err(|cause| match cause.kind() {
            io::ErrorKind::NotFound => Error::new(ErrorKind::Missing, format!("there is no {}", path.display()))
                .hint("`nogletal review` makes it with the first decision"),
            _ => Error::new(ErrorKind::Unreadable, format!("{} cannot be read", path.display())).caused_by(cause),
        })?;
        Ok(Ledger { path: path.to_owned(), decisions: parse(&bytes, path)? })
    }

    /// A ledger without decisions; its file comes to be with the first.
    pub fn empty(path: &Path) -> Self {
        Ledger { path: path.to_owned(), decisions: Vec::new() }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The decisions, the earliest first.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// The decisions by the content of the document that they are about, the earliest first.
    pub fn by_document(&self) -> BTreeMap<&str, Vec<&Decision>> {
        let mut documents: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
        for decision in &self.decisions {
            documents.entry(&decision.figure.document_id).or_default().push(decision);
        }
        documents
    }

    /// Adds decisions at the end of the file, all or none. Gives them as they stand there.
    pub fn append(&mut self, name: &str, drafts: Vec<Draft>) -> Result<Vec<Decision>> {
        let name = said(name, "name", "--name NAME or the variable NOGLETAL_NAME")?;
        let mut last = self.decisions.last().map(|decision| decision.time);
        let mut added = Vec::new();
        let mut lines = String::new();
        for Draft { verdict, mut figure, reason } in drafts {
            figure.decision = None;
            let time = Moment::now().not_before(last);
            last = Some(time);
            let reason = said(&reason, "reason", "--reason TEXT")?;
            let (id, name) = (String::new(), name.clone());
            let mut decision = Decision { id, time, name, reason, verdict, reader: READER_VERSION, figure };
            decision.id = identity(&decision).map_err(|cause| self.unwritable(cause))?;
            lines += &serde_json::to_string(&decision).map_err(|cause| self.unwritable(cause))?;
            lines.push('\n');
            added.push(decision);
        }
        write(&self.path, &lines).map_err(|cause| self.unwritable(cause))?;
        self.decisions.extend(added.iter().cloned());
        Ok(added)
    }

    fn unwritable(&self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        Error::new(ErrorKind::Output, format!("{} cannot be written", self.path.display())).caused_by(cause)
    }
}

/// What a person wrote, on one line; refused where it is nothing.
fn said(text: &str, what: &str, option: &str) -> Result<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(
            Error::new(ErrorKind::Usage, format!("a decision needs a {what}")).hint(format!("give it by {option}"))
        );
    }
    Ok(text)
}

/// The name of a decision: the same line twice is one decision, whoever merged it.
fn identity(decision: &Decision) -> serde_json::Result<String> {
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(decision)?);
    Ok(short(hash))
}

/// Appends whole lines in one write under a lock; what a full disk cut short is taken away again.
fn write(path: &Path, lines: &str) -> io::Result<()> {
    let mut file = File::options().create(true).read(true).append(true).open(path)?;
    file.lock()?;
    let length = file.metadata()?.len();
    let mut text = lines.to_owned();
    if length > 0 {
        let mut end = [0];
        file.seek(SeekFrom::Start(length - 1))?;
        file.read_exact(&mut end)?;
        if end != *b"\n" {
            text.insert(0, '\n');
        }
    }
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_data());
    if written.is_err() {
        let _ = file.set_len(length);
    }
    written
}

/// What git writes around the two sides of a merge that it could not make.
const MARKS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

fn parse(bytes: &[u8], path: &Path) -> Result<Vec<Decision>> {
    let mut decisions: BTreeMap<String, (usize, Decision)> = BTreeMap::new();
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        let decision = read(line, path, number)?;
        match decisions.get(&decision.id) {
            Some((first, other)) if *other != decision => return Err(changed(path, number, *first)),
            Some(_) => {}
            None => drop(decisions.insert(decision.id.clone(), (number, decision))),
        }
    }
    let mut decisions: Vec<Decision> = decisions.into_values().map(|(_, decision)| decision).collect();
    decisions.sort_by(|a, b| (a.time, &a.id).cmp(&(b.time, &b.id)));
    Ok(decisions)
}

fn read(line: &[u8], path: &Path, number: usize) -> Result<Decision> {
    let place = format!("{}:{number}", path.display());
    if MARKS.iter().any(|mark| line.starts_with(mark.as_bytes())) {
        return Err(Error::new(ErrorKind::Damaged, format!("{place}: a merge left its marks here")).hint(
            "keep the decisions of both sides and delete the lines with marks; \
             with `decisions.jsonl merge=union` in .gitattributes git does so by itself",
        ));
    }
    let refused = |cause: Box<dyn std::error::Error + Send + Sync>| {
        Error::new(ErrorKind::Damaged, format!("{place}: this line is no decision"))
            .caused_by(cause)
            .hint("put it right or restore the file; nothing is printed past a decision that cannot be read")
    };
    let decision: Decision = serde_json::from_slice(line).map_err(|cause| refused(cause.into()))?;
    if decision.figure.start > decision.figure.end {
        return Err(refused("its figure ends before it begins".into()));
    }
    Ok(decision)
}

fn changed(path: &Path, number: usize, first: usize) -> Error {
    let message = format!("{}:{number}: this line and line {first} are one decision, but differ", path.display());
    Error::new(ErrorKind::Damaged, message).hint("keep the line that was not changed afterwards")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::sample::{caseload, draft};

    struct Desk(tempfile::TempDir);

    impl Desk {
        fn new() -> Self {
            Desk(tempfile::tempdir().expect("a folder"))
        }

        fn path(&self) -> PathBuf {
            self.0.path().join("decisions.jsonl")
        }

        fn text(&self) -> String {
            fs::read_to_string(self.path()).expect("a ledger")
        }

        fn refused(&self, text: &str) -> Error {
            fs::write(self.path(), text).expect("a file");
            Ledger::open(&self.path()).expect_err("a broken ledger")
        }
    }

    /// A ledger of three decisions.
    fn three(desk: &Desk) -> Ledger {
        let mut ledger = Ledger::empty(&desk.path());
        for verdict in [Verdict::Accept, Verdict::Reject, Verdict::Correct] {
            ledger.append("Anne", vec![draft(verdict, caseload("31"))]).expect("appended");
        }
        ledger
    }

    #[test]
    fn what_is_appended_is_read() {
        let desk = Desk::new();
        let ledger = three(&desk);
        let read = Ledger::open(&desk.path()).expect("a ledger");
        assert_eq!(read.decisions(), ledger.decisions());
        assert_eq!(desk.text().lines().count(), 3);
    }

    #[test]
    fn order_and_doubled_lines_mean_nothing() {
        let desk = Desk::new();
        let ledger = three(&desk);
        let text = desk.text();
        let mut lines: Vec<&str> = text.lines().chain(text.lines()).collect();
        lines.reverse();
        fs::write(desk.path(), format!("\n{}\r\n\r\n", lines.join("\r\n"))).expect("a file");
        assert_eq!(Ledger::open(&desk.path()).expect("a ledger").decisions(), ledger.decisions());
    }

    #[test]
    fn a_last_line_without_an_end_is_ended() {
        let desk = Desk::new();
        let mut ledger = three(&desk);
        fs::write(desk.path(), desk.text().trim_end()).expect("a file");
        ledger.append("Bo", vec![draft(Verdict::Retire, caseload("31"))]).expect("appended");
        assert_eq!(Ledger::open(&desk.path()).expect("a ledger").decisions().len(), 4);
    }

    #[test]
    fn two_who_append_at_once_lose_nothing() {
        let desk = Desk::new();
        std::thread::scope(|scope| {
            for name in ["Anne", "Bo", "Carl", "Dorte"] {
                let path = desk.path();
                scope.spawn(move || {
                    let mut ledger = Ledger::empty(&path);
                    for _ in 0..25 {
                        ledger.append(name, vec![draft(Verdict::Accept, caseload("31"))]).expect("appended");
                    }
                });
            }
        });
        assert_eq!(Ledger::open(&desk.path()).expect("a ledger").decisions().len(), 100);
    }

    #[test]
    fn a_broken_line_is_named() {
        let desk = Desk::new();
        three(&desk);
        let good = desk.text();
        let error = desk.refused(&format!("{good}{{\"verdict\": \"maybe\"}}\n"));
        assert!(error.to_string().ends_with("decisions.jsonl:4: this line is no decision"), "{error}");
        let error = desk.refused(&format!("<<<<<<< HEAD\n{good}"));
        assert!(error.to_string().ends_with("decisions.jsonl:1: a merge left its marks here"), "{error}");
        let first = good.lines().next().unwrap_or_default();
        let backward = first.replace("\"start\":0", "\"start\":9");
        assert_eq!(desk.refused(&backward).causes().last().as_deref(), Some("its figure ends before it begins"));
        let cut: String = good.chars().take(good.chars().count() - 20).collect();
        assert!(desk.refused(&cut).to_string().contains(":3: "), "a line that was cut short");
        let error = desk.refused(&format!("{good}{}", good.replace("\"Anne\"", "\"Anna\"")));
        assert!(error.to_string().contains(":4: this line and line 1 are one decision"), "{error}");
        fs::write(desk.path(), b"\xff\xfe\n").expect("a file");
        assert_eq!(Ledger::open(&desk.path()).expect_err("no text").kind(), ErrorKind::Damaged);
    }

    #[test]
    fn a_decision_has_a_name_and_a_reason() {
        let desk = Desk::new();
        let mut ledger = Ledger::empty(&desk.path());
        let nameless = ledger.append(" \n", vec![draft(Verdict::Accept, caseload("31"))]).expect_err("no name");
        assert_eq!(nameless.to_string(), "a decision needs a name");
        let groundless = Draft { reason: String::new(), ..draft(Verdict::Accept, caseload("31")) };
        let groundless = ledger.append("Anne", vec![groundless]).expect_err("no reason");
        assert_eq!(groundless.to_string(), "a decision needs a reason");
        assert!(!desk.path().exists(), "nothing was written");
    }
}
