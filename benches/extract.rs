//! How fast extraction is, against the least that any reader of words must do.
//!
//! `cargo bench` measures, over the fixtures' articles: a plain `unicode_words` pass, the layer `text` (tokens,
//! sentences, quote pairs, lexicon hits), and the whole extraction. Then all three in turns in one run, and prints the
//! ratios of their speeds: the aim is at least a half.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsfacts::text::{Doc, Lexicon, LexiconBuilder};
use newsfacts::{Article, Extractor, SourceDate, link, mention};
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

/// The lexicon of the extractor.
fn lexicon() -> Lexicon {
    let mut builder = LexiconBuilder::default();
    mention::register(&mut builder);
    link::register(&mut builder);
    builder.build()
}

fn tokens(lexicon: &Lexicon, articles: &[Article]) -> usize {
    articles.iter().map(|article| Doc::new(black_box(article), lexicon).len()).sum()
}

/// The seconds that each takes, in turns over the same text, so that a change in the machine's speed meets all.
fn in_turns(works: [&dyn Fn() -> usize; 3]) -> [f64; 3] {
    let mut spent = [Duration::ZERO; 3];
    let mut rounds = 0;
    while rounds < 20 || spent.iter().sum::<Duration>() < Duration::from_secs(3) {
        for (work, spent) in works.iter().zip(&mut spent) {
            let start = Instant::now();
            black_box(work());
            *spent += start.elapsed();
        }
        rounds += 1;
    }
    spent.map(|spent| spent.as_secs_f64())
}

fn extract(criterion: &mut Criterion) {
    let (extractor, lexicon, articles) = (Extractor::new(), lexicon(), articles());
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut group = criterion.benchmark_group("articles");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("unicode_words", |bencher| bencher.iter(|| words(&articles)));
    group.bench_function("text", |bencher| bencher.iter(|| tokens(&lexicon, &articles)));
    group.bench_function("extract", |bencher| bencher.iter(|| records(&extractor, &articles)));
    group.finish();
    criterion.bench_function("build the extractor", |bencher| bencher.iter(Extractor::new));
    let [plain, text, whole] =
        in_turns([&|| words(&articles), &|| tokens(&lexicon, &articles), &|| records(&extractor, &articles)]);
    println!("speed against unicode_words, over {bytes} bytes (aim: at least 0.50)");
    println!("  text     {:.2}", plain / text);
    println!("  extract  {:.2}", plain / whole);
}

criterion_group!(benches, extract);
criterion_main!(benches);
