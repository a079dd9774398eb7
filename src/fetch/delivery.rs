//! Payloads with where they stand behind their reference, so that a later run can go on from there.
//!
//! A place is told by numbers, and held to by a hash of the names on the way to it: a later run notices when the files
//! or URLs are other ones, without having to open them.

use serde::{Deserialize, Serialize};

use super::{Payload, Payloads};
use crate::error::Error;

/// Where a payload stands behind a reference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file or URL that led to it, by its number behind the reference.
    pub number: u64,
    /// A hash of the names of the files or URLs, up to and with this one.
    pub names: u64,
    /// Which one it is of those behind the URL: a feed leads to many.
    pub page: u64,
}

/// What stands at a place.
#[derive(Debug)]
pub struct Delivery<T = Payload> {
    /// The payload, or why there is none.
    pub outcome: Result<T, Error>,
    /// Its place.
    pub origin: Origin,
    /// What lists had to say on the way to it, for [`Start::learned`] of a later run: complete lines. Nothing where no
    /// later run is to go on.
    pub learned: Vec<u8>,
}

/// Deliveries in their order.
pub type Deliveries = Box<dyn Iterator<Item = Delivery> + Send>;

/// Where a later run goes on.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The last place that the earlier run has come to.
    pub origin: Origin,
    /// Whether nothing is left of what stands there.
    pub whole: bool,
    /// What the earlier run has learned behind the URL of that place, one delivery's after the other.
    pub learned: Vec<u8>,
}

/// Numbers names.
#[derive(Debug, Default)]
pub(super) struct Trail {
    passed: u64,
    names: u64,
}

impl Trail {
    /// The place of the next file or URL.
    pub(super) fn step(&mut self, name: &str) -> Origin {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.names.to_le_bytes());
        hasher.update(name.as_bytes());
        self.names = hasher.finalize().as_bytes().first_chunk().copied().map_or(0, u64::from_le_bytes);
        self.passed += 1;
        Origin { number: self.passed - 1, names: self.names, page: 0 }
    }
}

/// Payloads that stand for themselves, each at a place of its own.
pub(super) fn numbered(payloads: Payloads) -> Deliveries {
    let mut trail = Trail::default();
    Box::new(payloads.map(move |outcome| {
        let name = outcome.as_ref().map_or_else(|error| &error.input, |payload| &payload.input);
        let origin = trail.step(name);
        Delivery { outcome, origin, learned: Vec::new() }
    }))
}

/// Those that an earlier run has left; `None` where they are other ones.
pub(super) fn rest(mut deliveries: Deliveries, start: &Start) -> Option<Deliveries> {
    let last = deliveries.find(|delivery| delivery.origin.number == start.origin.number)?;
    if last.origin != start.origin {
        return None;
    }
    Some(if start.whole { deliveries } else { Box::new(std::iter::once(last).chain(deliveries)) })
}
