//! Reference data as data: municipalities, indicators, units, number words, hedges, abbreviations.
//!
//! Takes the tables beside this file, which are compiled in, and gives [`Reference::builtin`]. Code that branches on a
//! thing has an enum for it; what is only looked up is a row here.

mod catalogue;
pub mod lexicon;
mod municipality;

use std::sync::{LazyLock, OnceLock};

use sha2::{Digest, Sha256};

use crate::figure::vocabulary::Vocabulary;

pub use catalogue::{Catalogue, Example, Headline, Indicator, Takes};
pub use municipality::{Foreign, Municipalities, Municipality};

/// Everything that is looked up.
#[derive(Debug)]
pub struct Reference {
    /// The municipalities.
    pub municipalities: Municipalities,
    /// The indicators.
    pub catalogue: Catalogue,
    /// The catalogue's words as patterns; compiled when first asked for.
    vocabulary: OnceLock<Vocabulary>,
}

impl Reference {
    /// The reference data that the program ships with; read once.
    pub fn builtin() -> &'static Reference {
        static BUILTIN: OnceLock<Reference> = OnceLock::new();
        BUILTIN.get_or_init(|| Reference {
            municipalities: Municipalities::load(),
            catalogue: Catalogue::load(),
            vocabulary: OnceLock::new(),
        })
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::new(&self.catalogue))
    }

    /// What changes when any of the data changes; figures extracted under another fingerprint are stale.
    pub fn fingerprint() -> String {
        static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
            let mut hash = Sha256::new();
            for table in
                [include_str!("municipalities.tsv"), include_str!("foreign.tsv"), include_str!("indicators.toml")]
            {
                hash.update(table);
            }
            hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
        });
        FINGERPRINT.clone()
    }
}
