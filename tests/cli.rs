//! The program as its users meet it: arguments, outputs, exit codes, what it says when something is wrong.

mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read};

use support::{Run, assert_committed, command, newsfacts, newsfacts_on, root};

#[test]
fn help_texts() {
    insta::assert_snapshot!("help", newsfacts(&["--help"]).stdout);
    for name in
        ["extract", "fetch", "article", "explain", "validate", "schema", "indicators", "groups", "completions", "man"]
    {
        insta::assert_snapshot!(format!("help_{name}"), newsfacts(&[name, "--help"]).stdout);
    }
}

#[test]
fn usage_errors() {
    let cases: [(&str, &[&str]); 7] = [
        ("no_command", &[]),
        ("unknown_command", &["extrakt"]),
        ("unknown_type", &["extract", "--only", "money,gold", "-"]),
        ("bad_date", &["extract", "--published", "yesterday", "-"]),
        ("no_jobs", &["extract", "--jobs", "0", "-"]),
        ("no_directory_for_the_output", &["extract", "-o", "no/such/out.jsonl", "-"]),
        ("validate_missing", &["validate", "no-such.jsonl"]),
    ];
    for (name, arguments) in cases {
        let run = newsfacts(arguments);
        assert_eq!(run.status, 2, "{name}");
        insta::assert_snapshot!(format!("usage_{name}"), run.report());
    }
}

