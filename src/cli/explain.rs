//! `nogletal explain`: why a number is, or is not, a figure.

mod decided;

use std::{io::Write as _, path::PathBuf, str::FromStr};

use super::{
    Context, GUIDE,
    exit::{ExitCode, Outcome},
    language::municipality,
    output::Output,
    terminal::{plain, width, wrap},
    text::source,
};
use crate::{
    document::{AsideKind, Document, Limits, PageNumber},
    figure::{Explanation, Reason, Record, Role, Word, explain},
    layout::Layout,
    pipeline,
    present::{self, Lang},
    reference::Reference,
};

/// The arguments of `nogletal explain`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal explain strategi.txt:1042", after_help = GUIDE)]
pub(super) struct Args {
    /// A document and a byte in it, as the records' `start` and `end` count
    #[arg(value_name = "FILE:OFFSET")]
    place: Place,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    file: PathBuf,
    offset: usize,
}

impl FromStr for Place {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let place = typed
            .rsplit_once(':')
            .and_then(|(file, offset)| Some(Place { file: PathBuf::from(file), offset: offset.parse().ok()? }));
        place
            .filter(|place| !place.file.as_os_str().is_empty())
            .ok_or_else(|| "a place is a file, a colon and a number of bytes, such as strategi.txt:1042".to_owned())
    }
}

/// Prints the rules that decided, in order, or why the number is no figure.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let Place { file, offset } = &args.place;
    let reading = pipeline::read(&source(file)?, &Limits::default(), Reference::builtin())?;
    let mut output = context.output()?;
    let found: Vec<&Record> =
        reading.records.iter().filter(|record| (record.start..record.end).contains(offset)).collect();
    for record in &found {
        figure(record, context.lang, &mut output)?;
    }
    let mut stands = !found.is_empty();
    if !stands {
        let document = &reading.document;
        let at = document.offsets.to_text(&document.text, *offset);
        let explanation = explain(document, &Layout::of(document), Reference::builtin(), at);
        stands = explanation.is_some();
        match explanation {
            Some(explanation) => no_figure(&explanation, document, context.lang, &mut output)?,
            None => {
                let nothing = context.lang.pick("der står intet tal", "no number stands there");
                writeln!(output, "{}:{offset}: {nothing}", plain(&file.to_string_lossy()))?;
            }
        }
    }
    stands |= decided::print(&reading, *offset, context, &mut output)?;
    output.finish()?;
    Ok(ExitCode::found(stands))
}

/// The number, where it stands, and what stands around it.
fn head(
    number: &str,
    (start, end): (usize, usize),
    page: Option<PageNumber>,
    quote: &str,
    lang: Lang,
    output: &mut Output,
) -> Outcome<()> {
    writeln!(output, "{} ({})", plain(number), present::place(&format!("{start}–{end}"), page, lang))?;
    let quote = wrap(&plain(quote), width(output), 4);
    Ok(writeln!(output, "{quote}")?)
}

fn figure(record: &Record, lang: Lang, output: &mut Output) -> Outcome<()> {
    head(&record.number, (record.start, record.end), record.page, &record.quote, lang, output)?;
    writeln!(
        output,
        "  {} {} = {} · {} · {} · {}",
        record.indicator,
        record.statistic,
        present::value(record, lang),
        municipality(record.municipality.as_ref(), lang),
        record.period.map_or_else(|| "–".to_owned(), |period| present::period(period, lang)),
        present::status(record.status, lang),
    )?;
    writeln!(output, "  {}:", lang.pick("Regler", "Rules"))?;
    for (index, rule) in record.rules.iter().enumerate() {
        writeln!(output, "  {:3}. {rule}", index + 1)?;
    }
    for check in &record.checks {
        let outcome = if check.holds { lang.pick("stemmer", "holds") } else { lang.pick("stemmer ikke", "fails") };
        writeln!(output, "  {}: {outcome}", check.name)?;
    }
    Ok(())
}

