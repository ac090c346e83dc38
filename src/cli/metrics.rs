//! `--metrics`: what a run did and what the index holds, in Prometheus' text format, for a textfile collector.
//!
//! Takes how the command ended, what the run did and the index; gives the file, whole or not at all, also where the
//! command failed or was broken off. Refuses a place that cannot be written, before anything is done.

use std::{
    fmt::{Display, Write as _},
    fs,
    io::Write as _,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    time::Instant,
};

use super::{
    done::Done,
    exit::{ExitCode, Outcome, Stop},
    output::Output,
};
use crate::{decision::Moment, document, index::Index};

/// The metric that a failed run hands on from the file before it.
const LAST_SUCCESS: &str = "nogletal_last_success_timestamp_seconds";

/// Does the work and writes how it ended, if anyone wants to know.
pub(super) fn measured(path: Option<&Path>, index: &Path, work: impl FnOnce(&mut Option<Done>) -> Outcome) -> Outcome {
    let Some(path) = path else { return work(&mut None) };
    drop(Output::open(Some(path))?);
    let (begun, mut done) = (Instant::now(), None);
    let ended = catch_unwind(AssertUnwindSafe(|| work(&mut done)));
    let code = match &ended {
        Ok(Ok(code)) => *code,
        // Whoever read the table had enough; the run was done.
        Ok(Err(Stop::BrokenPipe)) => ExitCode::Done,
        Ok(Err(Stop::Error(_))) | Err(_) => ExitCode::Failed,
    };
    let text = text(code, begun.elapsed().as_secs_f64(), done.as_ref(), index, last_success(path));
    let written = write(path, &text);
    let code = ended.unwrap_or_else(|defect| resume_unwind(defect))?;
    written.map(|()| code)
}

fn write(path: &Path, text: &str) -> Outcome<()> {
    let mut output = Output::open(Some(path))?;
    output.write_all(text.as_bytes())?;
    Ok(output.finish()?)
}

/// When a run last did what it should, as the file before says.
fn last_success(path: &Path) -> Option<i64> {
    // A device may have no end.
    let text = path.is_file().then(|| fs::read_to_string(path).ok())??;
    let value = text.lines().find_map(|line| line.strip_prefix(LAST_SUCCESS)?.strip_prefix(' '))?;
    value.parse().ok()
}

fn text(code: ExitCode, seconds: f64, done: Option<&Done>, index: &Path, before: Option<i64>) -> String {
    let mut metrics = Metrics::default();
    let now = Moment::now().micros() / 1_000_000;
    let success = !matches!(code, ExitCode::Failed | ExitCode::Interrupted);
    metrics.one("nogletal_build_info", "The version of the program.", &[("version", env!("CARGO_PKG_VERSION"))], 1);
    metrics.one("nogletal_last_run_timestamp_seconds", "When the last run ended.", &[], now);
    metrics.one("nogletal_last_run_duration_seconds", "How long the last run took.", &[], format!("{seconds:.3}"));
    let help = "Whether the last run was done (1), or failed or was broken off (0).";
    metrics.one("nogletal_last_run_success", help, &[], u8::from(success));
    metrics.one("nogletal_last_run_exit_code", "The exit code of the last run.", &[], code.number());
    if let Some(last) = if success { Some(now) } else { before } {
        metrics.one(LAST_SUCCESS, "When a run was last done.", &[], last);
    }
    if let Some(done) = done {
        let help = "Documents of the last run, by what became of them.";
        metrics.each("nogletal_last_run_documents", help, "outcome", done.documents());
        let figures = done
            .figures
            .iter()
            .flat_map(|figures| [("appeared", figures.appeared), ("changed", figures.changed), ("gone", figures.gone)]);
        metrics.each("nogletal_last_run_figures", "Figures that the last run changed.", "change", figures);
    }
    // A run that failed may have left no index; then nothing is said of it.
    if let Ok(status) = Index::open(index).and_then(|index| index.status()) {
        let documents = status.documents.iter().map(|(outcome, count)| (name(*outcome), *count));
        metrics.each("nogletal_documents", "Documents in the index, by how reading them ended.", "outcome", documents);
        let figures = status.figures.iter().map(|(indicator, count)| (indicator.as_str(), *count));
        metrics.each("nogletal_figures", "Figures in the index, by indicator.", "indicator", figures);
        metrics.one("nogletal_index_bytes", "What the index takes on its disk.", &[], status.bytes);
    }
    metrics.0
}

fn name(outcome: document::Outcome) -> &'static str {
    match outcome {
        document::Outcome::Read => "read",
        document::Outcome::Partly => "partial",
        document::Outcome::Failed => "failed",
    }
}

/// Lines of the text format.
#[derive(Default)]
struct Metrics(String);

impl Metrics {
    fn one(&mut self, name: &str, help: &str, labels: &[(&str, &str)], value: impl Display) {
        self.head(name, help);
        self.sample(name, labels, value);
    }

    fn each<'a>(&mut self, name: &str, help: &str, label: &str, of: impl IntoIterator<Item = (&'a str, usize)>) {
        let mut of = of.into_iter().peekable();
        if of.peek().is_some() {
            self.head(name, help);
        }
        for (what, count) in of {
            self.sample(name, &[(label, what)], count);
        }
    }

    fn head(&mut self, name: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} gauge");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let escaped = |value: &str| value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(self.0, "{name}{labels} {value}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_label_says_cannot_end_it() {
        let mut metrics = Metrics::default();
        metrics.each("a", "A.", "b", [("c\"d\\e\nf", 1)]);
        assert_eq!(metrics.0, "# HELP a A.\n# TYPE a gauge\na{b=\"c\\\"d\\\\e\\nf\"} 1\n");
    }

    #[test]
    fn what_has_no_samples_has_no_head() {
        let mut metrics = Metrics::default();
        metrics.each("a", "A.", "b", []);
        assert_eq!(metrics.0, "");
    }

    #[test]
    fn a_failed_run_hands_on_when_one_was_last_done() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("nogletal.prom");
        assert_eq!(last_success(&path), None);
        let written = |code| {
            let lines = text(code, 1.0, None, folder.path(), last_success(&path));
            fs::write(&path, &lines).expect("written");
            (lines.contains("nogletal_last_run_success 1\n"), last_success(&path))
        };
        assert_eq!(written(ExitCode::Failed), (false, None));
        let (done, when) = written(ExitCode::SomeUnread);
        assert!(done && when.is_some());
        assert_eq!(written(ExitCode::Failed), (false, when));
        assert_eq!(written(ExitCode::Interrupted), (false, when));
    }
}
