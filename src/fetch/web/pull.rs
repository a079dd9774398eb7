//! Many links at a time, one page after another.
//!
//! Guarantees: pages and errors come in the order of the references, the entries of a list in the list's place and
//! order; each reference gives at least one of them; an address is followed once for each reference. What is under
//! way or waits for its turn is a window of so many links, whose bodies are on disk beyond a few hundred kilobytes:
//! memory does not grow with the input. References are drawn on a thread of their own: one that is still to come, as
//! from somebody who types, holds up nothing that is there. What an earlier run is done with is not asked for.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::Poll;
use std::thread;

use rustc_hash::FxHashSet;
use tokio::sync::mpsc;

use super::engine::{Answer, Engine, Found, Pending};
use super::lists::{Link, List, Role};
use super::page::Page;
use super::past::{Past, learn};
use super::{Delivery, Failure, Origin, Placed};
use crate::error::{Code, Error};

/// Links ahead of the one whose turn it is, for each request at a time: while a slow page is waited for, the others
/// find enough to do.
const AHEAD: usize = 8;

/// The most links ahead: each may hold a file open.
const MAX_AHEAD: usize = 512;

/// Links to follow, with the error that may stand at their end.
type Links = Box<dyn Iterator<Item = Result<Link, Error>> + Send>;

/// The pages behind links.
pub(super) struct Pull {
    engine: Arc<Engine>,
    window: usize,
    max_pages: usize,
    references: mpsc::Receiver<(Origin, Result<String, Error>)>,
    /// The references that have been drawn and have not had their turn.
    drawn: VecDeque<(Origin, Slot)>,
    /// The lists behind the reference at hand, each in the one before it.
    frames: Vec<Frame>,
    /// What is known of the reference at hand, when it is a list.
    expansion: Option<Expansion>,
    /// The place of the next outcome.
    origin: Origin,
    /// The lists that were gone into since the last outcome.
    learned: Vec<u8>,
    /// Whether a later run may go on, and is to know of them.
    learns: bool,
    past: Past,
    is_begun: bool,
    /// Whether links may wait for the past to be over.
    is_waiting: bool,
}

struct Frame {
    links: Links,
    slots: VecDeque<Slot>,
}

enum Slot {
    /// Not begun: an earlier run may know it or be done with it.
    Waiting(Link),
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
    /// The pages behind `references`, of which the first is the one that `past` is about.
    pub(super) fn new(
        engine: Arc<Engine>,
        concurrency: usize,
        max_pages: usize,
        references: Placed,
        past: Past,
        learns: bool,
    ) -> Self {
        let (drawn, receiver) = mpsc::channel(1);
        thread::spawn(move || {
            for reference in references {
                if drawn.blocking_send(reference).is_err() {
                    return;
                }
            }
        });
        Self {
            engine,
            window: (concurrency.max(1) * AHEAD).min(MAX_AHEAD),
            max_pages,
            references: receiver,
            drawn: VecDeque::new(),
            frames: Vec::new(),
            expansion: None,
            origin: Origin::default(),
            learned: Vec::new(),
            learns,
            is_waiting: !past.is_over(),
            past,
            is_begun: false,
        }
    }

    fn room(&self) -> usize {
        let slots: usize = self.frames.iter().map(|frame| frame.slots.len()).sum();
        self.window.saturating_sub(slots + self.drawn.len())
    }

    /// Begins what the window has room for, in the order in which it is asked for.
    fn fill(&mut self) {
        if self.is_waiting && self.past.is_over() {
            self.is_waiting = false;
            self.begin_waiting();
        }
        self.fill_lists();
        while self.room() > 0
            && let Ok(reference) = self.references.try_recv()
        {
            self.draw(reference);
        }
    }

    fn fill_lists(&mut self) {
        let mut room = self.room();
        let begin = |link| if self.past.is_over() { Slot::Under(self.engine.begin(link)) } else { Slot::Waiting(link) };
        let Some(expansion) = &mut self.expansion else { return };
        for frame in self.frames.iter_mut().rev() {
            while room > 0
                && let Some(next) = frame.links.next()
            {
                let slot = match next.map(|link| (expansion.admit(&link, self.max_pages), link)) {
                    Ok((Admission::Follow, link)) => begin(link),
                    Ok((Admission::Known, _)) => continue,
                    Ok((Admission::TooMany(error), _)) => {
                        frame.links = Box::new(std::iter::empty());
                        match error {
                            Some(error) => Slot::Failed(error),
                            None => break,
                        }
                    }
                    Err(error) => Slot::Failed(error),
                };
                frame.slots.push_back(slot);
                room -= 1;
            }
        }
    }

