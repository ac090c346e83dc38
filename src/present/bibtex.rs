//! Documents as BibTeX: whose it is, its title, its year, its file, and the hash of its content, by which anyone can tell
//! that it is the same document. What a document does not say is left out. A key is made of municipality, year and hash,
//! so that it stays the same from command to command.

use super::tex::escaped;
use crate::{
    figure::MunicipalityCode,
    reference::{Municipality, Reference},
};

/// A document as a bibliography has it.
pub(crate) struct Work<'a> {
    /// Whose it is, where that is a Danish municipality.
    owner: Option<&'static Municipality>,
    /// Who wrote it, where it says so.
    author: Option<&'a str>,
    title: Option<&'a str>,
    year: Option<String>,
    /// The file's name.
    file: &'a str,
    /// The hash of its content.
    id: &'a str,
}

impl<'a> Work<'a> {
    /// A document of which no more is known.
    pub(crate) fn new(file: &'a str, id: &'a str, owner: Option<&MunicipalityCode>) -> Self {
        let owner = owner.and_then(|code| Reference::in_use().municipalities.get(code));
        Work { owner, author: None, title: None, year: None, file, id }
    }

    /// The same with what it says of itself.
    pub(crate) fn saying(self, author: Option<&'a str>, title: Option<&'a str>, year: Option<u16>) -> Self {
        Work { author, title, year: year.map(|year| year.to_string()), ..self }
    }

    /// `herning2018-1f2e3d4c5b6a`; letters that old programs know.
    pub(crate) fn key(&self) -> String {
        let owner = self.owner.map_or("", |owner| owner.name);
        let owner = owner.to_lowercase().replace('å', "aa").replace('æ', "ae").replace('ø', "oe");
        let owner: String = owner.chars().filter(char::is_ascii_alphanumeric).collect();
        let owner = if owner.is_empty() { "nogletal".to_owned() } else { owner };
        let hash = self.id.get(..12).unwrap_or(self.id);
        format!("{owner}{}-{hash}", self.year.as_deref().unwrap_or_default())
    }

    /// Its entry.
    pub(crate) fn entry(&self) -> String {
        let author = self.owner.map(|owner| owner.formal).or(self.author);
        let title = self.title.unwrap_or(self.file);
        let fields = [
            ("author", author.map(whole)),
            // By what it is put in order where nobody wrote it.
            ("key", author.is_none().then(|| whole(title))),
            ("title", Some(whole(title))),
            ("year", self.year.clone()),
            ("file", Some(path(self.file))),
            ("note", Some(format!("SHA-256: {}", self.id))),
        ];
        let mut entry = format!("@misc{{{}", self.key());
        for (field, value) in fields {
            if let Some(value) = value {
                entry.push_str(&format!(",\n  {field} = {{{value}}}"));
            }
        }
        entry + "\n}\n"
    }
}

/// A name or title that no program takes apart or writes in small letters.
fn whole(text: &str) -> String {
    format!("{{{}}}", escaped(text))
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
    fn keys_are_plain_and_of_the_content() {
        let key = |code: &str, year, id: &str| {
            Work::new("notat.pdf", id, Some(&MunicipalityCode(code.to_owned().into()))).saying(None, None, year).key()
        };
        assert_eq!(key("580", Some(2018), &"ab".repeat(32)), "aabenraa2018-abababababab");
        assert_eq!(key("175", None, &"12".repeat(32)), "roedovre-121212121212");
        assert_eq!(key("DK", None, "path:x"), "nogletal-path:x");
    }

    #[test]
    fn an_entry_says_what_is_known() {
        let id = "ab".repeat(32);
        let work = Work::new("a/{b}_c%.pdf", &id, None).saying(Some("A & B"), None, Some(2018));
        let entry = work.entry();
        for part in
            ["@misc{nogletal2018-abababababab,", "author = {{A \\& B}}", "year = {2018}", "file = {a/%7Bb%7D_c%.pdf}"]
        {
            assert!(entry.contains(part), "{part} in {entry}");
        }
        assert!(!Work::new("x.pdf", &id, None).entry().contains("author"));
    }
}