fn no_figure(explanation: &Explanation, document: &Document, lang: Lang, output: &mut Output) -> Outcome<()> {
    let text = document.printed();
    let Explanation { span, quote, reason } = explanation;
    let place = [span.start, span.end].map(|at| document.offsets.to_file(&document.text, at));
    let page = document.page_at(span.start).map(|page| page.number);
    head(span.of(&text), place.into(), page, quote.of(&text), lang, output)?;
    writeln!(output, "  {}: {}", lang.pick("intet nøgletal", "no figure"), because(reason, lang))?;
    if let Reason::NoEvidence { words, .. } = reason {
        let mut lines: Vec<String> = words.iter().map(|word| speaks(word, &text, lang)).collect();
        lines.dedup();
        if lines.is_empty() {
            let none = "ingen af katalogets ord står omkring tallet";
            lines.push(lang.pick(none, "none of the catalogue's words stands around the number").to_owned());
        }
        for line in lines {
            writeln!(output, "    {line}")?;
        }
    }
    Ok(())
}

pub(super) fn because(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::Aside(AsideKind::Furniture) => lang
            .pick(
                "står i sidens hoved eller fod, ikke i teksten",
                "stands in the page's running head or foot, not in the text",
            )
            .to_owned(),
        Reason::Aside(AsideKind::NoteMark) => {
            lang.pick("er tegnet for en fodnote", "is the mark of a footnote").to_owned()
        }
        Reason::Aside(AsideKind::Hidden) => lang
            .pick(
                "er skjult på siden: hvid skrift, usynlig skrift eller uden for papiret",
                "is hidden on the page: white or invisible type, or outside the paper",
            )
            .to_owned(),
        Reason::Teaser => {
            lang.pick("står i en omtale af et andet dokument", "stands in what is about another document").to_owned()
        }
        Reason::NoContent => lang
            .pick(
                "står uden for indholdet, som i en indholdsfortegnelse",
                "stands outside the content, as in a contents list",
            )
            .to_owned(),
        Reason::Foreign(language) => format!(
            "{} ({language}); {}",
            lang.pick("står i tekst på et andet sprog end dansk", "stands in text in another language than Danish"),
            lang.pick("--all-languages tager den med", "--all-languages takes it in")
        ),
        Reason::Heading => lang
            .pick(
                "står i en overskrift, som kun siger, hvad teksten handler om",
                "stands in a heading, which only says what the text is about",
            )
            .to_owned(),
        Reason::Date(period) => {
            let date = lang.pick("en dato eller et årstal", "a date or a year");
            period.map_or_else(|| date.to_owned(), |period| format!("{date}: {}", present::period(period, lang)))
        }
        Reason::Rejected(rule) => format!("{} “{rule}”", lang.pick("afvist af reglen", "rejected by the rule")),
        Reason::NoEvidence { measure, value, .. } => format!(
            "{} {}; {}",
            lang.pick("læst som", "read as"),
            present::amount(*value, *measure, lang),
            lang.pick(
                "intet nøgletal i kataloget har belæg for det",
                "no indicator of the catalogue has evidence for it"
            )
        ),
    }
}

/// What a word of the catalogue says: `“sagstal” peger på caseload`.
pub(super) fn speaks(word: &Word, text: &str, lang: Lang) -> String {
    let does = match word.role {
        Role::Trigger => lang.pick("peger på", "points to"),
        Role::Weak => lang.pick("peger svagt på", "points faintly to"),
        Role::Ahead => lang.pick("afgør lige foran tallet", "decides right ahead of a number for"),
        Role::Behind => lang.pick("afgør lige efter tallet", "decides right behind a number for"),
        Role::Counter => lang.pick("taler imod", "speaks against"),
        Role::Name => lang.pick("ligner kun et ord for", "only looks like a word for"),
        Role::Need => lang.pick("lader navneord tælle for", "lets nouns count for"),
        Role::Counted => lang.pick("kan tælles af", "can be counted by"),
    };
    let whom = word.indicator.as_ref().map_or(lang.pick("alle", "all"), |code| code.as_str());
    format!("“{}” {does} {whom}", plain(word.span.of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_file_and_a_byte() {
        let place: Place = "C:\\notat.txt:12".parse().expect("a place");
        assert_eq!(place, Place { file: PathBuf::from("C:\\notat.txt"), offset: 12 });
        for typed in ["notat.txt", "notat.txt:", "notat.txt:x", ":12"] {
            assert!(typed.parse::<Place>().is_err(), "{typed}");
        }
    }
}
