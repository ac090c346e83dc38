//! The indicator of a cell: the row speaks first, then the column, the stub, the rows around it, the title.
//!
//! Takes what stands beside and above a cell, gives an indicator with how sure it is and the rule that found it. Refuses
//! a title's indicator to a row or a column that counts something else (`Helårspersoner`), and to shares of a population.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::{
    Reader, about,
    columns::{Column, Header},
    meaning::{Meaning, STARTS_TOTAL, TOTAL},
    units::CHILDREN,
};
use crate::{
    figure::{
        RuleName, Unit,
        trace::{self, Verdict},
        vocabulary::{Hit, Role},
    },
    layout::Origin,
    pattern::{Pattern, Regex, Words},
    reference::{
        Account, Takes,
        lexicon::{ANSWERS, OTHERS, alternation},
    },
};

/// A column of cases, and one of those who have them.
static CASES_HEAD: Pattern = Pattern::new(r"(?i)^(?:antal\s+)?(?:aktive\s+)?sager(?:\s+i\s+alt)?\b[^a-zæøå]*$");
static STAFF_HEAD: Pattern = Pattern::new(
    r"(?i)^(?:antal\s+)?(?:(?:social|familie)?rådgivere|sagsbehandlere|medarbejdere|årsværk|stillinger)\b",
);

static ANSWER_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^(?:{}|svar\b)", alternation(ANSWERS.iter().copied()))).expect("a pattern")
});
static OTHER: LazyLock<Words> = LazyLock::new(|| Words::new(OTHERS.iter().copied()));
static SPENT: Pattern = Pattern::new(r"(?i)\b(?:netto|brutto)?udgift(?:er|en|erne)?\b");
static PRICE: Pattern = Pattern::new(
    r"(?i)\b(?:gns\.?|gnsn\.?|gennemsnit\w*|enheds)[\s-]*(?:pris|udgift)|\b(?:helårs|års)(?:pris|takst)|\bkr\.?\s+pr\.?\s+(?:år|plads|anbr\p{L}+|helår\p{L}*)",
);
/// A column of prices: of one each of what its rows are.
pub(super) static PRICED_HEAD: Pattern =
    Pattern::new(r"(?i)^(?:gns\.?\s+|gennemsnitlig\p{L}*\s+)?(?:pris(?:en|er)?|takst(?:en|er)?)\b");
static WAITING: Pattern = Pattern::new(r"(?i)\bventeliste|\bventetid");
/// A rate of a population: no count, whatever it is a rate of.
static RATE: Pattern = Pattern::new(
    r"(?i)\bpr\.?\s*(?:100|1\.?000|10\.?000|1\.000)\b|\bpr\.?\s+(?:barn|borger|elev|familie|indbygger|person|ung)\b|\bpromille\b",
);

/// How many rows beside one are asked what they are about.
const SIBLINGS: usize = 12;
/// How many rows above one of children may say what happened to them.
const NEAR: usize = 6;

/// The rule of a row in a table that sets what is spent against what is saved.
pub(super) const SPENT_AGAINST_SAVED: RuleName = "indicator: spent against saved";

/// An indicator's place in the catalogue, how sure it is, and the rule that found it.
pub(super) type Named = (usize, f64, RuleName);

/// A cell whose indicator is asked for.
pub(super) struct Question<'a> {
    pub reader: &'a Reader<'a>,
    pub row: usize,
    pub head: Option<&'a Column>,
    pub header: &'a Header,
    pub takes: Takes,
    /// Whether the cell itself says that it holds money.
    pub amount: bool,
    /// Whether the number is below zero.
    pub negative: bool,
    /// What the rows above were about, where the row may be their total.
    pub group: Option<&'a Meaning>,
}

