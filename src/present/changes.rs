//! What changed in a table, as a table: a line for every cell, with what it said, what it says, and why.
//!
//! Takes [`Changes`], writes them as text, Markdown, CSV or JSON. Refuses other forms: a change is two cells, and they
//! have room for one.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};

use super::{
    Lang, Style, cell, markdown, plain,
    text::source_lines,
    words::{self, words},
};
use crate::{
    change::{Cause, CellChange, Changes, Kind, Reason, Stand},
    comparison::{Cell, Column, Observation},
};

/// The forms that changes come in.
pub const CHANGE_FORMS: [&str; 4] = ["text", "markdown", "csv", "json"];

/// Writes changes in one of [`CHANGE_FORMS`].
pub fn changes(changes: &Changes, form: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match form {
        "json" => {
            serde_json::to_writer_pretty(&mut *out, changes)?;
            writeln!(out)
        }
        "csv" => csv(changes, style.lang, out),
        "markdown" => out.write_all(markdown(changes, style.lang).as_bytes()),
        _ => out.write_all(text(changes, style).as_bytes()),
    }
}

fn title(changes: &Changes, lang: Lang) -> String {
    format!("{} {}", lang.pick("Ændret siden", "Changed since"), stand(&changes.since, lang))
}

fn stand(stand: &Stand, lang: Lang) -> String {
    match stand.run {
        Some(run) => format!("{} {run}, {}", lang.pick("kørsel", "run"), stand.when.day()),
        None => format!("{}, {}", stand.index, stand.when.day()),
    }
}

/// How many cells, by what happened to them.
fn counts(changes: &Changes, lang: Lang) -> String {
    let count = |kind| changes.cells.iter().filter(|one| one.kind == kind).count();
    let each =
        [Kind::Appeared, Kind::Changed, Kind::Gone].map(|kind| format!("{} {}", count(kind), happened(kind, lang)));
    format!("{}: {}", lang.pick("Celler", "Cells"), each.join(", "))
}

fn happened(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Appeared => lang.pick("ny", "new"),
        Kind::Changed => lang.pick("ændret", "changed"),
        Kind::Gone => lang.pick("væk", "gone"),
    }
}

fn why(reason: &Reason, lang: Lang) -> String {
    let what = match reason.cause {
        Cause::NewDocument => lang.pick("nyt dokument", "new document"),
        Cause::ChangedDocument => lang.pick("ændret dokument", "changed document"),
        Cause::RemovedDocument => lang.pick("fjernet dokument", "removed document"),
        Cause::UnreadDocument => {
            lang.pick("dokument, der ikke længere kan læses", "document that cannot be read any more")
        }
        Cause::Decision => lang.pick("afgørelse om", "decision about"),
        Cause::ChangedRule => lang.pick("læst med andre regler", "read by other rules"),
        Cause::Unknown => {
            return lang.pick("intet, der kan ses bag cellen", "nothing that can be seen behind the cell").to_owned();
        }
    };
    let versions: Vec<&str> = reason.versions.iter().map(|version| version_name(version, lang)).collect();
    let versions = if versions.is_empty() { String::new() } else { format!(" ({})", versions.join(", ")) };
    format!("{what}{versions}: {}", reason.document)
}

/// What the parts of a stamp are called.
fn version_name(version: &str, lang: Lang) -> &'static str {
    match version {
        "reader" => lang.pick("læseren", "the reader"),
        "rules" => lang.pick("reglerne", "the rules"),
        _ => lang.pick("kataloget", "the catalogue"),
    }
}

fn header(lang: Lang) -> [&'static str; 5] {
    let (before, now) = (lang.pick("Før", "Before"), lang.pick("Nu", "Now"));
    [words(lang).municipality, lang.pick("Tal", "Figure"), before, now, lang.pick("Hvorfor", "Why")]
}

