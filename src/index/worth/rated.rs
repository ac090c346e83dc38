//! What the entries of one segment are worth.
//!
//! Takes a [`Worth`] and a segment, gives a [`Rated`]. It says which entries of a stretch are found, what each of them can
//! be worth at most, and what one of them is worth; stretches and entries are asked about in order. Much is given up
//! early, because every term has a score that it cannot pass. What no entry of the segment has is left out.

use tantivy::{
    DocId, Score, SegmentReader, TERMINATED, Term,
    query::{Bm25Weight, EnableScoring, Query},
    schema::IndexRecordOption,
};

use super::{
    ALL, All, Worth,
    one::{Asked, One, Scored},
    phrase,
    stretch::{Bits, Bounds, Places},
    weights::Weights,
};
use crate::index::{excluded::Excluded, sought::Counted};

/// What entries are worth, and what they can be worth at most.
pub(super) struct Rated {
    kind: Kind,
    most: Score,
}

enum Kind {
    One(Box<One>),
    Best {
        ways: Parts,
        share: Score,
    },
    Any(Parts),
    All {
        must: Parts,
        should: Parts,
        without: Vec<Places>,
    },
    /// At least so many of the words; with so many as all of them, so much more.
    Most {
        words: Parts,
        least: usize,
        all: usize,
        more: Score,
        /// The entries of the stretch with all of them.
        every: Box<Bits>,
    },
}

/// Several of them, those that can be worth most first, with what all from one on can be worth together.
struct Parts {
    each: Vec<Rated>,
    from: Vec<Score>,
}

/// Whether entries are found by something, or only worth more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Finds,
    Adds,
}

/// Makes what the entries of a segment are worth.
pub(super) struct Maker<'a> {
    pub counted: &'a Counted<'a>,
    pub weights: &'a Weights<'a>,
    pub segment: &'a SegmentReader,
}

impl Maker<'_> {
    /// None where nothing is found in the segment.
    pub fn rated(&self, worth: &Worth) -> tantivy::Result<Option<Rated>> {
        self.made(worth, 1.0, Role::Finds)
    }

    fn made(&self, worth: &Worth, by: Score, role: Role) -> tantivy::Result<Option<Rated>> {
        Ok(match worth {
            Worth::Term(term) => self.term(term, IndexRecordOption::WithFreqs, by)?,
            Worth::Once(term) => self.term(term, IndexRecordOption::Basic, by)?,
            Worth::Is(term) => {
                let places = Places::of_term(self.segment, term, IndexRecordOption::Basic)?;
                places.map(|places| Rated::one(One::filter(places), 0.0))
            }
            Worth::Filter(query) => Some(Rated::one(One::filter(self.places(&**query)?), 0.0)),
            Worth::Row(terms, between) => {
                if self.lacks_one_of(terms)? {
                    return Ok(None);
                }
                let most = Bm25Weight::for_terms(self.counted, terms)?.boost_by(by).max_score();
                Some(self.asked(&phrase(terms, *between), by, most, role)?)
            }
            Worth::Engine(query) => Some(self.asked(&**query, by, Score::INFINITY, role)?),
            Worth::Times(times, one) => self.made(one, times * by, role)?,
            Worth::Best(share, ways) => {
                self.some(ways, by, role)?.map(|ways| ways.one_or(|ways| Rated::best(ways, *share)))
            }
            Worth::Any(ways) => self.some(ways, by, role)?.map(|ways| ways.one_or(Rated::any)),
            Worth::All(All { must, should, without }) => self.all(must, should, without, by, role)?,
            Worth::Most(words, 0) => self.all(words, &[], &[], by, role)?,
            Worth::Most(words, missing) => {
                let (all, least) = (words.len(), words.len().saturating_sub(*missing).max(1));
                let there = self.some(words, by, role)?.filter(|there| there.each.len() >= least);
                let more = ALL * by;
                let every = Box::new(Bits::NONE);
                there.map(|words| Rated {
                    most: words.most() + more,
                    kind: Kind::Most { words, least, all, more, every },
                })
            }
        })
    }

    fn term(&self, term: &Term, option: IndexRecordOption, by: Score) -> tantivy::Result<Option<Rated>> {
        let Some(places) = Places::of_term(self.segment, term, option)? else { return Ok(None) };
        let Some(weight) = self.weights.get(term).map(|weight| weight.boost_by(by)) else { return Ok(None) };
        let norms = self.segment.get_fieldnorms_reader(term.field())?;
        let most = weight.max_score();
        Ok(Some(Rated::one(One { places: Some(places), scored: Scored::Term { norms, weight } }, most)))
    }

    fn lacks_one_of(&self, terms: &[Term]) -> tantivy::Result<bool> {
        for term in terms {
            if self.segment.inverted_index(term.field())?.get_term_info(term)?.is_none() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn asked(&self, query: &dyn Query, by: Score, most: Score, role: Role) -> tantivy::Result<Rated> {
        let scoring = EnableScoring::enabled_from_statistics_provider(self.counted, self.counted.searcher);
        let (stands, scorer) = query.weight(scoring)?.scorer_danger(self.segment, 0, by)?;
        let places = if role == Role::Finds { Some(self.places(query)?) } else { None };
        Ok(Rated::one(One { places, scored: Scored::Asked(Asked::new(scorer, stands)) }, most))
    }

    fn places(&self, query: &dyn Query) -> tantivy::Result<Places> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.counted.searcher))?;
        Ok(Places::asked(weight.scorer(self.segment, 1.0)?))
    }

    /// Those of several that some entry has.
    fn some(&self, several: &[Worth], by: Score, role: Role) -> tantivy::Result<Option<Parts>> {
        let mut each = Vec::with_capacity(several.len());
        for one in several {
            each.extend(self.made(one, by, role)?);
        }
        Ok((!each.is_empty()).then(|| Parts::of(each)))
    }

    fn all(
        &self,
        must: &[Worth],
        should: &[Worth],
        without: &[Excluded],
        by: Score,
        role: Role,
    ) -> tantivy::Result<Option<Rated>> {
        let mut each = Vec::with_capacity(must.len());
        for one in must {
            let Some(one) = self.made(one, by, role)? else { return Ok(None) };
            each.push(one);
        }
        let must = Parts::of(each);
        let should = self.some(should, by, Role::Adds)?.unwrap_or_else(|| Parts::of(Vec::new()));
        let without = without.iter().map(|one| self.places(&*one.0)).collect::<tantivy::Result<_>>()?;
        Ok(Some(Rated { most: must.most() + should.most(), kind: Kind::All { must, should, without } }))
    }
}

