//! What goes to standard error: errors with cause and hint, documents that could not be read, what
//! happens in a run, summaries.
//!
//! As text for people, or with `--log-format json` as one object a line for programs, whose fields `docs/drift.md` lists. A standard error that cannot be
//! written to is nobody's trouble.

use std::io::{self, Write as _};

use serde::Serialize;
use serde_json::{Value, json};

use super::terminal::plain;
use crate::{Error, decision::Moment, index::Failure};

/// The form of what goes to standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum LogFormat {
    /// Lines for people
    Text,
    /// One object a line
    Json,
}

/// How much an event matters.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    /// The command could not be done.
    Error,
    /// It could, but not for this.
    Warning,
    /// It goes as it should.
    Info,
    /// What is of use where something is slow or stuck.
    Debug,
}

/// An event as an object: when, how much it matters, what, and its own fields.
#[derive(Serialize)]
struct Line<'a> {
    time: Moment,
    level: Level,
    event: &'a str,
    #[serde(flatten)]
    fields: Value,
}

/// Standard error.
pub(super) struct Log {
    format: LogFormat,
}

impl Log {
    /// Standard error in a form.
    pub fn new(format: LogFormat) -> Self {
        Log { format }
    }

    /// Whether a person reads it.
    pub fn is_for_people(&self) -> bool {
        self.format == LogFormat::Text
    }

    /// What stopped the command.
    pub fn error(&self, error: &Error) {
        let causes: Vec<String> = error.causes().collect();
        let mut text = format!("error: {error}");
        for cause in &causes {
            text.push_str(&format!("\ncaused by: {cause}"));
        }
        if let Some(hint) = error.advice() {
            text.push_str(&format!("\nhint: {hint}"));
        }
        let kind = format!("{:?}", error.kind()).to_lowercase();
        let fields = json!({"kind": kind, "message": error.to_string(), "causes": causes, "hint": error.advice()});
        self.put(&text, Level::Error, "error", fields);
    }

    /// A document that was not read, or not whole.
    pub fn failure(&self, failure: &Failure, whole: bool) {
        let event = if whole { "document_failed" } else { "document_partly" };
        let fields = json!({"doc": failure.doc, "reason": failure.reason});
        self.put(&unread(&failure.doc, &failure.reason, whole), Level::Warning, event, fields);
    }

    /// A remark.
    pub fn remark(&self, text: &str) {
        self.put(text, Level::Info, "remark", json!({"message": text}));
    }

    /// What is of use to programs only.
    pub fn event(&self, level: Level, event: &str, fields: Value) {
        if !self.is_for_people() {
            self.put("", level, event, fields);
        }
    }

    /// What happened, in words and with its fields.
    pub fn put(&self, text: &str, level: Level, event: &str, fields: Value) {
        let mut stderr = io::stderr().lock();
        let _ = match self.format {
            LogFormat::Text => writeln!(stderr, "{text}"),
            LogFormat::Json => {
                let line = serde_json::to_string(&Line { time: Moment::now(), level, event, fields });
                writeln!(stderr, "{}", line.unwrap_or_default())
            }
        };
    }
}

/// A document that was not read, or not whole, in one line.
pub(super) fn unread(doc: &str, reason: &str, whole: bool) -> String {
    let what = if whole { "not read" } else { "partly read" };
    // Most reasons name the document themselves.
    plain(&match reason.strip_prefix(doc) {
        Some(rest) => format!("{what}: {doc}{rest}"),
        None => format!("{what}: {doc}: {reason}"),
    })
}
