//! Whole articles and pages with what should come out of them.
//!
//! `articles/<slug>/expected.json` is the program's whole output for the article, and only says what it is today; the
//! gold says what it should be. `pages/<slug>/expected.json` is what its author wants found in the page.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{Run, assert_committed, entries, newsfacts, root};

#[test]
fn articles_give_the_committed_records() {
    let articles = entries("fixtures/articles");
    assert!(articles.len() >= 10);
    for directory in articles {
        let input = directory.join("input.jsonl");
        let run = newsfacts(&["extract".as_ref(), input.strip_prefix(root()).expect("inside").as_os_str()]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        // A JSON array with a record a line: differences read well, and no walk takes it for an input.
        let lines: Vec<&str> = run.stdout.lines().collect();
        assert_committed(&directory.join("expected.json"), &format!("[\n{}\n]\n", lines.join(",\n")));
    }
}

#[test]
fn the_committed_records_keep_the_contract() {
    let run = newsfacts(&["extract", "fixtures/articles", "fixtures/pages", "fixtures/demo.txt"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let checked = support::newsfacts_on(&["validate", "-"], run.stdout.as_bytes());
    assert_eq!((checked.status, checked.stdout.as_str()), (0, ""));
}

#[test]
fn pages_give_the_article_in_them() {
    let mut wrong = Vec::new();
    for directory in entries("fixtures/pages") {
        let slug = directory.file_name().expect("a name").to_string_lossy().into_owned();
        let page = directory.join("source.html");
        let run = newsfacts(&["extract".as_ref(), page.as_os_str(), "--only".as_ref(), "article".as_ref()]);
        let found = Run::json(&run.stdout).pop().unwrap_or_default();
        let mut expected = object(&directory.join("expected.json"));
        expected.entry("text".into()).or_insert_with(|| text_of(&slug));
        for (field, value) in expected {
            // `en-GB` where the page says so is as good as `en`.
            let same = match field.as_str() {
                "language" => found[&field].as_str().is_some_and(|tag| tag.split('-').next() == value.as_str()),
                _ => found[&field] == value,
            };
            if !same {
                wrong.push(format!("{slug}: {field}\n  expected {value}\n  found    {}", found[&field]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn object(path: &Path) -> BTreeMap<String, Value> {
    serde_json::from_str(&fs::read_to_string(path).expect("readable")).expect("an object")
}

/// A page's text, where its own file does not hold it, is that of the article with its name.
fn text_of(slug: &str) -> Value {
    let input = root().join("fixtures/articles").join(slug).join("input.jsonl");
    object(&input).remove("text").expect("a text")
}
