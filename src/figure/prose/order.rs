//! The rules by which a number of a sentence is read, in the order in which they are tried.
//!
//! Takes a quantity, gives the [`Reading`] of the first rule of its measure that fits; then lets the rules pass over all
//! readings of the sentence by which numbers without evidence of their own take that of others. Reports each rule that
//! it tries. Refuses to go on where a rule says that the number is none of those.

use super::{
    Reader, Reading, apposed, compared, done, groups, held, lists, phrases, served, staffed, subject, taken_up, topical,
};
use crate::{
    figure::{
        RuleName,
        trace::{self, Verdict},
    },
    quantity::{Measure, Quantity},
    reference::Takes,
    span::Span,
};

/// A rule, or several that are tried together.
enum Rule {
    /// Gives the number its reading where it fits, by one of the names.
    Reads(&'static [RuleName], fn(&Reader<'_>, &Quantity) -> Option<Reading>),
    /// Where it holds, none of the rules behind it is tried.
    Ends(RuleName, fn(&Reader<'_>, &Quantity) -> bool),
    /// Rules of their own, in their order.
    Tries(&'static [Rule]),
}

use Rule::{Ends, Reads, Tries};

const TO_PREVENTION: Rule = Reads(&["indicator: part of the spending"], |it, one| it.to_prevention(one));
const RESPONSE_RATE: Rule = Reads(&["indicator: so many answered"], |it, one| it.response_rate(one));
const PLACED_RATE: Rule = Reads(&["indicator: share of all children"], |it, one| it.placed_rate(one));

/// A number with nothing beside it: what it counts.
const BARE: &[Rule] = &[
    Reads(&["indicator: price of one placement", "indicator: price without kroner"], |it, one| it.bare_price(one)),
    TO_PREVENTION,
    RESPONSE_RATE,
    PLACED_RATE,
    Ends("against: the number of a heading or an item", |it, one| it.numbers_item(one)),
    Ends("against: those who were only asked", |it, one| it.only_asked(one)),
    Ends("against: families or places without children", |it, one| it.counts_homes(one)),
    Reads(&["indicator: so many answered"], |it, one| it.answered(one)),
    Reads(&["indicator: counted noun"], |it, one| it.counted_unasked(one)),
    Ends("against: a rate of so many", |it, one| it.is_rated(one)),
    Reads(&[served::PLACED, "indicator: who is helped", "indicator: whom it is about"], |it, one| it.served(one)),
    Reads(&["indicator: a noun of the topic"], |it, one| it.noun_of_topic(one)),
    Reads(&["indicator: a group of the topic"], |it, one| it.group_of_topic(one)),
    Reads(&["indicator: placed with"], |it, one| it.placed_with(one)),
    Reads(&["indicator: cases that one has"], |it, one| it.held_unnamed(one)),
    Reads(
        &[staffed::ARRIVING, staffed::LEAVING, "indicator: how many they are", "indicator: staff of a kind"],
        |it, one| it.staff_unnamed(one),
    ),
    Reads(&["indicator: hired"], |it, one| it.hired(one)),
    Reads(&["indicator: some of those who answered"], |it, one| it.some_of_them(one)),
    Reads(&["indicator: some of those who answered"], |it, one| it.respondents(one)),
    Reads(&["indicator: rate without its sign"], |it, one| it.unsigned_rate(one)),
    Reads(&["indicator: a word for their number ahead"], |it, one| it.number_of(one)),
    Ends("against: a condition, or named before", |it, one| it.is_conditional(one)),
    Ends("against: a noun of its own behind it", |it, one| it.counts_foreign(one)),
    Reads(&["indicator: named before"], |it, one| it.named_before(one)),
];

/// An amount.
const MONEY: &[Rule] = &[
    Reads(&["indicator: price of one placement"], |it, one| it.price_of_places(one)),
    Ends("against: less than a hundred kroner", |it, one| it.is_tiny(one)),
    Ends("against: for each inhabitant", |it, one| it.is_per_head(one)),
    Ends("against: only what others are held against", |it, one| it.is_threshold(one)),
    Ends("against: what somebody has or owes", |it, one| it.is_stock(one)),
    Ends("against: a ratio", |it, _| it.tells_ratio()),
    Reads(&[compared::BESIDE_PLAN], |it, one| it.beside_plan(one)),
    Reads(&[phrases::AT_IT], |it, one| it.phrased(one, Takes::Money)),
    Reads(
        &["indicator: more than planned", "indicator: less than it would have been", "indicator: more than before"],
        |it, one| it.more_or_less(one),
    ),
    Ends("against: income, a price of something, or not so", |it, one| it.is_weak(one) && it.is_other_money(one)),
    Reads(&["indicator: price of one placement"], |it, one| it.price_of_one(one).filter(|_| it.is_far(one))),
    Reads(done::NAMES, |it, one| it.done_sooner(one)),
    // Money beside staff to be had is what they cost, when only a weak word says otherwise.
    Reads(&["indicator: price of the item"], |it, one| it.price(one).filter(|_| it.is_weak(one))),
    Reads(&["indicator: what that costs"], |it, one| it.costs_of_before(one).filter(|_| it.is_weak(one))),
    Reads(&["indicator: item under its lead-in"], |it, one| it.led(one).filter(|_| it.is_far(one))),
    Reads(&["indicator: set aside by a verb around it"], |it, one| it.set_aside(one).filter(|_| it.is_far(one))),
    Reads(&["indicator: the nearest word for it"], |it, one| it.nearest_amount(one)),
    Reads(&["indicator: the heading"], |it, one| it.under_heading(one, Takes::Money)),
];

/// A percentage: a share of a whole, one of a pair of shares, or by how much something moved.
const SHARES: &[Rule] = &[
    Ends("against: a rate of something else", |it, one| !it.sentence.survey && it.of_another_rate(one)),
    Ends("against: a part of those who are taught there", |it, one| it.taught_there(one)),
    Ends("against: how often it was done", |it, one| it.is_compliance(one)),
    Reads(&["indicator: share of all children"], |it, one| it.share_of_all(one)),
    Reads(&["indicator: share of"], |it, one| it.share_of(one)),
    Reads(&["indicator: first of a pair", "indicator: second of a pair"], |it, one| it.share_of_pair(one)),
    Ends("against: a pair of something else", |_, one| one.pair.is_some()),
    Reads(&["indicator: share who live there"], |it, one| it.share_living(one)),
    Reads(&["indicator: the nearest word for it"], |it, one| it.nearest_rate(one)),
];

const PERCENT: &[Rule] = &[
    TO_PREVENTION,
    RESPONSE_RATE,
    PLACED_RATE,
    Reads(&["indicator: an opinion"], |it, one| it.opinion(one)),
    Tries(SHARES),
    Reads(&["indicator: a share of answers"], |it, one| it.share_of_answers(one)),
];

/// A length of time or a frequency: how often cases are followed up.
const DURATION: &[Rule] = &[
    Ends("against: how long something lasts", |it, one| it.lasts(one)),
    Ends("against: money is what is looked at", |it, one| it.looks_at_money(one)),
    Reads(&["indicator: follow-up"], |it, one| it.followed_up(one)),
    Reads(&["indicator: seen again"], |it, one| it.seen_again(one)),
    Reads(&["indicator: comes again"], |it, one| it.comes_again(one)),
    Reads(&["indicator: follow-up goes on"], |it, one| it.follow_up_goes_on(one)),
];

/// A rule that speaks against a reading, by a word where it hangs on one.
type Objection = (RuleName, fn(&Reader<'_>, Reading, &Quantity) -> Option<Span>);

/// What takes the reading of a number away again.
const AGAINST: &[Objection] = &[
    ("against: a share of prevention's own money", |it, reading, one| {
        let own = Some(reading.indicator) == it.index("prevention_share") && it.of_preventions_own(one);
        own.then(Span::default)
    }),
    ("against: too large or too small for it", |it, reading, one| {
        (!it.catalogue.all()[reading.indicator].plausible(one.value)).then(Span::default)
    }),
    ("against: a word that speaks against it", |it, reading, one| it.countered(reading.indicator, one)),
    ("against: another service", |it, reading, one| it.is_elsewhere(reading, one).then(Span::default)),
];

/// A rule that goes over all readings of a sentence.
type Pass = (&'static [RuleName], fn(&Reader<'_>, &mut [Option<Reading>]));

/// How numbers without evidence of their own take the reading of others.
const PASSES: &[Pass] = &[
    (&["indicator: as the number before"], |it, all| it.as_before_it(all)),
    (&["indicator: as the number after"], |it, all| it.as_behind_it(all)),
    (&["indicator: as the number before"], |it, all| it.listed_amounts(all)),
    (&[held::BUDGETED, held::HOPED, held::PART, "indicator: held against the budget"], |it, all| {
        it.held_and_parted(all);
    }),
    (&[topical::AS_BEFORE], |it, all| it.scaled(all)),
    (&[taken_up::PERCENT_OF_AMOUNT], |it, all| it.percent_of_amounts(all)),
    (&[lists::ITEM, "indicator: counted noun", "indicator: list goes on"], |it, all| it.lists(all)),
    (&["indicator: taken up again"], |it, all| it.taken_up(all)),
    (&["indicator: so many of them"], |it, all| it.pairs_of_counts(all)),
    (&["indicator: behind its share"], |it, all| it.in_brackets(all)),
    (&["indicator: among them"], |it, all| it.among_them(all)),
    (&[groups::PART_OF_COUNT], |it, all| it.groups_of_count(all)),
    (&["indicator: in brackets behind its like"], |it, all| it.in_pairs(all)),
    (&["indicator: parts of the sum"], |it, all| it.parts_of_sum(all)),
    (&["indicator: a goal by its number"], |it, all| it.goals(all)),
    (&[apposed::SAME], |it, all| it.apposed(all)),
    (&["indicator: percent said before", "indicator: percent said behind"], |it, all| it.elided(all)),
    (&["indicator: the share of another place"], |it, all| it.places_beside(all)),
    (&["indicator: the share of another place"], |it, all| it.places_ahead(all)),
    (topical::NAMES, |it, all| it.carry(all)),
    (&[subject::MONEY_FOR, subject::MONEY_BEFORE], |it, all| it.by_subject(all)),
];

/// What takes readings away once all are known.
const LAST: &[Pass] = &[
    (&["against: no price of one placement"], |it, all| it.drop_unpriced(all)),
    (&["against: a rate of so many"], |it, all| it.drop_rates(all)),
    (&["against: a part of what the user's own counts"], |it, all| it.silence_parts_of_own(all)),
    (&["against: bare numbers in a row"], |it, all| it.silence_rows(all)),
];

impl Reader<'_> {
    /// What a quantity is by its own words.
    pub(super) fn quantity(&self, quantity: &Quantity) -> Option<Reading> {
        let rules = match quantity.measure {
            Measure::Bare => BARE,
            Measure::Money => MONEY,
            Measure::Percent | Measure::PercentPoint => PERCENT,
            Measure::Weeks | Measure::Months | Measure::PerYear => DURATION,
            // Nobody follows up by the day; only a further indicator takes days.
            Measure::Days => &[],
        };
        self.first(rules, quantity).filter(|reading| self.sound(*reading, quantity))
    }

    /// Whether nothing speaks against a reading.
    pub(super) fn sound(&self, reading: Reading, quantity: &Quantity) -> bool {
        AGAINST.iter().all(|(name, speaks)| self.passes(name, speaks(self, reading, quantity)))
    }

    /// The reading of the first rule that fits.
    fn first(&self, rules: &[Rule], quantity: &Quantity) -> Option<Reading> {
        for rule in rules {
            let found = match rule {
                Reads(names, read) => self.told(names, read(self, quantity), quantity),
                Tries(rules) => self.first(rules, quantity),
                Ends(name, holds) if trace::against(name, holds(self, quantity)) => return None,
                Ends(..) => None,
            };
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Reports what a rule with some names gave, and hands it on.
    fn told(&self, names: &[RuleName], found: Option<Reading>, quantity: &Quantity) -> Option<Reading> {
        match found {
            Some(reading) => {
                debug_assert!(names.contains(&reading.rule), "“{}” is none of {names:?}", reading.rule);
                self.report(reading, quantity);
            }
            None => names.iter().for_each(|name| trace::report(name, Verdict::No, "", None)),
        }
        found
    }

    /// Reports the rule of a reading with the word it hung on.
    pub(super) fn report(&self, reading: Reading, quantity: &Quantity) {
        let own = reading.evidence == quantity.span;
        let word = if own { "" } else { reading.evidence.of(self.sentence.text) };
        trace::report(reading.rule, Verdict::Yes, word, Some(reading.confidence));
    }

    /// Reports whether something speaks against a reading, by which word; says whether nothing does.
    fn passes(&self, name: RuleName, word: Option<Span>) -> bool {
        let (verdict, word) = word.map_or((Verdict::No, ""), |word| (Verdict::Against, word.of(self.sentence.text)));
        trace::report(name, verdict, word, None);
        verdict == Verdict::No
    }

    /// Lets the rules pass over all readings, and reports what they made of the watched number.
    pub(super) fn pass_over(&self, readings: &mut [Option<Reading>], watched: Option<usize>) {
        for (names, pass) in PASSES.iter().chain(LAST) {
            let before = watched.and_then(|index| readings[index]);
            pass(self, readings);
            if let Some(index) = watched {
                let _heard = trace::hear(true);
                self.compare(names, before, readings[index], &self.sentence.scan.quantities[index]);
            }
        }
    }

    /// Reports what a pass changed; one that left a reading as it was is none that was tried on it.
    fn compare(&self, names: &[RuleName], before: Option<Reading>, after: Option<Reading>, quantity: &Quantity) {
        match (before, after) {
            (_, Some(reading)) if before != after => {
                debug_assert!(names.contains(&reading.rule), "“{}” is none of {names:?}", reading.rule);
                self.report(reading, quantity);
            }
            (None, None) => names.iter().for_each(|name| trace::report(name, Verdict::No, "", None)),
            (Some(_), None) => trace::report(names[0], Verdict::Against, "", None),
            _ => {}
        }
    }
}
