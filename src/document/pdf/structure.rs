//! The structure that a tagged PDF gives its content: what is a heading, a paragraph, a cell, and in which order.
//!
//! Takes the file, gives the [`Piece`]s of each page in reading order (ISO 32000-2, 14.7 and 14.8). Refuses a document
//! that says its own tags are suspect; whether a page's pieces can be believed is decided where its words are known.

use std::collections::{BTreeMap, HashMap, HashSet};

use hayro_syntax::{
    Pdf,
    object::{Array, Dict, Name, Object, ObjectIdentifier},
};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text, an item of a list, a caption.
    Text,
    /// A heading of a level, 1 the uppermost.
    Heading(u8),
    /// A footnote.
    Note,
    /// A cell of a table, by the table's number in the document and the cell's place in it.
    Cell { table: usize, row: usize, column: usize },
}

/// A piece of a page: what one paragraph, heading or cell has on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub role: Role,
    /// The numbers of its marked content, in order.
    pub content: Vec<i32>,
}

/// The pieces of all pages, by the page's place.
pub(super) type Structure = BTreeMap<usize, Vec<Piece>>;

/// More elements than this are no document that anyone tagged.
const MOST: usize = 400_000;
/// Deeper nesting is hostile.
const DEEPEST: usize = 64;

/// The structure of a document; empty where it has none.
pub(super) fn structure(file: &Pdf) -> Structure {
    read(file).unwrap_or_default()
}

fn read(file: &Pdf) -> Option<Structure> {
    let catalogue = file.xref().get::<Dict<'_>>(file.xref().root_id())?;
    let info = catalogue.get::<Dict<'_>>(&b"MarkInfo"[..])?;
    if info.get::<bool>(&b"Suspects"[..]) == Some(true) || info.get::<bool>(&b"Marked"[..]) != Some(true) {
        return None;
    }
    let tree = catalogue.get::<Dict<'_>>(&b"StructTreeRoot"[..])?;
    let pages = file.pages().iter().enumerate().filter_map(|(index, page)| Some((page.raw().obj_id()?, index)));
    let mut walk = Walk {
        roles: tree.get(&b"RoleMap"[..]).unwrap_or_else(Dict::empty),
        pages: pages.collect(),
        seen: HashSet::new(),
        left: MOST,
        tables: Vec::new(),
        made: 0,
        open: None,
        begun: HashMap::new(),
        out: Structure::new(),
    };
    walk.kids(&tree, None, 0);
    Some(walk.out)
}

/// A table that is being walked through.
#[derive(Default)]
struct Table {
    number: usize,
    /// The rows so far; the current one is the last.
    rows: usize,
    /// The next free column of the current row.
    column: usize,
    /// The columns that a cell above still takes up, with the row after its last.
    taken: HashMap<usize, usize>,
}

struct Walk<'a> {
    roles: Dict<'a>,
    pages: HashMap<ObjectIdentifier, usize>,
    seen: HashSet<ObjectIdentifier>,
    left: usize,
    /// The open tables, outermost first.
    tables: Vec<Table>,
    /// How many tables there were.
    made: usize,
    /// The role of the innermost element that stands on lines of its own, with a number that tells it from the next.
    open: Option<(Role, usize)>,
    /// The piece that each element has on each page.
    begun: HashMap<(usize, usize), usize>,
    out: Structure,
}

