//! Page to article against the bare parse of the same bytes: the aim is at most 1.4 times as long on pages of the usual
//! weight. The bare fixtures are a few kilobytes of nothing but text, which the parser only copies: there each look at a
//! letter counts, and they take about twice as long.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsfacts::decode::{Content, RawDocument};
use newsfacts::page;
use std::fs;
use std::hint::black_box;

/// The fixture pages.
fn bare() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pages");
    let mut pages: Vec<String> = fs::read_dir(folder)
        .expect("the fixtures")
        .filter_map(|entry| fs::read_to_string(entry.ok()?.path().join("source.html")).ok())
        .collect();
    pages.sort();
    pages
}

/// The same, each with the scripts, styles and menus that news pages carry around a few kilobytes of text.
fn weighty() -> Vec<String> {
    let head = format!(
        "<style>{}</style><script>{}</script></head>",
        ".a{color:red}".repeat(2_000),
        "f(\"x\");".repeat(6_000)
    );
    let item = "<li class=\"menu__item menu__item--level-2\" data-index=\"7\"><a href=\"/section/economy/page\" class=\"menu__link\" \
        aria-label=\"Economy\"><svg viewBox=\"0 0 24 24\"><path d=\"M0 0h24v24H0z\"/></svg><span>Economy</span></a></li>";
    let menu = format!("<nav class=\"menu\"><ul>{}</ul></nav></body>", item.repeat(300));
    let weigh = |page: String| page.replacen("</head>", &head, 1).replacen("</body>", &menu, 1);
    bare().into_iter().map(weigh).collect()
}

fn bench(criterion: &mut Criterion) {
    for (name, pages) in [("page", weighty()), ("small page", bare())] {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(pages.iter().map(|page| page.len() as u64).sum()));
        group.bench_function("bare parse", |b| {
            b.iter(|| {
                let nodes = |page| scraper::Html::parse_document(page).tree.nodes().count();
                pages.iter().map(|page| nodes(black_box(page))).sum::<usize>()
            });
        });
        group.bench_function("article", |b| {
            b.iter(|| {
                let document = |page: &String| RawDocument {
                    input: String::new(),
                    content: Content::Html(page.clone()),
                    given: Default::default(),
                };
                pages.iter().filter(|page| page::article(document(black_box(page))).is_ok()).count()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
