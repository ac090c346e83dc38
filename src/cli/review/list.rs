//! What there is to decide about, printed: for a person, or one object a line for programs.

use std::io::Write as _;

use clap::ValueEnum;

use super::queue::{Item, Queue};
use crate::{
    cli::{
        Context,
        exit::{ExitCode, Outcome},
        language::{indicator, municipality},
        output::Output,
        status,
        terminal::{plain, table, width, wrap},
    },
    decision::{Decision, Doubt, Reason, Tally},
    figure::Record,
    present::{self, Lang},
};

/// The forms of what is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Form {
    Text,
    Jsonl,
}

/// Prints the items in their order.
pub(super) fn print(queue: &Queue, form: Form, context: &Context, mut output: Output) -> Outcome {
    match form {
        Form::Text => text(&queue.items, context.lang, &mut output)?,
        Form::Jsonl => {
            for item in &queue.items {
                serde_json::to_writer(&mut output, item)?;
                writeln!(output)?;
            }
        }
    }
    output.finish()?;
    if !context.quiet {
        context.log.remark(&counts(queue.tally, context.lang));
    }
    Ok(ExitCode::Done)
}

fn text(items: &[Item], lang: Lang, output: &mut Output) -> Outcome<()> {
    let is_row = |item: &&Item| matches!(item, Item::Open { .. } | Item::Decided { .. });
    for item in items.iter().filter(|item| !is_row(item)) {
        writeln!(output, "{}\n", paragraph(item, width(output), ["", ""], lang))?;
    }
    let rows: Vec<[String; 8]> = items.iter().filter(is_row).map(|item| row(item, lang)).collect();
    if !rows.is_empty() {
        let header = [
            "Id",
            lang.pick("Kommune", "Municipality"),
            lang.pick("Nøgletal", "Indicator"),
            lang.pick("Værdi", "Value"),
            lang.pick("Periode", "Period"),
            "Status",
            lang.pick("Kilde", "Source"),
            lang.pick("Tvivl", "Doubt"),
        ];
        write!(output, "{}", table(output, header, rows))?;
    }
    Ok(())
}

fn row(item: &Item, lang: Lang) -> [String; 8] {
    let figure = item.figure();
    let why = match item {
        Item::Open { doubt, .. } => because(doubt, lang),
        Item::Decided { decision, .. } => present::decided(&decision.mark(), lang),
        Item::Stale { .. } | Item::Disputed { .. } => String::new(),
    };
    [
        figure.id.clone(),
        municipality(figure.municipality.as_ref(), lang),
        indicator(&figure.indicator, lang),
        present::value(figure, lang),
        figure.period.map(|period| present::period(period, lang)).unwrap_or_default(),
        present::status(figure.status, lang).to_owned(),
        present::place(&figure.doc, figure.page, lang),
        why,
    ]
}

/// Something that takes more than a row: what was decided, and why it has to be looked at again.
pub(super) fn paragraph(item: &Item, width: usize, marks: [&str; 2], lang: Lang) -> String {
    match item {
        Item::Stale { decision, now, unclear } => {
            let why = match unclear {
                false => lang.pick("forældet: dokumentet er ændret", "stale: the document has changed"),
                true => {
                    lang.pick("forældet: flere ens tal kan ikke skelnes", "stale: equal numbers cannot be told apart")
                }
            };
            let mut lines = vec![format!("{} · {why}", head(&decision.figure, lang)), said(decision, lang)];
            lines.push(quoted(&decision.figure, width, marks));
            match now {
                Some(now) => {
                    let now_says = lang.pick("nu står der", "now it says");
                    lines.push(format!("  {now_says} ({}): {}", now.id, reading(now, lang)));
                    lines.push(quoted(now, width, marks));
                }
                None => {
                    lines.push(format!("  {}", lang.pick("nu står der intet nøgletal", "now no figure stands there")))
                }
            }
            lines.join("\n")
        }
        Item::Disputed { decisions, figure } => {
            let why = lang.pick("uenighed; den seneste afgørelse gælder", "disagreement; the latest decision holds");
            let mut lines = vec![format!("{} · {why}", head(figure, lang)), quoted(figure, width, marks)];
            lines.extend(decisions.iter().map(|decision| said(decision, lang)));
            lines.join("\n")
        }
        Item::Open { figure, .. } | Item::Decided { figure, .. } => head(figure, lang),
    }
}

/// A figure's sentence, its number between marks, after the headings above it and the sentence that it goes on from.
pub(super) fn quoted(figure: &Record, width: usize, marks: [&str; 2]) -> String {
    // Marked after control characters are gone, since the marks may be some.
    let quote = present::marked(&plain(&figure.quote), &plain(&figure.number), marks);
    let quote = match &figure.before {
        Some(before) => format!("{} {quote}", plain(before)),
        None => quote,
    };
    let heading = figure.heading.as_ref().map(|heading| wrap(&plain(heading), width, 2));
    heading.into_iter().chain([wrap(&quote, width, 4)]).collect::<Vec<_>>().join("\n")
}

fn head(figure: &Record, lang: Lang) -> String {
    format!("{} ({})", plain(&present::place(&figure.doc, figure.page, lang)), figure.id)
}

/// Who decided what: the figure with its meaning, where it is one.
fn said(decision: &Decision, lang: Lang) -> String {
    format!("  {} · {}", plain(&present::decided(&decision.mark(), lang)), reading(&decision.figure, lang))
}

/// What a figure says, in one line.
pub(in crate::cli) fn reading(figure: &Record, lang: Lang) -> String {
    let parts = [
        indicator(&figure.indicator, lang),
        figure.statistic.to_string(),
        present::value(figure, lang),
        municipality(figure.municipality.as_ref(), lang),
        figure.period.map_or_else(|| "–".to_owned(), |period| present::period(period, lang)),
        present::status(figure.status, lang).to_owned(),
    ];
    plain(&parts.join(" · "))
}

/// How much a figure is doubted, and why.
pub(super) fn because(doubt: &Doubt, lang: Lang) -> String {
    let number = |value: f64| format!("{value:.2}").replace('.', lang.pick(",", "."));
    let reasons = doubt.reasons.iter().map(|reason| match reason {
        Reason::Check(name) => present::check(name, false, lang),
        Reason::Finding(kind) => format!("{}: {kind}", lang.pick("andre dokumenter", "other documents")),
        Reason::Confidence(confidence) => format!("{} {}", lang.pick("sikkerhed", "confidence"), number(*confidence)),
    });
    format!("{} ({})", number(doubt.value), reasons.collect::<Vec<_>>().join("; "))
}

/// How many figures were decided how.
pub(super) fn counts(tally: Tally, lang: Lang) -> String {
    let counts = status::decisions(tally, lang);
    let counts: Vec<String> = counts.into_iter().map(|[what, count]| format!("{what} {count}")).collect();
    format!("{}: {}", lang.pick("afgørelser", "decisions"), counts.join(" · "))
}