#[test]
fn each_input_that_fails_is_one_error_record() {
    let run = newsfacts(&[
        "extract",
        "fixtures/edge/empty.txt",
        "fixtures/edge/random.bin",
        "fixtures/edge/bad.jsonl",
        "no-such-file.txt",
        "ftp://news.example/a",
        "fixtures/demo.txt",
        "--only",
        "article",
        "--no-text",
    ]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!("errors", run.said());
    // Three articles: the demo, and the two good lines of the bad file.
    assert_eq!(Run::json(&run.stdout).len(), 3);
}

/// Each within seconds; the memory that they take is bounded by the limits that refuse them.
#[test]
fn what_is_too_much_is_refused_and_the_run_goes_on() {
    let long = "Exports rose 5% in May. ".repeat(100_000);
    let nested = format!("<html><body>{}<p>Exports rose 5%.</p>", "<div>".repeat(20_000));
    let lines = format!(
        "{}\n{}\n{}\n{{\"id\":\"last\",\"text\":\"Exports rose 5%.\"}}\n",
        serde_json::json!({ "id": "long", "text": long }),
        serde_json::json!({ "id": "line", "text": "x".repeat(34 << 20) }),
        serde_json::json!({ "id": "nested", "html": nested }),
    );
    let run =
        newsfacts_on(&["extract", "--input-format", "jsonl", "--only", "article", "--jobs", "2"], lines.as_bytes());
    assert_eq!(run.status, 1, "{}", run.stderr);
    let codes: Vec<(String, String)> = Run::json(&run.stderr)
        .iter()
        .map(|error| [&error["input"], &error["code"]].map(|v| v.as_str().expect("a text").to_owned()).into())
        .collect();
    assert!(codes.contains(&("-:1".into(), "too_large".into())), "{codes:?}");
    assert!(codes.contains(&("-:2".into(), "too_large".into())), "{codes:?}");
    // The nested page is refused or read; either way it is one outcome and the next line is read.
    let articles = Run::json(&run.stdout);
    assert_eq!(articles.len() + codes.len(), 4);
    assert_eq!(articles.last().expect("an article")["id"], "last");
}

#[test]
fn articles_and_errors_add_up_to_the_inputs() {
    let directory = tempfile::tempdir().expect("a directory");
    let (out, errors) = (directory.path().join("out.jsonl"), directory.path().join("errors.jsonl"));
    let run = newsfacts(&[
        "extract".as_ref(),
        "fixtures/pages".as_ref(),
        "fixtures/articles".as_ref(),
        "fixtures/edge".as_ref(),
        "-o".as_ref(),
        out.as_os_str(),
        "--errors".as_ref(),
        errors.as_os_str(),
    ]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let records = Run::json(&fs::read_to_string(&out).expect("written"));
    let errors = Run::json(&fs::read_to_string(&errors).expect("written"));
    let articles = records.iter().filter(|record| record["type"] == "article").count();
    let total = articles + errors.len();
    assert!(run.stderr.starts_with(&format!("newsfacts: {total} inputs: {articles} articles (")), "{}", run.stderr);
    assert!(errors.iter().all(|error| error["type"] == "error"));
    let run = newsfacts(&["validate".as_ref(), out.as_os_str()]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
}

#[test]
fn an_article_in_a_language_without_rules_is_its_record_alone() {
    let run = newsfacts(&["extract", "fixtures/articles/de-einzelhandel/input.jsonl"]);
    let records = Run::json(&run.stdout);
    assert_eq!(run.status, 0);
    assert_eq!((records.len(), records[0]["language"].as_str()), (1, Some("de")));
    let counts = "newsfacts: 1 input: 1 article (1 in a language without rules), 0 errors; 1 record (1 article)\n";
    assert_eq!(run.said(), counts);
}

#[test]
fn standard_input_is_read_as_what_it_is() {
    let text = newsfacts_on::<&str>(&["extract"], b"Exports rose 5% in May.");
    let page =
        b"<html><title>x</title><article><h1>Exports rise</h1><p>Exports rose 5% in May, the customs office said on \
        Monday, as shipments of cars recovered.</p><p>Imports fell by 2%, the office said in its report.</p></article>";
    let page = newsfacts_on(&["extract", "-"], page);
    let line = newsfacts_on(&["extract", "-"], b"{\"id\":\"x\",\"text\":\"Exports rose 5% in May.\"}\n");
    for (run, input) in [(&text, "-"), (&page, "-"), (&line, "-:1")] {
        assert_eq!(run.status, 0, "{}", run.stderr);
        let records = Run::json(&run.stdout);
        assert_eq!(records[0]["input"], input);
        assert!(records[0]["text"].as_str().expect("a text").contains("Exports rose 5% in May"));
    }
    assert_eq!(Run::json(&line.stdout)[0]["id"], "x");
    // Told that it is text, a page is just text.
    let forced = newsfacts_on(&["extract", "--input-format", "text"], b"<p>5%</p>");
    assert_eq!(Run::json(&forced.stdout)[0]["text"], "<p>5%</p>");
}

#[test]
fn the_given_date_is_for_inputs_without_one() {
    let lines = b"{\"id\":\"a\",\"text\":\"Prices rose.\",\"published\":\"2024-02-01\"}\n{\"id\":\"b\",\"text\":\"Prices rose.\"}\n";
    let run = newsfacts_on(&["extract", "--published", "2025-12-08", "--input-format", "jsonl"], lines);
    let dates: Vec<_> = Run::json(&run.stdout).iter().map(|a| a["published"].as_str().map(str::to_owned)).collect();
    assert_eq!(dates, [Some("2024-02-01".to_owned()), Some("2025-12-08".to_owned())]);
}

#[test]
fn only_keeps_types_and_their_ids() {
    let directory = tempfile::tempdir().expect("a directory");
    let all = newsfacts(&["extract", "fixtures/articles"]);
    for types in ["period,country", "observation", "article"] {
        let some = newsfacts(&["extract", "fixtures/articles", "--only", types]);
        let expected: String = all.stdout.lines().filter(|l| kept(l, types)).map(|line| format!("{line}\n")).collect();
        assert_eq!(some.stdout, expected, "{types}");
        let file = directory.path().join("some.jsonl");
        fs::write(&file, &some.stdout).expect("written");
        let run = newsfacts(&["validate".as_ref(), "--selection".as_ref(), file.as_os_str()]);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{types}");
    }
}

fn kept(line: &str, types: &str) -> bool {
    let kind = Run::json(line)[0]["type"].as_str().expect("a type").to_owned();
    types.split(',').any(|name| name == kind)
}

#[test]
fn without_text_everything_else_stays() {
    let with = Run::json(&newsfacts(&["extract", "fixtures/demo.txt"]).stdout);
    let without = Run::json(&newsfacts(&["extract", "fixtures/demo.txt", "--no-text"]).stdout);
    let mut expected = with.clone();
    expected[0].as_object_mut().expect("an object").remove("text").expect("a text");
    assert_eq!(without, expected);
}

#[test]
fn the_same_bytes_for_any_number_of_jobs() {
    let bytes = |jobs: &str| newsfacts(&["extract", "fixtures", "--jobs", jobs]);
    let one = bytes("1");
    assert!(one.stdout.len() > 10_000);
    for jobs in ["2", "16"] {
        let many = bytes(jobs);
        assert_eq!(many.stdout, one.stdout, "{jobs} jobs");
        assert_eq!(many.said(), one.said(), "{jobs} jobs");
    }
}

#[test]
fn a_closed_pipe_is_a_normal_end() {
    // More than a pipe holds; then standard input, which stays open and silent: the program must not wait for it.
    let inputs = std::iter::repeat_n("fixtures/articles", 40).chain(["-"]);
    let mut child = command().arg("extract").args(inputs).spawn().expect("starts");
    let stdin = child.stdin.take();
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    stdout.read_line(&mut line).expect("a line");
    assert!(line.starts_with("{\"type\":\"article\""));
    drop(stdout);
    let status = child.wait().expect("ends");
    drop(stdin);
    let mut stderr = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut stderr).expect("UTF-8");
    assert_eq!(status.code(), Some(0), "{stderr}");
    assert!(!stderr.contains("panicked") && !stderr.contains("error\""), "{stderr}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_half_file() {
    let directory = tempfile::tempdir().expect("a directory");
    let out = directory.path().join("out.jsonl");
    let mut child =
        command().args(["extract", "fixtures/demo.txt", "-", "-o"]).arg(&out).spawn().expect("the program starts");
    let part = || fs::read_dir(directory.path()).expect("readable").next().is_some();
    while !part() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(!out.exists());
    let interrupt = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupt.expect("kill runs").success());
    assert!(!child.wait().expect("ends").success());
    assert!(!out.exists());
}

#[test]
fn a_full_disk_is_an_output_failure() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let run = newsfacts(&["extract", "fixtures/demo.txt", "-o", "/dev/full"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    let errors = Run::json(&run.stderr);
    assert_eq!((errors[0]["stage"].as_str(), errors[0]["code"].as_str()), (Some("write"), Some("output")));
}

#[test]
fn validate_tells_where_and_what() {
    let lines = newsfacts(&["extract", "fixtures/demo.txt"]).stdout;
    let spoilt = lines.replacen("\"schema\":1", "\"schema\":7", 1) + "{\"type\":\"gold\"}\nno json\n";
    let run = newsfacts_on(&["validate", "-"], spoilt.as_bytes());
    assert_eq!(run.status, 1);
    let id = Run::json(&lines)[0]["id"].as_str().expect("an id").to_owned();
    let problems: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(problems[0], format!("-:1: {id}: schema is not 1, the version that this program checks"));
    assert!(problems[1].ends_with("\"gold\" is no type of record"), "{problems:?}");
    assert!(problems.last().expect("a problem").contains("it is no JSON"), "{problems:?}");
    assert!(run.stderr.starts_with("newsfacts: -: 1 article, "), "{}", run.stderr);
}

#[test]
fn the_committed_schema_is_the_printed_one() {
    let run = newsfacts(&["schema"]);
    assert_eq!(run.status, 0);
    assert_committed(&root().join("fixtures/schema.json"), &run.stdout);
}

#[test]
fn groups_have_members_on_a_day() {
    let (before, after) = (newsfacts(&["groups", "--on", "2020-01-31"]), newsfacts(&["groups", "--on", "2020-02-01"]));
    let britain = "EU\tEuropean Union\tGB\t1973-01-01\t2020-01-31\n";
    assert!(before.stdout.contains(britain) && !after.stdout.contains(britain), "{}", before.stdout);
    assert!(newsfacts(&["groups"]).stdout.contains(britain));
    assert_eq!(newsfacts(&["groups", "--on", "soon"]).status, 2);
}

#[test]
fn indicators_are_a_table() {
    let run = newsfacts(&["indicators"]);
    let rows: Vec<Vec<&str>> = run.stdout.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows[0], ["code", "name", "what"]);
    assert!(rows.len() > 50 && rows.iter().all(|row| row.len() == 3 && row.iter().all(|cell| !cell.is_empty())));
    assert!(rows.iter().any(|row| row[0] == "exports"));
}

#[test]
fn completions_and_manual_pages_know_the_options() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = newsfacts(&["completions", shell]);
        let known = ["no-text", "part-size", "config"].iter().all(|option| run.stdout.contains(option));
        assert!(run.status == 0 && known, "{shell}: {}", run.stderr);
    }
    let page = newsfacts(&["man", "extract"]).stdout;
    assert!(page.contains(".TH newsfacts-extract") && page.contains("no\\-text"), "{page}");
    assert!(page.contains("part\\-size") && page.contains("NEWSFACTS_PART_SIZE"), "{page}");
    assert!(newsfacts(&["man"]).stdout.contains(".TH newsfacts 1"));
    assert_eq!(newsfacts(&["man", "extrakt"]).status, 2);
}

