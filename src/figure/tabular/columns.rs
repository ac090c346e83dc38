//! The heads of a table's columns: what each says, and the time it names.
//!
//! Takes the header rows as they come, gives a [`Header`]; a second header row below the first adds to it, one after data
//! begins anew.

use super::{Reader, dated, meaning::CHANGE};
use crate::{
    pattern::{Pattern, Regex},
    quantity::Period,
    reference::{Account, account},
};

/// A column's head.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Its words, from the upper row to the lower.
    pub text: String,
    /// The time it names.
    pub period: Option<Period>,
    /// What it is among a budget's columns.
    pub account: Option<Account>,
}

/// The heads of all columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// What stands above the labels: often what the rows below are about.
    pub stub: String,
    columns: Vec<Column>,
    /// Whether rows of data have followed.
    closed: bool,
}

impl Header {
    /// The header with one more row of heads.
    pub(super) fn extended(self, reader: &Reader<'_>, row: usize) -> Header {
        let mut header = if self.closed { Header::default() } else { self };
        let cells = reader.table.rows[row].len();
        header.columns.resize(cells.max(header.columns.len()), Column::default());
        add(&mut header.stub, reader.cell(row, 0));
        // A head that spans several columns stands in the first of them; the empty ones behind it belong to it.
        let upper = row + 1 < reader.table.rows.len() && reader.is_header(row + 1);
        let mut spanning = "";
        for column in 1..cells {
            let cell = reader.cell(row, column);
            if !cell.is_empty() {
                spanning = cell;
            }
            let words = if cell.is_empty() && upper { spanning } else { cell };
            let head = &mut header.columns[column];
            add(&mut head.text, words);
            head.period = dated(words).or_else(|| short(words)).or(head.period);
            head.account = account(&head.text).or_else(|| reader.defined(&head.text));
        }
        header.account_for_difference();
        header.account_for_years();
        header.account_for_rest();
        header
    }

    /// Says that data has followed.
    pub(super) fn close(&mut self) {
        self.closed = true;
    }

    /// Whether there are heads at all.
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// From the first column's time to the last's: what a difference runs over.
    pub(super) fn run(&self) -> Option<Period> {
        let mut periods = self.columns.iter().filter_map(|column| column.period);
        let first = periods.next()?;
        periods.next_back().map(|last| Period::span(first.start, last.last()))
    }

    /// What the figures of a budget's table came to: expected as long as any column is.
    pub(super) fn outcome(&self) -> Option<Account> {
        let has = |account| self.columns.iter().any(|column| column.account == Some(account));
        [Account::Expected, Account::Spent].into_iter().find(|account| has(*account))
    }

    /// Whether the head of any column matches.
    pub(super) fn any(&self, pattern: &Regex) -> bool {
        self.count(pattern) > 0
    }

    /// How many columns' heads match.
    pub(super) fn count(&self, pattern: &Regex) -> usize {
        self.columns.iter().filter(|column| pattern.is_match(&column.text)).count()
    }

    /// Whether a budget is held against what it came to: they stand beside each other for the same year.
    pub(super) fn is_budget(&self) -> bool {
        let of = |wanted: fn(Account) -> bool| self.columns.iter().filter(move |one| one.account.is_some_and(wanted));
        let mut outcomes = of(|account| matches!(account, Account::Spent | Account::Expected));
        let mut budgets = of(|account| account == Account::Budget);
        let same = outcomes.any(|outcome| budgets.any(|budget| budget.period == outcome.period));
        same || of(|account| account == Account::Deviation).next().is_some()
    }

    /// Says of the difference between a budget and what it came to, both money, that it is a deviation.
    fn account_for_difference(&mut self) {
        let outcome = |account| matches!(account, Account::Spent | Account::Expected);
        let pair = |two: &[Column]| match (two[0].account, two[1].account) {
            (Some(first), Some(second)) => {
                first == Account::Budget && outcome(second) || outcome(first) && second == Account::Budget
            }
            _ => false,
        };
        for at in 3..self.columns.len() {
            let counted = self.columns[at - 1].text.to_lowercase().starts_with("antal");
            let column = &self.columns[at];
            if column.account.is_none() && CHANGE.is_match(&column.text) && pair(&self.columns[at - 2..at]) && !counted
            {
                self.columns[at].account = Some(Account::Deviation);
            }
        }
    }

    /// Says of bare years before a budget's that they are accounts: `2021 2022 Budget 2023`.
    fn account_for_years(&mut self) {
        let year = |column: &Column| column.period.map(|period| period.start.year);
        let budgets = self.columns.iter().filter(|column| column.account == Some(Account::Budget));
        let Some(first) = budgets.filter_map(year).min() else { return };
        for column in &mut self.columns {
            let bare = column.text.trim_end_matches('*').parse().is_ok_and(|year: u16| year < first);
            column.account = column.account.or(bare.then_some(Account::Spent));
        }
    }

    /// Says of what is left of a budget that it is a deviation after the year's accounts or what they are expected to
    /// be, and nothing before.
    fn account_for_rest(&mut self) {
        let begins = |column: &Column, word: &str| column.text.to_lowercase().starts_with(word);
        let ended =
            self.columns.iter().any(|column| begins(column, "regnskab") || column.account == Some(Account::Expected));
        if ended || self.columns.iter().any(|column| column.account.is_some()) {
            let rest = self.columns.iter_mut().filter(|column| column.account.is_none() && begins(column, "rest"));
            rest.for_each(|column| column.account = Some(if ended { Account::Deviation } else { Account::Rest }));
        }
    }

    /// The head of a column.
    pub(super) fn column(&self, column: usize) -> Option<&Column> {
        self.columns.get(column)
    }
}

/// The year of the short forms of a budget's column: `R2015`, `FR2016`, `R2020 minus B2020`.
fn short(words: &str) -> Option<Period> {
    static SHORT: Pattern = Pattern::new(
        r"^[A-ZÆØÅ]{1,3}((?:19|20)\d\d)\*?(?:\s*(?:minus|-|–|÷|/|og|mod)\s*[A-ZÆØÅ]{1,3}((?:19|20)\d\d))?$",
    );
    let found = SHORT.captures(words.trim())?;
    let same = found.get(2).is_none_or(|second| second.as_str() == &found[1]);
    found[1].parse().ok().filter(|_| same).map(Period::year)
}

fn add(text: &mut String, words: &str) {
    if !words.is_empty() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(words);
    }
}
