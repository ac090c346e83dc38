//! nogletal reads Danish municipalities' documents about vulnerable children and young people and extracts their key
//! figures (*nøgletal*): how many cases a caseworker has, how many children are placed outside the home, what is to be
//! invested and what to be saved, each with its page and the sentence it stands in.
//!
//! # A tour, in the order in which data flows
//!
//! A house of rooms with one type on each doorstep. A document's text is fixed once, in the first room; everything after
//! it points into that text by [`Span`](span::Span) and never copies and cleans, so that every figure can show where it
//! stands.
//!
//! - **Rooms 1 and 2, reading and words** ([`document`]): a [`Source`](document::Source) becomes a
//!   [`Document`](document::Document) with text, pages and, where the format has places, words with boxes.
//! - **Room 3, tables and sentences** ([`layout`]): the text becomes a [`Layout`](layout::Layout) of headings, paragraphs
//!   and tables; what advertises other documents is set aside.
//! - **Room 4, numbers** ([`quantity`]): [`scan`](quantity::scan) tells the quantities of a sentence from dates,
//!   paragraphs of law and telephone numbers, and keeps ranges as ranges ([`Value`](quantity::Value)).
//! - **Room 5, meaning** ([`figure`]): [`extract`](figure::extract) joins a quantity with its surroundings to a
//!   [`Figure`](figure::Figure): what it measures, whom it is about, for when, observed or wanted. It leaves the house as
//!   a [`Record`](figure::Record).
//! - **Room 6, memory** ([`index`]): [`reindex`](index::reindex()) brings an [`Index`](index::Index) of passages and
//!   figures up to date with folders, all at once or not at all; [`Index::search`](index::Index::search) finds passages.
//!   Between them [`finding`] says what does not agree: contradictions, sums, shares, changes.
//! - **Room 7, side by side** ([`comparison`]): [`compare`](comparison::compare) turns records into a
//!   [`Comparison`](comparison::Comparison), in which every cell has its sources or says why it is empty.
//!   [`changes`](change::changes) says what is another between two of them, and why.
//! - **Room 8, out** ([`present`]): a comparison as text, Markdown, a web page; one file is one
//!   [`Renderer`](present::Renderer).
//! - **Decisions** ([`decision`]): what a person has accepted, corrected or rejected in a
//!   [`Ledger`](decision::Ledger) stands above what the rules read, between the figures and whoever prints them.
//!
//! Around them: [`pipeline`] walks one document through rooms 1 to 5; [`isolation`] does so in a child process, where a
//! document can do no harm; [`mod@reference`] holds what is looked up rather
//! than decided, municipalities and the catalogue of indicators above all; [`cli`] is the command line, the only part
//! that prints; an [`Error`] stops the work, a [`Notice`](notice::Notice) does not, and [`progress`] tells whoever waits.
//!
//! # An example
//!
//! ```
//! use nogletal::{document::{Limits, Source}, pipeline, reference::Reference};
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("notat.txt");
//! std::fs::write(&path, "Herning Kommune\n\nSagstallet skal ned fra 45 til ca. 30 sager pr. rådgiver.\n")?;
//!
//! let source = Source::file(path, "notat.txt");
//! let reading = pipeline::read(&source, &Limits::default(), Reference::in_use())?;
//! let [now, wanted] = &reading.records[..] else { panic!("two figures") };
//! assert_eq!((now.number.as_str(), now.status.name()), ("45", "actual"));
//! assert_eq!((wanted.number.as_str(), wanted.status.name(), wanted.approx), ("30", "target", true));
//! assert_eq!(wanted.municipality.as_ref().map(|code| code.as_str()), Some("657"));
//! assert_eq!(wanted.quote, "Sagstallet skal ned fra 45 til ca. 30 sager pr. rådgiver.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod change;
pub mod cli;
pub mod comparison;
pub mod decision;
pub mod document;
pub mod error;
pub mod evaluation;
pub mod figure;
pub mod finding;
mod hash;
pub mod index;
pub mod isolation;
pub mod layout;
pub mod notice;
mod panics;
pub(crate) mod pattern;
pub mod pipeline;
pub mod present;
mod program;
pub mod progress;
pub mod quantity;
mod queue;
pub mod reference;
pub mod span;
mod user_file;
mod user_table;

pub use error::{Error, ErrorKind, Result};
