//! Tables that set what is spent against what is saved: what each row is, by its sign and by the table's arithmetic.
//!
//! Takes a table, says of each row whether its amounts are a saving, an investment or the net of both. A table is such a
//! one where rows of less (`Færre vikarer -600`), a note (`Minus er mindreudgift`) or a title (`Tiltag og effekt`) say
//! so, and its amounts lie on either side of zero; or where its title says that all in it saves. Measures may be called
//! anything. Refuses tables with a budget or accounts among their heads or rows, and rows that no net adds up.

mod netted;
mod signs;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use self::signs::{is_less, stated, voted};
use super::{Reader, meaning::TOTAL};
use crate::reference::{Account, Effect, account, effects, has_effect};

/// The numbers of a row with their columns.
type Amounts = Vec<(usize, Decimal)>;

/// What the amounts of each row are; `openings` are the document's title and what stands beside it.
pub(super) fn rows(reader: &Reader<'_>, openings: &[&str]) -> Vec<Option<&'static str>> {
    let all = reader.table.rows.len();
    let table = Table { reader, amounts: (0..all).map(|row| reader.amounts(row)).collect() };
    if table.accounts() {
        return vec![None; all];
    }
    let named = table.rows();
    let near = table.titles().take(2).chain(reader.headings.last().copied()).any(supplements);
    let set = named.iter().any(Option::is_some);
    let added = near || set && openings.iter().any(|title| supplements(title));
    if !added {
        return named;
    }
    // What is granted is neither invested nor a net: the budget grows by it.
    let granted = |row: usize| (!table.amounts[row].is_empty()).then_some("budget");
    named.into_iter().enumerate().map(|(row, code)| code.filter(|code| *code == "saving").or(granted(row))).collect()
}

/// Whether a title says that a table holds grants on top of a budget.
fn supplements(title: &str) -> bool {
    account(title) == Some(Account::Supplement)
}

/// A table with its amounts.
struct Table<'a> {
    reader: &'a Reader<'a>,
    amounts: Vec<Amounts>,
}

