//! What each rule says, in one line: the names that records carry, explained.
//!
//! Takes the table beside this file, gives each rule's line in Danish and English. Refuses, at load, a row of the wrong
//! shape; a test refuses a rule of the program that has no row, and a row that no rule has.

use std::sync::LazyLock;

use serde::Serialize;

use crate::reference::lexicon::lines;

/// A rule as records and `explain` name it, with what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RuleNote {
    /// Its name.
    pub name: &'static str,
    /// What it says, in Danish.
    pub danish: &'static str,
    /// The same in English.
    pub english: &'static str,
}

static NOTES: LazyLock<Vec<RuleNote>> = LazyLock::new(|| {
    let note = |line: &'static str| {
        let mut fields = line.split('\t');
        let (name, danish, english) = (fields.next()?, fields.next()?, fields.next()?);
        fields.next().is_none().then_some(RuleNote { name, danish, english })
    };
    let read = |line| note(line).unwrap_or_else(|| panic!("no rule, Danish and English in reference line “{line}”"));
    lines(include_str!("rules.tsv")).skip(1).map(read).collect()
});

/// Every rule, in the order in which a number meets them.
pub fn rules() -> &'static [RuleNote] {
    &NOTES
}

/// What the rule of a name says.
pub fn rule(name: &str) -> Option<&'static RuleNote> {
    NOTES.iter().find(|note| note.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::pattern::Regex;

    /// The names of rules in the source, but for those that only tests and comments have.
    fn in_source() -> BTreeSet<String> {
        let name = Regex::new(
            r#""((?:number|unit|table|reject|place|cell|indicator|sign|against|owner|statistic|status|period|breakdown|confidence|doubtful digits): [^"]+|doubtful digits|recognised by OCR)""#,
        )
        .expect("a pattern");
        let mut names = BTreeSet::new();
        let mut folders = vec!["src/figure".to_owned(), "src/quantity".to_owned()];
        while let Some(folder) = folders.pop() {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path.to_string_lossy().into_owned());
                    continue;
                }
                let source = std::fs::read_to_string(&path).expect("a file");
                let code = source.split("#[cfg(test)]").next().unwrap_or_default();
                // What only begins so is no name.
                let code = code.replace(r#"starts_with("reject: glued")"#, "");
                names.extend(name.captures_iter(&code).map(|found| found[1].to_owned()));
            }
        }
        names
    }

    #[test]
    fn every_rule_is_explained_and_every_explanation_has_a_rule() {
        let explained: BTreeSet<String> = rules().iter().map(|note| note.name.to_owned()).collect();
        assert_eq!(explained.len(), rules().len(), "a rule is explained twice");
        let used = in_source();
        let missing: Vec<_> = used.difference(&explained).collect();
        let unused: Vec<_> = explained.difference(&used).collect();
        assert!(missing.is_empty() && unused.is_empty(), "without a row: {missing:?}; without a rule: {unused:?}");
        assert!(rules().iter().all(|note| !note.danish.is_empty() && !note.english.is_empty()));
    }
}
