//! Texts that were read once and need not be read again.
//!
//! Takes what a reader made of a file, gives it back by the hash of the file's content as long as the reader is the same
//! version. What a document is called or who asks for it is not part of it, and civil registration numbers are masked
//! before it is kept. Refuses nothing: a text that is not there, is cut short or was changed is read from its file.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{CellMap, DocumentId, Page, Word, reader::Content};
use crate::span::{BoundingBox, Span};

/// A folder with the texts of many documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    #[serde(with = "super::sources::path")]
    folder: PathBuf,
}

/// A text on disk: what a reader made of a file, with what its serialised form leaves out.
#[derive(Serialize, Deserialize)]
struct Kept<C> {
    content: C,
    cells: CellMap,
    /// For each page its words and its ruling lines.
    places: Vec<(Vec<Placed>, Vec<[u32; 4]>)>,
}

/// A word: where it begins and ends in the text, its box, its confidence. Numbers as bits, since they must come back as
/// they were.
type Placed = (usize, usize, [u32; 4], u32);

impl Texts {
    /// The texts in a folder, which is made when the first is kept.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Texts { folder: folder.into() }
    }

    /// A text, where it is kept and whole.
    pub(super) fn get(&self, id: DocumentId) -> Option<Content> {
        let file = fs::File::open(self.place(&id.to_string())).ok()?;
        let packed = zstd::Decoder::new(file).ok()?;
        let kept: Kept<Content> = serde_json::from_reader(io::BufReader::new(packed)).ok()?;
        let mut content = kept.content;
        content.cells = kept.cells;
        for (page, (words, rules)) in content.pages.iter_mut().zip(kept.places) {
            page.words = words.into_iter().map(word).collect();
            page.rules = rules.into_iter().map(edges).collect();
        }
        Some(content)
    }

    /// Keeps a text. Where that is not possible it will be read again, and nothing is lost.
    pub(super) fn keep(&self, id: DocumentId, content: &Content) {
        let _ = self.write(&self.place(&id.to_string()), content);
    }

    /// Lets go of the text of a document that is no longer wanted.
    pub fn forget(&self, id: &str) {
        let _ = fs::remove_file(self.place(id));
    }

    /// The names of the documents whose texts are kept.
    pub fn names(&self) -> impl Iterator<Item = String> + use<> {
        let folders = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let files = folders.flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten());
        files.filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned()))
    }

    /// Lets go of folders beside this one that other versions of the readers kept.
    pub fn forget_siblings(&self) {
        let name = |path: &Path| Some(path.file_name()?.to_str()?.rsplit_once('-')?.0.to_owned());
        let beside = self.folder.parent().and_then(|above| fs::read_dir(above).ok()).into_iter().flatten().flatten();
        for other in beside.map(|entry| entry.path()) {
            if other != self.folder && other.is_dir() && name(&other).is_some() && name(&other) == name(&self.folder) {
                let _ = fs::remove_dir_all(other);
            }
        }
    }

    /// Texts lie in many folders, since some disks are slow with many files in one.
    fn place(&self, id: &str) -> PathBuf {
        self.folder.join(id.get(..2).unwrap_or(id)).join(format!("{id}.zst"))
    }

    fn write(&self, place: &Path, content: &Content) -> io::Result<()> {
        let folder = place.parent().unwrap_or(place);
        fs::create_dir_all(folder)?;
        let half = place.with_extension(format!("{}.part", std::process::id()));
        let written = fs::File::create(&half).and_then(|file| {
            let mut packed = zstd::Encoder::new(file, 0)?;
            // A file that was cut short or changed must not be taken for the text.
            packed.include_checksum(true)?;
            let places =
                content.pages.iter().map(|page| (placed(page), page.rules.iter().map(|one| bits(*one)).collect()));
            let kept = Kept { content, cells: content.cells.clone(), places: places.collect() };
            let mut lines = io::BufWriter::new(&mut packed);
            serde_json::to_writer(&mut lines, &kept)?;
            io::Write::flush(&mut lines)?;
            drop(lines);
            packed.finish().map(drop)
        });
        written.and_then(|()| fs::rename(&half, place)).inspect_err(|_| drop(fs::remove_file(&half)))
    }
}

fn placed(page: &Page) -> Vec<Placed> {
    let one = |word: &Word| (word.span.start, word.span.end, bits(word.bbox), word.confidence.to_bits());
    page.words.iter().map(one).collect()
}

fn word((start, end, bbox, confidence): Placed) -> Word {
    Word { span: Span::new(start, end), bbox: edges(bbox), confidence: f32::from_bits(confidence) }
}

fn bits(one: BoundingBox) -> [u32; 4] {
    [one.x0, one.y0, one.x1, one.y1].map(f32::to_bits)
}

fn edges(one: [u32; 4]) -> BoundingBox {
    let [x0, y0, x1, y1] = one.map(f32::from_bits);
    BoundingBox { x0, y0, x1, y1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Limits, Memory, Source, Unwatched, reader::read_kept};

    fn read(path: &Path, memory: &Memory) -> Document {
        read_kept(&Source::file(path, "notat"), &Limits::default(), &Unwatched, Some(memory)).expect("a document")
    }

    fn same(one: &Document, other: &Document) {
        assert_eq!((&one.text, &one.pages, &one.cells), (&other.text, &other.pages, &other.cells));
        let [one, other] = [one, other].map(|document| serde_json::to_string(document).expect("JSON"));
        assert_eq!(one, other);
    }

    #[test]
    fn a_text_comes_back_as_it_was_read_without_its_file() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let files = fs::read_dir(corpus).expect("the corpus").flatten().map(|file| file.path());
        let dir = tempfile::tempdir().expect("a folder");
        let texts = Texts::new(dir.path());
        let wanted = |path: &PathBuf| {
            path.extension().is_some_and(|one| ["pdf", "docx", "html"].iter().any(|kind| one == *kind))
        };
        for path in files.filter(wanted) {
            let first = read(&path, &Memory { texts: texts.clone(), id: None });
            let gone = dir.path().join("gone");
            same(&first, &read(&gone, &Memory { texts: texts.clone(), id: Some(first.id) }));
        }
        assert!(texts.names().count() > 5);
    }

    #[test]
    fn a_damaged_text_is_read_anew_and_numbers_of_persons_are_not_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.html");
        fs::write(&path, "<!doctype html><p>Barnet 010190-1234 har 33 sager.</p>").expect("a file");
        let memory = Memory { texts: Texts::new(dir.path().join("texts")), id: None };
        let first = read(&path, &memory);
        let name = memory.texts.names().next().expect("a text");
        assert_eq!(name, first.id.to_string());
        let place = memory.texts.place(&name);
        let packed = fs::read(&place).expect("a text");
        let unpacked = zstd::decode_all(packed.as_slice()).expect("whole");
        assert!(!String::from_utf8_lossy(&unpacked).contains("010190-1234"));
        fs::write(&place, &packed[..packed.len() - 3]).expect("cut");
        same(&first, &read(&path, &memory));
        assert_eq!(fs::read(&place).expect("a text"), packed, "and kept again");
        memory.texts.forget(&name);
        assert_eq!(memory.texts.names().count(), 0);
    }
}
