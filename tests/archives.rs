//! Large inputs and long runs, as their users meet them: archives, parts, duplicates, the journal, options from a file.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::archive::{gzip, members, record};
use support::{Run, command, newsfacts, of};

const TEXT: &str = "Exports climbed 5.9% in November from a year earlier, the customs office said on Monday, as shipments \
    to Europe made up for a slump in those to the United States. Economists polled by a news agency had expected a rise \
    of 3.8% after a fall of 1.1% in October. Imports rose by 1.9%.";

fn page(n: usize) -> String {
    format!("<html><body><article><h1>Exports rise again</h1><p>{TEXT} Number {n}.</p></article></body></html>")
}

fn written(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("written");
    path
}

/// Runs `extract` in `folder`, with these arguments and variables.
fn extract_in(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = command();
    command.current_dir(folder).arg("extract").args(arguments).envs(variables.iter().copied());
    of(command.output().expect("runs"))
}

fn extract(folder: &Path, arguments: &[&str]) -> Run {
    extract_in(folder, arguments, &[])
}

fn inputs(run: &Run) -> Vec<String> {
    Run::json(&run.stdout)
        .iter()
        .filter(|record| record["type"] == "article")
        .map(|article| article["input"].as_str().expect("a text").to_owned())
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_web_archive_gives_its_pages_and_says_what_it_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all: Vec<Vec<u8>> = (0..6).map(|n| members(&format!("https://news.example/{n}"), &page(n))).collect();
    all.push(gzip(&record("https://news.example/gone", "404 Not Found\r\nContent-Type: text/html", b"<p>gone")));
    all.push(gzip(&record("https://news.example/logo", "200 OK\r\nContent-Type: image/png", b"\x89PNG")));
    // The response of the third pair; its request stays whole.
    let at = all[3].len() - 40;
    all[3][at] ^= 0xff;
    written(folder.path(), "pages.warc.gz", all.concat());
    let run = extract(folder.path(), &["pages.warc.gz", "--summary", "summary.json"]);
    assert_eq!(run.status, 1);
    let urls: Vec<Value> =
        Run::json(&run.stdout).iter().filter(|r| r["type"] == "article").map(|r| r["url"].clone()).collect();
    assert_eq!(urls, [0, 1, 2, 4, 5].map(|n| format!("https://news.example/{n}")));
    let error = &Run::json(&run.stderr)[0];
    let before = all[..3].concat().len() + gzip(&support::archive::request("https://news.example/3")).len();
    assert_eq!((error["code"].as_str(), error["stage"].as_str()), (Some("bad_compression"), Some("decode")));
    assert_eq!(error["input"], format!("pages.warc.gz:{before}"));
    let message = error["message"].as_str().expect("a text");
    assert!(message.ends_with(&format!("reading goes on at byte {}", all[..4].concat().len())), "{message}");

    let summary: Value =
        serde_json::from_slice(&fs::read(folder.path().join("summary.json")).expect("readable")).expect("JSON");
    assert_eq!((&summary["inputs"], &summary["articles"]), (&6.into(), &5.into()));
    assert_eq!(summary["errors"], serde_json::json!({ "bad_compression": 1 }));
    assert_eq!(
        summary["skipped"],
        serde_json::json!({ "other_records": 6, "other_status": 1, "other_media": 1, "other_files": 0 })
    );
    assert_eq!(summary["bytes_read"], all.concat().len());
    let records = Run::json(&run.stdout).len();
    assert_eq!(
        summary["records"].as_object().expect("an object").values().filter_map(Value::as_u64).sum::<u64>(),
        records as u64
    );
    assert!(summary["seconds"].is_number() && summary["megabytes_per_second"].is_number());
    assert!(
        run.stderr.contains("; passed over (6 records of other types, 1 answers with another status"),
        "{}",
        run.stderr
    );
}

