//! How fast the figures are found, against what one regular expression for money alone costs.
//!
//! `cargo bench --bench figures`. The text is made up and repeated; throughput is bytes of text.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsfacts::mention;
use newsfacts::number;
use newsfacts::text::{Doc, LexiconBuilder};

const PARAGRAPH: &str = "The maker of pumps said on Tuesday that its sales rose 5.9% to $330.3 billion in the quarter, from \
    about $311 billion a year earlier, while costs grew between 2 and 3 percent. It plans to cut some 12,000 jobs at its \
    two plants near the coast and to spend up to £1.2bn (€1.4bn) on a new line that would turn out 8 million barrels a day. \
    Its shares, which had lost a third of their value since the spring, closed 68 pence lower at 1,112p. Analysts had \
    looked for more. \"We are not there yet, but the direction is the right one,\" the chief executive told reporters, \
    adding that demand from abroad was weaker than the company had hoped for when it set out its goals.\n\n";

fn figures(c: &mut Criterion) {
    let text = PARAGRAPH.repeat(200);
    let mut builder = LexiconBuilder::default();
    mention::register(&mut builder);
    let lexicon = builder.build();
    let doc = Doc::of_text(&text, None, &lexicon);
    let numerals = number::scan(&doc);
    let mut group = c.benchmark_group("figures");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    group.bench_function("text", |b| b.iter(|| Doc::of_text(&text, None, &lexicon)));
    group.bench_function("numerals", |b| b.iter(|| number::scan(&doc)));
    group.bench_function("mentions", |b| b.iter(|| mention::figures(&doc, &numerals)));
    let money = r"(?:[$£€¥]|US\$|USD|EUR|GBP)\s?\d[\d,]*(?:\.\d+)?\s?(?:k|m|mn|bn|tn|thousand|million|billion|trillion)?\b|\b\d[\d,]*(?:\.\d+)?\s?(?:percent|per cent|%|dollars|euros|pounds|pence|cents)";
    let money = regex::Regex::new(money).expect("a pattern of ours");
    group.bench_function("one regex for money and percentages", |b| b.iter(|| money.find_iter(&text).count()));
    group.finish();
}

criterion_group!(benches, figures);
criterion_main!(benches);
