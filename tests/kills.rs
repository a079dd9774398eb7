//! A run that is killed again and again gives the same files as one that is not.
#![cfg(all(unix, feature = "cli"))]

#[path = "support/dice.rs"]
mod dice;
mod support;
mod web_server;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dice::Dice;
use support::{Run, archive, command};
use web_server::{Server, answer, not_found, page};

/// Inputs of every kind, some of them damaged: `articles` good ones in all.
fn inputs(folder: &Path, articles: usize) {
    let texts: Vec<String> = fs::read_to_string(support::root().join("fixtures/gold/articles.jsonl"))
        .expect("readable")
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("JSON")["text"].as_str().expect("a text").to_owned()
        })
        .collect();
    let text =
        |n: usize| format!("{} This is number {n}.", texts[n % texts.len()].chars().take(900).collect::<String>());
    let page = |n: usize| format!("<html><body><article><h1>Number {n}</h1><p>{}</p></article></body></html>", text(n));
    let third = articles / 3;
    let mut lines: Vec<String> =
        (0..third).map(|n| serde_json::json!({ "id": format!("line-{n}"), "text": text(n) }).to_string()).collect();
    lines.insert(third / 2, "{broken".to_owned());
    fs::write(folder.join("a.jsonl"), lines.join("\n")).expect("written");
    fs::create_dir(folder.join("b")).expect("made");
    for n in third..third + third / 4 {
        fs::write(folder.join(format!("b/{n:05}.txt")), text(n)).expect("written");
    }
    fs::write(folder.join("b/empty.txt"), "").expect("written");
    let mut warc = Vec::new();
    for n in third + third / 4..articles {
        let mut members = archive::members(&format!("https://news.example/{n}"), &page(n));
        if n % 100 == 0 {
            // Another page, damaged.
            let at = members.len() / 2;
            let mut damaged = members.clone();
            damaged[at] ^= 0xff;
            members.extend(damaged);
        }
        warc.extend(members);
    }
    fs::write(folder.join("c.warc.gz"), warc).expect("written");
}

fn start(inputs: &Path, output: &Path, resume: bool) -> Child {
    let mut command = command();
    command.arg("extract").args(["a.jsonl", "b", "c.warc.gz", "missing.txt"].map(|name| inputs.join(name)));
    command.args(["--published", "2025-12-08", "--dedupe", "--part-size", "700KB", "--jobs", "2"]);
    command.arg("-o").arg(output.join("facts.jsonl")).arg("--errors").arg(output.join("errors.jsonl"));
    command.arg("--summary").arg(output.join("summary.json"));
    if resume {
        command.arg("--resume");
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().expect("starts")
}

/// The files of a folder but for the times in the summary.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |path: &Path| {
        let bytes = fs::read(path).expect("readable");
        if path.ends_with("summary.json") {
            let mut summary: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
            for field in ["seconds", "megabytes_per_second", "bytes_read"] {
                assert!(summary.as_object_mut().expect("an object").remove(field).is_some(), "{field}");
            }
            return summary.to_string().into_bytes();
        }
        bytes
    };
    let paths = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("an entry").path());
    paths.map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), read(&path))).collect()
}

/// Kills runs at random moments until so many have been killed; each that ends by itself must have made the same files.
fn kill(articles: usize, kills: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let sources = folder.path().join("in");
    fs::create_dir(&sources).expect("made");
    inputs(&sources, articles);
    let straight = folder.path().join("straight");
    fs::create_dir(&straight).expect("made");
    let began = Instant::now();
    let run = support::of(start(&sources, &straight, false).wait_with_output().expect("ends"));
    let whole = began.elapsed();
    assert_eq!(run.status, 1, "{}", run.stderr);
    let expected = files(&straight);
    assert!(expected.len() > 4, "several parts: {:?}", expected.keys());
    let records: usize = expected
        .values()
        .map(|bytes| Run::json(&String::from_utf8_lossy(bytes)).iter().filter(|r| r["type"] == "article").count())
        .sum();
    assert!(records > articles * 9 / 10, "{records} articles");

    let mut moments = moments(whole);
    let (mut killed, mut round, mut ended) = (0, 0, 0);
    while killed < kills {
        round += 1;
        let output = folder.path().join(format!("killed-{round}"));
        fs::create_dir(&output).expect("made");
        loop {
            let mut child = start(&sources, &output, true);
            let (began, moment) = (Instant::now(), moments.next().filter(|_| killed < kills));
            let status = wait(&mut child, || moment.is_some_and(|moment| began.elapsed() >= moment));
            // What has its final name is complete at any moment.
            if let Some(status) = status {
                let run = support::of(child.wait_with_output().expect("ends"));
                assert_eq!((status.code(), run.status), (Some(1), 1), "{}", run.stderr);
                break;
            }
            child.kill().expect("killed");
            child.wait().expect("ends");
            killed += 1;
            for (name, bytes) in files(&output) {
                if name.starts_with("facts-") {
                    assert!(expected[&name] == bytes, "{name} is incomplete after kill {killed}");
                }
            }
            // Killed behind its end: there is nothing left to go on with.
            if files(&output) == expected {
                break;
            }
        }
        let found = files(&output);
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        for (name, bytes) in &expected {
            assert!(found[name] == *bytes, "{name} differs");
        }
        ended += 1;
        fs::remove_dir_all(&output).expect("removed");
    }
    println!("{killed} kills over {ended} runs of {whole:?}: the same bytes");
}

