//! What the tests of the program share: running it, and finding the fixtures.
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

pub mod archive;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// When set, committed outputs are rewritten instead of compared.
const BLESS: &str = "NEWSFACTS_BLESS";

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// One text of all three, for snapshots.
    pub fn report(&self) -> String {
        format!("status {}\n--- stdout\n{}--- stderr\n{}", self.status, self.stdout, self.stderr)
    }

    /// What it said on standard error, but for how long it took.
    pub fn said(&self) -> String {
        self.stderr.lines().filter(|line| !line.ends_with(" MB/s")).map(|line| format!("{line}\n")).collect()
    }

    /// Error records and records alike, read as JSON.
    pub fn json(lines: &str) -> Vec<serde_json::Value> {
        lines.lines().filter(|l| l.starts_with('{')).map(|l| serde_json::from_str(l).expect("a JSON line")).collect()
    }
}

/// Runs the program in the package's directory.
pub fn newsfacts<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Run {
    newsfacts_on(arguments, b"")
}

/// Runs the program with this on standard input.
pub fn newsfacts_on<S: AsRef<std::ffi::OsStr>>(arguments: &[S], stdin: &[u8]) -> Run {
    let mut child = command().args(arguments).spawn().expect("the program starts");
    // A program that does not read its input may end before all of it is written.
    let _ = child.stdin.take().expect("piped").write_all(stdin);
    of(child.wait_with_output().expect("the program ends"))
}

/// The program, everything piped, ready for its arguments.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsfacts"));
    command.current_dir(root()).env_remove("COLUMNS").env("NO_COLOR", "1");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("NEWSFACTS_")) {
        command.env_remove(name);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn of(output: Output) -> Run {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { status: output.status.code().expect("no signal"), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The package's directory.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The entries of a directory of fixtures, sorted.
pub fn entries(directory: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(directory)).expect("fixtures");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// Compares `actual` with the committed file, or rewrites that.
pub fn assert_committed(path: &Path, actual: &str) {
    if std::env::var_os(BLESS).is_some() {
        std::fs::write(path, actual).expect("written");
        return;
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    if let Some((n, (old, new))) = committed
        .lines()
        .chain(std::iter::repeat(""))
        .zip(actual.lines().chain(std::iter::repeat("")))
        .take(committed.lines().count().max(actual.lines().count()))
        .enumerate()
        .find(|(_, (old, new))| old != new)
    {
        panic!(
            "{}:{} differs\n  committed: {old}\n  now:       {new}\nIf the change is right, run the test with {BLESS}=1.",
            path.display(),
            n + 1
        );
    }
}
