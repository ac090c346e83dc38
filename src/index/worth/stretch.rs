//! Entries of one stretch of a segment as a set of bits.
//!
//! Takes what finds entries (a term, a query of the engine), gives for each stretch which of its entries are found
//! ([`Places`]). Stretches are looked at in order, and those that nobody needs are left out.

use tantivy::{
    DocId, DocSet as _, SegmentReader, Term, postings::BlockSegmentPostings, query::Scorer, schema::IndexRecordOption,
};

/// How many entries a stretch has.
pub(super) const LENGTH: DocId = 4096;
const WORDS: usize = LENGTH as usize / 64;

/// Entries of the stretch that is being looked at.
#[derive(Clone, Copy)]
pub(super) struct Bits([u64; WORDS]);

impl Bits {
    pub const NONE: Bits = Bits([0; WORDS]);
    pub const EVERY: Bits = Bits([u64::MAX; WORDS]);

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    pub fn has(&self, place: DocId) -> bool {
        (self.0[place as usize / 64] >> (place % 64)) & 1 == 1
    }

    fn insert(&mut self, place: DocId) {
        self.0[place as usize / 64] |= 1 << (place % 64);
    }

    /// Those that are in one of them.
    #[must_use]
    pub fn or(mut self, other: &Bits) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one |= other);
        self
    }

    /// Those that are in both.
    #[must_use]
    pub fn and(mut self, other: &Bits) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= other);
        self
    }

    /// Those that are not in the other.
    #[must_use]
    pub fn and_not(mut self, other: &Bits) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= !other);
        self
    }

    /// Those that are in so many of several.
    pub fn of_at_least(least: usize, several: impl Iterator<Item = Bits>) -> Self {
        // Those that are in one of them, in two of them, and so on.
        let mut often = vec![Bits::NONE; least];
        for one in several {
            for more in (0..least).rev() {
                let before = if more == 0 { Bits::EVERY } else { often[more - 1] };
                often[more] = often[more].or(&before.and(&one));
            }
        }
        often.pop().unwrap_or(Bits::EVERY)
    }

    /// Those that pass.
    #[must_use]
    pub fn filter(mut self, passes: impl Fn(DocId) -> bool) -> Self {
        let out: Vec<DocId> = self.each().filter(|&place| !passes(place)).collect();
        out.into_iter().for_each(|place| self.0[place as usize / 64] &= !(1 << (place % 64)));
        self
    }

    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Their places in the stretch, in order.
    pub fn each(&self) -> impl Iterator<Item = DocId> + '_ {
        self.0.iter().zip((0..).step_by(64)).flat_map(|(&word, first)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let place = (left != 0).then(|| first + left.trailing_zeros());
                left &= left.wrapping_sub(1);
                place
            })
        })
    }
}

/// The entries with something, stretch by stretch.
pub(super) struct Places {
    source: Source,
    /// Where the stretch begins that is being looked at, and those in it.
    start: DocId,
    pub here: Bits,
}

enum Source {
    /// The entries with a term, block by block, and where in the block the next one stands.
    Term(Box<BlockSegmentPostings>, usize),
    Asked(Box<dyn Scorer>),
}

impl Places {
    fn of(source: Source) -> Self {
        Places { source, start: 0, here: Bits::NONE }
    }

    /// Whether an entry of the stretch is one of them.
    pub fn has(&self, entry: DocId) -> bool {
        entry.checked_sub(self.start).is_some_and(|place| place < LENGTH && self.here.has(place))
    }

    /// Those with a term, if there are any.
    pub fn of_term(segment: &SegmentReader, term: &Term) -> tantivy::Result<Option<Self>> {
        let postings = segment.inverted_index(term.field())?.read_block_postings(term, IndexRecordOption::Basic)?;
        Ok(postings.map(|postings| Places::of(Source::Term(Box::new(postings), 0))))
    }

    /// Those that the engine finds.
    pub fn asked(scorer: Box<dyn Scorer>) -> Self {
        Places::of(Source::Asked(scorer))
    }

    /// The first of them from an entry on.
    pub fn next(&mut self, from: DocId) -> DocId {
        match &mut self.source {
            Source::Term(postings, at) => {
                if postings.doc(*at) < from {
                    *at = postings.seek(from);
                }
                postings.doc(*at)
            }
            Source::Asked(scorer) => {
                if scorer.doc() < from {
                    scorer.seek(from);
                }
                scorer.doc()
            }
        }
    }

    /// Looks at the stretch that begins at an entry.
    pub fn look(&mut self, start: DocId) {
        (self.start, self.here) = (start, Bits::NONE);
        let end = start + LENGTH;
        let mut next = self.next(start);
        match &mut self.source {
            Source::Term(postings, at) => loop {
                let docs = &postings.docs()[*at..];
                let within = docs.iter().take_while(|&&entry| entry < end);
                let taken = within.map(|entry| self.here.insert(entry - start)).count();
                *at += taken;
                if docs.is_empty() || taken < docs.len() {
                    break;
                }
                postings.advance();
                *at = 0;
            },
            Source::Asked(scorer) => {
                while next < end {
                    self.here.insert(next - start);
                    next = scorer.advance();
                }
            }
        }
    }
}
