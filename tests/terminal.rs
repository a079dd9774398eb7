//! What is shown on a terminal and nowhere else: how far a run is. The terminal is one of our own.
#![cfg(all(unix, feature = "cli"))]

mod support;
mod web_server;

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use support::{archive, command};
use web_server::{Server, not_found, page};

/// What stood on the last line of the terminal, each time that it was drawn, and all lines at the end.
struct Shown {
    drawn: Vec<String>,
    left: Vec<String>,
}

/// Runs a command whose standard error is a terminal of a hundred columns.
fn show(mut command: Command) -> Shown {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&master).and_then(|()| unlockpt(&master)).expect("unlocked");
    let name = ptsname(&master, Vec::new()).expect("a name");
    tcsetwinsize(&master, Winsize { ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 }).expect("set");
    let path = std::path::Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
    let terminal = File::options().read(true).write(true).open(path).expect("opened");
    command.env("TERM", "xterm").stdin(Stdio::null()).stdout(Stdio::null()).stderr(terminal);
    let mut child = command.spawn().expect("starts");
    // Its copy of the terminal's end goes with the command, so that the reader sees the end of it.
    drop(command);
    let reader = std::thread::spawn(move || {
        let (mut bytes, mut master) = (Vec::new(), File::from(master));
        // Reading fails when nobody has the other end any more.
        let _ = master.read_to_end(&mut bytes);
        String::from_utf8(bytes).expect("UTF-8")
    });
    child.wait().expect("ends");
    read(&reader.join().expect("ends"))
}

/// As a terminal reads it: returns to the beginning of the line, ends of lines, erasures.
fn read(text: &str) -> Shown {
    let mut shown = Shown { drawn: Vec::new(), left: Vec::new() };
    let (mut line, mut column) = (Vec::new(), 0);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\r' | '\n' => {
                let whole = line.iter().collect::<String>().trim_end().to_owned();
                if c == '\n' {
                    shown.left.push(whole);
                    line.clear();
                } else if !whole.is_empty() {
                    shown.drawn.push(whole);
                }
                column = 0;
            }
            '\u{1b}' => {
                let end = rest.as_str().find(|c: char| c.is_ascii_alphabetic()).expect("a whole sequence");
                let (sequence, behind) = rest.as_str().split_at(end + 1);
                rest = behind.chars();
                match sequence {
                    "[2K" => line.clear(),
                    other => panic!("what does {other:?} do?"),
                }
            }
            c => {
                line.resize(line.len().max(column + 1), ' ');
                line[column] = c;
                column += 1;
            }
        }
    }
    shown.left.push(line.iter().collect::<String>().trim_end().to_owned());
    shown
}

/// The first number behind the beginning of a text.
fn number(text: &str) -> Option<u64> {
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[test]
fn a_run_over_files_shows_counts_a_rate_and_the_time_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fs::read_to_string(support::root().join("fixtures/demo.txt")).expect("readable");
    let page = format!("<html><body><article><p>{}</p></article></body></html>", text.repeat(6));
    let member = archive::members("https://news.example/1", &page);
    // So many that the run takes longer than it takes to draw some lines, as fast as it is built.
    let pages = if cfg!(debug_assertions) { 400 } else { 4_000 };
    fs::write(folder.path().join("a.warc.gz"), member.repeat(pages)).expect("written");
    let mut command = command();
    command.arg("extract").arg(folder.path().join("a.warc.gz")).arg(folder.path().join("missing.txt"));
    command.args(["--jobs", "1"]);
    let shown = show(command);
    let known: Vec<&String> = shown.drawn.iter().filter(|line| line.contains("%  ")).collect();
    assert!(known.len() > 3, "{:?}", shown.drawn);
    for line in &known {
        assert!(line.contains("B/s  ") && line.contains(" left  ") && line.chars().count() <= 100, "{line}");
    }
    let percents: Vec<u64> = known.iter().filter_map(|line| number(line.trim_start_matches(['█', '░']))).collect();
    assert_eq!(percents.len(), known.len());
    assert!(percents.is_sorted() && percents[0] < percents[percents.len() - 1], "{percents:?}");
    let articles: Vec<u64> = known.iter().filter_map(|line| number(line.split_once("left")?.1)).collect();
    assert!(articles.is_sorted() && articles.first() < articles.last(), "{articles:?}");
    assert!(known.iter().skip_while(|line| line.ends_with("yet")).all(|line| line.ends_with(" 0 errors")), "{known:?}");
    // What is left is what would be there without the line.
    assert_eq!(shown.left.len(), 4, "{:?}", shown.left);
    assert!(
        shown.left[0].contains("not_found")
            && shown.left[1].starts_with(&format!("newsfacts: {} inputs: {pages} articles", pages + 1))
    );
    assert!(shown.left[2].ends_with(" MB/s") && shown.left[3].is_empty());
}

#[test]
fn a_run_over_urls_shows_how_many_are_done() {
    let server = Server::start(|request| match request.path.as_str() {
        "/robots.txt" | "/gone" => not_found(),
        path => {
            std::thread::sleep(Duration::from_millis(60));
            page(path)
        }
    });
    for subcommand in ["extract", "fetch"] {
        let mut command = command();
        command.arg(subcommand).arg(server.url(1, "/gone")).args((0..20).map(|n| server.url(1, &format!("/{n}"))));
        command.args(["--allow-private", "--delay", "0", "--per-host", "1"]);
        let shown = show(command);
        let known: Vec<&String> = shown.drawn.iter().filter(|line| line.contains(" of 21 URLs  ")).collect();
        let done: Vec<u64> = known.iter().filter_map(|line| number(line.trim_start_matches(['█', '░']))).collect();
        assert!(done.len() > 3 && done.len() == known.len() && done.is_sorted(), "{:?}", shown.drawn);
        assert!(done[done.len() - 1] > 10, "{known:?}");
        assert!(known.iter().all(|line| line.contains("/s  ") && line.contains(" left  ")), "{known:?}");
        assert!(known.iter().any(|line| line.ends_with(", 1 error")), "{known:?}");
        assert!(shown.left[0].contains("not_found"), "{:?}", shown.left);
    }
}
