//! A folder to work in: documents, an index beside them, and what must hold of an index at any moment.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use nogletal::{
    ErrorKind, Result,
    figure::Record,
    index::{Entry, FORMAT_VERSION, Hit, Index, Search, Wanted},
};
use serde_json::Value;
use tempfile::TempDir;

use crate::{process::PATIENCE, town::Town};

/// Documents between commits, so that a run over few documents has several.
const COMMIT_EVERY: &str = "8";

/// What a command printed.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        Ran { code: output.status.code(), out, err }
    }
}

/// What a user has from an index, as it is printed.
#[derive(PartialEq, Eq)]
pub struct Export([String; 4]);

impl Export {
    /// The first line in which it is another one.
    pub fn difference(&self, other: &Export) -> Option<String> {
        for (one, other) in self.0.iter().zip(&other.0) {
            if one != other {
                let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
                let (lines, others) = (one.lines().count(), other.lines().count());
                return Some(match differs {
                    Some((one, other)) => format!("\n{one}\ninstead of\n{other}\n({lines} and {others} lines)"),
                    None => format!("{lines} lines instead of {others}"),
                });
            }
        }
        None
    }
}

/// A folder with `docs/` and, in `here/`, an index.
pub struct Desk(TempDir);

impl Desk {
    pub fn new() -> Self {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        for name in ["docs", "here"] {
            fs::create_dir(desk.path(name)).expect("a folder");
        }
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The files of the index.
    pub fn home(&self) -> PathBuf {
        self.path(&format!("here/index/v{FORMAT_VERSION}"))
    }

    pub fn command(&self, place: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nogletal"));
        command.current_dir(self.path(place)).env_clear().args(arguments).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.command("here", arguments).output().expect("it ran").into()
    }

    /// Waits until a run has so many more files in the index, and goes on.
    pub fn wait_for_files(&self, run: &mut Child, more: usize) {
        let (before, begun) = (count(&self.home()), Instant::now());
        while count(&self.home()) < before + more {
            assert!(run.try_wait().expect("a status").is_none(), "it ended before it wrote anything");
            assert!(begun.elapsed() < PATIENCE, "it writes nothing");
            thread::sleep(Duration::from_micros(300));
        }
    }

    /// A run that has begun.
    pub fn begin(&self) -> Child {
        let mut command = self.command("here", &["index", "../docs", "--quiet", "--commit-every", COMMIT_EVERY]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
    }

    /// A run to its end, and what it says that it did.
    pub fn index(&self) -> Value {
        self.index_in("here", &["--commit-every", COMMIT_EVERY])
    }

    fn index_in(&self, place: &str, more: &[&str]) -> Value {
        let asked = [&["index", "../docs", "--log-format", "json"], more].concat();
        let ran: Ran = self.command(place, &asked).output().expect("it ran").into();
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let mut lines = ran.err.lines().filter_map(|line| serde_json::from_str(line).ok());
        let summary = lines.rfind(|line: &Value| line["event"] == "finished");
        summary.unwrap_or_else(|| panic!("no summary in {}", ran.err))
    }

    /// What a user has from the index.
    pub fn export(&self) -> Export {
        self.export_in("here")
    }

    fn export_in(&self, place: &str) -> Export {
        Export(
            [
                &["figures", "--format", "jsonl"][..],
                &["search", "sager OR børn OR kommunen", "--format", "jsonl"],
                &["search", "sagstal:<=30", "--format", "jsonl"],
                &["compare", "--format", "json"],
            ]
            .map(|asked| {
                let ran: Ran = self.command(place, asked).output().expect("it ran").into();
                assert!(matches!(ran.code, Some(0 | 1)), "{asked:?}: {:?} {}", ran.code, ran.err);
                ran.out
            }),
        )
    }

    /// What a user would have from an index that was made now, with nobody in the way.
    pub fn fresh(&self) -> Export {
        fs::create_dir(self.path("fresh")).expect("a folder");
        self.index_in("fresh", &[]);
        let export = self.export_in("fresh");
        fs::remove_dir_all(self.path("fresh")).expect("deleted");
        export
    }

    /// What the index in `here/` holds; nothing before its first commit.
    pub fn held(&self) -> Held {
        match Index::open(&self.path("here/index")) {
            Ok(index) => Held::of(&index).expect("an answer"),
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Missing, "{error:?}");
                Held::default()
            }
        }
    }
}

