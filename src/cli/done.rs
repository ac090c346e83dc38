//! What a run over folders did, for people and for programs.
//!
//! Takes the index's own summary with what became of the figures, gives the lines and the object that stand at the end, and
//! the exit code.

use std::{collections::BTreeMap, time::Duration};

use serde_json::{Value, json};

use super::{difference::Counts, exit::ExitCode};
use crate::{
    document::Outcome,
    index::Summary,
    present::{Lang, outcome},
};

/// What a run did to documents and figures.
pub(super) struct Done {
    pub summary: Summary,
    /// `None` where that cannot be told.
    pub figures: Option<Counts>,
    /// Its number, if it changed the index.
    pub run: Option<u32>,
    pub time: Duration,
}

impl Done {
    pub fn exit_code(&self) -> ExitCode {
        let unread = if self.summary.failed.is_empty() { ExitCode::Done } else { ExitCode::SomeUnread };
        if self.summary.interrupted { unread.merge(ExitCode::Interrupted) } else { unread }
    }

    /// How many documents became what.
    pub fn documents(&self) -> [(&'static str, usize); 5] {
        let Summary { read, unchanged, partly, failed, removed, .. } = &self.summary;
        [
            ("read", *read),
            ("unchanged", *unchanged),
            ("partial", partly.len()),
            ("failed", failed.len()),
            ("removed", *removed),
        ]
    }

    /// The summary for programs.
    pub fn fields(&self) -> Value {
        let documents: BTreeMap<&str, usize> = self.documents().into();
        json!({
            "documents": documents,
            "figures": self.figures,
            "seconds": (self.time.as_secs_f64() * 1000.0).round() / 1000.0,
            "interrupted": self.summary.interrupted,
            "run": self.run,
        })
    }

    /// The same for people; what became of the figures only where the index is another.
    pub fn words(&self, lang: Lang) -> String {
        let summary = &self.summary;
        let documents = counts(&[
            (outcome(Outcome::Read, lang), summary.read),
            (lang.pick("uændret", "unchanged"), summary.unchanged),
            (outcome(Outcome::Partly, lang), summary.partly.len()),
            (outcome(Outcome::Failed, lang), summary.failed.len()),
            (lang.pick("fjernet", "removed"), summary.removed),
        ]);
        let broken = if summary.interrupted { lang.pick(" · afbrudt", " · interrupted") } else { "" };
        let documents = format!("{}: {documents}{broken}", lang.pick("dokumenter", "documents"));
        let Some((run, figures)) = self.run.zip(self.figures) else { return documents };
        let figures = counts(&[
            (lang.pick("nye", "new"), figures.appeared),
            (lang.pick("ændret", "changed"), figures.changed),
            (lang.pick("væk", "gone"), figures.gone),
        ]);
        let (what, of) = (lang.pick("nøgletal", "figures"), lang.pick("kørsel", "run"));
        format!("{documents}\n{what}: {figures} ({of} {run}, {})", time(self.time, lang))
    }
}

/// Counts in one line.
pub(super) fn counts(counts: &[(&str, usize)]) -> String {
    let counts: Vec<String> = counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
    counts.join(" · ")
}

/// How long something took, for a person: `4.2 s`, `3 min. 20 s`, `2 h 5 min.`.
pub(super) fn time(time: Duration, lang: Lang) -> String {
    let (seconds, hours) = (time.as_secs(), lang.pick("t.", "h"));
    match seconds {
        0..10 if time.subsec_nanos() > 0 => {
            let text = format!("{:.1} s", time.as_secs_f64());
            if lang.is_danish() { text.replace('.', ",") } else { text }
        }
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min. {} s", seconds / 60, seconds % 60),
        _ => format!("{} {hours} {} min.", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_exact_as_they_are_long() {
        let told = |milliseconds| time(Duration::from_millis(milliseconds), Lang::Da);
        assert_eq!(
            [340, 3_000, 42_900, 200_000, 7_500_000].map(told),
            ["0,3 s", "3 s", "42 s", "3 min. 20 s", "2 t. 5 min."]
        );
        assert_eq!(time(Duration::from_millis(340), Lang::En), "0.3 s");
    }

    #[test]
    fn an_interruption_weighs_more_than_an_unread_document() {
        let failed = vec![crate::index::Failure { doc: "a.pdf".to_owned(), reason: "a.pdf is damaged".to_owned() }];
        let done = |failed, interrupted| Done {
            summary: Summary { failed, interrupted, ..Summary::default() },
            figures: Some(Counts::default()),
            run: None,
            time: Duration::ZERO,
        };
        let codes =
            [done(Vec::new(), false), done(failed.clone(), false), done(failed, true)].map(|one| one.exit_code());
        assert_eq!(codes, [ExitCode::Done, ExitCode::SomeUnread, ExitCode::Interrupted]);
    }
}
