//! Applying decisions to the figures of the document that they were made about.
//!
//! Takes what the rules read and the decisions, gives the figures as they are to be published, each decided one with
//! its [`Mark`](super::Mark) and a confidence of 1. Of several decisions about one figure the latest holds. What was
//! accepted or corrected stands even where the rules no longer find it; what was rejected stays away even where they
//! read another piece of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Decision, Verdict,
    anchor::{Found, locate, same_place, same_words},
};
use crate::figure::Record;

/// What was decided about one figure, the earliest first; never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// The decisions.
    pub decisions: Vec<Decision>,
    /// What the rules read there now.
    pub read: Vec<Record>,
}

/// The figures of a document after its decisions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settlement {
    /// What is to be published, by place.
    pub figures: Vec<Record>,
    /// What was decided, and applied.
    pub rulings: Vec<Ruling>,
    /// What was decided about one of several figures that cannot be told apart any more, and not applied.
    pub unclear: Vec<Ruling>,
}

impl Ruling {
    /// The latest decision.
    pub fn latest(&self) -> &Decision {
        &self.decisions[self.decisions.len() - 1]
    }

    /// The decision that holds; none where the latest one retired what was decided.
    pub fn holds(&self) -> Option<&Decision> {
        Some(self.latest()).filter(|decision| decision.verdict != Verdict::Retire)
    }

    /// What everybody says last, since the last time that all was retired, where they do not agree; else nothing.
    pub fn disputed(&self) -> Vec<&Decision> {
        let mut last: BTreeMap<&str, &Decision> = BTreeMap::new();
        for decision in &self.decisions {
            match decision.verdict {
                Verdict::Retire => last.clear(),
                _ => drop(last.insert(&decision.name, decision)),
            }
        }
        let mut said: Vec<&Decision> = last.into_values().collect();
        said.sort_by_key(|decision| decision.time);
        let latest = self.latest();
        if said.iter().all(|decision| decision.agrees(latest)) { Vec::new() } else { said }
    }
}

impl Settlement {
    /// What was decided and not applied, though it was not retired.
    pub fn open(&self) -> impl Iterator<Item = &Ruling> {
        self.unclear.iter().filter(|ruling| ruling.holds().is_some())
    }

    /// Applies the decisions about a document, the earliest first, to what is read in it. `doc` is its name now.
    pub fn of(read: Vec<Record>, decisions: &[&Decision], doc: &str) -> Self {
        let (groups, unclear) = grouped(&read, decisions);
        let mut taken = vec![false; read.len()];
        let mut settled = Vec::new();
        for group in &groups {
            let Some(decision) = group.decisions.last().filter(|one| one.verdict != Verdict::Retire) else { continue };
            group.found.places().iter().for_each(|place| taken[*place] = true);
            if decision.verdict != Verdict::Reject {
                settled.push(publish(decision, &group.found, &read, doc));
            }
        }
        let changed = changed(&read, &taken, &settled);
        let rulings = groups.into_iter().map(|group| group.ruling(&read)).collect();
        let unclear = unclear.into_iter().map(|group| group.ruling(&read)).collect();
        let left = read.into_iter().zip(taken).filter(|(_, taken)| !taken).map(|(figure, _)| figure);
        let mut figures: Vec<Record> = left.chain(settled).collect();
        figures.sort_by_key(|figure| figure.start);
        for figure in &mut figures {
            // Arithmetic with a number that is no longer there, or no longer that number, says nothing.
            figure.checks.retain(|check| !check.with.iter().any(|id| changed.contains(id)));
        }
        Settlement { figures, rulings, unclear }
    }

    /// What was decided about the figure with an id, or in the decision with it.
    pub fn ruling(&self, id: &str) -> Option<&Ruling> {
        self.rulings.iter().chain(&self.unclear).find(|ruling| ruling.is(id))
    }
}

impl Ruling {
    /// Whether an id is of its figure or of one of its decisions.
    pub fn is(&self, id: &str) -> bool {
        let figures = self.read.iter().chain(self.decisions.iter().map(|decision| &decision.figure));
        figures.map(|figure| &figure.id).chain(self.decisions.iter().map(|decision| &decision.id)).any(|one| one == id)
    }
}

/// Decisions about one figure, and where the latest of them finds it.
struct Group<'a> {
    decisions: Vec<&'a Decision>,
    found: Found,
}

impl<'a> Group<'a> {
    fn ruling(self, read: &[Record]) -> Ruling {
        let read = self.found.places().iter().map(|place| read[*place].clone()).collect();
        Ruling { decisions: self.decisions.into_iter().cloned().collect(), read }
    }

    /// Whether a decision is about the same figure as these.
    fn takes(&self, decision: &Decision, found: &Found) -> bool {
        self.decisions.iter().any(|one| {
            let shared = || self.found.places().iter().any(|place| found.places().contains(place));
            same_place(&one.figure, &decision.figure) || same_words(&one.figure, &decision.figure) && shared()
        })
    }
}

