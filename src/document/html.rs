//! Web pages.
//!
//! Takes HTML however broken, gives what a reader reads: paragraphs, headings, lists and tables, without scripts,
//! navigation and forms. Refuses nothing, but stops where elements are nested deeper than the limit.

mod tables;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use scraper::{Html as Tree, Node, node::Element};

use super::{
    Kind, Limits, OffsetMap,
    builder::{Builder, tidy},
    reader::{Content, Reader},
    text,
};
use crate::{Result, notice::Notice};
use tables::Tables;

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
/// Elements whose content is not the document's own.
const SKIPPED: &[&str] = &[
    "script", "style", "nav", "footer", "aside", "noscript", "template", "svg", "iframe", "object", "select", "button",
    "textarea", "label", "canvas", "audio", "video", "dialog", "math",
];
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
        let tree = Tree::parse_document(source);
        let mut walk = Walk::new(limits);
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
            kind: Kind::Html,
            text: walk.out.text,
            pages: Vec::new(),
            headings: walk.out.headings,
            offsets: OffsetMap::default(),
            title: Some(tidy(&walk.title)),
            notices,
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
    let declared = head.match_indices("charset").find_map(|(at, word)| {
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

/// The source up to where open elements pile up: the parser's work grows with the pile.
fn shallow(source: &str, depth: usize) -> &str {
    const LONELY: &[&str] = &[
        "br", "img", "meta", "link", "input", "hr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "col", "wbr",
        "area", "base", "embed", "source", "track", "param", "tbody", "thead", "tfoot", "colgroup",
    ];
    let mut open = 0usize;
    for (at, _) in source.match_indices('<') {
        let tag = &source.as_bytes()[at + 1..];
        let closing = tag.first() == Some(&b'/');
        let name = &tag[usize::from(closing)..];
        let length = name.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = &source[at + 1 + usize::from(closing)..][..length];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || LONELY.iter().any(|lonely| lonely.eq_ignore_ascii_case(name))
        {
            continue;
        }
        open = if closing { open.saturating_sub(1) } else { open + 1 };
        if open > depth {
            return &source[..at];
        }
    }
    source
}

/// The way through the tree.
struct Walk {
    out: Builder,
    title: String,
    /// What stands since the last border of a block.
    line: String,
    tables: Tables,
    /// Whether the next line is an item of a list.
    bullet: bool,
    heading: Option<u8>,
    /// How many articles are open: in them, a header is the article's own.
    articles: usize,
    preformatted: usize,
}

impl Walk {
    fn new(limits: &Limits) -> Self {
        Walk {
            out: Builder::new(limits.text_bytes),
            title: String::new(),
            line: String::new(),
            tables: Tables::default(),
            bullet: false,
            heading: None,
            articles: 0,
            preformatted: 0,
        }
    }

    /// Goes through the tree without recursion: a hostile page is nested deeper than the stack.
    fn tree(&mut self, tree: &Tree) {
        let mut node = tree.tree.root();
        loop {
            let enter = match node.value() {
                Node::Text(text) => {
                    self.text(text);
                    false
                }
                Node::Element(element) if element.name() == "title" => {
                    let words = node.children().filter_map(|child| Some(child.value().as_text()?.text.to_string()));
                    self.title.extend(words);
                    false
                }
                // ASP.NET wraps whole pages in a form: one that holds prose is no form to fill in.
                Node::Element(element) if element.name() == "form" => {
                    node.descendants().any(|node| holds_prose(node.value()))
                }
                Node::Element(element) => !self.is_skipped(element),
                _ => true,
            };
            if enter {
                if let Node::Element(element) = node.value() {
                    self.open(element);
                }
                if let Some(child) = node.first_child() {
                    node = child;
                    continue;
                }
                self.leave(node.value());
            }
            loop {
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return self.flush() };
                node = parent;
                self.leave(node.value());
            }
        }
    }

    fn is_skipped(&self, element: &Element) -> bool {
        let name = element.name();
        SKIPPED.contains(&name) || element.attr("hidden").is_some() || name == "header" && self.articles == 0
    }

    fn text(&mut self, text: &str) {
        let target = self.tables.cell().unwrap_or(&mut self.line);
        if self.preformatted > 0 {
            target.push_str(text);
        } else {
            target.extend(text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }));
        }
    }

    fn open(&mut self, element: &Element) {
        let name = element.name();
        if name == "br" {
            self.tables.cell().unwrap_or(&mut self.line).push('\n');
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
mod tests {
    use super::*;

    fn read(html: &str) -> Content {
        assert!(Html.recognises(html.as_bytes()), "{html}");
        Html.read(html.as_bytes(), "side.html", &Limits::default()).unwrap()
    }

    #[test]
    fn a_page_is_read_as_a_reader_reads_it() {
        let page = "<!DOCTYPE html><html><head><title>Børn &amp; unge</title><style>p{}</style></head><body>\
            <nav>Menu</nav><header>Logo</header><main><header><h1>Årets\n tal</h1></header>\
            <p>Der er <b>12</b> børn<br>og 3 unge.</p><ul><li>et</li><li><p>to</p></li></ul>\
            <script>x()</script></main><footer>Kontakt</footer></body></html>";
        let content = read(page);
        assert_eq!(content.text, "Årets tal\n\nDer er 12 børn\nog 3 unge.\n\n- et\n- to");
        assert_eq!(content.title.as_deref(), Some("Børn & unge"));
        assert_eq!(content.headings.len(), 1);
        assert_eq!(content.headings[0].span.of(&content.text), "Årets tal");
    }

    #[test]
    fn cells_that_span_leave_empty_cells() {
        let page = "<table><caption>Anbragte</caption><tr><th rowspan=2>Art</th><th colspan=2>År</th></tr>\
            <tr><th>2018</th><th>2019</th></tr><tr><td>Pleje<br>familie</td><td>12</td><td></td></tr></table>";
        assert_eq!(read(page).text, "Anbragte\n\nArt\tÅr\t\n\t2018\t2019\nPleje familie\t12\t");
    }

    #[test]
    fn tables_for_layout_are_paragraphs() {
        let page = "<table><tr><td>Venstre<table><tr><td>a</td><td>1</td></tr></table>efter</td><td>Højre</td></tr></table>\
            <table><tr><td>ene</td></tr><tr><td>to</td></tr></table>";
        assert_eq!(read(page).text, "Venstre\n\na\t1\n\nefter\n\nHøjre\n\nene\n\nto");
    }

    #[test]
    fn a_form_around_a_whole_page_is_no_form() {
        let page = "<html><body><form><p>Tekst om børn.</p><input></form><form><label>Søg</label></form></body></html>";
        assert_eq!(read(page).text, "Tekst om børn.");
    }

    #[test]
    fn the_encoding_is_the_declared_one() {
        let page = "<html><head><meta charset=\"iso-8859-1\"></head><body>Børn</body></html>";
        let bytes = WINDOWS_1252.encode(page).0.into_owned();
        assert_eq!(Html.read(&bytes, "side.html", &Limits::default()).unwrap().text, "Børn");
        let utf16: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(Html.recognises(&utf16));
        assert_eq!(Html.read(&utf16, "side.html", &Limits::default()).unwrap().text, "Børn");
    }

    #[test]
    fn deep_nesting_is_cut_with_a_notice() {
        let page = format!("<html><p>Før</p>{}dybt", "<div>".repeat(100_000));
        let content = read(&page);
        assert_eq!(content.text, "Før");
        assert_eq!(content.notices.len(), 1);
    }

    #[test]
    fn text_about_markup_is_no_page() {
        assert!(!Html.recognises(b"Notat om <html> og <p>"));
        assert!(!Html.recognises(b"<personlige oplysninger>"));
    }
}
