//! PDF documents.
//!
//! Takes a PDF, gives its pages with words in places, tables as rows of cells, and how far each page can be believed.
//! Refuses what is locked with a password or no PDF after all; a page that cannot be read is named, and the rest is
//! read without it.

mod aligned;
mod arrange;
mod columns;
mod fields;
mod furniture;
mod glyphs;
mod layer;
mod levels;
mod lines;
mod notes;
mod picture;
mod recognition;
mod rows;
mod ruled;
mod scan;
mod second;
mod structure;
mod tagged;
mod unicode;
mod visible;
mod words;
mod writer;

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

use hayro_interpret::InterpreterCache;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf as File};

use super::{
    Limits, PageNumber, Part, Unwatched, Watch, metadata,
    reader::{Content, Reader},
    text,
};
use crate::{Error, ErrorKind, Result, notice::Notice};
use arrange::{Block, Body};
use glyphs::{Mark, Rule, TimeUp};
use scan::Scan;
use structure::Piece;
use unicode::Fonts;
use words::{Group, Placed};
use writer::Writer;

pub(super) use writer::superscript;

pub(super) struct Pdf;

impl Reader for Pdf {
    /// The header may stand a little way in: some programs write a line of their own before it.
    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = &bytes[..bytes.len().min(1024)];
        let at = head.windows(5).position(|window| window == b"%PDF-");
        at.is_some_and(|at| at < 16 || bytes.windows(4).any(|window| window == b" obj"))
    }

    fn read(&self, bytes: &[u8], name: &str, limits: &Limits) -> Result<Content> {
        self.read_watched(bytes, name, limits, &Unwatched)
    }

    fn read_watched(&self, bytes: &[u8], name: &str, limits: &Limits, watch: &dyn Watch) -> Result<Content> {
        // The engine follows nested objects with the stack, and a worker's is small.
        std::thread::scope(|scope| {
            let reading = std::thread::Builder::new()
                .name("pdf".to_owned())
                .stack_size(STACK)
                .spawn_scoped(scope, || read(bytes, name, limits, watch))
                .map_err(|cause| {
                    Error::new(ErrorKind::Limit, format!("{name} was not read: no thread could be started"))
                        .caused_by(cause)
                })?;
            reading.join().unwrap_or_else(|_| Err(damaged(name)))
        })
    }
}

const STACK: usize = 32 << 20;

fn damaged(name: &str) -> Error {
    Error::new(ErrorKind::Damaged, format!("{name} is a PDF too damaged to be read"))
        .hint("fetch the file again: it may have been cut off on the way")
}

fn too_slow(name: &str, limits: &Limits) -> Error {
    let seconds = limits.time.as_secs();
    Error::new(ErrorKind::Limit, format!("{name} was not read: it takes longer than {seconds} seconds"))
        .hint("split the document, or leave it out with a line in .nogletalignore")
}

fn read(bytes: &[u8], name: &str, limits: &Limits, watch: &dyn Watch) -> Result<Content> {
    let until = Instant::now() + limits.time;
    let opened = catch_unwind(|| File::new(bytes.to_vec())).map_err(|_| damaged(name))?;
    let file = opened.map_err(|cause| match cause {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Error::new(ErrorKind::Encrypted, format!("{name} is locked with a password"))
                .hint("open it with its password, save it without one, and try again")
        }
        LoadPdfError::Decryption(_) => {
            Error::new(ErrorKind::Encrypted, format!("{name} is encrypted in a way that is not known"))
                .hint("open it in a PDF viewer, print it to a new PDF, and read that")
        }
        LoadPdfError::Invalid => damaged(name),
    })?;
    let mut notices = Vec::new();
    let mut pages = drawn(&file, limits, until, watch, &mut notices);
    let recognition = recognition::recognise(&file, &mut pages, limits, watch, &mut notices);
    let until = until + recognition.time;
    furniture::remove(&mut pages);
    let body = body(&pages);
    let structure = catch_unwind(AssertUnwindSafe(|| structure::structure(&file))).unwrap_or_default();
    let mut writer = Writer::new(limits.text_bytes);
    for (number, page) in pages.into_iter().enumerate() {
        if Instant::now() > until {
            notices.push(Notice::partial(format!("reading took too long; pages from {} on were left out", number + 1)));
            break;
        }
        let pieces = structure.get(&number).map_or(&[][..], Vec::as_slice);
        let number = PageNumber::at(number);
        watch.begin(Part::Page(number));
        let blocks = catch_unwind(AssertUnwindSafe(|| page.blocks(pieces, body)));
        let (page, blocks) = blocks.unwrap_or_else(|_| {
            notices.push(Notice::partial("the page cannot be read").on_page(number));
            (Drawn::default(), Vec::new())
        });
        if !writer.page(number, &page, &blocks) {
            notices.push(text::cut_notice(limits));
            break;
        }
    }
    watch.begin(Part::Rest);
    let mut content = writer.finish();
    properties(&file, &mut content);
    if content.pages.is_empty() {
        let late = Instant::now() > until;
        return Err(if late { too_slow(name, limits) } else { damaged(name) });
    }
    content.lacks_ocr = recognition.lacking;
    if content.text.trim().is_empty() && !recognition.lacking {
        notices.push(Notice::partial("the document has no text"));
    }
    if watch.begin(Part::SecondLook) {
        second::doubt(bytes, &mut content, until, limits.second_look);
    }
    watch.begin(Part::Rest);
    content.notices.append(&mut notices);
    Ok(content)
}

