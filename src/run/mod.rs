//! A run over inputs into files: records, errors, counts, and a journal with which an interrupted one goes on.
//!
//! Guarantees: with a journal, a run that was ended at any moment (killed, without power) goes on so that the final
//! files are byte for byte those of one that was not; no document is left out and none is written twice. Whatever has
//! its final name is complete. What is on the disk is looked after by `write`, what is true of a point of the run by
//! [`journal`]; this module sees to the order: data, then journal, then names.

mod journal;
mod summary;

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::fetch::Reference;
use crate::pipeline::{self, Meter, Place, Reading, Seen, Step, Work};
use crate::record::ErrorRecord;
use crate::write::{Log, Parts, Selection, jsonl};
use journal::{Checkpoint, Journal};

pub use summary::Summary;
pub(crate) use summary::count;

/// The least time between two checkpoints: what is lost when a run is killed.
const BETWEEN: Duration = Duration::from_millis(200);
/// And how many times as long as one takes, so that a slow disk does not hold up the work.
const RATIO: u32 = 20;

/// What is to be done.
#[derive(Debug)]
pub struct Settings {
    /// Paths, directories, URLs, `-`.
    pub inputs: Vec<Reference>,
    /// How they are read.
    pub reading: Reading,
    /// Threads that work.
    pub jobs: usize,
    /// Which records are written.
    pub selection: Selection,
    /// Whether duplicates are marked.
    pub dedupe: bool,
    /// Where the records go; standard output without it.
    pub output: Option<PathBuf>,
    /// The size of its parts, if it is to be in parts.
    pub part_size: Option<u64>,
    /// Where the error records go; to the caller without it.
    pub errors: Option<PathBuf>,
    /// Whether to keep a journal and to go on from one.
    pub resume: bool,
}

impl Settings {
    /// A hash of all that decides what the output is. How fast and patiently pages are fetched is none of it: a run may
    /// go on with other manners.
    fn identity(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let Self { inputs, reading, selection, dedupe, part_size, .. } = self;
        let Reading { format, published, fetch } = reading;
        let fetch = (fetch.max_bytes, fetch.max_pages, fetch.ignore_robots, fetch.allow_private, fetch.offline);
        let all =
            format!("{version} {inputs:?} {format:?} {published:?} {fetch:?} {selection:?} {dedupe} {part_size:?}");
        blake3::hash(all.as_bytes()).to_hex()[..32].to_owned()
    }
}

/// Why a run ends before its end.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file cannot be written, or gone on with.
    #[error("{name}: {error}")]
    Output {
        /// The file.
        name: String,
        /// What is wrong.
        error: io::Error,
    },
    /// The inputs are not those of the run to go on with.
    #[error(transparent)]
    Inputs(#[from] Error),
}

fn failed(name: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |error| Failure::Output { name: name.display().to_string(), error }
}

/// A run at work.
pub struct Run {
    steps: Box<dyn Iterator<Item = Step>>,
    parts: Parts,
    errors: Option<(Log, PathBuf)>,
    keeping: Option<Keeping>,
    after: Place,
    summary: Summary,
    /// The bytes of an earlier run: those of its documents, and as they are stored.
    earlier: u64,
    earlier_stored: u64,
    meter: Meter,
}

/// What a run with a journal has.
struct Keeping {
    journal: Journal,
    path: PathBuf,
    /// What is kept to find duplicates.
    seen: Option<(Log, PathBuf)>,
    /// What feeds and sitemaps had to say, where URLs are read: they will have changed when the run goes on. Its bytes
    /// up to this one are about URLs that are done.
    lists: Option<(Log, PathBuf)>,
    past_lists: u64,
    next: Instant,
}

impl Run {
    /// Begins a run, or goes on with one.
    pub fn start(settings: Settings) -> Result<Self, Failure> {
        let journal = settings.output.as_deref().map(|path| beside(path, ".journal"));
        match journal {
            Some(journal) if settings.resume => {
                let is_new = !journal.exists();
                let run = Self::resume(settings, &journal);
                if run.is_err() && is_new {
                    let _ = fs::remove_file(&journal);
                }
                run
            }
            Some(journal) if journal.exists() => {
                let message = "the journal of a run that has not ended: go on with --resume, or remove it";
                Err(failed(&journal)(io::Error::new(io::ErrorKind::AlreadyExists, message)))
            }
            _ => {
                let parts = Parts::new(settings.output.clone(), settings.part_size, false);
                let parts = parts.map_err(failed(&named(settings.output.as_deref())))?;
                Self::with(settings, parts, None, Checkpoint::default(), Seen::default(), None)
            }
        }
    }