/// When to kill a run: up to half of what a whole run takes, so that it takes some kills and every part of it is met.
/// The same in every test; `KILLS_SEED=7` asks for others.
fn moments(whole: Duration) -> impl Iterator<Item = Duration> {
    let mut dice = Dice::new("KILLS_SEED");
    std::iter::repeat_with(move || whole * dice.below(1_000) as u32 / 2_000 + Duration::from_millis(1))
}

/// Waits for a run's end; `None` where it is time to kill it before that.
fn wait(child: &mut Child, is_time: impl Fn() -> bool) -> Option<ExitStatus> {
    loop {
        match child.try_wait().expect("waits") {
            Some(status) => return Some(status),
            None if is_time() => return None,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    }
}

#[test]
fn killed_runs_give_the_same_bytes() {
    kill(240, 15);
}

/// `cargo test --release --test kills -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn a_hundred_kills_of_two_thousand_articles() {
    kill(2_000, 100);
}

/// Limits on the size of a file stand in for a disk that is full and then has room again.
#[test]
fn a_run_that_a_full_disk_ended_is_gone_on_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let sources = folder.path().join("in");
    fs::create_dir(&sources).expect("made");
    inputs(&sources, 120);
    let run = |output: &Path, blocks: &str| {
        let mut command = Command::new("sh");
        // Without the signal that comes with the limit, writing fails as it does on a full disk.
        let script = "trap '' XFSZ; ulimit -f $BLOCKS; exec \"$@\"";
        command.env("BLOCKS", blocks).args(["-c", script, "sh", env!("CARGO_BIN_EXE_newsfacts"), "extract"]);
        command.args(["a.jsonl", "b", "c.warc.gz"].map(|name| sources.join(name)));
        command.arg("--resume").arg("-o").arg(output.join("facts.jsonl"));
        command.arg("--errors").arg(output.join("errors.jsonl"));
        support::of(command.output().expect("runs"))
    };
    let (straight, filled) = (folder.path().join("straight"), folder.path().join("filled"));
    for output in [&straight, &filled] {
        fs::create_dir(output).expect("made");
    }
    assert_eq!(run(&straight, "unlimited").status, 1);
    for blocks in ["200", "800"] {
        let full = run(&filled, blocks);
        assert_eq!(full.status, 2, "{}", full.stderr);
        assert!(full.stderr.contains("\"stage\":\"write\",\"code\":\"output\""), "{}", full.stderr);
        assert!(!filled.join("facts.jsonl").exists());
    }
    assert_eq!(run(&filled, "unlimited").status, 1);
    assert!(files(&filled) == files(&straight), "other files");
}

/// What the site knows of a run, and what the run may not know of the site.
#[derive(Default)]
struct Visits {
    asked: BTreeMap<String, usize>,
    /// Lists that have other entries by now: who asks for one again counts along another one.
    changed: BTreeSet<String>,
}

fn restless_site(visits: Arc<Mutex<Visits>>) -> Server {
    Server::start(move |request| {
        let is_changed = {
            let mut visits = visits.lock().expect("unlocked");
            *visits.asked.entry(request.path.clone()).or_default() += 1;
            visits.changed.contains(&request.path)
        };
        let news = if is_changed { "<url><loc>/news</loc></url>" } else { "" };
        let pages = |name: &str| (0..8).map(|n| format!("<url><loc>/{name}-{n}</loc></url>")).collect::<String>();
        let map = |name: &str| answer("200 OK", format!("<urlset>{news}{}</urlset>", pages(name)));
        match request.path.as_str() {
            "/map.xml" => map("map"),
            "/index.xml" => answer(
                "200 OK",
                "<sitemapindex><sitemap><loc>/one.xml</loc></sitemap><sitemap><loc>/gone.xml</loc></sitemap>\
                 <sitemap><loc>/two.xml</loc></sitemap></sitemapindex>",
            ),
            "/one.xml" => map("one"),
            "/two.xml" => answer("200 OK", format!("<urlset>{news}{}<url>", pages("two"))),
            "/lines.jsonl" => answer(
                "200 OK",
                (0..6)
                    .map(|n| format!("{{\"id\":\"line-{n}\",\"text\":\"Exports rose {n}%.\"}}\n"))
                    .collect::<String>(),
            ),
            "/robots.txt" => not_found(),
            path if path.contains("gone") => not_found(),
            path => {
                std::thread::sleep(Duration::from_millis(12));
                page(path)
            }
        }
    })
}

