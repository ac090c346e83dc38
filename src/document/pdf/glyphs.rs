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
    interpret_page,
    kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape},
};
use hayro_syntax::{Pdf, object::Dict, page::Page};

use crate::span::BoundingBox;

use super::{
    fields,
    unicode::{Fonts, Reading},
    visible::{Ground, Shown},
};

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
    pub shown: Shown,
    pub mark: Mark,
}

/// What the marked content that a glyph is drawn in says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    #[default]
    None,
    /// None of the document's content: a running head, a page number, an ornament.
    Artifact,
    /// The piece of the page's content with this number, which the document's structure places.
    Content(i32),
}

/// A straight line along an edge of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Rule {
    pub(super) fn bbox(self) -> BoundingBox {
        BoundingBox { x0: self.x0, y0: self.y0, x1: self.x1, y1: self.y1 }
    }
}

/// What a page draws.
#[derive(Clone, Debug, Default)]
pub(super) struct Scene {
    pub size: (f32, f32),
    pub glyphs: Vec<Glyph>,
    /// How many of the glyphs have no character that is known for certain.
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

    /// Text drawn invisibly over the picture of a page is what an OCR program laid there: the page's own text, which
    /// readers see in the picture. Other invisible text nobody sees.
    fn settle_layer(&mut self) {
        let layer = self.pictured() > 0.5;
        for glyph in self.glyphs.iter_mut().filter(|glyph| glyph.shown == Shown::Invisibly && !layer) {
            glyph.shown = Shown::Hidden;
        }
    }
}

/// What stops a page whose time is up; told from a panic by its type.
pub(super) struct TimeUp;

/// A page with more marks than this is a drawing.
const MOST: usize = 400_000;
/// The key of a piece's number in its marked content.
const MCID: &[u8] = b"MCID";

/// What the page draws. Unwinds with [`TimeUp`] when the time is up: the engine knows no other way to stop.
pub(super) fn scene<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    fonts: &mut Fonts<'a>,
    until: Instant,
) -> Scene {
    let (width, height) = page.render_dimensions();
    let matrix = page.initial_transform(true).as_coeffs();
    let start = Affine::new(matrix);
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(start, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let scene = Scene { size: (width, height), ..Scene::default() };
    fonts.turn_to(page);
    let mut collector = Collector { scene, fonts, ground: Ground::default(), marks: Vec::new(), until, calls: 0 };
    interpret_page(page, &mut context, &mut collector);
    let mut scene = collector.scene;
    scene.glyphs.extend(fields::undrawn(page, start, &scene.glyphs));
    scene.settle_layer();
    scene
}

struct Collector<'f, 'a> {
    scene: Scene,
    fonts: &'f mut Fonts<'a>,
    ground: Ground,
    /// The open marks, outermost first.
    marks: Vec<Mark>,
    until: Instant,
    calls: u32,
}

impl Collector<'_, '_> {
    fn tick(&mut self) {
        self.calls = self.calls.wrapping_add(1);
        if self.calls.is_multiple_of(64) && Instant::now() > self.until {
            std::panic::resume_unwind(Box::new(TimeUp));
        }
    }

    fn glyph(&mut self, glyph: &Drawn, transform: Affine, bold: bool, shown: Shown) {
        let Reading { text, certain } = self.fonts.read(glyph);
        let width = match glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawn) => drawn.advance_width(),
        };
        let origin = transform * Point::ZERO;
        let advance = transform * Point::new(f64::from(width.unwrap_or(500.0)), 0.0) - origin;
        let size = (transform * Point::new(0.0, 1000.0) - origin).hypot() as f32;
        let (x, y) = (origin.x as f32, origin.y as f32);
        let (page_width, page_height) = self.scene.size;
        let near = (-page_width..2.0 * page_width).contains(&x) && (-page_height..2.0 * page_height).contains(&y);
        if text.is_empty() || !near || !(0.5..1000.0).contains(&size) || self.scene.glyphs.len() >= MOST {
            return;
        }
        self.scene.unknown += usize::from(!certain);
        let advance = (advance.x as f32, advance.y as f32);
        // Of a glyph at the edge enough is seen when its middle lies on the page.
        let middle = (x + advance.0 / 2.0, y + advance.1 / 2.0);
        let on_page = (0.0..=page_width).contains(&middle.0) && (0.0..=page_height).contains(&middle.1);
        let shown = if on_page { shown } else { Shown::Hidden };
        let mark = self.marks.iter().rev().copied().find(|mark| *mark != Mark::None).unwrap_or_default();
        self.scene.glyphs.push(Glyph { text, origin: (x, y), advance, size, bold, shown, mark });
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

impl<'a> Device<'a> for Collector<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        if path.elements().len() > 2000 {
            return;
        }
        let path = props.transform * path;
        if !matches!(mode, DrawMode::Invisible) {
            self.ground.paint(path.bounding_box(), Some(&props.paint));
        }
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
        let Some(first) = run.glyphs().first() else { return };
        let bold = is_bold(first);
        let shown = self.ground.shows(props.transform * first.transform() * Point::ZERO, &props.paint, mode);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), bold, shown);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.tick();
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        self.scene.pixels += u64::from(image.width()) * u64::from(image.height());
        let area = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, width, height));
        let page = Rect::new(0.0, 0.0, f64::from(self.scene.size.0), f64::from(self.scene.size.1));
        let area = area.intersect(page);
        self.ground.paint(area, None);
        if self.scene.pictures.len() < MOST {
            self.scene.pictures.push(area);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let number = properties.and_then(|properties| properties.get::<i32>(MCID));
        let mark = match number {
            Some(number) => Mark::Content(number),
            None if tag == b"Artifact" => Mark::Artifact,
            None => Mark::None,
        };
        self.marks.push(mark);
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.ground.enter(opacity);
    }

    fn pop_transparency_group(&mut self) {
        self.ground.leave();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
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
