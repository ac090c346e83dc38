//! The text of scanned pages.
//!
//! Takes the pages, gives those that are scans the words that are recognised in their pictures. A layer of text that
//! another program left is used where it is good. Refuses to take longer than the limit, and to guess: what could not be
//! recognised is named.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use hayro_syntax::Pdf as File;

use super::{
    Drawn, layer, lines,
    picture::{Turn, fall, level, picture},
    scan::Scan,
};
use crate::{
    document::{
        Limits, PageNumber, Part, Watch,
        ocr::{self, Lack, Picture, Recognised, Tesseract},
        page_list,
    },
    notice::Notice,
    span::BoundingBox,
};

/// What recognition came to.
#[derive(Debug, Default)]
pub(super) struct Recognition {
    /// How long it took.
    pub time: Duration,
    /// Whether pages were left unread for want of a program.
    pub lacking: bool,
}

/// A layer in which fewer of the words look like words is poor.
const GOOD: f32 = 0.9;
/// Recognised words that are sure by less on average may be anything, a photograph's included.
const POOR: f32 = 0.6;
/// What is less certain is no text: another script, or handwriting.
const LEAST: f32 = 0.4;
/// A page with fewer letters, none of them sure, has no text.
const LETTERS: usize = 40;
/// The most pixels that are unpacked for one page: an A3 page at 500 an inch. A small file may claim any number.
const PIXELS: u64 = 48_000_000;
/// Lines that fall by more of their length are made level, and read again: the program leaves out what stands on ruling
/// lines that are not.
const LEVEL: f32 = 0.01;
/// The longest that one page may take.
const PAGE: Duration = Duration::from_secs(60);

/// Gives scanned pages the words that are recognised in them.
pub(super) fn recognise(
    file: &File,
    pages: &mut [Drawn],
    limits: &Limits,
    watch: &dyn Watch,
    notices: &mut Vec<Notice>,
) -> Recognition {
    let start = Instant::now();
    let wanting = wanting(pages);
    if wanting.is_empty() {
        return Recognition::default();
    }
    let tesseract = if limits.ocr_time.is_zero() { Err(Lack::Off) } else { ocr::tesseract() };
    let tesseract = match tesseract {
        Ok(tesseract) => tesseract,
        Err(lack) => {
            notices.extend(unread(pages, &wanting, lack));
            return Recognition { time: start.elapsed(), lacking: lack != Lack::Off };
        }
    };
    let shown = file.pages();
    for (done, index) in wanting.iter().enumerate() {
        let left = limits.ocr_time.saturating_sub(start.elapsed());
        if left.is_zero() {
            let pages = list(&wanting[done..]);
            notices.push(Notice::partial(format!("recognising text took too long; {pages} were left out")));
            break;
        }
        let Some(page) = shown.get(*index) else { continue };
        let number = PageNumber::at(*index);
        if !watch.begin(Part::Recognition(number)) {
            continue;
        }
        let found = if pages[*index].pixels > PIXELS {
            Err("its picture has more pixels than are unpacked".to_owned())
        } else {
            let found = catch_unwind(AssertUnwindSafe(|| read(tesseract, &picture(page), left.min(PAGE))));
            found.unwrap_or_else(|_| Err("it cannot be drawn".to_owned()))
        };
        if let Some(notice) = take(&mut pages[*index], found) {
            notices.push(notice.on_page(number));
        }
    }
    Recognition { time: start.elapsed(), lacking: false }
}

/// The pages whose text has to be recognised: there is none, or a poor one.
fn wanting(pages: &mut [Drawn]) -> Vec<usize> {
    let wants = |page: &mut Drawn| match page.scan {
        None => false,
        Some(Scan::Bare) => true,
        Some(Scan::Layer) => rate(page) < GOOD,
    };
    pages.iter_mut().enumerate().filter_map(|(index, page)| wants(page).then_some(index)).collect()
}

/// Rates a page's layer, and believes its words accordingly.
fn rate(page: &mut Drawn) -> f32 {
    let rating = layer::rating(page.groups.iter().flat_map(|group| &group.words));
    for word in page.groups.iter_mut().flat_map(|group| &mut group.words) {
        word.confidence = layer::confidence(word, rating);
    }
    page.recognised = Some(rating);
    rating
}

/// What was recognised on a page.
struct Found {
    words: Vec<Recognised>,
    turn: Turn,
    /// Pixels a point.
    pixels: f32,
}

impl Found {
    /// How sure the program is of a letter or digit, on average.
    fn certainty(&self) -> f32 {
        let sum: f32 = self.words.iter().map(|word| word.confidence * letters(word) as f32).sum();
        sum / self.words.iter().map(letters).sum::<usize>().max(1) as f32
    }

    /// Whether there is no text but what a program sees in a photograph.
    fn is_photograph(&self) -> bool {
        self.words.iter().map(letters).sum::<usize>() < LETTERS && self.certainty() < POOR
    }

    /// Whether most longer words are wider than high. The program reads lines that run up or down the page too, but
    /// puts their words in any order.
    fn is_upright(&self) -> bool {
        let long = self.words.iter().filter(|word| word.text.chars().count() >= 4).map(|word| word.bbox);
        let (wide, all) =
            long.fold((0, 0), |(wide, all), bbox| (wide + usize::from(bbox.x1 - bbox.x0 > bbox.height()), all + 1));
        2 * wide >= all
    }

