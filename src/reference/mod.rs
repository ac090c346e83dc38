//! Reference data as data: municipalities, indicators, units, number words, hedges, abbreviations.
//!
//! Takes the tables beside this file, which are compiled in, and gives [`Reference::builtin`]. Code that branches on a
//! thing has an enum for it; what is only looked up is a row here.

mod accounts;
mod catalogue;
mod effects;
pub mod lexicon;
mod municipality;

use std::sync::{LazyLock, OnceLock};

use sha2::{Digest, Sha256};

use crate::figure::{area::Area, vocabulary::Vocabulary};

pub use accounts::{Account, account};
pub use catalogue::{Catalogue, Example, Headline, Indicator, Takes};
pub use effects::{Effect, effects, has_effect};
pub use municipality::{Foreign, Municipalities, Municipality};

/// Every table beside this file, for the fingerprint.
const TABLES: [(&str, &str); 23] = [
    ("abbreviations.txt", include_str!("abbreviations.txt")),
    ("accounts.tsv", include_str!("accounts.tsv")),
    ("answers.txt", include_str!("answers.txt")),
    ("breakdowns.tsv", include_str!("breakdowns.tsv")),
    ("cues.tsv", include_str!("cues.tsv")),
    ("deeds.tsv", include_str!("deeds.tsv")),
    ("effects.tsv", include_str!("effects.tsv")),
    ("foreign.tsv", include_str!("foreign.tsv")),
    ("heads.txt", include_str!("heads.txt")),
    ("hedges.txt", include_str!("hedges.txt")),
    ("indicators.toml", include_str!("indicators.toml")),
    ("lost.tsv", include_str!("lost.tsv")),
    ("municipalities.tsv", include_str!("municipalities.tsv")),
    ("neutral.tsv", include_str!("neutral.tsv")),
    ("numerals.tsv", include_str!("numerals.tsv")),
    ("opinions.txt", include_str!("opinions.txt")),
    ("others.txt", include_str!("others.txt")),
    ("preterites.txt", include_str!("preterites.txt")),
    ("rates.txt", include_str!("rates.txt")),
    ("rhythms.tsv", include_str!("rhythms.tsv")),
    ("services.tsv", include_str!("services.tsv")),
    ("stops.txt", include_str!("stops.txt")),
    ("units.tsv", include_str!("units.tsv")),
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
    /// Those of its further indicators.
    further: OnceLock<Vocabulary>,
    /// Its words of children, and of others.
    area: OnceLock<Area>,
}

impl Reference {
    /// The reference data that the program ships with; read once.
    pub fn builtin() -> &'static Reference {
        static BUILTIN: OnceLock<Reference> = OnceLock::new();
        BUILTIN.get_or_init(|| Reference {
            municipalities: Municipalities::load(),
            catalogue: Catalogue::load(),
            vocabulary: OnceLock::new(),
            further: OnceLock::new(),
            area: OnceLock::new(),
        })
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::new(&self.catalogue, false))
    }

    pub(crate) fn area(&self) -> &Area {
        self.area.get_or_init(|| Area::new(&self.catalogue))
    }

    pub(crate) fn further_vocabulary(&self) -> &Vocabulary {
        self.further.get_or_init(|| Vocabulary::new(&self.catalogue, true))
    }

    /// What changes when any of the data changes; figures extracted under another fingerprint are stale.
    pub fn fingerprint() -> String {
        static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
            let mut hash = Sha256::new();
            for (name, table) in TABLES {
                // With name and length, so that a row which moves from one table to the next is a change.
                hash.update(name);
                hash.update(table.len().to_le_bytes());
                hash.update(table);
            }
            hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
        });
        FINGERPRINT.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_covers_every_table() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reference");
        let names = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").file_name());
        let mut tables: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
        tables.retain(|name| !name.ends_with(".rs"));
        tables.sort();
        assert_eq!(tables, TABLES.map(|(name, _)| name));
    }
}
