//! Observed, adopted or expected: the status of a cell.
//!
//! Takes a cell's row and column, gives its [`Status`] with the rule that chose it: the column's and row's words, a
//! footnote's mark, the years that the lead-in expects. The indicator says what it is without other evidence.

use super::{
    Reader,
    columns::{Column, Header},
    meaning::CHANGE,
};
use crate::{
    figure::{RuleName, Status, status::is_proposed},
    pattern::{Pattern, Regex},
    quantity::Period,
    reference::Account,
};

static FORECAST: Pattern =
    Pattern::new(r"(?i)\bforvent\w*|\bprognose\w*|\bskøn\w*|\bestimat\w*|\bfremskriv\w*|\bforventede");
static ACCOUNTS: Pattern = Pattern::new(r"(?i)\bregnskab\w*|\bfaktisk\w*|\brealisere\w*|\bforbrug\w*|\bantal\b");
/// “I budgettet forudsættes følgende”: the numbers and prices that a budget rests on.
static BUDGETED: Pattern = Pattern::new(
    r"(?i)\bbudget\p{L}*\b[^.;]{0,60}\b(?:forudsæt|forudsat|hviler\s+på|bygger\s+på|er\s+lagt)|\b(?:forudsætninger|forudsat|forudsættes)\b[^.;]{0,60}\bbudget",
);
static REACHED: Pattern = Pattern::new(r"(?i)\bopnået|\brealisere[rt]|\bindfriet|\bfaktisk");
static BUDGET: Pattern = Pattern::new(r"(?i)\bbudget\w*|\bbevilg\w*|\bvedtag\w*|\bafsat\w*|\bafsættes\b");
/// Papers that a budget is made of before it is adopted: what stands in them is proposed.
static PROPOSED: Pattern = Pattern::new(
    r"(?i)^budget(?:bilag|blok|emne|forhandling|forslag|materiale|notat|opfølgning|oplæg|proces|tema|udkast|ønske)",
);
/// A title over what is not adopted yet: `Investeringsforslag`, `Forslag nr. 3`, `Business case`.
static PROPOSAL: Pattern = Pattern::new(r"(?i)\b(?:\p{L}*forslag(?:et|ets)?|\p{L}*oplæg(?:get)?|business[\s-]?case)\b");
static ADOPTED: Pattern = Pattern::new(r"(?i)\b(?:vedtag|godkend)\p{L}*");
static NORM: Pattern = Pattern::new(r"(?i)\bvejledende\b|\banbefalet\b|\bnorm(?:tal)?\b|\blovkrav");
static TARGET: Pattern = Pattern::new(r"(?i)\bmål(?:tal|sætning\w*|et)?\b|\bønsket\b");

/// The head of a column that holds how it was or is.
static NOW: Pattern = Pattern::new(
    r"(?i)^(?:udgangspunkt|status|baseline|start|nu|i\s+dag|resultat|opnået|faktisk|aktuelt|nuværende|før)\b",
);

/// The status of a cell.
pub(super) fn status(
    reader: &Reader<'_>,
    row: usize,
    head: Option<&Column>,
    header: &Header,
    code: &str,
    period: Option<Period>,
) -> (Status, RuleName) {
    let cell = Cell { reader, row, head, header, code, year: period.map(|period| period.last().year) };
    cell.marked().unwrap_or_else(|| cell.status())
}

/// A cell with what its status depends on.
struct Cell<'a> {
    reader: &'a Reader<'a>,
    row: usize,
    head: Option<&'a Column>,
    header: &'a Header,
    code: &'a str,
    year: Option<u16>,
}

