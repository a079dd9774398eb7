//! An output in one piece or in parts of a size, each complete or absent.
//!
//! `facts.jsonl` becomes `facts-00001.jsonl`, `facts-00002.jsonl` and so on. A part ends behind the article with which
//! it reaches the size, so an article's records are never torn, and the same run always makes the same parts.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Output;
use super::output::part_of;

/// How far an output has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The part at hand, counted from 1.
    pub part: u64,
    /// The bytes in it.
    pub length: u64,
    /// Nothing more comes into it.
    pub closed: bool,
}

/// An output, perhaps in parts.
#[derive(Debug)]
pub struct Parts {
    /// Standard output without one.
    path: Option<PathBuf>,
    size: Option<u64>,
    /// Whether what is unfinished stays for a later run.
    keeps: bool,
    mark: Mark,
    output: Option<Output>,
}

impl Parts {
    /// An output to `path`, or to standard output without one, in parts of `size` bytes if there is a size. Where it
    /// `keeps`, what is unfinished when the run ends stays for a later one.
    pub fn new(path: Option<PathBuf>, size: Option<u64>, keeps: bool) -> io::Result<Self> {
        let mut parts = Self { path, size, keeps, mark: Mark { part: 1, ..Mark::default() }, output: None };
        if parts.size.is_some() && parts.name().exists() {
            let message = "there are parts of another run: remove them, or choose another name";
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        parts.output = Some(parts.open()?);
        Ok(parts)
    }

    /// Goes on with what an earlier run has kept, from where it stood.
    pub fn go_on(path: PathBuf, size: Option<u64>, mark: Mark) -> io::Result<Self> {
        let mut parts = Self { path: Some(path), size, keeps: true, mark, output: None };
        let (name, closed) = (parts.name(), mark.closed);
        // A part that was to be completed, and perhaps was.
        if !closed || part_of(&name).exists() {
            parts.output = Some(parts.open()?);
        } else if fs::metadata(&name).map_or(0, |data| data.len()) != mark.length {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("{} is not as it was left", name.display())));
        }
        if closed {
            parts.complete()?;
        }
        Ok(parts)
    }

    fn open(&self) -> io::Result<Output> {
        match &self.path {
            None => Ok(Output::stdout()),
            Some(_) if self.keeps => Output::kept(&self.name(), self.mark.length),
            Some(_) => Output::file(&self.name()),
        }
    }

    /// The name of the part at hand.
    pub fn name(&self) -> PathBuf {
        let Some(path) = &self.path else { return PathBuf::from("standard output") };
        if self.size.is_none() {
            return path.clone();
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{stem}-{:05}", self.mark.part);
        let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
        path.with_file_name(name + &ending)
    }

    /// Writes the records of an article.
    pub fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        if self.mark.closed {
            self.mark = Mark { part: self.mark.part + 1, ..Mark::default() };
            self.output = Some(self.open()?);
        }
        if let Some(output) = &mut self.output {
            output.write_all(lines)?;
            self.mark.length += lines.len() as u64;
        }
        Ok(())
    }

    /// Whether the part at hand has reached its size.
    pub fn is_full(&self) -> bool {
        !self.mark.closed && self.size.is_some_and(|size| self.mark.length >= size)
    }

    /// Brings what has been written to the disk.
    pub fn sync(&mut self) -> io::Result<()> {
        self.output.as_mut().map_or(Ok(()), Output::sync)
    }

    /// How far it has come.
    pub fn mark(&self) -> Mark {
        self.mark
    }

    /// Nothing more comes into the part at hand, which [`Parts::complete`] is to put under its name.
    pub fn close(&mut self) {
        self.mark.closed = true;
    }

    /// Puts the part at hand under its name.
    pub fn complete(&mut self) -> io::Result<()> {
        self.mark.closed = true;
        self.output.take().map_or(Ok(()), Output::finish)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn files(folder: &Path) -> Vec<(String, String)> {
        let mut files: Vec<(String, String)> = fs::read_dir(folder)
            .expect("readable")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                (name, fs::read_to_string(&path).expect("readable"))
            })
            .collect();
        files.sort();
        files
    }

    fn named(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(name, content)| ((*name).to_owned(), (*content).to_owned())).collect()
    }

    const ARTICLES: [&[u8]; 5] = [b"aaaa", b"bb", b"c", b"dddddddddd", b"ee"];

    fn write(parts: &mut Parts, articles: &[&[u8]]) {
        for article in articles {
            parts.write(article).expect("written");
            if parts.is_full() {
                parts.complete().expect("completed");
            }
        }
    }

    #[test]
    fn parts_end_behind_an_article() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("facts.jsonl");
        let mut parts = Parts::new(Some(path.clone()), Some(5), false).expect("created");
        write(&mut parts, &ARTICLES);
        parts.complete().expect("completed");
        let expected =
            [("facts-00001.jsonl", "aaaabb"), ("facts-00002.jsonl", "cdddddddddd"), ("facts-00003.jsonl", "ee")];
        assert_eq!(files(folder.path()), named(&expected));
        assert!(Parts::new(Some(path), Some(5), false).is_err(), "another run's parts are left alone");
    }

    /// From every point, and with more written behind it than was marked, the rest is the same.
    #[test]
    fn it_goes_on_from_every_mark() {
        for ended in 0..=ARTICLES.len() {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("facts.jsonl");
            let mut parts = Parts::new(Some(path.clone()), Some(5), true).expect("created");
            write(&mut parts, &ARTICLES[..ended]);
            let mark = parts.mark();
            if !mark.closed {
                parts.write(b"lost").expect("written");
            }
            drop(parts);
            let mut parts = Parts::go_on(path, Some(5), mark).expect("opened");
            write(&mut parts, &ARTICLES[ended..]);
            parts.complete().expect("completed");
            let expected =
                [("facts-00001.jsonl", "aaaabb"), ("facts-00002.jsonl", "cdddddddddd"), ("facts-00003.jsonl", "ee")];
            assert_eq!(files(folder.path()), named(&expected), "ended behind {ended}");
        }
    }

    #[test]
    fn a_part_that_was_to_be_completed_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("facts.jsonl");
        let mut parts = Parts::new(Some(path.clone()), None, true).expect("created");
        parts.write(b"all").expect("written");
        parts.close();
        let mark = parts.mark();
        drop(parts);
        for _ in 0..2 {
            Parts::go_on(path.clone(), None, mark).expect("completed");
            assert_eq!(files(folder.path()), named(&[("facts.jsonl", "all")]));
        }
        fs::write(&path, "other").expect("written");
        assert!(Parts::go_on(path, None, mark).is_err());
    }
}
