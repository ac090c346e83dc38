//! `nogletal explain`: why a number is, or is not, a figure, and every rule that was tried on it.

mod decided;
mod number;
mod reason;
mod text;
mod trail;

use std::{io::Write as _, path::PathBuf, str::FromStr};

use clap::ValueEnum;

use self::number::Number;
pub(super) use self::reason::{because, speaks};
use super::{
    Context, GUIDE, Languages,
    exit::{ExitCode, Outcome},
    output::Output,
    terminal::{plain, width},
    text::source,
};
use crate::{Error, ErrorKind, Result, figure::rules, pipeline, present::Lang, reference::Reference};

/// The arguments of `nogletal explain`.
#[derive(clap::Args)]
#[command(
    before_help = "Examples:\n  nogletal explain strategi.txt:1042\n  nogletal explain --rules",
    after_help = GUIDE
)]
pub(super) struct Args {
    /// A document and a byte in it, as the records' `start` and `end` count
    #[arg(value_name = "FILE:OFFSET", required_unless_present = "rules")]
    place: Option<Place>,
    /// List every rule with what it says
    #[arg(long, conflicts_with = "place")]
    rules: bool,
    #[command(flatten)]
    languages: Languages,
    /// The form
    #[arg(long, default_value = "text")]
    format: Form,
}

/// The forms of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Jsonl,
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

/// Prints what the number at a place is and how that was found out, or the list of rules.
pub(super) fn run(args: &Args, context: &Context) -> Outcome {
    let mut output = context.output()?;
    let found = match &args.place {
        Some(place) => explain(place, args, context, &mut output)?,
        None => {
            list(args.format, context.lang, &mut output)?;
            true
        }
    };
    output.finish()?;
    Ok(ExitCode::found(found))
}

/// Prints the numbers at a place; whether there is any.
fn explain(place: &Place, args: &Args, context: &Context, output: &mut Output) -> Outcome<bool> {
    let Place { file, offset } = place;
    let limits = args.languages.limits();
    let reading = pipeline::read(&source(file)?, &limits, Reference::in_use())?;
    let document = &reading.document;
    let end = document.offsets.to_file(&document.text, document.text.len());
    if *offset >= end {
        return Err(beyond(place, end).into());
    }
    let numbers = Number::at(&reading, *offset, &limits);
    for number in &numbers {
        match args.format {
            Form::Text => text::number(number, context.lang, output)?,
            Form::Jsonl => {
                serde_json::to_writer(&mut *output, number)?;
                writeln!(output)?;
            }
        }
    }
    // What people decided stands even where no rule finds a number any more.
    let decided = args.format == Form::Text && decided::print(&reading, *offset, context, output)?;
    if numbers.is_empty() && !decided {
        let nothing = nothing(&number::nearest(document, *offset), context.lang);
        context.log.remark(&format!("{}:{offset}: {nothing}", plain(&file.to_string_lossy())));
    }
    Ok(!numbers.is_empty() || decided)
}

/// What is said where no number stands, with the places of the nearest.
fn nothing(nearest: &[usize], lang: Lang) -> String {
    let none = lang.pick("der står intet tal", "no number stands there");
    let places: Vec<String> = nearest.iter().map(usize::to_string).collect();
    if places.is_empty() {
        return none.to_owned();
    }
    let beside = lang.pick("de nærmeste cifre står ved", "the nearest digits stand at");
    format!("{none}; {beside} {}", places.join(lang.pick(" og ", " and ")))
}

fn beyond(place: &Place, end: usize) -> Error {
    let file = place.file.display();
    Error::new(ErrorKind::Usage, format!("{file} ends at {end}; {} lies beyond it", place.offset)).hint(
        "offsets are those of the records (“start”, “end”): bytes of a text file, of what “nogletal text” prints for every \
         other format",
    )
}

/// Every rule with what it says.
fn list(format: Form, lang: Lang, output: &mut Output) -> Outcome<()> {
    for note in rules() {
        if format == Form::Jsonl {
            serde_json::to_writer(&mut *output, note)?;
            writeln!(output)?;
        } else {
            let says = lang.pick(note.danish, note.english);
            writeln!(output, "{}", trail::noted(note.name, says, width(output)))?;
        }
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
