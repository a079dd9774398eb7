//! How fast extraction is, against the least that any reader of words must do.
//!
//! `cargo bench` measures the extraction of the fixtures' articles and a plain `unicode_words` pass over the same text,
//! then both in turns in one run, and prints the ratio of their speeds: the aim is at least a half.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsfacts::{Article, Extractor, SourceDate};
use unicode_segmentation::UnicodeSegmentation;

/// The fixtures' articles in English.
fn articles() -> Vec<Article> {
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

fn words(articles: &[Article]) -> usize {
    articles.iter().map(|article| black_box(&article.text).unicode_words().count()).sum()
}

fn records(extractor: &Extractor, articles: &[Article]) -> usize {
    articles.iter().map(|article| extractor.extract(black_box(article)).len()).sum()
}

/// The same text for both, in turns, so that a change in the machine's speed meets both.
fn ratio(extractor: &Extractor, articles: &[Article]) -> f64 {
    let mut spent = [Duration::ZERO; 2];
    let mut rounds = 0;
    while rounds < 20 || spent[0] + spent[1] < Duration::from_secs(3) {
        let start = Instant::now();
        black_box(words(articles));
        spent[0] += start.elapsed();
        let start = Instant::now();
        black_box(records(extractor, articles));
        spent[1] += start.elapsed();
        rounds += 1;
    }
    spent[0].as_secs_f64() / spent[1].as_secs_f64()
}

fn extract(criterion: &mut Criterion) {
    let (extractor, articles) = (Extractor::new(), articles());
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut group = criterion.benchmark_group("articles");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("unicode_words", |bencher| bencher.iter(|| words(&articles)));
    group.bench_function("extract", |bencher| bencher.iter(|| records(&extractor, &articles)));
    group.finish();
    criterion.bench_function("build the extractor", |bencher| bencher.iter(Extractor::new));
    let ratio = ratio(&extractor, &articles);
    println!("speed of extraction / speed of unicode_words, over {bytes} bytes: {ratio:.2} (aim: at least 0.50)");
}

criterion_group!(benches, extract);
criterion_main!(benches);
