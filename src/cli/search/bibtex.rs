//! The documents of hits as BibTeX, each once, in the order of their best hit.
//!
//! Takes hits, gives an entry for each document: whose it is, its title, its year, its file, and the hash of its
//! content, by which anyone can tell that it is the same document. What a document does not say is left out. A key is
//! made of municipality, year and hash, so that it stays the same from search to search.

use std::{
    collections::{HashMap, HashSet},
    io::Write as _,
};

use crate::{
    Result,
    cli::{Context, exit::Outcome},
    index::{Entry, Hit, Index},
    reference::Reference,
};

/// Prints the documents of some hits.
pub(super) fn print(hits: impl Iterator<Item = Result<Hit>>, index: &Index, context: &Context) -> Outcome<()> {
    let entries: HashMap<String, Entry> =
        index.entries()?.into_iter().map(|entry| (entry.key.clone(), entry)).collect();
    let mut cited = HashSet::new();
    let mut output = context.output()?;
    for hit in hits {
        let hit = hit?;
        let also = hit.also.iter().map(|place| &place.document_id);
        for id in [&hit.place.document_id].into_iter().chain(also) {
            if let Some(entry) = entries.get(id)
                && cited.insert(id.clone())
            {
                let between = if cited.len() > 1 { "\n" } else { "" };
                write!(output, "{between}{}", item(entry))?;
            }
        }
    }
    Ok(output.finish()?)
}

fn item(entry: &Entry) -> String {
    let owner = entry.municipality.as_ref().and_then(|code| Reference::in_use().municipalities.get(code));
    let author = entry.metadata.author.as_ref().map(|author| author.value.as_str());
    let name = entry.name();
    let title = entry.metadata.title.as_ref().map_or(name, |title| &title.value);
    let year = entry.year.map(|year| year.to_string());
    let fields = [
        ("author", owner.map(|owner| owner.formal).or(author).map(whole)),
        ("title", Some(whole(title))),
        ("year", year.clone()),
        ("file", Some(path(name))),
        ("note", Some(format!("SHA-256: {}", entry.key))),
    ];
    let mut item = format!("@misc{{{}", key(owner.map_or("", |owner| owner.name), year.as_deref(), &entry.key));
    for (field, value) in fields {
        if let Some(value) = value {
            item.push_str(&format!(",\n  {field} = {{{value}}}"));
        }
    }
    item + "\n}\n"
}

/// `herning2018-1f2e3d4c5b6a`; letters that old programs know.
fn key(owner: &str, year: Option<&str>, hash: &str) -> String {
    let owner: String = owner.to_lowercase().replace('å', "aa").replace('æ', "ae").replace('ø', "oe");
    let owner: String = owner.chars().filter(char::is_ascii_alphanumeric).collect();
    let owner = if owner.is_empty() { "nogletal".to_owned() } else { owner };
    let hash = hash.get(..12).unwrap_or(hash);
    format!("{owner}{}-{hash}", year.unwrap_or_default())
}

/// A name or title that no program takes apart or writes in small letters.
fn whole(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

/// A text without what LaTeX would take for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() || c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A path, which is read as it stands, but for brackets that would end it.
fn path(name: &str) -> String {
    let plain = |c: char| match c {
        '{' => "%7B".to_owned(),
        '}' => "%7D".to_owned(),
        c if c.is_control() => " ".to_owned(),
        c => c.to_string(),
    };
    name.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_latex_takes_for_its_own_is_escaped() {
        assert_eq!(
            escaped("Børn & unge: 40 % af 5 $ #1 a_b {x} \\n ~ ^\n\nslut"),
            "Børn \\& unge: 40 \\% af 5 \\$ \\#1 a\\_b \\{x\\} \\textbackslash{}n \\textasciitilde{} \\textasciicircum{} slut"
        );
        assert_eq!(path("a/{b}_c%.pdf"), "a/%7Bb%7D_c%.pdf");
    }

    #[test]
    fn keys_are_plain_and_of_the_content() {
        assert_eq!(key("Aabenraa", Some("2018"), &"ab".repeat(32)), "aabenraa2018-abababababab");
        assert_eq!(key("Rødovre", None, &"12".repeat(32)), "roedovre-121212121212");
        assert_eq!(key("", None, "path:x"), "nogletal-path:x");
    }
}
