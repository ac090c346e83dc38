//! Deciding figure by figure at a terminal.
//!
//! Takes lines that a person types, prints what there is to decide about. Each decision is in the ledger before the next
//! figure shows, so nothing is lost however the session ends. An empty reason takes a decision back before it is made.

use std::io::{self, BufRead, Write};

use super::{
    Desk,
    list::{because, paragraph, reading},
    queue::{Item, Queue},
};
use crate::{
    cli::{
        Context,
        exit::{ExitCode, Outcome},
        output::Output,
        terminal::{highlight, plain, width, wrap},
    },
    decision::{Draft, FIELDS, Verdict, confirmed, correct, current},
    figure::Record,
    present::{self, Lang},
    reference::Reference,
};

/// Goes through the queue with whoever sits at the terminal.
pub(super) fn run(desk: Desk, queue: Queue, name: Option<String>, context: &Context, mut output: Output) -> Outcome {
    let look = Look { lang: context.lang, width: width(&output), marks: marks(highlight(output.is_coloured())) };
    let mut session = Session { input: io::stdin().lock(), output: &mut output, desk, name, look, context };
    session.all(&queue.items)?;
    output.finish()?;
    Ok(ExitCode::Done)
}

/// Without colours the number stands in brackets.
fn marks((open, close): (&'static str, &'static str)) -> [&'static str; 2] {
    if open.is_empty() { ["[", "]"] } else { [open, close] }
}

/// How things are shown.
struct Look {
    lang: Lang,
    width: usize,
    marks: [&'static str; 2],
}

struct Session<'a, R, W> {
    input: R,
    output: W,
    desk: Desk,
    name: Option<String>,
    look: Look,
    context: &'a Context,
}

/// Where to go after an answer.
enum Next {
    On,
    Back,
    Stay,
    End,
}

