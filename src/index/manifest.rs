//! What the index remembers of every document: its files, how it ended, under which version it was read.
//!
//! Each document has one [`Entry`], stored in the search index itself, so that a commit changes documents, figures and
//! this memory together. What concerns the index as a whole is the commit's payload, a [`Header`].

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Run;
use crate::{
    Error, ErrorKind,
    decision::Moment,
    document::{Document, Kind, Language, Metadata, Outcome, ocr_available},
    figure::{IndicatorCode, MunicipalityCode},
    notice::{Notice, Weight},
    pipeline::{READER_VERSION, RULES_VERSION, Reading},
    reference::{OwnCatalogue, Reference},
};

/// The versions a document was read under; under others it is stale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// See [`READER_VERSION`].
    pub reader: u32,
    /// See [`RULES_VERSION`].
    pub rules: u32,
    /// See [`Reference::fingerprint`].
    pub reference: String,
}

impl Stamp {
    /// The versions that this program reads under.
    pub fn current() -> Self {
        Stamp { reader: READER_VERSION, rules: RULES_VERSION, reference: Reference::fingerprint() }
    }

    fn is_current(&self) -> bool {
        *self == Stamp::current()
    }
}

/// A file on disk with a document's content, or with it as a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The name that records use, relative to the folder.
    pub name: String,
    /// Where it lies; in a path that is no Unicode the odd letters are replaced.
    pub path: String,
    /// The way to the document inside that file; empty where it is the file itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// The folder that was named when it was found.
    pub root: String,
    /// The length of the file on disk in bytes.
    pub size: u64,
    /// When the file on disk was last changed, in nanoseconds since 1970; negative before.
    pub modified: i64,
    /// Whether that was so shortly before it was looked at that the next change may have the same time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fresh: bool,
    /// How many documents the file on disk holds, itself among them where it is one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub siblings: usize,
}

fn one() -> usize {
    1
}

fn is_one(count: &usize) -> bool {
    *count == 1
}

impl File {
    /// What tells it from every other place where a document may lie.
    pub(super) fn place(&self) -> Place<'_> {
        (&self.path, &self.members)
    }

    /// Whether there is nothing new to be remembered of it.
    pub(super) fn is_as(&self, other: &File) -> bool {
        File { fresh: other.fresh, ..self.clone() } == *other
    }
}

/// A path on disk and a way inside the file there.
pub(super) type Place<'a> = (&'a str, &'a [String]);

/// A document: one content, in one or more files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The content's hash; for a file that could not even be opened, `path:` and its path.
    pub key: String,
    /// Its files by name; the first gives the document its name.
    pub files: Vec<File>,
    /// The versions it was read under.
    pub stamp: Stamp,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it was not read whole.
    pub reasons: Vec<String>,
    /// Whether that was no fault of the document's, so that the next run tries again though nothing changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passing: bool,
    /// What it is.
    pub kind: Option<Kind>,
    /// What it says about itself.
    #[serde(default)]
    pub metadata: Metadata,
    /// Whose document it is.
    pub municipality: Option<MunicipalityCode>,
    /// The year it is from.
    pub year: Option<u16>,
    /// The languages other than Danish that parts of it are in.
    #[serde(default)]
    pub languages: BTreeSet<Language>,
    /// Whether figures were taken from those parts too.
    #[serde(default)]
    pub all_languages: bool,
    /// Whether scanned pages were left unread for want of a program that recognises text.
    #[serde(default)]
    pub lacks_ocr: bool,
    /// How many pages it has.
    pub pages: usize,
    /// How many passages can be searched.
    pub passages: usize,
    /// How many figures of each indicator it has.
    pub figures: BTreeMap<IndicatorCode, usize>,
    /// The indicators that it names without a number.
    #[serde(default)]
    pub mentioned: BTreeSet<IndicatorCode>,
    /// When it was read.
    pub when: String,
}

impl Entry {
    /// The entry of a document that was read, whole or not.
    pub(super) fn read(key: String, files: Vec<File>, reading: &Reading, all_languages: bool) -> Self {
        let document = &reading.document;
        let mut figures = BTreeMap::new();
        for record in &reading.records {
            *figures.entry(record.indicator.clone()).or_default() += 1;
        }
        Entry {
            outcome: document.outcome(),
            reasons: reasons(document),
            kind: Some(document.kind),
            metadata: document.metadata.clone(),
            municipality: reading.municipality.clone(),
            year: reading.year,
            languages: document.foreign.iter().map(|one| one.language).collect(),
            all_languages,
            lacks_ocr: document.lacks_ocr,
            pages: document.pages.len(),
            passages: reading.passages.len(),
            figures,
            mentioned: reading.mentioned.clone(),
            ..Entry::failed(key, files, String::new())
        }
    }

