//! The files of cases, and a figure in one line.
//!
//! A line is `> NUMBER | INDICATOR STATISTIC MUNICIPALITY VALUE UNIT PERIOD STATUS BREAKDOWNS`: `~` after the value
//! stands for a hedge, `..` for a range, `-` for what the text does not say. Only the breakdowns with fixed words are
//! shown; `item` and the like are the document's own and would only repeat it. A file shows others where its head has a
//! line `Shows:` with their names.

use std::{fmt::Write as _, fs, path::Path};

use nogletal::{figure::Record, quantity::Value};

/// A case.
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The text.
    pub input: String,
    /// A line for each figure, without the `> `.
    pub expected: Vec<String>,
}

/// A file of cases, with what stands before the first.
pub struct File {
    /// Comments.
    pub head: String,
    /// The cases, in order.
    pub cases: Vec<Case>,
}

/// The breakdowns that the cases below a head show.
pub fn shown(head: &str) -> Vec<&str> {
    let more = head.lines().filter_map(|line| line.strip_prefix("Shows: "));
    ["placement_type", "scenario", "profession"].into_iter().chain(more.flat_map(str::split_whitespace)).collect()
}

/// Reads a file.
pub fn read(path: &Path) -> File {
    let text = fs::read_to_string(path).expect("a file of cases");
    let mut file = File { head: String::new(), cases: Vec::new() };
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---")) {
            file.cases.push(Case { name: name.to_owned(), input: String::new(), expected: Vec::new() });
            continue;
        }
        match (file.cases.last_mut(), line.strip_prefix("> ")) {
            (None, _) => file.head.push_str(&format!("{line}\n")),
            (Some(case), Some(expected)) => case.expected.push(expected.to_owned()),
            (Some(case), None) => case.input.push_str(&format!("{line}\n")),
        }
    }
    for case in &mut file.cases {
        case.input = format!("{}\n", case.input.trim_matches('\n'));
    }
    file
}

/// Writes a file.
pub fn write(path: &Path, file: &File) {
    let mut text = file.head.clone();
    for (index, case) in file.cases.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        let _ = write!(text, "{gap}--- {} ---\n{}", case.name, case.input);
        case.expected.iter().for_each(|line| text.push_str(&format!("> {line}\n")));
    }
    fs::write(path, text).expect("a file of cases can be written");
}

/// A figure in one line.
pub fn line(record: &Record, shown: &[&str]) -> String {
    let value = match record.value {
        Some(Value::Exact(value)) => value.to_string(),
        Some(Value::Range { low, high }) => format!("{low}..{high}"),
        None => "-".to_owned(),
    };
    let mut line = format!(
        "{} | {} {} {} {value}{} {} {} {}",
        record.number.replace(['\n', '\u{a0}'], " "),
        record.indicator,
        record.statistic,
        record.municipality.as_ref().map_or("-", |code| code.as_str()),
        if record.approx { "~" } else { "" },
        record.unit,
        record.period.map_or_else(|| "-".to_owned(), |period| period.to_string()),
        record.status,
    );
    for (name, value) in &record.dims {
        if shown.contains(&name.as_ref()) {
            let _ = write!(line, " {name}={value}");
        }
    }
    line
}

/// A case that came out otherwise.
pub fn difference(path: &Path, case: &Case, now: &[String]) -> String {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let mut text = format!("\n{file}: {}\n", case.name);
    case.input.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
    let missing = case.expected.iter().filter(|line| !now.contains(line));
    missing.for_each(|line| text.push_str(&format!("  - {line}\n")));
    let added = now.iter().filter(|line| !case.expected.contains(line));
    added.for_each(|line| text.push_str(&format!("  + {line}\n")));
    text
}
