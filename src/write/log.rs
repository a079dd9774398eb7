//! A file that grows in place: it stands under its name from the beginning, and what is written is there at once.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// A growing file.
#[derive(Debug)]
pub struct Log {
    file: File,
    length: u64,
}

impl Log {
    /// The file, with its first `length` bytes as an earlier run has left them and nothing behind.
    pub fn open(path: &Path, length: u64) -> io::Result<Self> {
        let mut file = File::options().write(true).create(true).truncate(length == 0).open(path)?;
        // A device, a pipe: there is nothing to cut.
        if file.metadata()?.is_file() {
            if file.metadata()?.len() < length {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it is shorter than it was left"));
            }
            file.set_len(length)?;
            file.seek(SeekFrom::End(0))?;
        }
        Ok(Self { file, length })
    }

    /// Writes on.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// How long it is.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Brings what has been written to the disk.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }
}
