//! Reference data as data: municipalities, indicators, units, number words, hedges, abbreviations.
//!
//! Takes the tables beside this file, which are compiled in, and a user's own catalogue where one is
//! [adopted](Reference::adopt); gives [`Reference::in_use`]. Code that branches on a thing has an enum for it; what is only
//! looked up is a row here.

mod accounts;
mod catalogue;
pub mod confidence;
mod effects;
pub mod lexicon;
mod municipality;
pub mod norms;
mod own;
mod population;
mod prices;

use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    Error, ErrorKind, Result,
    figure::{area::Area, vocabulary::Vocabulary},
};

pub use accounts::{Account, account};
pub use catalogue::{Catalogue, Example, Headline, Indicator, Takes};
pub use effects::{Effect, effects, has_effect};
pub(crate) use municipality::rows;
pub use municipality::{Foreign, Municipalities, Municipality};
pub use population::{Ages, Population};
pub use prices::PriceIndex;

/// Every table beside this file, for the fingerprint.
const TABLES: [(&str, &str); 30] = [
    ("abbreviations.txt", include_str!("abbreviations.txt")),
    ("accounts.tsv", include_str!("accounts.tsv")),
    ("answers.txt", include_str!("answers.txt")),
    ("breakdowns.tsv", include_str!("breakdowns.tsv")),
    ("confidence.tsv", include_str!("confidence.tsv")),
    ("cues.tsv", include_str!("cues.tsv")),
    ("deeds.tsv", include_str!("deeds.tsv")),
    ("effects.tsv", include_str!("effects.tsv")),
    ("families.tsv", include_str!("families.tsv")),
    ("foreign.tsv", include_str!("foreign.tsv")),
    ("function_words.txt", include_str!("function_words.txt")),
    ("heads.txt", include_str!("heads.txt")),
    ("hedges.txt", include_str!("hedges.txt")),
    ("indicators.toml", include_str!("indicators.toml")),
    ("lost.tsv", include_str!("lost.tsv")),
    ("municipalities.tsv", include_str!("municipalities.tsv")),
    ("neutral.tsv", include_str!("neutral.tsv")),
    ("norms.tsv", include_str!("norms.tsv")),
    ("numerals.tsv", include_str!("numerals.tsv")),
    ("opinions.txt", include_str!("opinions.txt")),
    ("others.txt", include_str!("others.txt")),
    ("preterites.txt", include_str!("preterites.txt")),
    ("rates.txt", include_str!("rates.txt")),
    ("rhythms.tsv", include_str!("rhythms.tsv")),
    ("services.tsv", include_str!("services.tsv")),
    ("stems.txt", include_str!("stems.txt")),
    ("stops.txt", include_str!("stops.txt")),
    ("synonyms.tsv", include_str!("synonyms.tsv")),
    ("units.tsv", include_str!("units.tsv")),
    ("whole.txt", include_str!("whole.txt")),
];

/// Everything that is looked up.
#[derive(Debug)]
pub struct Reference {
    /// The municipalities.
    pub municipalities: Municipalities,
    /// The indicators.
    pub catalogue: Catalogue,
    /// The catalogue's words as patterns; compiled when first asked for.
    vocabulary: OnceLock<Vocabulary>,
    /// Those of its indicators that stand apart from the main ones.
    apart: OnceLock<Vocabulary>,
    /// Its words of children, and of others.
    area: OnceLock<Area>,
}

/// What this process looks things up in.
static IN_USE: OnceLock<Reference> = OnceLock::new();
/// The user's catalogue that was laid over the one that the program ships with.
static OWN: OnceLock<OwnCatalogue> = OnceLock::new();

/// A user's own catalogue, as an index remembers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCatalogue {
    /// The file, as it was named.
    pub file: String,
    /// What its content is told by.
    pub digest: String,
}

impl Reference {
    /// The reference data in use: what the program ships with, and the catalogue that was [adopted](Self::adopt).
    pub fn in_use() -> &'static Reference {
        IN_USE.get_or_init(|| Reference::of(Catalogue::load()))
    }

    /// The reference data with a user's catalogue, a text in the form of `indicators.toml`, laid over what the program
    /// ships with; `file` is what errors call it.
    pub fn with_own(catalogue: &str, file: &str) -> Result<Reference> {
        own::over(Catalogue::load(), catalogue, file).map(Reference::of)
    }

    /// Takes a user's catalogue into use for the whole process, before anything is looked up: an index and its figures
    /// are of one catalogue.
    pub fn adopt(catalogue: &str, file: &str) -> Result<()> {
        if IN_USE.set(Reference::with_own(catalogue, file)?).is_err() {
            return Err(Error::new(ErrorKind::Defect, format!("{file} comes too late: a catalogue is in use already")));
        }
        let own = OwnCatalogue { file: file.to_owned(), digest: short(Sha256::new_with_prefix(catalogue)) };
        OWN.get_or_init(|| own);
        Ok(())
    }

    /// The user's catalogue in use.
    pub fn own() -> Option<&'static OwnCatalogue> {
        OWN.get()
    }

    fn of(catalogue: Catalogue) -> Self {
        Reference {
            municipalities: Municipalities::load(),
            catalogue,
            vocabulary: OnceLock::new(),
            apart: OnceLock::new(),
            area: OnceLock::new(),
        }
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::new(&self.catalogue, false))
    }

    pub(crate) fn area(&self) -> &Area {
        self.area.get_or_init(|| Area::new(&self.catalogue))
    }

    pub(crate) fn vocabulary_apart(&self) -> &Vocabulary {
        self.apart.get_or_init(|| Vocabulary::new(&self.catalogue, true))
    }

    /// What changes when any of the data changes; figures extracted under another fingerprint are stale.
    pub fn fingerprint() -> String {
        static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
            let mut hash = Sha256::new();
            let own = OWN.get().map(|own| ("own", own.digest.as_str()));
            for (name, table) in TABLES.into_iter().chain(own) {
                // With name and length, so that a row which moves from one table to the next is a change.
                hash.update(name);
                hash.update(table.len().to_le_bytes());
                hash.update(table);
            }
            short(hash)
        });
        FINGERPRINT.clone()
    }
}

/// The beginning of a hash, enough to tell one thing from another.
fn short(hash: Sha256) -> String {
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_covers_every_table() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reference");
        let names = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").file_name());
        let mut tables: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
        tables.retain(|name| name.contains('.') && !name.ends_with(".rs"));
        tables.sort();
        assert_eq!(tables, TABLES.map(|(name, _)| name));
    }
}