/// The decisions by figure: those that find their figure or find nothing, and those that could mean several.
fn grouped<'a>(read: &[Record], decisions: &[&'a Decision]) -> (Vec<Group<'a>>, Vec<Group<'a>>) {
    let (mut clear, mut unclear): (Vec<Group<'a>>, Vec<Group<'a>>) = (Vec::new(), Vec::new());
    for decision in decisions {
        let found = locate(decision, read);
        let groups = if found == Found::Unclear { &mut unclear } else { &mut clear };
        match groups.iter_mut().find(|group| group.takes(decision, &found)) {
            Some(group) => {
                group.decisions.push(decision);
                // A later one that finds nothing must not hide what an earlier one found.
                if !found.places().is_empty() {
                    group.found = found;
                }
            }
            None => groups.push(Group { decisions: vec![decision], found }),
        }
    }
    (clear, unclear)
}

/// What a document's decisions come to where none of its content is read: one ruling a figure.
pub(super) fn unread(decisions: &[&Decision]) -> Vec<Ruling> {
    grouped(&[], decisions).0.into_iter().map(|group| group.ruling(&[])).collect()
}

/// The figures that were read and are not published, or not with the value that was read.
fn changed(read: &[Record], taken: &[bool], settled: &[Record]) -> BTreeSet<String> {
    let stands = |figure: &Record| settled.iter().any(|one| one.id == figure.id && one.value == figure.value);
    let taken = read.iter().zip(taken).filter(|(_, taken)| **taken).map(|(figure, _)| figure);
    taken.filter(|figure| !stands(figure)).map(|figure| figure.id.clone()).collect()
}

/// The decided figure as it is published.
fn publish(decision: &Decision, found: &Found, read: &[Record], doc: &str) -> Record {
    let decided = &decision.figure;
    let current = found.places().first().map(|place| &read[*place]);
    let mut figure = match (found, current) {
        // The number stands where it is read now, and means what was decided.
        (Found::Here(_), Some(current)) => with_meaning(current.clone(), decided),
        (_, current) => Record { rules: current.unwrap_or(decided).rules.clone(), ..decided.clone() },
    };
    if current.is_none_or(|current| current.value != decided.value) {
        // The arithmetic was of another number.
        figure.checks.clear();
    }
    figure.doc = doc.to_owned();
    figure.confidence = 1.0;
    figure.rules.push(format!("decision: {}", decision.verdict.name()));
    figure.decision = Some(decision.mark());
    figure
}

