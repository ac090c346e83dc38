//! The best of the entries that a query finds.
//!
//! Takes what finds them and what they are worth, gives how many there are and the best so many of them, in one pass
//! over all segments side by side; what one segment has found spares another the scoring of what is worth less.
//! Equals stand by document and place, so the same index always answers the same.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    sync::atomic::{AtomicU32, Ordering},
};

use rayon::prelude::*;
use tantivy::{
    DocAddress, DocId, Order, Score, SegmentReader,
    collector::{
        Collector as _, SegmentCollector as _, TopDocs,
        sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString},
    },
};

use super::{
    Worth,
    rated::{Maker, Rated},
    stretch::{Bits, Bounds, LENGTH},
    weights::Weights,
};
use crate::index::sought::Counted;

/// What a query found.
pub(in crate::index) struct Ranked {
    /// How many entries there are.
    pub total: usize,
    /// The best of them with what they are worth.
    pub best: Vec<(Score, DocAddress)>,
}

/// Sums of the same scores in another order may differ by less than this.
const ROUNDED: Score = 1.0001;

/// How many entries are found, and the best so many of them.
pub(in crate::index) fn best(counted: &Counted<'_>, worth: &Worth, most: usize) -> tantivy::Result<Ranked> {
    let order = (
        (SortBySimilarityScore, Order::Desc),
        (SortByString::for_field("doc"), Order::Asc),
        (SortByStaticFastValue::<u64>::for_field("start"), Order::Asc),
    );
    let collector = TopDocs::with_limit(most.max(1)).order_by(order);
    // The least that an entry must be worth, as far as any segment knows.
    let least = AtomicU32::new(Kept::new(most).least.to_bits());
    let weights = Weights::of(counted, worth)?;
    let ranked = |(number, segment)| -> tantivy::Result<_> {
        let Some(mut rated) = (Maker { counted, weights: &weights, segment }).rated(worth)? else { return Ok(None) };
        let (mut total, mut kept) = (0, Kept::new(most));
        let mut best = collector.for_segment(number, segment)?;
        let (mut start, mut bounds) = (rated.next(0), Bounds::new());
        while start < segment.max_doc() {
            let mut found = Bits::NONE;
            rated.look(start, &mut found);
            if let Some(alive) = segment.alive_bitset() {
                found = found.filter(|place| alive.is_alive(start + place));
            }
            total += found.count();
            kept.raise(Score::from_bits(least.load(Ordering::Relaxed)));
            if !rated.fails(kept.least) {
                bounds.clear(start);
                kept.take(&found, &mut rated, &mut bounds, |entry, score| best.collect(entry, score));
                least.fetch_max(kept.least.to_bits(), Ordering::Relaxed);
            }
            start = rated.next(start + LENGTH);
        }
        Ok(Some((total, best.harvest())))
    };
    let segments: Vec<(u32, &SegmentReader)> = (0..).zip(counted.searcher.segment_readers()).collect();
    let ranked = segments.into_par_iter().map(ranked).collect::<tantivy::Result<Vec<_>>>()?;
    let (totals, segments): (Vec<usize>, Vec<_>) = ranked.into_iter().flatten().unzip();
    let total = totals.into_iter().sum();
    let best = if most == 0 { Vec::new() } else { collector.merge_fruits(segments)? };
    Ok(Ranked { total, best: best.into_iter().map(|((score, _, _), at)| (score, at)).collect() })
}

/// The best scores so far. An entry that is worth less than the least of them is none of the best; one that is worth as
/// much may be, by its document and place.
struct Kept {
    /// No score is negative, so their bits are in their order.
    scores: BinaryHeap<Reverse<u32>>,
    most: usize,
    least: Score,
}

impl Kept {
    fn new(most: usize) -> Self {
        // Of none, any score is too low.
        let least = if most == 0 { Score::INFINITY } else { 0.0 };
        Kept { scores: BinaryHeap::new(), most, least }
    }

    /// Another segment knows so many that are worth so much.
    fn raise(&mut self, least: Score) {
        self.least = self.least.max(least);
    }

    /// Takes those of a stretch's entries that may be among the best.
    fn take(&mut self, found: &Bits, rated: &mut Rated, bounds: &mut Bounds, mut taken: impl FnMut(DocId, Score)) {
        let more = rated.bound(bounds);
        for place in found.each() {
            if (bounds.at(place) + more) * ROUNDED < self.least {
                continue;
            }
            let entry = bounds.start + place;
            if let Some(score) = rated.at(entry, self.least).filter(|score| *score >= self.least) {
                self.push(score);
                taken(entry, score);
            }
        }
    }

    fn push(&mut self, score: Score) {
        self.scores.push(Reverse(score.to_bits()));
        if self.scores.len() > self.most {
            self.scores.pop();
        }
        if let (true, Some(Reverse(least))) = (self.scores.len() == self.most, self.scores.peek()) {
            self.raise(Score::from_bits(*least));
        }
    }
}