impl Parts {
    fn of(mut each: Vec<Rated>) -> Self {
        each.sort_by(|one, other| other.most.total_cmp(&one.most));
        let mut from = vec![0.0; each.len() + 1];
        for at in (0..each.len()).rev() {
            from[at] = from[at + 1] + each[at].most;
        }
        Parts { each, from }
    }

    /// The only one, or what several make together.
    fn one_or(mut self, several: impl FnOnce(Self) -> Rated) -> Rated {
        if self.each.len() == 1 { self.each.remove(0) } else { several(self) }
    }

    /// What all of them can be worth.
    fn most(&self) -> Score {
        self.from[0]
    }

    fn next(&mut self, from: DocId) -> DocId {
        self.each.iter_mut().map(|one| one.next(from)).min().unwrap_or(TERMINATED)
    }

    fn look(&mut self, start: DocId, found: &mut Bits) {
        self.each.iter_mut().for_each(|one| one.look(start, found));
    }

    fn bound(&mut self, bounds: &mut Bounds) -> Score {
        self.each.iter_mut().map(|one| one.bound(bounds)).sum()
    }
}

/// The entries of a stretch with all of several and none of others. Once there are none, nothing more is looked at.
fn all_of(must: &mut [Rated], without: &mut [Places], start: DocId) -> Bits {
    let mut found = Bits::EVERY;
    for one in must {
        let mut here = Bits::NONE;
        one.look(start, &mut here);
        found = found.and(&here);
        if found.is_empty() {
            return found;
        }
    }
    for one in without {
        let mut here = Bits::NONE;
        one.look(start);
        here.add(&one.here, start);
        found = found.and_not(&here);
    }
    found
}

impl Rated {
    fn one(one: One, most: Score) -> Self {
        Rated { kind: Kind::One(Box::new(one)), most }
    }

    fn any(ways: Parts) -> Self {
        Rated { most: ways.most(), kind: Kind::Any(ways) }
    }

    fn best(ways: Parts, share: Score) -> Self {
        let best = ways.each.first().map_or(0.0, |way| way.most);
        Rated { most: (1.0 - share) * best + share * ways.most(), kind: Kind::Best { ways, share } }
    }

    /// An entry before which none is found any more.
    pub fn next(&mut self, from: DocId) -> DocId {
        match &mut self.kind {
            Kind::One(one) => one.next(from),
            Kind::Best { ways, .. } | Kind::Any(ways) | Kind::Most { words: ways, .. } => ways.next(from),
            Kind::All { must, .. } => must.each.iter_mut().fold(from, |from, one| from.max(one.next(from))),
        }
    }

