//! One table of the report, with the cards that its cells open and its sources beneath.

use super::{card, escape, figures};
use crate::{
    comparison::{Cell, Column, Comparison, Source},
    present::{
        Lang,
        cell::{self, Kind, Line},
        discord, excerpt, foot, mark,
        words::{self, words},
    },
};

/// A section: heading, table, notes, sources, cards.
pub(super) fn section(index: usize, comparison: &Comparison, lang: Lang) -> String {
    let words = words(lang);
    let title = escape(&words::table_title(comparison, lang));
    let mut out = format!("<section id=\"table-{index}\"><h2>{title}</h2>");
    if comparison.rows.is_empty() || comparison.columns.is_empty() {
        return out + &format!("<p>{}</p></section>\n", words.nothing);
    }
    if index == 0 {
        out += &format!("<p class=\"how\">{} {}</p>", words.how_to_read, reckoned(comparison, lang));
    }
    let class = if comparison.by_year.is_some() { "figures years" } else { "figures" };
    out += &format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table class=\"{class}\" style=\"--columns:{}\">{}\n{}</table></div>",
        comparison.columns.len(),
        head(comparison, lang),
        rows(index, comparison, lang)
    );
    let notes: String = foot::lines(comparison, lang).iter().map(|line| format!("<li>{}</li>", escape(line))).collect();
    out += &format!("<ul class=\"notes\">{notes}</ul>");
    out += &figures::figures(index, comparison, lang);
    out += &findings(index, comparison, lang);
    out += &sources(index, comparison, lang);
    for (row, one) in comparison.rows.iter().enumerate() {
        for (column, cell) in one.cells.iter().enumerate().filter(|(_, cell)| has_card(cell)) {
            out += &card::card(&id(index, row, column), comparison, one, cell, &comparison.columns[column], lang);
        }
    }
    for (at, column) in comparison.columns.iter().enumerate() {
        if comparison.summaries.iter().any(|one| one.cells.get(at).copied().flatten().is_some()) {
            out += &card::summary(&summary_id(index, at), comparison, at, column, lang);
        }
    }
    out + "</section>\n"
}

/// Whether anything on the page is not as a document has it.
fn reckoned(comparison: &Comparison, lang: Lang) -> &'static str {
    let is_reckoned = !comparison.summaries.is_empty() || comparison.columns.iter().any(|one| one.derived.is_some());
    match is_reckoned {
        true => lang.pick(
            "Hvad der er regnet ud, har sin regel under tabellen og sin udregning bag tallet.",
            "What was reckoned has its rule under the table and its calculation behind the number.",
        ),
        false => lang.pick("Intet er lagt sammen eller regnet om.", "Nothing is added up or averaged."),
    }
}

/// A cell that says nothing opens nothing.
fn has_card(cell: &Cell) -> bool {
    !cell.observations.is_empty() || !cell.lost.is_empty()
}

fn id(table: usize, row: usize, column: usize) -> String {
    format!("card-{table}-{row}-{column}")
}

fn head(comparison: &Comparison, lang: Lang) -> String {
    let unit = |column: &Column| match column.unit {
        Some(unit) if column.time.is_none() => format!("<small>{}</small>", words::unit(unit, lang)),
        _ => String::new(),
    };
    let columns: String = comparison
        .columns
        .iter()
        .map(|column| format!("<th scope=\"col\">{}{}</th>", escape(&words::heading(column, lang)), unit(column)))
        .collect();
    format!("<thead><tr><th scope=\"col\">{}</th>{columns}</tr></thead>", words(lang).municipality)
}

fn rows(index: usize, comparison: &Comparison, lang: Lang) -> String {
    let mut out = String::from("<tbody>");
    let mut among_municipalities = true;
    for (at, row) in comparison.rows.iter().enumerate() {
        // A rule parts the municipalities from what they are compared with.
        let class = if among_municipalities && !row.municipality.is_municipality() && at > 0 {
            among_municipalities = false;
            " class=\"apart\""
        } else {
            ""
        };
        let name = escape(&words::capital(words::named(&row.names, lang)));
        let code = if row.municipality.is_municipality() {
            format!(" <small>{}</small>", row.municipality)
        } else {
            String::new()
        };
        out += &format!("<tr{class}><th scope=\"row\">{name}{code}</th>");
        for (column, cell) in row.cells.iter().enumerate() {
            let content = content(cell, &comparison.columns[column], lang);
            out += &if has_card(cell) {
                format!(
                    "<td><button type=\"button\" popovertarget=\"{}\">{content}</button></td>",
                    id(index, at, column)
                )
            } else {
                format!("<td>{content}</td>")
            };
        }
        out += "</tr>\n";
    }
    out + "</tbody>" + &summaries(index, comparison, lang)
}

