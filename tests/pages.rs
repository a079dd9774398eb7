//! Pages that are no good: cut off or damaged anywhere, or made to cost time and memory. Each is an article or an error,
//! soon and without a panic. (What good pages give is checked in `golden.rs`.)
#![cfg(feature = "html")]

use std::time::{Duration, Instant};

use newsfacts::fetch::Payload;
use newsfacts::{Article, Code, decode, page};

fn parse(html: impl Into<Vec<u8>>) -> Result<Article, Code> {
    outcome(Payload { name: Some("page.html".to_owned()), ..Payload::from_bytes("page.html", html.into()) })
}

fn outcome(payload: Payload) -> Result<Article, Code> {
    let mut documents = decode::documents(payload, &decode::Options::default());
    let document = documents.next().expect("one outcome");
    assert!(documents.next().is_none(), "a page is one outcome");
    document.and_then(page::article).map_err(|error| error.code)
}

/// A page that was cut off anywhere, or whose markup was damaged, is an article or an error and never a panic.
#[test]
fn damaged_pages_do_no_harm() {
    let source = include_str!("../fixtures/pages/trap-related-boxes/source.html");
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
