//! Documents read several at a time, and handed on in their order.
//!
//! Takes documents and what to keep of each, gives what was kept, one after another; a bar tells how far it is. Memory
//! holds what was kept of a few documents only.

use std::sync::atomic::AtomicBool;

use super::{Context, children, exit::Outcome, progress::Bar};
use crate::{
    document::Source,
    index::Budget,
    isolation::Isolation,
    progress::Progress as _,
    queue::{self, Weighed},
};

/// Reads documents in child processes: `keep` runs beside others of its kind, `hand_on` in the documents' order.
pub(super) fn read_in_order<I: Sync, T: Send>(
    items: &[I],
    source: impl Fn(&I) -> &Source + Sync,
    context: &Context,
    keep: impl Fn(&Source, &Isolation) -> T + Sync,
    mut hand_on: impl FnMut(&I, T) -> Outcome<()>,
) -> Outcome<()> {
    let budget = Budget::default();
    let isolation = children(budget);
    let bar = Bar::new(context.quiet, context.lang);
    bar.begin(items.len());
    let work = |number: usize| {
        let source = source(&items[number]);
        bar.open(&source.name);
        let kept = keep(source, &isolation);
        bar.advance(&source.name);
        Weighed { result: (number, kept), weight: 0 }
    };
    let never = AtomicBool::new(false);
    queue::in_order(items.len(), budget.jobs, &never, work, |(number, kept)| hand_on(&items[number], kept))?;
    bar.end();
    context.warn(&isolation);
    Ok(())
}
