//! What kind of document it is, by the word that stands at its top or in its title.
//!
//! Takes the first page, a title or a file's name, gives the [`DocumentType`]. Refuses words inside running text.

use serde::{Deserialize, Serialize};

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentType {
    /// Strategi.
    Strategy,
    /// Notat.
    Memo,
    /// Dagsorden.
    Agenda,
    /// Referat.
    Minutes,
    /// Budget.
    Budget,
    /// Budgetopfølgning.
    BudgetFollowUp,
    /// Business case.
    BusinessCase,
    /// Evaluering.
    Evaluation,
    /// Ledelsesinformation.
    ManagementInformation,
}

/// The words for each type, in small letters. The longer of two that begin alike comes first.
const WORDS: [(&str, DocumentType); 14] = [
    ("budgetopfølgning", DocumentType::BudgetFollowUp),
    ("ledelsesinformation", DocumentType::ManagementInformation),
    ("ledelsestilsyn", DocumentType::ManagementInformation),
    ("businesscase", DocumentType::BusinessCase),
    ("business case", DocumentType::BusinessCase),
    ("business-case", DocumentType::BusinessCase),
    ("evaluering", DocumentType::Evaluation),
    ("evalueringsrapport", DocumentType::Evaluation),
    ("dagsorden", DocumentType::Agenda),
    ("dagsordenspunkt", DocumentType::Agenda),
    ("referat", DocumentType::Minutes),
    ("strategi", DocumentType::Strategy),
    ("notat", DocumentType::Memo),
    ("budget", DocumentType::Budget),
];

/// How many lines the top of a page has.
const TOP: usize = 15;
/// The longest line that is a heading and no running text, in characters.
const LINE: usize = 100;

impl DocumentType {
    /// The type's name as records and queries give it.
    pub fn name(self) -> &'static str {
        match self {
            DocumentType::Strategy => "strategy",
            DocumentType::Memo => "memo",
            DocumentType::Agenda => "agenda",
            DocumentType::Minutes => "minutes",
            DocumentType::Budget => "budget",
            DocumentType::BudgetFollowUp => "budget_follow_up",
            DocumentType::BusinessCase => "business_case",
            DocumentType::Evaluation => "evaluation",
            DocumentType::ManagementInformation => "management_information",
        }
    }

    /// The type of a name in a query, or of one of its Danish words.
    pub fn find(typed: &str) -> Option<DocumentType> {
        let typed = typed.to_lowercase();
        let named = |kind: &DocumentType| kind.name() == typed;
        WORDS.iter().find(|(word, kind)| *word == typed || named(kind)).map(|(_, kind)| *kind)
    }

    /// The type that is a line of its own at the top of the page: `NOTAT`.
    pub(super) fn alone(page: &str) -> Option<DocumentType> {
        let word = |line: &str| {
            let word = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            WORDS.iter().find(|(name, _)| word == *name).map(|(_, kind)| *kind)
        };
        // A budget or a strategy has a longer title; a line of that word alone heads a part.
        let whole = |kind: &DocumentType| !matches!(kind, DocumentType::Budget | DocumentType::Strategy);
        top(page).filter_map(word).find(whole)
    }

    /// The type that a line at the top of the page begins with: `NOTAT`, `Referat af møde i Børneudvalget`.
    pub(super) fn on_page(page: &str) -> Option<DocumentType> {
        let headings = top(page)
            .filter(|line| !line.contains('\t') && line.chars().count() <= LINE && !line.ends_with(['.', ',', ';']));
        headings.filter(|line| line.starts_with(char::is_uppercase)).find_map(|line| begins(&line.to_lowercase()))
    }

    /// The type that a title names first: `Anbringelsesstrategi 2018-2022`.
    pub(super) fn in_title(title: &str) -> Option<DocumentType> {
        let title = title.to_lowercase();
        let starts = title.char_indices().filter(|(at, c)| c.is_alphabetic() && !inside_word(&title, *at));
        starts.map(|(at, _)| &title[at..]).find_map(|rest| {
            let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            begins(rest).or_else(|| WORDS.iter().find_map(|(name, kind)| compound(word, name).then_some(*kind)))
        })
    }
}

fn top(page: &str) -> impl Iterator<Item = &str> {
    page.lines().map(str::trim).filter(|line| !line.is_empty()).take(TOP)
}

fn inside_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphabetic)
}

/// The type whose word a text in small letters begins with, alone or with an ending.
fn begins(text: &str) -> Option<DocumentType> {
    let is = |name: &str| {
        text.strip_prefix(name).is_some_and(|rest| {
            let ending: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
            matches!(ending.as_str(), "" | "et" | "en" | "er")
        })
    };
    WORDS.iter().find(|(name, _)| is(name)).map(|(_, kind)| *kind)
}

/// Whether a word is one of the names with something before it: `børnestrategien`.
fn compound(word: &str, name: &str) -> bool {
    ["", "en", "et"].iter().any(|ending| {
        let stem = word.strip_suffix(ending).and_then(|word| word.strip_suffix(name));
        stem.is_some_and(|stem| stem.chars().count() >= 3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_stands_at_the_beginning_of_a_line_at_the_top() {
        for (page, kind) in [
            ("Greve Kommune\n\nNOTAT\n\nSagen handler om budget.", Some(DocumentType::Memo)),
            ("Referat af møde i Børneudvalget\n", Some(DocumentType::Minutes)),
            ("Budgetopfølgning pr. 30. juni\nBudget 2019", Some(DocumentType::BudgetFollowUp)),
            ("Business case: tidlig indsats", Some(DocumentType::BusinessCase)),
            ("Notatet er skrevet af forvaltningen og gennemgår tallene.", None),
            ("Udvalget fik et notat\nDer er et budget", None),
            ("", None),
        ] {
            assert_eq!(DocumentType::on_page(page), kind, "{page}");
        }
    }

    #[test]
    fn a_title_names_its_type_first_also_in_a_compound() {
        for (title, kind) in [
            ("Anbringelsesstrategi 2018-2022", Some(DocumentType::Strategy)),
            ("Notat om evaluering af strategien", Some(DocumentType::Memo)),
            ("2019 03 12 dagsorden børneudvalg", Some(DocumentType::Agenda)),
            ("Børn og unge i kommunen", None),
            ("Strategisk ledelse", None),
        ] {
            assert_eq!(DocumentType::in_title(title), kind, "{title}");
        }
    }
}
