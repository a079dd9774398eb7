//! Whole pages against what they should give: `fixtures/pages/<slug>/{source.html,expected.json}`.
//!
//! The expected text stands in `expected.json`, or is that of `fixtures/articles/<slug>`. Also: pages made to cost time
//! or memory, and pages that were cut off or damaged anywhere, end quickly and without a panic.
#![cfg(feature = "html")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use newsfacts::fetch::{Fetcher, Options, Payload};
use newsfacts::{Article, Code, decode, page};
use serde_json::Value;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn read(path: &Path) -> Result<Article, Code> {
    let fetcher = Fetcher::new(&Options::default());
    let payload = fetcher.open(&path.to_string_lossy()).next().expect("one payload").expect("a readable file");
    outcome(payload)
}

fn parse(html: impl Into<Vec<u8>>) -> Result<Article, Code> {
    outcome(Payload { name: Some("page.html".to_owned()), ..Payload::from_bytes("page.html", html.into()) })
}

fn outcome(payload: Payload) -> Result<Article, Code> {
    let mut documents = decode::documents(payload, &decode::Options::default());
    let document = documents.next().expect("one outcome");
    assert!(documents.next().is_none(), "a page is one outcome");
    document.and_then(page::article).map_err(|error| error.code)
}

fn text_of(slug: &str, expected: &Value) -> String {
    if let Some(text) = expected["text"].as_str() {
        return text.to_owned();
    }
    let line = fs::read_to_string(fixtures().join("articles").join(slug).join("input.jsonl")).expect("an article");
    let article: Value = serde_json::from_str(&line).expect("JSON");
    article["text"].as_str().expect("a text").to_owned()
}

/// Curly and straight quotation marks of a headline are one spelling.
fn plain(text: &str) -> String {
    text.replace(['‘', '’'], "'").replace(['“', '”'], "\"")
}

#[test]
fn pages_give_what_is_expected() {
    let mut wrong = Vec::new();
    let mut slugs: Vec<String> = fs::read_dir(fixtures().join("pages"))
        .expect("the pages")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    slugs.sort();
    assert!(slugs.len() >= 18, "pages are missing");
    for slug in slugs {
        let folder = fixtures().join("pages").join(&slug);
        let expected = fs::read_to_string(folder.join("expected.json")).expect("expected.json");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        let article = match read(&folder.join("source.html")) {
            Ok(article) => article,
            Err(code) => {
                wrong.push(format!("{slug}: {code:?}"));
                continue;
            }
        };
        let text = |name: &str| expected[name].as_str().map(str::to_owned);
        let authors: Vec<&str> = expected["authors"]
            .as_array()
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let date = |date: &Option<newsfacts::SourceDate>| date.as_ref().map(|date| date.as_str().to_owned());
        let checks = [
            ("title", text("title").as_deref().map(plain), article.title.as_deref().map(plain)),
            ("authors", Some(authors.join("; ")), Some(article.authors.join("; "))),
            ("published", text("published"), date(&article.published)),
            ("modified", text("modified"), date(&article.modified)),
            ("site", text("site"), article.site.clone()),
            ("language", text("language"), article.language.clone()),
            ("text", Some(text_of(&slug, &expected)), Some(article.text.clone())),
        ];
        for (field, wanted, found) in checks {
            if wanted != found {
                wrong.push(format!("{slug}: {field}\n  wanted {wanted:?}\n  found  {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page that was cut off anywhere, or whose markup was damaged, is an article or an error and never a panic.
#[test]
fn damaged_pages_do_no_harm() {
    let source = fs::read_to_string(fixtures().join("pages/trap-related-boxes/source.html")).expect("a page");
    for end in (0..source.len()).step_by(97).filter(|&end| source.is_char_boundary(end)) {
        let _ = parse(&source[..end]);
        let _ = parse(&source[end..]);
    }
    for (from, to) in
        [(">", ""), ("</", "<"), ("\"", "'"), ("<p>", "<table>"), ("</p>", ""), ("<div", "<svg"), ("=", "<!--")]
    {
        let _ = parse(source.replace(from, to));
    }
}

/// Pages made to be slow: each ends within a few seconds even unoptimised.
#[test]
fn hostile_pages_end_soon() {
    const LIMIT: Duration = Duration::from_secs(20);
    let sentence = "Exports rose by 5.9 percent in November from a year earlier, customs data showed on Monday. ";
    let deep = |tag: &str| {
        format!("{}<p>{sentence}</p>{}", format!("<{tag}>").repeat(20_000), format!("</{tag}>").repeat(20_000))
    };
    let pages = [
        deep("div"),
        deep("ul><li"),
        deep("table><tr><td"),
        "<template>".repeat(20_000) + sentence,
        "<script><!--<script>x</script>".repeat(20_000) + sentence,
        "<!--".repeat(20_000) + sentence,
        format!("<script type='application/ld+json'>{}</script><p>{sentence}", "[".repeat(100_000)),
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}</script><p>{sentence}",
            "<div>".repeat(50_000)
        ),
        format!(
            "<meta name=description content='{}'>{}",
            sentence.repeat(2_000),
            format!("<p>{sentence}").repeat(2_000)
        ),
        format!("<p>{}", sentence.replace('.', " ").repeat(11_000)),
        format!("<h1>{sentence}</h1>").repeat(5_000),
        format!("<div class='byline date published'>{sentence}").repeat(5_000),
        "<a href=x><b><i>".repeat(20_000) + sentence,
    ];
    for page in pages {
        let start = Instant::now();
        let _ = parse(page.clone());
        assert!(start.elapsed() < LIMIT, "{}… took {:?}", page.chars().take(60).collect::<String>(), start.elapsed());
    }
    assert_eq!(parse(deep("div")).map(|article| article.text), Ok(sentence.trim().to_owned()));
}