#[test]
fn explain_shows_the_way() {
    let text = "Exports rose 5% in May. The office said so.";
    let run = newsfacts_on(&["explain", "--published", "2025-06-10"], text.as_bytes());
    assert_eq!(run.status, 0);
    assert!(run.stdout.starts_with("-: article "), "{}", run.stdout);
    for part in ["2025-06-10", "sentence 0 [0, 23)", "Exports | rose | 5", "number  \"5\" = 5", "sentence 1 [24, 43)"] {
        assert!(run.stdout.contains(part), "{part} in\n{}", run.stdout);
    }
}

#[test]
fn an_article_tells_what_was_taken_out() {
    let plain = newsfacts(&["article", "fixtures/pages/trap-amp/source.html"]);
    for format in ["text", "markdown"] {
        let run = newsfacts(&["article", "fixtures/pages/trap-amp/source.html", "--explain", "--format", format]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        assert!(run.stdout.contains(plain.stdout.trim_end()), "the text is the same");
        insta::assert_snapshot!(format!("article_explained_{format}"), run.stdout);
    }
    let walled = newsfacts(&["article", "--format", "markdown", "fixtures/pages/trap-wall-shown/source.html"]);
    assert!(walled.stdout.contains("*Perhaps only the beginning"), "{}", walled.stdout);
    let whole = newsfacts(&["article", "--explain", "fixtures/demo.txt"]);
    assert!(whole.stdout.ends_with("\n\n---\ntaken out: nothing\n"), "{}", whole.stdout);
    assert!(!newsfacts(&["article", "fixtures/demo.txt"]).stdout.contains("taken out"));
}

#[test]
fn an_article_reads_like_one() {
    let run = newsfacts(&["article", "fixtures/pages/korea-trade/source.html", "--format", "markdown"]);
    assert_eq!(run.status, 0);
    let expected = fs::read_to_string(root().join("fixtures/pages/korea-trade/expected.json")).expect("readable");
    let expected: serde_json::Value = serde_json::from_str(&expected).expect("JSON");
    assert!(run.stdout.starts_with(&format!("# {}\n", expected["title"].as_str().expect("a title"))), "{}", run.stdout);
    assert!(run.stdout.contains(expected["url"].as_str().expect("an address")));
    let failed = newsfacts(&["article", "fixtures/edge/empty.txt"]);
    assert_eq!((failed.status, failed.stdout.as_str()), (1, ""));
}
