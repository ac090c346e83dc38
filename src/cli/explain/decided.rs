//! What people decided about the number at a place, which stands above what the rules read there.

use std::io::Write as _;

use crate::{
    cli::{
        Context,
        exit::Outcome,
        output::Output,
        review::reading,
        terminal::{plain, width, wrap},
    },
    decision::{Ruling, Settlement},
    pipeline::Reading,
    present,
};

/// Prints every decision about the number at a byte, the latest last; whether there is one.
pub(super) fn print(place: &Reading, offset: usize, context: &Context, output: &mut Output) -> Outcome<bool> {
    let ledger = context.ledger()?;
    let id = place.document.id.to_string();
    let decisions = ledger.by_document().remove(id.as_str()).unwrap_or_default();
    let Settlement { rulings, unclear, .. } = Settlement::of(place.records.clone(), &decisions, &place.source.name);
    let about = |ruling: &&Ruling| {
        let figures = ruling.read.iter().chain(ruling.decisions.iter().map(|decision| &decision.figure));
        figures.into_iter().any(|figure| (figure.start..figure.end).contains(&offset))
    };
    let applied: Vec<&Ruling> = rulings.iter().filter(about).collect();
    let left: Vec<&Ruling> = unclear.iter().filter(about).collect();
    let lang = context.lang;
    for (ruling, title) in applied
        .iter()
        .map(|ruling| {
            (ruling, lang.pick("Afgjort; den seneste afgørelse gælder", "Decided; the latest decision holds"))
        })
        .chain(left.iter().map(|ruling| {
            let why = lang.pick(
                "Afgjort, men ikke brugt: tallet kan ikke skelnes fra andre",
                "Decided, but not applied: the number cannot be told from others",
            );
            (ruling, why)
        }))
    {
        writeln!(output, "  {title}:")?;
        for decision in &ruling.decisions {
            let said = format!("{} · {}", present::decided(&decision.mark(), lang), reading(&decision.figure, lang));
            writeln!(output, "{}", wrap(&plain(&said), width(output), 4))?;
        }
    }
    Ok(!applied.is_empty() || !left.is_empty())
}