/// A change as the columns of the header, lines of a cell parted by `end`.
fn row(one: &CellChange, lang: Lang, end: &str, mark: impl Fn(&str, usize) -> String + Copy) -> [String; 5] {
    let cell = |cell: &Cell| {
        let lines = cell::lines(cell, &one.column, lang).into_iter().map(|line| {
            let marks: String = line.sources.iter().take(3).map(|number| mark("", *number)).collect();
            format!("{} {marks}", mark(&line.text(), 0)).trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join(end)
    };
    let reasons: Vec<String> = one.reasons.iter().map(|reason| mark(&why(reason, lang), 0)).collect();
    let name = words::place_name(&one.names, &one.municipality, lang);
    let figure = words::column_with_time(&one.column, lang);
    [mark(&name, 0), mark(&figure, 0), cell(&one.before), cell(&one.after), reasons.join(end)]
}

fn text(changes: &Changes, style: &Style) -> String {
    let lang = style.lang;
    let mut out = format!("{}\n", plain(&title(changes, lang)));
    if changes.cells.is_empty() {
        return format!("{out}\n{}\n", lang.pick("Intet er ændret.", "Nothing has changed."));
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(style.width).unwrap_or(u16::MAX)).set_header(header(lang));
    let set = |text: &str, number: usize| if number == 0 { plain(text) } else { format!("[{number}]") };
    for one in &changes.cells {
        table.add_row(row(one, lang, "\n", set));
    }
    let lines = table.lines().map(|line| format!("{}\n", line.trim_end()));
    out.push('\n');
    out.extend(lines);
    out.push_str(&format!("\n{}\n", counts(changes, lang)));
    if let Some(command) = &changes.command {
        out.push_str(&format!("{}: {}\n", words(lang).made_again, plain(command)));
    }
    out.push_str(&format!("\n{}\n", words(lang).sources));
    source_lines(&mut out, &changes.sources, style);
    out
}

fn markdown(changes: &Changes, lang: Lang) -> String {
    let mut out = format!("## {}\n\n", markdown::escape(&title(changes, lang)));
    if changes.cells.is_empty() {
        return format!("{out}{}\n", lang.pick("Intet er ændret.", "Nothing has changed."));
    }
    let header = header(lang);
    out.push_str(&format!("| {} |\n|{}\n", header.join(" | "), "---|".repeat(header.len())));
    let set = |text: &str, number: usize| if number == 0 { markdown::escape(text) } else { format!("[^{number}]") };
    for one in &changes.cells {
        out.push_str(&format!("| {} |\n", row(one, lang, "<br>", set).join(" | ")));
    }
    out.push_str(&format!("\n{}\n\n", counts(changes, lang)));
    changes.sources.iter().for_each(|source| out.push_str(&markdown::footnote(*source, lang)));
    out
}

const COLUMNS: [&str; 20] = [
    "change",
    "municipality",
    "name",
    "column",
    "indicator",
    "reasons",
    "before_low",
    "before_high",
    "before_period",
    "before_status",
    "before_document",
    "before_page",
    "before_quote",
    "after_low",
    "after_high",
    "after_period",
    "after_status",
    "after_document",
    "after_page",
    "after_quote",
];

/// A row for each value of a cell, those of either side beside each other in their order.
fn csv(changes: &Changes, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(COLUMNS)?;
    for one in &changes.cells {
        let reasons: Vec<String> = one.reasons.iter().map(|reason| why(reason, lang)).collect();
        let head = [
            serde_json::to_value(one.kind)?.as_str().unwrap_or_default().to_owned(),
            one.municipality.to_string(),
            words::named(&one.names, lang).to_owned(),
            column_title(&one.column, lang),
            one.column.indicator.to_string(),
            super::csv::harmless(&reasons.join("; ")),
        ];
        let sides = [&one.before, &one.after];
        let rows =
            sides.map(|cell| if cell.observations.is_empty() { cell.lost.len() } else { cell.observations.len() });
        for at in 0..rows[0].max(rows[1]) {
            let values = sides.map(|cell| side(changes, cell, at));
            writer.write_record(head.iter().chain(values.iter().flatten()))?;
        }
    }
    writer.flush()
}

fn column_title(column: &Column, lang: Lang) -> String {
    words::column_with_time(column, lang)
}

/// A value of a cell with its first source, or a place whose digits were lost; empty where the other side has more.
fn side(changes: &Changes, cell: &Cell, at: usize) -> [String; 7] {
    let value: Option<&Observation> = cell.observations.get(at);
    let lost = || cell.lost.get(at).filter(|_| cell.observations.is_empty());
    let number = value.and_then(|one| one.sources.first()).or_else(lost);
    let source = number.and_then(|number| changes.sources.get(number.checked_sub(1)?));
    let of = |told: fn(&Observation) -> String| value.map(told).unwrap_or_default();
    [
        of(|one| one.value.low().normalize().to_string()),
        of(|one| one.value.high().normalize().to_string()),
        of(|one| one.period.map(|period| period.to_string()).unwrap_or_default()),
        of(|one| one.status.to_string()),
        source.map(|source| super::csv::harmless(&source.figure.doc)).unwrap_or_default(),
        source.and_then(|source| source.figure.page).map(|page| page.to_string()).unwrap_or_default(),
        source.map(|source| super::csv::harmless(&source.figure.quote)).unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::{Basis, Stand, changes},
        comparison::{
            Coverage, Query, compare,
            sample::{Make, placed, records},
        },
        decision::Moment,
        figure::Status::{Actual, Forecast},
        reference::Reference,
    };

    #[test]
    fn every_value_of_a_cell_has_a_row() {
        let table = |made: Vec<Make>| {
            let all: Vec<_> = made.into_iter().flat_map(|one| records([one])).collect();
            compare(all.leak(), &Query::default(), &Coverage::default(), Reference::in_use())
        };
        let counted = || placed("265", "41", Actual).period("2020");
        let before = table(vec![counted()]);
        let after = table(vec![counted(), placed("265", "38", Forecast).period("2021").doc("plan.pdf", 2)]);
        let none = Basis { entries: &[], decisions: &[] };
        let stand = || Stand { index: "index".to_owned(), run: None, when: Moment::now() };
        let found = changes((&before, none), (&after, none), [stand(), stand()]);
        let mut written = Vec::new();
        csv(&found, Lang::En, &mut written).expect("written");
        let written = String::from_utf8(written).expect("text");
        let rows: Vec<Vec<&str>> = written.lines().skip(1).map(|line| line.split(',').collect()).collect();
        // The column's title has a comma of its own, and so has its quotes.
        let sides = |row: &[&str]| (row[row.len() - 14].to_owned(), row[row.len() - 7].to_owned());
        assert_eq!(rows.len(), 2, "{written}");
        assert_eq!(sides(&rows[0]), ("41".to_owned(), "41".to_owned()), "{written}");
        assert_eq!(sides(&rows[1]), (String::new(), "38".to_owned()), "{written}");
    }
}