impl Table<'_> {
    /// What the rows are by their sides of zero and by what adds them up.
    fn rows(&self) -> Vec<Option<&'static str>> {
        let (reader, all) = (self.reader, self.amounts.len());
        let closings = self.closings();
        if let Some(named) = netted::rows(&reader.labels, &self.amounts, &closings) {
            return named;
        }
        if self.saves() {
            return self.amounts.iter().map(|row| (!row.is_empty()).then_some("saving")).collect();
        }
        if self.costs() {
            return self.amounts.iter().map(|row| (!row.is_empty()).then_some("investment")).collect();
        }
        let Some(plus_costs) = self.plus_costs(&closings) else { return vec![None; all] };
        let ended = closings.iter().any(Option::is_some);
        let mut named = vec![None; all];
        for row in (0..all).filter(|&row| closings[row].is_none()) {
            let part = !ended || closings.iter().flatten().any(|parts| parts.contains(&row));
            let above = side(&self.amounts[row]).filter(|_| part && !ends(reader, row));
            named[row] = above.map(|above| if above == plus_costs { "investment" } else { "saving" });
        }
        let saving = self.titles().take(2).any(|title| has_effect(title, Effect::Saves));
        for row in 0..all {
            let Some(parts) = &closings[row] else { continue };
            let all = |code: &str| parts.iter().all(|&part| named[part] == Some(code));
            // A catalogue of savings adds up what is left of them.
            let left = saving
                && !plus_costs
                && side(&self.amounts[row]) == Some(true)
                && !begins(reader.label(row), Effect::Net);
            let both = if left { "saving" } else { "net_change" };
            named[row] = Some(["saving", "investment"].into_iter().find(|code| all(code)).unwrap_or(both));
        }
        named
    }

    /// Whether its heads or rows are a budget's.
    fn accounts(&self) -> bool {
        let reader = self.reader;
        let heads = reader.table.rows.iter().take(2).flatten().map(|cell| cell.span.of(reader.text()));
        let named = heads.chain(reader.labels.iter().copied()).filter_map(account);
        named.into_iter().any(|account| account != Account::Expected)
    }

    /// What stands above its labels and above it, nearest first.
    fn titles(&self) -> impl Iterator<Item = &str> {
        let reader = self.reader;
        let stub = self.amounts.iter().take(2).enumerate().filter(|(_, amounts)| amounts.is_empty());
        let stub = stub.map(|(row, _)| reader.cell(row, 0));
        stub.chain(reader.titles.iter().copied())
    }

    /// Whether what stands above it says that it may be such a table.
    fn titled(&self) -> bool {
        let heading = self.reader.headings.last().copied();
        self.titles().chain(heading).any(|title| has_effect(title, Effect::Title))
    }

    /// Whether it lists measures with what each saves: its title says so, and no two rows lie on either side of zero.
    fn saves(&self) -> bool {
        let reader = self.reader;
        let mut sides = self.amounts.iter().filter(|row| !row.is_empty()).map(side);
        let first = sides.next().flatten();
        // “Investering” and “Netto” are rows of a table that holds more than savings.
        let more = |label: &str| {
            let few = label.split_whitespace().count() <= 3;
            begins(label, Effect::Net) && !TOTAL.is_match(label) || few && begins(label, Effect::Outlay)
        };
        if first.is_none() || !sides.all(|side| side == first) || reader.labels.iter().any(|label| more(label)) {
            return false;
        }
        let mut labels = [reader.cell(0, 0)].into_iter().chain(reader.labels.last().copied());
        let measures = labels.any(|label| {
            effects(label).any(|(effect, span)| effect == Effect::Measure && span.start <= label.len() / 4)
        });
        // A short title is a title; a sentence may only mention a saving.
        let short = |title: &str| title.len() <= 70 && !title.ends_with('.');
        self.titles().take(2).any(|title| has_effect(title, Effect::Saves) && (measures || short(title)))
    }

    /// Whether it lists measures with what each costs: its labels are called measures, and its columns costs.
    fn costs(&self) -> bool {
        let reader = self.reader;
        let heads = reader.table.rows[0].iter().map(|cell| cell.span.of(reader.text()));
        let measures = heads.clone().take(2).any(|stub| begins(stub, Effect::Measure));
        let columns: BTreeSet<usize> = self.amounts.iter().flatten().map(|(column, _)| *column).collect();
        let mut heads = heads.enumerate().filter(|(column, _)| columns.contains(column));
        let sides = self.amounts.iter().filter(|row| !row.is_empty()).map(side);
        let above = sides.into_iter().all(|side| side == Some(true));
        above && measures && !columns.is_empty() && heads.all(|(_, head)| begins(head, Effect::Cost))
    }

    /// The rows that each row adds up, where it does.
    fn closings(&self) -> Vec<Option<Vec<usize>>> {
        let mut closings = vec![None; self.amounts.len()];
        let last = self.amounts.iter().rposition(|row| !row.is_empty());
        let (mut open, mut closed): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for row in (0..self.amounts.len()).filter(|&row| !self.amounts[row].is_empty()) {
            let named = ends(self.reader, row);
            let wide = self.amounts[row].len() > 1;
            let large = |(_, value): &(usize, Decimal)| value.abs() >= Decimal::ONE_HUNDRED;
            // No accident adds large amounts up column by column, whatever the row is called.
            let ends = named || wide && (last == Some(row) || self.amounts[row].iter().all(large));
            let both: Vec<usize> = closed.iter().chain(&open).copied().collect();
            if ends && open.len() >= 2 && self.sums(&open, row) {
                closings[row] = Some(std::mem::take(&mut open));
                closed.push(row);
            } else if named && both.len() >= 2 && self.sums(&both, row) {
                closings[row] = Some(both);
                (open, closed) = (Vec::new(), vec![row]);
            } else if named {
                open.clear();
            } else {
                open.push(row);
            }
        }
        closings
    }

    /// Whether a row is the sum of some rows in every column that it fills, as far as they are rounded.
    fn sums(&self, parts: &[usize], total: usize) -> bool {
        let of = |column: usize| {
            let cells = parts.iter().flat_map(|&part| &self.amounts[part]).filter(|(at, _)| *at == column);
            cells.map(|(_, value)| *value).sum::<Decimal>()
        };
        let off = |(column, value): &(usize, Decimal)| (of(*column) - value).abs();
        let near = |cell: &(usize, Decimal)| off(cell) <= Decimal::new(1, cell.1.scale());
        let cells = &self.amounts[total];
        !cells.is_empty() && cells.iter().all(near) && cells.iter().any(|cell| off(cell).is_zero())
    }

    /// Whether a plus is a cost; nothing where the table is no such one.
    fn plus_costs(&self, closings: &[Option<Vec<usize>>]) -> Option<bool> {
        let reader = self.reader;
        let parts = (0..self.amounts.len()).filter(|&row| closings[row].is_none() && !ends(reader, row));
        let sides: Vec<(usize, bool)> = parts.filter_map(|row| Some((row, side(&self.amounts[row])?))).collect();
        let own = reader.introductions.iter().copied().chain(self.titles()).chain([reader.note]);
        // What is over or under a budget has a sign too.
        let own = own.filter(|text| !text.to_lowercase().contains("forbrug"));
        let inherited = reader.inherited.iter().find_map(|text| stated(text));
        // What a form says once holds for those of its kind: another table has nothing below zero.
        let inherited = inherited.filter(|costs| sides.iter().any(|(_, above)| above != costs));
        let said = own.into_iter().find_map(stated).or(inherited);
        let votes: Vec<bool> = sides.iter().filter_map(|&(row, above)| voted(reader.label(row), above)).collect();
        let agreed = votes.first().copied().filter(|first| votes.iter().all(|vote| vote == first));
        let less = sides.iter().any(|&(row, _)| is_less(reader.label(row)));
        let mixed = sides.iter().any(|(_, above)| *above) && sides.iter().any(|(_, above)| !above);
        let ended = closings.iter().any(Option::is_some);
        let deviates = self.titles().any(|title| account(title) == Some(Account::Deviation));
        match (said, agreed) {
            (Some(said), _) => Some(said),
            (None, Some(agreed)) if less && (mixed || agreed) => Some(agreed),
            (None, Some(agreed)) if mixed && ended && self.titled() && !deviates => Some(agreed),
            (None, None) if mixed && ended && votes.is_empty() && self.titled() && !deviates => Some(true),
            _ => None,
        }
    }
}

/// Whether a row adds up the rows above it.
fn ends(reader: &Reader<'_>, row: usize) -> bool {
    let label = reader.label(row);
    TOTAL.is_match(label) || begins(label, Effect::Net)
}

/// Whether a label begins with a word of a kind.
fn begins(label: &str, wanted: Effect) -> bool {
    effects(label).any(|(effect, span)| effect == wanted && !label[..span.start].contains(char::is_alphanumeric))
}

/// Whether the amounts of a row all lie above zero, or below it; nothing where they lie on either side or at it.
fn side(amounts: &Amounts) -> Option<bool> {
    let first = amounts.iter().map(|(_, value)| value).find(|value| !value.is_zero())?.is_sign_positive();
    amounts.iter().all(|(_, value)| value.is_zero() || value.is_sign_positive() == first).then_some(first)
}
