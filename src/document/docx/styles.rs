//! The small parts beside a Word document's text.
//!
//! Takes their markup, gives which styles are headings, the properties, and the name of the part with the text. Refuses
//! nothing: what is broken says nothing.

use std::collections::BTreeMap;

use quick_xml::{Reader, events::Event};

use super::attribute;

/// Style identifiers and the heading level that they stand for.
pub(super) type Levels = BTreeMap<String, u8>;

#[derive(Default)]
struct Style {
    level: Option<u8>,
    parent: Option<String>,
}

/// The levels of the styles that are headings, by themselves or by a style that they build on.
pub(super) fn levels(xml: &str) -> Levels {
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
            "name" => style.level = style.level.or_else(|| named_level(&value)),
            "basedOn" => style.parent = Some(value),
            "outlineLvl" => style.level = outline_level(&value),
            _ => {}
        }
    }
    styles.keys().filter_map(|id| Some((id.clone(), inherited(&styles, id)?))).collect()
}

/// Styles may build on each other in a circle, so the way up is short.
fn inherited(styles: &BTreeMap<String, Style>, id: &str) -> Option<u8> {
    let mut id = id;
    for _ in 0..12 {
        let style = styles.get(id)?;
        if style.level.is_some() {
            return style.level;
        }
        id = style.parent.as_deref()?;
    }
    None
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

/// One of the document's properties.
pub(super) fn property(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut value: Option<String> = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) if element.local_name().as_ref() == name => value = Some(String::new()),
            Event::End(element) if element.local_name().as_ref() == name => return value,
            Event::Text(text) => {
                if let Some(value) = &mut value {
                    value.push_str(&text.into_inner());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(value) = &mut value {
                    value.extend(super::body::character(&reference));
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The part that the container names as its main document.
pub(super) fn main_part(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element)
                if attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")) =>
            {
                return attribute(&element, "Target");
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
