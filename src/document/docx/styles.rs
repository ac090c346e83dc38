//! The small parts beside a Word document's text.
//!
//! Takes their markup, gives which styles are headings. Refuses nothing: what is broken says nothing.

use std::collections::BTreeMap;

use quick_xml::{Reader, events::Event};

use crate::document::package::attribute;

/// What paragraphs of a style are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Role {
    /// A heading's level.
    pub level: Option<u8>,
    /// An item of a list.
    pub item: bool,
    /// A line of the table of contents.
    pub contents: bool,
}

/// What paragraphs are by the identifier of their style.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    role: Role,
    parent: Option<String>,
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn of(xml: &str) -> Styles {
        let mut styles: BTreeMap<String, Style> = BTreeMap::new();
        let mut current = String::new();
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            let element = match event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => element,
                _ => continue,
            };
            if element.local_name().as_ref() == "style" {
                current = attribute(&element, "styleId").unwrap_or_default();
            }
            let Some(value) = attribute(&element, "val") else { continue };
            let style = styles.entry(current.clone()).or_default();
            match element.local_name().as_ref() {
                "name" => {
                    style.role.level = style.role.level.or_else(|| named_level(&value));
                    style.role.contents = is_contents(&value);
                }
                "basedOn" => style.parent = Some(value),
                "outlineLvl" => style.role.level = outline_level(&value),
                "numId" => style.role.item = value != "0",
                _ => {}
            }
        }
        Styles(styles)
    }

    /// What a style makes of a paragraph, by itself or by a style that it builds on.
    pub(super) fn get(&self, id: &str) -> Role {
        let mut found = Role::default();
        let mut id = id;
        // Styles may build on each other in a circle, so the way up is short.
        for _ in 0..12 {
            let Some(style) = self.0.get(id) else { break };
            found.level = found.level.or(style.role.level);
            found.item |= style.role.item;
            found.contents |= style.role.contents;
            match style.parent.as_deref() {
                Some(parent) => id = parent,
                None => break,
            }
        }
        found
    }
}

/// Word calls the styles of the table of contents `toc 1` and so on, whatever its language.
fn is_contents(name: &str) -> bool {
    name.to_lowercase().strip_prefix("toc").is_some_and(|level| level.trim().parse::<u8>().is_ok())
}

fn named_level(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let number = name.strip_prefix("heading").or_else(|| name.strip_prefix("overskrift"))?;
    number.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// The level of an outline level as Word counts them: from 0, and 9 for body text.
pub(super) fn outline_level(value: &str) -> Option<u8> {
    value.parse().ok().filter(|level| *level < 9).map(|level: u8| level + 1)
}
