//! How fast words are analysed, indexed and found, beside the search engine's own Danish analyzer.
//!
//! `cargo test --release --lib index::tests::speed -- --ignored --nocapture`, with `PASSAGES=1000000` for that many.

use std::time::Instant;

use tantivy::{
    TantivyDocument,
    tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, TextAnalyzer, TokenStream as _},
};

use super::*;
use crate::index::{
    analysis::Analyzer,
    schema,
    schema::{Class, StoredPassage},
    shared::Trouble,
};

/// How many compounds there are; a large corpus has that many that occur more than a few times.
const COMPOUNDS: usize = 100_000;

/// Numbers that look random and are the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % end
    }

    /// The lower the number the more often, as words are used.
    fn rank(&mut self, end: usize) -> usize {
        let (end, share) = (end as f64, (self.next() >> 11) as f64 / (1u64 << 53) as f64);
        (end.powf(share) - 1.0) as usize
    }
}

/// Sentences of function words, words of the field, their compounds and numbers, in the proportions of a memo.
fn passage(dice: &mut Dice, function: &[&str], stems: &[&str], compounds: &[String]) -> String {
    let mut text = String::new();
    for place in 0..25 + dice.below(30) {
        let word = match dice.below(20) {
            0..8 => function[dice.rank(function.len())].to_owned(),
            8..14 => format!("{}{}", stems[dice.rank(stems.len())], ["", "en", "er", "erne"][dice.below(4)]),
            14..19 => compounds[dice.rank(compounds.len())].clone(),
            _ => format!("{}.{:03}", 1 + dice.below(900), dice.below(1000)),
        };
        if place > 0 {
            text.push(' ');
        }
        text.push_str(&word);
    }
    text + "."
}

fn own() -> TextAnalyzer {
    TextAnalyzer::from(Analyzer::default())
}

fn plain() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(Stemmer::new(Language::Danish))
        .build()
}

fn seconds(run: impl FnOnce()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
}

fn index(folder: &Path, texts: &[String], analyzer: TextAnalyzer) -> (tantivy::Index, f64) {
    let (schema, fields) = schema::schema();
    let engine = tantivy::Index::create_in_dir(folder, schema).expect("an index");
    engine.tokenizers().register(schema::ANALYZER, analyzer);
    let time = seconds(|| {
        let mut writer = engine.writer_with_num_threads::<TantivyDocument>(1, 256 << 20).expect("a writer");
        for (number, text) in texts.iter().enumerate() {
            let stored = StoredPassage {
                doc: format!("{}.txt", number / 100),
                document_id: format!("{:064x}", number / 100),
                page: None,
                start: number,
                end: number + text.len(),
                text: text.clone(),
                heading: Vec::new(),
                municipality: None,
                year: Some(2019),
                kind: Kind::Text,
                figures: Vec::new(),
                numbers: Vec::new(),
            };
            let mut entry = fields.common(Class::Passage, &stored.document_id, &stored.doc, &stored).expect("an entry");
            entry.add_text(fields.text, text);
            entry.add_u64(fields.start, number as u64);
            writer.add_document(entry).expect("added");
        }
        writer.commit().expect("committed");
        writer.wait_merging_threads().expect("merged");
    });
    (engine, time)
}

fn size(folder: &Path) -> f64 {
    let files = fs::read_dir(folder).expect("files");
    files.map(|file| file.expect("a file").metadata().expect("its size").len() as f64).sum()
}

#[test]
#[expect(clippy::print_stdout, reason = "it measures, and says what")]
#[ignore = "takes minutes, and needs the release build"]
fn beside_the_engines_own_analyzer() {
    let words = |table: &'static str| -> Vec<&'static str> {
        crate::reference::lexicon::lines(table)
            .flat_map(|line| line.split(' '))
            .map(|word| word.trim_matches('-'))
            .collect()
    };
    let function = words(include_str!("../../reference/function_words.txt"));
    let stems = words(include_str!("../../reference/stems.txt"));
    let count = std::env::var("PASSAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(50_000);
    let mut dice = Dice(1);
    let compound = |dice: &mut Dice| format!("{}s{}", stems[dice.below(stems.len())], stems[dice.below(stems.len())]);
    let compounds: Vec<String> = (0..COMPOUNDS).map(|_| compound(&mut dice)).collect();
    let texts: Vec<String> = (0..count).map(|_| passage(&mut dice, &function, &stems, &compounds)).collect();
    let bytes: f64 = texts.iter().map(|text| text.len() as f64).sum();
    println!("{count} passages, {:.1} MB", bytes / 1e6);
    for (name, mut analyzer) in [("own", own()), ("engine's", plain())] {
        let mut terms = 0;
        let time = seconds(|| {
            texts.iter().for_each(|text| analyzer.token_stream(text).process(&mut |_| terms += 1));
        });
        println!(
            "analysis, {name}: {:.1} MB/s, {:.2} terms per word",
            bytes / 1e6 / time,
            f64::from(terms) / (bytes / 6.5)
        );
    }
    let (one, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (engine, time) = index(one.path(), &texts, own());
    let (_, plain_time) = index(other.path(), &texts, plain());
    println!("indexing: {time:.2} s, engine's own {plain_time:.2} s, {:.2} times", time / plain_time);
    println!("size: {:.2} of the text, engine's own {:.2}", size(one.path()) / bytes, size(other.path()) / bytes);
    for kind in ["store", "idx", "pos", "term", "fast", "fieldnorm"] {
        let of = |folder: &Path| {
            let files = fs::read_dir(folder).expect("files").map(|file| file.expect("a file"));
            let files = files.filter(|file| file.path().extension().is_some_and(|end| end == kind));
            files.map(|file| file.metadata().expect("its size").len() as f64).sum::<f64>()
        };
        println!("  {kind}: {:.2}, engine's own {:.2}", of(one.path()) / bytes, of(other.path()) / bytes);
    }
    let index = Index::with(one.path(), engine, Trouble::default()).expect("an index");
    let mut times: Vec<f64> = (0..200)
        .map(|_| {
            let query = format!("{} {}", stems[dice.rank(stems.len())], stems[dice.rank(stems.len())]);
            let search = Search { query, limit: Some(10), unfolded: true, ..Search::default() };
            seconds(|| drop(index.search(&search).expect("hits")))
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("two words: p50 {:.2} ms, p99 {:.2} ms", times[100] * 1e3, times[198] * 1e3);
}
