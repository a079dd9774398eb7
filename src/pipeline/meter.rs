//! How many bytes of the inputs have been read, for those who watch a run.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Counts that all readers share.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// Bytes as they are stored.
    read: AtomicU64,
    /// Whether the run goes on with an earlier one, and how many of them it had to read over for that.
    goes_on: AtomicBool,
    before: AtomicU64,
    /// Bytes of documents that have been drawn from them.
    drawn: AtomicU64,
}

impl Meter {
    /// The bytes read so far, as they are stored.
    pub fn bytes(&self) -> u64 {
        self.0.read.load(Ordering::Relaxed)
    }

    /// How many stored bytes so many bytes of this run's documents came from. What has been read is ahead of what is done, in a
    /// small input by all of it.
    pub fn stored(&self, documents: u64) -> u64 {
        let drawn = u128::from(self.0.drawn.load(Ordering::Relaxed));
        let read = u128::from(self.bytes().saturating_sub(self.0.before.load(Ordering::Relaxed)));
        let share = (read * u128::from(documents)).checked_div(drawn).unwrap_or_default();
        u64::try_from(share.min(read)).unwrap_or(u64::MAX)
    }

    /// What is read before the first document has been read by an earlier run.
    pub(super) fn go_on(&self) {
        self.0.goes_on.store(true, Ordering::Relaxed);
    }

    /// Notes a document that has been drawn.
    pub(super) fn draw(&self, bytes: usize) {
        if self.0.goes_on.swap(false, Ordering::Relaxed) {
            self.0.before.store(self.bytes(), Ordering::Relaxed);
        }
        self.0.drawn.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// The reader, counted.
    pub(super) fn count(&self, reader: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        Box::new(Counted { reader, meter: self.clone() })
    }
}

struct Counted {
    reader: Box<dyn Read + Send>,
    meter: Meter,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.meter.0.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_is_behind_what_is_read() {
        let meter = Meter::default();
        let mut reader = meter.count(Box::new(io::repeat(b'x').take(100)));
        let mut read = |size: usize| reader.read_exact(&mut vec![0; size]).expect("read");
        assert_eq!(meter.stored(0), 0);
        read(50);
        meter.draw(300);
        meter.draw(100);
        assert_eq!((meter.stored(0), meter.stored(300), meter.stored(400)), (0, 37, 50));
        // A run that goes on has read over some of it.
        meter.go_on();
        read(10);
        meter.draw(0);
        read(40);
        assert_eq!((meter.stored(400), meter.bytes()), (40, 100));
    }
}
