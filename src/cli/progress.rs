//! How far a run has come, shown on a terminal and nowhere else.
//!
//! Files are counted in bytes as they are stored, URLs by their number; where neither is known beforehand, as of a
//! pipe or of what feeds lead to, there are counts and a rate, but no end in sight.

use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::decode;
use crate::fetch::{Reference, Urls};
use crate::run::count;

/// How often the numbers change: as often as they can be read.
const BETWEEN: Duration = Duration::from_millis(100);

/// A line on standard error that is drawn anew again and again.
pub(super) struct Progress {
    bar: ProgressBar,
    total: Arc<OnceLock<Total>>,
    next: Instant,
}

/// How much there is to do.
#[derive(Debug, PartialEq, Eq)]
enum Total {
    Bytes(u64),
    /// The URLs of each input.
    Urls(Vec<u64>),
    Unknown,
}

/// How far a run has come.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Bytes of the inputs, as they are stored.
    pub bytes: u64,
    /// The input at hand, and the URLs behind it that are done.
    pub urls: (u64, u64),
    /// What came out, and how it is called.
    pub results: (u64, &'static str),
    /// Inputs that gave none.
    pub errors: u64,
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    style.with_key("left", |state: &ProgressState, to: &mut dyn fmt::Write| {
        // Before anything is done, nobody knows.
        let _ = match state.pos() {
            0 => to.write_str("? left"),
            _ => write!(to, "{:#} left", HumanDuration(state.eta())),
        };
    })
}

impl Progress {
    /// For a run over these inputs whose results do not go to the same terminal.
    pub(super) fn new(inputs: &[Reference], is_shown: bool) -> Self {
        let target = if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(style("{spinner} {wide_msg}"));
        bar.set_message("nothing done yet");
        let total = Arc::new(OnceLock::new());
        if !bar.is_hidden() {
            // While the network is waited for, the clock goes on.
            bar.enable_steady_tick(BETWEEN);
            let (inputs, bar, total) = (inputs.to_vec(), bar.clone(), Arc::clone(&total));
            // On the side: a directory of a million files takes its time.
            std::thread::spawn(move || {
                let known = total.get_or_init(|| self::total(&inputs));
                let (length, template) = match known {
                    Total::Bytes(bytes) => {
                        (*bytes, "{bar:24} {percent:>3}%  {binary_bytes_per_sec}  {left}  {wide_msg}")
                    }
                    Total::Urls(urls) => {
                        (urls.iter().sum(), "{bar:24} {pos} of {len} URLs  {per_sec:1}  {left}  {wide_msg}")
                    }
                    Total::Unknown => return,
                };
                bar.set_length(length);
                bar.set_style(style(template));
            });
        }
        Self { bar, total, next: Instant::now() }
    }

    /// Shows how far the run has come, if it is time.
    pub(super) fn show(&mut self, done: impl FnOnce() -> Done) {
        let now = Instant::now();
        if self.bar.is_hidden() || now < self.next {
            return;
        }
        self.next = now + BETWEEN;
        let Done { bytes, urls: (input, urls), results: (results, noun), errors } = done();
        self.bar.set_message(format!("{}, {}", count(results, noun), count(errors, "error")));
        match self.total.get() {
            Some(Total::Bytes(_)) => self.bar.set_position(bytes),
            Some(Total::Urls(all)) => {
                let before: u64 = all.iter().zip(0..input).map(|(n, _)| n).sum();
                self.bar.set_position(before.saturating_add(urls));
            }
            Some(Total::Unknown) | None => {}
        }
    }

    /// Lets something else be written to the terminal.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

/// Clears the line, however the run ends.
impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// How much there is behind the inputs.
fn total(inputs: &[Reference]) -> Total {
    let urls: Option<Vec<u64>> = inputs.iter().map(urls).collect();
    match urls {
        Some(urls) => Total::Urls(urls),
        None => bytes(inputs).map_or(Total::Unknown, Total::Bytes),
    }
}

/// The URLs behind an input, which lead to more pages where they are feeds; `None` where they cannot be known.
fn urls(input: &Reference) -> Option<u64> {
    match input {
        Reference::Urls(urls) => Some(urls.len() as u64),
        Reference::List(name) if fs::metadata(name).is_ok_and(|data| data.is_file()) => {
            Some(Urls::open(name).count() as u64)
        }
        _ => None,
    }
}

/// The bytes of all files behind the inputs; `None` where some are no files.
fn bytes(inputs: &[Reference]) -> Option<u64> {
    let mut size = 0;
    for input in inputs {
        let Reference::Local(input) = input else { return None };
        if input == "-" {
            return None;
        }
        // What does not exist costs nothing but its error.
        let Ok(data) = fs::metadata(input) else { continue };
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
    fn the_total_is_what_will_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, content: &[u8]| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(&path, content).expect("written");
            path.to_string_lossy().into_owned()
        };
        let one = file("a/one.txt", &[b'x'; 3]);
        file("a/b/two.warc.gz", &[b'x'; 40]);
        file("a/b/.hidden.txt", &[b'x'; 500]);
        file("a/picture.png", &[b'x'; 6000]);
        let list = file("list", b"https://news.example/1\n\nno url\nhttps://news.example/2");
        let all = folder.path().join("a").to_string_lossy().into_owned();
        let url = || "https://news.example/".to_owned();
        let of = |inputs: Vec<String>, list: Option<&str>| total(&Reference::of(inputs, list.map(str::to_owned)));
        assert_eq!(of(vec![one.clone(), all.clone(), "missing".to_owned()], None), Total::Bytes(46));
        // Standard input has no size, and bytes and URLs have no common measure.
        assert_eq!(of(vec![one, "-".to_owned()], None), Total::Unknown);
        assert_eq!(of(vec![all, url()], None), Total::Unknown);
        assert_eq!(of(vec![url(), url()], Some(&list)), Total::Urls(vec![2, 3]));
        assert_eq!(of(vec![url()], Some("-")), Total::Unknown);
    }
}
