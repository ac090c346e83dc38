//! Progress drawn on a terminal; silence anywhere else.
//!
//! Takes the documents as they are begun and done, from several threads; shows how many are done and how fast, when the
//! rest should be, and which has been in hand the longest.

use std::{
    collections::BTreeMap,
    fmt::Write,
    io::IsTerminal as _,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use unicode_width::UnicodeWidthStr as _;

use super::{
    done::time,
    terminal::{bar_columns, end_of, plain},
};
use crate::{present::Lang, progress::Progress};

/// How wide the bar itself is.
const BAR: usize = 16;
/// How often the bar is drawn where nothing happens, so that a slow document shows.
const TICK: Duration = Duration::from_millis(250);
/// From when on it is said how long a document has taken.
const SLOW: Duration = Duration::from_secs(3);
/// How many documents must be done before their pace says anything of the rest.
const PACE: u64 = 5;

/// A bar on standard error.
pub(super) struct Bar {
    bar: ProgressBar,
    shown: bool,
    open: Open,
}

/// The documents in hand, and since when.
type Open = Arc<Mutex<BTreeMap<String, Instant>>>;

impl Bar {
    /// A bar, which only shows on a terminal and where nobody asked for quiet.
    pub fn new(quiet: bool, lang: Lang) -> Self {
        let shown = !quiet && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let open = Open::default();
        let bar = ProgressBar::with_draw_target(None, target).with_style(style(lang, Arc::clone(&open)));
        Bar { bar, shown, open }
    }

    /// Writes something to standard error beside the bar.
    pub fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }
}

impl Progress for Bar {
    fn begin(&self, total: usize) {
        self.bar.set_length(total as u64);
        self.bar.reset_eta();
        if self.shown && total > 0 {
            self.bar.enable_steady_tick(TICK);
        }
    }

    fn open(&self, doc: &str) {
        if self.shown {
            self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(doc.to_owned(), Instant::now());
        }
    }

    fn advance(&self, doc: &str) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(doc);
        self.bar.inc(1);
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(lang: Lang, open: Open) -> ProgressStyle {
    let style = ProgressStyle::with_template(&format!("{{bar:{BAR}}} {{line}}"));
    let line = move |state: &ProgressState, out: &mut dyn Write| {
        let begun = format!("{}/{}{}", state.pos(), state.len().unwrap_or_default(), pace(state, lang));
        // One column is left free, since some terminals go on to the next line when the last is written.
        let left = bar_columns().saturating_sub(BAR + begun.width() + 3);
        let _ = write!(out, "{begun} {}", reading(&open, left, lang));
    };
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("line", line)
}

/// How fast it goes, and for how long still.
fn pace(state: &ProgressState, lang: Lang) -> String {
    if state.pos() < PACE {
        return String::new();
    }
    let rate = format!("{:.1}/s", state.per_sec());
    let rate = if lang.is_danish() { rate.replace('.', ",") } else { rate };
    format!(" {rate} {} {}", time(Duration::from_secs(state.eta().as_secs()), lang), lang.pick("igen", "left"))
}

/// The document that has been in hand the longest.
fn reading(open: &Open, columns: usize, lang: Lang) -> String {
    let open = open.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((doc, since)) = open.iter().min_by_key(|(_, since)| **since) else { return String::new() };
    let since = since.elapsed();
    let slow = if since < SLOW { String::new() } else { format!(" ({})", time(since, lang)) };
    format!("{}{slow}", end_of(&plain(doc), columns.saturating_sub(slow.width())))
}