    /// Takes up a reference.
    fn draw(&mut self, (origin, reference): (Origin, Result<String, Error>)) {
        let slot = match reference.map(|url| Link { url, published: None, role: Role::Reference }) {
            Ok(link) if self.past.is_over() => Slot::Under(self.engine.begin(link)),
            Ok(link) => Slot::Waiting(link),
            Err(error) => Slot::Failed(error),
        };
        self.drawn.push_back((origin, slot));
    }

    /// Begins what has waited for the past to be over.
    fn begin_waiting(&mut self) {
        let within = self.frames.iter_mut().flat_map(|frame| &mut frame.slots);
        for slot in within.chain(self.drawn.iter_mut().map(|(_, slot)| slot)) {
            if let Slot::Waiting(link) = slot {
                *slot = Slot::Under(self.engine.begin(link.clone()));
            }
        }
    }

    /// What comes next; `None` where a list has ended and the one before it goes on, or where all has ended.
    fn turn(&mut self) -> Option<Slot> {
        if let Some(frame) = self.frames.last_mut() {
            // After filling, an empty frame of the last place has nothing left.
            let slot = frame.slots.pop_front();
            if slot.is_none() {
                self.frames.pop();
            }
            return slot;
        }
        let (origin, slot) = self.drawn.pop_front()?;
        // The past is that of the first reference.
        if self.is_begun {
            self.past.end();
        }
        self.is_begun = true;
        self.expansion = None;
        self.origin = origin;
        self.learned.clear();
        Some(slot)
    }

    /// Waits for an answer, and begins meanwhile what comes in.
    fn wait(&mut self, mut pending: Pending) -> Answer {
        let engine = Arc::clone(&self.engine);
        engine.wait(|context| {
            let answer = pending.poll(context);
            while answer.is_pending()
                && self.room() > 0
                && let Poll::Ready(Some(reference)) = self.references.poll_recv(context)
            {
                self.draw(reference);
            }
            answer
        })
    }

    /// Goes into a list, which takes the place of its link.
    fn enter(&mut self, url: &str, list: List) {
        if self.expansion.is_none() {
            let reference = url.to_owned();
            self.expansion = Some(Expansion { reference, seen: FxHashSet::default(), pages: 0 });
        }
        let failure = list.failure.map(|failure| Err(failure.of(url)));
        let links = Box::new(list.links.into_iter().map(Ok).chain(failure));
        self.frames.push(Frame { links, slots: VecDeque::new() });
    }

    /// What becomes of a link or an error whose turn it is; nothing for what is done, and for a list that is gone into.
    fn resolve(&mut self, slot: Slot) -> Option<Result<Page, Error>> {
        let pending = match slot {
            Slot::Failed(error) => return (!self.passes()).then_some(Err(error)),
            Slot::Waiting(link) => {
                if let Some(list) = self.past.list(&link) {
                    self.enter(&link.url, list);
                    return None;
                }
                if self.passes() {
                    return None;
                }
                self.past.end();
                self.engine.begin(link)
            }
            Slot::Under(pending) => pending,
        };
        let url = pending.url.clone();
        match self.wait(pending) {
            Ok(Found::Page(page)) => Some(Ok(*page)),
            Ok(Found::List(list)) => {
                if self.learns {
                    learn(&mut self.learned, &url, &list);
                }
                self.enter(&url, list);
                None
            }
            Err(error) => Some(Err(error)),
        }
    }

    /// Whether the next outcome is one that an earlier run is done with.
    fn passes(&mut self) -> bool {
        let passes = self.past.pass();
        self.origin.page += u64::from(passes);
        passes
    }
}

impl Iterator for Pull {
    type Item = Delivery<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.fill();
            match self.turn() {
                Some(slot) => {
                    let Some(outcome) = self.resolve(slot) else { continue };
                    let (origin, learned) = (self.origin, std::mem::take(&mut self.learned));
                    self.origin.page += 1;
                    return Some(Delivery { outcome, origin, learned });
                }
                None if self.drawn.is_empty() && self.frames.is_empty() => {
                    let reference = self.references.blocking_recv()?;
                    self.draw(reference);
                }
                None => {}
            }
        }
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
        // Servers do not see the fragment: it is the same page.
        let address = link.url.split('#').next().unwrap_or_default();
        let hash = blake3::hash(address.as_bytes());
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
