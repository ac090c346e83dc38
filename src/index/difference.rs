//! What a run did to the figures of the documents that it touched.
//!
//! Takes the number of the last run, gives the figures of each document before and after it, one document at a time and
//! only those that the run touched, so that memory holds two documents' figures whatever the run did. A document is the
//! same before and after by its content, or else by the name of a file. Refuses a run that another has followed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use tantivy::Searcher;

use super::{Entry, Index, past::Before};
use crate::{Error, ErrorKind, Result, figure::Record};

/// As much of a document that a run touched as tells which other took its place.
#[derive(Deserialize)]
struct Touched {
    key: String,
    #[serde(default)]
    entry: Option<Entry>,
}

impl Index {
    /// Hands on the figures of each document that the last run touched, as they were and as they are, those of decisions
    /// aside: first documents that were there, then new ones. Either side is empty where the document was not there.
    pub fn differences(&self, number: u32, mut hand_on: impl FnMut(&[Record], &[Record]) -> Result<()>) -> Result<()> {
        let runs = self.runs()?;
        let Some(run) = runs.last().filter(|run| run.number == number) else { return Err(self.overtaken(number)) };
        let searcher = self.searcher()?;
        if runs.len() == 1 {
            // Nothing was there before the first run, and nothing is remembered of it.
            for at in self.documents_of(&searcher)? {
                let entry: Entry = self.stored(&searcher, at)?;
                hand_on(&[], &self.figures_of(&searcher, &entry.key)?)?;
            }
            return Ok(());
        }
        let mut new = self.new_documents(&searcher, self.replaced(run))?;
        for before in self.replaced::<Before>(run) {
            let before = before?;
            let Some(entry) = before.entry else { continue };
            let heirs: BTreeSet<String> =
                entry.files.iter().filter_map(|file| new.by_name.remove(&file.name)).collect();
            let stays = self.entry_of(&searcher, &before.key)?.is_some();
            if stays {
                hand_on(&before.figures, &self.figures_of(&searcher, &before.key)?)?;
            } else if heirs.is_empty() {
                hand_on(&before.figures, &[])?;
            }
            for key in heirs {
                // What is both in the place of one file and a copy of another is compared with the first.
                if new.keys.remove(&key) {
                    hand_on(&before.figures, &self.figures_of(&searcher, &key)?)?;
                }
            }
        }
        for key in new.in_order.iter().filter(|key| new.keys.contains(*key)) {
            hand_on(&[], &self.figures_of(&searcher, key)?)?;
        }
        Ok(())
    }

    /// The documents that a run found new, with the names of their files.
    fn new_documents(&self, searcher: &Searcher, touched: impl Iterator<Item = Result<Touched>>) -> Result<New> {
        let mut new = New::default();
        for one in touched {
            let one = one?;
            if one.entry.is_some() {
                continue;
            }
            let Some(entry) = self.entry_of(searcher, &one.key)? else { continue };
            new.by_name.extend(entry.files.into_iter().map(|file| (file.name, one.key.clone())));
            new.keys.insert(one.key.clone());
            new.in_order.push(one.key);
        }
        Ok(new)
    }

    fn overtaken(&self, number: u32) -> Error {
        let message = format!("the index in {} has gone on since run {number}", self.path.display());
        Error::new(ErrorKind::Locked, message).hint(format!(
            "`nogletal compare --since {}` compares with the state before that run",
            number.saturating_sub(1)
        ))
    }
}

/// Documents that were not there before a run.
#[derive(Default)]
struct New {
    by_name: BTreeMap<String, String>,
    keys: BTreeSet<String>,
    in_order: Vec<String>,
}
