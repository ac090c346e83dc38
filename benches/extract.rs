//! How fast figures are found in text that is already read: layout and extraction, in bytes a second on one core, for
//! the sample corpus as it is and for one document of growing length, which must not grow slower.

use std::{path::Path, sync::LazyLock};

use divan::counter::BytesCount;
use nogletal::{
    document::{Document, DocumentId, Kind, Limits, Source},
    figure::{Bounds, extract},
    layout::Layout,
    reference::Reference,
};

fn main() {
    divan::main();
}

/// The documents of the corpus, read.
static CORPUS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let files = std::fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("a file").path());
    let read = |path: std::path::PathBuf| {
        let name = path.display().to_string();
        nogletal::document::read(&Source::file(path, name), &Limits::default()).ok()
    };
    files.filter_map(read).collect()
});

fn figures(document: &Document) -> usize {
    let bounds = Bounds { deadline: None, figures: usize::MAX, all_languages: false };
    extract(document, &Layout::of(document), Reference::in_use(), bounds).figures.len()
}

#[divan::bench(sample_count = 10)]
fn the_corpus(bencher: divan::Bencher<'_, '_>) {
    let bytes: usize = CORPUS.iter().map(|document| document.text.len()).sum();
    figures(&CORPUS[0]);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| CORPUS.iter().map(figures).sum::<usize>());
}

/// The corpus as one text, so many times over.
#[divan::bench(args = [1, 2, 4, 8], sample_count = 5)]
fn one_document(bencher: divan::Bencher<'_, '_>, times: usize) {
    let once: Vec<&str> = CORPUS.iter().map(|document| document.text.as_str()).collect();
    let text = once.join("\n\n").repeat(times);
    let bytes = text.len();
    let document = Document::new(DocumentId([0; 32]), Kind::Text, text);
    figures(&CORPUS[0]);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| figures(&document));
}
