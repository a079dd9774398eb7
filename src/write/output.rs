//! Where the bytes go: standard output, or a file that appears under its name only when it is complete.
//!
//! A file is written under a temporary name in the same directory, brought to the disk and renamed at the end, so that
//! an interrupted run (a loss of power included) leaves the old file, or none, and never half of one. What exists and is
//! no regular file (a device, a named pipe) is written to directly: renaming would replace it. A file that is
//! [kept](Output::kept) stays under its temporary name when it is given up, for a later run to go on with.

use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Stdout, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A destination.
#[derive(Debug)]
pub struct Output {
    to: To,
}

#[derive(Debug)]
enum To {
    Stdout(Stdout),
    Special(File),
    File { part: NamedTempFile, target: PathBuf },
    Kept { file: File, part: PathBuf, target: PathBuf },
}

impl Output {
    /// Standard output.
    pub fn stdout() -> Self {
        Self { to: To::Stdout(io::stdout()) }
    }

    /// The file `path`. Nothing stands under that name before [`Output::finish`].
    pub fn file(path: &Path) -> io::Result<Self> {
        // A link is followed, so that the file it points to is replaced and not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(&target).ok();
        if old.as_ref().is_some_and(|old| old.is_dir()) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory"));
        }
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            return Ok(Self { to: To::Special(File::options().write(true).open(&target)?) });
        }
        let directory = directory_of(&target)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        builder.prefix(&prefix).suffix(".part");
        #[cfg(unix)]
        {
            // A temporary file is its owner's alone; the output is to be what the user's mask makes of any file.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let part = builder.tempfile_in(directory)?;
        if let Some(old) = old {
            fs::set_permissions(part.path(), old.permissions())?;
        }
        Ok(Self { to: To::File { part, target } })
    }

    /// The file `path`, written from its byte `length` on under a temporary name that is always the same, and that it
    /// keeps until [`Output::finish`]. What an earlier run has written behind that byte is cut off.
    pub fn kept(path: &Path, length: u64) -> io::Result<Self> {
        directory_of(path)?;
        let part = part_of(path);
        let mut file = File::options().write(true).create(true).truncate(false).open(&part)?;
        if file.metadata()?.len() < length {
            let message = format!("{} is shorter than it was left", part.display());
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, message));
        }
        file.set_len(length)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self { to: To::Kept { file, part, target: path.to_owned() } })
    }

    /// Brings what has been written to the disk.
    pub fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        match &self.to {
            To::File { part, .. } => part.as_file().sync_all(),
            To::Kept { file, .. } => file.sync_all(),
            To::Stdout(_) | To::Special(_) => Ok(()),
        }
    }

    /// Completes the output: only now does a file stand under its name.
    pub fn finish(mut self) -> io::Result<()> {
        self.sync()?;
        let target = match self.to {
            To::Stdout(_) | To::Special(_) => return Ok(()),
            To::File { part, target } => part.persist(&target).map(|_| target).map_err(|error| error.error)?,
            To::Kept { part, target, .. } => fs::rename(part, &target).map(|()| target)?,
        };
        sync_directory(directory_of(&target)?)
    }
}

/// The temporary name of a kept file.
pub(super) fn part_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.part"))
}

fn directory_of(target: &Path) -> io::Result<&Path> {
    let directory = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !directory.is_dir() {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no directory {}", directory.display())));
    }
    Ok(directory)
}

/// Brings a directory's names to the disk, where the system can do that.
fn sync_directory(directory: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Stdout(stdout) => stdout.write(bytes),
            To::Special(file) => file.write(bytes),
            To::File { part, .. } => part.write(bytes),
            To::Kept { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Stdout(stdout) => stdout.flush(),
            To::Special(file) => file.flush(),
            To::File { part, .. } => part.flush(),
            To::Kept { file, .. } => file.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).expect("readable");
        let mut names: Vec<String> =
            entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_appears_when_it_is_complete() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("out.jsonl");
        fs::write(&path, "old").expect("written");
        let mut output = Output::file(&path).expect("created");
        output.write_all(b"new").expect("written");
        assert_eq!(fs::read_to_string(&path).expect("readable"), "old");
        output.finish().expect("renamed");
        assert_eq!(fs::read_to_string(&path).expect("readable"), "new");
        assert_eq!(names(directory.path()), ["out.jsonl"]);
    }

    #[test]
    fn an_output_that_is_given_up_leaves_nothing() {
        let directory = tempfile::tempdir().expect("a directory");
        let mut output = Output::file(&directory.path().join("out.jsonl")).expect("created");
        output.write_all(b"half").expect("written");
        assert_eq!(names(directory.path()).len(), 1);
        drop(output);
        assert!(names(directory.path()).is_empty());
    }

    #[test]
    fn what_is_kept_is_gone_on_with() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("out.jsonl");
        let mut output = Output::kept(&path, 0).expect("created");
        output.write_all(b"one two th").expect("written");
        drop(output);
        assert_eq!(names(directory.path()), [".out.jsonl.part"]);
        assert!(Output::kept(&path, 11).is_err());
        let mut output = Output::kept(&path, 8).expect("opened");
        output.write_all(b"three").expect("written");
        output.finish().expect("renamed");
        assert_eq!(fs::read_to_string(&path).expect("readable"), "one two three");
        assert_eq!(names(directory.path()), ["out.jsonl"]);
    }

    #[test]
    fn a_directory_is_no_output() {
        let directory = tempfile::tempdir().expect("a directory");
        assert_eq!(Output::file(directory.path()).expect_err("an error").kind(), io::ErrorKind::IsADirectory);
        assert!(Output::file(&directory.path().join("no/such/out.jsonl")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_devices_and_permissions_stay() {
        use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
        let directory = tempfile::tempdir().expect("a directory");
        let (path, link) = (directory.path().join("out.jsonl"), directory.path().join("link"));
        fs::write(&path, "old").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        symlink(&path, &link).expect("linked");
        let mut output = Output::file(&link).expect("created");
        output.write_all(b"new").expect("written");
        output.finish().expect("renamed");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read_to_string(&path).expect("readable"), "new");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);

        let device = directory.path().join("null");
        symlink("/dev/null", &device).expect("linked");
        Output::file(&device).expect("opened").finish().expect("closed");
        assert!(fs::metadata("/dev/null").expect("there").file_type().is_char_device());
    }
}
