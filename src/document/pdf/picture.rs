//! A page as pixels.
//!
//! Takes a page of the engine, gives it in shades of grey, at the resolution that recognition of text works best with.
//! Refuses a picture of more pixels than a large page has: such a page is drawn coarser.

use hayro::{
    PixmapSettings, RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, render,
    vello_cpu::color::palette::css::WHITE,
};
use hayro_syntax::page::Page;

use crate::document::ocr::Picture;

/// Pixels an inch.
const RESOLUTION: f32 = 300.0;
/// The most pixels: an A3 page at full resolution.
const PIXELS: f32 = 18e6;
/// The most pixels along one edge.
const EDGE: f32 = 20_000.0;

/// The page as a reader sees it.
pub(super) fn picture<'a>(page: &'a Page<'a>) -> Picture {
    let (width, height) = page.render_dimensions();
    let (width, height) = (width.max(1.0), height.max(1.0));
    let scale = (RESOLUTION / 72.0).min((PIXELS / (width * height)).sqrt()).min(EDGE / width.max(height));
    let drawing = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        // A scan is mostly coarser than what it is drawn at; steps between its pixels would look like serifs.
        &RenderSettings { force_image_interpolation: true, ..RenderSettings::default() },
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    );
    let grey = drawing.data().iter().map(|pixel| {
        let (red, green, blue) = (u32::from(pixel.r), u32::from(pixel.g), u32::from(pixel.b));
        ((77 * red + 150 * green + 29 * blue) >> 8) as u8
    });
    let resolution = (scale * 72.0).round() as u16;
    Picture { width: drawing.width(), height: drawing.height(), grey: grey.collect(), resolution }
}

/// The picture with level lines, where they fall by a share of their length to the right: each column is shifted.
pub(super) fn level(picture: &Picture, slope: f32) -> Picture {
    const WHITE: f32 = 255.0;
    let (wide, high) = (usize::from(picture.width), usize::from(picture.height));
    let shifts: Vec<f32> = (0..wide).map(|x| fall(x as f32, slope, picture.width)).collect();
    let at = |x: usize, y: f32| if y < 0.0 { None } else { picture.grey.get(y as usize * wide + x) };
    let mut grey = Vec::with_capacity(picture.grey.len());
    for y in 0..high {
        for (x, shift) in shifts.iter().enumerate() {
            let from = y as f32 + shift;
            let (above, below) = (at(x, from.floor()), at(x, from.floor() + 1.0));
            let [above, below] = [above, below].map(|pixel| pixel.map_or(WHITE, |pixel| f32::from(*pixel)));
            grey.push((above + (below - above) * (from - from.floor())) as u8);
        }
    }
    Picture { grey, ..*picture }
}

/// How far down a line that falls to the right is at a column, counted from its middle.
pub(super) fn fall(x: f32, slope: f32, width: u16) -> f32 {
    slope * (x - f32::from(width) / 2.0)
}

/// How far a page has to be turned to the left, in quarters, for its text to stand upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    None,
    Left,
    Half,
    Right,
}

impl Turn {
    /// The picture, turned.
    pub(super) fn of(self, picture: &Picture) -> Picture {
        let (width, height) = match self {
            Turn::None | Turn::Half => (picture.width, picture.height),
            Turn::Left | Turn::Right => (picture.height, picture.width),
        };
        let mut grey = Vec::with_capacity(picture.grey.len());
        let (wide, high) = (usize::from(picture.width), usize::from(picture.height));
        for y in 0..usize::from(height) {
            for x in 0..usize::from(width) {
                let (from_x, from_y) = match self {
                    Turn::None => (x, y),
                    Turn::Left => (wide - 1 - y, x),
                    Turn::Half => (wide - 1 - x, high - 1 - y),
                    Turn::Right => (y, high - 1 - x),
                };
                grey.push(picture.grey[from_y * wide + from_x]);
            }
        }
        Picture { width, height, grey, resolution: picture.resolution }
    }

    /// A place on the turned page as one on the page itself, which is so wide and high.
    pub(super) fn back(self, (x, y): (f32, f32), (width, height): (f32, f32)) -> (f32, f32) {
        match self {
            Turn::None => (x, y),
            Turn::Left => (width - y, x),
            Turn::Half => (width - x, height - y),
            Turn::Right => (y, height - x),
        }
    }

    /// The direction in which upright text runs on the page itself, in degrees clockwise.
    pub(super) fn degrees(self) -> f32 {
        match self {
            Turn::None => 0.0,
            Turn::Left => 90.0,
            Turn::Half => 180.0,
            Turn::Right => -90.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn falling_lines_are_made_level() {
        let grey = vec![0, 255, 255, 255, 0, 255, 255, 255, 0];
        let picture = Picture { width: 3, height: 3, grey, resolution: 300 };
        let level = level(&picture, 1.0);
        assert_eq!((level.width, level.height), (3, 3));
        // The middle of the line is half a pixel off the raster.
        assert_eq!(level.grey[3..6], [127, 127, 127]);
    }

    #[test]
    fn a_turned_picture_shows_what_the_page_has_there() {
        let page = Picture { width: 3, height: 2, grey: vec![0, 1, 2, 3, 4, 5], resolution: 300 };
        for turn in [Turn::None, Turn::Left, Turn::Half, Turn::Right] {
            let turned = turn.of(&page);
            for y in 0..turned.height {
                for x in 0..turned.width {
                    let grey = turned.grey[usize::from(y) * usize::from(turned.width) + usize::from(x)];
                    let (back_x, back_y) = turn.back((f32::from(x) + 0.5, f32::from(y) + 0.5), (3.0, 2.0));
                    assert_eq!(grey, page.grey[back_y as usize * 3 + back_x as usize], "{turn:?} {x} {y}");
                }
            }
        }
        assert_eq!(Turn::Left.of(&page).grey, [2, 5, 1, 4, 0, 3]);
    }
}
