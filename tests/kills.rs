//! A run that is killed again and again gives the same files as one that is not.
#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use support::{Run, archive, command};

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

    let mut random = 7u64;
    let (mut killed, mut round, mut ended) = (0, 0, 0);
    while killed < kills {
        round += 1;
        let output = folder.path().join(format!("killed-{round}"));
        fs::create_dir(&output).expect("made");
        loop {
            let mut child = start(&sources, &output, true);
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // Up to half of what a whole run takes: a round is some kills long and every part of the run is met.
            let moment = whole.mul_f64((random >> 40) as f64 / (1u64 << 24) as f64 / 2.0) + Duration::from_millis(1);
            let until = Instant::now() + moment;
            let status = loop {
                match child.try_wait().expect("waits") {
                    Some(status) => break Some(status),
                    None if Instant::now() >= until && killed < kills => break None,
                    None => std::thread::sleep(Duration::from_millis(1)),
                }
            };
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
