//! What a single thing is worth: a term, or what the engine knows to score by itself.
//!
//! Takes where it stands and how it is scored, gives its entries of a stretch and what each of them is worth.

use tantivy::{
    DocId, DocSet as _, Score, SeekDangerResult, TERMINATED,
    fieldnorm::FieldNormReader,
    query::{Bm25Weight, Scorer},
};

use super::stretch::{Bits, Bounds, Places};

/// A single thing; without places it finds nothing.
pub(super) struct One {
    pub places: Option<Places>,
    pub scored: Scored,
}

/// How a single thing is scored.
pub(super) enum Scored {
    Term { norms: FieldNormReader, weight: Bm25Weight },
    Asked(Asked),
    Nothing,
}

impl One {
    /// What must be there and is worth nothing.
    pub fn filter(places: Places) -> Self {
        One { places: Some(places), scored: Scored::Nothing }
    }

    pub fn next(&mut self, from: DocId) -> DocId {
        self.places.as_mut().map_or(TERMINATED, |places| places.next(from))
    }

    /// Adds its entries of the stretch that begins at an entry.
    pub fn look(&mut self, start: DocId, found: &mut Bits) {
        if let Some(places) = &mut self.places {
            places.look(start);
            found.add(&places.here, start);
        }
    }

    /// Adds what it is worth to each of its entries; gives what that may be in any entry, where that is not known.
    pub fn bound(&self, most: Score, bounds: &mut Bounds) -> Score {
        match (&self.scored, &self.places) {
            (Scored::Term { norms, weight }, Some(places)) => {
                places
                    .each()
                    .for_each(|(entry, often)| bounds.add(entry, weight.score(norms.fieldnorm_id(entry), often)));
            }
            (Scored::Asked(_), Some(places)) => places.each().for_each(|(entry, _)| bounds.add(entry, most)),
            (Scored::Asked(_), None) => return most,
            (Scored::Nothing, _) | (Scored::Term { .. }, None) => {}
        }
        0.0
    }

    pub fn at(&mut self, entry: DocId) -> Option<Score> {
        match (&mut self.scored, &self.places) {
            (Scored::Term { norms, weight }, Some(places)) => {
                places.often(entry).map(|often| weight.score(norms.fieldnorm_id(entry), often))
            }
            (Scored::Nothing, Some(places)) => places.has(entry).then_some(0.0),
            (Scored::Asked(asked), places) => {
                if places.as_ref().is_none_or(|places| places.has(entry)) {
                    asked.at(entry)
                } else {
                    None
                }
            }
            (_, None) => None,
        }
    }
}

/// What the engine is asked about one entry after another. A phrase would look for its next place, however far that is;
/// asked this way it only looks at the entry.
pub(super) struct Asked {
    scorer: Box<dyn Scorer>,
    /// The first entry that it may stand in.
    next: DocId,
}

impl Asked {
    pub fn new(scorer: Box<dyn Scorer>, stands: SeekDangerResult) -> Self {
        let next = if let SeekDangerResult::SeekLowerBound(next) = stands { next } else { 0 };
        Asked { scorer, next }
    }

    fn at(&mut self, entry: DocId) -> Option<Score> {
        if entry < self.next {
            return None;
        }
        match self.scorer.seek_danger(entry) {
            SeekDangerResult::Found => Some(self.scorer.score()),
            SeekDangerResult::SeekLowerBound(next) => {
                self.next = next;
                None
            }
        }
    }
}
