//! Whether a reader sees a text.
//!
//! Takes what is painted on a page in its order, tells of a text drawn on top of it whether it shows: white on white,
//! fully transparent or beyond the page's edge it does not. Refuses to call anything hidden that may stand on a
//! coloured area: where the ground is in doubt, the text is seen.

use hayro_interpret::{
    DrawMode, Paint,
    kurbo::{Point, Rect},
};

/// How a text is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Shown {
    /// As readers see it.
    #[default]
    Plainly,
    /// In the mode that leaves no mark on the page, as OCR programs lay text over a picture.
    Invisibly,
    /// In the colour of the ground, or where no page is.
    Hidden,
}

/// What lies under the text: areas that are not as white as paper.
#[derive(Debug, Default)]
pub(super) struct Ground {
    dark: Vec<Rect>,
    /// How much each open group of marks lets through.
    opacity: Vec<f32>,
}

/// More areas than this are a drawing, on which every text counts as seen.
const MOST: usize = 2_000;
/// Each colour from here to 255 is as white as paper.
const PALE: u8 = 244;

impl Ground {
    /// A filled area, a thick line or a picture.
    pub(super) fn paint(&mut self, area: Rect, paint: Option<&Paint<'_>>) {
        if self.dark.len() <= MOST && !paint.is_some_and(is_pale) {
            self.dark.push(area);
        }
    }

    pub(super) fn enter(&mut self, opacity: f32) {
        self.opacity.push(opacity);
    }

    pub(super) fn leave(&mut self) {
        self.opacity.pop();
    }

    /// How a text in this paint shows at a place.
    pub(super) fn shows(&self, at: Point, paint: &Paint<'_>, mode: &DrawMode) -> Shown {
        if matches!(mode, DrawMode::Invisible) {
            return Shown::Invisibly;
        }
        let clear = self.opacity.iter().any(|opacity| *opacity < 0.02) || alpha(paint) == 0;
        // An outline in another colour cannot be asked for, so only filled text is judged.
        let white = matches!(mode, DrawMode::Fill(_)) && is_pale(paint);
        let on_dark = || self.dark.len() > MOST || self.dark.iter().any(|area| area.contains(at));
        if clear || white && !on_dark() { Shown::Hidden } else { Shown::Plainly }
    }
}

fn is_pale(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => color.to_rgba().to_rgba8()[..3].iter().all(|channel| *channel >= PALE),
        Paint::Pattern(_) => false,
    }
}

fn alpha(paint: &Paint<'_>) -> u8 {
    match paint {
        Paint::Color(color) => color.to_rgba().to_rgba8()[3],
        Paint::Pattern(_) => u8::MAX,
    }
}
