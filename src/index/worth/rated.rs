//! What the entries of one segment are worth.
//!
//! Takes a [`Worth`] and a segment, gives a [`Rated`]. It says which entries of a stretch are found, which of them may be
//! worth so much, and what one of them is worth; stretches and entries are asked about in order. Much is given up early,
//! because every term has a score that it cannot pass. What no entry of the segment has is left out.

use tantivy::{
    DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings as _, SegmentPostings},
    query::{Bm25Weight, EnableScoring, Query, Scorer},
    schema::IndexRecordOption,
};

use super::{
    ALL, All, Worth, phrase,
    stretch::{Bits, Places},
};
use crate::index::sought::Counted;

/// What entries are worth, and what they can be worth at most.
pub(super) struct Rated {
    kind: Kind,
    most: Score,
}

enum Kind {
    One {
        places: Option<Box<Places>>,
        score: Scored,
    },
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
    },
}

/// How a single thing is scored.
enum Scored {
    Term { postings: Box<SegmentPostings>, norms: FieldNormReader, weight: Bm25Weight },
    Asked(Asked),
    Nothing,
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
    pub segment: &'a SegmentReader,
}

impl Maker<'_> {
    /// None where nothing is found in the segment.
    pub fn rated(&self, worth: &Worth) -> tantivy::Result<Option<Rated>> {
        self.made(worth, 1.0, Role::Finds)
    }

    fn made(&self, worth: &Worth, by: Score, role: Role) -> tantivy::Result<Option<Rated>> {
        Ok(match worth {
            Worth::Term(term) => self.term(term, IndexRecordOption::WithFreqs, by, role)?,
            Worth::Once(term) => self.term(term, IndexRecordOption::Basic, by, role)?,
            Worth::Is(term) => Places::of_term(self.segment, term)?.map(Rated::filter),
            Worth::Filter(query) => Some(Rated::filter(self.places(&**query)?)),
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
            Worth::All(all) => self.all(all, by, role)?,
            Worth::Most(words, missing) => {
                let (all, least) = (words.len(), words.len().saturating_sub(*missing).max(1));
                let there = self.some(words, by, role)?.filter(|there| there.each.len() >= least);
                let more = ALL * by;
                there.map(|words| Rated { most: words.most() + more, kind: Kind::Most { words, least, all, more } })
            }
        })
    }

    fn term(&self, term: &Term, option: IndexRecordOption, by: Score, role: Role) -> tantivy::Result<Option<Rated>> {
        let Some(postings) = self.segment.inverted_index(term.field())?.read_postings(term, option)? else {
            return Ok(None);
        };
        let norms = self.segment.get_fieldnorms_reader(term.field())?;
        let weight = Bm25Weight::for_terms(self.counted, std::slice::from_ref(term))?.boost_by(by);
        let most = weight.max_score();
        let places = if role == Role::Finds { Places::of_term(self.segment, term)?.map(Box::new) } else { None };
        let score = Scored::Term { postings: Box::new(postings), norms, weight };
        Ok(Some(Rated { kind: Kind::One { places, score }, most }))
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
        let next = if let SeekDangerResult::SeekLowerBound(next) = stands { next } else { 0 };
        let places = if role == Role::Finds { Some(Box::new(self.places(query)?)) } else { None };
        Ok(Rated { kind: Kind::One { places, score: Scored::Asked(Asked { scorer, next }) }, most })
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

    fn all(&self, all: &All, by: Score, role: Role) -> tantivy::Result<Option<Rated>> {
        let mut must = Vec::new();
        for one in &all.must {
            let Some(one) = self.made(one, by, role)? else { return Ok(None) };
            must.push(one);
        }
        let should = self.some(&all.should, by, Role::Adds)?.unwrap_or_else(|| Parts::of(Vec::new()));
        let without = all.without.iter().map(|one| self.places(&*one.0)).collect::<tantivy::Result<_>>()?;
        let must = Parts::of(must);
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

    /// What all but one of them can be worth.
    fn others(&self, at: usize) -> Score {
        self.each.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one.most).sum()
    }

    fn next(&mut self, from: DocId) -> DocId {
        self.each.iter_mut().map(|one| one.next(from)).min().unwrap_or(TERMINATED)
    }

    fn look(&mut self, start: DocId) -> Bits {
        self.each.iter_mut().fold(Bits::NONE, |found, one| found.or(&one.look(start)))
    }
}

