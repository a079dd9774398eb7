//! A directory, walked in the order of its names.
//!
//! Yields every file whose name `decode` knows, subdirectories included; hidden entries are left out, links to
//! directories are not followed (they may lead in circles). Only the listings on the way down are held in memory.

use std::path::{Path, PathBuf};

use super::{Payload, Payloads, Source, file};
use crate::decode;
use crate::error::{Code, Error, Stage};

pub(super) struct Directory;

impl Source for Directory {
    fn accepts(&self, reference: &str) -> bool {
        Path::new(reference).is_dir()
    }

    fn open(&self, reference: &str) -> Payloads {
        Box::new(Walk { root: Some(reference.to_owned()), pending: vec![PathBuf::from(reference)], found: false })
    }
}

/// The walk: `pending` is a stack whose top is the next entry.
struct Walk {
    root: Option<String>,
    pending: Vec<PathBuf>,
    found: bool,
}

impl Iterator for Walk {
    type Item = Result<Payload, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(path) = self.pending.pop() {
            let directory =
                path.symlink_metadata().is_ok_and(|data| data.is_dir()) || !self.found && self.is_root(&path);
            if !directory {
                self.found = true;
                return Some(file::open(&path));
            }
            match listing(&path) {
                Ok(entries) => self.pending.extend(entries),
                Err(error) => {
                    self.found = true;
                    return Some(Err(file::failure(path.to_string_lossy().into_owned(), &error)));
                }
            }
        }
        let root = self.root.take()?;
        let message = format_args!("no file in it whose name ends in {}", decode::NAMES);
        (!self.found).then(|| Err(Error::new(Stage::Fetch, Code::Empty, root, message)))
    }
}

impl Walk {
    /// Whether this is the directory the user named: it is walked even if the name is a link.
    fn is_root(&self, path: &Path) -> bool {
        self.root.as_deref().is_some_and(|root| Path::new(root) == path)
    }
}

/// The entries to visit, last first.
fn listing(directory: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && (entry.file_type()?.is_dir() || decode::knows_name(&name)) {
            entries.push(entry.path());
        }
    }
    entries.sort_unstable_by(|a, b| b.cmp(a));
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn inputs(root: &Path) -> Vec<String> {
        let open = Directory.open(root.to_str().expect("a UTF-8 path"));
        open.map(|item| match item {
            Ok(payload) => payload.input[root.to_string_lossy().len() + 1..].replace('\\', "/"),
            Err(error) => format!("{:?}", error.code),
        })
        .collect()
    }

    #[test]
    fn walks_sorted_and_only_known_names() {
        let root = tempfile::tempdir().expect("a temporary directory");
        for name in
            ["b/2.html.gz", "b/1.txt", "a.html", "c.jsonl", "b/.hidden.html", "b/d/e.htm", "x.png", "z.jsonl.gz"]
        {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, "x").expect("written");
        }
        assert_eq!(inputs(root.path()), ["a.html", "b/1.txt", "b/2.html.gz", "b/d/e.htm", "c.jsonl", "z.jsonl.gz"]);
    }

    #[test]
    fn an_empty_directory_is_an_error() {
        let root = tempfile::tempdir().expect("a temporary directory");
        fs::write(root.path().join("x.png"), "x").expect("written");
        assert_eq!(inputs(root.path()), ["Empty"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_directories_are_not_followed() {
        let root = tempfile::tempdir().expect("a temporary directory");
        fs::write(root.path().join("a.txt"), "x").expect("written");
        std::os::unix::fs::symlink(root.path(), root.path().join("loop.html")).expect("linked");
        // The link has a known name, so it is opened as a file; reading it fails later, the walk ends.
        assert_eq!(inputs(root.path()), ["a.txt", "loop.html"]);
    }
}
