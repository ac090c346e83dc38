//! Why a number is no figure, in words.
//!
//! Takes a [`Reason`], gives the sentence that tells it, and what the catalogue's words around the number say.

use crate::{
    cli::terminal::plain,
    document::AsideKind,
    figure::{Reason, Role, Word},
    present::{self, Lang},
};

/// The reason in one sentence.
pub(in crate::cli) fn because(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::Aside(AsideKind::Furniture) => lang
            .pick(
                "står i sidens hoved eller fod, ikke i teksten",
                "stands in the page's running head or foot, not in the text",
            )
            .to_owned(),
        Reason::Aside(AsideKind::NoteMark) => {
            lang.pick("er tegnet for en fodnote", "is the mark of a footnote").to_owned()
        }
        Reason::Aside(AsideKind::Hidden) => lang
            .pick(
                "er skjult på siden: hvid skrift, usynlig skrift eller uden for papiret",
                "is hidden on the page: white or invisible type, or outside the paper",
            )
            .to_owned(),
        Reason::Teaser => {
            lang.pick("står i en omtale af et andet dokument", "stands in what is about another document").to_owned()
        }
        Reason::NoContent => lang
            .pick(
                "står uden for indholdet, som i en indholdsfortegnelse",
                "stands outside the content, as in a contents list",
            )
            .to_owned(),
        Reason::Foreign(language) => format!(
            "{} ({language}); {}",
            lang.pick("står i tekst på et andet sprog end dansk", "stands in text in another language than Danish"),
            lang.pick("--all-languages tager den med", "--all-languages takes it in")
        ),
        Reason::Heading => lang
            .pick(
                "står i en overskrift, som kun siger, hvad teksten handler om",
                "stands in a heading, which only says what the text is about",
            )
            .to_owned(),
        Reason::Date(period) => {
            let date = lang.pick("en dato eller et årstal", "a date or a year");
            period.map_or_else(|| date.to_owned(), |period| format!("{date}: {}", present::period(period, lang)))
        }
        Reason::Rejected(rule) => format!("{} “{rule}”", lang.pick("afvist af reglen", "rejected by the rule")),
        Reason::NoEvidence { measure, value, .. } => format!(
            "{} {}; {}",
            lang.pick("læst som", "read as"),
            present::amount(*value, *measure, lang),
            lang.pick(
                "intet nøgletal i kataloget har belæg for det",
                "no indicator of the catalogue has evidence for it"
            )
        ),
    }
}

/// What the catalogue's words around a number without evidence say, one line each.
pub(super) fn words(reason: &Reason, text: &str, lang: Lang) -> Vec<String> {
    let Reason::NoEvidence { words, .. } = reason else { return Vec::new() };
    let mut lines: Vec<String> = words.iter().map(|word| speaks(word, text, lang)).collect();
    lines.dedup();
    if lines.is_empty() {
        let none = "ingen af katalogets ord står omkring tallet";
        lines.push(lang.pick(none, "none of the catalogue's words stands around the number").to_owned());
    }
    lines
}

/// What a word of the catalogue says: `“sagstal” peger på caseload`.
pub(in crate::cli) fn speaks(word: &Word, text: &str, lang: Lang) -> String {
    let does = match word.role {
        Role::Trigger => lang.pick("peger på", "points to"),
        Role::Weak => lang.pick("peger svagt på", "points faintly to"),
        Role::Ahead => lang.pick("afgør lige foran tallet", "decides right ahead of a number for"),
        Role::Behind => lang.pick("afgør lige efter tallet", "decides right behind a number for"),
        Role::Counter => lang.pick("taler imod", "speaks against"),
        Role::Name => lang.pick("ligner kun et ord for", "only looks like a word for"),
        Role::Need => lang.pick("lader navneord tælle for", "lets nouns count for"),
        Role::Counted => lang.pick("kan tælles af", "can be counted by"),
    };
    let whom = word.indicator.as_ref().map_or(lang.pick("alle", "all"), |code| code.as_str());
    format!("“{}” {does} {whom}", plain(word.span.of(text)))
}
