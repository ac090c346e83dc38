//! Folders that are gone or empty by surprise: more likely a drive that is not mounted than documents that nobody wants.
//!
//! Takes the documents that are no longer found, gives the folder that they all lay in, where that has [`Vanished`].
//! Refuses nothing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::survey::Survey;
use crate::{Error, ErrorKind};

/// How many documents of a folder below a named one are missed when it is empty; fewer are deleted by hand.
const MANY: usize = 10;

/// A folder whose documents are all gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// The folder.
    pub folder: PathBuf,
    /// How many documents the index has of it.
    pub documents: usize,
    /// Whether it is there, and empty.
    pub empty: bool,
}

impl Vanished {
    /// As an error, for whoever cannot be asked.
    pub fn error(&self) -> Error {
        let what = if self.empty { "is there without any document" } else { "is not there" };
        let message = format!("{} {what}, but the index has {} of it", self.folder.display(), counted(self.documents));
        Error::new(ErrorKind::Missing, message).hint(
            "mount the drive again; or keep the documents with --keep-missing; or let them go with --remove-missing",
        )
    }
}

fn counted(documents: usize) -> String {
    if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") }
}

/// The uppermost folder that has vanished with all its documents.
pub(super) fn find(survey: &Survey, missing: &[&Path]) -> Option<Vanished> {
    let mut below = BTreeMap::<&Path, usize>::new();
    for path in missing {
        for above in path.ancestors().take_while(|above| survey.covers(above)) {
            *below.entry(above).or_default() += 1;
        }
    }
    let named = |folder: &Path| survey.roots.iter().any(|root| root.path == folder);
    below.into_iter().find_map(|(folder, documents)| {
        let empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        let gone = named(folder) && !folder.is_file() && (empty || !folder.exists() || !holds(survey, folder));
        (gone || empty && documents >= MANY).then(|| Vanished {
            folder: folder.to_owned(),
            documents,
            empty: folder.exists(),
        })
    })
}

/// Whether a document was found in or under a folder.
fn holds(survey: &Survey, folder: &Path) -> bool {
    survey.files.iter().any(|file| Path::new(&file.path).starts_with(folder))
}
