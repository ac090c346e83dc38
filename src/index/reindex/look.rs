//! A closer look at files that are new or may have changed: what they hold, and the hash of each document in them.
//!
//! Takes the files of a survey and what the index knows of them, gives each document with its hash, or why it has none.
//! Refuses nothing.

use std::{
    collections::{HashMap, HashSet},
    io::Read as _,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::{known::Known, survey::Survey};
use crate::{
    document::{self, DocumentId, Limits, Source, expand},
    index::manifest::{File, Place},
};

/// A document that was found.
pub(super) struct Looked {
    pub file: File,
    /// Where it really lies.
    pub path: PathBuf,
    /// The hash of its content, or why it cannot be opened.
    pub content: Result<String, String>,
}

/// The documents in the files that are open. Known ones keep their hash as long as size and time of change stay, unless
/// that is to be verified.
pub(super) fn look(survey: &Survey, open: &[bool], known: &[Known], verify: bool) -> Vec<Looked> {
    let hashes: HashMap<Place<'_>, (&File, &str)> = known
        .iter()
        .filter(|known| !known.passing)
        .filter_map(|known| known.document_id().map(|id| (known, id)))
        .flat_map(|(known, id)| known.files.iter().map(move |file| (file.place(), (file, id))))
        .collect();
    let one = |number: usize| {
        let placed = &survey.files[number];
        let sources = expand(placed.source.clone());
        let siblings = sources.len();
        let documents: Vec<Looked> = sources
            .into_iter()
            .map(|source| {
                let file = survey.file(number, &source, siblings);
                let known = hashes.get(&file.place()).filter(|(old, _)| is_settled(old, &file) && !verify);
                let content = match (&placed.problem, known) {
                    (Some(problem), _) => Err(unread(&source, problem)),
                    (None, Some((_, id))) => Ok((*id).to_owned()),
                    (None, None) => hash(&source, &survey.limits),
                };
                Looked { file, path: source.path, content }
            })
            .collect();
        documents
    };
    let numbers: Vec<usize> = (0..survey.files.len()).filter(|number| open[*number]).collect();
    let mut looked: Vec<Looked> = numbers.into_par_iter().flat_map_iter(one).collect();
    // A member may have been named beside its archive.
    let mut seen = HashSet::new();
    looked.retain(|one| seen.insert((one.path.clone(), one.file.members.clone())));
    looked
}

/// Whether size and time say that a file is as it was.
fn is_settled(old: &File, new: &File) -> bool {
    !old.fresh
        && (old.size, old.modified) == (new.size, new.modified)
        && !new.path.contains(char::REPLACEMENT_CHARACTER)
}

/// The SHA-256 of a document; of a file a piece at a time. The error is why it cannot be looked at.
fn hash(source: &Source, limits: &Limits) -> Result<String, String> {
    if !source.members.is_empty() {
        return document::hash(source, limits).map(|id| id.to_string()).map_err(|error| error.one_line());
    }
    hash_file(&source.path).map_err(|cause| unread(source, &cause))
}

fn hash_file(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; 64 << 10];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(DocumentId(hash.finalize().into()).to_string()),
            length => hash.update(&piece[..length]),
        }
    }
}

fn unread(source: &Source, cause: &std::io::Error) -> String {
    format!("{} cannot be read: {cause}", source.name)
}