#[test]
fn every_packing_gives_the_same_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let line =
        |n: usize| serde_json::json!({ "id": format!("a{n}"), "text": format!("{TEXT} {n}.") }).to_string() + "\n";
    let lines: String = (0..5).map(line).collect();
    let zstd = |bytes: &[u8]| zstd::bulk::compress(bytes, 3).expect("compressed");
    written(folder.path(), "lines.jsonl", &lines);
    written(folder.path(), "lines.jsonl.gz", gzip(lines.as_bytes()));
    let frames = [zstd(&lines.as_bytes()[..300]), zstd(&lines.as_bytes()[300..])].concat();
    written(folder.path(), "lines.jsonl.zst", frames);
    let made = std::process::Command::new("tar")
        .arg("-C")
        .arg(folder.path())
        .args(["-cf", "-", "lines.jsonl", "lines.jsonl.zst"])
        .output();
    let tar = made.expect("tar runs").stdout;
    for (name, bytes) in
        [("all.tar", tar.clone()), ("all.tar.gz", gzip(&tar)), ("all.tar.zst", zstd(&tar)), ("all.tgz", gzip(&tar))]
    {
        written(folder.path(), name, bytes);
    }
    let without_input = |run: &Run| {
        let mut records = Run::json(&run.stdout);
        records.iter_mut().for_each(|record| drop(record.as_object_mut().expect("an object").remove("input")));
        records
    };
    let plain = without_input(&extract(folder.path(), &["lines.jsonl"]));
    for name in ["lines.jsonl.gz", "lines.jsonl.zst"] {
        let run = extract(folder.path(), &[name]);
        assert_eq!((run.status, without_input(&run)), (0, plain.clone()), "{name}");
    }
    for name in ["all.tar", "all.tar.gz", "all.tar.zst", "all.tgz"] {
        let run = extract(folder.path(), &[name]);
        assert_eq!((run.status, without_input(&run)), (0, [plain.clone(), plain.clone()].concat()), "{name}");
        assert_eq!(inputs(&run)[5], format!("{name}/lines.jsonl.zst:1"));
    }
    let forced = extract(folder.path(), &["--input-format", "tar", "all.tar"]);
    assert_eq!(inputs(&forced).len(), 10);
}

#[test]
fn many_files_are_read_in_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    for file in 0..9 {
        let archive: Vec<u8> =
            (0..=file).flat_map(|n| members(&format!("https://news.example/{file}/{n}"), &page(n))).collect();
        written(folder.path(), &format!("{file}.warc.gz"), archive);
    }
    let one = newsfacts(&["extract".as_ref(), folder.path().as_os_str(), "--jobs".as_ref(), "1".as_ref()]);
    let many = newsfacts(&["extract".as_ref(), folder.path().as_os_str(), "--jobs".as_ref(), "7".as_ref()]);
    assert_eq!((inputs(&one).len(), one.stdout.len()), (45, many.stdout.len()));
    assert!(one.stdout == many.stdout);
}

#[test]
fn duplicates_are_marked_in_their_article_records() {
    let folder = tempfile::tempdir().expect("a folder");
    let story = |n: usize| {
        fs::read_to_string(support::root().join("fixtures/gold/articles.jsonl"))
            .expect("readable")
            .lines()
            .nth(n)
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["text"].as_str().expect("a text").to_owned())
            .expect("a line")
    };
    let (one, two) = (story(0), story(1));
    let texts = [("a", one.clone()), ("b", two), ("c", one.clone()), ("d", format!("{one}\n\nMore to follow."))];
    let lines: Vec<String> =
        texts.iter().map(|(id, text)| serde_json::json!({ "id": id, "text": text }).to_string()).collect();
    written(folder.path(), "in.jsonl", lines.join("\n"));
    let plain = extract(folder.path(), &["in.jsonl"]);
    let marked = extract(folder.path(), &["in.jsonl", "--dedupe", "-o", "out.jsonl"]);
    assert!(marked.stderr.contains("4 articles (2 duplicates)"), "{}", marked.stderr);
    let out = fs::read_to_string(folder.path().join("out.jsonl")).expect("readable");
    let articles: Vec<Value> = Run::json(&out).into_iter().filter(|record| record["type"] == "article").collect();
    let marks: Vec<(&str, Option<&str>, Option<&str>)> = articles
        .iter()
        .map(|a| (a["id"].as_str().expect("an id"), a["duplicate_of"].as_str(), a["duplicate_kind"].as_str()))
        .collect();
    let expected =
        [("a", None, None), ("b", None, None), ("c", Some("a"), Some("same")), ("d", Some("a"), Some("near"))];
    assert_eq!(marks, expected);
    // Nothing else changes, and the contract holds.
    let unmarked = out
        .replace(",\"duplicate_of\":\"a\",\"duplicate_kind\":\"same\"", "")
        .replace(",\"duplicate_of\":\"a\",\"duplicate_kind\":\"near\"", "");
    assert!(unmarked == plain.stdout);
    let valid = newsfacts(&["validate".as_ref(), folder.path().join("out.jsonl").as_os_str()]);
    assert_eq!((valid.status, valid.stdout.as_str()), (0, ""));
}

#[test]
fn parts_are_the_output_cut_between_articles() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = newsfacts(&["extract", "fixtures/articles"]);
    let articles = support::root().join("fixtures/articles");
    let articles = articles.to_str().expect("UTF-8");
    assert_eq!(extract(folder.path(), &[articles, "--part-size", "100KB", "-o", "facts.jsonl"]).status, 0);
    let names = names(folder.path());
    assert!(names.len() > 3 && names[0] == "facts-00001.jsonl", "{names:?}");
    let parts: Vec<String> =
        names.iter().map(|name| fs::read_to_string(folder.path().join(name)).expect("readable")).collect();
    assert!(parts.iter().all(|part| part.starts_with("{\"type\":\"article\"")));
    assert!(parts[..parts.len() - 1].iter().all(|part| part.len() >= 100_000));
    let strip = |text: &str| text.replace(&format!("{articles}/"), "fixtures/articles/");
    assert_eq!(Run::json(&strip(&parts.concat())).len(), Run::json(&whole.stdout).len());
    // Parts of another run are never mixed with new ones.
    let again = extract(folder.path(), &[articles, "--part-size", "100KB", "-o", "facts.jsonl"]);
    assert_eq!(again.status, 2);
    assert!(again.stderr.contains("there are parts of another run"), "{}", again.stderr);
}

