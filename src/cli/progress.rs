//! How far a run has come, shown on a terminal and nowhere else.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::decode;
use crate::fetch::Reference;
use crate::run::Run;

/// How often the numbers change: as often as they can be read.
const BETWEEN: Duration = Duration::from_millis(100);

/// A line on standard error that is drawn anew again and again.
pub(super) struct Progress {
    bar: ProgressBar,
    next: Instant,
}

impl Progress {
    /// For a run over these inputs. Where their size can be known, it shows the time that is left.
    pub(super) fn new(inputs: &[Reference]) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style =
            |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let known = "{bar:24} {percent:>3}%  {binary_bytes_per_sec}  {msg}  {eta} left";
        bar.set_style(style("{spinner} {bytes} read  {binary_bytes_per_sec}  {msg}"));
        if !bar.is_hidden() {
            let (inputs, bar) = (inputs.to_vec(), bar.clone());
            // On the side: a directory of a million files takes its time.
            std::thread::spawn(move || {
                if let Some(size) = size(&inputs) {
                    bar.set_length(size);
                    bar.set_style(style(known));
                }
            });
        }
        Self { bar, next: Instant::now() }
    }

    /// Shows how far the run has come.
    pub(super) fn show(&mut self, run: &Run) {
        let now = Instant::now();
        if self.bar.is_hidden() || now < self.next {
            return;
        }
        self.next = now + BETWEEN;
        self.bar.set_position(run.meter().bytes());
        let summary = run.summary();
        self.bar.set_message(format!("{} articles, {} errors", summary.articles, summary.failed()));
    }

    /// Lets something else be written to the terminal.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Clears the line.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// The bytes of all files behind the inputs; `None` where some are no files.
fn size(inputs: &[Reference]) -> Option<u64> {
    let mut size = 0;
    for input in inputs {
        let Reference::Local(input) = input else { return None };
        let data = fs::metadata(input).ok()?;
        let mut folders = Vec::new();
        if data.is_dir() {
            folders.push(PathBuf::from(input));
        } else if data.is_file() {
            size += data.len();
        } else {
            return None;
        }
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).ok()?.flatten() {
                let (name, Ok(data)) = (entry.file_name(), entry.metadata()) else { continue };
                let name = name.to_string_lossy();
                if data.is_dir() && !name.starts_with('.') {
                    folders.push(entry.path());
                } else if decode::knows_name(&name) && !name.starts_with('.') {
                    size += data.len();
                }
            }
        }
    }
    Some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_that_of_the_files_that_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, size: usize| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(&path, vec![b'x'; size]).expect("written");
            path.to_string_lossy().into_owned()
        };
        let one = file("a/one.txt", 3);
        file("a/b/two.warc.gz", 40);
        file("a/b/.hidden.txt", 500);
        file("a/picture.png", 6000);
        let all = folder.path().join("a").to_string_lossy().into_owned();
        assert_eq!(size(&Reference::of(vec![one.clone(), all.clone()], None)), Some(46));
        assert_eq!(size(&Reference::of(vec![one, "-".to_owned()], None)), None);
        assert_eq!(size(&Reference::of(vec![all, "https://news.example/".to_owned()], None)), None);
    }
}
