//! `nogletal compare --since`: what changed in a table since an earlier run, or from another index.
//!
//! Takes what a person names (a run's number, a day, `last`, the folder of another index), gives the table's changes with
//! their reasons. Refuses what the index does not remember.

use std::path::Path;

use super::{
    Context,
    compare::{covered, style},
    exit::{ExitCode, Outcome},
};
use crate::{
    Error, ErrorKind, Result,
    change::{Basis, Changes, Stand, changes},
    comparison::{Comparison, Coverage, Query, compare},
    decision::Moment,
    index::{Index, Run, State},
    present::{self, CHANGE_FORMS, Renderer},
    quantity::Date,
    reference::Reference,
};

/// Prints what changed in the table of a query since what was named.
pub(super) fn print(
    since: &str,
    (index, path): (&Index, &Path),
    query: &Query,
    form: &dyn Renderer,
    context: &Context,
) -> Outcome {
    if !CHANGE_FORMS.contains(&form.name()) {
        let message = format!("changes do not come in the form {}", form.name());
        return Err(Error::new(ErrorKind::Usage, message)
            .hint(format!("the forms of changes are {}", CHANGE_FORMS.join(", ")))
            .into());
    }
    let (stand, before) = before(since, index, path, context)?;
    let after = index.state(None)?;
    let now = Stand { index: path.display().to_string(), run: None, when: Moment::now() };
    let tables = [&before, &after].map(|state| table(state, query));
    let found = changes((&tables[0], basis(&before)), (&tables[1], basis(&after)), [stand, now]);
    let found = Changes { command: Some(context.command.clone()), ..found };
    let mut output = context.output()?;
    let style = style(context, &output);
    present::changes(&found, form.name(), &style, &mut output)?;
    output.finish()?;
    Ok(ExitCode::found(!found.cells.is_empty()))
}

fn basis(state: &State) -> Basis<'_> {
    Basis { entries: &state.entries, decisions: &state.decisions }
}

fn table<'a>(state: &'a State, query: &Query) -> Comparison<'a> {
    let documents = state.entries.iter().cloned().map(covered).collect();
    let coverage = Coverage { documents, ..Coverage::default() };
    compare(&state.records, query, &coverage, Reference::in_use())
}

/// The earlier state that a person names.
fn before(since: &str, index: &Index, path: &Path, context: &Context) -> Result<(Stand, State)> {
    let runs = index.runs()?;
    let named = if let Ok(number) = since.parse::<u32>() {
        Some(number)
    } else if since == "last" {
        Some(before_last(&runs)?.number)
    } else if let Some(date) = since.parse::<Date>().ok().filter(|date| date.day.is_some()) {
        Some(on(&runs, &date.to_string())?.number)
    } else {
        None
    };
    if let Some(number) = named {
        let state = index.state_after(number)?;
        return Ok((Stand { index: path.display().to_string(), run: Some(number), when: state.when }, state));
    }
    let other = Index::open(Path::new(since)).map_err(|error| {
        error.hint("--since takes the number of a run, a day such as 2026-03-01, last, or the folder of another index")
    })?;
    let other = other.ruled_by(context.ledger()?);
    let written = other.written()?;
    let state = other.state(written)?;
    Ok((Stand { index: since.to_owned(), run: None, when: state.when }, state))
}

/// The run before the last one.
fn before_last(runs: &[Run]) -> Result<&Run> {
    runs.len().checked_sub(2).and_then(|at| runs.get(at)).ok_or_else(|| {
        Error::new(ErrorKind::Missing, "the index remembers no run before the last one")
            .hint("it remembers from the next run on that changes something; `nogletal status` lists the runs")
    })
}

/// The last run up to the end of a day.
fn on<'a>(runs: &'a [Run], day: &str) -> Result<&'a Run> {
    runs.iter().rev().find(|run| run.when.day().as_str() <= day).ok_or_else(|| {
        let error = Error::new(ErrorKind::Missing, format!("the index does not remember how it was on {day}"));
        match runs.first() {
            Some(first) => error.hint(format!("it remembers from {} on, run {}", first.when.day(), first.number)),
            None => error.hint("it was written by an older version; it remembers from the next run on"),
        }
    })
}