impl<R: BufRead, W: Write> Session<'_, R, W> {
    fn all(&mut self, items: &[Item]) -> Outcome<()> {
        let mut at = 0;
        let mut made = 0;
        while let Some(item) = items.get(at) {
            self.show(item, at + 1, items.len())?;
            loop {
                match self.answer(item, &mut made)? {
                    Next::On => at += 1,
                    Next::Back => at = at.saturating_sub(1),
                    Next::End => at = items.len(),
                    Next::Stay => continue,
                }
                break;
            }
        }
        let what = self.look.lang.pick("afgørelser skrevet i", "decisions written to");
        Ok(writeln!(self.output, "\n{made} {what} {}", self.desk.ledger.path().display())?)
    }

    fn show(&mut self, item: &Item, number: usize, of: usize) -> Outcome<()> {
        let Look { lang, width, marks } = self.look;
        let figure = item.figure();
        write!(self.output, "\n{number}/{of} · ")?;
        match item {
            Item::Open { doubt, .. } => {
                let place = plain(&present::place(&figure.doc, figure.page, lang));
                writeln!(self.output, "{place} · {} {}", lang.pick("tvivl", "doubt"), because(doubt, lang))?;
            }
            Item::Decided { decision, .. } => writeln!(self.output, "{}", present::decided(&decision.mark(), lang))?,
            Item::Stale { .. } | Item::Disputed { .. } => {
                return Ok(writeln!(self.output, "{}", paragraph(item, width, lang))?);
            }
        }
        // Marked after control characters are gone, since the marks may be some.
        let quote = present::marked(&plain(&figure.quote), &plain(&figure.number), marks);
        writeln!(self.output, "{}\n  {}", wrap(&quote, width, 4), reading(figure, lang))?;
        Ok(())
    }

    /// Asks what is to be done with an item, and does it.
    fn answer(&mut self, item: &Item, made: &mut usize) -> Outcome<Next> {
        let stale = matches!(item, Item::Stale { .. });
        let Some(key) = self.ask(&menu(item, self.look.lang))? else { return Ok(Next::End) };
        let decided = match key.to_lowercase().as_str() {
            "s" | "" => return Ok(Next::On),
            "b" => return Ok(Next::Back),
            "q" => return Ok(Next::End),
            "o" => {
                self.open(item)?;
                return Ok(Next::Stay);
            }
            "a" if !stale => self.decide(item, Verdict::Accept, item.figure().clone())?,
            "r" if !stale => self.decide(item, Verdict::Reject, item.figure().clone())?,
            "c" if !stale => match self.corrected(item.figure())? {
                Some(figure) => self.decide(item, Verdict::Correct, figure)?,
                None => 0,
            },
            "y" if stale => self.confirm(item)?,
            "t" if !matches!(item, Item::Open { .. }) => self.decide(item, Verdict::Retire, item.figure().clone())?,
            _ => {
                writeln!(self.output, "{}", self.look.lang.pick("tast et af bogstaverne", "type one of the letters"))?;
                return Ok(Next::Stay);
            }
        };
        *made += decided;
        Ok(if decided > 0 { Next::On } else { Next::Stay })
    }

    /// Writes a decision; how many lines that made, none where it was taken back.
    fn decide(&mut self, item: &Item, verdict: Verdict, figure: Record) -> Outcome<usize> {
        let Some(reason) = self.reason()? else { return Ok(0) };
        let draft = Draft { verdict, figure, reason };
        let drafts = match item {
            Item::Disputed { .. } => draft.ending_a_dispute(),
            _ => vec![draft],
        };
        self.write(drafts)
    }

    fn confirm(&mut self, item: &Item) -> Outcome<usize> {
        let Item::Stale { decision, now, .. } = item else { return Ok(0) };
        let Some(reason) = self.reason()? else { return Ok(0) };
        match confirmed(decision, now.as_ref(), &reason) {
            Ok(drafts) => self.write(drafts.into()),
            Err(refused) => {
                writeln!(self.output, "{refused}")?;
                Ok(0)
            }
        }
    }

    fn write(&mut self, drafts: Vec<Draft>) -> Outcome<usize> {
        if self.name.is_none() {
            self.name = self.ask(self.look.lang.pick("dit navn", "your name"))?.filter(|name| !name.is_empty());
        }
        let Some(name) = &self.name else { return Ok(0) };
        Ok(self.desk.decide(name, drafts, self.context)?.len())
    }

    fn reason(&mut self) -> Outcome<Option<String>> {
        let question = self.look.lang.pick("begrundelse (tom: fortryd)", "reason (empty: take it back)");
        Ok(self.ask(question)?.filter(|reason| !reason.is_empty()))
    }

    /// The figure put right field by field; nothing where the input ends.
    fn corrected(&mut self, figure: &Record) -> Outcome<Option<Record>> {
        let mut figure = Record { decision: None, ..figure.clone() };
        let keep =
            self.look.lang.pick("tom linje beholder det, der står i []", "an empty line keeps what stands in []");
        writeln!(self.output, "{keep}")?;
        for field in FIELDS {
            loop {
                let Some(typed) = self.ask(&format!("  {field} [{}]", plain(&current(&figure, field))))? else {
                    return Ok(None);
                };
                match if typed.is_empty() { Ok(()) } else { correct(&mut figure, field, &typed, Reference::builtin()) }
                {
                    Ok(()) => break,
                    Err(refused) => {
                        let hint = refused.advice().map(|hint| format!("; {hint}")).unwrap_or_default();
                        writeln!(self.output, "  {refused}{hint}")?;
                    }
                }
            }
        }
        writeln!(self.output, "  {}", reading(&figure, self.look.lang))?;
        Ok(Some(figure))
    }

    /// What decided a figure, and where to see it in its document.
    fn open(&mut self, item: &Item) -> Outcome<()> {
        let lang = self.look.lang;
        let figure = match item {
            Item::Stale { now: Some(now), .. } => now,
            _ => item.figure(),
        };
        writeln!(self.output, "  {}: {}", lang.pick("Regler", "Rules"), figure.rules.join(" → "))?;
        for check in &figure.checks {
            let outcome = if check.holds { lang.pick("stemmer", "holds") } else { lang.pick("stemmer ikke", "fails") };
            writeln!(self.output, "  {}: {outcome}", check.name)?;
        }
        let entries = self.desk.index.entries()?;
        if let Some(file) = entries.iter().filter(|one| one.key == figure.document_id).find_map(|one| one.files.first())
        {
            let inside: String = file.members.iter().map(|member| format!("!/{member}")).collect();
            writeln!(self.output, "  nogletal explain '{}{inside}:{}'", plain(&file.path), figure.start)?;
        }
        Ok(())
    }

    /// A line that is typed after a question; nothing at the end of the input.
    fn ask(&mut self, question: &str) -> Outcome<Option<String>> {
        write!(self.output, "{question}> ")?;
        self.output.flush()?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line)?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }
}

/// What can be typed about an item.
fn menu(item: &Item, lang: Lang) -> String {
    let accept = lang.pick("a godkend · c ret · r afvis", "a accept · c correct · r reject");
    let retire = lang.pick("t træk afgørelsen tilbage", "t retire the decision");
    let (first, second) = match item {
        Item::Open { .. } => (accept, None),
        Item::Disputed { .. } | Item::Decided { .. } => (accept, Some(retire)),
        Item::Stale { .. } => (lang.pick("y gælder stadig", "y still holds"), Some(retire)),
    };
    let rest = lang.pick("s spring over · b tilbage · o regler · q slut", "s skip · b back · o rules · q quit");
    [Some(first), second, Some(rest)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
