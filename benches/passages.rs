//! What a search costs in a large corpus: 50,000 made-up passages, or as many as `NOGLETAL_PASSAGES` says.
//!
//! Prints how long indexing took, how large the index is beside the text, how long two-word queries take (median and
//! the slowest hundredth) when the index is open, and how long the program takes from its start to its hits. The
//! documents and the index are kept in the target folder, so that a second run only searches.

#![expect(clippy::print_stdout, reason = "it measures, and says what")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use fastrand::Rng;
use nogletal::{
    index::{Index, Options, Search, reindex},
    isolation::Isolation,
    progress::Silent,
};

mod generated;

use generated::{Generator, PASSAGES};

/// How many queries are timed.
const QUERIES: usize = 1000;

fn main() {
    let passages = std::env::var("NOGLETAL_PASSAGES").ok().and_then(|typed| typed.parse().ok()).unwrap_or(50_000);
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("passages-{passages}"));
    let generator = Generator::new();
    let text = documents(&generator, &home.join("documents"), passages / PASSAGES);
    let index = index(&home);
    let size: u64 = files(&index).iter().map(|file| file.metadata().map_or(0, |data| data.len())).sum();
    println!("index: {} MB, {:.2} x the text", size / 1_000_000, size as f64 / text as f64);
    search(&generator, &index);
    start(&generator, &index);
}

/// Writes the documents that are not there yet; how many bytes there are.
fn documents(generator: &Generator, folder: &Path, count: usize) -> u64 {
    let mut bytes = 0;
    for number in 0..count {
        let file = folder.join(format!("{:03}/{number:06}.txt", number / 1000));
        if !file.is_file() {
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(&file, generator.document(number as u64)).expect("a file");
        }
        bytes += file.metadata().expect("a file").len();
    }
    println!("documents: {count}, {} MB", bytes / 1_000_000);
    bytes
}

fn index(home: &Path) -> PathBuf {
    let index = home.join("index");
    let interrupted = AtomicBool::new(false);
    let options = Options::new(&Isolation::InProcess, &Silent, &interrupted);
    let begun = Instant::now();
    reindex(&[home.join("documents")], &index, &options).expect("the documents can be indexed");
    println!("reading and indexing: {:.1} s", begun.elapsed().as_secs_f64());
    index
}

fn search(generator: &Generator, index: &Path) {
    let index = Index::open(index).expect("an index");
    let mut rng = Rng::with_seed(1);
    let mut times: Vec<Duration> = Vec::new();
    for round in 0..QUERIES + QUERIES / 10 {
        let search = Search { query: generator.query(&mut rng), limit: Some(10), ..Search::default() };
        let begun = Instant::now();
        index.search(&search).expect("a query");
        if round >= QUERIES / 10 {
            times.push(begun.elapsed());
        }
    }
    times.sort();
    let at = |part: f64| times[((times.len() as f64 * part) as usize).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("two words, warm: median {:.2} ms, slowest hundredth {:.2} ms, most {:.2} ms", at(0.5), at(0.99), at(1.0));
}

/// The whole program, from its start to its end.
fn start(generator: &Generator, index: &Path) {
    let mut rng = Rng::with_seed(2);
    let mut times: Vec<Duration> = (0..20)
        .map(|_| {
            let begun = Instant::now();
            let mut command = Command::new(env!("CARGO_BIN_EXE_nogletal"));
            command.args(["search", &generator.query(&mut rng), "--limit", "10", "--index"]).arg(index);
            command.output().expect("the program runs");
            begun.elapsed()
        })
        .collect();
    times.sort();
    println!("the program, two words: median {:.0} ms", times[times.len() / 2].as_secs_f64() * 1000.0);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