/// The statistics over the municipalities; each opens the values that it was made of.
fn summaries(index: usize, comparison: &Comparison, lang: Lang) -> String {
    if comparison.summaries.is_empty() {
        return String::new();
    }
    let mut out = String::from("<tfoot>");
    for summary in &comparison.summaries {
        out += &format!("<tr><th scope=\"row\">{}</th>", words::aggregate(summary.aggregate, lang));
        for (at, column) in comparison.columns.iter().enumerate() {
            let text = escape(&cell::summed(summary, at, column, lang));
            out += &match summary.cells.get(at).copied().flatten() {
                Some(_) => format!(
                    "<td><button type=\"button\" popovertarget=\"{}\"><span class=\"line\"><b>{text}</b></span></button></td>",
                    summary_id(index, at)
                ),
                None => format!("<td><span class=\"line empty\">{text}</span></td>"),
            };
        }
        out += "</tr>\n";
    }
    out + "</tfoot>"
}

/// All statistics of a column open one card.
fn summary_id(table: usize, column: usize) -> String {
    format!("card-{table}-all-{column}")
}

fn content(cell: &Cell, column: &Column, lang: Lang) -> String {
    let lines = cell::lines(cell, column, lang);
    // Short numbers have their labels beside them, so that they stand under each other; long ones above.
    let beside = lines.iter().filter(|line| line.kind == Kind::Part).all(|line| line.value.chars().count() <= 5);
    let reason = mark::reason(cell, lang);
    let mut out: String = lines.iter().map(|line| set(line, beside, reason.as_deref())).collect();
    if cell.others() > 0 {
        out += &format!("<span class=\"more\">+{}</span>", cell.others());
    }
    out
}

fn set(line: &Line, beside: bool, reason: Option<&str>) -> String {
    let note = match line.note.is_empty() {
        true => String::new(),
        false => format!(" <span class=\"note\">{}</span>", escape(&line.note)),
    };
    let value = escape(&line.value);
    // Paper cannot be clicked: there the numbers lead to the list of sources.
    let numbers = line.sources.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
    let marks = if numbers.is_empty() { numbers } else { format!("<sup>{numbers}</sup>") };
    match line.kind {
        Kind::Empty => empty(&line.note, reason.unwrap_or_default(), &marks),
        Kind::Part if beside => format!("<span class=\"line part\"><b>{value}{marks}</b>{note}</span>"),
        Kind::Common => format!("<span class=\"line common\">{note}</span>"),
        Kind::Contradiction => format!("<span class=\"line against\">{value}{marks}{note}</span>"),
        Kind::Beside => format!("<span class=\"line beside\">{value}{marks}{note}</span>"),
        Kind::Value | Kind::Part => format!("<span class=\"line\"><b>{value}{marks}</b>{note}</span>"),
    }
}

/// The mark of an empty cell, whose reason shows under the pointer and is read aloud.
fn empty(mark: &str, reason: &str, sources: &str) -> String {
    let (mark, reason) = (escape(mark), escape(reason));
    format!(
        "<span class=\"line empty\" title=\"{reason}\"><span aria-hidden=\"true\">{mark}</span>\
         <span class=\"unseen\">{reason}</span>{sources}</span>"
    )
}

/// What does not agree, each number with a link to its source.
fn findings(index: usize, comparison: &Comparison, lang: Lang) -> String {
    if comparison.findings.is_empty() {
        return String::new();
    }
    let mut out = format!("<div class=\"findings\"><h3>{} ({})</h3><ul>", discord::title(lang), discord::MARK);
    for one in &comparison.findings {
        out += &format!("<li>{}<ul>", escape(&discord::says(comparison, one, lang)));
        for said in discord::said(comparison, one, lang) {
            let links =
                said.sources.iter().map(|number| format!("<a href=\"#source-{index}-{number}\">[{number}]</a>"));
            out += &format!(
                "<li><b>{}</b> {} <cite>{}</cite> <q lang=\"da\">{}</q></li>",
                escape(&said.numbers),
                links.collect::<String>(),
                escape(&said.place),
                escape(&said.quote)
            );
        }
        out += "</ul></li>";
    }
    out + "</ul></div>"
}

fn sources(index: usize, comparison: &Comparison, lang: Lang) -> String {
    let cited = comparison.cited();
    let one = |source: &Source<'_>| {
        format!(
            "<li value=\"{}\" id=\"source-{index}-{0}\" tabindex=\"-1\"><cite>{}</cite> <q lang=\"da\">{}</q></li>",
            source.number,
            escape(&foot::place(&source.figure.doc, source.figure.page, lang)),
            card::marked(&excerpt::short(*source, 200), &source.figure.number)
        )
    };
    let items: String = cited.iter().map(one).collect();
    format!(
        "<details class=\"sources\" id=\"sources-{index}\"><summary>{} ({})</summary><ol>{items}</ol></details>",
        words(lang).sources,
        cited.len()
    )
}
