//! The gate before each host: so many requests at a time, so long between their starts.
//!
//! Guarantees: whatever asks, first tries, retries and redirects alike, the limits hold for each host on its own; who
//! comes first goes first. A host that nobody waits for and whose delay has passed is forgotten, so that a run over
//! a million hosts does not remember them all.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustc_hash::FxHashMap;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// How many hosts are remembered before the idle ones are looked for.
const SWEEP: usize = 1024;

pub(super) struct Gate {
    per_host: usize,
    hosts: Mutex<Hosts>,
}

#[derive(Default)]
struct Hosts {
    known: FxHashMap<String, Host>,
    /// The number of hosts at which idle ones are looked for next: twice what the last look left.
    sweep_at: usize,
}

struct Host {
    places: Arc<Semaphore>,
    /// When the next request may start.
    next: Instant,
}

/// The right to make one request; its end lets the next one in.
pub(super) struct Pass {
    _place: OwnedSemaphorePermit,
}

impl Gate {
    pub(super) fn new(per_host: usize) -> Self {
        Self { per_host, hosts: Mutex::new(Hosts { known: FxHashMap::default(), sweep_at: SWEEP }) }
    }

    /// Waits for a place and for the host's time, `delay` after the request before.
    pub(super) async fn pass(&self, host: &str, delay: Duration) -> Pass {
        let places = self.with(host, |known| Arc::clone(&known.places));
        // The semaphore is never closed, and it is fair.
        let Ok(place) = places.acquire_owned().await else { unreachable!("the gate closes no semaphore") };
        loop {
            let now = Instant::now();
            let wait_until = self.with(host, |known| {
                if known.next > now {
                    return Some(known.next);
                }
                known.next = now + delay;
                None
            });
            let Some(wait_until) = wait_until else { return Pass { _place: place } };
            sleep_until(wait_until).await;
        }
    }

    /// Lets nothing through to the host for this long: it asked for quiet.
    pub(super) fn pause(&self, host: &str, quiet: Duration) {
        let until = Instant::now() + quiet;
        self.with(host, |known| known.next = known.next.max(until));
    }

    fn with<T>(&self, host: &str, look: impl FnOnce(&mut Host) -> T) -> T {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hosts.known.get_mut(host) {
            return look(known);
        }
        let now = Instant::now();
        if hosts.known.len() >= hosts.sweep_at {
            let busy = self.per_host;
            hosts.known.retain(|_, known| {
                known.next > now || known.places.available_permits() < busy || Arc::strong_count(&known.places) > 1
            });
            hosts.sweep_at = SWEEP.max(hosts.known.len() * 2);
        }
        let fresh = Host { places: Arc::new(Semaphore::new(self.per_host)), next: now };
        look(hosts.known.entry(host.to_owned()).or_insert(fresh))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn run<F: Future>(work: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime").block_on(work)
    }

    #[test]
    fn starts_are_spaced_and_only_so_many_run() {
        run(async {
            let gate = Arc::new(Gate::new(2));
            let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
            let start = Instant::now();
            let tasks: Vec<_> = (0..6)
                .map(|_| {
                    let (gate, running, most) = (Arc::clone(&gate), Arc::clone(&running), Arc::clone(&most));
                    tokio::spawn(async move {
                        let _pass = gate.pass("a.example", Duration::from_millis(20)).await;
                        let started = start.elapsed();
                        most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        running.fetch_sub(1, Ordering::SeqCst);
                        started
                    })
                })
                .collect();
            let mut starts = Vec::new();
            for task in tasks {
                starts.push(task.await.expect("ends"));
            }
            assert_eq!(most.load(Ordering::SeqCst), 2);
            starts.sort();
            // A timer may be up to a millisecond early or late.
            assert!(starts.windows(2).all(|w| w[1] - w[0] >= Duration::from_millis(19)), "{starts:?}");
        });
    }

    #[test]
    fn hosts_do_not_wait_for_each_other_and_a_pause_is_the_hosts_own() {
        run(async {
            let gate = Gate::new(1);
            gate.pause("slow.example", Duration::from_millis(80));
            let start = Instant::now();
            for host in ["a.example", "b.example", "c.example"] {
                drop(gate.pass(host, Duration::from_secs(9)).await);
            }
            assert!(start.elapsed() < Duration::from_millis(60));
            drop(gate.pass("slow.example", Duration::ZERO).await);
            assert!(start.elapsed() >= Duration::from_millis(79));
        });
    }

    #[test]
    fn idle_hosts_are_forgotten_and_busy_ones_are_not() {
        run(async {
            let gate = Gate::new(1);
            let held = gate.pass("busy.example", Duration::ZERO).await;
            gate.pause("quiet.example", Duration::from_secs(60));
            for i in 0..5 * SWEEP {
                drop(gate.pass(&format!("{i}.example"), Duration::ZERO).await);
            }
            let hosts = gate.hosts.lock().expect("unlocked");
            assert!(hosts.known.len() <= SWEEP + 1, "{} remembered", hosts.known.len());
            assert!(hosts.known.contains_key("busy.example") && hosts.known.contains_key("quiet.example"));
            drop(held);
        });
    }
}