/// What was drawn on a page, sorted into words.
#[derive(Default)]
struct Drawn {
    size: (f32, f32),
    groups: Vec<Group>,
    rules: Vec<Rule>,
    glyphs: usize,
    unknown: usize,
    /// Running heads, feet and the page's number, which are none of the text.
    furniture: Vec<Placed>,
    scan: Option<Scan>,
    /// How many pixels the pictures on it have.
    pixels: u64,
    /// How far the words are to be believed, where they were recognised in a picture.
    recognised: Option<f32>,
}

impl Drawn {
    /// Takes words out of the upright text, as furniture of the page.
    fn take_out(&mut self, ids: &BTreeSet<usize>) {
        let Some(group) = self.groups.iter_mut().find(|group| group.is_upright()) else { return };
        let (frame, mut id) = (group.frame, 0);
        let taken = group.words.extract_if(.., |_| {
            id += 1;
            ids.contains(&(id - 1))
        });
        self.furniture.extend(taken.map(|word| word.upright(frame)));
    }

    /// The page's blocks, group by group; those of the main text from its tags, where they are sound.
    fn blocks(mut self, pieces: &[Piece], body: Body) -> (Self, Vec<(usize, Block)>) {
        let tagged = if pieces.is_empty() { None } else { tagged::blocks(&self, pieces, body) };
        let by_tags = usize::from(tagged.is_some());
        let mut blocks: Vec<(usize, Block)> = tagged.into_iter().flatten().map(|block| (0, block)).collect();
        if let Some(group) = self.groups.first().filter(|_| by_tags > 0) {
            self.furniture.extend(group.words.iter().filter(|word| word.mark == Mark::Artifact).cloned());
        }
        for (place, group) in self.groups.iter_mut().enumerate().skip(by_tags) {
            let frame = group.frame;
            let rules = self.rules.iter().map(|rule| frame.rule(*rule));
            blocks.extend(arrange::blocks(&mut group.words, rules, body).into_iter().map(|block| (place, block)));
        }
        let blocks = notes::tie(blocks, &self.groups, body);
        (self, blocks)
    }
}

/// What is on the pages; every page has its place, whether it could be read or not.
fn drawn(file: &File, limits: &Limits, until: Instant, watch: &dyn Watch, notices: &mut Vec<Notice>) -> Vec<Drawn> {
    let cache = InterpreterCache::new();
    let mut fonts = Fonts::new(file);
    let pages = file.pages();
    let mut out = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let number = PageNumber::at(index);
        if index >= limits.pages || Instant::now() > until {
            let why = if index >= limits.pages { "it has more pages than the limit" } else { "reading took too long" };
            notices.push(Notice::partial(format!("{why}; pages from {number} to {} were left out", pages.len())));
            break;
        }
        if !watch.begin(Part::Page(number)) {
            out.push(Drawn::default());
            continue;
        }
        let until = until.min(Instant::now() + limits.page_time);
        let read = catch_unwind(AssertUnwindSafe(|| {
            let scene = glyphs::scene(file, page, &cache, &mut fonts, until);
            let groups = words::groups(&scene);
            Drawn {
                size: scene.size,
                groups,
                scan: scan::look(&scene),
                pixels: scene.pixels,
                glyphs: scene.glyphs.len(),
                unknown: scene.unknown,
                rules: scene.rules,
                furniture: Vec::new(),
                recognised: None,
            }
        }));
        match read {
            Ok(page) => out.push(page),
            Err(cause) => {
                let late = cause.is::<TimeUp>();
                let why = if late { "reading the page took too long" } else { "the page cannot be read" };
                notices.push(Notice::partial(why).on_page(number));
                out.push(Drawn::default());
            }
        }
    }
    watch.begin(Part::Rest);
    out
}

/// The look of most of the running text; of all text, where none runs.
fn body(pages: &[Drawn]) -> Body {
    let words =
        || pages.iter().flat_map(|page| page.groups.iter().filter(|group| !group.hidden)).map(|group| &group.words);
    // Words stand row by row. A stretch of several without a wide gap is text, and not cells or labels of a table.
    let runs = |a: &Placed, b: &Placed| {
        (a.baseline - b.baseline).abs() < 0.1 * a.size && (0.0..0.8 * a.size).contains(&(b.bbox.x0 - a.bbox.x1))
    };
    let running = || words().flat_map(|words| words.chunk_by(runs)).filter(|line| line.len() >= RUNNING).flatten();
    if running().next().is_some() { look(running()) } else { look(words().flatten()) }
}

/// As many words in a row as make running text.
const RUNNING: usize = 6;

fn look<'a>(words: impl Iterator<Item = &'a Placed>) -> Body {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    let (mut bold, mut all) = (0, 0);
    for word in words {
        *sizes.entry((word.size * 2.0).round() as u32).or_default() += word.text.len();
        bold += if word.bold { word.text.len() } else { 0 };
        all += word.text.len();
    }
    let size = sizes.iter().max_by_key(|(_, count)| **count).map_or(10.0, |(size, _)| *size as f32 / 2.0);
    Body { size: size.max(0.5), bold: 2 * bold > all }
}

/// What the document's information says: UTF-16 or UTF-8 with a mark, else a single-byte encoding near Windows-1252.
fn properties(file: &File, content: &mut Content) {
    let information = file.metadata();
    let text = |bytes: Option<&[u8]>| {
        let text = text::decode(bytes?, 4096).text.trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    };
    content.title = text(information.title.as_deref());
    content.author = text(information.author.as_deref());
    content.written = information.creation_date.and_then(|day| metadata::plausible(day.year, day.month, day.day));
}
