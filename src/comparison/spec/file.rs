//! Specs as files: read, laid under flags, written.
//!
//! Takes TOML whose keys are the long flags of `compare`, gives [`Spec`]s that know where each key stands. Refuses what is
//! no TOML, a key that is none, and a value of the wrong kind, each with its line.

use std::{collections::BTreeMap, path::Path};

use toml::{Table, de::DeTable};

use super::Spec;
use crate::{
    Error, ErrorKind, Result,
    user_file::{UserFile, read as text_of},
};

/// Where every key is explained.
const GUIDE: &str = "docs/brugervejledning.md, “En gemt sammenligning”, has every key and an example; \
                     `nogletal compare … --print-spec` writes a file from flags";

pub(super) fn read(path: &Path) -> Result<Spec> {
    let text = text_of(path, "the spec", GUIDE)?;
    let name = path.display().to_string();
    let file = UserFile { text: &text, name: &name };
    let unread = |cause: toml::de::Error| {
        file.wrong(cause.span().unwrap_or_default(), &cause.message().trim().replace("sequence", "list")).hint(GUIDE)
    };
    let mut spec: Spec = toml::from_str(&text).map_err(unread)?;
    spec.places = places(&file, &DeTable::parse(&text).map_err(unread)?.into_inner());
    let folder = path.parent().unwrap_or(Path::new(""));
    for named in spec.files().into_iter().flatten() {
        *named = folder.join(&*named);
    }
    Ok(spec)
}

/// Where each key stands.
fn places(file: &UserFile<'_>, keys: &DeTable<'_>) -> BTreeMap<String, String> {
    keys.keys().map(|key| (key.get_ref().clone().into_owned(), file.place(key.span().start))).collect()
}

/// The keys of the flags take the place of the file's, and with it where they stand.
pub(super) fn overridden(spec: Spec, flags: &Spec) -> Result<Spec> {
    let mut places = spec.places.clone();
    let mut keys = keys(&spec)?;
    for (key, value) in self::keys(flags)? {
        if key == "indicator" {
            keys.remove("column");
        }
        places.remove(&key);
        keys.insert(key, value);
    }
    let merged: Spec = keys.try_into().map_err(defect)?;
    Ok(Spec { places, ..merged })
}

pub(super) fn written(spec: &Spec) -> Result<String> {
    toml::to_string(spec).map_err(defect)
}

fn keys(spec: &Spec) -> Result<Table> {
    Table::try_from(spec).map_err(defect)
}

fn defect(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Defect, "a spec cannot be written and read again").caused_by(cause)
}