    fn resume(settings: Settings, path: &Path) -> Result<Self, Failure> {
        let (journal, last) = Journal::open(path, &settings.identity()).map_err(failed(path))?;
        let output = settings.output.clone().unwrap_or_default();
        let parts = match &last {
            Some(last) => Parts::go_on(output.clone(), settings.part_size, last.records),
            None => Parts::new(Some(output.clone()), settings.part_size, true),
        };
        let parts = parts.map_err(failed(&output))?;
        let last = last.unwrap_or_default();
        let mut seen = Seen::default();
        let log = if settings.dedupe {
            let path = beside(&output, ".seen");
            // A run that was complete compares no more, and may have removed it already.
            let length = if last.done { 0 } else { last.seen };
            let log = Log::open(&path, length).map_err(failed(&path))?;
            let entries = fs::read(&path).map_err(failed(&path))?;
            if !seen.remember(&entries) {
                return Err(failed(&path)(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "it is not as it was left: remove it and the journal to begin anew",
                )));
            }
            Some((log, path))
        } else {
            None
        };
        let (lists, learned) = if settings.inputs.iter().any(Reference::is_web) {
            let path = beside(&output, ".lists");
            let (log, learned) = lists(&path, &last).map_err(failed(&path))?;
            (Some((log, path)), Some(learned))
        } else {
            (None, None)
        };
        let keeping = Keeping {
            journal,
            path: path.to_owned(),
            seen: log,
            lists,
            past_lists: last.past_lists,
            next: Instant::now() + BETWEEN,
        };
        Self::with(settings, parts, Some(keeping), last, seen, learned)
    }

    fn with(
        settings: Settings,
        parts: Parts,
        keeping: Option<Keeping>,
        from: Checkpoint,
        seen: Seen,
        learned: Option<Vec<u8>>,
    ) -> Result<Self, Failure> {
        let errors = match settings.errors {
            Some(path) => Some((Log::open(&path, from.errors).map_err(failed(&path))?, path)),
            None => None,
        };
        let meter = Meter::default();
        let steps: Box<dyn Iterator<Item = Step>> = if from.done {
            Box::new(std::iter::empty())
        } else {
            let work = Work {
                jobs: settings.jobs,
                selection: settings.selection,
                seen: settings.dedupe.then_some(seen),
                from: from.after,
                learned,
                meter: meter.clone(),
            };
            let steps = pipeline::extract(settings.inputs, settings.reading, work).map_err(|mut error| {
                if let Some(Keeping { path, .. }) = &keeping {
                    let way_out = format!(": bring them back, or remove {} to begin anew", path.display());
                    error.message.push_str(&way_out);
                }
                error
            })?;
            Box::new(steps)
        };
        let earlier = from.summary.bytes;
        let (after, earlier_stored) = (from.after, from.stored);
        Ok(Self { steps, parts, errors, keeping, after, summary: from.summary, earlier, earlier_stored, meter })
    }

    /// Does one step; `None` when there is no more to do. An error record that has no file is the caller's to show.
    pub fn step(&mut self) -> Option<Result<Option<Vec<u8>>, Failure>> {
        let step = self.steps.next()?;
        Some(self.take(step))
    }

    fn take(&mut self, step: Step) -> Result<Option<Vec<u8>>, Failure> {
        self.summary.add(&step);
        if let Some(Keeping { lists: Some((log, path)), past_lists, .. }) = &mut self.keeping {
            let url = |place: &Place| (place.input, place.origin.number);
            if url(&self.after) != url(&step.after) {
                *past_lists = log.length();
            }
            log.append(&step.learned).map_err(failed(path))?;
        }
        self.after = step.after;
        let mut shown = None;
        match step.outcome {
            None => {}
            Some(Ok(extracted)) => {
                self.parts.write(&extracted.lines).map_err(failed(&self.parts.name()))?;
                if let Some(Keeping { seen: Some((log, path)), .. }) = &mut self.keeping {
                    log.append(&extracted.seen).map_err(failed(path))?;
                }
            }
            Some(Err(error)) => {
                let mut line = Vec::new();
                jsonl::append(&mut line, &[ErrorRecord::from(&error)]);
                match &mut self.errors {
                    Some((log, path)) => log.append(&line).map_err(failed(path))?,
                    None => shown = Some(line),
                }
            }
        }
        if self.parts.is_full() {
            self.parts.close();
            self.checkpoint(false)?;
            self.parts.complete().map_err(failed(&self.parts.name()))?;
        } else if self.keeping.as_ref().is_some_and(|keeping| keeping.next <= Instant::now()) {
            self.checkpoint(false)?;
        }
        Ok(shown)
    }

    /// Brings everything to the disk, then the journal's word of it.
    fn checkpoint(&mut self, done: bool) -> Result<(), Failure> {
        let stored = self.bytes_done();
        let Some(keeping) = &mut self.keeping else { return Ok(()) };
        let began = Instant::now();
        self.parts.sync().map_err(failed(&self.parts.name()))?;
        for (log, path) in self.errors.iter().chain(&keeping.seen).chain(&keeping.lists) {
            log.sync().map_err(failed(path))?;
        }
        let length = |log: &Option<(Log, PathBuf)>| log.as_ref().map_or(0, |(log, _)| log.length());
        let checkpoint = Checkpoint {
            after: self.after,
            records: self.parts.mark(),
            errors: length(&self.errors),
            seen: length(&keeping.seen),
            lists: length(&keeping.lists),
            past_lists: keeping.past_lists,
            stored,
            done,
            summary: self.summary.clone(),
        };
        keeping.journal.write(&checkpoint).map_err(failed(&keeping.path))?;
        keeping.next = Instant::now() + BETWEEN.max(began.elapsed() * RATIO);
        Ok(())
    }

    /// Completes the output. A run that is killed behind this has nothing left to read.
    pub fn complete(&mut self) -> Result<(), Failure> {
        self.parts.close();
        self.checkpoint(true)?;
        self.parts.complete().map_err(failed(&self.parts.name()))
    }

    /// Removes the journal of a run that is complete, and with it what is kept to go on.
    pub fn forget(self) -> Result<(), Failure> {
        let Some(Keeping { path, seen, lists, .. }) = self.keeping else { return Ok(()) };
        // The journal last: while it is there, a later run removes what is left.
        for path in [seen, lists].into_iter().flatten().map(|(_, path)| path).chain([path]) {
            fs::remove_file(&path).map_err(failed(&path))?;
        }
        Ok(())
    }

    /// The counts so far, those of the run that it goes on with included.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The bytes of documents of this run alone.
    pub fn bytes(&self) -> u64 {
        self.summary.bytes - self.earlier
    }

    /// The bytes of inputs that are done with, as they are stored, those of earlier runs included.
    pub fn bytes_done(&self) -> u64 {
        self.earlier_stored + self.meter.stored(self.bytes())
    }

    /// The input at hand, and how many of the URLs behind it are done.
    pub fn urls_done(&self) -> (u64, u64) {
        // After a bug in fetching, the place is none of the inputs'.
        (self.after.input, self.after.origin.number.saturating_add(u64::from(self.after.whole)))
    }

    /// Counts the bytes of inputs that have been read.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }
}

/// What is kept of lists, and what of it is about the list at hand.
fn lists(path: &Path, last: &Checkpoint) -> io::Result<(Log, Vec<u8>)> {
    // A run that was complete reads no more, and may have removed it already.
    let log = Log::open(path, if last.done { 0 } else { last.lists })?;
    let mut learned = Vec::new();
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(last.past_lists))?;
    file.read_to_end(&mut learned)?;
    Ok((log, learned))
}

/// The output's name, or what stands for it.
fn named(output: Option<&Path>) -> PathBuf {
    output.map_or_else(|| PathBuf::from("standard output"), Path::to_owned)
}

/// The name of a file that belongs to the output.
fn beside(output: &Path, ending: &str) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    output.with_file_name(name)
}

#[cfg(test)]
mod tests;