/// What an index holds.
#[derive(Default)]
pub struct Held {
    entries: Vec<Entry>,
    passages: Vec<Hit>,
    figures: Vec<Record>,
}

impl Held {
    pub fn of(index: &Index) -> Result<Self> {
        let all = Search { query: "type:text OR type:pdf".to_owned(), unfolded: true, ..Search::default() };
        let wanted = Wanted { lost: true, further: true, ..Wanted::default() };
        Ok(Held {
            entries: index.entries()?,
            passages: index.search(&all)?,
            figures: index.records(&wanted)?.collect::<Result<_>>()?,
        })
    }

    /// The documents: name, and hash of the content.
    pub fn documents(&self) -> BTreeSet<(&str, &str)> {
        self.entries.iter().map(|entry| (entry.name(), entry.key.as_str())).collect()
    }

    /// The files of all documents, with the hashes of their contents.
    pub fn files(&self) -> BTreeMap<&str, &str> {
        let files = self.entries.iter().flat_map(|entry| entry.files.iter().map(move |file| (file, &entry.key)));
        files.map(|(file, key)| (file.name.as_str(), key.as_str())).collect()
    }

    /// All that is held, in a form that can be compared.
    pub fn told(&self) -> String {
        serde_json::to_string(&(&self.entries, &self.passages, &self.figures)).expect("JSON")
    }

    /// No file is there twice, as it was and as it is.
    pub fn assert_each_once(&self) {
        let mut names = BTreeSet::new();
        for entry in &self.entries {
            assert!(names.insert(entry.name()), "{} is there twice", entry.name());
        }
    }

    /// What is there is as it was written.
    pub fn assert_whole(&self, town: &Town) {
        self.assert_in_step();
        for figure in &self.figures {
            if let Some(text) = town.texts.get(&figure.document_id) {
                assert_eq!(text[figure.start..figure.end], figure.number, "in {}", figure.doc);
                assert!(text.contains(&figure.quote), "{} is not in {}", figure.quote, figure.doc);
            }
        }
        for passage in &self.passages {
            if let Some(text) = town.texts.get(&passage.place.document_id) {
                assert!(text.contains(&passage.text), "{} is not in {}", passage.text, passage.place.doc);
            }
        }
    }

    /// Every document is there with all its passages and figures, and these are of one another.
    pub fn assert_in_step(&self) {
        let mut passages: BTreeMap<&str, Vec<&Hit>> = BTreeMap::new();
        for passage in &self.passages {
            passages.entry(&passage.place.document_id).or_default().push(passage);
        }
        let mut figures: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for figure in &self.figures {
            figures.entry(&figure.document_id).or_default().insert(&figure.id);
        }
        for entry in &self.entries {
            let passages = passages.remove(entry.key.as_str()).unwrap_or_default();
            assert_eq!(passages.len(), entry.passages, "passages of {}", entry.name());
            let figures = figures.remove(entry.key.as_str()).unwrap_or_default();
            assert_eq!(figures.len(), entry.figures.values().sum::<usize>(), "figures of {}", entry.name());
            let inside: BTreeSet<&str> = passages.iter().flat_map(|one| &one.figures).map(String::as_str).collect();
            assert_eq!(inside, figures, "figures in the passages of {}", entry.name());
        }
        assert!(passages.is_empty() && figures.is_empty(), "of no document: {:?} {figures:?}", passages.keys());
    }
}

/// How many files are in a folder.
pub fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map(Iterator::count).unwrap_or_default()
}

/// The folder's own files, deleted with what is in them.
pub fn forget(folder: &Path) {
    match fs::remove_dir_all(folder) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => panic!("{}: {cause}", folder.display()),
        _ => {}
    }
}
