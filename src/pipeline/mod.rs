//! Inputs to outcomes: fetch, decode, page, extract, write, on all cores, in input order.
//!
//! Guarantees: every document behind an input is exactly one outcome, an article's records or an error; outcomes come
//! in input order and are the same for any number of jobs; memory is bounded by the bytes in flight, not by the size
//! of the inputs; a panic is the error of its input, the others go on. Where the outcomes go is the caller's business.

mod archive;
mod documents;
mod guard;
mod ordered;

use crate::decode::{Content, InputFormat, RawDocument};
use crate::error::{Code, Error, Stage};
use crate::fetch::Reference;
use crate::write::{Selection, jsonl};
use crate::{Article, Extractor, SourceDate, fetch, is_read, page};

use documents::Documents;
use guard::guard;

pub use archive::archive;
pub use guard::quiet_panics;

/// The most bytes of documents in flight. Records are some twenty times as large as their text, and those that are done
/// early wait for their turn.
const IN_FLIGHT: usize = 8 << 20;

/// The longest text that is taken for an article: some hundred times a long one. What is longer is a book or a mistake,
/// and would hold up what comes after it.
const LONGEST: usize = 2 << 20;

/// How inputs are read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The format of all inputs; without one it is found for each.
    pub format: Option<InputFormat>,
    /// The publication date of inputs that have none.
    pub published: Option<SourceDate>,
    /// How URLs are fetched.
    pub fetch: fetch::Options,
}

/// What became of one document.
pub type Outcome = Result<Extracted, Error>;

/// The records of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// The records, one a line.
    pub lines: Vec<u8>,
    /// How many there are.
    pub records: usize,
    /// Whether there are rules for the article's language; without, it is its `article` record alone.
    pub is_read: bool,
}

/// The records of all articles in `inputs` (paths, directories, URLs, `-`), found on `jobs` threads.
pub fn extract(
    inputs: Vec<Reference>,
    reading: Reading,
    selection: Selection,
    jobs: usize,
) -> impl Iterator<Item = Outcome> {
    let extractor = Extractor::new();
    let limits = ordered::Limits { jobs, bytes: IN_FLIGHT };
    ordered::map(Documents::new(inputs, &reading), limits, weigh, move |document| {
        let article = article(document?, &reading)?;
        guard(Stage::Extract, &article.input, || {
            let mut records = extractor.extract(&article);
            selection.apply(&mut records);
            let (mut lines, count) = (Vec::new(), records.len());
            // Each record goes as soon as it is written: a text full of figures is not held twice.
            for record in records {
                jsonl::append(&mut lines, &[record]);
            }
            Extracted { lines, records: count, is_read: is_read(&article) }
        })
    })
}

/// The articles in `inputs`, one after another.
pub fn articles(inputs: Vec<Reference>, reading: Reading) -> impl Iterator<Item = Result<Article, Error>> {
    Documents::new(inputs, &reading).map(move |document| article(document?, &reading))
}

fn article(document: RawDocument, reading: &Reading) -> Result<Article, Error> {
    let input = document.input.clone();
    let mut article = guard(Stage::Parse, &input, || page::article(document))??;
    if article.text.len() > LONGEST {
        let message = format!("a text of {} bytes is no article: the limit is {LONGEST}", article.text.len());
        return Err(Error::new(Stage::Parse, Code::TooLarge, input, message));
    }
    if article.published.is_none() {
        article.published = reading.published.clone();
    }
    Ok(article)
}

fn weigh(document: &Result<RawDocument, Error>) -> usize {
    document.as_ref().map_or(0, |document| match &document.content {
        Content::Text(text) | Content::Html(text) => text.len(),
    })
}