impl Cell<'_> {
    fn column(&self) -> &str {
        self.head.map_or("", |head| head.text.as_str())
    }

    fn near(&self) -> [&str; 3] {
        [self.column(), self.reader.label(self.row), self.header.stub.as_str()]
    }

    fn says(&self, pattern: &Regex) -> bool {
        self.near().iter().any(|text| pattern.is_match(text))
    }

    /// The status that a footnote gives the column or the row that carries its mark: `2019*`, `* 2019 er budgettal`.
    fn marked(&self) -> Option<(Status, RuleName)> {
        let of = |text: &str| {
            let mark: String = text.chars().rev().take_while(|c| *c == '*').collect();
            self.reader.footnote(&mark)
        };
        let note = of(self.column()).or_else(|| of(self.reader.label(self.row)))?;
        let money = matches!(self.code, "net_change" | "saving" | "budget" | "investment");
        let forecast = FORECAST.is_match(note) && !money;
        let budget = BUDGET.is_match(note) && matches!(self.code, "placements" | "unit_cost" | "preventive_measures");
        match (forecast, budget) {
            (true, _) => Some((Status::Forecast, "status: a footnote expects it")),
            (_, true) => Some((Status::Budget, "status: a footnote's budget")),
            _ => None,
        }
    }

    /// A mark beside one cell of the running year's accounts holds for the year: the total is as expected as its parts.
    fn cell_mark(&self) -> bool {
        let reader = self.reader;
        reader.note.trim_start().starts_with('*')
            && FORECAST.is_match(reader.note)
            && reader.table.rows.iter().flatten().any(|cell| cell.span.of(reader.text()).trim() == "*")
            && self.year >= reader.facts.year()
    }

    /// Whether a title expects something, and whether it expects this cell's year.
    fn lead(&self) -> (bool, bool) {
        let titles = &self.reader.titles;
        let named = self.year.is_some_and(|year| {
            let expects = |title: &&str| {
                FORECAST.find(title).is_some_and(|found| title[found.end()..].contains(&year.to_string()))
            };
            titles.iter().any(expects)
        });
        (titles.iter().any(|title| FORECAST.is_match(title)), named)
    }

    fn status(&self) -> (Status, RuleName) {
        let own = "status: the indicator's own";
        let account = self.head.and_then(|head| head.account).or_else(|| self.reader.account(self.row));
        match self.code {
            "saving" if self.says(&TARGET) => (Status::Target, "status: wanted"),
            "saving" if account == Some(Account::Spent) || self.says(&REACHED) => (Status::Actual, "status: observed"),
            "net_change" | "saving" => (Status::Forecast, own),
            "budget" if self.is_asked_for() => (Status::Target, "status: wanted"),
            "budget" => (Status::Budget, own),
            "investment" if account == Some(Account::Spent) => (Status::Actual, "status: observed"),
            "investment" if account == Some(Account::Budget) => (Status::Budget, "status: adopted"),
            "investment" => {
                let titles = self.reader.titles.iter().copied();
                if titles.clone().any(|title| PROPOSAL.is_match(title) && !ADOPTED.is_match(title)) {
                    return (Status::Target, "status: proposed");
                }
                let mut around = std::iter::once(self.reader.note).chain(titles).chain(self.near());
                if around.any(is_adopted) { (Status::Budget, "status: adopted") } else { (Status::Target, own) }
            }
            // What lies between two columns is as expected as they are.
            "expenditure" | "deficit"
                if (account == Some(Account::Deviation) || CHANGE.is_match(self.column()))
                    && self.outcome() == Some(Account::Expected) =>
            {
                (Status::Forecast, "status: expected")
            }
            "expenditure" | "deficit"
                if account == Some(Account::Expected) || self.says(&FORECAST) || self.cell_mark() =>
            {
                (Status::Forecast, "status: expected")
            }
            "expenditure" | "deficit" => (Status::Actual, own),
            // A refund in a budget's table is budgeted, unless its column says otherwise.
            "refund_income" if account.is_none() && self.reader.titles.iter().copied().any(is_adopted) => {
                (Status::Budget, "status: adopted")
            }
            _ => self.counted(account),
        }
    }

    /// What a budget came to, by the columns or else by the rows: expected as long as any is.
    fn outcome(&self) -> Option<Account> {
        let rows = || (0..self.reader.labels.len()).filter_map(|row| self.reader.account(row));
        self.header.outcome().or_else(|| rows().find(|account| *account == Account::Expected))
    }

    /// Whether a grant on top of the budget is only asked for.
    fn is_asked_for(&self) -> bool {
        let reader = self.reader;
        let mut around = reader.headings.iter().chain(&reader.introductions).copied();
        reader.effects[self.row] == Some("budget") && around.any(is_proposed)
    }

    /// The status of what is no money but counted, or a price.
    fn counted(&self, account: Option<Account>) -> (Status, RuleName) {
        let (lead, named) = self.lead();
        let later = self.year.zip(self.reader.facts.year()).is_some_and(|(year, written)| year > written);
        if NORM.is_match(self.reader.label(self.row)) {
            return (Status::Norm, "status: prescribed");
        }
        // A column of today's among one of goals is none, whatever the table is called.
        if self.says(&TARGET) && !NOW.is_match(self.column()) {
            return (Status::Target, "status: wanted");
        }
        if account == Some(Account::Expected) || self.says(&FORECAST) {
            return (Status::Forecast, "status: expected");
        }
        if account == Some(Account::Budget) || self.near().into_iter().any(is_adopted) {
            return (Status::Budget, "status: adopted");
        }
        if self.reader.titles.iter().any(|title| BUDGETED.is_match(title)) {
            return (Status::Budget, "status: what a budget rests on");
        }
        if self.says(&ACCOUNTS) && !later {
            return (Status::Actual, "status: observed");
        }
        let change = CHANGE.is_match(self.column());
        if change && self.header.outcome() == Some(Account::Expected) {
            return (Status::Forecast, "status: expected");
        }
        if self.code == "unit_cost" && lead || named || lead && later || change && lead {
            return (Status::Forecast, "status: expected by the title");
        }
        (Status::Actual, "status: the indicator's own")
    }
}

/// Whether words speak of an adopted budget, and not only of a paper on the way to one.
fn is_adopted(text: &str) -> bool {
    let proposed = |before: &str| {
        let before = before.trim_end().to_lowercase();
        ["forslag til", "oplæg til", "udkast til"].iter().any(|words| before.ends_with(words))
    };
    BUDGET.find_iter(text).any(|word| !PROPOSED.is_match(word.as_str()) && !proposed(&text[..word.start()]))
}
