//! Broken and odd files, hundreds of them, indexed by the real program: none stops it, hangs it or takes its memory, and
//! every one is accounted for.
//!
//! Some are made by hand, one for each thing that goes wrong in reality or on purpose; the others are sound documents of
//! the repository that were damaged by dice, the same ones in every run.

#![cfg(unix)]

mod archives;
#[path = "../fixtures/damage.rs"]
mod damage;
mod names;
mod packages;
mod pdfs;
#[path = "../fixtures/peak.rs"]
mod peak;
mod texts;
#[path = "../fixtures/zipped.rs"]
mod zipped;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use damage::{Dice, mutated};
use nogletal::{document::Outcome, index::Index};
use peak::{Peak, watched};
use zipped::zipped;

/// A file as no reader wants it.
struct Broken {
    name: String,
    bytes: Vec<u8>,
}

impl From<(&str, Vec<u8>)> for Broken {
    fn from((name, bytes): (&str, Vec<u8>)) -> Self {
        Broken { name: name.to_owned(), bytes }
    }
}

/// Entities of entities, which together are a thousand million.
fn laughs() -> String {
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    format!("<?xml version='1.0'?><!DOCTYPE l [<!ENTITY l0 \"ha\">{entities}]><l>&l9;</l>")
}

/// An archive with one member of so many megabytes of blanks.
fn bomb(name: &str, megabytes: usize) -> Vec<u8> {
    zipped(&[(name, &vec![b' '; megabytes << 20])])
}

/// Sound documents: those of the sample corpus and of the layout's tests.
fn originals() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files =
        |folder: &str| fs::read_dir(root.join(folder)).expect("a folder").map(|file| file.expect("a file").path());
    let mut paths: Vec<PathBuf> = files("corpus").chain(files("tests/layout/documents")).collect();
    paths.retain(|path| {
        let kind = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        ["pdf", "docx", "xlsx", "ods", "pptx", "html", "txt", "md", "eml", "zip"].contains(&kind.as_str())
    });
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("a document"))).collect()
}

/// Documents damaged by dice: so many, some under the name of another kind, some cut off, some two in one.
fn damaged(count: usize) -> Vec<Broken> {
    let (originals, mut dice) = (originals(), Dice(20_261_122));
    let damaged = |number: usize| {
        // Far apart in the list, so that a few are of all kinds.
        let (path, original) = &originals[number * 7 % originals.len()];
        let bytes = match number % 6 {
            0 => original[..dice.below(original.len())].to_vec(),
            1 => {
                let (_, other) = &originals[dice.below(originals.len())];
                [&original[..dice.below(original.len())], &other[dice.below(other.len())..]].concat()
            }
            _ => mutated(original, &mut dice),
        };
        let other = &originals[dice.below(originals.len())].0;
        let kind =
            if number.is_multiple_of(5) { other } else { path }.extension().unwrap_or_default().to_string_lossy();
        Broken { name: format!("terning-{number:03}.{kind}"), bytes }
    };
    (0..count).map(damaged).collect()
}

/// What a run over broken files came to.
struct Ran {
    /// The names of all documents of the index.
    names: BTreeSet<String>,
    /// How many were read whole, in part and not at all.
    counts: [usize; 3],
    /// Why documents were not read whole, each with its name.
    reasons: Vec<String>,
    /// What the program said on its way.
    said: String,
    peak: Peak,
    took: Duration,
}

/// Writes the files and indexes them with the program, which finds neither LibreOffice nor Tesseract.
fn indexed(folder: &Path, files: &[Broken]) -> Ran {
    let (docs, index) = (folder.join("docs"), folder.join("index"));
    for file in files {
        fs::write(docs.join(&file.name), &file.bytes).expect("a file");
    }
    let begun = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_nogletal"));
    command.env_clear().args(["index", "--lang", "en", "--index"]).args([&index, &docs]);
    let (output, peak) = watched(&mut command);
    let took = begun.elapsed();
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(3), "some documents cannot be read: {said}");
    assert!(!said.contains("panicked"), "{said}");
    let mut ran = Ran { names: BTreeSet::new(), counts: [0; 3], reasons: Vec::new(), said, peak, took };
    for entry in Index::open(&index).and_then(|index| index.entries()).expect("the index") {
        ran.counts[match entry.outcome {
            Outcome::Read => 0,
            Outcome::Partly => 1,
            Outcome::Failed => 2,
        }] += 1;
        ran.reasons.extend(entry.reasons.iter().map(|reason| format!("{}: {reason}", entry.name())));
        ran.names.extend(entry.files.into_iter().map(|file| file.name));
    }
    ran
}

impl Ran {
    /// What holds whatever the files are.
    fn judge(&self, files: &[Broken]) {
        for reason in &self.reasons {
            for defect in ["in a way it should not", "crashed", "takes longer than", "panic"] {
                assert!(!reason.contains(defect), "{reason}");
            }
        }
        for file in files {
            let inside = format!("{}!/", file.name);
            let known = |name: &String| *name == file.name || name.starts_with(&inside);
            assert!(self.names.iter().any(known), "nothing is said of {}", file.name);
        }
        assert!(self.said.contains(names::NOWHERE), "{}", self.said);
        assert!(self.peak.largest < MEMORY, "one process took {} MB", self.peak.largest >> 20);
    }
}

/// What one process may take: the limit on a child's own memory, and the program's code.
const MEMORY: u64 = 500 << 20;

#[test]
fn sixty_broken_files_are_each_accounted_for() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    let odd = names::lay(&folder.path().join("docs"));
    let mut files = damaged(12);
    // Every third of those made by hand, so that all kinds are there.
    let made = [pdfs::quick(), packages::quick(), archives::quick(), texts::quick()].into_iter().flatten();
    files.extend(made.step_by(3));
    let ran = indexed(folder.path(), &files);
    ran.judge(&files);
    let beside = ran.names.iter().filter(|name| !files.iter().any(|file| name.starts_with(&file.name))).count();
    assert_eq!(beside, odd, "files with odd names are documents like any other");
    assert!(ran.counts[0] >= odd && ran.counts[2] > 0, "{:?}", ran.counts);
}

#[test]
#[ignore = "some minutes; `cargo test --release --test broken -- --ignored --nocapture`"]
#[expect(clippy::print_stdout, reason = "a measurement says what it found")]
fn six_hundred_broken_files_are_each_accounted_for() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("docs")).expect("a folder");
    let odd = names::lay(&folder.path().join("docs"));
    let made = [pdfs::quick(), pdfs::slow(), packages::quick(), packages::slow()];
    let more = [archives::quick(), archives::slow(), texts::quick(), texts::slow()];
    let mut files: Vec<Broken> = made.into_iter().chain(more).flatten().collect();
    files.extend(damaged(600 - files.len() - odd));
    let ran = indexed(folder.path(), &files);
    let [read, partly, failed] = ran.counts;
    let Peak { largest, together } = ran.peak;
    println!("{} files: {} documents in {:.0?}", files.len() + odd, ran.names.len(), ran.took);
    println!("read {read}, partly {partly}, failed {failed}");
    println!("memory: one process {} MB, together {} MB", largest >> 20, together >> 20);
    for reason in ran.reasons.iter().filter(|reason| reason.contains("reading it ")) {
        println!("{reason}");
    }
    ran.judge(&files);
}
