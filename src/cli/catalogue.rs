//! A user's own catalogue on the command line: taken into use, and held against the one that an index was made with.
//!
//! Takes the file that `--catalogue` names, gives it to the reference data. Refuses a file that cannot be read. Where an
//! index is of another catalogue, says so, and what to do.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use crate::{
    Result,
    index::Index,
    present::Lang,
    reference::{OwnCatalogue, Reference},
    user_file::read,
};

/// Where the catalogue in use was read from, for the children, who read it too.
static NAMED: OnceLock<PathBuf> = OnceLock::new();

/// The file of the catalogue in use.
pub(super) fn named() -> Option<&'static PathBuf> {
    NAMED.get()
}

/// Takes a user's own catalogue into use.
pub(super) fn adopt(file: &Path) -> Result<()> {
    let name = file.display().to_string();
    let text = read(file, "the catalogue", "docs/eksempler/ventetid.toml is one to begin with; it is text in UTF-8")?;
    Reference::adopt(&text, &name)?;
    NAMED.get_or_init(|| file.to_owned());
    Ok(())
}

/// What to tell of an index that is of another catalogue than the one in use.
pub(super) fn differs(index: &Index, path: &Path, lang: Lang) -> Result<Option<String>> {
    let (made, used) = (index.catalogue()?, Reference::own());
    let (path, danish) = (path.display(), lang.is_danish());
    Ok(match (&made, used) {
        (Some(OwnCatalogue { file, .. }), None) if danish => Some(format!(
            "indekset {path} er lavet med kataloget {file}; uden det har dets nøgletal kun deres koder: \
             skriv --catalogue {file}"
        )),
        (Some(OwnCatalogue { file, .. }), None) => Some(format!(
            "the index {path} was made with the catalogue {file}; without it its indicators have nothing but their \
             codes: add --catalogue {file}"
        )),
        (made, Some(used)) if made.as_ref().is_none_or(|made| made.digest != used.digest) => {
            let file = &used.file;
            Some(if danish {
                format!(
                    "indekset {path} er ikke lavet med kataloget {file}, som det er nu: \
                     kør nogletal index MAPPE --catalogue {file}"
                )
            } else {
                format!(
                    "the index {path} was not made with the catalogue {file} as it is now: \
                     run nogletal index DIR --catalogue {file}"
                )
            })
        }
        _ => None,
    })
}

/// What to tell before an index is brought up to date under another catalogue than it was made with.
pub(super) fn changes(index: &Index, lang: Lang) -> Result<Option<String>> {
    let (made, used) = (index.catalogue()?, Reference::own());
    if made.as_ref().map(|made| &made.digest) == used.map(|used| &used.digest) {
        return Ok(None);
    }
    let none = lang.pick("programmets eget", "the program's own");
    let made = made.as_ref().map_or(none, |made| &made.file);
    let used = used.map_or(none, |used| &used.file);
    Ok(Some(if lang.is_danish() {
        format!("kataloget er nu {used} (før: {made}): alle nøgletal findes igen")
    } else {
        format!("the catalogue is now {used} (before: {made}): all figures are found anew")
    }))
}
