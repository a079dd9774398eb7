//! Reading ahead: several payloads are opened, decompressed and cut into documents at a time, and come out in order.
//!
//! Each reading thread takes the next payload and sends its items down a lane of its own; the lanes are emptied in the
//! order of the payloads. What a thread has read and nobody has taken is bounded in bytes, so that a thread that is far
//! ahead waits. The bound is each thread's own: the lane that is being emptied never waits for a later one.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

use super::budget::Budget;
use super::documents::{Item, items};
use super::inputs::Inputs;
use super::meter::Meter;
use crate::decode;

/// The most bytes that a thread is ahead.
const AHEAD: usize = 4 << 20;
/// What an item costs beside its own bytes.
const OVERHEAD: usize = 1 << 10;

/// The items of one payload, as far as they have been read.
type Lane = Receiver<(usize, Arc<Budget>, Item)>;

/// The items of all payloads, in order. Dropping it ends the threads, each after what it is at.
pub(super) struct Ahead {
    lanes: Receiver<Lane>,
    lane: Option<Lane>,
    budgets: Vec<Arc<Budget>>,
}

impl Ahead {
    /// Reads with so many threads.
    pub(super) fn new(inputs: Inputs, options: &decode::Options, threads: usize) -> Self {
        let meter = inputs.meter();
        let inputs = Arc::new(Mutex::new(inputs));
        let (to_lanes, lanes) = bounded(2 * threads);
        let budgets: Vec<Arc<Budget>> = (0..threads).map(|_| Arc::new(Budget::new(AHEAD))).collect();
        for budget in &budgets {
            let (inputs, to_lanes, budget) = (Arc::clone(&inputs), to_lanes.clone(), Arc::clone(budget));
            let (options, meter) = (options.clone(), meter.clone());
            thread::spawn(move || read(&inputs, &to_lanes, &budget, &options, &meter));
        }
        Self { lanes, lane: None, budgets }
    }
}

fn read(
    inputs: &Mutex<Inputs>,
    to_lanes: &Sender<Lane>,
    budget: &Arc<Budget>,
    options: &decode::Options,
    meter: &Meter,
) {
    loop {
        // The lane is put in its row before another thread can open the next payload.
        let mut next = inputs.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(opened) = next.next() else { return };
        let (to_lane, lane) = unbounded();
        if to_lanes.send(lane).is_err() {
            return;
        }
        drop(next);
        for item in items(opened, options) {
            meter.draw(item.bytes());
            let bytes = item.bytes() + OVERHEAD;
            if !budget.take(bytes) || to_lane.send((bytes, Arc::clone(budget), item)).is_err() {
                return;
            }
        }
    }
}

impl Iterator for Ahead {
    type Item = Item;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let lane = match &self.lane {
                Some(lane) => lane,
                None => self.lane.insert(self.lanes.recv().ok()?),
            };
            if let Ok((bytes, budget, item)) = lane.recv() {
                budget.give_back(bytes);
                return Some(item);
            }
            self.lane = None;
        }
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        self.budgets.iter().for_each(|budget| budget.close());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::{self, Reference};
    use crate::pipeline::place::Place;
    use std::fs;

    fn inputs(folder: &std::path::Path) -> Inputs {
        let names = ["a.jsonl", "missing.txt", "b", "c.txt"];
        let inputs = names.iter().map(|name| folder.join(name).to_string_lossy().into_owned()).collect();
        Inputs::new(Reference::of(inputs, None), &fetch::Options::default(), Meter::default())
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        // More than a thread may be ahead.
        let line = |n: usize| format!("{{\"id\":\"a{n}\",\"text\":\"{}\"}}\n", "x".repeat(50_000));
        fs::write(folder.path().join("a.jsonl"), (0..200).map(line).collect::<String>()).expect("written");
        fs::create_dir(folder.path().join("b")).expect("made");
        for n in 0..50 {
            fs::write(folder.path().join(format!("b/{n:02}.txt")), format!("Text {n}.")).expect("written");
        }
        fs::write(folder.path().join("c.txt"), "The last.").expect("written");
        folder
    }

    fn shown(item: &Item) -> String {
        match &item.document {
            Some(Ok(document)) => document.input.clone(),
            Some(Err(error)) => format!("{:?} {}", error.code, error.input),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn items_come_in_order_whatever_the_threads() {
        let folder = folder();
        let read = |threads| Ahead::new(inputs(folder.path()), &decode::Options::default(), threads);
        let one: Vec<(String, Place)> = read(1).map(|item| (shown(&item), item.after)).collect();
        assert_eq!(one.len(), 200 + 1 + 50 + 1);
        for threads in [2, 5] {
            assert!(read(threads).map(|item| (shown(&item), item.after)).eq(one.iter().cloned()), "{threads}");
        }
    }

    /// From any place on, exactly what lies behind it is read.
    #[test]
    fn reading_goes_on_from_any_place() {
        let folder = folder();
        let all: Vec<(String, Place)> = Ahead::new(inputs(folder.path()), &decode::Options::default(), 2)
            .map(|item| (shown(&item), item.after))
            .collect();
        for ended in [0, 1, 199, 200, 201, 230, 250] {
            let mut inputs = inputs(folder.path());
            inputs.go_on_from(all[ended].1, Some(Vec::new())).expect("the same inputs");
            let rest = Ahead::new(inputs, &decode::Options::default(), 2).map(|item| (shown(&item), item.after));
            assert!(rest.eq(all[ended + 1..].iter().cloned()), "from {ended}");
        }
        let mut inputs = inputs(folder.path());
        fs::write(folder.path().join("b/00a.txt"), "New.").expect("written");
        assert!(inputs.go_on_from(all[230].1, Some(Vec::new())).is_err());
    }

    #[test]
    fn a_thread_that_is_far_ahead_waits() {
        let folder = folder();
        let mut ahead = Ahead::new(inputs(folder.path()), &decode::Options::default(), 1);
        ahead.next().expect("an item");
        thread::sleep(std::time::Duration::from_millis(200));
        let lane = ahead.lane.as_ref().expect("a lane");
        assert!(lane.len() < AHEAD / 50_000 + 1, "{} items", lane.len());
    }
}