    /// Adds the entries of the stretch that begins at an entry.
    pub fn look(&mut self, start: DocId, found: &mut Bits) {
        match &mut self.kind {
            Kind::One(one) => one.look(start, found),
            Kind::Best { ways, .. } | Kind::Any(ways) => ways.look(start, found),
            Kind::All { must, without, .. } => match must.each.as_mut_slice() {
                [one] if without.is_empty() => one.look(start, found),
                must => *found = found.or(&all_of(must, without, start)),
            },
            Kind::Most { words, least, all, every, .. } => {
                let mut each = vec![Bits::NONE; words.each.len()];
                words.each.iter_mut().zip(&mut each).for_each(|(one, found)| one.look(start, found));
                **every = Bits::of_at_least(*all, each.iter().copied());
                *found = found.or(&Bits::of_at_least(*least, each.into_iter()));
            }
        }
    }

    /// Whether no entry can be worth so much.
    pub fn fails(&self, least: Score) -> bool {
        self.most < least
    }

    /// Adds what each entry of the stretch that was looked at can be worth at most, and gives what may come on top in any
    /// of them. That a way beside the best one counts for a share only is left out: hardly any entry has two.
    pub fn bound(&mut self, bounds: &mut Bounds) -> Score {
        match &mut self.kind {
            Kind::One(one) => one.bound(self.most, bounds),
            Kind::Best { ways, .. } | Kind::Any(ways) => ways.bound(bounds),
            Kind::All { must, should, .. } => {
                // They find nothing, and are only looked at where somebody asks what they are worth.
                let mut unwanted = Bits::NONE;
                should.look(bounds.start, &mut unwanted);
                must.bound(bounds) + should.bound(bounds)
            }
            Kind::Most { words, more, every, .. } => {
                bounds.add_each(every, *more);
                words.bound(bounds)
            }
        }
    }

    /// What an entry of the stretch is worth. One that is worth less than asked for, or nothing, is worth none or less.
    pub fn at(&mut self, entry: DocId, least: Score) -> Option<Score> {
        match &mut self.kind {
            Kind::One(one) => one.at(entry),
            Kind::Best { ways, share } => ways.best(entry, least, *share),
            Kind::Any(parts) => parts.sum(entry, least).filter(|(_, there)| *there > 0).map(|(sum, _)| sum),
            Kind::All { must, should, without } => {
                let sum = must.together(entry, least - should.most())?;
                if without.iter().any(|one| one.has(entry)) {
                    return None;
                }
                should.sum(entry, least - sum).map(|(more, _)| sum + more)
            }
            Kind::Most { words, least: enough, all, more, .. } => {
                let (sum, there) = words.sum(entry, least - *more)?;
                (there >= *enough).then_some(if there == *all { sum + *more } else { sum })
            }
        }
    }
}

impl Parts {
    /// What they are worth where all of them are there.
    fn together(&mut self, entry: DocId, least: Score) -> Option<Score> {
        let mut sum = 0.0;
        for (at, one) in self.each.iter_mut().enumerate() {
            if sum + self.from[at] < least {
                return None;
            }
            sum += one.at(entry, least - sum - self.from[at + 1])?;
        }
        Some(sum)
    }

    /// What those are worth that are there, and how many they are.
    fn sum(&mut self, entry: DocId, least: Score) -> Option<(Score, usize)> {
        let (mut sum, mut there) = (0.0, 0);
        for (at, one) in self.each.iter_mut().enumerate() {
            if sum + self.from[at] < least {
                return None;
            }
            if let Some(score) = one.at(entry, least - sum - self.from[at + 1]) {
                sum += score;
                there += 1;
            }
        }
        Some((sum, there))
    }

    /// What the best of them is worth, and a share of the others.
    fn best(&mut self, entry: DocId, least: Score, share: Score) -> Option<Score> {
        let (mut sum, mut best) = (0.0, Score::NEG_INFINITY);
        for at in 0..self.each.len() {
            let next = self.each.get(at + 1).map_or(0.0, |next| next.most);
            let one = &mut self.each[at];
            if (1.0 - share) * one.most.max(best) + share * (sum + self.from[at]) < least {
                return None;
            }
            // Where neither the best so far nor any that follows is enough, this one has to be.
            let alone = (1.0 - share) * best.max(next) + share * (sum + self.from[at]) < least;
            let needed = if alone { least - share * (sum + self.from[at + 1]) } else { Score::NEG_INFINITY };
            if let Some(score) = one.at(entry, needed) {
                sum += score;
                best = best.max(score);
            }
        }
        (best >= 0.0).then_some((1.0 - share) * best + share * sum)
    }
}
