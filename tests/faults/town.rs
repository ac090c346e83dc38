//! A folder of made-up notes in which something happens every day.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use fastrand::Rng;
use sha2::{Digest as _, Sha256};

use crate::make::{Page, bytes, pdf};

const MUNICIPALITIES: [&str; 8] =
    ["Herning", "Vejle", "Kolding", "Esbjerg", "Aalborg", "Roskilde", "Faxe", "Svendborg"];
/// Of so many notes one is a PDF.
const PDFS: usize = 12;

/// The folder and what may happen in it.
pub struct Town {
    pub folder: PathBuf,
    pub dice: Rng,
    /// The files, relative to the folder.
    files: Vec<String>,
    /// How many notes were ever written.
    written: u32,
    /// What was ever written as text, by its hash.
    pub texts: BTreeMap<String, String>,
    /// Whether a note may be copied.
    copies: bool,
}

impl Town {
    /// A folder with so many notes.
    pub fn new(folder: PathBuf, seed: u64, notes: usize) -> Self {
        fs::create_dir_all(folder.join("arkiv")).expect("a folder");
        let dice = Rng::with_seed(seed);
        let mut town = Town { folder, dice, files: Vec::new(), written: 0, texts: BTreeMap::new(), copies: true };
        (0..notes).for_each(|_| town.add());
        town
    }

    /// A town in which each note lies in one place only.
    pub fn without_copies(mut self) -> Self {
        self.copies = false;
        self
    }

    /// So many things happen.
    pub fn day(&mut self, things: usize) {
        (0..things).for_each(|_| self.happen());
    }

    /// A note comes, is changed, renamed, copied or deleted.
    pub fn happen(&mut self) {
        let at = self.dice.usize(..self.files.len());
        match self.dice.u8(..10) {
            0..=2 => self.add(),
            3..=6 => self.write(&self.files[at].clone()),
            7 => {
                let name = self.name(&self.files[at].clone());
                fs::rename(self.folder.join(&self.files[at]), self.folder.join(&name)).expect("renamed");
                self.files[at] = name;
            }
            8 if self.copies => {
                let name = self.name(&self.files[at].clone());
                fs::copy(self.folder.join(&self.files[at]), self.folder.join(&name)).expect("copied");
                self.files.push(name);
            }
            _ => fs::remove_file(self.folder.join(self.files.swap_remove(at))).expect("deleted"),
        }
    }

    fn add(&mut self) {
        let kind = if self.dice.usize(..PDFS) == 0 { "a.pdf" } else { "a.txt" };
        let name = self.name(kind);
        self.write(&name);
        self.files.push(name);
    }

    /// A name that no note had before, of the kind of another.
    fn name(&mut self, like: &str) -> String {
        self.written += 1;
        let kind = if like.ends_with("pdf") { "pdf" } else { "txt" };
        let below = if self.dice.u8(..4) == 0 { "arkiv/" } else { "" };
        // The order of names is not that in which they came.
        format!("{below}{:03}-{}.{kind}", self.dice.u16(..1000), self.written)
    }

    /// Another content for a file.
    fn write(&mut self, name: &str) {
        self.written += 1;
        let text = self.note();
        let path = self.folder.join(name);
        if name.ends_with("pdf") {
            let lines = text.lines().filter(|line| !line.is_empty()).zip(0u8..);
            let page =
                lines.fold(Page::new(), |page, (line, row)| page.text(60.0, 760.0 - 30.0 * f32::from(row), 11.0, line));
            fs::write(path, bytes(pdf(vec![page]))).expect("a file");
        } else {
            fs::write(path, &text).expect("a file");
            self.texts.insert(hash(text.as_bytes()), text);
        }
    }

    /// A note with a name of its own in every paragraph.
    fn note(&mut self) -> String {
        let municipality = MUNICIPALITIES[self.dice.usize(..MUNICIPALITIES.len())];
        let (name, year) = (word(self.written), self.dice.u16(2012..2026));
        let cases = self.dice.u8(15..60);
        let mut text = format!(
            "{municipality} Kommune\n\nNotatet {name} er fra {year}\n\n\
             I notatet {name} har hver rådgiver i gennemsnit {cases} sager i {year}.\n"
        );
        for _ in 0..self.dice.u8(..4) {
            text += &match self.dice.u8(..3) {
                0 => format!("\nDer er {} anbragte børn i {year}, står der i {name}.\n", self.dice.u16(40..700)),
                1 => format!("\n{name} siger, at kommunen investerer {} mio. kr. i {year}.\n", self.dice.u8(2..30)),
                _ => format!("\nMed {name} følger kommunen op på indsatsen for børn og unge, som den er nu.\n"),
            };
        }
        text
    }

    /// What lies in the folder now: name and hash of each file.
    pub fn now(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        for below in ["", "arkiv/"] {
            for file in fs::read_dir(self.folder.join(below)).expect("a folder").flatten() {
                if file.path().is_file() {
                    let name = format!("{below}{}", file.file_name().to_string_lossy());
                    files.insert(name, hash(&read(&file.path())));
                }
            }
        }
        files
    }
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("a file")
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A word that stands for a number and looks like a name.
fn word(mut number: u32) -> String {
    let mut word = "Kval".to_owned();
    for syllable in [["ba", "de", "fi", "go", "hu"], ["ry", "sæ", "tø", "vå", "na"], ["lk", "mp", "rn", "st", "nd"]]
    {
        word += syllable[number as usize % 5];
        number /= 5;
    }
    format!("{word}{}", char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()))
}
