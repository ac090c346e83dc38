//! `nogletal completions` and `nogletal man`: for the shell; and what was typed, for one.

use std::ffi::OsString;

use clap::CommandFactory as _;

use super::{
    Arguments, Context, GUIDE,
    exit::{ExitCode, Outcome},
};

/// The arguments of `nogletal completions`.
#[derive(clap::Args)]
#[command(
    before_help = "Example:\n  nogletal completions bash > ~/.local/share/bash-completion/completions/nogletal",
    after_help = GUIDE
)]
pub(super) struct CompletionArgs {
    /// The shell
    shell: clap_complete::Shell,
}

/// The arguments of `nogletal man`.
#[derive(clap::Args)]
#[command(before_help = "Example:\n  nogletal man > ~/.local/share/man/man1/nogletal.1", after_help = GUIDE)]
pub(super) struct ManArgs {}

/// Prints completions for a shell.
pub(super) fn completions(args: &CompletionArgs, context: &Context) -> Outcome {
    // Into memory first: the generator panics where a pipe breaks.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "nogletal", &mut script);
    put(&script, context)
}

/// Prints the manual page, the commands after the whole.
pub(super) fn man(_args: &ManArgs, context: &Context) -> Outcome {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
        clap_mangen::Man::new(one.clone()).render(&mut page)?;
    }
    put(&page, context)
}

/// What was typed, as it can be typed again: the program's plain name, and quotes around what a shell would take apart.
pub(super) fn quoted(arguments: &[OsString]) -> String {
    let mut quoted = vec!["nogletal".to_owned()];
    let mut rest = arguments.iter().skip(1).map(|one| one.to_string_lossy());
    while let Some(one) = rest.next() {
        // Where it was written to says nothing of what it is.
        if one == "--output" || one == "-o" {
            rest.next();
        } else if !one.starts_with("--output=") {
            quoted.push(word(&one));
        }
    }
    quoted.join(" ")
}

fn word(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:,=+%@".contains(letter);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

fn put(bytes: &[u8], context: &Context) -> Outcome {
    let mut output = context.output()?;
    std::io::Write::write_all(&mut output, bytes)?;
    output.finish()?;
    Ok(ExitCode::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_can_be_typed_again() {
        let typed =
            ["/usr/bin/nogletal", "compare", "--municipality", "Faxe,Høje-Taastrup", "--title", "Sagstal nu", ""];
        let typed = typed.map(OsString::from);
        assert_eq!(quoted(&typed), "nogletal compare --municipality Faxe,Høje-Taastrup --title 'Sagstal nu' ''");
        let written =
            ["nogletal", "compare", "--output", "t.csv", "-o", "x", "--output=y", "--norm"].map(OsString::from);
        assert_eq!(quoted(&written), "nogletal compare --norm");
        assert_eq!(quoted(&["x", "it's $HOME", "a*b"].map(OsString::from)), r"nogletal 'it'\''s $HOME' 'a*b'");
    }
}