/// How many inputs a journal says are done.
fn done(journal: &Path) -> usize {
    let text = fs::read_to_string(journal).unwrap_or_default();
    let last = text.lines().last().and_then(|line| line.split_once(' ')).map_or("", |(_, content)| content);
    let checkpoint: serde_json::Value = serde_json::from_str(last).unwrap_or_default();
    checkpoint["summary"]["inputs"].as_u64().unwrap_or_default() as usize
}

#[test]
fn killed_runs_over_urls_ask_for_nothing_twice_that_is_done() {
    let visits = Arc::new(Mutex::new(Visits::default()));
    let server = restless_site(Arc::clone(&visits));
    let folder = tempfile::tempdir().expect("a folder");
    // Each line with the addresses behind it, in their order.
    let many = |name: &str| (0..8).map(|n| format!("/{name}-{n}")).collect::<Vec<_>>();
    let nothing = |n: usize| vec![String::new(); n];
    let lines: Vec<(&str, Vec<String>)> = vec![
        ("/map.xml", many("map")),
        ("/a", vec!["/a".to_owned()]),
        ("no url", nothing(1)),
        ("/index.xml", [many("one"), nothing(1), many("two"), nothing(1)].concat()),
        ("/gone", vec!["/gone".to_owned()]),
        ("/lines.jsonl", nothing(6)),
        ("/b", vec!["/b".to_owned()]),
        ("/c", vec!["/c".to_owned()]),
    ];
    let list: Vec<String> = lines
        .iter()
        .map(|(line, _)| if line.starts_with('/') { server.url(1, line) } else { (*line).to_owned() })
        .collect();
    let order: Vec<String> = lines.into_iter().flat_map(|(_, paths)| paths).collect();
    fs::write(folder.path().join("urls.txt"), list.join("\n")).expect("written");
    let start = |output: &Path| {
        fs::create_dir_all(output).expect("made");
        let mut command = command();
        command.arg("extract").arg("--urls").arg(folder.path().join("urls.txt")).arg("--resume");
        command.args(["--allow-private", "--delay", "0", "--per-host", "1", "--dedupe"]);
        command.arg("-o").arg(output.join("facts.jsonl")).arg("--errors").arg(output.join("errors.jsonl"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("starts")
    };
    let straight = folder.path().join("straight");
    let run = support::of(start(&straight).wait_with_output().expect("ends"));
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains(&format!("newsfacts: {} inputs", order.len())), "{}", run.stderr);
    let expected = files(&straight);
    assert_eq!(expected.keys().collect::<Vec<_>>(), ["errors.jsonl", "facts.jsonl"]);

    // Counted in requests, whatever else the machine does; so many take about as long as what lies between two
    // checkpoints, or longer. How many checkpoints a round meets is chance: as many rounds as it takes.
    const ROUNDS: std::ops::Range<usize> = 6..30;
    const ENOUGH: usize = 40;
    let requests = || visits.lock().expect("unlocked").asked.values().sum::<usize>();
    let mut some_done = 0;
    for round in 0..ROUNDS.end {
        if round >= ROUNDS.start && some_done > ENOUGH {
            break;
        }
        *visits.lock().expect("unlocked") = Visits::default();
        let output = folder.path().join(format!("killed-{round}"));
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for kills in 0.. {
            let (mut child, until) = (start(&output), requests() + 15 + (7 * round + 5 * kills) % 17);
            if wait(&mut child, || kills < 4 && requests() >= until).is_some() {
                let run = support::of(child.wait_with_output().expect("ends"));
                assert_eq!(run.status, 1, "{}", run.stderr);
                break;
            }
            child.kill().expect("killed");
            child.wait().expect("ends");
            let done = done(&output.join("facts.jsonl.journal"));
            let mut visits = visits.lock().expect("unlocked");
            for path in order[..done].iter().filter(|path| !path.is_empty()) {
                known.entry(path.clone()).or_insert(visits.asked[path]);
                if let Some(list) = path.strip_suffix("-0") {
                    visits.changed.insert(format!("{list}.xml"));
                }
                some_done += 1;
            }
        }
        assert!(files(&output) == expected, "other files in round {round}");
        let visits = visits.lock().expect("unlocked");
        for (path, times) in known {
            assert_eq!(visits.asked[&path], times, "{path} was asked for after it was done");
        }
    }
    assert!(some_done > ENOUGH, "the kills came too early: {some_done}");
}
