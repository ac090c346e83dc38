//! What a status speaks of: beside a figure's condition, of that figure.
//!
//! `sagstal:<=20 status:mål` asks for a caseload that is a goal, not for a passage with a caseload and with some goal.

use super::{Query, Restriction};
use crate::figure::Status;

/// The parts between two brackets, a status among them handed to the figures beside it.
pub(super) fn bound(mut parts: Vec<Query>) -> Vec<Query> {
    let statuses: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].statuses().is_some()).collect();
    if let [at] = statuses[..]
        && parts.iter().any(Query::has_free_figures)
    {
        let asked = parts.remove(at).statuses().unwrap_or_default();
        parts.iter_mut().for_each(|part| part.give(&asked));
    }
    parts
}

impl Query {
    /// The statuses of a query that is nothing but one, or a choice of them.
    fn statuses(&self) -> Option<Vec<Status>> {
        match self {
            Query::Field(Restriction::Status(status)) => Some(vec![*status]),
            Query::Any(parts) => parts.iter().map(Query::statuses).collect::<Option<Vec<_>>>().map(|all| all.concat()),
            _ => None,
        }
    }

    /// Whether it asks for figures of any status.
    fn has_free_figures(&self) -> bool {
        let free = |one: &&Query| matches!(one, Query::Field(Restriction::Figure(one)) if one.statuses.is_empty());
        self.wanted().iter().any(free)
    }

    fn give(&mut self, asked: &[Status]) {
        match self {
            Query::All(parts) | Query::Any(parts) => parts.iter_mut().for_each(|part| part.give(asked)),
            Query::Field(Restriction::Figure(condition)) if condition.statuses.is_empty() => {
                condition.statuses = asked.to_vec();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::figure::Status;

    fn figures(query: &str) -> Vec<Vec<Status>> {
        let query = parse(query).expect(query);
        let conditions = query.wanted().into_iter().filter_map(|one| match one {
            Query::Field(Restriction::Figure(condition)) => Some(condition.statuses.clone()),
            _ => None,
        });
        conditions.collect()
    }

    #[test]
    fn a_status_is_of_the_figures_beside_it() {
        assert_eq!(figures("sagstal:<=20 status:mål"), [[Status::Target]]);
        assert_eq!(figures("status:mål,norm (sagstal:<=20 OR budget:)"), [[Status::Target, Status::Norm]; 2]);
        assert_eq!(figures("(sagstal:<=20 status:mål) budget:>5"), [vec![Status::Target], vec![]]);
    }

    #[test]
    fn a_status_of_its_own_stays_one() {
        assert_eq!(figures("sagstal:<=20 -status:mål"), [[]; 1]);
        assert_eq!(figures("sagstal:<=20 OR status:mål"), [[]; 1]);
        assert_eq!(parse("status:mål budget").expect("a query").to_string(), "status:target budget");
        assert_eq!(figures("status:budget (sagstal:<=20 status:mål)"), [[Status::Target]]);
    }
}
