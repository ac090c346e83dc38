//! `nogletal indicators` and `nogletal municipalities`: the reference data in use.

use std::{io::Write as _, path::PathBuf};

use clap::ValueEnum;
use serde_json::json;

use super::{
    Context, GUIDE,
    catalogue::adopt,
    check::check,
    exit::{ExitCode, Outcome},
    terminal::table,
};
use crate::{
    Error, ErrorKind,
    reference::{Indicator, Reference},
};

/// The forms of reference data.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Form {
    Text,
    Csv,
    Json,
}

/// The arguments of `nogletal indicators`.
#[derive(clap::Args)]
#[command(before_help = "Examples:\n  nogletal indicators\n  nogletal indicators --check egne.toml", after_help = GUIDE)]
pub(super) struct IndicatorArgs {
    /// Read a catalogue of your own and try the examples of all indicators: 0 where all hold, 1 where some do not
    #[arg(long, value_name = "FILE")]
    check: Option<PathBuf>,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

/// The arguments of `nogletal municipalities`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal municipalities --format csv", after_help = GUIDE)]
pub(super) struct MunicipalityArgs {
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

/// Prints the indicators in the order of the catalogue.
pub(super) fn indicators(args: &IndicatorArgs, context: &Context) -> Outcome {
    if let Some(file) = &args.check {
        if let Some(own) = Reference::own() {
            return Err(Error::new(ErrorKind::Usage, format!("--check reads its own catalogue, not {}", own.file))
                .hint(format!("leave --catalogue out: nogletal indicators --check {}", file.display()))
                .into());
        }
        adopt(file)?;
        return check(file, context);
    }
    if let Form::Text = args.format {
        return named(context);
    }
    let all = Reference::in_use().catalogue.all().iter();
    let rows: Vec<[String; 7]> = all
        .map(|one| {
            let name = |danish| one.name(danish).to_owned();
            let [unit, further, own] = [one.unit.to_string(), one.further.to_string(), one.own.to_string()];
            [one.code.to_string(), name(true), name(false), unit, one.definition.clone(), further, own]
        })
        .collect();
    print(args.format, ["code", "danish", "english", "unit", "definition", "further", "own"], rows, context)
}

/// The main indicators for a person, then the user's own, then the further ones. One name is enough, and leaves room for
/// the definition.
fn named(context: &Context) -> Outcome {
    let lang = context.lang;
    let header = ["Code", "Name", "Unit", "Definition"];
    let header = if lang.is_danish() { ["Kode", "Navn", "Enhed", "Definition"] } else { header };
    let further = lang.pick("Flere nøgletal (nogletal figures --further)", "Further ones (nogletal figures --further)");
    let own = lang.pick("Egne nøgletal", "Indicators of your own");
    let group = |one: &Indicator| match one {
        Indicator { own: true, .. } => own,
        Indicator { further: true, .. } => further,
        _ => "",
    };
    let mut output = context.output()?;
    for title in ["", own, further] {
        let those = Reference::in_use().catalogue.all().iter().filter(|one| group(one) == title);
        let rows: Vec<[String; 4]> = those
            .map(|one| {
                let name = one.name(lang.is_danish()).to_owned();
                [one.code.to_string(), name, one.unit.to_string(), one.definition.clone()]
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        if !title.is_empty() {
            writeln!(output, "\n{title}\n")?;
        }
        write!(output, "{}", table(&output, header, rows))?;
    }
    output.finish()?;
    Ok(ExitCode::Done)
}

/// Prints the municipalities by code.
pub(super) fn municipalities(args: &MunicipalityArgs, context: &Context) -> Outcome {
    let all = Reference::in_use().municipalities.all().iter();
    let rows = all.map(|one| [one.code.to_string(), one.name.to_owned(), one.region.to_owned()]).collect();
    match args.format {
        Form::Text if context.lang.is_danish() => text(["Kode", "Navn", "Region"], rows, context),
        Form::Text => text(["Code", "Name", "Region"], rows, context),
        form => print(form, ["code", "name", "region"], rows, context),
    }
}

fn text<const N: usize>(header: [&str; N], rows: Vec<[String; N]>, context: &Context) -> Outcome {
    let mut output = context.output()?;
    write!(output, "{}", table(&output, header, rows))?;
    output.finish()?;
    Ok(ExitCode::Done)
}

fn print<const N: usize>(form: Form, names: [&str; N], rows: Vec<[String; N]>, context: &Context) -> Outcome {
    let mut output = context.output()?;
    if let Form::Csv = form {
        let mut csv = csv::Writer::from_writer(&mut output);
        csv.write_record(names)?;
        rows.iter().try_for_each(|row| csv.write_record(row))?;
        csv.flush()?;
    } else {
        let object = |row: &[String; N]| -> serde_json::Map<_, _> {
            names.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), json!(cell))).collect()
        };
        serde_json::to_writer_pretty(&mut output, &rows.iter().map(object).collect::<Vec<_>>())?;
        writeln!(output)?;
    }
    output.finish()?;
    Ok(ExitCode::Done)
}