    fn is_sound(&self) -> bool {
        self.is_upright() && self.certainty() >= POOR
    }
}

fn letters(word: &Recognised) -> usize {
    word.text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The words of a picture, turned where it does not stand upright.
fn read(tesseract: &Tesseract, picture: &Picture, time: Duration) -> Result<Found, String> {
    let until = Instant::now() + time;
    let pixels = f32::from(picture.resolution) / 72.0;
    let words = |turn: Turn| {
        let left = until.saturating_duration_since(Instant::now());
        let words = match turn {
            Turn::None => tesseract.recognise(picture, left),
            turn => tesseract.recognise(&turn.of(picture), left),
        };
        words.map(|words| Found { words, turn, pixels }).map_err(|trouble| trouble.to_string())
    };
    let mut best = words(Turn::None)?;
    for turn in [Turn::Left, Turn::Right, Turn::Half] {
        if best.is_photograph() || best.is_sound() {
            break;
        }
        let other = words(turn)?;
        if (other.is_sound(), other.certainty()) > (best.is_sound(), best.certainty()) {
            best = other;
        }
    }
    let slope = lines::slant(&best.words, pixels);
    if slope.abs() > LEVEL {
        let straight = level(&best.turn.of(picture), slope);
        let left = until.saturating_duration_since(Instant::now());
        // What was found without is there already.
        if let Ok(words) = tesseract.recognise(&straight, left) {
            let words = words.into_iter().map(|word| fallen(word, slope, straight.width)).collect();
            let other = Found { words, ..best };
            if other.certainty() > best.certainty() {
                best = other;
            }
        }
    }
    Ok(best)
}

/// A word of the picture with level lines where the picture itself has it.
fn fallen(word: Recognised, slope: f32, width: u16) -> Recognised {
    let down = fall(f32::midpoint(word.bbox.x0, word.bbox.x1), slope, width);
    let bbox = BoundingBox { y0: word.bbox.y0 + down, y1: word.bbox.y1 + down, ..word.bbox };
    Recognised { bbox, ..word }
}

/// Gives a page what was found on it, unless its layer is better; a notice where little can be believed.
fn take(page: &mut Drawn, found: Result<Found, String>) -> Option<Notice> {
    let found = match found {
        Ok(found) if found.is_photograph() => return None,
        Ok(found) => found,
        Err(why) => return Some(Notice::partial(format!("the page is a scan whose text was not recognised: {why}"))),
    };
    let percent = |certainty: f32| (certainty * 100.0).round();
    let certainty = found.certainty();
    if certainty < LEAST {
        let share = percent(certainty);
        return Some(Notice::partial(format!("the page is a scan whose text cannot be made out ({share} % certain)")));
    }
    let group = lines::group(&found.words, found.turn, page.size, found.pixels);
    let layer = page.recognised.unwrap_or_default();
    if page.scan == Some(Scan::Bare) || layer::rating(group.words.iter()) > layer {
        page.recognised = Some(certainty);
        page.groups = vec![group];
    }
    page.recognised.filter(|certainty| *certainty < POOR).map(|certainty| {
        let share = percent(certainty);
        Notice::partial(format!("the page is a scan that can hardly be read ({share} % certain); check its numbers"))
    })
}

/// What is said of scans that nothing could read.
fn unread(pages: &[Drawn], wanting: &[usize], lack: Lack) -> Vec<Notice> {
    let (bare, poor): (Vec<usize>, Vec<usize>) =
        wanting.iter().partition(|index| pages[**index].scan == Some(Scan::Bare));
    let said = [
        (bare, "cannot be read, being a scan", "cannot be read, being scans"),
        (poor, "has a poor text that was recognised in a scan", "have a poor text that was recognised in scans"),
    ];
    let said = said.into_iter().filter(|(which, ..)| !which.is_empty());
    said.map(|(which, one, more)| {
        Notice::partial(format!("{} {}: {lack}", list(&which), if which.len() == 1 { one } else { more }))
    })
    .collect()
}

/// “page 3”, “pages 1–4, 7”.
fn list(indices: &[usize]) -> String {
    let numbers: Vec<PageNumber> = indices.iter().map(|index| PageNumber::at(*index)).collect();
    format!("{} {}", if indices.len() == 1 { "page" } else { "pages" }, page_list(&numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_in_a_photograph_is_no_text() {
        let found = |text: &str, count: usize, confidence: f32| {
            let bbox = BoundingBox { x0: 0.0, y0: 0.0, x1: 9.0, y1: 5.0 };
            let word = Recognised { text: text.to_owned(), bbox, confidence, line: 0 };
            Found { words: vec![word; count], turn: Turn::None, pixels: 4.0 }
        };
        assert!(found("ii", 9, 0.3).is_photograph() && found("", 0, 0.0).is_photograph());
        assert!(!found("Forside", 1, 0.9).is_photograph());
        assert!(!found("utydelig", 20, 0.3).is_photograph());
    }

    #[test]
    fn pages_are_listed_by_runs() {
        assert_eq!(list(&[2]), "page 3");
        assert_eq!(list(&[0, 1, 2, 6]), "pages 1–3, 7");
    }
}