#[test]
fn options_that_need_a_file_say_so() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path(), "a.txt", TEXT);
    for (arguments, told) in [
        (&["a.txt", "--resume"][..], "--resume needs an output file"),
        (&["a.txt", "--part-size", "1MB"], "--part-size needs an output file"),
        (&["a.txt", "--resume", "-o", "/dev/null"], "--resume needs a file for its output, which /dev/null is not"),
    ] {
        let run = extract(folder.path(), arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    assert_eq!(names(folder.path()), ["a.txt"]);
}

#[test]
fn a_journal_belongs_to_one_run() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path(), "a.txt", TEXT);
    let done = extract(folder.path(), &["a.txt", "--resume", "-o", "out.jsonl"]);
    assert_eq!((done.status, names(folder.path())), (0, vec!["a.txt".to_owned(), "out.jsonl".to_owned()]));
    // What an interrupted run leaves: the journal, and the output under another name.
    let mut command = command();
    command.current_dir(folder.path()).args(["extract", "a.txt", "-", "--resume", "-o", "out.jsonl"]);
    let mut child = command.spawn().expect("starts");
    let journal = folder.path().join("out.jsonl.journal");
    while fs::metadata(&journal).map_or(0, |data| data.len()) == 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let second = extract(folder.path(), &["a.txt", "-", "--resume", "-o", "out.jsonl"]);
    assert_eq!(second.status, 2);
    assert!(second.stderr.contains("another run is at work"), "{}", second.stderr);
    child.kill().expect("killed");
    child.wait().expect("ends");
    for (arguments, told) in [
        (&["a.txt", "-", "-o", "out.jsonl"][..], "go on with --resume, or remove it"),
        (&["a.txt", "--resume", "-o", "out.jsonl"], "other inputs, options"),
        (&["a.txt", "-", "--resume", "--no-text", "-o", "out.jsonl"], "other inputs, options"),
    ] {
        let run = extract(folder.path(), arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    let gone_on = extract(folder.path(), &["a.txt", "-", "--resume", "-o", "out.jsonl"]);
    assert_eq!(gone_on.status, 1, "{}", gone_on.stderr);
    assert!(gone_on.stderr.contains("2 inputs: 1 article, 1 error (1 empty);"), "{}", gone_on.stderr);
    assert_eq!(names(folder.path()), ["a.txt", "out.jsonl"]);
}

#[test]
fn the_command_line_counts_more_than_the_environment_and_that_more_than_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path(), "a.txt", TEXT);
    written(
        folder.path(),
        "newsfacts.toml",
        "published = 2021-01-01\n\n[extract]\nonly = ['article']\nno-text = true\n",
    );
    let published = |run: &Run| {
        assert_eq!(run.status, 0, "{}", run.stderr);
        let records = Run::json(&run.stdout);
        assert!(records.len() == 1 && records[0].get("text").is_none(), "{}", run.stdout);
        records[0]["published"].as_str().expect("a date").to_owned()
    };
    let variables = [("NEWSFACTS_PUBLISHED", "2022-02-02")];
    assert_eq!(published(&extract_in(folder.path(), &["a.txt"], &[])), "2021-01-01");
    assert_eq!(published(&extract_in(folder.path(), &["a.txt"], &variables)), "2022-02-02");
    assert_eq!(
        published(&extract_in(folder.path(), &["a.txt", "--published", "2023-03-03"], &variables)),
        "2023-03-03"
    );
    written(folder.path(), "other.toml", "[extract]\nonly = ['article']\nno-text = true\npublished = '2024-04-04'\n");
    assert_eq!(published(&extract_in(folder.path(), &["a.txt", "--config", "other.toml"], &[])), "2024-04-04");
    assert_eq!(published(&extract_in(folder.path(), &["a.txt"], &[("NEWSFACTS_CONFIG", "other.toml")])), "2024-04-04");

    written(folder.path(), "other.toml", "[extract]\nonyl = ['article']\n");
    let run = extract_in(folder.path(), &["a.txt", "--config", "other.toml"], &[]);
    assert_eq!((run.status, run.stderr.as_str()), (2, "newsfacts: other.toml: there is no option onyl\n"));
    let run = extract_in(folder.path(), &["a.txt", "--config", "none.toml"], &[]);
    assert!(run.status == 2 && run.stderr.contains("cannot read none.toml"), "{}", run.stderr);
}
