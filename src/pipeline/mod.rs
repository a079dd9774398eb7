//! Inputs to outcomes: fetch, decode, page, extract, write, on all cores, in input order.
//!
//! Guarantees: every document behind an input is exactly one outcome, an article's records or an error; outcomes come
//! in input order and are the same for any number of jobs; memory is bounded by the bytes in flight, not by the size
//! of the inputs (what is kept to find duplicates, on request, is the one thing that grows); a panic is the error of
//! its input, the others go on; a run can begin behind any of its steps. Where the outcomes go is the caller's
//! business.
//!
//! `inputs` opens, `ahead` reads several payloads at a time as `documents`, `ordered` spreads them over the workers and
//! restores their order, `dedupe` compares.

mod ahead;
mod archive;
mod budget;
mod dedupe;
mod documents;
mod guard;
mod inputs;
mod meter;
mod ordered;
mod place;

use crate::decode::{self, InputFormat, RawDocument, Skipped};
use crate::error::{Code, Error, Stage};
use crate::fetch::Reference;
use crate::record::{Record, TYPES};
use crate::write::{Selection, jsonl};
use crate::{Article, Extractor, SourceDate, fetch, is_read, page};

use ahead::Ahead;
use dedupe::{Fingerprint, Verdict};
use documents::Item;
use guard::guard;
use inputs::Inputs;

pub use crate::page::{Explained, Removed};
pub use archive::{Recorded, archive};
pub use dedupe::Seen;
pub use guard::quiet_panics;
pub use meter::Meter;
pub use place::Place;

/// The most bytes of documents in flight. Records are some twenty times as large as their text, and those that are done
/// early wait for their turn.
const IN_FLIGHT: usize = 8 << 20;

/// The most payloads that are read at a time. Reading is ten times as fast as what comes after it.
const READERS: usize = 8;

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

impl Reading {
    fn decoding(&self) -> decode::Options {
        decode::Options { format: self.format, ..decode::Options::default() }
    }
}

/// How records are found and made.
#[derive(Debug, Default)]
pub struct Work {
    /// Threads that work.
    pub jobs: usize,
    /// Which records are made.
    pub selection: Selection,
    /// The articles that others are compared with, if duplicates are to be marked.
    pub seen: Option<Seen>,
    /// Where to begin: behind the last step of an earlier run, if it is not the beginning.
    pub from: Place,
    /// What that run has learned, see [`Step::learned`]; `None` where none is to go on with this one, so that there is
    /// nothing to learn for it.
    pub learned: Option<Vec<u8>>,
    /// Counts what is read.
    pub meter: Meter,
}

/// What became of one document.
pub type Outcome = Result<Extracted, Error>;

/// One step of a run.
#[derive(Debug)]
pub struct Step {
    /// What became of a document; nothing in a step that only tells what was passed over.
    pub outcome: Option<Outcome>,
    /// What was passed over in an archive since the step before.
    pub skipped: Skipped,
    /// The bytes of the document.
    pub bytes: u64,
    /// The point behind it: [`Work::from`] of a run that goes on.
    pub after: Place,
    /// What was learned on the way to it: for [`Work::learned`] of a run that goes on, behind that of the steps before
    /// it with the same input and the same [`number`](crate::fetch::Origin::number).
    pub learned: Vec<u8>,
}

/// The records of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extracted {
    /// The records, one a line.
    pub lines: Vec<u8>,
    /// How many there are of each of [`TYPES`].
    pub records: [u32; TYPES.len()],
    /// Whether there are rules for the article's language; without, it is its `article` record alone.
    pub is_read: bool,
    /// Whether it is a duplicate of an earlier one.
    pub is_duplicate: bool,
    /// Of an article that is none, what [`Seen::remember`] takes.
    pub seen: Vec<u8>,
}

/// The records of all articles in `inputs` (paths, directories, URLs, `-`).
///
/// Fails where [`Work::from`] is no place in these inputs.
pub fn extract(inputs: Vec<Reference>, reading: Reading, work: Work) -> Result<impl Iterator<Item = Step>, Error> {
    let Work { jobs, selection, mut seen, from, learned, meter } = work;
    let mut inputs = Inputs::new(inputs, &reading.fetch, meter);
    inputs.go_on_from(from, learned)?;
    let items = Ahead::new(inputs, &reading.decoding(), jobs.clamp(1, READERS));
    let extractor = Extractor::new();
    let limits = ordered::Limits { jobs, bytes: IN_FLIGHT };
    let compare = seen.is_some();
    let made = ordered::map(items, limits, Item::bytes, move |item| {
        let bytes = item.bytes() as u64;
        let Item { document, skipped, after, learned } = item;
        let outcome = document.map(|document| make(document, &reading, &extractor, &selection, compare));
        (outcome, Step { outcome: None, skipped, bytes, after, learned })
    });
    Ok(made.map(move |(outcome, step)| {
        let outcome = outcome.map(|outcome| outcome.map(|made| made.finish(seen.as_mut())));
        Step { outcome, ..step }
    }))
}

