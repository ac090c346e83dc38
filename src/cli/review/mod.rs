//! `nogletal review`: going through figures by doubt, and settling them once and for all.
//!
//! On a terminal it asks figure by figure; with `--list`, or where nobody sits, it prints what there is to look at; with
//! `--accept` and the like it writes decisions without asking. What is decided is a line of the ledger.

mod act;
mod list;
mod queue;
mod session;

use std::io::{self, IsTerminal as _};

use super::{
    Context, GUIDE, IndexPath,
    exit::{ExitCode, Outcome},
    filters::Filters,
};
use crate::{
    Result,
    decision::{Decision, Draft, Ledger},
    index::{Index, Wanted},
};
use act::Actions;
use list::Form;
pub(super) use list::reading;
use queue::Queue;

const EXAMPLES: &str = "Examples:
  nogletal review --indicator caseload
  nogletal review --list --limit 20
  nogletal review --correct 5b1f0c9d2e7a4461 --set value=25 --set status=target --name Anne --reason 'Se bilag 2'";

/// The arguments of `nogletal review`.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES, after_help = GUIDE)]
pub(super) struct Args {
    #[command(flatten)]
    index: IndexPath,
    #[command(flatten)]
    filters: Filters,
    /// Also the further indicators: refunds, volumes, processing times, prices a day …
    #[arg(long)]
    further: bool,
    /// Also figures that are decided already, after all others
    #[arg(long)]
    decided: bool,
    /// The most figures [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print what there is to look at instead of asking; so it does where nobody sits at a terminal
    #[arg(long)]
    list: bool,
    /// The form of what is printed
    #[arg(long, default_value = "text")]
    format: Form,
    #[command(flatten)]
    actions: Actions,
    /// Who decides [default: the variable NOGLETAL_NAME]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// Goes through figures, prints them, or writes decisions.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let desk = Desk::open(args, context)?;
    if args.actions.any() {
        return act::run(args, desk, context);
    }
    let mut queue = Queue::of(&desk, args)?;
    queue.items.truncate(args.limit.unwrap_or(usize::MAX));
    if queue.items.is_empty() {
        if !context.quiet {
            context.log.remark(context.lang.pick("intet at tage stilling til", "nothing to decide about"));
        }
        return Ok(ExitCode::NothingFound);
    }
    let output = context.output()?;
    if args.list || !output.is_terminal() || !io::stdin().is_terminal() {
        return list::print(&queue, args.format, context, output);
    }
    session::run(desk, queue, args.name(), context, output)
}

impl Args {
    /// Who decides, where that was said.
    fn name(&self) -> Option<String> {
        let named = self.name.clone().or_else(|| std::env::var("NOGLETAL_NAME").ok());
        named.filter(|name| !name.trim().is_empty())
    }
}

/// What decisions are made with: the index under the ledger, and the ledger.
struct Desk {
    index: Index,
    ledger: Ledger,
}

impl Desk {
    /// A ledger that is named but not there is made with the first decision.
    fn open(args: &Args, context: &Context) -> Result<Desk> {
        let ledger = match &context.decisions {
            Some(path) if !path.exists() => Ledger::empty(path),
            _ => context.ledger()?,
        };
        let index = args.index.ruled_by(ledger.clone(), context)?;
        Ok(Desk { index, ledger })
    }

    /// Adds decisions to the ledger, and says so where that makes the file.
    fn decide(&mut self, name: &str, drafts: Vec<Draft>, context: &Context) -> Result<Vec<Decision>> {
        let new = !self.ledger.path().exists();
        let decisions = self.ledger.append(name, drafts)?;
        if new && !context.quiet {
            let path = self.ledger.path().display();
            let made = context.lang.pick("ny fil med afgørelser", "new file of decisions");
            let git = context.lang.pick("i git: skriv i .gitattributes", "with git: write into .gitattributes");
            context.log.remark(&format!("{made}: {path} ({git}: {path} merge=union)"));
        }
        Ok(decisions)
    }
}

/// Everything that the filters take, those of further indicators only where they are asked for.
fn wanted(args: &Args) -> Result<Wanted> {
    Ok(Wanted { filter: args.filters.resolve()?, further: args.further, ..Wanted::default() })
}