impl<'a> Walk<'a> {
    fn kids(&mut self, element: &Dict<'a>, page: Option<usize>, depth: usize) {
        match element.get::<Object<'a>>(&b"K"[..]) {
            Some(Object::Array(kids)) => kids.iter::<Object<'a>>().for_each(|kid| self.kid(kid, page, depth)),
            Some(kid) => self.kid(kid, page, depth),
            None => {}
        }
    }

    fn kid(&mut self, kid: Object<'a>, page: Option<usize>, depth: usize) {
        match kid {
            Object::Number(number) => self.content(page, i32::try_from(number.as_i64()).ok()),
            Object::Dict(kid) => match kid.get::<i32>(&b"MCID"[..]) {
                Some(number) => self.content(self.page_of(&kid).or(page), Some(number)),
                None => self.element(&kid, page, depth + 1),
            },
            _ => {}
        }
    }

    fn page_of(&self, element: &Dict<'a>) -> Option<usize> {
        let id = element.get_ref(&b"Pg"[..])?;
        self.pages.get(&id.into()).copied()
    }

    fn element(&mut self, element: &Dict<'a>, page: Option<usize>, depth: usize) {
        let again = element.obj_id().is_some_and(|id| !self.seen.insert(id));
        if depth > DEEPEST || self.left == 0 || again {
            return;
        }
        self.left -= 1;
        let page = self.page_of(element).or(page);
        let outer = self.open;
        match self.role(element).as_slice() {
            b"Table" => {
                self.made += 1;
                self.tables.push(Table { number: self.made, ..Table::default() });
                self.kids(element, page, depth);
                self.tables.pop();
            }
            b"TR" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.rows, table.column) = (table.rows + 1, 0);
                }
                self.kids(element, page, depth);
            }
            b"TD" | b"TH" => {
                self.open = self.cell(element).map(|role| (role, self.left)).or(outer);
                self.kids(element, page, depth);
            }
            name => {
                // What stands inside a cell is the cell's, however many paragraphs it has.
                let inside = matches!(outer, Some((Role::Cell { .. }, _)));
                if let Some(role) = block(name).filter(|_| !inside) {
                    self.open = Some((role, self.left));
                }
                self.kids(element, page, depth);
            }
        }
        self.open = outer;
    }

    /// An element's standard role, through the document's own names for it.
    fn role(&self, element: &Dict<'a>) -> Vec<u8> {
        let Some(mut name) = element.get::<Name<'a>>(&b"S"[..]) else { return Vec::new() };
        for _ in 0..4 {
            if block(name.as_ref()).is_some() {
                break;
            }
            match self.roles.get::<Name<'a>>(name.as_ref()) {
                Some(standard) => name = standard,
                None => break,
            }
        }
        name.as_ref().to_vec()
    }

    /// The place of a cell in the innermost table.
    fn cell(&mut self, element: &Dict<'a>) -> Option<Role> {
        let (rows, columns) = spans(element);
        let table = self.tables.last_mut()?;
        let row = table.rows.checked_sub(1)?;
        while table.taken.get(&table.column).is_some_and(|until| *until > row) {
            table.column += 1;
        }
        let column = table.column;
        if rows > 1 {
            table.taken.extend((column..column + columns).map(|column| (column, row + rows)));
        }
        table.column += columns;
        Some(Role::Cell { table: table.number, row, column })
    }

    fn content(&mut self, page: Option<usize>, number: Option<i32>) {
        let (Some(page), Some(number)) = (page, number) else { return };
        let pieces = self.out.entry(page).or_default();
        // Content outside of any block is a piece of its own; what a note or a list inside it interrupts goes on.
        let Some((role, element)) = self.open else {
            return pieces.push(Piece { role: Role::Text, content: vec![number] });
        };
        let at = *self.begun.entry((page, element)).or_insert(pieces.len());
        match pieces.get_mut(at) {
            Some(piece) => piece.content.push(number),
            None => pieces.push(Piece { role, content: vec![number] }),
        }
    }
}

/// What an element on lines of its own is; nothing for groups and for parts of a line.
fn block(name: &[u8]) -> Option<Role> {
    match name {
        b"H" | b"H1" | b"Title" => Some(Role::Heading(1)),
        b"H2" => Some(Role::Heading(2)),
        b"H3" => Some(Role::Heading(3)),
        b"H4" => Some(Role::Heading(4)),
        b"H5" => Some(Role::Heading(5)),
        b"H6" => Some(Role::Heading(6)),
        b"Note" | b"FENote" => Some(Role::Note),
        b"P" | b"LI" | b"Caption" | b"BlockQuote" | b"Quote" | b"TOCI" | b"Figure" | b"Formula" | b"Aside" => {
            Some(Role::Text)
        }
        _ => None,
    }
}

/// How many rows and columns a cell takes up.
fn spans(element: &Dict<'_>) -> (usize, usize) {
    /// The widest that a cell may claim to be.
    const SPAN: u32 = 64;
    let attributes = match element.get::<Object<'_>>(&b"A"[..]) {
        Some(Object::Dict(one)) => vec![one],
        Some(Object::Array(several)) => Array::iter::<Object<'_>>(&several).filter_map(Object::into_dict).collect(),
        _ => Vec::new(),
    };
    let span = |key: &[u8]| {
        let stated = attributes.iter().find_map(|attributes| attributes.get::<u32>(key));
        stated.unwrap_or(1).clamp(1, SPAN) as usize
    };
    (span(b"RowSpan"), span(b"ColSpan"))
}
