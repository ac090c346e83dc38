//! What bringing an index up to date costs as the corpus grows: 200 made-up documents of several kinds, PDFs among them, or
//! as many as `NOGLETAL_DOCUMENTS` says; with `NOGLETAL_SIZE=small` texts of a few sentences.
//!
//! Prints documents and pages a second and the most memory of the program and its children with one thread and with two;
//! how long a run takes in which nothing changed, beside `find` that prints every file's size and time; and what one
//! new document in a hundred costs. The documents are kept in the target folder, so that a second run need not make them.
//! `NOGLETAL_PROGRAM` names another build of the program to be measured, an earlier one for instance.

#![expect(clippy::print_stdout, reason = "it measures, and says what")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

mod generated;
#[path = "../tests/fixtures/peak.rs"]
mod peak;

use generated::{
    Generator,
    files::{Size, write},
};
use peak::{Peak, watched};

/// How often the short ones are timed; the shortest time counts, for another program may have had the core meanwhile.
const TURNS: usize = 5;

fn main() {
    let count = std::env::var("NOGLETAL_DOCUMENTS").ok().and_then(|typed| typed.parse().ok()).unwrap_or(200);
    let small = std::env::var("NOGLETAL_SIZE").is_ok_and(|typed| typed == "small");
    let size = if small { Size::Small } else { Size::Mixed };
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("corpora-{count}-{size:?}"));
    let (generator, documents) = (Generator::new(), home.join("documents"));
    let pages = made(&generator, &documents, count, size);
    let mut full = 0.0;
    for threads in [1, 2] {
        let index = home.join("index");
        let _ = fs::remove_dir_all(&index);
        let (seconds, peak) = indexed(&documents, &index, threads);
        let rates = (count as f64 / seconds, pages as f64 / seconds);
        println!("{threads} threads: {seconds:.1} s, {:.1} documents/s, {:.1} pages/s, {}", rates.0, rates.1, mb(peak));
        full = seconds;
    }
    let unchanged = nothing_changed(&documents, &home.join("index"));
    one_in_a_hundred(&generator, &home, count, size, full, unchanged);
}

/// Makes the documents that are not there yet; how many pages they have.
fn made(generator: &Generator, folder: &Path, count: u64, size: Size) -> usize {
    let note = folder.with_extension("pages");
    if let Some(pages) = fs::read_to_string(&note).ok().and_then(|kept| kept.parse().ok()) {
        return pages;
    }
    let pages = (0..count).map(|number| write(generator, folder, number, size)).sum::<usize>();
    fs::write(note, pages.to_string()).expect("a file");
    println!("made {count} documents, {pages} pages");
    pages
}

/// Brings the index up to date with the program; how many seconds it took, and how much memory.
fn indexed(documents: &Path, index: &Path, threads: usize) -> (f64, Peak) {
    let program = std::env::var_os("NOGLETAL_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_nogletal").into());
    let mut command = Command::new(program);
    command.args(["--quiet", "index", "--index"]).args([index, documents]);
    command.args(["--jobs", &threads.to_string()]);
    let begun = Instant::now();
    let (output, peak) = watched(&mut command);
    let seconds = begun.elapsed().as_secs_f64();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (seconds, peak)
}

fn mb(peak: Peak) -> String {
    format!("memory {} MB together, {} MB the largest process", peak.together >> 20, peak.largest >> 20)
}

/// How long a run takes that has nothing to do.
fn nothing_changed(documents: &Path, index: &Path) -> f64 {
    let mut best = f64::MAX;
    let mut most = Peak::default();
    for _ in 0..TURNS {
        let (seconds, peak) = indexed(documents, index, 2);
        best = best.min(seconds);
        most = if peak.together > most.together { peak } else { most };
    }
    let find = (0..TURNS).map(|_| find(documents)).fold(f64::MAX, f64::min);
    println!("nothing changed: {best:.3} s beside {find:.3} s of find, {:.2} times as long, {}", best / find, mb(most));
    best
}

fn find(documents: &Path) -> f64 {
    let begun = Instant::now();
    let printed = Command::new("find").arg(documents).args(["-type", "f", "-printf", "%s %T@ %p\n"]).output();
    assert!(printed.expect("find is there").status.success());
    begun.elapsed().as_secs_f64()
}

/// What one new document in a hundred costs beside all of them and beside a run with nothing to do.
fn one_in_a_hundred(generator: &Generator, home: &Path, count: u64, size: Size, full: f64, unchanged: f64) {
    let added: PathBuf = home.join("documents/new");
    let new = (count / 100).max(1);
    for number in count..count + new {
        write(generator, &added, number, size);
    }
    let (seconds, _) = indexed(&home.join("documents"), &home.join("index"), 2);
    fs::remove_dir_all(added).expect("the folder goes");
    let share = 100.0 * (seconds - unchanged) / full;
    println!("{new} new documents: {seconds:.2} s, besides the look at the others {share:.1} % of a full build");
}
