//! A parallel map that keeps order and bounds memory.
//!
//! One thread draws the items and numbers them, `jobs` threads work on them, the caller takes the results in the order
//! of the items. What is in flight, from the moment an item is drawn until its result is taken, is bounded in bytes:
//! the drawing thread waits when it would be more. Since items are drawn in order, the result that the caller waits
//! for is always in flight, so the wait cannot lock up.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, bounded, unbounded};

use super::budget::Budget;

/// What an item costs beside its own bytes, so that many tiny ones are bounded too.
const OVERHEAD: usize = 4 << 10;

/// How much work goes on at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Threads that work.
    pub jobs: usize,
    /// The most bytes in flight; one item alone may be more.
    pub bytes: usize,
}

/// Maps `items` with `work`, which must not panic. `weigh` gives an item's bytes.
pub(super) fn map<I, T, W>(items: I, limits: Limits, weigh: fn(&I::Item) -> usize, work: W) -> Ordered<T>
where
    I: Iterator + Send + 'static,
    I::Item: Send,
    T: Send + 'static,
    W: Fn(I::Item) -> T + Send + Sync + 'static,
{
    let budget = Arc::new(Budget::new(limits.bytes));
    let (to_work, items_in) = bounded::<(u64, usize, I::Item)>(limits.jobs);
    // Unbounded, yet never longer than the budget: a bounded one could fill up with later results.
    let (to_caller, results) = unbounded();
    let drawing = Arc::clone(&budget);
    thread::spawn(move || {
        for (number, item) in (0u64..).zip(items) {
            let bytes = weigh(&item) + OVERHEAD;
            if !drawing.take(bytes) || to_work.send((number, bytes, item)).is_err() {
                return;
            }
        }
    });
    let work = Arc::new(work);
    for _ in 0..limits.jobs {
        let (work, items_in, to_caller) = (Arc::clone(&work), items_in.clone(), to_caller.clone());
        thread::spawn(move || {
            for (number, bytes, item) in items_in {
                if to_caller.send((number, bytes, work(item))).is_err() {
                    return;
                }
            }
        });
    }
    Ordered { results, early: BTreeMap::new(), next: 0, budget }
}

/// The results, in the order of the items. Dropping it ends the threads, each after what it is at.
pub(super) struct Ordered<T> {
    results: Receiver<(u64, usize, T)>,
    /// Results that came before their turn.
    early: BTreeMap<u64, (usize, T)>,
    next: u64,
    budget: Arc<Budget>,
}

impl<T> Iterator for Ordered<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let (bytes, result) = loop {
            if let Some(result) = self.early.remove(&self.next) {
                break result;
            }
            let (number, bytes, result) = self.results.recv().ok()?;
            self.early.insert(number, (bytes, result));
        };
        self.next += 1;
        self.budget.give_back(bytes);
        Some(result)
    }
}

impl<T> Drop for Ordered<T> {
    fn drop(&mut self) {
        self.budget.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    const WIDE: usize = usize::MAX / 2;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for jobs in [1, 2, 7] {
            // Early items take longest, so that results come in the wrong order.
            let results = map(
                0..40u64,
                Limits { jobs, bytes: WIDE },
                |_| 1,
                |i| {
                    thread::sleep(Duration::from_micros(400 - 10 * i));
                    i * i
                },
            );
            assert!(results.eq((0..40).map(|i| i * i)), "{jobs} jobs");
        }
    }

    #[test]
    fn no_more_is_in_flight_than_the_limit() {
        let drawn = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&drawn);
        let items = (0..100usize).inspect(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let limits = Limits { jobs: 2, bytes: 5 * (OVERHEAD + 1000) };
        let mut results = map(items, limits, |_| 1000, |i| i);
        for taken in 0..100 {
            thread::sleep(Duration::from_millis(1));
            // One more is drawn and waits.
            assert!(drawn.load(Ordering::SeqCst) <= taken + 6);
            assert_eq!(results.next(), Some(taken));
        }
        assert_eq!(results.next(), None);
    }

    #[test]
    fn an_item_beyond_the_limit_goes_alone() {
        let results = map([10usize, 1 << 30, 10].into_iter(), Limits { jobs: 3, bytes: 100 }, |&i| i, |i| i);
        assert!(results.eq([10, 1 << 30, 10]));
    }

    #[test]
    fn nothing_is_drawn_after_the_caller_has_gone() {
        let drawn = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&drawn);
        let items = (0..).inspect(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let mut results = map(items, Limits { jobs: 2, bytes: 10 * OVERHEAD }, |_: &i32| 0, |i| i);
        assert_eq!(results.next(), Some(0));
        drop(results);
        thread::sleep(Duration::from_millis(50));
        let after = drawn.load(Ordering::SeqCst);
        thread::sleep(Duration::from_millis(50));
        assert_eq!(drawn.load(Ordering::SeqCst), after);
        assert!(after < 40, "{after} drawn");
    }
}
