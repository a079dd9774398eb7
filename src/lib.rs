#![forbid(unsafe_code)]
//! Economic news into structured, checkable facts: figures, periods, places, quotations, and what each figure means.
//!
//! The way from an article to its records is one call, without I/O and without failure:
//!
//! ```
//! use newsfacts::{Article, Extractor, Record, SourceDate};
//!
//! let extractor = Extractor::new(); // Builds the lexicons: make one, share it between threads.
//! let article = Article {
//!     text: "Exports climbed 5.9% from a year earlier in November, the customs office said.".into(),
//!     published: SourceDate::parse("2025-12-08"),
//!     ..Article::default()
//! };
//! let records = extractor.extract(&article);
//! assert!(matches!(&records[0], Record::Article(article) if article.sentences == [(0, 78)]));
//!
//! let mut lines = Vec::new();
//! newsfacts::write::jsonl::append(&mut lines, &records);
//! assert!(lines.starts_with(br#"{"type":"article","schema":1,"#));
//! ```
//!
//! # Map
//!
//! | module | what it does | may use |
//! |---|---|---|
//! | [`text`] | article to tokens, sentences, quote pairs, lexicon hits | [`lang`] |
//! | [`number`] | tokens to numbers | `text` |
//! | [`mention`] | figures, periods, places, names | `number` |
//! | [`link`] | quotations and observations | `mention` |
//! | [`record`] | the wire: ids, order, code points, schema, checks | `link` |
//! | [`write`](mod@write) | records to bytes and files | `record` |
//! | `fetch`, `decode`, `page` | reference to bytes to raw documents to [`Article`] | [`Error`] |
//! | `pipeline` | inputs to outcomes on all cores, in input order | all of the above |
//! | `run` | outcomes to files, with a journal to go on from | `pipeline`, `write` |
//! | `cli` | arguments to exit code | `run` |
//!
//! The core (the first six rows) is always built; it does no I/O and has no asynchronous, network or C code. The rest
//! are features: `html` (bytes and pages), `fetch` (URLs), `cli` (the program; the default). `tests/layers.rs` holds
//! the modules to this map.
//!
//! # Invariants
//!
//! * Analysis is pure and deterministic: no clock, no randomness, no failure. Relative periods are resolved against
//!   [`Article::published`] and stay unresolved without it.
//! * Offsets inside are UTF-8 bytes, on the wire code points; [`record`] converts, once.
//! * A token belongs to at most one figure; the arbiter in [`mention`] decides.
//! * Numbers are exact decimals from the first digit to the output.

mod article;
mod error;
mod extract;

#[cfg(feature = "html")]
pub mod decode;
#[cfg(feature = "html")]
pub mod fetch;
pub mod lang;
pub mod link;
pub mod mention;
pub mod number;
#[cfg(feature = "html")]
pub mod page;
pub mod record;
pub mod text;
pub mod write;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod pipeline;
#[cfg(feature = "cli")]
pub mod run;

pub use article::{Article, SourceDate};
pub use error::{Code, Error, Stage};
pub use extract::{Extractor, is_read};
pub use link::Analysis;
pub use record::Record;
