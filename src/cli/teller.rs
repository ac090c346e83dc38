//! Tells what happens in a run over folders: a bar and failures for people, every event for programs.
//!
//! Takes what the index tells while it works, from several threads; gives it to standard error, and remembers which run
//! it was.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Map, Value, json};

use super::{
    Context,
    log::{Level, Log, unread},
    progress::Bar,
};
use crate::{
    document::Outcome,
    progress::{Ended, Event, Progress},
};

/// Whoever tells what happens.
pub(super) struct Teller<'a> {
    log: &'a Log,
    quiet: bool,
    bar: Bar,
    /// The number of the run, once it has committed something; 0 before.
    run: AtomicU32,
}

impl<'a> Teller<'a> {
    pub fn new(context: &'a Context) -> Self {
        let bar = Bar::new(context.quiet || !context.log.is_for_people(), context.lang);
        Teller { log: &context.log, quiet: context.quiet, bar, run: AtomicU32::new(0) }
    }

    /// The run, if it changed the index.
    pub fn run(&self) -> Option<u32> {
        Some(self.run.load(Ordering::Relaxed)).filter(|&run| run > 0)
    }

    fn ended(&self, ended: &Ended<'_>) {
        let whole = ended.outcome == Outcome::Failed;
        let (level, event) = match ended.outcome {
            Outcome::Read => (Level::Info, "document_read"),
            Outcome::Partly => (Level::Warning, "document_partly"),
            Outcome::Failed => (Level::Warning, "document_failed"),
        };
        let mut fields = Map::from_iter([("doc".to_owned(), json!(ended.doc))]);
        let mut add = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
        if !whole {
            add("pages", json!(ended.pages));
            add("figures", json!(ended.figures));
        }
        if let Some(time) = ended.time {
            add("milliseconds", json!(time.as_millis()));
        }
        if ended.outcome == Outcome::Read {
            if !self.quiet {
                self.log.event(level, event, fields.into());
            }
            return;
        }
        add("reason", json!(ended.reason));
        let text = unread(ended.doc, &ended.reason, whole);
        self.bar.aside(|| self.log.put(&text, level, event, fields.into()));
    }
}

impl Progress for Teller<'_> {
    fn begin(&self, total: usize) {
        self.bar.begin(total);
        if !self.quiet {
            self.log.event(Level::Info, "planned", json!({"to_read": total}));
        }
    }

    fn open(&self, doc: &str) {
        self.bar.open(doc);
        if !self.quiet {
            self.log.event(Level::Debug, "document_begun", json!({"doc": doc}));
        }
    }

    fn advance(&self, doc: &str) {
        self.bar.advance(doc);
    }

    fn end(&self) {
        self.bar.end();
    }

    fn tell(&self, event: &Event<'_>) {
        match event {
            Event::Ended(ended) => self.ended(ended),
            Event::Removed { doc } if !self.quiet => {
                self.log.event(Level::Info, "document_removed", json!({"doc": doc}));
            }
            Event::Removed { .. } => {}
            Event::Committed { run, documents } => {
                self.run.store(*run, Ordering::Relaxed);
                if !self.quiet {
                    self.log.event(Level::Info, "committed", json!({"run": run, "documents": documents}));
                }
            }
        }
    }
}
