//! What stands on a slide.
//!
//! Takes the markup of a slide, gives its shapes in the order in which they are read, and their text. Refuses what is
//! on every slide: number, date, footer.

use roxmltree::Node;

use crate::document::{
    builder::Builder,
    drawing::{self, below, is, paragraphs, parse},
};

/// Something on a slide, with its corner and its height where they are known.
#[derive(Clone, Copy)]
pub(super) struct Shape<'a, 'i> {
    node: Node<'a, 'i>,
    place: Option<Place>,
    role: Role,
}

#[derive(Clone, Copy)]
struct Place {
    x: f64,
    y: f64,
    height: f64,
}

/// What the layout has a shape for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Title,
    Subtitle,
    /// The place for the slide's points.
    Body,
    /// Put there by hand.
    Free,
}

/// How the coordinates of a group's members become those of the slide.
#[derive(Clone, Copy)]
struct Frame {
    scale: (f64, f64),
    shift: (f64, f64),
}

impl Frame {
    const SLIDE: Frame = Frame { scale: (1.0, 1.0), shift: (0.0, 0.0) };

    fn place(self, x: f64, y: f64, height: f64) -> Place {
        Place { x: x * self.scale.0 + self.shift.0, y: y * self.scale.1 + self.shift.1, height: height * self.scale.1 }
    }

    /// The frame of the members of a group in this.
    fn group(self, group: Node) -> Frame {
        let transform = group.children().find(|node| is(*node, "grpSpPr")).and_then(|node| below(node, "xfrm"));
        let pair = |name, x, y| transform.and_then(|node| below(node, name)).and_then(|node| pair(node, x, y));
        let (Some(off), Some(ext), Some(inner), Some(size)) =
            (pair("off", "x", "y"), pair("ext", "cx", "cy"), pair("chOff", "x", "y"), pair("chExt", "cx", "cy"))
        else {
            return self;
        };
        let ratio = |outer: f64, inner: f64| if inner > 0.0 { outer / inner } else { 1.0 };
        let scale = (ratio(ext.0, size.0), ratio(ext.1, size.1));
        let corner = self.place(off.0 - inner.0 * scale.0, off.1 - inner.1 * scale.1, 0.0);
        Frame { scale: (self.scale.0 * scale.0, self.scale.1 * scale.1), shift: (corner.x, corner.y) }
    }
}

fn pair(node: Node, x: &str, y: &str) -> Option<(f64, f64)> {
    Some((node.attribute(x)?.parse().ok()?, node.attribute(y)?.parse().ok()?))
}

/// The shapes of a slide: titles, then what has only the layout's place in the order of the file, then the others from
/// top to bottom; what stands side by side from left to right.
pub(super) fn in_order<'a, 'i>(slide: Node<'a, 'i>) -> Vec<Shape<'a, 'i>> {
    let mut found = Vec::new();
    if let Some(tree) = below(slide, "spTree") {
        collect(tree, &mut found);
    }
    let rank = |shape: &Shape| match (shape.role, shape.place) {
        (Role::Title, _) => 0,
        (Role::Subtitle, _) => 1,
        (_, None) => 2,
        _ => 3,
    };
    found.sort_by_key(rank);
    let placed = found.partition_point(|shape| rank(shape) < 3);
    by_place(&mut found[placed..]);
    found
}

/// Goes through groups without recursion: they may lie in one another to any depth.
fn collect<'a, 'i>(tree: Node<'a, 'i>, found: &mut Vec<Shape<'a, 'i>>) {
    let mut open = vec![(tree.children(), Frame::SLIDE)];
    while let Some((children, frame)) = open.last_mut() {
        let frame = *frame;
        let Some(node) = children.next() else {
            open.pop();
            continue;
        };
        match node.tag_name().name() {
            "sp" | "graphicFrame" | "cxnSp" => found.extend(shape(node, frame)),
            "grpSp" => open.push((node.children(), frame.group(node))),
            // The first alternative is the one that PowerPoint shows.
            "AlternateContent" => {
                let choice = node.children().find(|one| is(*one, "Choice") || is(*one, "Fallback"));
                open.extend(choice.map(|choice| (choice.children(), frame)));
            }
            _ => {}
        }
    }
}

fn shape<'a, 'i>(node: Node<'a, 'i>, frame: Frame) -> Option<Shape<'a, 'i>> {
    let role = match below(node, "ph").map(|place| place.attribute("type").unwrap_or("body")) {
        None => Role::Free,
        Some("title" | "ctrTitle") => Role::Title,
        Some("subTitle") => Role::Subtitle,
        Some("sldNum" | "dt" | "ftr" | "hdr") => return None,
        Some(_) => Role::Body,
    };
    let place = below(node, "xfrm").and_then(|transform| {
        let (x, y) = pair(below(transform, "off")?, "x", "y")?;
        let (_, height) = pair(below(transform, "ext")?, "cx", "cy")?;
        Some(frame.place(x, y, height))
    });
    Some(Shape { node, place, role })
}

/// Bands of shapes that begin beside one another, each from left to right.
fn by_place(shapes: &mut [Shape]) {
    let corner = |shape: &Shape| shape.place.map_or((0.0, 0.0, 0.0), |place| (place.x, place.y, place.height));
    shapes.sort_by(|a, b| corner(a).1.total_cmp(&corner(b).1));
    let mut start = 0;
    while start < shapes.len() {
        let (_, top, height) = corner(&shapes[start]);
        let band = shapes[start..].partition_point(|shape| corner(shape).1 <= top + height / 3.0).max(1);
        shapes[start..start + band].sort_by(|a, b| corner(a).0.total_cmp(&corner(b).0));
        start += band;
    }
}

/// Writes a shape; `part` gives the part that an element refers to.
pub(super) fn write(shape: Shape, out: &mut Builder, mut part: impl FnMut(Node, &str) -> Option<String>) {
    if let Some(table) = below(shape.node, "tbl") {
        return out.table(&rows(table));
    }
    if let Some(xml) = below(shape.node, "chart").and_then(|chart| part(chart, "id")) {
        return drawing::chart(&xml, out);
    }
    if let Some(xml) = below(shape.node, "relIds").and_then(|diagram| part(diagram, "dm")) {
        return diagram(&xml, out);
    }
    let Some(body) = shape.node.children().find(|node| is(*node, "txBody")) else { return };
    let paragraphs = paragraphs(body);
    match shape.role {
        Role::Title => out.heading(&paragraphs.join(" "), 1),
        Role::Body if paragraphs.len() > 1 => paragraphs.iter().for_each(|text| out.item(text)),
        _ => paragraphs.iter().for_each(|text| out.paragraph(text)),
    }
}

/// The points of a diagram, in the order in which they were written.
fn diagram(xml: &str, out: &mut Builder) {
    let Ok(data) = parse(xml) else { return };
    for point in data.descendants().filter(|node| is(*node, "pt")) {
        let text = paragraphs(point).join(" ");
        out.item(&text);
    }
}

/// The rows of a table; cells that others reach into are empty.
fn rows(table: Node) -> Vec<Vec<String>> {
    let cell = |cell: Node| {
        let merged = ["hMerge", "vMerge"].iter().any(|name| matches!(cell.attribute(*name), Some("1" | "true")));
        if merged { String::new() } else { paragraphs(cell).join(" ") }
    };
    let row = |row: Node| row.children().filter(|node| is(*node, "tc")).map(cell).collect();
    table.children().filter(|node| is(*node, "tr")).map(row).collect()
}
