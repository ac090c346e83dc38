//! Search as tantivy has it for Danish, without any of our analysis: what ours is held against.
//!
//! Takes folders as arguments and queries on standard input, one a line; gives JSON lines: first every passage that
//! the index has of the folders, in order, then for each query its hits, best first, as numbers of passages. A word of
//! the query that falls into several is a phrase, and any word is enough, as in tantivy's own query parser. Refuses a
//! folder that is not there and a document that cannot be read: the comparison would be of something else.
//!
//! ```text
//! cargo run --example plain_danish -- corpus < queries.txt
//! ```

use std::{
    io::{BufRead as _, Write as _},
    path::PathBuf,
};

use nogletal::{
    document::{Limits, sources},
    pipeline,
    reference::Reference,
};
use serde::Serialize;
use tantivy::{
    Index, TantivyDocument,
    collector::TopDocs,
    query::QueryParser,
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer},
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// As many hits as the pool of candidates takes from each system.
const DEPTH: usize = 20;
/// A heading counts for as much as it does in our index, so that only the analysis differs.
const HEADING: f32 = 0.5;

#[derive(Serialize)]
struct Passage {
    doc: String,
    start: usize,
    end: usize,
    heading: String,
    text: String,
}

fn main() -> Outcome<()> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let passages = passages(&folders)?;
    let mut output = std::io::stdout().lock();
    for passage in &passages {
        writeln!(output, "{}", serde_json::to_string(passage)?)?;
    }
    let (index, fields) = index(&passages)?;
    let searcher = index.reader()?.searcher();
    for query in std::io::stdin().lock().lines() {
        let hits = search(&index, &searcher, fields, &query?)?;
        writeln!(output, "{}", serde_json::to_string(&hits)?)?;
    }
    Ok(())
}

/// The passages of all documents, named and placed as in the index.
fn passages(folders: &[PathBuf]) -> Outcome<Vec<Passage>> {
    let mut passages = Vec::new();
    for source in sources(folders)? {
        let source = source.map_err(|(name, cause)| format!("{name}: {cause}"))?;
        let reading = pipeline::read(&source, &Limits::default(), Reference::in_use())?;
        let document = &reading.document;
        let place = |offset| document.offsets.to_file(&document.text, offset);
        passages.extend(reading.passages.iter().map(|passage| Passage {
            doc: source.name.clone(),
            start: place(passage.span.start),
            end: place(passage.span.end),
            heading: passage.headings.iter().map(|heading| heading.of(&document.text)).collect::<Vec<_>>().join("\n"),
            text: passage.span.of(&document.text).to_owned(),
        }));
    }
    Ok(passages)
}

/// The fields of a passage: text, headings and its number.
type Fields = (Field, Field, Field);

fn index(passages: &[Passage]) -> Outcome<(Index, Fields)> {
    let mut schema = Schema::builder();
    let indexing =
        TextFieldIndexing::default().set_tokenizer("danish").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let danish = TextOptions::default().set_indexing_options(indexing);
    let fields @ (text, heading, number) = (
        schema.add_text_field("text", danish.clone()),
        schema.add_text_field("heading", danish),
        schema.add_u64_field("number", FAST),
    );
    let index = Index::create_in_ram(schema.build());
    let stopwords = StopWordFilter::new(Language::Danish).ok_or("tantivy has Danish stop words")?;
    let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(stopwords)
        .filter(Stemmer::new(Language::Danish));
    index.tokenizers().register("danish", analyzer.build());
    let mut writer = index.writer_with_num_threads(1, 15_000_000)?;
    for (at, passage) in passages.iter().enumerate() {
        let mut entry = TantivyDocument::new();
        entry.add_text(text, &passage.text);
        entry.add_text(heading, &passage.heading);
        entry.add_u64(number, at as u64);
        writer.add_document(entry)?;
    }
    writer.commit()?;
    Ok((index, fields))
}

/// The numbers of the passages that a query finds.
fn search(index: &Index, searcher: &tantivy::Searcher, (text, heading, _): Fields, query: &str) -> Outcome<Vec<u64>> {
    let mut parser = QueryParser::for_index(index, vec![text, heading]);
    parser.set_field_boost(heading, HEADING);
    // In quotes, no sign inside a word is taken for the query language.
    let words: Vec<String> = query.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', ""))).collect();
    let query = parser.parse_query(&words.join(" "))?;
    let found = searcher.search(&query, &TopDocs::with_limit(DEPTH).order_by_score())?;
    let number = |segment: u32| searcher.segment_reader(segment).fast_fields().u64("number");
    found.into_iter().map(|(_, at)| Ok(number(at.segment_ord)?.first(at.doc_id).ok_or("a number")?)).collect()
}
