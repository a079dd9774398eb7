//! How many bytes of the inputs have been read, for those who watch a run.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A count of bytes that all readers share.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// The bytes read so far, as they are stored.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
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
        self.meter.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
