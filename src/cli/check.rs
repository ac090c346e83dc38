//! `nogletal indicators --check`: the examples of a catalogue, tried.
//!
//! Takes the reference data in use, prints each example that does not come out, with what was read instead and why. Those
//! of the program's own indicators are tried too: a word of the user's may take a number from one of them.

use std::{io::Write as _, path::Path};

use super::{
    Context,
    exit::{ExitCode, Outcome},
    explain::{because, speaks},
    output::Output,
    terminal::plain,
};
use crate::{
    figure::{Explanation, Failing, Reason, failing_examples},
    present::Lang,
    reference::Reference,
};

/// Tries the examples of all indicators in use.
pub(super) fn check(file: &Path, context: &Context) -> Outcome {
    let lang = context.lang;
    let (count, failing) = failing_examples(Reference::in_use());
    let mut output = context.output()?;
    for one in &failing {
        print(one, lang, &mut output)?;
    }
    output.finish()?;
    if !context.quiet {
        let fail = if failing.is_empty() {
            String::new()
        } else {
            format!(" · {} {}", lang.pick("forkerte", "wrong"), failing.len())
        };
        let right = lang.pick("eksempler stemmer", "examples hold");
        context.log.remark(&format!("{}: {} {right}{fail}", file.display(), count - failing.len()));
    }
    Ok(ExitCode::found(failing.is_empty()))
}

fn print(one: &Failing, lang: Lang, output: &mut Output) -> Outcome<()> {
    writeln!(output, "{}: “{}”", one.indicator, plain(&one.text))?;
    let nothing = lang.pick("intet", "nothing");
    let of = one.found.iter().filter(|figure| figure.indicator == one.indicator);
    let found: Vec<&str> = of.map(|figure| figure.span.of(&one.text)).collect();
    let found = if found.is_empty() { nothing.to_owned() } else { found.join(", ") };
    let wanted = one.wanted.as_deref().unwrap_or(nothing);
    writeln!(output, "  {} {wanted}, {} {found}", lang.pick("skal give", "should give"), lang.pick("giver", "gives"))?;
    for figure in &one.found {
        let decided = figure.rules.iter().filter(|rule| rule.starts_with("indicator")).copied();
        let (number, rules) = (figure.span.of(&one.text), decided.collect::<Vec<_>>().join("; "));
        writeln!(output, "  {number}: {} ({rules})", figure.indicator)?;
    }
    if let Some(Explanation { span, reason, .. }) = &one.reason {
        writeln!(output, "  {}: {}", span.of(&one.text), because(reason, lang))?;
        if let Reason::NoEvidence { words, .. } = reason {
            let mut lines: Vec<String> = words.iter().map(|word| speaks(word, &one.text, lang)).collect();
            lines.dedup();
            for line in lines {
                writeln!(output, "    {line}")?;
            }
        }
    }
    Ok(())
}
