//! What there is to decide about, in the order in which a person should look at it.
//!
//! First the decisions whose documents have changed, then the figures that people disagree about, then all that nobody
//! has decided about, the most doubtful first; those that are decided come last, where they are asked for.

use serde::Serialize;

use super::{Args, Desk, wanted};
use crate::{
    Result,
    decision::{Between, Decision, Doubt, Ruling, Stale, Tally, doubt},
    figure::Record,
    finding::findings,
    index::Wanted,
    reference::Reference,
};

/// Something to decide about.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum Item {
    /// A decision about a document that has changed.
    Stale {
        /// What was decided.
        decision: Decision,
        /// What stands there now.
        now: Option<Record>,
        /// Whether the document is the same, but the number cannot be told from others any more.
        unclear: bool,
    },
    /// A figure about which people say otherwise.
    Disputed {
        /// What each says.
        decisions: Vec<Decision>,
        /// The figure as the latest decision has it.
        figure: Record,
    },
    /// A figure that nobody has decided about.
    Open {
        /// How much it is to be doubted.
        #[serde(flatten)]
        doubt: Doubt,
        /// The figure.
        figure: Record,
    },
    /// A figure that is decided.
    Decided {
        /// What holds.
        decision: Decision,
        /// The figure as decided.
        figure: Record,
    },
}

impl Item {
    /// The figure that it is about, as it was decided or read.
    pub fn figure(&self) -> &Record {
        match self {
            Item::Stale { decision, .. } => &decision.figure,
            Item::Disputed { figure, .. } | Item::Open { figure, .. } | Item::Decided { figure, .. } => figure,
        }
    }
}

/// What there is to decide about.
pub(super) struct Queue {
    pub items: Vec<Item>,
    pub tally: Tally,
}

impl Queue {
    /// What the filters take, in order.
    pub fn of(desk: &Desk, args: &Args) -> Result<Queue> {
        let wanted = wanted(args)?;
        let standing = desk.index.standing()?;
        let stale = standing.stale.iter().map(stale);
        let mut items: Vec<Item> = stale.filter(|item| wanted.filter.takes(item.figure())).collect();
        let decided = standing.rulings().filter_map(decided).filter(|item| wanted.filter.takes(item.figure()));
        let (disputed, settled): (Vec<Item>, Vec<Item>) =
            decided.partition(|item| matches!(item, Item::Disputed { .. }));
        items.extend(disputed);
        // What contradicts a figure need not be what the filters take.
        let all = Wanted { further: true, ..Wanted::default() };
        let all: Vec<Record> = desk.index.records(&all)?.collect::<Result<_>>()?;
        let between = Between::of(&findings(&all, Reference::in_use()));
        let mut open: Vec<(Doubt, Record)> = Vec::new();
        for figure in desk.index.records(&wanted)? {
            let figure = figure?;
            if figure.decision.is_none() {
                open.push((doubt(&figure, &between), figure));
            }
        }
        // The sort is stable: equals stay by document and place.
        open.sort_by(|(a, _), (b, _)| b.value.total_cmp(&a.value));
        items.extend(open.into_iter().map(|(doubt, figure)| Item::Open { doubt, figure }));
        if args.decided {
            items.extend(settled);
        }
        Ok(Queue { items, tally: standing.tally() })
    }
}

fn stale(stale: &Stale) -> Item {
    Item::Stale { decision: stale.ruling.latest().clone(), now: stale.now.clone(), unclear: stale.unclear }
}

fn decided(ruling: &Ruling) -> Option<Item> {
    let decision = ruling.holds()?.clone();
    let figure = Record { decision: Some(decision.mark()), ..decision.figure.clone() };
    let decisions: Vec<Decision> = ruling.disputed().into_iter().cloned().collect();
    Some(match decisions.is_empty() {
        true => Item::Decided { decision, figure },
        false => Item::Disputed { decisions, figure },
    })
}
