//! Entries of one stretch of a segment.
//!
//! Takes what finds entries (a term, a query of the engine), gives for each stretch which of its entries are found and
//! how often ([`Places`]), and what several find together ([`Bits`]). Stretches are looked at in order, and those that
//! nobody needs are left out.

use tantivy::{
    DocId, DocSet as _, Score, SegmentReader, Term, postings::BlockSegmentPostings, query::Scorer,
    schema::IndexRecordOption,
};

/// How many entries a stretch has.
pub(super) const LENGTH: DocId = 4096;
const WORDS: usize = LENGTH as usize / 64;

/// Entries of the stretch that is being looked at, as a set of bits.
#[derive(Clone, Copy)]
pub(super) struct Bits([u64; WORDS]);

impl Bits {
    pub const NONE: Bits = Bits([0; WORDS]);
    pub const EVERY: Bits = Bits([u64::MAX; WORDS]);

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Those that are in one of them.
    #[must_use]
    pub fn or(mut self, other: &Bits) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one |= other);
        self
    }

    /// Adds entries of the stretch that begins at one.
    pub fn add(&mut self, entries: &[DocId], start: DocId) {
        for entry in entries {
            let place = (entry - start) % LENGTH;
            self.0[place as usize / 64] |= 1 << (place % 64);
        }
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

/// What the entries of a stretch can be worth at most.
pub(super) struct Bounds {
    /// Where it begins.
    pub start: DocId,
    each: Box<[Score; LENGTH as usize]>,
}

impl Bounds {
    pub fn new() -> Self {
        Bounds { start: 0, each: Box::new([0.0; LENGTH as usize]) }
    }

    /// Nothing, for the stretch that begins at an entry.
    pub fn clear(&mut self, start: DocId) {
        self.start = start;
        self.each.fill(0.0);
    }

    /// An entry may be worth so much more. What was found in another stretch is none of this one's.
    pub fn add(&mut self, entry: DocId, more: Score) {
        if let Some(bound) = self.each.get_mut(entry.wrapping_sub(self.start) as usize) {
            *bound += more;
        }
    }

    /// Entries of this stretch may be worth so much more.
    pub fn add_each(&mut self, entries: &Bits, more: Score) {
        entries.each().for_each(|place| self.each[place as usize] += more);
    }

    /// What the entry at a place can be worth.
    pub fn at(&self, place: DocId) -> Score {
        self.each[place as usize]
    }
}

/// The entries with something, stretch by stretch.
pub(super) struct Places {
    source: Source,
    /// Those in the stretch that was looked at last.
    pub here: Vec<DocId>,
    /// How often a term stands in each of them; nothing where it only matters that it does.
    often: Vec<u32>,
}

enum Source {
    /// The entries with a term, block by block, and where in the block the next one stands.
    Term(Box<BlockSegmentPostings>, usize),
    Asked(Box<dyn Scorer>),
}

impl Places {
    fn of(source: Source) -> Self {
        Places { source, here: Vec::new(), often: Vec::new() }
    }

    /// Those with a term, if there are any.
    pub fn of_term(segment: &SegmentReader, term: &Term, option: IndexRecordOption) -> tantivy::Result<Option<Self>> {
        let postings = segment.inverted_index(term.field())?.read_block_postings(term, option)?;
        Ok(postings.map(|postings| Places::of(Source::Term(Box::new(postings), 0))))
    }

    /// Those that the engine finds.
    pub fn asked(scorer: Box<dyn Scorer>) -> Self {
        Places::of(Source::Asked(scorer))
    }

    /// Whether an entry of the stretch is one of them.
    pub fn has(&self, entry: DocId) -> bool {
        self.here.binary_search(&entry).is_ok()
    }

    /// How often the term stands in an entry of the stretch, if it does.
    pub fn often(&self, entry: DocId) -> Option<u32> {
        self.here.binary_search(&entry).ok().map(|at| self.often.get(at).copied().unwrap_or(1))
    }

    /// The entries of the stretch with how often the term stands in each.
    pub fn each(&self) -> impl Iterator<Item = (DocId, u32)> {
        let often = self.often.iter().copied().chain(std::iter::repeat(1));
        self.here.iter().copied().zip(often)
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
        self.here.clear();
        self.often.clear();
        let end = start + LENGTH;
        let mut next = self.next(start);
        match &mut self.source {
            Source::Term(postings, at) => loop {
                let left = &postings.docs()[*at..];
                let taken = left.partition_point(|&entry| entry < end);
                self.here.extend_from_slice(&left[..taken]);
                self.often.extend_from_slice(postings.freqs().get(*at..*at + taken).unwrap_or_default());
                *at += taken;
                if taken == 0 || *at < postings.docs().len() {
                    break;
                }
                postings.advance();
                *at = 0;
            },
            Source::Asked(scorer) => {
                while next < end {
                    self.here.push(next);
                    next = scorer.advance();
                }
            }
        }
    }
}
