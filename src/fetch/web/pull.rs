//! Many links at a time, one page after another.
//!
//! Guarantees: pages and errors come in the order of the references, the entries of a list in the list's place and
//! order; each reference gives at least one of them; an address is followed once for each reference. What is under
//! way or waits for its turn is a window of so many links, whose bodies are on disk beyond a few hundred kilobytes:
//! memory does not grow with the input.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Failure;
use super::engine::{Engine, Found, Pending};
use super::lists::{Link, List, Role};
use super::page::Page;
use crate::error::{Code, Error};

/// Links ahead of the one whose turn it is, for each request at a time: while a slow page is waited for, the others
/// find enough to do.
const AHEAD: usize = 8;

/// The most links ahead: each may hold a file open.
const MAX_AHEAD: usize = 512;

/// Links to follow, with the errors that stand among them.
type Links = Box<dyn Iterator<Item = Result<Link, Error>> + Send>;

/// The pages behind links.
pub(super) struct Pull {
    engine: Arc<Engine>,
    window: usize,
    max_pages: usize,
    /// Lists within lists; the last is at hand. The first holds the references.
    frames: Vec<Frame>,
    /// What is known of the reference at hand, when it is a list.
    expansion: Option<Expansion>,
}

struct Frame {
    links: Links,
    slots: VecDeque<Slot>,
    is_drained: bool,
}

enum Slot {
    Under(Pending),
    Failed(Error),
}

struct Expansion {
    reference: String,
    /// Hashes of the addresses that were followed.
    seen: FxHashSet<[u8; 16]>,
    pages: usize,
}

impl Pull {
    /// The pages behind `references`.
    pub(super) fn new(
        engine: Arc<Engine>,
        concurrency: usize,
        max_pages: usize,
        references: impl Iterator<Item = Result<String, Error>> + Send + 'static,
    ) -> Self {
        let links =
            references.map(|reference| reference.map(|url| Link { url, published: None, role: Role::Reference }));
        let frames = vec![Frame::new(Box::new(links))];
        Self { engine, window: (concurrency.max(1) * AHEAD).min(MAX_AHEAD), max_pages, frames, expansion: None }
    }

    /// Begins what the window has room for, in the order in which it is asked for.
    fn fill(&mut self) {
        let mut room = self.window.saturating_sub(self.frames.iter().map(|frame| frame.slots.len()).sum());
        for (level, frame) in self.frames.iter_mut().enumerate().rev() {
            while room > 0 && !frame.is_drained {
                let slot = match frame.links.next() {
                    Some(Ok(link)) => match &mut self.expansion {
                        Some(expansion) if level > 0 => match expansion.admit(&link, self.max_pages) {
                            Admission::Follow => Slot::Under(self.engine.begin(link)),
                            Admission::Known => continue,
                            Admission::TooMany(error) => {
                                frame.is_drained = true;
                                match error {
                                    Some(error) => Slot::Failed(error),
                                    None => break,
                                }
                            }
                        },
                        _ => Slot::Under(self.engine.begin(link)),
                    },
                    Some(Err(error)) => Slot::Failed(error),
                    None => {
                        frame.is_drained = true;
                        break;
                    }
                };
                frame.slots.push_back(slot);
                room -= 1;
            }
        }
    }

    /// Goes into a list, which takes the place of its link.
    fn enter(&mut self, url: &str, list: List) {
        if self.frames.len() == 1 {
            let reference = url.to_owned();
            self.expansion = Some(Expansion { reference, seen: FxHashSet::default(), pages: 0 });
        }
        let failure = list.failure.map(|failure| Err(failure.of(url)));
        self.frames.push(Frame::new(Box::new(list.links.into_iter().map(Ok).chain(failure))));
    }
}

impl Iterator for Pull {
    type Item = Result<Page, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.fill();
            let frame = self.frames.last_mut()?;
            match frame.slots.pop_front() {
                Some(Slot::Failed(error)) => return Some(Err(error)),
                Some(Slot::Under(pending)) => {
                    let url = pending.url.clone();
                    match pending.wait() {
                        Ok(Found::Page(page)) => return Some(Ok(*page)),
                        Ok(Found::List(list)) => self.enter(&url, list),
                        Err(error) => return Some(Err(error)),
                    }
                }
                // After filling, an empty frame of the last place has nothing left.
                None => {
                    self.frames.pop();
                }
            }
        }
    }
}

impl Frame {
    fn new(links: Links) -> Self {
        Self { links, slots: VecDeque::new(), is_drained: false }
    }
}

enum Admission {
    Follow,
    Known,
    /// With the error that says so, the first time.
    TooMany(Option<Error>),
}

impl Expansion {
    fn admit(&mut self, link: &Link, max_pages: usize) -> Admission {
        let hash = blake3::hash(link.url.as_bytes());
        let Some(key) = hash.as_bytes().first_chunk() else { return Admission::Follow };
        if self.seen.contains(key) {
            return Admission::Known;
        }
        if link.role == Role::Page {
            self.pages += 1;
            if self.pages > max_pages {
                let message = format!("more than {max_pages} pages behind it: the rest is left out (--max-pages)");
                let failure = Failure::new(Code::TooLarge, message);
                return Admission::TooMany((self.pages == max_pages + 1).then(|| failure.of(&self.reference)));
            }
        }
        self.seen.insert(*key);
        Admission::Follow
    }
}
