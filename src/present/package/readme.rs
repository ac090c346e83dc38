//! The page of a data package that people read: what it is, and what stands in every field.
//!
//! Takes the comparison and the package's tables, gives Markdown.

use super::Resource;
use crate::{
    comparison::Comparison,
    present::{Lang, foot, markdown::escape, words},
};

/// The page.
pub(super) fn page(comparison: &Comparison, resources: &[Resource], lang: Lang) -> String {
    let mut out = format!("# {}\n\n", escape(&words::table_title(comparison, lang)));
    for line in foot::lines(comparison, lang) {
        out += &format!("- {}\n", escape(&line));
    }
    out += &format!("\n{}\n", notes(lang));
    for resource in resources {
        out += &format!("\n## {} (`{}`)\n\n", resource.title, resource.path());
        out += &fields(resource, lang);
    }
    out
}

fn notes(lang: Lang) -> &'static str {
    lang.pick(
        "Tallene er læst ud af de nævnte dokumenter; spænd og forbehold står, som dokumentet skriver dem. Tekst, som et \
         regneark ville tage for en formel, har en apostrof foran. Pakken nævner ingen licens: den, der udgiver den, må \
         selv sige, hvad andre må bruge den til.",
        "The numbers are read out of the documents named; ranges and hedges stand as the document writes them. Text that \
         a spreadsheet would take for a formula has an apostrophe before it. The package names no licence: whoever \
         publishes it has to say what others may do with it.",
    )
}

fn fields(resource: &Resource, lang: Lang) -> String {
    let heads = [lang.pick("Felt", "Field"), lang.pick("Titel", "Title"), lang.pick("Indhold", "Content")];
    let mut out = format!("| {} |\n|---|---|---|\n", heads.join(" | "));
    for field in &resource.fields {
        let codes = resource.codes.get(field.name).into_iter().flatten();
        let codes: Vec<String> = codes.map(|(code, words)| format!("`{code}` {}", escape(words))).collect();
        let codes = if codes.is_empty() { String::new() } else { format!(" {}", codes.join(", ")) };
        out += &format!("| `{}` | {} | {}{codes} |\n", field.name, field.title(lang), field.description(lang));
    }
    out
}
