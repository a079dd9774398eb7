//! The texts that the benches read, and works measured in turns.
//!
//! Two densities: `dense` are the fixtures' English articles, full of figures as releases are; `news` are the same ones
//! thinned with plain prose to the seven numbers in a thousand bytes that business news has.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use newsfacts::{Article, SourceDate};

/// The program's own allocator: what is measured is what it does.
#[cfg(feature = "cli")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Prose as news has it between its figures.
const PROSE: &str = "The company has been trying for years to win back customers who left it for cheaper rivals, and the \
    new chief executive, Martha Ellery, has told staff that the work is far from done. \"We know what people want from \
    us, and we have not always given it to them,\" she said in an interview at the firm's head office in Lisbon. Analysts \
    say that the plan is a sound one but warn that much will hang on how fast shops can be refitted.\n\nUnions have \
    asked for talks before any site is closed. A spokesman for the workers' council, Paul Dray, said he had heard of the \
    changes from the newspapers. The government, which holds a small stake, has so far declined to comment, though \
    officials in Germany and Portugal are said to be watching closely. It is not the first time that the group has \
    promised to start afresh, and shareholders who met last month in Frankfurt were in no mood for another lost year.\n\n\
    Some of its suppliers have already begun to look elsewhere. One of them, a family firm that makes handles and hinges, \
    said orders had dried up in the autumn and never came back. Others hope that a merger, long talked about and often \
    denied, will at last bring calm to a market in which nobody seems to be earning what it costs to be there.";

/// The fixtures' articles in English.
pub fn dense() -> Vec<Article> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> = fs::read_dir(directory).expect("fixtures").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let rows = paths.iter().map(|path| fs::read_to_string(path.join("input.jsonl")).expect("an input"));
    let rows = rows.map(|row| serde_json::from_str::<serde_json::Value>(&row).expect("JSON"));
    rows.filter(|row| row["language"] == "en")
        .map(|row| {
            let text = |field: &str| row[field].as_str().map(str::to_owned);
            Article {
                given_id: text("id"),
                title: text("title"),
                published: text("published").and_then(|date| SourceDate::parse(&date)),
                language: text("language"),
                text: text("text").expect("a text"),
                ..Article::default()
            }
        })
        .collect()
}

/// The same articles with the density of news.
pub fn news() -> Vec<Article> {
    let mut articles = dense();
    for article in &mut articles {
        while numbers(&article.text) * 1000 > 7 * article.text.len() {
            article.text.push_str("\n\n");
            article.text.push_str(PROSE);
        }
    }
    articles
}

fn numbers(text: &str) -> usize {
    text.split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .count()
}

/// The bytes of the articles' texts.
pub fn bytes(articles: &[Article]) -> usize {
    articles.iter().map(|article| article.text.len()).sum()
}

/// The best time that each work takes, in turns, so that a change in the machine's speed meets all.
pub fn in_turns(works: &[&dyn Fn() -> usize]) -> Vec<Duration> {
    let mut best = vec![Duration::MAX; works.len()];
    let (start, mut rounds) = (Instant::now(), 0);
    while rounds < 20 || start.elapsed() < Duration::from_secs(3) {
        for (work, best) in works.iter().zip(&mut best) {
            let start = Instant::now();
            black_box(work());
            *best = start.elapsed().min(*best);
        }
        rounds += 1;
    }
    best
}

/// One line of a report: megabytes a second, and the speed against the first work.
pub fn report(name: &str, bytes: usize, took: Duration, first: Duration) {
    let speed = bytes as f64 / 1e6 / took.as_secs_f64();
    println!("  {name:26} {speed:7.1} MB/s {:6.2}", first.as_secs_f64() / took.as_secs_f64());
}
