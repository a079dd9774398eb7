//! The journal of a run: how far it has come, so that a later one can go on from there.
//!
//! One line a checkpoint, written only after everything that it speaks of is on the disk, and itself on the disk before
//! anything is built on it. Each line begins with its checksum; the last sound one counts, so that a line that was being
//! written when the power failed is as good as none. The file is locked while a run is at work. One that has become long
//! is begun anew, so that a run of days does not fill the disk with it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Summary;
use crate::pipeline::Place;
use crate::write::Mark;

/// The version of the journal's form.
const VERSION: u32 = 2;

/// What the journal is of.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    journal: u32,
    /// A hash of what decides what the output is.
    run: String,
}

/// A point of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// How far the inputs have been read.
    pub after: Place,
    /// How far the records have been written.
    pub records: Mark,
    /// The bytes of the error output.
    pub errors: u64,
    /// The bytes of what is kept to find duplicates.
    pub seen: u64,
    /// The bytes of what is kept of lists of pages, and those of them that are about lists before the one at hand.
    pub lists: u64,
    pub past_lists: u64,
    /// The bytes of inputs, as they are stored, that are done with.
    pub stored: u64,
    /// Whether all inputs have been read.
    pub done: bool,
    /// The counts so far.
    pub summary: Summary,
}

/// The bytes at which a journal is begun anew.
const LONG: u64 = 1 << 20;

/// The journal of the run at work.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    head: Head,
    length: u64,
}

impl Journal {
    /// Opens the journal of `run`, or begins it; gives the last checkpoint of an earlier one.
    pub(super) fn open(path: &Path, run: &str) -> io::Result<(Self, Option<Checkpoint>)> {
        let mut file = opened(path)?;
        // What a run that was killed while it began the journal anew has left.
        let _ = fs::remove_file(new(path));
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let mut sound = 0;
        let mut lines = bytes.split_inclusive(|&byte| byte == b'\n').map_while(|line| {
            let content = content(line)?;
            sound += line.len() as u64;
            Some(content)
        });
        let head = Head { journal: VERSION, run: run.to_owned() };
        let begun = match lines.next() {
            None => false,
            Some(line) if serde_json::from_slice(line).ok().as_ref() == Some(&head) => true,
            Some(_) => {
                let message = "it is of a run with other inputs, options or another version of the program: \
                    repeat that run, or remove it to begin anew";
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
        };
        let last = lines.last().map(serde_json::from_slice).transpose()?;
        file.set_len(sound)?;
        file.seek(SeekFrom::End(0))?;
        let mut journal = Self { file, path: path.to_owned(), head, length: sound };
        if !begun {
            journal.append(line(&journal.head)?)?;
        }
        Ok((journal, last))
    }

    /// Writes a checkpoint and brings it to the disk.
    pub(super) fn write(&mut self, checkpoint: &Checkpoint) -> io::Result<()> {
        let line = line(checkpoint)?;
        if self.length < LONG {
            return self.append(line);
        }
        // It stands under its name when it is complete and locked.
        let new = new(&self.path);
        let mut file = opened(&new)?;
        let whole = self::line(&self.head)? + &line;
        file.write_all(whole.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, &self.path)?;
        (self.file, self.length) = (file, whole.len() as u64);
        Ok(())
    }

    fn append(&mut self, line: String) -> io::Result<()> {
        self.file.write_all(line.as_bytes())?;
        self.length += line.len() as u64;
        self.file.sync_all()
    }
}

/// The file, locked.
fn opened(path: &Path) -> io::Result<File> {
    let file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::Error::other("another run is at work on this output")),
        // A file system without locks: one run at a time is then the user's business.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// The name under which it is begun anew.
fn new(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// A line with its checksum.
fn line(content: &impl Serialize) -> io::Result<String> {
    let content = serde_json::to_string(content)?;
    Ok(format!("{} {content}\n", checksum(content.as_bytes())))
}

fn checksum(content: &[u8]) -> String {
    blake3::hash(content).to_hex()[..16].to_owned()
}

/// The content of a line, if it is whole.
fn content(line: &[u8]) -> Option<&[u8]> {
    let (sum, content) = line.strip_suffix(b"\n")?.split_at_checked(16)?;
    let content = content.strip_prefix(b" ")?;
    (checksum(content).as_bytes() == sum).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint(articles: u64) -> Checkpoint {
        Checkpoint { errors: articles * 3, ..Checkpoint::default() }
    }

    #[test]
    fn the_last_sound_line_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal");
        let (mut journal, last) = Journal::open(&path, "a").expect("begun");
        assert_eq!(last, None);
        journal.write(&checkpoint(1)).expect("written");
        let one = fs::read(&path).expect("readable").len();
        journal.write(&checkpoint(2)).expect("written");
        drop(journal);
        let whole = fs::read(&path).expect("readable");
        // Cut anywhere, or with a byte of the last line spoilt.
        for cut in 0..=whole.len() {
            fs::write(&path, &whole[..cut]).expect("written");
            let (journal, last) = Journal::open(&path, "a").expect("opened");
            drop(journal);
            let expected = (cut >= one).then(|| checkpoint(if cut == whole.len() { 2 } else { 1 }));
            assert_eq!(last, expected, "cut at {cut}");
        }
        let mut spoilt = whole.clone();
        spoilt[one + 30] ^= 1;
        fs::write(&path, &spoilt).expect("written");
        let (mut journal, last) = Journal::open(&path, "a").expect("opened");
        assert_eq!(last, Some(checkpoint(1)));
        journal.write(&checkpoint(3)).expect("written");
        drop(journal);
        assert_eq!(Journal::open(&path, "a").expect("opened").1, Some(checkpoint(3)));
    }

    #[test]
    fn a_long_journal_is_begun_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal");
        let (mut journal, _) = Journal::open(&path, "a").expect("begun");
        let line = line(&checkpoint(1)).expect("a line").len() as u64;
        let lines = 2 * LONG / line;
        for n in 0..lines {
            // What bringing it to the disk each time would take is no matter here.
            if n + 3 < LONG / line || n > LONG / line + 3 && n + 3 < lines {
                journal.length += line;
                continue;
            }
            journal.write(&checkpoint(n)).expect("written");
            assert!(fs::metadata(&path).expect("there").len() < LONG + 2 * line);
            assert!(Journal::open(&path, "a").is_err(), "it stays locked");
        }
        assert!(journal.length < LONG);
        drop(journal);
        // Killed in the middle of beginning it anew.
        fs::write(new(&path), "half a l").expect("written");
        assert_eq!(Journal::open(&path, "a").expect("opened").1, Some(checkpoint(lines - 1)));
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1);
    }

    #[test]
    fn another_run_is_refused_and_so_is_a_second_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal");
        let (journal, _) = Journal::open(&path, "a").expect("begun");
        assert!(Journal::open(&path, "a").expect_err("locked").to_string().contains("another run is at work"));
        drop(journal);
        assert!(Journal::open(&path, "b").expect_err("another").to_string().contains("other inputs"));
        assert!(Journal::open(&path, "a").is_ok());
    }
}
