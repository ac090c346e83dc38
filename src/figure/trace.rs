//! What was tried on one number, rule by rule.
//!
//! Takes the place of a number and something that reads its document, gives the [`Step`]s that the rules report of that
//! number meanwhile, on this thread. Where nobody watches, a report costs one look at a flag: nothing is made or kept.
//! Refuses reports about other numbers, and a second reading of the same sentence.

use std::cell::{Cell, RefCell};

use serde::Serialize;

use super::{Figure, RuleName};
use crate::{layout::Joined, quantity::Scan, span::Span};

/// How a rule that was tried came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It fits and decides.
    Yes,
    /// It does not fit.
    No,
    /// It fits and speaks against: it rejects the number or takes away what another rule made of it.
    Against,
}

/// A rule that was tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The rule.
    pub rule: RuleName,
    /// How it came out.
    pub verdict: Verdict,
    /// The word it hung on, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// How sure the number was then, before anything lowered it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// The number that is watched, and what was reported of it.
#[derive(Default)]
struct Watch {
    /// Where it stands in the document.
    number: Span,
    /// Where it stands in the sentence at work, if it stands there.
    here: Option<Span>,
    /// Whether the sentence at work was read.
    read: bool,
    steps: Vec<Step>,
}

thread_local! {
    static WATCH: RefCell<Option<Watch>> = const { RefCell::new(None) };
    /// Whether what is reported now is about the watched number.
    static HEARD: Cell<bool> = const { Cell::new(false) };
}

/// The rules that are tried on the number at a place while `read` reads its document, in order.
pub(super) fn watch(number: Span, read: impl FnOnce()) -> Vec<Step> {
    WATCH.set(Some(Watch { number, ..Watch::default() }));
    read();
    WATCH.take().map(|watch| watch.steps).unwrap_or_default()
}

/// A sentence is at work as long as this lives.
pub(super) struct AtWork;

/// Puts a sentence to work, whose broken words were mended.
pub(super) fn sentence(joined: &Joined<'_>, span: Span) -> AtWork {
    WATCH.with_borrow_mut(|watch| {
        if let Some(watch) = watch.as_mut().filter(|watch| watch.number.overlaps(span)) {
            let mended = |at: usize| joined.mended(at.clamp(span.start, span.end) - span.start);
            watch.here = Some(Span::new(mended(watch.number.start), mended(watch.number.end)));
            watch.read = false;
        }
    });
    AtWork
}

impl Drop for AtWork {
    fn drop(&mut self) {
        WATCH.with_borrow_mut(|watch| watch.iter_mut().for_each(|watch| watch.here = None));
    }
}

/// Whether the watched number stands at a place in the sentence at work.
pub(crate) fn is_at(span: Span) -> bool {
    WATCH.with_borrow(|watch| watch.as_ref().and_then(|watch| watch.here).is_some_and(|here| here.overlaps(span)))
}

/// Whether the watched number stands at a place in the document.
pub(super) fn is_in(span: Span) -> bool {
    WATCH.with_borrow(|watch| watch.as_ref().is_some_and(|watch| watch.number.overlaps(span)))
}

/// Which of some numbers of the sentence at work is watched; a sentence that is read again, for what it lost, is not
/// reported of again.
pub(super) fn watched(mut numbers: impl Iterator<Item = Span>) -> Option<usize> {
    WATCH.with_borrow_mut(|watch| {
        let watch = watch.as_mut().filter(|watch| !watch.read)?;
        let here = watch.here?;
        let index = numbers.position(|number| number.overlaps(here))?;
        watch.read = true;
        Some(index)
    })
}

/// Reports are about the watched number, or about none, as long as this lives.
pub(crate) struct Hearing(bool);

/// Says whether what is reported from here on is about the watched number.
pub(crate) fn hear(own: bool) -> Hearing {
    Hearing(HEARD.replace(own))
}

impl Drop for Hearing {
    fn drop(&mut self) {
        HEARD.set(self.0);
    }
}

/// Reports a rule, the word it hung on (empty for none), and how sure the number is by it.
#[inline]
pub(crate) fn report(rule: RuleName, verdict: Verdict, word: &str, confidence: Option<f64>) {
    if HEARD.get() {
        keep(rule, verdict, word, confidence);
    }
}

