//! What a run would do, without doing it.
//!
//! Takes what [`reindex()`](super::reindex()) takes, gives a [`Preview`], and neither locks nor writes anything. Refuses
//! what the run would refuse, but for another writer.

use std::path::{Path, PathBuf};

use super::{Options, Vanished, known::Stream, survey::Survey};
use crate::{
    Result,
    index::{Failure, Index, home},
};

/// What a run would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Documents that would be read, by name: new and changed ones, and those that other rules apply to now.
    pub read: Vec<String>,
    /// Documents that would be known by other files.
    pub moved: Vec<String>,
    /// Documents that would leave the index.
    pub removed: Vec<String>,
    /// What could not be read before or cannot be reached now.
    pub failed: Vec<Failure>,
    /// How many documents would stay as they are.
    pub unchanged: usize,
    /// A folder that has vanished, for which the run would stop.
    pub vanished: Option<Vanished>,
}

/// What bringing the index up to date would do.
pub fn preview(folders: &[PathBuf], path: &Path, options: &Options<'_>) -> Result<Preview> {
    let mut survey = options.budget.run(|| Survey::of(folders, path, options.limits));
    let index = if home(path).exists() { Some(Index::open(path)?) } else { None };
    let known = || match &index {
        Some(index) => index.known(),
        None => Ok(Box::new(std::iter::empty()) as Stream<'_>),
    };
    survey.add(options.listed, path, known)?;
    let plan = options.budget.run(|| super::plan(&survey, known, options.wishes()))?;
    if let Some(error) = plan.unknown.and_then(|number| survey.roots[number].lost.take()) {
        return Err(error);
    }
    let hidden = plan.hidden.iter().map(|(file, reason)| Failure { doc: file.name.clone(), reason: reason.clone() });
    let mut failed: Vec<Failure> = plan.failed.into_values().chain(hidden).chain(survey.unreached).collect();
    failed.sort_by(|a, b| a.doc.cmp(&b.doc));
    Ok(Preview {
        read: plan.read.into_iter().map(|job| job.source.name).collect(),
        moved: plan.moved.into_iter().filter_map(|(_, files)| Some(files.into_iter().next()?.name)).collect(),
        removed: plan.removed,
        failed,
        unchanged: plan.unchanged,
        vanished: plan.vanished,
    })
}
