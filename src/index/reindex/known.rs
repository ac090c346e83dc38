//! What the index knows of its files, in a form that is read quickly.
//!
//! Takes the entries of a commit, keeps of each what it takes to see whether it is up to date, and gives that back one
//! by one. The entries themselves are what counts: a list that belongs to another commit or is damaged is not used, and
//! made anew. Refuses nothing.

use std::{
    fs,
    io::{self, BufRead as _, BufReader, BufWriter, Write as _},
    path::PathBuf,
};

use serde::{Deserialize, Serialize};
use tantivy::{DocAddress, Searcher};

use super::list::{self, Lister, Remembered};
use crate::{
    Result,
    document::Outcome,
    hash,
    index::{
        Index, damaged, home,
        manifest::{Circumstances, Entry, File, Stamp, document_id},
        unwritten,
    },
};

/// Where the list is kept.
const FILE: &str = "files.zst";

/// What planning needs of an [`Entry`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Known {
    pub key: String,
    pub files: Vec<File>,
    stamp: Stamp,
    pub outcome: Outcome,
    /// Why it could not be read at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// See [`Entry::passing`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passing: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    lacks_ocr: bool,
    /// Where it has parts in other languages: whether their figures were taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    all_languages: Option<bool>,
}

impl From<Entry> for Known {
    fn from(entry: Entry) -> Self {
        let failed = entry.outcome == Outcome::Failed;
        Known {
            all_languages: (!entry.languages.is_empty()).then_some(entry.all_languages),
            key: entry.key,
            files: entry.files,
            stamp: entry.stamp,
            outcome: entry.outcome,
            reasons: if failed { entry.reasons } else { Vec::new() },
            passing: entry.passing,
            lacks_ocr: entry.lacks_ocr,
        }
    }
}

impl Known {
    /// Whether it would come out otherwise if it was read now, by these wishes.
    pub fn is_stale(&self, all_languages: bool) -> bool {
        let Known { stamp, lacks_ocr, .. } = self;
        Circumstances { stamp, lacks_ocr: *lacks_ocr, all_languages: self.all_languages }.differ(all_languages)
            || self.passing
    }

    /// The content's hash, unless the file could not be opened.
    pub fn document_id(&self) -> Option<&str> {
        document_id(&self.key)
    }

    /// The name that records use.
    pub fn name(&self) -> &str {
        self.files.first().map_or(&self.key, |file| &file.name)
    }
}

/// What is known, one by one.
pub(super) type Stream<'a> = Box<dyn Iterator<Item = Result<Remembered>> + 'a>;

impl Index {
    /// What is known of every document of the last commit.
    pub(super) fn known(&self) -> Result<Stream<'_>> {
        if let Some(lines) = self.listed()? {
            return Ok(Box::new(list::read(lines).map(|one| one.map_err(|cause| damaged(&self.path, cause)))));
        }
        let searcher = self.searcher()?;
        let found = self.documents_of(&searcher)?;
        Ok(Box::new(found.into_iter().map(move |at| self.whole(&searcher, at))))
    }

    fn whole(&self, searcher: &Searcher, at: DocAddress) -> Result<Remembered> {
        Ok(Remembered::Whole(self.stored::<Entry>(searcher, at)?.into()))
    }

    /// Makes the list of the last commit, unless it is there.
    pub(super) fn list_files(&self) -> Result<()> {
        if self.listed()?.is_some() {
            return Ok(());
        }
        let half = self.list().with_extension(format!("{}.part", std::process::id()));
        let written = || -> Result<()> {
            let failed = |cause| unwritten(&self.path, cause);
            let file = fs::File::create(&half).map_err(failed)?;
            let mut packed = zstd::Encoder::new(file, 0).map_err(failed)?;
            // A list that was cut short or changed must not be believed.
            packed.include_checksum(true).map_err(failed)?;
            let mut lines = BufWriter::new(packed);
            writeln!(lines, "{}", self.commit_name()?).map_err(failed)?;
            let mut list = Lister::new(lines);
            for known in self.known()? {
                list.put(known?.into()).map_err(failed)?;
            }
            let packed = list.finish().into_inner().map_err(|error| failed(error.into_error()))?;
            packed.finish().map_err(failed)?;
            fs::rename(&half, self.list()).map_err(failed)
        };
        written().inspect_err(|_| drop(fs::remove_file(&half)))
    }

    /// Lets go of a list that turned out to be damaged.
    pub(super) fn unlist_files(&self) {
        let _ = fs::remove_file(self.list());
    }

    /// The lines of the list, where it is one of the last commit.
    fn listed(&self) -> Result<Option<io::Lines<impl io::BufRead + use<>>>> {
        let Ok(file) = fs::File::open(self.list()) else { return Ok(None) };
        let Ok(packed) = zstd::Decoder::new(file) else { return Ok(None) };
        let mut lines = BufReader::with_capacity(1 << 16, packed).lines();
        let commit = self.commit_name()?;
        Ok(lines.next().is_some_and(|name| name.is_ok_and(|name| name == commit)).then_some(lines))
    }

    pub(super) fn list(&self) -> PathBuf {
        home(&self.path).join(FILE)
    }

    /// What tells the last commit from all others.
    fn commit_name(&self) -> Result<String> {
        let metas = self.engine.load_metas().map_err(|cause| damaged(&self.path, cause))?;
        let segments: String = metas.segments.iter().map(|segment| segment.id().uuid_string()).collect();
        let payload = metas.payload.unwrap_or_default();
        Ok(format!("{} {}", metas.opstamp, hash::short_of(format!("{segments}{payload}").as_bytes())))
    }
}
