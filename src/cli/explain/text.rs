//! An explanation as people read it: what the number is, then how that was found out.

use std::io::Write as _;

use super::{
    super::{
        exit::Outcome,
        language::municipality,
        output::Output,
        terminal::{plain, width, wrap},
    },
    number::{Number, Refused},
    reason, trail,
};
use crate::{
    figure::{Record, Step, rule},
    present::{self, Lang},
};

/// Prints one number.
pub(super) fn number(number: &Number, lang: Lang, output: &mut Output) -> Outcome<()> {
    let place = present::place(&format!("{}–{}", number.start, number.end), number.page, lang);
    writeln!(output, "{} ({place})", plain(&number.number))?;
    let width = width(output);
    writeln!(output, "{}", wrap(&plain(&number.quote), width, 4))?;
    if let Some(record) = &number.figure {
        writeln!(output, "{}", wrap(&outcome(record, lang), width, 2))?;
    }
    if let Some(refused) = &number.refused {
        none(refused, lang, width, output)?;
        if let Some(taken) = taken_away(number, lang) {
            writeln!(output, "{}", wrap(&taken, width, 4))?;
        }
    }
    writeln!(output, "\n  {}:", lang.pick("Prøvede regler, i rækkefølge", "Rules tried, in order"))?;
    write!(output, "{}", trail::steps(&number.tried, lang, width))?;
    if let Some(record) = &number.figure {
        writeln!(output, "\n  {}:", lang.pick("Felter og deres regler", "Fields and their rules"))?;
        for (field, value, rules) in trail::fields(record, &number.tried, lang) {
            let rules = if rules.is_empty() { String::new() } else { format!("[{}]", rules.join("; ")) };
            let value = wrap(&plain(&format!("{value} {rules}")), width, 18);
            writeln!(output, "    {field:<13} {}", value.trim_start())?;
        }
        sure(record, &number.tried, lang, output)?;
    }
    Ok(())
}

/// What the figure is, in one line.
fn outcome(record: &Record, lang: Lang) -> String {
    format!(
        "{}: {} {} = {} · {} · {} · {}",
        lang.pick("nøgletal", "figure"),
        record.indicator,
        record.statistic,
        present::value(record, lang),
        municipality(record.municipality.as_ref(), lang),
        record.period.map_or_else(|| "–".to_owned(), |period| present::period(period, lang)),
        present::status(record.status, lang),
    )
}

fn none(refused: &Refused, lang: Lang, width: usize, output: &mut Output) -> Outcome<()> {
    let because = reason::because(&refused.reason, lang);
    let line = format!("{}: {because}", lang.pick("intet nøgletal", "no figure"));
    writeln!(output, "{}", wrap(&line, width, 2))?;
    for line in reason::words(&refused.reason, &refused.text, lang) {
        writeln!(output, "{}", wrap(&line, width, 4))?;
    }
    Ok(())
}

/// Which rule took away what another had found.
fn taken_away(number: &Number, lang: Lang) -> Option<String> {
    let (given, taken) = trail::taken_away(&number.tried)?;
    let says = rule(taken).map(|note| format!(": {}", lang.pick(note.danish, note.english))).unwrap_or_default();
    Some(match lang {
        Lang::Da => format!("reglen “{given}” passede, men “{taken}” tog det væk igen{says}"),
        Lang::En => format!("the rule “{given}” fitted, but “{taken}” took it away again{says}"),
    })
}

/// How sure the figure is, what made it so, and the arithmetic that it took part in.
fn sure(record: &Record, tried: &[Step], lang: Lang, output: &mut Output) -> Outcome<()> {
    let number = |confidence: f64| {
        let written = format!("{confidence:.2}");
        if lang.is_danish() { written.replace('.', ",") } else { written }
    };
    let raw = trail::confidences(tried);
    let told: Vec<String> = raw.iter().map(|(rule, sure)| format!("{} [{rule}]", number(*sure))).collect();
    let line = format!(
        "{}: {}{}",
        lang.pick("Sikkerhed", "Confidence"),
        number(record.confidence),
        if told.is_empty() { String::new() } else { format!(" ← {}", told.join(", ")) }
    );
    writeln!(output, "{}", wrap(&line, width(output), 2))?;
    for check in &record.checks {
        let came_out = present::check(&check.name, check.holds, lang);
        writeln!(output, "  {}: {came_out}", lang.pick("Kontrol", "Check"))?;
    }
    Ok(())
}
