//! What a page draws: its glyphs, its ruling lines, whether pictures cover it.
//!
//! Takes a page of the engine, gives a [`Scene`] in points from the page's top left corner. The engine is seen nowhere
//! else, so another could take its place. Refuses to go on when the time is up, and keeps a bounded number of marks.

use std::time::Instant;

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask,
    font::Glyph as Drawn,
    font::GlyphRun,
    hayro_cmap::BfString,
    interpret_page,
    kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape},
};
use hayro_syntax::{Pdf, page::Page};

/// A glyph where it stands.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it reads as; ligatures are more than one character, a glyph without a known one is U+FFFD.
    pub text: String,
    /// Where its baseline begins.
    pub origin: (f32, f32),
    /// From its origin to the next glyph's.
    pub advance: (f32, f32),
    /// The size of its font, in points.
    pub size: f32,
    pub bold: bool,
    /// Whether it leaves no mark on the page.
    pub invisible: bool,
}

/// A straight line along an edge of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

/// What a page draws.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    pub size: (f32, f32),
    pub glyphs: Vec<Glyph>,
    /// How many of the glyphs have no known character.
    pub unknown: usize,
    pub rules: Vec<Rule>,
    /// The pictures' boxes, as far as they lie on the page.
    pub pictures: Vec<Rect>,
    /// How many pixels they have together.
    pub pixels: u64,
}

impl Scene {
    /// The share of the page that pictures cover, 0 to 1; parts that lie on each other count twice.
    pub(super) fn pictured(&self) -> f32 {
        let page = f64::from(self.size.0 * self.size.1).max(1.0);
        let pictures: f64 = self.pictures.iter().map(|picture| picture.area()).sum();
        (pictures / page).min(1.0) as f32
    }
}

/// What stops a page whose time is up; told from a panic by its type.
pub(super) struct TimeUp;

/// A page with more marks than this is a drawing.
const MOST: usize = 400_000;

/// What the page draws. Unwinds with [`TimeUp`] when the time is up: the engine knows no other way to stop.
pub(super) fn scene<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>, until: Instant) -> Scene {
    let (width, height) = page.render_dimensions();
    let matrix = page.initial_transform(true).as_coeffs();
    let start = Affine::new(matrix);
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(start, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let scene = Scene { size: (width, height), ..Scene::default() };
    let mut collector = Collector { scene, until, calls: 0 };
    interpret_page(page, &mut context, &mut collector);
    collector.scene
}

struct Collector {
    scene: Scene,
    until: Instant,
    calls: u32,
}

impl Collector {
    fn tick(&mut self) {
        self.calls = self.calls.wrapping_add(1);
        if self.calls.is_multiple_of(64) && Instant::now() > self.until {
            std::panic::resume_unwind(Box::new(TimeUp));
        }
    }

    fn glyph(&mut self, glyph: &Drawn, transform: Affine, bold: bool, invisible: bool) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(character)) => readable(character.encode_utf8(&mut [0; 4])),
            Some(BfString::String(text)) => readable(&text),
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let width = match glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawn) => drawn.advance_width(),
        };
        let origin = transform * Point::ZERO;
        let advance = transform * Point::new(f64::from(width.unwrap_or(500.0)), 0.0) - origin;
        let size = (transform * Point::new(0.0, 1000.0) - origin).hypot() as f32;
        let (x, y) = (origin.x as f32, origin.y as f32);
        let (page_width, page_height) = self.scene.size;
        let on_page = (-size..page_width + size).contains(&x) && (-size..page_height + size).contains(&y);
        if text.is_empty() || !on_page || !(0.5..1000.0).contains(&size) || self.scene.glyphs.len() >= MOST {
            return;
        }
        self.scene.unknown += usize::from(text.contains(char::REPLACEMENT_CHARACTER));
        let advance = (advance.x as f32, advance.y as f32);
        self.scene.glyphs.push(Glyph { text, origin: (x, y), advance, size, bold, invisible });
    }

    fn rule(&mut self, from: Point, to: Point) {
        let rule = Rule {
            x0: from.x.min(to.x) as f32,
            y0: from.y.min(to.y) as f32,
            x1: from.x.max(to.x) as f32,
            y1: from.y.max(to.y) as f32,
        };
        let (width, height) = (rule.x1 - rule.x0, rule.y1 - rule.y0);
        if self.scene.rules.len() < MOST && (width.min(height) <= 0.7) && width.max(height) >= 3.0 {
            self.scene.rules.push(rule);
        }
    }

    fn filled(&mut self, rect: Rect) {
        /// What is thicker is an area and no line.
        const THICK: f64 = 3.0;
        let (middle_x, middle_y) = (rect.center().x, rect.center().y);
        if rect.height() <= THICK && rect.width() > THICK {
            self.rule(Point::new(rect.x0, middle_y), Point::new(rect.x1, middle_y));
        } else if rect.width() <= THICK && rect.height() > THICK {
            self.rule(Point::new(middle_x, rect.y0), Point::new(middle_x, rect.y1));
        }
    }

    fn stroked(&mut self, path: &BezPath) {
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            let to = match *element {
                PathEl::MoveTo(to) => {
                    (start, at) = (to, to);
                    continue;
                }
                PathEl::LineTo(to) => {
                    self.rule(at, to);
                    to
                }
                PathEl::ClosePath => {
                    self.rule(at, start);
                    start
                }
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => to,
            };
            at = to;
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        if path.elements().len() > 2000 {
            return;
        }
        let path = props.transform * path;
        match mode {
            DrawMode::Fill(_) => {
                // One path may hold the borders of a whole table.
                let mut piece = BezPath::new();
                for element in path.elements() {
                    if matches!(element, PathEl::MoveTo(_)) && !piece.is_empty() {
                        self.filled(piece.bounding_box());
                        piece = BezPath::new();
                    }
                    piece.push(*element);
                }
                if !piece.is_empty() {
                    self.filled(piece.bounding_box());
                }
            }
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.stroked(&path),
            DrawMode::Invisible => {}
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        // Text that is drawn invisibly is what an OCR program laid over the picture of a page: it counts.
        let bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), bold, matches!(mode, DrawMode::Invisible));
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.tick();
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        self.scene.pixels += u64::from(image.width()) * u64::from(image.height());
        let area = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let page = Rect::new(0.0, 0.0, f64::from(self.scene.size.0), f64::from(self.scene.size.1));
        if self.scene.pictures.len() < MOST {
            self.scene.pictures.push(area.intersect(page));
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn is_bold(glyph: &Drawn) -> bool {
    let Drawn::Outline(outline) = glyph else { return false };
    let Some(font) = outline.font_data() else { return false };
    let named = |name: &String| {
        let name = name.to_ascii_lowercase();
        ["bold", "black", "heavy"].iter().any(|word| name.contains(word))
    };
    font.weight.is_some_and(|weight| weight >= 600) || font.postscript_name.as_ref().is_some_and(named)
}

/// The text of a glyph with ligatures taken apart; what no reader sees is left out.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            // The bullets of the Symbol font, as Word writes them.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f06e}' => out.push('•'),
            '\u{f02d}' => out.push('-'),
            '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            '\t' | '\n' | '\r' => out.push(' '),
            character if character.is_control() => {}
            '\u{e000}'..='\u{f8ff}' => out.push(char::REPLACEMENT_CHARACTER),
            character => out.push(character),
        }
    }
    out
}
