//! Room 6, memory: passages and figures of all documents in one full-text index that only ever changes as a whole.
//!
//! Takes folders ([`reindex()`]), gives hits ([`Index::search`]), figures ([`Index::records`]) and what it holds
//! ([`Index::status`]). Refuses a second writer, and an index that another format version wrote. Documents that could
//! not be read are kept with their reason.

mod analysis;
mod compile;
pub(crate) mod danish;
mod decided;
mod difference;
mod excluded;
mod facets;
mod figures;
mod fold;
mod group;
mod hit;
mod like;
mod lock;
mod manifest;
mod met;
mod past;
mod query;
mod reindex;
mod schema;
mod search;
mod shared;
mod snippet;
mod sought;
mod standing;
mod status;
mod summary;
#[cfg(test)]
mod tests;
mod vocabulary;
mod worth;
mod writer;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use tantivy::{
    Searcher, TantivyDocument, TantivyError,
    collector::{Count, TopDocs, sort_key::SortByStaticFastValue},
    query::Query,
    schema::Value as _,
};

pub use facets::{Counted, Facets};
pub use figures::Wanted;
pub use group::Group;
pub use hit::{Hit, Matched, Place};
pub use manifest::{Entry, File, Header, Stamp};
pub use past::{Run, State};
pub use reindex::{Budget, COMMIT_EVERY, Missing, Options, Preview, Vanished, preview, reindex};
pub use search::{Filter, Found, Search};
pub use snippet::Snippet;
pub use status::Status;
pub use summary::{Failure, Summary};

use crate::{Error, ErrorKind, Result, decision::Ledger};
use analysis::Analyzers;
use schema::Fields;
use shared::{Shared, Trouble};
use standing::Counts;

/// Changes whenever an older index cannot be read any more. Each version has a folder of its own inside the index, so
/// that a rebuild happens beside the old one.
pub const FORMAT_VERSION: u32 = 2;

/// An index that can be searched.
pub struct Index {
    path: PathBuf,
    engine: tantivy::Index,
    trouble: Trouble,
    fields: Fields,
    ledger: Ledger,
    known: decided::Known,
    /// Made when the first text is analysed: much is asked of an index without that.
    analyzers: OnceLock<Analyzers>,
    opened: Mutex<Option<Opened>>,
}

/// The state of a commit, with what the commit says of itself.
struct Opened {
    commit: Vec<u8>,
    searcher: Searcher,
    counts: Arc<Counts>,
}

impl Index {
    /// Opens the index in a folder.
    pub fn open(path: &Path) -> Result<Self> {
        let home = home(path);
        if !home.join("meta.json").is_file() {
            return Err(absent(path));
        }
        let files = Shared::open(&home).map_err(|cause| damaged(path, cause))?;
        let trouble = files.trouble();
        let engine = tantivy::Index::open(files).map_err(|cause| damaged(path, cause))?;
        Index::with(path, engine, trouble)
    }

    /// Opens the index in a folder, and makes one where there is none.
    fn open_or_create(path: &Path) -> Result<Self> {
        let home = home(path);
        if home.join("meta.json").is_file() {
            return Index::open(path);
        }
        std::fs::create_dir_all(&home).map_err(|cause| {
            Error::new(ErrorKind::Output, format!("the index folder {} cannot be made", path.display()))
                .caused_by(cause)
        })?;
        let files = Shared::open(&home).map_err(|cause| damaged(path, cause))?;
        let trouble = files.trouble();
        let builder = tantivy::Index::builder().schema(schema::schema().0);
        let engine = builder.open_or_create(files).map_err(|cause| damaged(path, cause))?;
        Index::with(path, engine, trouble)
    }

    fn with(path: &Path, engine: tantivy::Index, trouble: Trouble) -> Result<Self> {
        let (schema, fields) = schema::schema();
        if engine.schema() != schema {
            return Err(Error::new(
                ErrorKind::Index,
                format!("the index {} was made by another version of nogletal", path.display()),
            )
            .hint(rebuild(path)));
        }
        Ok(Index {
            path: path.to_owned(),
            engine,
            trouble,
            fields,
            ledger: Ledger::default(),
            known: decided::Known::default(),
            analyzers: OnceLock::new(),
            opened: Mutex::default(),
        })
    }

    /// The analyzers that know the index's own words.
    fn analyzers(&self) -> Result<&Analyzers> {
        if let Some(analyzers) = self.analyzers.get() {
            return Ok(analyzers);
        }
        let words = vocabulary::remembered(&self.path)?;
        Ok(self.analyzers.get_or_init(|| Analyzers::knowing(&words)))
    }

