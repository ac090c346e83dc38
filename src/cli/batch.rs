//! Documents read several at a time, and handed on in their order.
//!
//! Takes documents and what to keep of each, gives what was kept, one after another; a bar tells how far it is. Memory
//! holds what was kept of a few documents only.

use rayon::prelude::*;

use super::{Context, children, exit::Outcome, progress::Bar};
use crate::{document::Source, isolation::Isolation, progress::Progress as _};

/// Documents that are read before the first of them is handed on: what bounds the memory.
const CHUNK: usize = 32;

/// Reads documents in child processes: `keep` runs beside others of its kind, `hand_on` in the documents' order.
pub(super) fn read_in_order<I: Sync, T: Send>(
    items: &[I],
    source: impl Fn(&I) -> &Source + Sync,
    context: &Context,
    keep: impl Fn(&Source, &Isolation) -> T + Sync,
    mut hand_on: impl FnMut(&I, T) -> Outcome<()>,
) -> Outcome<()> {
    let isolation = children();
    let bar = Bar::new(context.quiet, context.lang);
    bar.begin(items.len());
    for chunk in items.chunks(CHUNK) {
        let kept: Vec<T> = chunk
            .par_iter()
            .map(|item| {
                bar.open(&source(item).name);
                let kept = keep(source(item), &isolation);
                bar.advance(&source(item).name);
                kept
            })
            .collect();
        for (item, kept) in chunk.iter().zip(kept) {
            hand_on(item, kept)?;
        }
    }
    bar.end();
    context.warn(&isolation);
    Ok(())
}
