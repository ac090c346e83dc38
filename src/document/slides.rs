//! Presentations (.pptx).
//!
//! Takes the container, gives each slide as a page: its title as heading, then text boxes, tables, diagrams and the
//! values of charts, from top to bottom and from left to right. Slide numbers, dates and footers are left out, and so
//! are the speaker's notes: they are not what was shown. Hidden slides are read, and a remark says so. Refuses a slide
//! whose markup is broken, and goes on with the next.

mod shapes;

use roxmltree::Node;

use super::{
    Heading, Kind, Limits, Page, PageNumber,
    builder::Builder,
    drawing::{is, parse},
    package::{self, Package, Parts, Relation},
    reader::{Content, Reader},
    text,
};
use crate::{Error, ErrorKind, Result, notice::Notice, span::Span};

pub(super) struct Slides;

const MAIN: &str = "ppt/presentation.xml";

impl Reader for Slides {
    fn recognises(&self, bytes: &[u8]) -> bool {
        package::kind(bytes) == Some(Package::Slides)
    }

    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content> {
        let mut parts = Parts::open(bytes, name, limits)?;
        let mut deck = Deck { limit: limits.text_bytes, ..Deck::default() };
        let slides = order(&mut parts, name, limits)?;
        for (index, part) in slides.iter().take(limits.pages).enumerate() {
            let page = PageNumber::at(index);
            if let Err(reason) = deck.slide(&mut parts, part, page) {
                deck.notices.push(Notice::partial(format!("the slide cannot be read: {reason}")).on_page(page));
            }
            if deck.cut {
                deck.notices.push(text::cut_notice(limits));
                break;
            }
        }
        if slides.len() > limits.pages {
            let left_out = format!("only the first {} of {} slides were read", limits.pages, slides.len());
            deck.notices.push(Notice::partial(left_out));
        }
        if deck.text.chars().all(|c| c == '\u{c}') {
            deck.notices.push(Notice::partial("the slides hold no text; pictures on them are not read"));
        }
        Ok(Content {
            pages: deck.pages,
            headings: deck.headings,
            notices: deck.notices,
            ..parts.properties(Content::new(Kind::Slides, deck.text))
        })
    }
}

/// The parts with the slides, in the order of the show.
fn order(parts: &mut Parts, name: &str, limits: &Limits) -> Result<Vec<String>> {
    let damaged = |reason: String| {
        Error::new(ErrorKind::Damaged, format!("{name} is a damaged presentation: {reason}"))
            .hint("fetch the file again, or open it in PowerPoint and save it anew")
    };
    let main = parts.main(MAIN).ok_or_else(|| damaged("it has no list of slides".to_owned()))?;
    let xml = parts.unpack(&main).map_err(|trouble| trouble.error(name, limits))?.unwrap_or_default();
    let show = parse(&xml).map_err(damaged)?;
    let relations = parts.relations_of(&main);
    let listed = show.descendants().filter(|node| is(*node, "sldId"));
    Ok(listed.filter_map(|slide| Some(target(&relations, slide, "id")?.to_owned())).collect())
}

/// The part that an element refers to by an attribute.
fn target<'a>(relations: &'a [Relation], node: Node, name: &str) -> Option<&'a str> {
    // A slide has a number of its own that is called `id` too; what refers to a part has a namespace.
    let id = node.attributes().find(|one| one.name() == name && one.namespace().is_some())?.value();
    relations.iter().find(|relation| relation.id == id).map(|relation| relation.target.as_str())
}

/// The slides so far.
#[derive(Default)]
struct Deck {
    text: String,
    pages: Vec<Page>,
    headings: Vec<Heading>,
    notices: Vec<Notice>,
    limit: usize,
    cut: bool,
}

impl Deck {
    /// Adds a slide; one that cannot be read is an empty page, so that the numbers of the others stay right.
    fn slide(&mut self, parts: &mut Parts, part: &str, number: PageNumber) -> Result<(), String> {
        let mut out = Builder::new(self.limit.saturating_sub(self.text.len() + 1));
        let outcome = self.fill(parts, part, number, &mut out);
        if !self.pages.is_empty() {
            self.text.push('\u{c}');
        }
        let start = self.text.len();
        self.text.push_str(&out.text);
        let span = Span::new(start, self.text.len());
        self.headings.extend(out.headings.iter().map(|one| Heading { span: one.span.shifted(start), ..*one }));
        self.pages.push(Page::new(number, span));
        self.cut = out.cut;
        outcome
    }

    fn fill(&mut self, parts: &mut Parts, part: &str, number: PageNumber, out: &mut Builder) -> Result<(), String> {
        let xml = parts.unpack(part).map_err(|trouble| trouble.to_string())?.ok_or("it is not there")?;
        let slide = parse(&xml)?;
        if slide.root_element().attribute("show") == Some("0") {
            self.notices.push(Notice::remark("the slide is hidden, and was read").on_page(number));
        }
        let relations = parts.relations_of(part);
        for shape in shapes::in_order(slide.root_element()) {
            shapes::write(shape, out, |node, name| parts.text(target(&relations, node, name)?));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