impl Question<'_> {
    fn label(&self) -> &str {
        self.reader.label(self.row)
    }

    fn column(&self) -> &str {
        self.head.map_or("", |head| head.text.as_str())
    }

    fn code(&self, index: usize) -> &str {
        self.reader.reference.catalogue.all()[index].code.as_str()
    }

    fn position(&self, code: &str) -> Option<usize> {
        let catalogue = &self.reader.reference.catalogue;
        catalogue.position(code).filter(|index| catalogue.all()[*index].takes(self.takes))
    }

    /// The first indicator that a text names; by a weak word only where `weak` allows it.
    fn find(&self, text: &str, weak: bool) -> Option<usize> {
        if text.is_empty() {
            return None;
        }
        let catalogue = &self.reader.reference.catalogue;
        let hits = self.reader.hits(text);
        let needs_met = |of: Option<usize>| {
            of.is_some_and(|index| catalogue.all()[index].needs.is_empty())
                || hits.iter().any(|hit| hit.role == Role::Need && hit.indicator == of)
        };
        let role = |hit: &&Hit| {
            matches!(hit.role, Role::Trigger)
                || weak && hit.role == Role::Weak
                || hit.role == Role::Counted && self.takes == Takes::Count && needs_met(hit.indicator)
        };
        let countered = |index: usize| {
            hits.iter().any(|hit| hit.role == Role::Counter && hit.indicator.is_none_or(|of| of == index))
        };
        let fits = |index: &usize| catalogue.all()[*index].takes(self.takes) && !countered(*index);
        hits.iter().filter(role).filter_map(|hit| hit.indicator).find(fits)
    }

    /// Whether an indicator is one that a column's head can make of any row.
    fn accounts(&self, index: usize) -> bool {
        matches!(self.code(index), "budget" | "expenditure" | "unit_cost" | "net_change")
    }

    /// The indicator of the cell.
    pub(super) fn answer(&self) -> Option<Named> {
        // In a survey's table a column of answers counts answers, whatever the question in the row is about.
        let answers = self.header.count(&ANSWER_HEAD);
        if self.takes != Takes::Money && (answers >= 2 || answers == 1 && self.reader.facts.surveyed.reported) {
            return self.by("indicator: answers counted", 0.85, self.column(), self.position("survey_response"));
        }
        if [self.label(), self.column()].iter().any(|text| RATE.is_match(text)) && self.takes != Takes::Money {
            return trace::refuse("against: a rate of so many");
        }
        // Who waits for a psychologist is no psychologist.
        if self.takes == Takes::Count && self.reader.titles.first().is_some_and(|title| WAITING.is_match(title)) {
            return trace::refuse("against: those who wait");
        }
        let near = self.near();
        // What a table's arithmetic says of its rows goes before their words, unless they are prices.
        let own = near.is_some_and(|(index, ..)| matches!(self.code(index), "unit_cost" | "deficit"));
        let effect = self.effect().filter(|_| !own);
        effect.or(near).or_else(|| self.weakly()).or_else(|| self.above())
    }

    /// Reports whether a rule names an indicator, by which word of a text, and hands it on.
    fn by(&self, rule: RuleName, confidence: f64, text: &str, found: Option<usize>) -> Option<Named> {
        if trace::is_heard() {
            let hits = self.reader.hits(text);
            let word = found.and_then(|index| hits.iter().find(|hit| hit.indicator == Some(index)));
            let verdict = if found.is_some() { Verdict::Yes } else { Verdict::No };
            let sure = found.map(|_| confidence);
            trace::report(rule, verdict, word.map_or("", |hit| hit.span.of(text)), sure);
        }
        found.map(|index| (index, confidence, rule))
    }

    /// What the row is in a table that sets what is spent against what is saved.
    fn effect(&self) -> Option<Named> {
        let code = self.reader.effects[self.row].filter(|_| self.takes == Takes::Money)?;
        self.by(SPENT_AGAINST_SAVED, 0.84, self.label(), self.position(code))
    }

    /// What the row, the column or the stub say by a strong word.
    fn near(&self) -> Option<Named> {
        let priced = PRICED_HEAD.is_match(self.column()) && !TOTAL.is_match(self.column());
        if self.takes == Takes::Money
            && (priced || [self.column(), self.label()].iter().any(|text| PRICE.is_match(text)))
        {
            return self.by("indicator: a price on average", 0.88, self.column(), self.position("unit_cost"));
        }
        let strong = self.find(self.label(), false);
        let account = self.by("indicator: a budget's column", 0.88, self.column(), self.account(strong));
        if account.is_some() {
            return account;
        }
        // A column that says “udgift pr. sag” makes the cell that, whatever the row counts.
        let budgeted = self.head.is_some_and(|head| head.account.is_some());
        let column = if budgeted { None } else { self.find(self.column(), false) };
        let deciding = column.filter(|index| self.takes == Takes::Money && self.accounts(*index));
        let deciding = deciding.filter(|_| strong.is_none_or(|index| !self.accounts(index)));
        if deciding.is_some() {
            return self.by("indicator: the column's head", 0.88, self.column(), deciding);
        }
        // “Døgninstitutionen” in a row has so many places, and no children, below “Pladser”.
        let strong = strong.filter(|_| column.is_some() || !self.column_counts_other());
        if let Some(found) = self.by("indicator: the row's label", 0.9, self.label(), strong) {
            return Some(found);
        }
        let whole = self.whole().or_else(|| self.notified()).filter(|_| self.takes != Takes::Money);
        if let Some(found) = self.by("indicator: the row that it is a part of", 0.84, "", whole) {
            return Some(found);
        }
        // “Supervision” among the rows that “Investering i alt” adds up is an investment.
        let total =
            self.reader.totals[self.row].and_then(|total| self.find(total, false).or_else(|| self.siblings(total)));
        // So is a row of counts, unless it or its column counts something of its own.
        let total = total.filter(|_| self.takes == Takes::Money || self.takes == Takes::Count && !self.counts_other());
        if let Some(found) = self.by("indicator: the total that it is a part of", 0.88, "", total) {
            return Some(found);
        }
        let stub = self.find(&self.header.stub, false).filter(|index| self.accounts(*index));
        if let Some(found) = self.by("indicator: the head above the row labels", 0.86, &self.header.stub, stub) {
            return Some(found);
        }
        if let Some(found) = self.by("indicator: the column's head", 0.86, self.column(), column) {
            return Some(found);
        }
        let group = self.reader.groups[self.row].filter(|_| !self.counts_other()).unwrap_or_default();
        self.by("indicator: the group of rows", 0.84, group, self.find(group, false))
    }

    /// What the other rows are about that the same total adds up, where they agree.
    fn siblings(&self, total: &str) -> Option<usize> {
        let reader = self.reader;
        let rows = (0..reader.labels.len())
            .filter(|&row| row != self.row && reader.totals[row].is_some_and(|one| std::ptr::eq(one, total)));
        let mut named = rows.take(SIBLINGS).filter_map(|row| self.find(reader.label(row), false));
        let first = named.next().filter(|_| self.takes == Takes::Count)?;
        named.all(|other| other == first).then_some(first)
    }

    /// What the row is about that this one is a part of: `Heraf akutte` below `Underretninger`.
    fn whole(&self) -> Option<usize> {
        let whole = self.reader.wholes[self.row];
        (whole != self.row && !self.column_counts_other()).then(|| self.find(self.reader.label(whole), false)).flatten()
    }

    /// “Antal børn” below a row of notifications are those who were notified about.
    fn notified(&self) -> Option<usize> {
        let index = self.position("notifications").filter(|_| CHILDREN.is_match(self.label()))?;
        let above = self.reader.labels[..self.row].iter().rev().take(NEAR);
        above.into_iter().any(|label| self.find(label, false) == Some(index)).then_some(index)
    }

    /// An amount in a budget's column, or in a budget's row: what the head says, unless the row has an own meaning or
    /// the title prices something.
    fn account(&self, strong: Option<usize>) -> Option<usize> {
        if self.takes != Takes::Money {
            return None;
        }
        let column = self.head.and_then(|head| head.account).filter(|_| !self.reader.deviates);
        let account = column.or_else(|| self.reader.account(self.row))?;
        // A row's “Netto i alt” is the net of what the column holds.
        let own = |index: usize| !matches!(self.code(index), "budget" | "expenditure" | "net_change");
        if strong.is_some_and(own) {
            return None;
        }
        let group = self.reader.groups[self.row];
        let title = self.reader.titles.first().copied();
        let about = [group, Some(self.header.stub.as_str()), title].into_iter().flatten();
        let mut about = about.filter_map(|text| self.find(text, false));
        // Prices stay prices in every column; an investment or a saving does, unless a budget is held against accounts.
        let kept = |index: usize| match self.code(index) {
            "unit_cost" => true,
            "saving" | "investment" => !self.header.is_budget(),
            _ => false,
        };
        if about.any(kept) {
            return None;
        }
        let code = match account {
            Account::Spent | Account::Expected => "expenditure",
            Account::Budget | Account::Supplement => "budget",
            Account::Deviation => "deficit",
            Account::Rest => return None,
        };
        self.position(code)
    }

    /// What a weak word of the row says, or the rows above where it is their total.
    fn weakly(&self) -> Option<Named> {
        let label = self.label();
        // “Udgifter i alt” under rows of investments is their total; “Færre anbragte i alt” is a row of its own, and so is
        // “Botilbud i alt, udgift i mio. kr.” with its own unit.
        let spent = |index: usize| self.code(index) == "expenditure";
        let total = |index: &usize| {
            STARTS_TOTAL.is_match(label) || self.group.is_some() && TOTAL.is_match(label) && spent(*index)
        };
        let united = self.reader.stated(label).is_some();
        if united && self.takes == Takes::Money && SPENT.is_match(label) {
            return self.by("indicator: the row's label", 0.84, label, self.position("expenditure"));
        }
        if self.column_counts_other() {
            return trace::refuse("against: the column counts something else");
        }
        let weak = self.find(label, true);
        let own = weak.filter(|index| united || !total(index));
        if let Some(found) = self.by("indicator: a weak word in the row's label", 0.8, label, own) {
            return Some(found);
        }
        let group = self.group.filter(|group| self.reader.reference.catalogue.all()[group.indicator].takes(self.takes));
        let group = group.filter(|_| !united && !self.counts_other()).map(|group| group.indicator);
        self.by("indicator: the rows above", 0.85, "", group)
            .or_else(|| self.by("indicator: a weak word in the row's label", 0.8, label, weak))
            .or_else(|| {
                let column = self.column();
                self.by("indicator: a weak word in the column's head", 0.82, column, self.spent(column))
            })
    }

    /// An amount below a word as plain as “Udgifter”: accounts.
    fn spent(&self, text: &str) -> Option<usize> {
        let named = self.takes == Takes::Money && SPENT.is_match(text);
        named.then(|| self.position("expenditure")).flatten()
    }

    /// What the stub, a title or a heading says, where nothing nearer speaks against it.
    fn above(&self) -> Option<Named> {
        // Without heads of columns a table is a list: only its rows say what they are, unless each is an amount, a part
        // with its share, or one that a total adds up.
        let parts = matches!(self.reader.table.origin, Origin::Shares | Origin::Listed)
            || self.reader.totals[self.row].is_some();
        let listed = self.header.is_empty() && !parts;
        let mixed = self.reader.mixed && self.takes == Takes::Count && !TOTAL.is_match(self.label());
        let other = self.takes != Takes::Money && about::of_other(self.reader);
        if trace::against("against: a list without heads", listed && !self.amount)
            || trace::against("against: the row or column counts something else", self.counts_other())
            || trace::against("against: the rows count different things", mixed)
            || trace::against("against: the text above is about something else", other)
        {
            return None;
        }
        let rated = |text: &&str| self.takes == Takes::Money || !RATE.is_match(text);
        let titled = || {
            let stub = Some(self.header.stub.as_str()).filter(rated);
            let texts = stub.into_iter().chain(self.reader.titles.iter().copied().filter(rated));
            self.first("indicator: the table's title", 0.72, texts, |text| self.find(text, false))
        };
        let weakly = || {
            let near = [self.header.stub.as_str()].into_iter().chain(self.reader.titles.first().copied());
            self.first("indicator: a weak word in the table's title", 0.7, near, |text| self.spent(text))
        };
        let heading = || {
            let headings = self.reader.headings.iter().copied().rev().filter(rated);
            self.first("indicator: the heading", 0.6, headings, |heading| self.find(heading, false))
        };
        let passage = || {
            let index = self.reader.passage.filter(|_| !listed && self.takes != Takes::Money)?;
            let one = &self.reader.reference.catalogue.all()[index];
            // A share may be one of anything, unless the indicator is nothing but a share, or a count stands beside it.
            let parts =
                self.reader.table.origin == Origin::Shares || self.adds_up_to_all() || about::adds_up(self.reader);
            let fits = one.takes(self.takes) && (self.takes == Takes::Count || one.unit == Unit::Percent || parts);
            fits.then_some(index)
        };
        let found = titled().or_else(weakly).or_else(heading);
        let found = found.or_else(|| self.by("indicator: what the passage is about", 0.6, "", passage()));
        // Nothing is budgeted or spent below zero: the row takes away what the title does not name.
        let taken = |index: usize| self.negative && matches!(self.code(index), "budget" | "expenditure");
        // Cases beside the staff who have them are all there are, whatever the title says of each one's.
        let all = |index: usize| {
            self.code(index) == "caseload" && CASES_HEAD.is_match(self.column()) && self.header.any(&STAFF_HEAD)
        };
        // Beside a column of prices the title's prices are that column's.
        let priced = self.header.any(&PRICED_HEAD) && !PRICED_HEAD.is_match(self.column());
        let elsewhere = |index: usize| priced && self.code(index) == "unit_cost";
        found.filter(|(index, ..)| {
            !trace::against("against: below zero, and so taken away from it", taken(*index))
                && !trace::against("against: all the cases that there are", all(*index))
                && !trace::against("against: another column holds the prices", elsewhere(*index))
        })
    }

    /// The first of some texts that names an indicator.
    fn first<'t>(
        &self,
        rule: RuleName,
        confidence: f64,
        mut texts: impl Iterator<Item = &'t str>,
        find: impl Fn(&str) -> Option<usize>,
    ) -> Option<Named> {
        let found = texts.find_map(|text| Some((text, find(text)?)));
        let (text, index) = found.map_or(("", None), |(text, index)| (text, Some(index)));
        self.by(rule, confidence, text, index)
    }

    /// Whether the row's shares are those of parts that are everything.
    fn adds_up_to_all(&self) -> bool {
        let amounts = self.reader.amounts(self.row);
        let parts = || amounts.iter().map(|(_, value)| *value).filter(|value| *value != Decimal::ONE_HUNDRED);
        let off = (parts().sum::<Decimal>() - Decimal::ONE_HUNDRED).abs();
        parts().count() >= 3 && off <= Decimal::ONE && parts().all(|value| !value.is_sign_negative())
    }

    /// Whether the column counts something that the catalogue does not hold.
    fn column_counts_other(&self) -> bool {
        self.takes != Takes::Money && !OTHER.find(self.column()).is_empty()
    }

    /// Whether the row or the column counts something that the catalogue does not hold.
    fn counts_other(&self) -> bool {
        // “Heraf inden for fristen” counts what the row above it counts.
        let whole = self.reader.label(self.reader.wholes[self.row]);
        self.takes != Takes::Money
            && [self.label(), whole, self.column()].iter().any(|text| !OTHER.find(text).is_empty())
    }
}
