//! Decisions given as arguments, for scripts and for whoever knows what to say.
//!
//! Takes ids of figures or of decisions, writes all their decisions in one go or none. Refuses an id that nothing is
//! about, and a correction that a field cannot hold.

use std::{collections::BTreeSet, io::Write as _};

use super::{
    Args, Desk,
    list::{Form, reading},
};
use crate::{
    Error, ErrorKind, Result,
    cli::{
        Context,
        exit::{ExitCode, Outcome},
        terminal::plain,
    },
    decision::{Draft, Ruling, Stale, Standing, Verdict, confirmed, correct},
    figure::Record,
    index::Wanted,
    present,
    reference::Reference,
};

/// What is to be decided without asking.
#[derive(clap::Args)]
pub(super) struct Actions {
    /// These figures are right
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    accept: Vec<String>,
    /// These are no figures
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    reject: Vec<String>,
    /// This figure is right with what `--set` says
    #[arg(long, value_name = "ID", requires = "set")]
    correct: Option<String>,
    /// A field of the figure: value, indicator, statistic, municipality, approx, unit, period, status or dims
    #[arg(long, value_name = "FIELD=VALUE", requires = "correct")]
    set: Vec<String>,
    /// These decisions hold for the changed document too
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    confirm: Vec<String>,
    /// What was decided about these figures no longer holds
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    retire: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Actions {
    /// Whether there is something to do.
    pub fn any(&self) -> bool {
        self.correct.is_some()
            || [&self.accept, &self.reject, &self.confirm, &self.retire].iter().any(|ids| !ids.is_empty())
    }
}

/// Writes the decisions and prints them.
pub(super) fn run(args: &Args, mut desk: Desk, context: &Context) -> Outcome {
    let drafts = drafts(args, &desk)?;
    let decisions = desk.decide(&args.name().unwrap_or_default(), drafts, context)?;
    let mut output = context.output()?;
    for decision in &decisions {
        let place = plain(&present::place(&decision.figure.doc, decision.figure.page, context.lang));
        match args.format {
            Form::Jsonl => serde_json::to_writer(&mut output, decision)?,
            Form::Text => write!(
                output,
                "{}: {} ({place}) {}",
                present::verdict(decision.verdict, context.lang),
                reading(&decision.figure, context.lang),
                decision.id
            )?,
        }
        writeln!(output)?;
    }
    output.finish()?;
    Ok(ExitCode::Done)
}

fn drafts(args: &Args, desk: &Desk) -> Result<Vec<Draft>> {
    let actions = &args.actions;
    once_each(actions)?;
    let known = Known::of(desk)?;
    let reason = actions.reason.clone().unwrap_or_default();
    let draft = |verdict, figure| Draft { verdict, figure, reason: reason.clone() };
    let mut drafts = Vec::new();
    for (ids, verdict) in [(&actions.accept, Verdict::Accept), (&actions.reject, Verdict::Reject)] {
        for id in ids {
            drafts.extend(known.settling(id, draft(verdict, known.figure(id)?)));
        }
    }
    if let Some(id) = &actions.correct {
        let mut figure = known.figure(id)?;
        for set in &actions.set {
            let (field, value) = set.split_once('=').ok_or_else(|| {
                Error::new(ErrorKind::Usage, format!("“{set}” sets nothing"))
                    .hint("write FIELD=VALUE, such as value=25")
            })?;
            correct(&mut figure, field.trim(), value, Reference::in_use())?;
        }
        drafts.extend(known.settling(id, draft(Verdict::Correct, figure)));
    }
    for id in &actions.confirm {
        let stale = known.stale(id)?;
        drafts.extend(confirmed(stale.ruling.latest(), stale.now.as_ref(), &reason)?);
    }
    for id in &actions.retire {
        drafts.push(draft(Verdict::Retire, known.decided(id)?));
    }
    Ok(drafts)
}

/// Refuses to decide about one figure twice in one go.
fn once_each(actions: &Actions) -> Result<()> {
    let lists = [&actions.accept, &actions.reject, &actions.confirm, &actions.retire];
    let mut seen = BTreeSet::new();
    match lists.into_iter().flatten().chain(&actions.correct).find(|id| !seen.insert(*id)) {
        Some(twice) => Err(Error::new(ErrorKind::Usage, format!("{twice} is decided about twice in one command"))),
        None => Ok(()),
    }
}

/// Everything that an id can name.
struct Known {
    figures: Vec<Record>,
    standing: Standing,
}

impl Known {
    fn of(desk: &Desk) -> Result<Known> {
        // What is told by name need not be what a list would show.
        let wanted = Wanted { lost: true, further: true, ..Wanted::default() };
        Ok(Known { figures: desk.index.records(&wanted)?.collect::<Result<_>>()?, standing: desk.index.standing()? })
    }

    /// The figure with an id, as it is published or as it was rejected.
    fn figure(&self, id: &str) -> Result<Record> {
        let published = self.figures.iter().find(|figure| figure.id == id);
        let rejected = || self.ruling(id).map(current);
        published.cloned().or_else(rejected).ok_or_else(|| match self.stale(id) {
            Ok(_) => Error::new(ErrorKind::Usage, format!("the document of {id} has changed"))
                .hint("confirm the decision with --confirm, or retire it with --retire"),
            Err(_) => unknown(format!("there is no figure {id} in the index")),
        })
    }

    fn ruling(&self, id: &str) -> Option<&Ruling> {
        self.standing.rulings().find(|ruling| ruling.is(id))
    }

    /// The stale decision with an id, or about the figure with it.
    fn stale(&self, id: &str) -> Result<&Stale> {
        let found = self.standing.stale.iter().find(|stale| stale.ruling.is(id));
        found.ok_or_else(|| unknown(format!("no stale decision is {id}, or is about it")))
    }

    /// The figure that something was decided about.
    fn decided(&self, id: &str) -> Result<Record> {
        let stale = self.standing.stale.iter().map(|stale| &stale.ruling);
        let all = self.standing.rulings().chain(stale).chain(&self.standing.dormant);
        let found = all.filter(|ruling| ruling.holds().is_some()).find(|ruling| ruling.is(id));
        found.map(current).ok_or_else(|| unknown(format!("nothing is decided about {id}")))
    }

    /// A decision, and before it the end of a disagreement about the same figure.
    fn settling(&self, id: &str, draft: Draft) -> Vec<Draft> {
        let disputed = self.ruling(id).is_some_and(|ruling| !ruling.disputed().is_empty());
        if disputed { draft.ending_a_dispute() } else { vec![draft] }
    }
}

/// A decided figure where it is read now, else where it was decided.
fn current(ruling: &Ruling) -> Record {
    ruling.read.first().unwrap_or(&ruling.latest().figure).clone()
}

fn unknown(message: String) -> Error {
    Error::new(ErrorKind::Missing, message).hint("`nogletal review --list --decided` prints the ids")
}
