//! What goes to standard error: errors with cause and hint, documents that could not be read, summaries.
//!
//! As text for people, or with `--log-format json` as one object a line for programs. A standard error that cannot be
//! written to is nobody's trouble.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use super::terminal::plain;
use crate::{
    Error,
    index::{Failure, Summary},
};

/// The form of what goes to standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum LogFormat {
    /// Lines for people
    Text,
    /// One object a line
    Json,
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
        let message = error.to_string();
        self.put(
            &text,
            json!({"level": "error", "kind": kind, "message": message, "causes": causes, "hint": error.advice()}),
        );
    }

    /// A document that was not read, or not whole.
    pub fn failure(&self, failure: &Failure, whole: bool) {
        let Failure { doc, reason } = failure;
        let what = if whole { "not read" } else { "partly read" };
        // Most reasons name the document themselves.
        let text = match reason.strip_prefix(doc.as_str()) {
            Some(rest) => format!("{what}: {doc}{rest}"),
            None => format!("{what}: {doc}: {reason}"),
        };
        self.put(&plain(&text), json!({"level": "warning", "event": what, "doc": doc, "reason": reason}));
    }

    /// What a run over folders did.
    pub fn summary(&self, text: &str, summary: &Summary) {
        let object = json!({
            "level": "info",
            "event": "indexed",
            "read": summary.read,
            "unchanged": summary.unchanged,
            "partly": summary.partly.len(),
            "failed": summary.failed.len(),
            "removed": summary.removed,
            "interrupted": summary.interrupted,
        });
        self.put(text, object);
    }

    /// A remark.
    pub fn remark(&self, text: &str) {
        self.put(text, json!({"level": "info", "message": text}));
    }

    fn put(&self, text: &str, object: Value) {
        let mut stderr = io::stderr().lock();
        let _ = match self.format {
            LogFormat::Text => writeln!(stderr, "{text}"),
            LogFormat::Json => writeln!(stderr, "{object}"),
        };
    }
}
