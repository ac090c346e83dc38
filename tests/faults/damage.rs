//! Index files that are cut short, emptied, lost or flipped in a bit.

use std::fs;

use fastrand::Rng;

use crate::{desk::Desk, seed, town::Town};

/// What is tried of the damaged index.
const ASKED: [&[&str]; 5] = [
    &["status", "--format", "json"],
    &["search", "sager", "børn", "--format", "jsonl"],
    &["figures", "--format", "jsonl"],
    &["compare", "--format", "json"],
    &["index", "../docs"],
];

/// Another content for a file; none for a file that is gone.
fn damaged(whole: &[u8], dice: &mut Rng) -> Option<Vec<u8>> {
    let mut bytes = whole.to_vec();
    match dice.u8(..8) {
        0 => return None,
        1 => bytes.clear(),
        2 | 3 => bytes.truncate(dice.usize(..=whole.len())),
        4 => {
            let from = dice.usize(..=whole.len());
            bytes[from..].fill(0);
        }
        _ => {
            for _ in 0..dice.usize(1..9) {
                if !bytes.is_empty() {
                    let at = dice.usize(..bytes.len());
                    bytes[at] ^= 1 << dice.u8(..8);
                }
            }
        }
    }
    Some(bytes)
}

fn damages(times: usize) {
    let desk = Desk::new();
    let mut dice = Rng::with_seed(seed());
    let mut town = Town::new(desk.path("docs"), dice.u64(..), 12);
    desk.index();
    town.day(8);
    desk.index();
    let whole: Vec<_> = fs::read_dir(desk.home())
        .expect("files")
        .flatten()
        .filter(|file| file.path().is_file())
        .map(|file| (file.path(), fs::read(file.path()).expect("a file")))
        .collect();
    for _ in 0..times {
        let (path, bytes) = dice.choice(&whole).expect("files");
        match damaged(bytes, &mut dice) {
            Some(bytes) => fs::write(path, bytes).expect("damaged"),
            None => fs::remove_file(path).expect("deleted"),
        }
        for asked in ASKED {
            let ran = desk.run(asked);
            let said = format!("{asked:?} of {}: {:?} {}", path.display(), ran.code, ran.err);
            assert!(matches!(ran.code, Some(0..=2)), "{said}");
            assert!(!ran.err.contains("panicked"), "{said}");
            assert_eq!(ran.code == Some(2), ran.err.contains("error: ") && ran.err.contains("hint: "), "{said}");
        }
        crate::desk::forget(&desk.home());
        fs::create_dir(desk.home()).expect("a folder");
        for (path, bytes) in &whole {
            fs::write(path, bytes).expect("repaired");
        }
    }
}

#[test]
fn a_damaged_index_answers_or_says_how_to_make_another() {
    damages(25);
}

#[test]
#[ignore = "two minutes; `cargo test --test faults -- --ignored --nocapture`"]
fn six_hundred_damaged_indexes() {
    damages(600);
}
