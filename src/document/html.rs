//! Web pages.
//!
//! Takes HTML however broken, gives what a reader reads: paragraphs, headings, lists and tables, without scripts,
//! navigation, forms, and what the page marks as none of its text. Refuses nothing, but stops where elements are nested deeper than the limit.

mod chrome;
mod tables;
mod tree;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{
    Kind, Limits,
    builder::{Builder, tidy},
    metadata,
    pdf::superscript,
    reader::{Content, Reader},
    text,
};
use crate::{Result, notice::Notice};
use chrome::Chrome;
use tables::Tables;
use tree::{Element, Node, Tree};

pub(super) struct Html;

/// What a web page may begin with, after blanks and comments.
const OPENINGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "link",
    "div",
    "p",
    "table",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "article",
    "section",
    "main",
    "header",
    "span",
    "script",
    "style",
    "base",
];
/// What pages call the day on which they were written.
const DATES: &[&str] =
    &["article:published_time", "dcterms.created", "dcterms.date", "dc.date", "dcterms.issued", "date"];
/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "tr",
    "td",
    "th",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "hr",
    "address",
    "body",
    "html",
    "details",
    "summary",
    "fieldset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "form",
    "center",
    "legend",
];

impl Reader for Html {
    fn recognises(&self, bytes: &[u8]) -> bool {
        begins_as_page(&text::decode(bytes, 4096).text)
    }

    fn read(&self, bytes: &[u8], _name: &str, limits: &Limits) -> Result<Content> {
        // Markup is a multiple of its text; more than this of it is not read.
        let room = limits.text_bytes.saturating_mul(8);
        let (encoding, mark) = encoding_of(bytes);
        let decoded = text::decode_as(bytes, encoding, mark, room);
        let source = shallow(&decoded.text, limits.depth);
        let tree = Tree::parse(source);
        let mut walk = Walk::new(limits, Chrome::of(&tree));
        walk.tree(&tree);
        let mut notices = Vec::new();
        if source.len() < decoded.text.len() {
            notices.push(Notice::partial(format!(
                "elements are nested deeper than {}; what follows was left out",
                limits.depth
            )));
        }
        if decoded.cut || walk.out.cut {
            notices.push(text::cut_notice(limits));
        }
        if walk.out.text.is_empty() {
            notices.push(Notice::partial("the page has no text; a script may have to load it first"));
        }
        Ok(Content {
            title: Some(tidy(&walk.title)),
            author: walk.meta(&["author", "dcterms.creator", "dc.creator"]),
            written: walk.meta(DATES).as_deref().and_then(metadata::property_date),
            headings: walk.out.headings,
            notices,
            ..Content::new(Kind::Html, walk.out.text)
        })
    }
}