/// The records of one article, before it is compared with those before it.
struct Made {
    /// What is compared, and the article record, which then says what came of it.
    compared: Option<(String, Fingerprint, Option<Record>)>,
    extracted: Extracted,
}

fn make(
    document: Result<RawDocument, Error>,
    reading: &Reading,
    extractor: &Extractor,
    selection: &Selection,
    compare: bool,
) -> Result<Made, Error> {
    let article = article(document?, reading)?;
    guard(Stage::Extract, &article.input, || {
        let mut records = extractor.extract(&article);
        selection.apply(&mut records);
        let mut counts = [0; TYPES.len()];
        for record in &records {
            let of_type = TYPES.iter().position(|name| *name == record.type_name());
            counts[of_type.expect("every type is listed")] += 1;
        }
        let compared = compare.then(|| {
            let first = matches!(records.first(), Some(Record::Article(_))).then(|| records.remove(0));
            (article.id(), Fingerprint::of(&article.text), first)
        });
        let mut lines = Vec::new();
        // Each record goes as soon as it is written: a text full of figures is not held twice.
        for record in records {
            jsonl::append(&mut lines, &[record]);
        }
        let is_read = is_read(&article);
        Made {
            compared,
            extracted: Extracted { lines, records: counts, is_read, is_duplicate: false, seen: Vec::new() },
        }
    })
}

impl Made {
    fn finish(self, seen: Option<&mut Seen>) -> Extracted {
        let Self { compared, mut extracted } = self;
        let (Some((id, fingerprint, mut record)), Some(seen)) = (compared, seen) else { return extracted };
        match seen.judge(&id, &fingerprint) {
            Verdict::New(entry) => extracted.seen = entry,
            Verdict::Duplicate(first, kind) => {
                extracted.is_duplicate = true;
                if let Some(Record::Article(article)) = &mut record {
                    (article.duplicate_of, article.duplicate_kind) = (Some(first), Some(kind));
                }
            }
        }
        let mut lines = Vec::with_capacity(extracted.lines.len());
        jsonl::append(&mut lines, record.as_slice());
        lines.append(&mut extracted.lines);
        Extracted { lines, ..extracted }
    }
}

/// The articles in `inputs`, one after another.
pub fn articles(inputs: Vec<Reference>, reading: Reading) -> impl Iterator<Item = Result<Article, Error>> {
    documents(inputs, &reading).map(move |document| article(document?, &reading))
}

/// The same, with what was taken out of each page.
pub fn explained(inputs: Vec<Reference>, reading: Reading) -> impl Iterator<Item = Result<Explained, Error>> {
    documents(inputs, &reading).map(move |document| {
        let document = document?;
        let input = document.input.clone();
        let Explained { article, removed } = guard(Stage::Parse, &input, || page::explain(document))??;
        Ok(Explained { article: checked(article, input, &reading)?, removed })
    })
}

fn documents(inputs: Vec<Reference>, reading: &Reading) -> impl Iterator<Item = Result<RawDocument, Error>> + use<> {
    let options = reading.decoding();
    let items = Inputs::new(inputs, &reading.fetch, Meter::default())
        .flat_map(move |opened| documents::items(opened, &options));
    items.filter_map(|item| item.document)
}

fn article(document: RawDocument, reading: &Reading) -> Result<Article, Error> {
    let input = document.input.clone();
    let article = guard(Stage::Parse, &input, || page::article(document))??;
    checked(article, input, reading)
}

/// An article that is not too long, with the date of the reading where it has none.
fn checked(mut article: Article, input: String, reading: &Reading) -> Result<Article, Error> {
    if article.text.len() > LONGEST {
        let message = format!("a text of {} bytes is no article: the limit is {LONGEST}", article.text.len());
        return Err(Error::new(Stage::Parse, Code::TooLarge, input, message));
    }
    if article.published.is_none() {
        article.published = reading.published.clone();
    }
    Ok(article)
}
