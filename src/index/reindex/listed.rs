//! What a list names, among the files of a run.
//!
//! Takes names of files, folders and documents inside files, adds what they lead to to a [`Survey`]. What lies in a folder
//! that the index knows is called and placed as when that folder is read whole, so that a list and a folder can take
//! turns. A name that leads nowhere is a failure of its own, and what the index has of it stays: a list says what is to
//! be read, and not what is to be there. Refuses nothing.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    known::{Known, Stream},
    survey::{Placed, Root, Survey, place, real},
};
use crate::{
    Result,
    document::{Source, files},
    index::{Failure, manifest::File},
};

/// The folders that documents of the index were found in, each with what is put before the names of its files.
struct Homes(BTreeMap<PathBuf, String>);

impl Homes {
    fn of(known: Stream<'_>) -> Result<Self> {
        let mut homes = BTreeMap::new();
        for one in known {
            for file in Known::from(one?).files {
                if !homes.contains_key(Path::new(&file.root))
                    && let Some(prefix) = prefix(&file)
                {
                    homes.insert(PathBuf::from(&file.root), prefix);
                }
            }
        }
        Ok(Homes(homes))
    }

    /// The folder next above a path, and what the path is called there.
    fn name(&self, path: &Path) -> Option<(&Path, String)> {
        let (home, prefix) = path.ancestors().skip(1).find_map(|above| self.0.get_key_value(above))?;
        Some((home, format!("{prefix}{}", slashed(path.strip_prefix(home).ok()?))))
    }
}

/// What stands before a file's path from its folder in its name; nothing for a file that was named itself.
fn prefix(file: &File) -> Option<String> {
    let below = slashed(Path::new(&file.path).strip_prefix(&file.root).ok()?);
    let inside: String = file.members.iter().map(|member| format!("!/{member}")).collect();
    let prefix = file.name.strip_suffix(&inside)?.strip_suffix(&below)?;
    (!below.is_empty()).then(|| prefix.to_owned())
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

impl Survey {
    /// Adds what a list names, but for the files of the index itself.
    pub fn add<'a>(
        &mut self,
        listed: &[PathBuf],
        index: &Path,
        known: impl FnOnce() -> Result<Stream<'a>>,
    ) -> Result<()> {
        if listed.is_empty() {
            return Ok(());
        }
        let homes = Homes::of(known()?)?;
        let own = index.canonicalize().ok();
        let mut roots = BTreeMap::new();
        let mut found = Vec::new();
        for (number, one) in files(listed) {
            let typed = &listed[number];
            match one {
                Ok(source) => {
                    let path = place(&source, typed, &real(typed));
                    if own.as_ref().is_none_or(|own| !path.starts_with(own)) {
                        self.cover(real(typed));
                        found.push(self.placed(source, real(typed), &path, &homes, &mut roots));
                    }
                }
                Err((doc, error)) => self.unreached.push(Failure { doc, reason: error.one_line() }),
            }
        }
        self.take(found);
        Ok(())
    }

    fn placed(
        &mut self,
        source: Source,
        typed: PathBuf,
        path: &Path,
        homes: &Homes,
        roots: &mut BTreeMap<PathBuf, usize>,
    ) -> Placed {
        let (root, source) = match homes.name(path) {
            Some((home, name)) => {
                let outer = Source::file(&source.path, name);
                (home.to_owned(), source.members.iter().fold(outer, |outer, member| outer.member(member)))
            }
            None => (typed, source),
        };
        let next = self.roots.len();
        let number = *roots.entry(root.clone()).or_insert(next);
        if number == next {
            self.roots.push(Root { path: root, lost: None });
        }
        Placed::look(source, number, path)
    }
}
