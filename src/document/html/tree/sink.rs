//! The parser's hands on the tree.
//!
//! Takes what the parser orders (make, append, move, remove), gives the tree once the source ends. Refuses to keep what
//! no reader asks for: attributes but a few, comments' text, the document's type, complaints about the markup.

use std::{
    borrow::Cow,
    cell::{Ref, RefCell},
};

use html5ever::{
    Attribute, ParseOpts, QualName, parse_document,
    tendril::{StrTendril, TendrilSink},
    tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
};

use super::{Element, Id, KEPT, Node, Tree};

/// Lets the parser build its tree in this one, which holds only the page itself.
pub(super) fn fill(page: Tree, source: &str) -> Tree {
    parse_document(Sink(RefCell::new(page)), ParseOpts::default()).one(source)
}

/// What the parser builds through; it asks with shared references only.
struct Sink(RefCell<Tree>);

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn get_document(&self) -> Id {
        Tree::ROOT
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, id: &Id) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match &tree[*id].node {
            Node::Element(element) => &element.name,
            _ => unreachable!("the parser asks only elements for their name"),
        })
    }

    fn create_element(&self, name: QualName, mut attributes: Vec<Attribute>, flags: ElementFlags) -> Id {
        attributes.retain(is_kept);
        let mut tree = self.0.borrow_mut();
        let element = tree.create(Node::Element(Element { name, attributes }));
        if flags.template {
            let contents = tree.create(Node::Other);
            tree.insert(element, None, NodeOrText::AppendNode(contents));
        }
        element
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.0.borrow_mut().create(Node::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.0.borrow_mut().create(Node::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.0.borrow_mut().insert(*parent, None, child);
    }

    fn append_before_sibling(&self, sibling: &Id, new: NodeOrText<Id>) {
        let mut tree = self.0.borrow_mut();
        if let Some(parent) = tree[*sibling].parent {
            tree.insert(parent, Some(*sibling), new);
        }
    }

    /// What stands in a table where nothing may stand goes before the table, or, of a table that has lost its place, to
    /// the end of the element around it.
    fn append_based_on_parent_node(&self, table: &Id, around: &Id, child: NodeOrText<Id>) {
        let parent = self.0.borrow()[*table].parent;
        match parent {
            Some(_) => self.append_before_sibling(table, child),
            None => self.append(around, child),
        }
    }

    fn remove_from_parent(&self, id: &Id) {
        self.0.borrow_mut().detach(*id);
    }

    fn reparent_children(&self, from: &Id, to: &Id) {
        let mut tree = self.0.borrow_mut();
        while let Some(child) = tree[*from].first_child {
            tree.insert(*to, None, NodeOrText::AppendNode(child));
        }
    }

    fn add_attrs_if_missing(&self, id: &Id, mut attributes: Vec<Attribute>) {
        attributes.retain(is_kept);
        if let Node::Element(element) = &mut self.0.borrow_mut()[*id].node {
            attributes.retain(|new| element.attributes.iter().all(|old| old.name != new.name));
            element.attributes.append(&mut attributes);
        }
    }

    /// A template's contents are its first child, made with it.
    fn get_template_contents(&self, template: &Id) -> Id {
        self.0.borrow()[*template].first_child.unwrap_or(*template)
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _mode: QuirksMode) {}
}

/// Whether the reader asks for this attribute, as itself and not as one of another namespace.
fn is_kept(attribute: &Attribute) -> bool {
    attribute.name.ns.is_empty() && KEPT.contains(&&*attribute.name.local)
}