impl Rated {
    fn filter(places: Places) -> Self {
        Rated { kind: Kind::One { places: Some(Box::new(places)), score: Scored::Nothing }, most: 0.0 }
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
            Kind::One { places, .. } => places.as_mut().map_or(TERMINATED, |places| places.next(from)),
            Kind::Best { ways, .. } | Kind::Any(ways) | Kind::Most { words: ways, .. } => ways.next(from),
            Kind::All { must, .. } => must.each.iter_mut().fold(from, |from, one| from.max(one.next(from))),
        }
    }

    /// The entries of the stretch that begins at an entry.
    pub fn look(&mut self, start: DocId) -> Bits {
        match &mut self.kind {
            Kind::One { places, .. } => places.as_mut().map_or(Bits::NONE, |places| {
                places.look(start);
                places.here
            }),
            Kind::Best { ways, .. } | Kind::Any(ways) => ways.look(start),
            Kind::All { must, without, .. } => {
                let mut found = None::<Bits>;
                for one in &mut must.each {
                    if found.is_some_and(|found| found.is_empty()) {
                        return Bits::NONE;
                    }
                    let here = one.look(start);
                    found = Some(found.map_or(here, |found| found.and(&here)));
                }
                let mut found = found.unwrap_or(Bits::NONE);
                for one in without {
                    one.look(start);
                    found = found.and_not(&one.here);
                }
                found
            }
            Kind::Most { words, least, .. } => {
                Bits::of_at_least(*least, words.each.iter_mut().map(|one| one.look(start)))
            }
        }
    }

    /// The entries of the stretch that may be worth so much, and perhaps some that are not found.
    pub fn promising(&self, least: Score) -> Bits {
        match &self.kind {
            _ if self.most < least => Bits::NONE,
            Kind::One { places, .. } => places.as_ref().map_or(Bits::NONE, |places| places.here),
            Kind::Best { ways, share } => {
                ways.one_of(|at| (1.0 - share) * ways.each[at].most + share * ways.from[at] >= least)
            }
            Kind::Any(ways) => ways.one_of(|at| ways.from[at] >= least),
            Kind::All { must, should, .. } => must.all_of(least - should.most()),
            Kind::Most { words, more, .. } if words.most() < least => words.all_of(least - more),
            Kind::Most { words, .. } => words.one_of(|at| words.from[at] >= least),
        }
    }

    /// What an entry of the stretch is worth. One that is worth less than asked for, or nothing, is worth none or less.
    pub fn at(&mut self, entry: DocId, least: Score) -> Option<Score> {
        match &mut self.kind {
            Kind::One { places, .. } if places.as_ref().is_some_and(|places| !places.has(entry)) => None,
            Kind::One { score, .. } => score.at(entry),
            Kind::Best { ways, share } => ways.best(entry, least, *share),
            Kind::Any(parts) => parts.sum(entry, least).filter(|(_, there)| *there > 0).map(|(sum, _)| sum),
            Kind::All { must, should, without } => {
                let sum = must.together(entry, least - should.most())?;
                if without.iter().any(|one| one.has(entry)) {
                    return None;
                }
                should.sum(entry, least - sum).map(|(more, _)| sum + more)
            }
            Kind::Most { words, least: enough, all, more } => {
                let (sum, there) = words.sum(entry, least - *more)?;
                (there >= *enough).then_some(if there == *all { sum + *more } else { sum })
            }
        }
    }
}

impl Parts {
    /// The entries with one of those that are enough by themselves: without them, what the others can be worth is not.
    fn one_of(&self, enough: impl Fn(usize) -> bool) -> Bits {
        let needed = (0..self.each.len()).take_while(|&at| enough(at));
        needed.fold(Bits::NONE, |found, at| found.or(&self.each[at].promising(Score::NEG_INFINITY)))
    }

    /// The entries in which each of them can be worth what the others leave to it.
    fn all_of(&self, least: Score) -> Bits {
        let each = (0..self.each.len()).map(|at| self.each[at].promising(least - self.others(at)));
        each.reduce(|one, other| one.and(&other)).unwrap_or(Bits::NONE)
    }

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

impl Scored {
    fn at(&mut self, entry: DocId) -> Option<Score> {
        match self {
            Scored::Term { postings, norms, weight } => {
                if postings.doc() < entry {
                    postings.seek(entry);
                }
                (postings.doc() == entry).then(|| weight.score(norms.fieldnorm_id(entry), postings.term_freq()))
            }
            Scored::Asked(asked) => asked.at(entry),
            Scored::Nothing => Some(0.0),
        }
    }
}

/// What the engine is asked about one entry after another. A phrase would look for its next place, however far that is;
/// asked this way it only looks at the entry.
struct Asked {
    scorer: Box<dyn Scorer>,
    /// The first entry that it may stand in.
    next: DocId,
}

impl Asked {
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
