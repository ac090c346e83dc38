//! Scans: pages whose text stands in a picture.
//!
//! Takes what a page draws, tells whether it is one, and whether another program left a layer of invisible text on it.
//! Refuses to call a page with a text of its own a scan, whatever pictures lie under it.

use super::{glyphs::Scene, visible::Shown};

/// A page whose text stands in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scan {
    /// There is nothing else.
    Bare,
    /// A program laid what it recognised over the picture.
    Layer,
}

/// The share of a page that pictures cover from which on they are the page.
const COVERED: f32 = 0.5;
/// A stamp that a journal system prints on scanned pages has no more letters than this.
const STAMP: usize = 120;
/// The height of the strips at the upper and lower edge where stamps stand, as a share of the page's.
const MARGIN: f32 = 0.08;

/// Fewer characters that nobody knows may be bullets.
const UNKNOWN: usize = 20;

/// What kind of scan a page is, if it is one.
pub(super) fn look(scene: &Scene) -> Option<Scan> {
    let drawn =
        |how: Shown| scene.glyphs.iter().filter(move |glyph| glyph.shown == how && !glyph.text.trim().is_empty());
    let shown: Vec<_> = drawn(Shown::Plainly).collect();
    let layer = drawn(Shown::Invisibly).next().is_some();
    let edge = MARGIN * scene.size.1;
    let stamp =
        shown.len() <= STAMP && shown.iter().all(|glyph| !(edge..scene.size.1 - edge).contains(&glyph.origin.1));
    // Text whose characters nobody knows is no better than a picture of it.
    let unknown = scene.unknown >= UNKNOWN && 2 * scene.unknown > scene.glyphs.len();
    if unknown {
        return Some(Scan::Bare);
    }
    (stamp && scene.pictured() > COVERED).then_some(if layer { Scan::Layer } else { Scan::Bare })
}

#[cfg(test)]
mod tests {
    use hayro_interpret::kurbo::Rect;

    use super::*;
    use crate::document::pdf::glyphs::{Glyph, Mark};

    fn scene(picture: f64, glyphs: &[(&str, f32, bool)]) -> Scene {
        let glyph = |(text, y, invisible): &(&str, f32, bool)| Glyph {
            text: (*text).to_owned(),
            origin: (50.0, *y),
            advance: (5.0, 0.0),
            size: 10.0,
            bold: false,
            shown: if *invisible { Shown::Invisibly } else { Shown::Plainly },
            mark: Mark::None,
        };
        Scene {
            size: (100.0, 100.0),
            glyphs: glyphs.iter().map(glyph).collect(),
            pictures: vec![Rect::new(0.0, 0.0, 100.0, picture)],
            ..Scene::default()
        }
    }

    #[test]
    fn a_page_that_is_a_picture_is_a_scan() {
        assert_eq!(look(&scene(90.0, &[])), Some(Scan::Bare));
        assert_eq!(look(&scene(90.0, &[("a", 50.0, true)])), Some(Scan::Layer));
        assert_eq!(look(&scene(90.0, &[("stempel", 97.0, false)])), Some(Scan::Bare), "a stamp in the margin");
        assert_eq!(look(&scene(90.0, &[("Forside", 50.0, false)])), None, "a title on a photograph");
        assert_eq!(look(&scene(30.0, &[])), None, "a small picture");
        let unknown = Scene { unknown: 20, ..scene(0.0, &[("\u{fffd}", 50.0, false)]) };
        assert_eq!(look(&unknown), Some(Scan::Bare), "text without known characters");
    }
}
