//! Pages a second on one core: glyphs alone, whole reading, reading with a second look, and `pdftotext` beside them.
//!
//! Reads the born-digital Danish PDFs beside the project (`../shared`, or `NOGLETAL_SHARED`) again and again; says so and
//! ends where they are not there. Prints a line a way of reading: its name, a tab, pages a second. The ways take turns,
//! and the best turn of each counts: another program may have had the core meanwhile. `taskset -c 0 cargo bench --bench
//! pages` keeps it to one core.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "figures are there to be read")]

use std::{
    env, fs,
    hint::black_box,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask,
    font::GlyphRun,
    interpret_page,
    kurbo::{Affine, BezPath, Rect},
};
use hayro_syntax::Pdf;
use nogletal::document::{self, Limits, Source};

/// How often each way takes its turn, and how long a turn lasts at least.
const TURNS: usize = 5;
const TURN: Duration = Duration::from_millis(600);

/// A PDF that is read.
struct File {
    source: Source,
    bytes: Vec<u8>,
    pages: usize,
}

/// A way of reading, and its name.
type Way = (&'static str, fn(&File));

fn main() {
    let files = files();
    let pages: usize = files.iter().map(|file| file.pages).sum();
    if pages == 0 {
        eprintln!("skipped: there are no PDFs in {}", folder().display());
        return;
    }
    let ways: [Way; 4] = [
        ("glyphs alone", glyphs),
        ("words, order and tables", read),
        ("with the second look", read_twice),
        ("pdftotext", pdftotext),
    ];
    let mut best = [0.0_f64; 4];
    for _ in 0..TURNS {
        for ((_, way), best) in ways.iter().zip(&mut best) {
            *best = best.max(turn(&files, pages, *way));
        }
    }
    for ((name, _), rate) in ways.iter().zip(best).filter(|((name, _), _)| *name != "pdftotext" || has_pdftotext()) {
        println!("{name}\t{rate:.0}");
    }
}

/// Pages a second of one turn.
fn turn(files: &[File], pages: usize, way: fn(&File)) -> f64 {
    let (start, mut rounds) = (Instant::now(), 0);
    while start.elapsed() < TURN {
        files.iter().for_each(way);
        rounds += 1;
    }
    (pages * rounds) as f64 / start.elapsed().as_secs_f64()
}

fn folder() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    env::var_os("NOGLETAL_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from).join("pdfs/danish")
}

/// The nine that are neither a scan nor made to have interleaved columns.
fn files() -> Vec<File> {
    let Ok(entries) = fs::read_dir(folder()) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let born = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".pdf") && name.starts_with("b0")
    };
    paths.into_iter().filter(born).map(file).collect()
}

fn file(path: PathBuf) -> File {
    let bytes = fs::read(&path).expect("the file can be read");
    let pages = Pdf::new(bytes.clone()).expect("it is a PDF").pages().len();
    let source = document::sources(&[path]).expect("the file is there").into_iter().flatten().next();
    File { source: source.expect("a file is a source"), bytes, pages }
}

/// The engine and nothing after it: what the glyphs read as is asked, and thrown away.
fn glyphs(file: &File) {
    let pdf = Pdf::new(file.bytes.clone()).expect("it is a PDF");
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let start = Affine::new(page.initial_transform(true).as_coeffs());
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(start, bounds, &cache, pdf.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut Glyphs);
    }
}

struct Glyphs;

impl<'a> Device<'a> for Glyphs {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            black_box(glyph.as_unicode());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// As the program reads: from the file to text, words, tables.
fn read(file: &File) {
    black_box(document::read(&file.source, &Limits::default()).expect("the PDF can be read"));
}

/// The same, with the second engine's numbers compared on every page.
fn read_twice(file: &File) {
    let limits = Limits { second_look: true, ..Limits::default() };
    black_box(document::read(&file.source, &limits).expect("the PDF can be read"));
}

fn has_pdftotext() -> bool {
    Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_ok()
}

/// A process a document, as a user of it would have.
fn pdftotext(file: &File) {
    let _ = Command::new("pdftotext").arg("-raw").arg(&file.source.path).arg("-").stdout(Stdio::null()).status();
}
