//! Made-up documents for benchmarks: as many as wanted, the same ones for the same seed.
//!
//! Takes a number of documents, gives their texts: a municipality, a year, headings, and passages that run like those of
//! the sample corpus. A word follows another as it does somewhere in `corpus/` (a Markov chain), and now and then a noun
//! is a compound made of two of them, so that the vocabulary grows with the corpus as it does in reality. The facts are
//! nonsense; what they weigh is not.

#![allow(dead_code, reason = "no benchmark needs all of it")]

pub mod files;

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use fastrand::Rng;
use nogletal::{
    document::{Limits, Source},
    pipeline,
    reference::Reference,
};

/// How many passages a document has.
pub const PASSAGES: usize = 50;
/// How many sentences a passage has, at most.
const SENTENCES: usize = 4;
/// Of so many long words one is a compound that nobody wrote before.
const NEW_WORDS: usize = 25;

/// A source of documents.
pub struct Generator {
    words: Vec<String>,
    /// What follows each word, as often as it does.
    next: Vec<Vec<usize>>,
    /// The words that begin sentences.
    first: Vec<usize>,
    /// The words that compounds are made of.
    parts: Vec<usize>,
    municipalities: Vec<&'static str>,
}

impl Generator {
    /// Learns how words follow each other from the sample corpus.
    pub fn new() -> Self {
        let mut generator = Generator {
            words: Vec::new(),
            next: Vec::new(),
            first: Vec::new(),
            parts: Vec::new(),
            municipalities: Reference::in_use().municipalities.all().iter().map(|one| one.name).collect(),
        };
        let mut numbers = BTreeMap::new();
        for text in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")) {
            generator.learn(&text, &mut numbers);
        }
        generator
    }

    fn learn(&mut self, text: &str, numbers: &mut BTreeMap<String, usize>) {
        let mut before: Option<usize> = None;
        for word in text.split_whitespace() {
            let number = *numbers.entry(word.to_owned()).or_insert_with(|| {
                self.words.push(word.to_owned());
                self.next.push(Vec::new());
                if word.chars().count() >= 6 && word.chars().all(char::is_lowercase) {
                    self.parts.push(self.words.len() - 1);
                }
                self.words.len() - 1
            });
            match before {
                Some(before) if !self.words[before].ends_with('.') => self.next[before].push(number),
                _ if word.starts_with(char::is_uppercase) => self.first.push(number),
                _ => {}
            }
            before = Some(number);
        }
    }

    /// Two words that may stand beside each other, as somebody might look for them.
    pub fn query(&self, rng: &mut Rng) -> String {
        let long = |at: usize| self.words[at].chars().filter(|c| c.is_alphabetic()).count() >= 4;
        let letters = |at: usize| self.words[at].trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        loop {
            let at = rng.usize(..self.words.len());
            let Some(&next) = rng.choice(&self.next[at]) else { continue };
            if long(at) && long(next) {
                return format!("{} {}", letters(at), letters(next));
            }
        }
    }

    /// The document with a number, as plain text.
    pub fn document(&self, number: u64) -> String {
        let mut rng = Rng::with_seed(number);
        let mut text = format!("{}\n\n{}\n\n", self.owner(&mut rng), self.date(&mut rng));
        for passage in 0..PASSAGES {
            if passage % 10 == 0 {
                let _ = write!(text, "{}. {}\n\n", passage / 10 + 1, self.heading(&mut rng));
            }
            text.push_str(&self.paragraph(&mut rng));
            text.push_str("\n\n");
        }
        text
    }

    fn owner(&self, rng: &mut Rng) -> String {
        format!("{} Kommune", self.municipalities[rng.usize(..self.municipalities.len())])
    }

    fn date(&self, rng: &mut Rng) -> String {
        format!("Notat fra {}", rng.u16(2012..2026))
    }

    fn heading(&self, rng: &mut Rng) -> String {
        self.sentence(rng, 5).trim_end_matches('.').to_owned()
    }

    fn paragraph(&self, rng: &mut Rng) -> String {
        let mut text = String::new();
        for _ in 0..rng.usize(1..=SENTENCES) {
            text.push_str(&self.sentence(rng, 40));
            text.push(' ');
        }
        text
    }

    fn sentence(&self, rng: &mut Rng, longest: usize) -> String {
        let mut sentence = String::new();
        let mut at = self.first[rng.usize(..self.first.len())];
        for _ in 0..longest {
            let word = &self.words[at];
            if word.chars().count() >= 6 && rng.usize(..NEW_WORDS) == 0 {
                let part = &self.words[self.parts[rng.usize(..self.parts.len())]];
                sentence.push_str(part);
                sentence.push('s');
            }
            sentence.push_str(word);
            if word.ends_with('.') || self.next[at].is_empty() {
                break;
            }
            sentence.push(' ');
            at = self.next[at][rng.usize(..self.next[at].len())];
        }
        if !sentence.ends_with('.') {
            sentence.push('.');
        }
        sentence
    }
}

/// The texts of a folder's documents, as they are read.
fn texts(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        let reading = pipeline::read(&Source::file(path.clone(), name), &Limits::default(), Reference::in_use());
        reading.ok().map(|reading| reading.document.text)
    };
    files.iter().filter(|path| path.extension().is_some_and(|kind| kind != "py")).filter_map(read).collect()
}