/// A figure at its place with the meaning of another.
pub(super) fn with_meaning(place: Record, meaning: &Record) -> Record {
    Record {
        indicator: meaning.indicator.clone(),
        statistic: meaning.statistic,
        municipality: meaning.municipality.clone(),
        value: meaning.value,
        approx: meaning.approx,
        unit: meaning.unit,
        period: meaning.period,
        status: meaning.status,
        dims: meaning.dims.clone(),
        ..place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        decision::sample::{at, caseload, decided, said},
        figure::{Check, Status},
        pipeline::READER_VERSION,
        quantity::Value,
    };

    /// The numbers that are published after some decisions.
    fn settled(read: &[Record], decisions: &[Decision]) -> Settlement {
        Settlement::of(read.to_vec(), &decisions.iter().collect::<Vec<_>>(), "notat.txt")
    }

    fn numbers(settlement: &Settlement) -> Vec<&str> {
        settlement.figures.iter().map(|figure| figure.number.as_str()).collect()
    }

    /// A figure that a person says is a goal of 25.
    fn corrected(figure: Record) -> Record {
        Record { value: Some(Value::Exact(25.into())), status: Status::Target, ..figure }
    }

    #[test]
    fn an_accepted_figure_is_sure_and_says_by_whom() {
        let read = [at(10, caseload("31"))];
        let settlement = settled(&read, &[decided(Verdict::Accept, read[0].clone())]);
        let [figure] = &settlement.figures[..] else { panic!("one figure") };
        assert!((figure.confidence - 1.0).abs() < f64::EPSILON);
        assert_eq!(figure.rules, ["noun after number", "decision: accept"]);
        assert_eq!(figure.decision.as_ref().map(|mark| mark.name.as_str()), Some("Anne"));
    }

    #[test]
    fn a_rejected_figure_is_gone_and_a_corrected_one_means_what_was_said() {
        let read = [at(10, caseload("31")), at(40, caseload("42"))];
        let decisions =
            [decided(Verdict::Reject, read[0].clone()), decided(Verdict::Correct, corrected(read[1].clone()))];
        let settlement = settled(&read, &decisions);
        let [figure] = &settlement.figures[..] else { panic!("one figure") };
        assert_eq!((figure.number.as_str(), figure.status), ("42", Status::Target));
        assert_eq!(figure.value, Some(Value::Exact(25.into())));
    }

    #[test]
    fn arithmetic_with_a_number_that_is_gone_says_nothing() {
        let part = at(10, caseload("31"));
        let check = Check { name: "column sum".to_owned(), holds: false, expected: None, with: vec![part.id.clone()] };
        let total = Record { checks: vec![check], ..at(40, caseload("42")) };
        let read = [part.clone(), total];
        for (verdict, checks) in [(Verdict::Accept, 1), (Verdict::Retire, 1), (Verdict::Reject, 0)] {
            let settlement = settled(&read, &[decided(verdict, part.clone())]);
            assert_eq!(settlement.figures.last().map(|total| total.checks.len()), Some(checks), "{verdict:?}");
        }
        let settlement = settled(&read, &[decided(Verdict::Correct, corrected(part))]);
        assert!(settlement.figures[1].checks.is_empty(), "another value is another number");
    }

    #[test]
    fn decisions_outlive_the_rules() {
        let range = at(10, caseload("20-25"));
        let nothing = settled(&[], &[decided(Verdict::Correct, corrected(range.clone()))]);
        assert_eq!(numbers(&nothing), ["20-25"], "what was corrected stands where nothing is found");
        let apart = [at(10, caseload("20")), at(13, caseload("25"))];
        let accepted = settled(&apart, &[decided(Verdict::Accept, range.clone())]);
        assert_eq!(numbers(&accepted), ["20-25"], "what was accepted stands for its pieces");
        let rejected = settled(&apart, &[decided(Verdict::Reject, range)]);
        assert_eq!(numbers(&rejected), [""; 0], "what was rejected stays away in pieces");
    }

    #[test]
    fn a_document_under_another_name_keeps_its_decisions() {
        let read = [Record { doc: "flyttet.txt".to_owned(), ..at(10, caseload("31")) }];
        let decisions =
            [decided(Verdict::Accept, at(10, caseload("31"))), decided(Verdict::Accept, at(60, caseload("9")))];
        let settlement = Settlement::of(read.to_vec(), &decisions.iter().collect::<Vec<_>>(), "flyttet.txt");
        assert!(settlement.figures.iter().all(|figure| figure.doc == "flyttet.txt" && figure.decision.is_some()));
    }

    #[test]
    fn the_latest_decision_holds_and_a_disagreement_shows() {
        let read = [at(10, caseload("31"))];
        let anne = said("Anne", 1, Verdict::Accept, read[0].clone());
        let bo = said("Bo", 2, Verdict::Reject, read[0].clone());
        let settlement = settled(&read, &[anne.clone(), bo.clone()]);
        assert_eq!(numbers(&settlement), [""; 0]);
        assert_eq!(settlement.rulings[0].disputed(), [&anne, &bo]);
        let gives_in = said("Anne", 3, Verdict::Reject, read[0].clone());
        assert!(settled(&read, &[anne.clone(), bo.clone(), gives_in]).rulings[0].disputed().is_empty());
        let retired = said("Anne", 3, Verdict::Retire, read[0].clone());
        let settlement = settled(&read, &[anne, bo, retired]);
        assert_eq!((numbers(&settlement), settlement.rulings[0].holds()), (vec!["31"], None));
        assert!(settlement.rulings[0].disputed().is_empty());
    }

    #[test]
    fn two_who_decide_alike_do_not_disagree() {
        let read = [at(10, caseload("31"))];
        let decisions =
            [said("Anne", 1, Verdict::Accept, read[0].clone()), said("Bo", 2, Verdict::Correct, read[0].clone())];
        assert!(settled(&read, &decisions).rulings[0].disputed().is_empty());
        let otherwise = [decisions[0].clone(), said("Bo", 2, Verdict::Correct, corrected(read[0].clone()))];
        assert_eq!(settled(&read, &otherwise).rulings[0].disputed().len(), 2);
    }

    #[test]
    fn a_decision_from_before_the_reader_changed_is_of_the_same_figure() {
        let before =
            Decision { reader: READER_VERSION - 1, ..said("Anne", 1, Verdict::Reject, at(10, caseload("31"))) };
        let read = [at(13, caseload("31"))];
        let after = said("Bo", 2, Verdict::Accept, read[0].clone());
        let settlement = settled(&read, &[before, after]);
        assert_eq!((numbers(&settlement), settlement.rulings.len()), (vec!["31"], 1));
    }

    proptest::proptest! {
        #[test]
        fn applying_twice_is_applying_once(verdicts in proptest::collection::vec((0usize..4, 0usize..6, 1u8..28), 0..8)) {
            const VERDICTS: [Verdict; 4] = [Verdict::Accept, Verdict::Correct, Verdict::Reject, Verdict::Retire];
            let read: Vec<Record> = (0..5).map(|place| at(10 * place, caseload(&format!("{}", 30 + place)))).collect();
            // One of them is about a number that the rules do not find.
            let anchor = |place: usize| read.get(place).cloned().unwrap_or_else(|| at(90, caseload("77")));
            let mut decisions: Vec<Decision> = verdicts
                .iter()
                .map(|(verdict, place, day)| said("Anne", *day, VERDICTS[*verdict], anchor(*place)))
                .collect();
            decisions.sort_by_key(|decision| decision.time);
            let once = settled(&read, &decisions);
            // A rule of its own would be named twice; all else is the same.
            let mut twice = settled(&once.figures, &decisions);
            for figure in &mut twice.figures {
                figure.rules.dedup();
            }
            proptest::prop_assert_eq!(once.figures, twice.figures);
        }
    }
}
