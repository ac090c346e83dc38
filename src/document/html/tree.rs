//! The tree of a web page.
//!
//! Takes the source however broken, gives the tree that a browser would build of it, in one vector whose nodes know each
//! other by number: nothing is walked or dropped by recursion. Refuses nothing, but keeps only what the reader asks for:
//! elements with the attributes in [`KEPT`], and text; comments and the like are places without content.

mod sink;

use std::{
    iter::successors,
    num::NonZeroUsize,
    ops::{Index, IndexMut},
};

use html5ever::{Attribute, QualName, tree_builder::NodeOrText};

/// The attributes that are kept; a page can bear any number of others.
const KEPT: &[&str] = &[
    "hidden",
    "role",
    "colspan",
    "rowspan",
    "class",
    "id",
    "style",
    "aria-hidden",
    "aria-label",
    "aria-controls",
    "itemtype",
    "name",
    "property",
    "content",
];

/// A node's number in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id(NonZeroUsize);

/// What stands at a place of the tree.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
    /// The page itself, the contents of a template, a comment, an instruction.
    Other,
}

/// An element. Its name is in small letters, but for some of SVG's.
#[derive(Debug)]
pub(super) struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
}

impl Element {
    pub(super) fn name(&self) -> &str {
        &self.name.local
    }

    /// The value of an attribute; only those in [`KEPT`] are there.
    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        debug_assert!(KEPT.contains(&name), "{name} is not kept");
        self.attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }
}

/// A node and its neighbours.
#[derive(Debug)]
pub(super) struct Place {
    pub node: Node,
    pub parent: Option<Id>,
    previous: Option<Id>,
    pub next: Option<Id>,
    pub first_child: Option<Id>,
    last_child: Option<Id>,
}

/// The nodes of a page, the page itself first. Those that lost their place in it stay in the vector, unreachable.
#[derive(Debug)]
pub(super) struct Tree(Vec<Place>);

impl Index<Id> for Tree {
    type Output = Place;

    fn index(&self, id: Id) -> &Place {
        &self.0[id.0.get() - 1]
    }
}

impl IndexMut<Id> for Tree {
    fn index_mut(&mut self, id: Id) -> &mut Place {
        &mut self.0[id.0.get() - 1]
    }
}

impl Tree {
    /// The page itself.
    pub(super) const ROOT: Id = Id(NonZeroUsize::MIN);

    /// Builds the tree as a browser does.
    pub(super) fn parse(source: &str) -> Tree {
        let mut page = Tree(Vec::new());
        page.create(Node::Other);
        sink::fill(page, source)
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = &Node> {
        successors(self[id].first_child, |child| self[*child].next).map(|child| &self[child].node)
    }

    /// Everything below a node, in the order of the page.
    pub(super) fn descendants(&self, top: Id) -> impl Iterator<Item = &Node> {
        let after = move |id: Id| {
            let mut upwards = successors(Some(id), |id| self[*id].parent).take_while(|id| *id != top);
            upwards.find_map(|id| self[id].next)
        };
        successors(self[top].first_child, move |id| self[*id].first_child.or_else(|| after(*id)))
            .map(|id| &self[id].node)
    }

    /// A node that has no place yet.
    fn create(&mut self, node: Node) -> Id {
        let id = Id(NonZeroUsize::MIN.saturating_add(self.0.len()));
        self.0.push(Place { node, parent: None, previous: None, next: None, first_child: None, last_child: None });
        id
    }

    /// Puts a node under a parent, before one of its children or last. Text goes to the text it would follow.
    fn insert(&mut self, parent: Id, before: Option<Id>, new: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(child) = new {
            self.detach(child);
        }
        let previous = before.map_or(self[parent].last_child, |next| self[next].previous);
        let child = match new {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => {
                if let Some(Node::Text(before)) = previous.map(|id| &mut self[id].node) {
                    return before.push_str(&text);
                }
                self.create(Node::Text(text.into()))
            }
        };
        self[child].parent = Some(parent);
        self.join(parent, previous, Some(child));
        self.join(parent, Some(child), before);
    }

    /// Takes a node, with all below it, from its place.
    fn detach(&mut self, id: Id) {
        let place = &mut self[id];
        let (parent, previous, next) = (place.parent.take(), place.previous.take(), place.next.take());
        if let Some(parent) = parent {
            self.join(parent, previous, next);
        }
    }

    /// Makes neighbours of two children; `None` is the end of the row.
    fn join(&mut self, parent: Id, left: Option<Id>, right: Option<Id>) {
        match left {
            Some(left) => self[left].next = right,
            None => self[parent].first_child = right,
        }
        match right {
            Some(right) => self[right].previous = left,
            None => self[parent].last_child = left,
        }
    }
}
