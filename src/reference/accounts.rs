//! How a budget's columns are headed: accounts, budget, what is expected, and what lies between them.
//!
//! Takes a head, gives its [`Account`]: from the words of `accounts.tsv`, the longest that the head has, or from the
//! short forms of budget tables (`R-2022`, `B 2024`, `BO 2 2025`). Refuses a head that has none.

use std::sync::LazyLock;

use crate::pattern::{Pattern, Regex, Words};

/// What an amount below a head of a budget's table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    /// What the accounts show, or was used so far.
    Spent,
    /// What the year is expected to end with.
    Expected,
    /// Adopted or corrected budget.
    Budget,
    /// What lies between budget and accounts.
    Deviation,
    /// What is added to a budget, or taken from it.
    Supplement,
    /// What is left of a budget, or the part that is used: no amount of its own.
    Rest,
}

/// The senses of the words, each with its word's length, and what finds them.
static WORDS: LazyLock<(Vec<(Account, usize)>, Words)> = LazyLock::new(|| {
    let lines = include_str!("accounts.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &'static str| {
        let (word, sense) = line.split_once('\t').unwrap_or_else(|| panic!("no sense in reference line “{line}”"));
        let sense = match sense {
            "spent" => Account::Spent,
            "expected" => Account::Expected,
            "budget" => Account::Budget,
            "deviation" => Account::Deviation,
            "supplement" => Account::Supplement,
            "rest" => Account::Rest,
            other => panic!("no such sense as “{other}” in accounts.tsv"),
        };
        ((sense, word.len()), word)
    };
    let (senses, words): (Vec<_>, Vec<_>) = lines.filter(|line| !line.is_empty()).map(row).unzip();
    (senses, Words::new(words))
});

/// `R-2022`, `B 2024`, `BO 2026`, and the follow-ups on a running budget: `BO 2 2025`, `BF2/2025`.
static SHORT: Pattern = Pattern::new(
    r"^(?:(?P<spent>R|RS)|(?P<budget>B|OB|KB|VB|BO)|(?P<expected>FR|FV|(?:BO|BF|ØR|BR)\s?[1-5]))(?:\s?[-/ ]?\s?(?:(?:19|20)\d\d|\d\d)|$)",
);

/// Two short forms, one less the other: `R2022 minus B2022`.
static DIFFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    let form = r"(?:R|RS|B|OB|KB|VB|BO|FR|FV)\s?-?(?:(?:19|20)\d\d|\d\d)?";
    Regex::new(&format!(r"^{form}\s*(?:minus|[-–÷])\s*{form}$")).expect("a pattern")
});

/// What a head says that its amounts are.
///
/// ```
/// use nogletal::reference::{Account, account};
/// assert_eq!(account("Korrigeret budget 2022"), Some(Account::Budget));
/// assert_eq!(account("BO 2 2025"), Some(Account::Expected));
/// assert_eq!(account("Antal"), None);
/// ```
pub fn account(head: &str) -> Option<Account> {
    let head = head.trim();
    if DIFFERENCE.is_match(head) {
        return Some(Account::Deviation);
    }
    let short = SHORT.captures(head).filter(|found| found[0].len() > 1);
    if let Some(found) = short {
        let named = |name: &str, account: Account| found.name(name).map(|_| account);
        return named("spent", Account::Spent)
            .or_else(|| named("expected", Account::Expected))
            .or_else(|| named("budget", Account::Budget));
    }
    let (senses, words) = &*WORDS;
    let found = words.find(head).into_iter().map(|(index, _)| senses[index]);
    found.max_by_key(|(_, length)| *length).map(|(account, _)| account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_says_what_it_is() {
        for (head, account) in [
            ("Regnskab 2021", Account::Spent),
            ("Forventet regnskab 2022", Account::Expected),
            ("Oprindeligt budget", Account::Budget),
            ("Korr. budget 2023", Account::Budget),
            ("Forbrug pr. 30/6", Account::Spent),
            ("Afvigelse*", Account::Deviation),
            ("Mer-/mindreforbrug", Account::Deviation),
            ("Tillægsbevillinger", Account::Supplement),
            ("R-2022", Account::Spent),
            ("R2022", Account::Spent),
            ("B 2024", Account::Budget),
            ("BO 2026", Account::Budget),
            ("BO 2\n2025", Account::Expected),
            ("R2022 minus B2022", Account::Deviation),
            ("Skøn regnskab 2023", Account::Expected),
            ("BF2/2025", Account::Expected),
            ("Forbrug i %", Account::Rest),
        ] {
            assert_eq!(super::account(head), Some(account), "{head}");
        }
    }

    #[test]
    fn other_heads_are_none() {
        for head in ["Børn", "Botilbud", "R", "Budgettet", "Rest 2024", "2024", ""] {
            assert_eq!(account(head), None, "{head}");
        }
    }
}