    /// The entry of a document that could not be read.
    pub(super) fn failed(key: String, files: Vec<File>, reason: String) -> Self {
        Entry {
            key,
            files,
            stamp: Stamp::current(),
            outcome: Outcome::Failed,
            reasons: vec![reason],
            passing: false,
            kind: None,
            metadata: Metadata::default(),
            municipality: None,
            year: None,
            languages: BTreeSet::new(),
            all_languages: false,
            lacks_ocr: false,
            pages: 0,
            passages: 0,
            figures: BTreeMap::new(),
            mentioned: BTreeSet::new(),
            when: now(),
        }
    }

    /// The entry of a document that was not read for a reason that may have passed by the next run where it was the
    /// disk's, and the file's that changed meanwhile.
    pub(super) fn unread(key: String, files: Vec<File>, reason: &Error) -> Self {
        let passing = matches!(reason.kind(), ErrorKind::Missing | ErrorKind::Unreadable);
        Entry { passing, ..Entry::failed(key, files, reason.one_line()) }
    }

    /// Whether it would come out otherwise if it was read now, by these wishes.
    pub(super) fn is_stale(&self, all_languages: bool) -> bool {
        let foreign = (!self.languages.is_empty()).then_some(self.all_languages);
        let Entry { stamp, lacks_ocr, .. } = self;
        Circumstances { stamp, lacks_ocr: *lacks_ocr, all_languages: foreign }.differ(all_languages)
    }

    /// The name that records use.
    pub fn name(&self) -> &str {
        self.files.first().map_or(&self.key, |file| &file.name)
    }

    /// The content's hash, unless the file could not be opened.
    pub fn document_id(&self) -> Option<&str> {
        document_id(&self.key)
    }

    /// The reasons as one line.
    pub fn reason(&self) -> String {
        self.reasons.join("; ")
    }
}

/// The content's hash that a key is, unless the file could not be opened.
pub(super) fn document_id(key: &str) -> Option<&str> {
    (!key.starts_with("path:")).then_some(key)
}

/// Under what a document was read.
pub(super) struct Circumstances<'a> {
    pub stamp: &'a Stamp,
    pub lacks_ocr: bool,
    /// Where it has parts in other languages: whether their figures were taken.
    pub all_languages: Option<bool>,
}

impl Circumstances<'_> {
    /// Whether they are others now, by these wishes.
    pub fn differ(&self, all_languages: bool) -> bool {
        !self.stamp.is_current()
            || self.lacks_ocr && ocr_available()
            || self.all_languages.is_some_and(|taken| taken != all_languages)
    }
}

/// Why a document was not read whole.
pub(super) fn reasons(document: &Document) -> Vec<String> {
    let missing = document.notices.iter().filter(|notice| notice.weight == Weight::Partial);
    let reason = |notice: &Notice| match notice.page {
        Some(page) => format!("page {page}: {}", notice.message),
        None => notice.message.clone(),
    };
    missing.map(reason).collect()
}

/// What a commit says about the whole index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the program that wrote it.
    pub version: String,
    /// When something last changed, by RFC 3339.
    pub when: String,
    /// The versions it reads under.
    pub stamp: Stamp,
    /// The user's own catalogue that its figures are of, beside the program's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue: Option<OwnCatalogue>,
    /// The runs that can be gone back to, the earliest first; empty where an older version wrote it.
    #[serde(default)]
    pub runs: Vec<Run>,
    /// Whether the run that wrote it had more to do: it goes on still, or was broken off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unfinished: bool,
}

impl Header {
    /// The header of a commit made now, the last of these runs, which may have more to do.
    pub fn now(runs: Vec<Run>, unfinished: bool) -> Self {
        Header {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            when: now(),
            stamp: Stamp::current(),
            catalogue: Reference::own().cloned(),
            runs,
            unfinished,
        }
    }

    /// When something last changed, as a time.
    pub(super) fn moment(&self) -> serde_json::Result<Moment> {
        match self.runs.last() {
            Some(run) => Ok(run.when),
            None => serde_json::from_value(self.when.clone().into()),
        }
    }
}

/// The time, to the second.
fn now() -> String {
    let now = time::OffsetDateTime::now_utc().replace_nanosecond(0).unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    now.format(&time::format_description::well_known::Rfc3339).unwrap_or_default()
}
