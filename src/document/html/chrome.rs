//! What stands around a page's own text: menus, banners, cookie notices, what is hidden.
//!
//! Takes an element, says whether it and all in it are none of the text. Refuses to guess: only what the page itself
//! marks, by element, role, label or a name that means nothing else. What is hidden until a reader opens it, such as a
//! section that is folded up, is text.

use std::collections::HashSet;

use super::tree::{Element, Id, Node, Tree};

/// Elements whose content is not the document's own.
const ELEMENTS: &[&str] = &[
    "script", "style", "nav", "footer", "noscript", "template", "svg", "iframe", "object", "select", "button",
    "textarea", "label", "canvas", "audio", "video", "dialog", "math", "del",
];
/// Roles that say the same of any element.
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"];
/// Words of a class, or an id, that name a trail of links or a link past the menus.
const NAMES: &[&str] = &["breadcrumb", "breadcrumbs", "skip-link", "skiplink", "skip-links", "skip-to-content"];
/// Beginnings of the ids and classes that the common cookie notices have.
const COOKIES: &[&str] = &[
    "cookie-banner",
    "cookie-consent",
    "cookie-notice",
    "cookie-bar",
    "cookie-dialog",
    "cookie-popup",
    "cookiebanner",
    "cookieconsent",
    "cybotcookiebot",
    "coi-banner",
    "coioverlay",
    "cookie-information-template",
    "onetrust-",
];
/// What labels say of the links that pass a page on, and of the trail of links.
const LABELS: &[&str] = &["del siden", "del denne side", "del på", "share", "brødkrumme", "breadcrumb"];
/// Parts of classes that fold and unfold.
const FOLDS: &[&str] = &["accordion", "collapse", "tab-pane", "tabpanel", "tab-content"];

/// What is not the text of one page.
pub(super) struct Chrome {
    /// The ids of what something on the page opens.
    opened: HashSet<String>,
}

impl Chrome {
    /// Looks through a page for what can be opened.
    pub(super) fn of(tree: &Tree) -> Chrome {
        let mut opened = HashSet::new();
        for node in tree.descendants(Tree::ROOT) {
            let Node::Element(element) = node else { continue };
            let ids = element.attr("aria-controls").unwrap_or_default().split_ascii_whitespace();
            opened.extend(ids.map(str::to_owned));
        }
        Chrome { opened }
    }

    /// Whether an element is none of the page's text; `inside` an article or the main part, a header is its own, and
    /// what stands aside is a box of facts.
    pub(super) fn holds(&self, tree: &Tree, at: Id, element: &Element, inside: bool) -> bool {
        let name = element.name();
        let role = element.attr("role").unwrap_or_default();
        // A page that calls all of itself a banner knows nothing of roles.
        let is_page = matches!(name, "html" | "body" | "main" | "article");
        ELEMENTS.contains(&name)
            || matches!(name, "header" | "aside") && !inside
            || !is_page && (ROLES.contains(&role) || is_named(element))
            || self.is_hidden(tree, at, element)
    }

    fn is_hidden(&self, tree: &Tree, at: Id, element: &Element) -> bool {
        let style: String = element.attr("style").unwrap_or_default().split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        let unseen = element.attr("hidden").is_some_and(|how| !how.eq_ignore_ascii_case("until-found"))
            || style.contains("display:none")
            || style.contains("visibility:hidden");
        // An open dialogue makes its page mark the whole of its content so.
        let unread = element.attr("aria-hidden") == Some("true") && !tree.descendants(at).any(is_main);
        (unseen || unread) && !self.unfolds(element)
    }

    /// Whether a reader can open it where it stands.
    fn unfolds(&self, element: &Element) -> bool {
        let class = element.attr("class").unwrap_or_default().to_ascii_lowercase();
        element.attr("role") == Some("tabpanel")
            || element.attr("id").is_some_and(|id| self.opened.contains(id))
            || class.split_ascii_whitespace().any(|word| FOLDS.iter().any(|fold| word.contains(fold)))
    }
}

/// Whether a class, an id or a label names something that is no text.
fn is_named(element: &Element) -> bool {
    let lower = |name| element.attr(name).unwrap_or_default().to_lowercase();
    let (class, id, label) = (lower("class"), lower("id"), lower("aria-label"));
    let mut names = class.split_ascii_whitespace().chain([id.as_str()]);
    names.any(|name| NAMES.contains(&name) || COOKIES.iter().any(|cookie| name.starts_with(cookie)))
        || LABELS.iter().any(|begin| label.starts_with(begin))
        || element.attr("itemtype").is_some_and(|kind| kind.ends_with("schema.org/BreadcrumbList"))
}

fn is_main(node: &Node) -> bool {
    matches!(node, Node::Element(element) if matches!(element.name(), "main" | "article" | "h1"))
}
