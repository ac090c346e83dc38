//! Recognition of text in pictures of pages, by the program Tesseract where it is installed.
//!
//! Takes a page's pixels, gives its words with their places and how far each is to be believed. Nothing leaves the
//! machine. Refuses where Tesseract or its Danish is not installed or is switched off, and says which; gives a page up
//! that takes too long.

mod cache;
mod tsv;

use std::{fmt, process::Command, sync::OnceLock, time::Duration};

use crate::program::{self, Trouble};

pub(super) use tsv::Recognised;

/// A page's pixels, a byte each, from black to white.
#[derive(Debug)]
pub(super) struct Picture {
    pub width: u16,
    pub height: u16,
    pub grey: Vec<u8>,
    /// Pixels an inch.
    pub resolution: u16,
}

/// Why no text is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    Off,
    Program,
    Danish,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const INSTALL: &str = "install it (apt install tesseract-ocr tesseract-ocr-dan) and read the document again";
        match self {
            Lack::Off => f.write_str("recognition of text (OCR) is switched off"),
            Lack::Program => write!(f, "recognition of text (OCR) needs Tesseract with Danish: {INSTALL}"),
            Lack::Danish => write!(f, "recognition of text (OCR) needs Tesseract's Danish: {INSTALL}"),
        }
    }
}

/// The program as it is installed.
#[derive(Debug)]
pub(super) struct Tesseract {
    version: String,
}

/// Whether text can be recognised on this machine.
pub fn available() -> bool {
    tesseract().is_ok()
}

/// The program, or why there is none; asked once.
pub(super) fn tesseract() -> Result<&'static Tesseract, Lack> {
    static FOUND: OnceLock<Result<Tesseract, Lack>> = OnceLock::new();
    FOUND.get_or_init(find).as_ref().map_err(|lack| *lack)
}

/// Switches recognition off when it is `off`.
const SWITCH: &str = "NOGLETAL_OCR";
const PROGRAM: &str = "tesseract";
const LANGUAGE: &str = "dan";
/// Fully automatic segmentation of the page: with one uniform block (6) tables lose half of their numbers.
const SEGMENTATION: &str = "3";
/// How long the program may take to say what it is.
const ANSWER: Duration = Duration::from_secs(10);
/// The longest answer, in bytes; a densely printed page has a tenth of it.
const OUTPUT: usize = 8 << 20;

fn find() -> Result<Tesseract, Lack> {
    if std::env::var_os(SWITCH).is_some_and(|value| value.eq_ignore_ascii_case("off")) {
        return Err(Lack::Off);
    }
    let ask = |question: &str| {
        let mut command = Command::new(PROGRAM);
        command.arg(question);
        program::run(command, b"", OUTPUT, ANSWER).map(|answer| String::from_utf8_lossy(&answer).into_owned())
    };
    let version = ask("--version").map_err(|_| Lack::Program)?;
    let languages = ask("--list-langs").map_err(|_| Lack::Program)?;
    if !languages.lines().any(|line| line.trim() == LANGUAGE) {
        return Err(Lack::Danish);
    }
    Ok(Tesseract { version: version.lines().next().unwrap_or_default().trim().to_owned() })
}

impl Tesseract {
    /// The words of a page; out of the cache where the same picture was read before.
    pub(super) fn recognise(&self, picture: &Picture, time: Duration) -> Result<Vec<Recognised>, Trouble> {
        let key = cache::key(picture, &[&self.version, LANGUAGE, SEGMENTATION]);
        if let Some(words) = cache::get(&key).as_deref().and_then(tsv::words) {
            return Ok(words);
        }
        let output = program::run(self.command(picture.resolution), &pgm(picture), OUTPUT, time)?;
        let output = String::from_utf8_lossy(&output);
        let words = tsv::words(&output).ok_or_else(|| Trouble::Failed("its output is no table of words".to_owned()))?;
        cache::put(&key, &output);
        Ok(words)
    }

    fn command(&self, resolution: u16) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(["-", "-", "-l", LANGUAGE, "--psm", SEGMENTATION, "--dpi", &resolution.to_string()]);
        // By its setting, since the file with the option of that name is a package of its own in some places.
        command.args(["-c", "tessedit_create_tsv=1"]);
        // Documents are read side by side; threads that wait for each other would only slow them down.
        command.env("OMP_THREAD_LIMIT", "1");
        command
    }
}

/// Whether a letter or stroke is easily taken for a digit, or a digit for it.
pub(crate) fn looks_like_digit(c: char) -> bool {
    matches!(c, 'O' | 'o' | 'Q' | 'D' | 'l' | 'I' | '|' | 'i' | 'S' | 's' | 'B' | 'Z' | 'z' | 'G' | 'g' | 'q')
}

/// The picture in the simplest format that the program reads.
fn pgm(picture: &Picture) -> Vec<u8> {
    let mut bytes = format!("P5\n{} {}\n255\n", picture.width, picture.height).into_bytes();
    bytes.extend(&picture.grey);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_written_as_the_program_reads_it() {
        let picture = Picture { width: 2, height: 1, grey: vec![0, 255], resolution: 300 };
        assert_eq!(pgm(&picture), b"P5\n2 1\n255\n\x00\xff");
    }

    #[test]
    fn what_is_missing_is_said_with_what_to_install() {
        for lack in [Lack::Program, Lack::Danish] {
            assert!(lack.to_string().contains("apt install tesseract-ocr tesseract-ocr-dan"), "{lack}");
        }
    }
}
