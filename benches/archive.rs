//! A large web archive through the program: memory, speed, and what a second worker is worth.
//!
//! `cargo bench --bench archive -- 2000` makes an archive of some 2,000 MB (200 without a number) and compares `extract`
//! on one and two workers with what cannot be saved: inflating the members and parsing each page once with
//! `Html::parse_document`, on one thread. What two workers can be worth on the machine is shown by two processes with
//! half of it each, which share nothing but the hardware. Elapsed time depends on what else the machine does, so
//! processor time is shown too. Reads `/proc`, so it is for Linux.

#[path = "../tests/support/archive.rs"]
mod archive;

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use newsfacts::decode;
use newsfacts::fetch::Payload;

fn main() {
    let megabytes = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(200u64);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pages.warc.gz");
    make(&path, megabytes * 1_000_000);

    let began = Instant::now();
    let before = cpu("self");
    let (pages, bytes) = bare(&path);
    let (bare, bare_cpu) = (began.elapsed(), cpu("self") - before);
    println!("{megabytes} MB stored, {} MB of pages, {pages} pages", bytes / 1_000_000);
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "inflate and parse    {:7.1} s  {:6.1} MB/s  {:7.1} s of processor",
        bare.as_secs_f64(),
        rate(bare),
        bare_cpu.as_secs_f64()
    );
    let (before, began) = (cpu("self"), Instant::now());
    let read = read(&path);
    let (time, processor) = (began.elapsed(), cpu("self") - before);
    assert_eq!(read, pages);
    let (seconds, processor) = (time.as_secs_f64(), processor.as_secs_f64());
    println!("read, one thread     {seconds:7.1} s  {:6.1} MB/s  {processor:7.1} s of processor", rate(time));
    let mut alone = Duration::MAX;
    for jobs in ["1", "2"] {
        let (time, cpu, memory) = extract(&path, jobs);
        alone = alone.min(if jobs == "1" { time } else { alone });
        println!(
            "extract, {jobs} worker{}   {:7.1} s  {:6.1} MB/s  {:7.1} s of processor  {:4} MB at most  {:.2} of the speed ({:.2} by processor)",
            if jobs == "1" { " " } else { "s" },
            time.as_secs_f64(),
            rate(time),
            cpu.as_secs_f64(),
            memory / 1000,
            bare.as_secs_f64() / time.as_secs_f64(),
            bare_cpu.as_secs_f64() / cpu.as_secs_f64(),
        );
        if jobs == "2" {
            println!("two workers are worth {:.2} of one", alone.as_secs_f64() / time.as_secs_f64());
        }
    }
    let halves = ["one.warc.gz", "two.warc.gz"].map(|name| folder.path().join(name));
    for half in &halves {
        make(half, megabytes * 500_000);
    }
    let began = Instant::now();
    let processor: Duration = std::thread::scope(|scope| {
        let running = halves.each_ref().map(|half| scope.spawn(|| extract(half, "1").1));
        running.into_iter().map(|half| half.join().expect("ends")).sum()
    });
    let time = began.elapsed();
    println!(
        "two processes of one worker: {:.1} s, {:.1} s of processor, worth {:.2} of one",
        time.as_secs_f64(),
        processor.as_secs_f64(),
        alone.as_secs_f64() / time.as_secs_f64()
    );
}

/// Writes an archive of about this size.
fn make(path: &Path, size: u64) {
    let members: Vec<Vec<u8>> = (0..)
        .zip(archive::pages())
        .map(|(n, page)| archive::members(&format!("https://news.example/{n}"), &page))
        .collect();
    let mut file = BufWriter::new(File::create(path).expect("created"));
    let mut written = 0;
    for member in members.iter().cycle() {
        file.write_all(member).expect("written");
        written += member.len() as u64;
        if written >= size {
            break;
        }
    }
    file.flush().expect("written");
}

/// What cannot be saved: inflating, and parsing each page once. Gives the pages and their bytes.
fn bare(path: &Path) -> (u64, u64) {
    let mut reader = BufReader::with_capacity(64 << 10, File::open(path).expect("opened"));
    let (mut pages, mut bytes, mut member) = (0, 0, Vec::new());
    loop {
        member.clear();
        if flate2::bufread::GzDecoder::new(&mut reader).read_to_end(&mut member).is_err() {
            return (pages, bytes);
        }
        let text = std::str::from_utf8(&member).expect("UTF-8");
        if text.contains("WARC-Type: response") {
            let page = text.splitn(3, "\r\n\r\n").nth(2).expect("a page");
            pages += 1;
            bytes += page.len() as u64;
            std::hint::black_box(scraper::Html::parse_document(page));
        }
    }
}

/// Reads the documents and nothing more: what one reading thread can do. Gives their number.
fn read(path: &Path) -> u64 {
    let file = Box::new(File::open(path).expect("opened"));
    let payload = Payload { body: file, name: Some("pages.warc.gz".to_owned()), ..Payload::from_bytes("", Vec::new()) };
    decode::documents(payload, &decode::Options::default()).filter(Result::is_ok).count() as u64
}

/// Runs the program: the time it takes, its processor time, and its peak of memory in kilobytes.
fn extract(path: &Path, jobs: &str) -> (Duration, Duration, u64) {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsfacts"))
        .args(["extract", "--jobs", jobs])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let (mut processor, mut memory) = (Duration::ZERO, 0);
    let process = child.id().to_string();
    while child.try_wait().expect("waits").is_none() {
        processor = cpu(&process).max(processor);
        memory = peak(&process).unwrap_or(memory);
        std::thread::sleep(Duration::from_millis(10));
    }
    (began.elapsed(), processor, memory)
}

/// The processor time of a process, from its statistics in hundredths of a second.
fn cpu(process: &str) -> Duration {
    let line = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<&str> = line.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = [11, 12].iter().filter_map(|&at| fields.get(at)?.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn peak(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().split(' ').next()?.parse().ok()
}
