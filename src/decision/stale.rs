//! Where every decision of a ledger stands, given the documents that were read.
//!
//! Takes a [`Ledger`] and the documents with their figures, gives a [`Standing`]. A decision about content that is there
//! is applied; one whose document is there under its name with other content is [`Stale`]; one whose document is not
//! there at all is dormant. Refuses to carry a decision over to new content by itself: [`confirmed`] makes a new one,
//! and only where the number is still the same.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    Decision, Draft, Ledger, Ruling, Settlement, Verdict,
    anchor::words,
    settle::{unread, with_meaning},
};
use crate::{Error, ErrorKind, Result, figure::Record};

/// A decision that is not applied before somebody has looked at it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Stale {
    /// What was decided.
    pub ruling: Ruling,
    /// The figure that stands there now, as far as the words around it tell.
    pub now: Option<Record>,
    /// Whether the document is the same, but has several such numbers that cannot be told apart any more.
    pub unclear: bool,
}

/// All decisions of a ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// By document: the figures after the decisions about them.
    pub settled: BTreeMap<String, Settlement>,
    /// What is not applied, because the document has changed.
    pub stale: Vec<Stale>,
    /// What is about documents that are not there.
    pub dormant: Vec<Ruling>,
}

/// How many figures were decided how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Accepted as they stood.
    pub accepted: usize,
    /// Given another meaning.
    pub corrected: usize,
    /// Found to be none.
    pub rejected: usize,
    /// Not applied, because the document has changed.
    pub stale: usize,
    /// About documents that are not there.
    pub dormant: usize,
    /// About which two people say otherwise; the later one holds.
    pub disputed: usize,
}

/// A document that was read: the hash of its content and all its names, the first of which records use.
#[derive(Clone, Debug)]
pub struct Present<'a> {
    /// The hash of its content.
    pub id: &'a str,
    /// Its names.
    pub names: Vec<&'a str>,
}

impl Standing {
    /// Where a ledger stands, given the documents; `figures` gives those that are read in one of them.
    pub fn of(
        ledger: &Ledger,
        documents: &[Present<'_>],
        figures: impl Fn(&str) -> Result<Vec<Record>>,
    ) -> Result<Self> {
        let mut standing = Standing::default();
        let decisions = ledger.by_document();
        for document in documents.iter().filter(|document| decisions.contains_key(document.id)) {
            let name = document.names.first().copied().unwrap_or_default();
            let settlement = Settlement::of(figures(document.id)?, &decisions[document.id], name);
            let open = settlement.open().cloned();
            standing.stale.extend(open.map(|ruling| Stale { ruling, now: None, unclear: true }));
            standing.settled.insert(document.id.to_owned(), settlement);
        }
        let here: BTreeSet<&str> = documents.iter().map(|document| document.id).collect();
        let by_name: BTreeMap<&str, &str> =
            documents.iter().flat_map(|document| document.names.iter().map(|name| (*name, document.id))).collect();
        for decisions in decisions.iter().filter(|(id, _)| !here.contains(*id)).map(|(_, decisions)| decisions) {
            // Whoever decided after the file was moved knew it by its later name.
            let mut names = decisions.iter().rev().map(|decision| decision.figure.doc.as_str());
            let rulings = unread(decisions).into_iter().filter(|ruling| ruling.holds().is_some());
            let Some(id) = names.find_map(|name| by_name.get(name).copied()) else {
                standing.dormant.extend(rulings);
                continue;
            };
            let figures = match standing.settled.get(id) {
                Some(settlement) => &settlement.figures,
                None => &figures(id)?,
            };
            let stale = |ruling: Ruling| {
                let now = similar(&ruling.latest().figure, figures);
                Stale { ruling, now, unclear: false }
            };
            standing.stale.extend(rulings.map(stale));
        }
        Ok(standing)
    }

    /// How many figures were decided how.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally { stale: self.stale.len(), dormant: self.dormant.len(), ..Tally::default() };
        for ruling in self.rulings() {
            match ruling.latest().verdict {
                Verdict::Accept => tally.accepted += 1,
                Verdict::Correct => tally.corrected += 1,
                Verdict::Reject => tally.rejected += 1,
                Verdict::Retire => {}
            }
            tally.disputed += usize::from(!ruling.disputed().is_empty());
        }
        tally
    }

    /// What was decided and applied.
    pub fn rulings(&self) -> impl Iterator<Item = &Ruling> {
        self.settled.values().flat_map(|settlement| &settlement.rulings)
    }
}

impl Tally {
    /// How many figures carry a decision.
    pub fn applied(self) -> usize {
        self.accepted + self.corrected + self.rejected
    }
}

/// The figure of a changed document that stands in the place of an old one: most of its words are around it.
fn similar(old: &Record, figures: &[Record]) -> Option<Record> {
    let around = spoken(&old.quote);
    let score = |figure: &Record| {
        let others = spoken(&figure.quote);
        let (shared, all) = (around.intersection(&others).count(), around.union(&others).count());
        // At least half of the words; equals by what is measured, then by the number.
        (2 * shared >= all && all > 0)
            .then(|| (figure.indicator == old.indicator, 1000 * shared / all, figure.number == old.number))
    };
    let scored = figures.iter().filter_map(|figure| Some((score(figure)?, figure)));
    // The first of equals is the nearest to where a reader begins.
    scored.rev().max_by_key(|(score, _)| *score).map(|(_, figure)| figure.clone())
}

/// The words of a sentence without its numbers.
fn spoken(quote: &str) -> BTreeSet<String> {
    let worded = words(quote).into_iter().filter(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()));
    worded.map(str::to_lowercase).collect()
}