#[cold]
fn keep(rule: RuleName, verdict: Verdict, word: &str, confidence: Option<f64>) {
    WATCH.with_borrow_mut(|watch| {
        let Some(watch) = watch else { return };
        let word = Some(word.trim().to_owned()).filter(|word| !word.is_empty());
        let confidence = confidence.map(|confidence| (confidence * 1000.0).round() / 1000.0);
        watch.steps.push(Step { rule, verdict, word, confidence });
    });
}

/// Whether what is reported now is about the watched number: what a report needs is made only then.
#[inline]
pub(super) fn is_heard() -> bool {
    HEARD.get()
}

/// Reports whether a rule gave something, and hands that on.
#[inline]
pub(super) fn told<T>(rule: RuleName, given: Option<T>) -> Option<T> {
    report(rule, if given.is_some() { Verdict::Yes } else { Verdict::No }, "", None);
    given
}

/// Reports the rule that decided, unless it has just been reported.
pub(super) fn decided(rule: RuleName) {
    let last = WATCH.with_borrow(|watch| {
        let step = watch.as_ref().and_then(|watch| watch.steps.last());
        step.is_some_and(|step| step.rule == rule && step.verdict == Verdict::Yes)
    });
    if !last {
        report(rule, Verdict::Yes, "", None);
    }
}

/// Reports how sure arithmetic left a figure.
pub(super) fn checked(figure: &Figure) {
    let _heard = hear(is_in(figure.span));
    for check in &figure.checks {
        let (rule, verdict) = match check.holds {
            true => ("confidence: the arithmetic holds", Verdict::Yes),
            false => ("confidence: the arithmetic fails", Verdict::Against),
        };
        report(rule, verdict, &check.name, Some(figure.confidence));
    }
}

/// Reports what lowers a confidence, where it does, and to how much.
pub(super) fn doubt(rule: RuleName, confidence: f64, by: f64) {
    if by > 0.0 {
        report(rule, Verdict::Against, "", Some(confidence - by));
    }
}

/// Reports a rule that speaks against the number, which so is nothing.
pub(super) fn refuse<T>(rule: RuleName) -> Option<T> {
    report(rule, Verdict::Against, "", None);
    None
}

/// Reports whether a rule speaks against the number, and hands the answer on.
#[inline]
pub(crate) fn against(rule: RuleName, holds: bool) -> bool {
    report(rule, if holds { Verdict::Against } else { Verdict::No }, "", None);
    holds
}

/// Reports what the grammar of numbers made of the watched number in the sentence at work.
pub(super) fn scanned(scan: &Scan) {
    let Some(here) = WATCH.with_borrow(|watch| watch.as_ref().and_then(|watch| watch.here)) else { return };
    let _heard = hear(true);
    for rule in scan.quantities.iter().filter(|one| one.span.overlaps(here)).flat_map(|one| &one.rules) {
        report(rule, Verdict::Yes, "", None);
    }
    for rejected in scan.rejected.iter().filter(|one| one.span.overlaps(here)) {
        let last = WATCH.with_borrow(|watch| watch.as_ref().and_then(|watch| watch.steps.last().map(|step| step.rule)));
        if last != Some(rejected.rule) {
            report(rejected.rule, Verdict::Against, "", None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_about_the_watched_number_is_kept() {
        let rule = "indicator: counted noun";
        report(rule, Verdict::Yes, "", None);
        let steps = watch(Span::new(4, 6), || {
            report(rule, Verdict::No, "", None);
            let _heard = hear(is_in(Span::new(5, 9)));
            {
                let _other = hear(is_in(Span::new(6, 9)));
                against("against: too large or too small for it", true);
            }
            assert!(is_heard());
            assert_eq!(told(rule, Some(3)), Some(3));
        });
        let wanted = Step { rule, verdict: Verdict::Yes, word: None, confidence: None };
        assert_eq!(steps, [wanted]);
        assert!(!HEARD.get() && !is_in(Span::new(4, 6)));
    }
}
