//! What was recognised before, kept in the user's cache folder.
//!
//! Takes a picture and what it is read with, gives the program's answer where the same was asked before. Refuses to
//! make anybody wait or fail: a cache that cannot be read or written is an empty one.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use sha2::{Digest, Sha256};

use super::Picture;

/// Names another folder for what is kept.
const FOLDER: &str = "NOGLETAL_CACHE";

/// What makes two questions the same: the pixels, and what they are read with.
pub(super) fn key(picture: &Picture, with: &[&str]) -> String {
    let mut hash = Sha256::new();
    for number in [picture.width, picture.height, picture.resolution] {
        hash.update(number.to_le_bytes());
    }
    for word in with {
        hash.update(word);
        hash.update([0]);
    }
    hash.update(&picture.grey);
    hash.finalize().iter().fold(String::new(), |mut key, byte| {
        let _ = write!(key, "{byte:02x}");
        key
    })
}

/// The answer to a question, where it is kept.
pub(super) fn get(key: &str) -> Option<String> {
    get_in(&folder()?, key)
}

/// Keeps an answer, where that is possible.
pub(super) fn put(key: &str, answer: &str) {
    let _ = folder().map(|folder| put_in(&folder, key, answer));
}

fn folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = named(FOLDER)
        .or_else(|| named("XDG_CACHE_HOME").map(|cache| cache.join("nogletal")))
        .or_else(|| named("HOME").map(|home| home.join(".cache/nogletal")))?;
    Some(base.join("ocr"))
}

fn get_in(folder: &Path, key: &str) -> Option<String> {
    fs::read_to_string(folder.join(key)).ok()
}

/// Writes the whole answer under another name first, so that nobody ever reads half of one.
fn put_in(folder: &Path, key: &str, answer: &str) -> std::io::Result<()> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    make(folder)?;
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let unfinished = folder.join(format!("{key}.{}.{number}", std::process::id()));
    let written = fs::write(&unfinished, answer).and_then(|()| fs::rename(&unfinished, folder.join(key)));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}

/// Makes the folder for its owner alone: the documents may be confidential.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_again_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let ocr = folder.path().join("dybt/nede");
        assert_eq!(get_in(&ocr, "a"), None);
        put_in(&ocr, "a", "ord").expect("it can be written");
        put_in(&ocr, "a", "andre ord").expect("it can be written again");
        assert_eq!(get_in(&ocr, "a").as_deref(), Some("andre ord"));
        assert_eq!(fs::read_dir(&ocr).expect("the folder").count(), 1);
    }

    #[test]
    fn a_folder_that_cannot_be_made_keeps_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("fil");
        fs::write(&file, "").expect("a file");
        assert!(put_in(&file, "a", "ord").is_err());
        assert_eq!(get_in(&file, "a"), None);
    }

    #[test]
    fn other_pixels_and_other_programs_are_other_questions() {
        let picture = |grey: [u8; 2]| Picture { width: 2, height: 1, grey: grey.to_vec(), resolution: 300 };
        let one = key(&picture([0, 1]), &["5.3", "dan"]);
        assert_eq!(one, key(&picture([0, 1]), &["5.3", "dan"]));
        assert_ne!(one, key(&picture([0, 2]), &["5.3", "dan"]));
        assert_ne!(one, key(&picture([0, 1]), &["5.4", "dan"]));
    }
}
