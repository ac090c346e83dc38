//! Deciding figure by figure at a terminal.
//!
//! Takes lines that a person types, prints what there is to decide about. Each decision is in the ledger before the next
//! figure shows, so nothing is lost however the session ends. An empty reason takes a decision back before it is made.

use std::io::{self, BufRead, Write};

use super::{
    Desk,
    list::{because, paragraph, quoted, reading},
    queue::{Item, Queue},
};
use crate::{
    cli::{
        Context,
        exit::{ExitCode, Outcome},
        output::Output,
        terminal::{highlight, plain, width},
    },
    decision::{Decision, Draft, FIELDS, Verdict, confirmed, correct, current},
    figure::Record,
    present::{self, Lang},
    reference::Reference,
};

/// Goes through the queue with whoever sits at the terminal.
pub(super) fn run(desk: Desk, queue: Queue, name: Option<String>, context: &Context, mut output: Output) -> Outcome {
    let look = Look { lang: context.lang, width: width(&output), marks: marks(highlight(output.is_coloured())) };
    let mut session = Session { input: io::stdin().lock(), output: &mut output, desk, name, look, context };
    session.all(queue.items)?;
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
    Decided(Box<Decision>),
    On,
    Back,
    Stay,
    End,
}

impl<R: BufRead, W: Write> Session<'_, R, W> {
    fn all(&mut self, mut items: Vec<Item>) -> Outcome<()> {
        let (mut at, mut made) = (0, 0);
        while let Some(item) = items.get(at) {
            self.show(item, at + 1, items.len())?;
            let next = loop {
                match self.answer(item)? {
                    Next::Stay => {}
                    next => break next,
                }
            };
            match next {
                Next::Decided(decision) => {
                    made += 1;
                    // Who comes back sees what was decided.
                    let figure = Record { decision: Some(decision.mark()), ..decision.figure.clone() };
                    items[at] = Item::Decided { decision: *decision, figure };
                    at += 1;
                }
                Next::On => at += 1,
                Next::Back => at = at.saturating_sub(1),
                Next::Stay | Next::End => break,
            }
        }
        let what = self.look.lang.pick("afgørelser skrevet", "decisions written");
        Ok(writeln!(self.output, "\n{what}: {made} ({})", self.desk.ledger.path().display())?)
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
                return Ok(writeln!(self.output, "{}", paragraph(item, width, marks, lang))?);
            }
        }
        writeln!(self.output, "{}\n  {}", quoted(figure, width, marks), reading(figure, lang))?;
        Ok(())
    }

    /// Asks what is to be done with an item, and does it.
    fn answer(&mut self, item: &Item) -> Outcome<Next> {
        let Some(key) = self.ask(&menu(item, self.look.lang))? else { return Ok(Next::End) };
        let figure = || item.figure().clone();
        let decided = match (key.to_lowercase().as_str(), item) {
            ("s" | "", _) => return Ok(Next::On),
            ("b", _) => return Ok(Next::Back),
            ("q", _) => return Ok(Next::End),
            ("o", _) => {
                self.open(item)?;
                return Ok(Next::Stay);
            }
            ("y", Item::Stale { decision, now, .. }) => self.confirm(decision, now.as_ref())?,
            ("t", Item::Stale { .. } | Item::Disputed { .. } | Item::Decided { .. }) => {
                self.decide(item, Verdict::Retire, figure())?
            }
            ("a", Item::Open { .. } | Item::Disputed { .. } | Item::Decided { .. }) => {
                self.decide(item, Verdict::Accept, figure())?
            }
            ("r", Item::Open { .. } | Item::Disputed { .. } | Item::Decided { .. }) => {
                self.decide(item, Verdict::Reject, figure())?
            }
            ("c", Item::Open { .. } | Item::Disputed { .. } | Item::Decided { .. }) => {
                match self.corrected(item.figure())? {
                    Some(figure) => self.decide(item, Verdict::Correct, figure)?,
                    None => None,
                }
            }
            _ => {
                writeln!(self.output, "{}", self.look.lang.pick("tast et af bogstaverne", "type one of the letters"))?;
                None
            }
        };
        Ok(decided.map_or(Next::Stay, |decision| Next::Decided(Box::new(decision))))
    }

    /// Writes a decision; gives it, unless it was taken back.
    fn decide(&mut self, item: &Item, verdict: Verdict, figure: Record) -> Outcome<Option<Decision>> {
        let Some(reason) = self.reason()? else { return Ok(None) };
        let draft = Draft { verdict, figure, reason };
        let drafts = match item {
            Item::Disputed { .. } => draft.ending_a_dispute(),
            _ => vec![draft],
        };
        Ok(self.write(drafts)?.pop())
    }

    fn confirm(&mut self, decision: &Decision, now: Option<&Record>) -> Outcome<Option<Decision>> {
        let Some(reason) = self.reason()? else { return Ok(None) };
        match confirmed(decision, now, &reason) {
            // The first is about what stands there now, the second ends the old one.
            Ok(drafts) => Ok(self.write(drafts.into())?.into_iter().next()),
            Err(refused) => {
                writeln!(self.output, "{refused}")?;
                Ok(None)
            }
        }
    }

    fn write(&mut self, drafts: Vec<Draft>) -> Outcome<Vec<Decision>> {
        if self.name.is_none() {
            self.name = self.ask(self.look.lang.pick("dit navn", "your name"))?.filter(|name| !name.is_empty());
        }
        let Some(name) = &self.name else { return Ok(Vec::new()) };
        Ok(self.desk.decide(name, drafts, self.context)?)
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
                match if typed.is_empty() { Ok(()) } else { correct(&mut figure, field, &typed, Reference::in_use()) } {
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
            writeln!(self.output, "  {}", present::check(&check.name, check.holds, lang))?;
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

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::atomic::AtomicBool};

    use super::*;
    use crate::{
        cli::log::{Log, LogFormat},
        decision::{Ledger, doubt},
        index::{Index, Options, Wanted, reindex},
        isolation::Isolation,
        progress::Silent,
    };

    const NOTE: &str =
        "Greve Kommune\n\nEn rådgiver har i gennemsnit 31 sager i 2018. Der er 24 anbragte børn i 2018.\n";

    fn index(folder: &Path) -> Index {
        let (documents, index) = (folder.join("docs"), folder.join("index"));
        std::fs::create_dir(&documents).expect("a folder");
        std::fs::write(documents.join("greve.txt"), NOTE).expect("a file");
        let interrupted = AtomicBool::new(false);
        let options = Options::new(&Isolation::InProcess, &Silent, &interrupted);
        reindex(&[documents], &index, &options).expect("indexed");
        Index::open(&index).expect("an index")
    }

    /// What a person sees who types some lines, and the ledger afterwards.
    fn typed(lines: &str) -> (String, Vec<Decision>) {
        let folder = tempfile::tempdir().expect("a folder");
        let index = index(folder.path());
        let open = |figure: Record| Item::Open { doubt: doubt(&figure, &Default::default()), figure };
        let items: Vec<Item> =
            index.records(&Wanted::default()).expect("figures").map(|figure| open(figure.expect("a figure"))).collect();
        let ledger = Ledger::empty(&folder.path().join("decisions.jsonl"));
        let context = Context {
            lang: Lang::En,
            quiet: true,
            output: None,
            decisions: None,
            command: String::new(),
            log: Log::new(LogFormat::Text),
        };
        let look = Look { lang: Lang::En, width: 80, marks: marks(("", "")) };
        let mut output = Vec::new();
        let desk = Desk { index, ledger };
        let mut session =
            Session { input: lines.as_bytes(), output: &mut output, desk, name: None, look, context: &context };
        session.all(items).expect("a session");
        let decisions = session.desk.ledger.decisions().to_vec();
        (String::from_utf8(output).expect("text"), decisions)
    }

    #[test]
    fn figure_by_figure() {
        let (seen, decisions) = typed("a\nSee annex 2\nAnne\nr\nNo count of ours\n");
        assert!(seen.contains("En rådgiver har i gennemsnit [31] sager i 2018."), "{seen}");
        let said: Vec<_> = decisions.iter().map(|one| (one.verdict, one.name.as_str(), one.reason.as_str())).collect();
        assert_eq!(said, [(Verdict::Accept, "Anne", "See annex 2"), (Verdict::Reject, "Anne", "No count of ours")]);
    }

    #[test]
    fn a_correction_asks_again_where_a_field_cannot_hold_what_was_typed() {
        let (seen, decisions) = typed("c\n1.500\n25\n\n\n\n\n\n\nwish\ntarget\n\nA goal\nAnne\nq\n");
        assert!(seen.contains("“1.500” is no value") && seen.contains("“wish” is no status"), "{seen}");
        let [decision] = &decisions[..] else { panic!("one decision: {seen}") };
        assert_eq!((current(&decision.figure, "value"), decision.figure.status.name()), ("25".to_owned(), "target"));
    }

    #[test]
    fn nothing_is_decided_without_a_reason_and_a_name() {
        assert_eq!(typed("a\n\nr\n").1, []);
        assert_eq!(typed("a\nSee annex 2\n\nq\n").1, []);
        assert_eq!(typed("c\n25\n").1, [], "the input ended");
    }

    #[test]
    fn who_comes_back_sees_what_was_decided_and_can_end_it() {
        let (seen, decisions) = typed("a\nSee annex 2\nAnne\nb\nt\nA mistake\no\nt\nq\n");
        assert!(seen.contains("accepted by Anne") && seen.contains("type one of the letters"), "{seen}");
        assert!(seen.contains("indicator: counted noun"), "its rules: {seen}");
        let verdicts: Vec<Verdict> = decisions.iter().map(|one| one.verdict).collect();
        assert_eq!(verdicts, [Verdict::Accept, Verdict::Retire]);
    }
}