/// The same decision about the new document, and the end of the old one. Refused where another number stands there now.
pub fn confirmed(old: &Decision, now: Option<&Record>, reason: &str) -> Result<[Draft; 2]> {
    let refused = |what: String| {
        Error::new(ErrorKind::Usage, what).hint(format!("decide about what is there now, then `--retire {}`", old.id))
    };
    let doc = &old.figure.doc;
    let Some(now) = now else {
        return Err(refused(format!(
            "{doc} has no figure any more in such a sentence as decision {} is about",
            old.id
        )));
    };
    if now.number != old.figure.number {
        let (before, now) = (&old.figure.number, &now.number);
        return Err(refused(format!("decision {} is about {before}, but now {doc} says {now} there", old.id)));
    }
    let figure = match old.verdict {
        Verdict::Accept | Verdict::Correct => with_meaning(now.clone(), &old.figure),
        Verdict::Reject | Verdict::Retire => now.clone(),
    };
    let draft = |verdict, figure| Draft { verdict, figure, reason: reason.to_owned() };
    Ok([draft(old.verdict, figure), draft(Verdict::Retire, old.figure.clone())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::sample::{at, caseload, decided, draft};

    /// A ledger with one decision.
    fn ledger(verdict: Verdict, figure: Record) -> (tempfile::TempDir, Ledger) {
        let desk = tempfile::tempdir().expect("a folder");
        let mut ledger = Ledger::empty(&desk.path().join("decisions.jsonl"));
        ledger.append("Anne", vec![draft(verdict, figure)]).expect("appended");
        (desk, ledger)
    }

    fn standing(ledger: &Ledger, id: &str, name: &str, figures: &[Record]) -> Standing {
        let documents = [Present { id, names: vec![name] }];
        Standing::of(ledger, &documents, |_| Ok(figures.to_vec())).expect("a standing")
    }

    #[test]
    fn by_content_by_name_or_not_at_all() {
        let figure = at(10, caseload("31"));
        let (_desk, ledger) = ledger(Verdict::Accept, figure.clone());
        let id = figure.document_id.clone();
        let tally = |id: &str, name: &str| standing(&ledger, id, name, std::slice::from_ref(&figure)).tally();
        assert_eq!(tally(&id, "notat.txt"), Tally { accepted: 1, ..Tally::default() });
        assert_eq!(tally(&id, "flyttet.txt"), Tally { accepted: 1, ..Tally::default() });
        assert_eq!(tally("andet", "notat.txt"), Tally { stale: 1, ..Tally::default() });
        assert_eq!(tally("andet", "et andet.txt"), Tally { dormant: 1, ..Tally::default() });
    }

    #[test]
    fn a_changed_document_shows_what_stands_there_now() {
        let (_desk, ledger) = ledger(Verdict::Reject, at(10, caseload("31")));
        let other = Record { quote: "Der er ansat 34 rådgivere.".to_owned(), ..at(0, caseload("34")) };
        let changed = [other, at(50, caseload("28"))];
        let standing = standing(&ledger, "nyt", "notat.txt", &changed);
        assert_eq!(standing.stale[0].now.as_ref().map(|now| now.number.as_str()), Some("28"));
        assert!(standing.settled.is_empty(), "nothing is applied");
    }

    #[test]
    fn what_could_be_one_of_several_numbers_is_shown_and_not_applied() {
        let row = |start| Record { quote: "Alle 7 7".to_owned(), ..at(start, caseload("7")) };
        let desk = tempfile::tempdir().expect("a folder");
        let path = desk.path().join("decisions.jsonl");
        let corrected = Record { approx: true, ..row(5) };
        let decision = Decision { reader: 0, ..decided(Verdict::Correct, corrected) };
        std::fs::write(&path, serde_json::to_string(&decision).expect("a line")).expect("a ledger");
        // Another reader counts otherwise, so that the offset is now the first number's.
        let read = [row(5), row(7)];
        let standing = standing(&Ledger::open(&path).expect("a ledger"), &read[0].document_id, "notat.txt", &read);
        assert_eq!(standing.tally(), Tally { stale: 1, ..Tally::default() });
        assert!(standing.stale[0].unclear);
        assert_eq!(standing.settled[&read[0].document_id].figures, read);
    }

    #[test]
    fn a_confirmed_decision_is_about_the_new_document() {
        let corrected = Record { approx: true, ..at(10, caseload("31")) };
        let decision = decided(Verdict::Correct, corrected);
        let now = Record { document_id: "nyt".to_owned(), ..at(70, caseload("31")) };
        let [new, old] = confirmed(&decision, Some(&now), "Uændret").expect("the number is the same");
        assert_eq!((new.verdict, new.figure.start, new.figure.approx), (Verdict::Correct, 70, true));
        assert_eq!((new.figure.document_id.as_str(), old.verdict), ("nyt", Verdict::Retire));
        let other = at(70, caseload("28"));
        let refused = confirmed(&decision, Some(&other), "Uændret").expect_err("another number");
        assert!(refused.to_string().contains("now notat.txt says 28"), "{refused}");
        assert!(confirmed(&decision, None, "Uændret").is_err());
    }

    #[test]
    fn what_was_retired_is_gone() {
        let figure = at(10, caseload("31"));
        let (_desk, mut ledger) = ledger(Verdict::Accept, figure.clone());
        ledger.append("Anne", vec![draft(Verdict::Retire, figure)]).expect("appended");
        assert_eq!(standing(&ledger, "andet", "notat.txt", &[]).tally(), Tally::default());
        assert_eq!(ledger.decisions().iter().map(Decision::mark).count(), 2, "the ledger forgets nothing");
    }
}