    /// The state of the last commit. It is opened once, because the files would be mapped anew for every search.
    fn searcher(&self) -> Result<Searcher> {
        let commit = std::fs::read(home(&self.path).join("meta.json")).unwrap_or_default();
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = opened.as_ref().filter(|known| known.commit == commit && !commit.is_empty()) {
            return Ok(known.searcher.clone());
        }
        let reader = self.engine.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into();
        let reader: tantivy::IndexReader = reader.map_err(|cause| damaged(&self.path, cause))?;
        let searcher = reader.searcher();
        *opened = Some(Opened { commit, searcher: searcher.clone(), counts: Arc::default() });
        Ok(searcher)
    }

    /// What was counted in a state; kept from one search to the next.
    fn counts(&self, searcher: &Searcher) -> Arc<Counts> {
        let opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |known: &&Opened| known.searcher.generation().segments() == searcher.generation().segments();
        opened.as_ref().filter(same).map(|known| known.counts.clone()).unwrap_or_default()
    }

    /// The stored JSON of an entry.
    fn stored<T: serde::de::DeserializeOwned>(&self, searcher: &Searcher, at: tantivy::DocAddress) -> Result<T> {
        let entry: TantivyDocument = searcher.doc(at).map_err(|cause| damaged(&self.path, cause))?;
        let json = entry.get_first(self.fields.json).and_then(|value| value.as_str()).unwrap_or_default();
        serde_json::from_str(json).map_err(|cause| damaged(&self.path, cause))
    }

    /// The entries that a query finds, by name and place.
    fn in_order(&self, searcher: &Searcher, query: &dyn Query) -> Result<Vec<tantivy::DocAddress>> {
        use tantivy::{Order, collector::sort_key::SortByString};
        let damaged = |cause| damaged(&self.path, cause);
        let count = searcher.search(query, &Count).map_err(damaged)?;
        let order = (
            (SortByString::for_field("doc"), Order::Asc),
            (SortByStaticFastValue::<u64>::for_field("start"), Order::Asc),
        );
        let found = searcher.search(query, &TopDocs::with_limit(count.max(1)).order_by(order)).map_err(damaged)?;
        Ok(found.into_iter().map(|(_, at)| at).collect())
    }
}

/// Where this version's files lie.
fn home(path: &Path) -> PathBuf {
    path.join(format!("v{FORMAT_VERSION}"))
}

/// The folders of other versions in an index folder.
fn others(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let versioned = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix('v'));
        name.is_some_and(|number| number.parse() != Ok(FORMAT_VERSION) && number.parse::<u32>().is_ok())
            && path.join("meta.json").is_file()
    };
    entries.filter(versioned).collect()
}

/// The option that names an index, empty for the one that is used anyway.
fn option(path: &Path) -> String {
    if path == Path::new("index") { String::new() } else { format!(" --index {}", path.display()) }
}

fn rebuild(path: &Path) -> String {
    format!("delete {} and run `nogletal index DIR{}`", home(path).display(), option(path))
}

fn absent(path: &Path) -> Error {
    if others(path).is_empty() {
        Error::new(ErrorKind::Missing, format!("there is no index in {}", path.display()))
            .hint(format!("make one with `nogletal index DIR{}`", option(path)))
    } else {
        Error::new(ErrorKind::Index, format!("the index in {} is of another format version", path.display()))
            .hint(format!("build it anew with `nogletal index DIR{}`", option(path)))
    }
}

fn damaged(path: &Path, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::Index, format!("the index in {} cannot be read", path.display()))
        .caused_by(cause)
        .hint(format!("if it is damaged, {}", rebuild(path)))
}

/// Trouble while writing: another writer, a full disk.
fn unwritable(index: &Index, cause: TantivyError) -> Error {
    let path = &index.path;
    match cause {
        TantivyError::LockFailure(tantivy::directory::error::LockError::LockBusy, _) => {
            other_writer(path, "another process")
        }
        cause => match index.trouble.take() {
            Some(trouble) => unwritten(path, trouble),
            None => unwritten(path, cause),
        },
    }
}

/// Another writer, by its name.
fn other_writer(path: &Path, holder: &str) -> Error {
    Error::new(ErrorKind::Locked, format!("the index in {} is being written by {holder}", path.display()))
        .hint("wait until it is done; searching works meanwhile")
}

fn unwritten(path: &Path, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::Output, format!("the index in {} cannot be written", path.display()))
        .caused_by(cause)
        .hint("what was committed before is whole and can be searched; the next run goes on from there")
}