fn begins_as_page(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?xml") {
            rest.find("?>").map(|at| at + 2)
        } else {
            break;
        };
        let Some(end) = end else { return false };
        rest = rest[end..].trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    OPENINGS.iter().any(|opening| {
        tag.get(..opening.len()).is_some_and(|name| name.eq_ignore_ascii_case(opening))
            && !tag[opening.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}

/// A byte-order mark, then what the page says of itself, then the look of the bytes.
fn encoding_of(bytes: &[u8]) -> (&'static Encoding, usize) {
    let guessed = text::encoding_of(bytes, 1 << 20);
    if guessed.1 > 0 || guessed.0 == UTF_16LE || guessed.0 == UTF_16BE {
        return guessed;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    // Where a page is XML, its first line may say it too.
    let prolog = head.trim_start().starts_with("<?xml").then(|| head.find("encoding")).flatten();
    let places = head.match_indices("charset").chain(prolog.map(|at| (at, "encoding")));
    let declared = places.into_iter().find_map(|(at, word)| {
        let label = head[at + word.len()..].trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
        let end = label.find(|c: char| !(c.is_alphanumeric() || "-_:".contains(c))).unwrap_or(label.len());
        Encoding::for_label(&label.as_bytes()[..end])
    });
    match declared {
        // A page in a single-byte encoding that also is valid UTF-8 beyond ASCII only forgot to say so; a page that
        // claims UTF-16 in ASCII letters does not know itself.
        Some(encoding) if encoding.is_single_byte() && guessed.0 == WINDOWS_1252 => (encoding, 0),
        _ => guessed,
    }
}

/// The source up to where open elements pile up: the parser's work grows with the pile. Old pages leave many tags open
/// that end by themselves, so the pile may be some times as high as elements may be deep.
fn shallow(source: &str, depth: usize) -> &str {
    const LONELY: &[&str] = &[
        "br", "img", "meta", "link", "input", "hr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "col", "wbr",
        "area", "base", "embed", "source", "track", "param", "tbody", "thead", "tfoot", "colgroup",
    ];
    let bytes = source.as_bytes();
    let (mut open, mut at) = (0usize, 0);
    while let Some(next) = source[at..].find('<') {
        let start = at + next;
        let closing = bytes.get(start + 1) == Some(&b'/');
        let from = start + 1 + usize::from(closing);
        let length = bytes[from..].iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = &source[from..from + length];
        at = from + length;
        // What a script compares is no tag.
        let raw = [("script", "</script"), ("style", "</style")]
            .into_iter()
            .find(|(raw, _)| !closing && name.eq_ignore_ascii_case(raw));
        let end = if source[start..].starts_with("<!--") { Some("-->") } else { raw.map(|(_, end)| end) };
        if let Some(end) = end {
            let found = bytes[at..].windows(end.len()).position(|window| window.eq_ignore_ascii_case(end.as_bytes()));
            let Some(found) = found else { break };
            at += found + end.len();
            continue;
        }
        let counts = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !counts || LONELY.iter().any(|lonely| lonely.eq_ignore_ascii_case(name)) {
            continue;
        }
        open = if closing { open.saturating_sub(1) } else { open + 1 };
        if open > 4 * depth {
            return &source[..start];
        }
    }
    source
}

/// The way through the tree.
struct Walk {
    out: Builder,
    title: String,
    /// Names of the page's properties in small letters, with their values.
    properties: Vec<(String, String)>,
    /// What stands since the last border of a block.
    line: String,
    tables: Tables,
    /// Whether the next line is an item of a list.
    bullet: bool,
    heading: Option<u8>,
    /// What is not the page's own text.
    chrome: Chrome,
    /// How many articles are open: in them, a header is the article's own.
    articles: usize,
    preformatted: usize,
    /// How many raised texts are open.
    raised: usize,
}

impl Walk {
    fn new(limits: &Limits, chrome: Chrome) -> Self {
        Walk {
            out: Builder::new(limits.text_bytes),
            title: String::new(),
            properties: Vec::new(),
            line: String::new(),
            tables: Tables::default(),
            bullet: false,
            heading: None,
            chrome,
            articles: 0,
            preformatted: 0,
            raised: 0,
        }
    }

    /// Goes through the tree without recursion: a hostile page is nested deeper than the stack.
    fn tree(&mut self, tree: &Tree) {
        let mut at = Tree::ROOT;
        loop {
            let node = &tree[at].node;
            let enter = match node {
                Node::Text(text) => {
                    self.text(text);
                    false
                }
                Node::Element(element) if element.name() == "title" => {
                    self.title.extend(tree.children(at).filter_map(|child| match child {
                        Node::Text(text) => Some(text.as_str()),
                        _ => None,
                    }));
                    false
                }
                Node::Element(element) if element.name() == "meta" => {
                    self.property(element);
                    false
                }
                // ASP.NET wraps whole pages in a form: one that holds prose is no form to fill in.
                Node::Element(element) => {
                    !self.chrome.holds(tree, at, element, self.articles > 0)
                        && (element.name() != "form" || tree.descendants(at).any(holds_prose))
                }
                Node::Other => true,
            };
            if enter {
                if let Node::Element(element) = node {
                    self.open(element);
                }
                if let Some(child) = tree[at].first_child {
                    at = child;
                    continue;
                }
                self.leave(node);
            }
            loop {
                if let Some(next) = tree[at].next {
                    at = next;
                    break;
                }
                let Some(parent) = tree[at].parent else { return self.flush() };
                at = parent;
                self.leave(&tree[at].node);
            }
        }
    }

    fn property(&mut self, element: &Element) {
        let name = element.attr("name").or_else(|| element.attr("property"));
        if let (Some(name), Some(value)) = (name, element.attr("content")) {
            self.properties.push((name.to_ascii_lowercase(), tidy(value)));
        }
    }

    /// The first of some properties that the page has.
    fn meta(&self, names: &[&str]) -> Option<String> {
        let value = |name: &&str| self.properties.iter().find(|(one, _)| one == name).map(|(_, value)| value.clone());
        names.iter().find_map(value).filter(|value| !value.is_empty())
    }

    fn text(&mut self, text: &str) {
        let target = self.tables.cell().unwrap_or(&mut self.line);
        if self.raised > 0 {
            target.extend(text.chars().map(superscript));
        } else if self.preformatted > 0 {
            target.push_str(text);
        } else {
            target.extend(text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }));
        }
    }

    fn open(&mut self, element: &Element) {
        let name = element.name();
        match name {
            "br" => self.tables.cell().unwrap_or(&mut self.line).push('\n'),
            "sup" => self.raised += 1,
            _ => {}
        }
        if !BLOCKS.contains(&name) {
            return;
        }
        self.border();
        match name {
            "article" | "main" => self.articles += 1,
            "pre" => self.preformatted += 1,
            "li" => self.bullet = true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name[1..].parse().ok(),
            "table" => self.tables.open(element, &mut self.out),
            "caption" => self.tables.pause(true),
            "tr" => self.tables.row(),
            "td" | "th" => self.tables.open_cell(element),
            _ => {}
        }
    }

    fn leave(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        let name = element.name();
        if name == "sup" {
            self.raised = self.raised.saturating_sub(1);
        }
        if !BLOCKS.contains(&name) {
            return;
        }
        self.border();
        match name {
            "article" | "main" => self.articles = self.articles.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "li" => self.bullet = false,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "table" => self.tables.close(&mut self.out),
            "caption" => self.tables.pause(false),
            "td" | "th" => self.tables.close_cell(),
            _ => {}
        }
    }

    /// A block begins or ends here.
    fn border(&mut self) {
        match self.tables.cell() {
            Some(cell) => cell.push('\n'),
            None => self.flush(),
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.trim().is_empty() {
            return;
        }
        match self.heading {
            Some(level) => self.out.heading(&line, level),
            None if std::mem::take(&mut self.bullet) => self.out.item(&line),
            None => self.out.paragraph(&line),
        }
    }
}

fn holds_prose(node: &Node) -> bool {
    let Node::Element(element) = node else { return false };
    matches!(element.name(), "p" | "table" | "article" | "main" | "h1" | "h2" | "h3")
}

#[cfg(test)]
mod tests;
