//! `nogletal explain`: why a number is, or is not, a figure.

use std::{io::Write as _, path::PathBuf, str::FromStr};

use super::{
    Context, GUIDE,
    exit::{ExitCode, Outcome},
    output::Output,
    terminal::plain,
    text::source,
};
use crate::{document::Limits, figure::Record, pipeline, reference::Reference};

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

/// Prints the rules that decided, in order.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let Place { file, offset } = &args.place;
    let reading = pipeline::read(&source(file)?, &Limits::default(), Reference::builtin())?;
    let mut output = context.output()?;
    let found: Vec<&Record> =
        reading.records.iter().filter(|record| (record.start..record.end).contains(offset)).collect();
    for record in &found {
        figure(record, context, &mut output)?;
    }
    // SEAM: numbers that were rejected will say by which rule; now they only are not there.
    if found.is_empty() {
        let nothing = context.language.pick("der står intet nøgletal", "no figure stands");
        writeln!(output, "{}:{offset}: {nothing}", plain(&file.to_string_lossy()))?;
    }
    output.finish()?;
    Ok(ExitCode::found(!found.is_empty()))
}

fn figure(record: &Record, context: &Context, output: &mut Output) -> Outcome<()> {
    let language = context.language;
    writeln!(output, "{} ({}–{}{})", plain(&record.number), record.start, record.end, language.page(record.page))?;
    writeln!(output, "  {}", plain(&record.quote))?;
    writeln!(
        output,
        "  {} {} = {} {} · {} · {} · {}",
        record.indicator,
        record.statistic,
        language.value(record),
        record.unit,
        language.municipality(record.municipality.as_ref()),
        record.period.map_or_else(|| "–".to_owned(), |period| period.to_string()),
        record.status,
    )?;
    writeln!(output, "  {}:", language.pick("Regler", "Rules"))?;
    for (index, rule) in record.rules.iter().enumerate() {
        writeln!(output, "  {:3}. {rule}", index + 1)?;
    }
    for check in &record.checks {
        let outcome =
            if check.holds { language.pick("stemmer", "holds") } else { language.pick("stemmer ikke", "fails") };
        writeln!(output, "  {}: {outcome}", check.name)?;
    }
    Ok(())
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
