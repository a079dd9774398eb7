//! What each stage between text and records costs, and the figures against one regular expression for money alone.
//!
//! `cargo bench --bench stages`. The text is made up and repeated; throughput is bytes of text.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsfacts::link::{observation, quotation};
use newsfacts::mention::{self, name, place};
use newsfacts::number;
use newsfacts::text::{Doc, LexiconBuilder};

const PARAGRAPH: &str = "The maker of pumps said on Tuesday that its sales rose 5.9% to $330.3 billion in the quarter, from \
    about $311 billion a year earlier, while costs grew between 2 and 3 percent. It plans to cut some 12,000 jobs at its \
    two plants near the coast and to spend up to £1.2bn (€1.4bn) on a new line that would turn out 8 million barrels a day. \
    Its shares, which had lost a third of their value since the spring, closed 68 pence lower at 1,112p. Analysts had \
    looked for more. \"We are not there yet, but the direction is the right one,\" the chief executive told reporters, \
    adding that demand from abroad was weaker than the company had hoped for when it set out its goals.\n\n";

fn stages(c: &mut Criterion) {
    let text = PARAGRAPH.repeat(200);
    let mut builder = LexiconBuilder::default();
    mention::register(&mut builder);
    newsfacts::link::register(&mut builder);
    let lexicon = builder.build();
    let doc = Doc::of_text(&text, None, &lexicon);
    let numerals = number::scan(&doc);
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(20);
    group.bench_function("text", |b| b.iter(|| Doc::of_text(&text, None, &lexicon)));
    group.bench_function("numerals", |b| b.iter(|| number::scan(&doc)));
    group.bench_function("figures", |b| b.iter(|| mention::figures(&doc, &numerals)));
    let (mut mentions, _) = mention::figures(&doc, &numerals);
    let places = place::find(&doc, &mentions);
    group.bench_function("places", |b| b.iter(|| place::find(&doc, &mentions)));
    let names = name::find(&doc, &mentions, &places);
    group.bench_function("names", |b| b.iter(|| name::find(&doc, &mentions, &places)));
    let quotations = quotation::find(&doc, &mentions, &places, &names);
    group.bench_function("quotations", |b| b.iter(|| quotation::find(&doc, &mentions, &places, &names)));
    mentions.extend(places);
    mentions.sort_by_key(|m| (m.span.start, m.span.end));
    group.bench_function("observations", |b| b.iter(|| observation::find(&doc, &mentions, &names, &quotations)));
    let money = r"(?:[$£€¥]|US\$|USD|EUR|GBP)\s?\d[\d,]*(?:\.\d+)?\s?(?:k|m|mn|bn|tn|thousand|million|billion|trillion)?\b|\b\d[\d,]*(?:\.\d+)?\s?(?:percent|per cent|%|dollars|euros|pounds|pence|cents)";
    let money = regex::Regex::new(money).expect("a pattern of ours");
    group.bench_function("one regex for money and percentages", |b| b.iter(|| money.find_iter(&text).count()));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
